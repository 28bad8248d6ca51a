//! The service delivery contract and the transfer of staff: forms over the transfer itself.

use egui::Ui;

use crate::{
    model::{Contract, Transfer, Tupe},
    ui::{
        ViewCx,
        parts::{link_editor, value_field},
        theme::{self, Density, Icon, TextStyle, size},
        widgets::{button::Button, empty::empty_state, field::Field, rule},
    },
};

const LABEL: f32 = 132.0;
const WIDTH: f32 = size::READING + 80.0;

fn side(label: &str) -> Field<'_> {
    Field::side(label).label_width(LABEL)
}

/// A form at reading width, which changes a copy of the transfer.
fn form(ui: &mut Ui, cx: &ViewCx<'_>, salt: &str, fields: impl FnOnce(&mut Ui, &mut Transfer)) {
    let before = &*cx.record.transfer;
    let mut draft = before.clone();
    ui.push_id((salt, cx.epoch), |ui| {
        ui.set_max_width(WIDTH);
        ui.spacing_mut().item_spacing.y = Density::of(ui).field_gap();
        fields(ui, &mut draft);
    });
    cx.edit_if_changed(before, draft);
}

/// The contract.
pub(super) fn contract(ui: &mut Ui, cx: &ViewCx<'_>) {
    form(ui, cx, "contract", |ui, transfer| {
        let Some(contract) = &mut transfer.contract else {
            let asked = empty_state(
                ui,
                "No contract is recorded.",
                "Under the contract the company answers for what the council was directed to do.",
                Some((Icon::Plus, "Add the contract")),
            );
            if asked {
                transfer.contract = Some(Contract {
                    title: "Service delivery contract".to_owned(),
                    starts: None,
                    years: None,
                    option_years: None,
                    kpis: Vec::new(),
                    note: String::new(),
                });
            }
            return;
        };
        heading(ui, &super::strip::term_words(contract));
        side("Title").text(ui, &mut contract.title);
        let starts = side("Starts").hint("1 Oct 2019, October 2019");
        value_field::when_option(ui, starts, &mut contract.starts, cx.today);
        value_field::count_option(ui, side("Term, years"), &mut contract.years);
        value_field::count_option(ui, side("Option, more years"), &mut contract.option_years);
        side("Note")
            .hint("Source or remark")
            .prose(ui, &mut contract.note, 3);
        ui.add_space(size::S2);
        link_editor(
            ui,
            cx,
            "Key performance indicators",
            &cx.record.measures,
            &mut contract.kpis,
        );
        ui.add_space(size::S4);
        if Button::link("Remove the contract")
            .edits()
            .icon(Icon::Trash)
            .show(ui)
            .clicked()
        {
            transfer.contract = None;
        }
    });
}

/// Staff who transfer.
pub(super) fn staff(ui: &mut Ui, cx: &ViewCx<'_>) {
    form(ui, cx, "staff", |ui, transfer| {
        let Some(tupe) = &mut transfer.tupe else {
            let asked = empty_state(
                ui,
                "No transfer of staff is recorded.",
                "Staff pass with the services under the TUPE Regulations 2006, after consultation.",
                Some((Icon::Plus, "Add the transfer of staff")),
            );
            if asked {
                transfer.tupe = Some(Tupe {
                    consultation_opened: None,
                    consultation_closes: None,
                    staff: None,
                    note: String::new(),
                });
            }
            return;
        };
        heading(ui, &consultation(tupe, cx));
        let opened = side("Consultation opened").hint("Mid-2019 is 2019");
        value_field::when_option(ui, opened, &mut tupe.consultation_opened, cx.today);
        value_field::when_option(
            ui,
            side("Closes or closed"),
            &mut tupe.consultation_closes,
            cx.today,
        );
        people(ui, &mut tupe.staff);
        side("Note")
            .hint("Source or remark")
            .prose(ui, &mut tupe.note, 3);
        ui.add_space(size::S4);
        if Button::link("Remove the transfer of staff")
            .edits()
            .icon(Icon::Trash)
            .show(ui)
            .clicked()
        {
            transfer.tupe = None;
        }
    });
}

fn heading(ui: &mut Ui, words: &str) {
    rule::heading(ui, words, "", None);
    ui.add_space(size::S2);
}

fn consultation(tupe: &Tupe, cx: &ViewCx<'_>) -> String {
    match (tupe.consultation_opened, tupe.consultation_closes) {
        (_, Some(closes)) if closes.last_day() < cx.today => {
            format!("Consultation closed {closes}")
        }
        (Some(opened), _) if opened.first_day() > cx.today => {
            format!("Consultation opens {opened}")
        }
        (_, Some(closes)) => format!("Consultation is open until {closes}"),
        (Some(_), None) => "Consultation is open, with no closing day".to_owned(),
        (None, None) => "Consultation is not recorded".to_owned(),
    }
}

/// The number of staff, which may be unknown.
fn people(ui: &mut Ui, value: &mut Option<u32>) {
    let parse = |text: &str| match text.trim().replace(',', "").as_str() {
        "" => Ok(None),
        digits => digits
            .parse()
            .map(Some)
            .map_err(|_ignored| "Not a whole number.".to_owned()),
    };
    let print = |value: &Option<u32>| value.map(|count| count.to_string()).unwrap_or_default();
    if let Some(count) = side("Staff who transfer").parsed(ui, value, parse, print) {
        *value = count;
    }
    if value.is_none() {
        let ink = theme::tokens(ui).text.secondary;
        ui.label(theme::text(TextStyle::Meta, "The number of staff is not recorded.").color(ink));
    }
}
