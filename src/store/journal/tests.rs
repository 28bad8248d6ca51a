use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::Action;

const AT: DateTime = date(2019, 9, 24).at(14, 32, 0, 0);

fn head() -> Head {
    Head {
        path: Some("/records/board.ron".into()),
        name: "The board".to_owned(),
        base: "00ff".to_owned(),
    }
}

/// A record with this many actions.
fn record(actions: u32) -> Record {
    let mut record = Record::default();
    for number in 1..=actions {
        let id = format!("act-2019-{number:06}").parse().unwrap();
        let mut action = Action::new(id, number, date(2019, 1, 1));
        action.title = format!("Action é {number}");
        record.put(action.into());
    }
    record
}

fn writer(folder: &tempfile::TempDir) -> Writer {
    Writer::new(folder.path().join("unsaved"), head(), record(2))
}

fn bytes(writer: &Writer) -> Vec<u8> {
    std::fs::read(writer.path().unwrap()).unwrap()
}

#[test]
fn every_edit_is_read_back_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = writer(&folder);
    assert_eq!(writer.path(), None, "no edit, no file");
    for actions in [3, 5, 1, 4] {
        writer.note(&record(actions), AT).unwrap();
        let journal = parse(&bytes(&writer)).unwrap();
        assert_eq!(journal.mine, record(actions));
        assert_eq!(journal.base, record(2));
        assert_eq!(journal.head, head());
        assert_eq!(journal.at, AT);
        assert!(!journal.cut_off);
    }
    let before = bytes(&writer);
    writer.note(&record(4), AT).unwrap();
    assert_eq!(bytes(&writer), before, "nothing changed, nothing written");
    writer.clear().unwrap();
    assert_eq!(writer.path(), None);
    writer.clear().unwrap();
}

#[test]
fn a_journal_cut_at_any_byte_gives_the_last_whole_entry() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = writer(&folder);
    let states = [3, 4, 5];
    let mut ends = Vec::new();
    for actions in states {
        writer.note(&record(actions), AT).unwrap();
        ends.push(bytes(&writer).len());
    }
    let whole = bytes(&writer);
    for end in 0..=whole.len() {
        let kept = ends.iter().filter(|stop| **stop <= end).count();
        match parse(&whole[..end]) {
            Ok(journal) => {
                assert_eq!(journal.mine, record(states[kept - 1]), "cut at {end}");
                assert_eq!(journal.cut_off, !ends.contains(&end));
            }
            Err(fault) => {
                assert_eq!(kept, 0, "cut at {end}");
                assert_ne!(fault, Fault::NoRecord);
            }
        }
    }
}

#[test]
fn a_damaged_entry_ends_the_journal_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = writer(&folder);
    writer.note(&record(3), AT).unwrap();
    let sound = bytes(&writer).len();
    writer.note(&record(4), AT).unwrap();
    let mut damaged = bytes(&writer);
    damaged[sound + FRAME + 3] ^= 0x20;
    let journal = parse(&damaged).unwrap();
    assert_eq!(journal.mine, record(3));
    assert!(journal.cut_off);
}

#[test]
fn after_a_save_the_journal_begins_anew_and_the_old_one_stays_until_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = writer(&folder);
    writer.note(&record(3), AT).unwrap();
    writer.rebase(head(), record(3));
    assert_eq!(parse(&bytes(&writer)).unwrap().mine, record(3));
    writer.note(&record(4), AT).unwrap();
    let journal = parse(&bytes(&writer)).unwrap();
    assert_eq!((journal.base, journal.mine), (record(3), record(4)));
    assert_eq!(journal.edits, 1);
}

#[test]
fn a_journal_that_has_grown_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = writer(&folder);
    let large = record(4_000);
    for round in 0..8 {
        let now = if round % 2 == 0 { &large } else { &record(2) };
        writer.note(now, AT).unwrap();
    }
    writer.note(&large, AT).unwrap();
    let journal = parse(&bytes(&writer)).unwrap();
    assert_eq!(journal.mine, large);
    assert!(journal.edits < 8, "{} entries", journal.edits);
}

#[cfg(unix)]
#[test]
fn a_journal_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let mut writer = writer(&folder);
    writer.note(&record(3), AT).unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode();
    let file = writer.path().unwrap();
    assert_eq!(mode(file) & 0o777, 0o600);
    assert_eq!(mode(file.parent().unwrap()) & 0o777, 0o700);
}

#[test]
fn what_is_left_behind_is_found_and_what_is_held_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let place = Folder(folder.path().join("unsaved"));
    assert!(place.left_behind().0.is_empty());
    let mut crashed = writer(&folder);
    crashed.note(&record(3), AT).unwrap();
    let mut alive = writer(&folder);
    alive.note(&record(4), AT).unwrap();
    let mut undone = writer(&folder);
    undone.note(&record(3), AT).unwrap();
    undone.note(&record(2), AT).unwrap();
    drop((crashed, undone));
    let mut noise = std::fs::File::create(place.0.join("noise.journal")).unwrap();
    std::io::Write::write_all(&mut noise, b"not a journal").unwrap();
    drop(noise);
    let (found, broken) = place.left_behind();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].journal.mine, record(3));
    assert_eq!(broken, [place.0.join("noise.unreadable")]);
    let (found, broken) = place.left_behind();
    assert_eq!((found.len(), broken.len()), (1, 0), "put aside once");
    Folder::throw_away(&found[0].file).unwrap();
    Folder::throw_away(&found[0].file).unwrap();
    assert!(place.left_behind().0.is_empty());
    drop(alive);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(noise in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut behind_magic = MAGIC.to_vec();
        behind_magic.extend_from_slice(&noise);
        prop_assert!(parse(&noise).is_err());
        prop_assert!(parse(&behind_magic).is_err());
    }

    #[test]
    fn sound_frames_with_wild_edits_do_no_harm(
        edits in proptest::collection::vec((any::<u16>(), any::<u16>(), any::<[u8; 3]>()), 0..8),
    ) {
        let text = crate::store::write::record_text(&record(2)).unwrap();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(framed(&Line::Head(head()), text.as_bytes()).unwrap());
        for (from, gone, new) in edits {
            let line = Line::Edit { at: AT, from: from.into(), gone: gone.into() };
            bytes.extend(framed(&line, &new).unwrap());
        }
        if let Ok(journal) = parse(&bytes) {
            prop_assert_eq!(journal.base, record(2));
        }
    }
}
