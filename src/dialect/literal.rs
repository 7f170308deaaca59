//! Turns values into SQL literals, as Sequelize's `escape` does.

use super::Dialect;
use crate::{float, schema::Value};
use std::fmt::Write as _;

/// The literal of a value, without regard to a column's type.
pub fn escape(dialect: Dialect, value: &Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Bool(flag) => boolean(dialect, *flag).into(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => js_number(*number),
        Value::Text(text) => string(dialect, text),
        Value::Bytes(bytes) => binary(dialect, bytes),
        Value::List(items) if dialect == Dialect::Postgres => {
            let items: Vec<_> = items.iter().map(|item| escape(dialect, item)).collect();
            format!("ARRAY[{}]", items.join(","))
        }
        Value::List(items) => list(dialect, items),
    }
}

/// The items of a list separated by `, `; lists inside it stand in parentheses.
pub fn list(dialect: Dialect, items: &[Value]) -> String {
    let items: Vec<_> = items
        .iter()
        .map(|item| match item {
            Value::List(inner) => format!("({})", list(dialect, inner)),
            other => escape(dialect, other),
        })
        .collect();
    items.join(", ")
}

/// A text literal: quotes doubled, or backslashes where MySQL and MariaDB want them.
pub fn string(dialect: Dialect, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 3);
    out.push_str(if dialect.capabilities().national_strings {
        "N'"
    } else {
        "'"
    });
    if dialect.capabilities().backslash_escapes {
        for c in text.chars() {
            match c {
                '\0' => out.push_str("\\0"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\u{8}' => out.push_str("\\b"),
                '\t' => out.push_str("\\t"),
                '\u{1a}' => out.push_str("\\Z"),
                '\\' | '\'' | '"' => {
                    out.push('\\');
                    out.push(c);
                }
                c => out.push(c),
            }
        }
    } else {
        for c in text.chars() {
            match c {
                '\'' => out.push_str("''"),
                '\0' if dialect == Dialect::Postgres => out.push_str("\\0"),
                c => out.push(c),
            }
        }
    }
    out.push('\'');
    out
}

/// A binary literal.
pub fn binary(dialect: Dialect, bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    match dialect {
        Dialect::Postgres => format!("E'\\\\x{hex}'"),
        Dialect::Mssql => format!("0x{hex}"),
        Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => format!("X'{hex}'"),
    }
}

/// A boolean literal: numbers where the dialect has no booleans.
pub fn boolean(dialect: Dialect, flag: bool) -> &'static str {
    match (dialect.capabilities().boolean_literals, flag) {
        (true, true) => "true",
        (true, false) => "false",
        (false, true) => "1",
        (false, false) => "0",
    }
}

/// A date literal without its quotes, from an ISO text in UTC such as `2020-01-02T03:04:05.006Z`.
/// `length` is the type's: MySQL keeps milliseconds only where it was given one.
pub fn date(dialect: Dialect, iso: &str, with_length: bool) -> String {
    let text = iso.trim_end_matches('Z').replacen('T', " ", 1);
    let (seconds, millis) = text.split_once('.').unwrap_or((&text, "000"));
    match dialect {
        Dialect::Mysql if !with_length => seconds.into(),
        Dialect::Mysql | Dialect::Mariadb => format!("{seconds}.{millis}"),
        Dialect::Sqlite | Dialect::Postgres | Dialect::Mssql => {
            format!("{seconds}.{millis} +00:00")
        }
    }
}

/// A number as JavaScript prints it: `1` rather than `1.0`, exponents from 1e21 up and 1e-7 down.
pub fn js_number(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.is_infinite() {
        return if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .into();
    }
    if number == 0.0 {
        return "0".into();
    }
    let magnitude = number.abs();
    if (1e-6..1e21).contains(&magnitude) {
        return float::plain(number);
    }
    let text = float::scientific(number);
    match text.split_once('e') {
        Some((mantissa, exponent)) if !exponent.starts_with('-') => {
            format!("{mantissa}e+{exponent}")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        assert_eq!(string(Dialect::Sqlite, "it's"), "'it''s'");
        assert_eq!(string(Dialect::Mssql, "it's"), "N'it''s'");
        assert_eq!(
            string(Dialect::Mysql, "it's \"\n\\"),
            "'it\\'s \\\"\\n\\\\'"
        );
    }

    #[test]
    fn lists() {
        let items = Value::List(vec![Value::Integer(1), Value::text("b")]);
        assert_eq!(escape(Dialect::Postgres, &items), "ARRAY[1,'b']");
        assert_eq!(escape(Dialect::Sqlite, &items), "1, 'b'");
    }

    #[test]
    fn numbers_print_as_in_javascript() {
        assert_eq!(js_number(1.0), "1");
        assert_eq!(js_number(0.1), "0.1");
        assert_eq!(js_number(1e21), "1e+21");
        assert_eq!(js_number(1e-7), "1e-7");
        assert_eq!(js_number(0.000_001), "0.000001");
        assert_eq!(js_number(-1.5e300), "-1.5e+300");
    }

    #[test]
    fn dates() {
        let iso = "2020-01-02T03:04:05.006Z";
        assert_eq!(
            date(Dialect::Sqlite, iso, false),
            "2020-01-02 03:04:05.006 +00:00"
        );
        assert_eq!(date(Dialect::Mysql, iso, false), "2020-01-02 03:04:05");
        assert_eq!(date(Dialect::Mysql, iso, true), "2020-01-02 03:04:05.006");
    }
}
