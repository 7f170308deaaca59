//! Puts each condition where it can be looked at first, and lets indexes answer what they can.

use super::{
    expr::{
        Access, Body, Comparison, Expr, JoinKind, Node, Plan, Quantity, SelectPlan, Source,
        Strategy, Walk,
    },
    from::Raw,
};
use crate::{
    dialect::Dialect,
    engine::{
        catalogue::{Catalogue, Finder, TableDef, TableId},
        types::ColumnType,
    },
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

    /// Whether an index finds the first rows of a tree, given what is bound.
    fn seeks(&self, tree: &Tree, conditions: &[Condition], bound: u64) -> bool {
        match tree {
            Tree::Leaf {
                slot,
                source: Source::Table(table),
            } => matches!(
                self.access(*table, *slot, conditions, bound),
                Access::Key { .. } | Access::Keys { .. } | Access::Query { .. }
            ),
            Tree::Leaf { .. } => false,
            Tree::Join {
                kind,
                left,
                right,
                on,
            } => {
                if *kind == JoinKind::Full {
                    return false;
                }
                let mut all = conditions.to_vec();
                if *kind == JoinKind::Inner {
                    all.extend(on.iter().cloned());
                }
                let side = |slots: u64| -> Vec<Condition> {
                    all.iter()
                        .filter(|condition| condition.slots & !bound & !slots == 0)
                        .cloned()
                        .collect()
                };
                self.seeks(left, &side(left.slots()), bound)
                    || (*kind == JoinKind::Inner && self.seeks(right, &side(right.slots()), bound))
            }
        }
    }

    /// The best index for a table under some conditions.
    fn access(&self, table: TableId, slot: usize, conditions: &[Condition], bound: u64) -> Access {
        let Some(def) = self.catalogue.table(table) else {
            return Access::Scan;
        };
        let outside = |expr: &Expr| slots(expr) & !bound == 0;
        let mut equal: Vec<(usize, &Expr)> = Vec::new();
        for condition in conditions {
            if let Expr::Compare {
                op: Comparison::Equal,
                left,
                right,
            } = &condition.expr
            {
                for (column, other) in [(left, right), (right, left)] {
                    if let Some(column) = own_column(column, slot)
                        && outside(other)
                        && self.indexable(def, column)
                    {
                        equal.push((column, other));
                    }
                }
            }
        }
        let keys = |columns: &[usize]| -> Option<Vec<(Expr, ColumnType)>> {
            columns
                .iter()
                .map(|column| {
                    let (_, other) = equal.iter().find(|(equal, _)| equal == column)?;
                    Some(((*other).clone(), def.columns[*column].ty.clone()))
                })
                .collect()
        };
        for (at, unique) in def.uniques.iter().enumerate() {
            if unique.is_plain()
                && let Some(keys) = keys(&unique.columns)
            {
                return Access::Key {
                    finder: Finder::Unique(at),
                    keys,
                };
            }
        }
        for (at, lookup) in def.lookups.iter().enumerate() {
            if !lookup.columns.is_empty()
                && let Some(keys) = keys(&lookup.columns)
            {
                return Access::Key {
                    finder: Finder::Lookup(at),
                    keys,
                };
            }
        }
        for condition in conditions {
            match &condition.expr {
                Expr::InList {
                    expr,
                    list,
                    negated: false,
                } => {
                    if let Some(column) = own_column(expr, slot)
                        && list.iter().all(outside)
                        && self.indexable(def, column)
                        && let Some(finder) = def.finder(&[column])
                    {
                        return Access::Keys {
                            finder,
                            list: list.clone(),
                            ty: def.columns[column].ty.clone(),
                        };
                    }
                }
                Expr::InQuery {
                    exprs,
                    query,
                    negated: false,
                } => {
                    if let [expr] = exprs.as_slice()
                        && !query.correlated()
                        && let Some(column) = own_column(expr, slot)
                        && self.indexable(def, column)
                        && let Some(finder) = def.finder(&[column])
                    {
                        return Access::Query {
                            finder,
                            query: query.clone(),
                            ty: def.columns[column].ty.clone(),
                        };
                    }
                }
                _ => {}
            }
        }
        self.range(def, slot, conditions, bound)
    }

    /// The index whose order is that of ORDER BY, where each row of one table gives one row.
    pub(crate) fn walk(&self, select: &SelectPlan) -> Option<Walk> {
        let Node::Scan {
            slot,
            source: Source::Table(table),
            access: Access::Scan,
            ..
        } = &select.from
        else {
            return None;
        };
        let (first, rest) = select.order.split_first()?;
        if first.numeric
            || first.labels.is_some()
            || select.group.is_some()
            || select.distinct.is_some()
            || !select.windows.is_empty()
        {
            return None;
        }
        let column = own_column(select.ordered_by(first)?, *slot)?;
        let def = self.catalogue.table(*table)?;
        let finder = def.finder(&[column])?;
        // Where no two rows have the same key, what else they would be ordered by is no matter.
        let decides = rest.is_empty() || matches!(finder, Finder::Unique(_));
        (decides && self.indexable(def, column)).then_some(Walk {
            slot: *slot,
            table: *table,
            finder,
            descending: first.descending,
        })
    }

    fn range(&self, def: &TableDef, slot: usize, conditions: &[Condition], bound: u64) -> Access {
        let mut best: Option<(usize, Finder)> = None;
        let (mut low, mut high) = (None, None);
        for condition in conditions {
            let Expr::Compare { op, left, right } = &condition.expr else {
                continue;
            };
            for (column, other, op) in [(left, right, *op), (right, left, op.flipped())] {
                let Some(column) = own_column(column, slot) else {
                    continue;
                };
                if slots(other) & !bound != 0 || !self.indexable(def, column) {
                    continue;
                }
                let Some(finder) = def.finder(&[column]) else {
                    continue;
                };
                if best.is_some_and(|(known, _)| known != column) {
                    continue;
                }
                let end = match op {
                    Comparison::Greater | Comparison::GreaterOrEqual => &mut low,
                    Comparison::Less | Comparison::LessOrEqual => &mut high,
                    Comparison::Equal | Comparison::NotEqual => continue,
                };
                let inclusive = matches!(op, Comparison::GreaterOrEqual | Comparison::LessOrEqual);
                end.get_or_insert(((**other).clone(), inclusive));
                best = Some((column, finder));
            }
        }
        match best {
            Some((column, finder)) => Access::Range {
                finder,
                ty: def.columns[column].ty.clone(),
                low,
                high,
            },
            None => Access::Scan,
        }
    }

    /// Whether a key built from a compared value finds every row that compares equal.
    fn indexable(&self, def: &TableDef, column: usize) -> bool {
        !matches!(
            (&def.columns[column].ty, self.dialect),
            (ColumnType::Json | ColumnType::Array(_), _)
                | (ColumnType::Decimal { scale: None, .. }, Dialect::Postgres)
        )
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
        if let Expr::Compare {
            op: Comparison::Equal,
            left,
            right,
        } = &condition.expr
        {
            let sides = [(left, right), (right, left)].into_iter().find(|(a, b)| {
                let (a, b) = (slots(a), slots(b));
                a != 0 && a & !first == 0 && b != 0 && b & !second == 0
            });
            if let Some((left, right)) = sides {
                lefts.push((**left).clone());
                rights.push((**right).clone());
            }
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

fn own_column(expr: &Expr, wanted: usize) -> Option<usize> {
    match expr {
        Expr::Column {
            depth: 0,
            slot,
            column,
        } if *slot == wanted => Some(*column),
        _ => None,
    }
}

/// The slots of this query that an expression reads.
pub(crate) fn slots(expr: &Expr) -> u64 {
    let mut found = 0;
    collect(expr, &mut found);
    found
}

fn collect(expr: &Expr, found: &mut u64) {
    let mut plan = |plan: &Plan| {
        for (out, slot) in &plan.outer {
            if *out == 1 {
                *found |= 1 << slot;
            }
        }
    };
    match expr {
        Expr::Literal(_) | Expr::Parameter(_) | Expr::Aggregate { .. } | Expr::Window { .. } => {}
        Expr::Column { depth, slot, .. } | Expr::RowId { depth, slot } => {
            if *depth == 0 {
                *found |= 1 << slot;
            }
        }
        Expr::Not(expr)
        | Expr::Negate(expr)
        | Expr::IsNull { expr, .. }
        | Expr::IsTruth { expr, .. }
        | Expr::Convert { expr, .. } => collect(expr, found),
        Expr::And(all)
        | Expr::Or(all)
        | Expr::Concat(all)
        | Expr::List(all)
        | Expr::Call { arguments: all, .. } => {
            for expr in all {
                collect(expr, found);
            }
        }
        Expr::Compare { left, right, .. }
        | Expr::Same { left, right, .. }
        | Expr::Arithmetic { left, right, .. }
        | Expr::Like {
            expr: left,
            pattern: right,
            ..
        } => {
            collect(left, found);
            collect(right, found);
        }
        Expr::InList { expr, list, .. } => {
            collect(expr, found);
            for item in list {
                collect(item, found);
            }
        }
        Expr::InQuery { exprs, query, .. } => {
            plan(query);
            for expr in exprs {
                collect(expr, found);
            }
        }
        Expr::Exists { query, .. } | Expr::Scalar(query) => plan(query),
        Expr::Quantified { left, right, .. } => {
            if let Quantity::Query(query) = right {
                plan(query);
            }
            collect(left, found);
            if let Quantity::List(list) = right {
                collect(list, found);
            }
        }
        Expr::Case {
            branches,
            otherwise,
        } => {
            for (when, then) in branches {
                collect(when, found);
                collect(then, found);
            }
            if let Some(otherwise) = otherwise {
                collect(otherwise, found);
            }
        }
    }
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
