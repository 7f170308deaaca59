//! Turns a statement's row changes into consistent tables, or into a refusal.
//!
//! The story of a statement (SQL:2016 part 2, 4.18.3 and 15.17):
//!
//! 1. Its own rows change first. An update takes every old key out before it puts new ones in, so
//!    `SET id = id + 1` is no clash with itself.
//! 2. Each row that went, or whose key changed, goes on a stack. For every foreign key that leads
//!    to it, in the order of declaration: RESTRICT refuses at once; CASCADE, SET NULL and SET
//!    DEFAULT change the referencing rows, which go on the stack in turn; NO ACTION takes a note.
//! 3. At the statement's end (or at COMMIT, for a deferred constraint) each written row must find
//!    what it references, and each note must have come to nothing.
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
        EngineError, Event, EventKind, Trace,
        catalogue::{Link, TableDef, TableId},
        query::{self, Environment},
        store::{Row, State},
    },
    schema::Value,
};
use follow::Work;
use std::{
    collections::{HashMap, VecDeque},
    rc::Rc,
};

/// One statement's changes under way.
pub(crate) struct Writer<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) trace: Trace,
    environment: &'a Environment,
    foreign_keys: bool,
    work: VecDeque<Work>,
    pending: Vec<Pending>,
    /// Rows that a foreign key's update action has moved, by the referenced row that moved them.
    moved: HashMap<(usize, u64), u64>,
    pub(crate) last_number: Option<i64>,
}

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
            work: VecDeque::new(),
            pending: Vec::new(),
            moved: HashMap::new(),
            last_number: None,
        }
    }

    fn dialect(&self) -> Dialect {
        self.environment.dialect
    }

    fn folds(&self) -> bool {
        query::folds_case(self.environment.dialect)
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
        let data = &mut self.state.tables[table];
        let id = data.next_row;
        if let Err((unique, _)) = data.put(def, id, row.clone()) {
            return Err(self.clash(def, unique, id, &row, None));
        }
        data.next_row += 1;
        let event = self.trace.push(Event {
            kind: EventKind::Insert,
            depth: 0,
            cause: None,
            table: def.name.clone(),
            row: id,
            constraint: None,
            before: None,
            after: Some(row.clone()),
        });
        self.note_references(table, def, id, &row, None, event)?;
        self.bound()?;
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
        for id in rows {
            let Some(row) = self.state.tables[table].take(def, *id) else {
                continue;
            };
            count += 1;
            let event = self.trace.push(Event {
                kind: EventKind::Delete,
                depth: 0,
                cause: None,
                table: def.name.clone(),
                row: *id,
                constraint: None,
                before: Some(row.clone()),
                after: None,
            });
            self.queue(table, *id, row, None, event);
            self.bound()?;
        }
        Ok(count)
    }

    /// Changes the statement's own rows to values of the columns' types.
    pub(crate) fn update(
        &mut self,
        table: TableId,
        def: &Rc<TableDef>,
        changes: Vec<(u64, Vec<Value>)>,
    ) -> Result<u64, EngineError> {
        let count = changes.len() as u64;
        let mut olds = Vec::with_capacity(changes.len());
        for (id, _) in &changes {
            olds.push(self.state.tables[table].take(def, *id));
        }
        let mut moved = Vec::with_capacity(changes.len());
        for ((id, values), before) in changes.into_iter().zip(olds) {
            let Some(before) = before else { continue };
            let after: Row = values.into();
            self.check_row(def, id, &after, None)?;
            if let Err((unique, _)) = self.state.tables[table].put(def, id, after.clone()) {
                return Err(self.clash(def, unique, id, &after, None));
            }
            moved.push((id, before, after));
        }
        for (id, before, after) in moved {
            let event = self.trace.push(Event {
                kind: EventKind::Update,
                depth: 0,
                cause: None,
                table: def.name.clone(),
                row: id,
                constraint: None,
                before: Some(before.clone()),
                after: Some(after.clone()),
            });
            self.note_references(table, def, id, &after, Some(&before), event)?;
            self.queue(table, id, before, Some(after), event);
            self.bound()?;
        }
        Ok(count)
    }

    /// Follows the foreign keys to the end and checks what has to hold there. What a deferred
    /// constraint leaves to COMMIT is handed back.
    pub(crate) fn finish(
        &mut self,
        deferred: &dyn Fn(&Link) -> bool,
    ) -> Result<Vec<Pending>, EngineError> {
        self.cascade()?;
        let (later, now): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|pending| match pending {
                Pending::References { link, .. } | Pending::Abandoned { link, .. } => {
                    deferred(link)
                }
            });
        self.check(now)?;
        Ok(later)
    }
}

fn pick(row: &[Value], columns: &[usize]) -> Vec<Value> {
    columns.iter().map(|column| row[*column].clone()).collect()
}
