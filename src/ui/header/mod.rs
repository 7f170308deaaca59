//! The header: what project this is, whose SQL is shown, where the run stands.

mod banners;
mod dialects;
mod examples;
mod help;
mod run_status;
mod share;
mod theme;

pub use banners::{Banners, error_bar};

use crate::{
    dialect::Dialect,
    project::Project,
    ui::{
        hooks::use_page,
        state::{AppAction, Provenance, RunState, Saved, Theme},
        widgets::icon,
    },
};
use dialects::dialect_switch;
use examples::ExamplesMenu;
use help::help;
use run_status::run_status;
use share::ShareButton;
use std::rc::Rc;
use theme::theme_button;
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
            <h1 class="wordmark">{ wordmark() }{ "Relata" }</h1>
            <ExamplesMenu />
            <span class="project-title">{ &props.title }</span>
            { saved_note(props.saved, &props.provenance) }
            <div class="header-space"></div>
            { run_status(&props.run) }
            { dialect_switch(&page, props.dialect) }
            <div class="header-tools">
                <ShareButton project={props.project.clone()} />
                { theme_button(&page, props.theme) }
                { help(&page, props.theme) }
            </div>
            <button class="button primary run-button" type="button" title="Run models and script (Ctrl or ⌘ and Enter)" onclick={on_run}>
                { icon("run") }<span>{ "Run" }</span>
            </button>
        </header>
    }
}

/// Two tables and the key between them.
fn wordmark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 22 22" aria-hidden="true" focusable="false">
            <rect class="mark-one" x="1.5" y="2.5" width="8" height="8" rx="2" />
            <rect class="mark-many" x="12.5" y="11.5" width="8" height="8" rx="2" />
            <path class="mark-key" d="M5.5 10.5v5h4M9 12.6l3.5 2.9L9 18.4" />
        </svg>
    }
}

fn saved_note(saved: Saved, provenance: &Provenance) -> Html {
    let (class, text) = match (provenance, saved) {
        (Provenance::Link { .. }, _) => ("quiet", "Not saved: shared project"),
        (_, Saved::Yes) => ("quiet", "Saved in this browser"),
        (_, Saved::Pending) => ("quiet", "Saving…"),
        (_, Saved::Failed) => ("alarm", "Not saved: this browser refuses storage"),
    };
    html! { <span class={classes!("saved-note", class)}>{ text }</span> }
}
