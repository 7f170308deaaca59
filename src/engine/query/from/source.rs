//! Finds what the names in a FROM clause stand for.

use super::{FromBuilder, Raw, last};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::{TableDef, TableId, View, same_column},
        error::invalid,
        query::{
            Compiler,
            expr::{Expr, Plan, Source},
        },
        types::ColumnType,
    },
};
use gluesql::core::sqlparser::ast::{self, FunctionArg, FunctionArgExpr};
use std::rc::Rc;

/// A source whose columns a query can name.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) alias: String,
    pub(crate) columns: Vec<(String, Option<ColumnType>)>,
    pub(crate) table: Option<TableId>,
    /// The column that `rowid` stands for; rows have their own otherwise.
    pub(crate) row_id: Option<usize>,
    /// A wildcard leaves it out.
    pub(crate) hidden: bool,
}

impl Origin {
    /// A table under a name.
    pub(crate) fn table(alias: impl Into<String>, id: TableId, def: &TableDef) -> Self {
        let columns = def.columns.iter();
        let columns = columns.map(|column| (column.name.clone(), Some(column.ty.clone())));
        Self {
            table: Some(id),
            row_id: def.auto.map(|auto| auto.column),
            ..Self::rows(alias, columns)
        }
    }

    /// Rows that belong to no table.
    fn rows(
        alias: impl Into<String>,
        columns: impl Iterator<Item = (String, Option<ColumnType>)>,
    ) -> Self {
        Self {
            alias: alias.into(),
            columns: columns.collect(),
            table: None,
            row_id: None,
            hidden: false,
        }
    }
}

impl Compiler<'_> {
    /// A query in FROM as a source.
    pub(super) fn derived(
        &self,
        plan: &Plan,
        alias: Option<&ast::TableAlias>,
    ) -> Result<Origin, EngineError> {
        let columns = plan.columns.iter();
        let columns = columns.map(|column| (column.label.clone(), column.ty.clone()));
        let mut origin = Origin::rows("", columns);
        if let Some(alias) = alias {
            self.rename(&mut origin, alias)?;
        }
        for at in 0..origin.columns.len() {
            let (before, rest) = origin.columns.split_at_mut(at);
            let there = |name: &str| {
                let mut before = before.iter();
                before.any(|(other, _)| same_column(other, name, self.dialect))
            };
            let name = &mut rest[0].0;
            match self.dialect {
                dialect if dialect.is_mysql() && there(name) => {
                    return Err(invalid(format!("duplicate column name: {name}")));
                }
                Dialect::Sqlite if there(name) => {
                    let mut numbered = (1..).map(|number| format!("{name}:{number}"));
                    *name = numbered.find(|name| !there(name)).unwrap_or_default();
                }
                // The others refuse such a name where it is read, if at all.
                _ => {}
            }
        }
        Ok(origin)
    }

    pub(super) fn is_cte(&self, name: &str) -> bool {
        self.ctes
            .iter()
            .any(|cte| same_column(&cte.name, name, self.dialect))
    }

    /// A view as a source: its query sees nothing of the query that reads it.
    pub(crate) fn view(
        &mut self,
        view: &View,
        shown: &str,
    ) -> Result<(Origin, Source), EngineError> {
        let scopes = std::mem::take(&mut self.scopes);
        let ctes = std::mem::take(&mut self.ctes);
        let plan = self.query(&view.query);
        self.scopes = scopes;
        self.ctes = ctes;
        let plan = plan?;
        if !view.columns.is_empty() && view.columns.len() != plan.columns.len() {
            return Err(invalid(format!(
                "view {} has {} names for {} columns",
                view.name,
                view.columns.len(),
                plan.columns.len()
            )));
        }
        let columns = plan.columns.iter().enumerate().map(|(at, column)| {
            let name = view.columns.get(at).unwrap_or(&column.label);
            (name.clone(), column.ty.clone())
        });
        let origin = Origin::rows(shown, columns);
        Ok((origin, Source::Query(Rc::new(plan))))
    }

    pub(super) fn table_source(
        &mut self,
        full: &ast::ObjectName,
        table: &str,
        shown: &str,
    ) -> Result<(Origin, Source), EngineError> {
        if full.0.len() == 1
            && let Some(cte) = self
                .ctes
                .iter()
                .rev()
                .find(|cte| same_column(&cte.name, table, self.dialect))
        {
            return Ok((
                Origin::rows(shown, cte.columns.iter().cloned()),
                Source::Cte(cte.id),
            ));
        }
        if let Some(id) = self.catalogue.find(table, self.dialect)
            && let Some(def) = self.catalogue.table(id)
        {
            return Ok((Origin::table(shown, id, def), Source::Table(id)));
        }
        let parts: Vec<String> = full
            .0
            .iter()
            .map(|part| part.value.to_lowercase())
            .collect();
        if let Some(found) = (self.virtuals)(&parts) {
            return Ok((
                Origin::rows(shown, untyped(found.columns)),
                Source::Rows(found.rows),
            ));
        }
        Err(EngineError::NoSuchTable {
            table: table.into(),
        })
    }

    pub(super) fn table_function(
        &mut self,
        name: &ast::ObjectName,
        args: &[FunctionArg],
        alias: Option<&ast::TableAlias>,
        from: &mut FromBuilder,
    ) -> Result<Raw<'static>, EngineError> {
        let called = last(name).to_ascii_lowercase();
        // SQLite's table-valued pragmas: `pragma_foreign_key_list('tasks')`.
        if let [
            FunctionArg::Unnamed(FunctionArgExpr::Expr(ast::Expr::Value(
                ast::Value::SingleQuotedString(argument),
            ))),
        ] = args
            && let Some(found) = (self.virtuals)(&[called.clone(), argument.clone()])
        {
            let mut origin = Origin::rows(called, untyped(found.columns));
            if let Some(alias) = alias {
                self.rename(&mut origin, alias)?;
            }
            return from.leaf(origin, Source::Rows(found.rows));
        }
        if called != "generate_series" || args.len() < 2 || args.len() > 3 {
            return Err(EngineError::Unsupported {
                feature: format!("{called}() in FROM"),
            });
        }
        let mut bounds = Vec::new();
        for arg in args {
            let FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) = arg else {
                return Err(invalid(format!("{called}() takes numbers")));
            };
            bounds.push(self.beside(from, |compiler| compiler.expr(expr))?.expr);
        }
        let column = match self.dialect {
            Dialect::Postgres => called.clone(),
            _ => "value".into(),
        };
        let columns = [(column, Some(ColumnType::BIG))];
        let mut origin = Origin::rows(called, columns.into_iter());
        if let Some(alias) = alias {
            self.rename(&mut origin, alias)?;
            if alias.columns.is_empty() && self.dialect == Dialect::Postgres {
                origin.columns[0].0.clone_from(&origin.alias);
            }
        }
        from.leaf(origin, Source::Series(Box::new(Expr::List(bounds))))
    }

    pub(super) fn rename(
        &self,
        origin: &mut Origin,
        alias: &ast::TableAlias,
    ) -> Result<(), EngineError> {
        origin.alias = self.name(&alias.name);
        if alias.columns.len() > origin.columns.len() {
            return Err(invalid(format!(
                "table {} has {} columns, but {} names were given",
                origin.alias,
                origin.columns.len(),
                alias.columns.len()
            )));
        }
        for (column, name) in origin.columns.iter_mut().zip(&alias.columns) {
            column.0 = self.name(name);
        }
        Ok(())
    }
}

/// Columns of which the names alone are known.
fn untyped(names: Vec<String>) -> impl Iterator<Item = (String, Option<ColumnType>)> {
    names.into_iter().map(|name| (name, None))
}
