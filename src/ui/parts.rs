//! The bar at the foot of a narrow screen, where one part of the page is shown at a time.

use super::{
    hooks::use_page,
    state::{AppAction, View},
    widgets::icon,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PartsProps {
    pub open: View,
}

/// Code, Schema, Results. The arrow keys move between them.
#[component]
pub fn PartBar(props: &PartsProps) -> Html {
    let page = use_page();
    let open = props.open;
    let on_key = page.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| {
        let place = View::ALL.iter().position(|view| *view == open).unwrap_or(0);
        let count = View::ALL.len();
        let to = match event.key().as_str() {
            "ArrowRight" => (place + 1) % count,
            "ArrowLeft" => (place + count - 1) % count,
            _ => return,
        };
        event.prevent_default();
        on_key.dispatch(AppAction::ViewOpened(View::ALL[to]));
    });
    let button = |view: &'static View| {
        let is_open = *view == open;
        html! {
            <button
                type="button"
                role="tab"
                class="part"
                aria-selected={is_open.to_string()}
                aria-controls={format!("part-{}", view.id())}
                tabindex={if is_open { "0" } else { "-1" }}
                onclick={page.on(move |_: MouseEvent| AppAction::ViewOpened(*view))}
            >
                { icon(view.id()) }
                <span>{ view.label() }</span>
            </button>
        }
    };
    html! {
        <nav class="parts" aria-label="Parts of the page">
            <div class="part-row" role="tablist" aria-label="Parts of the page" onkeydown={on_key}>
                { for View::ALL.iter().map(button) }
            </div>
        </nav>
    }
}
