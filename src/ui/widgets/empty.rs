//! What a pane says when it has nothing to show: what would stand here, and how to get it.

use yew::prelude::*;

/// A calm sentence in the middle of a pane.
pub fn empty(title: &str, words: Html) -> Html {
    html! {
        <div class="empty">
            <p class="empty-title">{ title.to_owned() }</p>
            <p>{ words }</p>
        </div>
    }
}
