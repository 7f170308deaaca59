//! What the colours and marks mean: only those that the drawing has.

use super::edge::{label, tone};
use crate::bridge::message::Report;
use yew::prelude::*;

/// The legend of this report's drawing.
pub fn legend(report: &Report) -> Html {
    let keys = report.tables.iter().flat_map(|table| &table.foreign_keys);
    let mut actions = Vec::new();
    for key in keys {
        if !actions.contains(&key.on_delete) {
            actions.push(key.on_delete);
        }
    }
    let item = |action: &Option<_>| {
        html! { <li class={format!("on-delete-{}", tone(*action))}><span class="legend-line"></span>{ label(*action) }</li> }
    };
    html! {
        <ul class="legend" aria-label="Legend">
            if !actions.is_empty() {
                <li class="legend-head">{ "On delete" }</li>
                { for actions.iter().map(item) }
            }
            <li><span class="legend-star">{ "*" }</span>{ "NOT NULL" }</li>
        </ul>
    }
}
