//! What is seen. The theme and the widgets know nothing of the record.

pub mod theme;
pub mod widgets;
