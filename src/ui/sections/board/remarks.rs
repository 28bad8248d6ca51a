//! What to look at in a seat's fees or office, in few words: from the findings, from claims that wait.

use std::collections::{HashMap, HashSet};

use crate::{
    analysis::{fees::Ledger, quorum, words},
    check::{Finding, Rule},
    model::{Id, ItemRef, Person, Record, date},
    ui::{ViewCx, parts::severity_mark, widgets::status_mark::Mark},
};

use super::facts::Remark;

/// Rules that belong in the ledger, each in as few words as a cell has room for. The full sentence of a
/// finding is in the inspector.
const SHORT: [(Rule, &str); 23] = [
    (Rule::FeeTermsMissing, "Fee terms not recorded"),
    (Rule::ClaimSelfApproved, "Approved by the claimant"),
    (Rule::ClaimOverCapUnits, "More days than the cap"),
    (Rule::ClaimOverCapAmount, "More than the cap"),
    (Rule::ClaimMarkedAbsent, "Claimed, marked absent"),
    (Rule::ClaimMeetingCancelled, "Claimed, cancelled"),
    (Rule::ClaimOutsideTerm, "Claim outside its terms"),
    (Rule::ClaimWithoutTerms, "Claim without fee terms"),
    (Rule::ClaimFeeMismatch, "Fee is not rate times days"),
    (Rule::ClaimAmount, "Claim of nothing"),
    (Rule::ClaimPaidUnapproved, "Paid without approval"),
    (Rule::CouncillorWithoutCap, "Councillor without a cap"),
    (Rule::FundingOver, "Funding is over"),
    (Rule::ClaimDayTwice, "Same day claimed twice"),
    (Rule::ClaimInFuture, "Claim for a day to come"),
    (Rule::ClaimWithoutDates, "Claim without a day"),
    (Rule::ClaimByUnpaid, "Claim for an unpaid seat"),
    (Rule::FeeTermsOverlap, "Fee terms overlap"),
    (Rule::TermPast, "Term is over"),
    (Rule::FeeTermsUnapproved, "Fee terms not approved"),
    (Rule::PersonWithoutTerm, "No term of office"),
    (Rule::TermEnding, "Term ends soon"),
    (Rule::StandingConflict, "Also statutory director"),
];

/// What to look at, by person, the gravest first.
pub(super) fn remarks(cx: &ViewCx<'_>, ledger: &Ledger) -> HashMap<Id<Person>, Vec<Remark>> {
    let record = cx.record;
    let mut found: HashMap<Id<Person>, Vec<(u8, Remark)>> = HashMap::new();
    let mut claims_found = HashSet::new();
    for finding in &cx.derived.findings {
        if let Some((person, remark)) = of_finding(record, finding) {
            claims_found.extend(remark.claim);
            let weight = finding.severity as u8;
            found.entry(person).or_default().push((weight, remark));
        }
    }
    for claim in &ledger.waiting {
        if claim.against.needs_attention() && !claims_found.contains(&claim.claim) {
            let day = claim.day.map(|day| format!(", {}", date::day_month(day)));
            let about = words::capital(claim.against.words());
            let remark = Remark {
                mark: Mark::Warning,
                words: format!("{about}{}", day.unwrap_or_default()),
                claim: Some(claim.claim),
            };
            found.entry(claim.person).or_default().push((1, remark));
        }
    }
    for waiver in quorum::waivers_on(record, cx.today) {
        if let Some(person) = waiver.person {
            let remark = Remark {
                mark: Mark::Note,
                words: format!("Waiver until {}", date::short(waiver.expires)),
                claim: None,
            };
            found.entry(person).or_default().push((2, remark));
        }
    }
    found
        .into_iter()
        .map(|(person, mut list)| {
            list.sort_by_key(|(weight, _)| *weight);
            (person, list.into_iter().map(|(_, remark)| remark).collect())
        })
        .collect()
}

/// Whom a finding is about, and its few words; none where it does not belong in the ledger.
fn of_finding(record: &Record, finding: &Finding) -> Option<(Id<Person>, Remark)> {
    let (_, short) = SHORT.iter().find(|(rule, _)| *rule == finding.rule)?;
    let mut day = None;
    let mut claim = None;
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "findings about other items belong to no seat"
    )]
    let person = match finding.at {
        ItemRef::Person(id) => id,
        ItemRef::FeeTerm(id) => record.fee_terms.get(id)?.person,
        ItemRef::Interest(id) => record.interests.get(id)?.person,
        ItemRef::Claim(id) => {
            let at = record.claims.get(id)?;
            (day, claim) = (at.first_date(), Some(id));
            at.person
        }
        _ => return None,
    };
    let words = day.map_or_else(
        || (*short).to_owned(),
        |day| format!("{short}, {}", date::day_month(day)),
    );
    let mark = severity_mark(finding.severity);
    Some((person, Remark { mark, words, claim }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Severity;

    #[test]
    fn a_finding_about_a_claim_names_its_claimant_and_day() {
        let text = include_str!("../../../../saves/worcestershire-2019.ron");
        let record: Record = crate::store::read::read_text(text).unwrap();
        let claim = record.claims.iter().next().unwrap();
        let finding = Finding {
            severity: Severity::Warning,
            rule: Rule::ClaimDayTwice,
            at: claim.id.into(),
            field: None,
            message: String::new(),
        };
        let (person, remark) = of_finding(&record, &finding).unwrap();
        assert_eq!((person, remark.claim), (claim.person, Some(claim.id)));
        let day = date::day_month(claim.first_date().unwrap());
        assert_eq!(remark.words, format!("Same day claimed twice, {day}"));
        let other = Finding {
            rule: Rule::PaperOverdue,
            ..finding
        };
        assert!(of_finding(&record, &other).is_none());
    }
}
