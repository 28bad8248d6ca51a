//! The ladder of overall grades: a field for each framework, and grades held from date to date.
//!
//! Grades of different frameworks are never compared: each stands in its framework's own field, a
//! level is held and never joined to the next by a line, and a word that another scale has in its
//! place is told apart. Frameworks in force at the same time get a track each.

use jiff::civil::Date;

use super::changes::{grade_words, graded};
use crate::model::{
    Framework, Id, Inspection, InspectionKind, ItemRef, Record, When,
    date::{days_between, plus_days, plus_months},
};

/// Overlap in days that is put down to dates given as years only.
const OVERLAP_OF_YEARS: i32 = 366;

/// Everything the chart shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// The first day of the axis.
    pub from: Date,
    /// The last day of the axis.
    pub to: Date,
    /// Frameworks one after the other; a second track only where two were in force together.
    pub tracks: Vec<Track>,
    /// Visits and directions, oldest first.
    pub events: Vec<LadderEvent>,
    /// The plan's goal.
    pub goal: Option<LadderGoal>,
}

/// Frameworks that followed each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Words of the steps, lowest first, as the newest framework has them.
    pub rows: Vec<String>,
    /// Fields, oldest first.
    pub fields: Vec<LadderField>,
    /// Overall grades, oldest first.
    pub grades: Vec<LadderGrade>,
}

/// A framework's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderField {
    /// Which.
    pub framework: Id<Framework>,
    /// "ILACS".
    pub name: String,
    /// Its first day on the axis.
    pub from: Date,
    /// Its last day on the axis.
    pub to: Date,
}

/// One overall grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderGrade {
    /// The inspection that gave it.
    pub inspection: Id<Inspection>,
    /// When it became known.
    pub known: When,
    /// The word, as the report has it.
    pub grade: String,
    /// The step on its own framework's scale, 1 for the lowest.
    pub step: Option<usize>,
    /// Whether its word is not the word of the track's row: another scale.
    pub other_word: bool,
    /// Until when it held: the next grade of the track, or today. None for another scale's word.
    pub held_to: Option<Date>,
    /// Invented for a sample record.
    pub illustrative: bool,
}

/// A visit or a direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderEvent {
    /// Which.
    pub item: ItemRef,
    /// When.
    pub on: When,
    /// "Seventh monitoring visit, January 2019".
    pub words: String,
    /// Whether it is a direction.
    pub direction: bool,
}

/// The goal of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderGoal {
    /// "At least good".
    pub words: String,
    /// By when.
    pub by: When,
    /// The step that its words name on the first track.
    pub step: Option<usize>,
}

/// Lays the ladder out.
pub fn ladder(record: &Record, today: Date) -> Ladder {
    let events = events(record);
    let plan = record.organisation.plan.as_ref();
    let known = graded(record, today);
    let dates = || {
        let grades = known.iter().map(|grade| grade.known.first_day());
        grades.chain(events.iter().map(|event| event.on.first_day()))
    };
    let first = dates().min().unwrap_or_else(|| plus_months(today, -36));
    let from = first.min(today).first_of_year();
    let last = dates().chain([today]).max().unwrap_or(today);
    let goal_day = plan.map(|plan| plan.by.first_day());
    let to = plus_months(goal_day.map_or(last, |day| day.max(last)), 8);
    let mut tracks = tracks(record, from, to);
    for track in &mut tracks {
        fill(track, record, today);
    }
    let goal = plan.map(|plan| LadderGoal {
        words: plan.goal.clone(),
        by: plan.by,
        step: tracks
            .first()
            .and_then(|track| step_named(&track.rows, &plan.goal)),
    });
    Ladder {
        from,
        to,
        tracks,
        events,
        goal,
    }
}

/// The step whose word the goal names; the longest such word, so that no word hides in another.
fn step_named(rows: &[String], goal: &str) -> Option<usize> {
    let goal = goal.to_lowercase();
    rows.iter()
        .enumerate()
        .filter(|(_, word)| !word.is_empty() && goal.contains(&word.to_lowercase()))
        .max_by_key(|(_, word)| word.len())
        .map(|(index, _)| index + 1)
}

fn events(record: &Record) -> Vec<LadderEvent> {
    let visits = record
        .inspections
        .iter()
        .filter(|inspection| inspection.kind != InspectionKind::Graded)
        .filter_map(|inspection| {
            let on = inspection.visited.or(inspection.published)?;
            Some(LadderEvent {
                item: inspection.id.into(),
                on,
                words: format!("{}, {on}", inspection.title),
                direction: false,
            })
        });
    let directions = record.directions.iter().map(|direction| LadderEvent {
        item: direction.id.into(),
        on: direction.issued,
        words: format!("{}, {}", direction.title, direction.issued),
        direction: true,
    });
    let mut list: Vec<LadderEvent> = visits.chain(directions).collect();
    list.sort_by_key(|event| event.on);
    list
}

/// Frameworks by date; one that overlaps the last of every track opens a track of its own.
fn tracks(record: &Record, from: Date, to: Date) -> Vec<Track> {
    let mut frameworks: Vec<&Framework> = record.frameworks.iter().collect();
    frameworks.sort_by_key(|framework| framework.from);
    let end_of = |framework: &Framework| framework.to.map_or(to, When::last_day);
    let mut groups: Vec<Vec<&Framework>> = Vec::new();
    for framework in frameworks {
        let start = framework.from.first_day();
        let place = groups.iter().position(|group| {
            group
                .last()
                .is_some_and(|last| days_between(start, end_of(last)) < OVERLAP_OF_YEARS)
        });
        match place.and_then(|place| groups.get_mut(place)) {
            Some(group) => group.push(framework),
            None => groups.push(vec![framework]),
        }
    }
    groups
        .into_iter()
        .map(|group| {
            let steps = group.iter().map(|one| one.scale.len()).max().unwrap_or(0);
            let mut rows = group.last().map_or_else(Vec::new, |one| one.scale.clone());
            rows.resize(steps, String::new());
            let fields = group
                .iter()
                .enumerate()
                .filter_map(|(index, framework)| {
                    let next = group.get(index + 1).map(|next| next.from.first_day());
                    let end = end_of(framework);
                    let end = next.map_or(end, |next| end.min(plus_days(next, -1)));
                    let (start, end) = (framework.from.first_day().max(from), end.min(to));
                    (start < end).then(|| LadderField {
                        framework: framework.id,
                        name: framework.name.clone(),
                        from: start,
                        to: end,
                    })
                })
                .collect();
            Track {
                rows,
                fields,
                grades: Vec::new(),
            }
        })
        .collect()
}

/// Puts the grades given under the track's frameworks into it.
fn fill(track: &mut Track, record: &Record, today: Date) {
    let frameworks: Vec<Id<Framework>> = track.fields.iter().map(|field| field.framework).collect();
    let mut grades: Vec<LadderGrade> = graded(record, today)
        .into_iter()
        .filter_map(|grade| {
            let inspection = record.inspections.get(grade.inspection)?;
            if !frameworks.contains(&inspection.framework) {
                return None;
            }
            let row = grade.step.and_then(|step| track.rows.get(step - 1));
            let same = row.is_some_and(|row| {
                grade_words(row).to_lowercase()
                    == grade_words(&grade.judgement.grade).to_lowercase()
            });
            Some(LadderGrade {
                inspection: grade.inspection,
                known: grade.known,
                grade: grade.judgement.grade.clone(),
                step: grade.step,
                other_word: !same,
                held_to: None,
                illustrative: inspection.illustrative,
            })
        })
        .collect();
    let nexts: Vec<Date> = grades
        .iter()
        .skip(1)
        .map(|grade| grade.known.first_day())
        .chain([today])
        .collect();
    for (grade, next) in grades.iter_mut().zip(nexts) {
        if !grade.other_word && grade.step.is_some() {
            grade.held_to = Some(next);
        }
    }
    track.grades = grades;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::{TODAY, framework, id, inspection, when};
    use jiff::civil::date;

    fn scale(words: [&str; 4]) -> Vec<String> {
        words.map(str::to_owned).to_vec()
    }

    fn two_scales() -> Record {
        let mut record = Record::default();
        let mut old = framework(1);
        (old.from, old.to) = (when("2009"), Some(when("2013")));
        old.scale = scale(["Inadequate", "Adequate", "Good", "Outstanding"]);
        let mut new = framework(2);
        (new.from, new.to) = (when("2013"), None);
        new.scale = scale(["Inadequate", "Requires improvement", "Good", "Outstanding"]);
        record.frameworks.put(old);
        record.frameworks.put(new);
        record
            .inspections
            .put(inspection(1, 1, "2010-05-01", "Inadequate"));
        record
            .inspections
            .put(inspection(2, 1, "2012-03", "Adequate"));
        record
            .inspections
            .put(inspection(3, 2, "2017-01-24", "Inadequate"));
        record
    }

    #[test]
    fn levels_hold_until_the_next_and_another_scale_s_word_holds_nothing() {
        let ladder = ladder(&two_scales(), TODAY);
        assert_eq!(ladder.tracks.len(), 1);
        let grades = &ladder.tracks[0].grades;
        let held: Vec<Option<Date>> = grades.iter().map(|grade| grade.held_to).collect();
        assert_eq!(held, [Some(date(2012, 3, 1)), None, Some(TODAY)]);
        assert!(grades[1].other_word);
        assert_eq!(ladder.from, date(2010, 1, 1));
    }

    #[test]
    fn years_that_touch_share_a_track_and_their_fields_do_not_overlap() {
        let ladder = ladder(&two_scales(), TODAY);
        let fields = &ladder.tracks[0].fields;
        assert_eq!(fields[0].to, date(2012, 12, 31));
        assert_eq!(fields[1].from, date(2013, 1, 1));
    }

    #[test]
    fn a_framework_beside_another_has_a_track_of_its_own() {
        let mut record = two_scales();
        let mut beside = framework(3);
        (beside.from, beside.to) = (when("2016-05"), None);
        record.frameworks.put(beside);
        record
            .inspections
            .put(inspection(4, 3, "2018-03-01", "Inadequate"));
        let ladder = ladder(&record, TODAY);
        assert_eq!(ladder.tracks.len(), 2);
        assert_eq!(ladder.tracks[1].grades[0].inspection, id(4));
        assert_eq!(ladder.tracks[0].grades.len(), 3);
    }

    #[test]
    fn the_goal_stands_on_the_step_it_names() {
        let rows = scale(["Inadequate", "Requires improvement", "Good", "Outstanding"]);
        assert_eq!(step_named(&rows, "At least good"), Some(3));
        assert_eq!(step_named(&rows, "Out of intervention"), None);
    }
}
