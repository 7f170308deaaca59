//! The field: a plain text area over its own text in colours, so that it grows with its lines and
//! everything a browser knows of text fields holds.

use crate::ui::{
    hooks::use_page,
    logic::prompt::{self, Painted},
    state::{AppAction, Prompt, PromptAction},
    widgets::sql_class,
};
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Its id, for those that put the cursor into it.
const ID: &str = "sql-field";

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub label: String,
    pub prompt: Rc<Prompt>,
    pub on_run: Callback<()>,
}

#[component]
pub fn SqlField(props: &FieldProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    // Where the cursor goes once a recalled text stands in the field: beyond the end is the end.
    let wanted = use_mut_ref(|| None::<u32>);
    {
        let (node, wanted) = (node.clone(), wanted.clone());
        use_effect_with(props.prompt.text.clone(), move |_| {
            if let (Some(place), Some(area)) = (wanted.take(), area(&node)) {
                let _ = area.set_selection_range(place, place);
            }
        });
    }
    let on_input = {
        let page = page.clone();
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            page.dispatch(AppAction::Prompted(PromptAction::Typed(text)));
        })
    };
    let on_key = {
        let (on_run, node) = (props.on_run.clone(), node.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(area) = area(&node) else { return };
            let with_key = event.ctrl_key() || event.meta_key();
            let key = event.key();
            if key == "Enter" && with_key {
                event.prevent_default();
                on_run.emit(());
                return;
            }
            let at = area.selection_start().ok().flatten().unwrap_or_default();
            let end = area.selection_end().ok().flatten().unwrap_or_default();
            if with_key || event.shift_key() || event.alt_key() || at != end {
                return;
            }
            let (is_first, is_last) = prompt::edges(&area.value(), at);
            let (action, place) = match key.as_str() {
                "ArrowUp" if is_first => (PromptAction::Earlier, 0),
                "ArrowDown" if is_last => (PromptAction::Later, u32::MAX),
                _ => return,
            };
            event.prevent_default();
            wanted.replace(Some(place));
            page.dispatch(AppAction::Prompted(action));
        })
    };
    let text = &props.prompt.text;
    let piece = |(kind, text, is_wrong): Painted<'_>| {
        let class = classes!(sql_class(kind), is_wrong.then_some("wrong"));
        html! { <span {class}>{ text.to_owned() }</span> }
    };
    let error = props.prompt.error_place();
    html! {
        <div class="sql-field">
            <div class="sql-field-inner">
                <pre class="sql sql-paint" aria-hidden="true">{ for prompt::painted(text, error).into_iter().map(piece) }{ "\n" }</pre>
                <textarea
                    ref={node}
                    id={ID}
                    class="sql sql-typed"
                    aria-label={props.label.clone()}
                    aria-invalid={error.is_some().then_some("true")}
                    placeholder="SELECT …"
                    rows="1"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    value={text.clone()}
                    oninput={on_input}
                    onkeydown={on_key}
                />
            </div>
        </div>
    }
}

fn area(node: &NodeRef) -> Option<HtmlTextAreaElement> {
    node.cast::<HtmlTextAreaElement>()
}

/// Puts the cursor to a place in the field.
pub fn reveal(text: &str, place: (u32, u32)) {
    use wasm_bindgen::JsCast;
    let element = gloo::utils::document().get_element_by_id(ID);
    if let Some(area) = element.and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok()) {
        let at = prompt::offset(text, place);
        let _ = area.focus();
        let _ = area.set_selection_range(at, at);
    }
}
