//! The organisation: what a regulated company must show, a plan in order, a direction or none.

use super::{Check, Rule};
use crate::model::{ItemRef, When};

pub(super) fn check(check: &mut Check<'_>) {
    let organisation = &check.record.organisation;
    let at = ItemRef::Organisation;
    if organisation.legal_form.to_lowercase().contains("company") {
        if organisation.council.trim().is_empty() || organisation.council_address.trim().is_empty()
        {
            let message = "The controlling council and its address are not recorded; a regulated \
                           company names them on its letters."
                .to_owned();
            check.add(Rule::CouncilAddressMissing, at, "council_address", message);
        }
        let number = organisation.company_number.as_deref().unwrap_or_default();
        if number.trim().is_empty() {
            let message = "The registered number of the company is not recorded.".to_owned();
            check.add(Rule::CompanyNumberMissing, at, "company_number", message);
        }
    }
    for spending in organisation
        .spending
        .iter()
        .filter(|one| one.source.trim().is_empty())
    {
        let message = format!(
            "{} spent on {} has no source.",
            crate::analysis::words::big_money(spending.amount),
            spending.on_what
        );
        check.add(Rule::SpendingWithoutSource, at, "spending", message);
    }
    if let Some(plan) = &organisation.plan {
        check.in_order(
            at,
            "plan",
            Some(plan.starts.first_day()),
            Some(plan.by.last_day()),
        );
    }
    if check.record.directions.is_empty() {
        return;
    }
    let in_force = check
        .record
        .directions
        .iter()
        .filter(|direction| check.threads.in_force(direction, check.today))
        .max_by_key(|direction| direction.issued);
    match (organisation.under_direction, in_force) {
        (true, None) => {
            let message =
                "The organisation is called under direction, but no direction is in force."
                    .to_owned();
            check.add(Rule::DirectionContradiction, at, "under_direction", message);
        }
        (false, Some(direction)) => {
            let issued: When = direction.issued;
            let message = format!(
                "“{}” of {issued} is in force, but the organisation is not called under direction.",
                direction.title
            );
            check.add(Rule::DirectionContradiction, at, "under_direction", message);
        }
        (true, Some(_)) | (false, None) => {}
    }
}
