//! The route of consent: reserved matters route by themselves.

use jiff::civil::Date;

use crate::model::{Consent, Consenter, Decision, Record, ReservedMatter, When};

/// The reserved matter that a decision falls under by its words: the one with the longest title
/// found in the decision's title or text. None where no title is found.
pub fn matter_for<'r>(record: &'r Record, decision: &Decision) -> Option<&'r ReservedMatter> {
    let words = format!("{} {}", decision.title, decision.text).to_lowercase();
    record
        .reserved_matters
        .iter()
        .filter(|matter| {
            let title = matter.title.trim().to_lowercase();
            title.chars().count() > 3 && words.contains(&title)
        })
        .max_by_key(|matter| matter.title.chars().count())
}

/// The consents that a matter needs: the board's first, then those of the matter in its order.
pub fn consents(matter: &ReservedMatter) -> Vec<Consent> {
    completed(matter, Vec::new())
}

/// A route with whatever the matter asks for and the route leaves out, at its end.
pub fn completed(matter: &ReservedMatter, mut route: Vec<Consent>) -> Vec<Consent> {
    let board = [Consenter::Board];
    for (place, of) in board.iter().chain(&matter.consent_of).enumerate() {
        if route.iter().any(|consent| consent.of == *of) {
            continue;
        }
        let consent = Consent {
            of: *of,
            given: None,
            reference: String::new(),
        };
        if place == 0 {
            route.insert(0, consent);
        } else {
            route.push(consent);
        }
    }
    route
}

/// Notes the board's own consent, where the route has one that is not given yet.
pub fn board_consents(route: &mut [Consent], on: Date, reference: impl FnOnce() -> String) {
    let mut consents = route.iter_mut();
    if let Some(consent) =
        consents.find(|consent| consent.of == Consenter::Board && consent.given.is_none())
    {
        consent.given = Some(When::day(on));
        if consent.reference.is_empty() {
            consent.reference = reference();
        }
    }
}

/// When a decision takes effect, in a sentence.
pub fn effect_sentence(decision: &Decision) -> String {
    let others: Vec<&str> = decision
        .consents
        .iter()
        .filter(|consent| consent.of != Consenter::Board && consent.given.is_none())
        .map(|consent| consent.of.words())
        .collect();
    if !others.is_empty() {
        return format!(
            "Takes effect when all have consented; {} to come.",
            super::words::join(&others)
        );
    }
    match decision.effective_from {
        Some(when) => format!("Takes effect on {when}."),
        None => "Takes effect at once.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::{decision, id};
    use jiff::civil::date;

    fn matter(n: u32, title: &str, consent_of: Vec<Consenter>) -> ReservedMatter {
        ReservedMatter {
            id: id(n),
            title: title.to_owned(),
            consent_of,
            source: String::new(),
            illustrative: false,
        }
    }

    #[test]
    fn a_reserved_matter_routes_by_its_words_and_the_longest_title_wins() {
        let mut record = Record::default();
        record
            .reserved_matters
            .put(matter(1, "Business plan", vec![Consenter::CouncilAsMember]));
        record.reserved_matters.put(matter(
            2,
            "Interim business plan",
            vec![Consenter::Cabinet, Consenter::SecretaryOfState],
        ));
        let mut plan = decision(1);
        plan.title = "The interim business plan for six months".to_owned();
        let found = matter_for(&record, &plan).unwrap();
        assert_eq!(found.id, id(2));
        let route: Vec<_> = consents(found).iter().map(|one| one.of).collect();
        assert_eq!(
            route,
            [
                Consenter::Board,
                Consenter::Cabinet,
                Consenter::SecretaryOfState
            ]
        );
        plan.title = "Finance report".to_owned();
        assert!(matter_for(&record, &plan).is_none());
    }

    #[test]
    fn a_route_is_completed_and_keeps_what_was_given() {
        let matter = matter(1, "Articles", vec![Consenter::CouncilAsMember]);
        let given = Consent {
            of: Consenter::CouncilAsMember,
            given: Some(When::day(date(2019, 5, 1))),
            reference: "Minute 4".to_owned(),
        };
        let mut route = completed(&matter, vec![given.clone()]);
        assert_eq!((route.len(), &route[1]), (2, &given));
        board_consents(&mut route, date(2019, 9, 26), || "Item 6".to_owned());
        let mut taken = decision(1);
        taken.state = crate::model::DecisionState::Taken;
        taken.consents = route;
        assert_eq!(taken.effective_on(), Some(When::day(date(2019, 9, 26))));
        taken.effective_from = Some(When::day(date(2019, 10, 1)));
        assert_eq!(effect_sentence(&taken), "Takes effect on 1 Oct 2019.");
    }
}
