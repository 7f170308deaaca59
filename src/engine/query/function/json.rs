//! Steps into JSON, which is text.

use super::{Arguments, counted};
use crate::{
    engine::{EngineError, error::invalid, types},
    schema::Value,
};

/// What a path finds, as a value.
pub(super) fn extract(given: &Arguments) -> Result<Value, EngineError> {
    let quoted = given.dialect().is_mysql();
    Ok(at(&given.text(0), &given.text(1))?.map_or(Value::Null, |found| value(&found, quoted)))
}

/// What a path finds, or all of it, as text.
pub(super) fn text(given: &Arguments) -> Result<Value, EngineError> {
    let whole = given.count() == 1;
    let found = if whole {
        serde_json::from_str(&given.text(0)).ok()
    } else {
        at(&given.text(0), &given.text(1))?
    };
    Ok(match found {
        Some(serde_json::Value::String(text)) => Value::text(text),
        Some(serde_json::Value::Null) => Value::Null,
        Some(other) => Value::text(other.to_string()),
        None if whole => Value::text(given.text(0)),
        None => Value::Null,
    })
}

/// A value as JSON; text that is JSON already stays text, as the databases have it.
fn of(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::List(items) => items.iter().map(of).collect(),
        other => types::text(other).unwrap_or_default().into(),
    }
}

/// SQLite writes JSON without spaces, the others with one after commas and colons.
fn separators(given: &Arguments) -> (&'static str, &'static str) {
    if given.is_sqlite() {
        (",", ":")
    } else {
        (", ", ": ")
    }
}

/// `JSON_ARRAY`.
pub(super) fn array(given: &Arguments) -> Value {
    let (comma, _) = separators(given);
    let items: Vec<String> = given
        .values
        .iter()
        .map(|value| of(value).to_string())
        .collect();
    Value::text(format!("[{}]", items.join(comma)))
}

/// `JSON_OBJECT`: names and values in turn.
pub(super) fn object(given: &Arguments) -> Result<Value, EngineError> {
    if !given.count().is_multiple_of(2) {
        return Err(invalid("names and values must come in pairs"));
    }
    let (comma, colon) = separators(given);
    let pairs: Vec<String> = given
        .values
        .chunks(2)
        .map(|pair| {
            let name = serde_json::Value::from(types::text(&pair[0]).unwrap_or_default());
            format!("{name}{colon}{}", of(&pair[1]))
        })
        .collect();
    Ok(Value::text(format!("{{{}}}", pairs.join(comma))))
}

/// How many items an array has, or an object names; anything else is one.
pub(super) fn length(given: &Arguments) -> Result<Value, EngineError> {
    let parsed: serde_json::Value =
        serde_json::from_str(&given.text(0)).map_err(|_| invalid("malformed JSON"))?;
    Ok(counted(match &parsed {
        serde_json::Value::Array(items) => items.len(),
        serde_json::Value::Object(members) if given.dialect().is_mysql() => members.len(),
        _ if given.is_sqlite() => 0,
        _ => 1,
    }))
}

/// What a path such as `$.a.b[0]` finds in JSON text.
fn at(text: &str, path: &str) -> Result<Option<serde_json::Value>, EngineError> {
    let Ok(mut here) = serde_json::from_str::<serde_json::Value>(text) else {
        return Err(invalid("malformed JSON"));
    };
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    while !rest.is_empty() {
        let (step, next) = if let Some(inside) = rest.strip_prefix('[') {
            let (index, next) = inside.split_once(']').unwrap_or((inside, ""));
            (index.trim_matches('"'), next)
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            if let Some(quoted) = name.strip_prefix('"') {
                quoted.split_once('"').unwrap_or((quoted, ""))
            } else {
                let end = name.find(['.', '[']).unwrap_or(name.len());
                name.split_at(end)
            }
        };
        let found = match &mut here {
            serde_json::Value::Array(items) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get_mut(index).map(serde_json::Value::take)),
            serde_json::Value::Object(map) => map.get_mut(step).map(serde_json::Value::take),
            _ => None,
        };
        match found {
            Some(found) => here = found,
            None => return Ok(None),
        }
        rest = next;
    }
    Ok(Some(here))
}

/// A JSON value as an SQL one; `quoted` leaves strings as JSON writes them.
fn value(json: &serde_json::Value, quoted: bool) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => Value::Bool(*flag),
        serde_json::Value::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Real))
            .unwrap_or(Value::Null),
        serde_json::Value::String(text) if !quoted => Value::text(text.as_str()),
        other => Value::text(other.to_string()),
    }
}
