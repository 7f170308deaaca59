//! The DDL: a block a table, wrapped for reading or exactly as Sequelize sends it.

mod block;

use crate::{
    bridge::message::{DdlStatement, Report},
    ui::{
        diagram::{WhyPanel, closes_why},
        hooks::use_page,
        state::{AppAction, Selection, Shared},
        widgets::{empty, icon},
    },
};
use block::DdlBlock;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DdlProps {
    pub report: Shared<Report>,
    pub wrap: bool,
    pub selection: Option<Selection>,
}

#[component]
pub fn DdlPane(props: &DdlProps) -> Html {
    let page = use_page();
    let ddl = &props.report.ddl;
    if ddl.is_empty() {
        return empty(
            "No statements yet",
            html! { "Define a model in Models, and the SQL that makes its table appears here as you type." },
        );
    }
    let all: String = ddl
        .iter()
        .map(|statement| statement.sql.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let wrap = !props.wrap;
    let (name, label) = if props.wrap {
        ("line", "Exact lines")
    } else {
        ("wrap", "Wrapped lines")
    };
    let blocks = blocks(ddl);
    let block = |(table, statements): &(String, Vec<String>)| {
        html! {
            <DdlBlock
                key={format!("{table} {}", statements.first().map_or("", String::as_str))}
                table={table.clone()}
                statements={statements.clone()}
                wrap={props.wrap}
                selection={props.selection.clone().filter(|s| s.table() == table)}
            />
        }
    };
    html! {
        <div class="ddl" onkeydown={closes_why(&page)}>
            <div class="tools">
                <span class="quiet">{ format!("What sync() sends on {}", props.report.dialect) }</span>
                <span class="tools-space"></span>
                <button class="button small" type="button" onclick={page.on(move |_: MouseEvent| AppAction::DdlWrapped(wrap))}>
                    { icon(name) }{ label }
                </button>
                <button class="button small" type="button" onclick={Callback::from(move |_: MouseEvent| copy(all.clone()))}>
                    { icon("copy") }{ "Copy all" }
                </button>
            </div>
            <div class="scroll ddl-blocks" tabindex="0" role="region" aria-label="DDL">{ for blocks.iter().map(block) }</div>
            if let Some(selection) = &props.selection {
                <WhyPanel report={props.report.clone()} selection={selection.clone()} />
            }
        </div>
    }
}

/// Statements in a row about one table stand in one block.
fn blocks(ddl: &[DdlStatement]) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for statement in ddl {
        match out.last_mut() {
            Some((table, statements)) if *table == statement.table => {
                statements.push(statement.sql.clone());
            }
            _ => out.push((statement.table.clone(), vec![statement.sql.clone()])),
        }
    }
    out
}

/// Puts the text on the clipboard; where the browser forbids it, the text can still be selected.
pub fn copy(text: String) {
    spawn_local(async move {
        let clipboard = gloo::utils::window().navigator().clipboard();
        let _ = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await;
    });
}
