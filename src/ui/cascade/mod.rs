//! What one statement did to rows, or a deletion would do: counts, the tree of effects, and a walk
//! through it step by step.

mod counts;
mod picker;
mod player;
mod preview;
mod tree;
mod ways;

pub use counts::counts;

use crate::{
    bridge::message::{EventPage, Report, Request, SemanticsView, TraceOf, limits},
    ui::{
        data::pager::pager,
        hooks::{use_page, use_top},
        state::Shared,
        widgets::{empty, focus, icon, sql_text},
    },
};
use picker::{picker_button, picker_list};
use player::Player;
use preview::preview;
use tree::EffectTree;
use ways::{ways, ways_button};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CascadeProps {
    pub report: Shared<Report>,
    pub trace: Option<Shared<EventPage>>,
    pub step: Option<usize>,
    /// How each database would have made the last change, where the reader asked.
    pub ways: Option<Shared<Vec<SemanticsView>>>,
}

#[component]
pub fn CascadePane(props: &CascadeProps) -> Html {
    let page = use_page();
    let of = props.trace.as_ref().map(|trace| trace.of.clone());
    use_effect_with(of, |of| {
        if matches!(of, Some(TraceOf::WhatIf(..))) {
            focus(preview::ID);
        }
    });
    // Another page of effects, and the comparison above them, are read from their beginning.
    let scroller = use_node_ref();
    let offset = props.trace.as_ref().map(|trace| trace.offset);
    use_top(&scroller, (offset, props.ways.is_some()));
    let Some(trace) = props.trace.clone() else {
        return if props.report.past.is_some() {
            empty(
                "This statement changed no rows",
                html! { "It made or changed a table, or found no row to change." },
            )
        } else {
            empty(
                "No rows have changed yet",
                html! { "Create, update or destroy a row in the script, or delete one in Data: every row it touches appears here." },
            )
        };
    };
    let on_page = {
        let (page, of) = (page.clone(), trace.of.clone());
        Callback::from(move |offset| {
            page.ask(Request::Events {
                of: of.clone(),
                offset,
                limit: limits::EVENTS,
            });
        })
    };
    let entry = match trace.of {
        TraceOf::Logged(entry) => Some(entry),
        _ => None,
    };
    let is_preview = matches!(trace.of, TraceOf::WhatIf(..));
    let has_happened = !is_preview && !matches!(trace.of, TraceOf::Replay(..));
    html! {
        <div class={classes!("cascade", is_preview.then_some("previewing"))}>
            if let TraceOf::WhatIf(table, row) = &trace.of {
                { preview(table, *row, &trace, &page) }
            }
            <div class="tools">
                { match &trace.of {
                    TraceOf::Logged(entry) => picker_button(&props.report.log, *entry),
                    TraceOf::Moment(number) => html! { <span class="quiet">{ format!("What statement {number} did") }</span> },
                    TraceOf::WhatIf(..) => html! { <span class="quiet">{ "What would happen" }</span> },
                    TraceOf::Replay(name) => html! { <span class="quiet">{ format!("As {name} would have done it") }</span> },
                } }
                <span class="tools-space"></span>
                { ways_button(&props.report, &trace, props.ways.is_some(), &page) }
                <Player count={trace.events.len()} step={props.step} />
            </div>
            <div ref={scroller} class="scroll" tabindex="0" role="region" aria-label="Effects">
                if let Some(all) = &props.ways { { ways(all, &trace, &props.report, &page) } }
                { counts(&props.report.tables, &trace.effects, trace.refused.is_some()) }
                if let Some(refused) = &trace.refused {
                    <div class="banner alarm blocked" role="note">
                        { icon("blocked") }
                        <div class="banner-text">
                            <strong>{ if has_happened { "Refused, and nothing was changed. " } else { "It would be refused. " } }</strong>
                            { refused }
                        </div>
                    </div>
                }
                if !trace.sql.is_empty() {
                    <p class="cascade-sql">{ sql_text(&trace.sql) }</p>
                }
                <EffectTree trace={trace.clone()} step={props.step} />
                if trace.total > limits::EVENTS {
                    <div class="tools">{ pager(trace.total, trace.offset, limits::EVENTS, "effect", &on_page) }</div>
                }
            </div>
            if let Some(entry) = entry {
                { picker_list(&page, &props.report, entry) }
            }
        </div>
    }
}
