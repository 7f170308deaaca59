//! Turns INSERT, UPDATE and DELETE into row changes: first what to change is computed over the
//! tables as they are, then it is done under all constraints.

mod conflict;
mod delete;
mod explain;
mod insert;
mod returning;
mod update;

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{TableDef, TableId},
        define::{need_column, table_name},
        query::{Compiler, Context, Expr, Frame, fold_name},
        store::Row,
        types,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, AssignmentTarget, TableFactor};

/// A row that a statement wrote: before and after.
type Written = (u64, Option<Row>, Option<Row>);

impl Session {
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
        types::number(&value)
            .and_then(types::whole)
            .and_then(|number| usize::try_from(number).ok())
            .ok_or_else(|| EngineError::Invalid {
                message: "LIMIT must be a number that is not negative".into(),
            })
    }
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
