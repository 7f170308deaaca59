//! Reads one source: every row of it, or those that an index finds.

use super::{EmitTuple, join::holds};
use crate::{
    engine::{
        EngineError,
        catalogue::Finder,
        collation::Collation,
        error::invalid,
        key::Key,
        query::{
            context::{Context, Frame, Slot},
            expr::{Access, Expr, Source, Walk},
        },
        store::{Row, TableData},
        types::{self, ColumnType},
    },
    schema::Value,
};
use std::{ops::Bound, rc::Rc};

/// Where a scan puts the rows that it finds.
struct Reader<'a> {
    slot: usize,
    filter: &'a [Expr],
    context: &'a Context<'a>,
    outer: Option<&'a Frame<'a>>,
}

impl Reader<'_> {
    fn take(
        &self,
        id: u64,
        row: &Row,
        tuple: &mut Vec<Slot>,
        emit: EmitTuple,
    ) -> Result<bool, EngineError> {
        self.context.step()?;
        tuple[self.slot] = Slot {
            id,
            row: row.clone(),
        };
        if holds(self.filter, tuple, self.context, self.outer)? {
            return emit(tuple);
        }
        Ok(true)
    }
}

/// Reads a table in the order of an index.
pub(super) fn run_walk(
    walk: &Walk,
    filter: &[Expr],
    context: &Context,
    outer: Option<&Frame>,
    tuple: &mut Vec<Slot>,
    emit: EmitTuple,
) -> Result<(), EngineError> {
    let reader = Reader {
        slot: walk.slot,
        filter,
        context,
        outer,
    };
    let data = &context.state.tables[walk.table];
    data.walk(
        walk.finder,
        walk.descending,
        &mut |id| match data.rows.get(id) {
            Some(row) => reader.take(id, row, tuple, emit),
            None => Ok(true),
        },
    )
}

#[expect(clippy::too_many_arguments, reason = "the parts of one scan")]
pub(super) fn run_scan(
    slot: usize,
    source: &Source,
    access: &Access,
    filter: &[Expr],
    context: &Context,
    outer: Option<&Frame>,
    tuple: &mut Vec<Slot>,
    emit: EmitTuple,
) -> Result<bool, EngineError> {
    let reader = Reader {
        slot,
        filter,
        context,
        outer,
    };
    let mut take = |id: u64, row: &Row, tuple: &mut Vec<Slot>| reader.take(id, row, tuple, emit);
    match source {
        Source::Table(table) => {
            let data = &context.state.tables[*table];
            match found(data, access, context, outer, tuple)? {
                None => {
                    for (id, row) in &data.rows {
                        if !take(id, row, tuple)? {
                            return Ok(false);
                        }
                    }
                }
                Some(ids) => {
                    for id in ids {
                        if let Some(row) = data.rows.get(id)
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
        Source::Lateral(plan) => {
            let rows = {
                let frame = Frame {
                    tuple,
                    aggregates: &[],
                    windows: &[],
                    outer,
                };
                context.rows(plan, Some(&frame))?
            };
            for (id, row) in (0..).zip(&rows.rows) {
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
            return count(&bounds, &mut |row| take(0, &row, tuple));
        }
    }
    Ok(true)
}

/// Counts from the first bound to the second, by the third.
fn count(
    bounds: &Value,
    each: &mut dyn FnMut(Row) -> Result<bool, EngineError>,
) -> Result<bool, EngineError> {
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
        if !each(Rc::from([Value::Integer(next)]))? {
            return Ok(false);
        }
        let Some(after) = next.checked_add(step) else {
            break;
        };
        next = after;
    }
    Ok(true)
}

/// The identities that an index gives; `None`: look at every row.
pub(super) fn found(
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
    let fold = Collation::of(dialect);
    // A value looked up as the column keeps it; a number needs no conversion, since keys compare
    // numbers whatever their kind.
    let looked_up = |value: Value, ty: &ColumnType| -> Option<Value> {
        match value {
            value @ (Value::Integer(_) | Value::Real(_) | Value::Bool(_))
                if ty.is_numeric() && !matches!(ty, ColumnType::Decimal { .. }) =>
            {
                Some(value)
            }
            value => ty.comparable(value, dialect),
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
            Ok(Some(data.range(*finder, &low, &high)))
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
