//! Turns a table into CREATE TABLE and DROP TABLE.
//!
//! Sequelize puts a column's text together first and takes it apart again for the table: the blanks
//! that remain where `PRIMARY KEY` or `INTEGER` stood are part of its text, so they are part of ours.

use super::column::{Column, Columns, Context, Statement, Written, column_comment};
use crate::{
    dialect::{
        Dialect,
        fragments::{contains, find, join, replaced, rfind},
        literal::{escape, string},
        quote::{push_identifier, push_table, quote_identifier, quote_table},
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
    pub written: Option<&'a Written>,
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
            written: None,
        }
    }
}

impl<'a> From<&'a Model> for Shape<'a> {
    fn from(model: &'a Model) -> Self {
        let mut attributes = Vec::with_capacity(model.attributes.len());
        attributes.extend(model.stored_attributes());
        Self {
            name: &model.table,
            attributes,
            uniques: model.table_uniques().collect(),
            comment: model.comment.as_deref(),
            options: Some(&model.table_options),
            is_model: true,
            written: None,
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
        written: None,
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
        written: shape.written,
    };
    let columns = context.columns(&shape.attributes)?;
    Ok(match dialect {
        Dialect::Sqlite => sqlite(shape, &columns),
        Dialect::Postgres => postgres(shape, &columns),
        Dialect::Mysql | Dialect::Mariadb => mysql(dialect, shape, &columns),
        Dialect::Mssql => mssql(shape, &columns),
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

/// A CREATE TABLE on its way: what stands in its parentheses, part by part.
struct Parts {
    dialect: Dialect,
    text: String,
    is_empty: bool,
}

impl Parts {
    /// Opens the parentheses.
    fn of(dialect: Dialect, table: &TableName, create: &str) -> Self {
        let mut text = String::with_capacity(512);
        text.push_str(create);
        push_table(&mut text, dialect, table.schema.as_deref(), table);
        text.push_str(" (");
        Self {
            dialect,
            text,
            is_empty: true,
        }
    }

    /// Begins the next part.
    fn next(&mut self) -> &mut String {
        if !std::mem::take(&mut self.is_empty) {
            self.text.push_str(", ");
        }
        &mut self.text
    }

    fn column(&mut self, name: &str, text: &str) {
        let dialect = self.dialect;
        let part = self.next();
        push_identifier(part, dialect, name);
        part.push(' ');
        part.push_str(text);
    }

    /// A key over columns, after its `words`.
    fn key<S: AsRef<str>>(&mut self, words: &str, columns: &[S], separator: &str) {
        let dialect = self.dialect;
        let part = self.next();
        part.push_str(words);
        part.push_str(" (");
        for (index, column) in columns.iter().enumerate() {
            part.push_str(if index > 0 { separator } else { "" });
            push_identifier(part, dialect, column.as_ref());
        }
        part.push(')');
    }

    fn primary_key(&mut self, columns: &[&str], separator: &str) {
        if !columns.is_empty() {
            self.key("PRIMARY KEY", columns, separator);
        }
    }
}

fn sqlite(table: &Shape<'_>, columns: &Columns<'_>) -> String {
    let is_key = |column: &Column<'_>| matches!(column, Column::Text(_, text) if contains(text, "PRIMARY KEY"));
    let is_composite = columns.iter().filter(is_key).count() > 1;
    let mut primary_key = Vec::new();
    let mut parts = Parts::of(Dialect::Sqlite, table.name, "CREATE TABLE IF NOT EXISTS ");
    for column in columns.iter() {
        match column {
            Column::Text(name, text) if is_key(&column) => {
                if is_composite {
                    primary_key.push(name);
                }
                parts.column(name, &sqlite_key(text, is_composite));
            }
            Column::Text(name, text) => parts.column(name, text),
            Column::Plain(whole) => parts.next().push_str(whole),
        }
    }
    for (_, fields) in &table.uniques {
        parts.key("UNIQUE", fields, ", ");
    }
    parts.primary_key(&primary_key, ", ");
    parts.text.push_str(");");
    boolean_defaults(parts.text)
}

/// The column of a primary key: of a composite one it says no more than that it is not null.
fn sqlite_key(text: &str, is_composite: bool) -> String {
    if is_composite && contains(text, "NOT NULL") {
        replaced(text, " PRIMARY KEY", "")
    } else if is_composite {
        replaced(text, "PRIMARY KEY", "NOT NULL")
    } else if contains(text, "INT") {
        let auto = if contains(text, "AUTOINCREMENT") {
            " AUTOINCREMENT"
        } else {
            ""
        };
        let references = find(text, " REFERENCES").map_or("", |at| &text[at..]);
        ["INTEGER PRIMARY KEY", auto, references].concat()
    } else {
        text.to_owned()
    }
}

/// SQLite has no booleans; Sequelize mends their defaults in the finished text.
pub(super) fn boolean_defaults(sql: String) -> String {
    let mut mended = String::new();
    let mut rest = sql.as_str();
    while let Some(at) = find(rest, "DEFAULT ") {
        let (before, value) = rest.split_at(at + "DEFAULT ".len());
        mended.push_str(before);
        rest = value;
        let word = value.strip_prefix('\'').unwrap_or(value);
        for (name, number) in [("false", '0'), ("true", '1')] {
            if let Some(after) = word.strip_prefix(name) {
                mended.push(number);
                rest = after.strip_prefix('\'').unwrap_or(after);
            }
        }
    }
    if mended.is_empty() {
        return sql;
    }
    mended.push_str(rest);
    mended
}

fn postgres(table: &Shape<'_>, columns: &Columns<'_>) -> String {
    let dialect = Dialect::Postgres;
    let mut comments = String::new();
    if let Some(comment) = table.comment {
        let name = quote_table(dialect, table.name);
        comments = format!("; COMMENT ON TABLE {name} IS {}", string(dialect, comment));
    }
    let mut primary_key = Vec::new();
    let mut parts = Parts::of(dialect, table.name, "CREATE TABLE IF NOT EXISTS ");
    for column in columns.iter() {
        let (name, mut text) = match column {
            Column::Text(name, text) => (name, text),
            Column::Plain(whole) => {
                parts.next().push_str(whole);
                continue;
            }
        };
        if let Some(at) = find(text, "COMMENT ") {
            comments.push_str("; ");
            comments.push_str(&column_comment(table.name, name, &text[at + 8..]));
            text = &text[..at];
        }
        if contains(text, "PRIMARY KEY") {
            primary_key.push(name);
        }
        parts.column(name, &postgres_type(table.name, name, text));
    }
    for (_, fields) in &table.uniques {
        parts.key("UNIQUE", fields, ", ");
    }
    parts.primary_key(&primary_key, ",");
    parts.text.extend([")", &comments, ";"]);
    parts.text
}

/// Sequelize's `dataTypeMapping`: SERIAL swallows the integer, ENUM becomes its own type.
pub(super) fn postgres_type(table: &TableName, column: &str, text: &str) -> String {
    let mut text = replaced(text, "PRIMARY KEY", "");
    if contains(&text, "SERIAL") {
        let (whole, serial) = if contains(&text, "BIGINT") {
            ("BIGINT", "BIGSERIAL")
        } else if contains(&text, "SMALLINT") {
            ("SMALLINT", "SMALLSERIAL")
        } else {
            ("INTEGER", "SERIAL")
        };
        text = replaced(&text, "SERIAL", serial);
        text = replaced(&text, whole, "");
        text = replaced(&text, "NOT NULL", "");
    }
    if text.starts_with("ENUM(")
        && let Some(end) = text.rfind(')')
    {
        text.replace_range(..=end, &super::enums::enum_name(table, column));
    }
    text
}

fn mysql(dialect: Dialect, table: &Shape<'_>, columns: &Columns<'_>) -> String {
    let mut parts = Parts::of(dialect, table.name, "CREATE TABLE IF NOT EXISTS ");
    parts.columns_and_keys(columns.iter(), &table.uniques, "UNIQUE ");
    let option = |key: &str| match table.options.and_then(|options| options.get(key)) {
        Some(Value::Text(text)) => Some(text.to_string()),
        Some(other) => Some(escape(dialect, other)),
        None => None,
    };
    let labelled =
        |label: &str, key: &str| option(key).map_or_else(String::new, |v| format!("{label}{v}"));
    let comment = table.comment;
    join(&[
        parts.text,
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

fn mssql(table: &Shape<'_>, columns: &Columns<'_>) -> String {
    let dialect = Dialect::Mssql;
    let mut comments = String::new();
    let columns = columns.iter().map(|column| match column {
        Column::Text(name, text) if let Some(at) = rfind(text, " COMMENT") => {
            let comment = text[at + " COMMENT".len()..].trim();
            comments.push_str(&mssql_comment(table.name, name, comment));
            Column::Text(name, &text[..at])
        }
        other => other,
    });
    let name = quote_table(dialect, table.name);
    let create = format!("IF OBJECT_ID('{name}', 'U') IS NULL CREATE TABLE ");
    let mut parts = Parts::of(dialect, table.name, &create);
    parts.columns_and_keys(columns, &table.uniques, "CONSTRAINT ");
    parts.text.extend([";", &comments]);
    parts.text
}

impl Parts {
    /// Columns, unique keys by name, the primary key and the foreign keys, to the closing parenthesis.
    fn columns_and_keys<'a>(
        &mut self,
        columns: impl Iterator<Item = Column<'a>>,
        uniques: &[(&str, &[String])],
        label: &str,
    ) {
        let dialect = self.dialect;
        let mut primary_key = Vec::new();
        let mut foreign_keys = String::with_capacity(128);
        for column in columns {
            let (name, text) = match column {
                Column::Text(name, text) => (name, text),
                Column::Plain(whole) => {
                    self.next().push_str(whole);
                    continue;
                }
            };
            if contains(text, "PRIMARY KEY") {
                primary_key.push(name);
            }
            let at = rfind(text, " REFERENCES").unwrap_or(text.len());
            self.column(name, &replaced(&text[..at], "PRIMARY KEY", ""));
            if at < text.len() {
                foreign_keys.push_str(", FOREIGN KEY (");
                push_identifier(&mut foreign_keys, dialect, name);
                foreign_keys.extend([")", &text[at..]]);
            }
        }
        for (name, fields) in uniques {
            let mut words = label.to_owned();
            push_identifier(&mut words, dialect, name);
            words.push_str(if dialect == Dialect::Mssql {
                " UNIQUE"
            } else {
                ""
            });
            self.key(&words, fields, ", ");
        }
        self.primary_key(&primary_key, ", ");
        self.text.extend([&foreign_keys, ")"]);
    }
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
