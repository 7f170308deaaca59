//! One row of a grid: its values, where its keys lead, and what can be done with it.

use super::{
    cell::{Cell, cell},
    grid::ROWS_ID,
};
use crate::{
    bridge::message::{EventAction, Request, Since, TableView, TraceOf, limits},
    schema::Value,
    ui::{
        hooks::Page,
        logic::{cascade, rows, values},
        state::Sought,
        widgets::{focus, icon},
    },
};
use yew::prelude::*;

/// What all rows of a grid have in common.
pub struct RowContext<'a> {
    pub page: &'a Page,
    pub table: &'a TableView,
    /// The row and the column that are being edited.
    pub editing: &'a UseStateHandle<Option<(u64, usize)>>,
    pub sought: Option<&'a Sought>,
    /// The rows are of the past, where nothing can be changed.
    pub is_past: bool,
}

/// A row, marked if the newest statement touched it or the past differs from now.
pub fn row(
    context: &RowContext<'_>,
    id: u64,
    values: &[Value],
    touched: Option<EventAction>,
    since: Option<&Since>,
) -> Html {
    let RowContext {
        page,
        table,
        editing,
        sought,
        is_past,
    } = context;
    let now = match since {
        Some(Since::Changed(now)) => Some(now),
        _ => None,
    };
    let cells = table.columns.iter().enumerate().map(|(index, column)| {
        let (starts, ends) = (editing.setter(), editing.setter());
        let (asks, name, of) = ((*page).clone(), column.name.clone(), table.name.clone());
        let value = values.get(index).unwrap_or(&Value::Null);
        let view = Cell {
            id: format!("cell-{id}-{index}"),
            column,
            value,
            is_fixed: *is_past,
            now: now
                .and_then(|now| now.get(index))
                .filter(|now| *now != value),
            is_editing: !is_past && ***editing == Some((id, index)),
            leads_to: rows::leads_to(table, column, values),
            on_edit: Callback::from(move |()| starts.set(Some((id, index)))),
            on_done: Callback::from(move |value: Option<Value>| {
                ends.set(None);
                if let Some(value) = value {
                    asks.ask(Request::UpdateRow {
                        table: of.clone(),
                        row: id,
                        values: vec![(name.clone(), value)],
                    });
                }
            }),
        };
        cell(page, view)
    });
    let is_sought = sought.is_some_and(|sought| rows::is_sought(sought, table, values));
    let class = classes!(
        is_sought.then_some("sought"),
        touched.map(|action| format!("changed-{}", cascade::tone(action))),
        matches!(since, Some(Since::Gone)).then_some("since-gone"),
    );
    html! {
        <tr key={id} {class} title={matches!(since, Some(Since::Gone)).then_some("Deleted since")}>
            { for cells }
            if !is_past { { tools(page, table, id, values) } }
        </tr>
    }
}

/// What can be done with a row: look at what its deletion would take along, and delete it.
fn tools(page: &Page, table: &TableView, id: u64, values: &[Value]) -> Html {
    let name = values.first().map(values::in_words).unwrap_or_default();
    let button = |picture: &'static str, label: String, question: Request| {
        let page = page.clone();
        let on_click = Callback::from(move |_: MouseEvent| {
            // The button may go with its row.
            focus(ROWS_ID);
            page.ask(question.clone());
        });
        html! {
            <button class="button icon-button ghost" type="button" aria-label={label.clone()} title={label} onclick={on_click}>{ icon(picture) }</button>
        }
    };
    let preview = Request::Events {
        of: TraceOf::WhatIf(table.name.clone(), id),
        offset: 0,
        limit: limits::EVENTS,
    };
    let delete = Request::DeleteRow {
        table: table.name.clone(),
        row: id,
    };
    html! {
        <td class="row-tools">
            { button("what-if", format!("What if I deleted row {name}?"), preview) }
            { button("trash", format!("Delete row {name}"), delete) }
        </td>
    }
}
