//! One table's statements.

use super::copy;
use crate::ui::{
    hooks::use_page,
    logic::sql::{self, Line},
    state::{AppAction, Selection},
    widgets::{icon, sql_text},
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BlockProps {
    pub table: String,
    pub statements: Vec<String>,
    pub wrap: bool,
    pub selection: Option<Selection>,
}

#[component]
pub fn DdlBlock(props: &BlockProps) -> Html {
    let page = use_page();
    let text = props.statements.join("\n");
    let name = props.table.clone();
    let on_title =
        page.on(move |_: MouseEvent| AppAction::Selected(Some(Selection::Table(name.clone()))));
    let line = |line: Line| {
        let text = AttrValue::from(line.text);
        let indent = if line.indent > 0 { "indented" } else { "" };
        let Some(column) = line.column else {
            return html! { <div class={classes!("sql-line", indent)}>{ sql_text(&text) }</div> };
        };
        let own = Selection::Column {
            table: props.table.clone(),
            column: column.clone(),
        };
        let is_selected = props.selection.as_ref() == Some(&own);
        let on_click = page.on(move |_: MouseEvent| AppAction::Selected(Some(own.clone())));
        html! {
            <button
                class={classes!("sql-line", "sql-column", indent, is_selected.then_some("selected"))}
                type="button"
                title={format!("Why is {column} here?")}
                onclick={on_click}
            >
                { sql_text(&text) }
            </button>
        }
    };
    let statement = |text: &String| {
        if props.wrap {
            html! { <div class="statement">{ for sql::lines(text).into_iter().map(line) }</div> }
        } else {
            html! { <div class="statement exact">{ sql_text(&text.clone()) }</div> }
        }
    };
    html! {
        <section class="ddl-block" aria-label={props.table.clone()}>
            <div class="ddl-head">
                if props.table.is_empty() {
                    <span class="ddl-title">{ "Before and after" }</span>
                } else {
                    <button class="ddl-title" type="button" title="Why is this table here?" onclick={on_title}>{ &props.table }</button>
                }
                <button
                    class="button icon-button ghost"
                    type="button"
                    aria-label={format!("Copy the SQL of {}", props.table)}
                    title="Copy"
                    onclick={Callback::from(move |_: MouseEvent| copy(text.clone()))}
                >
                    { icon("copy") }
                </button>
            </div>
            { for props.statements.iter().map(statement) }
        </section>
    }
}
