//! Pulls rows through a plan.

use super::{
    aggregate::Fold,
    compare,
    eval::{Context, Frame, Slot, group_key, invalid},
    expr::{
        Access, Body, CtePlan, DistinctPlan, Expr, JoinKind, Node, Order, OrderBy, Plan,
        SelectPlan, SetOp, Source, Strategy, WindowFunction, WindowPlan,
    },
    plan::counts_table,
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::Finder,
        key::{Key, Part},
        store::{Row, TableData},
        types::{self, ColumnType},
    },
    schema::Value,
};
use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet},
    ops::Bound,
    rc::Rc,
};

/// Takes one row; false: no more are wanted.
type Emit<'e> = &'e mut dyn FnMut(Vec<Value>) -> Result<bool, EngineError>;
type EmitTuple<'e> = &'e mut dyn FnMut(&mut Vec<Slot>) -> Result<bool, EngineError>;

/// A statement keeps at most this many rows in memory beside the tables.
const MAX_KEPT: usize = 5_000_000;

/// The right side of a join, kept: its slots for each row, and the rows by hash key.
#[derive(Debug, Default)]
pub(crate) struct Hashed {
    rows: Vec<Vec<Slot>>,
    keys: HashMap<Key, Vec<usize>>,
}

/// Runs a plan; `outer` holds the rows of the queries around it.
pub(crate) fn run_plan(
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
                        rows.push(
                            list.iter()
                                .map(|expr| Ok(expr.eval(&frame, context)?.into_owned()))
                                .collect::<Result<Vec<_>, EngineError>>()?,
                        );
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
        Some(number) => usize::try_from(number)
            .map(Some)
            .map_err(|_| invalid(format!("{clause} must not be negative"))),
        None => Err(invalid(format!("{clause} must be a number"))),
    }
}

fn run_cte(cte: &CtePlan, context: &Context, outer: Option<&Frame>) -> Result<(), EngineError> {
    if !cte.plan.correlated() && context.ctes.borrow().contains_key(&cte.id) {
        return Ok(());
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut seen: HashSet<Vec<Part>> = HashSet::new();
    let distinct = cte.recursive.as_ref().is_some_and(|(_, all)| !all);
    let dialect = context.dialect();
    run_plan(&cte.plan, context, outer, &mut |row| {
        if !distinct || seen.insert(group_key(&row, dialect)) {
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
                    rows.push(row.into());
                }
                if rows.len() > MAX_KEPT / 20 {
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
fn set(
    op: SetOp,
    all: bool,
    left: &Plan,
    right: &Plan,
    context: &Context,
    outer: Option<&Frame>,
) -> Result<Vec<Vec<Value>>, EngineError> {
    let dialect = context.dialect();
    let mut rows = Vec::new();
    let keep = |rows: &Vec<Vec<Value>>| {
        if rows.len() > MAX_KEPT {
            return Err(invalid("the result is too large"));
        }
        Ok(())
    };
    run_plan(left, context, outer, &mut |row| {
        rows.push(row);
        keep(&rows)?;
        Ok(true)
    })?;
    if op == SetOp::Union {
        run_plan(right, context, outer, &mut |row| {
            rows.push(row);
            keep(&rows)?;
            Ok(true)
        })?;
    } else {
        let mut counts: HashMap<Vec<Part>, usize> = HashMap::new();
        run_plan(right, context, outer, &mut |row| {
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
        let mut seen = HashSet::new();
        rows.retain(|row| seen.insert(group_key(row, dialect)));
    }
    Ok(rows)
}

/// The rows of one SELECT, in order; at most `wanted` are needed.
fn run_select(
    select: &SelectPlan,
    context: &Context,
    outer: Option<&Frame>,
    wanted: Option<usize>,
    emit: Emit,
) -> Result<(), EngineError> {
    let dialect = context.dialect();
    let mut output = Collector {
        select,
        wanted,
        dialect,
        seen: HashSet::new(),
        rows: Vec::new(),
    };
    let streams = select.order.is_empty();
    let deliver = |frame: &Frame, output: &mut Collector, emit: Emit| {
        let row = project(select, frame, context)?;
        if !output.is_new(&row, frame, context)? {
            return Ok(true);
        }
        if streams {
            return emit(row);
        }
        let keys = order_keys(&select.order, &row, frame, context)?;
        output.push(keys, row)?;
        Ok(true)
    };
    let mut tuple = vec![empty(); slots_of(&select.from)];
    if let Some(group) = &select.group {
        let groups = run_groups(select, group, context, outer, &mut tuple)?;
        let mut kept = Vec::new();
        for (tuple, aggregates) in groups {
            let frame = Frame {
                tuple: &tuple,
                aggregates: &aggregates,
                windows: &[],
                outer,
            };
            if let Some(having) = &select.having
                && !having.holds(&frame, context)?
            {
                continue;
            }
            if select.windows.is_empty() {
                if !deliver(&frame, &mut output, emit)? {
                    return Ok(());
                }
            } else {
                kept.push((tuple, aggregates));
            }
        }
        if !select.windows.is_empty() {
            run_windows(select, &kept, context, outer, &mut |frame| {
                deliver(frame, &mut output, emit)
            })?;
        }
    } else if select.windows.is_empty() {
        run_node(&select.from, context, outer, &mut tuple, &mut |tuple| {
            let frame = Frame {
                tuple,
                aggregates: &[],
                windows: &[],
                outer,
            };
            deliver(&frame, &mut output, emit)
        })?;
    } else {
        let mut kept = Vec::new();
        run_node(&select.from, context, outer, &mut tuple, &mut |tuple| {
            kept.push((tuple.clone(), Vec::new()));
            if kept.len() > MAX_KEPT {
                return Err(invalid("the result is too large"));
            }
            Ok(true)
        })?;
        run_windows(select, &kept, context, outer, &mut |frame| {
            deliver(frame, &mut output, emit)
        })?;
    }
    if !streams {
        output.sort();
        for (_, row) in output.rows {
            if !emit(row)? {
                break;
            }
        }
    }
    Ok(())
}

/// Collects rows to be sorted, throwing away what cannot be among the first `wanted`.
struct Collector<'a> {
    select: &'a SelectPlan,
    wanted: Option<usize>,
    dialect: Dialect,
    seen: HashSet<Vec<Part>>,
    rows: Vec<(Vec<Value>, Vec<Value>)>,
}

impl Collector<'_> {
    fn is_new(
        &mut self,
        row: &[Value],
        frame: &Frame,
        context: &Context,
    ) -> Result<bool, EngineError> {
        match &self.select.distinct {
            Some(DistinctPlan::Rows) => Ok(self.seen.insert(group_key(row, self.dialect))),
            Some(DistinctPlan::On(keys)) if self.select.order.is_empty() => {
                let values = evaluate(keys, frame, context)?;
                Ok(self.seen.insert(group_key(&values, self.dialect)))
            }
            // With DISTINCT ON the first row in order counts, so it is decided after sorting.
            None | Some(DistinctPlan::On(_)) => Ok(true),
        }
    }

    fn push(&mut self, keys: Vec<Value>, row: Vec<Value>) -> Result<(), EngineError> {
        self.rows.push((keys, row));
        if let Some(wanted) = self.wanted
            && !matches!(self.select.distinct, Some(DistinctPlan::On(_)))
            && self.rows.len() > wanted.saturating_mul(2).saturating_add(1024)
        {
            self.sort();
            self.rows.truncate(wanted);
        }
        if self.rows.len() > MAX_KEPT {
            return Err(invalid("the result is too large"));
        }
        Ok(())
    }

    fn sort(&mut self) {
        let (order, dialect) = (&self.select.order, self.dialect);
        self.rows
            .sort_by(|(a, _), (b, _)| compare_keys(a, b, order, dialect));
        if let Some(DistinctPlan::On(on)) = &self.select.distinct {
            // The keys of DISTINCT ON lead ORDER BY, as PostgreSQL demands.
            let count = on.len().min(order.len());
            let mut seen = HashSet::new();
            self.rows
                .retain(|(keys, _)| seen.insert(group_key(&keys[..count], dialect)));
        }
    }
}

fn slots_of(node: &Node) -> usize {
    match node {
        Node::Scan { slot, .. } => slot + 1,
        Node::Join { left, right, .. } => slots_of(left).max(slots_of(right)),
    }
}

fn evaluate(exprs: &[Expr], frame: &Frame, context: &Context) -> Result<Vec<Value>, EngineError> {
    exprs
        .iter()
        .map(|expr| Ok(expr.eval(frame, context)?.into_owned()))
        .collect()
}

fn project(
    select: &SelectPlan,
    frame: &Frame,
    context: &Context,
) -> Result<Vec<Value>, EngineError> {
    evaluate(&select.projection, frame, context)
}

/// The values a row is ordered by.
pub(crate) fn order_keys(
    order: &[Order],
    row: &[Value],
    frame: &Frame,
    context: &Context,
) -> Result<Vec<Value>, EngineError> {
    order
        .iter()
        .map(|order| {
            let value = match &order.by {
                OrderBy::Output(at) => row.get(*at).cloned().unwrap_or(Value::Null),
                OrderBy::Expr(expr) => expr.eval(frame, context)?.into_owned(),
            };
            Ok(match value {
                Value::Text(text) if order.numeric => {
                    types::number(&Value::Text(text.clone())).map_or(Value::Text(text), Value::Real)
                }
                value => value,
            })
        })
        .collect()
}

/// The order of two rows by their keys.
pub(crate) fn compare_keys(
    a: &[Value],
    b: &[Value],
    order: &[Order],
    dialect: Dialect,
) -> Ordering {
    for ((a, b), order) in a.iter().zip(b).zip(order) {
        let compared = match (a, b) {
            (Value::Null, Value::Null) => Ordering::Equal,
            (Value::Null, _) if order.nulls_first => Ordering::Less,
            (Value::Null, _) => Ordering::Greater,
            (_, Value::Null) if order.nulls_first => Ordering::Greater,
            (_, Value::Null) => Ordering::Less,
            _ if order.descending => compare::order(b, a, dialect),
            _ => compare::order(a, b, dialect),
        };
        if compared != Ordering::Equal {
            return compared;
        }
    }
    Ordering::Equal
}

fn sort(rows: &mut [Vec<Value>], order: &[Order], dialect: Dialect) {
    let keys = |row: &[Value]| -> Vec<Value> {
        order
            .iter()
            .map(|order| match &order.by {
                OrderBy::Output(at) => row.get(*at).cloned().unwrap_or(Value::Null),
                OrderBy::Expr(_) => Value::Null,
            })
            .collect()
    };
    rows.sort_by(|a, b| compare_keys(&keys(a), &keys(b), order, dialect));
}

type Groups = Vec<(Vec<Slot>, Vec<Value>)>;

fn run_groups(
    select: &SelectPlan,
    group: &super::expr::GroupPlan,
    context: &Context,
    outer: Option<&Frame>,
    tuple: &mut Vec<Slot>,
) -> Result<Groups, EngineError> {
    use super::aggregate::Kind;
    let dialect = context.dialect();
    // SQLite takes bare columns from the row that holds the minimum or maximum.
    let extreme = (dialect == Dialect::Sqlite)
        .then(|| {
            let mut found = group
                .aggregates
                .iter()
                .enumerate()
                .filter(|(_, aggregate)| matches!(aggregate.kind, Kind::Min | Kind::Max));
            let first = found.next()?;
            found.next().is_none().then_some(first.0)
        })
        .flatten();
    let mut index: HashMap<Vec<Part>, usize> = HashMap::new();
    let mut groups: Vec<(Vec<Slot>, Vec<Fold>)> = Vec::new();
    let new = |tuple: Vec<Slot>| {
        (
            tuple,
            group.aggregates.iter().map(Fold::new).collect::<Vec<_>>(),
        )
    };
    if group.keys.is_empty() {
        groups.push(new(tuple.clone()));
    }
    let mut first = true;
    run_node(&select.from, context, outer, tuple, &mut |tuple| {
        let frame = Frame {
            tuple,
            aggregates: &[],
            windows: &[],
            outer,
        };
        let at = if group.keys.is_empty() {
            if first {
                groups[0].0.clone_from(tuple);
                first = false;
            }
            0
        } else {
            let key = group_key(&evaluate(&group.keys, &frame, context)?, dialect);
            *index.entry(key).or_insert_with(|| {
                groups.push(new(tuple.clone()));
                groups.len() - 1
            })
        };
        for (number, aggregate) in group.aggregates.iter().enumerate() {
            let best = groups[at].1[number].add(aggregate, &frame, context)?;
            if best && extreme == Some(number) {
                groups[at].0.clone_from(tuple);
            }
        }
        if groups.len() > MAX_KEPT {
            return Err(invalid("too many groups"));
        }
        Ok(true)
    })?;
    groups
        .into_iter()
        .map(|(tuple, mut folds)| {
            let values = folds
                .iter_mut()
                .zip(&group.aggregates)
                .map(|(fold, aggregate)| fold.finish(aggregate, context))
                .collect();
            Ok((tuple, values))
        })
        .collect()
}

/// Computes window functions over all rows, then hands the rows on in their order.
fn run_windows(
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

/// Runs a tree of joins; false: no more rows are wanted.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of join")]
fn run_node(
    node: &Node,
    context: &Context,
    outer: Option<&Frame>,
    tuple: &mut Vec<Slot>,
    emit: EmitTuple,
) -> Result<bool, EngineError> {
    match node {
        Node::Scan {
            slot,
            source,
            access,
            filter,
        } => run_scan(*slot, source, access, filter, context, outer, tuple, emit),
        Node::Join {
            kind: JoinKind::Full,
            left,
            right,
            strategy,
            on,
            filter,
            left_slots,
            right_slots,
            id,
        } => {
            let hashed = keep(*id, right, right_slots, strategy, context, outer, tuple)?;
            let mut matched = vec![false; hashed.rows.len()];
            let more = run_node(left, context, outer, tuple, &mut |tuple| {
                let mut found = false;
                for at in candidates(&hashed, strategy, context, outer, tuple)? {
                    put(tuple, right_slots, &hashed.rows[at]);
                    if holds(on, tuple, context, outer)? {
                        found = true;
                        matched[at] = true;
                        if holds(filter, tuple, context, outer)? && !emit(tuple)? {
                            return Ok(false);
                        }
                    }
                }
                if !found {
                    clear(tuple, right_slots);
                    if holds(filter, tuple, context, outer)? {
                        return emit(tuple);
                    }
                }
                Ok(true)
            })?;
            if !more {
                return Ok(false);
            }
            clear(tuple, left_slots);
            for (row, _) in hashed
                .rows
                .iter()
                .zip(matched)
                .filter(|(_, matched)| !matched)
            {
                put(tuple, right_slots, row);
                if holds(filter, tuple, context, outer)? && !emit(tuple)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Node::Join {
            kind,
            left,
            right,
            strategy,
            on,
            filter,
            right_slots,
            id,
            ..
        } => {
            let mut kept: Option<Rc<Hashed>> = None;
            run_node(left, context, outer, tuple, &mut |tuple| {
                let mut found = false;
                if matches!(strategy, Strategy::Seek) {
                    let more = run_node(right, context, outer, tuple, &mut |tuple| {
                        if !holds(on, tuple, context, outer)? {
                            return Ok(true);
                        }
                        found = true;
                        if holds(filter, tuple, context, outer)? {
                            return emit(tuple);
                        }
                        Ok(true)
                    })?;
                    if !more {
                        return Ok(false);
                    }
                } else {
                    let hashed = if let Some(hashed) = &kept {
                        hashed.clone()
                    } else {
                        let hashed =
                            keep(*id, right, right_slots, strategy, context, outer, tuple)?;
                        kept = Some(hashed.clone());
                        hashed
                    };
                    for at in candidates(&hashed, strategy, context, outer, tuple)? {
                        context.step()?;
                        put(tuple, right_slots, &hashed.rows[at]);
                        if holds(on, tuple, context, outer)? {
                            found = true;
                            if holds(filter, tuple, context, outer)? && !emit(tuple)? {
                                return Ok(false);
                            }
                        }
                    }
                }
                if !found && *kind == JoinKind::Left {
                    clear(tuple, right_slots);
                    if holds(filter, tuple, context, outer)? {
                        return emit(tuple);
                    }
                }
                Ok(true)
            })
        }
    }
}

fn put(tuple: &mut [Slot], slots: &[usize], row: &[Slot]) {
    for (slot, value) in slots.iter().zip(row) {
        tuple[*slot].clone_from(value);
    }
}

fn clear(tuple: &mut [Slot], slots: &[usize]) {
    for slot in slots {
        tuple[*slot] = empty();
    }
}

fn holds(
    conditions: &[Expr],
    tuple: &[Slot],
    context: &Context,
    outer: Option<&Frame>,
) -> Result<bool, EngineError> {
    let frame = Frame {
        tuple,
        aggregates: &[],
        windows: &[],
        outer,
    };
    for condition in conditions {
        if !condition.holds(&frame, context)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The right side of a join, once for all rows of the left.
fn keep(
    id: usize,
    right: &Node,
    slots: &[usize],
    strategy: &Strategy,
    context: &Context,
    outer: Option<&Frame>,
    tuple: &[Slot],
) -> Result<Rc<Hashed>, EngineError> {
    // Inside a correlated subquery the rows may depend on those around it.
    let cached = outer.is_none();
    if cached && let Some(hashed) = context.hashes.borrow().get(&id) {
        return Ok(hashed.clone());
    }
    let mut hashed = Hashed::default();
    let mut own = vec![empty(); tuple.len()];
    run_node(right, context, outer, &mut own, &mut |tuple| {
        if let Strategy::Hash { right, .. } = strategy {
            // A row without a key matches none; a FULL join shows it all the same.
            if let Some(key) = hash_key(right, tuple, context, outer)? {
                hashed.keys.entry(key).or_default().push(hashed.rows.len());
            }
        }
        hashed
            .rows
            .push(slots.iter().map(|slot| tuple[*slot].clone()).collect());
        if hashed.rows.len() > MAX_KEPT {
            return Err(invalid("a join keeps too many rows"));
        }
        Ok(true)
    })?;
    let hashed = Rc::new(hashed);
    if cached {
        context.hashes.borrow_mut().insert(id, hashed.clone());
    }
    Ok(hashed)
}

fn hash_key(
    exprs: &[Expr],
    tuple: &[Slot],
    context: &Context,
    outer: Option<&Frame>,
) -> Result<Option<Key>, EngineError> {
    let frame = Frame {
        tuple,
        aggregates: &[],
        windows: &[],
        outer,
    };
    let values = evaluate(exprs, &frame, context)?;
    Ok(Key::from_values(
        values.iter(),
        compare::folds_case(context.dialect()),
    ))
}

fn candidates(
    hashed: &Hashed,
    strategy: &Strategy,
    context: &Context,
    outer: Option<&Frame>,
    tuple: &[Slot],
) -> Result<Vec<usize>, EngineError> {
    Ok(match strategy {
        Strategy::Hash { left, .. } => match hash_key(left, tuple, context, outer)? {
            Some(key) => hashed.keys.get(&key).cloned().unwrap_or_default(),
            None => Vec::new(),
        },
        _ => (0..hashed.rows.len()).collect(),
    })
}

#[expect(clippy::too_many_arguments, reason = "the parts of one scan")]
fn run_scan(
    slot: usize,
    source: &Source,
    access: &Access,
    filter: &[Expr],
    context: &Context,
    outer: Option<&Frame>,
    tuple: &mut Vec<Slot>,
    emit: EmitTuple,
) -> Result<bool, EngineError> {
    let mut take = |id: u64, row: &Row, tuple: &mut Vec<Slot>| -> Result<bool, EngineError> {
        context.step()?;
        tuple[slot] = Slot {
            id,
            row: row.clone(),
        };
        if holds(filter, tuple, context, outer)? {
            return emit(tuple);
        }
        Ok(true)
    };
    match source {
        Source::Table(table) => {
            let data = &context.state.tables[*table];
            match found(data, access, context, outer, tuple)? {
                None => {
                    for (id, row) in &data.rows {
                        if !take(*id, row, tuple)? {
                            return Ok(false);
                        }
                    }
                }
                Some(ids) => {
                    for id in ids {
                        if let Some(row) = data.rows.get(&id)
                            && !take(id, row, tuple)?
                        {
                            return Ok(false);
                        }
                    }
                }
            }
        }
        Source::Query(plan) => {
            for (id, row) in (0..).zip(&context.rows(plan, outer)?.rows) {
                if !take(id, row, tuple)? {
                    return Ok(false);
                }
            }
        }
        Source::Cte(id) => {
            let rows = context.ctes.borrow().get(id).cloned().unwrap_or_default();
            for (id, row) in (0..).zip(rows.iter()) {
                if !take(id, row, tuple)? {
                    return Ok(false);
                }
            }
        }
        Source::Rows(rows) => {
            for (id, row) in (0..).zip(rows.iter()) {
                if !take(id, row, tuple)? {
                    return Ok(false);
                }
            }
        }
        Source::Nothing => return take(0, &Rc::from([]), tuple),
        Source::Series(bounds) => {
            let bounds = {
                let frame = Frame {
                    tuple,
                    aggregates: &[],
                    windows: &[],
                    outer,
                };
                bounds.eval(&frame, context)?.into_owned()
            };
            let Value::List(bounds) = bounds else {
                return Ok(true);
            };
            let at = |at: usize| {
                bounds
                    .get(at)
                    .and_then(types::number)
                    .and_then(types::whole)
            };
            let (Some(from), Some(to)) = (at(0), at(1)) else {
                return Ok(true);
            };
            let step = if bounds.len() > 2 {
                at(2).unwrap_or(0)
            } else {
                1
            };
            if step == 0 {
                return Err(invalid("the step of a series must not be zero"));
            }
            let mut next = from;
            while (step > 0 && next <= to) || (step < 0 && next >= to) {
                if !take(0, &Rc::from([Value::Integer(next)]), tuple)? {
                    return Ok(false);
                }
                let Some(after) = next.checked_add(step) else {
                    break;
                };
                next = after;
            }
        }
    }
    Ok(true)
}

/// The identities that an index gives; `None`: look at every row.
fn found(
    data: &TableData,
    access: &Access,
    context: &Context,
    outer: Option<&Frame>,
    tuple: &[Slot],
) -> Result<Option<Vec<u64>>, EngineError> {
    let frame = Frame {
        tuple,
        aggregates: &[],
        windows: &[],
        outer,
    };
    let dialect = context.dialect();
    let fold = compare::folds_case(dialect);
    // A value looked up as the column keeps it; a number needs no conversion, since keys compare
    // numbers whatever their kind.
    let looked_up = |value: Value, ty: &ColumnType| -> Option<Value> {
        match value {
            value @ (Value::Integer(_) | Value::Real(_) | Value::Bool(_))
                if ty.is_numeric() && !matches!(ty, ColumnType::Decimal { .. }) =>
            {
                Some(value)
            }
            value => ty.coerce(value, dialect),
        }
    };
    match access {
        Access::Scan => Ok(None),
        Access::Key { finder, keys } => {
            let mut values = Vec::with_capacity(keys.len());
            for (expr, ty) in keys {
                let value = expr.eval(&frame, context)?.into_owned();
                match looked_up(value, ty) {
                    Some(value) => values.push(value),
                    None => return Ok(Some(Vec::new())),
                }
            }
            Ok(Some(match Key::from_values(values.iter(), fold) {
                Some(key) => data.find(*finder, &key),
                None => Vec::new(),
            }))
        }
        Access::Keys { finder, list, ty } => {
            let mut keys = Vec::with_capacity(list.len());
            for expr in list {
                let value = expr.eval(&frame, context)?.into_owned();
                if let Some(value) = looked_up(value, ty) {
                    keys.extend(Key::from_values([&value].into_iter(), fold));
                }
            }
            Ok(Some(by_keys(data, *finder, &keys)))
        }
        Access::Query { finder, query, ty } => {
            let rows = context.rows(query, Some(&frame))?;
            // Looking up many keys costs more than looking at every row.
            if rows.rows.len() > data.rows.len() {
                return Ok(None);
            }
            let keys: Vec<Key> = rows
                .rows
                .iter()
                .filter_map(|row| looked_up(row.first()?.clone(), ty))
                .filter_map(|value| Key::from_values([&value].into_iter(), fold))
                .collect();
            Ok(Some(by_keys(data, *finder, &keys)))
        }
        Access::Range {
            finder,
            ty,
            low,
            high,
        } => {
            let bound = |end: &Option<(Expr, bool)>| -> Result<Option<Bound<Key>>, EngineError> {
                let Some((expr, inclusive)) = end else {
                    return Ok(Some(Bound::Unbounded));
                };
                let value = expr.eval(&frame, context)?.into_owned();
                let key = looked_up(value, ty)
                    .and_then(|value| Key::from_values([&value].into_iter(), fold));
                Ok(key.map(|key| {
                    if *inclusive {
                        Bound::Included(key)
                    } else {
                        Bound::Excluded(key)
                    }
                }))
            };
            let (Some(low), Some(high)) = (bound(low)?, bound(high)?) else {
                return Ok(None);
            };
            Ok(Some(data.range(*finder, low, high)))
        }
    }
}

fn by_keys(data: &TableData, finder: Finder, keys: &[Key]) -> Vec<u64> {
    let mut ids: Vec<u64> = keys.iter().flat_map(|key| data.find(finder, key)).collect();
    // In the order of the table, each once.
    ids.sort_unstable();
    ids.dedup();
    ids
}
