//! What is seen. The theme and the widgets know nothing of the record.

pub mod theme;
pub mod view_cx;
pub mod widgets;
pub use view_cx::ViewCx;
pub mod parts;
pub mod sections;
