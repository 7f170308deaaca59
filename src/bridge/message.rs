//! The page's side of the edge: what it asks of a session, and the report it draws.
//!
//! A run has two halves. The worker's JavaScript evaluates the learner's files against the façade,
//! then asks the session for [`Request::Report`]. After that the session lives on: the page may ask
//! for more rows or events, or change rows, until the next good run replaces it.
//!
//! Everything that comes back is treated as a stranger's data: strings are shown as text, lists
//! are bounded ([`limits`]), and unknown fields are ignored.

use crate::{
    dialect::Dialect,
    schema::{Cause, Origin, ReferentialAction, TableKind, Value},
};
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
    /// Events of one logged statement's trace.
    Events {
        /// The log entry's number.
        entry: u64,
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
    /// SQL typed by the learner. Answered by [`Reply::Query`].
    Query {
        /// The text.
        sql: String,
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
    /// What a query gave, and the state after it.
    Query {
        /// Labels of the result's columns; empty for a statement that returns no rows.
        labels: Vec<String>,
        /// The rows, at most [`limits::EVENTS`].
        rows: Vec<Vec<Value>>,
        /// How many rows there were.
        total: usize,
        /// The state after it.
        report: Box<Report>,
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
            labels: Vec<String>,
            rows: Vec<Vec<Value>>,
            total: usize,
            report: Box<Report>,
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
            "query" => {
                let OfQuery {
                    labels,
                    rows,
                    total,
                    report,
                } = serde_json::from_str(json)?;
                Self::Query {
                    labels,
                    rows,
                    total,
                    report,
                }
            }
            "error" => {
                let OfError { error } = serde_json::from_str(json)?;
                Self::Error { error }
            }
            other => {
                return Err(serde::de::Error::unknown_variant(
                    other,
                    &["report", "rows", "events", "query", "error"],
                ));
            }
        })
    }
}

/// All that the page draws.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Report {
    /// The dialect whose SQL is shown.
    pub dialect: Dialect,
    /// The models, for completion and the diagram's tooltips.
    pub models: Vec<ModelView>,
    /// The tables that the models describe, in dependency order.
    pub tables: Vec<TableView>,
    /// The associations, as the learner declared them.
    pub associations: Vec<AssociationView>,
    /// The DDL of the schema, one entry a statement, in the order sync would run them.
    pub ddl: Vec<DdlStatement>,
    /// What the declarations lead to that the learner may not expect.
    pub diagnostics: Vec<Diagnostic>,
    /// What was called, with its SQL and effects.
    pub log: Vec<LogEntry>,
    /// Log entries left out at the front.
    pub log_dropped: u64,
    /// `console.log` and friends.
    pub console: Vec<ConsoleLine>,
    /// Console lines left out at the end.
    pub console_dropped: u64,
    /// The trace of the newest statement that changed rows or was refused.
    pub trace: Option<EventPage>,
    /// What stopped the run, if anything did.
    pub error: Option<RunError>,
    /// Milliseconds the run took in the worker.
    pub elapsed: f64,
}

/// A model, for completion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ModelView {
    /// Its name.
    pub name: String,
    /// Its table's name.
    pub table: String,
    /// Its attributes.
    pub attributes: Vec<String>,
    /// Association names, for `include`.
    pub associations: Vec<String>,
    /// Methods that associations add to its instances.
    pub accessors: Vec<String>,
    /// Where it was defined.
    pub origin: Option<Origin>,
}

/// A table of the diagram and the data pane.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TableView {
    /// Its name.
    pub name: String,
    /// The model behind it; empty for a table made by SQL alone.
    pub model: String,
    /// A model's own, or a join table.
    pub kind: TableKind,
    /// The columns, in order.
    pub columns: Vec<ColumnView>,
    /// Foreign keys.
    pub foreign_keys: Vec<ForeignKeyView>,
    /// What made the table.
    pub causes: Vec<Cause>,
    /// The table is there in the database (`sync` ran).
    pub exists: bool,
    /// The first rows.
    pub rows: RowPage,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[allow(clippy::struct_excessive_bools)]
pub struct ColumnView {
    /// Its name.
    pub name: String,
    /// The attribute's name, where it differs.
    pub attribute: String,
    /// Its type as the dialect writes it.
    pub data_type: String,
    /// NULL is allowed.
    pub nullable: bool,
    /// Part of the primary key.
    pub primary_key: bool,
    /// Part of a unique constraint.
    pub unique: bool,
    /// Numbered by the database.
    pub auto_increment: bool,
    /// What it holds when an insert does not say, as SQL; empty for nothing.
    pub default: String,
    /// What made it, and what was ignored.
    pub causes: Vec<Cause>,
}

/// A foreign key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ForeignKeyView {
    /// The constraint's name, where the dialect gives one.
    pub name: String,
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table.
    pub referenced_table: String,
    /// The referenced columns.
    pub referenced_columns: Vec<String>,
    /// ON DELETE.
    pub on_delete: Option<ReferentialAction>,
    /// ON UPDATE.
    pub on_update: Option<ReferentialAction>,
    /// At most one referencing row for each referenced one (hasOne, or a unique column).
    pub single: bool,
    /// What made it, and what was ignored.
    pub causes: Vec<Cause>,
}

/// An association, for the diagram's edge labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AssociationView {
    /// As the learner would write it: `User.hasMany(Tweet)`.
    pub declaration: String,
    /// `BelongsTo`, `HasOne`, `HasMany`, `BelongsToMany`.
    pub kind: String,
    /// The source model.
    pub source: String,
    /// The target model.
    pub target: String,
    /// Its name (`as`).
    pub name: String,
    /// The through model of a belongsToMany.
    pub through: String,
    /// The accessors it adds.
    pub accessors: Vec<String>,
    /// Where it was declared.
    pub origin: Option<Origin>,
}

/// One statement of the DDL.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DdlStatement {
    /// The table it is about.
    pub table: String,
    /// The text, byte for byte Sequelize's.
    pub sql: String,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// It will not work.
    Error,
    /// It works, and not as one would think.
    #[default]
    Warning,
    /// Worth knowing.
    Info,
}

/// A remark on the learner's declarations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Diagnostic {
    /// A stable code, such as `R003`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about: `Tasks.UserId`.
    pub subject: String,
    /// One sentence a beginner understands.
    pub message: String,
    /// Where it stands.
    pub origin: Option<Origin>,
    /// An edit that mends it, where one is certain.
    pub fix: Option<Fix>,
}

/// An edit that mends a diagnostic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Fix {
    /// What the button says.
    pub title: String,
    /// The file.
    pub file: String,
    /// Lines and columns of the text to replace, from 1; the end is exclusive.
    pub start: (u32, u32),
    /// The end.
    pub end: (u32, u32),
    /// Where it is not empty: the text to replace is its first occurrence at or after `start`, and
    /// where there is none, nothing happens.
    pub find: String,
    /// What to put there.
    pub text: String,
}

/// One call of the learner's code (or of the grid), with what it sent to the database.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LogEntry {
    /// Counts up from 1 over the session.
    pub number: u64,
    /// The call: `User.create()`, `user.setTweets()`, `sequelize.sync()`, `Data: delete row`.
    pub call: String,
    /// Where it was made.
    pub origin: Option<Origin>,
    /// The statements it sent, in order.
    pub statements: Vec<StatementView>,
    /// The error it ended with.
    pub error: Option<RunError>,
}

/// One statement of a log entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatementView {
    /// The text, as Sequelize logs it for the dialect.
    pub sql: String,
    /// The bound values, where the text has `$1`.
    pub bind: Vec<Value>,
    /// Rows returned.
    pub returned: u64,
    /// Rows the statement itself wrote.
    pub affected: u64,
    /// What its trace counts, by table and action, in the order they first occurred.
    pub effects: Vec<Effect>,
}

/// A count of a trace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Effect {
    /// What happened.
    pub action: EventAction,
    /// To rows of which table.
    pub table: String,
    /// How many.
    pub count: u64,
}

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EventAction {
    /// The statement inserted it.
    Insert,
    /// The statement changed it.
    Update,
    /// The statement deleted it.
    Delete,
    /// ON DELETE CASCADE deleted it.
    CascadeDelete,
    /// ON UPDATE CASCADE changed its key.
    CascadeUpdate,
    /// SET NULL emptied its key.
    SetNull,
    /// SET DEFAULT put the default into its key.
    SetDefault,
    /// It made the database refuse the statement.
    Blocked,
}

/// A page of a trace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EventPage {
    /// The log entry it belongs to.
    pub entry: u64,
    /// The statement's text.
    pub sql: String,
    /// How many events the whole trace has.
    pub total: usize,
    /// The first event's index.
    pub offset: usize,
    /// The events, in order.
    pub events: Vec<EventView>,
    /// Counts over the whole trace.
    pub effects: Vec<Effect>,
    /// Why the database refused, if it did: a sentence that names tables, rows and the rule.
    pub refused: Option<String>,
}

/// One row event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventView {
    /// Its index in the trace.
    pub index: usize,
    /// The index of the event that caused it.
    pub cause: Option<usize>,
    /// Steps from the statement's own rows.
    pub depth: u32,
    /// What happened.
    pub action: EventAction,
    /// To a row of which table.
    pub table: String,
    /// The row's identity.
    pub row: u64,
    /// A short name of the row: its key and its first text column, `1 · Ada`.
    pub label: String,
    /// The foreign key that carried the action, or the constraint that blocked.
    pub constraint: String,
    /// What changed: column, before, after. For inserts before is null, for deletes after.
    pub changes: Vec<(String, Value, Value)>,
}

/// A page of rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RowPage {
    /// The table.
    pub table: String,
    /// How many rows the table has.
    pub total: usize,
    /// How many were skipped.
    pub offset: usize,
    /// Identities of the rows.
    pub ids: Vec<u64>,
    /// Their values, in the order of the columns.
    pub rows: Vec<Vec<Value>>,
}

/// A line of the console.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConsoleLine {
    /// `log`, `info`, `warn`, `error`, `table`.
    pub level: String,
    /// The text.
    pub text: String,
    /// Where it was written.
    pub origin: Option<Origin>,
}

/// An error, as Sequelize or the JavaScript engine names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunError {
    /// The class: `SyntaxError`, `SequelizeForeignKeyConstraintError`, …
    pub name: String,
    /// The message.
    pub message: String,
    /// Where it was thrown.
    pub origin: Option<Origin>,
    /// What to do about it, where that is known.
    pub hint: String,
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
                labels: vec!["n".into()],
                rows: vec![vec![Value::Integer(1)]],
                total: 1,
                report,
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
