//! The page: one state, one reducer, a folder per screen.
//!
//! | part | what it does | runs |
//! |---|---|---|
//! | [`state`] | all that the page knows, and how an action changes it | anywhere |
//! | [`logic`] | reports into what a pane draws: SQL tokens, cascade trees, edges, completions | anywhere |
//! | [`examples`] | the projects of the menu | anywhere |
//! | `app`, `parts`, `hooks` | the root component, the bar of a narrow screen; effects: evaluation, saving, theme | browser |
//! | `sandbox` | the frame that runs the learner's code, and what is said to it | browser |
//! | `header`, `editor`, `diagram`, `ddl`, `data`, `sql`, `cascade`, `history`, `log` | a folder per screen | browser |
//! | `widgets` | tabs, splitters, menus, icons, SQL text | browser |
//!
//! A keystroke becomes an [`state::AppAction`]; the reducer answers with a new [`state::AppState`];
//! an effect sends the files to the sandbox; its reply is an action again. Panes take slices of the
//! state as properties, so that a pane whose slice did not change is not drawn again.

pub mod examples;
pub mod logic;
pub mod state;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod cascade;
#[cfg(target_arch = "wasm32")]
mod data;
#[cfg(target_arch = "wasm32")]
mod ddl;
#[cfg(target_arch = "wasm32")]
mod diagram;
#[cfg(target_arch = "wasm32")]
mod editor;
#[cfg(target_arch = "wasm32")]
mod header;
#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(target_arch = "wasm32")]
mod hooks;
#[cfg(target_arch = "wasm32")]
mod log;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(target_arch = "wasm32")]
mod sandbox;
#[cfg(target_arch = "wasm32")]
mod sql;
#[cfg(target_arch = "wasm32")]
mod widgets;

/// Mounts the page.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    app::mount();
}
