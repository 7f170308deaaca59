//! Turns SQL text into rows, under every constraint, and tells what each statement did.
//!
//! The database behind the playground sees only SQL text, as a real one would: the text the page
//! shows is the text that ran.
//!
//! The life of a statement: [`text`] reads it in the dialect's quoting with GlueSQL's parser;
//! [`session`] sends it to [`query`] (SELECT), [`mod@write`] (INSERT, UPDATE, DELETE), [`define`] and
//! [`alter`] (DDL) or [`describe`] (PRAGMA, system tables); [`enforce`] follows the foreign keys
//! and leaves a [`Trace`]; [`store`] keeps rows in persistent maps, so that what fails is undone
//! by going back to the snapshot before it.
//!
//! GlueSQL lends its parser and its calendar, not its planner and executor: those take logic to be
//! two-valued (`NULL OR TRUE` is NULL), know neither nested joins nor several rows under one key,
//! and scan for every correlated subquery. Repairing their plans from outside would leave two
//! executors with two sets of rules; [`query`] is one.

mod alter;
mod cache;
mod catalogue;
mod collation;
mod define;
mod describe;
mod enforce;
mod error;
mod history;
mod key;
mod merge;
mod prompt;
mod query;
mod replay;
mod semantics;
mod session;
mod store;
mod text;
mod trace;
mod transaction;
mod types;
mod view;
mod write;

pub use error::{EngineError, ForeignKeyRefusal};
pub use history::{HistoryEntry, RowDifference};
pub use prompt::{Piece, Place};
pub use semantics::Semantics;
pub use trace::{Effect, Event, EventKind, Trace};
pub use transaction::TransactionId;
pub use types::ColumnKind;
pub use view::{RowOrder, StoredColumn, StoredForeignKey, StoredRow, StoredTable, StoredUnique};

use crate::schema::hash;
use crate::{dialect::Dialect, schema::Value};
use session::{Session, Undo};
use std::rc::Rc;
use text::Parsed;

/// A database in memory.
#[derive(Clone, Debug)]
pub struct Engine {
    session: Session,
    history: history::History,
    transactions: transaction::Transactions,
    /// Grows with every change, so that a transaction knows whether it was the only one.
    version: u64,
    /// How large the memory was when room was made.
    room: usize,
}

/// A memory of so many bytes grows in larger steps.
const LARGE: usize = 16 << 20;

/// What one statement came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Column labels of `rows`; empty for a statement that returns none.
    pub labels: Vec<String>,
    /// What their drivers know of the columns; empty: nothing.
    pub kinds: Vec<ColumnKind>,
    /// The rows of a SELECT, of RETURNING or OUTPUT, of a PRAGMA.
    pub rows: Vec<Vec<Value>>,
    /// Rows inserted, updated or deleted by the statement itself (not by cascades).
    pub affected: u64,
    /// The last number an auto-increment column gave out in this statement.
    pub last_insert_id: Option<i64>,
    /// What happened to rows, cascades included; `None` for statements that only read.
    pub trace: Option<Rc<Trace>>,
}

impl Outcome {
    /// What the driver of the column at a position knows.
    pub fn kind(&self, position: usize) -> ColumnKind {
        self.kinds.get(position).copied().unwrap_or_default()
    }

    /// What a query gives.
    pub(crate) fn of(columns: &[query::Output], rows: Vec<Vec<Value>>) -> Self {
        let kind = |column: &query::Output| column.ty.as_ref().map(types::ColumnType::kind);
        Self {
            labels: columns.iter().map(|column| column.label.clone()).collect(),
            kinds: columns
                .iter()
                .map(|column| kind(column).unwrap_or_default())
                .collect(),
            rows,
            ..Self::default()
        }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new(Dialect::default())
    }
}

impl Engine {
    /// An empty database that reads SQL in `dialect`'s quoting and follows its rules.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            session: Session::new(dialect),
            history: history::History::default(),
            transactions: transaction::Transactions::default(),
            version: 0,
            room: 0,
        }
    }

    /// The dialect it follows.
    pub fn dialect(&self) -> Dialect {
        self.session.dialect
    }

    /// Whose way with referential actions it follows: the dialect's own, unless it was told
    /// otherwise.
    pub fn semantics(&self) -> Semantics {
        self.session.environment.semantics
    }

    /// Follows another database's way with referential actions from here on.
    pub fn set_semantics(&mut self, semantics: Semantics) {
        self.session.environment.semantics = semantics;
    }

    /// Sets the clock (milliseconds since 1970) for `CURRENT_TIMESTAMP` and its like.
    pub fn set_clock(&mut self, now: i64) {
        self.session.environment.now = now;
    }

    /// Sets the seed of `RANDOM()` and of generated UUIDs.
    pub fn set_seed(&mut self, seed: u64) {
        self.session.environment.random.set(seed);
    }

    /// How many rows queries have looked at so far, those of joins counted for each pair: the work
    /// that an index saves.
    pub fn rows_looked_at(&self) -> u64 {
        self.session.environment.looked.get()
    }

    /// Sets the database's name, as MySQL's `information_schema` shows it.
    pub fn set_database(&mut self, name: &str) {
        self.session.database = name.into();
    }

    /// Runs one statement or several, separated by semicolons; `parameters` fill `$1` or `?`.
    ///
    /// A statement that fails leaves nothing behind; those before it stay.
    pub fn execute(
        &mut self,
        sql: &str,
        parameters: &[Value],
    ) -> Result<Vec<Outcome>, EngineError> {
        let statements = self.session.statements.read(sql, self.dialect())?;
        self.session.environment.parameters = parameters.to_vec();
        let statements = statements.iter();
        statements.map(|statement| self.run(statement)).collect()
    }

    fn run(&mut self, statement: &Parsed) -> Result<Outcome, EngineError> {
        if statement.reads() {
            return self.session.run(statement);
        }
        self.settle(statement.undo());
        let result = self.session.run(statement);
        self.record(&statement.text, result.as_ref());
        result
    }

    /// Inserts rows without going through text, with the same result: every constraint holds, and
    /// either all rows go in or none.
    pub fn insert_rows(
        &mut self,
        table: &str,
        columns: &[String],
        rows: Vec<Vec<Value>>,
    ) -> Result<Outcome, EngineError> {
        let text = format!("-- insert into {table}").into();
        self.atomically(&text, Undo::Added(None), |session| {
            session.insert_values(table, columns, rows)
        })
    }

    /// Inserts one row; columns that are not named take their defaults.
    pub fn insert_row(
        &mut self,
        table: &str,
        values: &[(String, Value)],
    ) -> Result<Outcome, EngineError> {
        let (columns, row): (Vec<String>, Vec<Value>) = values.iter().cloned().unzip();
        self.insert_rows(table, &columns, vec![row])
    }

    /// Changes one row by its identity, under the same rules as an UPDATE.
    pub fn update_row(
        &mut self,
        table: &str,
        row: u64,
        values: &[(String, Value)],
    ) -> Result<Outcome, EngineError> {
        let text = format!("-- update a row of {table}").into();
        self.atomically(&text, Undo::Snapshot, |session| {
            session.update_by_row(table, row, values)
        })
    }

    /// Deletes one row by its identity, under the same rules as a DELETE.
    pub fn delete_row(&mut self, table: &str, row: u64) -> Result<Outcome, EngineError> {
        let text = format!("-- delete a row of {table}").into();
        self.atomically(&text, Undo::Snapshot, |session| {
            session.delete_by_row(table, row)
        })
    }

    /// What deleting this row would do. Nothing is changed.
    pub fn what_if_delete(&self, table: &str, row: u64) -> Result<Rc<Trace>, EngineError> {
        let mut fork = self.session.clone();
        let outcome = fork.delete_by_row(table, row)?;
        Ok(outcome.trace.unwrap_or_default())
    }

    fn atomically(
        &mut self,
        text: &Rc<str>,
        undo: Undo,
        change: impl FnOnce(&mut Session) -> Result<Outcome, EngineError>,
    ) -> Result<Outcome, EngineError> {
        self.settle(undo);
        let before = matches!(undo, Undo::Snapshot).then(|| self.session.state.clone());
        self.session.undo = undo;
        let result = change(&mut self.session);
        if result.is_err() {
            match before {
                Some(before) => self.session.state = before,
                None => self.session.take_back(),
            }
        }
        self.record(text, result.as_ref());
        result
    }

    /// Has the history keep the state as it is, before what cannot be undone without it.
    fn settle(&mut self, undo: Undo) {
        if let Undo::Snapshot = undo {
            self.history.settle(&self.session.state);
        }
    }

    /// Has the allocator take memory in steps, where a statement made it ask for more. `WebAssembly`'s
    /// grows by what is asked for, and a browser collects its garbage each time.
    fn make_room(&mut self) {
        let size = memory();
        if size > self.room {
            let step = size / if size < LARGE { 32 } else { 4 };
            let mut room = Vec::<u8>::new();
            // Where there is no more, nothing is lost yet.
            let _ = room.try_reserve_exact(step);
            drop(std::hint::black_box(room));
            self.room = memory();
        }
    }

    fn record(&mut self, text: &Rc<str>, result: Result<&Outcome, &EngineError>) {
        if result.is_ok() {
            self.version += 1;
            self.make_room();
        }
        self.history.record(
            text,
            result,
            self.session.environment.now,
            &self.session.state,
            self.session.undo,
        );
    }
}

/// How large the module's memory is, in bytes: it never shrinks. Elsewhere it is no matter of ours.
fn memory() -> usize {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size::<0>() << 16;
    #[cfg(not(target_arch = "wasm32"))]
    0
}
