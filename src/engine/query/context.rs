//! What a running query sees, and what it may spend.

use super::{
    Cache,
    expr::Plan,
    run::{Hashed, run_plan},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Semantics,
        collation::Collation,
        error::invalid,
        hash::HashSet,
        key::Key,
        store::{Row, State},
        types,
    },
    schema::Value,
};
use std::{cell::Cell, rc::Rc};

/// What a statement sees besides tables: its dialect, its parameters, the clock and a seed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    pub(crate) dialect: Dialect,
    pub(crate) semantics: Semantics,
    pub(crate) parameters: Vec<Value>,
    /// Milliseconds since 1970.
    pub(crate) now: i64,
    pub(crate) random: Cell<u64>,
    /// Rows looked at by all statements so far.
    pub(crate) looked: Cell<u64>,
    pub(crate) last_insert_id: Option<i64>,
    /// Rows that the statement before has changed.
    pub(crate) row_count: u64,
}

impl Environment {
    /// The next of a sequence of numbers that looks random (splitmix64).
    pub(crate) fn next_random(&self) -> u64 {
        let seed = self.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.random.set(seed);
        let mut mixed = seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The rows of a query that is asked for once and read often.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) rows: Vec<Row>,
    keys: std::cell::OnceCell<(HashSet<Key>, bool)>,
}

impl Kept {
    /// The rows as keys, and whether one of them has a NULL.
    pub(super) fn keys(&self, folds: Collation) -> &(HashSet<Key>, bool) {
        self.keys.get_or_init(|| {
            let mut null = false;
            let keys = self
                .rows
                .iter()
                .filter_map(|row| {
                    let key = Key::from_values(row.iter(), folds);
                    null |= key.is_none();
                    key
                })
                .collect();
            (keys, null)
        })
    }
}

/// A running statement.
pub(crate) struct Context<'a> {
    pub(crate) environment: &'a Environment,
    pub(crate) state: &'a State,
    /// Results of uncorrelated subqueries and of derived tables.
    pub(crate) kept: Cache<Kept>,
    pub(crate) ctes: Cache<Vec<Row>>,
    pub(crate) hashes: Cache<Hashed>,
    /// Where the environment's count stood when the statement began.
    started: u64,
    /// Bytes of the rows that it keeps beside the tables.
    pub(crate) kept_bytes: Cell<usize>,
}

/// A statement that looks at more rows than this is stopped: the page has to stay alive.
const MAX_STEPS: u64 = 300_000_000;

/// A statement that keeps more than this beside the tables is stopped.
const MAX_KEPT_BYTES: usize = 512 << 20;

impl<'a> Context<'a> {
    pub(crate) fn new(environment: &'a Environment, state: &'a State) -> Self {
        Self {
            environment,
            state,
            kept: Cache::default(),
            ctes: Cache::default(),
            hashes: Cache::default(),
            started: environment.looked.get(),
            kept_bytes: Cell::new(0),
        }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.environment.dialect
    }

    /// Counts one step of work.
    pub(crate) fn step(&self) -> Result<(), EngineError> {
        let looked = self.environment.looked.get() + 1;
        self.environment.looked.set(looked);
        if looked - self.started > MAX_STEPS {
            return Err(invalid(format!(
                "the statement was stopped after looking at {MAX_STEPS} rows"
            )));
        }
        Ok(())
    }

    /// Counts a row that is kept, so that a result does not grow beyond what a page can hold.
    pub(crate) fn keep(&self, row: &[Value]) -> Result<(), EngineError> {
        self.keep_bytes(types::weight(row))
    }

    /// The same for what is no row.
    pub(crate) fn keep_bytes(&self, bytes: usize) -> Result<(), EngineError> {
        // Its own allocation, and its place in a list that grows by doubling.
        let around = 4 * size_of::<Vec<Value>>();
        let bytes = self.kept_bytes.get() + bytes + around;
        self.kept_bytes.set(bytes);
        if bytes > MAX_KEPT_BYTES {
            return Err(invalid(
                "the statement was stopped: its rows need more than 512 MiB",
            ));
        }
        Ok(())
    }

    /// The rows of a subquery, computed once where they cannot differ.
    pub(crate) fn rows(&self, plan: &Plan, outer: Option<&Frame>) -> Result<Rc<Kept>, EngineError> {
        if !plan.correlated()
            && let Some(kept) = self.kept.borrow().get(&plan.id)
        {
            return Ok(kept.clone());
        }
        let mut kept = Kept::default();
        run_plan(plan, self, outer, &mut |row| {
            self.keep(&row)?;
            kept.rows.push(row.into());
            Ok(true)
        })?;
        let kept = Rc::new(kept);
        if !plan.correlated() {
            self.kept.borrow_mut().insert(plan.id, kept.clone());
        }
        Ok(kept)
    }
}

/// Longer texts are refused: a page has to hold them.
const MAX_TEXT: usize = 16 << 20;

/// Refuses a text of so many bytes.
pub(crate) fn bounded(length: usize) -> Result<(), EngineError> {
    if length > MAX_TEXT {
        return Err(invalid("the text would be longer than 16 MiB"));
    }
    Ok(())
}

/// A row in a slot of a query, with its identity.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) id: u64,
    pub(crate) row: Row,
}

/// What is nowhere.
pub(super) const NULL: &Value = &Value::Null;

/// What an expression's columns refer to.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) tuple: &'a [Slot],
    pub(crate) aggregates: &'a [Value],
    pub(crate) windows: &'a [Value],
    pub(crate) outer: Option<&'a Frame<'a>>,
}

impl<'a> Frame<'a> {
    /// A frame without queries around it.
    pub(crate) fn of(tuple: &'a [Slot]) -> Self {
        Self {
            tuple,
            aggregates: &[],
            windows: &[],
            outer: None,
        }
    }

    /// A column of its rows. One that an outer join made up is empty: all its columns are NULL.
    pub(super) fn column(&self, slot: usize, column: usize) -> &'a Value {
        self.tuple[slot].row.get(column).unwrap_or(NULL)
    }

    pub(super) fn up(&'a self, depth: usize) -> Result<&'a Frame<'a>, EngineError> {
        let mut frame = self;
        for _ in 0..depth {
            frame = frame
                .outer
                .ok_or_else(|| invalid("a column of an outer query is out of reach"))?;
        }
        Ok(frame)
    }
}
