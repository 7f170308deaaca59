//! Which index answers what: the conditions on a table, and the order of its rows.

use super::{Condition, Planner, Tree, slots};
use crate::{
    dialect::Dialect,
    engine::{
        catalogue::{Finder, TableDef, TableId},
        query::expr::{Access, Comparison, Expr, JoinKind, Node, SelectPlan, Source, Walk},
        types::ColumnType,
    },
};

impl Planner<'_> {
    /// Whether an index finds the first rows of a tree, given what is bound.
    pub(super) fn seeks(&self, tree: &Tree, conditions: &[Condition], bound: u64) -> bool {
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
    pub(super) fn access(
        &self,
        table: TableId,
        slot: usize,
        conditions: &[Condition],
        bound: u64,
    ) -> Access {
        let Some(def) = self.catalogue.table(table) else {
            return Access::Scan;
        };
        let outside = |expr: &Expr| slots(expr) & !bound == 0;
        let mut equal: Vec<(usize, &Expr)> = Vec::new();
        for condition in conditions {
            for (column, other) in condition.equated() {
                if let Some(column) = own_column(column, slot)
                    && outside(other)
                    && self.indexable(def, column)
                {
                    equal.push((column, other));
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
            (ColumnType::Json { .. } | ColumnType::Array(_), _)
                | (ColumnType::Decimal { scale: None, .. }, Dialect::Postgres)
        )
    }
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
