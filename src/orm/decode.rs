//! Turns stored values into JavaScript's, by the attribute's type: what a driver and Sequelize's
//! `parse` functions do together.

use super::{encode, js::Json};
use crate::{
    dialect::Dialect,
    float,
    schema::{ScalarType, Value},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

/// How the values of one column become JavaScript's.
#[derive(Clone, Copy, Debug)]
pub struct Decoder<'a> {
    /// The dialect, whose driver decides on decimals, big numbers and booleans.
    pub dialect: Dialect,
    /// The attribute's type; `None` for a computed column.
    pub data_type: Option<&'a ScalarType>,
    /// `raw: true`: sqlite hands values over as they are stored.
    pub raw: bool,
}

impl Decoder<'_> {
    /// One value.
    pub fn decode(&self, value: &Value) -> Json {
        let stored_form = self.raw && self.dialect == Dialect::Sqlite;
        let key = self
            .data_type
            .map_or("", |data_type| data_type.key.as_str());
        match (key, value) {
            ("BOOLEAN", Value::Integer(number @ (0 | 1))) if !stored_form => (*number == 1).into(),
            (_, Value::Bool(flag))
                if self.dialect == Dialect::Sqlite && (stored_form || key.is_empty()) =>
            {
                u8::from(*flag).into()
            }
            ("DATE", Value::Text(text)) if !stored_form => date(text),
            ("JSON" | "JSONB", Value::Text(text)) if !stored_form => {
                serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())
            }
            ("DECIMAL", Value::Integer(_) | Value::Real(_)) if self.decimals_are_text() => {
                self.decimal(value).into()
            }
            ("DECIMAL", Value::Text(text)) if !self.decimals_are_text() => {
                float::parse(text).map_or_else(|| text.as_str().into(), number)
            }
            ("BIGINT", Value::Integer(whole)) if self.dialect == Dialect::Postgres => {
                whole.to_string().into()
            }
            ("BIGINT", Value::Integer(whole)) if self.dialect == Dialect::Mssql => {
                whole.to_string().into()
            }
            _ => plain(value),
        }
    }

    fn decimals_are_text(&self) -> bool {
        matches!(
            self.dialect,
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb
        )
    }

    /// A decimal with the digits its column keeps.
    fn decimal(&self, value: &Value) -> String {
        let number = match value {
            #[allow(clippy::cast_precision_loss)]
            Value::Integer(whole) => *whole as f64,
            Value::Real(number) => *number,
            _ => return String::new(),
        };
        let scale = self.data_type.and_then(|data_type| data_type.scale);
        match scale.and_then(|scale| usize::try_from(scale).ok()) {
            Some(scale) => format!("{number:.scale$}"),
            None => crate::dialect::literal::js_number(number),
        }
    }
}

/// A stored date as `{"@": "date", "iso"}`; text that is no date stays text.
fn date(text: &str) -> Json {
    match encode::instant(&Json::String(text.to_owned())) {
        Some(iso) => json!({"@": "date", "iso": iso}),
        None => text.into(),
    }
}

/// A value without a type.
pub fn plain(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Integer(whole) => (*whole).into(),
        Value::Real(real) => number(*real),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Bytes(bytes) => json!({"@": "bytes", "base64": STANDARD.encode(bytes)}),
    }
}

/// A number as JavaScript has it: 2.0 and 2 are the same.
fn number(number: f64) -> Json {
    #[allow(clippy::cast_possible_truncation)]
    if number.fract() == 0.0 && number.abs() < 9e15 {
        return (number as i64).into();
    }
    serde_json::Number::from_f64(number).map_or_else(
        || json!({"@": "number", "value": crate::dialect::literal::js_number(number)}),
        Json::Number,
    )
}
