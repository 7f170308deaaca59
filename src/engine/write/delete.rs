//! DELETE and TRUNCATE.

use super::Written;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Outcome, Session,
        catalogue::{TableDef, TableId},
        define::table_name,
        describe,
        query::{Compiler, Context, run_targets},
    },
};
use gluesql::core::sqlparser::ast::{self, FromTable};
use std::{collections::HashSet, rc::Rc};

impl Session {
    /// DELETE.
    pub(crate) fn delete(
        &mut self,
        delete: &ast::Delete,
        limit: Option<&ast::Expr>,
    ) -> Result<Outcome, EngineError> {
        let tables = tables_of(delete)?;
        let (id, alias) = self.target(&tables[0].relation)?;
        let def = self.state.def(id);
        let mut rows = {
            let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
            let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
            let found = compiler.targets(&tables, delete.selection.as_ref())?;
            let mut limit = limit
                .or(delete.limit.as_ref())
                .map(|limit| self.number(limit))
                .transpose()?
                .unwrap_or(usize::MAX);
            let context = Context::new(&self.environment, &self.state);
            let mut seen = HashSet::new();
            let joined = found.slots > 1;
            let mut rows = Vec::new();
            if limit > 0 {
                run_targets(&found.node, found.slots, &context, &mut |tuple| {
                    if joined && !seen.insert(tuple[0].id) {
                        return Ok(true);
                    }
                    rows.push(tuple[0].id);
                    limit -= 1;
                    Ok(limit > 0)
                })?;
            }
            rows
        };
        self.in_key_order(id, &def, &mut rows, |row| *row);
        self.delete_prepared(id, &def, &rows, delete.returning.as_deref(), &alias)
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
        let mut written: Vec<Written> = Vec::new();
        if returning.is_some() {
            for row in rows {
                let before = self.state.tables[id].rows.get(row).cloned();
                written.push((*row, before, None));
            }
        }
        let (affected, trace) = self.write(|writer| writer.delete(id, def, rows))?;
        let mut outcome = self.returning(returning, def, id, alias, written)?;
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
                let rows: Vec<u64> = writer.state.tables[*id].rows.keys().copied().collect();
                total += writer.delete(*id, &def, &rows)?;
            }
            Ok(())
        });
        self.foreign_keys = checks;
        let ((), trace) = done?;
        if restart || self.dialect != Dialect::Postgres {
            for id in ids {
                self.state.tables[id].last_number = 0;
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
        if !self.state.tables[id].rows.contains_key(&row) {
            return Err(EngineError::Invalid {
                message: format!("{table} has no such row any longer"),
            });
        }
        self.delete_prepared(id, &def, &[row], None, table)
    }
}

/// The table whose rows go, and those that only help to find them.
pub(super) fn tables_of(delete: &ast::Delete) -> Result<Vec<ast::TableWithJoins>, EngineError> {
    if !delete.tables.is_empty() || !delete.order_by.is_empty() {
        return Err(EngineError::Unsupported {
            feature: "DELETE from several tables, or in an order".into(),
        });
    }
    let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
    if from.is_empty() {
        return Err(EngineError::Syntax {
            message: "expected a table".into(),
        });
    }
    let using = delete.using.iter().flatten();
    Ok(from.iter().chain(using).cloned().collect())
}
