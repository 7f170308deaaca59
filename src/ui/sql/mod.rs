//! The SQL prompt: a field that speaks the project's dialect, and what each statement came to.

mod answer;
mod field;

use crate::{
    bridge::message::{Answers, Report, Request},
    ui::{
        hooks::use_page,
        logic::{prompt, text},
        state::{AppAction, Prompt, PromptAction, Shared},
        widgets::{icon, sql_text},
    },
};
use answer::answer;
use field::SqlField;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SqlProps {
    pub report: Shared<Report>,
    pub prompt: Rc<Prompt>,
}

#[component]
pub fn SqlPane(props: &SqlProps) -> Html {
    let page = use_page();
    let prompt = &props.prompt;
    let on_run = {
        let (page, sql) = (page.clone(), prompt.text.clone());
        Callback::from(move |()| {
            if !sql.trim().is_empty() {
                page.ask(Request::Query { sql: sql.clone() });
                page.dispatch(AppAction::Prompted(PromptAction::Sent));
            }
        })
    };
    let shows_plan = prompt.shows_plan;
    html! {
        <div class="sql-pane">
            <SqlField
                label={format!("SQL in the {} dialect", props.report.dialect)}
                prompt={prompt.clone()}
                on_run={on_run.clone()}
            />
            <div class="tools">
                <button
                    class="button primary small" type="button" title="Ctrl or ⌘ + Enter"
                    disabled={prompt.text.trim().is_empty() || prompt.is_running}
                    onclick={on_run.reform(|_: MouseEvent| ())}
                >{ icon("run") }{ "Run" }</button>
                <button
                    class="button small" type="button" aria-pressed={shows_plan.to_string()}
                    title="Show how each statement finds its rows"
                    onclick={page.on(move |_: MouseEvent| AppAction::Prompted(PromptAction::PlanShown(!shows_plan)))}
                >{ icon("plan") }{ "Plan" }</button>
                <span class="quiet sql-summary" aria-live="polite">{ summary(prompt) }</span>
                <span class="tools-space"></span>
                <span class="quiet sql-keys"><kbd>{ "Ctrl/⌘ Enter" }</kbd>{ " run " }<kbd>{ "↑" }</kbd>{ " " }<kbd>{ "↓" }</kbd>{ " earlier" }</span>
            </div>
            <div class="scroll answers" tabindex="0" role="region" aria-label="What the SQL came to">
                { outcome(props, &page) }
            </div>
        </div>
    }
}

fn outcome(props: &SqlProps, page: &crate::ui::hooks::Page) -> Html {
    let prompt = &props.prompt;
    if let Some(failure) = &prompt.failure {
        return html! {
            <div class="banner alarm" role="alert">
                { icon("error") }<div class="banner-text">{ &failure.message }</div>
            </div>
        };
    }
    let Some(answers) = &prompt.answers else {
        return suggestions(&props.report, page);
    };
    let is_one = answers.answers.len() == 1;
    html! {
        <>
            if answers.left_out > 0 {
                <p class="quiet answers-note">{ format!("{} ran before these.", text::counted(answers.left_out as u64, "statement")) }</p>
            }
            <div class={classes!(prompt.is_outdated.then_some("stale"))}>
                { for answers.answers.iter().map(|one| answer(one, is_one, &props.report, prompt, page)) }
            </div>
            if answers.not_run > 0 {
                <p class="quiet answers-note">{ format!("{} below it did not run. What ran before it stays.", text::counted(answers.not_run as u64, "statement")) }</p>
            }
        </>
    }
}

/// What to begin with, where nothing was run yet.
fn suggestions(report: &Report, page: &crate::ui::hooks::Page) -> Html {
    let item = |sql: String| {
        let words = text::one_line(&sql);
        let on_click =
            page.on(move |_: MouseEvent| AppAction::Prompted(PromptAction::Typed(sql.clone())));
        html! { <li><button class="suggestion" type="button" onclick={on_click}>{ sql_text(&words) }</button></li> }
    };
    let all = prompt::suggestions(&report.tables, report.dialect);
    html! {
        <div class="empty sql-empty">
            <p class="empty-title">{ "Ask the database yourself" }</p>
            <p>{ "Statements run on the rows in Data, under the same rules as the script. The next run starts afresh." }</p>
            <ul>{ for all.into_iter().map(item) }</ul>
        </div>
    }
}

/// The whole text in a few words.
fn summary(prompt: &Prompt) -> String {
    if prompt.is_running {
        return "Running…".into();
    }
    let Some(answers) = &prompt.answers else {
        let is_waiting = prompt.shows_plan && prompt.failure.is_none();
        return if is_waiting {
            "Run it to see the plan".into()
        } else {
            String::new()
        };
    };
    if prompt.is_outdated {
        return "From before the newest run".into();
    }
    let Answers {
        answers, left_out, ..
    } = &**answers;
    if answers.len() < 2 {
        return String::new();
    }
    let time: f64 = answers.iter().map(|answer| answer.elapsed).sum();
    let count = text::counted((answers.len() + left_out) as u64, "statement");
    format!("{count}, {}", text::fine_duration(time))
}
