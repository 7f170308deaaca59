//! Adds, drops and redefines columns, with the rows that have them.

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{Check, Predicate, TableDef},
        define::{Builder, declared, need_column},
        error::invalid,
        query::{self, Compiler, Context, Frame, Slot},
        store::Row,
        text::parse_expr,
        types::{Bounds, ColumnType},
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, AlterColumnOperation, ColumnOption};
use std::rc::Rc;

impl Session {
    pub(super) fn add_column(
        &mut self,
        id: usize,
        def: &TableDef,
        column: &ast::ColumnDef,
    ) -> Result<(), EngineError> {
        let mut builder = Builder::from(self, def.clone());
        let at = builder.column(column)?;
        let def = builder.finish();
        if self.dialect == Dialect::Sqlite {
            let is_empty = self.state.tables[id].rows.len() == 0;
            if let Some(message) = refused_by_sqlite(column, is_empty) {
                return Err(invalid(message));
            }
        }
        let mut next = self.state.tables[id].last_number;
        let mut rows = Vec::new();
        for (row, values) in &self.state.tables[id].rows {
            let mut values = values.to_vec();
            let value = match def.auto {
                Some(auto) if auto.column == at => {
                    next += 1;
                    Value::Integer(next)
                }
                _ => query::default_value(&def, at, &self.environment)?,
            };
            // MySQL gives a NOT NULL column without default its type's zero.
            let value = match (value, self.dialect) {
                (Value::Null, Dialect::Mysql | Dialect::Mariadb) if !def.columns[at].nullable => {
                    if def.columns[at].ty.is_numeric() {
                        Value::Integer(0)
                    } else {
                        Value::text("")
                    }
                }
                (value, _) => value,
            };
            if value == Value::Null && !def.columns[at].nullable {
                return Err(EngineError::NotNull {
                    table: def.name.to_string(),
                    column: def.columns[at].name.clone(),
                    trace: None,
                });
            }
            values.push(value);
            rows.push((row, Row::from(values)));
        }
        self.state.table_mut(id).last_number = next;
        self.state.table_mut(id).rows = rows.into_iter().collect();
        self.replace_and_check(id, &def)
    }

    pub(super) fn drop_column(
        &mut self,
        id: usize,
        def: &TableDef,
        column: usize,
    ) -> Result<(), EngineError> {
        if def.columns.len() == 1 {
            return Err(invalid(format!("{} has only this column", def.name)));
        }
        let mut changed = def.clone();
        changed.columns.remove(column);
        let keeps = |columns: &[usize]| !columns.contains(&column);
        changed.uniques.retain(|unique| keeps(&unique.columns));
        changed
            .lookups
            .retain(|lookup| keeps(&lookup.columns) && lookup.name.is_some());
        changed.foreign_keys.retain(|key| keeps(&key.columns));
        let shift = |columns: &mut Vec<usize>| {
            for at in columns {
                if *at > column {
                    *at -= 1;
                }
            }
        };
        for unique in &mut changed.uniques {
            shift(&mut unique.columns);
        }
        for lookup in &mut changed.lookups {
            shift(&mut lookup.columns);
        }
        for key in &mut changed.foreign_keys {
            shift(&mut key.columns);
        }
        changed.auto = changed
            .auto
            .filter(|auto| auto.column != column)
            .map(|mut auto| {
                if auto.column > column {
                    auto.column -= 1;
                }
                auto
            });
        // Checks and indexes are compiled by position: those that name the column go, the others are compiled
        // anew.
        let checks = std::mem::take(&mut changed.checks);
        for check in checks {
            let parsed = parse_expr(&check.predicate.sql, self.dialect)?;
            if let Ok(predicate) = self.predicate(&changed, &parsed) {
                changed.checks.push(Check {
                    name: check.name,
                    predicate,
                });
            }
        }
        let uniques = std::mem::take(&mut changed.uniques);
        for mut unique in uniques {
            let anew = |known: &Predicate| -> Option<Predicate> {
                let parsed = parse_expr(&known.sql, self.dialect).ok()?;
                self.predicate(&changed, &parsed).ok()
            };
            let exprs: Option<Vec<Predicate>> = unique.exprs.iter().map(anew).collect();
            let predicate = unique.predicate.as_ref().map(anew);
            if let Some(exprs) = exprs
                && !matches!(predicate, Some(None))
            {
                unique.exprs = exprs;
                unique.predicate = predicate.flatten();
                changed.uniques.push(unique);
            }
        }
        let rows = self.state.tables[id]
            .rows
            .iter()
            .map(|(row, values)| {
                let mut values = values.to_vec();
                values.remove(column);
                (row, Row::from(values))
            })
            .collect();
        self.rebuild(id, changed, Some(rows));
        Ok(())
    }

    /// MySQL's CHANGE and MODIFY: the column is what this says, and nothing else.
    pub(super) fn redefine_column(
        &mut self,
        id: usize,
        def: &TableDef,
        name: &str,
        data_type: &ast::DataType,
        options: &[ast::ColumnOption],
    ) -> Result<(), EngineError> {
        let column = need_column(def, name, self.dialect)?;
        let mut blank = def.clone();
        blank.columns[column].nullable = true;
        blank.columns[column].default = None;
        if blank.auto.is_some_and(|auto| auto.column == column) {
            blank.auto = None;
        }
        self.retype(&mut blank, column, data_type)?;
        let mut builder = Builder::from(self, blank);
        for option in options {
            builder.option(column, None, option)?;
        }
        let def = builder.finish();
        self.convert_rows(id, &def, column, None)?;
        self.replace_and_check(id, &def)
    }

    fn retype(
        &self,
        def: &mut TableDef,
        column: usize,
        data_type: &ast::DataType,
    ) -> Result<(), EngineError> {
        let compiler = Compiler::new(&self.state.catalogue, self.dialect, &|_| None);
        def.columns[column].ty = compiler.column_type(data_type)?;
        def.columns[column].bounds = Bounds::of(data_type);
        def.columns[column].declared = declared(data_type);
        Ok(())
    }

    /// Makes every value of a column one of its new type.
    fn convert_rows(
        &mut self,
        id: usize,
        def: &TableDef,
        column: usize,
        using: Option<&query::Expr>,
    ) -> Result<(), EngineError> {
        let context = Context::new(&self.environment, &self.state);
        let mut rows = Vec::new();
        for (row, values) in &self.state.tables[id].rows {
            let value = match using {
                Some(expr) => {
                    let tuple = [Slot {
                        id: row,
                        row: values.clone(),
                    }];
                    expr.eval(&Frame::of(&tuple), &context)?.into_owned()
                }
                None => values[column].clone(),
            };
            let value = match (&def.columns[column].ty, value) {
                (ColumnType::Text { .. }, Value::Bool(flag)) => Value::text(flag.to_string()),
                (_, value) => value,
            };
            let mut values = values.to_vec();
            values[column] = query::coerce(value, def, &def.columns[column], &self.environment)?;
            rows.push((row, Row::from(values)));
        }
        drop(context);
        self.state.table_mut(id).rows = rows.into_iter().collect();
        Ok(())
    }

    pub(super) fn alter_column(
        &mut self,
        id: usize,
        def: &Rc<TableDef>,
        column: usize,
        operation: &AlterColumnOperation,
    ) -> Result<(), EngineError> {
        let mut changed = (**def).clone();
        match operation {
            AlterColumnOperation::SetNotNull => changed.columns[column].nullable = false,
            AlterColumnOperation::DropNotNull => changed.columns[column].nullable = true,
            AlterColumnOperation::DropDefault => changed.columns[column].default = None,
            AlterColumnOperation::SetDefault { value } => {
                let mut builder = Builder::from(self, changed);
                builder.default(column, value)?;
                changed = builder.def;
            }
            AlterColumnOperation::SetDataType { data_type, using } => {
                self.retype(&mut changed, column, data_type)?;
                let using = match using {
                    Some(expr) => {
                        let mut compiler =
                            Compiler::new(&self.state.catalogue, self.dialect, &|_| None);
                        compiler.with_origins(vec![query::Origin::table(
                            def.name.to_string(),
                            id,
                            def,
                        )]);
                        Some(compiler.condition(expr)?)
                    }
                    None => None,
                };
                self.convert_rows(id, &changed, column, using.as_ref())?;
            }
            AlterColumnOperation::AddGenerated { .. } => {
                return Err(EngineError::Unsupported {
                    feature: "ALTER COLUMN … ADD GENERATED".into(),
                });
            }
        }
        self.replace_and_check(id, &changed)
    }
}

/// What SQLite does not add to a table, or not to one with rows (`ALTER TABLE ADD COLUMN` of its manual).
fn refused_by_sqlite(column: &ast::ColumnDef, is_empty: bool) -> Option<&'static str> {
    let has = |test: fn(&ColumnOption) -> bool| column.options.iter().any(|def| test(&def.option));
    let default = column.options.iter().find_map(|def| match &def.option {
        ColumnOption::Default(expr) => Some(expr),
        _ => None,
    });
    let is_null = default.is_none_or(|expr| matches!(expr, ast::Expr::Value(ast::Value::Null)));
    let is_constant = |expr: &ast::Expr| {
        matches!(
            expr,
            ast::Expr::Value(_) | ast::Expr::UnaryOp { .. } | ast::Expr::Identifier(_)
        )
    };
    if has(|option| {
        matches!(
            option,
            ColumnOption::Unique {
                is_primary: true,
                ..
            }
        )
    }) {
        Some("Cannot add a PRIMARY KEY column")
    } else if has(|option| matches!(option, ColumnOption::Unique { .. })) {
        Some("Cannot add a UNIQUE column")
    } else if is_empty {
        None
    } else if has(|option| matches!(option, ColumnOption::ForeignKey { .. })) && !is_null {
        Some("Cannot add a REFERENCES column with non-NULL default value")
    } else if has(|option| matches!(option, ColumnOption::NotNull)) && is_null {
        Some("Cannot add a NOT NULL column with default value NULL")
    } else {
        (!default.is_none_or(is_constant))
            .then_some("Cannot add a column with non-constant default")
    }
}
