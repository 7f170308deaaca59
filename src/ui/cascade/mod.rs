//! What one statement did to rows: counts, the tree of effects, and a walk through it step by step.

mod counts;
mod picker;
mod player;
mod tree;

use crate::{
    bridge::message::{EventPage, Report, Request, limits},
    ui::{
        data::pager::Pager,
        hooks::use_page,
        state::Shared,
        widgets::{Empty, icon, sql_text},
    },
};
use counts::Counts;
use picker::{PickerButton, PickerList};
use player::Player;
use tree::EffectTree;
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
    let entry = trace.entry;
    let on_page = Callback::from(move |offset| {
        page.ask(Request::Events {
            entry,
            offset,
            limit: limits::EVENTS,
        });
    });
    html! {
        <div class="cascade">
            <div class="tools">
                <PickerButton report={props.report.clone()} {entry} />
                <span class="tools-space"></span>
                <Player count={trace.events.len()} step={props.step} />
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Effects">
                <Counts report={props.report.clone()} effects={trace.effects.clone()} is_refused={trace.refused.is_some()} />
                if let Some(refused) = &trace.refused {
                    <div class="banner alarm blocked" role="note">
                        { icon("blocked") }
                        <div class="banner-text"><strong>{ "Refused, and nothing was changed. " }</strong>{ refused }</div>
                    </div>
                }
                if !trace.sql.is_empty() {
                    <p class="cascade-sql">{ sql_text(&trace.sql.clone()) }</p>
                }
                <EffectTree trace={trace.clone()} step={props.step} />
                if trace.total > limits::EVENTS {
                    <div class="tools"><Pager total={trace.total} offset={trace.offset} size={limits::EVENTS} one="event" {on_page} /></div>
                }
            </div>
            <PickerList report={props.report.clone()} {entry} />
        </div>
    }
}
