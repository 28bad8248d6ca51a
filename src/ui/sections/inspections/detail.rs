//! The inspector: an inspection, a framework, a recommendation, every field of each.

use egui::Ui;

use crate::{
    analysis::{inspections::counted_plan_due, recommendations::chain},
    app::{Message, NewItem},
    model::{
        Action, Framework, Id, Inspection, InspectionKind, ItemRef, Judgement, Recommendation, date,
    },
    ui::{
        ViewCx,
        parts::{
            chips, evidence::evidence_editor, inspector, link_editor, list::list_editor, pick,
            value_field,
        },
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            grade::paint_grade,
            rule,
            tick::{Tick, tick},
        },
    },
};

pub(super) fn detail(ui: &mut Ui, cx: &ViewCx<'_>, item: ItemRef) {
    if let ItemRef::Inspection(id) = item
        && let Some(one) = cx.record.inspections.get(id)
    {
        inspection(ui, cx, one);
    } else if let ItemRef::Framework(id) = item
        && let Some(one) = cx.record.frameworks.get(id)
    {
        framework(ui, cx, one);
    } else if let ItemRef::Recommendation(id) = item
        && let Some(one) = cx.record.recommendations.get(id)
    {
        recommendation(ui, cx, one);
    }
}

/// The tick that marks an item as invented for a sample.
fn illustrative(ui: &mut Ui, flag: &mut bool) {
    let state = if *flag { Tick::On } else { Tick::Off };
    if tick(ui, state, "Illustrative, not a fact").clicked() {
        *flag = !*flag;
    }
}

fn muted(ui: &mut Ui, words: &str) {
    let ink = theme::tokens(ui).text.muted;
    ui.label(theme::text(TextStyle::Meta, words).color(ink));
}

fn inspection(ui: &mut Ui, cx: &ViewCx<'_>, before: &Inspection) {
    let at = ItemRef::from(before.id);
    let mut draft = before.clone();
    inspector(ui, cx, at, before.kind.words(), &before.title);
    Field::side("Title")
        .focus(cx.wants_focus(at))
        .text(ui, &mut draft.title);
    let kinds = InspectionKind::ALL.map(|kind| (kind, kind.words()));
    if let Some(kind) = Field::side("Kind").combo(ui, &draft.kind, &kinds) {
        draft.kind = kind;
    }
    let frameworks = &cx.record.frameworks;
    pick::one_of(
        ui,
        cx,
        Field::side("Framework"),
        frameworks,
        &mut draft.framework,
    );
    if frameworks.get(draft.framework).is_some() {
        chips(ui, cx, &[draft.framework.into()]);
    } else {
        muted(ui, "Without a framework its grades have no scale.");
    }
    value_field::when_option(ui, Field::side("Visited"), &mut draft.visited, cx.today);
    let published = Field::side("Published").hint("Day, month or year");
    value_field::when_option(ui, published, &mut draft.published, cx.today);
    let graded = draft.kind == InspectionKind::Graded;
    if graded || !draft.judgements.is_empty() {
        ui.add_space(size::S2);
        judgements(ui, frameworks.get(draft.framework), &mut draft);
    }
    ui.add_space(size::S2);
    rule::section(ui, "Report", None);
    ui.add_space(size::S1);
    Field::above("Findings").prose(ui, &mut draft.findings, 3);
    Field::above("Source").prose(ui, &mut draft.source, 1);
    ui.add_space(size::S2);
    plan(ui, cx, frameworks.get(draft.framework), &mut draft);
    illustrative(ui, &mut draft.illustrative);
    ui.add_space(size::S2);
    raised(ui, cx, before.id);
    cx.edit_if_changed(before, draft);
}

/// The plan owed after a poor report, and the day that 70 working days lead to.
fn plan(ui: &mut Ui, cx: &ViewCx<'_>, framework: Option<&Framework>, draft: &mut Inspection) {
    rule::section(ui, "Action plan", None);
    ui.add_space(size::S1);
    if let Some(due) = Field::side("Due").date_opt(ui, draft.plan_due, cx.today) {
        draft.plan_due = due;
    }
    let counted = counted_plan_due(draft, framework);
    if let Some(day) = counted.filter(|day| draft.plan_due != Some(*day)) {
        let words = format!("Set to {}: 70 working days", date::short(day));
        if Button::link(&words).edits().show(ui).clicked() {
            draft.plan_due = Some(day);
        }
    }
    if let Some(sent) = Field::side("Sent").date_opt(ui, draft.plan_sent, cx.today) {
        draft.plan_sent = sent;
    }
}

/// A choice of the framework's scale for each of its headings, then judgements under other ones.
fn judgements(ui: &mut Ui, framework: Option<&Framework>, draft: &mut Inspection) {
    rule::section(ui, "Judgements", None);
    ui.add_space(size::S1);
    if let Some(framework) = framework {
        for heading in &framework.headings {
            ui.push_id(("heading", heading), |ui| {
                judgement(ui, framework, heading, &mut draft.judgements);
            });
        }
    }
    let known = |heading: &str| {
        framework.is_some_and(|framework| framework.headings.iter().any(|one| one == heading))
    };
    let mut gone = None;
    for (index, one) in draft.judgements.iter_mut().enumerate() {
        // A heading being typed may pass through a known one; it stays here until it is left.
        if known(&one.heading) {
            continue;
        }
        ui.push_id(("other", index), |ui| {
            muted(ui, "Not a heading of the framework");
            Field::side("Heading").text(ui, &mut one.heading);
            Field::side("Grade").text(ui, &mut one.grade);
            if Button::link("Remove this judgement")
                .edits()
                .show(ui)
                .clicked()
            {
                gone = Some(index);
            }
        });
    }
    if let Some(index) = gone {
        draft.judgements.remove(index);
    }
}

fn judgement(ui: &mut Ui, framework: &Framework, heading: &str, list: &mut Vec<Judgement>) {
    let place = list.iter().position(|one| one.heading == heading);
    let now = place
        .and_then(|place| list.get(place))
        .map(|one| one.grade.clone());
    let mut options: Vec<(Option<String>, String)> = vec![(None, "Not judged".to_owned())];
    options.extend(
        framework
            .scale
            .iter()
            .rev()
            .map(|grade| (Some(grade.clone()), grade.clone())),
    );
    // A grade as the report words it keeps its place, even where the scale words it otherwise.
    if let Some(grade) = &now
        && !framework.scale.contains(grade)
    {
        options.push((now.clone(), format!("{grade} (not on the scale)")));
    }
    let named: Vec<(Option<String>, &str)> = options
        .iter()
        .map(|(value, name)| (value.clone(), name.as_str()))
        .collect();
    let step = |grade: &Option<String>| {
        let grade = grade.as_deref()?;
        u8::try_from(framework.step(grade)?).ok()
    };
    let chosen = Field::above(heading).combo_marked(ui, &now, &named, |ui, rect, grade| {
        let bars = egui::Rect::from_center_size(rect.center(), egui::vec2(18.0, 11.0));
        paint_grade(ui, bars, step(grade).unwrap_or(0));
    });
    match (chosen, place) {
        (Some(None), Some(place)) => {
            list.remove(place);
        }
        (Some(Some(grade)), Some(place)) => {
            if let Some(one) = list.get_mut(place) {
                one.grade = grade;
            }
        }
        (Some(Some(grade)), None) => {
            let before = framework
                .headings
                .iter()
                .take_while(|one| *one != heading)
                .collect::<Vec<_>>();
            let at = list
                .iter()
                .take_while(|one| before.contains(&&one.heading))
                .count();
            list.insert(
                at,
                Judgement {
                    heading: heading.to_owned(),
                    grade,
                },
            );
        }
        (Some(None), None) | (None, _) => {}
    }
}

/// What the report recommends, as chips, and the verb that adds one.
fn raised(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Inspection>) {
    rule::section(ui, "Recommendations", None);
    let list: Vec<ItemRef> = cx
        .record
        .recommendations
        .iter()
        .filter(|one| one.inspection == id)
        .map(|one| one.id.into())
        .collect();
    if list.is_empty() {
        muted(ui, "None recorded.");
    }
    chips(ui, cx, &list);
    let button = Button::link("Add recommendation").edits().icon(Icon::Plus);
    if button.show(ui).clicked() {
        cx.out.send(Message::Add(NewItem::Recommendation(id)));
    }
}

fn framework(ui: &mut Ui, cx: &ViewCx<'_>, before: &Framework) {
    let at = ItemRef::from(before.id);
    let mut draft = before.clone();
    inspector(ui, cx, at, "Framework", &before.name);
    Field::side("Name")
        .focus(cx.wants_focus(at))
        .text(ui, &mut draft.name);
    Field::side("In full").prose(ui, &mut draft.full_name, 1);
    value_field::when(ui, Field::side("From"), &mut draft.from, cx.today);
    let to = Field::side("Until").hint("In force");
    value_field::when_option(ui, to, &mut draft.to, cx.today);
    ui.add_space(size::S2);
    words(ui, "Scale, lowest first", "grade", &mut draft.scale);
    ui.add_space(size::S2);
    words(
        ui,
        "Headings, the overall one first",
        "heading",
        &mut draft.headings,
    );
    muted(
        ui,
        "A heading renamed here leaves judgements under its old name.",
    );
    ui.add_space(size::S2);
    rule::section(ui, "Inspections under it", None);
    let list: Vec<ItemRef> = cx
        .record
        .inspections
        .iter()
        .filter(|one| one.framework == before.id)
        .map(|one| one.id.into())
        .collect();
    if list.is_empty() {
        muted(ui, "None recorded.");
    }
    chips(ui, cx, &list);
    cx.edit_if_changed(before, draft);
}

/// A list of words, each in a field of its own, in an order that counts.
fn words(ui: &mut Ui, heading: &str, noun: &str, list: &mut Vec<String>) {
    let mut number = 0;
    list_editor(ui, heading, noun, list, String::new, |ui, word| {
        number += 1;
        let label = format!(
            "{} {number}",
            if noun == "grade" { "Grade" } else { "Heading" }
        );
        Field::side(&label).text(ui, word);
    });
}

fn recommendation(ui: &mut Ui, cx: &ViewCx<'_>, before: &Recommendation) {
    let at = ItemRef::from(before.id);
    let mut draft = before.clone();
    inspector(ui, cx, at, "Recommendation", &before.text);
    Field::above("Recommendation")
        .focus(cx.wants_focus(at))
        .prose(ui, &mut draft.text, 2);
    Field::side("Ref.")
        .hint("Number in the report")
        .text(ui, &mut draft.reference);
    Field::side("Area").text(ui, &mut draft.area);
    let inspections = &cx.record.inspections;
    pick::one_of(
        ui,
        cx,
        Field::side("Raised by"),
        inspections,
        &mut draft.inspection,
    );
    chips(ui, cx, &[draft.inspection.into()]);
    ui.add_space(size::S2);
    ancestry(ui, cx, &mut draft);
    ui.add_space(size::S2);
    actions(ui, cx, before.id);
    ui.add_space(size::S2);
    rule::section(ui, "Closing", None);
    ui.add_space(size::S1);
    if let Some(closed) = Field::side("Closed on").date_opt(ui, draft.closed_on, cx.today) {
        draft.closed_on = closed;
    }
    if draft.closed_on.is_some() && draft.evidence.is_empty() {
        muted(ui, "Closed with nothing to show it: add the evidence.");
    }
    evidence_editor(ui, cx, &mut draft.evidence);
    ui.add_space(size::S2);
    let concerns: Vec<ItemRef> = cx
        .record
        .concerns
        .iter()
        .filter(|concern| concern.recommendations.contains(&before.id))
        .map(|concern| concern.id.into())
        .collect();
    if !concerns.is_empty() {
        rule::section(ui, "Standing concerns", None);
        chips(ui, cx, &concerns);
    }
    illustrative(ui, &mut draft.illustrative);
    cx.edit_if_changed(before, draft);
}

/// The earlier one it repeats, and the chain in both directions as chips.
fn ancestry(ui: &mut Ui, cx: &ViewCx<'_>, draft: &mut Recommendation) {
    rule::section(ui, "Ancestry", None);
    ui.add_space(size::S1);
    let mut before = draft.raised_before;
    pick::recommendation_option(ui, cx, Field::side("Repeats"), &mut before);
    // A recommendation is not its own ancestor, however far back.
    if before.is_none_or(|id| !chain(cx.record, id).contains(&draft.id)) {
        draft.raised_before = before;
    }
    let earlier: Vec<ItemRef> = chain(cx.record, draft.id)
        .into_iter()
        .skip(1)
        .map(ItemRef::from)
        .collect();
    let later: Vec<ItemRef> = cx
        .record
        .recommendations
        .iter()
        .filter(|one| one.raised_before == Some(draft.id))
        .map(|one| one.id.into())
        .collect();
    for (words, list) in [("Raised before as", earlier), ("Raised again as", later)] {
        if !list.is_empty() {
            muted(ui, words);
            chips(ui, cx, &list);
        }
    }
}

/// Actions that answer it. The link is kept by the action, so a change here is an edit of that.
fn actions(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Recommendation>) {
    let linked: Vec<Id<Action>> = cx
        .derived
        .threads
        .actions_of_recommendation(id)
        .iter()
        .copied()
        .filter(|&action| {
            let action = cx.record.actions.get(action);
            action.is_some_and(|action| action.recommendations.contains(&id))
        })
        .collect();
    let mut now = linked.clone();
    link_editor(ui, cx, "Actions", &cx.record.actions, &mut now);
    let changed = |list: &[Id<Action>], other: &[Id<Action>]| -> Option<Action> {
        let id = list.iter().find(|id| !other.contains(id))?;
        cx.record.actions.get(*id).cloned()
    };
    if let Some(mut action) = changed(&now, &linked) {
        if !action.recommendations.contains(&id) {
            action.recommendations.push(id);
            cx.out.edit(action);
        }
    } else if let Some(mut action) = changed(&linked, &now) {
        action.recommendations.retain(|one| *one != id);
        cx.out.edit(action);
    }
}
