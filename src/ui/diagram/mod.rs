//! The diagram: tables as cards, keys as crow's-foot lines in the colour of their ON DELETE.

mod binding;
mod card;
mod column;
mod edge;
mod legend;
mod viewport;
mod why;

pub use why::{WhyPanel, closes_why};

use crate::{
    bridge::message::{EventPage, Report},
    ui::{
        hooks::{use_page, use_size},
        logic::{
            geometry::{self, Style},
            steps,
        },
        state::{AppAction, Layout, Selection, Shared},
        widgets::empty,
    },
};
use card::TableCard;
use edge::{EdgePart, KeyEdge};
use legend::legend;
use std::rc::Rc;
use viewport::Viewport;
use yew::prelude::*;

/// Pixels below which the layers follow each other downwards.
const NARROW: f64 = 560.0;
/// Tables beyond which only keys are shown until the reader says otherwise.
const MANY: usize = 8;

#[derive(Properties, PartialEq)]
pub struct DiagramProps {
    pub report: Shared<Report>,
    pub layout: serde_json::Value,
    pub selection: Option<Selection>,
    pub trace: Option<Shared<EventPage>>,
    pub step: Option<usize>,
    /// Only the columns of keys are shown, if the reader said so.
    pub keys_only: Option<bool>,
}

#[component]
pub fn DiagramPane(props: &DiagramProps) -> Html {
    let page = use_page();
    let dragged = use_state(|| None::<(String, (f64, f64))>);
    let hovered = use_state(|| None::<usize>);

    let node = use_node_ref();
    let size = use_size(&node);
    let is_tall = size.0 < NARROW && size.1 > size.0;
    let keys_only = props.keys_only.unwrap_or(props.report.tables.len() > MANY);
    let style = Style { is_tall, keys_only };
    let graph = use_memo((props.report.clone(), style), |(report, style)| {
        geometry::graph(&report.tables, *style)
    });
    let placed = use_memo((*graph).clone(), binding::place);
    let scene = use_memo(
        (
            props.report.clone(),
            Rc::clone(&placed),
            props.layout.clone(),
            (*dragged).clone(),
            style,
        ),
        |(report, placed, layout, dragged, style)| {
            let mut moved = Layout::read(layout).positions;
            moved.extend(dragged.clone());
            geometry::scene(&report.tables, *style, placed, &moved)
        },
    );
    let light = use_memo(
        (props.report.clone(), props.trace.clone(), props.step),
        |(report, trace, step)| steps::spotlight(trace.as_deref()?, (*step)?, &report.tables),
    );

    let tables = &props.report.tables;
    if tables.is_empty() {
        return html! {
            <div class="diagram" ref={node}>
                { empty("No tables yet", html! { "Define a model, and its table appears here as you type." }) }
            </div>
        };
    }
    let on_hover = {
        let hovered = hovered.setter();
        Callback::from(move |place| hovered.set(place))
    };
    let on_drag = {
        let dragged = dragged.setter();
        Callback::from(move |place| dragged.set(Some(place)))
    };
    let on_drop = {
        let (dragged, page) = (dragged.clone(), page.clone());
        Callback::from(move |()| {
            if let Some((table, place)) = (*dragged).clone() {
                page.dispatch(AppAction::TableMoved(table, place));
                dragged.set(None);
            }
        })
    };
    let on_key = closes_why(&page);
    let selected_table = props.selection.as_ref().map(Selection::table);
    let edge = |edge: &geometry::Edge, part: EdgePart| {
        let is_near = |place: usize| edge.table == place || edge.referenced == place;
        let own = Selection::Key {
            table: tables[edge.table].name.clone(),
            index: edge.key,
        };
        html! {
            <KeyEdge
                key={format!("{}-{}", tables[edge.table].name, edge.key)}
                report={props.report.clone()}
                edge={edge.clone()}
                {part}
                is_lit={hovered.is_some_and(is_near)}
                is_dim={hovered.is_some_and(|place| !is_near(place))}
                is_selected={props.selection.as_ref() == Some(&own)}
                step={light.as_ref().as_ref().filter(|l| l.key == Some((edge.table, edge.key))).and_then(|l| l.action)}
            />
        }
    };
    let card = |(place, card): (usize, &geometry::Card)| {
        let name = &tables[place].name;
        let touched = light
            .as_ref()
            .as_ref()
            .and_then(|l| l.touched.get(name).copied());
        let is_current = light.as_ref().as_ref().is_some_and(|l| l.table == *name);
        html! {
            <TableCard
                key={name.clone()}
                report={props.report.clone()}
                {place}
                card={*card}
                {style}
                selection={props.selection.clone().filter(|_| selected_table == Some(name.as_str()))}
                {touched}
                {is_current}
                on_hover={on_hover.clone()}
                on_drag={on_drag.clone()}
                on_drop={on_drop.clone()}
            />
        }
    };
    let label = format!(
        "Diagram of {}",
        crate::ui::logic::text::counted(tables.len() as u64, "table")
    );
    html! {
        <div class="diagram" ref={node} onkeydown={on_key}>
            <Viewport {label} {size} bounds={scene.bounds} can_reset={!props.layout.is_null()} {keys_only}>
                // Labels stand on all lines, whosever they are.
                { for [EdgePart::Line, EdgePart::Label].map(|part| html! {
                    <g class="edges">{ for scene.edges.iter().map(|one| edge(one, part)) }</g>
                }) }
                <g class="cards">{ for scene.cards.iter().enumerate().map(card) }</g>
            </Viewport>
            { legend(&props.report) }
            if let Some(selection) = &props.selection {
                <WhyPanel report={props.report.clone()} selection={selection.clone()} />
            }
        </div>
    }
}
