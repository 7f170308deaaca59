//! Compares values: SQL's order of numbers, texts and bytes.

use crate::{
    dialect::Dialect,
    engine::{collation::Collation, key::Part, types},
    float,
    schema::Value,
};
use std::cmp::Ordering;

/// The order of two values that are not NULL; `None` if one is. What compares across types was
/// converted before.
pub(crate) fn compare(left: &Value, right: &Value, dialect: Dialect) -> Option<Ordering> {
    Some(match (left, right) {
        (Value::Null, _) | (_, Value::Null) => return None,
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => match Collation::of(dialect) {
            folds if folds != Collation::Binary && a != b => folds.text(a).cmp(&folds.text(b)),
            _ => a.cmp(b),
        },
        (Value::Text(text), other) if dialect != Dialect::Sqlite && is_number(other) => {
            match (types::number(left), types::number(other)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ if dialect.is_mysql() => {
                    prefix(text).total_cmp(&types::number(other).unwrap_or(0.0))
                }
                _ => Part::new(left).cmp(&Part::new(right)),
            }
        }
        (other, Value::Text(_)) if dialect != Dialect::Sqlite && is_number(other) => {
            return compare(right, left, dialect).map(Ordering::reverse);
        }
        _ => Part::new(left).cmp(&Part::new(right)),
    })
}

/// The order for ORDER BY, where NULLs have been dealt with.
pub(crate) fn order(left: &Value, right: &Value, dialect: Dialect) -> Ordering {
    compare(left, right, dialect)
        .unwrap_or_else(|| matches!(right, Value::Null).cmp(&matches!(left, Value::Null)))
}

fn is_number(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Real(_) | Value::Bool(_))
}

/// The number that a text begins with, as MySQL reads one.
pub(crate) fn prefix(text: &str) -> f64 {
    let text = text.trim_start();
    let end = text
        .char_indices()
        .find(|(at, c)| {
            !(c.is_ascii_digit() || *c == '.' || (*at == 0 && (*c == '-' || *c == '+')))
        })
        .map_or(text.len(), |(at, _)| at);
    let mut end = end;
    while end > 0 {
        if let Some(number) = float::parse(&text[..end]) {
            return number;
        }
        end -= 1;
    }
    0.0
}
