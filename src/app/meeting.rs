//! What messages about meetings do: planning one, running it, and what is drawn up after it.

use crate::{
    analysis::{minutes, words},
    edit::{
        Edit,
        claims::{self, Excluded},
        meeting::{self, Act},
        plan::{self, Ask},
    },
    model::{AgendaItem, Id, ItemRef, Meeting, MeetingState, Record, SectionId},
};

use super::{AppState, Route, command::NO_RECORD, modal::Modal, notice::Level, state::Effect};

/// What is asked of a meeting as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingAsk {
    /// Plan a new one.
    Plan(Ask),
    /// Run one: show it live.
    Run(Id<Meeting>),
    /// Something happens at it.
    Act(Id<Meeting>, Act),
    /// Draft its minutes; the items whose edited text may be written over.
    Draft(Id<Meeting>, Vec<Id<AgendaItem>>),
    /// Draw up claims from its attendance.
    Claims(Id<Meeting>),
}

impl AppState {
    /// Does what was asked of a meeting.
    pub(super) fn meeting_asked(&mut self, ask: MeetingAsk) {
        match ask {
            MeetingAsk::Plan(ask) => self.plan_meeting(&ask),
            MeetingAsk::Run(id) => self.run_meeting(id),
            MeetingAsk::Act(id, act) => self.act(id, &act),
            MeetingAsk::Draft(id, over) => self.draft_minutes(id, &over),
            MeetingAsk::Claims(id) => self.draw_claims(id),
        }
    }

    fn plan_meeting(&mut self, ask: &Ask) {
        let Some(document) = &mut self.document else {
            return;
        };
        document.history.close_step();
        let random = &mut self.outside.random;
        let plan = plan::plan(document.record(), ask, &mut || random.u32(..));
        let (id, count) = (plan.meeting.id, plan.meeting.agenda.len());
        if self.apply(&plan.into_edit()) {
            self.modal = None;
            self.trail.go(Route::item(id.into()));
            let words = words::figures(count, "item", "items");
            let text = format!("Meeting planned with {words}.");
            self.notices.push(Level::Done, text, self.now).offers_undo = true;
        }
    }

    fn run_meeting(&mut self, id: Id<Meeting>) {
        if let Some(document) = &mut self.document {
            document.history.close_step();
            self.trail.go(Route::item(id.into()));
            self.effects.push(Effect::RunMeeting(id));
        }
    }

    /// Runs the meeting that is at hand.
    pub(super) fn run_meeting_at_hand(&mut self) {
        if let Some(id) = self.meeting_at_hand() {
            self.run_meeting(id);
        }
    }

    /// Whether there is a meeting to run.
    ///
    /// # Errors
    /// The reason why not.
    pub(super) fn may_run_meeting(&self) -> Result<(), &'static str> {
        self.document.as_ref().ok_or(NO_RECORD)?;
        let at_hand = self.meeting_at_hand();
        at_hand.map(|_| ()).ok_or("No meeting is planned")
    }

    /// Whether there is a meeting to brief its chair for.
    ///
    /// # Errors
    /// The reason why not.
    pub(super) fn may_brief(&self) -> Result<(), &'static str> {
        let record = self.document.as_ref().ok_or(NO_RECORD)?.record();
        let meeting = self.packs.meeting(record, self.today());
        meeting.map(|_| ()).ok_or("No meeting is in the record")
    }

    /// The meeting that "run the meeting" means: the selected one, the one that is open, the next.
    pub(super) fn meeting_at_hand(&self) -> Option<Id<Meeting>> {
        let record = self.document.as_ref()?.record();
        let can = |meeting: &&Meeting| meeting.state == MeetingState::Planned;
        if let Some(ItemRef::Meeting(id)) = self.trail.here().item
            && record.meetings.get(id).as_ref().is_some_and(can)
        {
            return Some(id);
        }
        let open = record.meetings.iter().find(|meeting| meeting.is_live());
        open.or_else(|| record.next_meeting(self.today()))
            .map(|meeting| meeting.id)
    }

    fn act(&mut self, id: Id<Meeting>, act: &Act) {
        let at = (self.outside.clock)().time();
        let Some(document) = &mut self.document else {
            return;
        };
        document.history.close_step();
        let random = &mut self.outside.random;
        match meeting::act(document.record(), id, act, at, &mut || random.u32(..)) {
            Ok(edit) => {
                self.apply(&edit);
            }
            Err(refused) => self.say(Level::Warning, refused.to_string()),
        }
    }

    fn draft_minutes(&mut self, id: Id<Meeting>, over: &[Id<AgendaItem>]) {
        let today = self.today();
        let Some(document) = &mut self.document else {
            return;
        };
        document.history.close_step();
        let record = document.record();
        let Some(before) = record.meetings.get(id) else {
            return;
        };
        let mut meeting = before.clone();
        let mut kept = 0_usize;
        for item in &mut meeting.agenda {
            let written = !item.minute.trim().is_empty();
            if written && !item.minute_as_drafted && !over.contains(&item.id) {
                kept += 1;
                continue;
            }
            item.minute = minutes::draft_item(record, before, item);
            item.minute_as_drafted = !item.minute.is_empty();
        }
        meeting.minutes_drafted = Some(today);
        let edit = Edit::Several("draft of the minutes".to_owned(), vec![meeting.into()]);
        if self.apply(&edit) && kept > 0 {
            let words = words::figures(kept, "item", "items");
            let text = format!("Minutes drafted. The text of {words} that somebody wrote stays.");
            self.say(Level::Done, text);
        }
    }

    fn draw_claims(&mut self, id: Id<Meeting>) {
        let Some(document) = &mut self.document else {
            return;
        };
        document.history.close_step();
        let random = &mut self.outside.random;
        let drawn = claims::from_attendance(document.record(), id, &mut || random.u32(..));
        let count = drawn.claims.len();
        let left: usize = drawn.excluded.len();
        if count == 0 {
            let why = drawn.excluded.iter().map(Excluded::sentence).next();
            let why = why.unwrap_or_else(|| "Nobody is paid for attending.".to_owned());
            return self.say(Level::Warning, format!("No claim was drawn up. {why}"));
        }
        let first = drawn.claims.first().map(|claim| ItemRef::from(claim.id));
        if self.apply(&drawn.into_edit()) {
            if let Some(first) = first {
                self.trail.go(Route {
                    section: SectionId::Board,
                    item: Some(first),
                });
            }
            let claims = words::figures(count, "claim", "claims");
            let text = match left {
                0 => format!("{claims} drawn up from attendance; another person approves them."),
                left => format!(
                    "{claims} drawn up from attendance, {left} left out with reasons; another person approves them."
                ),
            };
            self.notices.push(Level::Done, text, self.now).offers_undo = true;
        }
    }

    /// Opens the form of a new meeting.
    pub(super) fn open_new_meeting(&mut self) {
        self.modal = Some(Modal::NewMeeting);
    }
}

/// The meeting that a new one follows: its name and its place are offered again.
pub fn last_meeting(record: &Record) -> Option<&Meeting> {
    record
        .meetings
        .iter()
        .filter(|meeting| meeting.state != MeetingState::Cancelled)
        .max_by_key(|meeting| meeting.date)
}
