//! The switch of the five dialects: radio buttons side by side, a list where there is no room.

use crate::{
    dialect::Dialect,
    ui::{hooks::use_page, state::AppAction},
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DialectProps {
    pub dialect: Dialect,
}

#[component]
pub fn DialectSwitch(props: &DialectProps) -> Html {
    let page = use_page();
    let radio = |dialect: Dialect| {
        html! {
            <label class="segment" key={dialect.name()}>
                <input
                    type="radio"
                    name="dialect"
                    value={dialect.name()}
                    checked={dialect == props.dialect}
                    onchange={page.on(move |_: Event| AppAction::DialectChosen(dialect))}
                />
                <span>{ dialect.name() }</span>
            </label>
        }
    };
    let option = |dialect: Dialect| {
        html! { <option value={dialect.name()} selected={dialect == props.dialect}>{ dialect.name() }</option> }
    };
    let on_list = page.on(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let chosen = Dialect::ALL
            .into_iter()
            .find(|dialect| dialect.name() == value);
        AppAction::DialectChosen(chosen.unwrap_or_default())
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
