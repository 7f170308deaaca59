//! A place in the learner's text, as a button that leads there.

use crate::{
    schema::Origin,
    ui::{hooks::Page, state::AppAction},
};
use yew::prelude::*;

/// `script.js:12`, which opens the editor there.
pub fn origin_link(page: &Page, origin: &Origin) -> Html {
    let origin = origin.clone();
    let text = format!("{}:{}", origin.file, origin.line);
    let on_click = page.on(move |_: MouseEvent| AppAction::Revealed(origin.clone()));
    html! {
        <button class="origin" type="button" title="Show in the editor" onclick={on_click}>{ text }</button>
    }
}
