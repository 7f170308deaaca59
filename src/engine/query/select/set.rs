//! Compiles UNION, INTERSECT, EXCEPT and VALUES, and the clauses that work on their output.

use super::Tail;
use crate::{
    engine::{
        EngineError,
        catalogue::same_column,
        error::invalid,
        query::{
            Compiler,
            compile::{Scope, Typed, shorten, unsupported},
            expr::{Body, Expr, OrderBy, Output, Plan, SetOp},
        },
        types::ColumnType,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, Expr as Ast};
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn set_plan(&mut self, op: SetOp, all: bool, left: Plan, right: Plan) -> Plan {
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

    pub(super) fn values(&mut self, values: &ast::Values) -> Result<Plan, EngineError> {
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
    pub(super) fn finish(&mut self, mut plan: Plan, tail: &Tail) -> Result<Plan, EngineError> {
        for order in tail.order {
            let at = match &order.expr {
                Ast::Identifier(ident) => {
                    let name = self.name(ident);
                    plan.columns
                        .iter()
                        .position(|column| same_column(&column.label, &name, self.dialect))
                        .ok_or(EngineError::NoSuchColumn {
                            column: name,
                            clause: "ORDER BY",
                        })?
                }
                other => self
                    .position(other, "ORDER BY", plan.columns.len())?
                    .ok_or_else(|| {
                        unsupported(format!(
                            "ORDER BY {} over a set operation",
                            shorten(&other.to_string())
                        ))
                    })?,
            };
            let typed = Typed::new(Expr::Literal(Value::Null), plan.columns[at].ty.clone());
            plan.order
                .push(self.order(OrderBy::Output(at), &typed, order)?);
        }
        (plan.limit, plan.offset) = self.limits(tail)?;
        Ok(plan)
    }

    pub(super) fn limits(
        &mut self,
        tail: &Tail,
    ) -> Result<(Option<Expr>, Option<Expr>), EngineError> {
        self.scopes.push(Scope::default());
        let limit = tail.limit.map(|limit| self.condition(limit)).transpose();
        let offset = tail.offset.map(|offset| self.condition(offset)).transpose();
        self.scopes.pop();
        Ok((limit?, offset?))
    }
}
