//! `a + b` and the like, and CAST.

use super::{Exact, shown};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        query::{
            compare::prefix,
            convert::convert,
            expr::{Arithmetic, Conversion},
        },
        types::{self, ColumnType},
    },
    schema::Value,
};
use std::borrow::Cow;

/// A value as a number: what is none is an error, or 0 where the dialect reads a prefix.
pub(super) fn to_number(value: &Value, dialect: Dialect) -> Result<f64, EngineError> {
    types::number(value)
        .or_else(|| match (value, dialect) {
            (Value::Text(text), Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb) => {
                Some(prefix(text))
            }
            _ => None,
        })
        .ok_or_else(|| invalid(format!("not a number: {}", shown(value))))
}

/// `-x`.
pub(crate) fn negate(value: &Value, dialect: Dialect) -> Result<Value, EngineError> {
    Ok(match value {
        Value::Null => Value::Null,
        Value::Integer(number) => number
            .checked_neg()
            .map(Value::Integer)
            .ok_or_else(|| invalid("integer out of range"))?,
        Value::Text(text) if dialect != Dialect::Sqlite => match text.strip_prefix('-') {
            Some(rest) => Value::text(rest),
            None => Value::text(format!("-{text}")),
        },
        other => {
            let number = -to_number(other, dialect)?;
            types::whole(number).map_or(Value::Real(number), Value::Integer)
        }
    })
}

/// `a + b` and the like. `exact` works on decimals, which are text.
#[expect(
    clippy::too_many_lines,
    reason = "the kinds of numbers, one after another"
)]
pub(crate) fn arithmetic(
    op: Arithmetic,
    left: &Value,
    right: &Value,
    exact: bool,
    dialect: Dialect,
) -> Result<Value, EngineError> {
    if *left == Value::Null || *right == Value::Null {
        return Ok(Value::Null);
    }
    let by_zero = || match dialect {
        Dialect::Postgres | Dialect::Mssql => Err(invalid("division by zero")),
        _ => Ok(Value::Null),
    };
    if op.is_bitwise() {
        let (left, right) = (
            types::whole(to_number(left, dialect)?.trunc()).unwrap_or(i64::MAX),
            types::whole(to_number(right, dialect)?.trunc()).unwrap_or(i64::MAX),
        );
        let by = u32::try_from(right).unwrap_or(64);
        return Ok(Value::Integer(match op {
            Arithmetic::BitAnd => left & right,
            Arithmetic::BitOr => left | right,
            Arithmetic::BitXor => left ^ right,
            Arithmetic::ShiftLeft => left.checked_shl(by).unwrap_or(0),
            _ => left
                .checked_shr(by)
                .unwrap_or(if left < 0 { -1 } else { 0 }),
        }));
    }
    if exact && let (Some(left), Some(right)) = (Exact::new(left), Exact::new(right)) {
        let result = match op {
            Arithmetic::Add => left.add(right),
            Arithmetic::Subtract => left.add(right.negated()),
            Arithmetic::Multiply => left.multiply(right),
            Arithmetic::Divide => {
                if right.digits == 0 {
                    return by_zero();
                }
                left.divide(right)
            }
            _ => None,
        };
        if let Some(result) = result {
            return Ok(Value::text(result.to_string()));
        }
    }
    let mysql = dialect.is_mysql();
    if let (Some(a), Some(b)) = (integer(left), integer(right)) {
        let result = match op {
            Arithmetic::Add => a.checked_add(b),
            Arithmetic::Subtract => a.checked_sub(b),
            Arithmetic::Multiply => a.checked_mul(b),
            Arithmetic::Divide | Arithmetic::Remainder | Arithmetic::IntegerDivide if b == 0 => {
                return by_zero();
            }
            Arithmetic::Divide if mysql => None,
            Arithmetic::Divide | Arithmetic::IntegerDivide => a.checked_div(b),
            _ => Some(a.checked_rem(b).unwrap_or(0)),
        };
        if let Some(result) = result {
            return Ok(Value::Integer(result));
        }
        if !mysql && dialect != Dialect::Sqlite {
            return Err(invalid("integer out of range"));
        }
    }
    let (a, b) = (to_number(left, dialect)?, to_number(right, dialect)?);
    let result = match op {
        Arithmetic::Add => a + b,
        Arithmetic::Subtract => a - b,
        Arithmetic::Multiply => a * b,
        Arithmetic::Divide | Arithmetic::IntegerDivide | Arithmetic::Remainder if b == 0.0 => {
            return by_zero();
        }
        Arithmetic::Divide => a / b,
        Arithmetic::IntegerDivide => {
            return Ok(types::whole((a / b).trunc()).map_or(Value::Null, Value::Integer));
        }
        _ if dialect == Dialect::Sqlite => {
            // SQLite's % works on whole numbers and gives a real.
            let (a, b) = (a.trunc(), b.trunc());
            if b == 0.0 {
                return Ok(Value::Null);
            }
            a % b
        }
        _ => a % b,
    };
    if !result.is_finite() {
        return match dialect {
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => Ok(Value::Null),
            _ => Err(invalid("number out of range")),
        };
    }
    // Texts that are whole numbers add up to a whole number.
    let text = matches!(left, Value::Text(_)) || matches!(right, Value::Text(_));
    let real = matches!(left, Value::Real(_)) || matches!(right, Value::Real(_));
    if text && !real && dialect == Dialect::Sqlite {
        let whole = |value: &Value| match value {
            Value::Text(text) => types::whole(prefix(text)).is_some() && !text.contains('.'),
            _ => true,
        };
        if whole(left) && whole(right) && op != Arithmetic::Divide {
            return Ok(types::whole(result).map_or(Value::Real(result), Value::Integer));
        }
        if whole(left) && whole(right) {
            return Ok(types::whole(result.trunc()).map_or(Value::Real(result), Value::Integer));
        }
    }
    Ok(Value::Real(result))
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Bool(flag) => Some(i64::from(*flag)),
        _ => None,
    }
}

/// CAST.
pub(crate) fn cast(value: Value, ty: &ColumnType, dialect: Dialect) -> Result<Value, EngineError> {
    let lenient = matches!(dialect, Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb);
    Ok(match (ty, value) {
        (_, Value::Null) => Value::Null,
        (ColumnType::Text { length }, value) => {
            let text = match &value {
                Value::Bool(flag) if dialect != Dialect::Postgres => i64::from(*flag).to_string(),
                other => shown(other),
            };
            Value::text(match length {
                Some(length) => text
                    .chars()
                    .take(usize::try_from(*length).unwrap_or(usize::MAX))
                    .collect::<String>(),
                None => text,
            })
        }
        (ColumnType::Integer { .. }, Value::Text(text)) if lenient => {
            let number = prefix(&text);
            types::whole(number.trunc()).map_or(Value::Null, Value::Integer)
        }
        (ColumnType::Integer { .. }, Value::Real(number)) if dialect != Dialect::Postgres => {
            let number = if dialect.is_mysql() {
                number.round()
            } else {
                number.trunc()
            };
            types::whole(number).map_or(Value::Null, Value::Integer)
        }
        (ColumnType::Integer { .. }, Value::Bool(flag)) => Value::Integer(i64::from(flag)),
        (ColumnType::Real, value) if lenient => Value::Real(to_number(&value, dialect)?),
        (ColumnType::Decimal { .. }, value) if dialect == Dialect::Sqlite => {
            let number = to_number(&value, dialect)?;
            types::whole(number).map_or(Value::Real(number), Value::Integer)
        }
        (ColumnType::Boolean, Value::Integer(number)) => Value::Bool(number != 0),
        (ty, value) => {
            convert(Cow::Owned(value), &Conversion::Strict(ty.clone()), dialect)?.into_owned()
        }
    })
}
