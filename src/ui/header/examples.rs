//! The menu of examples: a popover that the browser opens and closes by itself.

use crate::ui::{examples, hooks::use_page, state::AppAction, widgets::icon};
use yew::prelude::*;

const ID: &str = "examples-menu";

#[component]
pub fn ExamplesMenu() -> Html {
    let page = use_page();
    let item = |example: &'static examples::Example| {
        let on_click = page.on(move |_: MouseEvent| AppAction::ExampleOpened(example));
        html! {
            <li key={example.title}>
                <button class="menu-item" type="button" popovertarget={ID} popovertargetaction="hide" onclick={on_click}>
                    <span class="menu-title">{ example.title }</span>
                    <span class="menu-text">{ example.about }</span>
                </button>
            </li>
        }
    };
    html! {
        <>
            <button class="button quiet-button examples" type="button" popovertarget={ID}>
                { "Examples" }{ icon("chevron-down") }
            </button>
            <div id={ID} class="menu" popover="auto">
                <p class="menu-head">{ "Examples" }</p>
                <p class="menu-note">{ "Opening one takes the place of what is in the editor, which can be brought back right after." }</p>
                <ul>{ for examples::ALL.iter().map(item) }</ul>
            </div>
        </>
    }
}
