//! Steps into JSON, which is text.

use super::{Arguments, counted};
use crate::{
    engine::{EngineError, error::invalid, query::compare::compare, types},
    schema::Value,
};
use serde_json::Value as Json;
use std::{borrow::Cow, cmp::Ordering};

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
        Some(Json::String(text)) => Value::text(text),
        Some(Json::Null) => Value::Null,
        Some(other) => Value::text(other.to_string()),
        None if whole => Value::text(given.text(0)),
        None => Value::Null,
    })
}

/// A value as JSON; text that is JSON already stays text, as the databases have it.
fn of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
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
            let name = Json::from(types::text(&pair[0]).unwrap_or_default());
            format!("{name}{colon}{}", of(&pair[1]))
        })
        .collect();
    Ok(Value::text(format!("{{{}}}", pairs.join(comma))))
}

/// How many items an array has, or an object names; anything else is one.
pub(super) fn length(given: &Arguments) -> Result<Value, EngineError> {
    let parsed: Json =
        serde_json::from_str(&given.text(0)).map_err(|_| invalid("malformed JSON"))?;
    Ok(counted(match &parsed {
        Json::Array(items) => items.len(),
        Json::Object(members) if given.dialect().is_mysql() => members.len(),
        _ if given.is_sqlite() => 0,
        _ => 1,
    }))
}

/// PostgreSQL's `array_append`.
pub(super) fn appended(given: Arguments) -> Value {
    let mut values = given.values.into_iter().map(Cow::into_owned);
    let mut items = match values.next() {
        Some(Value::List(items)) => items,
        _ => Vec::new(),
    };
    items.extend(values);
    Value::List(items)
}

/// The items of an array; of what is none, nothing.
fn items(value: &Value) -> Option<Cow<'_, [Value]>> {
    match value {
        Value::List(items) => Some(Cow::Borrowed(items)),
        Value::Text(text) => types::array_literal(text).map(Cow::Owned),
        _ => None,
    }
}

/// PostgreSQL's `&&` of arrays: whether they share an item.
pub(super) fn overlap(given: &Arguments) -> Value {
    let (Some(left), Some(right)) = (items(given.value(0)), items(given.value(1))) else {
        return Value::Null;
    };
    Value::Bool(right.iter().any(|item| is_among(item, &left, given)))
}

/// PostgreSQL's `@>`: whether an array has all items of another, or JSON all of another's parts
/// (PostgreSQL 15, 8.14.3).
pub(super) fn contains(given: &Arguments) -> Result<Value, EngineError> {
    if let (Value::List(left), Some(right)) = (given.value(0), items(given.value(1))) {
        return Ok(Value::Bool(
            right.iter().all(|item| is_among(item, left, given)),
        ));
    }
    let parsed = |at| serde_json::from_str(&given.text(at)).map_err(|_| invalid("malformed JSON"));
    let (whole, part): (Json, Json) = (parsed(0)?, parsed(1)?);
    let of_item = whole
        .as_array()
        .is_some_and(|items| !part.is_object() && items.contains(&part));
    Ok(Value::Bool(of_item || has(&whole, &part)))
}

fn is_among(item: &Value, items: &[Value], given: &Arguments) -> bool {
    let mut equal = items
        .iter()
        .map(|other| compare(item, other, given.dialect()));
    equal.any(|order| order == Some(Ordering::Equal))
}

fn has(whole: &Json, part: &Json) -> bool {
    match (whole, part) {
        (Json::Object(whole), Json::Object(part)) => part
            .iter()
            .all(|(name, part)| whole.get(name).is_some_and(|whole| has(whole, part))),
        (Json::Array(whole), Json::Array(part)) => part
            .iter()
            .all(|part| whole.iter().any(|whole| has(whole, part))),
        _ => whole == part,
    }
}

/// What a path such as `$.a.b[0]` finds in JSON text.
fn at(text: &str, path: &str) -> Result<Option<Json>, EngineError> {
    let Ok(mut here) = serde_json::from_str::<Json>(text) else {
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
            Json::Array(items) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get_mut(index).map(Json::take)),
            Json::Object(map) => map.get_mut(step).map(Json::take),
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
fn value(json: &Json, quoted: bool) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Real))
            .unwrap_or(Value::Null),
        Json::String(text) if !quoted => Value::text(text.as_str()),
        other => Value::text(other.to_string()),
    }
}
