//! What happened in words: calls with their SQL, the console, and the problems.

mod console;
mod entries;
mod problems;

pub use console::ConsolePane;
pub use entries::LogPane;
pub use problems::ProblemsPane;
