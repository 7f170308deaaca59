//! `www/editor`, bundled into one global.

use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// A `CodeMirror` view.
    pub type View;

    /// See `mount` in `www/editor/editor.js`.
    #[wasm_bindgen(js_namespace = RelataEditor)]
    pub fn mount(
        parent: &Element,
        text: &str,
        label: &str,
        on_change: &Closure<dyn FnMut(String)>,
        on_run: &Closure<dyn FnMut()>,
        complete: &Closure<dyn FnMut(String) -> String>,
    ) -> View;

    #[wasm_bindgen(js_namespace = RelataEditor, js_name = setText)]
    pub fn set_text(view: &View, text: &str);

    #[wasm_bindgen(js_namespace = RelataEditor, js_name = setMarks)]
    pub fn set_marks(view: &View, json: &str);

    #[wasm_bindgen(js_namespace = RelataEditor)]
    pub fn reveal(view: &View, line: u32, column: u32);

    #[wasm_bindgen(method)]
    pub fn destroy(this: &View);
}
