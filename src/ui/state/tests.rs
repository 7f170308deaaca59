use super::*;
use crate::bridge::message::{
    Answers, Effect, EventAction, EventPage, LogEntry, Past, QueryAnswer, Reply, Request,
    TableView, TraceOf,
};
use crate::dialect::Dialect;
use crate::ui::examples;

fn project(models: &str) -> Project {
    Project {
        models: models.into(),
        ..Project::default()
    }
}

fn opened() -> Rc<AppState> {
    Rc::new(AppState::new(project("a"), Panes::default())).after(AppAction::SandboxReady)
}

fn report(table: &str) -> Report {
    Report {
        tables: vec![TableView {
            name: table.into(),
            ..TableView::default()
        }],
        ..Report::default()
    }
}

fn ended(revision: u32, report: Report) -> AppAction {
    AppAction::RunEnded(
        revision,
        Box::new(Reply::Report {
            report: Box::new(report),
        }),
    )
}

fn error(name: &str, file: &str) -> RunError {
    let origin = Origin {
        file: file.into(),
        line: 1,
        column: 1,
    };
    RunError {
        name: name.into(),
        origin: Some(origin),
        ..RunError::default()
    }
}

#[test]
fn nothing_new_is_the_same_state() {
    let state = opened();
    let again = Rc::clone(&state).after(AppAction::Edited(File::Models, "a".into()));
    assert!(Rc::ptr_eq(&state, &again));
    let again = Rc::clone(&state).after(AppAction::Selected(None));
    assert!(Rc::ptr_eq(&state, &again));
}

#[test]
fn typing_changes_the_text_and_waits_to_be_saved() {
    let state = opened().after(AppAction::Edited(File::Script, "b".into()));
    assert_eq!(state.project.script, "b");
    assert_eq!(state.saved, Saved::Pending);
    assert_eq!(
        state.generation, 0,
        "the editor already shows what was typed"
    );
}

#[test]
fn a_reply_to_an_older_run_is_dropped() {
    let state = opened()
        .after(AppAction::RunSent(1))
        .after(AppAction::RunSent(2));
    let after = Rc::clone(&state).after(ended(1, report("Old")));
    assert!(Rc::ptr_eq(&state, &after));
    let after = state.after(ended(2, report("New")));
    assert_eq!(after.report.tables[0].name, "New");
}

#[test]
fn an_error_in_the_models_keeps_the_last_good_result_and_marks_it() {
    let state = opened()
        .after(AppAction::RunSent(1))
        .after(ended(1, report("Users")));
    let broken = Report {
        error: Some(error("SyntaxError", "models.js")),
        ..Report::default()
    };
    let state = state.after(AppAction::RunSent(2)).after(ended(2, broken));
    assert_eq!(state.report.tables[0].name, "Users");
    assert!(state.stale);
    assert_eq!(state.run.phase, Phase::Failed);
}

#[test]
fn an_error_thrown_by_the_script_shows_the_rows_as_they_are_then() {
    let state = opened()
        .after(AppAction::RunSent(1))
        .after(ended(1, report("Old")));
    let thrown = Report {
        error: Some(error("SequelizeForeignKeyConstraintError", "script.js")),
        ..report("Users")
    };
    let state = state.after(AppAction::RunSent(2)).after(ended(2, thrown));
    assert_eq!(state.report.tables[0].name, "Users");
    assert!(!state.stale);
    assert!(state.run.error.is_some());
}

#[test]
fn a_stopped_run_says_why_and_leaves_the_text_alone() {
    let state = opened().after(AppAction::RunSent(7));
    let state = state.after(AppAction::RunStopped(7, StopReason::Time, 3000.0));
    assert_eq!(
        state.run.phase,
        Phase::Stopped {
            reason: StopReason::Time,
            elapsed: 3000.0
        }
    );
    assert_eq!(state.project.models, "a");
}

#[test]
fn after_a_crash_nothing_runs_by_itself() {
    let state = opened()
        .after(AppAction::RunSent(1))
        .after(AppAction::SandboxLost);
    assert!(state.run.held);
    assert!(!state.after(AppAction::RunAsked).run.held);
}

#[test]
fn a_shared_project_is_not_saved_over_ones_own() {
    let state = opened();
    let mine = Rc::clone(&state.project);
    let shared = Provenance::Link { mine: Some(mine) };
    let state = state.after(AppAction::Opened(
        Box::new(project("theirs")),
        shared.clone(),
    ));
    assert_eq!(state.saved, Saved::Yes);
    let state = state.after(AppAction::Edited(File::Models, "theirs, edited".into()));
    assert_eq!(state.saved, Saved::Yes);
    assert_eq!(state.provenance, shared);
    let state = state.after(AppAction::ExampleOpened(&examples::ALL[1]));
    assert_eq!((state.saved, &state.provenance), (Saved::Yes, &shared));
}

#[test]
fn what_an_example_replaces_can_be_brought_back() {
    let replaced = |state: &AppState| state.notice.as_ref().and_then(|n| n.replaced.clone());
    let mut own = project("a");
    own.dialect = Dialect::Postgres;
    let state = Rc::new(AppState::new(own.clone(), Panes::default()));
    let state = state.after(AppAction::ExampleOpened(&examples::ALL[1]));
    assert_eq!(
        state.project.dialect,
        Dialect::Postgres,
        "the dialect stays"
    );
    assert_eq!(replaced(&state).as_deref(), Some(&own));
    let state = state.after(AppAction::ExampleOpened(&examples::ALL[2]));
    assert_eq!(replaced(&state), None, "an example as it came is no loss");
}

#[test]
fn a_refused_change_is_told_beside_the_grid() {
    let question = Request::DeleteRow {
        table: "Users".into(),
        row: 1,
    };
    let refused = Report {
        log: vec![LogEntry {
            error: Some(RunError::default()),
            ..LogEntry::default()
        }],
        ..report("Users")
    };
    let reply = Reply::Report {
        report: Box::new(refused),
    };
    let state = opened().after(AppAction::Answered(Box::new(Answer { question, reply })));
    assert_eq!(
        state.refused.as_ref().map(|r| r.table.as_str()),
        Some("Users")
    );
    assert!(!state.by_hand);
}

#[test]
fn an_error_of_the_database_says_what_stood_in_the_way() {
    let fault = error("SequelizeForeignKeyConstraintError", "script.js");
    let refused = "Users with id = 1 must stay".to_owned();
    let thrown = Report {
        log: vec![LogEntry {
            error: Some(fault.clone()),
            ..LogEntry::default()
        }],
        trace: Some(EventPage {
            refused: Some(refused.clone()),
            ..EventPage::default()
        }),
        error: Some(fault),
        ..report("Users")
    };
    let state = opened()
        .after(AppAction::RunSent(1))
        .after(ended(1, thrown));
    assert_eq!(state.run.error.as_ref().map(|e| &e.hint), Some(&refused));
}

#[test]
fn a_new_report_keeps_the_readers_page_and_asks_for_its_rows_again() {
    let asked = AppAction::RowsAsked {
        table: "Users".into(),
        offset: 50,
        order: None,
        descending: false,
    };
    let state = opened().after(asked).after(AppAction::RunSent(1));
    let state = state.after(ended(1, report("Users")));
    assert_eq!(state.pages["Users"].offset, 50);
    assert!(state.pages["Users"].is_due);
}

#[test]
fn moved_tables_travel_in_the_project() {
    let state = opened().after(AppAction::TableMoved("Users".into(), (10.0, 20.0)));
    let layout = Layout::read(&state.project.layout);
    assert_eq!(layout.positions["Users"], (10.0, 20.0));
    assert_eq!(
        Layout::read(&serde_json::json!("nonsense")),
        Layout::default()
    );
}

#[test]
fn splitters_leave_room_for_both_sides() {
    let state = opened().after(AppAction::SplitterMoved(Splitter::Columns, 3.0));
    assert!((state.panes.columns - 15.0).abs() < f64::EPSILON);
}

#[test]
fn rows_of_another_page_or_order_are_not_shown_as_this_one() {
    let asked = |offset: usize, order: Option<&str>| AppAction::RowsAsked {
        table: "Users".into(),
        offset,
        order: order.map(str::to_owned),
        descending: false,
    };
    let answered = |offset: usize, order: Option<&str>, total: usize| {
        let question = Request::Rows {
            table: "Users".into(),
            offset,
            limit: 50,
            order: order.map(str::to_owned),
            descending: false,
        };
        let rows = RowPage {
            total,
            offset,
            ..RowPage::default()
        };
        AppAction::Answered(Box::new(Answer {
            question,
            reply: Reply::Rows { rows },
        }))
    };
    let state = opened()
        .after(asked(50, None))
        .after(asked(0, Some("name")));
    let state = state.after(answered(50, None, 1));
    assert!(
        state.pages["Users"].is_due,
        "the answer to the older question is dropped"
    );
    let state = state.after(answered(0, Some("name"), 2));
    assert_eq!(
        state.pages["Users"].rows.as_ref().map(|rows| rows.total),
        Some(2)
    );
    assert!(!state.pages["Users"].is_due);
    assert!(
        state.after(asked(0, None)).pages.is_empty(),
        "the first page is the report's own"
    );
}

fn answered(question: Request, reply: Reply) -> AppAction {
    AppAction::Answered(Box::new(Answer { question, reply }))
}

fn traced(of: TraceOf) -> EventPage {
    EventPage {
        of,
        ..EventPage::default()
    }
}

fn events_of(of: TraceOf) -> AppAction {
    let question = Request::Events {
        of: of.clone(),
        offset: 0,
        limit: 200,
    };
    answered(question, Reply::Events { events: traced(of) })
}

#[test]
fn a_preview_opens_in_cascade_and_closes_onto_its_table() {
    let ran = Report {
        trace: Some(traced(TraceOf::Logged(3))),
        ..report("Users")
    };
    let state = opened().after(AppAction::RunSent(1)).after(ended(1, ran));
    let state = state.after(AppAction::LowerOpened(Lower::Data));
    let state = state.after(events_of(TraceOf::WhatIf("Users".into(), 7)));
    assert_eq!(state.panes.lower, Lower::Cascade);
    let state = state.after(AppAction::PreviewClosed);
    assert_eq!(state.panes.lower, Lower::Data);
    assert_eq!(state.panes.table.as_deref(), Some("Users"));
    assert_eq!(
        state.trace.as_ref().map(|t| &t.of),
        Some(&TraceOf::Logged(3))
    );
}

fn queried(entry: u64, effects: Vec<Effect>) -> AppAction {
    let answer = QueryAnswer {
        effects,
        ..QueryAnswer::default()
    };
    let reply = Reply::Query {
        answers: Answers {
            answers: vec![answer],
            ..Answers::default()
        },
        report: Box::new(Report {
            trace: Some(traced(TraceOf::Logged(entry))),
            ..report("Users")
        }),
    };
    answered(
        Request::Query {
            sql: "SELECT".into(),
        },
        reply,
    )
}

#[test]
fn a_query_that_only_reads_leaves_the_trace_that_is_looked_at() {
    let ran = Report {
        trace: Some(traced(TraceOf::Logged(3))),
        ..report("Users")
    };
    let state = opened().after(AppAction::RunSent(1)).after(ended(1, ran));
    let state = state.after(events_of(TraceOf::Logged(1)));
    let state = state.after(queried(3, Vec::new()));
    assert_eq!(
        state.trace.as_ref().map(|t| &t.of),
        Some(&TraceOf::Logged(1))
    );
    assert!(!state.by_hand && !state.prompt.is_running);

    let deleted = Effect {
        action: EventAction::Delete,
        table: "Users".into(),
        count: 1,
    };
    let state = state.after(queried(4, vec![deleted]));
    assert_eq!(
        state.trace.as_ref().map(|t| &t.of),
        Some(&TraceOf::Logged(4))
    );
    assert!(state.by_hand);
}

#[test]
fn answers_are_marked_once_a_run_has_made_the_database_afresh() {
    let state = opened().after(queried(1, Vec::new()));
    assert!(!state.prompt.is_outdated);
    let state = state
        .after(AppAction::RunSent(1))
        .after(ended(1, report("Users")));
    assert!(state.prompt.is_outdated);
    let other = AppAction::Opened(Box::new(project("b")), Provenance::Mine);
    assert_eq!(state.after(other).prompt.answers, None);
}

#[test]
fn the_page_on_which_a_sought_row_stands_is_opened() {
    let sought = Sought {
        table: "Users".into(),
        key: vec![("id".into(), Value::Integer(77))],
    };
    let found = |offset| {
        let question = Request::RowsAround {
            table: "Users".into(),
            key: sought.key.clone(),
            limit: 50,
        };
        let rows = RowPage {
            offset,
            ..RowPage::default()
        };
        answered(question, Reply::Rows { rows })
    };
    let state = opened().after(AppAction::RowSought(sought.clone()));
    assert_eq!(state.panes.table.as_deref(), Some("Users"));
    assert!(Rc::clone(&state).after(found(0)).pages.is_empty());
    let state = state.after(found(50));
    assert_eq!(state.pages["Users"].offset, 50);
    assert!(!state.pages["Users"].is_due);
    let elsewhere = state
        .after(AppAction::TableOpened("Tweets".into()))
        .after(found(100));
    assert_eq!(elsewhere.pages["Users"].offset, 50, "they have turned away");
}

#[test]
fn going_on_from_the_past_is_a_change_by_hand() {
    let reply = |past| Reply::Report {
        report: Box::new(Report {
            past,
            ..report("Users")
        }),
    };
    let look = answered(
        Request::LookBack { number: Some(2) },
        reply(Some(Past::default())),
    );
    let state = opened().after(look);
    assert!(state.report.past.is_some() && !state.by_hand);
    let state = state.after(answered(Request::Restore { number: 2 }, reply(None)));
    assert!(state.report.past.is_none() && state.by_hand);
}

#[test]
fn a_comparison_of_databases_closes_onto_what_has_happened() {
    let ran = Report {
        trace: Some(traced(TraceOf::Logged(3))),
        ..report("Users")
    };
    let ways = || {
        let ways = vec![SemanticsView::default()];
        answered(Request::Semantics, Reply::Semantics { ways })
    };
    let state = opened().after(AppAction::RunSent(1)).after(ended(1, ran));
    let state = state
        .after(ways())
        .after(events_of(TraceOf::Replay("SQLite".into())));
    assert!(state.ways.is_some());
    let closed = Rc::clone(&state).after(AppAction::WaysClosed);
    assert_eq!(closed.ways, None);
    assert_eq!(
        closed.trace.as_ref().map(|t| &t.of),
        Some(&TraceOf::Logged(3))
    );
    let state = state
        .after(AppAction::RunSent(2))
        .after(ended(2, report("Users")));
    assert_eq!(state.ways, None, "another run, another change");
}
