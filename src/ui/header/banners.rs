//! Sentences above the panes: a stopped run, a shared project, news; and the error below the editor.

use crate::{
    bridge::message::RunError,
    project::Project,
    ui::{
        hooks::{Page, use_page},
        logic::text,
        state::{AppAction, Notice, Phase, Provenance, RunState, Saved},
        widgets::{icon, origin_link},
    },
};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BannersProps {
    pub notice: Option<Notice>,
    pub provenance: Provenance,
    pub run: RunState,
    pub is_stale: bool,
    pub project: Rc<Project>,
}

#[component]
pub fn Banners(props: &BannersProps) -> Html {
    let page = use_page();
    let run_again = || {
        let on_click = page.on(|_: MouseEvent| AppAction::RunAsked);
        html! { <button class="button" type="button" onclick={on_click}>{ icon("run") }{ "Run again" }</button> }
    };
    let stopped = match &props.run.phase {
        Phase::Stopped { reason, elapsed } => {
            let after = if *elapsed > 0.0 {
                format!(" after {}", text::duration(*elapsed))
            } else {
                String::new()
            };
            let stale = if props.is_stale {
                " The panes show the last run that worked."
            } else {
                ""
            };
            let words = format!(
                "The run was stopped{after} because {}.{stale}",
                reason.because()
            );
            banner("alarm", "blocked", html! { { words } }, run_again())
        }
        _ if props.run.held => {
            let words =
                "The last run of this project never ended, so it was not started again by itself.";
            banner("alarm", "blocked", html! { { words } }, run_again())
        }
        _ => Html::default(),
    };
    html! {
        <div class="banners" aria-live="polite">
            if let Provenance::Link { mine } = &props.provenance {
                { shared_banner(&page, mine.as_ref(), &props.project) }
            }
            if let Some(notice) = &props.notice {
                { news(&page, notice) }
            }
            { stopped }
        </div>
    }
}

/// What stopped the run. It stands below the editor, so that no line moves while one types.
pub fn error_bar(page: &Page, error: Option<&RunError>) -> Html {
    html! {
        <div class="error-bar" aria-live="polite">
            if let Some(error) = error {
                { banner("alarm", "error", html! {
                    <>
                        <strong class="error-name">{ &error.name }{ ": " }</strong>
                        <span class="error-message">{ &error.message }</span>
                        if let Some(origin) = &error.origin { { origin_link(page, origin) } }
                        if !error.hint.is_empty() { <span class="error-hint">{ &error.hint }</span> }
                    </>
                }, Html::default()) }
            }
        </div>
    }
}

fn banner(class: &'static str, name: &'static str, words: Html, buttons: Html) -> Html {
    html! {
        <div class={classes!("banner", class)}>
            { icon(name) }<div class="banner-text">{ words }</div>{ buttons }
        </div>
    }
}

fn news(page: &Page, notice: &Notice) -> Html {
    let class = if notice.alarming { "alarm" } else { "calm" };
    let name = if notice.alarming { "warning" } else { "info" };
    let on_close = page.on(|_: MouseEvent| AppAction::Noticed(None));
    let bring_back = |replaced: &Rc<Project>| {
        let replaced = Rc::clone(replaced);
        let on_click = page.on(move |_: MouseEvent| {
            AppAction::Opened(Box::new((*replaced).clone()), Provenance::Mine)
        });
        html! { <button class="button" type="button" onclick={on_click}>{ "Bring it back" }</button> }
    };
    let buttons = html! {
        <>
        { for notice.replaced.iter().map(bring_back) }
        <button class="button icon-button" type="button" aria-label="Close this message" onclick={on_close}>
            { icon("close") }
        </button>
        </>
    };
    banner(class, name, html! { { &notice.text } }, buttons)
}

/// Someone else's project is open: keep it, or go back.
fn shared_banner(page: &Page, mine: Option<&Rc<Project>>, shared: &Rc<Project>) -> Html {
    let leave = |project: &Rc<Project>, saved: Saved| {
        let (page, project) = (page.clone(), Rc::clone(project));
        Callback::from(move |_: MouseEvent| {
            // The address would bring the shared project back at the next reload.
            if let Ok(history) = gloo::utils::window().history() {
                let path = gloo::utils::window()
                    .location()
                    .pathname()
                    .unwrap_or_default();
                let _ =
                    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
            }
            page.dispatch(AppAction::Opened(
                Box::new((*project).clone()),
                Provenance::Mine,
            ));
            page.dispatch(AppAction::SavedAs(saved));
        })
    };
    let buttons = html! {
        <>
            if let Some(mine) = mine {
                <button class="button" type="button" onclick={leave(mine, Saved::Yes)}>{ "Back to mine" }</button>
            }
            <button class="button primary" type="button" onclick={leave(shared, Saved::Pending)}>
                { "Keep it" }
            </button>
        </>
    };
    let saving = if mine.is_some() {
        " Your own is untouched, and changes to this one are not saved. “Keep it” puts it in place of yours."
    } else {
        " Changes to it are not saved until you keep it."
    };
    let words = html! {
        <><strong>{ "You are looking at a shared project." }</strong>{ saving }</>
    };
    banner("calm", "share", words, buttons)
}
