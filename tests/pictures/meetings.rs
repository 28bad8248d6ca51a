//! A meeting planned, run, minuted and paid for: the real window on the sample's afternoon.

use std::{cell::Cell, rc::Rc};

use egui::{Key, Modifiers, Vec2, accesskit::Role, vec2};
use egui_kittest::{Harness, SnapshotResults, kittest::Queryable as _};
use jiff::civil::{DateTime, date};
use trajectory::{
    app::{Command, MeetingAsk, Message, Outside, Route},
    edit::{Edit, meeting::Act},
    job::{Runner, pick::ScriptedPicker},
    model::{AgendaItem, Decision, Id, Meeting, SectionId, Votes},
    store::prefs::{Prefs, PrefsFile, ThemeChoice},
    ui::TrajectoryApp,
};

const WIDE: Vec2 = vec2(1440.0, 900.0);
const SMALL: Vec2 = vec2(1024.0, 640.0);

struct Window {
    harness: Harness<'static, TrajectoryApp>,
    clock: Rc<Cell<DateTime>>,
    _folder: tempfile::TempDir,
}

impl Window {
    fn new(theme: ThemeChoice, size: Vec2, zoom: f32) -> Self {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        // Nobody else's unsaved work is to be found in it.
        let folder = tempfile::TempDir::new().expect("a folder");
        let clock = Rc::new(Cell::new(date(2019, 9, 26).at(13, 55, 0, 0)));
        let shared = Rc::clone(&clock);
        let outside = Outside {
            clock: Box::new(move || shared.get()),
            picker: Box::new(Rc::new(ScriptedPicker::default())),
            jobs: Runner::inline(),
            prefs_file: PrefsFile::in_folder(folder.path()),
            place: trajectory::job::worker::Place::Here,
            random: fastrand::Rng::with_seed(7),
        };
        let prefs = Prefs {
            theme,
            ..Prefs::default()
        };
        let first = Message::Open(root.join("saves/worcestershire-2019.ron"));
        let of = match theme {
            ThemeChoice::System | ThemeChoice::Light => egui::Theme::Light,
            ThemeChoice::Dark => egui::Theme::Dark,
        };
        let harness = Harness::builder()
            .with_size(size / zoom)
            .with_pixels_per_point(zoom)
            .with_theme(of)
            .with_max_steps(16)
            .with_render_cursor(false)
            .build_eframe(|creation| {
                TrajectoryApp::new(&creation.egui_ctx, outside, prefs, vec![first])
            });
        let mut window = Self {
            harness,
            clock,
            _folder: folder,
        };
        window.harness.run();
        window.send(Message::Edit(Edit::AsAt(Some(date(2019, 9, 26)))));
        window
    }

    fn send(&mut self, message: Message) {
        self.harness.state_mut().state_mut().dispatch(vec![message]);
        self.harness.run();
    }

    fn at(&mut self, hour: i8, minute: i8) {
        self.clock.set(date(2019, 9, 26).at(hour, minute, 0, 0));
    }

    fn meeting(&self) -> Meeting {
        let document = self.harness.state().state().document.as_ref();
        let record = document.expect("the sample is open").record();
        record.meetings.get(next()).expect("the meeting").clone()
    }

    fn item(&self, number: &str) -> AgendaItem {
        let agenda = self.meeting().agenda;
        let mut agenda = agenda.into_iter();
        agenda.find(|item| item.number == number).expect("the item")
    }

    fn act(&mut self, act: Act) {
        self.send(Message::Meeting(MeetingAsk::Act(next(), act)));
    }

    fn key(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::NONE, key);
        self.harness.run();
    }

    fn press(&mut self, role: Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).click();
        self.harness.run();
    }

    fn shot(&mut self, name: &str) -> SnapshotResults {
        crate::window::say_nothing(&mut self.harness);
        self.harness.run();
        self.harness.snapshot(name);
        self.harness.take_snapshot_results()
    }

    /// The afternoon up to item 6, as the design shows it.
    fn afternoon(&mut self) {
        self.send(Message::Run(Command::RunMeeting));
        for key in [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
        ] {
            self.key(key);
        }
        self.at(14, 2);
        self.act(Act::Open);
        for (number, hour, minute) in [
            ("2", 14, 6),
            ("3", 14, 11),
            ("4", 14, 20),
            ("5", 14, 52),
            ("6", 15, 24),
        ] {
            self.at(hour, minute);
            self.act(Act::Take(self.item(number).id));
        }
        let item = self.item("6");
        self.at(15, 26);
        let said =
            "Seat 2 asked how the council would judge the contract’s measures in the first year.";
        self.act(Act::Said(item.id, said.to_owned()));
        self.at(15, 31);
        let said = "The director of resources answered that figures are held back from sanctions for two quarters.";
        self.act(Act::Said(item.id, said.to_owned()));
        self.at(15, 32);
        let decision = self.decision(&item);
        self.send(Message::Edit(Edit::from(Decision {
            text: "To accept the service delivery contract for five years with an option of five, \
                   subject to the council’s consent as sole member."
                .to_owned(),
            votes: Some(Votes {
                for_it: 5,
                against: 0,
                abstained: 0,
            }),
            ..decision
        })));
    }

    fn decision(&self, item: &AgendaItem) -> Decision {
        let document = self.harness.state().state().document.as_ref();
        let record = document.expect("the sample is open").record();
        let decision = item.decision.and_then(|id| record.decisions.get(id));
        decision.expect("its decision").clone()
    }
}

fn next() -> Id<Meeting> {
    "mtg-2019-J2HMQB".parse().expect("an id")
}

#[test]
fn a_meeting_runs() {
    let mut all = SnapshotResults::new();
    for (name, theme, size, zoom) in [
        ("meeting-live-light", ThemeChoice::Light, WIDE, 1.0),
        ("meeting-live-dark", ThemeChoice::Dark, WIDE, 1.0),
        ("meeting-live-small", ThemeChoice::Light, SMALL, 1.0),
        ("meeting-live-zoomed", ThemeChoice::Light, WIDE, 1.5),
    ] {
        let mut window = Window::new(theme, size, zoom);
        window.afternoon();
        all.extend(window.shot(name));
    }
}

#[test]
fn a_meeting_stands_still_without_a_quorum() {
    let mut all = SnapshotResults::new();
    let mut window = Window::new(ThemeChoice::Light, WIDE, 1.0);
    window.afternoon();
    window.at(15, 34);
    window.key(Key::Num2);
    window.key(Key::Num3);
    window.key(Key::D);
    all.extend(window.shot("meeting-no-quorum"));
    window.harness.get_by_label("Cancel").click();
    window.harness.run();
    window.send(Message::Edit(Edit::AsAt(Some(date(2019, 9, 26)))));
    window.key(Key::A);
    all.extend(window.shot("meeting-action-line"));
}

#[test]
fn a_meeting_is_planned_and_its_agenda_built() {
    let mut all = SnapshotResults::new();
    let mut window = Window::new(ThemeChoice::Light, WIDE, 1.0);
    window.send(Message::Run(Command::Goto(SectionId::Meetings)));
    window.send(Message::Run(Command::NewMeeting));
    all.extend(window.shot("meeting-new-light"));
    let mut window = Window::new(ThemeChoice::Light, SMALL, 1.0);
    window.send(Message::Run(Command::NewMeeting));
    all.extend(window.shot("meeting-new-small"));
    let mut window = Window::new(ThemeChoice::Light, WIDE, 1.0);
    window.send(Message::Edit(Edit::AsAt(Some(date(2019, 9, 24)))));
    window.send(Message::Go(Route::item(next().into())));
    all.extend(window.shot("meeting-agenda-light"));
}

#[test]
fn minutes_claims_and_the_annual_table() {
    let mut all = SnapshotResults::new();
    let mut window = Window::new(ThemeChoice::Light, WIDE, 1.0);
    window.afternoon();
    window.act(Act::Record(window.item("6").id));
    window.at(16, 40);
    window.act(Act::Close);
    all.extend(window.shot("meeting-closed"));
    window.press(Role::Button, "Back to the page of the meeting");
    window.send(Message::Meeting(MeetingAsk::Draft(next(), Vec::new())));
    window.press(Role::Tab, "Minutes");
    all.extend(window.shot("meeting-minutes"));
    window.send(Message::Meeting(MeetingAsk::Claims(next())));
    all.extend(window.shot("meeting-claims"));
    window.send(Message::Select(None));
    window.press(Role::Tab, "Annual table");
    all.extend(window.shot("board-annual"));
}

#[test]
fn a_question_for_oneself_while_a_meeting_runs() {
    let mut all = SnapshotResults::new();
    for (name, theme, size) in [
        ("meeting-private-light", ThemeChoice::Light, WIDE),
        ("meeting-private-dark", ThemeChoice::Dark, WIDE),
        ("meeting-private-small", ThemeChoice::Light, SMALL),
    ] {
        let mut window = Window::new(theme, size, 1.0);
        window.afternoon();
        let keys = (Modifiers::COMMAND, Key::J);
        window.harness.key_press_modifiers(keys.0, keys.1);
        window.harness.run();
        let text = "What happens in year six?".to_owned();
        window.harness.event(egui::Event::Text(text));
        window.harness.run();
        all.extend(window.shot(name));
    }
}

#[test]
fn an_item_is_put_off_after_the_close() {
    let mut all = SnapshotResults::new();
    let mut window = Window::new(ThemeChoice::Light, WIDE, 1.0);
    window.afternoon();
    window.at(16, 40);
    window.act(Act::Close);
    window.send(Message::Meeting(MeetingAsk::Draft(next(), Vec::new())));
    window.press(Role::Button, "Read the minutes");
    let verb = window.harness.get_by_label("Put item 4 off…");
    verb.click_accesskit();
    window.harness.run();
    window.harness.run();
    all.extend(window.shot("meeting-put-off"));
}
