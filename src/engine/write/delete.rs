//! DELETE and TRUNCATE.

use super::{returning::own_rows, targets::Target};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, EventKind, Outcome, Session,
        catalogue::{TableDef, TableId},
        define::table_name,
        describe,
        query::{Compiler, Context},
        text::Tail,
    },
};
use gluesql::core::sqlparser::ast::{self, FromTable};
use std::{collections::HashSet, rc::Rc};

impl Session {
    /// DELETE.
    pub(crate) fn delete(
        &mut self,
        delete: &ast::Delete,
        tail: &Tail,
    ) -> Result<Outcome, EngineError> {
        let mut planned = self.gone(delete, tail)?;
        for (target, rows) in &mut planned {
            let def = self.state.def(target.id);
            if delete.order_by.is_empty() {
                self.in_key_order(target.id, &def, rows, |row| *row);
            }
        }
        if let [_] = planned.as_slice()
            && let Some((target, rows)) = planned.pop()
        {
            let def = self.state.def(target.id);
            let returning = delete.returning.as_deref();
            return self.delete_prepared(target.id, &def, &rows, returning, &target.alias);
        }
        let (affected, trace) = self.write(|writer| {
            let mut affected = 0;
            for (target, rows) in planned {
                let def = writer.state.def(target.id);
                affected += writer.delete(target.id, &def, &rows)?;
            }
            Ok(affected)
        })?;
        Ok(Outcome {
            affected,
            trace: Some(trace),
            ..Outcome::default()
        })
    }

    /// The rows that a DELETE takes out of each table.
    fn gone(
        &self,
        delete: &ast::Delete,
        tail: &Tail,
    ) -> Result<Vec<(Target, Vec<u64>)>, EngineError> {
        let (sources, names) = tables_of(delete, self.dialect)?;
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let found = compiler.targets(&sources, delete.selection.as_ref())?;
        let mut planned: Vec<(Target, Vec<u64>)> = self
            .named_targets(&compiler, &names)?
            .into_iter()
            .map(|target| (target, Vec::new()))
            .collect();
        let context = Context::new(&self.environment, &self.state);
        let mut seen = HashSet::new();
        let limit = tail.limit.as_ref().or(delete.limit.as_ref());
        let wanted = (delete.order_by.as_slice(), limit);
        self.visit(&mut compiler, &found, wanted, &context, &mut |tuple| {
            let mut counts = false;
            for (target, rows) in &mut planned {
                let slot = &tuple[target.slot];
                // A row that joins several others goes once.
                if slot.row.is_empty() || (found.slots > 1 && !seen.insert((target.slot, slot.id)))
                {
                    continue;
                }
                counts = true;
                rows.push(slot.id);
            }
            Ok(counts)
        })?;
        Ok(planned)
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
