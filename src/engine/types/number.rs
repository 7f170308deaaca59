//! Values as numbers and numbers as text.

use crate::{dialect::Dialect, float, schema::Value};
use std::borrow::Cow;

/// A text that is a number becomes one; a real that is whole becomes an integer.
pub(crate) fn affinity_number(value: Value) -> Value {
    match value {
        Value::Bool(flag) => Value::Integer(i64::from(flag)),
        Value::Real(number) => whole(number).map_or(Value::Real(number), Value::Integer),
        Value::Text(text) => {
            let trimmed = text.trim();
            let plain = trimmed.bytes().all(|byte| {
                byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E')
            });
            if !plain {
                return Value::Text(text);
            }
            if let Ok(number) = trimmed.parse::<i64>() {
                return Value::Integer(number);
            }
            match float::parse(trimmed) {
                Some(number) => whole(number).map_or(Value::Real(number), Value::Integer),
                None => Value::Text(text),
            }
        }
        value => value,
    }
}

/// A real as an integer, where nothing is lost.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the bounds are checked"
)]
pub(crate) fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < i64::MAX as f64).then_some(number as i64)
}

/// A count or a length; `None` for a negative one. What memory could not hold is as good as the
/// largest: Sequelize says LIMIT 10000000000000 for all rows on SQLite.
pub(crate) fn size(number: i64) -> Option<usize> {
    let number = u64::try_from(number).ok()?;
    Some(usize::try_from(number).unwrap_or(usize::MAX))
}

/// A value as a number; `None` if it is none.
#[expect(
    clippy::cast_precision_loss,
    reason = "SQL's own conversion to a double"
)]
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::Text(text) => float::parse(text.trim()),
        Value::Null | Value::List(_) | Value::Bytes(_) => None,
    }
}

/// A value as text; `None` if it has none (NULL, a list).
pub(crate) fn text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => real(*number),
        Value::Bool(flag) => flag.to_string(),
        Value::Bytes(bytes) => String::from_utf8(bytes.clone()).ok()?,
        Value::Null | Value::List(_) => return None,
    })
}

/// A real in SQL's way of writing: a whole one keeps its point.
pub(crate) fn real(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        float::plain(number) + ".0"
    } else {
        float::plain(number)
    }
}

/// A value as the dialect has it: PostgreSQL alone has booleans, the others have 1 and 0.
pub(crate) fn without_booleans(value: Cow<'_, Value>, dialect: Dialect) -> Cow<'_, Value> {
    match *value {
        Value::Bool(flag) if dialect != Dialect::Postgres => {
            Cow::Owned(Value::Integer(i64::from(flag)))
        }
        _ => value,
    }
}
