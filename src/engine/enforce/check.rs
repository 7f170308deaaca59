//! Looks whether what was written may stay: NOT NULL, CHECK, unique and foreign keys.

use super::{Writer, follow::Task, pick};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, EventKind, Trace,
        catalogue::{ColumnDef, Link, TableDef, TableId, Unique, UniqueKind},
        hash::HashSet,
        key::Key,
        query,
        semantics::Timing,
        store::{Row, unique_values},
        trace::Note,
        types,
    },
    schema::{ReferentialAction, Value},
};
use std::rc::Rc;

/// More events than this and the statement is refused: a page could never show them.
const MAX_EVENTS: usize = 5_000_000;

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

impl Pending {
    /// The foreign key that it is about.
    pub(crate) fn link(&self) -> &Link {
        match self {
            Self::References { link, .. } | Self::Abandoned { link, .. } => link,
        }
    }
}

impl Writer<'_> {
    /// Whether a row breaks NOT NULL, but for a number that it will be given, or a CHECK.
    pub(crate) fn breaks(&self, def: &TableDef, values: &[Value]) -> Result<bool, EngineError> {
        let lacks = |(at, (column, value)): (usize, (&ColumnDef, &Value))| {
            !column.nullable
                && *value == Value::Null
                && def.auto.is_none_or(|auto| auto.column != at)
        };
        if def.columns.iter().zip(values).enumerate().any(lacks) {
            return Ok(true);
        }
        for check in &def.checks {
            if !query::check_holds(&check.predicate.expr, values, self.environment)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a constraint waits for COMMIT.
    pub(super) fn defers(&self, link: &Link) -> bool {
        self.open.is_some_and(|open| open.defers(link))
    }

    /// Looks whether something holds, at the time that the database has for it.
    pub(super) fn look(&mut self, pending: Pending) -> Result<(), EngineError> {
        match (self.environment.semantics.timing(), &pending) {
            (Timing::AtEnd, _) => {
                self.pending.push(pending);
                Ok(())
            }
            // The turn of NO ACTION is when its foreign key is followed.
            (Timing::InTurn, Pending::Abandoned { .. }) | (Timing::AtOnce, _) => {
                self.check_or_defer(pending)
            }
            (Timing::InTurn, Pending::References { .. }) => {
                self.tasks.push_back(Task::Check(pending));
                Ok(())
            }
        }
    }

    pub(super) fn check_or_defer(&mut self, pending: Pending) -> Result<(), EngineError> {
        if self.defers(pending.link()) {
            self.later.push(pending);
            return Ok(());
        }
        self.check_one(&pending)
    }

    /// Checks what waited for the end.
    pub(crate) fn check(&mut self, pending: Vec<Pending>) -> Result<(), EngineError> {
        let mut seen = HashSet::default();
        let several = pending.len() > 1;
        for pending in pending {
            if several
                && let Pending::References { link, row, .. } = &pending
                && !seen.insert((Rc::as_ptr(link) as usize, *row))
            {
                continue;
            }
            self.check_one(&pending)?;
        }
        Ok(())
    }

    pub(super) fn check_one(&mut self, pending: &Pending) -> Result<(), EngineError> {
        match pending {
            Pending::References { link, row, event } => {
                let Some(now) = self.state.tables[link.referencing].rows.get(*row).cloned() else {
                    return Ok(());
                };
                let Some(key) = Key::of(&now, &link.columns, self.folds()) else {
                    return Ok(());
                };
                if self.state.tables[link.referenced].uniques[link.unique].contains_key(&key) {
                    return Ok(());
                }
                let values = pick(&now, &link.columns);
                Err(self.refuse(link, *row, Some(*event), values, None))
            }
            Pending::Abandoned {
                link,
                key,
                values,
                event,
            } => {
                if self.state.tables[link.referenced].uniques[link.unique].contains_key(key) {
                    return Ok(());
                }
                match self.state.tables[link.referencing].find_one(link.finder, key) {
                    Some(row) => Err(self.refuse(
                        link,
                        row,
                        Some(*event),
                        values.clone(),
                        Some(ReferentialAction::NoAction),
                    )),
                    None => Ok(()),
                }
            }
        }
    }

    /// Has somebody look whether the row's new foreign keys lead somewhere.
    pub(super) fn note_references(
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
                self.look(Pending::References {
                    link: link.clone(),
                    row,
                    event,
                })?;
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
    pub(super) fn check_row(
        &mut self,
        def: &Rc<TableDef>,
        row: u64,
        values: &Row,
        cause: Option<u32>,
    ) -> Result<(), EngineError> {
        self.afford(def, values)?;
        // SQLite's own row number may change, but to a whole number only (rowidtable.html).
        if self.dialect() == Dialect::Sqlite
            && let Some(auto) = def.auto
            && !matches!(values[auto.column], Value::Integer(_))
        {
            let column = &def.columns[auto.column];
            return Err(EngineError::InvalidValue {
                table: def.name.to_string(),
                column: column.name.clone(),
                data_type: column.declared.clone(),
                value: types::text(&values[auto.column]).unwrap_or_else(|| "NULL".into()),
            });
        }
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
            format!("{}.{}", def.name, def.parts(unique).join(", ")).into()
        } else {
            unique.name.clone()
        };
        self.block(&def.name, row, &name, cause, Some(values));
        EngineError::Unique {
            table: def.name.to_string(),
            constraint: unique_name(def, unique, self.dialect()),
            columns: def.parts(unique),
            values: unique_values(unique, values),
            trace: Some(self.take_trace()),
        }
    }

    pub(super) fn refuse(
        &mut self,
        link: &Link,
        row: u64,
        cause: Option<u32>,
        values: Vec<Value>,
        action: Option<ReferentialAction>,
    ) -> EngineError {
        let referencing = self.state.def(link.referencing);
        let referenced = self.state.def(link.referenced);
        let now = self.state.tables[link.referencing].rows.get(row).cloned();
        self.block(&referencing.name, row, &link.name, cause, now.as_ref());
        let trace = Some(self.take_trace());
        link.refuses((&referencing, &referenced), values, action, trace)
    }

    pub(super) fn block(
        &mut self,
        table: &Rc<str>,
        row: u64,
        constraint: &Rc<str>,
        cause: Option<u32>,
        now: Option<&Row>,
    ) {
        let note = Note {
            kind: EventKind::Blocked,
            table: table.clone(),
            constraint: Some(constraint.clone()),
        };
        self.trace
            .push(&note, cause, row, now.cloned(), now.cloned());
    }

    pub(super) fn take_trace(&mut self) -> Rc<Trace> {
        Rc::new(std::mem::take(&mut self.trace))
    }

    pub(super) fn bound(&self) -> Result<(), EngineError> {
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
