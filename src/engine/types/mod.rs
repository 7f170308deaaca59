//! Turns a declared type into the rule that says which values a column takes, and how it keeps them.
//!
//! Rows hold [`Value`]s as drivers would hand them over: dates, decimals, UUIDs and JSON are text.
//! So that texts compare as what they mean, every dialect but SQLite (which keeps what it is
//! given) stores them in one canonical form.

mod bounds;
mod decimal;
mod declared;
mod number;
mod time;

pub(crate) use bounds::Bounds;
pub(crate) use decimal::decimal;
pub(crate) use number::{affinity_number, number, size, text, whole, without_booleans};
pub(crate) use time::Moment;

use crate::{dialect::Dialect, float, schema::Value, sort::sort_by_key};
use std::rc::Rc;
use time::time;

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ColumnType {
    /// Whole numbers within a range.
    Integer { min: i64, max: i64 },
    /// Floating-point numbers.
    Real,
    /// Exact numbers, rounded to `scale` digits after the point.
    Decimal { precision: u32, scale: Option<u32> },
    /// TRUE or FALSE.
    Boolean,
    /// Text of at most `length` characters.
    Text { length: Option<u64> },
    /// Bytes.
    Blob,
    /// A day.
    Date,
    /// A day and a time; `zone` says that it is an instant.
    DateTime { zone: bool, digits: u8 },
    /// A time of day.
    Time,
    /// A UUID, in lower case.
    Uuid,
    /// JSON text; `binary`: with its names in order, each of them once.
    Json { binary: bool },
    /// One of some texts.
    Enum(Rc<[String]>),
    /// A list of values of one type.
    Array(Box<ColumnType>),
    /// Anything.
    Any,
}

/// How a driver must hand over the values of a column, where their form in a row does not say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// As they are.
    #[default]
    Plain,
    /// Whole numbers of 64 bits.
    Big,
    /// Exact numbers.
    Exact,
    /// Points in time.
    Moment,
    /// JSON.
    Json,
}

impl ColumnType {
    /// A 32-bit integer.
    pub(crate) const WHOLE: Self = Self::Integer {
        min: i32::MIN as i64,
        max: i32::MAX as i64,
    };

    /// An exact number of any size.
    pub(crate) const EXACT: Self = Self::Decimal {
        precision: 1000,
        scale: None,
    };

    /// A 64-bit integer.
    pub(crate) const BIG: Self = Self::Integer {
        min: i64::MIN,
        max: i64::MAX,
    };

    /// Text of any length.
    pub(crate) const TEXT: Self = Self::Text { length: None };

    /// What a driver makes of it.
    pub(crate) fn kind(&self) -> ColumnKind {
        match self {
            Self::Integer { max, .. } if *max > i64::from(u32::MAX) => ColumnKind::Big,
            Self::Decimal { .. } => ColumnKind::Exact,
            Self::DateTime { .. } => ColumnKind::Moment,
            Self::Json { .. } => ColumnKind::Json,
            _ => ColumnKind::Plain,
        }
    }

    /// The wider of two whole numbers' types.
    pub(crate) fn wider(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Integer { max, .. }, Self::Integer { max: beside, .. }) => {
                Some(if max < beside { other } else { self }.clone())
            }
            _ => None,
        }
    }

    /// A number, whatever it looks like in a row.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(
            self,
            Self::Integer { .. } | Self::Real | Self::Decimal { .. } | Self::Boolean
        )
    }

    /// `value` as the column's values compare with it: what is finer than the column keeps its digits,
    /// and equals none of them.
    pub(crate) fn comparable(&self, value: Value, dialect: Dialect) -> Option<Value> {
        match (self, &value) {
            (Self::DateTime { zone, digits }, Value::Text(text)) if dialect != Dialect::Sqlite => {
                let moment = Moment::parse(text)?;
                let digits = if moment.fits(*digits) { *digits } else { 6 };
                Some(Value::text(moment.write(*zone, digits, true)))
            }
            _ => self.coerce(value, dialect),
        }
    }

    /// `value` as the column keeps it; `None` if it cannot.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each kind of type and value"
    )]
    pub(crate) fn coerce(&self, value: Value, dialect: Dialect) -> Option<Value> {
        if matches!(value, Value::Null) {
            return Some(Value::Null);
        }
        if dialect == Dialect::Sqlite {
            return Some(self.coerce_as_sqlite(value));
        }
        let mysql = dialect.is_mysql();
        Some(match (self, value) {
            (Self::Any, value) => value,
            (Self::Integer { min, max }, value) => {
                let number = match &value {
                    Value::Integer(number) => *number,
                    Value::Bool(flag) if dialect != Dialect::Postgres => i64::from(*flag),
                    Value::Real(number) => whole(number.round())?,
                    Value::Text(text) => {
                        let text = text.trim();
                        match text.parse() {
                            Ok(number) => number,
                            Err(_) if dialect == Dialect::Postgres => return None,
                            Err(_) => whole(float::parse(text)?.round())?,
                        }
                    }
                    _ => return None,
                };
                if number < *min || number > *max {
                    return None;
                }
                Value::Integer(number)
            }
            (Self::Real, value) => Value::Real(number(&value)?),
            (Self::Decimal { precision, scale }, value) => {
                let text = decimal(&value, *precision, *scale)?;
                if dialect == Dialect::Mssql {
                    float::parse(&text).map(Value::Real)?
                } else {
                    Value::text(text)
                }
            }
            (Self::Boolean, Value::Bool(flag)) => Value::Bool(flag),
            (Self::Boolean, Value::Integer(number)) => match number {
                0 => Value::Bool(false),
                1 => Value::Bool(true),
                // TINYINT(1) is a number to MySQL; BIT makes every other number 1.
                number if mysql && i8::try_from(number).is_ok() => Value::Integer(number),
                _ if dialect == Dialect::Mssql => Value::Bool(true),
                _ => return None,
            },
            (Self::Boolean, Value::Text(text)) => match text.trim().to_ascii_lowercase().as_str() {
                "t" | "true" | "y" | "yes" | "on" | "1" => Value::Bool(true),
                "f" | "false" | "n" | "no" | "off" | "0" => Value::Bool(false),
                _ => return None,
            },
            (Self::Text { length }, value) => {
                let text = text(&value)?;
                let Some(length) = length else {
                    return Some(Value::text(text));
                };
                let length = usize::try_from(*length).unwrap_or(usize::MAX);
                match text.char_indices().nth(length) {
                    None => Value::text(text),
                    // Blanks beyond the end are cut off (PostgreSQL 15, 8.3; MySQL 8.0, 13.3.2).
                    Some((end, _))
                        if dialect != Dialect::Mssql
                            && text[end..].trim_matches(' ').is_empty() =>
                    {
                        Value::text(&text[..end])
                    }
                    Some(_) => return None,
                }
            }
            (Self::Blob, Value::Bytes(bytes)) => Value::Bytes(bytes),
            (Self::Blob, Value::Text(text)) => {
                let hex = text.strip_prefix("\\x");
                let hex = hex.filter(|_| dialect == Dialect::Postgres);
                Value::Bytes(match hex {
                    Some(hex) => bytes_of(hex)?,
                    None => text.as_bytes().to_vec(),
                })
            }
            (Self::Date, Value::Text(text)) => {
                Value::text(Moment::parse(&text)?.local.date().to_string())
            }
            (Self::DateTime { zone, digits }, Value::Text(text)) => {
                let rounds = dialect != Dialect::Mariadb;
                Value::text(Moment::parse(&text)?.write(*zone, *digits, rounds))
            }
            (Self::Time, Value::Text(text)) => Value::text(time(&text)?),
            (Self::Uuid, Value::Text(text)) => Value::text(uuid(&text)?),
            (Self::Json { binary }, Value::Text(text)) => {
                let mut json: serde_json::Value = serde_json::from_str(&text).ok()?;
                if *binary {
                    put_in_order(&mut json);
                    Value::text(json.to_string())
                } else {
                    Value::Text(text)
                }
            }
            (Self::Json { .. }, value) => Value::text(serde_json::to_string(&value).ok()?),
            (Self::Enum(values), Value::Text(text)) => {
                let known = values.iter().find(|known| {
                    known.as_str() == text.as_str() || (mysql && known.eq_ignore_ascii_case(&text))
                })?;
                Value::text(known.as_str())
            }
            // MySQL counts an ENUM's values from 1.
            (Self::Enum(values), Value::Integer(number)) if mysql => {
                let at = usize::try_from(number).ok()?.checked_sub(1)?;
                Value::text(values.get(at)?.as_str())
            }
            (Self::Array(element), Value::List(items)) => Value::List(
                items
                    .into_iter()
                    .map(|item| element.coerce(item, dialect))
                    .collect::<Option<_>>()?,
            ),
            (Self::Array(element), Value::Text(text)) => Value::List(
                array_literal(&text)?
                    .into_iter()
                    .map(|item| element.coerce(item, dialect))
                    .collect::<Option<_>>()?,
            ),
            _ => return None,
        })
    }

    /// SQLite's column affinity (<https://sqlite.org/datatype3.html>, section 3): it converts what
    /// converts without loss and keeps the rest as it is.
    fn coerce_as_sqlite(&self, value: Value) -> Value {
        match (self, value) {
            (Self::Boolean, Value::Integer(0)) => Value::Bool(false),
            (Self::Boolean, Value::Integer(1)) => Value::Bool(true),
            (Self::Boolean, Value::Text(text)) => match text.trim() {
                "0" => Value::Bool(false),
                "1" => Value::Bool(true),
                _ => affinity_number(Value::Text(text)),
            },

            (
                Self::Integer { .. }
                | Self::Decimal { .. }
                | Self::Date
                | Self::DateTime { .. }
                | Self::Time,
                value,
            ) => affinity_number(value),
            (Self::Real, value) => match affinity_number(value) {
                #[expect(clippy::cast_precision_loss, reason = "as SQLite does")]
                Value::Integer(number) => Value::Real(number as f64),
                value => value,
            },
            (Self::Text { .. } | Self::Enum(_) | Self::Uuid, value) => match value {
                Value::Integer(_) | Value::Real(_) => Value::text(text(&value).unwrap_or_default()),
                Value::Bool(flag) => Value::text(i64::from(flag).to_string()),
                value => value,
            },
            // A number, bytes or NULL in a BOOLEAN, and anything in a BLOB, stay as they are.
            (_, value) => value,
        }
    }
}

/// Puts an object's names in JSONB's order: the shorter first, then by their bytes.
fn put_in_order(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Object(members) => {
            let mut pairs: Vec<_> = std::mem::take(members).into_iter().collect();
            sort_by_key(&mut pairs, |(name, _)| (name.len(), name.clone()));
            *members = pairs.into_iter().collect();
            members.values_mut().for_each(put_in_order);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(put_in_order),
        _ => {}
    }
}

fn uuid(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['{', '}']).to_ascii_lowercase();
    let hex: String = text.chars().filter(|c| *c != '-').collect();
    if hex.len() != 32 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some(format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    ))
}

/// PostgreSQL's `{a,"b c",NULL}`.
pub(crate) fn array_literal(text: &str) -> Option<Vec<Value>> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut items = Vec::new();
    let mut chars = inner.chars().peekable();
    while chars.peek().is_some() {
        let mut item = String::new();
        let quoted = chars.peek() == Some(&'"');
        if quoted {
            chars.next();
            loop {
                match chars.next()? {
                    '"' => break,
                    '\\' => item.push(chars.next()?),
                    other => item.push(other),
                }
            }
        }
        for next in chars.by_ref() {
            if next == ',' {
                break;
            }
            item.push(next);
        }
        items.push(if !quoted && item.eq_ignore_ascii_case("null") {
            Value::Null
        } else {
            Value::text(item)
        });
    }
    Some(items)
}

/// About how many bytes values take.
pub(crate) fn weight(values: &[Value]) -> usize {
    let beside = |value: &Value| match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::List(items) => weight(items),
        _ => 0,
    };
    size_of_val(values) + values.iter().map(beside).sum::<usize>()
}
/// PostgreSQL's hex format of bytes (8.4.1), without its `\\x`.
fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = hex
        .chars()
        .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
        .collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}
