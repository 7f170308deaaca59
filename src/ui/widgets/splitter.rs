//! The bar between two panes: dragged, or moved with the arrow keys (WAI-ARIA "window splitter").

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// How far an arrow key moves it, in percent.
const STEP: f64 = 2.0;

#[derive(Properties, PartialEq)]
pub struct SplitterProps {
    /// What it parts, for a screen reader.
    pub label: AttrValue,
    /// It stands upright, between left and right.
    pub is_upright: bool,
    /// The first pane's share, in percent.
    pub value: f64,
    pub on_move: Callback<f64>,
}

/// The bar. It measures itself against its parent element.
#[component]
pub fn SplitterBar(props: &SplitterProps) -> Html {
    let is_upright = props.is_upright;
    let on_key = {
        let (on_move, value) = (props.on_move.clone(), props.value);
        Callback::from(move |event: KeyboardEvent| {
            let to = match (event.key().as_str(), is_upright) {
                ("ArrowLeft", true) | ("ArrowUp", false) => value - STEP,
                ("ArrowRight", true) | ("ArrowDown", false) => value + STEP,
                ("Home", _) => 0.0,
                ("End", _) => 100.0,
                _ => return,
            };
            event.prevent_default();
            on_move.emit(to);
        })
    };
    let on_down = Callback::from(|event: PointerEvent| {
        event.prevent_default();
        if let Some(bar) = event
            .current_target()
            .and_then(|t| t.dyn_into::<Element>().ok())
        {
            let _ = bar.set_pointer_capture(event.pointer_id());
        }
    });
    let on_drag = {
        let on_move = props.on_move.clone();
        Callback::from(move |event: PointerEvent| {
            let Some(bar) = event
                .current_target()
                .and_then(|t| t.dyn_into::<Element>().ok())
            else {
                return;
            };
            if !bar.has_pointer_capture(event.pointer_id()) {
                return;
            }
            let Some(parent) = bar.parent_element() else {
                return;
            };
            let room = parent.get_bounding_client_rect();
            let share = if is_upright {
                (f64::from(event.client_x()) - room.left()) / room.width()
            } else {
                (f64::from(event.client_y()) - room.top()) / room.height()
            };
            on_move.emit(share * 100.0);
        })
    };
    html! {
        <div
            class={classes!("splitter", if is_upright { "upright" } else { "level" })}
            role="separator"
            tabindex="0"
            aria-label={props.label.clone()}
            aria-orientation={if is_upright { "vertical" } else { "horizontal" }}
            aria-valuenow={format!("{:.0}", props.value)}
            aria-valuemin="15"
            aria-valuemax="85"
            onkeydown={on_key}
            onpointerdown={on_down}
            onpointermove={on_drag}
        />
    }
}
