//! The whole trace in one line: what the statement did → what followed from it.

use crate::{
    bridge::message::{Effect, EventAction},
    ui::{
        logic::{cascade, text},
        widgets::Icon,
    },
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CountsProps {
    pub effects: Vec<Effect>,
    pub is_refused: bool,
}

#[component]
pub fn Counts(props: &CountsProps) -> Html {
    let is_own = |effect: &&Effect| {
        matches!(
            effect.action,
            EventAction::Insert | EventAction::Update | EventAction::Delete
        )
    };
    let count = |effect: &Effect| {
        html! {
            <li class={classes!("count", format!("tone-{}", cascade::tone(effect.action)))}>
                <strong>{ text::grouped(effect.count) }</strong>
                <span class="count-table">{ &effect.table }</span>
                <span>{ cascade::verb(effect.action) }</span>
            </li>
        }
    };
    let has_both =
        props.effects.iter().any(|e| is_own(&e)) && !props.effects.iter().all(|e| is_own(&e));
    html! {
        <ul class={classes!("counts", props.is_refused.then_some("undone"))} aria-label={cascade::summary(&props.effects)}>
            { for props.effects.iter().filter(is_own).map(count) }
            if has_both { <li class="count-arrow" aria-hidden="true"><Icon name="chevron-right" /></li> }
            { for props.effects.iter().filter(|e| !is_own(e)).map(count) }
        </ul>
    }
}
