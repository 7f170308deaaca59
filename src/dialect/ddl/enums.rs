//! Turns ENUM attributes into PostgreSQL's types: asking for them, making and dropping them.

use crate::{
    dialect::{Dialect, literal::string, quote::quote_identifier, types::enumeration},
    schema::{ScalarType, TableName},
};
use std::fmt::Write as _;

const DIALECT: Dialect = Dialect::Postgres;

fn schema(table: &TableName) -> &str {
    table.schema.as_deref().unwrap_or("public")
}

/// `"public"."enum_Users_role"`.
pub(super) fn enum_name(table: &TableName, column: &str) -> String {
    format!(
        "{}.{}",
        quote_identifier(DIALECT, schema(table)),
        quote_identifier(DIALECT, &format!("enum_{}_{column}", table.name))
    )
}

/// The ENUM behind a type: itself, or the element of an ARRAY.
pub(super) fn enum_of(data_type: &ScalarType) -> Option<&ScalarType> {
    match data_type.key.as_str() {
        "ENUM" => Some(data_type),
        "ARRAY" => data_type.of.as_deref().filter(|of| of.key == "ENUM"),
        _ => None,
    }
}

/// Asks for the values of a column's type.
pub fn list_enum(table: &TableName, column: &str) -> String {
    let name = format!("enum_{}_{column}", table.name).replace('"', "");
    format!(
        "SELECT t.typname enum_name, array_agg(e.enumlabel ORDER BY enumsortorder) enum_value FROM pg_type t JOIN pg_enum e ON t.oid = e.enumtypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = '{}' AND t.typname='{name}' GROUP BY 1",
        schema(table)
    )
}

/// Makes a column's type, unless it is there.
pub fn create_enum(table: &TableName, column: &str, data_type: &ScalarType, force: bool) -> String {
    let drop = if force {
        format!("{} ", drop_enum(table, column))
    } else {
        String::new()
    };
    let create = create_type(table, column, &enumeration(DIALECT, data_type));
    format!("{drop}{create}")
}

/// Makes a column's type from the text `ENUM(…)`.
pub(super) fn create_type(table: &TableName, column: &str, values: &str) -> String {
    let name = enum_name(table, column);
    let body = format!(
        "BEGIN CREATE TYPE {name} AS {values}; EXCEPTION WHEN duplicate_object THEN null; END"
    );
    format!("DO {};", string(DIALECT, &body))
}

/// Drops a column's type.
pub fn drop_enum(table: &TableName, column: &str) -> String {
    format!("DROP TYPE IF EXISTS {};", enum_name(table, column))
}

/// Adds a value to a column's type.
pub fn add_enum_value(
    table: &TableName,
    column: &str,
    value: &str,
    place: Option<(&str, &str)>,
) -> String {
    let mut sql = format!(
        "ALTER TYPE {} ADD VALUE IF NOT EXISTS {}",
        enum_name(table, column),
        string(DIALECT, value)
    );
    if let Some((place, other)) = place {
        let _ = write!(sql, " {place} {}", string(DIALECT, other));
    }
    sql
}

/// What the driver asks after a type was made.
pub const REFRESH_TYPES: &str = "WITH ranges AS (  SELECT pg_range.rngtypid, pg_type.typname AS rngtypname,         pg_type.typarray AS rngtyparray, pg_range.rngsubtype    FROM pg_range LEFT OUTER JOIN pg_type ON pg_type.oid = pg_range.rngtypid)SELECT pg_type.typname, pg_type.typtype, pg_type.oid, pg_type.typarray,       ranges.rngtypname, ranges.rngtypid, ranges.rngtyparray  FROM pg_type LEFT OUTER JOIN ranges ON pg_type.oid = ranges.rngsubtype WHERE (pg_type.typtype IN('b', 'e'));";
