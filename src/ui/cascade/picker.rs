//! Which statement the pane is about: a button that names it, and the list of all that had effects.

use crate::{
    bridge::message::{LogEntry, Report, Request, TableView, TraceOf, limits},
    ui::{hooks::Page, logic::cascade, widgets::icon},
};
use yew::prelude::*;

const ID: &str = "statements-menu";

/// Names the statement that is shown: the log entry of that number.
pub fn picker_button(log: &[LogEntry], number: u64) -> Html {
    let Some(entry) = log.iter().find(|entry| entry.number == number) else {
        return Html::default();
    };
    let is_alone = log.iter().filter(|entry| has_effects(entry)).count() < 2;
    html! {
        <button class="button small picker" type="button" popovertarget={ID} disabled={is_alone} title="Show another statement">
            <code class="picker-call">{ &entry.call }</code>
            <span class="quiet">{ place(entry) }</span>
            { icon("chevron-down") }
        </button>
    }
}

/// The statements that touched rows or were refused, the newest first.
pub fn picker_list(page: &Page, report: &Report, shown: u64) -> Html {
    let item = |entry: &LogEntry| {
        let (page, number) = (page.clone(), entry.number);
        let on_click = Callback::from(move |_: MouseEvent| {
            page.ask(Request::Events {
                of: TraceOf::Logged(number),
                offset: 0,
                limit: limits::EVENTS,
            });
        });
        let is_open = entry.number == shown;
        html! {
            <li key={entry.number}>
                <button
                    class={classes!("menu-item", is_open.then_some("open"))}
                    type="button"
                    popovertarget={ID}
                    popovertargetaction="hide"
                    aria-current={is_open.then_some("true")}
                    onclick={on_click}
                >
                    <span class="menu-title"><code>{ &entry.call }</code><span class="quiet">{ place(entry) }</span></span>
                    <span class="menu-text">{ outcome(entry, &report.tables) }</span>
                </button>
            </li>
        }
    };
    html! {
        <div id={ID} class="menu statements" popover="auto">
            <ul>{ for report.log.iter().rev().filter(|entry| has_effects(entry)).map(item) }</ul>
        </div>
    }
}

fn has_effects(entry: &LogEntry) -> bool {
    entry
        .statements
        .iter()
        .any(|statement| !statement.effects.is_empty())
}

fn place(entry: &LogEntry) -> String {
    entry
        .origin
        .as_ref()
        .map_or_else(String::new, |origin| format!(" line {}", origin.line))
}

fn outcome(entry: &LogEntry, tables: &[TableView]) -> String {
    let effects: Vec<_> = entry
        .statements
        .iter()
        .flat_map(|s| s.effects.iter().cloned())
        .collect();
    let refused = if entry.error.is_some() {
        "refused: "
    } else {
        ""
    };
    format!("{refused}{}", cascade::summary(&effects, tables))
}
