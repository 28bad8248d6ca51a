//! All parts of the look side by side, light and dark.
