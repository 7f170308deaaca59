//! A value as it crosses rooms: in defaults, statements, rows and traces.

use super::Text;
use crate::read::{Json, Read, Unexpected, from_json, members};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use std::fmt;

/// One SQL value. Dates, decimals, UUIDs, enums and JSON travel as text, as drivers hand them over.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// SQL `NULL`.
    #[default]
    Null,
    /// A boolean, whatever the dialect stores it as.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// Text, and every type that travels as text.
    Text(Text),
    /// A list (an array column, or the values of `IN`).
    List(Vec<Value>),
    /// Binary data.
    #[serde(serialize_with = "write_bytes")]
    Bytes(Vec<u8>),
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::Text(text.into())
    }
}

/// Bytes cross the edge as `{"@": "bytes", "base64": "…"}`.
#[derive(Serialize, Deserialize)]
struct Tagged {
    #[serde(rename = "@")]
    tag: String,
    base64: String,
}

fn write_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let base64 = STANDARD.encode(bytes);
    let tag = "bytes".into();
    Tagged { tag, base64 }.serialize(serializer)
}

/// By hand: derived for an untagged enum, it would copy each value aside and try variant by variant,
/// and a report holds thousands of them.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

impl Read for Value {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        *self = match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(number) => match number.as_i64() {
                Some(whole) => Self::Integer(whole),
                None => Self::Real(number.as_f64().ok_or_else(Unexpected::default)?),
            },
            Json::String(text) => Self::Text(text.into()),
            Json::Array(_) => Self::List(from_json(json)?),
            Json::Object(_) => {
                let (mut tag, mut base64) = (String::new(), String::new());
                members(json, &mut [("@", &mut tag), ("base64", &mut base64)])?;
                let bytes = STANDARD.decode(base64).ok().filter(|_| tag == "bytes");
                Self::Bytes(bytes.ok_or_else(Unexpected::default)?)
            }
        };
        Ok(())
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an SQL value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        #[allow(clippy::cast_precision_loss)] // As JSON's own numbers beyond 2⁵³.
        Ok(i64::try_from(value).map_or(Value::Real(value as f64), Value::Integer))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Real(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let Tagged { tag, base64 } = Tagged::deserialize(MapAccessDeserializer::new(access))?;
        if tag != "bytes" {
            return Err(A::Error::custom("an object that is no value"));
        }
        STANDARD
            .decode(base64)
            .map(Value::Bytes)
            .map_err(A::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn every_value_comes_back_as_it_was() {
        let values = vec![
            Value::Null,
            Value::Bool(true),
            Value::Integer(i64::MIN),
            Value::Real(2.0),
            Value::text("é"),
            Value::List(vec![Value::Integer(1), Value::List(Vec::new())]),
            Value::Bytes(vec![0, 255]),
        ];
        let json = serde_json::to_string(&values).expect("values are JSON");
        assert_eq!(
            serde_json::from_str::<Vec<Value>>(&json).expect("as written"),
            values
        );
        assert!(serde_json::from_str::<Value>("{\"@\":\"date\",\"base64\":\"\"}").is_err());
    }
}
