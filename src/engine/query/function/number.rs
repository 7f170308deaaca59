//! Functions of numbers.

use super::Arguments;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        query::context::Context,
        types::{self, ColumnType},
    },
    schema::Value,
};

/// A real, or NULL for what is no number.
fn finite(value: f64) -> Value {
    if value.is_finite() {
        Value::Real(value)
    } else {
        Value::Null
    }
}

/// A function of one real.
pub(super) fn real(given: &Arguments, of: fn(f64) -> f64) -> Result<Value, EngineError> {
    Ok(finite(of(given.number(0)?)))
}

pub(super) fn abs(given: &Arguments) -> Result<Value, EngineError> {
    Ok(match given.value(0) {
        Value::Integer(number) => number
            .checked_abs()
            .map(Value::Integer)
            .ok_or_else(|| invalid("integer out of range"))?,
        Value::Text(text) if !given.is_sqlite() => Value::text(text.trim_start_matches('-')),
        _ => Value::Real(given.number(0)?.abs()),
    })
}

/// CEIL and FLOOR.
pub(super) fn rounded(given: &Arguments, of: fn(f64) -> f64) -> Result<Value, EngineError> {
    let result = of(given.number(0)?);
    Ok(match (given.value(0), types::whole(result)) {
        (Value::Integer(number), _) => Value::Integer(*number),
        (_, Some(whole)) if !given.is_sqlite() => Value::Integer(whole),
        _ => Value::Real(result),
    })
}

pub(super) fn power(given: &Arguments) -> Result<Value, EngineError> {
    let inexact = || Ok(finite(given.number(0)?.powf(given.number(1)?)));
    let (Value::Integer(base), Value::Integer(power)) = (given.value(0), given.value(1)) else {
        return inexact();
    };
    let Some(whole) = u32::try_from(*power)
        .ok()
        .and_then(|power| base.checked_pow(power))
    else {
        return inexact();
    };
    Ok(match given.dialect() {
        #[expect(clippy::cast_precision_loss, reason = "pow gives a real")]
        Dialect::Sqlite | Dialect::Postgres => Value::Real(whole as f64),
        _ => Value::Integer(whole),
    })
}

pub(super) fn sign(given: &Arguments) -> Result<Value, EngineError> {
    let number = given.number(0)?;
    Ok(Value::Integer(
        i64::from(number > 0.0) - i64::from(number < 0.0),
    ))
}

pub(super) fn round(given: &Arguments) -> Result<Value, EngineError> {
    let digits = if given.count() > 1 {
        given.whole(1)?
    } else {
        0
    };
    Ok(match given.value(0) {
        Value::Integer(whole) if digits >= 0 && !given.is_sqlite() => Value::Integer(*whole),
        Value::Text(text) if !given.is_sqlite() => ColumnType::Decimal {
            precision: 1000,
            scale: Some(u32::try_from(digits.max(0)).unwrap_or(0)),
        }
        .coerce(Value::Text(text.clone()), given.dialect())
        .unwrap_or(Value::Null),
        _ => {
            let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(0));
            Value::Real((given.number(0)? * scale).round() / scale)
        }
    })
}

pub(super) fn random(context: &Context) -> Value {
    let bits = context.environment.next_random();
    if context.dialect() == Dialect::Sqlite {
        return Value::Integer(bits.cast_signed());
    }
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double")]
    Value::Real((bits >> 11) as f64 / (1_u64 << 53) as f64)
}

/// TRUNC and TRUNCATE: digits cut off.
pub(super) fn truncated(given: &Arguments) -> Result<Value, EngineError> {
    let digits = if given.count() > 1 {
        given.whole(1)?
    } else {
        0
    };
    if let Value::Integer(whole) = given.value(0) {
        let by = u32::try_from(digits.min(0).unsigned_abs()).unwrap_or(u32::MAX);
        return Ok(Value::Integer(match 10_i64.checked_pow(by) {
            Some(scale) => whole / scale * scale,
            None => 0,
        }));
    }
    let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(0));
    let cut = (given.number(0)? * scale).trunc() / scale;
    Ok(match given.value(0) {
        Value::Text(_) if !given.is_sqlite() => {
            let scale = u32::try_from(digits.max(0)).unwrap_or(0);
            let text = types::decimal(&Value::Real(cut), 1000, Some(scale));
            text.map_or(Value::Null, Value::text)
        }
        _ => finite(cut),
    })
}
