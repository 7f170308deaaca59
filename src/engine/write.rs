//! Turns INSERT, UPDATE and DELETE into row changes: first what to change is computed over the
//! tables as they are, then it is done under all constraints.

use super::{
    EngineError, Outcome, Session,
    catalogue::{TableDef, TableId, Unique, same_column},
    define::{need_column, table_name},
    describe,
    enforce::Writer,
    query::{self, Compiler, Context, Expr, Frame, Origin, Slot, fold_name, run_plan, run_targets},
    store::Row,
    text::is_default,
};
use crate::{dialect::Dialect, schema::Value};
use gluesql::core::sqlparser::ast::{
    self, AssignmentTarget, ConflictTarget, FromTable, OnConflictAction, OnInsert, SetExpr,
    SqliteOnConflict, TableFactor,
};
use std::{collections::HashSet, rc::Rc};

/// What an INSERT does about a row whose key is taken.
enum Conflict {
    Refuse,
    /// Leaves the row out; `None`: whatever key it is.
    Ignore(Option<Vec<usize>>),
    /// Deletes the row that is in the way.
    Replace,
    Update {
        /// `None`: whatever key it is.
        target: Option<Vec<usize>>,
        set: Vec<(usize, Expr)>,
        only: Option<Expr>,
    },
}

/// A row that a statement wrote: before and after.
type Written = (u64, Option<Row>, Option<Row>);

impl Session {
    /// INSERT and REPLACE.
    pub(crate) fn insert(&mut self, insert: &ast::Insert) -> Result<Outcome, EngineError> {
        let dialect = self.dialect;
        if insert.overwrite || insert.partitioned.is_some() || !insert.after_columns.is_empty() {
            return Err(EngineError::Unsupported {
                feature: "this form of INSERT".into(),
            });
        }
        let table = table_name(&insert.table_name, dialect);
        let id = self.state.catalogue.need(&table, dialect)?;
        let def = self.state.def(id);
        let columns: Vec<usize> = if insert.columns.is_empty() {
            (0..def.columns.len()).collect()
        } else {
            insert
                .columns
                .iter()
                .map(|name| need_column(&def, &fold_name(name, dialect), dialect))
                .collect::<Result<_, _>>()?
        };
        for (at, column) in columns.iter().enumerate() {
            if columns[..at].contains(column) {
                return Err(EngineError::Invalid {
                    message: format!(
                        "column {}.{} is given twice",
                        def.name, def.columns[*column].name
                    ),
                });
            }
        }
        let rows = self.source_rows(insert, &def, &columns)?;
        let conflict = self.conflict(insert, &def, id)?;
        let alias = insert
            .table_alias
            .as_ref()
            .map_or_else(|| table.clone(), |alias| fold_name(alias, dialect));
        self.insert_prepared(
            id,
            &def,
            rows,
            &conflict,
            insert.returning.as_deref(),
            &alias,
        )
    }

    /// Inserts rows whose values are complete and coerced, or refuses them all.
    fn insert_prepared(
        &mut self,
        id: TableId,
        def: &Rc<TableDef>,
        rows: Vec<Vec<Value>>,
        conflict: &Conflict,
        returning: Option<&[ast::SelectItem]>,
        alias: &str,
    ) -> Result<Outcome, EngineError> {
        let mut written: Vec<Written> = Vec::new();
        let wants = returning.is_some();
        let mysql = matches!(self.dialect, Dialect::Mysql | Dialect::Mariadb);
        let mut affected = 0;
        let (last, trace) = self.write(|writer| {
            for row in rows {
                match conflict {
                    Conflict::Refuse => {}
                    conflict => match resolve(writer, id, def, row, conflict)? {
                        Resolved::Insert(values) => {
                            let row = writer.insert(id, def, values)?;
                            affected += 1;
                            if wants {
                                let after = writer.state.tables[id].rows.get(&row).cloned();
                                written.push((row, None, after));
                            }
                            continue;
                        }
                        Resolved::Done(row, before, after) => {
                            affected += if mysql { 2 } else { 1 };
                            if wants {
                                written.push((row, before, after));
                            }
                            continue;
                        }
                        Resolved::Skip => continue,
                    },
                }
                let row = writer.insert(id, def, row)?;
                affected += 1;
                if wants {
                    let after = writer.state.tables[id].rows.get(&row).cloned();
                    written.push((row, None, after));
                }
            }
            Ok(writer.last_number)
        })?;
        self.environment.last_insert_id = last.or(self.environment.last_insert_id);
        let mut outcome = self.returning(returning, def, id, alias, written)?;
        outcome.affected = affected;
        outcome.last_insert_id = last;
        outcome.trace = Some(trace);
        Ok(outcome)
    }

    /// Rows handed over as values, the same way as through SQL.
    pub(crate) fn insert_values(
        &mut self,
        table: &str,
        names: &[String],
        rows: Vec<Vec<Value>>,
    ) -> Result<Outcome, EngineError> {
        let id = self.state.catalogue.need(table, self.dialect)?;
        let def = self.state.def(id);
        let columns: Vec<usize> = names
            .iter()
            .map(|name| need_column(&def, name, self.dialect))
            .collect::<Result<_, _>>()?;
        let template = self.template(&def, &columns)?;
        let mut complete = Vec::with_capacity(rows.len());
        for row in rows {
            if row.len() != columns.len() {
                return Err(count_error(row.len(), columns.len()));
            }
            let mut values = self.fill(&def, &template)?;
            for (value, column) in row.into_iter().zip(&columns) {
                values[*column] = self.coerced(value, &def, *column)?;
            }
            complete.push(values);
        }
        self.insert_prepared(id, &def, complete, &Conflict::Refuse, None, table)
    }

    /// What each column holds that an INSERT does not name: a value, or an expression to evaluate
    /// for every row.
    fn template(&self, def: &TableDef, given: &[usize]) -> Result<Vec<Option<Value>>, EngineError> {
        def.columns
            .iter()
            .enumerate()
            .map(|(at, column)| match &column.default {
                Some(_) if given.contains(&at) => Ok(Some(Value::Null)),
                Some(default) if matches!(*default.expr, Expr::Literal(_)) => {
                    query::default_value(def, at, &self.environment).map(Some)
                }
                Some(_) => Ok(None),
                None => Ok(Some(Value::Null)),
            })
            .collect()
    }

    fn fill(&self, def: &TableDef, template: &[Option<Value>]) -> Result<Vec<Value>, EngineError> {
        template
            .iter()
            .enumerate()
            .map(|(at, value)| match value {
                Some(value) => Ok(value.clone()),
                None => query::default_value(def, at, &self.environment),
            })
            .collect()
    }

    /// The rows of an INSERT, complete and coerced.
    fn source_rows(
        &self,
        insert: &ast::Insert,
        def: &TableDef,
        columns: &[usize],
    ) -> Result<Vec<Vec<Value>>, EngineError> {
        let Some(source) = &insert.source else {
            // DEFAULT VALUES
            return Ok(vec![self.fill(def, &self.template(def, &[])?)?]);
        };
        let template = self.template(def, columns)?;
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let context = Context::new(&self.environment, &self.state);
        let mut rows = Vec::new();
        match &*source.body {
            SetExpr::Values(values) if source.order_by.is_none() && source.limit.is_none() => {
                compiler.with_origins(Vec::new());
                let frame = Frame::of(&[]);
                for list in &values.rows {
                    if list.is_empty() && insert.columns.is_empty() {
                        rows.push(self.fill(def, &self.template(def, &[])?)?);
                        continue;
                    }
                    if list.len() != columns.len() {
                        return Err(count_error(list.len(), columns.len()));
                    }
                    let mut row = self.fill(def, &template)?;
                    for (expr, column) in list.iter().zip(columns) {
                        row[*column] = if is_default(expr) {
                            query::default_value(def, *column, &self.environment)?
                        } else {
                            let typed = compiler.expr(expr)?;
                            let value = typed.expr.eval(&frame, &context)?.into_owned();
                            self.coerced(value, def, *column)?
                        };
                    }
                    rows.push(row);
                }
            }
            _ => {
                let plan = compiler.query(source)?;
                if plan.columns.len() != columns.len() {
                    return Err(count_error(plan.columns.len(), columns.len()));
                }
                run_plan(&plan, &context, None, &mut |values| {
                    let mut row = self.fill(def, &template)?;
                    for (value, column) in values.into_iter().zip(columns) {
                        row[*column] = self.coerced(value, def, *column)?;
                    }
                    rows.push(row);
                    Ok(true)
                })?;
            }
        }
        Ok(rows)
    }

    fn coerced(&self, value: Value, def: &TableDef, column: usize) -> Result<Value, EngineError> {
        let coerced = query::coerce(value, def, &def.columns[column], &self.environment)?;
        // SQLite's own row number takes whole numbers only.
        let row_id =
            self.dialect == Dialect::Sqlite && def.auto.is_some_and(|auto| auto.column == column);
        if row_id && !matches!(coerced, Value::Integer(_) | Value::Null) {
            return Err(EngineError::InvalidValue {
                table: def.name.to_string(),
                column: def.columns[column].name.clone(),
                data_type: def.columns[column].declared.clone(),
                value: super::types::text(&coerced).unwrap_or_default(),
            });
        }
        // MySQL numbers a row that says 0.
        let zero = matches!(self.dialect, Dialect::Mysql | Dialect::Mariadb)
            && coerced == Value::Integer(0)
            && def.auto.is_some_and(|auto| auto.column == column);
        Ok(if zero { Value::Null } else { coerced })
    }

    /// What the statement says about keys that are taken.
    fn conflict(
        &self,
        insert: &ast::Insert,
        def: &Rc<TableDef>,
        id: TableId,
    ) -> Result<Conflict, EngineError> {
        match insert.or {
            None | Some(SqliteOnConflict::Abort) => {}
            Some(SqliteOnConflict::Ignore) => return Ok(Conflict::Ignore(None)),
            Some(SqliteOnConflict::Replace) => return Ok(Conflict::Replace),
            Some(other) => {
                return Err(EngineError::Unsupported {
                    feature: format!("INSERT OR {other}"),
                });
            }
        }
        if insert.replace_into {
            return Ok(Conflict::Replace);
        }
        match &insert.on {
            None if insert.ignore => Ok(Conflict::Ignore(None)),
            None => Ok(Conflict::Refuse),
            Some(OnInsert::DuplicateKeyUpdate(set)) => Ok(Conflict::Update {
                target: None,
                set: self.conflict_set(set, def, id)?,
                only: None,
            }),
            Some(OnInsert::OnConflict(on)) => {
                let target = match &on.conflict_target {
                    None => None,
                    Some(ConflictTarget::Columns(names)) => {
                        let mut columns = names
                            .iter()
                            .map(|name| {
                                need_column(def, &fold_name(name, self.dialect), self.dialect)
                            })
                            .collect::<Result<Vec<_>, _>>()?;
                        columns.sort_unstable();
                        Some(columns)
                    }
                    Some(ConflictTarget::OnConstraint(name)) => {
                        let name = table_name(name, self.dialect);
                        let unique = def
                            .uniques
                            .iter()
                            .find(|unique| same_column(&unique.name, &name, self.dialect))
                            .ok_or_else(|| EngineError::Invalid {
                                message: format!("there is no unique constraint {name}"),
                            })?;
                        let mut columns = unique.columns.clone();
                        columns.sort_unstable();
                        Some(columns)
                    }
                };
                if let Some(target) = &target
                    && !def
                        .uniques
                        .iter()
                        .any(|unique| sorted(&unique.columns) == *target)
                {
                    return Err(EngineError::Invalid {
                        message: "ON CONFLICT matches no primary key or unique constraint".into(),
                    });
                }
                match &on.action {
                    OnConflictAction::DoNothing => Ok(Conflict::Ignore(target)),
                    OnConflictAction::DoUpdate(update) => {
                        let only = match &update.selection {
                            Some(selection) => {
                                Some(self.conflict_compiler(def, id, |compiler| {
                                    compiler.condition(selection)
                                })?)
                            }
                            None => None,
                        };
                        Ok(Conflict::Update {
                            target,
                            set: self.conflict_set(&update.assignments, def, id)?,
                            only,
                        })
                    }
                }
            }
            Some(_) => Err(EngineError::Unsupported {
                feature: "this form of INSERT".into(),
            }),
        }
    }

    /// Compiles over the row that is there, and the one that was to come (`excluded`).
    fn conflict_compiler<T>(
        &self,
        def: &TableDef,
        id: TableId,
        compile: impl FnOnce(&mut Compiler) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let mut excluded = Origin::table("excluded", id, def);
        excluded.hidden = true;
        compiler.with_origins(vec![Origin::table(def.name.to_string(), id, def), excluded]);
        compile(&mut compiler)
    }

    fn conflict_set(
        &self,
        assignments: &[ast::Assignment],
        def: &TableDef,
        id: TableId,
    ) -> Result<Vec<(usize, Expr)>, EngineError> {
        self.conflict_compiler(def, id, |compiler| {
            assignments
                .iter()
                .map(|assignment| {
                    let column = target_column(&assignment.target, def, self.dialect)?;
                    if is_default(&assignment.value) {
                        return Ok((column, default_expr(def, column)));
                    }
                    Ok((column, compiler.expr(&assignment.value)?.expr))
                })
                .collect()
        })
    }

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
        let changes = {
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
        self.update_prepared(id, &def, changes, returning, &alias)
    }

    fn update_prepared(
        &mut self,
        id: TableId,
        def: &Rc<TableDef>,
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
        let (affected, trace) = self.write(|writer| writer.update(id, def, changes))?;
        let mut outcome = self.returning(returning, def, id, alias, written)?;
        outcome.affected = affected;
        outcome.trace = Some(trace);
        Ok(outcome)
    }

    /// DELETE.
    pub(crate) fn delete(
        &mut self,
        delete: &ast::Delete,
        limit: Option<&ast::Expr>,
    ) -> Result<Outcome, EngineError> {
        if !delete.tables.is_empty() || !delete.order_by.is_empty() {
            return Err(EngineError::Unsupported {
                feature: "DELETE from several tables, or in an order".into(),
            });
        }
        let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
        let Some(first) = from.first() else {
            return Err(EngineError::Syntax {
                message: "expected a table".into(),
            });
        };
        let (id, alias) = self.target(&first.relation)?;
        let def = self.state.def(id);
        let tables: Vec<ast::TableWithJoins> = from
            .iter()
            .chain(delete.using.iter().flatten())
            .cloned()
            .collect();
        let rows = {
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
        for (name, value) in values {
            let column = need_column(&def, name, self.dialect)?;
            after[column] =
                query::coerce(value.clone(), &def, &def.columns[column], &self.environment)?;
        }
        self.update_prepared(id, &def, vec![(row, after)], None, table)
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

    /// The table that a statement writes, and what it calls it.
    fn target(&self, factor: &TableFactor) -> Result<(TableId, String), EngineError> {
        let TableFactor::Table {
            name,
            alias,
            args: None,
            ..
        } = factor
        else {
            return Err(EngineError::Unsupported {
                feature: "changing something that is no table".into(),
            });
        };
        let table = table_name(name, self.dialect);
        let id = self.state.catalogue.need(&table, self.dialect)?;
        let alias = alias
            .as_ref()
            .map_or(table, |alias| fold_name(&alias.name, self.dialect));
        Ok((id, alias))
    }

    fn number(&self, expr: &ast::Expr) -> Result<usize, EngineError> {
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &|_| None);
        compiler.with_origins(Vec::new());
        let typed = compiler.expr(expr)?;
        let context = Context::new(&self.environment, &self.state);
        let value = typed.expr.eval(&Frame::of(&[]), &context)?.into_owned();
        super::types::number(&value)
            .and_then(super::types::whole)
            .and_then(|number| usize::try_from(number).ok())
            .ok_or_else(|| EngineError::Invalid {
                message: "LIMIT must be a number that is not negative".into(),
            })
    }

    /// The rows of RETURNING, and of SQL Server's OUTPUT.
    fn returning(
        &self,
        items: Option<&[ast::SelectItem]>,
        def: &TableDef,
        id: TableId,
        alias: &str,
        written: Vec<Written>,
    ) -> Result<Outcome, EngineError> {
        let Some(items) = items else {
            return Ok(Outcome::default());
        };
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let mssql = self.dialect == Dialect::Mssql;
        let now = if mssql { "INSERTED" } else { alias };
        let mut old = Origin::table("DELETED", id, def);
        old.hidden = true;
        compiler.with_origins(vec![Origin::table(now, id, def), old]);
        let (projection, columns) = compiler.projection(items)?;
        let context = Context::new(&self.environment, &self.state);
        let mut rows = Vec::with_capacity(written.len());
        let none: Row = Rc::from([]);
        for (row, before, after) in written {
            let old = before.unwrap_or_else(|| none.clone());
            let new = match after {
                // A trigger-like change (a cascade to itself) shows in RETURNING too.
                Some(after) => self.state.tables[id]
                    .rows
                    .get(&row)
                    .cloned()
                    .unwrap_or(after),
                None if mssql => none.clone(),
                None => old.clone(),
            };
            let tuple = [Slot { id: row, row: new }, Slot { id: row, row: old }];
            let frame = Frame::of(&tuple);
            rows.push(
                projection
                    .iter()
                    .map(|typed| Ok(typed.expr.eval(&frame, &context)?.into_owned()))
                    .collect::<Result<Vec<_>, EngineError>>()?,
            );
        }
        Ok(Outcome {
            labels: columns.into_iter().map(|column| column.label).collect(),
            rows,
            ..Outcome::default()
        })
    }
}

enum Resolved {
    /// No key is taken: these values go in.
    Insert(Vec<Value>),
    /// The row that was there has been changed.
    Done(u64, Option<Row>, Option<Row>),
    Skip,
}

/// Decides about one row of an INSERT that says what to do when a key is taken.
fn resolve(
    writer: &mut Writer,
    id: TableId,
    def: &Rc<TableDef>,
    mut values: Vec<Value>,
    conflict: &Conflict,
) -> Result<Resolved, EngineError> {
    // Only the key that ON CONFLICT names decides; another that is taken refuses the row.
    let target = match conflict {
        Conflict::Ignore(target) | Conflict::Update { target, .. } => target.as_ref(),
        Conflict::Refuse | Conflict::Replace => None,
    };
    let wanted = |unique: &Unique| target.is_none_or(|target| sorted(&unique.columns) == *target);
    loop {
        let Some((_, holder)) = writer.state.tables[id].clash(def, &values, &wanted) else {
            if matches!(conflict, Conflict::Ignore(None)) && Writer::lacks_value(def, &values) {
                // OR IGNORE also leaves out a row that breaks NOT NULL.
                return Ok(Resolved::Skip);
            }
            return Ok(Resolved::Insert(values));
        };
        match conflict {
            Conflict::Ignore(_) => {
                writer.burn(id, def, &mut values);
                return Ok(Resolved::Skip);
            }
            Conflict::Replace => {
                writer.delete(id, def, &[holder])?;
                writer.cascade()?;
                // The new row may be in the way of another: look again.
            }
            Conflict::Update { set, only, .. } => {
                writer.burn(id, def, &mut values);
                let before = writer.state.tables[id].rows.get(&holder).cloned();
                let Some(before) = before else {
                    return Ok(Resolved::Skip);
                };
                let tuple = [
                    Slot {
                        id: holder,
                        row: before.clone(),
                    },
                    Slot {
                        id: 0,
                        row: values.into(),
                    },
                ];
                let frame = Frame::of(&tuple);
                let environment = writer.environment();
                let mut after = before.to_vec();
                {
                    let context = Context::new(environment, writer.state);
                    if let Some(only) = only
                        && !only.holds(&frame, &context)?
                    {
                        return Ok(Resolved::Skip);
                    }
                    for (column, expr) in set {
                        let value = expr.eval(&frame, &context)?.into_owned();
                        after[*column] =
                            query::coerce(value, def, &def.columns[*column], environment)?;
                    }
                }
                let row: Row = after.clone().into();
                writer.update(id, def, vec![(holder, after)])?;
                return Ok(Resolved::Done(holder, Some(before), Some(row)));
            }
            Conflict::Refuse => return Ok(Resolved::Insert(values)),
        }
    }
}

fn sorted(columns: &[usize]) -> Vec<usize> {
    let mut columns = columns.to_vec();
    columns.sort_unstable();
    columns
}

fn default_expr(def: &TableDef, column: usize) -> Expr {
    match &def.columns[column].default {
        Some(default) => (*default.expr).clone(),
        None => Expr::Literal(Value::Null),
    }
}

fn target_column(
    target: &AssignmentTarget,
    def: &TableDef,
    dialect: Dialect,
) -> Result<usize, EngineError> {
    match target {
        AssignmentTarget::ColumnName(name) => need_column(def, &table_name(name, dialect), dialect),
        AssignmentTarget::Tuple(_) => Err(EngineError::Unsupported {
            feature: "SET (a, b) = …".into(),
        }),
    }
}

fn count_error(values: usize, columns: usize) -> EngineError {
    EngineError::Invalid {
        message: format!("{values} values for {columns} columns"),
    }
}
