//! The log: each call, its statements, the rows they touched.

use crate::{
    bridge::message::{LogEntry, Report, StatementView, TableView},
    ui::{
        hooks::use_page,
        logic::{cascade, text, values},
        state::Shared,
        widgets::{empty, origin_link, sql_text},
    },
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct LogProps {
    pub report: Shared<Report>,
}

/// Calls that are drawn at first, and so many more each time.
const CALLS: usize = 100;
/// Statements of one call that are drawn at first.
const STATEMENTS: usize = 20;

#[component]
pub fn LogPane(props: &LogProps) -> Html {
    let shown = use_state(|| CALLS);
    let report = &props.report;
    if report.log.is_empty() {
        return empty(
            "Nothing was sent to the database yet",
            html! { "Each call of the script appears here, with the SQL it became." },
        );
    }
    let hidden = report.log.len().saturating_sub(*shown);
    let drawn = &report.log[hidden..];
    html! {
        <div class="scroll log" tabindex="0" role="region" aria-label="Log">
            if report.log_dropped > 0 {
                <p class="quiet log-note">{ format!("{} left out; the newest are shown.", text::counted(report.log_dropped, "earlier call")) }</p>
            }
            if hidden > 0 {
                { more(&format!("Show earlier calls ({hidden})"), &shown, CALLS) }
            }
            <ol>{ for drawn.iter().map(|entry| html! { <Entry key={entry.number} entry={entry.clone()} report={report.clone()} /> }) }</ol>
        </div>
    }
}

/// A button that lets so many more lines be drawn.
pub fn more(label: &str, shown: &UseStateHandle<usize>, by: usize) -> Html {
    let (to, shown) = (**shown + by, shown.clone());
    let on_click = Callback::from(move |_: MouseEvent| shown.set(to));
    html! { <p class="log-note"><button class="button small" type="button" onclick={on_click}>{ label.to_owned() }</button></p> }
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    entry: LogEntry,
    report: Shared<Report>,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let page = use_page();
    let shown = use_state(|| STATEMENTS);
    let entry = &props.entry;
    let hidden = entry.statements.len().saturating_sub(*shown);
    html! {
        <li class={classes!("log-entry", entry.error.is_some().then_some("failed"))}>
            <div class="log-head">
                <code class="log-call">{ &entry.call }</code>
                if let Some(origin) = &entry.origin { { origin_link(&page, origin) } }
            </div>
            { for entry.statements.iter().take(*shown).map(|one| statement(one, &props.report.tables)) }
            if hidden > 0 {
                { more(&format!("Show the rest ({hidden})"), &shown, hidden) }
            }
            if let Some(error) = &entry.error {
                <p class="log-error"><strong>{ &error.name }</strong>{ " " }{ &error.message }</p>
            }
        </li>
    }
}

fn statement(statement: &StatementView, tables: &[TableView]) -> Html {
    let bind = statement.bind.iter().enumerate();
    let bind: Vec<String> = bind
        .map(|(i, value)| format!("${} = {}", i + 1, values::in_words(value)))
        .collect();
    html! {
        <div class="log-statement">
            { sql_text(&statement.sql.clone()) }
            if !bind.is_empty() { <span class="log-bind">{ bind.join(", ") }</span> }
            <span class="log-outcome">{ outcome(statement, tables) }</span>
        </div>
    }
}

/// What the statement came to; nothing for one that touches no rows.
fn outcome(statement: &StatementView, tables: &[TableView]) -> String {
    if !statement.effects.is_empty() {
        cascade::summary(&statement.effects, tables)
    } else if statement.returned > 0 {
        format!("{} returned", text::counted(statement.returned, "row"))
    } else if statement.sql.starts_with("SELECT") {
        "no rows".into()
    } else {
        String::new()
    }
}
