//! The iframe itself: opened, greeted with the engine's bytes, spoken to through a port.

use super::wire::{self, Incoming, Outgoing};
use gloo::{events::EventListener, net::http::Request, utils};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort};
use yew::Callback;

/// An open frame; closed when dropped.
pub struct Frame {
    element: HtmlIFrameElement,
    port: MessagePort,
    _listeners: [EventListener; 2],
}

impl Frame {
    /// Opens a frame; `hear` is given what it says. `None` where the browser has no frames to give.
    pub fn open(hear: Callback<Incoming>) -> Option<Self> {
        let document = utils::document();
        let element: HtmlIFrameElement = document.create_element("iframe").ok()?.unchecked_into();
        for (name, value) in [
            ("sandbox", "allow-scripts"),
            ("title", "Sandbox that runs your code"),
            ("class", "sandbox"),
            ("aria-hidden", "true"),
            ("tabindex", "-1"),
        ] {
            element.set_attribute(name, value).ok()?;
        }
        element.set_src(&meta("sandbox"));
        let channel = MessageChannel::new().ok()?;
        let (port, far_port) = (channel.port1(), channel.port2());
        let hearing = hear.clone();
        let on_message = EventListener::new(&port, "message", move |event| {
            let data = event.unchecked_ref::<MessageEvent>().data();
            if let Some(message) = wire::incoming(&data) {
                hearing.emit(message);
            }
        });
        port.start();
        let on_up = greet(element.clone(), far_port, hear);
        document.body()?.append_child(&element).ok()?;
        Some(Self {
            element,
            port,
            _listeners: [on_message, on_up],
        })
    }

    /// Says something.
    pub fn post(&self, message: &Outgoing<'_>) {
        let Ok(value) = serde_wasm_bindgen::to_value(message) else {
            return;
        };
        if let Err(error) = self.port.post_message(&value) {
            web_sys::console::error_1(&error);
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.port.close();
        self.element.remove();
    }
}

/// Once the frame says it is up, sends it the engine and its end of the port.
fn greet(
    element: HtmlIFrameElement,
    far_port: MessagePort,
    hear: Callback<Incoming>,
) -> EventListener {
    let far_port = std::cell::Cell::new(Some(far_port));
    EventListener::new(&utils::window(), "message", move |event| {
        let event = event.unchecked_ref::<MessageEvent>();
        let Some(window) = element.content_window() else {
            return;
        };
        // Anyone may post to this window: only our own frame is believed.
        if !event
            .source()
            .is_some_and(|source| Object::is(&source, &window))
        {
            return;
        }
        let Some(far_port) = far_port.take() else {
            return;
        };
        let hear = hear.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(message) = send_engine(&window, &far_port).await {
                hear.emit(Incoming::Crashed { id: None, message });
            }
        });
    })
}

async fn send_engine(window: &web_sys::Window, far_port: &MessagePort) -> Result<(), String> {
    let in_words = |error: gloo::net::Error| error.to_string();
    let response = Request::get(&meta("engine"))
        .send()
        .await
        .map_err(in_words)?;
    if !response.ok() {
        return Err(format!(
            "the engine could not be loaded: {}",
            response.status_text()
        ));
    }
    let bytes = response.binary().await.map_err(in_words)?;
    let buffer = Uint8Array::from(&bytes[..]).buffer();
    let message = Object::new();
    let failed = |error: JsValue| format!("{error:?}");
    Reflect::set(&message, &"t".into(), &"init".into()).map_err(failed)?;
    Reflect::set(&message, &"wasm".into(), &buffer).map_err(failed)?;
    let transfer = Array::of2(far_port, &buffer);
    // The frame's origin is opaque and has no name to address it by.
    window
        .post_message_with_transfer(&message, "*", &transfer)
        .map_err(failed)
}

/// What the post-build step wrote into the page's head.
fn meta(name: &str) -> String {
    let element = utils::document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()
        .flatten();
    element
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}
