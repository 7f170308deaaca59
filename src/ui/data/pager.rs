//! "1–50 of 1,200 rows", and the buttons to turn the page.

use crate::ui::{logic::text, widgets::icon};
use yew::prelude::*;

/// The pager of `total` things, `one` of them by its singular; `on_page` is given the offset to turn to.
pub fn pager(
    total: usize,
    offset: usize,
    size: usize,
    one: &str,
    on_page: &Callback<usize>,
) -> Html {
    let counted = text::counted(total as u64, one);
    if total <= size {
        return html! { <span class="quiet">{ counted }</span> };
    }
    let end = (offset + size).min(total);
    let range = format!(
        "{}–{} of {counted}",
        text::grouped(offset as u64 + 1),
        text::grouped(end as u64)
    );
    let button = |name: &'static str, label: &'static str, to: Option<usize>| {
        let on_click = on_page.reform(move |_: MouseEvent| to.unwrap_or_default());
        html! {
            <button class="button icon-button small" type="button" aria-label={label} title={label} disabled={to.is_none()} onclick={on_click}>
                { icon(name) }
            </button>
        }
    };
    html! {
        <span class="pager">
            { button("chevron-left", "Previous page", (offset > 0).then(|| offset.saturating_sub(size))) }
            <span class="quiet">{ range }</span>
            { button("chevron-right", "Next page", (end < total).then_some(end)) }
        </span>
    }
}
