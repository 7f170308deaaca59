//! Turns a default value into its SQL.

use crate::{
    dialect::{Dialect, literal, quote::quote_identifiers, types::type_text},
    schema::{Attribute, DefaultValue, SchemaError, Value},
};
use serde_json::Value as Json;

/// The value stands in the DDL; functions and generators are filled in by Sequelize instead.
pub(super) fn stands_in_ddl(value: &DefaultValue) -> bool {
    !matches!(
        value,
        DefaultValue::Now | DefaultValue::UuidV1 | DefaultValue::UuidV4 | DefaultValue::Function
    )
}

/// Writes the default, if there is one. SQLite and PostgreSQL write the value as the column's type
/// writes it, the others as the value alone does.
pub(super) fn push_default(
    text: &mut String,
    dialect: Dialect,
    attribute: &Attribute,
) -> Result<(), SchemaError> {
    let value = attribute.default_value.as_ref();
    if let Some(value) = value.filter(|value| stands_in_ddl(value)) {
        text.push_str(" DEFAULT ");
        text.push_str(&match dialect {
            Dialect::Sqlite | Dialect::Postgres => typed(dialect, attribute, value),
            Dialect::Mysql | Dialect::Mariadb | Dialect::Mssql => plain(dialect, value),
        }?);
    }
    Ok(())
}

fn plain(dialect: Dialect, value: &DefaultValue) -> Result<String, SchemaError> {
    Ok(match value {
        DefaultValue::Value(value) => literal::escape(dialect, value),
        // A date is no text in JavaScript, so SQL Server's N stays away.
        DefaultValue::Date(iso) => format!("'{}'", literal::date(dialect, iso, false)),
        DefaultValue::Json(Json::Array(items)) => literal::escape(dialect, &list(items)),
        DefaultValue::Json(object) => {
            return Err(SchemaError::error(format!(
                "Invalid value {}",
                inspected(object)
            )));
        }
        expression => self::expression(dialect, expression),
    })
}

fn typed(
    dialect: Dialect,
    attribute: &Attribute,
    value: &DefaultValue,
) -> Result<String, SchemaError> {
    let constant = match value {
        DefaultValue::Value(Value::Null) => return Ok("NULL".into()),
        DefaultValue::Value(constant) => constant,
        DefaultValue::Date(iso) if attribute.data_type.key == "DATEONLY" => {
            return Ok(literal::string(dialect, iso.get(..10).unwrap_or(iso)));
        }
        DefaultValue::Json(json)
            if matches!(attribute.data_type.key.as_str(), "JSON" | "JSONB") =>
        {
            return Ok(literal::string(dialect, &json.to_string()));
        }
        DefaultValue::Json(Json::Array(items)) if attribute.data_type.key == "ARRAY" => {
            return array(dialect, attribute, items);
        }
        other => return plain(dialect, other),
    };
    let text = match constant {
        Value::Text(text) => text.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => literal::js_number(*number),
        Value::Bool(flag) => flag.to_string(),
        _ => return Ok(literal::escape(dialect, constant)),
    };
    Ok(match attribute.data_type.key.as_str() {
        "FLOAT" | "REAL" | "DOUBLE PRECISION" => format!("'{text}'"),
        "JSON" | "JSONB" => match constant {
            Value::Text(_) => literal::string(dialect, &Json::String(text).to_string()),
            _ => literal::string(dialect, &text),
        },
        "BLOB" => literal::binary(dialect, text.as_bytes()),
        "DATE" => literal::string(dialect, &moment(&text)),
        _ => literal::escape(dialect, constant),
    })
}

/// `ARRAY['a','b']::VARCHAR(255)[]`.
fn array(dialect: Dialect, attribute: &Attribute, items: &[Json]) -> Result<String, SchemaError> {
    let of = attribute
        .data_type
        .of
        .as_deref()
        .cloned()
        .unwrap_or_default();
    let element = Attribute {
        data_type: of,
        ..Attribute::default()
    };
    let items = items
        .iter()
        .map(|item| typed(dialect, &element, &DefaultValue::Value(constant(item))))
        .collect::<Result<Vec<_>, _>>()?;
    let cast = type_text(dialect, &attribute.data_type);
    Ok(format!("ARRAY[{}]::{cast}", items.join(",")))
}

/// A text in a date column, as moment reads it and Sequelize writes it. What is no ISO text stays.
fn moment(text: &str) -> String {
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, time.trim_end_matches('Z')),
        None => (text, ""),
    };
    let is_day = day.len() == 10 && day.split('-').count() == 3;
    let is_time = time
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
    if !is_day || !is_time {
        return text.into();
    }
    let (clock, millis) = time.split_once('.').unwrap_or((time, ""));
    let clock = match clock.len() {
        0 => "00:00:00".into(),
        5 => format!("{clock}:00"),
        _ => clock.to_owned(),
    };
    format!("{day} {clock}.{millis:0<3} +00:00")
}

fn list(items: &[Json]) -> Value {
    Value::List(items.iter().map(constant).collect())
}

fn constant(item: &Json) -> Value {
    match item {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => number.as_i64().map_or_else(
            || Value::Real(number.as_f64().unwrap_or_default()),
            Value::Integer,
        ),
        Json::String(text) => Value::text(text.as_str()),
        Json::Array(items) => list(items),
        Json::Object(_) => Value::text(item.to_string()),
    }
}

/// How Node prints a small object in an error message.
fn inspected(value: &Json) -> String {
    match value {
        Json::Object(map) if map.is_empty() => "{}".into(),
        Json::Object(map) => {
            let members: Vec<_> = map
                .iter()
                .map(|(key, value)| format!("{key}: {}", inspected(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
        Json::Array(items) if items.is_empty() => "[]".into(),
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(inspected).collect();
            format!("[ {} ]", items.join(", "))
        }
        Json::String(text) => format!("'{text}'"),
        other => other.to_string(),
    }
}

/// `sequelize.fn`, `col`, `cast` and `literal`.
fn expression(dialect: Dialect, value: &DefaultValue) -> String {
    match value {
        DefaultValue::Literal(text) => text.clone(),
        DefaultValue::Column(name) => quote_identifiers(dialect, name),
        DefaultValue::Cast(inner, name) => {
            format!(
                "CAST({} AS {})",
                expression(dialect, inner),
                name.trim().to_uppercase()
            )
        }
        DefaultValue::Call(name, arguments) => {
            let arguments: Vec<_> = arguments
                .iter()
                .map(|argument| expression(dialect, argument))
                .collect();
            format!("{name}({})", arguments.join(", "))
        }
        other => plain(dialect, other).unwrap_or_default(),
    }
}
