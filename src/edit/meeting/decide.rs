//! Decisions of a meeting: drafted under an item, recorded with their votes, minutes approved by them.

use crate::{
    analysis::{route, words},
    model::{AgendaItem, Decision, DecisionState, Id, Record, Signature, When, date::short},
};

use super::{Refused, Room, why_not_record};

impl Room<'_> {
    pub(super) fn draft(
        &mut self,
        id: Id<AgendaItem>,
        random: &mut dyn FnMut() -> u32,
    ) -> Result<String, Refused> {
        let (day, meeting) = (self.meeting.date, self.meeting.id);
        let illustrative = self.meeting.illustrative;
        let fresh = Record::fresh_id(&self.record.decisions, day.year(), random);
        let number = self.record.next_decision_number();
        let item = self.item_mut(id)?;
        item.decision = Some(fresh);
        let title = item.title.clone();
        let mut decision = Decision::new(fresh, number);
        if item.minutes_of.is_some() {
            decision.text = format!("To approve the {}.", words::uncapital(&title));
        }
        decision.title = title;
        decision.meeting = Some(meeting);
        decision.illustrative = illustrative;
        if let Some(matter) = route::matter_for(self.record, &decision) {
            decision.reserved_matter = Some(matter.id);
            decision.consents = route::consents(matter);
        }
        let label = format!("new decision {number}");
        self.others.push(decision.into());
        Ok(label)
    }

    pub(super) fn record_decision(&mut self, id: Id<AgendaItem>) -> Result<String, Refused> {
        let item = self.item_mut(id)?.clone();
        if let Some(why) = why_not_record(self.record, &self.meeting, &item, self.at) {
            return Err(Refused(format!(
                "The decision was not recorded. {why}. What was written stays in its form."
            )));
        }
        let decision = item.decision.and_then(|id| self.record.decisions.get(id));
        let Some(mut decision) = decision.cloned() else {
            return Err(Refused(
                "No decision is drafted under this item.".to_owned(),
            ));
        };
        let day = self.meeting.date;
        let carried = decision
            .votes
            .is_none_or(|votes| votes.cast() == 0 || votes.for_it > votes.against);
        decision.meeting = Some(self.meeting.id);
        decision.taken = Some(When::day(day));
        if let Some(matter) = decision
            .reserved_matter
            .and_then(|id| self.record.reserved_matters.get(id))
        {
            decision.consents = route::completed(matter, decision.consents);
        }
        if carried {
            decision.state = DecisionState::Taken;
            route::board_consents(&mut decision.consents, day, || {
                format!("Item {} of {}", item.number, short(day))
            });
            self.approve_minutes(&item);
        } else {
            decision.state = DecisionState::Refused;
        }
        let label = format!("decision {}", decision.number);
        self.others.push(decision.into());
        Ok(label)
    }

    /// The minutes that the item put forward are approved and signed by who chairs.
    fn approve_minutes(&mut self, item: &AgendaItem) {
        let earlier = item.minutes_of.and_then(|id| self.record.meetings.get(id));
        if let (Some(earlier), Some(by)) = (earlier, self.meeting.chair)
            && earlier.signed.is_none()
        {
            let mut earlier = earlier.clone();
            earlier.signed = Some(Signature {
                by,
                at: self.meeting.id,
            });
            self.others.push(earlier.into());
        }
    }
}
