//! "1–50 of 1,200 rows", and the buttons to turn the page.

use crate::ui::{logic::text, widgets::icon};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PagerProps {
    pub total: usize,
    pub offset: usize,
    pub size: usize,
    /// What is counted, in the singular.
    pub one: &'static str,
    /// The page to turn to, by its offset.
    pub on_page: Callback<usize>,
}

#[component]
pub fn Pager(props: &PagerProps) -> Html {
    let total = text::counted(props.total as u64, props.one);
    if props.total <= props.size {
        return html! { <span class="quiet">{ total }</span> };
    }
    let end = (props.offset + props.size).min(props.total);
    let range = format!(
        "{}–{} of {total}",
        text::grouped(props.offset as u64 + 1),
        text::grouped(end as u64)
    );
    let button = |name: &'static str, label: &'static str, to: Option<usize>| {
        let on_click = props
            .on_page
            .reform(move |_: MouseEvent| to.unwrap_or_default());
        html! {
            <button class="button icon-button small" type="button" aria-label={label} title={label} disabled={to.is_none()} onclick={on_click}>
                { icon(name) }
            </button>
        }
    };
    html! {
        <span class="pager">
            { button("chevron-left", "Previous page", (props.offset > 0).then(|| props.offset.saturating_sub(props.size))) }
            <span class="quiet">{ range }</span>
            { button("chevron-right", "Next page", (end < props.total).then_some(end)) }
        </span>
    }
}
