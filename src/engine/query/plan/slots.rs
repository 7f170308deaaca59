//! Which sources of its query an expression reads.

use crate::engine::query::expr::{Expr, Plan, Quantity};

/// The slots of this query that an expression reads.
pub(crate) fn slots(expr: &Expr) -> u64 {
    let mut found = 0;
    collect(expr, &mut found);
    found
}

fn collect(expr: &Expr, found: &mut u64) {
    let mut plan = |plan: &Plan| {
        for (out, slot) in &plan.outer {
            if *out == 1 {
                *found |= 1 << slot;
            }
        }
    };
    match expr {
        Expr::Literal(_) | Expr::Parameter(_) | Expr::Aggregate { .. } | Expr::Window { .. } => {}
        Expr::Column { depth, slot, .. } | Expr::RowId { depth, slot } => {
            if *depth == 0 {
                *found |= 1 << slot;
            }
        }
        Expr::Not(expr)
        | Expr::Negate(expr)
        | Expr::IsNull { expr, .. }
        | Expr::IsTruth { expr, .. }
        | Expr::Convert { expr, .. } => collect(expr, found),
        Expr::And(all)
        | Expr::Or(all)
        | Expr::Concat(all)
        | Expr::List(all)
        | Expr::Call { arguments: all, .. } => {
            for expr in all {
                collect(expr, found);
            }
        }
        Expr::Compare { left, right, .. }
        | Expr::Same { left, right, .. }
        | Expr::Arithmetic { left, right, .. }
        | Expr::Like {
            expr: left,
            pattern: right,
            ..
        } => {
            collect(left, found);
            collect(right, found);
        }
        Expr::InList { expr, list, .. } => {
            collect(expr, found);
            for item in list {
                collect(item, found);
            }
        }
        Expr::InQuery { exprs, query, .. } => {
            plan(query);
            for expr in exprs {
                collect(expr, found);
            }
        }
        Expr::Exists { query, .. } | Expr::Scalar(query) => plan(query),
        Expr::Quantified { left, right, .. } => {
            if let Quantity::Query(query) = right {
                plan(query);
            }
            collect(left, found);
            if let Quantity::List(list) = right {
                collect(list, found);
            }
        }
        Expr::Case {
            branches,
            otherwise,
        } => {
            for (when, then) in branches {
                collect(when, found);
                collect(then, found);
            }
            if let Some(otherwise) = otherwise {
                collect(otherwise, found);
            }
        }
    }
}
