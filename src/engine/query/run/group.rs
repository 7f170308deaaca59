//! Folds rows into groups.

use super::join::run_node;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        collation::Collation,
        hash::HashMap,
        key::Part,
        query::{
            aggregate::{Fold, Kind},
            context::{Context, Frame, Slot},
            eval::values,
            expr::{Expr, GroupPlan, SelectPlan},
        },
    },
    schema::Value,
    sort::sort_by,
};

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
    let all = [(0..group.keys.len()).collect()];
    let sets = if group.sets.is_empty() {
        &all
    } else {
        group.sets.as_slice()
    };
    // These sort rows to group them, and so give the groups in the order of their keys.
    let sorts = matches!(dialect, Dialect::Sqlite | Dialect::Mariadb) || !group.sets.is_empty();
    let mut index: HashMap<Vec<Part>, usize> = HashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    let folds = Collation::of(dialect);
    let mut parts: Vec<Part> = Vec::new();
    let new = |tuple: &[Slot], set: usize, key: &[Value]| {
        context.keep(key)?;
        let folds: Vec<Fold> = group.aggregates.iter().map(Fold::new).collect();
        context.keep_bytes(size_of_val(tuple) + size_of_val(folds.as_slice()))?;
        Ok::<_, EngineError>(Group {
            tuple: tuple.to_vec(),
            folds,
            set,
            met: false,
            place: if sorts {
                vec![(true, Part::Null); group.keys.len()]
            } else {
                Vec::new()
            },
        })
    };
    for (set, columns) in sets.iter().enumerate() {
        // All rows make one group, even if there is none.
        if columns.is_empty() {
            index.insert(vec![Part::new(&counted(set))], groups.len());
            groups.push(new(tuple, set, &[])?);
        }
    }
    run_node(&select.from, context, outer, tuple, &mut |tuple| {
        let frame = Frame {
            tuple,
            aggregates: &[],
            windows: &[],
            outer,
        };
        for (set, columns) in sets.iter().enumerate() {
            let at = if group.keys.is_empty() {
                0
            } else {
                parts.clear();
                for column in columns {
                    let value = group.keys[*column].eval(&frame, context)?;
                    parts.push(Part::folded(&value, folds));
                }
                if !group.sets.is_empty() {
                    parts.push(Part::new(&counted(set)));
                }
                // Most rows have a group already.
                if let Some(known) = index.get(parts.as_slice()) {
                    *known
                } else {
                    let keys = values(&group.keys, &frame, context)?;
                    let mut new = new(tuple, set, &keys)?;
                    if sorts {
                        let parts = keys.iter().map(Part::new).enumerate();
                        new.place = parts.map(|(at, part)| shown(at, part, columns)).collect();
                    }
                    groups.push(new);
                    index.insert(parts.clone(), groups.len() - 1);
                    groups.len() - 1
                }
            };
            let found = &mut groups[at];
            if !std::mem::replace(&mut found.met, true) {
                found.tuple.clone_from(tuple);
            }
            for (number, aggregate) in group.aggregates.iter().enumerate() {
                let best = found.folds[number].add(aggregate, &frame, context)?;
                if best && extreme == Some(number) {
                    found.tuple.clone_from(tuple);
                }
            }
        }
        Ok(true)
    })?;
    Ok(finished(groups, group, sets, context))
}

/// The groups in their order, with what their aggregates come to.
fn finished(
    mut groups: Vec<Group>,
    plan: &GroupPlan,
    sets: &[Vec<usize>],
    context: &Context,
) -> Groups {
    sort_by(&mut groups, |a, b| a.place.cmp(&b.place));
    let finish = |mut found: Group| {
        let set = &sets[found.set];
        for (at, key) in plan.keys.iter().enumerate() {
            if let Expr::Column { slot, column, .. } = key
                && !set.contains(&at)
            {
                hide(&mut found.tuple[*slot], *column);
            }
        }
        let folds = found.folds.iter_mut().zip(&plan.aggregates);
        let values = folds.map(|(fold, aggregate)| match &aggregate.argument {
            Some(argument) if aggregate.kind == Kind::Grouping => {
                let is_key = |at: &usize| plan.keys[*at] == *argument;
                counted(usize::from(!set.iter().any(is_key)))
            }
            _ => fold.finish(aggregate, context),
        });
        let values = values.collect();
        (found.tuple, values)
    };
    groups.into_iter().map(finish).collect()
}

/// One group under way.
struct Group {
    /// The row that stands for it.
    tuple: Vec<Slot>,
    folds: Vec<Fold>,
    /// Which grouping it belongs to.
    set: usize,
    /// It has a row.
    met: bool,
    /// Its keys, where groups are sorted; totals come after what they sum up, as MySQL has it.
    place: Vec<(bool, Part)>,
}

fn shown(at: usize, part: Part, columns: &[usize]) -> (bool, Part) {
    if columns.contains(&at) {
        (false, part)
    } else {
        (true, Part::Null)
    }
}

/// A column that a grouping does not look at is NULL.
fn hide(slot: &mut Slot, column: usize) {
    let mut row = slot.row.to_vec();
    if let Some(value) = row.get_mut(column) {
        *value = Value::Null;
    }
    slot.row = row.into();
}

fn counted(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
