//! Turns a declared type into the rule that says which values a column takes, and how it keeps them.
//!
//! Rows hold [`Value`]s as drivers would hand them over: dates, decimals, UUIDs and JSON are text.
//! So that texts compare as what they mean, every dialect but SQLite (which keeps what it is
//! given) stores them in one canonical form.

use super::EngineError;
use crate::{dialect::Dialect, schema::Value};
use gluesql::core::{
    chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc},
    sqlparser::ast::{ArrayElemTypeDef, CharacterLength, DataType, ExactNumberInfo, TimezoneInfo},
};
use std::rc::Rc;

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
    /// JSON text.
    Json,
    /// One of some texts.
    Enum(Rc<[String]>),
    /// A list of values of one type.
    Array(Box<ColumnType>),
    /// Anything.
    Any,
}

impl ColumnType {
    /// A 64-bit integer.
    pub(crate) const BIG: Self = Self::Integer {
        min: i64::MIN,
        max: i64::MAX,
    };
    /// Text of any length.
    pub(crate) const TEXT: Self = Self::Text { length: None };

    /// The rule for a type as it was parsed; `enums` finds a named ENUM type.
    #[expect(clippy::too_many_lines, reason = "one arm for each case")]
    pub(crate) fn from_ast(
        declared: &DataType,
        dialect: Dialect,
        enums: &dyn Fn(&str) -> Option<Rc<[String]>>,
    ) -> Result<Self, EngineError> {
        use DataType as D;
        let sqlite = dialect == Dialect::Sqlite;
        let int = |bits: u32| {
            if sqlite {
                return Self::BIG;
            }
            Self::Integer {
                min: i64::MIN >> (64 - bits),
                max: i64::MAX >> (64 - bits),
            }
        };
        let unsigned = |bits: u32| {
            if sqlite {
                return Self::BIG;
            }
            Self::Integer {
                min: 0,
                max: if bits >= 64 {
                    i64::MAX
                } else {
                    (1 << bits) - 1
                },
            }
        };
        let text = |length: &Option<CharacterLength>| Self::Text {
            length: match length {
                // SQLite does not look at the length.
                Some(CharacterLength::IntegerLength { length, .. }) if !sqlite => Some(*length),
                _ => None,
            },
        };
        let decimal = |info: &ExactNumberInfo| match *info {
            ExactNumberInfo::None if dialect == Dialect::Postgres || sqlite => Self::Decimal {
                precision: 1000,
                scale: None,
            },
            ExactNumberInfo::None => Self::Decimal {
                precision: if dialect == Dialect::Mssql { 18 } else { 10 },
                scale: Some(0),
            },
            ExactNumberInfo::Precision(precision) => Self::Decimal {
                precision: u32::try_from(precision).unwrap_or(u32::MAX),
                scale: Some(0),
            },
            ExactNumberInfo::PrecisionAndScale(precision, scale) => Self::Decimal {
                precision: u32::try_from(precision).unwrap_or(u32::MAX),
                scale: Some(u32::try_from(scale).unwrap_or(u32::MAX)),
            },
        };
        Ok(match declared {
            D::TinyInt(Some(1)) | D::Bool | D::Boolean => Self::Boolean,
            D::TinyInt(_) if dialect == Dialect::Mssql => unsigned(8),
            D::TinyInt(_) => int(8),
            D::SmallInt(_) | D::Int2(_) => int(16),
            D::MediumInt(_) => int(24),
            D::Int(_) | D::Integer(_) | D::Int4(_) => int(32),
            D::BigInt(_) | D::Int8(_) => int(64),
            D::UnsignedTinyInt(_) => unsigned(8),
            D::UnsignedSmallInt(_) | D::UnsignedInt2(_) => unsigned(16),
            D::UnsignedMediumInt(_) => unsigned(24),
            D::UnsignedInt(_) | D::UnsignedInteger(_) | D::UnsignedInt4(_) => unsigned(32),
            D::UnsignedBigInt(_) | D::UnsignedInt8(_) => unsigned(64),
            D::Character(length)
            | D::Char(length)
            | D::CharacterVarying(length)
            | D::CharVarying(length)
            | D::Varchar(length)
            | D::Nvarchar(length) => text(length),
            D::Text
            | D::String(_)
            | D::Clob(_)
            | D::CharacterLargeObject(_)
            | D::CharLargeObject(_) => Self::TEXT,
            D::Numeric(info) | D::Decimal(info) | D::Dec(info) => decimal(info),
            D::Real | D::Float(_) | D::Float4 | D::Float8 | D::Double | D::DoublePrecision => {
                Self::Real
            }
            D::Blob(_) | D::Bytea | D::Binary(_) | D::Varbinary(_) | D::Bytes(_) => Self::Blob,
            D::Date => Self::Date,
            D::Datetime(digits) => Self::DateTime {
                zone: false,
                digits: digits.map_or(if dialect == Dialect::Mssql { 3 } else { 0 }, |digits| {
                    u8::try_from(digits).unwrap_or(6)
                }),
            },
            D::Timestamp(digits, zone) => Self::DateTime {
                zone: matches!(zone, TimezoneInfo::WithTimeZone | TimezoneInfo::Tz),
                digits: digits.map_or(if dialect == Dialect::Postgres { 6 } else { 0 }, |digits| {
                    u8::try_from(digits).unwrap_or(6)
                }),
            },
            D::Time(..) => Self::Time,
            D::Uuid => Self::Uuid,
            D::JSON | D::JSONB => Self::Json,
            D::Enum(values) => Self::Enum(values.clone().into()),
            D::Array(
                ArrayElemTypeDef::AngleBracket(element)
                | ArrayElemTypeDef::SquareBracket(element, _)
                | ArrayElemTypeDef::Parenthesis(element),
            ) => Self::Array(Box::new(Self::from_ast(element, dialect, enums)?)),
            D::Unspecified => Self::Any,
            D::Custom(name, arguments) => {
                let last = name.0.last().map_or("", |part| part.value.as_str());
                if let Some(values) = enums(last) {
                    return Ok(Self::Enum(values));
                }
                match last.to_ascii_uppercase().as_str() {
                    "SERIAL" => int(32),
                    "BIGSERIAL" => int(64),
                    "SMALLSERIAL" | "YEAR" => int(16),
                    "BIT" => Self::Boolean,
                    "DATETIME2" => Self::DateTime {
                        zone: false,
                        digits: 6,
                    },
                    "DATETIMEOFFSET" => Self::DateTime {
                        zone: true,
                        digits: 3,
                    },
                    "UNIQUEIDENTIFIER" => Self::Uuid,
                    "NCHAR" | "NTEXT" | "TINYTEXT" | "MEDIUMTEXT" | "LONGTEXT" | "CITEXT"
                    | "HSTORE" | "INET" | "CIDR" | "MACADDR" | "TSVECTOR" | "GEOMETRY"
                    | "GEOGRAPHY" | "POINT" | "LINESTRING" | "POLYGON" | "XML" | "STRING"
                    | "INT4RANGE" | "INT8RANGE" | "NUMRANGE" | "TSRANGE" | "TSTZRANGE"
                    | "DATERANGE" => Self::TEXT,
                    "TINYBLOB" | "MEDIUMBLOB" | "LONGBLOB" | "IMAGE" => Self::Blob,
                    "MONEY" | "NUMBER" => Self::Decimal {
                        precision: 38,
                        scale: arguments.get(1).and_then(|scale| scale.parse().ok()),
                    },
                    // SQLite takes any word for a type.
                    _ if sqlite => Self::Any,
                    _ => {
                        return Err(EngineError::Unsupported {
                            feature: format!("the type {declared}"),
                        });
                    }
                }
            }
            other if sqlite => {
                let _ = other;
                Self::Any
            }
            other => {
                return Err(EngineError::Unsupported {
                    feature: format!("the type {other}"),
                });
            }
        })
    }

    /// A number, whatever it looks like in a row.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(
            self,
            Self::Integer { .. } | Self::Real | Self::Decimal { .. } | Self::Boolean
        )
    }

    /// `value` as the column keeps it; `None` if it cannot.
    pub(crate) fn coerce(&self, value: Value, dialect: Dialect) -> Option<Value> {
        if matches!(value, Value::Null) {
            return Some(Value::Null);
        }
        if dialect == Dialect::Sqlite {
            return Some(self.coerce_as_sqlite(value));
        }
        let mysql = matches!(dialect, Dialect::Mysql | Dialect::Mariadb);
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
                            Err(_) => whole(text.parse::<f64>().ok()?.round())?,
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
                    text.parse::<f64>().ok().map(Value::Real)?
                } else {
                    Value::Text(text)
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
                if length.is_some_and(|length| text.chars().count() as u64 > length) {
                    return None;
                }
                Value::Text(text)
            }
            (Self::Blob, Value::Bytes(bytes)) => Value::Bytes(bytes),
            (Self::Blob, Value::Text(text)) => Value::Bytes(text.into_bytes()),
            (Self::Date, Value::Text(text)) => {
                Value::Text(Moment::parse(&text)?.local.date().to_string())
            }
            (Self::DateTime { zone, digits }, Value::Text(text)) => {
                Value::Text(Moment::parse(&text)?.write(*zone, *digits))
            }
            (Self::Time, Value::Text(text)) => Value::Text(time(&text)?),
            (Self::Uuid, Value::Text(text)) => Value::Text(uuid(&text)?),
            (Self::Json, Value::Text(text)) => {
                serde_json::from_str::<serde::de::IgnoredAny>(&text).ok()?;
                Value::Text(text)
            }
            (Self::Json, value) => Value::Text(serde_json::to_string(&value).ok()?),
            (Self::Enum(values), Value::Text(text)) => {
                let known = values.iter().find(|known| {
                    **known == text || (mysql && known.eq_ignore_ascii_case(&text))
                })?;
                Value::Text(known.clone())
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
                Value::Integer(_) | Value::Real(_) => Value::Text(text(&value).unwrap_or_default()),
                Value::Bool(flag) => Value::Text(i64::from(flag).to_string()),
                value => value,
            },
            // A number, bytes or NULL in a BOOLEAN, and anything in a BLOB, stay as they are.
            (_, value) => value,
        }
    }
}

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
            match trimmed.parse::<f64>() {
                Ok(number) => whole(number).map_or(Value::Real(number), Value::Integer),
                Err(_) => Value::Text(text),
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
        Value::Text(text) => {
            let text = text.trim();
            // Rust also reads `inf` and `nan`.
            if text.ends_with(|last: char| last.is_ascii_alphabetic()) {
                return None;
            }
            text.parse().ok()
        }
        Value::Null | Value::List(_) | Value::Bytes(_) => None,
    }
}

/// A value as text; `None` if it has none (NULL, a list).
pub(crate) fn text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) => text.clone(),
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
        format!("{number:.1}")
    } else {
        number.to_string()
    }
}

/// An exact number as text with `scale` digits, rounded half away from zero.
fn decimal(value: &Value, precision: u32, scale: Option<u32>) -> Option<String> {
    let given = match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        _ => return None,
    };
    let given = if given.contains(['e', 'E']) {
        given.parse::<f64>().ok()?.to_string()
    } else {
        given
    };
    let (sign, digits) = match given.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", given.strip_prefix('+').unwrap_or(&given)),
    };
    let (left, right) = digits.split_once('.').unwrap_or((digits, ""));
    if left.len() + right.len() == 0
        || !left
            .bytes()
            .chain(right.bytes())
            .all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let left = left.trim_start_matches('0');
    let mut all: Vec<u8> = left.bytes().chain(right.bytes()).collect();
    let mut point = left.len();
    if let Some(scale) = scale {
        let end = point + scale as usize;
        let up = all.get(end).is_some_and(|digit| *digit >= b'5');
        all.resize(end, b'0');
        if up {
            let mut carry = true;
            for digit in all.iter_mut().rev() {
                if *digit == b'9' {
                    *digit = b'0';
                } else {
                    *digit += 1;
                    carry = false;
                    break;
                }
            }
            if carry {
                all.insert(0, b'1');
                point += 1;
            }
        }
        if point > (precision.saturating_sub(scale)) as usize {
            return None;
        }
    }
    let zero = all.iter().all(|digit| *digit == b'0');
    let (left, right) = all.split_at(point);
    let left = if left.is_empty() {
        "0".into()
    } else {
        String::from_utf8_lossy(left)
    };
    let sign = if zero { "" } else { sign };
    Some(if right.is_empty() {
        format!("{sign}{left}")
    } else {
        format!("{sign}{left}.{}", String::from_utf8_lossy(right))
    })
}

/// A date and time as it was written, with its distance from UTC where it said one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) local: NaiveDateTime,
    pub(crate) offset: Option<FixedOffset>,
}

impl Moment {
    /// `2026-11-21`, `2026-11-21 09:45`, `2026-11-21T09:45:22.439Z`, `2026-11-21 09:45:22.439 +01:00`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
        let rest = text.get(10..)?.trim_start_matches([' ', 'T', 't']);
        let (clock, zone) = match rest.find(['Z', 'z', '+', '-']) {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let clock = clock.trim_end();
        let clock = if clock.is_empty() {
            NaiveTime::MIN
        } else {
            NaiveTime::parse_from_str(clock, "%H:%M:%S%.f")
                .or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M"))
                .ok()?
        };
        let offset = match zone {
            "" => None,
            "Z" | "z" => FixedOffset::east_opt(0),
            zone => {
                let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
                let hours: i32 = digits.get(..2)?.parse().ok()?;
                let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
                let seconds = hours * 3600 + minutes * 60;
                Some(FixedOffset::east_opt(if zone.starts_with('-') {
                    -seconds
                } else {
                    seconds
                })?)
            }
        };
        Some(Self {
            local: day.and_time(clock),
            offset,
        })
    }

    /// The instant, taking a missing offset for UTC.
    pub(crate) fn utc(self) -> DateTime<Utc> {
        match self.offset {
            Some(offset) => offset
                .from_local_datetime(&self.local)
                .single()
                .map_or_else(|| self.local.and_utc(), |moment| moment.with_timezone(&Utc)),
            None => self.local.and_utc(),
        }
    }

    fn write(self, zone: bool, digits: u8) -> String {
        let moment = self.utc();
        let unit = 10_i64.pow(9 - u32::from(digits.min(9)));
        let nanos = i64::from(moment.timestamp_subsec_nanos());
        let rounded = (nanos + unit / 2) / unit * unit;
        let moment = moment + gluesql::core::chrono::TimeDelta::nanoseconds(rounded - nanos);
        let nanos = moment.timestamp_subsec_nanos();
        let mut text = moment.format("%Y-%m-%d %H:%M:%S").to_string();
        if digits > 0 {
            // Milliseconds as Sequelize writes them; microseconds only where there are any.
            let shown = if digits > 3 && nanos.is_multiple_of(1_000_000) {
                3
            } else {
                digits.into()
            };
            let fraction = format!("{nanos:09}");
            text.push('.');
            text.push_str(&fraction[..shown]);
        }
        if zone {
            text.push_str(" +00:00");
        }
        text
    }
}

fn time(text: &str) -> Option<String> {
    let clock = text.trim();
    let time = NaiveTime::parse_from_str(clock, "%H:%M:%S%.f")
        .or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M"))
        .ok()
        .or_else(|| Some(Moment::parse(text)?.local.time()))?;
    Some(time.format("%H:%M:%S%.f").to_string())
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
fn array_literal(text: &str) -> Option<Vec<Value>> {
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
            Value::Text(item)
        });
    }
    Some(items)
}
