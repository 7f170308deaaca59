//! What a pane says when it has nothing to show: what would stand here, and how to get it.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub title: AttrValue,
    #[prop_or_default]
    pub children: Html,
}

/// A calm sentence in the middle of a pane.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <p class="empty-title">{ &props.title }</p>
            <p>{ props.children.clone() }</p>
        </div>
    }
}
