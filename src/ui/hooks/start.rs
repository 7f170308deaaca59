//! What the page opens with: a shared project, the saved one, or the first example.

use crate::{
    project::{self, Project},
    ui::{
        examples,
        state::{AppState, Notice, Panes, Prompt, Provenance},
    },
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};
use web_sys::Storage;

/// The storage key of tabs, splitters and theme.
pub const PANES_KEY: &str = "relata.panes";
/// The storage key of what the SQL prompt has run.
pub const PROMPT_KEY: &str = "relata.prompt";
/// The storage key of the mark that a run is on its way.
pub const RUNNING_KEY: &str = "relata.running";

/// The state of a page that opens now.
pub fn opening() -> AppState {
    let panes = read(PANES_KEY).and_then(|json| crate::read::from_str::<Panes>(&json).ok());
    let (mine, saved_notice) = saved_project();
    let mut state = AppState::new(mine, panes.unwrap_or_default());
    state.notice = saved_notice;
    let earlier = read(PROMPT_KEY).and_then(|json| crate::read::from_str(&json).ok());
    state.prompt = Rc::new(Prompt::remembering(earlier.unwrap_or_default()));
    open_link(&mut state);
    // The mark still stands: the tab died during the last run of this very text.
    state.run.held = read(RUNNING_KEY).is_some_and(|left| left == mark(&state.project));
    erase(RUNNING_KEY);
    state
}

/// The project saved in this browser, or the first example. What cannot be read is kept aside.
fn saved_project() -> (Project, Option<Notice>) {
    let first = || examples::ALL[0].project();
    let Some(text) = read(project::KEY) else {
        return (first(), None);
    };
    match project::load(&text) {
        Ok(project) => (project, None),
        Err(error) => {
            write(project::DAMAGED_KEY, &text);
            let recovered = project::recover(&text);
            let notice = keep_aside_note(&error.to_string(), recovered.is_some());
            (recovered.unwrap_or_else(first), Some(notice))
        }
    }
}

/// What the learner is told when their saved project could not be read.
fn keep_aside_note(error: &str, is_recovered: bool) -> Notice {
    let outcome = if is_recovered {
        "Your code could be taken out of it and is open below"
    } else {
        "The first example is open instead"
    };
    Notice::alarm(format!(
        "{}. {outcome}. The damaged text is kept in this browser under “{}”.",
        capitalised(error),
        project::DAMAGED_KEY
    ))
}

/// Shows the project of the address, if it carries one, and lets the visitor's own wait.
fn open_link(state: &mut AppState) {
    let fragment = gloo::utils::window().location().hash().unwrap_or_default();
    match project::decode(&fragment) {
        Ok(Some(shared)) => {
            let mine = std::mem::replace(&mut state.project, Rc::new(shared));
            if *mine != *state.project {
                let mine = read(project::KEY).is_some().then_some(mine);
                state.provenance = Provenance::Link { mine };
            }
        }
        Ok(None) => {}
        Err(error) => {
            let text = format!(
                "{}. Your own project is open instead.",
                capitalised(&error.to_string())
            );
            state.notice = Some(Notice::alarm(text));
        }
    }
}

/// A short name of a project's text, to know it again.
pub fn mark(project: &Project) -> String {
    let mut hasher = DefaultHasher::new();
    (&project.models, &project.script).hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Writes to local storage; false where the browser refuses.
pub fn write(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Removes a key from local storage.
pub fn erase(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
