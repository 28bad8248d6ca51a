//! Packs: frozen, verified, composed, made public, and written as a page.

use fastrand::Rng;
use jiff::civil::{Date, date};
use trajectory::{
    model::{Item, MeetingState, Record},
    pack::{
        compose::{compose, compose_public, supplement},
        contents::Contents,
        doc::{Block, Document, Style, Text},
        freeze::{Error, Frozen, Request, freeze, read_pack},
        html, leak,
        paper::PaperFile,
        plain,
        public::PublicPack,
        quarter::quarterly,
        since::{Sort, since},
    },
};

use super::{
    random::{self, CANARY, Planter, cases, told},
    support::{self, a_day_later, repository, sample},
};

const SAMPLE: &str = "saves/worcestershire-2019.ron";
const FROZEN: &str = "saves/worcestershire-2019-09-26.pack.ron";
const ISSUED: Date = date(2019, 9, 24);

/// What asks for a pack of the September meeting.
fn request(record: &Record) -> Request<'_> {
    Request::of(record, support::september(record).id, ISSUED)
}

fn september(record: &Record) -> Frozen {
    freeze(request(record)).unwrap()
}

/// Compares with a golden text, or writes it where `UPDATE_GOLDEN` is set.
fn golden(name: &str, text: &str) {
    let path = repository("tests/data").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (is, was)) in text.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(is, was, "{name}, line {}", number + 1);
    }
    assert_eq!(text.lines().count(), wanted.lines().count(), "{name}");
}

#[test]
fn the_september_pack_reads_as_its_golden_texts() {
    let record = sample();
    let pack = september(&record);
    golden("pack-2019-09-26.txt", &plain::outline(&compose(&pack)));
    let public = PublicPack::of(&pack).unwrap();
    golden(
        "pack-2019-09-26-public.txt",
        &plain::outline(&compose_public(&public)),
    );
    let quarter = quarterly(&record, "2019Q3".parse().unwrap(), ISSUED).unwrap();
    golden("return-2019Q3.txt", &plain::outline(&quarter));
}

#[test]
fn the_frozen_sample_opens_and_is_as_it_was_issued() {
    let path = repository(FROZEN);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, september(&sample()).text().unwrap()).unwrap();
    }
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.len() < 600_000, "{} bytes", bytes.len());
    let opened = read_pack(bytes).unwrap();
    assert!(opened.is_sound(), "{:?}", opened.changed);
    assert_eq!(opened.pack.issue.version, 1);
    let document = compose(&opened.pack);
    assert_eq!(
        document.title,
        "Board meeting pack, 26 September 2019, Worcestershire Children First"
    );
    sound(&document);
}

#[test]
fn a_pack_is_read_as_it_was_written_and_the_same_twice() {
    let record = sample();
    let mut with_paper = request(&record);
    with_paper.attach = vec![PaperFile {
        label: "4A".to_owned(),
        name: "Interim business plan.pdf".to_owned(),
        bytes: (0..=255).collect(),
    }];
    let pack = freeze(with_paper).unwrap();
    let text = pack.text().unwrap();
    assert_eq!(text, september_with(&pack, &record));
    let opened = read_pack(text.clone().into_bytes()).unwrap();
    assert!(opened.is_sound(), "{:?}", opened.changed);
    assert_eq!(opened.pack, pack);
    assert_eq!(opened.pack.text().unwrap(), text);
    let document = compose(&opened.pack);
    assert_eq!(document.attachments.len(), 1);
    assert_eq!(document.attachments[0].name, "4A-Interim business plan.pdf");
    assert_eq!(document.attachments[0].bytes.len(), 256);
}

fn september_with(pack: &Frozen, record: &Record) -> String {
    let mut again = request(record);
    again.attach = pack
        .papers
        .iter()
        .filter_map(|paper| {
            Some(PaperFile {
                label: paper.label.clone(),
                name: paper.file.clone(),
                bytes: paper.content()?,
            })
        })
        .collect();
    freeze(again).unwrap().text().unwrap()
}

#[test]
fn what_was_changed_in_a_pack_is_said() {
    let record = sample();
    let mut asked = request(&record);
    asked.attach = vec![PaperFile {
        label: "4A".to_owned(),
        name: "plan.pdf".to_owned(),
        bytes: b"the plan".to_vec(),
    }];
    let text = freeze(asked).unwrap().text().unwrap();
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let other = text.replacen(from, to, 1);
        read_pack(other.into_bytes()).unwrap().changed
    };
    let said = changed("Move about 80 contracts", "Move about 90 contracts");
    assert!(
        said[0].starts_with("The record in it is not what was issued"),
        "{said:?}"
    );
    assert_eq!(said.len(), 1);
    let said = changed("version: 1,", "version: 2,");
    assert!(said[0].contains("version, dates, rules"), "{said:?}");
    let said = changed("dGhlIHBsYW4=", "dGhlIHBsYW5=").len()
        + changed("dGhlIHBsYW4=", "dGhlIFBsYW4=").len();
    assert_eq!(said, 2);
    let said = changed("file: \"plan.pdf\"", "file: \"other.pdf\"");
    assert_eq!(
        said,
        ["Paper 4A, Interim business plan, is not what was issued."]
    );
    let said = changed("    seal: (", "    // A remark.\n    seal: (");
    assert!(
        said[0].contains("a comment, the seal or the layout"),
        "{said:?}"
    );
    // Line breaks of another system change nothing.
    let windows = text.replace('\n', "\r\n");
    assert!(read_pack(windows.into_bytes()).unwrap().is_sound());
}

#[test]
fn hostile_packs_are_refused_with_their_place() {
    let text = september(&sample()).text().unwrap();
    let refused = |bytes: Vec<u8>, says: &str| {
        let err = read_pack(bytes).unwrap_err();
        let report = err.report("x.pack.ron");
        assert!(report.contains(says), "{report}");
        assert!(err.place.line >= 1 && err.place.column >= 1, "{report}");
    };
    refused(Vec::new(), "error");
    refused(b"PK\x03\x04".to_vec(), "zip");
    refused(text.as_bytes()[..text.len() / 2].to_vec(), "error");
    refused(
        text.replacen("format: 1,", "format: 2,", 1).into_bytes(),
        "format",
    );
    refused(
        text.replacen("    issue: (", "    isue: (", 1).into_bytes(),
        "isue",
    );
    refused(
        text.replacen(
            "meeting: \"mtg-2019-J2HMQB\"",
            "meeting: \"mtg-2019-J2HMQZ\"",
            1,
        )
        .into_bytes(),
        "no such meeting",
    );
    refused(vec![b'('; 100_000], "error");
    let evil = text.replacen(
        "label: \"4A\",\n            title:",
        "label: \"4A\",\n            file: \"../../evil.sh\",\n            title:",
        1,
    );
    assert_ne!(evil, text);
    refused(evil.into_bytes(), "could lead out of its folder");
    refused(std::fs::read(repository(SAMPLE)).unwrap(), "error");
}

#[test]
fn what_cannot_be_frozen_is_said() {
    let record = sample();
    let mut evil = request(&record);
    evil.attach = vec![PaperFile {
        label: "4A".to_owned(),
        name: "../plan.pdf".to_owned(),
        bytes: Vec::new(),
    }];
    assert!(matches!(freeze(evil), Err(Error::BadName(_))));
    let mut stray = request(&record);
    stray.attach = vec![PaperFile {
        label: "99Z".to_owned(),
        name: "plan.pdf".to_owned(),
        bytes: Vec::new(),
    }];
    assert!(matches!(freeze(stray), Err(Error::NoSuchPaper(_))));
    let first = september(&record);
    let mut old = request(&record);
    old.previous = Some(&first);
    old.version = Some(1);
    assert_eq!(freeze(old), Err(Error::OldVersion { before: 1 }));
}

/// The figures of page one and the rows and "more" of its lists.
#[test]
fn figures_of_page_one_are_the_lengths_of_its_lists() {
    let pack = september(&sample());
    let document = compose(&pack);
    let page = document.parts.iter().find(|part| part.one_page).unwrap();
    let mut figures: Vec<String> = Vec::new();
    let mut lists: Vec<usize> = Vec::new();
    let mut count = |blocks: &[Block]| {
        for block in blocks {
            if let Block::Table(table) = block {
                let note = plain::text(&table.note);
                let more: usize = note
                    .strip_prefix("and ")
                    .and_then(|rest| rest.split(' ').next()?.parse().ok())
                    .unwrap_or(0);
                lists.push(table.rows.len() + more);
            }
        }
    };
    for block in &page.blocks {
        match block {
            Block::Figures(list) => figures = list.iter().map(|one| one.value.clone()).collect(),
            Block::TwoUp(left, right) => {
                count(left);
                count(right);
            }
            other => count(std::slice::from_ref(other)),
        }
    }
    let lists: Vec<String> = lists.iter().map(ToString::to_string).collect();
    assert_eq!(lists, figures[..4]);
    assert_eq!(figures, ["3", "6", "24", "2", "5"]);
}

#[test]
fn a_later_version_keeps_every_label_and_tells_what_changed() {
    let record = sample();
    let first = september(&record);
    let later = a_day_later(&record);
    let mut asked = request(&later);
    asked.previous = Some(&first);
    asked.issued = date(2019, 9, 25);
    asked.why = "Bank reconciliation finished late".to_owned();
    let second = freeze(asked).unwrap();
    assert_eq!(second.issue.version, 2);
    assert_eq!(
        second.issue.previous.as_ref().unwrap().hash,
        first.seal.whole
    );
    for part in &first.issue.contents.parts {
        assert!(second.issue.contents.parts.contains(part), "{}", part.label);
    }
    let new: Vec<&str> = second
        .issue
        .contents
        .parts
        .iter()
        .filter(|part| !first.issue.contents.parts.contains(part))
        .map(|part| part.label.as_str())
        .collect();
    assert_eq!(new, ["18"], "a label never used before");
    let sheet = supplement(&second).unwrap();
    sound(&sheet);
    let text = plain::outline(&sheet);
    for said in [
        "# S Changes since version 1",
        "| 8A | New paper | Finance report to August | Late | Received |",
        "| 18 | New item | Urgent business |",
        "4 Oct 2019",
        "Moved by director of resources: two suppliers await legal advice.",
        "No decision sought has changed.",
        "Bank reconciliation finished late",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(compose(&second).parts[0].label, "S");
    assert!(supplement(&first).is_none());
}

#[test]
fn differences_are_told_by_meaning() {
    let old = sample();
    let mut new = old.clone();
    let mut clause = old
        .clauses
        .iter()
        .find(|one| one.reference == "3(b)")
        .unwrap()
        .clone();
    let mut judged = clause.judgements.last().unwrap().clone();
    judged.position = trajectory::model::Position::NotMet;
    clause.judgements.push(judged);
    new.put(clause.into());
    let mut person = old.people.iter().next().unwrap().clone();
    person.office = "Another".to_owned();
    new.put(person.into());
    let found = since(&old, &new);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].sort, Sort::Position);
    assert!(
        found[0]
            .sentence()
            .starts_with("Clause 3(b): not met, was at risk.")
    );
    assert_eq!(found[1].sort, Sort::Other);
    assert!(since(&old, &old).is_empty());
}

/// What holds for every document, whatever it says.
fn sound(document: &Document) {
    assert!(!document.title.trim().is_empty());
    let labels: Vec<&str> = document
        .parts
        .iter()
        .map(|part| part.label.as_str())
        .filter(|label| !label.is_empty())
        .collect();
    let mut unique = labels.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), labels.len(), "{labels:?}");
    for part in &document.parts {
        assert!(!part.title.trim().is_empty(), "part {}", part.label);
        let mut level = 1;
        for block in &part.blocks {
            sound_block(block, document.parts.len(), &mut level);
        }
    }
}

fn sound_block(block: &Block, parts: usize, level: &mut u8) {
    let check = |text: &Text| {
        for span in text {
            assert!(span.to_part.is_none_or(|part| part < parts));
            assert!(span.style != Style::PageOf || span.to_part.is_some());
        }
    };
    match block {
        Block::Heading { level: new, text } => {
            assert!((2..=3).contains(new) && *new <= *level + 1, "{text:?}");
            *level = *new;
            check(text);
        }
        Block::Verdict(text)
        | Block::Paragraph(text)
        | Block::Note(text)
        | Block::Missing(text) => {
            check(text);
        }
        Block::Figures(list) => assert!((1..=5).contains(&list.len())),
        Block::Facts { rows, .. } => rows.iter().for_each(|(_, text)| check(text)),
        Block::Table(table) => {
            assert!(!table.columns.is_empty());
            let mut heads: Vec<&str> = table.columns.iter().map(|one| one.head.as_str()).collect();
            assert!(heads.iter().all(|head| !head.is_empty()));
            heads.sort_unstable();
            heads.dedup();
            assert_eq!(heads.len(), table.columns.len(), "{heads:?}");
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{}", table.caption);
                row.cells.iter().for_each(check);
            }
            let fixed: f32 = table.columns.iter().map(|one| one.width_mm).sum();
            let shares = table
                .columns
                .iter()
                .filter(|one| one.width_mm == 0.0)
                .count();
            assert!(fixed <= 168.0 + 20.0 * shares as f32, "{fixed} mm");
        }
        Block::Numbered(rows) => rows.iter().for_each(|(_, text)| check(text)),
        Block::Decision { text, .. } => check(text),
        Block::SignOff { .. } => {}
        Block::Chart { picture, .. } => {
            assert!(picture.alt.chars().count() <= 450, "{}", picture.alt);
            assert!(!picture.alt.is_empty() && !picture.svg.contains("<title"));
            // In its tags; a text may say what it likes.
            for tag in picture
                .svg
                .split('<')
                .filter_map(|one| one.split('>').next())
            {
                assert!(!tag.contains("NaN") && !tag.contains("inf"), "{tag}");
            }
        }
        Block::TwoUp(left, right) | Block::Beside { left, right, .. } => {
            for one in left.iter().chain(right) {
                sound_block(one, parts, level);
            }
        }
        Block::Together(blocks) => blocks.iter().for_each(|one| sound_block(one, parts, level)),
    }
}

#[test]
fn every_record_of_chance_gives_a_pack_with_every_row_in_it() {
    let sample = sample();
    for seed in 0..cases(100) {
        told(seed);
        let mut rng = Rng::with_seed(seed);
        let record = random::record(&sample, &mut rng);
        let Some(meeting) = record
            .meetings
            .iter()
            .nth(rng.usize(..record.meetings.len()))
        else {
            continue;
        };
        let mut asked = request(&record);
        asked.meeting = meeting.id;
        let pack = freeze(asked).unwrap();
        let text = pack.text().unwrap();
        let opened = read_pack(text.into_bytes())
            .map_err(|err| err.report("chance"))
            .unwrap();
        assert!(opened.is_sound(), "seed {seed}: {:?}", opened.changed);
        let document = compose(&pack);
        sound(&document);
        let all = plain::strings(&document).join("\n");
        for at in record.refs() {
            let Some(item) = record.item(at) else {
                continue;
            };
            let said = match &item {
                Item::Action(one) if !one.title.trim().is_empty() => &one.title,
                Item::Decision(one) if !one.title.trim().is_empty() => &one.title,
                Item::Clause(one) => &one.title,
                Item::Measure(one) if !one.title.trim().is_empty() => &one.title,
                Item::Interest(one) => &one.body,
                Item::Concern(one) => &one.title,
                Item::Gate(one) => &one.title,
                Item::ForwardItem(one) => &one.title,
                _ => continue,
            };
            let said = said.trim().trim_end_matches(['.', '!', '?', '…', ':']);
            assert!(all.contains(said), "seed {seed}: {said:?} of {at:?}");
        }
        if meeting.state == MeetingState::Planned {
            let page = html::html(&document);
            assert!(page.ends_with("</html>\n"));
        }
    }
}

#[test]
fn no_canary_gets_into_anything_public() {
    let sample = sample();
    for seed in 0..cases(40) {
        told(seed);
        let mut rng = Rng::with_seed(seed);
        let mut record = random::few(&sample, &mut rng);
        Planter::new().plant(&mut record, &mut rng);
        let pack = september(&record);
        let full = plain::strings(&compose(&pack)).join("\n");
        assert!(full.contains(CANARY), "seed {seed}: nothing was planted");
        let public = PublicPack::of(&pack).unwrap();
        let document = compose_public(&public);
        sound(&document);
        let page = html::html(&document);
        let text = public.pack().text().unwrap();
        for (way, all) in [
            ("document", plain::strings(&document).join("\n")),
            ("page", page.clone()),
            ("pack", text.clone()),
        ] {
            if let Some(at) = all.find(CANARY) {
                let end = all[at..]
                    .char_indices()
                    .nth(40)
                    .map_or(all.len(), |(i, _)| at + i);
                panic!("seed {seed}: {way} holds {}", &all[at..end]);
            }
        }
        assert!(
            public.withheld().iter().any(|one| one.contains(CANARY)),
            "seed {seed}: the leak check knows nothing"
        );
        let found = leak::search(&leak::strings_of_html(&page), public.withheld());
        assert!(found.is_empty(), "seed {seed}: {found:?}");
        let found = leak::search(&leak::strings_of_pack(public.pack()), public.withheld());
        assert!(found.is_empty(), "seed {seed}: {found:?}");
        assert!(read_pack(text.into_bytes()).unwrap().is_sound());
        // The directors' page would be refused.
        let directors = html::html(&compose(&pack));
        assert!(leak::refuse(&leak::strings_of_html(&directors), public.withheld()).is_err());
    }
}

#[test]
fn the_public_sample_withholds_small_counts_and_passes_its_own_check() {
    let pack = september(&sample());
    let public = PublicPack::of(&pack).unwrap();
    let document = compose_public(&public);
    sound(&document);
    let text = plain::outline(&document);
    for (said, is_there) in [
        ("Public edition. Version 1", true),
        ("Children in placement turmoil", false),
        ("Learning from placements that broke down", false),
        ("Agree a placement stability panel", false),
        ("2 in bed and breakfast", false),
        ("Fewer than five in bed and breakfast on the day", true),
        ("17 in bed and breakfast in the past year", true),
        ("Left out of this edition", true),
        ("| 9 | Whole item, and paper 9A |", true),
        ("Access to mental-health services", true),
        ("None given", false),
    ] {
        assert_eq!(text.contains(said), is_there, "{said}");
    }
    let page = html::html(&document);
    leak::refuse(&leak::strings_of_html(&page), public.withheld()).unwrap();
    leak::refuse(&leak::strings_of_pack(public.pack()), public.withheld()).unwrap();
    assert!(!public.withheld().is_empty());
}

#[test]
fn a_page_is_accessible_and_lets_no_text_out_of_its_place() {
    let record = sample();
    let page = html::html(&compose(&september(&record)));
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    for must in [
        "<title>",
        "class=\"skip\"",
        "scope=\"col\"",
        "scope=\"row\"",
        "role=\"img\"",
        "@media print",
    ] {
        assert!(page.contains(must), "{must}");
    }
    for never in [
        "<script",
        "http://www.w3.org/1999",
        "src=",
        "@import",
        "url(",
    ] {
        assert!(!page.contains(never), "{never}");
    }
    assert_eq!(
        page.matches("<table>").count(),
        page.matches("<thead>").count()
    );
    assert_eq!(
        page.matches("<svg ").count(),
        page.matches("role=\"img\" aria-label=\"").count()
    );
    let mut level = 1;
    for piece in page.split("<h").skip(1) {
        let Some(new) = piece.chars().next().and_then(|letter| letter.to_digit(10)) else {
            continue;
        };
        assert!(new <= level + 1, "h{new} after h{level}");
        level = new;
    }
    for hostile in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</title><script>",
        "</svg><script>",
        "&lt;b&gt;",
        "' onmouseover='x",
        "javascript:alert(1)",
        "]]><!--",
    ] {
        let mut other = record.clone();
        let mut action = record.actions.iter().next().unwrap().clone();
        action.title = hostile.to_owned();
        action.owner = hostile.to_owned();
        other.put(action.into());
        let mut measure = record.measures.iter().next().unwrap().clone();
        measure.title = hostile.to_owned();
        measure.definition = hostile.to_owned();
        other.put(measure.into());
        let mut organisation = (*record.organisation).clone();
        organisation.name = hostile.to_owned();
        other.put(organisation.into());
        let page = html::html(&compose(&september(&other)));
        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{hostile}"
        );
        assert!(!page.contains("\"><img"), "{hostile}");
        assert!(page.contains(&html::escape(hostile)), "{hostile}");
        assert_eq!(page.matches("</title>").count(), 1, "{hostile}");
    }
}

#[test]
fn labels_fit_any_agenda() {
    let mut record = sample();
    let mut meeting = september(&record).meeting().unwrap().clone();
    for (place, number) in ["", "7", "7", "12A", "é", "0", "999999", "1.2", "7A", "x"]
        .iter()
        .enumerate()
    {
        meeting.agenda[place].number = (*number).to_owned();
    }
    record.put(meeting.clone().into());
    let contents = Contents::of_meeting(&record, &meeting, ISSUED);
    let mut labels: Vec<&str> = contents
        .parts
        .iter()
        .map(|part| part.label.as_str())
        .collect();
    labels.extend(contents.papers.iter().map(|paper| paper.label.as_str()));
    let count = labels.len();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), count);
    assert!(labels.iter().all(|label| !label.is_empty()));
}
