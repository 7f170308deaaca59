//! Turns reports into what a pane draws. Pure, so that it is tested where no browser is.

pub mod cascade;
pub mod complete;
pub mod geometry;
pub mod past;
pub mod prompt;
pub mod rows;
pub mod sql;
pub mod steps;
pub mod text;
pub mod values;
