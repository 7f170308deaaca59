//! The history: the statements that changed something, each a moment to look back at.

mod banner;

pub use banner::past_banner;

use crate::{
    bridge::message::{HistoryPage, Moment, Report, Request, TableView, limits},
    ui::{
        data::pager::pager,
        hooks::{Page, use_page},
        logic::{cascade, text},
        state::Shared,
        widgets::{empty, icon, sql_text},
    },
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    pub report: Shared<Report>,
    pub history: Option<Shared<HistoryPage>>,
}

#[component]
pub fn HistoryPane(props: &HistoryProps) -> Html {
    let page = use_page();
    let offset = use_state(|| 0_usize);
    {
        let (page, offset) = (page.clone(), *offset);
        use_effect_with((offset, props.report.clone()), move |_| {
            page.ask(Request::History {
                offset,
                limit: limits::MOMENTS,
            });
        });
    }
    let Some(history) = &props.history else {
        return Html::default();
    };
    if history.total == 0 {
        return empty(
            "Nothing has happened yet",
            html! { "Every statement that changes a table or a row is kept here, with the database as it was after it." },
        );
    }
    let newest = history.dropped + history.total as u64;
    let shown = props
        .report
        .past
        .as_ref()
        .map_or(newest, |past| past.moment.number);
    let on_page = Callback::from(move |to| offset.set(to));
    html! {
        <div class="history">
            <div class="tools">
                <span class="quiet history-hint">{ "Each statement that changed something. Choose one to look at the rows after it." }</span>
                <span class="tools-space"></span>
                { pager(history.total, history.offset, limits::MOMENTS, "statement", &on_page) }
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="History">
                <ol class="moments">
                    { for history.moments.iter().map(|one| moment(one, shown, newest, &props.report.tables, &page)) }
                </ol>
                if history.dropped > 0 {
                    <p class="quiet moments-note">{ format!("{} dropped to stay within memory.", was_or_were(history.dropped)) }</p>
                }
            </div>
        </div>
    }
}

fn was_or_were(dropped: u64) -> String {
    let verb = if dropped == 1 { "was" } else { "were" };
    format!("{} {verb}", text::counted(dropped, "older statement"))
}

fn moment(one: &Moment, shown: u64, newest: u64, tables: &[TableView], page: &Page) -> Html {
    let number = one.number;
    let page = page.clone();
    let on_click = Callback::from(move |_: MouseEvent| {
        page.ask(Request::LookBack {
            number: Some(number),
        });
    });
    let is_shown = number == shown;
    html! {
        <li key={number}>
            <button
                class={classes!("moment", is_shown.then_some("open"), (number > shown).then_some("later"), one.error.is_some().then_some("failed"))}
                type="button"
                aria-current={is_shown.then_some("true")}
                onclick={on_click}
            >
                <span class="moment-number">{ number }</span>
                <span class="moment-text">
                    <span class="moment-sql">
                        if let Some(to) = one.back_to {
                            { icon("past") }{ format!("Back to statement {to}") }
                        } else {
                            { sql_text(&text::one_line(&one.sql)) }
                        }
                    </span>
                    <span class="moment-outcome">
                        if !one.row.is_empty() { <span class="moment-row">{ &one.row }</span> }
                        { outcome(one, tables) }
                    </span>
                </span>
                if number == newest { <span class="moment-now">{ "now" }</span> }
                if one.at > 0.0 { <span class="moment-time">{ clock(one.at) }</span> }
            </button>
        </li>
    }
}

fn outcome(one: &Moment, tables: &[TableView]) -> String {
    match &one.error {
        Some(error) => format!("Refused: {error}"),
        None if one.effects.is_empty() => String::new(),
        None => cascade::summary(&one.effects, tables),
    }
}

/// The time of day where the reader is.
fn clock(at: f64) -> String {
    let date = js_sys::Date::new(&at.into());
    format!(
        "{:02}:{:02}:{:02}",
        date.get_hours(),
        date.get_minutes(),
        date.get_seconds()
    )
}
