//! Puts each condition where it can be looked at first, and lets indexes answer what they can.

mod access;
mod slots;

pub(crate) use slots::slots;

use super::{
    expr::{Access, Body, Comparison, Expr, JoinKind, Node, Source, Strategy},
    from::Raw,
};
use crate::{
    dialect::Dialect,
    engine::catalogue::{Catalogue, TableId},
};

/// A condition that must be true, and the slots of this query that it reads.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    expr: Expr,
    slots: u64,
}

impl Condition {
    pub(crate) fn new(expr: Expr) -> Self {
        let slots = slots(&expr);
        Self { expr, slots }
    }

    /// The sides of an equation, either way round; none of other conditions.
    fn equated(&self) -> impl Iterator<Item = (&Expr, &Expr)> {
        let sides = match &self.expr {
            Expr::Compare {
                op: Comparison::Equal,
                left,
                right,
            } => Some([(&**left, &**right), (&**right, &**left)]),
            _ => None,
        };
        sides.into_iter().flatten()
    }
}

/// Splits a condition at its ANDs.
pub(crate) fn conjuncts(expr: Expr, into: &mut Vec<Condition>) {
    match expr {
        Expr::And(terms) => {
            for term in terms {
                conjuncts(term, into);
            }
        }
        expr => into.push(Condition::new(expr)),
    }
}

/// Joins before their conditions are placed.
pub(crate) enum Tree {
    Leaf {
        slot: usize,
        source: Source,
    },
    Join {
        kind: JoinKind,
        left: Box<Tree>,
        right: Box<Tree>,
        on: Vec<Condition>,
    },
}

impl Tree {
    fn slots(&self) -> u64 {
        match self {
            Self::Leaf { slot, .. } => 1 << slot,
            Self::Join { left, right, .. } => left.slots() | right.slots(),
        }
    }

    /// Some part of it reads the sources before it.
    fn is_lateral(&self) -> bool {
        match self {
            Self::Leaf { source, .. } => match source {
                Source::Lateral(_) => true,
                Source::Series(bounds) => slots(bounds) != 0,
                _ => false,
            },
            Self::Join { left, right, .. } => left.is_lateral() || right.is_lateral(),
        }
    }
}

/// Makes nodes of a tree.
pub(crate) struct Planner<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) dialect: Dialect,
    pub(crate) next_id: &'a mut usize,
}

impl Planner<'_> {
    /// Places `conditions` over `tree`; the slots of `bound` hold rows before it runs.
    pub(crate) fn place(&mut self, tree: Tree, conditions: Vec<Condition>, bound: u64) -> Node {
        match tree {
            Tree::Leaf { slot, source } => {
                let access = match source {
                    Source::Table(table) => self.access(table, slot, &conditions, bound),
                    _ => Access::Scan,
                };
                Node::Scan {
                    slot,
                    source,
                    access,
                    filter: conditions
                        .into_iter()
                        .map(|condition| condition.expr)
                        .collect(),
                }
            }
            Tree::Join {
                kind: JoinKind::Inner,
                mut left,
                mut right,
                on,
            } => {
                let mut all = conditions;
                all.extend(on);
                // The side that a key finds goes first.
                let (first, second) = (left.slots(), right.slots());
                let of = |side: u64, all: &[Condition]| -> Vec<Condition> {
                    all.iter()
                        .filter(|condition| condition.slots & !bound & !side == 0)
                        .cloned()
                        .collect()
                };
                if !right.is_lateral()
                    && !self.seeks(&left, &of(first, &all), bound)
                    && self.seeks(&right, &of(second, &all), bound)
                {
                    std::mem::swap(&mut left, &mut right);
                }
                let (first, second) = (left.slots(), right.slots());
                let (mine, rest): (Vec<_>, Vec<_>) = all
                    .into_iter()
                    .partition(|condition| condition.slots & !bound & !first == 0);
                let left_node = self.place(*left, mine, bound);
                self.join(
                    JoinKind::Inner,
                    left_node,
                    *right,
                    (first, second),
                    rest,
                    Vec::new(),
                    bound,
                )
            }
            Tree::Join {
                kind: JoinKind::Left,
                left,
                right,
                on,
            } => {
                let (first, second) = (left.slots(), right.slots());
                let (mine, filter): (Vec<_>, Vec<_>) = conditions
                    .into_iter()
                    .partition(|condition| condition.slots & !bound & !first == 0);
                let left_node = self.place(*left, mine, bound);
                self.join(
                    JoinKind::Left,
                    left_node,
                    *right,
                    (first, second),
                    on,
                    filter,
                    bound,
                )
            }
            Tree::Join {
                kind: JoinKind::Full,
                left,
                right,
                on,
            } => {
                let (first, second) = (left.slots(), right.slots());
                let left_node = self.place(*left, Vec::new(), 0);
                let right_node = self.place(*right, Vec::new(), 0);
                let (strategy, rest) = hash(on, first, second);
                Node::Join {
                    id: self.id(),
                    kind: JoinKind::Full,
                    left: Box::new(left_node),
                    right: Box::new(right_node),
                    strategy,
                    on: exprs(rest),
                    filter: exprs(conditions),
                    left_slots: bits(first),
                    right_slots: bits(second),
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one join")]
    fn join(
        &mut self,
        kind: JoinKind,
        left: Node,
        right: Tree,
        (first, second): (u64, u64),
        on: Vec<Condition>,
        filter: Vec<Condition>,
        bound: u64,
    ) -> Node {
        let again = right.is_lateral() || self.seeks(&right, &on, bound | first);
        let (node, strategy, on) = if again {
            (
                self.place(right, on, bound | first),
                Strategy::Seek,
                Vec::new(),
            )
        } else {
            // The right side is kept, so it may depend on nothing but itself.
            let (own, mixed): (Vec<_>, Vec<_>) = on
                .into_iter()
                .partition(|condition| condition.slots & !second == 0);
            let node = self.place(right, own, 0);
            let (strategy, rest) = hash(mixed, first | bound, second);
            (node, strategy, rest)
        };
        Node::Join {
            id: self.id(),
            kind,
            left: Box::new(left),
            right: Box::new(node),
            strategy,
            on: exprs(on),
            filter: exprs(filter),
            left_slots: bits(first),
            right_slots: bits(second),
        }
    }

    fn id(&mut self) -> usize {
        *self.next_id += 1;
        *self.next_id
    }
}

/// Puts raw joins and their compiled conditions together.
pub(crate) fn tree(
    raw: Raw<'_>,
    on: &mut dyn FnMut(super::from::On<'_>) -> Result<Vec<Condition>, crate::engine::EngineError>,
) -> Result<Tree, crate::engine::EngineError> {
    Ok(match raw {
        Raw::Leaf { slot, source } => Tree::Leaf { slot, source },
        Raw::Join {
            kind,
            left,
            right,
            on: condition,
        } => Tree::Join {
            kind,
            left: Box::new(tree(*left, on)?),
            right: Box::new(tree(*right, on)?),
            on: on(condition)?,
        },
    })
}

/// Takes `left = right` conditions as the keys of a hash join.
fn hash(conditions: Vec<Condition>, first: u64, second: u64) -> (Strategy, Vec<Condition>) {
    let (mut lefts, mut rights, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for condition in conditions {
        let sides = condition.equated().find(|(a, b)| {
            let (a, b) = (slots(a), slots(b));
            a != 0 && a & !first == 0 && b != 0 && b & !second == 0
        });
        if let Some((left, right)) = sides {
            lefts.push(left.clone());
            rights.push(right.clone());
        }
        // The hash only preselects: the condition itself decides.
        rest.push(condition);
    }
    let strategy = if lefts.is_empty() {
        Strategy::Loop
    } else {
        Strategy::Hash {
            left: lefts,
            right: rights,
        }
    };
    (strategy, rest)
}

fn exprs(conditions: Vec<Condition>) -> Vec<Expr> {
    conditions
        .into_iter()
        .map(|condition| condition.expr)
        .collect()
}

fn bits(slots: u64) -> Vec<usize> {
    (0..64).filter(|slot| slots >> slot & 1 == 1).collect()
}

/// Whether a plan counts all rows of one table, which needs no look at them.
pub(crate) fn counts_table(body: &Body) -> Option<TableId> {
    let Body::Select(select) = body else {
        return None;
    };
    let group = select.group.as_ref()?;
    let plain = group.keys.is_empty()
        && select.windows.is_empty()
        && group.aggregates.iter().all(|aggregate| {
            aggregate.kind == super::aggregate::Kind::Count
                && aggregate.argument.is_none()
                && aggregate.filter.is_none()
        });
    match &select.from {
        Node::Scan {
            source: Source::Table(table),
            filter,
            ..
        } if plain && filter.is_empty() => Some(*table),
        _ => None,
    }
}
