//! Turns a statement's row changes into consistent tables, or into a refusal.
//!
//! The story of a statement:
//!
//! 1. Its own rows change. Where the databases differ in what then comes first, [`Semantics`](super::Semantics) tells.
//! 2. Each row that went, or whose key changed, becomes a task. For every foreign key that leads to
//!    it: RESTRICT refuses at once; CASCADE, SET NULL and SET DEFAULT change the referencing rows,
//!    which become tasks in turn; NO ACTION takes a note.
//! 3. Each written row must find what it references, and each note must have come to nothing: at
//!    the statement's end, or at COMMIT for a deferred constraint.
//!
//! Nothing recurses: a chain of a million rows needs heap, not stack. Every change is an event of
//! the trace; a refusal ends it with a `Blocked` event.

mod check;
mod follow;
mod number;

pub(crate) use check::{Pending, unique_name};

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, EventKind, Trace,
        catalogue::{TableDef, TableId},
        collation::Collation,
        error::invalid,
        hash::HashMap,
        query::Environment,
        session::Open,
        store::{Row, State, TableData, row_bytes, row_number},
        trace::Note,
    },
    schema::Value,
};
use follow::{Change, Task};
use std::{collections::VecDeque, rc::Rc};

/// One statement's changes under way.
pub(crate) struct Writer<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) trace: Trace,
    environment: &'a Environment,
    foreign_keys: bool,
    tasks: VecDeque<Task>,
    /// Checks that wait for the statement's end.
    pending: Vec<Pending>,
    /// Checks that wait for COMMIT.
    later: Vec<Pending>,
    /// Which constraints wait for COMMIT.
    pub(crate) open: Option<&'a Open>,
    /// The foreign keys that lead to a table, in the order in which they are followed.
    links: HashMap<TableId, Rc<[usize]>>,
    /// Rows that a foreign key's update action has moved, by the referenced row that moved them.
    moved: HashMap<(usize, u64), u64>,
    pub(crate) last_number: Option<i64>,
    /// The statement has given a row its number.
    pub(crate) has_numbered: bool,
    /// The last number there was before.
    pub(crate) reserved_from: Option<i64>,
    /// So many bytes may be written before the tables are weighed again.
    room: usize,
    /// So many have been written.
    pub(crate) written: usize,
}

/// Tables take no more than this: a worker has four gigabytes, and a statement may need them twice.
const MAX_DATABASE: usize = 1 << 30;

impl<'a> Writer<'a> {
    pub(crate) fn new(
        state: &'a mut State,
        environment: &'a Environment,
        foreign_keys: bool,
    ) -> Self {
        Self {
            state,
            trace: Trace::default(),
            environment,
            foreign_keys,
            tasks: VecDeque::new(),
            pending: Vec::new(),
            later: Vec::new(),
            open: None,
            links: HashMap::default(),
            moved: HashMap::default(),
            last_number: None,
            has_numbered: false,
            reserved_from: None,
            room: 0,
            written: 0,
        }
    }

    /// Refuses a row that the database has no room for.
    fn afford(&mut self, def: &TableDef, row: &[Value]) -> Result<(), EngineError> {
        let bytes = row_bytes(def, row);
        if self.room < bytes {
            self.room = MAX_DATABASE.saturating_sub(self.state.bytes());
        }
        if self.room < bytes {
            return Err(invalid("the database would need more than 1 GiB"));
        }
        self.room -= bytes;
        self.written += bytes;
        Ok(())
    }

    fn dialect(&self) -> Dialect {
        self.environment.dialect
    }

    fn folds(&self) -> Collation {
        Collation::of(self.environment.dialect)
    }

    pub(crate) fn environment(&self) -> &'a Environment {
        self.environment
    }

    /// Inserts a row whose values have the columns' types. NULL in the auto-increment column asks
    /// for the next number.
    pub(crate) fn insert(
        &mut self,
        table: TableId,
        def: &Rc<TableDef>,
        mut values: Vec<Value>,
    ) -> Result<u64, EngineError> {
        self.number(table, def, &mut values);
        let row: Row = values.into();
        self.check_row(def, self.state.tables[table].next_row, &row, None)?;
        let data = self.state.table_mut(table);
        let id = data.next_row;
        if let Err((unique, _)) = data.put(def, id, row.clone()) {
            return Err(self.clash(def, unique, id, &row, None));
        }
        data.next_row += 1;
        if def.auto.is_none() && self.dialect() == Dialect::Sqlite {
            // SQLite's rows have a number of their own (`rowid`), and `last_insert_rowid` tells it.
            self.last_number = Some(row_number(id));
        }
        let note = own(EventKind::Insert, def);
        let event = self.trace.push(&note, None, id, None, Some(row.clone()));
        self.note_references(table, def, id, &row, None, event)?;
        self.row_done()?;
        Ok(id)
    }

    /// Deletes the statement's own rows.
    pub(crate) fn delete(
        &mut self,
        table: TableId,
        def: &Rc<TableDef>,
        rows: &[u64],
    ) -> Result<u64, EngineError> {
        let mut count = 0;
        let note = own(EventKind::Delete, def);
        for id in rows {
            let Some(row) = self.state.table_mut(table).take(def, *id) else {
                continue;
            };
            count += 1;
            let event = self.trace.push(&note, None, *id, Some(row.clone()), None);
            self.queue(Change {
                table,
                row: *id,
                before: row,
                after: None,
                event,
            });
            self.row_done()?;
        }
        Ok(count)
    }

    /// Changes the statement's own rows to values of the columns' types. `set`: the columns that
    /// the statement names; what it leaves alone may have changed since, by a row before.
    pub(crate) fn update(
        &mut self,
        table: TableId,
        def: &Rc<TableDef>,
        set: &[usize],
        changes: Vec<(u64, Vec<Value>)>,
    ) -> Result<u64, EngineError> {
        let mut count = changes.len() as u64;
        if self.environment.semantics.unique_at_end() {
            let mut olds = Vec::with_capacity(changes.len());
            for (id, values) in &changes {
                let before = self.state.tables[table].rows.get(*id).cloned();
                if let Some(before) = &before {
                    self.part(table, def, *id, before, values);
                }
                olds.push(before);
            }
            let mut moved = Vec::with_capacity(changes.len());
            for ((id, values), before) in changes.into_iter().zip(olds) {
                let Some(before) = before else { continue };
                let after = self.put(table, def, id, values)?;
                moved.push((id, before, after));
            }
            for (id, before, after) in moved {
                self.updated(table, def, id, &before, &after)?;
            }
            return Ok(count);
        }
        for (id, mut values) in changes {
            let Some(before) = self.state.tables[table].rows.get(id).cloned() else {
                continue;
            };
            // An earlier row's consequences may have changed this one.
            for (column, value) in values.iter_mut().enumerate() {
                if *value != before[column] && !set.contains(&column) {
                    value.clone_from(&before[column]);
                }
            }
            self.part(table, def, id, &before, &values);
            let after = self.put(table, def, id, values)?;
            self.updated(table, def, id, &before, &after)?;
            // MySQL counts the rows that are others than before.
            if self.environment.dialect.is_mysql() && before == after {
                count -= 1;
            }
        }
        Ok(count)
    }

    /// Takes a row that changes out, unless no index would see it.
    fn part(&mut self, table: TableId, def: &TableDef, id: u64, before: &[Value], after: &[Value]) {
        if !TableData::keeps_keys(def, before, after) {
            self.state.table_mut(table).take(def, id);
        }
    }

    /// Puts a changed row back, if it obeys its table.
    fn put(
        &mut self,
        table: TableId,
        def: &Rc<TableDef>,
        id: u64,
        values: Vec<Value>,
    ) -> Result<Row, EngineError> {
        let after: Row = values.into();
        self.check_row(def, id, &after, None)?;
        let data = self.state.table_mut(table);
        if data.rows.get(id).is_some() {
            data.exchange(def, id, after.clone());
        } else if let Err((unique, _)) = data.put(def, id, after.clone()) {
            return Err(self.clash(def, unique, id, &after, None));
        }
        Ok(after)
    }

    /// Notes that one of the statement's own rows has changed.
    fn updated(
        &mut self,
        table: TableId,
        def: &Rc<TableDef>,
        row: u64,
        before: &Row,
        after: &Row,
    ) -> Result<(), EngineError> {
        let note = own(EventKind::Update, def);
        let images = (Some(before.clone()), Some(after.clone()));
        let event = self.trace.push(&note, None, row, images.0, images.1);
        self.queue(Change {
            table,
            row,
            before: before.clone(),
            after: Some(after.clone()),
            event,
        });
        self.note_references(table, def, row, after, Some(before), event)?;
        self.row_done()
    }

    /// One of the statement's own rows has changed: row by row, its consequences come now.
    fn row_done(&mut self) -> Result<(), EngineError> {
        if self.environment.semantics.row_by_row() {
            self.cascade()?;
        }
        self.bound()
    }

    /// Follows the foreign keys to the end and checks what has to hold there. What a deferred
    /// constraint leaves to COMMIT is handed back.
    pub(crate) fn finish(&mut self) -> Result<Vec<Pending>, EngineError> {
        self.cascade()?;
        let mut now = std::mem::take(&mut self.pending);
        if now.iter().any(|pending| self.defers(pending.link())) {
            let (later, rest) = now
                .into_iter()
                .partition(|pending| self.defers(pending.link()));
            self.later.extend::<Vec<_>>(later);
            now = rest;
        }
        self.check(now)?;
        Ok(std::mem::take(&mut self.later))
    }
}

/// What the statement itself does to a table's rows.
fn own(kind: EventKind, def: &TableDef) -> Note {
    Note {
        kind,
        table: def.name.clone(),
        constraint: None,
    }
}

fn pick(row: &[Value], columns: &[usize]) -> Vec<Value> {
    columns.iter().map(|column| row[*column].clone()).collect()
}
