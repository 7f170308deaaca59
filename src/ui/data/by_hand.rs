//! What a change by hand came to, and the way to its effects.

use crate::{
    bridge::message::Report,
    ui::{
        hooks::Page,
        logic::cascade,
        state::{AppAction, Lower},
    },
};
use yew::prelude::*;

/// The note on the newest change by hand.
pub fn by_hand(page: &Page, report: &Report) -> Html {
    let trace = report.trace.as_ref();
    let effects = trace.map(|trace| cascade::summary(&trace.effects, &report.tables));
    html! {
        <>
            if let Some(effects) = effects {
                <button
                    class="by-hand"
                    type="button"
                    title="Show the effects one by one"
                    onclick={page.on(|_: MouseEvent| AppAction::LowerOpened(Lower::Cascade))}
                >{ effects }</button>
            }
            <span class="quiet by-hand-note">{ "By hand: the next run starts afresh" }</span>
        </>
    }
}
