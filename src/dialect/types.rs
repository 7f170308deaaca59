//! Turns data types into the dialect's words.

use super::{Dialect, literal::string};
use crate::schema::{ScalarType, Value};
use std::borrow::Cow;

/// The type's text in a column definition. A type given as text stands as it is.
pub fn type_text(dialect: Dialect, data_type: &ScalarType) -> Cow<'_, str> {
    use Dialect::{Mariadb, Mssql, Mysql, Postgres, Sqlite};
    if let Some(raw) = &data_type.raw {
        return raw.as_str().into();
    }
    let key = data_type.key.as_str();
    match (key, dialect) {
        ("STRING" | "CHAR", _) => characters(dialect, data_type),
        ("TEXT", Sqlite | Postgres) | ("ENUM", Sqlite) => "TEXT".into(),
        ("TEXT", Mysql | Mariadb) => sized("TEXT", data_type),
        ("TEXT", Mssql) => tiny_or_max("NVARCHAR", data_type).into(),
        ("BLOB", Sqlite | Mysql | Mariadb) => sized("BLOB", data_type),
        ("BLOB", Postgres) => "BYTEA".into(),
        ("BLOB", Mssql) => tiny_or_max("VARBINARY", data_type).into(),
        ("CITEXT", Sqlite) => "TEXT COLLATE NOCASE".into(),
        ("BOOLEAN", Postgres) => "BOOLEAN".into(),
        ("BOOLEAN", Mssql) => "BIT".into(),
        ("BOOLEAN", _) => "TINYINT(1)".into(),
        ("DATE", Sqlite) => "DATETIME".into(),
        ("DATE", Postgres) => "TIMESTAMP WITH TIME ZONE".into(),
        ("DATE", Mysql | Mariadb) => match length(data_type) {
            Some(digits) => format!("DATETIME({digits})").into(),
            None => "DATETIME".into(),
        },
        ("DATE", Mssql) => "DATETIMEOFFSET".into(),
        ("DATEONLY", _) => "DATE".into(),
        ("NOW", Mssql) => "GETDATE()".into(),
        ("UUID", Mysql | Mariadb) => "CHAR(36) BINARY".into(),
        ("UUID", Mssql) => "CHAR(36)".into(),
        ("ENUM", Mssql) => "VARCHAR(255)".into(),
        ("ENUM", _) => enumeration(dialect, data_type).into(),
        ("DECIMAL", _) => decimal(dialect, data_type).into(),
        ("ARRAY", _) => match &data_type.of {
            Some(of) => format!("{}[]", type_text(dialect, of)).into(),
            None => "[]".into(),
        },
        ("RANGE", Postgres) => range(data_type).into(),
        ("GEOMETRY" | "GEOGRAPHY", _) => geometry(dialect, data_type).into(),
        (
            "NUMBER" | "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INTEGER" | "BIGINT" | "FLOAT"
            | "REAL" | "DOUBLE PRECISION",
            _,
        ) => number(dialect, data_type),
        _ => key.into(),
    }
}

/// `ENUM('a', 'b')`.
pub(crate) fn enumeration(dialect: Dialect, data_type: &ScalarType) -> String {
    let values: Vec<_> = data_type
        .values
        .iter()
        .map(|value| string(dialect, value))
        .collect();
    format!("ENUM({})", values.join(", "))
}

fn length(data_type: &ScalarType) -> Option<String> {
    match data_type.length.as_ref()? {
        Value::Integer(0) | Value::Null | Value::Bool(false) => None,
        Value::Integer(digits) => Some(digits.to_string()),
        Value::Text(text) if !text.is_empty() => Some(text.to_string()),
        _ => None,
    }
}

fn characters(dialect: Dialect, data_type: &ScalarType) -> Cow<'_, str> {
    let length = match length(data_type) {
        Some(length) => length,
        None if data_type.binary => "255".into(),
        None if data_type.key == "CHAR" => return "CHAR(255)".into(),
        None if dialect == Dialect::Mssql => return "NVARCHAR(255)".into(),
        None => return "VARCHAR(255)".into(),
    };
    let name = if data_type.key == "CHAR" {
        "CHAR"
    } else {
        "VARCHAR"
    };
    match (dialect, data_type.binary) {
        (Dialect::Postgres, true) => "BYTEA".to_owned(),
        (Dialect::Sqlite, true) => format!("{name} BINARY({length})"),
        (Dialect::Mssql, binary) if name == "VARCHAR" => {
            format!("{}({length})", if binary { "BINARY" } else { "NVARCHAR" })
        }
        (_, true) => format!("{name}({length}) BINARY"),
        (_, false) => format!("{name}({length})"),
    }
    .into()
}

/// `TINYTEXT`, `MEDIUMBLOB` and the like.
fn sized<'a>(name: &'a str, data_type: &ScalarType) -> Cow<'a, str> {
    match length(data_type).map(|word| word.to_lowercase()).as_deref() {
        Some("tiny") => format!("TINY{name}").into(),
        Some("medium") => format!("MEDIUM{name}").into(),
        Some("long") => format!("LONG{name}").into(),
        _ => name.into(),
    }
}

fn tiny_or_max(name: &str, data_type: &ScalarType) -> String {
    match length(data_type) {
        Some(word) if word.eq_ignore_ascii_case("tiny") => format!("{name}(256)"),
        _ => format!("{name}(MAX)"),
    }
}

fn decimal(dialect: Dialect, data_type: &ScalarType) -> String {
    let digits: Vec<_> = [data_type.precision, data_type.scale]
        .into_iter()
        .flatten()
        .filter(|digits| *digits != 0)
        .map(|digits| digits.to_string())
        .collect();
    let mut text = String::from("DECIMAL");
    if !digits.is_empty() {
        text = format!("DECIMAL({})", digits.join(","));
    }
    if matches!(dialect, Dialect::Mysql | Dialect::Mariadb) {
        text.push_str(signs(data_type));
    }
    text
}

fn signs(data_type: &ScalarType) -> &'static str {
    match (data_type.unsigned, data_type.zerofill) {
        (true, true) => " UNSIGNED ZEROFILL",
        (true, false) => " UNSIGNED",
        (false, true) => " ZEROFILL",
        (false, false) => "",
    }
}

/// Whole and floating numbers: which of length, decimals, UNSIGNED and ZEROFILL a dialect keeps.
fn number(dialect: Dialect, data_type: &ScalarType) -> Cow<'_, str> {
    let key = data_type.key.as_str();
    let is_bare = data_type.length.is_none()
        && data_type.scale.is_none()
        && !data_type.unsigned
        && !data_type.zerofill;
    if is_bare {
        return key.into();
    }
    let is_whole = matches!(key, "TINYINT" | "SMALLINT" | "INTEGER" | "BIGINT");
    let size = match (length(data_type), data_type.scale) {
        (Some(length), Some(decimals)) => format!("({length},{decimals})"),
        (Some(length), None) => format!("({length})"),
        (None, _) => String::new(),
    };
    let has_decimals = data_type.scale.is_some_and(|decimals| decimals != 0);
    let text = match dialect {
        Dialect::Sqlite if is_whole || key == "MEDIUMINT" => format!("{key}{size}"),
        Dialect::Sqlite => format!("{key}{}{size}", signs(data_type)),
        Dialect::Postgres if is_whole || matches!(key, "REAL" | "DOUBLE PRECISION") => {
            key.to_owned()
        }
        Dialect::Mssql if is_whole || key == "REAL" => key.to_owned(),
        Dialect::Postgres | Dialect::Mssql if key == "FLOAT" && has_decimals => key.to_owned(),
        Dialect::Postgres | Dialect::Mssql if key == "FLOAT" => format!("{key}{size}"),
        _ => format!("{key}{size}{}", signs(data_type)),
    };
    text.into()
}

fn range(data_type: &ScalarType) -> &'static str {
    match data_type
        .of
        .as_ref()
        .map_or("INTEGER", |of| of.key.as_str())
    {
        "INTEGER" => "int4range",
        "BIGINT" => "int8range",
        "DECIMAL" => "numrange",
        "DATE" => "tstzrange",
        "DATEONLY" => "daterange",
        _ => "undefined",
    }
}

fn geometry(dialect: Dialect, data_type: &ScalarType) -> String {
    let key = data_type.key.as_str();
    match (dialect, &data_type.geometry) {
        (Dialect::Postgres, Some(shape)) => match data_type.srid.filter(|srid| *srid != 0) {
            Some(srid) => format!("{key}({shape},{srid})"),
            None => format!("{key}({shape})"),
        },
        (Dialect::Mysql | Dialect::Mariadb, Some(shape)) if key == "GEOMETRY" => shape.clone(),
        _ => key.into(),
    }
}
