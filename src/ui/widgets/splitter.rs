//! The bar between two panes: dragged, or moved with the arrow keys (WAI-ARIA "window splitter").

use crate::ui::logic::text::Fixed;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// How far an arrow key moves it, in percent.
const STEP: f64 = 2.0;

/// The bar, which measures itself against its parent element: `label` says to a screen reader what it
/// parts, an upright one stands between left and right, `value` is the first pane's share in percent.
pub fn splitter_bar(
    label: &'static str,
    is_upright: bool,
    value: f64,
    on_move: Callback<f64>,
) -> Html {
    let on_key = {
        let on_move = on_move.clone();
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
    let on_drag = Callback::from(move |event: PointerEvent| {
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
    });
    html! {
        <div
            class={classes!("splitter", if is_upright { "upright" } else { "level" })}
            role="separator"
            tabindex="0"
            aria-label={label}
            aria-orientation={if is_upright { "vertical" } else { "horizontal" }}
            aria-valuenow={Fixed(value, 0).to_string()}
            aria-valuemin="15"
            aria-valuemax="85"
            onkeydown={on_key}
            onpointerdown={on_down}
            onpointermove={on_drag}
        />
    }
}
