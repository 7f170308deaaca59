//! Computes window functions over all rows of a query.

use super::{
    evaluate,
    group::Groups,
    order::{compare_keys, order_keys},
};
use crate::{
    engine::{
        EngineError,
        key::Part,
        query::{
            aggregate::Fold,
            eval::{Context, Frame, group_key},
            expr::{SelectPlan, WindowFunction, WindowPlan},
        },
    },
    schema::Value,
};
use std::{cmp::Ordering, collections::HashMap};

/// Computes window functions over all rows, then hands the rows on in their order.
pub(super) fn run_windows(
    select: &SelectPlan,
    rows: &Groups,
    context: &Context,
    outer: Option<&Frame>,
    emit: &mut dyn FnMut(&Frame) -> Result<bool, EngineError>,
) -> Result<(), EngineError> {
    let mut windows = vec![vec![Value::Null; select.windows.len()]; rows.len()];
    for (number, window) in select.windows.iter().enumerate() {
        for (row, value) in run_window(window, rows, context, outer)? {
            windows[row][number] = value;
        }
    }
    for ((tuple, aggregates), windows) in rows.iter().zip(&windows) {
        let frame = Frame {
            tuple,
            aggregates,
            windows,
            outer,
        };
        if !emit(&frame)? {
            break;
        }
    }
    Ok(())
}

fn run_window(
    window: &WindowPlan,
    rows: &Groups,
    context: &Context,
    outer: Option<&Frame>,
) -> Result<Vec<(usize, Value)>, EngineError> {
    let dialect = context.dialect();
    let frame = |row: usize| Frame {
        tuple: &rows[row].0,
        aggregates: &rows[row].1,
        windows: &[],
        outer,
    };
    let mut partitions: Vec<Vec<(usize, Vec<Value>)>> = Vec::new();
    let mut index: HashMap<Vec<Part>, usize> = HashMap::new();
    for row in 0..rows.len() {
        let frame = frame(row);
        let key = group_key(&evaluate(&window.partition, &frame, context)?, dialect);
        let at = *index.entry(key).or_insert_with(|| {
            partitions.push(Vec::new());
            partitions.len() - 1
        });
        let keys = order_keys(&window.order, &[], &frame, context)?;
        partitions[at].push((row, keys));
    }
    let mut values = Vec::with_capacity(rows.len());
    for mut partition in partitions {
        partition.sort_by(|(_, a), (_, b)| compare_keys(a, b, &window.order, dialect));
        let peers = |a: usize, b: usize| {
            compare_keys(&partition[a].1, &partition[b].1, &window.order, dialect)
                == Ordering::Equal
        };
        let number = |count: usize| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        let (mut rank, mut dense) = (0, 0);
        let mut fold: Option<Fold> = None;
        let mut done = 0;
        for at in 0..partition.len() {
            let row = partition[at].0;
            if at == 0 || !peers(at - 1, at) {
                rank = at + 1;
                dense += 1;
            }
            // The frame reaches to the last peer, unless it counts rows or is the whole.
            let mut end = at + 1;
            if window.whole || window.order.is_empty() {
                end = partition.len();
            } else if !window.rows {
                while end < partition.len() && peers(at, end) {
                    end += 1;
                }
            }
            let value = match &window.function {
                WindowFunction::RowNumber => number(at + 1),
                WindowFunction::Rank => number(rank),
                WindowFunction::DenseRank => number(dense),
                WindowFunction::Lag {
                    expr,
                    by,
                    otherwise,
                } => {
                    let other = i64::try_from(at)
                        .ok()
                        .and_then(|at| usize::try_from(at - by).ok())
                        .and_then(|other| partition.get(other));
                    match (other, otherwise) {
                        (Some((other, _)), _) => expr.eval(&frame(*other), context)?.into_owned(),
                        (None, Some(otherwise)) => {
                            otherwise.eval(&frame(row), context)?.into_owned()
                        }
                        (None, None) => Value::Null,
                    }
                }
                WindowFunction::FirstValue(expr) => {
                    expr.eval(&frame(partition[0].0), context)?.into_owned()
                }
                WindowFunction::LastValue(expr) => expr
                    .eval(&frame(partition[end - 1].0), context)?
                    .into_owned(),
                WindowFunction::Aggregate(aggregate) => {
                    let running = fold.get_or_insert_with(|| Fold::new(aggregate));
                    while done < end {
                        running.add(aggregate, &frame(partition[done].0), context)?;
                        done += 1;
                    }
                    running.peek(aggregate, context)
                }
            };
            values.push((row, value));
        }
    }
    Ok(values)
}
