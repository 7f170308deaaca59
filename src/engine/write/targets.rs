//! Which rows of which tables an UPDATE or DELETE takes: in the joined forms of MySQL and SQL Server
//! there may be several tables, named by their aliases.

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{TableDef, TableId},
        define::table_name,
        query::{
            Compiler, Context, Expr, Frame, Order, Slot, Targets, compare_keys, order_keys,
            run_targets,
        },
    },
    sort::sort_by,
};
use gluesql::core::sqlparser::ast::{self, ObjectName, TableFactor, TableWithJoins};
use std::rc::Rc;

/// An UPDATE or DELETE made ready: all that follows from its text and the catalogue.
#[derive(Debug)]
pub(crate) struct Changes {
    pub(super) found: Targets,
    pub(super) order: Vec<Order>,
    pub(super) targets: Vec<Target>,
}

/// A table that a statement writes.
#[derive(Debug)]
pub(super) struct Target {
    /// Its place in the joined rows.
    pub(super) slot: usize,
    pub(super) id: TableId,
    pub(super) def: Rc<TableDef>,
    pub(super) alias: String,
    /// What an UPDATE sets its columns to.
    pub(super) set: Vec<(usize, Expr)>,
}

impl Target {
    /// The columns that an UPDATE sets.
    pub(super) fn columns(&self) -> Vec<usize> {
        self.set.iter().map(|(column, _)| *column).collect()
    }
}

impl Session {
    /// The tables to go through. SQL Server's `UPDATE u … FROM Users u` names the one to be
    /// written by its alias.
    pub(super) fn sources<'q>(
        &self,
        table: &'q TableWithJoins,
        from: Option<&'q TableWithJoins>,
    ) -> Vec<&'q TableWithJoins> {
        if let (Dialect::Mssql, Some(from)) = (self.dialect, from)
            && let TableFactor::Table { name, .. } = &table.relation
        {
            let wanted = table_name(name, self.dialect);
            let is_named = |factor: &TableFactor| match factor {
                TableFactor::Table { name, alias, .. } => {
                    let known = alias.as_ref().map_or_else(
                        || table_name(name, self.dialect),
                        |alias| alias.name.value.clone(),
                    );
                    known.eq_ignore_ascii_case(&wanted)
                }
                _ => false,
            };
            if is_named(&from.relation) || from.joins.iter().any(|join| is_named(&join.relation)) {
                return vec![from];
            }
        }
        std::iter::once(table).chain(from).collect()
    }

    /// The source of a name, which must be a table.
    fn named_target(&self, compiler: &Compiler, name: &str) -> Result<Target, EngineError> {
        let none = || EngineError::NoSuchTable { table: name.into() };
        let slot = compiler.slot_of(name).ok_or_else(none)?;
        self.target_at(compiler, slot)
    }

    pub(super) fn target_at(
        &self,
        compiler: &Compiler,
        slot: usize,
    ) -> Result<Target, EngineError> {
        let (alias, table) = compiler.source(slot)?;
        let id = table.ok_or_else(|| EngineError::Unsupported {
            feature: "changing something that is no table".into(),
        })?;
        Ok(Target {
            slot,
            id,
            def: self.state.def(id),
            alias,
            set: Vec::new(),
        })
    }

    /// The place of the table that an UPDATE names first.
    pub(super) fn written_slot(&self, compiler: &Compiler, factor: &TableFactor) -> usize {
        let TableFactor::Table { name, alias, .. } = factor else {
            return 0;
        };
        let known = match alias {
            Some(alias) => compiler.name(&alias.name),
            None => table_name(name, self.dialect),
        };
        compiler.slot_of(&known).unwrap_or(0)
    }

    /// The place of the table whose column an assignment names: the one it says, or in MySQL's
    /// joined form the one that has such a column.
    pub(super) fn assigned_slot(
        &self,
        compiler: &Compiler,
        name: &ObjectName,
        base: usize,
    ) -> usize {
        if let [.., qualifier, _] = name.0.as_slice() {
            return compiler.slot_of(&compiler.name(qualifier)).unwrap_or(base);
        }
        let column = table_name(name, self.dialect);
        if self.dialect.is_mysql() {
            return compiler.slot_with(&column, base).unwrap_or(base);
        }
        base
    }

    /// The tables that `DELETE a, b FROM …` names; none: the first.
    pub(super) fn named_targets(
        &self,
        compiler: &Compiler,
        names: &[&ObjectName],
    ) -> Result<Vec<Target>, EngineError> {
        if names.is_empty() {
            return Ok(vec![self.target_at(compiler, 0)?]);
        }
        names
            .iter()
            .map(|name| self.named_target(compiler, &table_name(name, self.dialect)))
            .collect()
    }

    /// Hands over each combination of rows, in the order and up to the number that the statement
    /// asks for; `take` tells whether it counts.
    pub(super) fn visit(
        &self,
        changes: &Changes,
        limit: Option<&ast::Expr>,
        context: &Context,
        take: &mut dyn FnMut(&[Slot]) -> Result<bool, EngineError>,
    ) -> Result<(), EngineError> {
        let Changes { found, order, .. } = changes;
        let mut left = limit
            .map(|limit| self.number(limit))
            .transpose()?
            .unwrap_or(usize::MAX);
        if left == 0 {
            return Ok(());
        }
        if order.is_empty() {
            return run_targets(&found.node, found.slots, context, &mut |tuple| {
                left -= usize::from(take(tuple)?);
                Ok(left > 0)
            });
        }
        let mut rows = Vec::new();
        run_targets(&found.node, found.slots, context, &mut |tuple| {
            let keys = order_keys(order, &[], &Frame::of(tuple), context)?;
            context.keep(&keys)?;
            context.keep_bytes(size_of_val(tuple.as_slice()))?;
            rows.push((keys, tuple.clone()));
            Ok(true)
        })?;
        sort_by(&mut rows, |(a, _), (b, _)| {
            compare_keys(a, b, order, self.dialect)
        });
        for (_, tuple) in rows {
            left -= usize::from(take(&tuple)?);
            if left == 0 {
                break;
            }
        }
        Ok(())
    }
}
