//! JavaScript's values as they cross the edge: what JSON lacks is an object whose first key is `@`,
//! operators are keys such as `@gt` (see `bridge::call`).

use std::{borrow::Cow, fmt::Write as _};

/// A value of the façade.
pub type Json = serde_json::Value;
/// An object of the façade.
pub type Object = serde_json::Map<String, Json>;

/// A key of a plain object: an operator or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// `Op.gt` is `gt`.
    Operator(&'a str),
    /// An own key.
    Name(&'a str),
}

impl<'a> Key<'a> {
    /// Reads a key. `@@x` is the name `@x`.
    pub fn read(key: &'a str) -> Self {
        match key.strip_prefix('@') {
            Some(name) if name.starts_with('@') => Self::Name(name),
            Some(operator) => Self::Operator(operator),
            None => Self::Name(key),
        }
    }

    /// Writes it back.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Self::Operator(operator) => format!("@{operator}").into(),
            Self::Name(name) if name.starts_with('@') => format!("@{name}").into(),
            Self::Name(name) => name.into(),
        }
    }
}

/// What kind of tagged value it is: `date`, `fn`, …
pub fn tag(value: &Json) -> Option<&str> {
    value.as_object()?.get("@")?.as_str()
}

/// `null`, or the `undefined` of a condition.
pub fn is_nothing(value: &Json) -> bool {
    value.is_null() || tag(value) == Some("undefined")
}

/// The plain object behind a value, as lodash's `isPlainObject` has it.
pub fn plain(value: &Json) -> Option<&Object> {
    value.as_object().filter(|object| !object.contains_key("@"))
}

/// `instanceof SequelizeMethod`: literal, fn, col, cast, json or where.
pub fn is_method(value: &Json) -> bool {
    matches!(
        tag(value),
        Some("literal" | "fn" | "col" | "cast" | "json" | "where")
    )
}

/// The keys of a plain object in the order Sequelize walks them: operators first.
pub fn complex_keys(object: &Object) -> impl Iterator<Item = (Key<'_>, &Json)> {
    let entries = || object.iter().map(|(key, value)| (Key::read(key), value));
    entries()
        .filter(|(key, _)| matches!(key, Key::Operator(_)))
        .chain(entries().filter(|(key, _)| matches!(key, Key::Name(_))))
}

/// `getComplexSize`.
pub fn complex_size(value: &Json) -> usize {
    match value {
        Json::Array(items) => items.len(),
        _ => plain(value).map_or(0, Object::len),
    }
}

/// JavaScript's truth.
pub fn truthy(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(flag) => *flag,
        Json::Number(number) => number.as_f64() != Some(0.0),
        Json::String(text) => !text.is_empty(),
        Json::Array(_) => true,
        Json::Object(_) => {
            tag(value) != Some("number") || member(value, "value") != Some(&Json::from("NaN"))
        }
    }
}

/// A member of an object.
pub fn member<'a>(value: &'a Json, key: &str) -> Option<&'a Json> {
    value.as_object()?.get(key)
}

/// A member that is text.
pub fn text<'a>(value: &'a Json, key: &str) -> Option<&'a str> {
    member(value, key)?.as_str()
}

/// A member, `null` and absent alike being `None`.
pub fn given<'a>(value: &'a Json, key: &str) -> Option<&'a Json> {
    member(value, key).filter(|value| !value.is_null())
}

/// A member that is there and true.
pub fn flag(value: &Json, key: &str) -> bool {
    member(value, key).is_some_and(truthy)
}

/// `canTreatArrayAsAnd`.
pub fn can_treat_as_and(items: &[Json]) -> bool {
    items
        .iter()
        .any(|item| plain(item).is_some() || tag(item) == Some("where"))
}

/// An object of one member.
pub fn object(key: impl Into<String>, value: Json) -> Json {
    let mut object = Object::new();
    object.insert(key.into(), value);
    Json::Object(object)
}

/// An object of some fields, without those that are null.
pub fn fields(given: Vec<(&str, Json)>) -> Json {
    let mut object = Object::new();
    for (name, value) in given {
        if !value.is_null() {
            object.insert(name.to_owned(), value);
        }
    }
    Json::Object(object)
}

/// `{@and: [a, b]}`.
pub fn both(first: Json, second: Json) -> Json {
    object("@and", Json::Array(vec![first, second]))
}

/// A literal.
pub fn literal(text: impl Into<String>) -> Json {
    let mut object = Object::new();
    object.insert("@".into(), "literal".into());
    object.insert("value".into(), Json::String(text.into()));
    Json::Object(object)
}

/// The value as plain JSON, as `JSON.stringify` would see it: dates as ISO text, keys unescaped.
pub fn to_plain_json(value: &Json) -> Json {
    match value {
        Json::Array(items) => Json::Array(items.iter().map(to_plain_json).collect()),
        Json::Object(members) => match tag(value) {
            Some("date") => member(value, "iso").cloned().unwrap_or(Json::Null),
            Some("instance") => member(value, "values").map_or(Json::Null, to_plain_json),
            Some("number") => Json::Null,
            Some(_) => Json::Object(members.clone()),
            None => members
                .iter()
                .map(|(key, value)| (key.strip_prefix('@').unwrap_or(key), value))
                .map(|(key, value)| (key.to_owned(), to_plain_json(value)))
                .collect::<Object>()
                .into(),
        },
        other => other.clone(),
    }
}

/// Writes a text as JSON: most of it needs no second look.
pub fn push_text(json: &mut String, text: &str) {
    json.push('"');
    let mut rest = text;
    while let Some(at) = rest
        .bytes()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
    {
        json.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            byte @ (b'"' | b'\\') => json.extend(['\\', byte.into()]),
            // Writing to a String cannot fail.
            control => drop(write!(json, "\\u{control:04x}")),
        }
        rest = &rest[at + 1..];
    }
    json.push_str(rest);
    json.push('"');
}

/// A JSON array whose elements `push` writes, each for an element of a list.
pub fn push_list<T>(
    json: &mut String,
    list: impl IntoIterator<Item = T>,
    mut push: impl FnMut(&mut String, T),
) {
    let mut separator = '[';
    for element in list {
        json.push(separator);
        push(json, element);
        separator = ',';
    }
    json.push_str(if separator == '[' { "[]" } else { "]" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_was_written() {
        let text = "a \"b\" \\ \n \u{1} é";
        let mut json = String::new();
        push_text(&mut json, text);
        assert_eq!(
            serde_json::from_str::<String>(&json).ok().as_deref(),
            Some(text)
        );
    }
}
