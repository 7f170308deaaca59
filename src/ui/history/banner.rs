//! The sentence above the panes while they show the past, and the ways out of it.

use crate::{
    bridge::message::{Past, Request},
    ui::{hooks::Page, logic::past, widgets::icon},
};
use yew::prelude::*;

/// Says which moment is shown, what has changed since, and leads back, forth, or on from here.
pub fn past_banner(past: &Past, page: &Page) -> Html {
    let number = past.moment.number;
    let asks = |question: Request| {
        let page = page.clone();
        Callback::from(move |_: MouseEvent| page.ask(question.clone()))
    };
    let step = |name: &'static str, label: &'static str, to: Option<u64>| {
        let on_click = asks(Request::LookBack { number: to });
        html! {
            <button class="button icon-button" type="button" aria-label={label} title={label} disabled={to.is_none()} onclick={on_click}>{ icon(name) }</button>
        }
    };
    let before = (number > past.oldest).then(|| number - 1);
    html! {
        <div class="banner past" aria-live="polite">
            { icon("past") }
            <div class="banner-text">
                <strong>{ format!("You are looking at the past: after statement {number} of {}. ", past.newest) }</strong>
                <span class="past-since">{ past::since(&past.changes) }</span>
            </div>
            <div class="past-tools">
                { step("chevron-left", "One statement back", before) }
                { step("chevron-right", "One statement forward", Some(number + 1)) }
                <button class="button" type="button" title="Makes this moment the present; the statements after it stay in the history" onclick={asks(Request::Restore { number })}>{ "Continue from here" }</button>
                <button class="button primary" type="button" onclick={asks(Request::LookBack { number: None })}>{ "Return to now" }</button>
            </div>
        </div>
    }
}
