//! What crosses the edge: requests, replies and reports as JSON, and one session handle.

pub mod call;
pub mod message;

mod answer;
mod ddl;
mod declare;
mod described;
mod effects;
mod log;
mod past;
mod prompt;
mod remarks;
mod report;
mod rows;
mod semantics;
mod session;

pub use session::Session;
