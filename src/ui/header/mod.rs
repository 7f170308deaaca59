//! The header: what project this is, whose SQL is shown, where the run stands.

mod banners;
mod dialects;
mod examples;
mod help;
mod run_status;
mod share;
mod theme;

pub use banners::{Banners, ErrorBar};

use crate::{
    dialect::Dialect,
    project::Project,
    ui::{
        hooks::use_page,
        state::{AppAction, Provenance, RunState, Saved, Theme},
        widgets::icon,
    },
};
use dialects::DialectSwitch;
use examples::ExamplesMenu;
use help::Help;
use run_status::RunStatus;
use share::ShareButton;
use std::rc::Rc;
use theme::ThemeButton;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    pub title: String,
    pub dialect: Dialect,
    pub run: RunState,
    pub saved: Saved,
    pub provenance: Provenance,
    pub project: Rc<Project>,
    pub theme: Theme,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let page = use_page();
    let on_run = page.on(|_: MouseEvent| AppAction::RunAsked);
    html! {
        <header class="header">
            <h1 class="wordmark"><Wordmark />{ "Relata" }</h1>
            <ExamplesMenu />
            <span class="project-title">{ &props.title }</span>
            <SavedNote saved={props.saved} provenance={props.provenance.clone()} />
            <div class="header-space"></div>
            <RunStatus run={props.run.clone()} />
            <DialectSwitch dialect={props.dialect} />
            <div class="header-tools">
                <ShareButton project={props.project.clone()} />
                <ThemeButton theme={props.theme} />
                <Help theme={props.theme} />
            </div>
            <button class="button primary run-button" type="button" title="Run models and script (Ctrl or ⌘ and Enter)" onclick={on_run}>
                { icon("run") }<span>{ "Run" }</span>
            </button>
        </header>
    }
}

/// Two tables and the key between them.
#[component]
fn Wordmark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
            <rect class="mark-one" x="1.5" y="2.5" width="8" height="8" rx="2" />
            <rect class="mark-many" x="12.5" y="11.5" width="8" height="8" rx="2" />
            <path class="mark-key" d="M5.5 10.5v5h4M9 12.6l3.5 2.9L9 18.4" />
        </svg>
    }
}

#[derive(Properties, PartialEq)]
struct SavedProps {
    saved: Saved,
    provenance: Provenance,
}

#[component]
fn SavedNote(props: &SavedProps) -> Html {
    let (class, text) = match (&props.provenance, props.saved) {
        (Provenance::Link { .. }, _) => ("quiet", "Not saved: shared project"),
        (_, Saved::Yes) => ("quiet", "Saved in this browser"),
        (_, Saved::Pending) => ("quiet", "Saving…"),
        (_, Saved::Failed) => ("alarm", "Not saved: this browser refuses storage"),
    };
    html! { <span class={classes!("saved-note", class)}>{ text }</span> }
}
