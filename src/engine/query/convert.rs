//! Converts values for comparisons, CAST and columns.

use super::{compare::prefix, expr::Conversion, function};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        types::{self, ColumnType, affinity_number},
    },
    schema::Value,
};
use std::borrow::Cow;

/// Converts a value for a comparison or a CAST.
pub(crate) fn convert<'f>(
    value: Cow<'f, Value>,
    to: &Conversion,
    dialect: Dialect,
) -> Result<Cow<'f, Value>, EngineError> {
    if *value == Value::Null {
        return Ok(value);
    }
    Ok(match to {
        Conversion::NumericAffinity => match &*value {
            Value::Text(_) => Cow::Owned(affinity_number(value.into_owned())),
            _ => value,
        },
        Conversion::TextAffinity => match &*value {
            Value::Integer(_) | Value::Real(_) => {
                Cow::Owned(Value::text(types::text(&value).unwrap_or_default()))
            }
            Value::Bool(flag) => Cow::Owned(Value::text(i64::from(*flag).to_string())),
            _ => value,
        },
        Conversion::Number => match &*value {
            Value::Integer(_) | Value::Real(_) => value,
            Value::Bool(flag) => Cow::Owned(Value::Integer(i64::from(*flag))),
            // A double has not all the digits of a whole number.
            Value::Text(text) if text.parse::<i64>().is_ok() => {
                Cow::Owned(Value::Integer(text.parse().unwrap_or_default()))
            }
            other => Cow::Owned(match types::number(other) {
                Some(number) => types::whole(number).map_or(Value::Real(number), Value::Integer),
                None => match other {
                    Value::Text(text) if dialect.is_mysql() => Value::Real(prefix(text)),
                    other => {
                        return Err(invalid(format!(
                            "not a number: {}",
                            types::text(other).unwrap_or_default()
                        )));
                    }
                },
            }),
        },
        Conversion::Like(ty) => {
            let kept = value.clone().into_owned();
            match ty.comparable(kept, dialect) {
                Some(converted) => Cow::Owned(converted),
                None => value,
            }
        }
        Conversion::Strict(ty) => {
            let kept = value.clone().into_owned();
            match ty.comparable(kept, dialect) {
                Some(converted) => Cow::Owned(converted),
                None => {
                    return Err(invalid(format!(
                        "invalid input for type {}: \"{}\"",
                        name(ty),
                        types::text(&value).unwrap_or_default()
                    )));
                }
            }
        }
        Conversion::Cast(ty) => Cow::Owned(function::cast(value.into_owned(), ty, dialect)?),
    })
}

/// A type's name, as an error message says it.
pub(crate) fn name(ty: &ColumnType) -> &'static str {
    match ty {
        ColumnType::Integer { .. } => "integer",
        ColumnType::Real => "double precision",
        ColumnType::Decimal { .. } => "numeric",
        ColumnType::Boolean => "boolean",
        ColumnType::Text { .. } => "text",
        ColumnType::Blob => "bytea",
        ColumnType::Date => "date",
        ColumnType::DateTime { .. } => "timestamp",
        ColumnType::Time => "time",
        ColumnType::Uuid => "uuid",
        ColumnType::Json { .. } => "json",
        ColumnType::Enum(_) => "enum",
        ColumnType::Array(_) => "array",
        ColumnType::Any => "any",
    }
}
