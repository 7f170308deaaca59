//! Turns a query's syntax tree into a plan.

use super::{
    Compiler,
    aggregate::Kind,
    compile::{CteName, Scope, Typed, shorten, unsupported},
    eval::invalid,
    expr::{
        Body, CtePlan, DistinctPlan, Expr, GroupPlan, Order, OrderBy, Output, Plan, SelectPlan,
        SetOp, WindowFunction, WindowPlan,
    },
    from::{On, Raw, is_alias},
    plan::{Condition, Planner, conjuncts, tree},
};
use crate::{
    dialect::Dialect,
    engine::{EngineError, catalogue::same_column, types::ColumnType},
    schema::Value,
};
use gluesql::core::sqlparser::ast::{
    self, Expr as Ast, GroupByExpr, SelectItem, SetExpr, SetOperator, SetQuantifier,
};
use std::rc::Rc;

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
        let plan = self.query_inner(query);
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

    fn with(&mut self, with: &ast::With) -> Result<Vec<CtePlan>, EngineError> {
        let mut plans = Vec::new();
        for cte in &with.cte_tables {
            let name = self.name(&cte.alias.name);
            self.next_id += 1;
            let id = self.next_id;
            let names: Vec<String> = cte
                .alias
                .columns
                .iter()
                .map(|name| self.name(name))
                .collect();
            let columns = |plan: &Plan| -> Result<Vec<(String, Option<ColumnType>)>, EngineError> {
                if !names.is_empty() && names.len() != plan.columns.len() {
                    return Err(invalid(format!(
                        "table {name} has {} values for {} columns",
                        plan.columns.len(),
                        names.len()
                    )));
                }
                Ok(plan
                    .columns
                    .iter()
                    .enumerate()
                    .map(|(at, column)| {
                        let name = names.get(at).unwrap_or(&column.label);
                        (name.clone(), column.ty.clone())
                    })
                    .collect())
            };
            let recursive = match &*cte.query.body {
                SetExpr::SetOperation {
                    op: SetOperator::Union,
                    set_quantifier,
                    left,
                    right,
                } if (with.recursive || self.dialect == Dialect::Mssql)
                    && mentions(right, &name, self.dialect) =>
                {
                    Some((left, right, *set_quantifier == SetQuantifier::All))
                }
                _ => None,
            };
            let plan = if let Some((left, right, all)) = recursive {
                let base = self.set_query(left)?;
                self.ctes.push(CteName {
                    name: name.clone(),
                    id,
                    columns: columns(&base)?,
                });
                let step = self.set_query(right)?;
                if step.columns.len() != base.columns.len() {
                    return Err(invalid(format!(
                        "both parts of {name} must have the same number of columns"
                    )));
                }
                CtePlan {
                    id,
                    plan: Rc::new(base),
                    recursive: Some((Rc::new(step), all)),
                }
            } else {
                let plan = self.query(&cte.query)?;
                self.ctes.push(CteName {
                    name: name.clone(),
                    id,
                    columns: columns(&plan)?,
                });
                CtePlan {
                    id,
                    plan: Rc::new(plan),
                    recursive: None,
                }
            };
            plans.push(plan);
        }
        Ok(plans)
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
                    other => return Err(unsupported(format!("{op:?} {other}"))),
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

    fn set_plan(&mut self, op: SetOp, all: bool, left: Plan, right: Plan) -> Plan {
        self.next_id += 1;
        let columns = left
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| Output {
                label: column.label.clone(),
                ty: column
                    .ty
                    .clone()
                    .or_else(|| right.columns.get(at).and_then(|column| column.ty.clone())),
            })
            .collect();
        let mut outer = left.outer.clone();
        for entry in &right.outer {
            if !outer.contains(entry) {
                outer.push(*entry);
            }
        }
        Plan {
            id: self.next_id,
            ctes: Vec::new(),
            body: Body::Set {
                op,
                all,
                left: Rc::new(left),
                right: Rc::new(right),
            },
            columns,
            order: Vec::new(),
            limit: None,
            offset: None,
            outer,
        }
    }

    fn values(&mut self, values: &ast::Values) -> Result<Plan, EngineError> {
        self.scopes.push(Scope::default());
        let mut rows = Vec::new();
        let mut types: Vec<Option<ColumnType>> = Vec::new();
        for list in &values.rows {
            let mut row = Vec::new();
            for (at, expr) in list.iter().enumerate() {
                let typed = self.expr(expr)?;
                if types.len() <= at {
                    types.push(typed.ty);
                }
                row.push(typed.expr);
            }
            if row.len() != types.len() {
                return Err(invalid("all VALUES must have the same number of terms"));
            }
            rows.push(row);
        }
        let scope = self.scopes.pop().unwrap_or_default();
        self.next_id += 1;
        Ok(Plan {
            id: self.next_id,
            ctes: Vec::new(),
            body: Body::Values(rows),
            columns: types
                .into_iter()
                .enumerate()
                .map(|(at, ty)| Output {
                    label: format!("column{}", at + 1),
                    ty,
                })
                .collect(),
            order: Vec::new(),
            limit: None,
            offset: None,
            outer: scope.outer,
        })
    }

    /// ORDER BY, LIMIT and OFFSET of a set operation: they see its output only.
    fn finish(&mut self, mut plan: Plan, tail: &Tail) -> Result<Plan, EngineError> {
        for order in tail.order {
            let at = match &order.expr {
                Ast::Value(ast::Value::Number(digits, _)) => {
                    position(&digits.to_string(), plan.columns.len())?
                }
                Ast::Identifier(ident) => {
                    let name = self.name(ident);
                    plan.columns
                        .iter()
                        .position(|column| same_column(&column.label, &name, self.dialect))
                        .ok_or(EngineError::NoSuchColumn { column: name })?
                }
                other => {
                    return Err(unsupported(format!(
                        "ORDER BY {} over a set operation",
                        shorten(&other.to_string())
                    )));
                }
            };
            let typed = Typed::new(Expr::Literal(Value::Null), plan.columns[at].ty.clone());
            plan.order
                .push(self.order(OrderBy::Output(at), &typed, order)?);
        }
        (plan.limit, plan.offset) = self.limits(tail)?;
        Ok(plan)
    }

    fn limits(&mut self, tail: &Tail) -> Result<(Option<Expr>, Option<Expr>), EngineError> {
        self.scopes.push(Scope::default());
        let limit = tail.limit.map(|limit| self.condition(limit)).transpose();
        let offset = tail.offset.map(|offset| self.condition(offset)).transpose();
        self.scopes.pop();
        Ok((limit?, offset?))
    }

    fn order(
        &self,
        by: OrderBy,
        typed: &Typed,
        order: &ast::OrderByExpr,
    ) -> Result<Order, EngineError> {
        if order.with_fill.is_some() {
            return Err(unsupported("WITH FILL"));
        }
        let descending = order.asc == Some(false);
        // PostgreSQL takes NULL for the largest value, the others for the smallest.
        let nulls_first = order
            .nulls_first
            .unwrap_or(descending == (self.dialect == Dialect::Postgres));
        Ok(Order {
            by,
            descending,
            nulls_first,
            numeric: matches!(typed.ty, Some(ColumnType::Decimal { .. }))
                && !matches!(self.dialect, Dialect::Sqlite | Dialect::Mssql),
        })
    }

    /// A key of ORDER BY inside an aggregate or a window.
    pub(crate) fn order_expr(&mut self, order: &ast::OrderByExpr) -> Result<Order, EngineError> {
        let typed = self.expr(&order.expr)?;
        self.order(OrderBy::Expr(typed.expr.clone()), &typed, order)
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
            || !select.named_window.is_empty()
        {
            return Err(unsupported(shorten(&select.to_string())));
        }
        let (raw, origins, merged) = self.from(&select.from)?;
        self.scopes.push(Scope {
            origins,
            merged,
            ..Scope::default()
        });
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
        raw: Raw,
        tail: &Tail,
    ) -> Result<(SelectPlan, Vec<Output>), EngineError> {
        let mut conditions = Vec::new();
        if let Some(selection) = &select.selection {
            conjuncts(self.condition(selection)?, &mut conditions);
        }
        let from = self.node(raw, conditions)?;

        self.allow(true);
        let (projection, columns) = self.projection(&select.projection)?;
        // GROUP BY may name a position or an alias of the select list.
        let keys = self.group_keys(&select.group_by, &select.projection, &projection, &columns)?;
        self.alias_scope(&columns, &projection);
        let having = select
            .having
            .as_ref()
            .map(|having| self.condition(having))
            .transpose()?;
        self.clear_aliases();
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
            keys: keys.unwrap_or_default(),
            aggregates,
        });
        if let Some(group) = &group
            && matches!(self.dialect, Dialect::Postgres | Dialect::Mssql)
        {
            self.check_grouping(group, &projection, having.as_ref(), &order)?;
        }
        let body = SelectPlan {
            from,
            group,
            having,
            windows,
            projection: projection.into_iter().map(|typed| typed.expr).collect(),
            distinct,
            order,
        };
        Ok((body, columns))
    }

    /// Compiles join conditions and places all conditions.
    pub(crate) fn node(
        &mut self,
        raw: Raw,
        conditions: Vec<Condition>,
    ) -> Result<super::expr::Node, EngineError> {
        let tree = tree(raw, &mut |on| {
            let mut found = Vec::new();
            match on {
                On::Nothing => {}
                On::Condition(condition) => conjuncts(self.condition(&condition)?, &mut found),
                On::Columns(pairs) => {
                    for (left, right) in pairs {
                        let typed = |expr: Expr| Typed::new(expr, None);
                        let (left, right) = (typed(left), typed(right));
                        found.push(Condition::new(self.comparison(
                            super::expr::Comparison::Equal,
                            left,
                            right,
                        )?));
                    }
                }
            }
            Ok(found)
        })?;
        let mut planner = Planner {
            catalogue: self.catalogue,
            dialect: self.dialect,
            next_id: &mut self.next_id,
        };
        Ok(planner.place(tree, conditions, 0))
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

    /// The select list, wildcards spread out.
    pub(crate) fn projection(
        &mut self,
        items: &[SelectItem],
    ) -> Result<(Vec<Typed>, Vec<Output>), EngineError> {
        let mut projection = Vec::new();
        let mut columns = Vec::new();
        for item in items {
            match item {
                // SQL Server also writes `alias = expression`.
                SelectItem::UnnamedExpr(Ast::BinaryOp {
                    left,
                    op: ast::BinaryOperator::Eq,
                    right,
                }) if self.dialect == Dialect::Mssql && matches!(&**left, Ast::Identifier(_)) => {
                    let typed = self.expr(right)?;
                    let label = match &**left {
                        Ast::Identifier(alias) => self.name(alias),
                        _ => String::new(),
                    };
                    columns.push(Output {
                        label,
                        ty: typed.ty.clone(),
                    });
                    projection.push(typed);
                }
                SelectItem::UnnamedExpr(expr) => {
                    let typed = self.expr(expr)?;
                    columns.push(Output {
                        label: self.label(expr),
                        ty: typed.ty.clone(),
                    });
                    projection.push(typed);
                }
                SelectItem::ExprWithAlias { expr, alias } => {
                    let typed = self.expr(expr)?;
                    columns.push(Output {
                        label: self.name(alias),
                        ty: typed.ty.clone(),
                    });
                    projection.push(typed);
                }
                SelectItem::Wildcard(options) => {
                    plain(options)?;
                    self.wildcard(None, &mut projection, &mut columns)?;
                }
                SelectItem::QualifiedWildcard(name, options) => {
                    plain(options)?;
                    let qualifier = self.name(super::from::last(name));
                    self.wildcard(Some(&qualifier), &mut projection, &mut columns)?;
                }
            }
        }
        Ok((projection, columns))
    }

    fn wildcard(
        &mut self,
        qualifier: Option<&str>,
        projection: &mut Vec<Typed>,
        columns: &mut Vec<Output>,
    ) -> Result<(), EngineError> {
        let before = columns.len();
        let Some(scope) = self.scopes.last() else {
            return Err(invalid("no table for *"));
        };
        if qualifier.is_none() {
            for merged in &scope.merged {
                projection.push(merged.typed.clone());
                columns.push(Output {
                    label: merged.name.clone(),
                    ty: merged.typed.ty.clone(),
                });
            }
        }
        let mut met = false;
        for (slot, origin) in scope.origins.iter().enumerate() {
            match qualifier {
                Some(qualifier) if !is_alias(&origin.alias, qualifier, self) => continue,
                None if origin.hidden => continue,
                _ => met = true,
            }
            for (column, (name, ty)) in origin.columns.iter().enumerate() {
                let merged = qualifier.is_none()
                    && scope
                        .merged
                        .iter()
                        .any(|merged| merged.parts.contains(&(slot, column)));
                if merged {
                    continue;
                }
                projection.push(Typed::new(
                    Expr::Column {
                        depth: 0,
                        slot,
                        column,
                    },
                    ty.clone(),
                ));
                columns.push(Output {
                    label: name.clone(),
                    ty: ty.clone(),
                });
            }
        }
        match qualifier {
            Some(qualifier) if !met => Err(EngineError::NoSuchTable {
                table: qualifier.into(),
            }),
            None if !met && before == columns.len() => Err(invalid("no tables specified")),
            _ => Ok(()),
        }
    }

    /// The label of a column that has no alias.
    fn label(&self, expr: &Ast) -> String {
        match expr {
            Ast::Identifier(ident) => self.name(ident),
            Ast::CompoundIdentifier(parts) => {
                parts.last().map(|part| self.name(part)).unwrap_or_default()
            }
            Ast::Nested(inner) if self.dialect == Dialect::Postgres => self.label(inner),
            Ast::Function(function) if self.dialect == Dialect::Postgres => {
                super::from::last(&function.name).value.to_lowercase()
            }
            Ast::Case { .. } if self.dialect == Dialect::Postgres => "case".into(),
            Ast::Exists { .. } if self.dialect == Dialect::Postgres => "exists".into(),
            Ast::Cast { expr, .. } if self.dialect == Dialect::Postgres => self.label(expr),
            _ if self.dialect == Dialect::Postgres => "?column?".into(),
            _ if self.dialect == Dialect::Mssql => String::new(),
            Ast::Value(ast::Value::SingleQuotedString(text)) if self.dialect != Dialect::Sqlite => {
                text.clone()
            }
            other => other.to_string(),
        }
    }

    fn group_keys(
        &mut self,
        group_by: &GroupByExpr,
        items: &[SelectItem],
        projection: &[Typed],
        columns: &[Output],
    ) -> Result<Option<Vec<Expr>>, EngineError> {
        let exprs = match group_by {
            GroupByExpr::Expressions(exprs, modifiers) if modifiers.is_empty() => exprs,
            other => return Err(unsupported(shorten(&other.to_string()))),
        };
        if exprs.is_empty() {
            return Ok(None);
        }
        self.allow(false);
        let mut keys = Vec::new();
        for expr in exprs {
            if let Ast::Value(ast::Value::Number(digits, _)) = expr {
                keys.push(
                    projection[position(&digits.to_string(), columns.len())?]
                        .expr
                        .clone(),
                );
                continue;
            }
            let key = match self.expr(expr) {
                Err(EngineError::NoSuchColumn { column }) => {
                    let alias = items
                        .iter()
                        .zip(projection)
                        .find_map(|(item, typed)| match item {
                            SelectItem::ExprWithAlias { alias, .. }
                                if same_column(&self.name(alias), &column, self.dialect) =>
                            {
                                Some(typed.expr.clone())
                            }
                            _ => None,
                        });
                    match alias {
                        Some(expr) if items.len() == projection.len() => expr,
                        _ => return Err(EngineError::NoSuchColumn { column }),
                    }
                }
                other => other?.expr,
            };
            keys.push(key);
        }
        self.allow(true);
        Ok(Some(keys))
    }

    /// A key of ORDER BY: a position, an alias, or an expression.
    fn select_order(
        &mut self,
        order: &ast::OrderByExpr,
        projection: &[Typed],
        columns: &[Output],
    ) -> Result<Order, EngineError> {
        let at = match &order.expr {
            Ast::Value(ast::Value::Number(digits, _)) => {
                Some(position(&digits.to_string(), columns.len())?)
            }
            Ast::Identifier(ident) => {
                let name = self.name(ident);
                columns
                    .iter()
                    .position(|column| same_column(&column.label, &name, self.dialect))
            }
            _ => None,
        };
        if let Some(at) = at {
            return self.order(OrderBy::Output(at), &projection[at], order);
        }
        self.order_expr(order)
    }

    /// A window function.
    pub(crate) fn window(
        &mut self,
        name: &str,
        arguments: &[&Ast],
        star: bool,
        distinct: bool,
        filter: Option<&Ast>,
        over: &ast::WindowType,
    ) -> Result<Typed, EngineError> {
        let ast::WindowType::WindowSpec(spec) = over else {
            return Err(unsupported("a named window"));
        };
        if !self.scopes.last().is_some_and(|scope| scope.allows_windows) {
            return Err(invalid(format!("misuse of window function {name}()")));
        }
        let one = |compiler: &mut Self| match arguments {
            [argument, ..] => compiler.expr(argument),
            [] => Err(invalid(format!("{name}() takes an argument"))),
        };
        let big = Some(ColumnType::BIG);
        let (function, ty) = match name {
            "row_number" => (WindowFunction::RowNumber, big),
            "rank" => (WindowFunction::Rank, big),
            "dense_rank" => (WindowFunction::DenseRank, big),
            "first_value" => {
                let typed = one(self)?;
                (WindowFunction::FirstValue(typed.expr), typed.ty)
            }
            "last_value" => {
                let typed = one(self)?;
                (WindowFunction::LastValue(typed.expr), typed.ty)
            }
            "lag" | "lead" => {
                let typed = one(self)?;
                let by = match arguments.get(1).map(|by| self.expr(by)).transpose()? {
                    None => 1,
                    Some(Typed {
                        expr: Expr::Literal(Value::Integer(by)),
                        ..
                    }) => by,
                    Some(_) => return Err(unsupported(format!("{name}() by an expression"))),
                };
                let otherwise = arguments
                    .get(2)
                    .map(|expr| self.condition(expr))
                    .transpose()?;
                (
                    WindowFunction::Lag {
                        expr: typed.expr,
                        by: if name == "lag" { by } else { -by },
                        otherwise,
                    },
                    typed.ty,
                )
            }
            _ => {
                let kind = Kind::find(name, arguments.len())
                    .ok_or_else(|| unsupported(format!("the window function {name}()")))?;
                let (aggregate, ty) =
                    self.build_aggregate(kind, filter, arguments, star, distinct, &[])?;
                (WindowFunction::Aggregate(aggregate), ty)
            }
        };
        let partition = spec
            .partition_by
            .iter()
            .map(|expr| self.condition(expr))
            .collect::<Result<_, _>>()?;
        let order = spec
            .order_by
            .iter()
            .map(|order| self.order_expr(order))
            .collect::<Result<_, _>>()?;
        let (whole, rows) = match &spec.window_frame {
            None => (false, false),
            Some(frame) => {
                use ast::{WindowFrameBound as Bound, WindowFrameUnits as Units};
                let from_start = matches!(frame.start_bound, Bound::Preceding(None));
                let whole = matches!(frame.end_bound, Some(Bound::Following(None)));
                let current = matches!(frame.end_bound, None | Some(Bound::CurrentRow));
                if !from_start || !(whole || current) || frame.units == Units::Groups {
                    return Err(unsupported("this window frame"));
                }
                (whole, frame.units == Units::Rows)
            }
        };
        let Some(scope) = self.scopes.last_mut() else {
            return Err(invalid("no query around the window function"));
        };
        scope.windows.push(WindowPlan {
            function,
            partition,
            order,
            whole,
            rows,
        });
        Ok(Typed::new(
            Expr::Window {
                index: scope.windows.len() - 1,
            },
            ty,
        ))
    }

    /// PostgreSQL and SQL Server let a grouped query read only what is the same for the group.
    fn check_grouping(
        &self,
        group: &GroupPlan,
        projection: &[Typed],
        having: Option<&Expr>,
        order: &[Order],
    ) -> Result<(), EngineError> {
        let Some(scope) = self.scopes.last() else {
            return Ok(());
        };
        // A grouped primary key determines its table's other columns.
        let determined: Vec<usize> = scope
            .origins
            .iter()
            .enumerate()
            .filter(|(slot, origin)| {
                let key = origin
                    .table
                    .and_then(|table| self.catalogue.table(table))
                    .and_then(|table| table.primary_key());
                key.is_some_and(|key| {
                    key.columns.iter().all(|wanted| {
                        group.keys.iter().any(|expr| {
                            matches!(expr, Expr::Column { depth: 0, slot: s, column } if s == slot && column == wanted)
                        })
                    })
                })
            })
            .map(|(slot, _)| slot)
            .collect();
        let order = order.iter().filter_map(|order| match &order.by {
            OrderBy::Expr(expr) => Some(expr),
            OrderBy::Output(_) => None,
        });
        let exprs = projection
            .iter()
            .map(|typed| &typed.expr)
            .chain(having)
            .chain(order);
        let keys: Vec<String> = group.keys.iter().map(|key| format!("{key:?}")).collect();
        for expr in exprs {
            if let Some((slot, column)) = ungrouped(expr, &keys, &determined) {
                let origin = &scope.origins[slot];
                return Err(invalid(format!(
                    "column \"{}.{}\" must appear in the GROUP BY clause or be used in an aggregate function",
                    origin.alias, origin.columns[column].0
                )));
            }
        }
        Ok(())
    }
}

/// A column that is neither grouped nor determined by what is.
fn ungrouped(expr: &Expr, keys: &[String], determined: &[usize]) -> Option<(usize, usize)> {
    if keys.contains(&format!("{expr:?}")) {
        return None;
    }
    let all = |exprs: &[Expr]| {
        exprs
            .iter()
            .find_map(|expr| ungrouped(expr, keys, determined))
    };
    let one = |expr: &Expr| ungrouped(expr, keys, determined);
    match expr {
        Expr::Column {
            depth: 0,
            slot,
            column,
        } if !determined.contains(slot) => Some((*slot, *column)),
        Expr::Not(expr)
        | Expr::Negate(expr)
        | Expr::IsNull { expr, .. }
        | Expr::IsTruth { expr, .. }
        | Expr::Convert { expr, .. } => one(expr),
        Expr::And(exprs)
        | Expr::Or(exprs)
        | Expr::Concat(exprs)
        | Expr::List(exprs)
        | Expr::Call {
            arguments: exprs, ..
        } => all(exprs),
        Expr::Compare { left, right, .. }
        | Expr::Same { left, right, .. }
        | Expr::Arithmetic { left, right, .. } => one(left).or_else(|| one(right)),
        Expr::Like { expr, pattern, .. } => one(expr).or_else(|| one(pattern)),
        Expr::InList { expr, list, .. } => one(expr).or_else(|| all(list)),
        Expr::Case {
            branches,
            otherwise,
        } => branches
            .iter()
            .find_map(|(when, then)| one(when).or_else(|| one(then)))
            .or_else(|| otherwise.as_ref().and_then(|expr| one(expr))),
        _ => None,
    }
}

/// `ORDER BY 2` as an index.
fn position(digits: &str, count: usize) -> Result<usize, EngineError> {
    match digits.parse::<usize>() {
        Ok(at) if (1..=count).contains(&at) => Ok(at - 1),
        _ => Err(invalid(format!(
            "position {digits} is not in the select list, which has {count} columns"
        ))),
    }
}

fn plain(options: &ast::WildcardAdditionalOptions) -> Result<(), EngineError> {
    if *options == ast::WildcardAdditionalOptions::default() {
        Ok(())
    } else {
        Err(unsupported("* with options"))
    }
}

/// Whether a query body reads from a table of that name.
fn mentions(body: &SetExpr, name: &str, dialect: Dialect) -> bool {
    match body {
        SetExpr::Select(select) => select.from.iter().any(|table| {
            let is = |factor: &ast::TableFactor| factor_mentions(factor, name, dialect);
            is(&table.relation) || table.joins.iter().any(|join| is(&join.relation))
        }),
        SetExpr::Query(query) => mentions(&query.body, name, dialect),
        SetExpr::SetOperation { left, right, .. } => {
            mentions(left, name, dialect) || mentions(right, name, dialect)
        }
        _ => false,
    }
}

fn factor_mentions(factor: &ast::TableFactor, name: &str, dialect: Dialect) -> bool {
    match factor {
        ast::TableFactor::Table { name: table, .. } => {
            same_column(&super::from::last(table).value, name, dialect)
        }
        ast::TableFactor::Derived { subquery, .. } => mentions(&subquery.body, name, dialect),
        ast::TableFactor::NestedJoin {
            table_with_joins, ..
        } => {
            factor_mentions(&table_with_joins.relation, name, dialect)
                || table_with_joins
                    .joins
                    .iter()
                    .any(|join| factor_mentions(&join.relation, name, dialect))
        }
        _ => false,
    }
}

/// What an UPDATE or DELETE goes through.
pub(crate) struct Targets {
    pub(crate) node: super::expr::Node,
    pub(crate) slots: usize,
}

impl Compiler<'_> {
    /// The FROM and WHERE of an UPDATE or DELETE; its names stay in sight for SET.
    pub(crate) fn targets(
        &mut self,
        tables: &[ast::TableWithJoins],
        selection: Option<&Ast>,
    ) -> Result<Targets, EngineError> {
        let (raw, origins, merged) = self.from(tables)?;
        let slots = origins.len();
        self.scopes.push(Scope {
            origins,
            merged,
            ..Scope::default()
        });
        let mut conditions = Vec::new();
        if let Some(selection) = selection {
            conjuncts(self.condition(selection)?, &mut conditions);
        }
        let node = self.node(raw, conditions)?;
        Ok(Targets { node, slots })
    }
}
