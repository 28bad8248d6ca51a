//! Packs as PDF: tags, text, pages, leaks, the worker, and whatever a record may hold.

mod chance;
pub mod checker;
mod odd;
pub mod sample;
mod together;
mod worker;

use trajectory::pack::{
    doc::{Block, Document, Span, plain},
    pdf::{self, Made, Options, extract},
};

use checker::File;
use extract::Kind::{Attachment, Metadata, Object, Page};

/// Width and height of A4, points.
const A4: (f64, f64) = (595.28, 841.89);

/// Makes a file that keeps every rule. To look at it, name a folder in `TRAJECTORY_PDF_OUT`.
fn made(document: &Document, name: &str) -> Made {
    let made = pdf::make(document, &Options::default()).expect("a pack always comes out");
    if let Some(folder) = std::env::var_os("TRAJECTORY_PDF_OUT") {
        let path = std::path::Path::new(&folder).join(format!("{name}.pdf"));
        std::fs::write(path, &made.bytes).unwrap();
    }
    let file = File::open(&made.bytes);
    assert_eq!(file.problems(), Vec::<String>::new(), "{name}");
    assert_eq!(file.pages(), made.pages);
    made
}

/// All text of the pages without white space and places to break.
fn squeezed(made: &Made) -> String {
    let pages = extract::extracts(&made.bytes).unwrap();
    let text: String = pages
        .iter()
        .filter(|extract| extract.kind == extract::Kind::Page)
        .map(|extract| extract.text.as_str())
        .collect();
    pdf::squeeze(&text)
}

/// Every run of text begins within the printed part of its page.
fn nothing_off_the_page(made: &Made) {
    let (left, right) = (24.0 * 72.0 / 25.4, A4.0 - 18.0 * 72.0 / 25.4);
    for (page, shown) in File::open(&made.bytes).shown().into_iter().enumerate() {
        for run in shown {
            let inside = run.x >= left - 2.0
                && run.x <= right + 0.5
                && run.y >= 30.0
                && run.y <= A4.1 - 30.0;
            assert!(
                inside || run.text.trim().is_empty(),
                "page {}: {run:?}",
                page + 1
            );
        }
    }
}

#[test]
fn every_kind_of_block_keeps_the_rules_and_stays_on_the_page() {
    let document = sample::everything();
    let made = made(&document, "everything");
    nothing_off_the_page(&made);
    assert_eq!(
        (made.replaced.len(), made.remarks.len()),
        (0, 0),
        "{made:?}",
        made = made.remarks
    );
    let tags = File::open(&made.bytes).tags();
    assert_eq!(
        tags.all("H1").len(),
        document.parts.len(),
        "one heading of level 1 a part"
    );
    assert!(tags.all("Table").len() >= 5 && tags.all("Figure").len() == 2);
    assert_eq!(made.parts.len(), document.parts.len());
    assert_eq!(made.parts[0].first, 2, "the cover is page 1");
    let text = squeezed(&made);
    for words in [
        "R00039",
        "10-2",
        "Page 3 of",
        "Version 1. Record as at 20 September 2019",
        "Clause 1",
    ] {
        assert!(text.contains(&pdf::squeeze(words)), "{words}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::everything();
    let first = pdf::make(&document, &Options::default()).unwrap();
    let second = pdf::make(&document, &Options::default()).unwrap();
    assert!(first.bytes == second.bytes);
}

#[test]
fn each_of_three_thousand_rows_lies_on_a_page() {
    let document = sample::document(vec![sample::part(
        "10",
        "Action log",
        vec![Block::Table(sample::register(3_000))],
    )]);
    let made = made(&document, "register");
    nothing_off_the_page(&made);
    let mut seen = vec![0; 3_000];
    for shown in File::open(&made.bytes).shown() {
        for run in shown {
            let row = run
                .text
                .strip_prefix('R')
                .and_then(|row| row.parse::<usize>().ok());
            if let Some(row) = row {
                seen[row] += 1;
            }
        }
    }
    let wrong: Vec<_> = seen
        .iter()
        .enumerate()
        .filter(|(_, times)| **times != 1)
        .collect();
    assert!(wrong.is_empty(), "of {} pages: {wrong:?}", made.pages);
    let heads = File::open(&made.bytes).tags().all("THead").len();
    assert_eq!(heads, 1, "a repeated head is decoration");
}

#[test]
fn text_is_data_and_never_markup() {
    let strings = [
        "#panic()",
        "#panic(\"x\")",
        "*b*",
        "_i_",
        "$x$",
        "@ref",
        "`raw`",
        "```rust x```",
        "#read(\"/etc/passwd\")",
        "<label>",
        "// comment",
        "/* comment */",
        "\\u{41}",
        "= Heading",
        "== H",
        "- list",
        "+ enum",
        "/ term: x",
        "~",
        "--",
        "---",
        "...",
        "\"quoted\"",
        "'single'",
        "#let x = 1",
        "#import \"@preview/a:1.0.0\"",
        "[content]",
        "{code}",
        "\\",
        "\\\\",
        "#",
        "https://example.org/x?y=z&a=b",
        "&amp;",
        "<script>alert(1)</script>",
        "%PDF",
        "(paren",
        ")",
        "#include \"/pack.json\"",
        "-?",
        "1 -> 2",
        "x^2_3",
        "\u{200B}",
        "a\u{AD}b",
        "=cmd|' /C calc'!A0",
    ];
    let blocks = strings
        .iter()
        .flat_map(|text| {
            [
                Block::Heading {
                    level: 2,
                    text: plain(*text),
                },
                Block::Paragraph(plain(format!("P {text}"))),
                Block::Facts {
                    caption: (*text).to_owned(),
                    rows: vec![((*text).to_owned(), plain(*text))],
                    label_mm: 46.0,
                },
            ]
        })
        .collect();
    let made = made(
        &sample::document(vec![sample::part("9", "Markup", blocks)]),
        "markup",
    );
    assert!(made.replaced.is_empty(), "{:?}", made.replaced);
    let text = squeezed(&made);
    for string in strings {
        let string = pdf::squeeze(string);
        assert!(
            text.matches(&string).count() >= 5 || string.is_empty(),
            "{string}"
        );
    }
}

#[test]
fn papers_travel_inside_with_their_names() {
    let mut document = sample::everything();
    document.attachments = vec![
        sample::attachment("5A business plan.txt", b"the plan itself"),
        sample::attachment("5A business plan.txt", b"a second of the same name"),
        sample::attachment("../../etc/passwd", b"x"),
    ];
    let made = made(&document, "attachments");
    let strings = pdf::strings(&made.bytes).unwrap();
    for wanted in [
        "5A business plan.txt",
        "Paper 5A business plan.txt",
        "the plan itself",
        "a second of the same name",
    ] {
        assert!(strings.iter().any(|string| string == wanted), "{wanted}");
    }
    assert!(strings.iter().any(|string| string == "-..-etc-passwd"));
    assert!(!strings.iter().any(|string| string == "../../etc/passwd"));
}

#[test]
fn canaries_are_found_wherever_they_stand() {
    let mut document = sample::everything();
    document.title = "Canary title".to_owned();
    document.body = "Canary body".to_owned();
    document.mark = "Canary mark. In the head".to_owned();
    document.parts[1].title = "Canary heading".to_owned();
    document.parts[1].label = "7Canary".to_owned();
    document.parts[1].blocks.push(Block::Chart {
        picture: sample::drawing("Canary in a drawing", 100.0),
        caption: "Canary caption".to_owned(),
    });
    document.parts[1].blocks.push(Block::Paragraph(vec![
        Span::plain("Broken over lines: canary of forty-two words, so long that it cannot stand on one line of the page. "),
        Span::strong("Canary "),
        Span::plain("in two styles"),
    ]));
    let within = pdf::make(
        &sample::document(vec![sample::part("1", "Canary within", Vec::new())]),
        &Options::default(),
    )
    .unwrap();
    document.attachments = vec![
        sample::attachment("Canary name.pdf", &within.bytes),
        sample::attachment("b.txt", "Canary inside".as_bytes()),
    ];
    let made = made(&document, "canaries");
    let found: Vec<(extract::Kind, String)> = extract::extracts(&made.bytes)
        .unwrap()
        .into_iter()
        .map(|extract| (extract.kind, pdf::squeeze(&extract.text)))
        .collect();
    let is = |kind: extract::Kind, words: &str| {
        let words = pdf::squeeze(words);
        found
            .iter()
            .any(|(found, text)| *found == kind && text.contains(&words))
    };
    for (kind, words) in [
        (Object, "Canary title"),
        (Metadata, "Canary title"),
        (Metadata, "Canary body"),
        (Page, "Canary body"),
        (Page, "Canary mark"),
        (Page, "Canary heading"),
        (Object, "Canary heading"),
        (Page, "7Canary-1"),
        (Page, "Canary in a drawing"),
        (Object, "Canary in a drawing. Every value"),
        (Page, "Canary caption"),
        (
            Page,
            "canary of forty-two words, so long that it cannot stand on one line of the page",
        ),
        (Page, "Canary in two styles"),
        (Object, "Canary name.pdf"),
        (Object, "Paper Canary name.pdf"),
        (Attachment, "Canary within"),
        (Attachment, "Canary inside"),
    ] {
        assert!(is(kind, words), "{kind:?} {words}");
    }
}

#[test]
fn pictures_of_pages_are_those_of_the_file() {
    let document = sample::everything();
    let preview = pdf::preview(&document, &Options::default(), 1..3, 1.0).unwrap();
    let made = pdf::make(&document, &Options::default()).unwrap();
    assert_eq!((preview.pages, &preview.parts), (made.pages, &made.parts));
    assert_eq!(preview.images.len(), 2);
    let image = &preview.images[0];
    assert_eq!((image.page, image.width, image.height), (1, 595, 842));
    assert_eq!(image.rgba.len(), 595 * 842 * 4);
    assert!(image.rgba.contains(&0x1A) && image.rgba[..4] == [255; 4]);
    let none = pdf::preview(&document, &Options::default(), 90..95, 1.0).unwrap();
    assert!(none.images.is_empty() && none.pages == made.pages);
}
