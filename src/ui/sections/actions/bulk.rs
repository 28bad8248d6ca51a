//! Several actions at once: the title row while more than one row is selected.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

use super::filter::menu_style;
use crate::{
    app::Message,
    edit::Edit,
    model::{Action, Brag, Id, ItemRef},
    ui::{
        ViewCx,
        parts::{self, brag_mark},
        theme::{Icon, size},
        widgets::{
            button::Button,
            combo::{mark_square, option_row},
            field::Field,
            status_mark::paint_mark,
        },
    },
};

/// Most owners offered while one types.
const MOST_OWNERS: usize = 40;

/// What is being typed for several actions.
#[derive(Debug, Clone, Default)]
pub struct Bulk {
    owner: String,
}

/// "3 selected: Set owner… Set status… Clear". The answer: the selection is to be cleared.
pub fn title(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    bulk: &mut Bulk,
    chosen: &[Id<Action>],
    owners: &[String],
) -> bool {
    let mut clear = false;
    let words = format!("{} selected", chosen.len());
    let sentence = "What is set here is set for all of them, as one step of undo.";
    parts::title_row(ui, &words, sentence, |ui| {
        set_owner(ui, cx, bulk, chosen, owners);
        set_status(ui, cx, chosen);
        let remove = format!("Remove {} actions", chosen.len());
        if Button::of_icon(Icon::Trash, &remove)
            .edits()
            .show(ui)
            .clicked()
        {
            let items = chosen.iter().copied().map(ItemRef::Action).collect();
            cx.out.send(Message::Remove(items));
        }
        clear = Button::quiet("Clear").show(ui).clicked();
    });
    clear
}

fn set_status(ui: &mut Ui, cx: &ViewCx<'_>, chosen: &[Id<Action>]) {
    let button = Button::outlined("Set status…").edits().show(ui);
    Popup::menu(&button)
        .accessible_name("Set status")
        .width(200.0)
        .show(|ui| {
            menu_style(ui);
            for (n, status) in Brag::ALL.into_iter().enumerate() {
                let meaning = cx.record.board_rules.status_wording.of(status);
                let row = option_row(ui, n, status.word(), 33.0, false);
                paint_mark(ui, mark_square(row.rect, 8.0), brag_mark(status));
                if row.on_hover_text(meaning).clicked() {
                    change(cx, chosen, "status", |action| action.status = status);
                    ui.close();
                }
            }
        });
}

fn set_owner(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    bulk: &mut Bulk,
    chosen: &[Id<Action>],
    owners: &[String],
) {
    let button = Button::outlined("Set owner…").edits().show(ui);
    let opening = button.clicked();
    if opening {
        bulk.owner.clear();
    }
    Popup::from_toggle_button_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Set owner")
        .width(300.0)
        .show(|ui| {
            let field = Field::unlabelled("New owner")
                .hint("Office that does it")
                .focus(opening);
            let response = field.text(ui, &mut bulk.owner);
            let entered =
                response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let typed = bulk.owner.trim().to_owned();
            let reason = typed.is_empty().then_some("Type an office, or choose one");
            let set = Button::primary("Set owner").blocked(reason).show(ui);
            let mut new =
                ((entered || set.clicked()) && !typed.is_empty()).then_some(typed.clone());
            ui.add_space(size::S1);
            menu_style(ui);
            let wanted = typed.to_lowercase();
            ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
                let fitting = owners
                    .iter()
                    .filter(|owner| wanted.is_empty() || owner.to_lowercase().contains(&wanted));
                for (n, owner) in fitting.take(MOST_OWNERS).enumerate() {
                    if option_row(ui, n, owner, 8.0, false).clicked() {
                        new = Some(owner.clone());
                    }
                }
            });
            if let Some(owner) = new {
                change(cx, chosen, "owner", |action| {
                    action.owner.clone_from(&owner);
                });
                bulk.owner.clear();
                ui.close();
            }
        });
}

/// One step: the same change to each of the chosen actions that it changes at all.
fn change(cx: &ViewCx<'_>, chosen: &[Id<Action>], field: &str, set: impl Fn(&mut Action)) {
    let edits: Vec<Edit> = chosen
        .iter()
        .filter_map(|id| cx.record.actions.get(*id))
        .filter_map(|action| {
            let mut changed = action.clone();
            set(&mut changed);
            (changed != *action).then(|| Edit::from(changed))
        })
        .collect();
    if !edits.is_empty() {
        let label = format!("{field} of {} actions", edits.len());
        cx.out.edit(Edit::Several(label, edits));
    }
}
