//! INSERT: the rows to come, complete and coerced, and their way in.

use super::{
    Written,
    conflict::{Conflict, Resolved, resolve},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Outcome, Session,
        cache::Planned,
        catalogue::{ColumnDef, TableDef, TableId},
        define::{need_column, table_name},
        query::{self, Compiler, Context, Expr, Frame, Plan, fold_name, run_plan},
        session::Undo,
        text::is_default,
        types,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, SetExpr};
use std::rc::Rc;

/// An INSERT made ready: all that follows from its text and the catalogue.
#[derive(Debug)]
pub(crate) struct Prepared {
    id: TableId,
    def: Rc<TableDef>,
    /// The columns that it gives values to.
    columns: Vec<usize>,
    /// What the others hold, see [`Session::template`].
    template: Vec<Option<Value>>,
    source: Source,
    conflict: Conflict,
    /// What RETURNING may call the table.
    alias: String,
}

/// Where the rows of an INSERT come from.
#[derive(Debug)]
enum Source {
    /// An expression for each column that is given; `None`: its default.
    Values(Vec<Vec<Option<Expr>>>),
    Query(Box<Plan>),
}

impl Session {
    /// INSERT and REPLACE. `known`: what was made of the same statement before.
    pub(crate) fn insert(
        &mut self,
        insert: &ast::Insert,
        known: &Planned<Prepared>,
    ) -> Result<Outcome, EngineError> {
        // What DO UPDATE sets is compiled apart from the rest, and serves once, as does what
        // IDENTITY_INSERT has a say in.
        let lasts = insert.on.is_none() && self.identity_insert.is_none();
        let known = Some(known).filter(|_| lasts);
        let prepared = self.made(known, &mut |compiler| self.prepare(insert, compiler))?;
        self.check_identity(prepared.id, &prepared.def, &prepared.columns)?;
        let rows = self.source_rows(&prepared)?;
        self.insert_prepared(
            prepared.id,
            &prepared.def,
            rows,
            &prepared.conflict,
            insert.returning.as_deref(),
            &prepared.alias,
        )
    }

    /// Makes an INSERT ready.
    fn prepare(
        &self,
        insert: &ast::Insert,
        compiler: &mut Compiler,
    ) -> Result<Prepared, EngineError> {
        let dialect = self.dialect;
        if insert.overwrite || insert.partitioned.is_some() || !insert.after_columns.is_empty() {
            return Err(EngineError::Unsupported {
                feature: "this form of INSERT".into(),
            });
        }
        let table = table_name(&insert.table_name, dialect);
        let id = self.state.catalogue.need(&table, dialect)?;
        let def = self.state.def(id);
        let columns: Vec<usize> = if says_nothing(insert) {
            Vec::new()
        } else if insert.columns.is_empty() {
            self.unnamed_columns(id, &def)?
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
        if dialect.is_mysql() && !insert.ignore {
            let lacks = |(at, column): &(usize, &ColumnDef)| {
                let is_numbered = def.auto.is_some_and(|auto| auto.column == *at);
                !column.nullable
                    && column.default.is_none()
                    && !is_numbered
                    && !columns.contains(at)
            };
            if let Some((_, column)) = def.columns.iter().enumerate().find(lacks) {
                return Err(EngineError::NotNull {
                    table: def.name.to_string(),
                    column: column.name.clone(),
                    trace: None,
                });
            }
        }
        let alias = insert.table_alias.as_ref();
        Ok(Prepared {
            id,
            template: self.template(&def, &columns)?,
            source: source(insert, &columns, compiler)?,
            conflict: self.conflict(insert, &def, id)?,
            alias: alias.map_or(table, |alias| fold_name(alias, dialect)),
            columns,
            def,
        })
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
        self.check_mismatch(id, None, true)?;
        if let Undo::Added(mark) = &mut self.undo {
            *mark = Some(self.state.mark(id));
        }
        let mut written: Vec<Written> = Vec::new();
        let wants = returning.is_some();
        let mysql = self.dialect.is_mysql();
        let mut affected = 0;
        let (last, trace) = self.write(|writer| {
            let count = rows.len();
            for row in rows {
                match conflict {
                    Conflict::Refuse => {}
                    conflict => match resolve(writer, id, def, row, conflict)? {
                        Resolved::Insert(values) => {
                            let row = writer.insert(id, def, values)?;
                            affected += 1;
                            if wants {
                                let after = writer.state.tables[id].rows.get(row).cloned();
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
                    let after = writer.state.tables[id].rows.get(row).cloned();
                    written.push((row, None, after));
                }
            }
            writer.reserve(id, count);
            Ok(writer.last_number)
        })?;
        self.environment.last_insert_id = last.or(self.environment.last_insert_id);
        let mut outcome = self.returning(returning, def, id, alias, &mut written.into_iter())?;
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
    fn source_rows(&self, prepared: &Prepared) -> Result<Vec<Vec<Value>>, EngineError> {
        let Prepared {
            def,
            columns,
            template,
            ..
        } = prepared;
        let context = Context::new(&self.environment, &self.state);
        let mut rows = Vec::new();
        match &prepared.source {
            Source::Values(lists) => {
                let frame = Frame::of(&[]);
                for list in lists {
                    let mut row = self.fill(def, template)?;
                    for (expr, column) in list.iter().zip(columns) {
                        row[*column] = match expr {
                            Some(expr) => {
                                let value = expr.eval(&frame, &context)?.into_owned();
                                self.coerced(value, def, *column)?
                            }
                            None => query::default_value(def, *column, &self.environment)?,
                        };
                    }
                    context.keep(&row)?;
                    rows.push(row);
                }
            }
            Source::Query(plan) => run_plan(plan, &context, None, &mut |values| {
                let mut row = self.fill(def, template)?;
                for (value, column) in values.into_iter().zip(columns) {
                    row[*column] = self.coerced(value, def, *column)?;
                }
                context.keep(&row)?;
                rows.push(row);
                Ok(true)
            })?,
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
                value: types::text(&coerced).unwrap_or_default(),
            });
        }
        // MySQL numbers a row that says 0.
        let zero = self.dialect.is_mysql()
            && coerced == Value::Integer(0)
            && def.auto.is_some_and(|auto| auto.column == column);
        Ok(if zero { Value::Null } else { coerced })
    }
}

fn count_error(values: usize, columns: usize) -> EngineError {
    EngineError::Invalid {
        message: format!("{values} values for {columns} columns"),
    }
}

/// DEFAULT VALUES, or MySQL's VALUES (): no column is named, and none is given a value.
fn says_nothing(insert: &ast::Insert) -> bool {
    let is_empty = |body: &SetExpr| match body {
        SetExpr::Values(values) => values.rows.iter().all(Vec::is_empty),
        _ => false,
    };
    let source = insert.source.as_ref();
    insert.columns.is_empty() && source.is_none_or(|source| is_empty(&source.body))
}

/// What an INSERT takes its rows from.
fn source(
    insert: &ast::Insert,
    columns: &[usize],
    compiler: &mut Compiler,
) -> Result<Source, EngineError> {
    let Some(source) = &insert.source else {
        return Ok(Source::Values(vec![Vec::new()]));
    };
    match &*source.body {
        SetExpr::Values(values) if source.order_by.is_none() && source.limit.is_none() => {
            compiler.with_origins(Vec::new());
            let mut rows = Vec::with_capacity(values.rows.len());
            for list in &values.rows {
                if list.len() != columns.len() {
                    return Err(count_error(list.len(), columns.len()));
                }
                let row = list.iter().map(|expr| {
                    if is_default(expr) {
                        return Ok(None);
                    }
                    compiler.expr(expr).map(|typed| Some(typed.expr))
                });
                rows.push(row.collect::<Result<_, EngineError>>()?);
            }
            Ok(Source::Values(rows))
        }
        _ => {
            let plan = compiler.query(source)?;
            if plan.columns.len() != columns.len() {
                return Err(count_error(plan.columns.len(), columns.len()));
            }
            Ok(Source::Query(Box::new(plan)))
        }
    }
}
