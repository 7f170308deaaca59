//! Runs named queries and set operations.

use super::run_plan;
use crate::{
    engine::{
        EngineError,
        error::invalid,
        hash::{HashMap, HashSet},
        key::Part,
        query::{
            context::{Context, Frame},
            eval::group_key,
            expr::{CtePlan, Plan, SetOp},
        },
        store::Row,
    },
    schema::Value,
};
use std::rc::Rc;

/// A recursive query that gives more rows than this has no end.
const MAX_RECURSIVE: usize = 250_000;

pub(super) fn run_cte(
    cte: &CtePlan,
    context: &Context,
    outer: Option<&Frame>,
) -> Result<(), EngineError> {
    if !cte.plan.correlated() && context.ctes.borrow().contains_key(&cte.id) {
        return Ok(());
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut seen: HashSet<Vec<Part>> = HashSet::default();
    let distinct = cte.recursive.as_ref().is_some_and(|(_, all)| !all);
    let dialect = context.dialect();
    run_plan(&cte.plan, context, outer, &mut |row| {
        if !distinct || seen.insert(group_key(&row, dialect)) {
            context.keep(&row)?;
            rows.push(row.into());
        }
        Ok(true)
    })?;
    if let Some((recursive, _)) = &cte.recursive {
        let mut from = 0;
        while from < rows.len() {
            let working: Vec<Row> = rows[from..].to_vec();
            from = rows.len();
            context.ctes.borrow_mut().insert(cte.id, Rc::new(working));
            run_plan(recursive, context, outer, &mut |row| {
                context.step()?;
                if !distinct || seen.insert(group_key(&row, dialect)) {
                    context.keep(&row)?;
                    rows.push(row.into());
                }
                if rows.len() > MAX_RECURSIVE {
                    return Err(invalid("a recursive query gives more than 250,000 rows"));
                }
                Ok(true)
            })?;
            // What depends on the working table has to be computed again.
            context.kept.borrow_mut().clear();
            context.hashes.borrow_mut().clear();
        }
    }
    context.ctes.borrow_mut().insert(cte.id, Rc::new(rows));
    Ok(())
}

/// UNION, INTERSECT, EXCEPT; ALL counts how often a row is there (SQL:2016 part 2, 7.17).
pub(super) fn set(
    op: SetOp,
    all: bool,
    left: &Plan,
    right: &Plan,
    context: &Context,
    outer: Option<&Frame>,
) -> Result<Vec<Vec<Value>>, EngineError> {
    let dialect = context.dialect();
    let mut rows = Vec::new();
    run_plan(left, context, outer, &mut |row| {
        context.keep(&row)?;
        rows.push(row);
        Ok(true)
    })?;
    if op == SetOp::Union {
        run_plan(right, context, outer, &mut |row| {
            context.keep(&row)?;
            rows.push(row);
            Ok(true)
        })?;
    } else {
        let mut counts: HashMap<Vec<Part>, usize> = HashMap::default();
        run_plan(right, context, outer, &mut |row| {
            context.keep(&row)?;
            *counts.entry(group_key(&row, dialect)).or_default() += 1;
            Ok(true)
        })?;
        rows.retain(|row| {
            let key = group_key(row, dialect);
            let there = match counts.get_mut(&key) {
                Some(count) if !all => *count > 0,
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            };
            there == (op == SetOp::Intersect)
        });
    }
    if !all {
        let mut seen = HashSet::default();
        rows.retain(|row| seen.insert(group_key(row, dialect)));
    }
    Ok(rows)
}
