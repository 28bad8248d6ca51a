//! A drawing as a picture of pixels, with the fonts of the program and no others, so that the same
//! drawing gives the same bytes everywhere.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

/// The cuts of Inter that a chart is set in.
const FONTS: [&[u8]; 2] = [
    include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
    include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
];
/// Pixels to a point: sharp on a dense screen and in a document.
pub const SCALE: f32 = 2.0;
/// Longest side in pixels.
const MOST: f32 = 16_000.0;

/// The drawing as PNG, [`SCALE`] pixels to a point.
///
/// # Errors
/// A sentence when the text is no SVG or the picture would be too large.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let mut options = Options {
        font_family: "Inter".to_owned(),
        ..Options::default()
    };
    for font in FONTS {
        options.fontdb_mut().load_font_data(font.to_vec());
    }
    let tree = Tree::from_str(svg, &options)
        .map_err(|err| format!("The chart could not be drawn as a picture: {err}."))?;
    let size = tree.size();
    let (width, height) = (size.width() * SCALE, size.height() * SCALE);
    if width > MOST || height > MOST {
        return Err("The picture would be too large. Save it as SVG instead.".to_owned());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the size is positive and at most 16,000"
    )]
    let pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32);
    let mut pixels = pixels.ok_or("The picture has no size.")?;
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|err| format!("The picture could not be written as PNG: {err}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dark pixels of a drawing of one text.
    fn ink(weight: u32, text: &str) -> usize {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"20\" \
             font-family=\"Inter, Arial\"><rect width=\"60\" height=\"20\" fill=\"#fff\"/>\
             <text x=\"2\" y=\"15\" font-size=\"12\" font-weight=\"{weight}\">{text}</text></svg>"
        );
        let bytes = png(&svg).unwrap();
        assert_eq!(bytes, png(&svg).unwrap());
        let picture = Pixmap::decode_png(&bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (120, 40));
        picture
            .pixels()
            .iter()
            .filter(|pixel| pixel.red() < 128)
            .count()
    }

    #[test]
    fn text_is_drawn_in_both_cuts_and_the_same_each_time() {
        let (regular, semibold) = (ink(400, "Mean"), ink(600, "Mean"));
        assert!(regular > 100 && semibold > regular, "{regular} {semibold}");
        assert_eq!(ink(400, ""), 0);
    }

    #[test]
    fn what_is_no_drawing_is_refused_in_a_sentence() {
        assert!(png("no drawing").unwrap_err().ends_with('.'));
        let vast = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90000\" height=\"9\"/>";
        assert!(png(vast).unwrap_err().contains("too large"));
    }
}
