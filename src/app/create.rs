//! New items: what "Add" makes, with an id of its own and nothing invented.

use jiff::civil::Date;

use crate::model::{
    Action, Addressee, AgendaItem, Claim, Class, Clause, ClauseKind, Concern, Decision,
    DecisionState, Direction, Directness, Duty, FeeTerm, FeeUnit, ForwardItem, Framework, Funding,
    Gate, Id, Identified, Inspection, InspectionKind, Interest, Item, ItemRef, Items, Measure,
    Meeting, MeetingState, Pay, Pence, Person, Purpose, Quantity, QuorumRule, Recommendation,
    Record, ReservedMatter, SectionId, Waiver, When, date::plus_days, date::plus_months,
};

/// What can be added, with what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant makes the item of the same name")]
pub enum NewItem {
    Action,
    Measure,
    Concern,
    Direction,
    Clause(Id<Direction>),
    Gate,
    ReservedMatter,
    Framework,
    Inspection(InspectionKind),
    Recommendation(Id<Inspection>),
    Person,
    FeeTerm(Id<Person>),
    Claim(Id<Person>),
    Interest(Id<Person>),
    QuorumRule,
    Waiver,
    Meeting,
    Decision(Option<Id<Meeting>>),
    ForwardItem,
}

impl NewItem {
    /// What "Add" means in a section, given the item that is selected there.
    ///
    /// # Errors
    /// The reason why nothing can be added.
    pub fn for_section(
        record: &Record,
        section: SectionId,
        selected: Option<ItemRef>,
    ) -> Result<Self, &'static str> {
        match section {
            SectionId::Overview => Err("Choose a section first"),
            SectionId::Story => {
                Err("The story shows measures and events that are recorded elsewhere")
            }
            SectionId::Findings => Err("Findings are worked out, not added"),
            SectionId::Notes => Err("A private note is written beside what it is about"),
            SectionId::Packs => Err("A pack is issued, not added"),
            SectionId::Actions => Ok(Self::Action),
            SectionId::Curves => Ok(Self::Measure),
            SectionId::Concerns => Ok(Self::Concern),
            SectionId::Directions => {
                Ok(direction_of(record, selected).map_or(Self::Direction, Self::Clause))
            }
            SectionId::Inspections => {
                if record.frameworks.is_empty() {
                    Ok(Self::Framework)
                } else {
                    Ok(Self::Inspection(InspectionKind::Graded))
                }
            }
            SectionId::Transfer => Ok(Self::Gate),
            SectionId::Board => Ok(Self::Person),
            SectionId::Meetings => Ok(Self::Meeting),
        }
    }
}

fn direction_of(record: &Record, selected: Option<ItemRef>) -> Option<Id<Direction>> {
    match selected {
        Some(ItemRef::Direction(id)) => Some(id),
        Some(ItemRef::Clause(id)) => record.clauses.get(id).map(|clause| clause.direction),
        _other => record
            .directions
            .iter()
            .next_back()
            .map(|direction| direction.id),
    }
}

/// Makes ids: the record's year and random characters, never one that is taken.
pub struct Maker<'a> {
    /// The record to be added to.
    pub record: &'a Record,
    /// Today, for ids and first dates.
    pub today: Date,
    /// Source of random numbers.
    pub random: &'a mut dyn FnMut() -> u32,
}

impl Maker<'_> {
    fn id<T: Identified>(&mut self, list: &Items<T>) -> Id<T> {
        Record::fresh_id(list, self.today.year(), &mut *self.random)
    }

    /// An id for an agenda item: unlikely to meet another, and unique in its meeting.
    pub fn agenda_id(&mut self, agenda: &[AgendaItem]) -> Id<AgendaItem> {
        loop {
            let id = Id::new(self.today.year(), &mut *self.random);
            if agenda.iter().all(|item| item.id != id) {
                return id;
            }
        }
    }

    /// An item for the end of an agenda, with the next whole number.
    pub fn agenda_item(&mut self, agenda: &[AgendaItem]) -> AgendaItem {
        let numbers = agenda.iter().filter_map(|item| {
            let digits = item.number.trim_end_matches(|c: char| !c.is_ascii_digit());
            digits.parse::<u32>().ok()
        });
        let number = numbers.max().unwrap_or(0).saturating_add(1).to_string();
        AgendaItem::new(self.agenda_id(agenda), number)
    }

    /// The new item, empty but for what it cannot be without.
    pub fn make(&mut self, what: NewItem) -> Item {
        let (record, today) = (self.record, self.today);
        match what {
            NewItem::Action => {
                let id = self.id(&record.actions);
                Action::new(id, record.next_action_number(), plus_months(today, 3)).into()
            }
            NewItem::Measure => Measure::new(self.id(&record.measures)).into(),
            NewItem::Concern => Concern {
                id: self.id(&record.concerns),
                title: String::new(),
                opened: When::day(today),
                source: String::new(),
                partner: String::new(),
                owner: String::new(),
                counts: Vec::new(),
                narrative: Vec::new(),
                measures: Vec::new(),
                recommendations: Vec::new(),
                closed: None,
                illustrative: false,
            }
            .into(),
            NewItem::Direction => Direction {
                id: self.id(&record.directions),
                title: String::new(),
                issued: When::day(today),
                issued_by: "Secretary of State for Education".to_owned(),
                legal_basis: String::new(),
                supersedes: None,
                revoked: None,
                commissioner: String::new(),
                about: String::new(),
                note: String::new(),
                illustrative: false,
            }
            .into(),
            NewItem::Clause(direction) => self.clause(direction).into(),
            NewItem::Gate => Gate {
                id: self.id(&record.gates),
                title: String::new(),
                decided_by: String::new(),
                original_due: record
                    .transfer
                    .date()
                    .unwrap_or_else(|| plus_months(today, 3)),
                moves: Vec::new(),
                passed_on: None,
                depends_on: Vec::new(),
                decision: None,
                actions: Vec::new(),
                clauses: Vec::new(),
                note: String::new(),
                illustrative: false,
            }
            .into(),
            NewItem::ReservedMatter => ReservedMatter {
                id: self.id(&record.reserved_matters),
                title: String::new(),
                consent_of: Vec::new(),
                source: String::new(),
                illustrative: false,
            }
            .into(),
            NewItem::Framework => Framework {
                id: self.id(&record.frameworks),
                name: String::new(),
                full_name: String::new(),
                from: When::day(today),
                to: None,
                scale: ["Inadequate", "Requires improvement", "Good", "Outstanding"]
                    .map(str::to_owned)
                    .to_vec(),
                headings: vec!["Overall effectiveness".to_owned()],
            }
            .into(),
            NewItem::Inspection(kind) => self.inspection(kind).into(),
            NewItem::Recommendation(inspection) => Recommendation {
                id: self.id(&record.recommendations),
                inspection,
                reference: String::new(),
                text: String::new(),
                area: String::new(),
                raised_before: None,
                closed_on: None,
                evidence: Vec::new(),
                illustrative: false,
            }
            .into(),
            NewItem::Person
            | NewItem::FeeTerm(_)
            | NewItem::Claim(_)
            | NewItem::Interest(_)
            | NewItem::QuorumRule
            | NewItem::Waiver => self.board_item(what),
            NewItem::Meeting | NewItem::Decision(_) | NewItem::ForwardItem => {
                self.meeting_item(what)
            }
        }
    }

    fn clause(&mut self, direction: Id<Direction>) -> Clause {
        Clause {
            id: self.id(&self.record.clauses.clone()),
            direction,
            reference: String::new(),
            title: String::new(),
            text: String::new(),
            addressee: Addressee::Council,
            kind: ClauseKind::Standing,
            lead: String::new(),
            in_contract: String::new(),
            judgements: Vec::new(),
            measures: Vec::new(),
            evidence: Vec::new(),
            illustrative: false,
        }
    }

    fn inspection(&mut self, kind: InspectionKind) -> Inspection {
        let id = self.id(&self.record.inspections.clone());
        let newest = self
            .record
            .frameworks
            .iter()
            .max_by_key(|framework| framework.from);
        // Without a framework the reference leads nowhere; the finding says what to do.
        let framework = newest.map_or_else(|| Id::new(0, || 0), |framework| framework.id);
        Inspection {
            id,
            framework,
            kind,
            title: kind.words().to_owned(),
            visited: Some(When::day(self.today)),
            published: None,
            judgements: Vec::new(),
            findings: String::new(),
            plan_due: None,
            plan_sent: None,
            source: String::new(),
            illustrative: false,
        }
    }

    fn board_item(&mut self, what: NewItem) -> Item {
        let (record, today) = (self.record, self.today);
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "called for the board's kinds only"
        )]
        match what {
            NewItem::FeeTerm(person) => FeeTerm {
                id: self.id(&record.fee_terms),
                person,
                rate: Pence(0),
                unit: FeeUnit::Day,
                from: today,
                to: None,
                cap_units: None,
                cap_amount: None,
                funding: Funding::Company,
                funded_until: None,
                approved_by: None,
                note: String::new(),
                illustrative: false,
            }
            .into(),
            NewItem::Claim(person) => {
                let one = Quantity::from_hundredths(100);
                let rate = record
                    .fee_terms
                    .iter()
                    .find(|terms| terms.person == person && terms.covers(today))
                    .map_or(Pence(0), |terms| terms.rate);
                Claim {
                    id: self.id(&record.claims),
                    person,
                    dates: vec![today],
                    duty: Duty::Board,
                    quantity: one,
                    fee: rate.times(one),
                    expenses: Vec::new(),
                    meeting: None,
                    approved_by: None,
                    approved_on: None,
                    paid_on: None,
                    note: String::new(),
                    illustrative: false,
                }
                .into()
            }
            NewItem::Interest(person) => Interest {
                id: self.id(&record.interests),
                person,
                body: String::new(),
                nature: String::new(),
                directness: Directness::Direct,
                from: Some(today),
                to: None,
                declared_on: Some(today),
                declared_where: String::new(),
                declared_at: None,
                authorised_by: None,
                condition: crate::model::Condition::Noted,
                note: String::new(),
                illustrative: false,
            }
            .into(),
            NewItem::QuorumRule => QuorumRule {
                id: self.id(&record.quorum_rules),
                from: today,
                to: None,
                at_least: None,
                of_each: Vec::new(),
                chair_or_deputy: true,
                conflicted_count: false,
                source: String::new(),
                illustrative: false,
            }
            .into(),
            NewItem::Waiver => Waiver {
                id: self.id(&record.waivers),
                what: String::new(),
                person: None,
                counts_as: None,
                from: today,
                expires: plus_months(today, 6),
                granted_by: String::new(),
                illustrative: false,
            }
            .into(),
            _ => Person {
                id: self.id(&record.people),
                name: String::new(),
                class: Class::IndependentNed,
                office: String::new(),
                deputy_chair: false,
                pay: Pay::Unpaid,
                terms: Vec::new(),
                skills: Vec::new(),
                note: String::new(),
                illustrative: false,
            }
            .into(),
        }
    }

    fn meeting_item(&mut self, what: NewItem) -> Item {
        let (record, today) = (self.record, self.today);
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "called for meetings' kinds only"
        )]
        match what {
            NewItem::Decision(meeting) => Decision {
                meeting,
                ..Decision::new(self.id(&record.decisions), record.next_decision_number())
            }
            .into(),
            NewItem::ForwardItem => ForwardItem {
                id: self.id(&record.forward_plan),
                title: String::new(),
                due: plus_months(today, 1),
                purpose: Purpose::Note,
                owner: String::new(),
                booked_by: None,
                meeting: None,
                done_on: None,
                illustrative: false,
            }
            .into(),
            _ => self.meeting().into(),
        }
    }

    /// A meeting four weeks ahead with the board's standing items.
    fn meeting(&mut self) -> Meeting {
        let rules = &self.record.board_rules;
        let mut agenda: Vec<AgendaItem> = Vec::new();
        for standing in &rules.standing_agenda {
            let item = self.agenda_item(&agenda);
            agenda.push(AgendaItem {
                title: standing.title.clone(),
                purpose: standing.purpose,
                minutes: standing.minutes,
                ..item
            });
        }
        let title = if rules.body.is_empty() {
            "Board".to_owned()
        } else {
            rules.body.clone()
        };
        let id = self.id(&self.record.meetings.clone());
        Meeting {
            agenda,
            ..Meeting::new(id, title, plus_days(self.today, 28))
        }
    }

    /// A copy of an item with an id and a number of its own; what was reached or judged stays with
    /// the original.
    pub fn duplicate(&mut self, at: ItemRef) -> Option<Item> {
        let record = self.record;
        let mut copy = record.item(at)?;
        match &mut copy {
            Item::Organisation(_)
            | Item::BoardRules(_)
            | Item::Transfer(_)
            | Item::IssuedPack(_) => return None,
            Item::Person(item) => item.id = self.id(&record.people),
            Item::FeeTerm(item) => item.id = self.id(&record.fee_terms),
            Item::Claim(item) => {
                item.id = self.id(&record.claims);
                (item.approved_by, item.approved_on, item.paid_on) = (None, None, None);
            }
            Item::Interest(item) => item.id = self.id(&record.interests),
            Item::QuorumRule(item) => item.id = self.id(&record.quorum_rules),
            Item::Waiver(item) => item.id = self.id(&record.waivers),
            Item::Direction(item) => item.id = self.id(&record.directions),
            Item::Clause(item) => {
                item.id = self.id(&record.clauses);
                item.judgements.clear();
                item.evidence.clear();
            }
            Item::Gate(item) => {
                item.id = self.id(&record.gates);
                (item.original_due, item.passed_on) = (item.due(), None);
                item.moves.clear();
            }
            Item::ReservedMatter(item) => item.id = self.id(&record.reserved_matters),
            Item::Framework(item) => item.id = self.id(&record.frameworks),
            Item::Inspection(item) => item.id = self.id(&record.inspections),
            Item::Recommendation(item) => {
                item.id = self.id(&record.recommendations);
                item.closed_on = None;
                item.evidence.clear();
            }
            Item::Concern(item) => {
                item.id = self.id(&record.concerns);
                item.closed = None;
            }
            Item::Action(item) => {
                item.id = self.id(&record.actions);
                item.number = record.next_action_number();
                (item.original_due, item.status) = (item.due(), crate::model::Brag::NotStarted);
                item.delivered_on = None;
                item.moves.clear();
                item.evidence.clear();
                item.notes.clear();
            }
            Item::Measure(item) => {
                item.id = self.id(&record.measures);
                item.statements.clear();
            }
            Item::Meeting(item) => {
                item.id = self.id(&record.meetings);
                item.state = MeetingState::Planned;
                (item.closed, item.notice_sent, item.signed) = (None, None, None);
                item.attendance.clear();
                item.declarations.clear();
                for index in 0..item.agenda.len() {
                    item.agenda[index].id = self.agenda_id(&item.agenda);
                    item.agenda[index].minute.clear();
                    item.agenda[index].decision = None;
                }
            }
            Item::Decision(item) => {
                item.id = self.id(&record.decisions);
                item.number = record.next_decision_number();
                (item.state, item.taken, item.votes) = (DecisionState::Proposed, None, None);
            }
            Item::ForwardItem(item) => {
                item.id = self.id(&record.forward_plan);
                item.done_on = None;
            }
        }
        Some(copy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn make(record: &Record, what: NewItem) -> Item {
        let mut state = 1_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        Maker {
            record,
            today: date(2019, 9, 24),
            random: &mut random,
        }
        .make(what)
    }

    #[test]
    fn a_new_action_takes_the_next_number() {
        let mut record = Record::default();
        let first = make(&record, NewItem::Action);
        record.put(first);
        let Item::Action(second) = make(&record, NewItem::Action) else {
            panic!("an action")
        };
        assert_eq!(
            (second.number, record.contains(second.id.into())),
            (2, false)
        );
    }

    #[test]
    fn an_agenda_item_takes_the_next_whole_number() {
        let record = Record::default();
        let mut random = {
            let mut state = 0_u32;
            move || {
                state += 7;
                state
            }
        };
        let mut maker = Maker {
            record: &record,
            today: date(2019, 9, 24),
            random: &mut random,
        };
        let mut agenda = vec![maker.agenda_item(&[])];
        assert_eq!(agenda[0].number, "1");
        agenda[0].number = "6A".to_owned();
        let next = maker.agenda_item(&agenda);
        assert_eq!(next.number, "7");
        assert_ne!(next.id, agenda[0].id);
    }

    #[test]
    fn a_copy_does_not_inherit_what_the_original_reached() {
        let mut record = Record::default();
        let Item::Action(mut action) = make(&record, NewItem::Action) else {
            panic!("an action")
        };
        action.status = crate::model::Brag::Embedded;
        let at = ItemRef::from(action.id);
        record.put(action.into());
        let mut random = || 5;
        let mut maker = Maker {
            record: &record,
            today: date(2019, 9, 24),
            random: &mut random,
        };
        let Some(Item::Action(copy)) = maker.duplicate(at) else {
            panic!("an action")
        };
        assert_eq!(copy.status, crate::model::Brag::NotStarted);
        assert!(!record.contains(copy.id.into()));
    }
}
