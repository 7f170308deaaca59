//! The way of an edit: text that changed goes to the sandbox, once the typing pauses.

use super::Page;
use crate::{
    dialect::Dialect,
    ui::state::{ASKED_BUDGET, AppAction, AppState, BUDGET},
};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a keystroke before a run.
const DEBOUNCE: u32 = 120;

/// What a run depends on. The diagram's layout is not among it.
#[derive(PartialEq)]
struct Input {
    models: String,
    script: String,
    dialect: Dialect,
    asked: u32,
    may_run: bool,
}

/// Runs the project whenever its text or dialect changes, and at once when the learner asks.
#[hook]
pub fn use_evaluation(state: &AppState, page: &Page) {
    let last_asked = use_mut_ref(|| 0);
    let could_run = use_mut_ref(|| false);
    let input = Input {
        models: state.project.models.clone(),
        script: state.project.script.clone(),
        dialect: state.project.dialect,
        asked: state.run.asked,
        may_run: state.run.is_ready() && !state.run.held,
    };
    let project = Rc::clone(&state.project);
    let page = page.clone();
    use_effect_with(input, move |input| {
        let is_asked = last_asked.replace(input.asked) != input.asked;
        // A sandbox that has just come up was waited for long enough.
        let was_waiting = !could_run.replace(input.may_run);
        let (delay, budget) = if is_asked {
            (0, ASKED_BUDGET)
        } else if was_waiting {
            (0, BUDGET)
        } else {
            (DEBOUNCE, BUDGET)
        };
        let timer = input.may_run.then(|| {
            Timeout::new(delay, move || {
                let revision = page.sandbox.run(&project, budget);
                page.dispatch(AppAction::RunSent(revision));
            })
        });
        // Dropped at the next change: a timer that has not fired yet never does.
        move || drop(timer)
    });
}
