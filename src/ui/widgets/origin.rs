//! A place in the learner's text, as a button that leads there.

use crate::{
    schema::Origin,
    ui::{hooks::use_page, state::AppAction},
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OriginProps {
    pub origin: Origin,
}

/// `script.js:12`, which opens the editor there.
#[component]
pub fn OriginLink(props: &OriginProps) -> Html {
    let page = use_page();
    let origin = props.origin.clone();
    let text = format!("{}:{}", origin.file, origin.line);
    let on_click = page.on(move |_: MouseEvent| AppAction::Revealed(origin.clone()));
    html! {
        <button class="origin" type="button" title="Show in the editor" onclick={on_click}>{ text }</button>
    }
}
