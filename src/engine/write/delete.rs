//! DELETE and TRUNCATE.

use super::{returning::own_rows, targets::Changes};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, EventKind, Outcome, Session,
        cache::Planned,
        catalogue::{TableDef, TableId},
        define::table_name,
        query::{Compiler, Context},
        text::Tail,
    },
};
use gluesql::core::sqlparser::ast::{self, FromTable};
use std::{collections::HashSet, rc::Rc};

impl Session {
    /// DELETE. `known`: what was made of the same statement before.
    pub(crate) fn delete(
        &mut self,
        delete: &ast::Delete,
        tail: &Tail,
        known: &Planned<Changes>,
    ) -> Result<Outcome, EngineError> {
        let changes = self.made(Some(known), &mut |compiler| {
            self.deletions(compiler, delete)
        })?;
        let mut rows = self.gone(&changes, tail.limit.as_ref().or(delete.limit.as_ref()))?;
        for (target, rows) in changes.targets.iter().zip(&mut rows) {
            if changes.order.is_empty() {
                self.in_key_order(target.id, &target.def, rows, |row| *row);
            }
        }
        if let ([target], [rows]) = (changes.targets.as_slice(), rows.as_slice()) {
            let returning = delete.returning.as_deref();
            return self.delete_prepared(target.id, &target.def, rows, returning, &target.alias);
        }
        let (affected, trace) = self.write(|writer| {
            let mut affected = 0;
            for (target, rows) in changes.targets.iter().zip(rows) {
                affected += writer.delete(target.id, &target.def, &rows)?;
            }
            Ok(affected)
        })?;
        Ok(Outcome {
            affected,
            trace: Some(trace),
            ..Outcome::default()
        })
    }

    /// What a DELETE goes through, and which of it goes.
    pub(super) fn deletions(
        &self,
        compiler: &mut Compiler,
        delete: &ast::Delete,
    ) -> Result<Changes, EngineError> {
        let (sources, names) = tables_of(delete, self.dialect)?;
        let found = compiler.targets(&sources, delete.selection.as_ref())?;
        let targets = self.named_targets(compiler, &names)?;
        let order = delete.order_by.iter().map(|by| compiler.order_expr(by));
        Ok(Changes {
            order: order.collect::<Result<_, _>>()?,
            found,
            targets,
        })
    }

    /// The rows that a DELETE takes out of each table.
    fn gone(
        &self,
        changes: &Changes,
        limit: Option<&ast::Expr>,
    ) -> Result<Vec<Vec<u64>>, EngineError> {
        let context = Context::new(&self.environment, &self.state);
        let mut gone: Vec<Vec<u64>> = changes.targets.iter().map(|_| Vec::new()).collect();
        let mut seen = HashSet::new();
        self.visit(changes, limit, &context, &mut |tuple| {
            let mut counts = false;
            for (target, rows) in changes.targets.iter().zip(&mut gone) {
                let slot = &tuple[target.slot];
                // A row that joins several others goes once.
                let joins = changes.found.slots > 1;
                if slot.row.is_empty() || (joins && !seen.insert((target.slot, slot.id))) {
                    continue;
                }
                counts = true;
                rows.push(slot.id);
            }
            Ok(counts)
        })?;
        Ok(gone)
    }

    fn delete_prepared(
        &mut self,
        id: TableId,
        def: &Rc<TableDef>,
        rows: &[u64],
        returning: Option<&[ast::SelectItem]>,
        alias: &str,
    ) -> Result<Outcome, EngineError> {
        self.check_mismatch(id, None, false)?;
        let (affected, trace) = self.write(|writer| writer.delete(id, def, rows))?;
        let mut written = own_rows(&trace, EventKind::Delete);
        let mut outcome = self.returning(returning, def, id, alias, &mut written)?;
        drop(written);
        outcome.affected = affected;
        outcome.trace = Some(trace);
        Ok(outcome)
    }

    /// TRUNCATE: PostgreSQL and the others refuse it where a foreign key leads to the table.
    pub(crate) fn truncate(
        &mut self,
        names: &[ast::TruncateTableTarget],
        restart: bool,
        cascade: bool,
    ) -> Result<Outcome, EngineError> {
        let mut ids = names
            .iter()
            .map(|target| {
                let name = table_name(&target.name, self.dialect);
                self.state.catalogue.need(&name, self.dialect)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut at = 0;
        while at < ids.len() {
            for link in self.state.catalogue.inbound(ids[at]).to_vec() {
                let link = self.state.catalogue.link(link).clone();
                if ids.contains(&link.referencing) {
                    continue;
                }
                if !cascade {
                    return Err(EngineError::Invalid {
                        message: format!(
                            "cannot truncate {}: the foreign key {} of {} leads to it",
                            self.state.def(link.referenced).name,
                            link.name,
                            self.state.def(link.referencing).name
                        ),
                    });
                }
                ids.push(link.referencing);
            }
            at += 1;
        }
        let checks = std::mem::replace(&mut self.foreign_keys, false);
        let mut total = 0;
        let done = self.write(|writer| {
            for id in &ids {
                let def = writer.state.def(*id);
                let rows: Vec<u64> = writer.state.tables[*id].rows.keys().collect();
                total += writer.delete(*id, &def, &rows)?;
            }
            Ok(())
        });
        self.foreign_keys = checks;
        let ((), trace) = done?;
        if restart || self.dialect != Dialect::Postgres {
            for id in ids {
                self.state.table_mut(id).last_number = 0;
            }
        }
        Ok(Outcome {
            affected: total,
            trace: Some(trace),
            ..Outcome::default()
        })
    }

    /// Deletes one row by its identity.
    pub(crate) fn delete_by_row(&mut self, table: &str, row: u64) -> Result<Outcome, EngineError> {
        let id = self.state.catalogue.need(table, self.dialect)?;
        let def = self.state.def(id);
        if self.state.tables[id].rows.get(row).is_none() {
            return Err(EngineError::Invalid {
                message: format!("{table} has no such row any longer"),
            });
        }
        self.delete_prepared(id, &def, &[row], None, table)
    }
}

/// What a DELETE goes through, and which of it goes, where it says so: `DELETE a FROM a JOIN b …`,
/// MySQL's `DELETE FROM a USING a JOIN b …`. PostgreSQL's USING joins the table before it.
pub(super) fn tables_of(
    delete: &ast::Delete,
    dialect: Dialect,
) -> Result<(Vec<&ast::TableWithJoins>, Vec<&ast::ObjectName>), EngineError> {
    let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
    if from.is_empty() {
        return Err(EngineError::Syntax {
            message: "expected a table".into(),
        });
    }
    Ok(match &delete.using {
        Some(using) if dialect.is_mysql() => {
            let names = from.iter().filter_map(|table| match &table.relation {
                ast::TableFactor::Table { name, .. } => Some(name),
                _ => None,
            });
            (using.iter().collect(), names.collect())
        }
        using => (
            from.iter().chain(using.iter().flatten()).collect(),
            delete.tables.iter().collect(),
        ),
    })
}
