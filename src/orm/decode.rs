//! Turns stored values into JavaScript's, by the attribute's type: what a driver and Sequelize's
//! `parse` functions do together.

use super::{
    encode,
    js::{Json, push_text},
};
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
pub struct Decoder {
    /// The dialect, whose driver decides on exact numbers, big ones and booleans.
    dialect: Dialect,
    /// What the driver is told of the column.
    kind: ColumnKind,
    texts: Texts,
    /// The numbers 0 and 1 are truth values.
    has_flags: bool,
    /// Truth values are numbers.
    has_numbers: bool,
}

/// What a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Texts {
    Text,
    Date,
    Json,
    Number,
    /// Of a type that holds NaN and Infinity by their names.
    Float,
}

impl Decoder {
    /// For a column of `kind` behind an attribute of `data_type` (`None` for a computed column).
    /// `raw: true` leaves values as the driver hands them over.
    pub fn new(
        dialect: Dialect,
        kind: ColumnKind,
        data_type: Option<&ScalarType>,
        raw: bool,
    ) -> Self {
        let has_types = dialect != Dialect::Sqlite;
        let stored_form = raw && !has_types;
        // TINYINT(1) to MySQL, and a number to sqlite.
        let flags_are_numbers = dialect.is_mysql() || !has_types;
        let key = data_type.map_or("", |data_type| data_type.key.as_str());
        let is = |keys: &[&str], of: ColumnKind| {
            keys.contains(&key) && !stored_form || kind == of && has_types
        };
        let has_number = kind == ColumnKind::Exact || key == "DECIMAL";
        let texts = if is(&["DATE"], ColumnKind::Moment) {
            Texts::Date
        } else if is(&["JSON", "JSONB"], ColumnKind::Json) {
            Texts::Json
        } else if data_type.is_some_and(encode::is_floating) && !stored_form {
            Texts::Float
        } else if has_number && !matches!(dialect, Dialect::Postgres | Dialect::Mysql) {
            Texts::Number
        } else {
            Texts::Text
        };
        Self {
            dialect,
            kind,
            texts,
            has_flags: key == "BOOLEAN" && !(raw && flags_are_numbers),
            has_numbers: flags_are_numbers && (raw || key.is_empty()),
        }
    }

    /// One value.
    pub fn decode(self, value: &Value) -> Json {
        match value {
            Value::Text(text) => match self.texts {
                Texts::Text => text.as_str().into(),
                Texts::Date => date(text),
                Texts::Json => serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into()),
                Texts::Number => float::parse(text).map_or_else(|| text.as_str().into(), number),
                Texts::Float => {
                    float::parse(text).map_or_else(|| json!({"@": "number", "value": text}), number)
                }
            },
            Value::Integer(flag @ (0 | 1)) if self.has_flags => (*flag == 1).into(),
            Value::Integer(whole) if self.is_text(*whole) => whole.to_string().into(),
            Value::Bool(flag) if self.has_numbers => u8::from(*flag).into(),
            Value::Real(number)
                if self.kind == ColumnKind::Exact
                    && matches!(self.dialect, Dialect::Postgres | Dialect::Mysql) =>
            {
                js_number(*number).into()
            }
            _ => plain(value),
        }
    }

    /// The same as JSON, at the end of a text: a finder has many.
    pub fn write(self, json: &mut String, value: &Value) {
        match value {
            Value::Null => json.push_str("null"),
            Value::Text(text) if self.texts == Texts::Text => push_text(json, text),
            Value::Text(text)
                if self.texts == Texts::Date
                    && let Some([date, clock, millis]) = in_stored_form(text) =>
            {
                json.extend([
                    "{\"@\":\"date\",\"iso\":\"",
                    date,
                    "T",
                    clock,
                    ".",
                    millis,
                    "Z\"}",
                ]);
            }
            Value::Integer(whole)
                if !(self.has_flags && matches!(whole, 0 | 1) || self.is_text(*whole)) =>
            {
                json.push_str(itoa::Buffer::new().format(*whole));
            }
            // What is JSON already cannot fail.
            _ => json.push_str(&serde_json::to_string(&self.decode(value)).unwrap_or_default()),
        }
    }

    /// Whether the driver hands a whole number over as text.
    fn is_text(self, whole: i64) -> bool {
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

/// A stored date as `{"@": "date", "iso"}`; what to make of text that is no date is JavaScript's to say.
fn date(text: &str) -> Json {
    let iso = encode::instant(&Json::String(text.to_owned()));
    json!({"@": "date", "iso": iso.as_deref().unwrap_or(text)})
}

/// Day, clock and milliseconds of a date as Sequelize stores it, `2024-01-02 03:04:05.678 +00:00`, or
/// as MySQL does, which keeps neither fraction nor zone. Of days that not every month has, `None`.
fn in_stored_form(text: &str) -> Option<[&str; 3]> {
    const SHAPE: &[u8; 19] = b"0000-00-00 00:00:00";
    let (clock, fraction) = text.split_at_checked(SHAPE.len())?;
    let fits = |(byte, shape): (u8, &u8)| match shape {
        b'0' => byte.is_ascii_digit(),
        _ => byte == *shape,
    };
    let millis = match fraction.strip_suffix(" +00:00").unwrap_or(fraction) {
        "" => "000",
        millis => millis.strip_prefix('.').filter(|digits| {
            digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
        })?,
    };
    let in_range = |at: usize, range: [&str; 2]| {
        let number = clock.get(at..at + 2).unwrap_or_default();
        range[0] <= number && number <= range[1]
    };
    let is_time = clock.bytes().zip(SHAPE).all(fits)
        && in_range(5, ["01", "12"])
        && in_range(8, ["01", "28"])
        && in_range(11, ["00", "23"])
        && in_range(14, ["00", "59"])
        && in_range(17, ["00", "59"]);
    let (day, clock) = clock.split_once(' ').filter(|_| is_time)?;
    Some([day, clock, millis])
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written is what is decoded, for whichever values of whichever column.
    #[test]
    fn values_are_written_as_they_are_decoded() {
        let texts = [
            "",
            "Ann \"the\" first",
            "1.50",
            "{\"a\": [1]}",
            "2024-01-02",
            "2024-01-02 03:04:05",
            "2024-01-02 03:04:05.678 +00:00",
            "2024-01-02 03:04:05.678 +01:00",
            "2024-02-31 03:04:05.678 +00:00",
            "2024-01-02 24:04:05.678 +00:00",
            "2024-13-02 03:04:05.678 +00:00",
            "0099-01-02 03:04:05.678 +00:00",
            "2024-01-02 03:04:05.67 +00:00",
            "2024-01-02 03:04:05.6789",
            "Invalid date",
            "2024-01-02 03:04:é5",
        ];
        let mut values: Vec<Value> = texts.into_iter().map(Value::text).collect();
        values.extend([0, 1, -7, i64::MAX].map(Value::Integer));
        values.extend([0.5, 2.0, f64::NAN].map(Value::Real));
        values.extend([Value::Null, Value::Bool(true), Value::Bytes(vec![1, 2])]);
        let kinds = [
            ColumnKind::default(),
            ColumnKind::Moment,
            ColumnKind::Json,
            ColumnKind::Exact,
            ColumnKind::Big,
        ];
        let types = [
            "", "STRING", "DATE", "JSON", "BOOLEAN", "DECIMAL", "INTEGER", "FLOAT",
        ];
        for dialect in Dialect::ALL {
            for (kind, key) in kinds.iter().flat_map(|kind| types.map(|key| (*kind, key))) {
                let data_type = ScalarType {
                    key: key.into(),
                    ..ScalarType::default()
                };
                let data_type = Some(&data_type).filter(|_| !key.is_empty());
                for raw in [false, true] {
                    let decoder = Decoder::new(dialect, kind, data_type, raw);
                    for value in &values {
                        let mut json = String::new();
                        decoder.write(&mut json, value);
                        let read: Json = serde_json::from_str(&json).unwrap_or_default();
                        assert_eq!(read, decoder.decode(value), "{decoder:?} of {value:?}");
                    }
                }
            }
        }
    }
}
