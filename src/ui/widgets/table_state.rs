//! The selection, cursor and sort of a table, and the keys that move them.

use egui::{Event, Key, Modifiers, Ui};

/// What a person did to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableEvent {
    /// [`TableState::selected`] or [`TableState::cursor`] changed.
    SelectionChanged,
    /// Enter or a double click on a row.
    Opened(usize),
    /// A head was pressed: column, and whether ascending.
    SortChanged(usize, bool),
    /// Delete was pressed with a selection.
    DeleteAsked,
    /// Space was pressed on a row.
    Ticked(usize),
    /// Ctrl C was pressed: the selected rows as tab-separated text.
    CopyAsked,
    /// Left (−1) or Right (1) was pressed.
    Sideways(i8),
}

/// What a table remembers between frames. Rows are places in the caller's order: set it anew when that changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableState {
    /// Selected rows, ascending.
    pub selected: Vec<usize>,
    /// The row the keys move from.
    pub cursor: Option<usize>,
    /// Sorted column, and whether ascending.
    pub sort: Option<(usize, bool)>,
    /// Where a range of Shift began.
    anchor: Option<usize>,
    /// Scroll to the cursor in the next frame.
    pub(super) reveal: bool,
}

/// What the keys can reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    pub rows: usize,
    pub page: usize,
    pub multiple: bool,
}

impl TableState {
    /// Nothing selected, sorted by column `col`.
    pub fn sorted(col: usize, ascending: bool) -> Self {
        Self {
            sort: Some((col, ascending)),
            ..Self::default()
        }
    }

    /// Selects `row` alone and scrolls to it (an item reached from elsewhere).
    pub fn select(&mut self, row: usize) {
        self.selected = vec![row];
        self.cursor = Some(row);
        self.anchor = Some(row);
        self.reveal = true;
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        self.selected.clear();
        self.cursor = None;
        self.anchor = None;
    }

    /// Rows that are gone are not selected.
    pub(super) fn clamp(&mut self, rows: usize) {
        self.selected.retain(|row| *row < rows);
        for place in [&mut self.cursor, &mut self.anchor] {
            *place = place.filter(|row| *row < rows);
        }
    }

    /// A click on `row`; says whether anything changed.
    pub(super) fn press(&mut self, row: usize, modifiers: Modifiers, multiple: bool) -> bool {
        let before = (self.selected.clone(), self.cursor);
        if multiple && modifiers.shift {
            self.extend(row);
        } else if multiple && modifiers.command {
            match self.selected.binary_search(&row) {
                Ok(at) => {
                    self.selected.remove(at);
                }
                Err(at) => self.selected.insert(at, row),
            }
            self.anchor = Some(row);
        } else {
            self.selected = vec![row];
            self.anchor = Some(row);
        }
        self.cursor = Some(row);
        before != (self.selected.clone(), self.cursor)
    }

    fn extend(&mut self, row: usize) {
        let anchor = self.anchor.or(self.cursor).unwrap_or(row);
        self.anchor = Some(anchor);
        self.selected = (anchor.min(row)..=anchor.max(row)).collect();
    }
}

/// Answers the keys of a focused table.
pub(super) fn keys(
    ui: &Ui,
    state: &mut TableState,
    reach: Reach,
    selectable: &dyn Fn(usize) -> bool,
    events: &mut Vec<TableEvent>,
) {
    let taken = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    // `consume_key` takes Shift too where it is not asked for, so the wider chord comes first.
    for (shift, modifiers) in [(true, Modifiers::SHIFT), (false, Modifiers::NONE)] {
        for key in [
            Key::ArrowDown,
            Key::ArrowUp,
            Key::Home,
            Key::End,
            Key::PageDown,
            Key::PageUp,
        ] {
            if (shift && !reach.multiple) || !taken(modifiers, key) {
                continue;
            }
            let Some(to) = moved(state.cursor, key, reach, selectable) else {
                continue;
            };
            let before = (state.cursor, state.selected.len());
            let chord = if shift {
                Modifiers::SHIFT
            } else {
                Modifiers::NONE
            };
            state.press(to, chord, reach.multiple);
            state.selected.retain(|row| selectable(*row));
            state.reveal = true;
            if before != (state.cursor, state.selected.len()) {
                events.push(TableEvent::SelectionChanged);
            }
        }
    }
    if reach.multiple && taken(Modifiers::COMMAND, Key::A) {
        state.selected = (0..reach.rows).filter(|row| selectable(*row)).collect();
        state.cursor = state.cursor.or(state.selected.first().copied());
        events.push(TableEvent::SelectionChanged);
    }
    for (key, step) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
        if taken(Modifiers::NONE, key) {
            events.push(TableEvent::Sideways(step));
        }
    }
    let Some(row) = state.cursor else { return };
    if taken(Modifiers::NONE, Key::Enter) {
        events.push(TableEvent::Opened(row));
    }
    if taken(Modifiers::NONE, Key::Space) {
        events.push(TableEvent::Ticked(row));
    }
    if !state.selected.is_empty() && taken(Modifiers::NONE, Key::Delete) {
        events.push(TableEvent::DeleteAsked);
    }
    if ui.input(|input| input.events.contains(&Event::Copy)) {
        events.push(TableEvent::CopyAsked);
    }
}

/// Where `key` leads from the cursor: the nearest selectable row, or nowhere.
fn moved(
    from: Option<usize>,
    key: Key,
    reach: Reach,
    selectable: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let last = reach.rows.checked_sub(1)?;
    let (start, down) = match (key, from) {
        (Key::ArrowDown, Some(row)) => (row + 1, true),
        (Key::ArrowUp, Some(row)) => (row.checked_sub(1)?, false),
        (Key::PageDown, Some(row)) => ((row + reach.page).min(last), false),
        (Key::PageUp, Some(row)) => (row.saturating_sub(reach.page), true),
        (Key::End | Key::ArrowUp | Key::PageDown, _) => (last, false),
        (_, _) => (0, true),
    };
    if down {
        (start..=last).find(|row| selectable(*row))
    } else {
        (0..=start.min(last)).rev().find(|row| selectable(*row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REACH: Reach = Reach {
        rows: 10,
        page: 4,
        multiple: true,
    };

    #[test]
    fn keys_move_over_headings_and_stop_at_the_ends() {
        let items = |row: usize| row != 0 && row != 5;
        let to = |from, key| moved(from, key, REACH, &items);
        assert_eq!(to(None, Key::ArrowDown), Some(1));
        assert_eq!(to(None, Key::ArrowUp), Some(9));
        assert_eq!(to(Some(4), Key::ArrowDown), Some(6));
        assert_eq!(to(Some(6), Key::ArrowUp), Some(4));
        assert_eq!(to(Some(1), Key::ArrowUp), None);
        assert_eq!(to(Some(9), Key::ArrowDown), None);
        assert_eq!(to(Some(1), Key::PageDown), Some(4));
        assert_eq!(to(Some(9), Key::PageUp), Some(6));
        assert_eq!(to(Some(3), Key::Home), Some(1));
        assert_eq!(to(Some(3), Key::End), Some(9));
        assert_eq!(
            moved(None, Key::ArrowDown, Reach { rows: 0, ..REACH }, &items),
            None
        );
    }

    #[test]
    fn shift_takes_a_range_and_control_single_rows() {
        let mut state = TableState::default();
        state.press(3, Modifiers::NONE, true);
        state.press(6, Modifiers::SHIFT, true);
        assert_eq!(state.selected, [3, 4, 5, 6]);
        state.press(1, Modifiers::SHIFT, true);
        assert_eq!(state.selected, [1, 2, 3]);
        state.press(2, Modifiers::COMMAND, true);
        assert_eq!(state.selected, [1, 3]);
        state.press(8, Modifiers::SHIFT, false);
        assert_eq!(state.selected, [8], "a table of single rows takes one");
        state.clamp(5);
        assert_eq!((state.selected.len(), state.cursor), (0, None));
    }
}
