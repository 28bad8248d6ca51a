//! Pieces of views that know the record: title rows, the inspector's frame, chips that lead to
//! items, and editors for what several kinds of item have in common.

pub mod evidence;
pub mod finding_lines;
pub mod frame;
pub mod in_turn;
pub mod links;
pub mod list;
pub mod moves;
pub mod names;
pub mod notes;
pub mod pick;
pub mod private;
pub mod status;
pub mod value_field;

pub use finding_lines::{item_findings, severity_mark};
pub use frame::{inspector, inspector_of_entry, list_and_inspector, page, title_row};
pub use links::{chips, link_editor};
pub use status::{brag_mark, icon_of, position_mark, section_icon};
