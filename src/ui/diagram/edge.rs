//! One foreign key: a curve with crow's-foot marks, and its ON DELETE on a label.

use super::card::px;
use crate::{
    bridge::message::{EventAction, Report},
    schema::ReferentialAction,
    ui::{
        hooks::use_page,
        logic::{
            cascade,
            geometry::{self, Edge},
            text::tenths,
        },
        state::{AppAction, Selection, Shared},
    },
};
use yew::prelude::*;

/// What is drawn of a key, one after the other: labels of all keys stand above all lines.
#[derive(Clone, Copy, PartialEq)]
pub enum EdgePart {
    Line,
    Label,
}

#[derive(Properties, PartialEq)]
pub struct EdgeProps {
    pub report: Shared<Report>,
    pub edge: Edge,
    pub part: EdgePart,
    pub is_lit: bool,
    pub is_dim: bool,
    pub is_selected: bool,
    /// The action that this key carries in the step-through.
    pub step: Option<EventAction>,
}

#[component]
pub fn KeyEdge(props: &EdgeProps) -> Html {
    let page = use_page();
    let edge = &props.edge;
    let Some(table) = props.report.tables.get(edge.table) else {
        return Html::default();
    };
    let Some(key) = table.foreign_keys.get(edge.key) else {
        return Html::default();
    };
    let selection = Selection::Key {
        table: table.name.clone(),
        index: edge.key,
    };
    let on_click = page.on(move |_: MouseEvent| AppAction::Selected(Some(selection.clone())));
    let words = label(key.on_delete);
    let width = geometry::label_width(words);
    let (x, y) = edge.label;
    let class = classes!(
        "edge",
        format!("on-delete-{}", tone(key.on_delete)),
        props.is_lit.then_some("lit"),
        props.is_dim.then_some("dim"),
        props.is_selected.then_some("selected"),
        props
            .step
            .map(|action| format!("stepping tone-{}", cascade::tone(action))),
    );
    html! {
        <g {class} onclick={on_click} onpointerdown={Callback::from(|event: PointerEvent| event.stop_propagation())}>
            <title>
                { format!("{}.{} → {}.{}, ON DELETE {words}. Click to see why it is here",
                    table.name, key.columns.join(", "), key.referenced_table, key.referenced_columns.join(", ")) }
            </title>
            if props.part == EdgePart::Line {
                <path class="edge-reach" d={edge.path.clone()} />
                <path class="edge-line" d={edge.path.clone()} />
                <path class="edge-marks" d={edge.marks.clone()} />
            } else {
                <g transform={format!("translate({} {})", tenths(x), tenths(y))}>
                    <rect class="edge-label-ground" x={px(-width / 2.0)} y="-8" width={px(width)} height="16" rx="8" />
                    <text class="edge-label" y="3.5" text-anchor="middle">{ words }</text>
                </g>
            }
        </g>
    }
}

/// The action's keyword; what the DDL does not say is NO ACTION.
pub fn label(action: Option<ReferentialAction>) -> &'static str {
    action.map_or("NO ACTION", ReferentialAction::keyword)
}

/// A word for the class that colours it.
pub fn tone(action: Option<ReferentialAction>) -> &'static str {
    match action {
        Some(ReferentialAction::Cascade) => "cascade",
        Some(ReferentialAction::SetNull | ReferentialAction::SetDefault) => "set-null",
        _ => "refuse",
    }
}
