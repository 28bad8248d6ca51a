//! What belongs together stays together, wherever on a page it falls.

use trajectory::pack::doc::{Block, Document, Row, Span, Table, plain, strong};

use super::{checker::File, made, sample};

/// Lines of text above what is tried: a page has room for about 45.
const OFFSETS: std::ops::Range<usize> = 8..46;

/// One part for each offset, each with its lines and then what is tried.
fn at_every_height(what: impl Fn(usize) -> Vec<Block>) -> Document {
    let parts = OFFSETS
        .map(|lines| {
            let filler = vec!["A line of the page."; lines].join("\n");
            let mut blocks = vec![Block::Paragraph(plain(filler))];
            blocks.extend(what(lines));
            sample::part(&lines.to_string(), "Height", blocks)
        })
        .collect();
    sample::document(parts)
}

/// The page on which a text stands: a run that begins with it.
fn page_of(file: &File, text: &str) -> usize {
    let mut pages = file.shown().into_iter();
    let place = pages.position(|page| page.iter().any(|run| run.text.starts_with(text)));
    assert!(place.is_some(), "{text} is on no page");
    place.unwrap()
}

fn table(tag: usize, caption: &str, rows: usize, note: &str) -> Block {
    Block::Table(Table {
        caption: caption.to_owned(),
        columns: vec![
            sample::column("Ref", 30.0, false),
            sample::column("What", 0.0, false),
        ],
        rows: (0..rows)
            .map(|row| Row {
                cells: vec![
                    strong(format!("K{tag}r{row}.")),
                    plain("Something that takes a line"),
                ],
                total: false,
            })
            .collect(),
        note: plain(note),
    })
}

#[test]
fn a_note_stands_on_the_page_of_its_last_row() {
    let note = "Every row is counted from its first date, whatever was agreed later. ".repeat(4);
    for rows in [12, 2] {
        let document =
            at_every_height(|tag| vec![table(tag, "In order.", rows, &format!("N{tag}. {note}"))]);
        let file = made(&document, &format!("notes-{rows}"));
        let file = File::open(&file.bytes);
        for tag in OFFSETS {
            let last = page_of(&file, &format!("K{tag}r{}.", rows - 1));
            assert_eq!(
                page_of(&file, &format!("N{tag}.")),
                last,
                "after {tag} lines"
            );
        }
    }
}

#[test]
fn a_verdict_and_a_caption_stay_with_the_table_below() {
    for caption in ["C", ""] {
        let document = at_every_height(|tag| {
            let caption = if caption.is_empty() {
                String::new()
            } else {
                format!("C{tag}.")
            };
            vec![
                Block::Heading {
                    level: 2,
                    text: plain(format!("H{tag}.")),
                },
                Block::Verdict(plain(format!("V{tag}. Two of eleven are off track."))),
                Block::Heading {
                    level: 3,
                    text: plain(format!("T{tag}.")),
                },
                table(tag, &caption, 12, ""),
            ]
        });
        let file = made(&document, "verdicts");
        let file = File::open(&file.bytes);
        for tag in OFFSETS {
            let row = page_of(&file, &format!("K{tag}r1."));
            for piece in ["H", "V", "T"] {
                let at = page_of(&file, &format!("{piece}{tag}."));
                assert_eq!(at, row, "{piece} after {tag} lines");
            }
        }
    }
}

#[test]
fn a_clause_that_runs_over_says_so_on_each_page() {
    let clause = |tag: usize| {
        let facts = (0..60)
            .map(|row| (format!("Row {row}"), plain(format!("K{tag}r{row}."))))
            .collect();
        Block::Together(vec![
            Block::Heading {
                level: 2,
                text: vec![
                    Span::strong(format!("Clause {tag}")),
                    Span::plain(" Transfer the services to a company"),
                ],
            },
            Block::Beside {
                left_mm: 44.0,
                left: vec![Block::Note(plain("Binds the council"))],
                right: vec![Block::Facts {
                    caption: String::new(),
                    rows: facts,
                    label_mm: 22.0,
                }],
            },
        ])
    };
    let document = sample::document(vec![sample::part(
        "11",
        "Direction",
        vec![clause(3), clause(4)],
    )]);
    let file = made(&document, "continued");
    let file = File::open(&file.bytes);
    for tag in [3, 4] {
        let words = format!("Clause {tag}, continued");
        let first = page_of(&file, &format!("K{tag}r0."));
        let last = page_of(&file, &format!("K{tag}r59."));
        assert!(last > first);
        for (page, runs) in file.shown().iter().enumerate() {
            let said = runs.iter().any(|run| run.text.starts_with(&words));
            assert_eq!(said, page > first && page <= last, "page {}", page + 1);
        }
    }
}
