//! Compiles IN, ANY, ALL and LIKE.

use super::{Compiler, Typed, unsupported};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        collation::Collation,
        error::invalid,
        query::{
            expr::{Comparison, Expr, Plan, Quantity},
            like::{Memory, Style},
        },
    },
};
use gluesql::core::sqlparser::ast::{self, BinaryOperator, Expr as Ast};
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn in_list(
        &mut self,
        expr: &Ast,
        list: &[Ast],
        negated: bool,
    ) -> Result<Expr, EngineError> {
        if let Some(columns) = items(expr) {
            let mut ways = Vec::new();
            for item in list {
                let Some(values) = items(item) else {
                    return Err(invalid("a row can only be IN a list of rows"));
                };
                ways.push(self.compare_rows(Comparison::Equal, columns, values)?);
            }
            let any = Expr::Or(ways);
            return Ok(if negated {
                Expr::Not(Box::new(any))
            } else {
                any
            });
        }
        let value = self.expr(expr)?;
        let mut plain = Vec::with_capacity(list.len());
        let mut whole = None;
        for item in list {
            let item = self.expr(item)?;
            let (left, right) = self.harmonise(value.clone(), item)?;
            if !matches!(
                (&left, &value.expr),
                (Expr::Column { .. }, Expr::Column { .. })
            ) && matches!(left, Expr::Convert { .. })
            {
                whole = Some(left);
            }
            plain.push(right);
        }
        Ok(Expr::InList {
            expr: Box::new(whole.unwrap_or(value.expr)),
            list: plain,
            negated,
        })
    }

    pub(super) fn in_query(
        &mut self,
        expr: &Ast,
        subquery: &ast::Query,
        negated: bool,
    ) -> Result<Expr, EngineError> {
        let plan = Rc::new(self.query(subquery)?);
        self.in_plan(expr, plan, negated)
    }

    fn in_plan(&mut self, expr: &Ast, plan: Rc<Plan>, negated: bool) -> Result<Expr, EngineError> {
        let asts: Vec<&Ast> = match items(expr) {
            Some(items) => items.iter().collect(),
            None => vec![expr],
        };
        if asts.len() != plan.columns.len() {
            return Err(invalid(format!(
                "IN compares {} with {} columns",
                asts.len(),
                plan.columns.len()
            )));
        }
        let mut exprs = Vec::new();
        for (ast, column) in asts.into_iter().zip(&plan.columns) {
            let typed = self.expr(ast)?;
            let other = Typed::new(Expr::Parameter(usize::MAX), column.ty.clone());
            exprs.push(self.harmonise(typed, other)?.0);
        }
        Ok(Expr::InQuery {
            exprs,
            query: plan,
            negated,
        })
    }

    pub(super) fn quantified(
        &mut self,
        left: &Ast,
        op: &BinaryOperator,
        right: &Ast,
        all: bool,
    ) -> Result<Expr, EngineError> {
        let op = match op {
            BinaryOperator::Eq => Comparison::Equal,
            BinaryOperator::NotEq => Comparison::NotEqual,
            BinaryOperator::Lt => Comparison::Less,
            BinaryOperator::LtEq => Comparison::LessOrEqual,
            BinaryOperator::Gt => Comparison::Greater,
            BinaryOperator::GtEq => Comparison::GreaterOrEqual,
            other => return Err(unsupported(format!("{other} ANY"))),
        };
        let left = Box::new(self.expr(left)?.expr);
        let inner = match right {
            Ast::Nested(inner) => inner,
            other => other,
        };
        let right = match inner {
            Ast::Subquery(query) => Quantity::Query(Rc::new(self.query(query)?)),
            list => Quantity::List(Box::new(self.expr(list)?.expr)),
        };
        Ok(Expr::Quantified {
            op,
            all,
            left,
            right,
        })
    }

    pub(super) fn like(
        &mut self,
        expr: &Ast,
        pattern: &Ast,
        escape: Option<&String>,
        ilike: bool,
        negated: bool,
    ) -> Result<Expr, EngineError> {
        let escape = match escape {
            Some(text) => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (one, None) => one,
                    _ => return Err(invalid("ESCAPE takes one character")),
                }
            }
            None => match self.dialect {
                Dialect::Sqlite | Dialect::Mssql => None,
                _ => Some('\\'),
            },
        };
        Ok(Expr::Like {
            expr: Box::new(self.expr(expr)?.expr),
            pattern: Box::new(self.expr(pattern)?.expr),
            escape,
            style: if self.dialect == Dialect::Mssql {
                Style::Classes
            } else {
                Style::Like
            },
            letters: match Collation::of(self.dialect) {
                Collation::Binary if self.dialect == Dialect::Sqlite => Collation::PlainCase,
                Collation::Binary if ilike => Collation::CaseAndSpaces,
                folds => folds,
            },
            negated,
            memory: Memory::default(),
        })
    }

    /// SQLite's GLOB: case counts, and nothing escapes.
    pub(super) fn glob(
        &mut self,
        expr: &Ast,
        pattern: &Ast,
        negated: bool,
    ) -> Result<Expr, EngineError> {
        Ok(Expr::Like {
            expr: Box::new(self.expr(expr)?.expr),
            pattern: Box::new(self.expr(pattern)?.expr),
            escape: None,
            style: Style::Glob,
            letters: Collation::Binary,
            negated,
            memory: Memory::default(),
        })
    }
}

/// The items of a row value.
pub(super) fn items(ast: &Ast) -> Option<&[Ast]> {
    match ast {
        Ast::Tuple(items) => Some(items),
        _ => None,
    }
}
