//! Scalar functions, arithmetic and casts, as the dialects have them.

use super::{
    compare::{compare, prefix},
    eval::{Context, Frame, convert, invalid},
    expr::{Arithmetic, Conversion, Expr},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        describe::{indexes, object_id},
        types::{self, ColumnType, Moment},
    },
    schema::Value,
};
use gluesql::core::chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use std::{borrow::Cow, cmp::Ordering};

/// A scalar function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    Ascii,
    Ceil,
    Char,
    Coalesce,
    Concat,
    ConcatWs,
    Date,
    DatePart(Part),
    DateTime,
    DateTrunc,
    Exp,
    Floor,
    Greatest,
    Hex,
    Instr,
    InstrReversed,
    JsonExtract,
    JsonText,
    LastInsertId,
    Least,
    Left,
    Length,
    Ln,
    Log10,
    Lower,
    LTrim,
    Now,
    NullIf,
    OctetLength,
    PadLeft,
    PadRight,
    Power,
    Random,
    Repeat,
    Replace,
    Reverse,
    Right,
    Round,
    RowCount,
    RTrim,
    ObjectId,
    IndexDefinition,
    Constant(&'static str),
    IsIdentity,
    Sign,
    Sqrt,
    StrFTime,
    Substring,
    Time,
    Today,
    Trim,
    TypeOf,
    Unistring,
    Upper,
    Uuid,
    Version,
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    WeekDay,
    YearDay,
    Epoch,
    Quarter,
}

impl Function {
    /// The function of that name in that dialect, and how many arguments it takes.
    pub(crate) fn find(
        name: &str,
        dialect: Dialect,
    ) -> Option<(Self, std::ops::RangeInclusive<usize>)> {
        use Dialect::{Mssql, Sqlite};
        let mysql = matches!(dialect, Dialect::Mysql | Dialect::Mariadb);
        Some(match name {
            "abs" => (Self::Abs, 1..=1),
            "ascii" | "unicode" => (Self::Ascii, 1..=1),
            "ceil" | "ceiling" => (Self::Ceil, 1..=1),
            "char" | "chr" | "nchar" => (Self::Char, 1..=1),
            "coalesce" => (Self::Coalesce, 1..=100),
            "ifnull" | "nvl" => (Self::Coalesce, 2..=2),
            "isnull" if dialect == Mssql => (Self::Coalesce, 2..=2),
            "concat" => (Self::Concat, 1..=100),
            "concat_ws" => (Self::ConcatWs, 2..=100),
            "date" => (Self::Date, 0..=10),
            "datetime" if dialect == Sqlite => (Self::DateTime, 0..=10),
            "time" => (Self::Time, 0..=10),
            "strftime" if dialect == Sqlite => (Self::StrFTime, 1..=10),
            "date_trunc" => (Self::DateTrunc, 2..=2),
            "year" => (Self::DatePart(Part::Year), 1..=1),
            "month" => (Self::DatePart(Part::Month), 1..=1),
            "day" | "dayofmonth" => (Self::DatePart(Part::Day), 1..=1),
            "hour" => (Self::DatePart(Part::Hour), 1..=1),
            "minute" => (Self::DatePart(Part::Minute), 1..=1),
            "second" => (Self::DatePart(Part::Second), 1..=1),
            "unix_timestamp" | "unixepoch" => (Self::DatePart(Part::Epoch), 0..=1),
            "exp" => (Self::Exp, 1..=1),
            "floor" => (Self::Floor, 1..=1),
            "greatest" => (Self::Greatest, 1..=100),
            "least" => (Self::Least, 1..=100),
            "max" if dialect == Sqlite => (Self::Greatest, 2..=100),
            "min" if dialect == Sqlite => (Self::Least, 2..=100),
            "hex" => (Self::Hex, 1..=1),
            "instr" | "strpos" => (Self::Instr, 2..=2),
            "locate" | "charindex" => (Self::InstrReversed, 2..=2),
            "json_extract" => (Self::JsonExtract, 2..=2),
            "json_unquote" => (Self::JsonText, 1..=1),
            "json_value" => (Self::JsonText, 2..=2),
            "last_insert_rowid" | "last_insert_id" | "scope_identity" | "lastval" => {
                (Self::LastInsertId, 0..=0)
            }
            "left" => (Self::Left, 2..=2),
            "right" => (Self::Right, 2..=2),
            "length" if mysql => (Self::OctetLength, 1..=1),
            "length" | "char_length" | "character_length" | "len" => (Self::Length, 1..=1),
            "octet_length" | "datalength" => (Self::OctetLength, 1..=1),
            "ln" => (Self::Ln, 1..=1),
            "log" if mysql || dialect == Mssql => (Self::Ln, 1..=1),
            "log" | "log10" => (Self::Log10, 1..=1),
            "lower" | "lcase" => (Self::Lower, 1..=1),
            "upper" | "ucase" => (Self::Upper, 1..=1),
            "ltrim" => (Self::LTrim, 1..=2),
            "rtrim" => (Self::RTrim, 1..=2),
            "trim" | "btrim" => (Self::Trim, 1..=2),
            "now"
            | "current_timestamp"
            | "getdate"
            | "getutcdate"
            | "sysdatetime"
            | "sysutcdatetime"
            | "sysdatetimeoffset"
            | "utc_timestamp"
            | "localtimestamp"
            | "transaction_timestamp"
            | "statement_timestamp"
            | "clock_timestamp" => (Self::Now, 0..=1),
            "current_date" | "curdate" => (Self::Today, 0..=0),
            "nullif" => (Self::NullIf, 2..=2),
            "lpad" => (Self::PadLeft, 2..=3),
            "rpad" => (Self::PadRight, 2..=3),
            "power" | "pow" => (Self::Power, 2..=2),
            "random" | "rand" => (Self::Random, 0..=1),
            "repeat" | "replicate" => (Self::Repeat, 2..=2),
            "replace" => (Self::Replace, 3..=3),
            "reverse" => (Self::Reverse, 1..=1),
            "round" => (Self::Round, 1..=2),
            "sign" => (Self::Sign, 1..=1),
            "sqrt" => (Self::Sqrt, 1..=1),
            "substr" | "substring" | "mid" => (Self::Substring, 2..=3),
            "typeof" | "pg_typeof" => (Self::TypeOf, 1..=1),
            "gen_random_uuid" | "uuid_generate_v4" | "uuid_generate_v1" | "uuid" | "newid" => {
                (Self::Uuid, 0..=0)
            }
            "version" | "sqlite_version" => (Self::Version, 0..=0),
            "quote" => (Self::Unistring, 1..=1),
            "row_count" | "changes" => (Self::RowCount, 0..=0),
            "object_id" => (Self::ObjectId, 1..=2),
            "columnproperty" => (Self::IsIdentity, 3..=3),
            "pg_get_indexdef" => (Self::IndexDefinition, 1..=1),
            "schema_name" => (Self::Constant("dbo"), 0..=1),
            "current_schema" => (Self::Constant("public"), 0..=0),
            "database" | "current_database" | "db_name" => (Self::Constant("relata"), 0..=0),
            _ => return None,
        })
    }

    /// The type of its result, where it is always the same.
    pub(crate) fn result(self, arguments: &[Option<ColumnType>]) -> Option<ColumnType> {
        match self {
            Self::Abs | Self::Coalesce | Self::Greatest | Self::Least | Self::NullIf => {
                arguments.iter().flatten().next().cloned()
            }
            Self::Length
            | Self::OctetLength
            | Self::Instr
            | Self::InstrReversed
            | Self::LastInsertId
            | Self::Ascii => Some(ColumnType::BIG),
            _ => None,
        }
    }

    /// Its value for the arguments in a row.
    #[expect(clippy::too_many_lines, reason = "one arm for each function")]
    pub(crate) fn call(
        self,
        arguments: &[Expr],
        frame: &Frame,
        context: &Context,
    ) -> Result<Value, EngineError> {
        let dialect = context.dialect();
        let sqlite = dialect == Dialect::Sqlite;
        if self == Self::Coalesce {
            for argument in arguments {
                let value = argument.eval(frame, context)?;
                if *value != Value::Null {
                    return Ok(value.into_owned());
                }
            }
            return Ok(Value::Null);
        }
        let values = arguments
            .iter()
            .map(|argument| argument.eval(frame, context))
            .collect::<Result<Vec<Cow<Value>>, _>>()?;
        // These have their own way with NULL.
        match self {
            Self::Concat => {
                if values.iter().any(|value| **value == Value::Null)
                    && matches!(dialect, Dialect::Mysql | Dialect::Mariadb)
                {
                    return Ok(Value::Null);
                }
                return Ok(Value::Text(
                    values.iter().map(|value| shown(value)).collect(),
                ));
            }
            Self::ConcatWs => {
                if *values[0] == Value::Null {
                    return Ok(Value::Null);
                }
                let separator = shown(&values[0]);
                let parts: Vec<String> = values[1..]
                    .iter()
                    .filter(|value| ***value != Value::Null)
                    .map(|value| shown(value))
                    .collect();
                return Ok(Value::Text(parts.join(&separator)));
            }
            Self::TypeOf => {
                return Ok(Value::Text(
                    match &*values[0] {
                        Value::Null => "null",
                        Value::Bool(_) if sqlite => "integer",
                        Value::Bool(_) => "boolean",
                        Value::Integer(_) => "integer",
                        Value::Real(_) => "real",
                        Value::Text(_) => "text",
                        Value::Bytes(_) => "blob",
                        Value::List(_) => "array",
                    }
                    .into(),
                ));
            }
            Self::Greatest | Self::Least
                if !matches!(dialect, Dialect::Postgres | Dialect::Mssql)
                    && values.iter().any(|value| **value == Value::Null) =>
            {
                return Ok(Value::Null);
            }
            Self::NullIf => {
                let same = compare(&values[0], &values[1], dialect) == Some(Ordering::Equal);
                return Ok(if same {
                    Value::Null
                } else {
                    values[0].clone().into_owned()
                });
            }
            Self::Greatest | Self::Least => {}
            _ if values.iter().any(|value| **value == Value::Null) => return Ok(Value::Null),
            _ => {}
        }
        let text = |at: usize| shown(&values[at]);
        let number = |at: usize| to_number(&values[at], dialect);
        let int = |at: usize| -> Result<i64, EngineError> {
            #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
            Ok(number(at)?.trunc() as i64)
        };
        let real = |value: f64| {
            if value.is_finite() {
                Value::Real(value)
            } else {
                Value::Null
            }
        };
        Ok(match self {
            Self::Abs => match &*values[0] {
                Value::Integer(number) => number
                    .checked_abs()
                    .map(Value::Integer)
                    .ok_or_else(|| invalid("integer out of range"))?,
                Value::Text(text) if !sqlite => Value::Text(text.trim_start_matches('-').into()),
                _ => Value::Real(number(0)?.abs()),
            },
            Self::Ascii => text(0).chars().next().map_or(Value::Integer(0), |c| {
                Value::Integer(i64::from(u32::from(c)))
            }),
            Self::Ceil => rounded(&values[0], number(0)?.ceil(), dialect),
            Self::Floor => rounded(&values[0], number(0)?.floor(), dialect),
            Self::Char => u32::try_from(int(0)?)
                .ok()
                .and_then(char::from_u32)
                .map_or(Value::Null, |c| Value::Text(c.to_string())),
            Self::Exp => real(number(0)?.exp()),
            Self::Ln => real(number(0)?.ln()),
            Self::Log10 => real(number(0)?.log10()),
            Self::Sqrt => real(number(0)?.sqrt()),
            Self::Power => match (&*values[0], &*values[1]) {
                (Value::Integer(base), Value::Integer(power)) if *power >= 0 => {
                    u32::try_from(*power)
                        .ok()
                        .and_then(|power| base.checked_pow(power))
                        .map_or(real(number(0)?.powf(number(1)?)), |whole| {
                            if sqlite || dialect == Dialect::Postgres {
                                #[expect(clippy::cast_precision_loss, reason = "pow gives a real")]
                                Value::Real(whole as f64)
                            } else {
                                Value::Integer(whole)
                            }
                        })
                }
                _ => real(number(0)?.powf(number(1)?)),
            },
            Self::Sign => {
                let number = number(0)?;
                Value::Integer(i64::from(number > 0.0) - i64::from(number < 0.0))
            }
            Self::Round => {
                let digits = if values.len() > 1 { int(1)? } else { 0 };
                match &*values[0] {
                    Value::Integer(whole) if digits >= 0 && !sqlite => Value::Integer(*whole),
                    Value::Text(text) if !sqlite => {
                        let scale = u32::try_from(digits.max(0)).unwrap_or(0);
                        ColumnType::Decimal {
                            precision: 1000,
                            scale: Some(scale),
                        }
                        .coerce(Value::Text(text.clone()), dialect)
                        .unwrap_or(Value::Null)
                    }
                    _ => {
                        let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(0));
                        Value::Real((number(0)? * scale).round() / scale)
                    }
                }
            }
            Self::Random => {
                let bits = context.environment.next_random();
                if sqlite {
                    Value::Integer(bits.cast_signed())
                } else {
                    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double")]
                    Value::Real((bits >> 11) as f64 / (1_u64 << 53) as f64)
                }
            }
            Self::Lower => Value::Text(text(0).to_lowercase()),
            Self::Upper => Value::Text(text(0).to_uppercase()),
            Self::Length => match &*values[0] {
                Value::Bytes(bytes) => length(bytes.len()),
                Value::List(items) => length(items.len()),
                _ if dialect == Dialect::Mssql => {
                    length(text(0).trim_end_matches(' ').chars().count())
                }
                _ => length(text(0).chars().count()),
            },
            Self::OctetLength => match &*values[0] {
                Value::Bytes(bytes) => length(bytes.len()),
                _ => length(text(0).len()),
            },
            Self::LTrim | Self::RTrim | Self::Trim => {
                let set: Vec<char> = if values.len() > 1 {
                    text(1).chars().collect()
                } else {
                    vec![' ']
                };
                let text = text(0);
                let inside = |c: char| set.contains(&c);
                Value::Text(
                    match self {
                        Self::LTrim => text.trim_start_matches(inside),
                        Self::RTrim => text.trim_end_matches(inside),
                        _ => text.trim_matches(inside),
                    }
                    .into(),
                )
            }
            Self::Replace => {
                let from = text(1);
                if from.is_empty() {
                    Value::Text(text(0))
                } else {
                    bounded(text(0).replace(&from, &text(2)))?
                }
            }
            Self::Reverse => Value::Text(text(0).chars().rev().collect()),
            Self::Repeat => {
                let count = usize::try_from(int(1)?.max(0)).unwrap_or(0);
                let text = text(0);
                if text.len().saturating_mul(count) > MAX_TEXT {
                    return Err(invalid("the text would be too long"));
                }
                Value::Text(text.repeat(count))
            }
            Self::PadLeft | Self::PadRight => {
                let width = usize::try_from(int(1)?.max(0)).unwrap_or(0);
                if width > MAX_TEXT {
                    return Err(invalid("the text would be too long"));
                }
                let fill = if values.len() > 2 {
                    text(2)
                } else {
                    " ".into()
                };
                let text = text(0);
                let count = text.chars().count();
                let padding: String = if fill.is_empty() {
                    String::new()
                } else {
                    fill.chars()
                        .cycle()
                        .take(width.saturating_sub(count))
                        .collect()
                };
                let cut: String = text.chars().take(width).collect();
                Value::Text(if self == Self::PadLeft {
                    padding + &cut
                } else {
                    cut + &padding
                })
            }
            Self::Left | Self::Right => {
                let text: Vec<char> = text(0).chars().collect();
                let wanted = int(1)?;
                let count = text.len();
                let take = if wanted < 0 {
                    count.saturating_sub(usize::try_from(-wanted).unwrap_or(count))
                } else {
                    usize::try_from(wanted).unwrap_or(count).min(count)
                };
                Value::Text(if self == Self::Left {
                    text[..take].iter().collect()
                } else {
                    text[count - take..].iter().collect()
                })
            }
            Self::Substring => {
                let chars: Vec<char> = text(0).chars().collect();
                let count = i64::try_from(chars.len()).unwrap_or(i64::MAX);
                let mut from = int(1)?;
                let mut size = if values.len() > 2 { int(2)? } else { i64::MAX };
                if from < 0 && dialect != Dialect::Postgres && dialect != Dialect::Mssql {
                    from += count + 1;
                } else if from == 0 && sqlite && values.len() > 2 {
                    size -= 1;
                    from = 1;
                }
                if size < 0 {
                    if !sqlite {
                        return Err(invalid("negative substring length not allowed"));
                    }
                    from += size;
                    size = -size;
                }
                let end = from.saturating_add(size).clamp(1, count + 1);
                let start = from.clamp(1, end);
                let at = |position: i64| usize::try_from(position - 1).unwrap_or(0);
                Value::Text(chars[at(start)..at(end)].iter().collect())
            }
            Self::Instr => position(&text(0), &text(1)),
            Self::InstrReversed => position(&text(1), &text(0)),
            Self::Hex => Value::Text(match &*values[0] {
                Value::Bytes(bytes) => hex(bytes),
                _ => hex(text(0).as_bytes()),
            }),
            Self::Greatest | Self::Least => {
                let wanted = if self == Self::Greatest {
                    Ordering::Greater
                } else {
                    Ordering::Less
                };
                let mut best = Value::Null;
                for value in values {
                    if best == Value::Null || compare(&value, &best, dialect) == Some(wanted) {
                        best = value.into_owned();
                    }
                }
                best
            }
            Self::Now => now(context, dialect),
            Self::Today => Value::Text(moment(context).format("%Y-%m-%d").to_string()),
            Self::Date | Self::Time | Self::DateTime | Self::StrFTime => {
                let from = usize::from(self == Self::StrFTime);
                let Some(moment) = modified(&values[from.min(values.len())..], context) else {
                    return Ok(Value::Null);
                };
                let format = match self {
                    Self::Date => "%Y-%m-%d".into(),
                    Self::Time => "%H:%M:%S".into(),
                    Self::DateTime => "%Y-%m-%d %H:%M:%S".into(),
                    _ => text(0),
                };
                return strftime(&format, moment);
            }
            Self::DateTrunc => {
                let Some(at) = Moment::parse(&text(1)) else {
                    return Err(invalid(format!("not a date: {}", text(1))));
                };
                let at = at.utc();
                let format = match text(0).to_ascii_lowercase().as_str() {
                    "year" => "%Y-01-01 00:00:00.000 +00:00",
                    "month" => "%Y-%m-01 00:00:00.000 +00:00",
                    "day" => "%Y-%m-%d 00:00:00.000 +00:00",
                    "hour" => "%Y-%m-%d %H:00:00.000 +00:00",
                    "minute" => "%Y-%m-%d %H:%M:00.000 +00:00",
                    unit => {
                        return Err(EngineError::Unsupported {
                            feature: format!("date_trunc of {unit}"),
                        });
                    }
                };
                Value::Text(at.format(format).to_string())
            }
            Self::DatePart(part) => {
                if values.is_empty() {
                    return Ok(Value::Integer(moment(context).timestamp()));
                }
                match Moment::parse(&text(0)) {
                    Some(moment) => Value::Integer(part.of(moment.utc())),
                    None => Value::Null,
                }
            }
            Self::RowCount => {
                Value::Integer(i64::try_from(context.environment.row_count).unwrap_or(i64::MAX))
            }
            Self::Constant(text) => Value::Text(text.into()),
            Self::ObjectId => {
                let given = text(0);
                let name = given
                    .rsplit('.')
                    .next()
                    .unwrap_or(&given)
                    .trim_matches(['[', ']']);
                context
                    .state
                    .catalogue
                    .find(name, dialect)
                    .map_or(Value::Null, |table| Value::Integer(object_id(table)))
            }
            Self::IsIdentity => {
                let found = context
                    .state
                    .catalogue
                    .tables()
                    .find(|(table, _)| Value::Integer(object_id(*table)) == *values[0]);
                found.map_or(Value::Null, |(_, def)| {
                    let at = def.column(&text(1), dialect);
                    Value::Integer(i64::from(
                        def.auto.is_some_and(|auto| Some(auto.column) == at),
                    ))
                })
            }
            Self::IndexDefinition => {
                let wanted = int(0)?;
                let found = context.state.catalogue.tables().find_map(|(table, def)| {
                    indexes(def)
                        .into_iter()
                        .find_map(|(number, name, columns, _, unique)| {
                            (object_id(table) + number == wanted).then(|| {
                                let quoted: Vec<String> = def
                                    .names(columns)
                                    .iter()
                                    .map(|name| format!("\"{name}\""))
                                    .collect();
                                format!(
                                    "CREATE {}INDEX \"{name}\" ON public.\"{}\" USING btree ({})",
                                    if unique { "UNIQUE " } else { "" },
                                    def.name,
                                    quoted.join(", ")
                                )
                            })
                        })
                });
                found.map_or(Value::Null, Value::Text)
            }
            Self::LastInsertId => context
                .environment
                .last_insert_id
                .map_or(Value::Integer(0), Value::Integer),
            Self::Uuid => {
                let (a, b) = (
                    context.environment.next_random(),
                    context.environment.next_random(),
                );
                Value::Text(format!(
                    "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
                    a >> 32,
                    (a >> 16) & 0xffff,
                    a & 0xfff,
                    (b >> 48) & 0x3fff | 0x8000,
                    b & 0xffff_ffff_ffff
                ))
            }
            Self::JsonExtract => json_at(&text(0), &text(1))?.map_or(Value::Null, |found| {
                let quoted = matches!(dialect, Dialect::Mysql | Dialect::Mariadb);
                json_value(&found, quoted)
            }),
            Self::JsonText => {
                let found = if values.len() > 1 {
                    json_at(&text(0), &text(1))?
                } else {
                    serde_json::from_str(&text(0)).ok()
                };
                match found {
                    Some(serde_json::Value::String(text)) => Value::Text(text),
                    Some(serde_json::Value::Null) => Value::Null,
                    Some(other) => Value::Text(other.to_string()),
                    None if values.len() > 1 => Value::Null,
                    None => Value::Text(text(0)),
                }
            }
            Self::Version => Value::Text(
                match dialect {
                    Dialect::Sqlite => "3.45.0",
                    Dialect::Postgres => "PostgreSQL 15.0",
                    Dialect::Mysql => "8.0.35",
                    Dialect::Mariadb => "10.11.6-MariaDB",
                    Dialect::Mssql => "15.0.2000.5",
                }
                .into(),
            ),
            Self::Unistring => Value::Text(match &*values[0] {
                Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
                other => shown(other),
            }),
            Self::Coalesce | Self::Concat | Self::ConcatWs | Self::NullIf | Self::TypeOf => {
                Value::Null
            }
        })
    }
}

/// Longer texts are refused: a page has to hold them.
const MAX_TEXT: usize = 16 << 20;

fn bounded(text: String) -> Result<Value, EngineError> {
    if text.len() > MAX_TEXT {
        return Err(invalid("the text would be too long"));
    }
    Ok(Value::Text(text))
}

fn shown(value: &Value) -> String {
    types::text(value).unwrap_or_default()
}

fn length(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

fn position(text: &str, part: &str) -> Value {
    length(
        text.find(part)
            .map_or(0, |at| text[..at].chars().count() + 1),
    )
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

fn rounded(value: &Value, result: f64, dialect: Dialect) -> Value {
    match (value, types::whole(result)) {
        (Value::Integer(number), _) => Value::Integer(*number),
        (_, Some(whole)) if dialect != Dialect::Sqlite => Value::Integer(whole),
        _ => Value::Real(result),
    }
}

/// A value as a number: what is none is an error, or 0 where the dialect reads a prefix.
fn to_number(value: &Value, dialect: Dialect) -> Result<f64, EngineError> {
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
            Some(rest) => Value::Text(rest.into()),
            None => Value::Text(format!("-{text}")),
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
            return Ok(Value::Text(result.to_string()));
        }
    }
    let mysql = matches!(dialect, Dialect::Mysql | Dialect::Mariadb);
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

/// An exact decimal: `digits` × 10^-`scale`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact {
    digits: i128,
    scale: u32,
}

impl Exact {
    /// The exact number a value is; `None` for reals and what is no number.
    pub(crate) fn new(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(Self {
                digits: i128::from(*number),
                scale: 0,
            }),
            Value::Bool(flag) => Some(Self {
                digits: i128::from(*flag),
                scale: 0,
            }),
            Value::Text(text) => {
                let text = text.trim();
                let (left, right) = text.split_once('.').unwrap_or((text, ""));
                if right.len() > 18 || !right.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                Some(Self {
                    digits: format!("{left}{right}").parse().ok()?,
                    scale: u32::try_from(right.len()).ok()?,
                })
            }
            _ => None,
        }
    }

    fn at(self, scale: u32) -> Option<i128> {
        self.digits
            .checked_mul(10_i128.checked_pow(scale.checked_sub(self.scale)?)?)
    }

    /// The sum, at the larger scale.
    pub(crate) fn add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self {
            digits: self.at(scale)?.checked_add(other.at(scale)?)?,
            scale,
        })
    }

    fn negated(self) -> Self {
        Self {
            digits: -self.digits,
            scale: self.scale,
        }
    }

    fn multiply(self, other: Self) -> Option<Self> {
        Some(Self {
            digits: self.digits.checked_mul(other.digits)?,
            scale: self.scale + other.scale,
        })
    }

    /// The quotient with 16 digits after the point, as PostgreSQL gives at least.
    pub(crate) fn divide(self, other: Self) -> Option<Self> {
        let scale = 16 + other.scale;
        let digits = self.at(self.scale.max(scale))?;
        let scale = self.scale.max(scale) - other.scale;
        let (quotient, rest) = (
            digits.checked_div(other.digits)?,
            digits.checked_rem(other.digits)?,
        );
        let up = rest.unsigned_abs().checked_mul(2)? >= other.digits.unsigned_abs();
        let sign = if (digits < 0) == (other.digits < 0) {
            1
        } else {
            -1
        };
        Some(Self {
            digits: if up { quotient + sign } else { quotient },
            scale,
        })
    }
}

impl std::fmt::Display for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (left, right) = digits.split_at(digits.len() - scale);
        if right.is_empty() {
            write!(f, "{sign}{left}")
        } else {
            write!(f, "{sign}{left}.{right}")
        }
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
            Value::Text(match length {
                Some(length) => text
                    .chars()
                    .take(usize::try_from(*length).unwrap_or(usize::MAX))
                    .collect(),
                None => text,
            })
        }
        (ColumnType::Integer { .. }, Value::Text(text)) if lenient => {
            let number = prefix(&text);
            types::whole(number.trunc()).map_or(Value::Null, Value::Integer)
        }
        (ColumnType::Integer { .. }, Value::Real(number)) if dialect != Dialect::Postgres => {
            let number = if matches!(dialect, Dialect::Mysql | Dialect::Mariadb) {
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

fn moment(context: &Context) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(context.environment.now).unwrap_or_default()
}

fn now(context: &Context, dialect: Dialect) -> Value {
    let moment = moment(context);
    let format = match dialect {
        Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => "%Y-%m-%d %H:%M:%S",
        Dialect::Postgres | Dialect::Mssql => "%Y-%m-%d %H:%M:%S%.3f +00:00",
    };
    Value::Text(moment.format(format).to_string())
}

/// SQLite's time values: a start, then modifiers (<https://sqlite.org/lang_datefunc.html>).
fn modified(values: &[Cow<Value>], context: &Context) -> Option<DateTime<Utc>> {
    let mut at = match values.first().map(|value| &**value) {
        None => moment(context),
        Some(Value::Text(text)) if text.eq_ignore_ascii_case("now") => moment(context),
        Some(Value::Text(text)) => Moment::parse(text)?.utc(),
        Some(Value::Integer(seconds))
            if values
                .get(1)
                .is_some_and(|value| **value == Value::Text("unixepoch".into())) =>
        {
            DateTime::from_timestamp(*seconds, 0)?
        }
        Some(_) => return None,
    };
    for modifier in values.iter().skip(1) {
        let Value::Text(modifier) = &**modifier else {
            return None;
        };
        let modifier = modifier.trim().to_ascii_lowercase();
        at = match modifier.as_str() {
            "unixepoch" | "utc" | "localtime" | "subsec" => at,
            "start of day" => at.date_naive().and_hms_opt(0, 0, 0)?.and_utc(),
            "start of month" => at.date_naive().with_day(1)?.and_hms_opt(0, 0, 0)?.and_utc(),
            "start of year" => at
                .date_naive()
                .with_day(1)?
                .with_month(1)?
                .and_hms_opt(0, 0, 0)?
                .and_utc(),
            modifier => {
                let (count, unit) = modifier.split_once(' ')?;
                let count: f64 = count.parse().ok()?;
                #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
                let whole = count as i64;
                match unit.trim_end_matches('s') {
                    "second" => at.checked_add_signed(TimeDelta::try_seconds(whole)?)?,
                    "minute" => at.checked_add_signed(TimeDelta::try_minutes(whole)?)?,
                    "hour" => at.checked_add_signed(TimeDelta::try_hours(whole)?)?,
                    "day" => at.checked_add_signed(TimeDelta::try_days(whole)?)?,
                    "month" => months(at, whole)?,
                    "year" => months(at, whole.checked_mul(12)?)?,
                    _ => return None,
                }
            }
        };
    }
    Some(at)
}

fn months(at: DateTime<Utc>, count: i64) -> Option<DateTime<Utc>> {
    use gluesql::core::chrono::Months;
    let by = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 {
        at.checked_sub_months(by)
    } else {
        at.checked_add_months(by)
    }
}

fn strftime(format: &str, at: DateTime<Utc>) -> Result<Value, EngineError> {
    let mut text = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('f') => text.push_str(&at.format("%S%.3f").to_string()),
            Some('s') => text.push_str(&at.timestamp().to_string()),
            Some(unit @ ('Y' | 'm' | 'd' | 'H' | 'M' | 'S' | 'j' | 'w' | 'F' | 'T')) => {
                text.push_str(&at.format(&format!("%{unit}")).to_string());
            }
            Some('%') => text.push('%'),
            _ => {
                return Err(EngineError::Unsupported {
                    feature: format!("the strftime format {format}"),
                });
            }
        }
    }
    Ok(Value::Text(text))
}

impl Part {
    /// The part a word names.
    pub(crate) fn find(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "year" => Self::Year,
            "quarter" => Self::Quarter,
            "month" => Self::Month,
            "day" => Self::Day,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "second" => Self::Second,
            "dow" | "dayofweek" => Self::WeekDay,
            "doy" | "dayofyear" => Self::YearDay,
            "epoch" => Self::Epoch,
            _ => return None,
        })
    }

    fn of(self, at: DateTime<Utc>) -> i64 {
        match self {
            Self::Year => i64::from(at.year()),
            Self::Quarter => i64::from(at.month0() / 3 + 1),
            Self::Month => i64::from(at.month()),
            Self::Day => i64::from(at.day()),
            Self::Hour => i64::from(at.hour()),
            Self::Minute => i64::from(at.minute()),
            Self::Second => i64::from(at.second()),
            Self::WeekDay => i64::from(at.weekday().num_days_from_sunday()),
            Self::YearDay => i64::from(at.ordinal()),
            Self::Epoch => at.timestamp(),
        }
    }
}

/// What a path such as `$.a.b[0]` finds in JSON text.
pub(crate) fn json_at(text: &str, path: &str) -> Result<Option<serde_json::Value>, EngineError> {
    let Ok(mut at) = serde_json::from_str::<serde_json::Value>(text) else {
        return Err(invalid("malformed JSON"));
    };
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    while !rest.is_empty() {
        let (step, next) = if let Some(inside) = rest.strip_prefix('[') {
            let (index, next) = inside.split_once(']').unwrap_or((inside, ""));
            (index.trim_matches('"'), next)
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            if let Some(quoted) = name.strip_prefix('"') {
                quoted.split_once('"').unwrap_or((quoted, ""))
            } else {
                let end = name.find(['.', '[']).unwrap_or(name.len());
                name.split_at(end)
            }
        };
        let found = match &mut at {
            serde_json::Value::Array(items) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get_mut(index).map(serde_json::Value::take)),
            serde_json::Value::Object(map) => map.get_mut(step).map(serde_json::Value::take),
            _ => None,
        };
        match found {
            Some(found) => at = found,
            None => return Ok(None),
        }
        rest = next;
    }
    Ok(Some(at))
}

/// A JSON value as an SQL one; `quoted` leaves strings as JSON writes them.
pub(crate) fn json_value(json: &serde_json::Value, quoted: bool) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => Value::Bool(*flag),
        serde_json::Value::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Real))
            .unwrap_or(Value::Null),
        serde_json::Value::String(text) if !quoted => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}
