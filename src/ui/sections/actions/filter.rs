//! The row over the table of actions: search, filters, what it is sorted by.

use egui::{Popup, PopupCloseBehavior, Response, ScrollArea, Ui};
use jiff::civil::Date;

use super::rows::{Col, Rows, Wanted};
use crate::{
    model::{Action, Brag},
    ui::{
        parts::brag_mark,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            combo::{mark_square, option_row},
            field::Field,
            locked,
            status_mark::paint_mark,
        },
    },
};

/// Longest owner on the filter button, in characters.
const OWNER_CHARACTERS: usize = 18;

/// What an action may be linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linked {
    /// Answers a clause of a direction.
    Clause,
    /// Answers a recommendation.
    Recommendation,
    /// Carries out a decision.
    Decision,
    /// Serves a concern.
    Concern,
    /// Is shown to work by a measure.
    Measure,
    /// Answers and shows nothing.
    Nothing,
}

impl Linked {
    /// Every choice.
    pub const ALL: [Self; 6] = [
        Self::Clause,
        Self::Recommendation,
        Self::Decision,
        Self::Concern,
        Self::Measure,
        Self::Nothing,
    ];

    /// After "Linked to".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Clause => "a clause",
            Self::Recommendation => "a recommendation",
            Self::Decision => "a decision",
            Self::Concern => "a concern",
            Self::Measure => "a measure",
            Self::Nothing => "nothing",
        }
    }

    fn takes(self, action: &Action) -> bool {
        match self {
            Self::Clause => !action.clauses.is_empty(),
            Self::Recommendation => !action.recommendations.is_empty(),
            Self::Decision => !action.decisions.is_empty(),
            Self::Concern => !action.concerns.is_empty(),
            Self::Measure => !action.measures.is_empty(),
            Self::Nothing => {
                action.clauses.is_empty()
                    && action.recommendations.is_empty()
                    && action.decisions.is_empty()
                    && action.concerns.is_empty()
                    && action.measures.is_empty()
            }
        }
    }
}

/// Which actions are shown; the default takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this owner; an empty name means: of nobody.
    pub owner: Option<String>,
    /// With one of these; none means any.
    pub statuses: Vec<Brag>,
    /// Late from the first date.
    pub late: bool,
    /// Linked to this.
    pub linked: Option<Linked>,
}

impl Filter {
    /// Whether the action is shown.
    pub fn takes(&self, action: &Action, today: Date) -> bool {
        self.owner
            .as_ref()
            .is_none_or(|owner| action.owner == *owner)
            && (self.statuses.is_empty() || self.statuses.contains(&action.status))
            && (!self.late || action.days_late(today) > 0)
            && self.linked.is_none_or(|linked| linked.takes(action))
    }

    /// The filters in words, one each: "owner Head of placements".
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(owner) = &self.owner {
            words.push(if owner.is_empty() {
                "no owner".to_owned()
            } else {
                format!("owner {owner}")
            });
        }
        if !self.statuses.is_empty() {
            let names: Vec<String> = self
                .statuses
                .iter()
                .map(|status| status.word().to_lowercase())
                .collect();
            words.push(format!("status {}", names.join(" or ")));
        }
        if self.late {
            words.push("late from the first date".to_owned());
        }
        if let Some(linked) = self.linked {
            words.push(format!("linked to {}", linked.words()));
        }
        words
    }
}

/// What the row of filters did.
pub struct BarOutput {
    /// The search field, for its focus.
    pub search: Response,
}

/// Lays out search and filters; changes `wanted`. `focus`: the search takes the focus now.
pub fn bar(ui: &mut Ui, rows: &Rows, wanted: &mut Wanted, focus: bool) -> BarOutput {
    let output = ui.horizontal_wrapped(|ui| {
        let field = Field::unlabelled("Search actions")
            .hint("Search actions")
            .icon(Icon::MagnifyingGlass)
            .width(220.0_f32.min(ui.available_width()))
            .focus(focus);
        let search = locked::view(ui, |ui| field.text(ui, &mut wanted.query));
        owner_menu(ui, rows, &mut wanted.filter);
        status_menu(ui, &mut wanted.filter);
        linked_menu(ui, &mut wanted.filter);
        let late = wanted.filter.late;
        let toggle = Button::outlined("Late")
            .on(late)
            .tooltip("Only actions that are late from their first date");
        if toggle.show(ui).clicked() {
            wanted.filter.late = !late;
        }
        if wanted.leaves_out() && Button::link("Clear filters").show(ui).clicked() {
            wanted.filter = Filter::default();
            wanted.query.clear();
        }
        sort_menu(ui, wanted);
        search
    });
    ui.add_space(size::S1);
    BarOutput {
        search: output.inner,
    }
}

/// An outlined button that opens a menu; pressed down while its filter is on.
fn opener(ui: &mut Ui, salt: &str, words: &str, on: bool) -> Response {
    // In the row itself, which wraps: what is in a scope of its own runs out of it.
    let id = ui.make_persistent_id(salt);
    let button = Button::outlined(words).trailing(Icon::CaretDown).id(id);
    let button = if on { button.on(true) } else { button };
    button.show(ui)
}

fn owner_menu(ui: &mut Ui, rows: &Rows, filter: &mut Filter) {
    let words = match &filter.owner {
        None => "Owner".to_owned(),
        Some(owner) if owner.is_empty() => "No owner".to_owned(),
        Some(owner) => {
            let mut short: String = owner.chars().take(OWNER_CHARACTERS).collect();
            if short.len() < owner.len() {
                short.truncate(short.trim_end().len());
                short.push('…');
            }
            short
        }
    };
    let button = opener(ui, "owner filter", &words, filter.owner.is_some());
    Popup::menu(&button)
        .accessible_name("Owner")
        .width(280.0)
        .show(|ui| {
            menu_style(ui);
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                if option_row(ui, 0, "Any owner", 8.0, filter.owner.is_none()).clicked() {
                    filter.owner = None;
                    ui.close();
                }
                let nobody = filter.owner.as_deref() == Some("");
                if option_row(ui, 1, "No owner", 8.0, nobody).clicked() {
                    filter.owner = Some(String::new());
                    ui.close();
                }
                for (n, owner) in rows.owners.iter().enumerate() {
                    let on = filter.owner.as_ref() == Some(owner);
                    if option_row(ui, n + 2, owner, 8.0, on).clicked() {
                        filter.owner = Some(owner.clone());
                        ui.close();
                    }
                }
            });
        });
}

fn status_menu(ui: &mut Ui, filter: &mut Filter) {
    let words = match filter.statuses.as_slice() {
        [] => "Status".to_owned(),
        [only] => only.word().to_owned(),
        several => format!("{} statuses", several.len()),
    };
    let button = opener(ui, "status filter", &words, !filter.statuses.is_empty());
    Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Status")
        .width(200.0)
        .show(|ui| {
            menu_style(ui);
            if option_row(ui, 0, "Any status", 33.0, filter.statuses.is_empty()).clicked() {
                filter.statuses.clear();
                ui.close();
            }
            for (n, status) in Brag::ALL.into_iter().enumerate() {
                let on = filter.statuses.contains(&status);
                let row = option_row(ui, n + 1, status.word(), 33.0, on);
                paint_mark(ui, mark_square(row.rect, 8.0), brag_mark(status));
                if row.clicked() {
                    if on {
                        filter.statuses.retain(|other| *other != status);
                    } else {
                        filter.statuses.push(status);
                    }
                }
            }
        });
}

fn linked_menu(ui: &mut Ui, filter: &mut Filter) {
    let words = filter.linked.map_or_else(
        || "Linked to".to_owned(),
        |linked| format!("Linked to {}", linked.words()),
    );
    let button = opener(ui, "linked filter", &words, filter.linked.is_some());
    Popup::menu(&button)
        .accessible_name("Linked to")
        .width(200.0)
        .show(|ui| {
            menu_style(ui);
            if option_row(ui, 0, "Anything or nothing", 8.0, filter.linked.is_none()).clicked() {
                filter.linked = None;
                ui.close();
            }
            for (n, linked) in Linked::ALL.into_iter().enumerate() {
                let on = filter.linked == Some(linked);
                let name = crate::app::dispatch::capital(linked.words());
                if option_row(ui, n + 1, &name, 8.0, on).clicked() {
                    filter.linked = Some(linked);
                    ui.close();
                }
            }
        });
}

/// "Sorted by days late", at the right end where there is room.
fn sort_menu(ui: &mut Ui, wanted: &mut Wanted) {
    let words = format!("Sorted by {}", wanted.sort.0.sorted_by());
    let ink = theme::tokens(ui).text.primary;
    let text = theme::galley(ui, TextStyle::SmallMedium, &words, ink, Fit::Line);
    let width = text.size().x + 2.0 * size::S3 + size::ICON_CHIP + 6.0;
    let room = ui.available_size_before_wrap().x;
    if room > width {
        ui.add_space(room - width);
    }
    let id = ui.make_persistent_id("sort");
    let button = Button::quiet(&words).trailing(Icon::CaretDown).id(id);
    let button = button.show(ui);
    Popup::menu(&button)
        .accessible_name("Sorted by")
        .width(180.0)
        .show(|ui| {
            menu_style(ui);
            for (n, col) in Col::ALL.into_iter().enumerate() {
                let on = wanted.sort.0 == col;
                let name = crate::app::dispatch::capital(col.sorted_by());
                if option_row(ui, n, &name, 8.0, on).clicked() {
                    wanted.sort = (col, col.ascending_first());
                    ui.close();
                }
            }
        });
}

/// Rows of a menu stand close.
pub(in crate::ui::sections) fn menu_style(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 0.0;
}
