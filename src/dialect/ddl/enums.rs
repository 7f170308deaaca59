//! Turns ENUM attributes into PostgreSQL's types: asking for them, making and dropping them.

use super::sync::Connection;
use crate::{
    dialect::{Dialect, literal::string, quote::quote_identifier, types::enumeration},
    schema::{Attribute, ScalarType, TableName},
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

/// Asks for every ENUM first, then makes the missing ones and, for a model, adds the missing values.
pub fn ensure_enums<'a, C: Connection>(
    table: &TableName,
    attributes: impl Iterator<Item = &'a Attribute>,
    is_model: bool,
    force: bool,
    connection: &mut C,
) -> Result<(), C::Error> {
    let mut wanted = Vec::new();
    let mut answers = Vec::new();
    for attribute in attributes {
        if let Some(of) = enum_of(&attribute.data_type) {
            let field = attribute.field.as_str();
            answers.push(connection.enum_values(table, field, &list_enum(table, field))?);
            wanted.push((field, of));
        }
    }
    let mut statements = Vec::new();
    // Sequelize counts answers only where a type was there: after a missing one it looks at the
    // same answer again.
    let mut answer = 0;
    for (column, of) in wanted {
        match &answers[answer] {
            None => statements.push(create_enum(table, column, of, force)),
            Some(_) if !is_model => {}
            Some(there) => {
                answer += 1;
                let missing = missing_values(there, &of.values);
                statements.extend(
                    missing
                        .into_iter()
                        .map(|(value, place)| add_enum_value(table, column, value, place)),
                );
            }
        }
    }
    for sql in &statements {
        connection.execute(table, sql)?;
    }
    if !statements.is_empty() {
        connection.ask(REFRESH_TYPES)?;
    }
    Ok(())
}

/// A value to add, and beside which one that is there.
type Addition<'a> = (&'a str, Option<(&'static str, &'a str)>);

/// The values a type lacks, in the order in which Sequelize adds them: those before a value that is
/// there from left to right, those after the last one from right to left.
fn missing_values<'a>(there: &'a [String], wanted: &'a [String]) -> Vec<Addition<'a>> {
    let mut additions = Vec::new();
    let mut rightmost = None;
    for known in there {
        let Some(position) = wanted.iter().position(|value| value == known) else {
            continue;
        };
        let before = wanted[..position].iter().rev();
        let mut new: Vec<Addition<'_>> = before
            .take_while(|value| !there.contains(value))
            .map(|value| (value.as_str(), Some(("BEFORE", known.as_str()))))
            .collect();
        new.reverse();
        additions.extend(new);
        rightmost = rightmost.max(Some(position));
    }
    if let Some(last) = there.last() {
        let after = wanted[rightmost.map_or(0, |position| position + 1)..].iter();
        additions.extend(
            after
                .rev()
                .map(|value| (value.as_str(), Some(("AFTER", last.as_str())))),
        );
    }
    additions
}
