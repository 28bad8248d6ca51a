//! A director's evening: the frozen pack open for reading, notes beside what is read, the list of
//! them, what has changed since the last time, and the question before they are deleted.

use std::rc::Rc;

use egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::{Harness, SnapshotResults, kittest::Queryable as _};
use jiff::civil::date;
use trajectory::{
    analysis::reading_order::{place_of, place_of_agenda_item},
    app::{Command, Message, NotesAsk, Outside, Route},
    job::{Runner, pick::ScriptedPicker},
    model::{ItemRef, Record, SectionId},
    store::{
        notes::{NoteKind, Subject},
        prefs::{Prefs, PrefsFile, ThemeChoice},
        seen::SeenFolder,
    },
    ui::TrajectoryApp,
};

const WIDE: Vec2 = vec2(1440.0, 900.0);
const SMALL: Vec2 = vec2(1024.0, 640.0);

struct Evening {
    harness: Harness<'static, TrajectoryApp>,
    _folder: tempfile::TempDir,
}

impl Evening {
    /// The pack of September open, and seen before when two actions and a concern were otherwise.
    fn new(theme: ThemeChoice, size: Vec2, zoom: f32) -> Self {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::TempDir::new().expect("a folder");
        let prefs_file = PrefsFile::in_folder(folder.path());
        let outside = |prefs_file: &PrefsFile| Outside {
            clock: Box::new(|| date(2019, 9, 24).at(21, 5, 0, 0)),
            picker: Box::new(Rc::new(ScriptedPicker::default())),
            jobs: Runner::inline(),
            prefs_file: prefs_file.clone(),
            place: trajectory::job::worker::Place::Here,
            random: fastrand::Rng::with_seed(7),
        };
        let pack = root.join("saves/worcestershire-2019-09-26.pack.ron");
        let bytes = std::fs::read(&pack).expect("the pack");
        let opened = trajectory::pack::freeze::read_pack(bytes).expect("a pack");
        seen_before(&prefs_file, &opened.pack.record, opened.pack.issue.meeting);
        let prefs = Prefs {
            theme,
            ..Prefs::default()
        };
        let of = match theme {
            ThemeChoice::System | ThemeChoice::Light => egui::Theme::Light,
            ThemeChoice::Dark => egui::Theme::Dark,
        };
        let first = vec![Message::Open(pack)];
        let outside = outside(&prefs_file);
        let harness = Harness::builder()
            .with_size(size / zoom)
            .with_pixels_per_point(zoom)
            .with_theme(of)
            .with_max_steps(16)
            .with_render_cursor(false)
            .build_eframe(|creation| TrajectoryApp::new(&creation.egui_ctx, outside, prefs, first));
        let mut evening = Self {
            harness,
            _folder: folder,
        };
        evening.harness.run();
        evening.write();
        evening
    }

    fn send(&mut self, message: Message) {
        self.harness.state_mut().state_mut().dispatch(vec![message]);
        self.harness.run();
    }

    fn record(&self) -> Record {
        let document = self.harness.state().state().document.as_ref();
        document.expect("the pack is open").record().clone()
    }

    fn add(
        &mut self,
        place: trajectory::analysis::reading_order::Place,
        kind: NoteKind,
        text: &str,
    ) {
        let before: Vec<u64> = self.ids();
        self.send(Message::Notes(NotesAsk::Add(place, kind)));
        let id = self.ids().into_iter().find(|id| !before.contains(id));
        let id = id.expect("a note");
        self.send(Message::Notes(NotesAsk::Write(id, text.to_owned())));
    }

    fn ids(&self) -> Vec<u64> {
        let entries = self.harness.state().state().note_entries();
        entries.iter().map(|entry| entry.note.id).collect()
    }

    fn write(&mut self) {
        let record = self.record();
        let meeting = record
            .meetings
            .iter()
            .find(|one| one.date == date(2019, 9, 26));
        let meeting = meeting.expect("the meeting").clone();
        let item = &meeting.agenda[5];
        self.add(
            place_of_agenda_item(&meeting, item),
            NoteKind::Question,
            "What happens to the price if the surplus is not reached in year one?",
        );
        self.add(
            place_of_agenda_item(&meeting, item),
            NoteKind::Note,
            "Ask the chair beforehand who speaks for the council.",
        );
        let late = record.actions.iter().nth(1).expect("an action");
        let clause = record.clauses.iter().nth(2).expect("a clause");
        let concern = record.concerns.iter().next().expect("a concern");
        for (at, kind, text) in [
            (
                ItemRef::from(concern.id),
                NoteKind::Question,
                "Seventeen in a year, two on the day: which of the two is the target of nil about?",
            ),
            (
                late.id.into(),
                NoteKind::Note,
                "Moved twice. The reason given in May is not the one in July.",
            ),
            (
                clause.id.into(),
                NoteKind::Question,
                "Who judged this met, and on what evidence?",
            ),
        ] {
            let place = place_of(&record, at).expect("its place");
            self.add(place, kind, text);
        }
    }

    fn shot(&mut self, name: &str) -> SnapshotResults {
        crate::window::say_nothing(&mut self.harness);
        self.harness.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        self.harness.run();
        let mut results = SnapshotResults::new();
        results.add(self.harness.try_snapshot(name));
        results
    }
}

/// The reader saw the pack three weeks ago, when some things were otherwise.
fn seen_before(
    prefs: &PrefsFile,
    now: &Record,
    meeting: trajectory::model::Id<trajectory::model::Meeting>,
) {
    let mut before = now.clone();
    let mut actions: Vec<_> = now.actions.iter().take(2).cloned().collect();
    for action in &mut actions {
        action.owner = "Interim lead".to_owned();
        before.put(action.clone().into());
    }
    let mut concern = now.concerns.iter().next().expect("a concern").clone();
    concern.partner = "Not yet named".to_owned();
    before.put(concern.into());
    let subject = Subject {
        board: now.organisation.name.clone(),
        meeting: Some(meeting),
    };
    let at = date(2019, 9, 3).at(20, 0, 0, 0);
    SeenFolder::beside(prefs)
        .remember(&subject, &before, at)
        .expect("remembered");
}

#[test]
fn notes_beside_a_pack() {
    let mut results = SnapshotResults::new();
    for (theme, word) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let mut evening = Evening::new(theme, WIDE, 1.0);
        evening.send(Message::Run(Command::Goto(SectionId::Notes)));
        results.extend(evening.shot(&format!("notes-list-{word}")));
        let record = evening.record();
        let action = record.actions.iter().nth(1).expect("an action").id;
        evening.send(Message::Go(Route::item(action.into())));
        results.extend(evening.shot(&format!("notes-action-{word}")));
        if theme == ThemeChoice::Light {
            let meeting = record
                .meetings
                .iter()
                .find(|one| one.date == date(2019, 9, 26));
            let meeting = meeting.expect("the meeting");
            evening.send(Message::Go(Route::item(meeting.id.into())));
            let row = format!(
                "Item {}, {}",
                meeting.agenda[5].number, meeting.agenda[5].title
            );
            evening.harness.get_by_label_contains(&row).click();
            evening.harness.run();
            results.extend(evening.shot("notes-agenda-light"));
            let clause = record.clauses.iter().nth(2).expect("a clause").id;
            evening.send(Message::Go(Route::item(clause.into())));
            results.extend(evening.shot("notes-clause-light"));
            evening.send(Message::Run(Command::Goto(SectionId::Concerns)));
            results.extend(evening.shot("notes-concern-light"));
            evening.send(Message::Notes(NotesAsk::SeeChanges));
            results.extend(evening.shot("notes-since-light"));
            evening.send(Message::Show(None));
            evening.send(Message::Run(Command::DeleteNotes));
            results.extend(evening.shot("notes-delete-light"));
        }
    }
}

#[test]
fn notes_in_a_small_window_and_with_large_text() {
    let mut results = SnapshotResults::new();
    for (size, zoom, word) in [(SMALL, 1.0, "small"), (WIDE, 1.5, "zoomed")] {
        let mut evening = Evening::new(ThemeChoice::Light, size, zoom);
        evening.send(Message::Run(Command::Goto(SectionId::Notes)));
        results.extend(evening.shot(&format!("notes-list-{word}")));
        let action = evening
            .record()
            .actions
            .iter()
            .nth(1)
            .expect("an action")
            .id;
        evening.send(Message::Go(Route::item(action.into())));
        evening
            .harness
            .key_press_modifiers(Modifiers::COMMAND, Key::J);
        evening.harness.run();
        results.extend(evening.shot(&format!("notes-action-{word}")));
    }
}
