//! The look: colours, sizes, fonts and text. Every colour, size and font of the program comes from here.

mod icons;
pub mod size;
mod style;
mod text;
mod tokens;

use std::sync::Arc;

use egui::{
    Align2, Color32, Context, FontData, FontDefinitions, FontFamily, FontId, Painter, Pos2, Rect,
    Theme, Ui, vec2,
};

pub use icons::Icon;
pub use size::Density;
pub use text::{
    Fit, TextStyle, format, format_beside, galley, galley_illustrative, galley_of, layout_job, text,
};
pub use tokens::Tokens;

/// Fonts and the styles of both themes. Call once, when the context is made; takes effect on the next pass.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    apply_density(ctx, Density::of(ctx));
}

/// Chooses the density for every widget of this context.
pub fn set_density(ctx: &Context, density: Density) {
    if Density::of(ctx) != density {
        ctx.data_mut(|data| data.insert_temp(Density::id(), density));
        apply_density(ctx, density);
    }
}

fn apply_density(ctx: &Context, density: Density) {
    for theme in [Theme::Light, Theme::Dark] {
        let tokens = Tokens::of(theme);
        ctx.style_mut_of(theme, |style| style::apply(style, tokens, theme, density));
    }
}

/// The colours of the theme `ui` is drawn in.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    Tokens::of(if ui.visuals().dark_mode {
        Theme::Dark
    } else {
        Theme::Light
    })
}

/// Paints an icon centred in a square of `side` at `centre`.
pub fn paint_icon(painter: &Painter, icon: Icon, centre: Pos2, side: f32, colour: Color32) {
    let font = FontId::new(side, text::icon_family());
    painter.text(centre, Align2::CENTER_CENTER, icon.glyph(), font, colour);
}

/// Lays out an icon as decoration; the name for the screen reader belongs to the control it stands in.
pub fn icon(ui: &mut Ui, icon: Icon, side: f32, colour: Color32) -> Rect {
    let (_, rect) = ui.allocate_space(vec2(side, side));
    paint_icon(ui.painter(), icon, rect.center(), side, colour);
    rect
}

/// The bundled fonts, and nothing of the system: what a person sees does not depend on the machine.
///
/// The figures in the text fonts are tabular, since egui cannot ask for the feature.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 4] = [
        (
            "Inter Regular",
            include_bytes!("../../../assets/fonts/Inter-Regular.ttf"),
        ),
        (
            "Inter Medium",
            include_bytes!("../../../assets/fonts/Inter-Medium.ttf"),
        ),
        (
            "Inter SemiBold",
            include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf"),
        ),
        (
            "Phosphor",
            include_bytes!("../../../assets/fonts/Phosphor-Regular.ttf"),
        ),
    ];
    for (name, bytes) in files {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (family, name) in [
        (FontFamily::Proportional, "Inter Regular"),
        (FontFamily::Monospace, "Inter Regular"),
        (FontFamily::Name("medium".into()), "Inter Medium"),
        (FontFamily::Name("semibold".into()), "Inter SemiBold"),
        (text::icon_family(), "Phosphor"),
    ] {
        fonts.families.insert(family, vec![name.to_owned()]);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use egui::epaint::text::{Fonts, TextOptions};

    use super::*;

    fn loaded() -> Fonts {
        Fonts::new(TextOptions::default(), fonts())
    }

    #[test]
    fn every_icon_is_in_the_icon_font() {
        let mut fonts = loaded();
        let font = FontId::new(16.0, text::icon_family());
        for icon in Icon::ALL {
            assert!(
                fonts.has_glyph(&font, icon.glyph()),
                "{icon:?} has no glyph"
            );
        }
    }

    #[test]
    fn every_style_has_the_letters_the_program_writes() {
        let mut fonts = loaded();
        for style in TextStyle::ALL {
            for needed in [
                "£1,234.50 – 83 %",
                "Ŵŷ Ąę Ğ Đ",
                "Ω µ ± × ≤ ≥ ½ § … “”‘’ → • ✓",
                "Жя",
            ] {
                assert!(
                    fonts.has_glyphs(&style.font(), needed),
                    "{style:?} lacks one of {needed}"
                );
            }
        }
    }

    #[test]
    fn figures_are_equally_wide_in_every_style() {
        let mut fonts = loaded();
        let mut fonts = fonts.with_pixels_per_point(1.0);
        for style in TextStyle::ALL {
            let widths: Vec<f32> = ('0'..='9')
                .map(|digit| fonts.glyph_width(&style.font(), digit))
                .collect();
            assert!(
                widths.iter().all(|width| (width - widths[0]).abs() < 0.01),
                "{style:?}: {widths:?}"
            );
        }
    }
}
