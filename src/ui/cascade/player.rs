//! Walks through the events: the diagram and the tree light up the one it stands on.

use crate::ui::{hooks::use_page, state::AppAction, widgets::icon};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds a step stays while playing.
const PACE: u32 = 900;

#[derive(Properties, PartialEq)]
pub struct PlayerProps {
    /// How many events there are.
    pub count: usize,
    pub step: Option<usize>,
}

#[component]
pub fn Player(props: &PlayerProps) -> Html {
    let page = use_page();
    let is_playing = use_state(|| false);
    let (count, step) = (props.count, props.step);
    {
        let (page, playing) = (page.clone(), is_playing.clone());
        use_effect_with(
            (*is_playing, step, count),
            move |(is_playing, step, count)| {
                let next = step.map_or(0, |at| at + 1);
                let timer = is_playing.then(|| {
                    let (is_over, wait) = (next >= *count, if step.is_none() { 0 } else { PACE });
                    Timeout::new(wait, move || {
                        if is_over {
                            playing.set(false);
                        } else {
                            page.dispatch(AppAction::Stepped(Some(next)));
                        }
                    })
                });
                move || drop(timer)
            },
        );
    }
    if count < 2 {
        return Html::default();
    }
    let is_at_end = step.is_some_and(|at| at + 1 >= count);
    let on_play = {
        let (page, is_playing) = (page.clone(), is_playing.clone());
        Callback::from(move |_: MouseEvent| {
            if !*is_playing && is_at_end {
                page.dispatch(AppAction::Stepped(None));
            }
            is_playing.set(!*is_playing);
        })
    };
    let to = |step: Option<usize>| {
        let (page, is_playing) = (page.clone(), is_playing.clone());
        Callback::from(move |_: MouseEvent| {
            is_playing.set(false);
            page.dispatch(AppAction::Stepped(step));
        })
    };
    let button = |name: &'static str,
                  label: &'static str,
                  is_off: bool,
                  on_click: Callback<MouseEvent>| {
        html! {
            <button class="button icon-button small" type="button" aria-label={label} title={label} disabled={is_off} onclick={on_click}>{ icon(name) }</button>
        }
    };
    let (name, label) = if *is_playing {
        ("pause", "Pause")
    } else {
        ("play", "Play")
    };
    html! {
        <div class="player" role="group" aria-label="Step through the effects">
            if let Some(at) = step {
                <span class="quiet player-count" aria-live="polite">{ format!("Step {} of {count}", at + 1) }</span>
                { button("first", "Back to the whole", false, to(None)) }
            }
            { button("chevron-left", "Step back", step.is_none(), to(step.and_then(|at| at.checked_sub(1)))) }
            <button class="button small play" type="button" title="Walk through the effects one by one, here and in the diagram" onclick={on_play}>
                { icon(name) }{ label }
            </button>
            { button("chevron-right", "Step forward", is_at_end, to(Some(step.map_or(0, |at| at + 1)))) }
        </div>
    }
}
