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

/// The statements that give `table` these columns.
pub fn rebuild(
    table: &TableName,
    columns: &[ColumnDescription],
) -> Result<Vec<String>, SchemaError> {
    let backup = TableName {
        schema: table.schema.clone(),
        name: format!("{}_backup", table.name),
    };
    let names: Vec<_> = columns
        .iter()
        .map(|column| quote_identifier(DIALECT, &column.name))
        .collect();
    let names = names.join(", ");
    let (quoted, quoted_backup) = (quote_table(DIALECT, table), quote_table(DIALECT, &backup));
    let sql = [
        create_described(&backup, columns)?,
        format!("INSERT INTO {quoted_backup} SELECT {names} FROM {quoted};"),
        format!("DROP TABLE {quoted};"),
        create_described(table, columns)?,
        format!("INSERT INTO {quoted} SELECT {names} FROM {quoted_backup};"),
        format!("DROP TABLE {quoted_backup};"),
    ];
    Ok(sql.to_vec())
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
    };
    create(DIALECT, &shape, false)
}
