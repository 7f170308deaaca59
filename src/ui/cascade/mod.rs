//! What one statement did to rows: counts, the tree of effects, and a walk through it step by step.

mod counts;
mod player;
mod tree;

use crate::{
    bridge::message::{EventPage, LogEntry, Report, Request, limits},
    ui::{
        data::pager::Pager,
        hooks::use_page,
        state::Shared,
        widgets::{Empty, Icon, SqlText},
    },
};
use counts::Counts;
use player::Player;
use tree::EffectTree;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CascadeProps {
    pub report: Shared<Report>,
    pub trace: Option<Shared<EventPage>>,
    pub step: Option<usize>,
}

#[component]
pub fn CascadePane(props: &CascadeProps) -> Html {
    let page = use_page();
    let Some(trace) = props.trace.clone() else {
        return html! {
            <Empty title="No rows have changed yet">
                { "Create, update or destroy a row in the script, or delete one in Data: every row it touches appears here." }
            </Empty>
        };
    };
    let ask = {
        let page = page.clone();
        move |entry: u64, offset: usize| {
            page.ask(Request::Events {
                entry,
                offset,
                limit: limits::EVENTS,
            })
        }
    };
    let on_pick = {
        let ask = ask.clone();
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Ok(entry) = value.parse() {
                ask(entry, 0);
            }
        })
    };
    let on_page = {
        let entry = trace.entry;
        Callback::from(move |offset| ask(entry, offset))
    };
    let choices: Vec<&LogEntry> = props
        .report
        .log
        .iter()
        .filter(|entry| has_effects(entry))
        .collect();
    let option = |entry: &&LogEntry| {
        html! { <option value={entry.number.to_string()} selected={entry.number == trace.entry}>{ choice(entry) }</option> }
    };
    let is_paged = trace.total > limits::EVENTS;
    html! {
        <div class="cascade">
            <div class="tools">
                if choices.len() > 1 {
                    <label class="picker">
                        <span class="unseen">{ "Statement" }</span>
                        <select class="select" onchange={on_pick}>{ for choices.iter().rev().map(option) }</select>
                    </label>
                }
                <span class="tools-space"></span>
                <Player count={trace.events.len()} step={props.step} />
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Effects">
                <Counts effects={trace.effects.clone()} is_refused={trace.refused.is_some()} />
                if let Some(refused) = &trace.refused {
                    <div class="banner alarm blocked" role="note">
                        <Icon name="blocked" />
                        <div class="banner-text"><strong>{ "Refused, and nothing was changed. " }</strong>{ refused }</div>
                    </div>
                }
                if !trace.sql.is_empty() { <p class="cascade-sql"><SqlText text={trace.sql.clone()} /></p> }
                <EffectTree trace={trace.clone()} step={props.step} />
                if is_paged {
                    <div class="tools"><Pager total={trace.total} offset={trace.offset} size={limits::EVENTS} one="event" {on_page} /></div>
                }
            </div>
        </div>
    }
}

fn has_effects(entry: &LogEntry) -> bool {
    entry
        .statements
        .iter()
        .any(|statement| !statement.effects.is_empty())
}

/// The call and what it came to, for the list of statements.
fn choice(entry: &LogEntry) -> String {
    let effects: Vec<_> = entry
        .statements
        .iter()
        .flat_map(|s| s.effects.iter().cloned())
        .collect();
    let line = entry
        .origin
        .as_ref()
        .map_or(String::new(), |origin| format!(", line {}", origin.line));
    let refused = if entry.error.is_some() {
        "refused: "
    } else {
        ""
    };
    format!(
        "{}{line} · {refused}{}",
        entry.call,
        crate::ui::logic::cascade::summary(&effects)
    )
}
