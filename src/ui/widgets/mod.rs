//! Parts every screen is made of. They know nothing of the record.

pub mod attendance;
pub mod button;
pub mod chip;
pub mod empty;
pub mod finding_row;
pub mod gap_box;
pub mod gate_mark;
pub mod grade;
pub mod key_cap;
pub mod kpi;
pub mod modal;
pub mod paint;
pub mod points;
pub mod rule;
pub mod segmented;
pub mod status_mark;
pub mod tabs;
pub mod toast;
pub mod verdict_icon;
