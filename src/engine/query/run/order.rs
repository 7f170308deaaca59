//! Puts rows in order.

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        query::{
            compare,
            context::{Context, Frame},
            expr::{Order, OrderBy},
        },
        types,
    },
    schema::Value,
    sort::sort_by,
};
use std::cmp::Ordering;

/// The values a row is ordered by.
pub(crate) fn order_keys(
    order: &[Order],
    row: &[Value],
    frame: &Frame,
    context: &Context,
) -> Result<Vec<Value>, EngineError> {
    order
        .iter()
        .map(|order| {
            let value = match &order.by {
                OrderBy::Output(at) => row.get(*at).cloned().unwrap_or(Value::Null),
                OrderBy::Expr(expr) => expr.eval(frame, context)?.into_owned(),
            };
            Ok(match value {
                Value::Text(text) if order.labels.is_some() => {
                    let mut labels = order.labels.iter().flat_map(|labels| labels.iter());
                    let at = labels.position(|label| label.as_str() == text.as_str());
                    at.map_or(Value::Text(text), |at| {
                        Value::Integer(i64::try_from(at).unwrap_or(i64::MAX))
                    })
                }
                Value::Text(text) if order.numeric => {
                    types::number(&Value::Text(text.clone())).map_or(Value::Text(text), Value::Real)
                }
                value => value,
            })
        })
        .collect()
}

/// The order of two rows by their keys.
pub(crate) fn compare_keys(
    a: &[Value],
    b: &[Value],
    order: &[Order],
    dialect: Dialect,
) -> Ordering {
    for ((a, b), order) in a.iter().zip(b).zip(order) {
        let compared = compare_key(a, b, order, dialect);
        if compared != Ordering::Equal {
            return compared;
        }
    }
    Ordering::Equal
}

/// The order of two rows by one key.
pub(super) fn compare_key(a: &Value, b: &Value, order: &Order, dialect: Dialect) -> Ordering {
    match (a, b) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) if order.nulls_first => Ordering::Less,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) if order.nulls_first => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        _ if order.descending => compare::order(b, a, dialect),
        _ => compare::order(a, b, dialect),
    }
}

pub(super) fn sort(rows: &mut [Vec<Value>], order: &[Order], dialect: Dialect) {
    let keys = |row: &[Value]| -> Vec<Value> {
        order
            .iter()
            .map(|order| match &order.by {
                OrderBy::Output(at) => row.get(*at).cloned().unwrap_or(Value::Null),
                OrderBy::Expr(_) => Value::Null,
            })
            .collect()
    };
    sort_by(rows, |a, b| {
        compare_keys(&keys(a), &keys(b), order, dialect)
    });
}
