//! Charts on screen: the shapes of `analysis::curve::layout` painted in the colours of the theme.

pub mod chart;
mod hover;
pub mod paint;
mod range;
pub mod spark;
pub mod story;

pub use chart::{ChartOutput, ChartState, chart};
pub use paint::verdict_pair;
pub use range::range;
pub use spark::{SparkCache, spark};
pub use story::{StoryState, story};
