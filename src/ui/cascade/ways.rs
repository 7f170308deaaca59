//! The last change as each database would have made it: where they differ is told in a line.

use crate::{
    bridge::message::{
        EventAction, EventPage, Report, Request, SemanticsView, TableView, TraceOf, limits,
    },
    ui::{
        hooks::Page,
        logic::cascade,
        state::{AppAction, Shared},
        widgets::icon,
    },
};
use yew::prelude::*;

/// The button that opens and closes the comparison, beside the newest UPDATE or DELETE.
pub fn ways_button(report: &Report, trace: &EventPage, is_open: bool, page: &Page) -> Html {
    let is_newest = report.trace.as_ref().is_some_and(|t| t.of == trace.of);
    let own = trace.effects.first().map(|effect| effect.action);
    let is_change = matches!(own, Some(EventAction::Update | EventAction::Delete));
    if report.past.is_some() || !(is_open || is_newest && is_change) {
        return Html::default();
    }
    let page = page.clone();
    let on_click = Callback::from(move |_: MouseEvent| {
        if is_open {
            page.dispatch(AppAction::WaysClosed);
        } else {
            page.ask(Request::Semantics);
        }
    });
    html! {
        <button
            class="button small" type="button" aria-pressed={is_open.to_string()}
            title="How SQLite, PostgreSQL, MySQL and SQL Server would have gone about it" onclick={on_click}
        >{ icon("ways") }{ "Other databases" }</button>
    }
}

/// A line for each database; one of them is shown below.
pub fn ways(
    ways: &Shared<Vec<SemanticsView>>,
    trace: &EventPage,
    report: &Report,
    page: &Page,
) -> Html {
    let own = ways.iter().find(|way| way.own);
    let line = |way: &SemanticsView| {
        let of = match &report.trace {
            Some(newest) if way.own => newest.of.clone(),
            _ => TraceOf::Replay(way.name.clone()),
        };
        let is_shown = trace.of == of;
        let page = page.clone();
        let on_click = Callback::from(move |_: MouseEvent| {
            page.ask(Request::Events {
                of: of.clone(),
                offset: 0,
                limit: limits::EVENTS,
            });
        });
        html! {
            <li key={way.name.clone()}>
                <button class={classes!("way", is_shown.then_some("open"))} type="button" aria-current={is_shown.then_some("true")} onclick={on_click}>
                    <strong>{ &way.name }</strong>
                    if way.own { <span class="badge">{ "yours" }</span> }
                    <span class={classes!("way-outcome", way.events.refused.is_some().then_some("refused"))}>
                        { outcome(way, own, &report.tables) }
                    </span>
                </button>
            </li>
        }
    };
    html! { <ul class="ways" aria-label="How each database would have done it">{ for ways.iter().map(line) }</ul> }
}

fn outcome(way: &SemanticsView, own: Option<&SemanticsView>, tables: &[TableView]) -> String {
    let own = own.filter(|_| !way.own);
    match own.map(|own| cascade::compared(&own.events, &way.events)) {
        Some(cascade::Compared::Same) => "the same".into(),
        Some(cascade::Compared::Order) => "the same rows, in another order".into(),
        _ => match &way.events.refused {
            Some(reason) => format!("refused: {reason}"),
            None => cascade::summary(&way.events.effects, tables),
        },
    }
}
