//! Turns stored values into JavaScript's, by the attribute's type: what a driver and Sequelize's
//! `parse` functions do together.

use super::{encode, js::Json};
use crate::{
    dialect::{Dialect, literal::js_number},
    engine::ColumnKind,
    float,
    schema::{ScalarType, Value},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

/// How the values of one column become JavaScript's.
#[derive(Clone, Copy, Debug)]
pub struct Decoder<'a> {
    /// The dialect, whose driver decides on exact numbers, big ones and booleans.
    pub dialect: Dialect,
    /// What the driver is told of the column.
    pub kind: ColumnKind,
    /// The attribute's type; `None` for a computed column.
    pub data_type: Option<&'a ScalarType>,
    /// `raw: true`: values are as the driver hands them over.
    pub raw: bool,
}

impl Decoder<'_> {
    /// One value.
    pub fn decode(&self, value: &Value) -> Json {
        let (dialect, kind) = (self.dialect, self.kind);
        let has_types = dialect != Dialect::Sqlite;
        let stored_form = self.raw && !has_types;
        // TINYINT(1) to MySQL, and a number to sqlite.
        let flags_are_numbers = dialect.is_mysql() || !has_types;
        let key = self
            .data_type
            .map_or("", |data_type| data_type.key.as_str());
        match (key, value) {
            ("DATE", Value::Text(text)) if !stored_form => date(text),
            (_, Value::Text(text)) if kind == ColumnKind::Moment && has_types => date(text),
            ("JSON" | "JSONB", Value::Text(text)) if !stored_form => json_of(text),
            (_, Value::Text(text)) if kind == ColumnKind::Json && has_types => json_of(text),
            ("BOOLEAN", Value::Integer(number @ (0 | 1))) if !(self.raw && flags_are_numbers) => {
                (*number == 1).into()
            }
            (_, Value::Bool(flag)) if flags_are_numbers && (self.raw || key.is_empty()) => {
                u8::from(*flag).into()
            }
            (_, Value::Integer(whole)) if self.is_text(*whole) => whole.to_string().into(),
            (_, Value::Real(number))
                if kind == ColumnKind::Exact
                    && matches!(dialect, Dialect::Postgres | Dialect::Mysql) =>
            {
                js_number(*number).into()
            }
            (key, Value::Text(text))
                if (kind == ColumnKind::Exact || key == "DECIMAL")
                    && matches!(dialect, Dialect::Mariadb | Dialect::Mssql | Dialect::Sqlite) =>
            {
                float::parse(text).map_or_else(|| text.as_str().into(), number)
            }
            ("FLOAT" | "REAL" | "DOUBLE PRECISION", Value::Text(text)) if !stored_form => {
                number(float::parse(text).unwrap_or(f64::NAN))
            }
            _ => plain(value),
        }
    }

    /// Whether the driver hands a whole number over as text.
    fn is_text(&self, whole: i64) -> bool {
        match (self.dialect, self.kind) {
            (Dialect::Postgres, ColumnKind::Big | ColumnKind::Exact)
            | (Dialect::Mysql, ColumnKind::Exact)
            | (Dialect::Mssql, ColumnKind::Big) => true,
            // What a double cannot hold.
            (Dialect::Mysql | Dialect::Mariadb, _) => whole.unsigned_abs() > 1 << 53,
            _ => false,
        }
    }
}

fn json_of(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// A stored date as `{"@": "date", "iso"}`; what to make of text that is no date is JavaScript's to say.
fn date(text: &str) -> Json {
    let iso = encode::instant(&Json::String(text.to_owned()));
    json!({"@": "date", "iso": iso.as_deref().unwrap_or(text)})
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
        || json!({"@": "number", "value": js_number(number)}),
        Json::Number,
    )
}
