//! Turns changes of a table's columns into ALTER TABLE.

use super::{
    column::{Column, Context, Statement},
    enums::{create_enum, create_type, enum_name, enum_of},
    table::{boolean_defaults, mssql_comment, postgres_type},
};
use crate::{
    dialect::{
        Dialect,
        fragments::join,
        quote::{quote_identifier, quote_table},
    },
    schema::{Attribute, DefaultValue, SchemaError, TableName, Value},
};
use std::fmt::Write as _;

fn context(dialect: Dialect, table: &TableName, statement: Statement) -> Context<'_> {
    Context {
        dialect,
        table,
        statement,
        is_model: false,
        without_foreign_keys: false,
        written: None,
    }
}

/// The context of a model's own columns.
pub(super) fn model_context(dialect: Dialect, table: &TableName) -> Context<'_> {
    Context {
        is_model: true,
        ..context(dialect, table, Statement::ChangeColumn)
    }
}

/// ALTER TABLE … ADD. `attribute.field` names the column.
pub fn add_column(
    dialect: Dialect,
    table: &TableName,
    attribute: &Attribute,
) -> Result<String, SchemaError> {
    let context = context(dialect, table, Statement::AddColumn);
    let name = quote_table(dialect, table);
    let column = quote_identifier(dialect, &attribute.field);
    Ok(match dialect {
        Dialect::Sqlite => {
            let text = context.column(attribute)?;
            boolean_defaults(format!("ALTER TABLE {name} ADD {column} {text};"))
        }
        Dialect::Postgres => {
            // extractTableDetails puts every table into a schema.
            let name = match &table.schema {
                Some(_) => name,
                None => quote_table(dialect, &in_public(table)),
            };
            let text = context.column(attribute)?;
            let text = postgres_type(table, &attribute.field, &text);
            let made = enum_of(&attribute.data_type)
                .map(|of| create_enum(table, &attribute.field, of, false))
                .unwrap_or_default();
            format!("{made}ALTER TABLE {name} ADD COLUMN {column} {text};")
        }
        Dialect::Mysql | Dialect::Mariadb => {
            let text = context.column(attribute)?;
            join(&["ALTER TABLE", &name, "ADD", &column, &text, ";"])
        }
        Dialect::Mssql => {
            let comment = attribute.comment.as_deref();
            let comment = comment
                .map(|text| mssql_comment(table, &attribute.field, text))
                .unwrap_or_default();
            let text = context.column(&Attribute {
                comment: None,
                ..attribute.clone()
            })?;
            join(&["ALTER TABLE", &name, "ADD", &column, &text, ";", &comment])
        }
    })
}

fn in_public(table: &TableName) -> TableName {
    TableName {
        schema: Some("public".into()),
        ..table.clone()
    }
}

/// ALTER TABLE … DROP. SQLite rebuilds the table instead: see `rebuild`.
pub fn remove_column(dialect: Dialect, table: &TableName, column: &str) -> String {
    let name = match dialect {
        Dialect::Postgres if table.schema.is_none() => quote_table(dialect, &in_public(table)),
        _ => quote_table(dialect, table),
    };
    let column = quote_identifier(dialect, column);
    match dialect {
        Dialect::Mysql | Dialect::Mariadb => format!("ALTER TABLE {name} DROP {column};"),
        _ => format!("ALTER TABLE {name} DROP COLUMN {column};"),
    }
}

/// ALTER TABLE … ALTER or CHANGE. A column that references is only given its foreign key.
pub fn change_column(
    dialect: Dialect,
    table: &TableName,
    attribute: &Attribute,
) -> Result<String, SchemaError> {
    change(dialect, table, attribute, false)
}

/// `change_column`, with what SQL Server does to the columns of models.
pub(super) fn change(
    dialect: Dialect,
    table: &TableName,
    attribute: &Attribute,
    is_model: bool,
) -> Result<String, SchemaError> {
    let context = Context {
        is_model,
        ..context(dialect, table, Statement::ChangeColumn)
    };
    let name = quote_table(dialect, table);
    let column = quote_identifier(dialect, &attribute.field);
    let columns = context.columns(&[attribute])?;
    let text = columns
        .iter()
        .next()
        .map_or_else(String::new, |column| match column {
            Column::Plain(text) | Column::Text(_, text) => text.to_owned(),
        });
    let reference = |text: &str| match text.find("REFERENCES") {
        Some(at) if at > 0 => text[at..].to_owned(),
        _ => text.to_owned(),
    };
    Ok(match dialect {
        Dialect::Postgres => postgres(table, attribute, &text)?,
        Dialect::Mssql => {
            let (text, comment) = match text.rsplit_once(" COMMENT") {
                Some((text, comment)) => (
                    text.to_owned(),
                    mssql_comment(table, &attribute.field, comment.trim()),
                ),
                None => (text, String::new()),
            };
            let change = if text.contains("REFERENCES") {
                format!("ADD FOREIGN KEY ({column}) {}", reference(&text))
            } else {
                format!("ALTER COLUMN {column} {text}")
            };
            join(&["ALTER TABLE", &name, &change, ";", &comment])
        }
        _ => {
            let change = if text.contains("REFERENCES") {
                format!("ADD FOREIGN KEY ({column}) {}", reference(&text))
            } else {
                let raw = &attribute.field;
                format!("CHANGE `{raw}` `{raw}` {text}")
            };
            join(&["ALTER TABLE", &name, &change, ";"])
        }
    })
}

/// One ALTER for each of nullability, default, uniqueness and type, taken out of the column's text
/// in Sequelize's order.
fn postgres(table: &TableName, attribute: &Attribute, text: &str) -> Result<String, SchemaError> {
    let dialect = Dialect::Postgres;
    let name = quote_table(dialect, table);
    let column = quote_identifier(dialect, &attribute.field);
    let alter = |what: &str| format!("ALTER TABLE {name} ALTER COLUMN {what};");
    let add = |what: &str| format!("ALTER TABLE {name}  ADD {what};");
    let mut definition = postgres_type(table, &attribute.field, text);
    let references = definition.contains("REFERENCES");
    let mut sql = String::new();
    if definition.contains("NOT NULL") {
        sql.push_str(&alter(&format!("{column} SET NOT NULL")));
        definition = definition.replacen("NOT NULL", "", 1);
        definition = definition.trim().into();
    } else if !references {
        sql.push_str(&alter(&format!("{column} DROP NOT NULL")));
    }
    if let Some(at) = definition.find("DEFAULT") {
        let rest = &definition[at..];
        let end = at + rest.find(';').unwrap_or(rest.len());
        // ON DELETE SET DEFAULT at the very end is taken for a default without a value.
        let Some(value) = definition[..end]
            .get(at + "DEFAULT ".len()..)
            .map(str::to_owned)
        else {
            return Err(SchemaError::type_error(
                "Cannot read properties of null (reading '1')",
            ));
        };
        sql.push_str(&alter(&format!("{column} SET DEFAULT {value}")));
        definition.replace_range(at..end, "");
        definition = definition.trim().into();
    } else if !definition.contains("REFERENCES") {
        sql.push_str(&alter(&format!("{column} DROP DEFAULT")));
    }
    if let (true, Some(end)) = (text.starts_with("ENUM("), text.rfind(')')) {
        // Sequelize takes everything up to the last parenthesis, a reference included.
        sql.push_str(&create_type(table, &attribute.field, &text[..=end]));
        let _ = write!(
            definition,
            " USING ({column}::{})",
            enum_name(table, &attribute.field)
        );
    }
    let bare = definition.trim_end_matches(';');
    if let Some(rest) = bare.strip_suffix("UNIQUE") {
        definition = rest.to_owned();
        sql.push_str(&add(&format!("UNIQUE ({column})")));
    }
    match definition.find("REFERENCES") {
        Some(at) => {
            let reference = if at > 0 {
                &definition[at..]
            } else {
                &definition
            };
            sql.push_str(&add(&format!("FOREIGN KEY ({column}) {reference}")));
        }
        None => sql.push_str(&alter(&format!("{column} TYPE {definition}"))),
    }
    Ok(sql)
}

/// ALTER TABLE … RENAME COLUMN. MySQL and MariaDB repeat the whole column, as described.
pub fn rename_column(
    dialect: Dialect,
    table: &TableName,
    before: &str,
    after: Attribute,
) -> Result<String, SchemaError> {
    let name = quote_table(dialect, table);
    Ok(match dialect {
        Dialect::Mysql | Dialect::Mariadb => {
            // Sequelize repeats type, nullability and default alone.
            let repeated = Attribute {
                field: after.field.clone(),
                data_type: after.data_type,
                allow_null: after.allow_null,
                default_value: after.default_value.filter(|default| {
                    after.allow_null != Some(false) || *default != DefaultValue::Value(Value::Null)
                }),
                ..Attribute::default()
            };
            let text = context(dialect, table, Statement::ChangeColumn).column(&repeated)?;
            let change = format!("`{before}` `{}` {text}", after.field);
            join(&["ALTER TABLE", &name, "CHANGE", &change, ";"])
        }
        Dialect::Mssql => format!(
            "EXEC sp_rename '{name}.{before}', '{}', 'COLUMN';",
            after.field
        ),
        Dialect::Sqlite | Dialect::Postgres => format!(
            "ALTER TABLE {name} RENAME COLUMN {} TO {};",
            quote_identifier(dialect, before),
            quote_identifier(dialect, &after.field)
        ),
    })
}

/// ALTER TABLE … DROP FOREIGN KEY.
pub fn drop_foreign_key(dialect: Dialect, table: &TableName, name: &str) -> String {
    let table = quote_table(dialect, table);
    let name = quote_identifier(dialect, name);
    match dialect {
        Dialect::Mysql | Dialect::Mariadb => {
            format!("ALTER TABLE {table} DROP FOREIGN KEY {name};")
        }
        Dialect::Mssql => format!("ALTER TABLE {table} DROP {name}"),
        Dialect::Sqlite | Dialect::Postgres => {
            format!("ALTER TABLE {table} DROP CONSTRAINT {name};")
        }
    }
}

/// ALTER TABLE … DROP CONSTRAINT.
pub fn drop_constraint(dialect: Dialect, table: &TableName, name: &str) -> String {
    use crate::dialect::quote::quote_identifiers;
    let table = match &table.schema {
        None => quote_identifiers(dialect, &table.name),
        Some(_) => quote_table(dialect, table),
    };
    format!(
        "ALTER TABLE {table} DROP CONSTRAINT {}",
        quote_identifiers(dialect, name)
    )
}
