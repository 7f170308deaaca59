//! Turns the conditions of partial indexes and CHECK constraints into SQL: constants only.

use crate::dialect::{
    Dialect, literal,
    quote::{quote_identifier, quote_identifiers},
};
use crate::schema::Value;
use serde_json::{Map, Value as Json};

/// The conditions of an object joined with AND; `None` for an empty one.
pub(super) fn where_clause(dialect: Dialect, condition: &Json) -> Option<String> {
    match condition {
        Json::Object(map) if map.contains_key("@") => Some(expression(dialect, condition)),
        Json::Object(map) => {
            let parts: Vec<_> = map
                .iter()
                .filter_map(|(key, value)| item(dialect, key, value))
                .collect();
            (!parts.is_empty()).then(|| parts.join(" AND "))
        }
        Json::Array(items) => group(dialect, items, " AND "),
        _ => None,
    }
}

fn group(dialect: Dialect, items: &[Json], word: &str) -> Option<String> {
    let parts: Vec<_> = items
        .iter()
        .filter_map(|item| where_clause(dialect, item))
        .collect();
    (!parts.is_empty()).then(|| format!("({})", parts.join(word)))
}

fn parts_of(dialect: Dialect, value: &Json, word: &str) -> Option<String> {
    match value {
        Json::Array(items) => group(dialect, items, word),
        Json::Object(map) => {
            let parts: Vec<_> = map
                .iter()
                .filter_map(|(key, value)| item(dialect, key, value))
                .collect();
            (!parts.is_empty()).then(|| format!("({})", parts.join(word)))
        }
        _ => None,
    }
}

fn item(dialect: Dialect, key: &str, value: &Json) -> Option<String> {
    match key {
        "@and" => parts_of(dialect, value, " AND "),
        "@or" => parts_of(dialect, value, " OR "),
        "@not" => parts_of(dialect, value, " AND ").map(|inner| format!("NOT {inner}")),
        column => {
            let column = quote_identifier(dialect, column);
            match value {
                Json::Object(map) if !map.contains_key("@") => operators(dialect, &column, map),
                other => Some(compare(dialect, &column, "@eq", other)),
            }
        }
    }
}

fn operators(dialect: Dialect, column: &str, map: &Map<String, Json>) -> Option<String> {
    let parts: Vec<_> = map
        .iter()
        .map(|(operator, value)| match (operator.as_str(), value) {
            ("@or" | "@and", Json::Array(items)) => {
                let word = if operator == "@or" { " OR " } else { " AND " };
                let parts: Vec<_> = items
                    .iter()
                    .filter_map(|item| match item {
                        Json::Object(map) if !map.contains_key("@") => {
                            operators(dialect, column, map)
                        }
                        constant => Some(compare(dialect, column, "@eq", constant)),
                    })
                    .collect();
                format!("({})", parts.join(word))
            }
            _ => compare(dialect, column, operator, value),
        })
        .collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(format!("({})", parts.join(" AND "))),
    }
}

fn compare(dialect: Dialect, column: &str, operator: &str, value: &Json) -> String {
    let word = match (operator, value) {
        ("@eq", Json::Null) | ("@is", _) => "IS",
        ("@ne" | "@not", Json::Null) => "IS NOT",
        ("@eq", Json::Array(_)) | ("@in", _) => "IN",
        ("@ne", Json::Array(_)) | ("@notIn", _) => "NOT IN",
        ("@ne" | "@not", _) => "!=",
        ("@gt", _) => ">",
        ("@gte", _) => ">=",
        ("@lt", _) => "<",
        ("@lte", _) => "<=",
        ("@like", _) => "LIKE",
        ("@notLike", _) => "NOT LIKE",
        ("@between", _) => "BETWEEN",
        ("@notBetween", _) => "NOT BETWEEN",
        _ => "=",
    };
    let right = match (word, value) {
        ("IN" | "NOT IN", Json::Array(items)) if items.is_empty() => "(NULL)".into(),
        ("IN" | "NOT IN", Json::Array(items)) => {
            let items: Vec<_> = items.iter().map(|item| expression(dialect, item)).collect();
            format!("({})", items.join(", "))
        }
        ("BETWEEN" | "NOT BETWEEN", Json::Array(ends)) if ends.len() == 2 => format!(
            "{} AND {}",
            expression(dialect, &ends[0]),
            expression(dialect, &ends[1])
        ),
        _ => expression(dialect, value),
    };
    format!("{column} {word} {right}")
}

/// A constant, or a tagged `literal`, `fn`, `col`, `cast`.
pub(super) fn expression(dialect: Dialect, value: &Json) -> String {
    let Json::Object(map) = value else {
        return literal::escape(dialect, &constant(value));
    };
    let text = |key: &str| map.get(key).and_then(Json::as_str).unwrap_or_default();
    match text("@") {
        "literal" => text("value").into(),
        "col" => quote_identifiers(dialect, text("name")),
        "fn" => {
            let arguments = map
                .get("args")
                .and_then(Json::as_array)
                .into_iter()
                .flatten();
            let arguments: Vec<_> = arguments
                .map(|argument| expression(dialect, argument))
                .collect();
            format!("{}({})", text("name"), arguments.join(", "))
        }
        "cast" => {
            let inner = map.get("value").map(|inner| expression(dialect, inner));
            format!(
                "CAST({} AS {})",
                inner.unwrap_or_default(),
                text("type").to_uppercase()
            )
        }
        "date" => literal::string(dialect, &literal::date(dialect, text("iso"), false)),
        _ => literal::string(dialect, &value.to_string()),
    }
}

fn constant(value: &Json) -> Value {
    match value {
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => number.as_i64().map_or_else(
            || Value::Real(number.as_f64().unwrap_or_default()),
            Value::Integer,
        ),
        Json::String(text) => Value::text(text.as_str()),
        Json::Array(items) => Value::List(items.iter().map(constant).collect()),
        Json::Null | Json::Object(_) => Value::Null,
    }
}
