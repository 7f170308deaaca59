//! What begins anew is read from its beginning.

use web_sys::Element;
use yew::prelude::*;

/// Scrolls to the top whenever what is shown is another than before.
#[hook]
pub fn use_top<T: PartialEq + 'static>(scroller: &NodeRef, shown: T) {
    let scroller = scroller.clone();
    use_effect_with(shown, move |_| {
        if let Some(all) = scroller.cast::<Element>() {
            all.set_scroll_top(0);
        }
    });
}
