//! Compiles GROUP BY and finds columns that are read without being grouped.

use crate::engine::{
    EngineError,
    catalogue::same_column,
    query::{
        Compiler,
        compile::{Typed, shorten, unsupported},
        eval::invalid,
        expr::{Expr, GroupPlan, Order, OrderBy, Output},
    },
};
use gluesql::core::sqlparser::ast::{GroupByExpr, SelectItem};

impl Compiler<'_> {
    pub(super) fn group_keys(
        &mut self,
        group_by: &GroupByExpr,
        items: &[SelectItem],
        projection: &[Typed],
        columns: &[Output],
    ) -> Result<Option<Vec<Expr>>, EngineError> {
        let exprs = match group_by {
            GroupByExpr::Expressions(exprs, modifiers) if modifiers.is_empty() => exprs,
            other => return Err(unsupported(shorten(&other.to_string()))),
        };
        if exprs.is_empty() {
            return Ok(None);
        }
        self.allow(false);
        let mut keys = Vec::new();
        for expr in exprs {
            if let Some(at) = self.position(expr, "GROUP BY", columns.len())? {
                keys.push(projection[at].expr.clone());
                continue;
            }
            let key = match self.expr(expr) {
                Err(EngineError::NoSuchColumn { column }) => {
                    let alias = items
                        .iter()
                        .zip(projection)
                        .find_map(|(item, typed)| match item {
                            SelectItem::ExprWithAlias { alias, .. }
                                if same_column(&self.name(alias), &column, self.dialect) =>
                            {
                                Some(typed.expr.clone())
                            }
                            _ => None,
                        });
                    match alias {
                        Some(expr) if items.len() == projection.len() => expr,
                        _ => return Err(EngineError::NoSuchColumn { column }),
                    }
                }
                other => other?.expr,
            };
            keys.push(key);
        }
        self.allow(true);
        Ok(Some(keys))
    }

    /// PostgreSQL and SQL Server let a grouped query read only what is the same for the group.
    pub(super) fn check_grouping(
        &self,
        group: &GroupPlan,
        projection: &[Typed],
        having: Option<&Expr>,
        order: &[Order],
    ) -> Result<(), EngineError> {
        let Some(scope) = self.scopes.last() else {
            return Ok(());
        };
        // A grouped primary key determines its table's other columns.
        let determined: Vec<usize> = scope
            .origins
            .iter()
            .enumerate()
            .filter(|(slot, origin)| {
                let key = origin
                    .table
                    .and_then(|table| self.catalogue.table(table))
                    .and_then(|table| table.primary_key());
                key.is_some_and(|key| {
                    key.columns.iter().all(|wanted| {
                        group.keys.iter().any(|expr| {
                            matches!(expr, Expr::Column { depth: 0, slot: s, column } if s == slot && column == wanted)
                        })
                    })
                })
            })
            .map(|(slot, _)| slot)
            .collect();
        let order = order.iter().filter_map(|order| match &order.by {
            OrderBy::Expr(expr) => Some(expr),
            OrderBy::Output(_) => None,
        });
        let exprs = projection
            .iter()
            .map(|typed| &typed.expr)
            .chain(having)
            .chain(order);
        for expr in exprs {
            if let Some((slot, column)) = ungrouped(expr, &group.keys, &determined) {
                let origin = &scope.origins[slot];
                return Err(invalid(format!(
                    "column \"{}.{}\" must appear in the GROUP BY clause or be used in an aggregate function",
                    origin.alias, origin.columns[column].0
                )));
            }
        }
        Ok(())
    }
}

/// A column that is neither grouped nor determined by what is.
fn ungrouped(expr: &Expr, keys: &[Expr], determined: &[usize]) -> Option<(usize, usize)> {
    if keys.contains(expr) {
        return None;
    }
    let all = |exprs: &[Expr]| {
        exprs
            .iter()
            .find_map(|expr| ungrouped(expr, keys, determined))
    };
    let one = |expr: &Expr| ungrouped(expr, keys, determined);
    match expr {
        Expr::Column {
            depth: 0,
            slot,
            column,
        } if !determined.contains(slot) => Some((*slot, *column)),
        Expr::Not(expr)
        | Expr::Negate(expr)
        | Expr::IsNull { expr, .. }
        | Expr::IsTruth { expr, .. }
        | Expr::Convert { expr, .. } => one(expr),
        Expr::And(exprs)
        | Expr::Or(exprs)
        | Expr::Concat(exprs)
        | Expr::List(exprs)
        | Expr::Call {
            arguments: exprs, ..
        } => all(exprs),
        Expr::Compare { left, right, .. }
        | Expr::Same { left, right, .. }
        | Expr::Arithmetic { left, right, .. } => one(left).or_else(|| one(right)),
        Expr::Like { expr, pattern, .. } => one(expr).or_else(|| one(pattern)),
        Expr::InList { expr, list, .. } => one(expr).or_else(|| all(list)),
        Expr::Case {
            branches,
            otherwise,
        } => branches
            .iter()
            .find_map(|(when, then)| one(when).or_else(|| one(then)))
            .or_else(|| otherwise.as_ref().and_then(|expr| one(expr))),
        _ => None,
    }
}
