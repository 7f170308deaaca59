//! The page's side of the edge: what it asks of a session, and the report it draws.
//!
//! A run has two halves. The worker's JavaScript evaluates the learner's files against the façade,
//! then asks the session for [`Request::Report`]. After that the session lives on: the page may ask
//! for more rows or events, or change rows, until the next good run replaces it.
//!
//! Everything that comes back is treated as a stranger's data: strings are shown as text, lists
//! are bounded ([`limits`]), and unknown fields are ignored.

mod history;
mod report;
mod rows;
mod trace;

pub use history::{HistoryPage, Moment, Past, TableChange};
pub use report::{
    AssociationView, ColumnView, ConsoleLine, DdlStatement, Diagnostic, Fix, ForeignKeyView,
    LogEntry, ModelView, Report, RunError, Severity, StatementView, TableView,
};
pub use rows::{Answers, QueryAnswer, RowPage, Since};
pub use trace::{Effect, EventAction, EventPage, EventView, SemanticsView, TraceOf};

use crate::{
    read::{self, Json, Unexpected, from_json, read},
    schema::Value,
};
use serde::Serialize;

/// How much of each thing one report carries at most; the rest is asked for in pages.
pub mod limits {
    /// Rows of each table in a report.
    pub const ROWS: usize = 50;
    /// Entries of the log in a report (the newest are kept).
    pub const LOG: usize = 500;
    /// Lines of the console in a report (the first are kept).
    pub const CONSOLE: usize = 1000;
    /// Events of a trace in one page.
    pub const EVENTS: usize = 200;
    /// Statements of the learner's own SQL that are answered at once.
    pub const ANSWERS: usize = 50;
    /// Moments of the history in one page.
    pub const MOMENTS: usize = 100;
    /// Characters of one SQL text or console line.
    pub const TEXT: usize = 4000;
}

/// A question of the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "ask", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Request {
    /// The state of everything.
    Report,
    /// Rows of one table.
    Rows {
        /// The table.
        table: String,
        /// How many to skip.
        offset: usize,
        /// How many to give.
        limit: usize,
        /// The column to order by; row order otherwise.
        order: Option<String>,
        /// Largest first.
        descending: bool,
    },
    /// The page of a table on which a row stands. Answered by [`Reply::Rows`]; without such a row,
    /// by the first page.
    RowsAround {
        /// The table.
        table: String,
        /// The row's values in some columns.
        key: Vec<(String, Value)>,
        /// How many rows a page has.
        limit: usize,
    },
    /// Events of a trace.
    Events {
        /// What it is of.
        of: TraceOf,
        /// How many to skip.
        offset: usize,
        /// How many to give.
        limit: usize,
    },
    /// A new row, typed into the grid. Answered by [`Reply::Report`].
    InsertRow {
        /// The table.
        table: String,
        /// The values given, by column; text is coerced to the column's type.
        values: Vec<(String, Value)>,
    },
    /// A changed row. Answered by [`Reply::Report`].
    UpdateRow {
        /// The table.
        table: String,
        /// The row's identity.
        row: u64,
        /// The changed values, by column.
        values: Vec<(String, Value)>,
    },
    /// A deleted row. Answered by [`Reply::Report`].
    DeleteRow {
        /// The table.
        table: String,
        /// The row's identity.
        row: u64,
    },
    /// How the last UPDATE or DELETE would have gone in each database. Answered by
    /// [`Reply::Semantics`].
    Semantics,
    /// SQL typed by the learner. Answered by [`Reply::Query`].
    Query {
        /// The text.
        sql: String,
    },
    /// The statements that changed something, the newest first.
    History {
        /// How many of the newest to skip.
        offset: usize,
        /// How many to give.
        limit: usize,
    },
    /// From now on rows are those of a moment of the history, until it is asked for now (none).
    /// Answered by [`Reply::Report`].
    LookBack {
        /// The moment's number.
        number: Option<u64>,
    },
    /// Goes back to a moment of the history and goes on from there. Answered by [`Reply::Report`].
    Restore {
        /// The moment's number.
        number: u64,
    },
}

/// An answer to the page, read by [`Reply::read`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(
    tag = "reply",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Reply {
    /// The state of everything. After a refused change of a row, `log` ends with its error.
    Report {
        /// The report.
        report: Box<Report>,
    },
    /// Rows of one table.
    Rows {
        /// The page of rows.
        rows: RowPage,
    },
    /// Events of a trace.
    Events {
        /// The page of events.
        events: EventPage,
    },
    /// How the last UPDATE or DELETE would have gone.
    Semantics {
        /// One for each way of carrying out referential actions, the dialect's own first.
        ways: Vec<SemanticsView>,
    },
    /// What the learner's SQL came to, and the state after it.
    Query {
        /// Statement by statement.
        answers: Answers,
        /// The state after it.
        report: Box<Report>,
    },
    /// A page of the history.
    History {
        /// The page.
        history: HistoryPage,
    },
    /// The question cannot be answered.
    Error {
        /// Why, in words for the learner.
        error: RunError,
    },
}

/// What questions are made of.
#[derive(Default)]
struct Asked {
    ask: String,
    table: String,
    offset: usize,
    limit: usize,
    order: Option<String>,
    descending: bool,
    key: Vec<(String, Value)>,
    of: TraceOf,
    values: Vec<(String, Value)>,
    row: u64,
    sql: String,
    number: Option<u64>,
}
read!(Asked {
    ask,
    table,
    offset,
    limit,
    order,
    descending,
    key,
    of,
    values,
    row,
    sql,
    number
});

impl Request {
    /// Reads a question.
    pub fn read(json: &str) -> Result<Self, String> {
        let Asked {
            ask,
            table,
            offset,
            limit,
            order,
            descending,
            key,
            of,
            values,
            row,
            sql,
            number,
        } = read::from_str(json)?;
        Ok(match ask.as_str() {
            "report" => Self::Report,
            "rows" => Self::Rows {
                table,
                offset,
                limit,
                order,
                descending,
            },
            "rowsAround" => Self::RowsAround { table, key, limit },
            "events" => Self::Events { of, offset, limit },
            "insertRow" => Self::InsertRow { table, values },
            "updateRow" => Self::UpdateRow { table, row, values },
            "deleteRow" => Self::DeleteRow { table, row },
            "semantics" => Self::Semantics,
            "query" => Self::Query { sql },
            "history" => Self::History { offset, limit },
            "lookBack" => Self::LookBack { number },
            "restore" => Self::Restore {
                number: number.ok_or("`number` is missing")?,
            },
            other => return Err(format!("there is no question `{other}`")),
        })
    }
}

/// What answers are made of.
#[derive(Default)]
struct Answered {
    reply: String,
    report: Json,
    rows: Json,
    events: Json,
    ways: Json,
    answers: Json,
    history: Json,
    error: Json,
}
read!(Answered {
    reply,
    report,
    rows,
    events,
    ways,
    answers,
    history,
    error
});

impl Reply {
    /// Reads an answer.
    pub fn read(json: &str) -> Result<Self, String> {
        let answered = read::from_str(json)?;
        Self::of(answered).map_err(|error| error.to_string())
    }

    fn of(answered: Answered) -> Result<Self, Unexpected> {
        let report = || from_json(answered.report);
        Ok(match answered.reply.as_str() {
            "report" => Self::Report { report: report()? },
            "rows" => Self::Rows {
                rows: from_json(answered.rows)?,
            },
            "events" => Self::Events {
                events: from_json(answered.events)?,
            },
            "semantics" => Self::Semantics {
                ways: from_json(answered.ways)?,
            },
            "query" => Self::Query {
                answers: from_json(answered.answers)?,
                report: report()?,
            },
            "history" => Self::History {
                history: from_json(answered.history)?,
            },
            "error" => Self::Error {
                error: from_json(answered.error)?,
            },
            _ => return Err(Unexpected("reply")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reply_is_read_as_it_was_written() {
        let report = Box::new(Report {
            elapsed: 1.5,
            ..Report::default()
        });
        for reply in [
            Reply::Report {
                report: report.clone(),
            },
            Reply::Rows {
                rows: RowPage {
                    table: "Users".into(),
                    ..RowPage::default()
                },
            },
            Reply::Events {
                events: EventPage {
                    total: 3,
                    ..EventPage::default()
                },
            },
            Reply::Query {
                answers: Answers {
                    answers: vec![QueryAnswer {
                        labels: vec!["n".into()],
                        rows: vec![vec![Value::Integer(1)]],
                        ..QueryAnswer::default()
                    }],
                    ..Answers::default()
                },
                report,
            },
            Reply::History {
                history: HistoryPage {
                    dropped: 2,
                    ..HistoryPage::default()
                },
            },
            Reply::Error {
                error: RunError {
                    name: "Error".into(),
                    ..RunError::default()
                },
            },
        ] {
            let json = serde_json::to_string(&reply).expect("a reply is JSON");
            assert_eq!(Reply::read(&json).expect("as written"), reply);
        }
        assert!(Reply::read("{\"reply\":\"else\"}").is_err());
    }

    #[test]
    fn every_question_is_read_as_it_was_written() {
        let table = || "Users".to_owned();
        let values = || vec![("name".to_owned(), Value::Bytes(vec![1, 2]))];
        for request in [
            Request::Report,
            Request::Rows {
                table: table(),
                offset: 1,
                limit: 2,
                order: Some("id".into()),
                descending: true,
            },
            Request::RowsAround {
                table: table(),
                key: vec![("id".into(), Value::Integer(-1)), ("x".into(), Value::Null)],
                limit: 5,
            },
            Request::InsertRow {
                table: table(),
                values: values(),
            },
            Request::UpdateRow {
                table: table(),
                row: 7,
                values: values(),
            },
            Request::DeleteRow {
                table: table(),
                row: 7,
            },
            Request::Semantics,
            Request::Query {
                sql: "SELECT 1".into(),
            },
            Request::History {
                offset: 0,
                limit: 9,
            },
            Request::LookBack { number: None },
            Request::LookBack { number: Some(3) },
            Request::Restore { number: 3 },
        ]
        .into_iter()
        .chain(traces().map(|of| Request::Events {
            of,
            offset: 3,
            limit: 4,
        })) {
            let json = serde_json::to_string(&request).expect("a question is JSON");
            assert_eq!(Request::read(&json), Ok(request));
        }
        assert!(Request::read(r#"{"ask": "restore"}"#).is_err());
        assert!(Request::read(r#"{"ask": "else"}"#).is_err());
    }

    fn traces() -> impl Iterator<Item = TraceOf> {
        [
            TraceOf::Logged(3),
            TraceOf::Moment(4),
            TraceOf::WhatIf("Users".into(), 5),
            TraceOf::Replay("SQLite".into()),
        ]
        .into_iter()
    }

    #[test]
    fn every_word_is_read_as_it_was_written() {
        fn check<T: read::Read + Default + Serialize + PartialEq + std::fmt::Debug>(
            values: impl IntoIterator<Item = T>,
        ) {
            for value in values {
                let json = serde_json::to_value(&value).expect("a word is JSON");
                assert_eq!(from_json::<T>(json), Ok(value));
            }
        }
        use crate::{
            dialect::Dialect,
            schema::{ReferentialAction, TableKind},
        };
        use EventAction as Action;
        check([
            Action::Insert,
            Action::Update,
            Action::Delete,
            Action::CascadeDelete,
            Action::CascadeUpdate,
            Action::SetNull,
            Action::SetDefault,
            Action::Blocked,
        ]);
        check([Severity::Error, Severity::Warning, Severity::Info]);
        check([TableKind::Model, TableKind::Join]);
        check([
            ReferentialAction::NoAction,
            ReferentialAction::Restrict,
            ReferentialAction::Cascade,
            ReferentialAction::SetNull,
            ReferentialAction::SetDefault,
        ]);
        check(Dialect::ALL);
        check([
            Since::Same,
            Since::Gone,
            Since::Changed(vec![Value::Real(1.5)]),
        ]);
    }
}
