//! UPDATE, by text or by a row's identity.

use super::{Written, default_expr, target_column};
use crate::{
    engine::{
        EngineError, Outcome, Session,
        catalogue::{TableDef, TableId},
        define::need_column,
        describe,
        query::{self, Compiler, Context, Frame, run_targets},
        text::is_default,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast;
use std::{collections::HashSet, rc::Rc};

impl Session {
    /// UPDATE.
    pub(crate) fn update(
        &mut self,
        table: &ast::TableWithJoins,
        assignments: &[ast::Assignment],
        from: Option<&ast::TableWithJoins>,
        selection: Option<&ast::Expr>,
        returning: Option<&[ast::SelectItem]>,
        limit: Option<&ast::Expr>,
    ) -> Result<Outcome, EngineError> {
        let (id, alias) = self.target(&table.relation)?;
        let def = self.state.def(id);
        let tables: Vec<ast::TableWithJoins> =
            std::iter::once(table).chain(from).cloned().collect();
        let columns;
        let mut changes = {
            let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
            let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
            let found = compiler.targets(&tables, selection)?;
            let mut set = Vec::new();
            for assignment in assignments {
                let column = target_column(&assignment.target, &def, self.dialect)?;
                let expr = if is_default(&assignment.value) {
                    default_expr(&def, column)
                } else {
                    compiler.expr(&assignment.value)?.expr
                };
                set.push((column, expr));
            }
            columns = set.iter().map(|(column, _)| *column).collect::<Vec<_>>();
            self.check_mismatch(id, Some(&columns), false)?;
            let mut limit = limit
                .map(|limit| self.number(limit))
                .transpose()?
                .unwrap_or(usize::MAX);
            let context = Context::new(&self.environment, &self.state);
            let mut seen = HashSet::new();
            let joined = found.slots > 1;
            let mut changes = Vec::new();
            if limit > 0 {
                run_targets(&found.node, found.slots, &context, &mut |tuple| {
                    // A row that joins several others is changed once.
                    if (joined && !seen.insert(tuple[0].id)) || tuple[0].row.is_empty() {
                        return Ok(true);
                    }
                    let mut values = tuple[0].row.to_vec();
                    let frame = Frame::of(tuple);
                    for (column, expr) in &set {
                        let value = expr.eval(&frame, &context)?.into_owned();
                        values[*column] =
                            query::coerce(value, &def, &def.columns[*column], &self.environment)?;
                    }
                    changes.push((tuple[0].id, values));
                    limit -= 1;
                    Ok(limit > 0)
                })?;
            }
            changes
        };
        self.in_key_order(id, &def, &mut changes, |(row, _)| *row);
        self.update_prepared(id, &def, &columns, changes, returning, &alias)
    }

    fn update_prepared(
        &mut self,
        id: TableId,
        def: &Rc<TableDef>,
        set: &[usize],
        changes: Vec<(u64, Vec<Value>)>,
        returning: Option<&[ast::SelectItem]>,
        alias: &str,
    ) -> Result<Outcome, EngineError> {
        let mut written: Vec<Written> = Vec::new();
        if returning.is_some() {
            for (row, values) in &changes {
                let before = self.state.tables[id].rows.get(row).cloned();
                written.push((*row, before, Some(values.clone().into())));
            }
        }
        let (affected, trace) = self.write(|writer| writer.update(id, def, set, changes))?;
        let mut outcome = self.returning(returning, def, id, alias, written)?;
        outcome.affected = affected;
        outcome.trace = Some(trace);
        Ok(outcome)
    }

    /// Changes one row by its identity.
    pub(crate) fn update_by_row(
        &mut self,
        table: &str,
        row: u64,
        values: &[(String, Value)],
    ) -> Result<Outcome, EngineError> {
        let id = self.state.catalogue.need(table, self.dialect)?;
        let def = self.state.def(id);
        let before = self.state.tables[id].rows.get(&row).cloned();
        let Some(before) = before else {
            return Err(EngineError::Invalid {
                message: format!("{table} has no such row any longer"),
            });
        };
        let mut after = before.to_vec();
        let mut set = Vec::with_capacity(values.len());
        for (name, value) in values {
            let column = need_column(&def, name, self.dialect)?;
            after[column] =
                query::coerce(value.clone(), &def, &def.columns[column], &self.environment)?;
            set.push(column);
        }
        self.check_mismatch(id, Some(&set), false)?;
        self.update_prepared(id, &def, &set, vec![(row, after)], None, table)
    }
}
