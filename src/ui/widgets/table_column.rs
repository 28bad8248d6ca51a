//! The columns of a table: their widths, and which of them leave a narrow one.

use egui::Rangef;

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    pub(super) title: &'a str,
    width: f32,
    flexible: bool,
    right: bool,
    pub(super) sortable: bool,
    leaves: u8,
}

impl<'a> Column<'a> {
    /// A column of this width.
    pub const fn fixed(title: &'a str, width: f32) -> Self {
        Self {
            title,
            width,
            flexible: false,
            right: false,
            sortable: false,
            leaves: 0,
        }
    }

    /// A column that shares what the fixed ones leave, at least `least` wide.
    pub const fn flexible(title: &'a str, least: f32) -> Self {
        Self {
            title,
            width: least,
            flexible: true,
            right: false,
            sortable: false,
            leaves: 0,
        }
    }

    /// Aligns head and cells right: numbers and dates.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Lets the head be pressed to sort.
    #[must_use]
    pub const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// In a table too narrow the column leaves: 1 first, then 2, and so on. Columns without it stay.
    #[must_use]
    pub const fn leaves(mut self, order: u8) -> Self {
        self.leaves = order;
        self
    }
}

/// A column that stays, and where.
pub(super) struct Placed {
    pub col: usize,
    pub x: Rangef,
    pub right: bool,
}

/// Which columns stay at this width, and where. Flexible ones share the rest.
pub(super) fn place(columns: &[Column<'_>], across: Rangef) -> Vec<Placed> {
    let least = |kept: &[usize]| -> f32 {
        kept.iter()
            .filter_map(|col| columns.get(*col))
            .map(|column| column.width)
            .sum()
    };
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    while least(&kept) > across.span() {
        let order = |col: &usize| columns.get(*col).map_or(0, |column| column.leaves);
        let Some(first) = kept
            .iter()
            .filter(|col| order(col) > 0)
            .min_by_key(|col| order(col))
            .copied()
        else {
            break;
        };
        kept.retain(|col| *col != first);
    }
    let spare = (across.span() - least(&kept)).max(0.0);
    let flexible = kept
        .iter()
        .filter_map(|col| columns.get(*col))
        .filter(|c| c.flexible)
        .count();
    let mut x = across.min;
    kept.iter()
        .filter_map(|col| Some((*col, columns.get(*col)?)))
        .map(|(col, column)| {
            let more = if column.flexible {
                spare / flexible.max(1) as f32
            } else {
                0.0
            };
            let from = x;
            x += column.width + more;
            Placed {
                col,
                x: Rangef::new(from, x),
                right: column.right,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_and_leave_in_order() {
        let columns = [
            Column::fixed("No.", 40.0).leaves(3),
            Column::flexible("Name", 120.0),
            Column::fixed("Moves", 60.0).leaves(1),
            Column::fixed("Late", 80.0),
        ];
        let wide = place(&columns, Rangef::new(10.0, 410.0));
        assert_eq!(wide.iter().map(|p| p.col).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(wide[1].x, Rangef::new(50.0, 270.0));
        assert!((wide[3].x.max - 410.0).abs() < 0.01, "{:?}", wide[3].x);
        let narrow = place(&columns, Rangef::new(0.0, 250.0));
        assert_eq!(narrow.iter().map(|p| p.col).collect::<Vec<_>>(), [0, 1, 3]);
        let tiny = place(&columns, Rangef::new(0.0, 100.0));
        assert_eq!(tiny.iter().map(|p| p.col).collect::<Vec<_>>(), [1, 3]);
    }
}
