//! Turns a table into CREATE TABLE and DROP TABLE.
//!
//! Sequelize puts a column's text together first and takes it apart again for the table: the blanks
//! that remain where `PRIMARY KEY` or `INTEGER` stood are part of its text, so they are part of ours.

use super::column::{Context, Statement, column_comment};
use crate::{
    dialect::{
        Dialect,
        fragments::join,
        literal::{escape, string},
        quote::{quote_identifier, quote_table},
    },
    schema::{Attribute, Model, SchemaError, Table, TableName, Value},
};

use indexmap::IndexMap;

/// What CREATE TABLE says of a table, borrowed from a model or a described table.
pub(super) struct Shape<'a> {
    pub name: &'a TableName,
    pub attributes: Vec<&'a Attribute>,
    /// Unique constraints that stand beside the columns: name and columns.
    pub uniques: Vec<(&'a str, &'a [String])>,
    pub comment: Option<&'a str>,
    pub options: Option<&'a IndexMap<String, Value>>,
    /// A model stands behind the table, not a migration.
    pub is_model: bool,
}

impl<'a> From<&'a Table> for Shape<'a> {
    fn from(table: &'a Table) -> Self {
        Self {
            name: &table.name,
            attributes: table
                .columns
                .iter()
                .map(|column| &column.attribute)
                .collect(),
            uniques: table
                .uniques
                .iter()
                .filter(|unique| unique.is_table_level)
                .map(|unique| {
                    let name = unique.name.as_deref().unwrap_or_default();
                    (name, unique.columns.as_slice())
                })
                .collect(),
            comment: table.comment.as_deref(),
            options: Some(&table.options),
            is_model: true,
        }
    }
}

impl<'a> From<&'a Model> for Shape<'a> {
    fn from(model: &'a Model) -> Self {
        Self {
            name: &model.table,
            attributes: model.stored_attributes().collect(),
            uniques: model.table_uniques().collect(),
            comment: model.comment.as_deref(),
            options: Some(&model.table_options),
            is_model: true,
        }
    }
}

/// CREATE TABLE of a model's table.
pub fn create_table(dialect: Dialect, table: &Table) -> Result<String, SchemaError> {
    create(dialect, &Shape::from(table), false)
}

/// A table as `queryInterface.createTable` is told of it.
#[derive(Clone, Debug, Default)]
pub struct Migrated {
    /// Its name.
    pub name: TableName,
    /// Its columns, each with its name as `field`.
    pub attributes: Vec<Attribute>,
    /// Unique constraints by name, with their columns.
    pub uniques: Vec<(String, Vec<String>)>,
    /// A comment.
    pub comment: Option<String>,
    /// `engine`, `charset`, `collate`, `initialAutoIncrement`, `rowFormat`.
    pub options: IndexMap<String, Value>,
}

/// CREATE TABLE of a migration.
pub fn create_migrated(dialect: Dialect, table: &Migrated) -> Result<String, SchemaError> {
    let uniques = table.uniques.iter();
    let shape = Shape {
        name: &table.name,
        attributes: table.attributes.iter().collect(),
        uniques: uniques
            .map(|(name, columns)| (name.as_str(), columns.as_slice()))
            .collect(),
        comment: table.comment.as_deref(),
        options: Some(&table.options),
        is_model: false,
    };
    create(dialect, &shape, false)
}

/// CREATE TABLE, with or without the foreign keys.
pub(super) fn create(
    dialect: Dialect,
    shape: &Shape<'_>,
    without_foreign_keys: bool,
) -> Result<String, SchemaError> {
    let context = Context {
        dialect,
        table: shape.name,
        statement: Statement::CreateTable,
        is_model: shape.is_model,
        without_foreign_keys,
    };
    let columns = context.columns(&shape.attributes)?;
    Ok(match dialect {
        Dialect::Sqlite => sqlite(shape, columns),
        Dialect::Postgres => postgres(shape, columns),
        Dialect::Mysql | Dialect::Mariadb => mysql(dialect, shape, columns),
        Dialect::Mssql => mssql(shape, columns),
    })
}

/// DROP TABLE; PostgreSQL alone says CASCADE.
pub fn drop_table(dialect: Dialect, table: &TableName, cascade: bool) -> String {
    let quoted = quote_table(dialect, table);
    match dialect {
        Dialect::Mssql => format!("IF OBJECT_ID('{quoted}', 'U') IS NOT NULL DROP TABLE {quoted};"),
        Dialect::Postgres if cascade => format!("DROP TABLE IF EXISTS {quoted} CASCADE;"),
        _ => format!("DROP TABLE IF EXISTS {quoted};"),
    }
}

/// ALTER TABLE … RENAME TO.
pub fn rename_table(dialect: Dialect, before: &TableName, after: &TableName) -> String {
    let (before, after) = (quote_table(dialect, before), quote_table(dialect, after));
    match dialect {
        Dialect::Mssql => format!("EXEC sp_rename {before}, {after};"),
        _ => format!("ALTER TABLE {before} RENAME TO {after};"),
    }
}

type Columns = Vec<(String, String)>;

fn names<S: AsRef<str>>(dialect: Dialect, names: &[S], separator: &str) -> String {
    let names: Vec<_> = names
        .iter()
        .map(|name| quote_identifier(dialect, name.as_ref()))
        .collect();
    names.join(separator)
}

fn sqlite(table: &Shape<'_>, columns: Columns) -> String {
    let dialect = Dialect::Sqlite;
    let is_composite = columns
        .iter()
        .filter(|(_, text)| text.contains("PRIMARY KEY"))
        .count()
        > 1;
    let mut primary_key = Vec::new();
    let mut parts = Vec::new();
    for (name, text) in columns {
        let mut written = text.clone();
        if text.contains("PRIMARY KEY") {
            if text.contains("INT") {
                let auto = if text.contains("AUTOINCREMENT") {
                    " AUTOINCREMENT"
                } else {
                    ""
                };
                let references = text.find(" REFERENCES").map_or("", |at| &text[at..]);
                written = format!("INTEGER PRIMARY KEY{auto}{references}");
            }
            if is_composite {
                written = if text.contains("NOT NULL") {
                    text.replacen(" PRIMARY KEY", "", 1)
                } else {
                    text.replacen("PRIMARY KEY", "NOT NULL", 1)
                };
                primary_key.push(name.clone());
            }
        }
        parts.push(format!("{} {written}", quote_identifier(dialect, &name)));
    }
    for (_, fields) in &table.uniques {
        parts.push(format!("UNIQUE ({})", names(dialect, fields, ", ")));
    }
    if !primary_key.is_empty() {
        parts.push(format!(
            "PRIMARY KEY ({})",
            names(dialect, &primary_key, ", ")
        ));
    }
    let name = quote_table(dialect, table.name);
    boolean_defaults(&format!(
        "CREATE TABLE IF NOT EXISTS {name} ({});",
        parts.join(", ")
    ))
}

/// SQLite has no booleans; Sequelize mends their defaults in the finished text.
pub(super) fn boolean_defaults(sql: &str) -> String {
    let mut sql = sql.to_owned();
    for (word, number) in [("false", "0"), ("true", "1")] {
        for (open, close) in [("'", "'"), ("'", ""), ("", "'"), ("", "")] {
            let from = format!("DEFAULT {open}{word}{close}");
            if sql.contains(&from) {
                sql = sql.replace(&from, &format!("DEFAULT {number}"));
            }
        }
    }
    sql
}

fn postgres(table: &Shape<'_>, columns: Columns) -> String {
    let dialect = Dialect::Postgres;
    let name = quote_table(dialect, table.name);
    let mut comments = String::new();
    if let Some(comment) = table.comment {
        comments = format!("; COMMENT ON TABLE {name} IS {}", string(dialect, comment));
    }
    let mut primary_key = Vec::new();
    let mut parts = Vec::new();
    for (column, mut text) in columns {
        if let Some(at) = text.find("COMMENT ") {
            comments.push_str("; ");
            comments.push_str(&column_comment(table.name, &column, &text[at + 8..]));
            text.truncate(at);
        }
        if text.contains("PRIMARY KEY") {
            primary_key.push(column.clone());
        }
        let text = postgres_type(table.name, &column, &text);
        parts.push(format!("{} {text}", quote_identifier(dialect, &column)));
    }
    for (_, fields) in &table.uniques {
        parts.push(format!("UNIQUE ({})", names(dialect, fields, ", ")));
    }
    if !primary_key.is_empty() {
        parts.push(format!(
            "PRIMARY KEY ({})",
            names(dialect, &primary_key, ",")
        ));
    }
    format!(
        "CREATE TABLE IF NOT EXISTS {name} ({}){comments};",
        parts.join(", ")
    )
}

/// Sequelize's `dataTypeMapping`: SERIAL swallows the integer, ENUM becomes its own type.
pub(super) fn postgres_type(table: &TableName, column: &str, text: &str) -> String {
    let mut text = text.replacen("PRIMARY KEY", "", 1);
    if text.contains("SERIAL") {
        let (whole, serial) = if text.contains("BIGINT") {
            ("BIGINT", "BIGSERIAL")
        } else if text.contains("SMALLINT") {
            ("SMALLINT", "SMALLSERIAL")
        } else {
            ("INTEGER", "SERIAL")
        };
        text = text
            .replacen("SERIAL", serial, 1)
            .replacen(whole, "", 1)
            .replacen("NOT NULL", "", 1);
    }
    if text.starts_with("ENUM(")
        && let Some(end) = text.rfind(')')
    {
        text.replace_range(..=end, &super::enums::enum_name(table, column));
    }
    text
}

/// A column's text without its key and reference, and the reference.
fn split(text: &str) -> (String, Option<String>) {
    match text.rfind(" REFERENCES") {
        Some(at) => (
            text[..at].replacen("PRIMARY KEY", "", 1),
            Some(text[at + 1..].to_owned()),
        ),
        None => (text.replacen("PRIMARY KEY", "", 1), None),
    }
}

fn mysql(dialect: Dialect, table: &Shape<'_>, columns: Columns) -> String {
    let (mut parts, primary_key, foreign_keys) = columns_and_keys(dialect, columns);
    for (key, fields) in &table.uniques {
        parts.push(format!(
            "UNIQUE {} ({})",
            quote_identifier(dialect, key),
            names(dialect, fields, ", ")
        ));
    }
    parts.extend(primary_key);
    parts.extend(foreign_keys);
    let option = |key: &str| match table.options.and_then(|options| options.get(key)) {
        Some(Value::Text(text)) => Some(text.clone()),
        Some(other) => Some(escape(dialect, other)),
        None => None,
    };
    let labelled =
        |label: &str, key: &str| option(key).map_or_else(String::new, |v| format!("{label}{v}"));
    let comment = table.comment;
    join(&[
        "CREATE TABLE IF NOT EXISTS".into(),
        quote_table(dialect, table.name),
        format!("({})", parts.join(", ")),
        format!(
            "ENGINE={}",
            option("engine").unwrap_or_else(|| "InnoDB".into())
        ),
        comment.map_or_else(String::new, |text| {
            format!("COMMENT {}", string(dialect, text))
        }),
        labelled("DEFAULT CHARSET=", "charset"),
        labelled("COLLATE ", "collate"),
        labelled("AUTO_INCREMENT=", "initialAutoIncrement"),
        labelled("ROW_FORMAT=", "rowFormat"),
        ";".into(),
    ])
}

fn mssql(table: &Shape<'_>, columns: Columns) -> String {
    let dialect = Dialect::Mssql;
    let mut comments = String::new();
    let columns = columns
        .into_iter()
        .map(|(column, text)| match text.rsplit_once(" COMMENT") {
            Some((text, comment)) => {
                comments.push_str(&mssql_comment(table.name, &column, comment.trim()));
                (column, text.to_owned())
            }
            None => (column, text),
        })
        .collect();
    let (mut parts, primary_key, foreign_keys) = columns_and_keys(dialect, columns);
    for (key, fields) in &table.uniques {
        parts.push(format!(
            "CONSTRAINT {} UNIQUE ({})",
            quote_identifier(dialect, key),
            names(dialect, fields, ", ")
        ));
    }
    parts.extend(primary_key);
    parts.extend(foreign_keys);
    let name = quote_table(dialect, table.name);
    join(&[
        format!("IF OBJECT_ID('{name}', 'U') IS NULL"),
        format!("CREATE TABLE {name} ({})", parts.join(", ")),
        ";".into(),
        comments,
    ])
}

/// MySQL and SQL Server: keys stand after the columns.
fn columns_and_keys(
    dialect: Dialect,
    columns: Columns,
) -> (Vec<String>, Option<String>, Vec<String>) {
    let mut parts = Vec::new();
    let mut primary_key = Vec::new();
    let mut foreign_keys = Vec::new();
    for (column, text) in columns {
        if text.contains("PRIMARY KEY") {
            primary_key.push(column.clone());
        }
        let quoted = quote_identifier(dialect, &column);
        let (text, references) = split(&text);
        parts.push(format!("{quoted} {text}"));
        foreign_keys.extend(references.map(|to| format!("FOREIGN KEY ({quoted}) {to}")));
    }
    let primary_key = (!primary_key.is_empty())
        .then(|| format!("PRIMARY KEY ({})", names(dialect, &primary_key, ", ")));
    (parts, primary_key, foreign_keys)
}

/// The statement that comments a column (SQL Server), with a blank in front.
pub(super) fn mssql_comment(table: &TableName, column: &str, comment: &str) -> String {
    let dialect = Dialect::Mssql;
    format!(
        " EXEC sp_addextendedproperty @name = N'MS_Description', @value = {}, @level0type = N'Schema', @level0name = 'dbo', @level1type = N'Table', @level1name = {}, @level2type = N'Column', @level2name = {};",
        string(dialect, comment),
        quote_identifier(dialect, &table.name),
        quote_identifier(dialect, column)
    )
}
