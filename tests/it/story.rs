//! The story of the plan: its page in the window, its registers, and that nothing hidden leaves by
//! any of the ways a chart or a page can go.

use std::time::Duration;

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tempfile::TempDir;
use trajectory::{
    analysis::curve::{
        EventKind, csv, curve, json,
        layout::Size,
        statement,
        story::{Story, story},
        svg, wall_curve,
    },
    app::{Command, Derived, Export, Message, Outbox, Route},
    cli,
    job::{Answer, FileKind},
    model::{
        Measure, MeasureValue, Polarity, Reading, Record, Revision, SectionId, Target, Unit,
        date::plus_months,
    },
    pack::picture,
    ui::{
        ViewCx,
        sections::story::{self as section, StorySection},
        theme,
    },
};

use crate::support::{NOW, TestApp, repository};

const TODAY: Date = date(2019, 9, 24);
const CONTACTS: &str = "Contacts decided within 24 hours";

fn measure(id: &str, title: &str, numbers: &[f64]) -> Measure {
    let mut measure = Measure::new(id.parse().unwrap());
    title.clone_into(&mut measure.title);
    measure.unit = Unit::Count;
    measure.polarity = Polarity::LowGood;
    measure.values = numbers
        .iter()
        .enumerate()
        .map(|(n, number)| {
            let months = i32::try_from(n).unwrap();
            let day = plus_months(date(2018, 1, 1), months).last_of_month();
            MeasureValue::new(day, Reading::Number(*number))
        })
        .collect();
    measure
}

struct Shown {
    record: Record,
    derived: Derived,
    out: Outbox,
    state: StorySection,
    messages: Vec<Message>,
}

fn window(record: Record, size: egui::Vec2) -> Harness<'static, Shown> {
    let shown = Shown {
        derived: Derived::new(&record, TODAY, 0, None),
        record,
        out: Outbox::default(),
        state: StorySection::default(),
        messages: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, shown| {
                let cx = ViewCx {
                    record: &shown.record,
                    derived: &shown.derived,
                    today: TODAY,
                    now: Duration::ZERO,
                    epoch: 0,
                    route: Route::section(SectionId::Story),
                    focus: None,
                    out: &shown.out,
                };
                section::ui(ui, &cx, &mut shown.state);
                shown.messages.extend(shown.out.take());
            },
            shown,
        );
    harness.run();
    harness
}

fn three() -> Record {
    let mut record = Record::default();
    let usual: Vec<f64> = (0..18).map(|n| 20.0 + f64::from(n % 3)).collect();
    record.put(measure("mea-2019-000001", "Contacts", &usual).into());
    record.put(measure("mea-2019-000002", "Home visits", &usual[..16]).into());
    record.put(measure("mea-2019-000003", "Plans", &usual[..6]).into());
    record
}

#[test]
fn measures_are_chosen_ordered_and_read_at_one_date() {
    let mut harness = window(three(), vec2(1232.0, 834.0));
    let page = |harness: &Harness<'_, Shown>| {
        let pages = harness.get_all_by_role(Role::Image);
        let mut names = pages.filter_map(|node| node.accesskit_node().label());
        names.next_back().unwrap_or_default()
    };
    assert!(
        page(&harness).starts_with("Three measures and no events"),
        "{}",
        page(&harness)
    );
    harness.get_by_label("Plans").click();
    harness.run();
    assert!(page(&harness).starts_with("Two measures"));
    // The second measure to the top, by key.
    harness.get_by_label("Home visits").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    harness.run();
    let alt = page(&harness);
    assert!(
        alt.find("Home visits:").unwrap() < alt.find("Contacts:").unwrap(),
        "{alt}"
    );
    harness.get_all_by_role(Role::Image).last().unwrap().focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    // Both measures at the day of the newest value; the older one keeps its month.
    let said = page(&harness);
    assert!(
        said.starts_with("30 June 2019. Home visits: 20 of Apr 2019; Contacts: 22."),
        "{said}"
    );
}

#[test]
fn the_twin_has_every_day_and_a_narrow_window_hides_the_choice() {
    let mut harness = window(three(), vec2(700.0, 600.0));
    assert!(harness.query_by_label("Plans").is_none());
    harness.get_by_label("Choose…").click();
    harness.run();
    assert!(harness.query_by_label("Plans").is_some());
    harness.get_by_label("Choose…").click();
    harness.run();
    harness.key_press(Key::T);
    harness.run();
    harness.get_by_label_contains("Story");
    let rows = harness.state().record.clone();
    assert_eq!(rows.measures.len(), 3);
}

#[test]
fn no_measures_lead_to_curves() {
    let mut harness = window(Record::default(), vec2(1232.0, 834.0));
    harness.get_by_label("Go to Curves").click();
    harness.run();
    let went =
        harness.state().messages.iter().any(
            |message| matches!(message, Message::Go(route) if route.section == SectionId::Curves),
        );
    assert!(went);
}

fn export(kind: FileKind, text: &str) -> Message {
    Message::Export(Export {
        name: CONTACTS.to_owned(),
        kind,
        text: text.into(),
    })
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";

#[test]
fn a_picture_is_saved_where_the_dialog_says() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &board).unwrap();
    let to = folder.path().join("contacts.png");
    std::fs::write(&to, "an older picture").unwrap();
    let answer = Answer {
        path: Some(to.clone()),
        took: Duration::from_secs(2),
    };
    let mut app = TestApp::with(folder, [answer], vec![Message::Open(board)]);
    app.send(export(FileKind::Png, DRAWING));
    let asked = &app.picker.asked()[0];
    assert_eq!(asked.files, FileKind::Png);
    assert_eq!(asked.file_name, "contacts-decided-within-24-hours.png");
    assert!(std::fs::read(&to).unwrap().starts_with(b"\x89PNG"));
    assert!(
        !app.harness
            .state()
            .state()
            .document
            .as_ref()
            .unwrap()
            .is_unsaved()
    );
}

#[test]
fn a_typed_path_never_replaces_a_file() {
    let none = Answer {
        path: None,
        took: Duration::from_millis(5),
    };
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &board).unwrap();
    let there = folder.path().join("there.csv");
    std::fs::write(&there, "theirs").unwrap();
    let mut app = TestApp::with(folder, [none], vec![Message::Open(board)]);
    app.send(export(FileKind::Csv, "date,value\r\n"));
    let type_path = |app: &mut TestApp, path: &std::path::Path| {
        let state = app.harness.state_mut().state_mut();
        if let Some(trajectory::app::Modal::TypePath { typed, .. }) = &mut state.modal {
            *typed = path.display().to_string();
        } else {
            panic!("no path is asked for: {:?}", state.modal);
        }
        app.send(Message::Answer(trajectory::app::Reaction::TakePath));
    };
    type_path(&mut app, &there);
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "theirs");
    let free = there.with_file_name("free");
    type_path(&mut app, &free);
    let written = std::fs::read_to_string(free.with_extension("csv")).unwrap();
    assert_eq!(written, "date,value\r\n");
}

#[test]
fn the_section_opens_by_its_key() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    app.run(Command::Goto(SectionId::Story));
    assert!(app.sees("Story"));
    let keys = Command::Goto(SectionId::Findings).shortcuts();
    assert_eq!(keys[0].logical_key, Key::Num0);
}

#[test]
fn a_chart_is_written_without_a_window() {
    let folder = TempDir::new().unwrap();
    let sample = repository("saves/worcestershire-2019.ron");
    let save = |name: &str| {
        let to = folder.path().join(name);
        let mut out = Vec::new();
        let today = Err(NOW.date());
        cli::save_curve(&sample, CONTACTS, &to, today, &mut out, &mut Vec::new())?;
        Ok::<_, String>((std::fs::read(&to).unwrap(), String::from_utf8(out).unwrap()))
    };
    let (svg, said) = save("chart.svg").unwrap();
    let text = String::from_utf8(svg).unwrap();
    assert!(
        text.starts_with("<svg") && text.contains("Making Data Count"),
        "{text}"
    );
    assert!(
        said.contains("chart.svg: ") && said.contains("Improving"),
        "{said}"
    );
    let (png, _) = save("chart.png").unwrap();
    assert_eq!(png, picture::png(&text).unwrap());
    let (csv, _) = save("chart.csv").unwrap();
    assert!(csv.starts_with(b"measure,date,value"));
    assert!(
        save("chart.pdf")
            .unwrap_err()
            .contains(".svg, .png or .csv")
    );
}

/// Everything that can leave: page, charts, tables, words, and the pictures themselves.
fn everything(record: &Record) -> (String, Vec<Vec<u8>>) {
    let size = Size {
        width: 900.0,
        height: 600.0,
    };
    let curves = record
        .measures
        .iter()
        .map(|measure| std::sync::Arc::new(wall_curve(measure, record, TODAY)))
        .collect();
    let page: Story = story(curves, record, TODAY, &EventKind::ALL);
    let days: Vec<_> = page.value_days().iter().map(|day| page.at(*day)).collect();
    let drawing = svg::story_svg(&page, size, None);
    let mut text = format!(
        "{page:?}\n{days:?}\n{:?}\n{}\n{}\n{drawing}",
        page.rows(),
        page.csv(),
        page.alt()
    );
    let mut pictures = vec![picture::png(&drawing).unwrap()];
    for measure in record.measures.iter() {
        let one = curve(measure, record, TODAY);
        let near = Some((one.axis.days.1 - 200, one.axis.days.1));
        let drawing = svg::svg_between(&one, size, near);
        pictures.push(picture::png(&drawing).unwrap());
        let more = [
            drawing,
            csv::csv(&one),
            json::json(&one).to_string(),
            json::text(&one),
            format!("{:?}", statement(&one)),
        ];
        text.push_str(&more.join("\n"));
    }
    (text, pictures)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever the hidden value is, no word, figure, place or pixel changes with it: not of its own
    /// measure, and not of the one that adds up with it to a whole.
    #[test]
    fn a_hidden_value_changes_no_word_and_no_pixel(
        hidden in 0_u8..5,
        other in 0_u8..5,
        row in 0_usize..16,
        trial in any::<bool>(),
    ) {
        let make = |secret: u8| {
            let mut record = Record::default();
            let mut numbers: Vec<f64> = (0..16).map(|n| 10.0 + f64::from(n % 3)).collect();
            numbers[row] = f64::from(secret);
            let mut few = measure("mea-2019-000001", "Few", &numbers);
            few.hide_below = Some(5);
            few.limits.trial_limits = trial;
            few.values[row].numerator = Some(f64::from(secret));
            few.values[row].denominator = Some(f64::from(secret) + 20.0);
            few.values[row].revisions.push(Revision {
                was: Reading::Number(f64::from(secret)),
                until: TODAY,
                why: format!("was {secret}"),
            });
            few.targets.push(Target {
                value: 8.0,
                by: Some(date(2020, 3, 31)),
                set_by: String::new(),
                illustrative: false,
            });
            let rest: Vec<f64> = numbers.iter().map(|number| 60.0 - number).collect();
            let mut many = measure("mea-2019-000002", "Many", &rest);
            many.complements.push(few.id);
            record.put(few.into());
            record.put(many.into());
            record
        };
        let (one, pictures) = everything(&make(hidden));
        let (two, others) = everything(&make(other));
        prop_assert_eq!(&one, &two);
        prop_assert_eq!(pictures, others);
        prop_assert!(one.contains("fewer than 5"));
    }
}
