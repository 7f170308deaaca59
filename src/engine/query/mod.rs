//! Turns a query's syntax tree into a plan with every name resolved, and a plan into rows.
//!
//! The life of a SELECT: [`compile`] finds what each name means and which type it has, so that a
//! comparison knows how to convert its sides; [`plan`] decides where each condition is looked at
//! and which index answers it; [`run`] pulls rows through. Logic is three-valued throughout:
//! unknown is [`Value::Null`].

mod aggregate;
mod compare;
mod compile;
mod context;
mod convert;
mod eval;
mod explain;
mod expr;
mod from;
mod function;
mod like;
mod plan;
mod run;
mod select;

pub(crate) use compile::{Compiler, Typed, fold_name, fold_word, foreign};
pub(crate) use context::{Context, Environment, Frame, Slot};
pub(crate) use explain::{explain, node as explain_node};
pub(crate) use expr::{Expr, Order, Output, Plan};
pub(crate) use from::Origin;
pub(crate) use run::{compare_keys, order_keys, run_plan, run_targets};
pub(crate) use select::Targets;

use super::{EngineError, catalogue::TableDef, hash::HashMap};
use crate::schema::Value;
use std::rc::Rc;

/// Rows of a virtual table, with its column names.
#[derive(Clone, Debug)]
pub(crate) struct Virtual {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Rc<Vec<Rc<[Value]>>>,
}

/// Virtual tables by name, as a compiler asks for them.
pub(crate) type Virtuals<'a> = &'a dyn Fn(&[String]) -> Option<Virtual>;

/// Whether a partial index's condition is true for a row.
pub(crate) fn holds_for_row(expr: &Expr, row: &[Value]) -> bool {
    let environment = Environment::default();
    check(expr, row, &environment) == Ok(Some(true))
}

/// What an index's expression comes to for a row; NULL where it cannot be told.
pub(crate) fn value_for_row(expr: &Expr, row: &[Value]) -> Value {
    let environment = Environment::default();
    let state = super::store::State::default();
    let context = Context::new(&environment, &state);
    let tuple = [Slot {
        id: 0,
        row: row.into(),
    }];
    let frame = Frame::of(&tuple);
    let value = expr.eval(&frame, &context);
    value.map_or(Value::Null, std::borrow::Cow::into_owned)
}

/// Whether a CHECK lets a row pass: true and unknown both do (SQL:2016 part 2, 4.18.3.4).
pub(crate) fn check_holds(
    expr: &Expr,
    row: &[Value],
    environment: &Environment,
) -> Result<bool, EngineError> {
    Ok(check(expr, row, environment)? != Some(false))
}

fn check(
    expr: &Expr,
    row: &[Value],
    environment: &Environment,
) -> Result<Option<bool>, EngineError> {
    let state = super::store::State::default();
    let context = Context::new(environment, &state);
    let tuple = [Slot {
        id: 0,
        row: row.into(),
    }];
    let frame = Frame::of(&tuple);
    Ok(eval::truth(&*expr.eval(&frame, &context)?))
}

/// What a column holds when an insert does not say.
pub(crate) fn default_value(
    def: &TableDef,
    column: usize,
    environment: &Environment,
) -> Result<Value, EngineError> {
    let column = &def.columns[column];
    let Some(default) = &column.default else {
        return Ok(Value::Null);
    };
    let state = super::store::State::default();
    let context = Context::new(environment, &state);
    let value = default.expr.eval(&Frame::of(&[]), &context)?.into_owned();
    coerce(value, def, column, environment)
}

/// A value as a column keeps it, or the error that it cannot.
pub(crate) fn coerce(
    value: Value,
    def: &TableDef,
    column: &super::catalogue::ColumnDef,
    environment: &Environment,
) -> Result<Value, EngineError> {
    if matches!(value, Value::Null) {
        return Ok(value);
    }
    let kept = column
        .ty
        .coerce(value.clone(), environment.dialect)
        .and_then(|value| column.bounds.hold(value));
    kept.ok_or_else(|| EngineError::InvalidValue {
        table: def.name.to_string(),
        column: column.name.clone(),
        data_type: column.declared.clone(),
        value: super::types::text(&value)
            .unwrap_or_default()
            .chars()
            .take(200)
            .collect(),
    })
}

/// Results that a query's parts share while it runs.
pub(crate) type Cache<T> = std::cell::RefCell<HashMap<usize, Rc<T>>>;
