//! Inspections: grades within their framework, plans in time, recommendations with ancestry.

use std::collections::{HashMap, HashSet};

use super::{Check, Rule, Severity, direction::comes_back};
use crate::model::{Id, Inspection, InspectionKind, Recommendation, When, date::long};

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    for framework in record.frameworks.iter() {
        let missing = match (framework.scale.is_empty(), framework.headings.is_empty()) {
            (true, true) => Some("scale and no headings"),
            (true, false) => Some("scale"),
            (false, true) => Some("headings"),
            (false, false) => None,
        };
        if let Some(missing) = missing {
            let message = format!("Framework “{}” has no {missing}.", framework.name);
            check.add(Rule::FrameworkIncomplete, framework.id, None, message);
        }
        let to = framework.to.map(When::last_day);
        check.in_order(framework.id, "to", Some(framework.from.first_day()), to);
    }
    for inspection in record.inspections.iter() {
        grades(check, inspection);
        if let Some(due) = inspection.plan_due
            && inspection.plan_sent.is_none()
            && due < check.today
        {
            let message = format!(
                "The action plan after “{}” was due on {} and is not recorded as sent.",
                inspection.title,
                long(due)
            );
            check.add(Rule::PlanOverdue, inspection.id, "plan_due", message);
        }
    }
    recommendations(check);
}

fn grades(check: &mut Check<'_>, inspection: &Inspection) {
    let Some(framework) = check.record.frameworks.get(inspection.framework) else {
        return;
    };
    let mut seen = HashSet::new();
    for judgement in &inspection.judgements {
        if framework.step(&judgement.grade).is_none() && !framework.scale.is_empty() {
            let message = format!(
                "“{}” grades {} “{}”, which is not on the scale of {}.",
                inspection.title, judgement.heading, judgement.grade, framework.name
            );
            check.add(Rule::GradeNotOnScale, inspection.id, "judgements", message);
        }
        if !framework.headings.contains(&judgement.heading) && !framework.headings.is_empty() {
            let message = format!(
                "“{}” judges “{}”, which is not a heading of {}.",
                inspection.title, judgement.heading, framework.name
            );
            check.add(
                Rule::HeadingNotOfFramework,
                inspection.id,
                "judgements",
                message,
            );
        }
        if !seen.insert(&judgement.heading) {
            let message = format!(
                "“{}” judges “{}” twice.",
                inspection.title, judgement.heading
            );
            check.add(Rule::HeadingTwice, inspection.id, "judgements", message);
        }
    }
    if inspection.kind == InspectionKind::Graded
        && inspection.published.is_some()
        && !framework.headings.is_empty()
        && inspection.overall(framework).is_none()
    {
        let message = format!(
            "“{}” is graded, but has no overall judgement.",
            inspection.title
        );
        check.add(
            Rule::GradedWithoutOverall,
            inspection.id,
            "judgements",
            message,
        );
    }
}

fn recommendations(check: &mut Check<'_>) {
    let record = check.record;
    let parents: HashMap<Id<Recommendation>, Id<Recommendation>> = record
        .recommendations
        .iter()
        .filter_map(|one| Some((one.id, one.raised_before?)))
        .collect();
    let mut said: HashMap<String, &Recommendation> = HashMap::new();
    for one in record.recommendations.iter() {
        let ancestor = one
            .raised_before
            .and_then(|id| record.recommendations.get(id));
        if let Some(ancestor) = ancestor {
            let severity = match one.closed_on {
                None => Severity::Warning,
                Some(_) => Severity::Note,
            };
            let message = format!(
                "“{}” was raised {}and again {}.",
                one.text,
                year(check, ancestor).map_or_else(|| "before ".to_owned(), |y| format!("in {y} ")),
                year(check, one).map_or_else(|| "now".to_owned(), |y| format!("in {y}")),
            );
            check.add_as(
                severity,
                Rule::RaisedTwice,
                one.id,
                "raised_before",
                message,
            );
        }
        if comes_back(one.id, &parents) {
            let message = format!("“{}” is, in the end, its own ancestor.", one.text);
            check.add(Rule::AncestryLoop, one.id, "raised_before", message);
        }
        let words = one.text.trim().to_lowercase();
        if let Some(earlier) = said.get(&words) {
            let linked =
                one.raised_before == Some(earlier.id) || earlier.raised_before == Some(one.id);
            if !linked && !words.is_empty() && earlier.inspection != one.inspection {
                let message = format!(
                    "“{}” repeats an earlier recommendation word for word, but does not name it.",
                    one.text
                );
                check.add(Rule::RepeatedUnlinked, one.id, "raised_before", message);
            }
        } else {
            said.insert(words, one);
        }
        match one.closed_on {
            None if check.threads.actions_of_recommendation(one.id).is_empty() => {
                let message = format!("“{}” is open, and no action answers it.", one.text);
                check.add(Rule::RecommendationWithoutAction, one.id, None, message);
            }
            Some(day) if one.evidence.is_empty() => {
                let message = format!(
                    "“{}” was closed on {} without evidence.",
                    one.text,
                    long(day)
                );
                check.add(
                    Rule::RecommendationClosedWithoutEvidence,
                    one.id,
                    "evidence",
                    message,
                );
            }
            None | Some(_) => {}
        }
    }
}

fn year(check: &Check<'_>, of: &Recommendation) -> Option<i16> {
    let inspection = check.record.inspections.get(of.inspection)?;
    // The visit names the year by which people know an inspection: "the inspection of 2016".
    inspection
        .visited
        .or(inspection.published)
        .map(|when| when.first_day().year())
}
