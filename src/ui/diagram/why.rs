//! "Why is this here?": the declarations behind a table, a column or a key, the winner first,
//! then those that were ignored and by which rule.

use super::edge::label;
use crate::{
    bridge::message::{ColumnView, ForeignKeyView, Report, TableView},
    schema::{Cause, TableKind},
    ui::{
        hooks::{Page, use_page},
        state::{AppAction, Selection, Shared},
        widgets::{icon, origin_link},
    },
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WhyProps {
    pub report: Shared<Report>,
    pub selection: Selection,
}

#[component]
pub fn WhyPanel(props: &WhyProps) -> Html {
    let page = use_page();
    let find = |name: &str| props.report.tables.iter().find(|table| table.name == name);
    let Some(table) = find(props.selection.table()) else {
        return Html::default();
    };
    let (title, facts, causes) = match &props.selection {
        Selection::Table(_) => (table.name.clone(), table_facts(table), &table.causes),
        Selection::Column { column, .. } => {
            let Some(column) = table.columns.iter().find(|c| c.name == *column) else {
                return Html::default();
            };
            (
                format!("{}.{}", table.name, column.name),
                column_facts(column),
                &column.causes,
            )
        }
        Selection::Key { index, .. } => {
            let Some(key) = table.foreign_keys.get(*index) else {
                return Html::default();
            };
            (
                format!("{} → {}", table.name, key.referenced_table),
                key_facts(key),
                &key.causes,
            )
        }
    };
    let on_close = page.on(|_: MouseEvent| AppAction::Selected(None));
    html! {
        <aside class="why" aria-label="Why is this here?">
            <div class="why-head">
                <div>
                    <p class="why-question">{ "Why is this here?" }</p>
                    <h2 class="why-title">{ title }</h2>
                </div>
                <button class="button icon-button" type="button" aria-label="Close" onclick={on_close}>{ icon("close") }</button>
            </div>
            <p class="why-facts">{ facts }</p>
            { cause_list(&page, causes) }
            if matches!(props.selection, Selection::Table(_)) {
                { contents(&page, table) }
            }
        </aside>
    }
}

/// Escape closes the panel, wherever the focus stands in what it is a panel of.
pub fn closes_why(page: &Page) -> Callback<KeyboardEvent> {
    let page = page.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            page.dispatch(AppAction::Selected(None));
        }
    })
}

fn cause_list(page: &Page, causes: &[Cause]) -> Html {
    let cause = |(place, cause): (usize, &Cause)| {
        html! {
            <li key={place} class={classes!("cause", cause.ignored.is_some().then_some("ignored"))}>
                <div class="cause-head">
                    <code>{ &cause.declaration }</code>
                    if let Some(origin) = &cause.origin { { origin_link(page, origin) } }
                </div>
                <p>{ &cause.effect }</p>
                if let Some(rule) = &cause.ignored {
                    <p class="cause-rule"><strong>{ "Ignored: " }</strong>{ rule }</p>
                }
            </li>
        }
    };
    if causes.is_empty() {
        return html! { <p class="quiet">{ "No declaration is recorded for this." }</p> };
    }
    html! { <ol class="causes">{ for causes.iter().enumerate().map(cause) }</ol> }
}

/// The table's columns and keys, so that the keyboard reaches what the mouse can click.
fn contents(page: &Page, table: &TableView) -> Html {
    let button = |words: String, selection: Selection| {
        let on_click = page.on(move |_: MouseEvent| AppAction::Selected(Some(selection.clone())));
        html! { <li><button class="chip" type="button" onclick={on_click}>{ words }</button></li> }
    };
    let column = |column: &ColumnView| {
        let selection = Selection::Column {
            table: table.name.clone(),
            column: column.name.clone(),
        };
        button(column.name.clone(), selection)
    };
    let key = |(index, key): (usize, &ForeignKeyView)| {
        button(
            format!("→ {}", key.referenced_table),
            Selection::Key {
                table: table.name.clone(),
                index,
            },
        )
    };
    let name = table.name.clone();
    let on_rows = page.on(move |_: MouseEvent| AppAction::TableOpened(name.clone()));
    html! {
        <>
            <h3 class="why-sub">{ "Ask about a column or key" }</h3>
            <ul class="chips">
                { for table.columns.iter().map(column) }
                { for table.foreign_keys.iter().enumerate().map(key) }
            </ul>
            <button class="button" type="button" onclick={on_rows}>{ "Show its rows" }</button>
        </>
    }
}

fn table_facts(table: &TableView) -> String {
    let made_of = match (table.kind, table.model.is_empty()) {
        (TableKind::Join, _) => "A join table: each row pairs one row of each side.".to_owned(),
        (_, true) => "A table made by SQL alone, with no model.".to_owned(),
        (_, false) => format!("The table of the model {}.", table.model),
    };
    let waits = if table.exists {
        ""
    } else {
        " It is not in the database yet: the script has not called sync()."
    };
    format!("{made_of}{waits}")
}

fn column_facts(column: &ColumnView) -> String {
    let mut facts = vec![column.data_type.clone()];
    facts.push(
        if column.nullable {
            "NULL allowed"
        } else {
            "NOT NULL"
        }
        .into(),
    );
    if column.primary_key {
        facts.push("part of the primary key".into());
    }
    if column.unique {
        facts.push("unique".into());
    }
    if column.auto_increment {
        facts.push("numbered by the database".into());
    }
    if !column.default.is_empty() {
        facts.push(format!("default {}", column.default));
    }
    if !column.attribute.is_empty() && column.attribute != column.name {
        facts.push(format!("attribute {}", column.attribute));
    }
    facts.join(" · ")
}

fn key_facts(key: &ForeignKeyView) -> String {
    let update = key.on_update.map_or(String::new(), |action| {
        format!(" · ON UPDATE {}", action.keyword())
    });
    format!(
        "{} references {}.{} · ON DELETE {}{update}",
        key.columns.join(", "),
        key.referenced_table,
        key.referenced_columns.join(", "),
        label(key.on_delete),
    )
}
