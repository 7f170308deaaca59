//! An element's size, as it changes.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// Width and height of the element, from the moment it stands.
#[hook]
pub fn use_size(node: &NodeRef) -> (f64, f64) {
    let size = use_state_eq(|| (800.0, 500.0));
    let (node, setter) = (node.clone(), size.setter());
    use_effect_with((), move |()| {
        let Some(element) = node.cast::<Element>() else {
            return Box::new(|| ()) as Box<dyn FnOnce()>;
        };
        let watched = element.clone();
        let on_change = Closure::<dyn FnMut()>::new(move || {
            let room = watched.get_bounding_client_rect();
            if room.width() > 0.0 {
                setter.set((room.width(), room.height()));
            }
        });
        let observer = ResizeObserver::new(on_change.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&element);
        }
        Box::new(move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(on_change);
        })
    });
    *size
}
