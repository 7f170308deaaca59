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

use super::{
    EngineError, Event, EventKind, Trace,
    catalogue::{Link, TableDef, TableId, Unique, UniqueKind},
    key::Key,
    query::{self, Environment},
    store::{Row, State, TableData},
};
use crate::{
    dialect::Dialect,
    schema::{ReferentialAction, Value},
};
use std::{
    collections::{HashMap, HashSet, VecDeque},
    rc::Rc,
};

/// More events than this and the statement is refused: a page could never show them.
const MAX_EVENTS: usize = 5_000_000;

/// A row that is gone or changed, and whose referencing rows are still to be looked at.
struct Work {
    table: TableId,
    row: u64,
    before: Row,
    after: Option<Row>,
    event: u32,
}

/// A check that waits for the statement's end, or for COMMIT.
#[derive(Clone, Debug)]
pub(crate) enum Pending {
    /// This row must find what it references through this link.
    References {
        link: Rc<Link>,
        row: u64,
        event: u32,
    },
    /// No row may reference this key any longer, unless it is there again.
    Abandoned {
        link: Rc<Link>,
        key: Key,
        values: Vec<Value>,
        event: u32,
    },
}

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

    /// Whether a row lacks a value that it must have and that nobody will number.
    pub(crate) fn lacks_value(def: &TableDef, values: &[Value]) -> bool {
        def.columns
            .iter()
            .zip(values)
            .enumerate()
            .any(|(at, (column, value))| {
                !column.nullable
                    && *value == Value::Null
                    && def.auto.is_none_or(|auto| auto.column != at)
            })
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

    /// Gives the row its number, before anything can clash.
    pub(crate) fn number(&mut self, table: TableId, def: &TableDef, values: &mut [Value]) {
        use super::catalogue::AutoKind;
        let Some(auto) = def.auto else { return };
        let data = &mut self.state.tables[table];
        match &values[auto.column] {
            Value::Null => {
                if auto.kind == AutoKind::RowId {
                    data.last_number = largest(data, def, auto.column);
                }
                data.last_number += 1;
                values[auto.column] = Value::Integer(data.last_number);
            }
            Value::Integer(number) if auto.kind == AutoKind::Counter => {
                data.last_number = data.last_number.max(*number);
            }
            _ => {}
        }
        if let Value::Integer(number) = values[auto.column] {
            self.last_number = Some(number);
        }
    }

    /// A row that does not go in uses its number up all the same, but for SQLite.
    pub(crate) fn burn(&mut self, table: TableId, def: &TableDef, values: &mut [Value]) {
        if self.dialect() != Dialect::Sqlite {
            self.number(table, def, values);
        }
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

    /// Follows the foreign keys from every queued row.
    pub(crate) fn cascade(&mut self) -> Result<(), EngineError> {
        // The statement's own rows are taken in order; what each causes is done before the next.
        while let Some(own) = self.work.pop_front() {
            let mut stack = vec![own];
            while let Some(work) = stack.pop() {
                let from = stack.len();
                self.follow(&work, &mut stack)?;
                stack[from..].reverse();
                self.bound()?;
            }
        }
        Ok(())
    }

    /// Checks what waited for the end.
    pub(crate) fn check(&mut self, pending: Vec<Pending>) -> Result<(), EngineError> {
        let mut seen = HashSet::new();
        for pending in pending {
            match pending {
                Pending::References { link, row, event } => {
                    if !seen.insert((Rc::as_ptr(&link) as usize, row)) {
                        continue;
                    }
                    let Some(now) = self.state.tables[link.referencing].rows.get(&row).cloned()
                    else {
                        continue;
                    };
                    let Some(key) = Key::of(&now, &link.columns, self.folds()) else {
                        continue;
                    };
                    if self.state.tables[link.referenced].uniques[link.unique].contains_key(&key) {
                        continue;
                    }
                    let values = pick(&now, &link.columns);
                    return Err(self.refuse(&link, row, Some(event), values, None));
                }
                Pending::Abandoned {
                    link,
                    key,
                    values,
                    event,
                } => {
                    if self.state.tables[link.referenced].uniques[link.unique].contains_key(&key) {
                        continue;
                    }
                    if let Some(row) =
                        self.state.tables[link.referencing].find_one(link.finder, &key)
                    {
                        return Err(self.refuse(
                            &link,
                            row,
                            Some(event),
                            values,
                            Some(ReferentialAction::NoAction),
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    /// Looks at every foreign key that leads to one gone or changed row.
    fn follow(&mut self, work: &Work, stack: &mut Vec<Work>) -> Result<(), EngineError> {
        let catalogue = self.state.catalogue.clone();
        for index in catalogue.inbound(work.table) {
            let link = catalogue.link(*index);
            let Some(key) = Key::of(&work.before, &link.referenced_columns, self.folds()) else {
                continue;
            };
            let action = match &work.after {
                None => link.on_delete,
                Some(after) => {
                    if Key::of(after, &link.referenced_columns, self.folds()).as_ref() == Some(&key)
                    {
                        continue;
                    }
                    link.on_update
                }
            };
            let values = || pick(&work.before, &link.referenced_columns);
            match action {
                ReferentialAction::NoAction => self.pending.push(Pending::Abandoned {
                    link: link.clone(),
                    key,
                    values: values(),
                    event: work.event,
                }),
                ReferentialAction::Restrict => {
                    let found = self.state.tables[link.referencing].find_one(link.finder, &key);
                    if let Some(row) = found {
                        return Err(self.refuse(
                            link,
                            row,
                            Some(work.event),
                            values(),
                            Some(ReferentialAction::Restrict),
                        ));
                    }
                }
                ReferentialAction::Cascade
                | ReferentialAction::SetNull
                | ReferentialAction::SetDefault => {
                    for row in self.state.tables[link.referencing].find(link.finder, &key) {
                        self.act(*index, link, action, work, row, stack)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Does one action to one referencing row.
    fn act(
        &mut self,
        index: usize,
        link: &Rc<Link>,
        action: ReferentialAction,
        cause: &Work,
        row: u64,
        stack: &mut Vec<Work>,
    ) -> Result<(), EngineError> {
        let table = link.referencing;
        let def = self.state.def(table);
        if cause.after.is_some() {
            // `SET id = id + 1` moves references 1 → 2; the row that was 2 must not take them on.
            let mover = *self.moved.entry((index, row)).or_insert(cause.row);
            if mover != cause.row {
                return Ok(());
            }
        }
        let Some(before) = self.state.tables[table].take(&def, row) else {
            return Ok(());
        };
        let after: Option<Row> = match (action, &cause.after) {
            (ReferentialAction::Cascade, None) => None,
            (ReferentialAction::Cascade, Some(referenced)) => {
                let mut values = before.to_vec();
                for (column, from) in link.columns.iter().zip(&link.referenced_columns) {
                    values[*column] = referenced[*from].clone();
                }
                Some(values.into())
            }
            (ReferentialAction::SetDefault, _) => {
                let mut values = before.to_vec();
                for column in &link.columns {
                    values[*column] = query::default_value(&def, *column, self.environment)?;
                }
                Some(values.into())
            }
            _ => {
                let mut values = before.to_vec();
                for column in &link.columns {
                    values[*column] = Value::Null;
                }
                Some(values.into())
            }
        };
        let depth = self.trace.below(Some(cause.event));
        if let Some(after) = &after {
            self.check_row(&def, row, after, Some(cause.event))?;
            if let Err((unique, _)) = self.state.tables[table].put(&def, row, after.clone()) {
                return Err(self.clash(&def, unique, row, after, Some(cause.event)));
            }
        }
        let event = self.trace.push(Event {
            kind: EventKind::Action(action),
            depth,
            cause: Some(cause.event),
            table: def.name.clone(),
            row,
            constraint: Some(link.name.clone()),
            before: Some(before.clone()),
            after: after.clone(),
        });
        if let Some(after) = &after {
            // A default must lead somewhere even where it changes nothing.
            let known = (action != ReferentialAction::SetDefault).then_some(&before);
            self.note_references(table, &def, row, after, known, event)?;
        }
        if !self.state.catalogue.inbound(table).is_empty() {
            stack.push(Work {
                table,
                row,
                before,
                after,
                event,
            });
        }
        Ok(())
    }

    fn queue(&mut self, table: TableId, row: u64, before: Row, after: Option<Row>, event: u32) {
        if self.foreign_keys && !self.state.catalogue.inbound(table).is_empty() {
            self.work.push_back(Work {
                table,
                row,
                before,
                after,
                event,
            });
        }
    }

    /// Remembers to look whether the row's new foreign keys lead somewhere.
    fn note_references(
        &mut self,
        table: TableId,
        def: &TableDef,
        row: u64,
        after: &Row,
        before: Option<&Row>,
        event: u32,
    ) -> Result<(), EngineError> {
        if !self.foreign_keys {
            return Ok(());
        }
        let catalogue = self.state.catalogue.clone();
        for index in catalogue.outbound(table) {
            let link = catalogue.link(*index);
            let changed = before.is_none_or(|before| {
                link.columns
                    .iter()
                    .any(|column| before[*column] != after[*column])
            });
            if changed
                && link
                    .columns
                    .iter()
                    .all(|column| after[*column] != Value::Null)
            {
                self.pending.push(Pending::References {
                    link: link.clone(),
                    row,
                    event,
                });
            }
        }
        for dangling in catalogue.dangling(table) {
            if Key::of(after, &dangling.columns, self.folds()).is_none() {
                continue;
            }
            self.block(&def.name, row, &dangling.name, Some(event), Some(after));
            return Err(EngineError::Invalid {
                message: format!(
                    "foreign key mismatch: {} references no primary or unique key of {}",
                    dangling.name, dangling.referenced_table
                ),
            });
        }
        Ok(())
    }

    /// NOT NULL and CHECK.
    fn check_row(
        &mut self,
        def: &Rc<TableDef>,
        row: u64,
        values: &Row,
        cause: Option<u32>,
    ) -> Result<(), EngineError> {
        for (column, value) in def.columns.iter().zip(values.iter()) {
            if !column.nullable && *value == Value::Null {
                let name: Rc<str> = format!("{}.{}", def.name, column.name).into();
                self.block(&def.name, row, &name, cause, Some(values));
                return Err(EngineError::NotNull {
                    table: def.name.to_string(),
                    column: column.name.clone(),
                    trace: Some(self.take_trace()),
                });
            }
        }
        for check in &def.checks {
            if query::check_holds(&check.predicate.expr, values, self.environment)? {
                continue;
            }
            self.block(&def.name, row, &check.name, cause, Some(values));
            return Err(EngineError::Check {
                table: def.name.to_string(),
                constraint: check.name.to_string(),
                trace: Some(self.take_trace()),
            });
        }
        Ok(())
    }

    pub(crate) fn clash(
        &mut self,
        def: &Rc<TableDef>,
        unique: usize,
        row: u64,
        values: &Row,
        cause: Option<u32>,
    ) -> EngineError {
        let unique: &Unique = &def.uniques[unique];
        // SQLite's own index names say nothing; its messages name the columns.
        let name = if self.dialect() == Dialect::Sqlite {
            format!("{}.{}", def.name, def.names(&unique.columns).join(", ")).into()
        } else {
            unique.name.clone()
        };
        self.block(&def.name, row, &name, cause, Some(values));
        EngineError::Unique {
            table: def.name.to_string(),
            constraint: unique_name(def, unique, self.dialect()),
            columns: def.names(&unique.columns),
            values: pick(values, &unique.columns),
            trace: Some(self.take_trace()),
        }
    }

    fn refuse(
        &mut self,
        link: &Link,
        row: u64,
        cause: Option<u32>,
        values: Vec<Value>,
        action: Option<ReferentialAction>,
    ) -> EngineError {
        let referencing = self.state.def(link.referencing);
        let referenced = self.state.def(link.referenced);
        let now = self.state.tables[link.referencing].rows.get(&row).cloned();
        self.block(&referencing.name, row, &link.name, cause, now.as_ref());
        EngineError::ForeignKey {
            constraint: link.name.to_string(),
            table: referencing.name.to_string(),
            columns: referencing.names(&link.columns),
            referenced_table: referenced.name.to_string(),
            referenced_columns: referenced.names(&link.referenced_columns),
            values,
            action,
            trace: Some(self.take_trace()),
        }
    }

    fn block(
        &mut self,
        table: &Rc<str>,
        row: u64,
        constraint: &Rc<str>,
        cause: Option<u32>,
        now: Option<&Row>,
    ) {
        let depth = self.trace.below(cause);
        self.trace.push(Event {
            kind: EventKind::Blocked,
            depth,
            cause,
            table: table.clone(),
            row,
            constraint: Some(constraint.clone()),
            before: now.cloned(),
            after: now.cloned(),
        });
    }

    fn take_trace(&mut self) -> Rc<Trace> {
        Rc::new(std::mem::take(&mut self.trace))
    }

    fn bound(&self) -> Result<(), EngineError> {
        if self.trace.len() > MAX_EVENTS {
            return Err(EngineError::Invalid {
                message: format!("the statement changes more than {MAX_EVENTS} rows"),
            });
        }
        Ok(())
    }
}

/// The name by which a dialect's error speaks of a unique key.
pub(crate) fn unique_name(def: &TableDef, unique: &Unique, dialect: Dialect) -> String {
    match dialect {
        Dialect::Mysql if unique.kind == UniqueKind::Primary => format!("{}.PRIMARY", def.name),
        Dialect::Mysql => format!("{}.{}", def.name, unique.name),
        _ => unique.name.to_string(),
    }
}

fn pick(row: &[Value], columns: &[usize]) -> Vec<Value> {
    columns.iter().map(|column| row[*column].clone()).collect()
}

/// The largest whole number in a column.
fn largest(data: &TableData, def: &TableDef, column: usize) -> i64 {
    let at = def
        .uniques
        .iter()
        .position(|unique| unique.predicate.is_none() && unique.columns == [column]);
    let largest = match at {
        Some(at) => data.uniques[at]
            .get_max()
            .and_then(|(_, id)| data.rows.get(id))
            .map(|row| row[column].clone()),
        None => None,
    };
    match largest {
        Some(Value::Integer(number)) => number.max(0),
        _ => 0,
    }
}
