//! Where the run stands, in a word or two.

use crate::ui::{
    logic::text,
    state::{Phase, RunState},
};
use yew::prelude::*;

/// The status line.
pub fn run_status(run: &RunState) -> Html {
    let (class, words) = match &run.phase {
        _ if run.held => ("waiting", "Not run".to_owned()),
        Phase::Starting => ("busy", "Starting…".to_owned()),
        Phase::Idle => ("waiting", "Ready".to_owned()),
        Phase::Running => ("busy", "Running…".to_owned()),
        Phase::Finished { elapsed } => ("good", format!("Ran in {}", text::duration(*elapsed))),
        Phase::Failed => ("bad", "Error".to_owned()),
        Phase::Stopped { .. } => ("bad", "Stopped".to_owned()),
    };
    html! {
        <span class={classes!("run-status", class)} role="status" id="run-status">
            <span class="run-dot" aria-hidden="true"></span>{ words }
        </span>
    }
}
