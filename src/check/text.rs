//! Every free text of the record, held against privacy and against characters nobody can see.

use super::{
    Check, Rule,
    privacy::{self, Suspicion},
};
use crate::model::{Action, Evidence, ItemRef, Measure, Meeting, Note, Record, shared::DateMove};
use crate::unseen;

pub(super) fn check(check: &mut Check<'_>) {
    let (record, today) = (check.record, check.today);
    let mut hits: Vec<(Rule, ItemRef, &'static str, String)> = Vec::new();
    each(record, &mut |at, field, text| {
        for suspicion in privacy::scan(text, today) {
            let (rule, what) = match suspicion {
                Suspicion::Name => (Rule::ChildName, "the name or initials of a child"),
                Suspicion::BirthDate => (Rule::ChildBirthDate, "a date of birth"),
                Suspicion::CaseNumber => (Rule::ChildCaseNumber, "a case, pupil or health number"),
            };
            hits.push((rule, at, field, format!("has what looks like {what}")));
        }
        if let Some(hidden) = hidden_character(text) {
            let what = format!(
                "has a character that nobody can see (U+{:04X})",
                u32::from(hidden)
            );
            hits.push((Rule::HiddenCharacter, at, field, what));
        }
        if let Some(word) = unseen::look_alike(text) {
            let what = format!("has a word with letters of two alphabets that look alike: {word}");
            hits.push((Rule::LookAlikeLetter, at, field, what));
        }
    });
    for (rule, at, field, what) in hits {
        let message = format!(
            "{} {what}, under “{}”.",
            check.name(at),
            field.replace('_', " ")
        );
        check.add(rule, at, field, message);
    }
}

/// The first character that is not shown.
pub(super) fn hidden_character(text: &str) -> Option<char> {
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\r');
    if text.bytes().all(plain) {
        return None;
    }
    unseen::unseen(text).next().map(|found| found.character)
}

type Visit<'v> = &'v mut dyn FnMut(ItemRef, &'static str, &str);

/// Visits every free text with its place and outermost field. Names of people are visited too:
/// directors are public, and a look-alike letter in a name is still a fault.
fn each(record: &Record, visit: Visit<'_>) {
    organisation(record, visit);
    board(record, visit);
    answer_for(record, visit);
    for concern in record.concerns.iter() {
        let at = ItemRef::Concern(concern.id);
        visit(at, "title", &concern.title);
        visit(at, "source", &concern.source);
        visit(at, "partner", &concern.partner);
        visit(at, "owner", &concern.owner);
        for count in &concern.counts {
            visit(at, "counts", &count.what);
            visit(at, "counts", &count.source);
        }
        notes(at, "narrative", &concern.narrative, visit);
        if let Some(closed) = &concern.closed {
            evidence(at, "closed", &closed.evidence, visit);
        }
    }
    for action in record.actions.iter() {
        each_of_action(action, visit);
    }
    for measure in record.measures.iter() {
        each_of_measure(measure, visit);
    }
    for meeting in record.meetings.iter() {
        each_of_meeting(meeting, visit);
    }
    for decision in record.decisions.iter() {
        let at = ItemRef::Decision(decision.id);
        visit(at, "title", &decision.title);
        visit(at, "text", &decision.text);
        visit(at, "taken_elsewhere", &decision.taken_elsewhere);
        visit(at, "note", &decision.note);
        for consent in &decision.consents {
            visit(at, "consents", &consent.reference);
        }
    }
    for item in record.forward_plan.iter() {
        let at = ItemRef::ForwardItem(item.id);
        visit(at, "title", &item.title);
        visit(at, "owner", &item.owner);
    }
}

fn organisation(record: &Record, visit: Visit<'_>) {
    let at = ItemRef::Organisation;
    let organisation = &record.organisation;
    visit(at, "name", &organisation.name);
    visit(at, "legal_form", &organisation.legal_form);
    visit(at, "council", &organisation.council);
    visit(at, "council_address", &organisation.council_address);
    visit(at, "about", &organisation.about);
    if let Some(plan) = &organisation.plan {
        visit(at, "plan", &plan.title);
        visit(at, "plan", &plan.goal);
        visit(at, "plan", &plan.source);
    }
    for spending in &organisation.spending {
        visit(at, "spending", &spending.on_what);
        visit(at, "spending", &spending.source);
    }
    let rules = &record.board_rules;
    visit(ItemRef::BoardRules, "body", &rules.body);
    for status in crate::model::Brag::ALL {
        visit(
            ItemRef::BoardRules,
            "status_wording",
            rules.status_wording.of(status),
        );
    }
    for item in &rules.standing_agenda {
        visit(ItemRef::BoardRules, "standing_agenda", &item.title);
    }
}

fn board(record: &Record, visit: Visit<'_>) {
    for person in record.people.iter() {
        let at = ItemRef::Person(person.id);
        visit(at, "name", &person.name);
        visit(at, "office", &person.office);
        visit(at, "note", &person.note);
        for skill in &person.skills {
            visit(at, "skills", skill);
        }
        for term in &person.terms {
            visit(at, "terms", &term.appointed_by);
        }
    }
    for term in record.fee_terms.iter() {
        visit(ItemRef::FeeTerm(term.id), "note", &term.note);
    }
    for claim in record.claims.iter() {
        let at = ItemRef::Claim(claim.id);
        visit(at, "note", &claim.note);
        for expense in &claim.expenses {
            visit(at, "expenses", &expense.what);
        }
    }
    for interest in record.interests.iter() {
        let at = ItemRef::Interest(interest.id);
        visit(at, "body", &interest.body);
        visit(at, "nature", &interest.nature);
        visit(at, "declared_where", &interest.declared_where);
        visit(at, "note", &interest.note);
    }
    for rule in record.quorum_rules.iter() {
        visit(ItemRef::QuorumRule(rule.id), "source", &rule.source);
    }
    for waiver in record.waivers.iter() {
        let at = ItemRef::Waiver(waiver.id);
        visit(at, "what", &waiver.what);
        visit(at, "granted_by", &waiver.granted_by);
    }
}

fn answer_for(record: &Record, visit: Visit<'_>) {
    for direction in record.directions.iter() {
        let at = ItemRef::Direction(direction.id);
        visit(at, "title", &direction.title);
        visit(at, "issued_by", &direction.issued_by);
        visit(at, "legal_basis", &direction.legal_basis);
        visit(at, "commissioner", &direction.commissioner);
        visit(at, "about", &direction.about);
        visit(at, "note", &direction.note);
    }
    for clause in record.clauses.iter() {
        let at = ItemRef::Clause(clause.id);
        visit(at, "title", &clause.title);
        visit(at, "text", &clause.text);
        visit(at, "lead", &clause.lead);
        visit(at, "in_contract", &clause.in_contract);
        for judgement in &clause.judgements {
            visit(at, "judgements", &judgement.judged_by);
            visit(at, "judgements", &judgement.note);
        }
        evidence(at, "evidence", &clause.evidence, visit);
    }
    let transfer = &record.transfer;
    visit(ItemRef::Transfer, "scope", &transfer.scope);
    visit(ItemRef::Transfer, "note", &transfer.note);
    moves(ItemRef::Transfer, &transfer.moves, visit);
    if let Some(contract) = &transfer.contract {
        visit(ItemRef::Transfer, "contract", &contract.title);
        visit(ItemRef::Transfer, "contract", &contract.note);
    }
    if let Some(tupe) = &transfer.tupe {
        visit(ItemRef::Transfer, "tupe", &tupe.note);
    }
    for gate in record.gates.iter() {
        let at = ItemRef::Gate(gate.id);
        visit(at, "title", &gate.title);
        visit(at, "decided_by", &gate.decided_by);
        visit(at, "note", &gate.note);
        moves(at, &gate.moves, visit);
    }
    for matter in record.reserved_matters.iter() {
        let at = ItemRef::ReservedMatter(matter.id);
        visit(at, "title", &matter.title);
        visit(at, "source", &matter.source);
    }
    for framework in record.frameworks.iter() {
        let at = ItemRef::Framework(framework.id);
        visit(at, "name", &framework.name);
        visit(at, "full_name", &framework.full_name);
        for heading in framework.headings.iter().chain(&framework.scale) {
            visit(at, "headings", heading);
        }
    }
    for inspection in record.inspections.iter() {
        let at = ItemRef::Inspection(inspection.id);
        visit(at, "title", &inspection.title);
        visit(at, "findings", &inspection.findings);
        visit(at, "source", &inspection.source);
    }
    for recommendation in record.recommendations.iter() {
        let at = ItemRef::Recommendation(recommendation.id);
        visit(at, "text", &recommendation.text);
        visit(at, "area", &recommendation.area);
        evidence(at, "evidence", &recommendation.evidence, visit);
    }
}

fn each_of_action(action: &Action, visit: Visit<'_>) {
    let at = ItemRef::Action(action.id);
    visit(at, "title", &action.title);
    visit(at, "detail", &action.detail);
    visit(at, "owner", &action.owner);
    visit(at, "sponsor", &action.sponsor);
    visit(at, "no_measure_because", &action.no_measure_because);
    for milestone in &action.milestones {
        visit(at, "milestones", &milestone.title);
    }
    moves(at, &action.moves, visit);
    notes(at, "notes", &action.notes, visit);
    evidence(at, "evidence", &action.evidence, visit);
}

fn each_of_measure(measure: &Measure, visit: Visit<'_>) {
    let at = ItemRef::Measure(measure.id);
    visit(at, "title", &measure.title);
    visit(at, "question", &measure.question);
    visit(at, "definition", &measure.definition);
    visit(at, "plan_section", &measure.plan_section);
    visit(at, "owner", &measure.owner);
    visit(at, "source", &measure.source);
    for target in &measure.targets {
        visit(at, "targets", &target.set_by);
    }
    for value in &measure.values {
        visit(at, "values", &value.source);
        for revision in &value.revisions {
            visit(at, "values", &revision.why);
        }
    }
    for benchmark in &measure.benchmarks {
        visit(at, "benchmarks", &benchmark.name);
        visit(at, "benchmarks", &benchmark.source);
    }
    for note in &measure.notes {
        visit(at, "notes", &note.text);
        visit(at, "notes", &note.by);
    }
    for rebase in &measure.rebases {
        visit(at, "rebases", &rebase.reason);
        visit(at, "rebases", &rebase.owner);
    }
}

fn each_of_meeting(meeting: &Meeting, visit: Visit<'_>) {
    let at = ItemRef::Meeting(meeting.id);
    visit(at, "title", &meeting.title);
    visit(at, "place", &meeting.place);
    visit(at, "minutes", &meeting.minutes);
    visit(at, "note", &meeting.note);
    for declaration in &meeting.declarations {
        visit(at, "declarations", &declaration.what);
    }
    for noted in &meeting.noted {
        visit(at, "noted", &noted.why);
    }
    for item in &meeting.agenda {
        visit(at, "agenda", &item.title);
        visit(at, "agenda", &item.summary);
        visit(at, "agenda", &item.presenter);
        visit(at, "agenda", &item.minute);
        for body in &item.bodies {
            visit(at, "agenda", body);
        }
        for paper in &item.papers {
            visit(at, "agenda", &paper.title);
            visit(at, "agenda", &paper.author);
        }
        if let Some(restricted) = &item.restricted {
            visit(at, "agenda", &restricted.reason);
            visit(at, "agenda", &restricted.reviewer);
        }
    }
}

fn notes(at: ItemRef, field: &'static str, list: &[Note], visit: Visit<'_>) {
    for note in list {
        visit(at, field, &note.text);
        visit(at, field, &note.by);
    }
}

fn evidence(at: ItemRef, field: &'static str, list: &[Evidence], visit: Visit<'_>) {
    for one in list {
        visit(at, field, &one.title);
        visit(at, field, &one.kept_at);
        visit(at, field, one.accepted_by.as_deref().unwrap_or_default());
    }
}

fn moves(at: ItemRef, list: &[DateMove], visit: Visit<'_>) {
    for step in list {
        visit(at, "moves", &step.by);
        visit(at, "moves", &step.why);
    }
}
