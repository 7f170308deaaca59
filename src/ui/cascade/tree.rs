//! The tree of effects: each line below its cause, brothers of one kind in a group.

use crate::{
    bridge::message::{EventAction, EventPage},
    ui::{
        logic::cascade::{self, Node, NodeKind},
        state::Shared,
        widgets::icon,
    },
};
use vecmap::VecSet;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TreeProps {
    pub trace: Shared<EventPage>,
    pub step: Option<usize>,
}

#[component]
pub fn EffectTree(props: &TreeProps) -> Html {
    let collapsed = use_state(VecSet::<String>::new);
    let nodes = use_memo(
        (props.trace.clone(), (*collapsed).clone()),
        |(trace, collapsed)| cascade::tree(trace, collapsed),
    );
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(props.step, move |_| {
            let list = list.cast::<Element>();
            let current = list.and_then(|list| list.query_selector(".current").ok().flatten());
            if let Some(current) = current {
                let nearest = ScrollIntoViewOptions::new();
                nearest.set_block(ScrollLogicalPosition::Nearest);
                current.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    }
    let line = |node: &Node| {
        let place = match node.kind {
            NodeKind::Event(place) => Some(place),
            NodeKind::Group(..) => None,
        };
        let is_current = place.is_some() && place == props.step;
        let is_ahead = props
            .step
            .is_some_and(|step| place.is_some_and(|place| place > step));
        let on_toggle = {
            let (collapsed, key) = (collapsed.clone(), node.key.clone());
            Callback::from(move |_: MouseEvent| {
                let mut next = (*collapsed).clone();
                if !next.remove(&key) {
                    next.insert(key.clone());
                }
                collapsed.set(next);
            })
        };
        let toggle = if node.is_collapsed {
            "chevron-right"
        } else {
            "chevron-down"
        };
        html! {
            <li
                key={node.key.clone()}
                class={classes!(
                    "effect", format!("tone-{}", cascade::tone(node.action)),
                    is_current.then_some("current"), is_ahead.then_some("ahead"),
                )}
                style={format!("--level: {}", node.level)}
            >
                if node.has_children {
                    <button
                        class="toggle" type="button" aria-expanded={(!node.is_collapsed).to_string()}
                        aria-label={if node.is_collapsed { "Show what followed" } else { "Hide what followed" }}
                        onclick={on_toggle}
                    >{ icon(toggle) }</button>
                } else {
                    <span class="toggle" aria-hidden="true"></span>
                }
                { words(node, &props.trace) }
            </li>
        }
    };
    html! { <ul class="effects" ref={list}>{ for nodes.iter().map(line) }</ul> }
}

fn words(node: &Node, trace: &EventPage) -> Html {
    let (rows, detail) = match node.kind {
        NodeKind::Group(count, _) => (
            html! {
                <>
                    <strong>{ format!("{count} {}", node.table) }</strong>
                    if trace.total > trace.events.len() { { " on this page" } }
                </>
            },
            String::new(),
        ),
        NodeKind::Event(place) => {
            let event = &trace.events[place];
            let rows = html! { <><span class="quiet">{ &node.table }</span>{ " " }<strong>{ &event.label }</strong></> };
            (rows, cascade::detail(event))
        }
    };
    html! {
        <>
            <span class="effect-mark" aria-hidden="true"></span>
            <span class="effect-text">
                { rows }{ " " }<span class="effect-verb">{ cascade::verb(node.action) }</span>
                if !detail.is_empty() { { " " }<code class="effect-detail">{ detail }</code> }
            </span>
            { rule(node) }
        </>
    }
}

/// The key or constraint behind it; the statement's own rows have none.
fn rule(node: &Node) -> Html {
    if node.constraint.is_empty() {
        return Html::default();
    }
    let words = match node.action {
        EventAction::CascadeDelete => "ON DELETE CASCADE",
        EventAction::CascadeUpdate => "ON UPDATE CASCADE",
        EventAction::SetNull => "SET NULL",
        EventAction::SetDefault => "SET DEFAULT",
        _ => "",
    };
    html! { <span class="effect-rule">{ format!("{} {words}", node.constraint) }</span> }
}
