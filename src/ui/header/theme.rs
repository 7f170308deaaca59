//! Light, dark, or as the system has it: a button that goes round, and the three side by side.

use crate::ui::{
    hooks::use_page,
    state::{AppAction, Theme},
    widgets::icon,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ThemeProps {
    pub theme: Theme,
}

/// Goes on to the next theme.
#[component]
pub fn ThemeButton(props: &ThemeProps) -> Html {
    let page = use_page();
    let next = props.theme.next();
    let label = format!(
        "{}. Change to {}",
        props.theme.label(),
        next.label().to_lowercase()
    );
    let on_click = page.on(move |_: MouseEvent| AppAction::ThemeChosen(next));
    html! {
        <button class="button icon-button theme-button" type="button" aria-label={label.clone()} title={label} onclick={on_click}>
            { icon(props.theme.id()) }
        </button>
    }
}

/// All three, one of them chosen.
#[component]
pub fn ThemeChoice(props: &ThemeProps) -> Html {
    let page = use_page();
    let radio = |theme: &Theme| {
        let theme = *theme;
        html! {
            <label class="segment" key={theme.id()}>
                <input
                    type="radio"
                    name="theme"
                    value={theme.id()}
                    checked={theme == props.theme}
                    onchange={page.on(move |_: Event| AppAction::ThemeChosen(theme))}
                />
                <span>{ theme.label() }</span>
            </label>
        }
    };
    html! {
        <fieldset class="segments theme-choice">
            <legend class="unseen">{ "Theme" }</legend>
            { for Theme::ALL.iter().map(radio) }
        </fieldset>
    }
}
