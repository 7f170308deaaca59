//! What was done, statement by statement, with the database as it was after each: to look at, to
//! compare, and to go back to.
//!
//! A snapshot shares all that has not changed with its neighbours, so memory grows with what
//! changes. A budget in bytes bounds it: the oldest entries go first, and their number is kept.

use super::{Engine, EngineError, Event, Outcome, Trace, store::State};
use crate::schema::Value;
use std::{collections::VecDeque, rc::Rc};

/// One statement that changed something, or was refused.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// Its number; numbers go on when old entries are dropped.
    pub number: u64,
    /// Its text.
    pub text: String,
    /// Rows it changed itself.
    pub affected: u64,
    /// What happened to rows.
    pub trace: Option<Rc<Trace>>,
    /// Why it was refused, if it was.
    pub error: Option<EngineError>,
    /// It is no statement: the database went back to the moment after this entry.
    pub back_to: Option<u64>,
    /// When, in milliseconds since 1970.
    pub at: i64,
    state: State,
    bytes: usize,
}

/// A row that differs between two moments.
#[derive(Clone, Debug, PartialEq)]
pub struct RowDifference {
    /// The table.
    pub table: Rc<str>,
    /// The row's identity.
    pub row: u64,
    /// The row at the first moment; `None` if it was not there.
    pub before: Option<Rc<[Value]>>,
    /// The row at the second.
    pub after: Option<Rc<[Value]>>,
}

/// The entries that the budget has room for.
#[derive(Clone, Debug)]
pub(crate) struct History {
    entries: VecDeque<HistoryEntry>,
    next: u64,
    dropped: u64,
    bytes: usize,
    budget: usize,
}

impl Default for History {
    fn default() -> Self {
        Self {
            entries: VecDeque::new(),
            next: 1,
            dropped: 0,
            bytes: 0,
            budget: 64 << 20,
        }
    }
}

impl History {
    /// Adds an entry and drops old ones until the budget is kept.
    pub(crate) fn record(
        &mut self,
        text: &str,
        result: Result<&Outcome, &EngineError>,
        at: i64,
        state: State,
    ) {
        let (affected, trace, error) = match result {
            Ok(outcome) => (outcome.affected, outcome.trace.clone(), None),
            Err(error) => (0, error.trace().cloned(), Some(error.clone())),
        };
        let text: String = text.chars().take(4000).collect();
        let kept = trace.as_deref().map_or(0, |trace| weight(trace, &state));
        let bytes = 512 + text.len() + kept;
        self.entries.push_back(HistoryEntry {
            number: self.next,
            text,
            affected,
            trace,
            error,
            back_to: None,
            at,
            state,
            bytes,
        });
        self.next += 1;
        self.bytes += bytes;
        self.trim();
    }

    fn trim(&mut self) {
        // The newest stays, whatever it weighs.
        while self.bytes > self.budget && self.entries.len() > 1 {
            if let Some(entry) = self.entries.pop_front() {
                self.bytes -= entry.bytes;
                self.dropped += 1;
            }
        }
    }

    fn find(&self, number: u64) -> Result<&HistoryEntry, EngineError> {
        self.entries
            .iter()
            .find(|entry| entry.number == number)
            .ok_or_else(|| EngineError::Invalid {
                message: format!("the history has no entry {number} any longer"),
            })
    }
}

/// What one change parts from the snapshot before, in each map of its table: a leaf and the branch
/// above it.
const PATH: usize = 4096;
/// Changes beyond these are likely to share a path with others.
const PATHS: u64 = 32;

/// About how many bytes a trace, the rows it names and the parts of maps that are no longer shared
/// keep alive.
fn weight(trace: &Trace, state: &State) -> usize {
    let paths: usize = trace
        .effects()
        .iter()
        .map(|effect| {
            let maps = state
                .catalogue
                .tables()
                .find(|(_, def)| def.name == effect.table)
                .map_or(0, |(_, def)| 1 + def.uniques.len() + def.lookups.len());
            maps * PATH * usize::try_from(effect.rows.min(PATHS)).unwrap_or_default()
        })
        .sum();
    let row = |row: &Option<Rc<[Value]>>| {
        row.as_ref().map_or(0, |row| {
            row.iter()
                .map(|value| {
                    size_of::<Value>()
                        + match value {
                            Value::Text(text) => text.len(),
                            Value::Bytes(bytes) => bytes.len(),
                            _ => 0,
                        }
                })
                .sum()
        })
    };
    let events: usize = trace
        .events()
        .iter()
        .map(|event| size_of::<Event>() + row(&event.before) + row(&event.after))
        .sum();
    paths + events
}

impl Engine {
    /// The statements that changed something or were refused, oldest first.
    pub fn history(&self) -> impl DoubleEndedIterator<Item = &HistoryEntry> {
        self.history.entries.iter()
    }

    /// One entry, unless the budget had no room for it.
    pub fn history_entry(&self, number: u64) -> Result<&HistoryEntry, EngineError> {
        self.history.find(number)
    }

    /// How many of the oldest entries the budget had no room for.
    pub fn history_dropped(&self) -> u64 {
        self.history.dropped
    }

    /// About how many bytes the history may keep alive.
    pub fn set_history_budget(&mut self, bytes: usize) {
        self.history.budget = bytes;
        self.history.trim();
    }

    /// The database as it was after an entry: a fork that leaves no mark on this one.
    pub fn at(&self, number: u64) -> Result<Self, EngineError> {
        let state = self.history.find(number)?.state.clone();
        let mut fork = Self::new(self.dialect());
        fork.session = self.session.clone();
        fork.session.open = None;
        fork.session.state = state;
        Ok(fork)
    }

    /// A copy to try things on; nothing done to it is seen here.
    #[must_use = "the fork is what can be changed"]
    pub fn fork(&self) -> Self {
        self.clone()
    }

    /// Goes back to the moment after an entry. What came since stays in the history.
    pub fn restore(&mut self, number: u64) -> Result<(), EngineError> {
        let state = self.history.find(number)?.state.clone();
        self.session.open = None;
        self.session.state = state.clone();
        self.version += 1;
        let now = self.session.environment.now;
        self.history.record(
            &format!("-- back to {number}"),
            Ok(&Outcome::default()),
            now,
            state,
        );
        if let Some(entry) = self.history.entries.back_mut() {
            entry.back_to = Some(number);
        }
        Ok(())
    }

    /// The rows that differ between the moments after two entries.
    pub fn diff(&self, before: u64, after: u64) -> Result<Vec<RowDifference>, EngineError> {
        let (before, after) = (self.history.find(before)?, self.history.find(after)?);
        Ok(difference(&before.state, &after.state))
    }
}

/// Rows that differ between two states. Shared parts of the maps are not looked into.
pub(crate) fn difference(before: &State, after: &State) -> Vec<RowDifference> {
    let mut found = Vec::new();
    let count = before.tables.len().max(after.tables.len());
    for id in 0..count {
        let name = after
            .catalogue
            .table(id)
            .or_else(|| before.catalogue.table(id))
            .map(|def| def.name.clone());
        let Some(table) = name else { continue };
        if let (Some(old), Some(new)) = (before.tables.get(id), after.tables.get(id))
            && Rc::ptr_eq(old, new)
        {
            continue;
        }
        let empty = imbl::OrdMap::new();
        let old = before.tables.get(id).map_or(&empty, |data| &data.rows);
        let new = after.tables.get(id).map_or(&empty, |data| &data.rows);
        for item in old.diff(new) {
            let (row, before, after) = match item {
                imbl::ordmap::DiffItem::Add(row, after) => (*row, None, Some(after.clone())),
                imbl::ordmap::DiffItem::Remove(row, before) => (*row, Some(before.clone()), None),
                imbl::ordmap::DiffItem::Update { old, new } => {
                    (*old.0, Some(old.1.clone()), Some(new.1.clone()))
                }
            };
            found.push(RowDifference {
                table: table.clone(),
                row,
                before,
                after,
            });
        }
    }
    found
}
