//! The switch of the five dialects: radio buttons side by side, a list where there is no room.

use crate::{
    dialect::Dialect,
    ui::{hooks::Page, state::AppAction},
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The switch, in both its shapes.
pub fn dialect_switch(page: &Page, chosen: Dialect) -> Html {
    let radio = |dialect: Dialect| {
        html! {
            <label class="segment" key={dialect.name()}>
                <input
                    type="radio"
                    name="dialect"
                    value={dialect.name()}
                    checked={dialect == chosen}
                    onchange={page.on(move |_: Event| AppAction::DialectChosen(dialect))}
                />
                <span>{ dialect.name() }</span>
            </label>
        }
    };
    let option = |dialect: Dialect| {
        html! { <option value={dialect.name()} selected={dialect == chosen}>{ dialect.name() }</option> }
    };
    let on_list = page.on(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let named = Dialect::ALL
            .into_iter()
            .find(|dialect| dialect.name() == value);
        AppAction::DialectChosen(named.unwrap_or_default())
    });
    html! {
        <>
            <fieldset class="segments">
                <legend class="unseen">{ "Dialect" }</legend>
                { for Dialect::ALL.into_iter().map(radio) }
            </fieldset>
            <select class="select dialect-list" aria-label="Dialect" onchange={on_list}>
                { for Dialect::ALL.into_iter().map(option) }
            </select>
        </>
    }
}
