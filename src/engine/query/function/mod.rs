//! Scalar functions, as the dialects have them.
//!
//! [`Function::find`] says which names a dialect knows and how many arguments each takes;
//! [`Function::call`] evaluates them and hands them to the function's own room: [`text`],
//! [`number`], [`time`], [`json`] and [`system`].

mod arithmetic;
mod exact;
mod json;
mod number;
mod system;
mod text;
mod time;

pub(crate) use arithmetic::{arithmetic, cast, negate};
pub(crate) use exact::Exact;
pub(crate) use time::{Part, Unit};

use super::{
    compare::compare,
    context::{Context, Frame, bounded},
    expr::Expr,
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        types::{self, ColumnType},
    },
    schema::Value,
};
use arithmetic::to_number;
use std::{borrow::Cow, cmp::Ordering};

/// A scalar function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    AddTime(Unit),
    Append,
    Ascii,
    Ceil,
    Char,
    Chosen,
    Coalesce,
    Concat,
    ConcatWs,
    Contains,
    Date,
    DateFormat,
    DatePart(Part),
    DateTime,
    DateTrunc,
    Exp,
    Field,
    FindInSet,
    Floor,
    Greatest,
    GreatestNumber,
    Hex,
    InitCap,
    Instr,
    InstrReversed,
    JsonArray,
    JsonExtract,
    JsonLength,
    JsonObject,
    JsonText,
    LastInsertId,
    Least,
    LeastNumber,
    Left,
    Length,
    Ln,
    Log10,
    Lower,
    LTrim,
    Now,
    NullIf,
    OctetLength,
    Overlaps,
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
    ConstraintDefinition,
    SchemaName,
    Constant(&'static str),
    IsIdentity,
    Sign,
    SplitPart,
    Sqrt,
    StrFTime,
    Stuff,
    Substring,
    SubstringIndex,
    Time,
    TimeBetween { unit: Unit, edges: bool },
    ToChar,
    Today,
    Translate,
    Trim,
    Truncate,
    TypeOf,
    Unistring,
    Upper,
    Uuid,
    Version,
}

/// The functions of SQLite as it comes with its packages for Node (`rlike` is its GLOB to the parser); those that the engine has not are refused
/// by name, all others are not there.
const OF_SQLITE: &str = "abs acos acosh asin asinh atan atan2 atanh ceil ceiling changes char coalesce concat \
    concat_ws cos cosh current_date current_time current_timestamp date datetime degrees exp floor format glob hex if ifnull iif instr json json_array \
    json_array_length json_extract json_group_array json_group_object json_insert json_object json_patch \
    json_pretty json_quote json_remove json_replace json_set json_type json_valid julianday last_insert_rowid \
    length like likelihood likely ln load_extension log log10 log2 lower ltrim max min mod nullif octet_length pi pow power \
    printf quote radians random randomblob replace rlike round rtrim sign sin sinh sqlite_version sqrt strftime substr \
    substring tan tanh time timediff total_changes trim trunc typeof unhex unicode unistr unixepoch unlikely \
    upper zeroblob";

/// SQLite has a function of that name.
pub(crate) fn is_of_sqlite(name: &str) -> bool {
    OF_SQLITE.split(' ').any(|known| known == name)
}

impl Function {
    /// The function of that name in that dialect, and how many arguments it takes.
    #[expect(clippy::too_many_lines, reason = "one line for each name")]
    pub(crate) fn find(
        name: &str,
        dialect: Dialect,
    ) -> Option<(Self, std::ops::RangeInclusive<usize>)> {
        use Dialect::{Mssql, Sqlite};
        let mysql = dialect.is_mysql();
        Some(match name {
            "abs" => (Self::Abs, 1..=1),
            "array_append" => (Self::Append, 2..=2),
            "ascii" | "unicode" => (Self::Ascii, 1..=1),
            "ceil" | "ceiling" => (Self::Ceil, 1..=1),
            "char" | "chr" | "nchar" => (Self::Char, 1..=1),
            "elt" | "choose" => (Self::Chosen, 2..=100),
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
            "date_format" if mysql => (Self::DateFormat, 2..=2),
            "to_char" => (Self::ToChar, 2..=2),
            "field" => (Self::Field, 2..=100),
            "find_in_set" => (Self::FindInSet, 2..=2),
            "initcap" => (Self::InitCap, 1..=1),
            "split_part" => (Self::SplitPart, 3..=3),
            "substring_index" => (Self::SubstringIndex, 3..=3),
            "translate" => (Self::Translate, 3..=3),
            "stuff" | "insert" => (Self::Stuff, 4..=4),
            "trunc" => (Self::Truncate, 1..=2),
            "truncate" => (Self::Truncate, 2..=2),
            "json_array" | "json_build_array" | "jsonb_build_array" => (Self::JsonArray, 0..=100),
            "json_object" | "json_build_object" | "jsonb_build_object" => {
                (Self::JsonObject, 0..=100)
            }
            "json_length" | "json_array_length" | "jsonb_array_length" => (Self::JsonLength, 1..=1),
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
            "pg_get_constraintdef" => (Self::ConstraintDefinition, 1..=2),
            "schema_name" => (Self::SchemaName, 0..=1),
            "current_schema" => (Self::Constant("public"), 0..=0),
            "database" | "current_database" | "db_name" => (Self::Constant("relata"), 0..=0),
            _ => return None,
        })
    }

    /// The type of its result, where it is always the same.
    pub(crate) fn result(self, arguments: &[Option<ColumnType>]) -> Option<ColumnType> {
        match self {
            Self::Abs
            | Self::Coalesce
            | Self::Greatest
            | Self::GreatestNumber
            | Self::Least
            | Self::LeastNumber
            | Self::NullIf => arguments.iter().flatten().next().cloned(),
            Self::Round | Self::Truncate => {
                let of_exact = matches!(arguments, [Some(ColumnType::Decimal { .. }), ..]);
                of_exact.then_some(ColumnType::EXACT)
            }
            Self::Length | Self::OctetLength | Self::Instr | Self::InstrReversed | Self::Ascii => {
                Some(ColumnType::WHOLE)
            }
            Self::LastInsertId => Some(ColumnType::BIG),
            _ => None,
        }
    }

    /// The function for arguments of these types: decimals are kept as text, and compared as
    /// numbers.
    pub(crate) fn exact(self, arguments: &[Option<ColumnType>], dialect: Dialect) -> Self {
        let decimal = |ty: &ColumnType| matches!(ty, ColumnType::Decimal { .. });
        match self {
            _ if dialect == Dialect::Sqlite || !arguments.iter().flatten().any(decimal) => self,
            Self::Greatest => Self::GreatestNumber,
            Self::Least => Self::LeastNumber,
            other => other,
        }
    }

    /// Its value for the arguments in a row.
    pub(crate) fn call(
        self,
        arguments: &[Expr],
        frame: &Frame,
        context: &Context,
    ) -> Result<Value, EngineError> {
        if self == Self::Coalesce {
            for argument in arguments {
                let value = argument.eval(frame, context)?;
                if *value != Value::Null {
                    return Ok(value.into_owned());
                }
            }
            return Ok(Value::Null);
        }
        let mut values = Vec::with_capacity(arguments.len());
        let mut bytes = 0;
        for argument in arguments {
            let value = types::without_booleans(argument.eval(frame, context)?, context.dialect());
            bytes += types::weight(std::slice::from_ref(&*value));
            bounded(bytes / 2)?;
            values.push(value);
        }
        let value = self.value(Arguments { values, context })?;
        bounded(types::weight(std::slice::from_ref(&value)) / 2)?;
        Ok(value)
    }

    fn value(self, given: Arguments) -> Result<Value, EngineError> {
        if given.any_null() && !self.takes_null(given.dialect()) {
            return Ok(Value::Null);
        }
        match self {
            Self::Abs => number::abs(&given),
            Self::AddTime(unit) => time::moved(&given, unit),
            Self::Append => Ok(json::appended(given)),
            Self::Ascii => Ok(text::ascii(&given)),
            Self::Ceil => number::rounded(&given, f64::ceil),
            Self::Char => text::char(&given),
            Self::Chosen => text::chosen(&given),
            // Its arguments are evaluated one by one, above.
            Self::Coalesce => Ok(Value::Null),
            Self::ConstraintDefinition => system::constraint_definition(&given),
            Self::SchemaName => system::schema_name(&given),
            Self::Concat => Ok(text::concat(&given)),
            Self::ConcatWs => Ok(text::concat_ws(&given)),
            Self::Contains => json::contains(&given),
            Self::Constant(text) => Ok(Value::text(text)),
            Self::Date => time::formatted(&given, 0, "%Y-%m-%d"),
            Self::DateFormat => time::date_format(&given),
            Self::DatePart(part) => Ok(time::part(&given, part)),
            Self::DateTime => time::formatted(&given, 0, "%Y-%m-%d %H:%M:%S"),
            Self::DateTrunc => time::truncated(&given),
            Self::Exp => number::real(&given, f64::exp),
            Self::Field => Ok(text::field(&given)),
            Self::FindInSet => Ok(text::find_in_set(&given)),
            Self::Floor => number::rounded(&given, f64::floor),
            Self::Greatest => Ok(extreme(given, Ordering::Greater, false)),
            Self::GreatestNumber => Ok(extreme(given, Ordering::Greater, true)),
            Self::Hex => Ok(text::hexadecimal(&given)),
            Self::IndexDefinition => system::index_definition(&given),
            Self::InitCap => Ok(text::initcap(&given)),
            Self::Instr => Ok(text::position(&given.text(0), &given.text(1))),
            Self::InstrReversed => Ok(text::position(&given.text(1), &given.text(0))),
            Self::IsIdentity => Ok(system::is_identity(&given)),
            Self::JsonArray => Ok(json::array(&given)),
            Self::JsonLength => json::length(&given),
            Self::JsonObject => json::object(&given),
            Self::JsonExtract => json::extract(&given),
            Self::JsonText => json::text(&given),
            Self::LTrim => Ok(text::trimmed(&given, true, false)),
            Self::LastInsertId => Ok(system::last_insert_id(&given)),
            Self::Least => Ok(extreme(given, Ordering::Less, false)),
            Self::LeastNumber => Ok(extreme(given, Ordering::Less, true)),
            Self::Left => text::left(&given),
            Self::Length => Ok(text::length(&given)),
            Self::Ln => number::real(&given, f64::ln),
            Self::Log10 => number::real(&given, f64::log10),
            Self::Lower => Ok(text::lower(&given)),
            Self::Now => Ok(time::now(given.context)),
            Self::NullIf => Ok(null_if(given)),
            Self::ObjectId => Ok(system::object_number(&given)),
            Self::OctetLength => Ok(text::octet_length(&given)),
            Self::Overlaps => Ok(json::overlap(&given)),
            Self::PadLeft => text::padded(&given, true),
            Self::PadRight => text::padded(&given, false),
            Self::Power => number::power(&given),
            Self::RTrim => Ok(text::trimmed(&given, false, true)),
            Self::Random => Ok(number::random(given.context)),
            Self::Repeat => text::repeat(&given),
            Self::Replace => text::replace(&given),
            Self::Reverse => Ok(Value::Text(given.text(0).chars().rev().collect())),
            Self::Right => text::right(&given),
            Self::Round => number::round(&given),
            Self::RowCount => Ok(system::row_count(&given)),
            Self::Sign => number::sign(&given),
            Self::SplitPart => text::split_part(&given),
            Self::Sqrt => number::real(&given, f64::sqrt),
            Self::StrFTime => time::formatted(&given, 1, &given.text(0)),
            Self::Stuff => text::stuffed(&given),
            Self::SubstringIndex => text::substring_index(&given),
            Self::Substring => text::substring(&given),
            Self::Time => time::formatted(&given, 0, "%H:%M:%S"),
            Self::TimeBetween { unit, edges } => time::between(&given, unit, edges),
            Self::ToChar => time::to_char(&given),
            Self::Today => Ok(time::today(given.context)),
            Self::Translate => Ok(text::translate(&given)),
            Self::Truncate => number::truncated(&given),
            Self::Trim => Ok(text::trimmed(&given, true, true)),
            Self::TypeOf => Ok(system::type_of(&given)),
            Self::Unistring => Ok(text::quoted(&given)),
            Self::Upper => Ok(text::upper(&given)),
            Self::Uuid => Ok(system::uuid(given.context)),
            Self::Version => Ok(system::version(&given)),
        }
    }

    /// Whether it has a way of its own with NULL; for the others one NULL makes NULL.
    fn takes_null(self, dialect: Dialect) -> bool {
        match self {
            Self::Concat => !dialect.is_mysql(),
            Self::Greatest | Self::GreatestNumber | Self::Least | Self::LeastNumber => {
                matches!(dialect, Dialect::Postgres | Dialect::Mssql)
            }
            Self::Append
            | Self::Chosen
            | Self::ConcatWs
            | Self::Field
            | Self::JsonArray
            | Self::JsonObject
            | Self::NullIf
            | Self::TypeOf => true,
            _ => false,
        }
    }
}

/// The values of a call's arguments.
struct Arguments<'v> {
    values: Vec<Cow<'v, Value>>,
    context: &'v Context<'v>,
}

impl Arguments<'_> {
    fn dialect(&self) -> Dialect {
        self.context.dialect()
    }

    fn is_sqlite(&self) -> bool {
        self.dialect() == Dialect::Sqlite
    }

    fn count(&self) -> usize {
        self.values.len()
    }

    fn any_null(&self) -> bool {
        self.values.iter().any(|value| **value == Value::Null)
    }

    fn value(&self, at: usize) -> &Value {
        &self.values[at]
    }

    fn text(&self, at: usize) -> String {
        shown(&self.values[at])
    }

    fn number(&self, at: usize) -> Result<f64, EngineError> {
        to_number(&self.values[at], self.dialect())
    }

    /// A number without what is after its point.
    fn whole(&self, at: usize) -> Result<i64, EngineError> {
        #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
        Ok(self.number(at)?.trunc() as i64)
    }
}

/// GREATEST and LEAST; `numbers`: texts among the values are decimals.
fn extreme(given: Arguments, wanted: Ordering, numbers: bool) -> Value {
    let dialect = given.dialect();
    let mut best = Value::Null;
    for value in given.values {
        let order = match (types::number(&value), types::number(&best)) {
            (Some(value), Some(best)) if numbers => Some(value.total_cmp(&best)),
            _ => compare(&value, &best, dialect),
        };
        if best == Value::Null || order == Some(wanted) {
            best = value.into_owned();
        }
    }
    best
}

fn null_if(given: Arguments) -> Value {
    let same = compare(given.value(0), given.value(1), given.dialect()) == Some(Ordering::Equal);
    match given.values.into_iter().next() {
        Some(value) if !same => value.into_owned(),
        _ => Value::Null,
    }
}

/// A value as text; NULL as none.
fn shown(value: &Value) -> String {
    types::text(value).unwrap_or_default()
}

/// A count as a value.
fn counted(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
