//! A row of tabs: arrow keys move between them, one of them is in the tab order (WAI-ARIA "tabs").

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// One tab.
#[derive(Clone, PartialEq)]
pub struct Tab {
    pub id: &'static str,
    pub label: &'static str,
    /// A count beside the label.
    pub badge: Option<AttrValue>,
    /// The badge tells of something that is wrong.
    pub alarming: bool,
}

impl Tab {
    pub fn new(id: &'static str, label: &'static str) -> Self {
        Self {
            id,
            label,
            badge: None,
            alarming: false,
        }
    }

    /// A count beside the label; none where it is zero.
    pub fn counting(mut self, count: usize, alarming: bool) -> Self {
        self.badge = (count > 0).then(|| count.to_string().into());
        self.alarming = alarming;
        self
    }
}

#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What the tabs are of, for a screen reader.
    pub label: AttrValue,
    pub tabs: Vec<Tab>,
    /// The id of the open one.
    pub selected: &'static str,
    /// The chosen one, by place.
    pub on_select: Callback<usize>,
}

/// The row. A tab `x` controls the element with the id `panel-x`.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let count = props.tabs.len();
    let on_key = {
        let on_select = props.on_select.clone();
        let selected = props
            .tabs
            .iter()
            .position(|tab| tab.id == props.selected)
            .unwrap_or(0);
        let ids: Vec<&'static str> = props.tabs.iter().map(|tab| tab.id).collect();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowRight" => (selected + 1) % count,
                "ArrowLeft" => (selected + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            focus(&format!("tab-{}", ids[to]));
            on_select.emit(to);
        })
    };
    let tab = |(place, tab): (usize, &Tab)| {
        let is_open = tab.id == props.selected;
        let on_click = props.on_select.reform(move |_: MouseEvent| place);
        html! {
            <button
                key={tab.id}
                id={format!("tab-{}", tab.id)}
                class="tab"
                type="button"
                role="tab"
                aria-selected={is_open.to_string()}
                aria-controls={is_open.then(|| format!("panel-{}", tab.id))}
                tabindex={if is_open { "0" } else { "-1" }}
                onclick={on_click}
            >
                { tab.label }
                if let Some(badge) = &tab.badge {
                    <span class={classes!("badge", tab.alarming.then_some("alarming"))}>{ badge }</span>
                }
            </button>
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label={props.label.clone()} onkeydown={on_key}>
            { for props.tabs.iter().enumerate().map(tab) }
        </div>
    }
}

/// Puts the focus on the element of that id, which the next drawing of the page brings.
pub fn focus_once_drawn(id: impl AsRef<str> + 'static) {
    Timeout::new(0, move || focus(id.as_ref())).forget();
}

/// Puts the focus on the element of that id.
pub fn focus(id: &str) {
    let element = gloo::utils::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
