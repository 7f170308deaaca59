//! The whole trace in one line: what the statement did → what followed from it.

use crate::{
    bridge::message::{Effect, TableView},
    ui::{
        logic::{cascade, text},
        widgets::icon,
    },
};
use yew::prelude::*;

/// The effects of one statement on rows of `tables`.
pub fn counts(tables: &[TableView], effects: &[Effect], is_refused: bool) -> Html {
    let count = |effect: &Effect| {
        html! {
            <li class={classes!("count", format!("tone-{}", cascade::tone(effect.action)))}>
                <strong>{ text::grouped(effect.count) }</strong>
                <span class="count-table">{ cascade::rows_of(&effect.table, effect.count, tables) }</span>
                <span>{ cascade::verb(effect.action) }</span>
            </li>
        }
    };
    let (own, others): (Vec<_>, Vec<_>) = effects.iter().partition(|e| cascade::is_own(e.action));
    html! {
        <ul class={classes!("counts", is_refused.then_some("undone"))} aria-label={cascade::summary(effects, tables)}>
            { for own.iter().copied().map(count) }
            if !own.is_empty() && !others.is_empty() {
                <li class="count-arrow" aria-hidden="true">{ icon("chevron-right") }</li>
            }
            { for others.iter().copied().map(count) }
        </ul>
    }
}
