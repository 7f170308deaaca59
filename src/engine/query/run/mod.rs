//! Pulls rows through a plan.
//!
//! Rows are pushed outward: [`scan`] hands each row of a source to [`join`], which hands each
//! combination to [`select`], which hands each result to whoever asked. Who has enough says so by
//! returning false, and everything below stops. Only what must see all rows keeps them: [`group`],
//! [`window`], [`order`] and the kept side of a join.

mod combine;
mod group;
mod join;
mod order;
mod scan;
mod select;
mod window;

pub(crate) use join::Hashed;
pub(crate) use order::{compare_keys, order_keys};

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        query::{
            context::{Context, Frame, Slot},
            eval::values,
            expr::{Body, Expr, Node, Plan, SelectPlan},
            plan::counts_table,
        },
        types,
    },
    schema::Value,
};
use combine::{run_cte, set};
use join::run_node;
use order::sort;
use select::run_select;
use std::rc::Rc;

/// Takes one row; false: no more are wanted.
type Emit<'e> = &'e mut dyn FnMut(Vec<Value>) -> Result<bool, EngineError>;

type EmitTuple<'e> = &'e mut dyn FnMut(&mut Vec<Slot>) -> Result<bool, EngineError>;

/// Runs a plan; `outer` holds the rows of the queries around it.
pub(crate) fn run_plan(
    plan: &Plan,
    context: &Context,
    outer: Option<&Frame>,
    emit: Emit,
) -> Result<(), EngineError> {
    let kept = context.kept_bytes.get();
    let done = run_parts(plan, context, outer, emit);
    if outer.is_some() {
        // What a subquery keeps for one row goes before the next.
        context.kept_bytes.set(kept);
    }
    done
}

fn run_parts(
    plan: &Plan,
    context: &Context,
    outer: Option<&Frame>,
    emit: Emit,
) -> Result<(), EngineError> {
    for cte in &plan.ctes {
        run_cte(cte, context, outer)?;
    }
    let mut skip = count(plan.offset.as_ref(), "OFFSET", context, outer)?.unwrap_or(0);
    let limit = count(plan.limit.as_ref(), "LIMIT", context, outer)?;
    let mut left = limit.unwrap_or(usize::MAX);
    if left == 0 {
        return Ok(());
    }
    let wanted = limit.map(|limit| limit.saturating_add(skip));
    let mut page = |row: Vec<Value>| -> Result<bool, EngineError> {
        if skip > 0 {
            skip -= 1;
            return Ok(true);
        }
        left -= 1;
        Ok(emit(row)? && left > 0)
    };
    match &plan.body {
        Body::Select(select) => {
            if let Some(table) = counts_table(&plan.body)
                && select.order.is_empty()
                && select.having.is_none()
            {
                let rows = context.state.tables[table].rows.len();
                let rows = Value::Integer(i64::try_from(rows).unwrap_or(i64::MAX));
                let aggregates = vec![
                    rows;
                    select
                        .group
                        .as_ref()
                        .map_or(0, |group| group.aggregates.len())
                ];
                let tuple = [empty()];
                let frame = Frame {
                    tuple: &tuple,
                    aggregates: &aggregates,
                    windows: &[],
                    outer,
                };
                page(project(select, &frame, context)?)?;
                return Ok(());
            }
            run_select(select, context, outer, wanted, &mut page)
        }
        body => {
            let mut rows = Vec::new();
            match body {
                Body::Values(lists) => {
                    let frame = Frame {
                        tuple: &[],
                        aggregates: &[],
                        windows: &[],
                        outer,
                    };
                    for list in lists {
                        let row = values(list, &frame, context)?;
                        context.keep(&row)?;
                        rows.push(row);
                    }
                }
                Body::Set {
                    op,
                    all,
                    left,
                    right,
                } => rows = set(*op, *all, left, right, context, outer)?,
                Body::Select(_) => {}
            }
            if !plan.order.is_empty() {
                sort(&mut rows, &plan.order, context.dialect());
            }
            for row in rows {
                if !page(row)? {
                    break;
                }
            }
            Ok(())
        }
    }
}

/// Runs the FROM and WHERE of an UPDATE or DELETE and hands over each combination of rows.
pub(crate) fn run_targets(
    node: &Node,
    slots: usize,
    context: &Context,
    emit: EmitTuple,
) -> Result<(), EngineError> {
    let mut tuple = vec![empty(); slots];
    run_node(node, context, None, &mut tuple, emit)?;
    Ok(())
}

fn empty() -> Slot {
    Slot {
        id: 0,
        row: Rc::from([]),
    }
}

/// LIMIT or OFFSET as a number.
fn count(
    expr: Option<&Expr>,
    clause: &str,
    context: &Context,
    outer: Option<&Frame>,
) -> Result<Option<usize>, EngineError> {
    let Some(expr) = expr else { return Ok(None) };
    let frame = Frame {
        tuple: &[],
        aggregates: &[],
        windows: &[],
        outer,
    };
    let value = expr.eval(&frame, context)?;
    match types::number(&value).and_then(types::whole) {
        _ if *value == Value::Null => Ok(None),
        // SQLite: a negative LIMIT is none.
        Some(number) if number < 0 && context.dialect() == Dialect::Sqlite => {
            Ok((clause == "OFFSET").then_some(0))
        }
        Some(number) => types::size(number)
            .map(Some)
            .ok_or_else(|| invalid(format!("{clause} must not be negative"))),
        None => Err(invalid(format!("{clause} must be a number"))),
    }
}

fn project(
    select: &SelectPlan,
    frame: &Frame,
    context: &Context,
) -> Result<Vec<Value>, EngineError> {
    values(&select.projection, frame, context)
}
