//! Compiles GROUP BY and finds columns that are read without being grouped.

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::same_column,
        error::invalid,
        query::{
            Compiler,
            compile::{Typed, shorten, unsupported},
            expr::{Expr, GroupPlan, Order, OrderBy, Output},
        },
    },
};
use gluesql::core::sqlparser::ast::{
    self, Expr as Ast, FunctionArg, FunctionArgExpr, GroupByExpr, SelectItem,
};

/// More groupings than this are refused.
const MAX_SETS: usize = 256;

impl Compiler<'_> {
    /// GROUP BY: its keys, and which of them each grouping looks at, where there are several.
    pub(super) fn group_keys(
        &mut self,
        group_by: &GroupByExpr,
        items: &[SelectItem],
        projection: &[Typed],
        columns: &[Output],
    ) -> Result<Option<GroupPlan>, EngineError> {
        let exprs = match group_by {
            GroupByExpr::Expressions(exprs, modifiers) if modifiers.is_empty() => exprs,
            other => return Err(unsupported(shorten(&other.to_string()))),
        };
        if exprs.is_empty() {
            return Ok(None);
        }
        self.allow(false);
        let mut keys = Vec::new();
        let mut all = vec![Vec::new()];
        for expr in exprs {
            let sets = match self.grouping_sets(expr)? {
                Some(sets) => sets,
                None => vec![vec![expr]],
            };
            let mut found = Vec::with_capacity(sets.len());
            for set in sets {
                let mut at = Vec::with_capacity(set.len());
                for expr in set {
                    let key = self.group_key(expr, items, projection, columns)?;
                    at.push(place(&mut keys, key));
                }
                found.push(at);
            }
            // Several of them: each with each (SQL:2016 part 2, 7.13).
            let pairs = all.iter().flat_map(|left| {
                let one = |right: &Vec<usize>| [left.as_slice(), right.as_slice()].concat();
                found.iter().map(one)
            });
            all = pairs.collect();
            if all.len() > MAX_SETS {
                return Err(unsupported(format!("more than {MAX_SETS} groupings")));
            }
        }
        self.allow(true);
        let is_column = |key: &Expr| matches!(key, Expr::Column { depth: 0, .. });
        if all.len() == 1 {
            all.clear();
        } else if !keys.iter().all(is_column) {
            return Err(unsupported(
                "ROLLUP, CUBE or GROUPING SETS of anything but columns",
            ));
        }
        Ok(Some(GroupPlan {
            keys,
            sets: all,
            aggregates: Vec::new(),
        }))
    }

    /// The groupings that ROLLUP, CUBE and GROUPING SETS ask for.
    fn grouping_sets<'q>(&self, expr: &'q Ast) -> Result<Option<Vec<Vec<&'q Ast>>>, EngineError> {
        let (parts, cube): (Vec<Vec<&Ast>>, bool) = match expr {
            Ast::GroupingSets(sets) => {
                return Ok(Some(sets.iter().map(|set| set.iter().collect()).collect()));
            }
            Ast::Tuple(items) if items.is_empty() => return Ok(Some(vec![Vec::new()])),
            Ast::Rollup(parts) => (
                parts.iter().map(|part| part.iter().collect()).collect(),
                false,
            ),
            Ast::Cube(parts) => (
                parts.iter().map(|part| part.iter().collect()).collect(),
                true,
            ),
            // To the parser a function, where it is not PostgreSQL's.
            Ast::Function(function) if self.dialect != Dialect::Sqlite => {
                let name = function.name.to_string().to_ascii_lowercase();
                if name != "rollup" && name != "cube" {
                    return Ok(None);
                }
                let ast::FunctionArguments::List(list) = &function.args else {
                    return Ok(None);
                };
                let parts = list.args.iter().map(|argument| match argument {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Ok(vec![expr]),
                    _ => Err(invalid(format!("{name}() takes columns"))),
                });
                (parts.collect::<Result<_, _>>()?, name == "cube")
            }
            _ => return Ok(None),
        };
        if cube && parts.len() > 8 {
            return Err(unsupported(format!("more than {MAX_SETS} groupings")));
        }
        let chosen: Vec<Vec<usize>> = if cube {
            let subset = |mask: usize| {
                (0..parts.len())
                    .filter(|at| mask & (1 << at) == 0)
                    .collect()
            };
            (0..1 << parts.len()).map(subset).collect()
        } else {
            (0..=parts.len())
                .rev()
                .map(|count| (0..count).collect())
                .collect()
        };
        let set = |chosen: Vec<usize>| chosen.iter().flat_map(|at| parts[*at].clone()).collect();
        Ok(Some(chosen.into_iter().map(set).collect()))
    }

    /// One key: a position, an expression, or an alias of the select list.
    fn group_key(
        &mut self,
        expr: &Ast,
        items: &[SelectItem],
        projection: &[Typed],
        columns: &[Output],
    ) -> Result<Expr, EngineError> {
        if let Some(at) = self.position(expr, "GROUP BY", columns.len())? {
            return Ok(projection[at].expr.clone());
        }
        match self.expr(expr) {
            Err(EngineError::NoSuchColumn { column, clause }) => {
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
                    Some(expr) if items.len() == projection.len() => Ok(expr),
                    _ => Err(EngineError::NoSuchColumn { column, clause }),
                }
            }
            typed => Ok(typed?.expr),
        }
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

/// The place of a key, which a column takes once.
fn place(keys: &mut Vec<Expr>, key: Expr) -> usize {
    let known = keys.iter().position(|known| match (known, &key) {
        (
            Expr::Column {
                depth: 0,
                slot,
                column,
            },
            Expr::Column {
                depth: 0,
                slot: other,
                column: same,
            },
        ) => slot == other && column == same,
        _ => false,
    });
    known.unwrap_or_else(|| {
        keys.push(key);
        keys.len() - 1
    })
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
