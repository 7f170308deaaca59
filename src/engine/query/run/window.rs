//! Computes window functions over all rows of a query.

use super::{
    group::Groups,
    order::{compare_keys, order_keys},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        hash::HashMap,
        key::Part,
        query::{
            aggregate::{Aggregate, Fold},
            context::{Context, Frame},
            eval::{group_key, values},
            expr::{
                Expr, Order, SelectPlan, WindowBound, WindowFrame, WindowFunction, WindowPlan,
                WindowUnits,
            },
        },
        types,
    },
    schema::Value,
    sort::sort_by,
};
use std::cmp::Ordering;

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
    plan: &WindowPlan,
    rows: &Groups,
    context: &Context,
    outer: Option<&Frame>,
) -> Result<Vec<(usize, Value)>, EngineError> {
    let dialect = context.dialect();
    let window = &plan.window;
    let frame = |row: usize| Frame {
        tuple: &rows[row].0,
        aggregates: &rows[row].1,
        windows: &[],
        outer,
    };
    let mut partitions: Vec<Vec<(usize, Vec<Value>)>> = Vec::new();
    let mut index: HashMap<Vec<Part>, usize> = HashMap::default();
    for row in 0..rows.len() {
        let frame = frame(row);
        let key = group_key(&values(&window.partition, &frame, context)?, dialect);
        let at = *index.entry(key).or_insert_with(|| {
            partitions.push(Vec::new());
            partitions.len() - 1
        });
        let keys = order_keys(&window.order, &[], &frame, context)?;
        context.keep(&keys)?;
        partitions[at].push((row, keys));
    }
    let mut values = Vec::with_capacity(rows.len());
    for mut partition in partitions {
        sort_by(&mut partition, |(_, a), (_, b)| {
            compare_keys(a, b, &window.order, dialect)
        });
        let peers = Peers::of(&partition, &window.order, dialect);
        let mut fold: Option<Fold> = None;
        let mut done = 0;
        for at in 0..partition.len() {
            let row = partition[at].0;
            let seen = peers.frame(at, window.frame);
            // The value of an expression for the row at a place of the frame.
            let value_at = |expr: &Expr, place: Option<usize>| match place {
                Some(place) => Ok(expr.eval(&frame(partition[place].0), context)?.into_owned()),
                None => Ok::<_, EngineError>(Value::Null),
            };
            let positive = |expr: &Expr| {
                let here = frame(row);
                let value = expr.eval(&here, context)?;
                types::number(&value)
                    .and_then(types::whole)
                    .and_then(types::size)
                    .filter(|number| *number > 0)
                    .ok_or_else(|| invalid("the argument of a window function must be positive"))
            };
            let value = match &plan.function {
                WindowFunction::RowNumber => counted(at + 1),
                WindowFunction::Rank => counted(peers.first[at] + 1),
                WindowFunction::DenseRank => counted(peers.group[at] + 1),
                WindowFunction::PercentRank => share(peers.first[at], partition.len() - 1),
                WindowFunction::CumeDist => share(peers.end[at], partition.len()),
                WindowFunction::NTile(buckets) => {
                    counted(bucket(at, partition.len(), positive(buckets)?) + 1)
                }
                WindowFunction::Lag {
                    expr,
                    by,
                    otherwise,
                } => {
                    let other = i64::try_from(at)
                        .ok()
                        .and_then(|at| usize::try_from(at - by).ok())
                        .filter(|other| *other < partition.len());
                    match (other, otherwise) {
                        (None, Some(otherwise)) => {
                            otherwise.eval(&frame(row), context)?.into_owned()
                        }
                        _ => value_at(expr, other)?,
                    }
                }
                WindowFunction::FirstValue(expr) => value_at(expr, seen.clone().next())?,
                WindowFunction::LastValue(expr) => value_at(expr, seen.clone().next_back())?,
                WindowFunction::NthValue(expr, place) => {
                    value_at(expr, seen.clone().nth(positive(place)? - 1))?
                }
                // A frame that only grows is folded once.
                WindowFunction::Aggregate(aggregate)
                    if window.frame.start == WindowBound::First =>
                {
                    let running = fold.get_or_insert_with(|| Fold::new(aggregate));
                    while done < seen.end {
                        running.add(aggregate, &frame(partition[done].0), context)?;
                        done += 1;
                    }
                    running.peek(aggregate, context)
                }
                WindowFunction::Aggregate(aggregate) => {
                    let places = seen.map(|place| partition[place].0);
                    folded(aggregate, places.map(frame), context)?
                }
            };
            context.keep(std::slice::from_ref(&value))?;
            values.push((row, value));
        }
    }
    Ok(values)
}

/// An aggregate of a frame of its own. What it keeps goes with it.
fn folded<'a>(
    aggregate: &Aggregate,
    frames: impl Iterator<Item = Frame<'a>>,
    context: &Context,
) -> Result<Value, EngineError> {
    let kept = context.kept_bytes.get();
    let mut fold = Fold::new(aggregate);
    for frame in frames {
        context.step()?;
        fold.add(aggregate, &frame, context)?;
    }
    let value = fold.finish(aggregate, context);
    context.kept_bytes.set(kept);
    Ok(value)
}

fn counted(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A part of a whole; nothing of nothing is nothing.
fn share(part: usize, whole: usize) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "rows in memory fit a double")]
    Value::Real(if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    })
}

/// NTILE: the first buckets take one row more where the rows do not come out even.
fn bucket(at: usize, rows: usize, buckets: usize) -> usize {
    let (size, larger) = (rows / buckets, rows % buckets);
    let within_larger = larger * (size + 1);
    if at < within_larger {
        at / (size + 1)
    } else {
        larger + (at - within_larger) / size.max(1)
    }
}

/// For each row of a partition, which rows order the same.
struct Peers {
    first: Vec<usize>,
    /// One past the last.
    end: Vec<usize>,
    /// How many groups of peers come before.
    group: Vec<usize>,
    /// The number that the rows are ordered by, and which way.
    numbers: Vec<Option<f64>>,
    descending: bool,
}

impl Peers {
    fn of(partition: &[(usize, Vec<Value>)], order: &[Order], dialect: Dialect) -> Self {
        let count = partition.len();
        let number = |(_, keys): &(usize, Vec<Value>)| keys.first().and_then(types::number);
        let mut peers = Self {
            first: Vec::with_capacity(count),
            end: vec![count; count],
            group: Vec::with_capacity(count),
            numbers: partition.iter().map(number).collect(),
            descending: order.first().is_some_and(|order| order.descending),
        };
        let (mut first, mut group) = (0, 0);
        for at in 0..count {
            let same = at == 0
                || compare_keys(&partition[at - 1].1, &partition[at].1, order, dialect)
                    == Ordering::Equal;
            if !same {
                peers.end[first..at].fill(at);
                first = at;
                group += 1;
            }
            peers.first.push(first);
            peers.group.push(group);
        }
        peers
    }

    /// The places that a row's frame spans.
    fn frame(&self, at: usize, frame: WindowFrame) -> std::ops::Range<usize> {
        let start = self.edge(at, frame.units, frame.start, false);
        let end = self.edge(at, frame.units, frame.end, true);
        start..end.max(start)
    }

    /// Where a frame begins; `past`: one past where it ends.
    fn edge(&self, at: usize, units: WindowUnits, bound: WindowBound, past: bool) -> usize {
        let count = self.first.len();
        let groups = self.group.last().map_or(0, |last| last + 1);
        let here = match units {
            WindowUnits::Rows => at,
            _ => self.group[at],
        };
        let steps = |by: f64| types::whole(by.trunc()).and_then(types::size);
        let step = match bound {
            WindowBound::First => return 0,
            WindowBound::Last => return count,
            WindowBound::Current => Some(here),
            WindowBound::Before(by) | WindowBound::After(by) if units == WindowUnits::Range => {
                let before = matches!(bound, WindowBound::Before(_));
                match self.numbers[at] {
                    Some(number) => {
                        let by = if before == self.descending { by } else { -by };
                        return self.apart(number + by, past);
                    }
                    // NULL lies at no distance from anything but NULL.
                    None => Some(here),
                }
            }
            WindowBound::Before(by) => {
                // Before the first there is nothing.
                let by = steps(by).unwrap_or(usize::MAX);
                match here.checked_sub(by) {
                    None => return 0,
                    step => step,
                }
            }
            WindowBound::After(by) => here.checked_add(steps(by).unwrap_or(usize::MAX)),
        };
        match (units, step) {
            (WindowUnits::Rows, Some(step)) => (step + usize::from(past)).min(count),
            (_, Some(step)) if step < groups => {
                let row = self.group.partition_point(|group| *group < step);
                if past { self.end[row] } else { self.first[row] }
            }
            _ => count,
        }
    }

    /// Where the numbers reach a bound; `past`: where they go beyond it.
    fn apart(&self, bound: f64, past: bool) -> usize {
        let nulls_first = self.numbers.first() == Some(&None);
        self.numbers.partition_point(|number| match number {
            None => nulls_first,
            Some(number) => {
                let (a, b) = if self.descending {
                    (bound, *number)
                } else {
                    (*number, bound)
                };
                match a.total_cmp(&b) {
                    Ordering::Less => true,
                    Ordering::Equal => past,
                    Ordering::Greater => false,
                }
            }
        })
    }
}
