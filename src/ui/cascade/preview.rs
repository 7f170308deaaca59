//! The head of a preview: what a deletion would do, and the choice to make it.

use crate::{
    bridge::message::{EventPage, Request},
    ui::{
        data::ROWS_ID,
        hooks::Page,
        state::AppAction,
        widgets::{focus_once_drawn, icon},
    },
};
use yew::prelude::*;

/// Its id, for the focus: what it was asked from is no longer on the screen.
pub const ID: &str = "preview";

/// Says what is previewed and that nothing has changed.
pub fn preview(table: &str, row: u64, trace: &EventPage, page: &Page) -> Html {
    let own = trace.events.first().filter(|event| event.index == 0);
    let label = own.map_or("the row", |event| event.label.as_str());
    let is_refused = trace.refused.is_some();
    let on_delete = {
        let (page, table) = (page.clone(), table.to_owned());
        Callback::from(move |_: MouseEvent| {
            page.ask(Request::DeleteRow {
                table: table.clone(),
                row,
            });
        })
    };
    let close = {
        let page = page.clone();
        move || {
            page.dispatch(AppAction::PreviewClosed);
            focus_once_drawn(ROWS_ID);
        }
    };
    let on_close = close.clone();
    let on_close = Callback::from(move |_: MouseEvent| on_close());
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    });
    let outcome = if is_refused {
        "It would be refused. "
    } else {
        ""
    };
    html! {
        <div id={ID} class="banner preview" tabindex="-1" role="group" aria-label="Preview of a deletion" onkeydown={on_key}>
            { icon("what-if") }
            <div class="banner-text">
                <strong>{ format!("What if {table} {label} were deleted? ") }</strong>
                { outcome }{ "This is a preview: nothing has changed." }
            </div>
            if !is_refused {
                <button class="button danger" type="button" onclick={on_delete}>{ icon("trash") }{ "Delete it" }</button>
            }
            <button class="button" type="button" onclick={on_close}>{ "Close" }</button>
        </div>
    }
}
