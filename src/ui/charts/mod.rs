//! Charts on screen: the shapes of `analysis::curve::layout` painted in the colours of the theme.

pub mod chart;
mod hover;
pub mod paint;
pub mod spark;

pub use chart::{ChartOutput, ChartState, chart};
pub use paint::verdict_pair;
pub use spark::{SparkCache, spark};
