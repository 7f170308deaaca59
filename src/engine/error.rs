//! What the engine refuses, with the names a message needs.

use super::Trace;
use crate::schema::{ReferentialAction, Value};
use std::rc::Rc;

/// Every way a statement can fail. A failed statement leaves the database as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EngineError {
    /// The text is not SQL.
    #[error("syntax error: {message}")]
    Syntax {
        /// What the parser expected and met.
        message: String,
    },
    /// SQL that the engine does not run, refused by name before anything happens.
    #[error("{feature} is not supported")]
    Unsupported {
        /// What it is.
        feature: String,
    },
    /// A statement that some database has and the engine has not, refused before anything happens.
    #[error("{feature} is not supported{}{instead}", if instead.is_empty() { "" } else { ": " })]
    Refused {
        /// What it is.
        feature: String,
        /// What to do instead; empty, if there is nothing.
        instead: &'static str,
    },
    /// No such table.
    #[error("no such table: {table}")]
    NoSuchTable {
        /// The name asked for.
        table: String,
    },
    /// No such column.
    #[error("no such column: {column}")]
    NoSuchColumn {
        /// The name asked for, qualified where it was.
        column: String,
        /// The clause that asks for it; empty where it is the column to be written.
        clause: &'static str,
    },
    /// No such source in FROM, which PostgreSQL tells apart from a column.
    #[error("no such table in FROM: {table}")]
    NotInFrom {
        /// The name asked for.
        table: String,
        /// There is one, but it goes by another name or is not to be seen from here.
        elsewhere: bool,
    },
    /// No such index or constraint.
    #[error("no such {what}: {name}")]
    NoSuchConstraint {
        /// `index` or `constraint`.
        what: &'static str,
        /// The name asked for.
        name: String,
        /// The table it should belong to; empty where none was named.
        table: String,
    },
    /// A table, index or constraint of that name is there already.
    #[error("{what} {name} already exists")]
    AlreadyExists {
        /// `table`, `index`, `constraint`, `column`.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// NULL in a NOT NULL column.
    #[error("NOT NULL constraint failed: {table}.{column}")]
    NotNull {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The statement's trace, ending with the refused row; `None` where no row was tried, as in
        /// MySQL's INSERT that gives no value to a column without a default.
        trace: Option<Rc<Trace>>,
    },
    /// A value that is there already.
    #[error("UNIQUE constraint failed: {}", columns.iter().map(|c| format!("{table}.{c}")).collect::<Vec<_>>().join(", "))]
    Unique {
        /// The table.
        table: String,
        /// The constraint's name as the dialect names it.
        constraint: String,
        /// Its columns.
        columns: Vec<String>,
        /// The values that clash.
        values: Vec<Value>,
        /// The statement's trace, ending with the refused row.
        trace: Option<Rc<Trace>>,
    },
    /// A row that references nothing, or a referenced row that must stay.
    #[error("FOREIGN KEY constraint failed: {}", .0.constraint)]
    ForeignKey(Box<ForeignKeyRefusal>),
    /// A CHECK that is false.
    #[error("CHECK constraint failed: {constraint}")]
    Check {
        /// The table.
        table: String,
        /// The constraint's name.
        constraint: String,
        /// The statement's trace, ending with the refused row.
        trace: Option<Rc<Trace>>,
    },
    /// A cascade with more levels than the database follows.
    #[error("{message}")]
    Depth {
        /// The database's words.
        message: &'static str,
        /// The statement's trace, ending with the row that was one too far.
        trace: Option<Rc<Trace>>,
    },
    /// SQL Server refuses a foreign key whose actions lead somewhere twice, or in a circle.
    #[error(
        "Introducing FOREIGN KEY constraint '{constraint}' on table '{table}' may cause cycles or multiple cascade paths. Specify ON DELETE NO ACTION or ON UPDATE NO ACTION, or modify other FOREIGN KEY constraints."
    )]
    CascadePaths {
        /// The constraint's name.
        constraint: String,
        /// The referencing table.
        table: String,
    },
    /// Another transaction has changed the same row since this one began.
    #[error("could not serialize access to {table} due to concurrent update")]
    Conflict {
        /// The table.
        table: String,
    },
    /// A value that the column's type cannot hold.
    #[error("invalid {data_type} for {table}.{column}: {value}")]
    InvalidValue {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The column's type, as declared.
        data_type: String,
        /// The value, as text.
        value: String,
    },
    /// An identity column that may not be written so (SQL Server).
    #[error("{message}")]
    Identity {
        /// SQL Server's number of the error.
        number: i64,
        /// What is wrong.
        message: String,
    },
    /// Anything else that the statement's own text makes impossible (a wrong number of values, an
    /// unknown function, a division by zero).
    #[error("{message}")]
    Invalid {
        /// What is wrong.
        message: String,
    },
}

/// Why a foreign key refused. Apart, for an error lies on the stack of every expression.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignKeyRefusal {
    /// The constraint's name as the dialect names it.
    pub constraint: String,
    /// The referencing table.
    pub table: String,
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table.
    pub referenced_table: String,
    /// The referenced columns.
    pub referenced_columns: Vec<String>,
    /// The key that is missing, or still referenced.
    pub values: Vec<Value>,
    /// What the key does on DELETE and on UPDATE.
    pub actions: [ReferentialAction; 2],
    /// `None`: the referencing row was written. Otherwise the action that refused to let the
    /// referenced row go (NO ACTION or RESTRICT).
    pub action: Option<ReferentialAction>,
    /// The statement's trace, ending with what blocked it.
    pub trace: Option<Rc<Trace>>,
}

impl EngineError {
    /// What the refused statement did until it was stopped.
    pub fn trace(&self) -> Option<&Rc<Trace>> {
        match self {
            Self::NotNull { trace, .. }
            | Self::Unique { trace, .. }
            | Self::Check { trace, .. }
            | Self::Depth { trace, .. } => trace.as_ref(),
            Self::ForeignKey(refusal) => refusal.trace.as_ref(),
            _ => None,
        }
    }
}

/// The error for what the statement's own text makes impossible.
pub(crate) fn invalid(message: impl Into<String>) -> EngineError {
    EngineError::Invalid {
        message: message.into(),
    }
}
