//! Runs one SELECT: joins, groups, windows, DISTINCT and order.

use super::{
    Emit, empty,
    group::run_groups,
    join::run_node,
    order::{compare_key, compare_keys, order_keys},
    project,
    scan::run_walk,
    window::run_windows,
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        hash::HashSet,
        key::Part,
        query::{
            context::{Context, Frame, Slot},
            eval::{group_key, values},
            expr::{DistinctPlan, Expr, Node, SelectPlan},
        },
        types,
    },
    schema::Value,
    sort::sort_by,
};
use std::cmp::Ordering;

/// The rows of one SELECT, in order; at most `wanted` are needed.
pub(super) fn run_select(
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
        seen: HashSet::default(),
        rows: Vec::new(),
        bound: None,
        kept: context.kept_bytes.get(),
    };
    let walk = select
        .walk
        .as_ref()
        .filter(|walk| wanted.is_some() && context.state.tables[walk.table].covers(walk.finder));
    let streams = select.order.is_empty() || walk.is_some();
    let deliver = |frame: &Frame, output: &mut Collector, emit: Emit| {
        if output.is_late(frame, context)? {
            return Ok(true);
        }
        let row = project(select, frame, context)?;
        if !output.is_new(&row, frame, context)? {
            return Ok(true);
        }
        if streams {
            return emit(row);
        }
        let keys = order_keys(&select.order, &row, frame, context)?;
        output.push(keys, row, context)?;
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
        let mut take = |tuple: &mut Vec<Slot>| {
            let frame = Frame {
                tuple,
                aggregates: &[],
                windows: &[],
                outer,
            };
            deliver(&frame, &mut output, emit)
        };
        match (walk, &select.from) {
            (Some(walk), Node::Scan { filter, .. }) => {
                run_walk(walk, filter, context, outer, &mut tuple, &mut take)?;
            }
            (_, from) => {
                run_node(from, context, outer, &mut tuple, &mut take)?;
            }
        }
    } else {
        let mut kept = Vec::new();
        run_node(&select.from, context, outer, &mut tuple, &mut |tuple| {
            context.keep_bytes(size_of_val(tuple.as_slice()))?;
            kept.push((tuple.clone(), Vec::new()));
            Ok(true)
        })?;
        run_windows(select, &kept, context, outer, &mut |frame| {
            deliver(frame, &mut output, emit)
        })?;
    }
    if streams {
        return Ok(());
    }
    output.deliver(emit)
}

/// Collects rows to be sorted, throwing away what cannot be among the first `wanted`.
struct Collector<'a> {
    select: &'a SelectPlan,
    wanted: Option<usize>,
    dialect: Dialect,
    seen: HashSet<Vec<Part>>,
    rows: Vec<(Vec<Value>, Vec<Value>)>,
    /// The keys of the last row that is wanted so far.
    bound: Option<Vec<Value>>,
    /// What the statement kept before these rows.
    kept: usize,
}

impl Collector<'_> {
    /// Gives the rows away in their order.
    fn deliver(mut self, emit: Emit) -> Result<(), EngineError> {
        self.sort();
        for (_, row) in self.rows {
            if !emit(row)? {
                break;
            }
        }
        Ok(())
    }

    /// Whether a row comes behind all that are wanted; told without projecting it.
    fn is_late(&self, frame: &Frame, context: &Context) -> Result<bool, EngineError> {
        let Some(bound) = &self.bound else {
            return Ok(false);
        };
        for (order, bound) in self.select.order.iter().zip(bound) {
            // A column costs nothing to read and gives the same when it is read again.
            let Some(expr @ Expr::Column { .. }) = self.select.ordered_by(order) else {
                return Ok(false);
            };
            if order.numeric || order.labels.is_some() {
                return Ok(false);
            }
            match compare_key(&*expr.eval(frame, context)?, bound, order, self.dialect) {
                Ordering::Less => return Ok(false),
                Ordering::Greater => return Ok(true),
                Ordering::Equal => {}
            }
        }
        // Of equal rows those that came first stay.
        Ok(true)
    }

    fn is_new(
        &mut self,
        row: &[Value],
        frame: &Frame,
        context: &Context,
    ) -> Result<bool, EngineError> {
        let mut see = |values: &[Value]| {
            let new = self.seen.insert(group_key(values, self.dialect));
            if new {
                context.keep(values)?;
                self.kept += types::weight(values);
            }
            Ok(new)
        };
        match &self.select.distinct {
            Some(DistinctPlan::Rows) => see(row),
            Some(DistinctPlan::On(keys)) if self.select.order.is_empty() => {
                see(&values(keys, frame, context)?)
            }
            // With DISTINCT ON the first row in order counts, so it is decided after sorting.
            None | Some(DistinctPlan::On(_)) => Ok(true),
        }
    }

    fn push(
        &mut self,
        keys: Vec<Value>,
        row: Vec<Value>,
        context: &Context,
    ) -> Result<(), EngineError> {
        context.keep(&row)?;
        context.keep(&keys)?;
        self.rows.push((keys, row));
        if let Some(wanted) = self.wanted
            && !matches!(self.select.distinct, Some(DistinctPlan::On(_)))
            && self.rows.len() > wanted.saturating_mul(2).saturating_add(64)
        {
            self.sort();
            self.rows.truncate(wanted);
            self.bound = self.rows.last().map(|(keys, _)| keys.clone());
            context.kept_bytes.set(self.kept);
            for (keys, row) in &self.rows {
                context.keep(row)?;
                context.keep(keys)?;
            }
        }
        Ok(())
    }

    fn sort(&mut self) {
        let (order, dialect) = (&self.select.order, self.dialect);
        sort_by(&mut self.rows, |(a, _), (b, _)| {
            compare_keys(a, b, order, dialect)
        });
        if let Some(DistinctPlan::On(on)) = &self.select.distinct {
            // The keys of DISTINCT ON lead ORDER BY, as PostgreSQL demands.
            let count = on.len().min(order.len());
            let mut seen = HashSet::default();
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
