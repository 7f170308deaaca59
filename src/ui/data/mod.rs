//! The rows: a list of tables, and the open one as a grid that can be edited.

mod by_hand;
mod cell;
mod grid;
mod new_row;
pub mod pager;
mod row;

use crate::{
    bridge::message::{Report, TableChange, TableView},
    schema::TableKind,
    ui::{
        hooks::use_page,
        logic::{past, text},
        state::{AppAction, GridPage, Refusal, Shared, Sought},
        widgets::{empty, icon},
    },
};
pub use grid::ROWS_ID;

use grid::Grid;
use std::rc::Rc;
use vecmap::VecMap;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DataProps {
    pub report: Shared<Report>,
    pub open: Option<String>,
    pub pages: Rc<VecMap<String, GridPage>>,
    pub refused: Option<Rc<Refusal>>,
    pub by_hand: bool,
    pub sought: Option<Sought>,
}

#[component]
pub fn DataPane(props: &DataProps) -> Html {
    let page = use_page();
    let tables = &props.report.tables;
    let open = props
        .open
        .as_ref()
        .and_then(|name| tables.iter().position(|t| t.name == *name));
    let Some(open) = open.or_else(|| first_with_rows(tables)) else {
        return empty(
            "No tables yet",
            html! { <>{ "Define a model in Models and call " }<code>{ "sequelize.sync()" }</code>{ " in the script." }</> },
        );
    };
    let item = |table: &TableView| {
        let is_open = tables[open].name == table.name;
        let name = table.name.clone();
        html! {
            <li key={table.name.clone()}>
                <button
                    class={classes!("table-item", is_open.then_some("open"))}
                    type="button"
                    aria-current={is_open.then_some("true")}
                    onclick={page.on(move |_: MouseEvent| AppAction::TableOpened(name.clone()))}
                >
                    <span class="table-name">{ &table.name }</span>
                    if let Some(change) = change_of(&props.report, &table.name) {
                        <span class="table-since" title="Rows added, deleted and changed since">{ past::signs(change) }</span>
                    }
                    <span class="table-count">{ if table.exists { text::grouped(table.rows.total as u64) } else { "–".into() } }</span>
                </button>
            </li>
        }
    };
    let of_kind = |kind: TableKind| tables.iter().filter(move |table| table.kind == kind);
    let on_close = page.on(|_: MouseEvent| AppAction::RefusalClosed);
    html! {
        <div class="data">
            <nav class="table-list" aria-label="Tables">
                <ul>{ for of_kind(TableKind::Model).map(item) }</ul>
                if of_kind(TableKind::Join).next().is_some() {
                    <p class="table-group" id="join-tables">{ "Join tables" }</p>
                    <ul aria-labelledby="join-tables">{ for of_kind(TableKind::Join).map(item) }</ul>
                }
            </nav>
            <div class="grid-side">
                if let Some(refused) = &props.refused {
                    <div class="banner alarm" role="alert">
                        { icon("blocked") }
                        <div class="banner-text">
                            <strong>{ format!("{}. ", refused.attempt) }</strong>{ &refused.error.message }
                            if !refused.error.hint.is_empty() { <span class="error-hint">{ &refused.error.hint }</span> }
                        </div>
                        <button class="button icon-button" type="button" aria-label="Close this message" onclick={on_close}>{ icon("close") }</button>
                    </div>
                }
                <Grid
                    key={tables[open].name.clone()}
                    report={props.report.clone()}
                    place={open}
                    page={props.pages.get(&tables[open].name).cloned().unwrap_or_default()}
                    by_hand={props.by_hand}
                    sought={props.sought.clone().filter(|sought| sought.table == tables[open].name)}
                />
            </div>
        </div>
    }
}

/// What opens by itself: the first table that has rows, else the first.
fn first_with_rows(tables: &[TableView]) -> Option<usize> {
    let filled = tables.iter().position(|table| table.rows.total > 0);
    filled.or((!tables.is_empty()).then_some(0))
}

/// How a table of the past differs from now.
fn change_of<'a>(report: &'a Report, table: &str) -> Option<&'a TableChange> {
    let past = report.past.as_ref()?;
    past.changes.iter().find(|change| change.table == table)
}
