//! dagre, bundled with the editor.

use crate::{
    read,
    ui::logic::geometry::{Graph, Placed},
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// See `www/editor/layout.js`.
    #[wasm_bindgen(js_namespace = RelataEditor, catch)]
    fn layout(json: &str) -> Result<String, JsValue>;
}

/// Where the layered layout puts the cards. Were it to fail, they stand on one another and can
/// still be dragged apart.
pub fn place(graph: &Graph) -> Placed {
    let json = serde_json::to_string(graph).unwrap_or_default();
    let answer = layout(&json).unwrap_or_default();
    read::from_str(&answer).unwrap_or_default()
}
