//! Light, dark, or as the system has it: a button that goes round, and the three side by side.

use crate::ui::{
    hooks::Page,
    state::{AppAction, Theme},
    widgets::icon,
};
use yew::prelude::*;

/// Goes on to the next theme.
pub fn theme_button(page: &Page, theme: Theme) -> Html {
    let next = theme.next();
    let label = format!(
        "{}. Change to {}",
        theme.label(),
        next.label().to_lowercase()
    );
    let on_click = page.on(move |_: MouseEvent| AppAction::ThemeChosen(next));
    html! {
        <button class="button icon-button theme-button" type="button" aria-label={label.clone()} title={label} onclick={on_click}>
            { icon(theme.id()) }
        </button>
    }
}

/// All three, one of them chosen.
pub fn theme_choice(page: &Page, chosen: Theme) -> Html {
    let radio = |theme: &Theme| {
        let theme = *theme;
        html! {
            <label class="segment" key={theme.id()}>
                <input
                    type="radio"
                    name="theme"
                    value={theme.id()}
                    checked={theme == chosen}
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
