//! What every message does: the only code that writes [`AppState`].

use crate::{
    edit::{Edit, History, statements::with_statements},
    job::{AskKind, FileKind},
    model::{Id, ItemRef, Meeting, Record, SectionId},
    store::notes::NoteKind,
};

use super::{
    AppState,
    command::Command,
    create::{Maker, NewItem},
    document::{Document, TodayChoice},
    files,
    message::{Done, Message, Reaction},
    modal::{After, Modal},
    notes::NotesAsk,
    notice::Level,
    open_save,
    registers::Format,
    route::{Route, Trail},
    state::Effect,
    walk::{Step, neighbour},
};

impl AppState {
    /// Does everything that was asked for, in order.
    pub fn dispatch(&mut self, messages: Vec<Message>) {
        for message in messages {
            self.handle(message);
        }
        self.keep_journal();
    }

    fn handle(&mut self, message: Message) {
        match message {
            Message::Edit(edit) => {
                self.apply(&edit);
            }
            Message::EndStep => {
                if let Some(document) = &mut self.document {
                    document.history.close_step();
                    self.derive();
                }
            }
            Message::Run(command) => self.run(command),
            Message::Go(route) => self.go(route),
            Message::Select(item) => self.trail.select(item),
            Message::Shown(section, order) => {
                self.shown.insert(section, order);
            }
            Message::Add(what) => self.add(what),
            Message::AddAgendaItem(meeting) => self.add_agenda_item(meeting),
            Message::Remove(items) => self.remove(items),
            Message::Open(path) => self.guarded(After::Open(path)),
            Message::Forget(path) => {
                self.prefs.forget(&path);
                self.keep_prefs();
            }
            Message::ForgetAll => {
                self.prefs.recent.clear();
                self.keep_prefs();
            }
            Message::Answer(reaction) => self.answer(reaction),
            Message::Show(modal) => self.modal = modal,
            Message::Figures(ask) => self.figures_asked(ask),
            Message::Meeting(ask) => self.meeting_asked(ask),
            Message::Actions(ask) => self.actions_asked(ask),
            Message::Packs(ask) => self.pack_asked(ask),
            Message::Notes(ask) => self.notes_asked(ask),
            Message::Registers(ask) => self.registers_asked(ask),
            Message::Look(path, how) => self.look_at(path, how),
            Message::Storage(ask) => self.storage_asked(ask),
            Message::Say(text) => self.say(Level::Warning, text),
            Message::Dismiss(number) => self.notices.dismiss(number),
            Message::Copy(text, what) => {
                self.effects.push(Effect::Copy(text));
                self.say(Level::Done, format!("{what} is on the clipboard."));
            }
            Message::Export(export) => self.export(export),
            Message::Copied(text) => {
                let lines = text.lines().count();
                self.effects.push(Effect::Copy(text));
                let words = if lines == 1 {
                    "1 row".to_owned()
                } else {
                    format!("{lines} rows")
                };
                self.say(
                    Level::Done,
                    format!("{words} copied as tab-separated text."),
                );
            }
        }
    }

    /// Says something to the person.
    pub fn say(&mut self, level: Level, text: impl Into<String>) {
        let text = text.into();
        if level == Level::Error {
            log::warn!("an error was shown to the person");
        }
        self.notices.push(level, text, self.now);
    }

    /// Applies an edit; says why when it is refused.
    pub(super) fn apply(&mut self, edit: &Edit) -> bool {
        let (now, today) = (self.now, self.today());
        if let Some(refused) = self.read_only().map(super::ReadOnly::words) {
            self.notices.say_once(Level::Warning, refused, now);
            return false;
        }
        let Some(document) = &mut self.document else {
            return false;
        };
        let kept = with_statements(edit, document.record(), today);
        match document.history.apply(kept.as_ref().unwrap_or(edit), now) {
            Ok(()) => {
                self.may_close = false;
                self.derive();
                true
            }
            Err(refused) => {
                self.say(Level::Warning, refused.to_string());
                false
            }
        }
    }

    fn go(&mut self, route: Route) {
        if let Some(document) = &mut self.document {
            document.history.close_step();
            self.trail.go(route);
        }
    }

    fn add(&mut self, what: NewItem) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let random = &mut self.outside.random;
        let mut numbers = || random.u32(..);
        let item = Maker {
            record: document.record(),
            today,
            random: &mut numbers,
        }
        .make(what);
        self.put_new(item.at(), &Edit::Put(Box::new(item)));
    }

    fn add_agenda_item(&mut self, meeting: Id<Meeting>) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let record = document.record();
        let Some(meeting) = record.meetings.get(meeting) else {
            return;
        };
        let random = &mut self.outside.random;
        let mut numbers = || random.u32(..);
        let item = Maker {
            record,
            today,
            random: &mut numbers,
        }
        .agenda_item(&meeting.agenda);
        let item = crate::model::AgendaItem {
            number: crate::analysis::agenda::number_after(meeting, None),
            ..item
        };
        let mut after = meeting.clone();
        after.agenda.push(item);
        if let Some(document) = &mut self.document {
            document.history.close_step();
        }
        self.apply(&Edit::from(after));
    }

    fn put_new(&mut self, at: ItemRef, edit: &Edit) {
        if let Some(document) = &mut self.document {
            document.history.close_step();
        }
        if self.apply(edit) {
            self.go(Route::item(at));
            self.effects.push(Effect::Focus(at));
        }
    }

    fn remove(&mut self, items: Vec<ItemRef>) {
        let Some(document) = &mut self.document else {
            return;
        };
        document.history.close_step();
        let Some(&first) = items.first() else { return };
        let here = Route {
            item: Some(first),
            ..self.trail.here()
        };
        let next = neighbour(&self.walked(here), &items);
        let Some(document) = &self.document else {
            return;
        };
        let (edit, words) = if let [only] = items.as_slice() {
            let name = document
                .record()
                .item(*only)
                .map(|item| item.name())
                .unwrap_or_default();
            (Edit::Remove(*only), format!("{} removed.", capital(&name)))
        } else {
            let noun = first.noun();
            let label = format!("removal of {} {noun}s", items.len());
            let words = format!("{} {noun}s removed.", items.len());
            (
                Edit::Several(label, items.into_iter().map(Edit::Remove).collect()),
                words,
            )
        };
        if self.apply(&edit) {
            self.trail.select(next);
            self.notices.push(Level::Done, words, self.now).offers_undo = true;
        }
    }

    fn duplicate(&mut self) {
        let today = self.today();
        let (Some(document), Some(at)) = (&self.document, self.trail.here().item) else {
            return;
        };
        let record = document.record();
        let random = &mut self.outside.random;
        let mut numbers = || random.u32(..);
        let copy = Maker {
            record,
            today,
            random: &mut numbers,
        }
        .duplicate(at);
        if let Some(copy) = copy {
            let place = record.place(at).map_or(usize::MAX, |place| place + 1);
            self.put_new(copy.at(), &Edit::Insert(Box::new(copy), place));
        }
    }

    /// Runs a command, or says why it cannot be run.
    pub fn run(&mut self, command: Command) {
        if let Err(reason) = command.enabled(self) {
            if command != Command::Save || self.read_only().is_some() {
                let words = format!("{reason}.");
                self.notices.say_once(Level::Warning, words, self.now);
            }
            return;
        }
        match command {
            Command::New => self.guarded(After::New),
            Command::Open => self.guarded(After::PickOpen),
            Command::OpenSample => self.guarded(After::OpenSample),
            Command::Save => self.save(None),
            Command::SaveAs => self.ask_where_to_save(None),
            Command::Export => self.modal = Some(Modal::Export(Format::default())),
            Command::ChairsBrief => self.ask_where_to_brief(),
            Command::Versions => self.list_versions(),
            Command::Revert => self.modal = Some(Modal::Revert),
            Command::Close => self.guarded(After::Close),
            Command::Quit => self.guarded(After::Quit),
            Command::Undo => self.step(Step::Back),
            Command::Redo => self.step(Step::Forward),
            Command::Palette => {
                self.modal = Some(Modal::Palette {
                    query: String::new(),
                    row: 0,
                });
            }
            Command::Add => self.add_in_section(),
            Command::Duplicate => self.duplicate(),
            Command::Remove => {
                let items = self.trail.here().item.into_iter().collect();
                self.remove(items);
            }
            Command::Back => self.walk(Step::Back),
            Command::Forward => self.walk(Step::Forward),
            Command::NextItem => self.select_neighbour(Step::Forward),
            Command::PreviousItem => self.select_neighbour(Step::Back),
            Command::Goto(section) => self.go(Route::section(section)),
            Command::Theme => self.change_prefs(|prefs| prefs.theme = prefs.theme.switched()),
            Command::Density => {
                self.change_prefs(|prefs| prefs.density = prefs.density.switched());
            }
            Command::ZoomIn => self.change_prefs(|prefs| prefs.zoom_by(10)),
            Command::ZoomOut => self.change_prefs(|prefs| prefs.zoom_by(-10)),
            Command::ZoomReset => self.change_prefs(|prefs| prefs.zoom_percent = 100),
            Command::Today => self.switch_today(),
            Command::PasteFigures => self.open_figures(),
            Command::ReadActions => self.choose_actions(),
            Command::NewMeeting => self.open_new_meeting(),
            Command::RunMeeting => self.run_meeting_at_hand(),
            Command::PrivateNote => self.note_here(NoteKind::Note),
            Command::PrivateQuestion => self.note_here(NoteKind::Question),
            Command::DeleteNotes => self.notes_asked(NotesAsk::AskToDelete),
            Command::Keys => self.modal = Some(Modal::Keys),
            Command::Notices => self.modal = Some(Modal::Notices),
            Command::About => self.modal = Some(Modal::About),
        }
    }

    fn add_in_section(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let route = self.trail.here();
        if let Ok(what) = NewItem::for_section(document.record(), route.section, route.item) {
            self.add(what);
        }
    }

    fn switch_today(&mut self) {
        if let Some(document) = &mut self.document {
            document.today = match document.today {
                TodayChoice::Record => TodayChoice::Calendar,
                TodayChoice::Calendar => TodayChoice::Record,
            };
        }
        self.derive();
    }

    /// Does what was asked for at once, or asks first where unsaved work stands in the way.
    pub(super) fn guarded(&mut self, then: After) {
        self.leave_version();
        let Some(document) = &mut self.document else {
            return self.go_on(then);
        };
        document.history.close_step();
        if document.saving.is_some() {
            self.after_save = Some(then);
        } else if document.is_unsaved() {
            self.modal = Some(Modal::UnsavedChanges { then });
        } else {
            self.go_on(then);
        }
    }

    /// Goes on after nothing stands in the way any more.
    pub(super) fn go_on(&mut self, then: After) {
        match then {
            After::Quit => {
                self.may_close = true;
                self.effects.push(Effect::CloseWindow);
            }
            After::Close => self.close(),
            After::PickOpen => self.ask_what_to_open(),
            After::Open(path) => self.open(path),
            After::New => self.begin(files::new_record(), None),
            After::OpenSample => self.begin_sample(),
        }
    }

    fn close(&mut self) {
        self.document = None;
        self.notes.leave();
        self.clear_packs();
        self.end_watch();
        self.end_journal();
        self.trail = Trail::default();
        self.modal = None;
        self.effects.push(Effect::Title);
    }

    /// Shows a record that has no file.
    pub(super) fn begin(&mut self, record: Record, section: Option<SectionId>) {
        self.end_watch();
        let history = History::unsaved(record);
        self.show_document(Document {
            path: None,
            derived: files::derive_now(history.record(), self.calendar, history.revision()),
            history,
            kept: None,
            deriving: None,
            saving: None,
            saved_at: None,
            today: TodayChoice::Record,
            read_only: None,
            pack: None,
        });
        self.trail = Trail::default();
        self.trail.go(Route::section(section.unwrap_or_default()));
    }

    /// Puts a document in the place of the one before.
    pub(super) fn show_document(&mut self, document: Document) {
        self.document = Some(document);
        self.keeping.save_failed = false;
        self.clear_packs();
        self.end_journal();
        self.may_close = false;
        self.modal = None;
        self.trail = Trail::default();
        self.effects.push(Effect::Title);
        self.derive();
    }

    fn answer(&mut self, reaction: Reaction) {
        let Some(modal) = self.modal.take() else {
            return;
        };
        match (modal, reaction) {
            (Modal::UnsavedChanges { then }, Reaction::Save) => self.save(Some(then)),
            (Modal::UnsavedChanges { then }, Reaction::Discard) => {
                self.may_close = true;
                self.go_on(then);
            }
            (Modal::Revert, Reaction::Discard) => {
                if let Some(path) = self.document.as_ref().and_then(|d| d.path.clone()) {
                    self.open(path);
                }
            }
            (modal @ Modal::TypePath { .. }, Reaction::TakePath) => self.take_typed_path(modal),
            (Modal::BrokenFile(_), Reaction::Reload) => self.ask_what_to_open(),
            (_modal, _put_away) => {}
        }
    }

    /// Takes what tasks have answered so far; whether there was anything.
    pub fn take_answers(&mut self) -> bool {
        let answers = self.outside.jobs.drain();
        let any = !answers.is_empty();
        if any {
            self.take(answers);
        }
        any
    }

    /// Takes the answers of tasks.
    pub fn take(&mut self, done: Vec<Done>) {
        for answer in done {
            match answer {
                Done::Opened(result) => self.opened(*result),
                Done::Saved(ended) => self.saved(*ended),
                Done::Derived(derived) => self.derived(*derived),
                Done::Figures(number, preview) => self.figures_read(number, *preview),
                Done::FiguresFile(number, name, text) => self.figures_loaded(number, name, text),
                Done::Picked(kind, answer) => self.picked(kind, answer),
                Done::Exported(result) => self.exported(*result),
                Done::ActionRows(number, rows) => self.actions_loaded(number, rows),
                Done::PackPages(number, shown) => self.pages_set(number, *shown),
                Done::PackProgress(number, words) => self.pack_progress(number, words),
                Done::PackIssued(number, result) => self.pack_issued(number, *result),
                Done::PackCopied(number, result) => self.pack_copied(number, *result),
                Done::RegistersWritten(path, result) => self.registers_written(path, result),
                Done::Looked(path, result) => self.looked(&path, result),
                Done::News(path, news) => self.news(&path, news),
                Done::Compared(compared) => self.compared(*compared),
                Done::Versions(number, listed) => self.versions_listed(number, listed),
                Done::Version(number, place, read) => self.version_read(number, place, read),
                Done::FoundUnsaved(found, broken) => self.found_unsaved(found, &broken),
                Done::NotesRead(read) => self.notes_read(*read),
                Done::NotesKept(ended) => self.notes_kept(*ended),
                Done::Seen(path, looked) => self.seen(&path, looked),
                Done::JournalFailed(sentence) => {
                    self.notices.say_once(Level::Error, sentence, self.now);
                }
                Done::PrefsFailed(sentence) => self.say(Level::Warning, sentence),
                Done::PrefsKept => {}
                Done::Panicked(task) => self.panicked(task),
            }
        }
        self.keep_journal();
    }

    fn panicked(&mut self, task: &'static str) {
        self.opening = None;
        self.figures.reading = false;
        self.notes.stopped(task);
        if let Some(document) = &mut self.document {
            document.deriving = None;
            if task == open_save::SAVE {
                document.saving = None;
            }
        }
        self.say(
            Level::Error,
            format!(
                "An error in the program stopped a task ({task}). Your record is still here, and \
                 the file is as it was. Save under another name, then start the program again."
            ),
        );
    }

    /// Asks for a file with the system's dialog.
    pub(super) fn ask(
        &mut self,
        (kind, files): (AskKind, FileKind),
        title: &str,
        file_name: &str,
        then: Option<After>,
    ) {
        let ask = crate::job::Ask {
            kind,
            files,
            title: title.to_owned(),
            folder: self.prefs.last_folder.clone(),
            file_name: file_name.to_owned(),
        };
        let reply = self.outside.jobs.reply();
        self.asking = Some(super::state::Asking {
            kind,
            files,
            since: self.now,
            then,
        });
        let answered = Box::new(move |answer| reply.send(Done::Picked(kind, answer)));
        self.outside.picker.pick(ask, answered);
    }
}

/// With a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
