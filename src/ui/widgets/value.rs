//! One value of a row; NULL looks like no other.

use crate::{schema::Value, ui::logic::values};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ValueProps {
    pub value: Value,
}

/// The value's text.
#[component]
pub fn ValueText(props: &ValueProps) -> Html {
    match values::shown(&props.value) {
        Some(text) => html! { { text } },
        None => html! { <span class="null">{ "NULL" }</span> },
    }
}
