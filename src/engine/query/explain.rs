//! Turns a plan into lines that a person reads.

use super::expr::{Access, Body, JoinKind, Node, Plan, SelectPlan, SetOp, Source, Strategy};
use crate::engine::catalogue::{Catalogue, Finder, TableDef};

/// The plan, one step a line, what it is made of indented below.
pub(crate) fn explain(plan: &Plan, catalogue: &Catalogue) -> Vec<String> {
    let mut lines = Vec::new();
    query(plan, catalogue, 0, &mut lines);
    lines
}

fn push(depth: usize, text: &str, lines: &mut Vec<String>) {
    lines.push(format!("{}{text}", "  ".repeat(depth)));
}

fn query(plan: &Plan, catalogue: &Catalogue, depth: usize, lines: &mut Vec<String>) {
    let mut depth = depth;
    if plan.limit.is_some() || plan.offset.is_some() {
        push(depth, "first rows only", lines);
        depth += 1;
    }
    for cte in &plan.ctes {
        let how = if cte.recursive.is_some() {
            "with, again and again"
        } else {
            "with"
        };
        push(depth, how, lines);
        query(&cte.plan, catalogue, depth + 1, lines);
        if let Some((step, _)) = &cte.recursive {
            query(step, catalogue, depth + 1, lines);
        }
    }
    if !plan.order.is_empty() {
        push(depth, "sort", lines);
        depth += 1;
    }
    match &plan.body {
        Body::Select(body) => select(body, catalogue, depth, lines),
        Body::Values(rows) => push(depth, &format!("{} rows of values", rows.len()), lines),
        Body::Set {
            op,
            all,
            left,
            right,
        } => {
            let name = match op {
                SetOp::Union => "union",
                SetOp::Intersect => "intersect",
                SetOp::Except => "except",
            };
            let all = if *all { " all" } else { "" };
            push(depth, &format!("{name}{all}"), lines);
            query(left, catalogue, depth + 1, lines);
            query(right, catalogue, depth + 1, lines);
        }
    }
}

fn select(select: &SelectPlan, catalogue: &Catalogue, depth: usize, lines: &mut Vec<String>) {
    let mut depth = depth;
    let mut step = |text: &str, lines: &mut Vec<String>| {
        push(depth, text, lines);
        depth += 1;
    };
    match &select.walk {
        Some(walk) => {
            if let Some(def) = catalogue.table(walk.table) {
                let columns = index(def, walk.finder);
                step(
                    &format!("sort, or read in the order of {columns} while rows are wanted"),
                    lines,
                );
            }
        }
        None if !select.order.is_empty() => step("sort", lines),
        None => {}
    }
    if select.distinct.is_some() {
        step("leave out repeated rows", lines);
    }
    if !select.windows.is_empty() {
        step("window functions", lines);
    }
    if select.having.is_some() {
        step("keep groups that satisfy HAVING", lines);
    }
    if let Some(group) = &select.group {
        step(
            if group.keys.is_empty() {
                "aggregate all rows"
            } else {
                "group"
            },
            lines,
        );
    }
    node(&select.from, catalogue, depth, lines);
}

/// How the rows of tables are found and joined.
pub(crate) fn node(node_: &Node, catalogue: &Catalogue, depth: usize, lines: &mut Vec<String>) {
    match node_ {
        Node::Scan {
            source,
            access,
            filter,
            ..
        } => scan(source, access, filter.len(), catalogue, depth, lines),
        Node::Join {
            kind,
            left,
            right,
            strategy,
            ..
        } => {
            let kind = match kind {
                JoinKind::Inner => "join",
                JoinKind::Left => "left join",
                JoinKind::Full => "full join",
            };
            let how = match strategy {
                Strategy::Seek => "looking up each row",
                Strategy::Hash { .. } => "by hash",
                Strategy::Loop => "comparing every pair",
            };
            push(depth, &format!("{kind}, {how}"), lines);
            node(left, catalogue, depth + 1, lines);
            node(right, catalogue, depth + 1, lines);
        }
    }
}

fn scan(
    source: &Source,
    access: &Access,
    filters: usize,
    catalogue: &Catalogue,
    depth: usize,
    lines: &mut Vec<String>,
) {
    let filtered = if filters == 0 { "" } else { ", filtered" };
    match source {
        Source::Table(table) => {
            let Some(def) = catalogue.table(*table) else {
                return;
            };
            let how = match access {
                Access::Scan => format!("scan {}{filtered}", def.name),
                Access::Key { finder, .. } => {
                    format!("find in {} by {}", def.name, index(def, *finder))
                }
                Access::Keys { finder, .. } | Access::Query { finder, .. } => {
                    format!("find several in {} by {}", def.name, index(def, *finder))
                }
                Access::Range { finder, .. } => {
                    format!("find a range in {} by {}", def.name, index(def, *finder))
                }
            };
            push(depth, &how, lines);
        }
        Source::Query(plan) => {
            push(depth, &format!("rows of a subquery{filtered}"), lines);
            query(plan, catalogue, depth + 1, lines);
        }
        Source::Lateral(plan) => {
            push(depth, &format!("run a query for each row{filtered}"), lines);
            query(plan, catalogue, depth + 1, lines);
        }
        Source::Cte(_) => push(depth, &format!("rows of a WITH query{filtered}"), lines),
        Source::Rows(_) => push(depth, &format!("scan the catalogue{filtered}"), lines),
        Source::Nothing => push(depth, "one row", lines),
        Source::Series(_) => push(depth, "count through a series", lines),
    }
}

fn index(def: &TableDef, finder: Finder) -> String {
    let columns = match finder {
        Finder::Unique(at) => &def.uniques[at].columns,
        Finder::Lookup(at) => &def.lookups[at].columns,
    };
    format!("({})", def.names(columns).join(", "))
}
