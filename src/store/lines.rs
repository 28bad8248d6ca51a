//! Which line a byte is in, and where a line begins.
//!
//! Only the number of line breaks before every few thousand bytes is kept; what lies between is
//! counted when somebody asks. That costs far less to make than a list of all lines, and a question
//! no more than the look at one line does.

use memchr::{memchr, memchr_iter, memrchr};

/// Bytes between two counts.
const STRIDE: usize = 4096;

/// The line breaks of a text, counted.
#[derive(Debug)]
pub(super) struct Lines {
    /// How many line breaks stand before byte 0, byte [`STRIDE`], and so on.
    before: Vec<usize>,
}

impl Lines {
    /// Counts those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut count = 0;
        let strides = text.as_bytes().chunks(STRIDE).map(|stride| {
            count += memchr_iter(b'\n', stride).count();
            count
        });
        Self {
            before: std::iter::once(0).chain(strides).collect(),
        }
    }

    /// The number of the line, from 1, that an offset within the text is in, and where that line
    /// begins. `text` is the text that was counted, here and below.
    pub(super) fn line_at(&self, text: &str, offset: usize) -> (usize, usize) {
        let stride = offset / STRIDE;
        let bytes = &text.as_bytes()[..offset];
        let breaks = self.before[stride] + memchr_iter(b'\n', &bytes[stride * STRIDE..]).count();
        (breaks + 1, memrchr(b'\n', bytes).map_or(0, |at| at + 1))
    }

    /// Where line `number`, from 1, begins.
    pub(super) fn start(&self, text: &str, number: usize) -> Option<usize> {
        // It begins after so many line breaks.
        let breaks = number.checked_sub(1)?;
        if breaks == 0 {
            return Some(0);
        }
        let stride = self.before.partition_point(|&before| before < breaks) - 1;
        let from = stride * STRIDE;
        let nth = breaks - self.before[stride] - 1;
        let rest = text.as_bytes().get(from..)?;
        memchr_iter(b'\n', rest).nth(nth).map(|at| from + at + 1)
    }

    /// Line `number`, from 1, without its line break; nothing if there is no such line.
    pub(super) fn line<'t>(&self, text: &'t str, number: usize) -> Option<&'t str> {
        let rest = &text[self.start(text, number)?..];
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        Some(rest[..end].trim_end_matches('\r'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Asks about every line and every byte, and compares with what splitting the text says.
    fn agrees(text: &str) -> Result<(), TestCaseError> {
        let lines = Lines::of(text);
        let mut start = 0;
        for (number, line) in (1..).zip(text.split('\n')) {
            prop_assert_eq!(lines.start(text, number), Some(start));
            prop_assert_eq!(lines.line(text, number), Some(line.trim_end_matches('\r')));
            for offset in start..=start + line.len() {
                prop_assert_eq!(lines.line_at(text, offset), (number, start));
            }
            start += line.len() + 1;
        }
        let count = text.split('\n').count();
        prop_assert_eq!(lines.line(text, 0), None);
        prop_assert_eq!(lines.line(text, count + 1), None);
        prop_assert_eq!(lines.line(text, usize::MAX), None);
        Ok(())
    }

    #[test]
    fn lines_are_found_on_both_sides_of_every_count() {
        for text in [
            String::new(),
            "\n".to_owned(),
            "\n".repeat(STRIDE),
            "\n".repeat(2 * STRIDE + 1),
            "x".repeat(STRIDE),
            format!("{}\n", "x".repeat(STRIDE - 1)),
            format!("{}\n", "x".repeat(STRIDE)),
            format!("{}\n{}\r\n", "x".repeat(STRIDE + 1), "y".repeat(2 * STRIDE)),
            "a\né\r\n".repeat(STRIDE / 2),
        ] {
            agrees(&text).unwrap();
        }
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn they_are_those_of_the_text(text in "[aé\\r\\n]{0,40}", times in 1..200_usize) {
            agrees(&text.repeat(times))?;
        }
    }
}
