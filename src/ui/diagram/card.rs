//! One table: its title, a line a column, and what a press on it means: a click, or a drag.

use super::column;
use crate::{
    bridge::message::{EventAction, Report, TableView},
    schema::TableKind,
    ui::{
        hooks::use_page,
        logic::{
            cascade,
            geometry::{self, Card, Style, TITLE},
            text::{self, tenths},
        },
        state::{AppAction, Selection, Shared},
    },
};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Pixels a pointer may tremble before a click becomes a drag.
const TREMOR: f64 = 4.0;
/// The line that a card's title stands on.
const BASE: f64 = 23.0;
/// Room beside a card where layers follow each other downwards.
const BESIDE: f64 = 16.0;

#[derive(Properties, PartialEq)]
pub struct CardProps {
    pub report: Shared<Report>,
    pub place: usize,
    pub card: Card,
    pub style: Style,
    pub selection: Option<Selection>,
    /// Rows touched so far in the step-through, and the newest action.
    pub touched: Option<(usize, EventAction)>,
    pub is_current: bool,
    pub on_hover: Callback<Option<usize>>,
    pub on_drag: Callback<(String, (f64, f64))>,
    pub on_drop: Callback<()>,
}

/// A drag that began: where on the page, where the card stood, and the zoom.
#[derive(Clone, Copy)]
struct Grip {
    pointer: (f64, f64),
    card: (f64, f64),
    zoom: f64,
    is_moving: bool,
}

#[component]
pub fn TableCard(props: &CardProps) -> Html {
    let page = use_page();
    let grip = use_mut_ref(|| None::<Grip>);
    let Some(table) = props.report.tables.get(props.place) else {
        return Html::default();
    };
    let lines = geometry::shown(table, props.style);
    let names: Vec<String> = lines
        .iter()
        .map(|place| table.columns[*place].name.clone())
        .collect();
    let Card {
        x,
        y,
        width,
        height,
    } = props.card;

    let on_down = {
        let grip = grip.clone();
        Callback::from(move |event: PointerEvent| {
            event.stop_propagation();
            let Some(element) = event
                .current_target()
                .and_then(|t| t.dyn_into::<Element>().ok())
            else {
                return;
            };
            let zoom = element.get_bounding_client_rect().width() / width;
            let pointer = (f64::from(event.client_x()), f64::from(event.client_y()));
            grip.replace(Some(Grip {
                pointer,
                card: (x, y),
                zoom: zoom.max(0.01),
                is_moving: false,
            }));
        })
    };
    let on_move = {
        let (grip, on_drag, name) = (grip.clone(), props.on_drag.clone(), table.name.clone());
        Callback::from(move |event: PointerEvent| {
            let mut held = grip.borrow_mut();
            let Some(held) = held.as_mut() else { return };
            let dx = f64::from(event.client_x()) - held.pointer.0;
            let dy = f64::from(event.client_y()) - held.pointer.1;
            if !held.is_moving && dx.hypot(dy) < TREMOR {
                return;
            }
            if !held.is_moving
                && let Some(element) = event
                    .current_target()
                    .and_then(|t| t.dyn_into::<Element>().ok())
            {
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            held.is_moving = true;
            on_drag.emit((
                name.clone(),
                (held.card.0 + dx / held.zoom, held.card.1 + dy / held.zoom),
            ));
        })
    };
    let on_up = {
        let (grip, on_drop, page) = (grip.clone(), props.on_drop.clone(), page.clone());
        let (name, columns) = (table.name.clone(), names.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(held) = grip.take() else { return };
            if held.is_moving {
                return on_drop.emit(());
            }
            // A click: on which line?
            let Some(element) = event
                .current_target()
                .and_then(|t| t.dyn_into::<Element>().ok())
            else {
                return;
            };
            let top = element.get_bounding_client_rect().top();
            let height = (f64::from(event.client_y()) - top) / held.zoom;
            let line = geometry::line_at(height, columns.len());
            let column = line.and_then(|line| columns.get(line));
            page.dispatch(AppAction::Selected(Some(match column {
                Some(column) => Selection::Column {
                    table: name.clone(),
                    column: column.clone(),
                },
                None => Selection::Table(name.clone()),
            })));
        })
    };
    let on_key = {
        let name = table.name.clone();
        Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                page.dispatch(AppAction::Selected(Some(Selection::Table(name.clone()))));
            }
        })
    };
    let on_enter = {
        let place = props.place;
        props.on_hover.reform(move |_: PointerEvent| Some(place))
    };
    let on_leave = props.on_hover.reform(|_: PointerEvent| None);

    let name = text::cut(&table.name, geometry::title_letters(width));
    let is_join = table.kind == TableKind::Join;
    let tone = props
        .touched
        .map(|(_, action)| format!("tone-{}", cascade::tone(action)));
    let class = classes!(
        "card",
        is_join.then_some("join"),
        (props.selection == Some(Selection::Table(table.name.clone()))).then_some("selected"),
        props.is_current.then_some("current"),
        tone,
    );
    html! {
        <g
            {class}
            transform={format!("translate({} {})", tenths(x), tenths(y))}
            onpointerdown={on_down}
            onpointermove={on_move}
            onpointerup={on_up}
            onpointerenter={on_enter}
            onpointerleave={on_leave}
        >
            <rect
                class="card-body"
                width={px(width)}
                height={px(height)}
                rx="8"
                role="button"
                tabindex="0"
                aria-label={format!("Table {}, why is it here?", table.name)}
                onkeydown={on_key}
            />
            <path class="card-head" d={head(width)} />
            <text class="card-title" x="12" y={px(BASE)} style={from_afar(&name, props.card, props.style)}>{ name }</text>
            { corner(table, props.touched, width) }
            { for lines.iter().enumerate().map(|(line, column)| column::line(table, &table.columns[*column], line, width, props.selection.as_ref())) }
        </g>
    }
}

/// How the title is drawn from afar: the largest size that leaves the neighbours alone, and how much
/// lower than its line the card's middle is.
fn from_afar(name: &str, card: Card, style: Style) -> String {
    let room = if style.is_tall {
        card.width + BESIDE
    } else {
        card.width * 1.5
    };
    format!(
        "--largest: {}px; --middle: {}px",
        tenths(geometry::letter_size(name, room)),
        tenths(card.height / 2.0 - BASE)
    )
}

/// Right of the title: rows touched in a step-through, else what kind of table it is.
fn corner(table: &TableView, touched: Option<(usize, EventAction)>, width: f64) -> Html {
    let x = px(width - 12.0);
    match touched {
        Some((count, action)) => html! {
            <text class="card-count" {x} y="22" text-anchor="end">{ format!("{count} {}", short(action)) }</text>
        },
        None if table.kind == TableKind::Join => html! {
            <text class="card-kind" {x} y="22" text-anchor="end">{ "join" }</text>
        },
        None => Html::default(),
    }
}

fn short(action: EventAction) -> &'static str {
    match action {
        EventAction::Insert => "added",
        EventAction::Update | EventAction::CascadeUpdate => "changed",
        EventAction::Delete | EventAction::CascadeDelete => "deleted",
        EventAction::SetNull => "set NULL",
        EventAction::SetDefault => "set default",
        EventAction::Blocked => "in the way",
    }
}

/// The title's ground: round above, straight below.
fn head(width: f64) -> String {
    let [bottom, right] = [TITLE - 4.0, width - 8.0].map(tenths);
    format!("M0 {bottom}V8a8 8 0 0 1 8 -8H{right}a8 8 0 0 1 8 8V{bottom}z")
}

/// A length, short enough for an attribute.
pub fn px(length: f64) -> String {
    tenths(length).to_string()
}
