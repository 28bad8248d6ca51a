//! The real program in a test: fixed day, scripted file dialog, tasks at once, a folder of its own.

use std::{
    path::{Path, PathBuf},
    rc::Rc,
};

use egui::{Context, Key, Modifiers, RawInput, ViewportCommand, ViewportEvent, ViewportId, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::civil::{DateTime, date};
use tempfile::TempDir;
use trajectory::{
    app::{AppState, Message, Outside, logic},
    job::{Answer, Runner, pick::ScriptedPicker},
    model::{DateMove, Meeting, Record},
    store::{
        prefs::{Prefs, PrefsFile},
        read,
    },
    ui::TrajectoryApp,
};

/// A quiet afternoon of the sample's last week in shadow.
pub const NOW: DateTime = date(2019, 9, 24).at(14, 32, 0, 0);

/// The program under test.
pub struct TestApp {
    pub harness: Harness<'static, TrajectoryApp>,
    pub picker: Rc<ScriptedPicker>,
    pub folder: TempDir,
}

/// A file of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The sample of 2019.
pub fn sample() -> Record {
    let bytes = std::fs::read(repository("saves/worcestershire-2019.ron")).unwrap();
    read::read_record(bytes).unwrap().record
}

/// The sample's meeting of 26 September 2019.
pub fn september(record: &Record) -> Meeting {
    let mut meetings = record.meetings.iter();
    let day = date(2019, 9, 26);
    meetings.find(|one| one.date == day).unwrap().clone()
}

/// The sample a day after its pack was issued: the finance paper came in, an item is new, a date moved.
pub fn a_day_later(record: &Record) -> Record {
    let mut later = record.clone();
    let mut meeting = september(record);
    let mut items = meeting.agenda.iter_mut();
    let finance = items.find(|item| item.number == "8").unwrap();
    finance.papers[0].received = Some(date(2019, 9, 25));
    let mut new = finance.clone();
    new.id = "agi-2019-900001".parse().unwrap();
    "Urgent business".clone_into(&mut new.title);
    new.papers.clear();
    meeting.agenda.insert(1, new);
    let mut actions = record.actions.iter();
    let mut action = actions.find(|action| action.number == 7).unwrap().clone();
    action.moves.push(DateMove {
        to: date(2019, 10, 4),
        on: date(2019, 9, 24),
        by: "Director of resources".to_owned(),
        why: "Two suppliers await legal advice".to_owned(),
    });
    later.put(meeting.into());
    later.put(action.into());
    later
}

impl TestApp {
    /// The program with no record open; the file dialog will give these answers.
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let folder = TempDir::new().unwrap();
        Self::with(folder, answers, Vec::new())
    }

    /// The program with a copy of a sample open.
    pub fn open(sample: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let copy = folder.path().join("board.ron");
        std::fs::copy(repository(sample), &copy).unwrap();
        Self::with(folder, [], vec![Message::Open(copy)])
    }

    /// The program started with these messages.
    pub fn with(
        folder: TempDir,
        answers: impl IntoIterator<Item = Answer>,
        first: Vec<Message>,
    ) -> Self {
        let picker = Rc::new(ScriptedPicker::new(answers));
        let outside = Outside {
            clock: Box::new(|| NOW),
            picker: Box::new(Rc::clone(&picker)),
            jobs: Runner::inline(),
            place: trajectory::job::worker::Place::Here,
            prefs_file: PrefsFile::in_folder(&folder.path().join("config")),
            random: fastrand::Rng::with_seed(7),
        };
        let mut harness = Harness::builder()
            .with_size(vec2(1440.0, 900.0))
            .with_max_steps(12)
            .build_eframe(|creation| {
                TrajectoryApp::new(&creation.egui_ctx, outside, Prefs::default(), first)
            });
        harness.run();
        Self {
            harness,
            picker,
            folder,
        }
    }

    /// The state of the program.
    pub fn state(&self) -> &AppState {
        self.harness.state().state()
    }

    /// The record that is open.
    pub fn record(&self) -> &Record {
        self.state()
            .document
            .as_ref()
            .expect("a record is open")
            .record()
    }

    /// Presses the one control of this name.
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run();
    }

    /// Goes to a section by its command.
    pub fn go(&mut self, section: trajectory::model::SectionId) {
        self.run(trajectory::app::Command::Goto(section));
    }

    /// Runs a command as the menu would.
    pub fn run(&mut self, command: trajectory::app::Command) {
        self.send(Message::Run(command));
    }

    /// Sends a message as a view would.
    pub fn send(&mut self, message: Message) {
        self.harness.state_mut().state_mut().dispatch(vec![message]);
        self.harness.run();
    }

    /// Presses keys.
    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Replaces the text of the first field of this name.
    pub fn type_into(&mut self, label: &str, text: &str) {
        {
            use egui::accesskit::Role;
            let mut fields = self.harness.query_all_by_label(label);
            let field = fields.rfind(|node| {
                let role = egui_kittest::kittest::NodeT::accesskit_node(node).role();
                matches!(
                    role,
                    Role::TextInput | Role::MultilineTextInput | Role::SearchInput
                )
            });
            field.expect(label).focus();
        }
        self.harness.run();
        self.key(Modifiers::COMMAND, Key::A);
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run();
    }

    /// Gives the focus away, as a click into nothing would.
    pub fn leave_field(&mut self) {
        self.harness.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        self.harness.run();
    }

    /// Whether these words are on screen.
    pub fn sees(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    /// The window is asked to close, as a hidden one gets it: without a frame. What the program
    /// answers.
    pub fn asked_to_close(&mut self) -> Vec<ViewportCommand> {
        let ctx = Context::default();
        let mut input = RawInput::default();
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.events.push(ViewportEvent::Close);
        let state = self.harness.state_mut().state_mut();
        let mut output = ctx.run_logic(&input, |ctx| logic::guard_closing(state, ctx));
        let commands = output.viewport_commands.remove(&ViewportId::ROOT);
        commands.unwrap_or_default()
    }

    /// The file that is open, as text.
    pub fn file_text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("board.ron")).unwrap()
    }

    /// What is on disk, read again.
    pub fn on_disk(&self) -> Record {
        read::read_record(self.file_text().into_bytes())
            .unwrap()
            .record
    }
}
