//! Values as a grid shows them, and as a learner types them.

use crate::schema::Value;

/// The value as text; NULL is `None`, for the grid tells it from the word.
pub fn shown(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Real(value) => real(*value),
        Value::Text(text) => text.to_string(),
        Value::List(values) => {
            let inner: Vec<String> = values.iter().map(in_words).collect();
            format!("[{}]", inner.join(", "))
        }
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
    })
}

/// As JavaScript writes it.
fn real(value: f64) -> String {
    match serde_json::Number::from_f64(value) {
        Some(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
        }
        None if value.is_nan() => "NaN".into(),
        None if value < 0.0 => "-Infinity".into(),
        None => "Infinity".into(),
    }
}

/// The value in a sentence: NULL by its name, text in quotes.
pub fn in_words(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("'{text}'"),
        other => shown(other).unwrap_or_else(|| "NULL".into()),
    }
}

/// It is drawn to the right, as numbers are.
pub fn is_number(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Real(_))
}

/// What a learner typed: nothing at all, where NULL is allowed, means NULL.
pub fn typed(text: &str, nullable: bool) -> Value {
    if text.is_empty() && nullable {
        Value::Null
    } else {
        Value::text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_not_the_word() {
        assert_eq!(shown(&Value::Null), None);
        assert_eq!(shown(&Value::text("NULL")), Some("NULL".into()));
        assert_eq!(in_words(&Value::Null), "NULL");
        assert_eq!(typed("", true), Value::Null);
        assert_eq!(typed("", false), Value::text(""));
    }
}
