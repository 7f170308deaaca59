//! SQLite changes a column by copying the table there and back.
//!
//! The copy knows of a column only what `PRAGMA TABLE_INFO` tells: ON DELETE, ON UPDATE and
//! AUTOINCREMENT are lost, and dropping the original sets off its cascades. That is what
//! Sequelize does, so that is what is shown.

use super::{
    sync::ColumnDescription,
    table::{Shape, create},
};
use crate::{
    dialect::{
        Dialect,
        quote::{quote_identifier, quote_table},
    },
    schema::{Attribute, SchemaError, TableName},
};

const DIALECT: Dialect = Dialect::Sqlite;

/// How the columns come over.
#[derive(Clone, Copy, Debug)]
pub enum Copy<'a> {
    /// Each by its name.
    AsIs,
    /// One of them by its new name.
    Renamed {
        /// What it was called.
        before: &'a str,
        /// What it will be called.
        after: &'a str,
    },
}

/// The statements that give `table` these columns.
pub fn rebuild(
    table: &TableName,
    columns: &[ColumnDescription],
    copy: Copy<'_>,
) -> Result<Vec<String>, SchemaError> {
    let backup = backup_of(table);
    let quoted = |name: &str| quote_identifier(DIALECT, name);
    let names: Vec<_> = columns.iter().map(|column| quoted(&column.name)).collect();
    let taken: Vec<_> = columns
        .iter()
        .map(|column| match copy {
            Copy::Renamed { before, after } if column.name == after => {
                format!("{} AS {}", quoted(before), quoted(after))
            }
            _ => quoted(&column.name),
        })
        .collect();
    let (names, taken) = (names.join(", "), taken.join(", "));
    let (table_name, backup_name) = (quote_table(DIALECT, table), quote_table(DIALECT, &backup));
    Ok(statements(&format!(
        "{}INSERT INTO {backup_name} SELECT {taken} FROM {table_name};DROP TABLE {table_name};{}INSERT INTO {table_name} SELECT {names} FROM {backup_name};DROP TABLE {backup_name};",
        create_described(&backup, columns)?,
        create_described(table, columns)?,
    )))
}

/// The statements that make `table` anew from the text of its CREATE TABLE, which has a constraint
/// more or less.
pub fn recreate(table: &TableName, columns: &[String], create: &str) -> Vec<String> {
    let (table_name, backup_name) = (
        quote_table(DIALECT, table),
        quote_table(DIALECT, &backup_of(table)),
    );
    let create = [table_name.clone(), table_name.replace('`', "\"")]
        .iter()
        .fold(create.to_owned(), |text, name| {
            let (from, to) = (
                format!("CREATE TABLE {name}"),
                format!("CREATE TABLE {backup_name}"),
            );
            text.replacen(&from, &to, 1)
        });
    let names: Vec<_> = columns
        .iter()
        .map(|column| quote_identifier(DIALECT, column))
        .collect();
    let names = names.join(", ");
    statements(&format!(
        "{create}INSERT INTO {backup_name} SELECT {names} FROM {table_name};DROP TABLE {table_name};ALTER TABLE {backup_name} RENAME TO {table_name};"
    ))
}

fn backup_of(table: &TableName) -> TableName {
    TableName {
        name: format!("{}_backup", table.name),
        ..table.clone()
    }
}

/// Sequelize parts the text at every semicolon, one inside a literal included.
fn statements(sql: &str) -> Vec<String> {
    let parts = sql.split(';').filter(|part| !part.is_empty());
    parts.map(|part| format!("{part};")).collect()
}

fn create_described(
    name: &TableName,
    columns: &[ColumnDescription],
) -> Result<String, SchemaError> {
    let attributes: Vec<Attribute> = columns
        .iter()
        .map(|column| Attribute {
            field: column.name.clone(),
            ..column.attribute.clone()
        })
        .collect();
    let shape = Shape {
        name,
        attributes: attributes.iter().collect(),
        uniques: Vec::new(),
        comment: None,
        options: None,
        is_model: false,
        written: None,
    };
    create(DIALECT, &shape, false)
}
