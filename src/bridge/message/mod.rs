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

use crate::schema::Value;
use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

impl Reply {
    /// Reads an answer. By hand: derived for an enum with a tag inside, it would copy the whole report
    /// aside to look for the tag.
    pub fn read(json: &str) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct Tag {
            reply: String,
        }
        #[derive(Deserialize)]
        struct OfReport {
            report: Box<Report>,
        }
        #[derive(Deserialize)]
        struct OfRows {
            rows: RowPage,
        }
        #[derive(Deserialize)]
        struct OfEvents {
            events: EventPage,
        }
        #[derive(Deserialize)]
        struct OfQuery {
            answers: Answers,
            report: Box<Report>,
        }
        #[derive(Deserialize)]
        struct OfHistory {
            history: HistoryPage,
        }
        #[derive(Deserialize)]
        struct OfSemantics {
            ways: Vec<SemanticsView>,
        }
        #[derive(Deserialize)]
        struct OfError {
            error: RunError,
        }
        let Tag { reply } = serde_json::from_str(json)?;
        Ok(match reply.as_str() {
            "report" => {
                let OfReport { report } = serde_json::from_str(json)?;
                Self::Report { report }
            }
            "rows" => {
                let OfRows { rows } = serde_json::from_str(json)?;
                Self::Rows { rows }
            }
            "events" => {
                let OfEvents { events } = serde_json::from_str(json)?;
                Self::Events { events }
            }
            "semantics" => {
                let OfSemantics { ways } = serde_json::from_str(json)?;
                Self::Semantics { ways }
            }
            "query" => {
                let OfQuery { answers, report } = serde_json::from_str(json)?;
                Self::Query { answers, report }
            }
            "history" => {
                let OfHistory { history } = serde_json::from_str(json)?;
                Self::History { history }
            }
            "error" => {
                let OfError { error } = serde_json::from_str(json)?;
                Self::Error { error }
            }
            other => {
                return Err(serde::de::Error::unknown_variant(
                    other,
                    &[
                        "report",
                        "rows",
                        "events",
                        "semantics",
                        "query",
                        "history",
                        "error",
                    ],
                ));
            }
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
}
