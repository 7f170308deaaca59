//! What one statement came to: rows, effects or a refusal, and its plan.

use super::field::reveal;
use crate::{
    bridge::message::{QueryAnswer, Report, Request, TraceOf, limits},
    schema::Value,
    ui::{
        cascade::counts,
        hooks::Page,
        logic::{prompt, text, values},
        state::{AppAction, Lower, Prompt, Shared},
        widgets::{icon, sql_text, value_text},
    },
};
use yew::prelude::*;

/// One statement's answer. Where it `is_one`, its text stands in the field already.
pub fn answer(
    answer: &QueryAnswer,
    is_one: bool,
    report: &Shared<Report>,
    prompt: &Prompt,
    page: &Page,
) -> Html {
    let gives_rows = !answer.labels.is_empty() && answer.labels != ["plan"];
    html! {
        <section class="answer" aria-label={answer.sql.clone()}>
            <div class="answer-head">
                if !is_one { <span class="answer-sql">{ sql_text(&text::one_line(&answer.sql)) }</span> }
                if answer.error.is_none() { <span class="quiet answer-outcome">{ outcome(answer) }</span> }
                { to_cascade(answer, page) }
            </div>
            { refusal(answer, prompt) }
            if !answer.effects.is_empty() {
                { counts(&report.tables, &answer.effects, answer.error.is_some()) }
            }
            if prompt.shows_plan || answer.labels == ["plan"] { { plan(answer) } }
            if gives_rows && answer.total > 0 { { rows(answer) } }
        </section>
    }
}

fn outcome(answer: &QueryAnswer) -> String {
    let what = if answer.labels == ["plan"] {
        "Plan".into()
    } else if answer.total > answer.rows.len() {
        let total = text::counted(answer.total as u64, "row");
        format!("The first {} of {total}", answer.rows.len())
    } else if !answer.labels.is_empty() {
        text::counted(answer.total as u64, "row")
    } else if answer.wrote && answer.effects.is_empty() {
        "No rows touched".into()
    } else {
        "Done".into()
    };
    format!("{what} · {}", text::fine_duration(answer.elapsed))
}

/// The way to the trace, row by row.
fn to_cascade(answer: &QueryAnswer, page: &Page) -> Html {
    let Some(entry) = answer.entry else {
        return Html::default();
    };
    let page = page.clone();
    let on_click = Callback::from(move |_: MouseEvent| {
        page.ask(Request::Events {
            of: TraceOf::Logged(entry),
            offset: 0,
            limit: limits::EVENTS,
        });
        page.dispatch(AppAction::LowerOpened(Lower::Cascade));
    });
    html! { <button class="link" type="button" onclick={on_click}>{ "Row by row" }</button> }
}

fn refusal(answer: &QueryAnswer, prompt: &Prompt) -> Html {
    let Some(error) = &answer.error else {
        return Html::default();
    };
    let place = answer
        .place
        .filter(|_| prompt.error_place() == answer.place);
    let (class, name) = if answer.entry.is_some() {
        ("blocked", "blocked")
    } else {
        ("alarm", "error")
    };
    let text = prompt.text.clone();
    html! {
        <div class={classes!("banner", class)} role="alert">
            { icon(name) }
            <div class="banner-text">
                if error.name != "Error" { <strong class="error-name">{ &error.name }{ ": " }</strong> }
                <span class="error-message">{ &error.message }</span>
                if let Some(place) = place {
                    <button
                        class="origin" type="button" title="Show in the field"
                        onclick={Callback::from(move |_: MouseEvent| reveal(&text, place))}
                    >{ format!("line {}, column {}", place.0, place.1) }</button>
                }
                if !error.hint.is_empty() { <span class="error-hint">{ &error.hint }</span> }
            </div>
        </div>
    }
}

/// The plan as a tree: each step above what it is made of.
fn plan(answer: &QueryAnswer) -> Html {
    if answer.plan.is_empty() {
        return html! { <p class="quiet plan-none">{ "There is no plan for this statement." }</p> };
    }
    let step = |line: &String| {
        let (level, words, is_scan) = prompt::step(line);
        html! {
            <li class={classes!("effect", is_scan.then_some("tone-set-null"))} style={format!("--level: {level}")}>
                <span class="effect-mark" aria-hidden="true"></span>
                <span class="effect-text">{ words.to_owned() }</span>
                if is_scan { <span class="effect-rule">{ "reads every row" }</span> }
            </li>
        }
    };
    html! { <ul class="plan" aria-label="Plan">{ for answer.plan.iter().map(step) }</ul> }
}

fn rows(answer: &QueryAnswer) -> Html {
    let cell = |value: &Value| {
        let is_number = values::is_number(value);
        html! { <td class={classes!("cell", is_number.then_some("number"))}><span class="cell-value">{ value_text(value) }</span></td> }
    };
    html! {
        <div class="answer-rows" tabindex="0" role="group" aria-label="Rows">
            <table class="grid">
                <thead><tr>{ for answer.labels.iter().map(|label| html! { <th scope="col"><span class="column-head">{ label }</span></th> }) }</tr></thead>
                <tbody>{ for answer.rows.iter().map(|row| html! { <tr>{ for row.iter().map(cell) }</tr> }) }</tbody>
            </table>
        </div>
    }
}
