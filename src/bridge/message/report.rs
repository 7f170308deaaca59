//! The report: all that the page draws of a run.

use super::{Effect, EventPage, Past, RowPage};
use crate::{
    dialect::Dialect,
    read::{read, words},
    schema::{Cause, Origin, ReferentialAction, TableKind, Value},
};
use serde::Serialize;

/// All that the page draws.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
    /// The moment that rows and trace are of, where it is not now.
    pub past: Option<Past>,
}
read!(Report {
    dialect,
    models,
    tables,
    associations,
    ddl,
    diagnostics,
    log,
    log_dropped: "logDropped",
    console,
    console_dropped: "consoleDropped",
    trace,
    error,
    elapsed,
    past
});

/// A model, for completion.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(ModelView {
    name,
    table,
    attributes,
    associations,
    accessors,
    origin
});

/// A table of the diagram and the data pane.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(TableView {
    name,
    model,
    kind,
    columns,
    foreign_keys: "foreignKeys",
    causes,
    exists,
    rows
});

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
    /// A timestamp, which a row that is added by hand gets as `create` would give it.
    pub is_timestamp: bool,
    /// What made it, and what was ignored.
    pub causes: Vec<Cause>,
}
read!(ColumnView {
    name,
    attribute,
    data_type: "dataType",
    nullable,
    primary_key: "primaryKey",
    unique,
    auto_increment: "autoIncrement",
    default,
    is_timestamp: "isTimestamp",
    causes
});

/// A foreign key.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(ForeignKeyView {
    name,
    columns,
    referenced_table: "referencedTable",
    referenced_columns: "referencedColumns",
    on_delete: "onDelete",
    on_update: "onUpdate",
    single,
    causes
});

/// An association, for the diagram's edge labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(AssociationView {
    declaration,
    kind,
    source,
    target,
    name,
    through,
    accessors,
    origin
});

/// One statement of the DDL.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DdlStatement {
    /// The table it is about.
    pub table: String,
    /// The text, byte for byte Sequelize's.
    pub sql: String,
}
read!(DdlStatement { table, sql });

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
words!(Severity {
    Error: "error",
    Warning: "warning",
    Info: "info"
});

/// A remark on the learner's declarations.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(Diagnostic {
    code,
    severity,
    subject,
    message,
    origin,
    fix
});

/// An edit that mends a diagnostic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(Fix {
    title,
    file,
    start,
    end,
    find,
    text
});

/// One call of the learner's code (or of the grid), with what it sent to the database.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(LogEntry {
    number,
    call,
    origin,
    statements,
    error
});

/// One statement of a log entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(StatementView {
    sql,
    bind,
    returned,
    affected,
    effects
});

/// A line of the console.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsoleLine {
    /// `log`, `info`, `warn`, `error`, `table`.
    pub level: String,
    /// The text.
    pub text: String,
    /// Where it was written.
    pub origin: Option<Origin>,
}
read!(ConsoleLine {
    level,
    text,
    origin
});

/// An error, as Sequelize or the JavaScript engine names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
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
read!(RunError {
    name,
    message,
    origin,
    hint
});
