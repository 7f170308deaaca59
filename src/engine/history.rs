//! What was done, statement by statement, with the database as it was after each: to look at, to
//! compare, and to go back to.
//!
//! A snapshot shares all that has not changed with its neighbours, so memory grows with what
//! changes. A budget in bytes bounds it: the oldest entries go first, and their number is kept.
//!
//! Statements that only add rows come by the thousand, and a snapshot after each would have the next
//! one part the nodes it touches. So most of them keep none: their moment is that of a later
//! entry, with the rows since then taken out. What is kept now and then, to make that way shorter, has
//! no indexes: rows are added at the end of their table, but anywhere in its indexes.

use super::{
    Engine, EngineError, Outcome, Trace,
    session::Undo,
    store::{Mark, Rows, State},
};
use crate::schema::Value;
use std::{collections::VecDeque, rc::Rc};

/// One statement that changed something, or was refused.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// Its number; numbers go on when old entries are dropped.
    pub number: u64,
    /// Its text.
    pub text: Rc<str>,
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
    /// The database after it, without indexes where it was kept only for a shorter way back; `None`:
    /// as it was before the next entry.
    state: Option<State>,
    undo: Undo,
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
    /// Rows added since an entry kept its state.
    apart: u64,
}

impl Default for History {
    fn default() -> Self {
        Self {
            entries: VecDeque::new(),
            next: 1,
            dropped: 0,
            bytes: 0,
            budget: 64 << 20,
            apart: 0,
        }
    }
}

/// So many bytes of a statement's text are kept.
const MAX_TEXT: usize = 4000;
/// So many added rows, or half of all that there are, may have to be taken out to come to a moment.
const APART: u64 = 1024;

impl History {
    /// Adds an entry and drops old ones until the budget is kept.
    pub(crate) fn record(
        &mut self,
        text: &Rc<str>,
        result: Result<&Outcome, &EngineError>,
        at: i64,
        state: &State,
        undo: Undo,
    ) {
        let (affected, trace, error) = match result {
            Ok(outcome) => (outcome.affected, outcome.trace.clone(), None),
            Err(error) => (0, error.trace().cloned(), Some(error.clone())),
        };
        let text = match text.floor_char_boundary(MAX_TEXT) {
            all if all == text.len() => text.clone(),
            part => text[..part].into(),
        };
        let mut bytes = 512 + text.len() + trace.as_deref().map_or(0, Trace::bytes);
        let kept = match undo {
            Undo::Snapshot => {
                bytes += trace.as_deref().map_or(0, |trace| weight(trace, state));
                self.apart = 0;
                Some(state.clone())
            }
            Undo::Added(mark) => self.is_far(state, mark).then(|| state.bare()),
        };
        self.entries.push_back(HistoryEntry {
            number: self.next,
            text,
            affected,
            trace,
            error,
            back_to: None,
            at,
            state: kept,
            undo,
            bytes,
        });
        self.next += 1;
        self.bytes += bytes;
        self.trim();
    }

    /// Whether the way back to the last kept state has become long, with what a statement added.
    fn is_far(&mut self, state: &State, mark: Option<Mark>) -> bool {
        self.apart += 1 + mark.map_or(0, |mark| state.added(mark));
        let rows: usize = state.tables.iter().map(|data| data.rows.len()).sum();
        let far = self.apart > APART.max((rows / 2) as u64);
        if far {
            self.apart = 0;
        }
        far
    }

    /// Keeps the state as it is with the last entry: what comes is not undone by taking out rows.
    pub(crate) fn settle(&mut self, state: &State) {
        if let Some(last) = self.entries.back_mut() {
            last.state.get_or_insert_with(|| state.clone());
            self.apart = 0;
        }
    }

    /// The state after an entry, some of its indexes perhaps missing; `now`: the state after the last
    /// one.
    fn state(&self, number: u64, now: &State) -> Result<State, EngineError> {
        let first = self.find(number)?.number;
        let later = || self.entries.iter().skip_while(|entry| entry.number < first);
        let known = later().position(|entry| entry.state.is_some());
        let from = known.and_then(|at| later().nth(at)?.state.as_ref());
        let mut state = from.unwrap_or(now).clone();
        let since: Vec<_> = later()
            .take(known.map_or(usize::MAX, |at| at + 1))
            .collect();
        for entry in since.iter().skip(1).rev() {
            if let Undo::Added(Some(mark)) = entry.undo {
                state.complete();
                state.take_back(mark);
            }
        }
        Ok(state)
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
const PATH: usize = 2048;
/// Rows of a table that share a path.
const SHARED: usize = 32;

/// About how many bytes the parts of maps that are no longer shared with the state before a statement
/// keep alive.
fn weight(trace: &Trace, state: &State) -> usize {
    let paths = trace.effects().iter().map(|effect| {
        let mut tables = state.catalogue.tables();
        let Some((id, def)) = tables.find(|(_, def)| def.name == effect.table) else {
            return 0;
        };
        let changed = usize::try_from(effect.rows).unwrap_or(usize::MAX);
        let paths = changed.min(state.tables[id].rows.len() / SHARED + 1);
        (1 + def.uniques.len() + def.lookups.len()) * paths * PATH
    });
    paths.sum()
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
        let mut state = self.history.state(number, &self.session.state)?;
        state.complete();
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
        let mut state = self.history.state(number, &self.session.state)?;
        state.complete();
        self.history.settle(&self.session.state);
        self.session.open = None;
        self.version += 1;
        let now = self.session.environment.now;
        self.history.record(
            &format!("-- back to {number}").into(),
            Ok(&Outcome::default()),
            now,
            &state,
            Undo::Snapshot,
        );
        self.session.state = state;
        if let Some(entry) = self.history.entries.back_mut() {
            entry.back_to = Some(number);
        }
        Ok(())
    }

    /// The rows that differ between the moments after two entries.
    pub fn diff(&self, before: u64, after: u64) -> Result<Vec<RowDifference>, EngineError> {
        let now = &self.session.state;
        let before = self.history.state(before, now)?;
        Ok(difference(&before, &self.history.state(after, now)?))
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
        let rows = |state: &State| {
            let data = state.tables.get(id);
            data.map_or_else(Rows::default, |data| data.rows.clone())
        };
        rows(before).differ(&rows(after), &mut |row, before, after| {
            found.push(RowDifference {
                table: table.clone(),
                row,
                before: before.cloned(),
                after: after.cloned(),
            });
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Engine;
    use crate::{dialect::Dialect, engine::StoredRow, schema::Value};

    fn rows(engine: &Engine) -> Vec<StoredRow> {
        let tables = engine.tables();
        let rows = tables
            .iter()
            .flat_map(|table| engine.rows(&table.name, 0, usize::MAX));
        rows.collect()
    }

    /// Every moment is what the database was then, whether its entry has kept a state or rows that
    /// came later have to be taken out; and what is numbered there goes on as it did.
    fn moments_are_as_they_were(dialect: Dialect, auto: &str) {
        let mut engine = Engine::new(dialect);
        let mut known = Vec::new();
        let mut run = |engine: &mut Engine, sql: &str| {
            let refused = engine.execute(sql, &[]).is_err();
            let last = engine.history().next_back().map(|entry| entry.number);
            known.extend(last.map(|number| (number, engine.clone())));
            refused
        };
        run(
            &mut engine,
            &format!("CREATE TABLE a (id {auto}, n INTEGER)"),
        );
        run(
            &mut engine,
            "CREATE TABLE b (n INTEGER REFERENCES a (id) ON DELETE CASCADE)",
        );
        let mut refused = 0;
        for step in 0..40 {
            let sql = match step % 13 {
                3 => "INSERT INTO b (n) VALUES (1), (99999)".into(),
                4 => "UPDATE a SET n = n + 1 WHERE id = 2".into(),
                7 => "DELETE FROM a WHERE n = 5".into(),
                9 => "INSERT INTO a (n) SELECT n FROM a".into(),
                10 if step == 10 => "BEGIN".into(),
                12 if step == 12 => "ROLLBACK".into(),
                12 => format!("ALTER TABLE a ADD COLUMN extra{step} INTEGER"),
                5 => "INSERT INTO b (n) VALUES (1)".into(),
                _ => format!("INSERT INTO a (n) VALUES ({step}), ({})", step % 7),
            };
            refused += u32::from(run(&mut engine, &sql));
        }
        assert_eq!(refused, 3, "{dialect:?}");
        let bulk = vec![vec![Value::Integer(7)]; 2000];
        engine
            .insert_rows("a", &["n".into()], bulk)
            .expect("2,000 rows");
        run(&mut engine, "INSERT INTO a (n) VALUES (8)");
        for (number, then) in &known {
            let mut moment = engine.at(*number).expect("the entry is there");
            assert_eq!(rows(&moment), rows(then), "{dialect:?}, after {number}");
            // What follows finds rows by their keys, and goes on with the numbers.
            let follow = |engine: &mut Engine| {
                let _ = engine.execute("DELETE FROM a WHERE id = 1", &[]);
                let next = engine.execute("INSERT INTO a (n) VALUES (1)", &[]);
                let id = next.ok().map(|outcomes| outcomes[0].last_insert_id);
                (id, rows(engine), engine.session.state.bytes())
            };
            assert_eq!(
                follow(&mut moment),
                follow(&mut then.clone()),
                "{dialect:?}, {number}"
            );
        }
        let states = || engine.history.entries.iter().map(|entry| &entry.state);
        assert!(states().any(Option::is_none));
        let mut tables = states().flatten().flat_map(|state| &state.tables);
        assert!(tables.any(|data| data.rows.len() > 2000 && data.uniques.is_empty()));
    }

    #[test]
    fn moments_of_all_entries() {
        moments_are_as_they_were(Dialect::Sqlite, "INTEGER PRIMARY KEY AUTOINCREMENT");
        moments_are_as_they_were(Dialect::Postgres, "SERIAL PRIMARY KEY");
        moments_are_as_they_were(Dialect::Mysql, "INTEGER AUTO_INCREMENT PRIMARY KEY");
    }
}
