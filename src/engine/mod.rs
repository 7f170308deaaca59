//! Turns SQL text into rows, under every constraint, and tells what each statement did.
//!
//! The database behind the playground sees only SQL text, as a real one would: the text the page
//! shows is the text that ran.

mod error;
mod trace;

pub use error::EngineError;
pub use trace::{Event, EventKind, Trace};

use crate::{dialect::Dialect, schema::Value};

/// A database in memory.
#[derive(Debug, Default)]
pub struct Engine {
    dialect: Dialect,
}

/// What one statement came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Column labels of `rows`; empty for a statement that returns none.
    pub labels: Vec<String>,
    /// The rows of a SELECT, of RETURNING or OUTPUT, of a PRAGMA.
    pub rows: Vec<Vec<Value>>,
    /// Rows inserted, updated or deleted by the statement itself (not by cascades).
    pub affected: u64,
    /// The last number an auto-increment column gave out in this statement.
    pub last_insert_id: Option<i64>,
    /// What happened to rows, cascades included; `None` for statements that only read.
    pub trace: Option<std::rc::Rc<Trace>>,
}

/// A table as it stands in the database, for the page's grid and for labels of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredTable {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of its rows' values.
    pub columns: Vec<String>,
    /// The columns of its primary key; empty where it has none.
    pub primary_key: Vec<String>,
    /// How many rows it has.
    pub rows: usize,
}

impl Engine {
    /// The tables that exist, in the order they were made.
    pub fn tables(&self) -> Vec<StoredTable> {
        Vec::new()
    }

    /// Rows of a table with their identities, in the order they were put in.
    pub fn rows(
        &self,
        _table: &str,
        _offset: usize,
        _limit: usize,
    ) -> Vec<(u64, std::rc::Rc<[Value]>)> {
        Vec::new()
    }

    /// One row by its identity, as traces name it.
    pub fn row(&self, _table: &str, _row: u64) -> Option<std::rc::Rc<[Value]>> {
        None
    }

    /// An empty database that reads SQL in `dialect`'s quoting and follows its rules.
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect }
    }

    /// The dialect it follows.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Runs one statement or several, separated by semicolons; `parameters` fill `$1` or `?`.
    pub fn execute(
        &mut self,
        _sql: &str,
        _parameters: &[Value],
    ) -> Result<Vec<Outcome>, EngineError> {
        Err(EngineError::Unsupported {
            feature: "everything".into(),
        })
    }
}
