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

impl Engine {
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
