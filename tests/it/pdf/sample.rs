//! Documents for the tests: one with every kind of block, long ones, odd ones.

use jiff::civil::date;
use trajectory::pack::doc::{
    Attachment, Block, Column, Cover, Document, Edition, Figure, Mark, Part, Picture, Row, Span,
    Style, Table, Text, plain, strong,
};

pub fn document(parts: Vec<Part>) -> Document {
    Document {
        title: "Board meeting pack, 26 September 2019, Worcestershire Children First".to_owned(),
        body: "Worcestershire Children First".to_owned(),
        short_body: "Children First".to_owned(),
        controlled_by: "Worcestershire County Council".to_owned(),
        edition: Edition::Directors,
        mark: "Directors’ edition. Not for publication".to_owned(),
        version: 1,
        issued: date(2019, 9, 20),
        as_at: date(2019, 9, 20),
        record_hash: "7c1e40b95d228af0e91366c704bb1f5a92d83e07c6a158f40be2d97c4410a36e".to_owned(),
        cover: None,
        parts,
        attachments: Vec::new(),
    }
}

pub fn part(label: &str, title: &str, blocks: Vec<Block>) -> Part {
    Part {
        label: label.to_owned(),
        title: title.to_owned(),
        purpose: "Discuss".to_owned(),
        purpose_rest: "Chief executive. 10 minutes".to_owned(),
        one_page: false,
        blocks,
    }
}

pub fn column(head: &str, width_mm: f32, right: bool) -> Column {
    Column {
        head: head.to_owned(),
        width_mm,
        right,
    }
}

pub fn marked(mark: Mark, text: &str) -> Text {
    vec![Span {
        mark: Some(mark),
        ..Span::strong(text)
    }]
}

pub fn styled(style: Style, text: &str) -> Span {
    Span {
        style,
        ..Span::plain(text)
    }
}

pub fn attachment(name: &str, bytes: &[u8]) -> Attachment {
    Attachment {
        name: name.to_owned(),
        mime: "text/plain".to_owned(),
        description: format!("Paper {name}"),
        bytes: bytes.to_vec(),
    }
}

pub fn drawing(words: &str, height: f32) -> Picture {
    Picture {
        svg: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 476 {height}\" width=\"476\" height=\"{height}\">\
             <line x1=\"30\" y1=\"100\" x2=\"404\" y2=\"100\" stroke=\"#1A1C1E\" stroke-width=\"0.75\"/>\
             <text x=\"408\" y=\"84\" font-family=\"Inter\" font-size=\"8\" font-weight=\"600\">{words}</text></svg>"
        ),
        width_pt: 476.0,
        height_pt: height,
        alt: format!("{words}. Every value is in the table that follows."),
    }
}

/// A table of this many rows, each with a reference that is nowhere else.
pub fn register(rows: usize) -> Table {
    Table {
        caption: "Off track first, then by first date. All actions are illustrative.".to_owned(),
        columns: vec![
            column("Ref", 14.0, false),
            column("Action and last evidence", 0.0, false),
            column("Owner", 24.0, false),
            column("First due", 14.0, true),
            column("Status", 32.0, false),
        ],
        rows: (0..rows)
            .map(|index| Row {
                cells: vec![
                    strong(format!("R{index:05}")),
                    vec![
                        Span::plain("Open eight supported lodgings for care leavers."),
                        styled(
                            Style::Note,
                            "\nThree dates: 25 Apr, 30 Jun, 31 Aug. Provider withdrew.",
                        ),
                    ],
                    plain("Chief executive"),
                    plain("25 Apr"),
                    marked(
                        [
                            Mark::Red,
                            Mark::Amber,
                            Mark::Green,
                            Mark::Blue,
                            Mark::Delivered,
                            Mark::Bar,
                            Mark::Gap,
                        ][index % 7],
                        "Off track",
                    ),
                ],
                total: index + 1 == rows,
            })
            .collect(),
        note: plain("The note stands under its table."),
    }
}

fn cover() -> Cover {
    let fact = |label: &str, text: &str| (label.to_owned(), text.to_owned());
    Cover {
        title: vec!["Board meeting".to_owned(), "pack".to_owned()],
        when: "Thursday 26 September 2019, 14:00".to_owned(),
        what: "Shadow board, County Hall, Worcester".to_owned(),
        timeline: Some(drawing("Go-live", 150.0)),
        facts: vec![
            fact("Edition", "Directors’ edition\nNot for publication"),
            fact("Version", "Version 1\nIssued 20 September 2019"),
            fact("Record as at", "20 September 2019"),
            fact("Record hash", "7c1e 40b9\nIn full on the last page"),
        ],
    }
}

fn figure(value: &str, label: &str, note: &str) -> Figure {
    Figure {
        value: value.to_owned(),
        label: label.to_owned(),
        note: note.to_owned(),
        illustrative: false,
    }
}

fn facts(rows: &[(&str, &str)], label_mm: f32) -> Block {
    Block::Facts {
        caption: String::new(),
        rows: rows
            .iter()
            .map(|(label, value)| ((*label).to_owned(), plain(*value)))
            .collect(),
        label_mm,
    }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        text: plain(text),
    }
}

fn page_one() -> Part {
    let to_decide = Table {
        caption: String::new(),
        columns: vec![
            column("Item", 10.0, false),
            column("Decision sought", 0.0, false),
            column("Whose consent", 48.0, false),
            column("Page", 10.0, true),
        ],
        rows: vec![Row {
            cells: vec![
                strong("4"),
                vec![
                    Span::strong("Approve the interim business plan,"),
                    Span::plain(" for at least six months"),
                ],
                plain("Board, then Cabinet"),
                vec![Span {
                    to_part: Some(2),
                    style: Style::PageOf,
                    ..Span::plain("")
                }],
            ],
            total: false,
        }],
        note: Text::new(),
    };
    Part {
        one_page: true,
        purpose: String::new(),
        purpose_rest: String::new(),
        ..part(
            "",
            "On one page",
            vec![
                Block::Verdict(plain(
                    "Three decisions, all for 1 October. Two of eleven gates are still open.",
                )),
                Block::Figures(vec![
                    figure("3", "to decide", "items 4, 5 and 6"),
                    figure("5", "off track", "of 31 measures"),
                    figure("4", "changed", "since 11 July"),
                    figure("2", "concerns open", "one since 2016"),
                    figure("5", "days to transfer", "from the meeting"),
                ]),
                heading(2, "To decide"),
                Block::Table(to_decide),
                Block::TwoUp(
                    vec![
                        heading(2, "Changed since 11 July"),
                        facts(
                            &[
                                ("29 Jul", "Grade: inadequate to requires improvement"),
                                ("5 Sep", "Two named"),
                            ],
                            16.0,
                        ),
                    ],
                    vec![
                        heading(2, "Concerns open"),
                        Block::Facts {
                            caption: String::new(),
                            rows: vec![(
                                "C1".to_owned(),
                                vec![
                                    Span::strong("Bed and breakfast."),
                                    Span {
                                        to_part: Some(1),
                                        ..Span::plain(" Page 3")
                                    },
                                ],
                            )],
                            label_mm: 8.0,
                        },
                    ],
                ),
            ],
        )
    }
}

fn minutes() -> Part {
    let numbered = |label: &str, text: &str| (label.to_owned(), plain(text));
    part(
        "3",
        "Minutes of 11 July 2019",
        vec![
            Block::TwoUp(
                vec![Block::Note(vec![
                    Span::strong("Held"),
                    Span::plain(" County Hall, Worcester, 14:00 to 16:10"),
                ])],
                vec![Block::Note(vec![
                    Span::strong("Apologies"),
                    Span::plain(" One cabinet member"),
                ])],
            ),
            heading(2, "5  Inspection: first findings"),
            Block::Numbered(vec![
                numbered(
                    "5.1",
                    "The board heard the inspectors’ oral feedback. Two findings were old.",
                ),
                numbered(
                    "5.2",
                    "Seat 2 asked why the first had not moved since 2016 and what would be different this time.",
                ),
            ]),
            Block::Decision {
                label: "Decision 19-07-03. In effect from 11 July 2019".to_owned(),
                text: plain(
                    "Both findings are standing concerns, on every agenda until the board closes them.",
                ),
                votes: "Agreed without a vote.".to_owned(),
            },
            heading(2, "7  Close"),
            Block::Numbered(vec![numbered("7.1", "The meeting closed at 16:10.")]),
            Block::SignOff {
                who: "Signed as a true record by the chair of this meeting, or of the next"
                    .to_owned(),
                what: "(strike out one)".to_owned(),
            },
        ],
    )
}

fn clauses() -> Part {
    part(
        "11",
        "Direction, clause by clause",
        vec![
            Block::Verdict(plain(
                "Of eight clauses, one is met, four are on track, two are at risk and one is not met.",
            )),
            Block::Paragraph(vec![
                Span::plain("Direction to transfer, August 2018, in force. "),
                styled(
                    Style::Illustrative,
                    "Clause texts and positions are illustrative.",
                ),
            ]),
            Block::Together(vec![
                Block::Heading {
                    level: 2,
                    text: vec![
                        Span::strong("Clause 1"),
                        Span::plain("  Transfer the services to a company"),
                    ],
                },
                Block::Beside {
                    left_mm: 44.0,
                    left: vec![
                        Block::Paragraph(marked(Mark::Amber, "At risk")),
                        Block::Note(plain("One-off, 1 October 2019\nBinds the council")),
                    ],
                    right: vec![facts(
                        &[
                            ("Actions", "3 on track, 7 recovery agreed"),
                            ("Measures", "Contracts moved, 71 of 80"),
                        ],
                        22.0,
                    )],
                },
            ]),
            Block::Together(vec![
                Block::Missing(plain("no measure linked")),
                Block::Note(plain("Kept together.")),
            ]),
        ],
    )
}

fn curve() -> Part {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let year = |year: &str| Row {
        cells: std::iter::once(strong(year))
            .chain((40..52).map(|value| plain(format!("◆ {value}"))))
            .collect(),
        total: false,
    };
    part(
        "12",
        "Curves",
        vec![
            heading(2, "Return interviews within 72 hours"),
            Block::Verdict(plain("61% in August 2019. Concerning: lower for seven months running.")),
            Block::Figures(vec![figure("61 %", "in August 2019", ""), figure("12,345.67", "a long figure", "")]),
            Block::Chart {
                picture: drawing("Target 85", 236.0),
                caption: "Of children who went missing, the share with a return interview. Higher is better.".to_owned(),
            },
            heading(3, "The same figures as a table"),
            Block::Table(Table {
                caption: "Per cent. ◆ marks the months that count as concerning.".to_owned(),
                columns: std::iter::once(column("Year", 12.0, false))
                    .chain(months.map(|month| column(month, 9.0, true)))
                    .collect(),
                rows: vec![year("2017"), year("2018")],
                note: vec![Span::strong("Provenance."), Span::plain(" Missing-children log, export of 16 Sep 2019.")],
            }),
            Block::Facts {
                caption: "What is known".to_owned(),
                rows: vec![("Who told us".to_owned(), plain("Inspection report, 29 July 2019."))],
                label_mm: 46.0,
            },
        ],
    )
}

/// Every kind of block and every page type.
pub fn everything() -> Document {
    Document {
        cover: Some(cover()),
        ..document(vec![
            page_one(),
            minutes(),
            part(
                "10",
                "Action log",
                vec![
                    Block::Verdict(plain("Twelve actions: four off track.")),
                    Block::Table(register(40)),
                ],
            ),
            clauses(),
            curve(),
        ])
    }
}
