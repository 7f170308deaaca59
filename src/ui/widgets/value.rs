//! One value of a row; NULL looks like no other, and neither does a text without letters.

use crate::{schema::Value, ui::logic::values};
use yew::prelude::*;

/// The value's text.
pub fn value_text(value: &Value) -> Html {
    match values::shown(value) {
        Some(text) if text.is_empty() => html! { <span class="null">{ "empty" }</span> },
        Some(text) => html! { { text } },
        None => html! { <span class="null">{ "NULL" }</span> },
    }
}
