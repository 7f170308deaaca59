//! Compiles the select list and the keys of ORDER BY that may point into it.

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::same_column,
        error::invalid,
        query::{
            Compiler,
            compile::{Typed, foreign, unsupported},
            expr::{Expr, Order, OrderBy, Output},
            from::{is_alias, last},
        },
        types::ColumnType,
    },
};
use gluesql::core::sqlparser::ast::{self, Expr as Ast, SelectItem};

impl Compiler<'_> {
    pub(super) fn order(
        &self,
        by: OrderBy,
        typed: &Typed,
        order: &ast::OrderByExpr,
    ) -> Result<Order, EngineError> {
        if order.with_fill.is_some() {
            return Err(unsupported("WITH FILL"));
        }
        if order.nulls_first.is_some()
            && !matches!(self.dialect, Dialect::Sqlite | Dialect::Postgres)
        {
            return Err(foreign("NULLS"));
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
            labels: match &typed.ty {
                Some(ColumnType::Enum(labels)) => Some(labels.clone()),
                _ => None,
            },
        })
    }

    /// A key of ORDER BY inside an aggregate or a window.
    pub(crate) fn order_expr(&mut self, order: &ast::OrderByExpr) -> Result<Order, EngineError> {
        let typed = self.expr(&order.expr)?;
        self.order(OrderBy::Expr(typed.expr.clone()), &typed, order)
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
                    let qualifier = self.last_name(name);
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
    pub(super) fn label(&self, expr: &Ast) -> String {
        match expr {
            Ast::Identifier(ident) => self.name(ident),
            Ast::CompoundIdentifier(parts) => {
                parts.last().map(|part| self.name(part)).unwrap_or_default()
            }
            Ast::Nested(inner) if self.dialect == Dialect::Postgres => self.label(inner),
            Ast::Function(function) if self.dialect == Dialect::Postgres => {
                last(&function.name).to_lowercase()
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

    /// A key of ORDER BY: a position, an alias, or an expression.
    pub(super) fn select_order(
        &mut self,
        order: &ast::OrderByExpr,
        projection: &[Typed],
        columns: &[Output],
    ) -> Result<Order, EngineError> {
        let at = match &order.expr {
            Ast::Identifier(ident) => {
                let name = self.name(ident);
                columns
                    .iter()
                    .position(|column| same_column(&column.label, &name, self.dialect))
            }
            other => self.position(other, "ORDER BY", columns.len())?,
        };
        if let Some(at) = at {
            return self.order(OrderBy::Output(at), &projection[at], order);
        }
        self.order_expr(order)
    }

    /// `ORDER BY 2` or `GROUP BY 2` as an index. PostgreSQL and SQLite take any constant whole
    /// number for one, and PostgreSQL refuses a text in its place.
    pub(super) fn position(
        &self,
        expr: &Ast,
        clause: &str,
        count: usize,
    ) -> Result<Option<usize>, EngineError> {
        let folds = matches!(self.dialect, Dialect::Postgres | Dialect::Sqlite);
        let outside = |digits: &str| {
            invalid(format!(
                "position {digits} is not in the select list, which has {count} columns"
            ))
        };
        match expr {
            Ast::Value(ast::Value::Number(digits, _)) => match digits.to_string().parse() {
                Ok(at @ 1..) if at <= count => Ok(Some(at - 1)),
                _ => Err(outside(&digits.to_string())),
            },
            Ast::Nested(inner) if folds => self.position(inner, clause, count),
            Ast::UnaryOp {
                op: ast::UnaryOperator::Minus,
                expr: inner,
            } if folds && is_number(inner) => Err(outside(&expr.to_string())),
            Ast::Value(ast::Value::SingleQuotedString(_)) if self.dialect == Dialect::Postgres => {
                Err(invalid(format!("non-integer constant in {clause}")))
            }
            _ => Ok(None),
        }
    }
}

/// Whether it is a number, however often its sign is turned.
fn is_number(expr: &Ast) -> bool {
    match expr {
        Ast::Value(ast::Value::Number(..)) => true,
        Ast::Nested(inner)
        | Ast::UnaryOp {
            op: ast::UnaryOperator::Minus,
            expr: inner,
        } => is_number(inner),
        _ => false,
    }
}

fn plain(options: &ast::WildcardAdditionalOptions) -> Result<(), EngineError> {
    if *options == ast::WildcardAdditionalOptions::default() {
        Ok(())
    } else {
        Err(unsupported("* with options"))
    }
}
