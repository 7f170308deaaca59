//! Turns index definitions into CREATE INDEX or ALTER TABLE … ADD INDEX.

use super::condition::where_clause;
use crate::{
    dialect::{
        Dialect, IndexUsing,
        quote::{quote_identifier, quote_identifiers, quote_table},
    },
    schema::{IndexDefinition, SchemaError, TableName, naming::underscore},
};
use serde_json::Value as Json;
use std::fmt::Write as _;

/// The statement that makes an index.
pub fn create_index(
    dialect: Dialect,
    table: &TableName,
    index: &IndexDefinition,
) -> Result<String, SchemaError> {
    let capabilities = dialect.capabilities();
    let supports = capabilities.index;
    let option = |key: &str| {
        index
            .options
            .get(key)
            .and_then(Json::as_str)
            .filter(|t| !t.is_empty())
    };
    let fields = index
        .fields
        .iter()
        .map(|field| self::field(dialect, field, option("operator")))
        .collect::<Result<Vec<_>, _>>()?;
    let name = match &table.schema {
        None => quote_identifiers(dialect, &table.name),
        Some(_) => quote_table(dialect, table),
    };
    let concurrently = supports.concurrently
        && index
            .options
            .get("concurrently")
            .is_some_and(|flag| flag == &Json::Bool(true));
    let using = option("using").map(|method| format!("USING {method}"));
    let using_at = |place| using.clone().filter(|_| supports.using == place);
    let via_alter = capabilities.index_via_alter;
    let pieces = [
        Some(if via_alter {
            format!("ALTER TABLE {name} ADD")
        } else {
            "CREATE".into()
        }),
        index.unique.then(|| "UNIQUE".into()),
        option("type").filter(|_| supports.kind).map(Into::into),
        Some("INDEX".into()),
        concurrently.then(|| "CONCURRENTLY".into()),
        Some(quote_identifiers(dialect, &index.name)),
        using_at(IndexUsing::AfterName),
        (!via_alter).then(|| format!("ON {name}")),
        using_at(IndexUsing::AfterTable),
        Some(format!("({})", fields.join(", "))),
        option("parser")
            .filter(|_| supports.parser)
            .map(|parser| format!("WITH PARSER {parser}")),
        index
            .options
            .get("where")
            .filter(|_| supports.partial)
            .and_then(|condition| where_clause(dialect, condition))
            .map(|condition| format!("WHERE {condition}")),
    ];
    Ok(pieces.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn field(dialect: Dialect, field: &Json, operator: Option<&str>) -> Result<String, SchemaError> {
    let supports = dialect.capabilities().index;
    let map = match field {
        Json::String(name) => {
            let mut text = quote_identifier(dialect, name);
            if let Some(operator) = operator.filter(|_| supports.operator) {
                text.push(' ');
                text.push_str(operator);
            }
            return Ok(text);
        }
        Json::Object(map) => map,
        other => return Err(nameless(other)),
    };
    if map.contains_key("@") {
        return Ok(super::condition::expression(dialect, field));
    }
    let member = |key: &str| {
        map.get(key)
            .and_then(Json::as_str)
            .filter(|text| !text.is_empty())
    };
    let name = member("attribute")
        .or_else(|| member("name"))
        .ok_or_else(|| nameless(field))?;
    let mut text = quote_identifier(dialect, name);
    if let Some(collate) = member("collate").filter(|_| supports.collate) {
        let _ = write!(text, " COLLATE {}", quote_identifier(dialect, collate));
    }
    if let Some(operator) = member("operator")
        .or(operator)
        .filter(|_| supports.operator)
    {
        let _ = write!(text, " {operator}");
    }
    if let Some(length) = map
        .get("length")
        .and_then(Json::as_i64)
        .filter(|n| *n != 0 && supports.length)
    {
        let _ = write!(text, "({length})");
    }
    if let Some(order) = member("order") {
        let _ = write!(text, " {order}");
    }
    Ok(text)
}

fn nameless(field: &Json) -> SchemaError {
    SchemaError::error(format!("The following index field has no name: {field}"))
}

/// The statement that drops an index, by name or by the columns it was named after.
pub fn drop_index(dialect: Dialect, table: &TableName, name: &str, concurrently: bool) -> String {
    match dialect {
        Dialect::Sqlite => format!("DROP INDEX IF EXISTS {}", quote_identifier(dialect, name)),
        Dialect::Postgres => format!(
            "DROP INDEX {}IF EXISTS {}",
            if concurrently { "CONCURRENTLY " } else { "" },
            quote_identifiers(dialect, name)
        ),
        Dialect::Mysql | Dialect::Mariadb => format!(
            "DROP INDEX {} ON {}",
            quote_identifier(dialect, name),
            quote_table(dialect, table)
        ),
        Dialect::Mssql => format!(
            "DROP INDEX {} ON {}",
            quote_identifiers(dialect, name),
            quote_identifiers(dialect, &table.name)
        ),
    }
}

/// The name `removeIndex` derives from columns.
pub fn index_name(table: &TableName, columns: &[&str]) -> String {
    underscore(&format!("{}_{}", table.name, columns.join("_")))
}
