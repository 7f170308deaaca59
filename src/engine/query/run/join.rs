//! Runs a tree of joins, one combination of rows at a time.

use super::{EmitTuple, empty, scan::run_scan};
use crate::engine::{
    EngineError,
    collation::Collation,
    hash::HashMap,
    key::Key,
    query::{
        context::{Context, Frame, Slot},
        eval::values,
        expr::{Expr, JoinKind, Node, Strategy},
    },
};
use std::rc::Rc;

/// The right side of a join, kept: its slots for each row, and the rows by hash key.
#[derive(Debug, Default)]
pub(crate) struct Hashed {
    rows: Vec<Vec<Slot>>,
    keys: HashMap<Key, Vec<usize>>,
}

/// Runs a tree of joins; false: no more rows are wanted.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of join")]
pub(super) fn run_node(
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

pub(super) fn clear(tuple: &mut [Slot], slots: &[usize]) {
    for slot in slots {
        tuple[*slot] = empty();
    }
}

pub(super) fn holds(
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
pub(super) fn keep(
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
                context.keep_bytes(key.weight())?;
                hashed.keys.entry(key).or_default().push(hashed.rows.len());
            }
        }
        // The rows themselves belong to tables, or were counted where they were made.
        context.keep_bytes(slots.len() * size_of::<Slot>())?;
        hashed
            .rows
            .push(slots.iter().map(|slot| tuple[*slot].clone()).collect());
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
    let values = values(exprs, &frame, context)?;
    Ok(Key::from_values(
        values.iter(),
        Collation::of(context.dialect()),
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
