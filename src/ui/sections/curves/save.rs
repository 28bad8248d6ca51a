//! The chart on the clipboard or as a file: drawing, picture, figures, conclusion.

use egui::Ui;

use crate::{
    analysis::curve::{Curve, csv, layout::Size, svg},
    app::{Export, Message},
    job::FileKind,
    ui::{
        ViewCx,
        theme::Icon,
        widgets::{button::Button, rule::hair},
    },
};

/// The chart on paper.
const PAPER: Size = Size {
    width: 960.0,
    height: 560.0,
};

/// The button with its menu. `days` are those shown, where they are not all.
pub(super) fn menu(ui: &mut Ui, cx: &ViewCx<'_>, curve: &Curve, days: Option<(i32, i32)>) {
    let button = Button::quiet("Copy or save")
        .icon(Icon::Export)
        .trailing(Icon::CaretDown)
        .show(ui);
    egui::Popup::menu(&button)
        .accessible_name("Copy or save")
        .show(|ui| {
            let drawing = || svg::svg_between(curve, PAPER, days);
            for (words, kind) in [
                ("Save the chart as SVG…", FileKind::Svg),
                ("Save the chart as PNG…", FileKind::Png),
                ("Save the figures as CSV…", FileKind::Csv),
            ] {
                if Button::quiet(words).show(ui).clicked() {
                    let text = if kind == FileKind::Csv {
                        csv::csv(curve)
                    } else {
                        drawing()
                    };
                    cx.out.send(Message::Export(Export {
                        name: curve.title.clone(),
                        kind,
                        text: text.into(),
                    }));
                    ui.close();
                }
            }
            hair(ui);
            let mut copy = |words: &str, what: &'static str, text: &dyn Fn() -> String| {
                if Button::quiet(words).show(ui).clicked() {
                    cx.out.send(Message::Copy(text(), what));
                    ui.close();
                }
            };
            copy("Copy the chart as SVG", "The chart as SVG", &drawing);
            copy("Copy the figures as CSV", "The figures as CSV", &|| {
                csv::csv(curve)
            });
            copy("Copy the conclusion", "The conclusion", &|| {
                curve.verdict.alt.clone()
            });
        });
}
