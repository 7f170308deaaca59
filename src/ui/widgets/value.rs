//! One value of a row; NULL looks like no other.

use crate::{schema::Value, ui::logic::values};
use yew::prelude::*;

/// The value's text.
pub fn value_text(value: &Value) -> Html {
    match values::shown(value) {
        Some(text) => html! { { text } },
        None => html! { <span class="null">{ "NULL" }</span> },
    }
}
