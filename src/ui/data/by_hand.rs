//! What a change by hand came to, and the way to its effects.

use crate::{
    bridge::message::Report,
    ui::{
        hooks::use_page,
        logic::cascade,
        state::{AppAction, Lower, Shared},
    },
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ByHandProps {
    pub report: Shared<Report>,
}

#[component]
pub fn ByHand(props: &ByHandProps) -> Html {
    let page = use_page();
    let effects = props
        .report
        .trace
        .as_ref()
        .map(|trace| cascade::summary(&trace.effects, &props.report.tables));
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
