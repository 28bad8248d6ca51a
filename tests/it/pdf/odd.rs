//! Whatever a record may hold, a pack comes out, and nothing of it lies off a page.

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use trajectory::pack::{
    doc::{Block, Document, Mark, Picture, Row, Span, Table, Text, plain},
    pdf::{self, Donor, Error, Options, Print},
};

use super::{checker::File, made, nothing_off_the_page, sample, squeezed};

#[test]
fn what_no_face_has_is_shown_by_its_number_and_listed() {
    let odd = "a😀b中c\u{1B}d\u{7}e\u{FFFE}f\u{202E}g\u{E000}h\u{0}i";
    let mut document = sample::everything();
    document.title = format!("Title {odd}");
    document.parts[1].title = format!("Heading {odd}");
    document.parts[2].blocks.push(Block::Paragraph(plain(odd)));
    document.parts[3].blocks.push(Block::Chart {
        picture: sample::drawing("Drawn 😀 &#x4E2D;", 80.0),
        caption: odd.to_owned(),
    });
    let made = made(&document, "odd-characters");
    let text = squeezed(&made);
    for shown in [
        "[u+1f600]",
        "[u+4e2d]",
        "[u+001b]",
        "[u+0007]",
        "[u+fffe]",
        "[u+202e]",
        "[u+e000]",
        "[u+0000]",
    ] {
        assert!(text.contains(shown), "{shown}");
        assert!(
            made.replaced
                .iter()
                .any(|one| one.shown.to_lowercase() == shown),
            "{shown}"
        );
    }
    assert!(
        text.contains("charactersreplaced"),
        "the last page lists them"
    );
    assert!(text.contains("drawn[u+1f600][u+4e2d]"));
}

#[test]
fn letters_of_many_scripts_are_printed() {
    let words =
        "Łódź Ωμέγα Привет שלום سلام ਪੰਜਾਬੀ বাংলা ગુજરાતી தமிழ் ภาษาไทย Հայերեն ქართული हिन्दी ☎ ✓";
    let document = sample::document(vec![sample::part(
        "1",
        words,
        vec![Block::Paragraph(plain(words))],
    )]);
    let made = made(&document, "scripts");
    assert!(made.replaced.is_empty(), "{:?}", made.replaced);
    assert!(squeezed(&made).contains("łódźωμέγαпривет"));
}

/// Eight narrow columns with words, figures and texts that fit in none of them.
fn crowded(word: &str, long: &str, url: &str) -> Table {
    let cell = |text: &str| plain(text.to_owned());
    Table {
        caption: word.to_owned(),
        columns: (0..8)
            .map(|index| {
                sample::column(
                    if index == 3 {
                        "Responsibilities"
                    } else {
                        "Owner"
                    },
                    12.0,
                    index % 2 == 1,
                )
            })
            .collect(),
        rows: vec![
            Row {
                cells: (0..8)
                    .map(|_| cell("Commissioning and partnerships"))
                    .collect(),
                total: false,
            },
            Row {
                cells: (0..8).map(|_| cell(word)).collect(),
                total: false,
            },
            Row {
                cells: vec![cell("Ref"), cell(long)],
                total: false,
            },
            Row {
                cells: (0..12).map(|_| cell("1,234,567.89")).collect(),
                total: true,
            },
        ],
        note: cell(url),
    }
}

#[test]
fn long_words_cells_and_clauses_stay_on_the_page() {
    let word = "x".repeat(400);
    let url = format!("https://www.example.org/{}", "council/papers/".repeat(20));
    let long =
        "The board heard that the answer named a shortage of supported lodgings. ".repeat(70);
    let cell = |text: &str| plain(text.to_owned());
    let table = crowded(&word, &long, &url);
    let blocks = vec![
        Block::Heading {
            level: 5,
            text: cell(&word),
        },
        Block::Verdict(cell(&long)),
        Block::Paragraph(cell(&word)),
        Block::Note(cell(&url)),
        Block::Missing(cell(&long)),
        Block::Table(table),
        Block::Facts {
            caption: word.clone(),
            rows: vec![
                (word.clone(), cell(&long)),
                ("Clause".to_owned(), cell(&long.repeat(3))),
            ],
            label_mm: 400.0,
        },
        Block::Numbered(vec![(word.clone(), cell(&long))]),
        Block::Decision {
            label: word.clone(),
            text: cell(&long.repeat(2)),
            votes: word.clone(),
        },
        Block::Together(vec![
            Block::Paragraph(cell(&long.repeat(3))),
            Block::Paragraph(cell(&long)),
        ]),
        Block::TwoUp(
            vec![Block::Paragraph(cell(&long.repeat(2)))],
            vec![Block::Paragraph(cell(&word))],
        ),
        Block::Beside {
            left_mm: 44.0,
            left: vec![Block::Note(cell(&long))],
            right: vec![Block::Paragraph(cell(&long))],
        },
        Block::SignOff {
            who: long.clone(),
            what: word.clone(),
        },
        Block::Chart {
            picture: sample::drawing("High", 5_000.0),
            caption: long.clone(),
        },
    ];
    let document = Document {
        body: word.clone(),
        mark: "Directors’ edition. Not for publication".to_owned(),
        ..sample::document(vec![sample::part("8A", &word, blocks)])
    };
    let made = made(&document, "long");
    nothing_off_the_page(&made);
    let text = squeezed(&made);
    let whole = pdf::squeeze(&long);
    assert!(
        text.matches(&word).count() >= 12,
        "each long word is there, whole"
    );
    assert!(text.matches("suppportedlodgings").count() == 0 && text.contains(&whole[..600]));
    assert!(
        text.contains("note1"),
        "a long cell goes on below its table"
    );
}

#[test]
fn what_cannot_be_drawn_is_said_in_words() {
    let broken = |svg: &str, width_pt: f32| Block::Chart {
        picture: Picture {
            svg: svg.to_owned(),
            width_pt,
            height_pt: 100.0,
            alt: "61 per cent in August".to_owned(),
        },
        caption: String::new(),
    };
    let fine = sample::drawing("x", 100.0).svg;
    let blocks = vec![
        broken("<svg", 476.0),
        broken("", 476.0),
        broken(&fine, f32::NAN),
        broken(
            &fine.replace("<line", "<image href=\"/etc/passwd\"/><line"),
            476.0,
        ),
    ];
    let made = made(
        &sample::document(vec![sample::part("1", "Broken", blocks)]),
        "broken",
    );
    assert_eq!(squeezed(&made).matches("61percentinaugust").count(), 4);
}

#[test]
fn an_empty_document_and_empty_strings_give_a_pack() {
    let mut document = sample::document(Vec::new());
    made(&document, "no-parts");
    document.title.clear();
    document.parts = vec![sample::part(
        "",
        "",
        vec![
            Block::Heading {
                level: 3,
                text: Text::new(),
            },
            Block::Verdict(Text::new()),
            Block::Figures(Vec::new()),
            Block::Table(Table {
                caption: String::new(),
                columns: Vec::new(),
                rows: Vec::new(),
                note: Text::new(),
            }),
            Block::Table(Table {
                caption: String::new(),
                columns: vec![sample::column("", 0.0, false)],
                rows: Vec::new(),
                note: Text::new(),
            }),
            Block::Facts {
                caption: String::new(),
                rows: Vec::new(),
                label_mm: 0.0,
            },
            Block::Numbered(Vec::new()),
            Block::Together(Vec::new()),
            Block::TwoUp(Vec::new(), Vec::new()),
            Block::Paragraph(vec![Span {
                to_part: Some(77),
                ..Span::plain("leads nowhere")
            }]),
        ],
    )];
    made(&document, "empty");
}

#[test]
fn a_part_for_one_page_is_tightened_or_remarked_upon() {
    let mut part = sample::part("", "On one page", vec![Block::Table(sample::register(60))]);
    part.one_page = true;
    let made = made(&sample::document(vec![part]), "one-page");
    assert_eq!(made.remarks.len(), 1, "{:?}", made.remarks);
}

#[test]
fn large_print_keeps_the_rules_and_the_page() {
    let options = Options {
        print: Print::Large,
        ..Options::default()
    };
    let made = pdf::make(&sample::everything(), &options).unwrap();
    assert_eq!(File::open(&made.bytes).problems(), Vec::<String>::new());
    nothing_off_the_page(&made);
    if let Some(folder) = std::env::var_os("TRAJECTORY_PDF_OUT") {
        std::fs::write(std::path::Path::new(&folder).join("large.pdf"), &made.bytes).unwrap();
    }
}

#[test]
fn papers_of_others_are_merged_into_a_file_that_claims_nothing() {
    let donor = pdf::make(&sample::everything(), &Options::default()).unwrap();
    let document = sample::document(vec![sample::part(
        "5",
        "Plan",
        vec![Block::Paragraph(plain("See the paper."))],
    )]);
    let bundle = |bytes: Vec<u8>| Options {
        bundle: vec![Donor {
            after_part: 0,
            label: "5A".to_owned(),
            name: "Paper 5A".to_owned(),
            bytes,
        }],
        ..Options::default()
    };
    let merged = pdf::make(&document, &bundle(donor.bytes.clone())).unwrap();
    assert_eq!(merged.pages, donor.pages + 1);
    let strings = pdf::strings(&merged.bytes).unwrap();
    assert!(
        !strings.iter().any(|string| string.contains("pdfuaid")),
        "it does not claim PDF/UA"
    );
    assert!(
        strings.iter().any(|string| string.contains("not PDF/UA")),
        "and says so on each page"
    );
    for bytes in [
        b"no PDF".to_vec(),
        donor.bytes[..donor.bytes.len() / 20].to_vec(),
    ] {
        let refused = pdf::make(&document, &bundle(bytes)).unwrap_err();
        assert!(matches!(refused, Error::Donor { .. }), "{refused}");
        assert!(refused.to_string().contains("Paper 5A"));
    }
}

#[test]
fn more_than_fits_is_refused_with_a_sentence() {
    let rows = (0..=pdf::MOST_ROWS).map(|_| Row::default()).collect();
    let table = Table {
        columns: vec![sample::column("Ref", 0.0, false)],
        rows,
        ..sample::register(0)
    };
    let document = sample::document(vec![sample::part(
        "1",
        "Too many",
        vec![Block::Table(table)],
    )]);
    let refused = pdf::make(&document, &Options::default()).unwrap_err();
    assert!(refused.to_string().contains("40001 rows"), "{refused}");
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~]{0,40}",
        3 => any::<String>(),
        1 => "[a-zA-Z0-9/_.-]{0,120}",
        1 => "[\u{600}-\u{6FF}\u{590}-\u{5FF} ]{0,30}",
        1 => "[\u{900}-\u{DFF}\u{E00}-\u{E7F} ]{0,30}",
        1 => "[\u{300}-\u{36F}a-e\u{2000}-\u{206F}]{0,20}",
    ]
}

fn text() -> impl Strategy<Value = Text> {
    let mark = prop_oneof![
        6 => Just(None),
        1 => Just(Some(Mark::Red)),
        1 => Just(Some(Mark::Gap)),
    ];
    let style = (0_usize..5).prop_map(|index| {
        use trajectory::pack::doc::Style;
        [
            Style::Plain,
            Style::Strong,
            Style::Note,
            Style::Illustrative,
            Style::PageOf,
        ][index]
    });
    prop::collection::vec(
        (
            words(),
            mark,
            style,
            prop::option::weighted(0.1, 0_usize..4),
        )
            .prop_map(|(text, mark, style, to_part)| Span {
                text,
                style,
                mark,
                to_part,
            }),
        0..3,
    )
}

fn block() -> impl Strategy<Value = Block> {
    let table = (
        prop::collection::vec((words(), -5.0_f32..40.0, any::<bool>()), 1..7),
        prop::collection::vec(prop::collection::vec(text(), 0..7), 0..5),
        words(),
        text(),
    )
        .prop_map(|(columns, rows, caption, note)| {
            Block::Table(Table {
                caption,
                columns: columns
                    .iter()
                    .map(|(head, width, right)| sample::column(head, *width, *right))
                    .collect(),
                rows: rows
                    .into_iter()
                    .map(|cells| Row {
                        cells,
                        total: false,
                    })
                    .collect(),
                note,
            })
        });
    let leaf = prop_oneof![
        text().prop_map(Block::Paragraph),
        text().prop_map(Block::Verdict),
        text().prop_map(Block::Note),
        text().prop_map(Block::Missing),
        (any::<u8>(), text()).prop_map(|(level, text)| Block::Heading { level, text }),
        (
            words(),
            prop::collection::vec((words(), text()), 0..4),
            -10.0_f32..100.0
        )
            .prop_map(|(caption, rows, label_mm)| Block::Facts {
                caption,
                rows,
                label_mm
            }),
        prop::collection::vec((words(), text()), 0..3).prop_map(Block::Numbered),
        (words(), text(), words()).prop_map(|(label, text, votes)| Block::Decision {
            label,
            text,
            votes
        }),
        (words(), words()).prop_map(|(who, what)| Block::SignOff { who, what }),
        (words(), words()).prop_map(|(words, caption)| Block::Chart {
            picture: sample::drawing(&words.replace(['<', '&'], " "), 60.0),
            caption,
        }),
        table,
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            some().prop_map(Block::Together),
            (some(), some()).prop_map(|(left, right)| Block::TwoUp(left, right)),
            (some(), some()).prop_map(|(left, right)| Block::Beside {
                left_mm: 44.0,
                left,
                right
            }),
        ]
    })
}

fn document() -> impl Strategy<Value = Document> {
    (
        words(),
        words(),
        words(),
        prop::collection::vec(
            (words(), words(), prop::collection::vec(block(), 0..6)),
            0..4,
        ),
    )
        .prop_map(|(title, body, mark, parts)| Document {
            title,
            short_body: body.clone(),
            body,
            mark,
            ..sample::document(
                parts
                    .into_iter()
                    .map(|(label, title, blocks)| {
                        sample::part(&label.chars().take(6).collect::<String>(), &title, blocks)
                    })
                    .collect(),
            )
        })
}

/// 40 random documents; `TRAJECTORY_RANDOM_PACKS` asks for another number.
#[test]
fn any_document_gives_a_pack_that_keeps_the_rules() {
    let cases = std::env::var("TRAJECTORY_RANDOM_PACKS")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(40);
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&document(), |document| {
            let made = pdf::make(&document, &Options::default());
            let made = made.map_err(|err| TestCaseError::fail(err.to_string()))?;
            prop_assert!(
                !made.remarks.iter().any(|remark| remark.contains("plain")),
                "set only as plain text"
            );
            prop_assert_eq!(File::open(&made.bytes).problems(), Vec::<String>::new());
            Ok(())
        })
        .unwrap();
}
