//! Folds rows into groups.

use super::join::run_node;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        hash::HashMap,
        key::Part,
        query::{
            aggregate::{Fold, Kind},
            eval::{Context, Frame, Slot, group_key, values},
            expr::{GroupPlan, SelectPlan},
        },
    },
    schema::Value,
};
use std::collections::hash_map::Entry;

pub(super) type Groups = Vec<(Vec<Slot>, Vec<Value>)>;

pub(super) fn run_groups(
    select: &SelectPlan,
    group: &GroupPlan,
    context: &Context,
    outer: Option<&Frame>,
    tuple: &mut Vec<Slot>,
) -> Result<Groups, EngineError> {
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
    let mut index: HashMap<Vec<Part>, usize> = HashMap::default();
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
    let folds = group.aggregates.len() * size_of::<Fold>();
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
            let key = values(&group.keys, &frame, context)?;
            match index.entry(group_key(&key, dialect)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(place) => {
                    context.keep(&key)?;
                    context.keep_bytes(size_of_val(tuple.as_slice()) + folds)?;
                    groups.push(new(tuple.clone()));
                    *place.insert(groups.len() - 1)
                }
            }
        };
        for (number, aggregate) in group.aggregates.iter().enumerate() {
            let best = groups[at].1[number].add(aggregate, &frame, context)?;
            if best && extreme == Some(number) {
                groups[at].0.clone_from(tuple);
            }
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
