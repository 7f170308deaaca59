//! The console: what the learner's code printed, and the error it ended with.

use super::entries::more;
use crate::{
    bridge::message::{ConsoleLine, Report, RunError},
    ui::{
        logic::text,
        state::Shared,
        widgets::{Empty, OriginLink, icon},
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
    let shown = use_state(|| LINES);
    let report = &props.report;
    let hidden = report.console.len().saturating_sub(*shown);
    if report.console.is_empty() && props.error.is_none() {
        return html! {
            <Empty title="The console is empty">{ "What the script prints with " }<code>{ "console.log" }</code>{ " appears here." }</Empty>
        };
    }
    html! {
        <div class="scroll console" tabindex="0" role="region" aria-label="Console">
            <ol>
                { for report.console.iter().take(*shown).enumerate().map(|(place, line)| html! { <Line key={place} line={line.clone()} /> }) }
                if hidden > 0 {
                    <li>{ more(&format!("Show more lines ({hidden})"), &shown, LINES) }</li>
                } else if report.console_dropped > 0 {
                    <li class="console-line quiet">{ format!("{} left out; the first are shown.", text::counted(report.console_dropped, "more line")) }</li>
                }
                if let Some(error) = &props.error {
                    <li class="console-line level-error">
                        { icon("error") }
                        <pre>{ format!("{}: {}", error.name, error.message) }</pre>
                        if let Some(origin) = &error.origin { <OriginLink origin={origin.clone()} /> }
                    </li>
                }
            </ol>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    line: ConsoleLine,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let line = &props.line;
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
            if let Some(origin) = &line.origin { <OriginLink origin={origin.clone()} /> }
        </li>
    }
}
