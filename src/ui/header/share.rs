//! "Copy link": the whole project goes into the address, and the address to the clipboard.

use crate::{
    project::{self, Project},
    ui::{
        hooks::use_page,
        state::{AppAction, Notice},
        widgets::icon,
    },
};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

/// Milliseconds that the button says it worked.
const THANKS: u32 = 2000;
/// Characters beyond which chats begin to cut links.
const LONG: usize = 2000;

#[derive(Properties, PartialEq)]
pub struct ShareProps {
    pub project: Rc<Project>,
}

#[component]
pub fn ShareButton(props: &ShareProps) -> Html {
    let page = use_page();
    let copied = use_state(|| false);
    let timer = use_mut_ref(|| None::<Timeout>);
    let on_click = {
        let (project, copied) = (Rc::clone(&props.project), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (page, copied, timer) = (page.clone(), copied.clone(), Rc::clone(&timer));
            let link = match project::encode(&project) {
                Ok(fragment) => address(&fragment),
                Err(error) => return page.dispatch(notice(Notice::alarm(error.to_string()))),
            };
            spawn_local(async move {
                let clipboard = gloo::utils::window().navigator().clipboard();
                if JsFuture::from(clipboard.write_text(&link)).await.is_err() {
                    // No leave to write to the clipboard: the link stands in the address bar instead.
                    let _ = gloo::utils::window()
                        .location()
                        .set_hash(link.rsplit('#').next().unwrap_or_default());
                    let text =
                        "This browser does not let the page copy. The link is in the address bar.";
                    return page.dispatch(notice(Notice::info(text)));
                }
                if link.len() > LONG {
                    let text = format!(
                        "Link copied. It has {} characters: some chats cut links of more than {LONG}.",
                        link.len()
                    );
                    page.dispatch(notice(Notice::info(text)));
                }
                copied.set(true);
                let back = copied.clone();
                *timer.borrow_mut() = Some(Timeout::new(THANKS, move || back.set(false)));
            });
        })
    };
    let (name, words) = if *copied {
        ("check", "Copied")
    } else {
        ("share", "Copy link")
    };
    html! {
        <button class="button share-button" type="button" title="Copy a link that holds the whole project" onclick={on_click}>
            { icon(name) }<span aria-live="polite">{ words }</span>
        </button>
    }
}

fn notice(notice: Notice) -> AppAction {
    AppAction::Noticed(Some(notice))
}

/// This page's address with that fragment.
fn address(fragment: &str) -> String {
    let href = gloo::utils::window().location().href().unwrap_or_default();
    format!("{}{fragment}", href.split('#').next().unwrap_or_default())
}
