//! The problems: what the declarations lead to that one may not expect, each with its mend.

use crate::{
    bridge::message::{Diagnostic, Report, Severity},
    ui::{
        hooks::{Page, use_page},
        state::{AppAction, Shared},
        widgets::{empty, icon, origin_link},
    },
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ProblemsProps {
    pub report: Shared<Report>,
    /// The newest run did not get through the models.
    pub is_stale: bool,
}

#[component]
pub fn ProblemsPane(props: &ProblemsProps) -> Html {
    let page = use_page();
    let problems = &props.report.diagnostics;
    if problems.is_empty() && props.is_stale {
        return empty(
            "Not looked at yet",
            html! { "The newest run did not get through the models. Once it does, what they lead to is told here." },
        );
    }
    if problems.is_empty() {
        return empty(
            "No problems",
            html! { "Nothing in the models leads to something you would not expect." },
        );
    }
    html! {
        <div class="scroll problems" tabindex="0" role="region" aria-label="Problems">
            <ul>{ for problems.iter().map(|problem| item(&page, problem)) }</ul>
        </div>
    }
}

fn item(page: &Page, problem: &Diagnostic) -> Html {
    let (class, name, word) = match problem.severity {
        Severity::Error => ("error", "error", "Error"),
        Severity::Warning => ("warning", "warning", "Warning"),
        Severity::Info => ("info", "info", "Note"),
    };
    html! {
        <li class={classes!("problem", class)}>
            <span class="problem-icon" role="img" aria-label={word}>{ icon(name) }</span>
            <div class="problem-text">
                <p>{ &problem.message }</p>
                <p class="problem-foot">
                    <code>{ &problem.code }</code>
                    if !problem.subject.is_empty() { <span>{ &problem.subject }</span> }
                    if let Some(origin) = &problem.origin { { origin_link(page, origin) } }
                </p>
            </div>
            if let Some(fix) = &problem.fix {
                <button class="button small" type="button" onclick={ let fix = fix.clone(); page.on(move |_: MouseEvent| AppAction::Fixed(fix.clone())) }>
                    { icon("wand") }{ &fix.title }
                </button>
            }
        </li>
    }
}
