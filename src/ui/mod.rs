//! What is seen. The theme and the widgets know nothing of the record; `parts` and `sections` read
//! it through a [`ViewCx`] and send what they want; `shell` is the window.

pub mod banner;
pub mod charts;
mod menu_bar;
pub mod modals;
pub mod nav;
pub mod notices;
mod openers;
pub mod parts;
mod regions;
pub mod sections;
pub mod shell;
pub mod start;
pub mod status_bar;
pub mod theme;
pub mod view_cx;
pub mod widgets;

pub use shell::TrajectoryApp;
pub use view_cx::ViewCx;
