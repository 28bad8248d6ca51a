//! Every command of the program in one table: words, keys, and why it is grey.
//!
//! Menus, the palette, buttons and shortcuts are all made from here. To add a command: a variant,
//! its words, its keys, its condition; `dispatch` then asks for what it does.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::model::SectionId;

use super::{AppState, create::NewItem};

/// Why what needs a record is grey without one.
pub(super) const NO_RECORD: &str = "No record is open";

/// Something the person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "`text` says what each one does")]
pub enum Command {
    New,
    Open,
    OpenSample,
    Save,
    SaveAs,
    Export,
    ChairsBrief,
    Versions,
    Revert,
    Close,
    Quit,
    Undo,
    Redo,
    Palette,
    Add,
    Duplicate,
    Remove,
    PasteFigures,
    ReadActions,
    PrivateNote,
    PrivateQuestion,
    DeleteNotes,
    NewMeeting,
    RunMeeting,
    Back,
    Forward,
    NextItem,
    PreviousItem,
    Goto(SectionId),
    Theme,
    Density,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Today,
    Keys,
    Notices,
    About,
}

/// The words of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Label in menus and palette.
    pub label: &'static str,
    /// What it does, as a tooltip.
    pub tooltip: &'static str,
}

/// The menus of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Changes.
    Edit,
    /// Places.
    Go,
    /// Appearance and help.
    Help,
}

impl Menu {
    /// Every menu, left to right.
    pub const ALL: [Self; 4] = [Self::File, Self::Edit, Self::Go, Self::Help];

    /// Its label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Go => "Go",
            Self::Help => "Help",
        }
    }

    /// Its entries, in groups with a line between.
    pub fn groups(self) -> Vec<Vec<Command>> {
        use Command as C;
        match self {
            Self::File => vec![
                vec![C::New, C::Open, C::OpenSample],
                vec![C::Save, C::SaveAs, C::Versions, C::Revert],
                vec![C::Export, C::ChairsBrief],
                vec![C::Close, C::Quit],
            ],
            Self::Edit => vec![
                vec![C::Undo, C::Redo],
                vec![C::Add, C::Duplicate, C::Remove],
                vec![C::PasteFigures, C::ReadActions],
                vec![C::NewMeeting, C::RunMeeting],
                vec![C::PrivateNote, C::PrivateQuestion, C::DeleteNotes],
            ],
            Self::Go => vec![
                vec![
                    C::Palette,
                    C::Back,
                    C::Forward,
                    C::PreviousItem,
                    C::NextItem,
                ],
                SectionId::ALL.map(C::Goto).to_vec(),
            ],
            Self::Help => vec![
                vec![
                    C::Theme,
                    C::Density,
                    C::ZoomIn,
                    C::ZoomOut,
                    C::ZoomReset,
                    C::Today,
                ],
                vec![C::Keys, C::Notices, C::About],
            ],
        }
    }
}

impl Command {
    /// Every command, in the order of the palette.
    pub fn all() -> Vec<Self> {
        Menu::ALL
            .into_iter()
            .flat_map(Menu::groups)
            .flatten()
            .collect()
    }

    /// Label and tooltip.
    pub const fn text(self) -> Words {
        let (label, tooltip) = match self {
            Self::New => (
                "New record",
                "Begin a record with a standing agenda and no content",
            ),
            Self::Open => ("Open…", "Open a record from its file"),
            Self::OpenSample => (
                "Open the sample",
                "A board one week before its services transfer",
            ),
            Self::Save => ("Save", "Write the record to its file"),
            Self::SaveAs => ("Save as…", "Choose a new file for the record"),
            Self::Export => (
                "Export…",
                "Write the registers as a workbook or a table, or the dates ahead as a calendar",
            ),
            Self::ChairsBrief => (
                "Chair’s brief…",
                "Write decisions, who is out of what, late papers and what is not settled for whoever \
                 chairs the meeting of the pack",
            ),
            Self::Versions => (
                "Earlier versions…",
                "What the record was before its last saves: look, compare, restore",
            ),
            Self::Revert => (
                "Revert to saved…",
                "Give up unsaved changes and read the file again",
            ),
            Self::Close => ("Close record", "Close the record and show the start page"),
            Self::Quit => ("Quit", "Close the program"),
            Self::Undo => ("Undo", "Take the last change back"),
            Self::Redo => ("Redo", "Do the change again that was taken back"),
            Self::Palette => ("Find or command…", "Find an item or a command by its words"),
            Self::Add => ("Add item", "Add an item to the section shown"),
            Self::Duplicate => (
                "Duplicate",
                "Copy the selected item, with a number of its own",
            ),
            Self::Remove => ("Remove", "Take the selected item out; undo brings it back"),
            Self::ReadActions => (
                "Read in actions…",
                "Read a list of actions from a workbook or a CSV file",
            ),
            Self::PasteFigures => (
                "Paste figures…",
                "Read figures of measures from a spreadsheet or a CSV file",
            ),
            Self::PrivateNote => (
                "Private note",
                "Write a note for yourself beside what is shown; it is not part of the record",
            ),
            Self::PrivateQuestion => (
                "Private question",
                "Write down a question to ask about what is shown; it is not part of the record",
            ),
            Self::DeleteNotes => (
                "Delete my notes…",
                "Delete your private notes on this pack, or on all",
            ),
            Self::NewMeeting => (
                "New meeting…",
                "Plan a meeting from standing items, actions, concerns and the forward plan",
            ),
            Self::RunMeeting => (
                "Run the meeting",
                "Attendance, quorum, decisions and notes as they happen",
            ),
            Self::Back => ("Back", "Go to the place before"),
            Self::Forward => ("Forward", "Go to the place after"),
            Self::NextItem => ("Next item", "Select the next item of the list"),
            Self::PreviousItem => ("Previous item", "Select the item before"),
            Self::Goto(section) => (section.title(), section.about()),
            Self::Theme => ("Switch theme", "Light or dark"),
            Self::Density => ("Switch density", "Comfortable or compact rows"),
            Self::ZoomIn => ("Zoom in", "Larger text"),
            Self::ZoomOut => ("Zoom out", "Smaller text"),
            Self::ZoomReset => ("Zoom to 100 %", "Text at its normal size"),
            Self::Today => (
                "Switch today",
                "Work by the record’s own date or by the calendar",
            ),
            Self::Keys => ("Keys…", "Every key and what it does"),
            Self::Notices => ("Messages…", "Everything that the program has told you"),
            Self::About => ("About Trajectory…", "Version, licences, sources"),
        };
        Words { label, tooltip }
    }

    /// Its keys; the first is shown in menus.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        const CTRL: Modifiers = Modifiers::COMMAND;
        const SHIFT: Modifiers = Modifiers::SHIFT;
        const ALT: Modifiers = Modifiers::ALT;
        let keys = |list: &[(Modifiers, Key)]| {
            list.iter()
                .map(|&(modifiers, key)| KeyboardShortcut::new(modifiers, key))
                .collect()
        };
        match self {
            Self::New => keys(&[(CTRL.plus(SHIFT), Key::N)]),
            Self::Open => keys(&[(CTRL, Key::O)]),
            Self::Save => keys(&[(CTRL, Key::S)]),
            Self::SaveAs => keys(&[(CTRL.plus(SHIFT), Key::S)]),
            Self::Export => keys(&[(CTRL.plus(SHIFT), Key::E)]),
            Self::Close => keys(&[(CTRL, Key::F4)]),
            Self::Quit => keys(&[(CTRL, Key::Q)]),
            Self::Undo => keys(&[(CTRL, Key::Z)]),
            Self::Redo => keys(&[(CTRL.plus(SHIFT), Key::Z), (CTRL, Key::Y)]),
            Self::Palette => keys(&[(CTRL, Key::P), (CTRL, Key::F)]),
            Self::Add => keys(&[(CTRL, Key::N), (Modifiers::NONE, Key::Insert)]),
            Self::Duplicate => keys(&[(CTRL, Key::D)]),
            Self::PasteFigures => keys(&[(CTRL.plus(SHIFT), Key::V)]),
            Self::PrivateNote => keys(&[(CTRL, Key::M)]),
            Self::PrivateQuestion => keys(&[(CTRL, Key::J)]),
            Self::Back => keys(&[(ALT, Key::ArrowLeft)]),
            Self::Forward => keys(&[(ALT, Key::ArrowRight)]),
            Self::NextItem => keys(&[(CTRL, Key::ArrowDown)]),
            Self::PreviousItem => keys(&[(CTRL, Key::ArrowUp)]),
            Self::Goto(section) => keys(&[match section {
                SectionId::Overview => (CTRL, Key::Num1),
                SectionId::Actions => (CTRL, Key::Num2),
                SectionId::Curves => (CTRL, Key::Num3),
                SectionId::Concerns => (CTRL, Key::Num4),
                SectionId::Directions => (CTRL, Key::Num5),
                SectionId::Inspections => (CTRL, Key::Num6),
                SectionId::Transfer => (CTRL, Key::Num7),
                SectionId::Board => (CTRL, Key::Num8),
                SectionId::Meetings => (CTRL, Key::Num9),
                SectionId::Story => (CTRL.plus(SHIFT), Key::Y),
                SectionId::Packs => (CTRL.plus(SHIFT), Key::P),
                SectionId::Findings => (CTRL, Key::Num0),
                SectionId::Notes => (CTRL.plus(SHIFT), Key::M),
            }]),
            Self::ZoomIn => keys(&[(CTRL, Key::Plus), (CTRL, Key::Equals)]),
            Self::ZoomOut => keys(&[(CTRL, Key::Minus)]),
            Self::ZoomReset => keys(&[(CTRL.plus(SHIFT), Key::Num0)]),
            Self::Keys => keys(&[(Modifiers::NONE, Key::F1)]),
            Self::OpenSample
            | Self::ChairsBrief
            | Self::ReadActions
            | Self::Versions
            | Self::Revert
            | Self::Remove
            | Self::NewMeeting
            | Self::RunMeeting
            | Self::DeleteNotes
            | Self::Theme
            | Self::Density
            | Self::Today
            | Self::Notices
            | Self::About => Vec::new(),
        }
    }

    /// Whether its keys work while a text field has the focus. An allow-list: a focused field acts
    /// on many keys itself, Ctrl+Z first of all.
    pub const fn while_typing(self) -> bool {
        match self {
            Self::New
            | Self::Open
            | Self::Save
            | Self::SaveAs
            | Self::Export
            | Self::Close
            | Self::Quit
            | Self::Palette
            | Self::PrivateNote
            | Self::PrivateQuestion
            | Self::NextItem
            | Self::PreviousItem
            | Self::Goto(_)
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Keys => true,
            Self::OpenSample
            | Self::Versions
            | Self::Revert
            | Self::Undo
            | Self::Redo
            | Self::Add
            | Self::Duplicate
            | Self::Remove
            | Self::PasteFigures
            | Self::ReadActions
            | Self::ChairsBrief
            | Self::DeleteNotes
            | Self::NewMeeting
            | Self::RunMeeting
            | Self::Back
            | Self::Forward
            | Self::Theme
            | Self::Density
            | Self::Today
            | Self::Notices
            | Self::About => false,
        }
    }

    /// Whether it changes the record or its file: not for a record that is open for reading only.
    const fn changes_the_record(self) -> bool {
        match self {
            Self::Save
            | Self::Undo
            | Self::Redo
            | Self::Add
            | Self::Duplicate
            | Self::Remove
            | Self::NewMeeting
            | Self::RunMeeting
            | Self::PasteFigures
            | Self::ReadActions => true,
            Self::New
            | Self::Open
            | Self::OpenSample
            | Self::SaveAs
            | Self::Export
            | Self::ChairsBrief
            | Self::Versions
            | Self::Revert
            | Self::Close
            | Self::Quit
            | Self::Palette
            | Self::PrivateNote
            | Self::PrivateQuestion
            | Self::DeleteNotes
            | Self::Back
            | Self::Forward
            | Self::NextItem
            | Self::PreviousItem
            | Self::Goto(_)
            | Self::Theme
            | Self::Density
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Today
            | Self::Keys
            | Self::Notices
            | Self::About => false,
        }
    }

    /// Whether it can be done now.
    ///
    /// # Errors
    /// The reason why it is grey, as its tooltip.
    pub fn enabled(self, state: &AppState) -> Result<(), &'static str> {
        let document = state.document.as_ref().ok_or(NO_RECORD);
        if let Some(reason) = state.read_only().map(|why| why.reason)
            && (self.changes_the_record() || self == Self::SaveAs && !reason.may_be_copied())
        {
            return Err(reason.why_grey());
        }
        match self {
            Self::New
            | Self::Open
            | Self::OpenSample
            | Self::Quit
            | Self::Theme
            | Self::Density
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Keys
            | Self::Notices
            | Self::Palette
            | Self::DeleteNotes
            | Self::About => Ok(()),
            Self::Close
            | Self::SaveAs
            | Self::Export
            | Self::PasteFigures
            | Self::ReadActions
            | Self::NewMeeting
            | Self::Goto(_) => document.map(|_| ()),
            Self::PrivateNote | Self::PrivateQuestion => document.and_then(|_| state.may_note()),
            Self::ChairsBrief => state.may_brief(),
            Self::RunMeeting => state.may_run_meeting(),
            Self::Save => match document {
                Ok(document) if document.saving.is_some() => Err("A save is under way"),
                Ok(document) if !document.is_unsaved() => Err("Everything is saved"),
                other => other.map(|_| ()),
            },
            Self::Versions => match document {
                Ok(document) if document.path.is_none() => Err("The record has no file yet"),
                Ok(_) if state.is_looking_at_version() => Err("An earlier version is shown"),
                other => other.map(|_| ()),
            },
            Self::Revert => match document {
                Ok(document) if document.path.is_none() => Err("The record has no file yet"),
                Ok(document) if !document.is_unsaved() => Err("Everything is saved"),
                other => other.map(|_| ()),
            },
            Self::Undo => document?
                .history
                .undo_label()
                .map(|_| ())
                .ok_or("There is nothing to undo"),
            Self::Redo => document?
                .history
                .redo_label()
                .map(|_| ())
                .ok_or("There is nothing to redo"),
            Self::Add => {
                let route = state.trail.here();
                NewItem::for_section(document?.record(), route.section, route.item).map(|_| ())
            }
            Self::Duplicate | Self::Remove => match state.trail.here().item {
                Some(item) if document?.record().contains(item) && item.id_text().is_some() => {
                    Ok(())
                }
                _none => Err("Nothing is selected"),
            },
            Self::NextItem | Self::PreviousItem => {
                if document?.record().refs().is_empty() {
                    Err("The list is empty")
                } else {
                    Ok(())
                }
            }
            Self::Back => {
                if document.is_ok() && state.trail.can_go_back() {
                    Ok(())
                } else {
                    Err("There is no place before")
                }
            }
            Self::Forward => {
                if document.is_ok() && state.trail.can_go_forward() {
                    Ok(())
                } else {
                    Err("There is no place after")
                }
            }
            Self::Today => match document {
                Ok(document) if document.record().as_at.is_none() => {
                    Err("The record has no date of its own; it works by the calendar")
                }
                other => other.map(|_| ()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen: Vec<(KeyboardShortcut, Command)> = Vec::new();
        for command in Command::all() {
            for shortcut in command.shortcuts() {
                let clash = seen.iter().find(|(other, _)| *other == shortcut);
                assert!(clash.is_none(), "{command:?} and {clash:?}");
                seen.push((shortcut, command));
            }
        }
    }

    #[test]
    fn every_command_has_words_in_sentence_case() {
        for command in Command::all() {
            let Words { label, tooltip } = command.text();
            assert!(!label.is_empty() && !tooltip.is_empty());
            assert!(!label.contains("...") && !label.ends_with('.'), "{label}");
            let capitals = label
                .split(' ')
                .skip(1)
                .filter(|word| *word != "Trajectory…" && word.starts_with(char::is_uppercase));
            assert_eq!(capitals.count(), 0, "title case: {label}");
        }
    }

    #[test]
    fn every_section_can_be_gone_to() {
        for section in SectionId::ALL {
            assert!(Command::all().contains(&Command::Goto(section)));
            assert_eq!(Command::Goto(section).shortcuts().len(), 1);
        }
    }
}
