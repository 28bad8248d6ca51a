//! The public copies of single items, every struct written out in full.

use super::{
    Restricted, counts,
    reduce::{evidence, moves},
};
use crate::{
    analysis::curve::hide,
    model::{
        Action, AgendaItem, Attendance, Clause, Closure, Concern, Decision, Declaration, Deferral,
        Direction, FeeTerm, Gate, Id, Measure, Meeting, PositionJudgement, Rebase, Recommendation,
        Record,
    },
};

/// Why no measure is needed, where the reason itself is not public.
const NOT_NEEDED: &str = "None needed";

fn open<T: Ord + Copy>(list: &[T], closed: &std::collections::BTreeSet<T>) -> Vec<T> {
    list.iter()
        .copied()
        .filter(|one| !closed.contains(one))
        .collect()
}

fn open_decision(id: Option<Id<Decision>>, restricted: &Restricted) -> Option<Id<Decision>> {
    id.filter(|id| !restricted.decisions.contains(id))
}

pub(super) fn fee_term(full: &FeeTerm, restricted: &Restricted) -> FeeTerm {
    FeeTerm {
        id: full.id,
        person: full.person,
        rate: full.rate,
        unit: full.unit,
        from: full.from,
        to: full.to,
        cap_units: full.cap_units,
        cap_amount: full.cap_amount,
        funding: full.funding,
        funded_until: full.funded_until,
        approved_by: open_decision(full.approved_by, restricted),
        note: String::new(),
        illustrative: full.illustrative,
    }
}

pub(super) fn direction(full: &Direction) -> Direction {
    Direction {
        id: full.id,
        title: full.title.clone(),
        issued: full.issued,
        issued_by: full.issued_by.clone(),
        legal_basis: full.legal_basis.clone(),
        supersedes: full.supersedes,
        revoked: full.revoked,
        commissioner: full.commissioner.clone(),
        about: full.about.clone(),
        note: String::new(),
        illustrative: full.illustrative,
    }
}

pub(super) fn clause(full: &Clause, restricted: &Restricted) -> Clause {
    Clause {
        id: full.id,
        direction: full.direction,
        reference: full.reference.clone(),
        title: full.title.clone(),
        text: full.text.clone(),
        addressee: full.addressee,
        kind: full.kind,
        lead: full.lead.clone(),
        in_contract: full.in_contract.clone(),
        judgements: full
            .judgements
            .iter()
            .map(|one| PositionJudgement {
                position: one.position,
                as_at: one.as_at,
                judged_by: one.judged_by.clone(),
                note: String::new(),
            })
            .collect(),
        measures: open(&full.measures, &restricted.measures),
        evidence: evidence(&full.evidence),
        illustrative: full.illustrative,
    }
}

pub(super) fn gate(full: &Gate, restricted: &Restricted) -> Gate {
    Gate {
        id: full.id,
        title: full.title.clone(),
        decided_by: full.decided_by.clone(),
        original_due: full.original_due,
        moves: moves(&full.moves),
        passed_on: full.passed_on,
        depends_on: full.depends_on.clone(),
        decision: open_decision(full.decision, restricted),
        actions: open(&full.actions, &restricted.actions),
        clauses: full.clauses.clone(),
        note: String::new(),
        illustrative: full.illustrative,
    }
}

pub(super) fn recommendation(full: &Recommendation) -> Recommendation {
    Recommendation {
        id: full.id,
        inspection: full.inspection,
        reference: full.reference.clone(),
        text: full.text.clone(),
        area: full.area.clone(),
        raised_before: full.raised_before,
        closed_on: full.closed_on,
        evidence: evidence(&full.evidence),
        illustrative: full.illustrative,
    }
}

pub(super) fn concern(full: &Concern, restricted: &Restricted, threshold: u32) -> Concern {
    Concern {
        id: full.id,
        title: full.title.clone(),
        opened: full.opened,
        source: full.source.clone(),
        partner: full.partner.clone(),
        owner: full.owner.clone(),
        counts: counts::of_concern(full, threshold),
        narrative: Vec::new(),
        measures: open(&full.measures, &restricted.measures),
        recommendations: full.recommendations.clone(),
        closed: full.closed.as_ref().map(|closed| Closure {
            on: closed.on,
            meeting: closed.meeting,
            evidence: evidence(&closed.evidence),
        }),
        illustrative: full.illustrative,
    }
}

pub(super) fn action(full: &Action, restricted: &Restricted) -> Action {
    Action {
        id: full.id,
        number: full.number,
        title: full.title.clone(),
        detail: String::new(),
        owner: full.owner.clone(),
        sponsor: full.sponsor.clone(),
        status: full.status,
        original_due: full.original_due,
        moves: moves(&full.moves),
        delivered_on: full.delivered_on,
        milestones: full.milestones.clone(),
        notes: Vec::new(),
        evidence: evidence(&full.evidence),
        clauses: full.clauses.clone(),
        recommendations: full.recommendations.clone(),
        decisions: open(&full.decisions, &restricted.decisions),
        concerns: open(&full.concerns, &restricted.concerns),
        measures: open(&full.measures, &restricted.measures),
        no_measure_because: if full.no_measure_because.trim().is_empty()
            && !full
                .measures
                .iter()
                .any(|id| restricted.measures.contains(id))
        {
            String::new()
        } else {
            NOT_NEEDED.to_owned()
        },
        illustrative: full.illustrative,
    }
}

/// `strict` is the record whose measures have the threshold of the pack, by which complements are
/// found.
pub(super) fn measure(
    full: &Measure,
    strict: &Record,
    restricted: &Restricted,
    threshold: u32,
) -> Measure {
    let judged = counts::with_threshold(full, threshold);
    let values = counts::values(full, strict, threshold);
    // A start of the plan that is too small is not told, and with it the plan is not drawn.
    let baseline = full.baseline.filter(|start| {
        !hide::hides_figure(&judged, start.value)
            && !values.iter().any(|value| {
                value.date == start.date && value.reading == crate::model::Reading::Suppressed
            })
    });
    Measure {
        id: full.id,
        title: full.title.clone(),
        question: full.question.clone(),
        definition: full.definition.clone(),
        plan_section: full.plan_section.clone(),
        unit: full.unit.clone(),
        decimals: full.decimals,
        polarity: full.polarity,
        period: full.period,
        frequency: full.frequency,
        baseline,
        targets: full.targets.clone(),
        path: full.path,
        tolerance: full.tolerance,
        owner: full.owner.clone(),
        source: full.source.clone(),
        hide_below: judged.hide_below,
        complements: open(&full.complements, &restricted.measures),
        values,
        benchmarks: full.benchmarks.clone(),
        notes: Vec::new(),
        rebases: full
            .rebases
            .iter()
            .map(|one| Rebase {
                date: one.date,
                reason: one.reason.clone(),
                owner: one.owner.clone(),
                decision: open_decision(one.decision, restricted),
            })
            .collect(),
        limits: full.limits.clone(),
        statements: Vec::new(),
        illustrative: full.illustrative,
    }
}

pub(super) fn meeting(full: &Meeting, restricted: &Restricted) -> Meeting {
    Meeting {
        id: full.id,
        title: full.title.clone(),
        kind: full.kind,
        date: full.date,
        starts: full.starts,
        opened: full.opened,
        pauses: full.pauses.clone(),
        closed: full.closed,
        place: full.place.clone(),
        state: full.state,
        chair: full.chair,
        notice_sent: full.notice_sent,
        pack_issued: full.pack_issued,
        agenda: full
            .agenda
            .iter()
            .filter(|item| !restricted.items.contains(&item.id))
            .map(|item| agenda_item(item, restricted))
            .collect(),
        attendance: full
            .attendance
            .iter()
            .map(|one| Attendance {
                person: one.person,
                how: one.how,
                arrived: one.arrived,
                left: one.left,
                // Who was out when says for whom an item was a conflict, restricted or not.
                away: Vec::new(),
            })
            .collect(),
        declarations: full
            .declarations
            .iter()
            .filter(|one| one.item.is_none_or(|id| !restricted.items.contains(&id)))
            .map(|one| Declaration {
                person: one.person,
                item: one.item,
                body: String::new(),
                what: String::new(),
                condition: one.condition,
                at: one.at,
            })
            .collect(),
        noted: Vec::new(),
        minutes: String::new(),
        minutes_drafted: full.minutes_drafted,
        signed: full.signed.clone(),
        note: String::new(),
        illustrative: full.illustrative,
    }
}

fn agenda_item(full: &AgendaItem, restricted: &Restricted) -> AgendaItem {
    AgendaItem {
        id: full.id,
        number: full.number.clone(),
        title: full.title.clone(),
        purpose: full.purpose,
        summary: full.summary.clone(),
        presenter: full.presenter.clone(),
        minutes: full.minutes,
        bodies: full.bodies.clone(),
        decision: open_decision(full.decision, restricted),
        concerns: open(&full.concerns, &restricted.concerns),
        clauses: full.clauses.clone(),
        actions: open(&full.actions, &restricted.actions),
        papers: full.papers.clone(),
        restricted: None,
        minutes_of: full.minutes_of,
        booked: full.booked.filter(|id| !restricted.forward.contains(id)),
        carried_from: full.carried_from,
        began: full.began,
        ended: full.ended,
        said: Vec::new(),
        arising: open(&full.arising, &restricted.actions),
        deferred: full.deferred.as_ref().map(|deferred| Deferral {
            why: String::new(),
            to: deferred.to,
        }),
        minute: full.minute.clone(),
        minute_as_drafted: full.minute_as_drafted,
    }
}

pub(super) fn decision(full: &Decision) -> Decision {
    Decision {
        id: full.id,
        number: full.number,
        title: full.title.clone(),
        text: full.text.clone(),
        meeting: full.meeting,
        taken_elsewhere: full.taken_elsewhere.clone(),
        taken: full.taken,
        state: full.state,
        moved_by: full.moved_by,
        seconded_by: full.seconded_by,
        votes: full.votes,
        consents: full.consents.clone(),
        effective_from: full.effective_from,
        reserved_matter: full.reserved_matter,
        clauses: full.clauses.clone(),
        recommendations: full.recommendations.clone(),
        note: String::new(),
        illustrative: full.illustrative,
    }
}
