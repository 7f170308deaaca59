//! The window onto the drawing: fits it until the reader pans or zooms.

use crate::ui::{hooks::use_page, logic::text::Fixed, state::AppAction, widgets::icon};
use vecmap::VecMap;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Room around the drawing when it is fitted.
const MARGIN: f64 = 28.0;
/// Room below, for the legend.
const FOOT: f64 = 28.0;
const ZOOM: (f64, f64) = (0.04, 2.5);
const STEP: f64 = 1.25;
/// The zoom below which columns cannot be read, and only the names of tables are shown.
const AFAR: f64 = 0.5;
/// A wheel that moves further at once is a mouse's; a trackpad's small steps pan.
const NOTCH: f64 = 50.0;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Lens {
    x: f64,
    y: f64,
    zoom: f64,
}

impl Lens {
    /// The whole drawing in the middle, never larger than life.
    fn fitted((width, height): (f64, f64), (left, top, w, h): (f64, f64, f64, f64)) -> Self {
        let (room, rise) = (
            (width - 2.0 * MARGIN).max(1.0),
            (height - 2.0 * MARGIN - FOOT).max(1.0),
        );
        let zoom = (room / w).min(rise / h).clamp(ZOOM.0, 1.0);
        let x = MARGIN + (room - w * zoom) / 2.0 - left * zoom;
        let y = MARGIN + (rise - h * zoom) / 2.0 - top * zoom;
        Self { x, y, zoom }
    }

    /// Nearer or farther, with the drawing under `(x, y)` staying there.
    fn zoomed(self, factor: f64, (x, y): (f64, f64)) -> Self {
        let zoom = (self.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let by = zoom / self.zoom;
        Self {
            x: x - (x - self.x) * by,
            y: y - (y - self.y) * by,
            zoom,
        }
    }

    fn panned(self, dx: f64, dy: f64) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ViewportProps {
    pub label: String,
    /// Width and height of the window.
    pub size: (f64, f64),
    pub bounds: (f64, f64, f64, f64),
    /// Tables were moved by hand.
    pub can_reset: bool,
    /// Only the columns of keys are shown.
    pub keys_only: bool,
    pub children: Html,
}

#[component]
pub fn Viewport(props: &ViewportProps) -> Html {
    let page = use_page();
    let (size, keys_only) = (props.size, props.keys_only);
    // None: fitted. Else where the reader looks.
    let chosen = use_state(|| None::<Lens>);
    let lens = chosen.unwrap_or_else(|| Lens::fitted(size, props.bounds));
    let pointers = use_mut_ref(VecMap::<i32, (f64, f64)>::new);

    let pressed = use_mut_ref(|| (0.0, 0.0));

    let on_down = {
        let (pointers, pressed) = (pointers.clone(), pressed.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(svg) = event
                .current_target()
                .and_then(|t| t.dyn_into::<Element>().ok())
            {
                let _ = svg.set_pointer_capture(event.pointer_id());
            }
            pressed.replace(point(&event));
            pointers
                .borrow_mut()
                .insert(event.pointer_id(), point(&event));
        })
    };
    let on_move = {
        let (pointers, chosen) = (pointers.clone(), chosen.clone());
        Callback::from(move |event: PointerEvent| {
            let mut pointers = pointers.borrow_mut();
            let now = point(&event);
            let Some(before) = pointers.insert(event.pointer_id(), now) else {
                pointers.remove(&event.pointer_id());
                return;
            };
            let other = pointers
                .iter()
                .find(|(id, _)| **id != event.pointer_id())
                .map(|(_, at)| *at);
            chosen.set(Some(match other {
                None => lens.panned(now.0 - before.0, now.1 - before.1),
                Some(other) => {
                    let apart = |a: (f64, f64)| (a.0 - other.0).hypot(a.1 - other.1).max(1.0);
                    lens.zoomed(
                        apart(now) / apart(before),
                        (f64::midpoint(now.0, other.0), f64::midpoint(now.1, other.1)),
                    )
                }
            }));
        })
    };
    // A press that went nowhere is a click on the ground: it closes the panel.
    let on_up = {
        let (pointers, pressed, page) = (pointers.clone(), pressed.clone(), page.clone());
        Callback::from(move |event: PointerEvent| {
            pointers.borrow_mut().remove(&event.pointer_id());
            if *pressed.borrow() == point(&event) {
                page.dispatch(AppAction::Selected(None));
            }
        })
    };
    let on_wheel = {
        let chosen = chosen.clone();
        Callback::from(move |event: WheelEvent| {
            event.prevent_default();
            let (dx, dy) = (event.delta_x(), event.delta_y());
            let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
            let is_zoom = event.ctrl_key() || event.meta_key() || (dx == 0.0 && dy.abs() >= NOTCH);
            chosen.set(Some(if is_zoom {
                lens.zoomed(
                    (-dy * if event.ctrl_key() { 0.01 } else { 0.0016 }).exp(),
                    at,
                )
            } else {
                lens.panned(-dx, -dy)
            }));
        })
    };
    let middle = (size.0 / 2.0, size.1 / 2.0);
    let on_key = {
        let chosen = chosen.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowLeft" => Some(lens.panned(40.0, 0.0)),
                "ArrowRight" => Some(lens.panned(-40.0, 0.0)),
                "ArrowUp" => Some(lens.panned(0.0, 40.0)),
                "ArrowDown" => Some(lens.panned(0.0, -40.0)),
                "+" | "=" => Some(lens.zoomed(STEP, middle)),
                "-" => Some(lens.zoomed(1.0 / STEP, middle)),
                "0" => None,
                _ => return,
            };
            event.prevent_default();
            chosen.set(to);
        })
    };
    let button = |name: &'static str, label: &'static str, on_click: Callback<MouseEvent>| {
        html! {
            <button class="button icon-button" type="button" aria-label={label} title={label} onclick={on_click}>{ icon(name) }</button>
        }
    };
    let set = |to: Option<Lens>| {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(to))
    };
    html! {
        <>
            <svg
                class={classes!("canvas", (lens.zoom < AFAR).then_some("far"))}
                style={format!("--zoom: {}", Fixed(lens.zoom, 4))}
                role="group"
                tabindex="0"
                aria-label={props.label.clone()}
                onpointerdown={on_down}
                onpointermove={on_move}
                onpointerup={on_up.clone()}
                onpointercancel={on_up}
                onwheel={on_wheel}
                onkeydown={on_key}
            >
                <g transform={format!("translate({} {}) scale({})", Fixed(lens.x, 2), Fixed(lens.y, 2), Fixed(lens.zoom, 4))}>
                    { props.children.clone() }
                </g>
            </svg>
            <div class="canvas-tools">
                <button
                    class="button icon-button" type="button" aria-label="Show keys only" title="Show keys only"
                    aria-pressed={keys_only.to_string()} onclick={page.on(move |_: MouseEvent| AppAction::KeysShown(!keys_only))}
                >{ icon("key") }</button>
                if props.can_reset {
                    { button("reset", "Put moved tables back", page.on(|_| AppAction::LayoutReset)) }
                }
                { button("minus", "Zoom out", set(Some(lens.zoomed(1.0 / STEP, middle)))) }
                { button("plus", "Zoom in", set(Some(lens.zoomed(STEP, middle)))) }
                { button("fit", "Fit the whole diagram", set(None)) }
            </div>
        </>
    }
}

fn point(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
