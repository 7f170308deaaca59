//! Turns a query's syntax tree into a plan.
//!
//! A query is [`with`] its named queries, a body and a tail (ORDER BY, LIMIT, OFFSET). The body is
//! one SELECT, compiled here clause by clause in the order in which they see each other's names
//! (FROM, WHERE, select [`list`], [`group`], HAVING, ORDER BY), or a [`set`] operation over several.

mod group;
mod list;
mod set;
mod window;
mod with;

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        query::{
            Compiler,
            compile::{Typed, shorten, unsupported},
            expr::{
                Body, Comparison, DistinctPlan, Expr, GroupPlan, Node, Output, Plan, SelectPlan,
                SetOp,
            },
            from::{On, Raw},
            plan::{Condition, Planner, conjuncts, tree},
        },
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, Expr as Ast, SetExpr, SetOperator, SetQuantifier};
use std::ops::Range;

/// ORDER BY, LIMIT and OFFSET of a query.
#[derive(Default)]
struct Tail<'a> {
    order: &'a [ast::OrderByExpr],
    limit: Option<&'a Ast>,
    offset: Option<&'a Ast>,
}

impl Compiler<'_> {
    /// A query with all its clauses.
    pub(crate) fn query(&mut self, query: &ast::Query) -> Result<Plan, EngineError> {
        self.enter()?;
        let around = self.clause;
        let plan = self.query_inner(query);
        self.clause = around;
        self.leave();
        plan
    }

    fn query_inner(&mut self, query: &ast::Query) -> Result<Plan, EngineError> {
        if query.for_clause.is_some()
            || query.settings.is_some()
            || query.format_clause.is_some()
            || !query.limit_by.is_empty()
        {
            return Err(unsupported(shorten(&query.to_string())));
        }
        let fetch = match &query.fetch {
            Some(fetch) if fetch.with_ties || fetch.percent => {
                return Err(unsupported("FETCH … WITH TIES or PERCENT"));
            }
            Some(fetch) => fetch.quantity.as_ref(),
            None => None,
        };
        let known = self.ctes.len();
        let ctes = match &query.with {
            Some(with) => self.with(with)?,
            None => Vec::new(),
        };
        let tail = Tail {
            order: query
                .order_by
                .as_ref()
                .map_or(&[], |order| order.exprs.as_slice()),
            limit: query.limit.as_ref().or(fetch),
            offset: query.offset.as_ref().map(|offset| &offset.value),
        };
        let mut plan = self.body(&query.body, &tail)?;
        self.ctes.truncate(known);
        for cte in &ctes {
            for entry in cte
                .plan
                .outer
                .iter()
                .chain(cte.recursive.iter().flat_map(|(plan, _)| plan.outer.iter()))
            {
                if !plan.outer.contains(entry) {
                    plan.outer.push(*entry);
                }
            }
        }
        plan.ctes = ctes;
        Ok(plan)
    }

    /// A query body without clauses of its own.
    pub(crate) fn set_query(&mut self, body: &SetExpr) -> Result<Plan, EngineError> {
        self.body(body, &Tail::default())
    }

    fn body(&mut self, body: &SetExpr, tail: &Tail) -> Result<Plan, EngineError> {
        self.enter()?;
        let plan = match body {
            SetExpr::Select(select) => self.select(select, tail),
            SetExpr::Query(query)
                if tail.order.is_empty() && tail.limit.is_none() && tail.offset.is_none() =>
            {
                self.query(query)
            }
            SetExpr::Query(query) => {
                // (SELECT … LIMIT 1) ORDER BY …: the outer clauses work on the inner result.
                let inner = self.query(query)?;
                let plan = self.set_plan(
                    SetOp::Union,
                    true,
                    inner,
                    Plan {
                        id: 0,
                        ctes: Vec::new(),
                        body: Body::Values(Vec::new()),
                        columns: Vec::new(),
                        order: Vec::new(),
                        limit: None,
                        offset: None,
                        outer: Vec::new(),
                    },
                );
                self.finish(plan, tail)
            }
            SetExpr::Values(values) => {
                let plan = self.values(values)?;
                self.finish(plan, tail)
            }
            SetExpr::SetOperation {
                op,
                set_quantifier,
                left,
                right,
            } => {
                let op = match op {
                    SetOperator::Union => SetOp::Union,
                    SetOperator::Intersect => SetOp::Intersect,
                    SetOperator::Except => SetOp::Except,
                };
                let all = match set_quantifier {
                    SetQuantifier::All => true,
                    SetQuantifier::None | SetQuantifier::Distinct => false,
                    other => return Err(unsupported(format!("a set operation by name ({other})"))),
                };
                let left = self.set_query(left)?;
                let right = self.set_query(right)?;
                if left.columns.len() != right.columns.len() {
                    return Err(invalid(
                        "both sides of a set operation must have the same number of columns",
                    ));
                }
                let plan = self.set_plan(op, all, left, right);
                self.finish(plan, tail)
            }
            other => Err(unsupported(shorten(&other.to_string()))),
        };
        self.leave();
        plan
    }

    fn select(&mut self, select: &ast::Select, tail: &Tail) -> Result<Plan, EngineError> {
        if select.into.is_some()
            || !select.lateral_views.is_empty()
            || select.prewhere.is_some()
            || !select.cluster_by.is_empty()
            || !select.distribute_by.is_empty()
            || !select.sort_by.is_empty()
            || select.qualify.is_some()
            || select.value_table_mode.is_some()
            || select.connect_by.is_some()
        {
            return Err(unsupported(shorten(&select.to_string())));
        }
        let (raw, scope) = self.from(&select.from)?;
        self.scopes.push(scope);
        let built = self.select_body(select, raw, tail);
        let scope = self.scopes.pop().unwrap_or_default();
        let (body, columns) = built?;
        let mut top = None;
        if let Some(given) = &select.top {
            if given.with_ties || given.percent {
                return Err(unsupported("TOP … WITH TIES or PERCENT"));
            }
            top = match &given.quantity {
                Some(ast::TopQuantity::Constant(count)) => Some(Expr::Literal(Value::Integer(
                    i64::try_from(*count).unwrap_or(i64::MAX),
                ))),
                Some(ast::TopQuantity::Expr(expr)) => Some(self.condition(expr)?),
                None => None,
            };
        }
        let (limit, offset) = self.limits(tail)?;
        self.next_id += 1;
        Ok(Plan {
            id: self.next_id,
            ctes: Vec::new(),
            body: Body::Select(Box::new(body)),
            columns,
            order: Vec::new(),
            limit: limit.or(top),
            offset,
            outer: scope.outer,
        })
    }

    fn select_body(
        &mut self,
        select: &ast::Select,
        raw: Raw<'_>,
        tail: &Tail,
    ) -> Result<(SelectPlan, Vec<Output>), EngineError> {
        let mut conditions = Vec::new();
        if let Some(selection) = &select.selection {
            self.clause = "WHERE";
            conjuncts(self.condition(selection)?, &mut conditions);
        }
        let from = self.node(raw, conditions)?;

        self.allow(true);
        self.name_windows(&select.named_window)?;
        self.clause = "SELECT";
        let (projection, columns) = self.projection(&select.projection)?;
        // GROUP BY may name a position or an alias of the select list.
        self.clause = "GROUP BY";
        let keys = self.group_keys(&select.group_by, &select.projection, &projection, &columns)?;
        self.alias_scope(&columns, &projection);
        self.clause = "HAVING";
        let having = select
            .having
            .as_ref()
            .map(|having| self.condition(having))
            .transpose()?;
        self.clear_aliases();
        self.clause = "ORDER BY";
        let mut order = Vec::new();
        for by in tail.order {
            order.push(self.select_order(by, &projection, &columns)?);
        }
        let distinct = match &select.distinct {
            None => None,
            Some(ast::Distinct::Distinct) => Some(DistinctPlan::Rows),
            Some(ast::Distinct::On(keys)) => Some(DistinctPlan::On(
                keys.iter()
                    .map(|key| self.condition(key))
                    .collect::<Result<_, _>>()?,
            )),
        };
        self.allow(false);
        let Some(scope) = self.scopes.last_mut() else {
            return Err(invalid("no query"));
        };
        let aggregates: Vec<_> = std::mem::take(&mut scope.aggregates)
            .into_iter()
            .map(|(_, aggregate, _)| aggregate)
            .collect();
        let windows = std::mem::take(&mut scope.windows);
        let grouped = keys.is_some() || !aggregates.is_empty();
        if having.is_some() && !grouped && self.dialect != Dialect::Mysql {
            return Err(invalid("HAVING needs GROUP BY or an aggregate"));
        }
        let group = grouped.then(|| GroupPlan {
            aggregates,
            ..keys.unwrap_or_default()
        });
        if let Some(group) = &group
            && matches!(self.dialect, Dialect::Postgres | Dialect::Mssql)
        {
            self.check_grouping(group, &projection, having.as_ref(), &order)?;
        }
        let mut body = SelectPlan {
            from,
            group,
            having,
            windows,
            projection: projection.into_iter().map(|typed| typed.expr).collect(),
            distinct,
            order,
            walk: None,
        };
        body.walk = self.planner().walk(&body);
        Ok((body, columns))
    }

    /// Compiles join conditions and places all conditions.
    pub(crate) fn node(
        &mut self,
        raw: Raw<'_>,
        conditions: Vec<Condition>,
    ) -> Result<Node, EngineError> {
        let tree = tree(raw, &mut |on| {
            let mut found = Vec::new();
            match on {
                On::Nothing => {}
                On::Condition(condition, sees) => {
                    self.clause = "ON";
                    self.sees(Some(sees));
                    let condition = self.condition(condition);
                    self.sees(None);
                    conjuncts(condition?, &mut found);
                }
                On::Columns(pairs) => {
                    for (left, right) in pairs {
                        let typed = |expr: Expr| Typed::new(expr, None);
                        let (left, right) = (typed(left), typed(right));
                        found.push(Condition::new(self.comparison(
                            Comparison::Equal,
                            left,
                            right,
                        )?));
                    }
                }
            }
            Ok(found)
        })?;
        Ok(self.planner().place(tree, conditions, 0))
    }

    fn planner(&mut self) -> Planner<'_> {
        Planner {
            catalogue: self.catalogue,
            dialect: self.dialect,
            next_id: &mut self.next_id,
        }
    }

    /// Says which slots names may stand for; `None`: all of them.
    fn sees(&mut self, slots: Option<Range<usize>>) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.sees = slots;
        }
    }

    fn allow(&mut self, aggregates: bool) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.allows_aggregates = aggregates;
            scope.allows_windows = aggregates;
        }
    }

    fn alias_scope(&mut self, columns: &[Output], projection: &[Typed]) {
        // PostgreSQL and SQL Server know no alias in HAVING.
        if matches!(self.dialect, Dialect::Postgres | Dialect::Mssql) {
            return;
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.aliases = columns
                .iter()
                .zip(projection)
                .map(|(column, typed)| (column.label.clone(), typed.clone()))
                .collect();
        }
    }

    fn clear_aliases(&mut self) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.aliases.clear();
        }
    }
}

/// What an UPDATE or DELETE goes through.
#[derive(Debug)]
pub(crate) struct Targets {
    pub(crate) node: Node,
    pub(crate) slots: usize,
}

impl Compiler<'_> {
    /// The FROM and WHERE of an UPDATE or DELETE; its names stay in sight for SET.
    pub(crate) fn targets(
        &mut self,
        tables: &[&ast::TableWithJoins],
        selection: Option<&Ast>,
    ) -> Result<Targets, EngineError> {
        let (raw, scope) = self.from(tables.iter().copied())?;
        let slots = scope.origins.len();
        self.scopes.push(scope);
        let mut conditions = Vec::new();
        if let Some(selection) = selection {
            self.clause = "WHERE";
            conjuncts(self.condition(selection)?, &mut conditions);
        }
        let node = self.node(raw, conditions)?;
        self.clause = "SET";
        Ok(Targets { node, slots })
    }
}
