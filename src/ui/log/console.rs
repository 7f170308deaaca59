//! The console: what the learner's code printed, and the error it ended with.

use super::entries::more;
use crate::{
    bridge::message::{ConsoleLine, Report, RunError},
    ui::{
        hooks::{Page, use_page},
        logic::text,
        state::Shared,
        widgets::{empty, icon, origin_link},
    },
};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ConsoleProps {
    pub report: Shared<Report>,
    pub error: Option<Rc<RunError>>,
}

/// Lines that are drawn at first, and so many more each time.
const LINES: usize = 200;

#[component]
pub fn ConsolePane(props: &ConsoleProps) -> Html {
    let page = use_page();
    let shown = use_state(|| LINES);
    let report = &props.report;
    let hidden = report.console.len().saturating_sub(*shown);
    if report.console.is_empty() && props.error.is_none() {
        return empty(
            "The console is empty",
            html! { <>{ "What the script prints with " }<code>{ "console.log" }</code>{ " appears here." }</> },
        );
    }
    html! {
        <div class="scroll console" tabindex="0" role="region" aria-label="Console">
            <ol>
                { for report.console.iter().take(*shown).map(|one| line(&page, one)) }
                if hidden > 0 {
                    <li>{ more(&format!("Show more lines ({hidden})"), &shown, LINES) }</li>
                } else if report.console_dropped > 0 {
                    <li class="console-line quiet">{ format!("{} left out; the first are shown.", text::counted(report.console_dropped, "more line")) }</li>
                }
                if let Some(error) = &props.error {
                    <li class="console-line level-error">
                        { icon("error") }
                        <pre>{ format!("{}: {}", error.name, error.message) }</pre>
                        if let Some(origin) = &error.origin { { origin_link(&page, origin) } }
                    </li>
                }
            </ol>
        </div>
    }
}

fn line(page: &Page, line: &ConsoleLine) -> Html {
    let found = match line.level.as_str() {
        "error" => Some("error"),
        "warn" => Some("warning"),
        "info" => Some("info"),
        _ => None,
    };
    html! {
        <li class={classes!("console-line", format!("level-{}", line.level))}>
            if let Some(name) = found { { icon(name) } }
            <pre>{ &line.text }</pre>
            if let Some(origin) = &line.origin { { origin_link(page, origin) } }
        </li>
    }
}
