//! Keeps the project, the panes and the prompt's history in this browser, and a mark while a run is on its way.

use super::{Page, start};
use crate::{
    project,
    ui::state::{AppAction, AppState, Phase, Provenance, Saved},
};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a change before it is saved.
const PAUSE: u32 = 300;

/// Saves what changed. A shared project is not saved: the visitor's own stays where it is.
#[hook]
pub fn use_saving(state: &AppState, page: &Page) {
    let is_mine = state.provenance == Provenance::Mine;
    let saving = page.clone();
    use_effect_with(
        (
            Rc::clone(&state.project),
            is_mine && state.saved == Saved::Pending,
        ),
        move |(project, due)| {
            let project = Rc::clone(project);
            let timer = due.then(|| {
                Timeout::new(PAUSE, move || {
                    let done = start::write(project::KEY, &project::save(&project));
                    saving.dispatch(AppAction::SavedAs(if done {
                        Saved::Yes
                    } else {
                        Saved::Failed
                    }));
                })
            });
            move || drop(timer)
        },
    );
    use_effect_with(state.panes.clone(), |panes| {
        if let Ok(json) = serde_json::to_string(panes) {
            start::write(start::PANES_KEY, &json);
        }
    });
    use_effect_with(Rc::clone(state.prompt.earlier()), |earlier| {
        if let Ok(json) = serde_json::to_string(&**earlier) {
            start::write(start::PROMPT_KEY, &json);
        }
    });
    // If the tab dies while this stands, the next visit does not run the same text by itself.
    let is_running = state.run.phase == Phase::Running;
    let project = Rc::clone(&state.project);
    use_effect_with(is_running, move |is_running| {
        if *is_running {
            start::write(start::RUNNING_KEY, &start::mark(&project));
        } else {
            start::erase(start::RUNNING_KEY);
        }
    });
}
