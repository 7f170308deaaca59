//! The page: one state, one reducer, a folder per screen.

/// Mounts the page.
pub fn start() {}
