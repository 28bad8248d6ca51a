//! Exports: in which form, of what; the file is chosen next.

use egui::{Context, Ui};

use crate::{
    app::{AppState, Format, Message, Outbox, RegistersAsk},
    pack::tables::Register,
    ui::{
        theme::{self, TextStyle, size},
        widgets::{
            field::Field,
            modal::{ModalAnswer, ModalButton, WIDE, modal},
            segmented::segmented,
        },
    },
};

/// Paints the page.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox, format: Format) {
    if state.document.is_none() {
        return out.send(Message::Show(None));
    }
    let buttons = [
        ModalButton::cancel("Cancel"),
        ModalButton::primary("Choose where…"),
    ];
    let mut chosen = format;
    let title = "In which form is the record wanted?";
    let answer = modal(ctx, "export", WIDE, title, &buttons, |ui| {
        chosen = choose(ui, format);
    });
    match answer {
        ModalAnswer::Open if chosen != format => {
            out.send(Message::Registers(RegistersAsk::Choose(chosen)));
        }
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Show(None)),
        ModalAnswer::Pressed(_) => out.send(Message::Registers(RegistersAsk::Where(chosen))),
    }
}

fn choose(ui: &mut Ui, format: Format) -> Format {
    let tokens = theme::tokens(ui);
    let forms = ["Workbook", "Text", "Calendar"];
    let now = match format {
        Format::Workbook => 0,
        Format::Text(_) => 1,
        Format::Calendar => 2,
    };
    let mut chosen = format;
    if let Some(place) = segmented(ui, "Form", &forms, now) {
        chosen = match place {
            0 => Format::Workbook,
            1 => Format::Text(Register::default()),
            _ => Format::Calendar,
        };
    }
    ui.add_space(size::S3);
    if let Format::Text(register) = &mut chosen {
        let choices = Register::ALL.map(|one| (one, one.label()));
        if let Some(other) = Field::above("Table").combo(ui, register, &choices) {
            *register = other;
        }
        ui.add_space(size::S2);
    }
    let words = match chosen {
        Format::Workbook => {
            "For Excel and LibreOffice (XLSX): actions, measures and their values, fee terms, \
             claims and directions, a sheet each, ready to filter and to print."
        }
        Format::Text(_) => {
            "One table as comma-separated text (CSV, UTF-8), for other programs. A text that a \
             spreadsheet would run as a formula is kept a text by an apostrophe."
        }
        Format::Calendar => {
            "For Outlook and other calendars (ICS): meetings to come, and the day of every action, \
             gate, paper, notice and clause that is still owed. Reading a newer file moves entries \
             rather than adding them again."
        }
    };
    ui.label(theme::text(TextStyle::Body, words).color(tokens.text.primary));
    ui.add_space(size::S1);
    let words =
        "Small numbers stay hidden in every form. The file is for those who may see the record.";
    ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    chosen
}
