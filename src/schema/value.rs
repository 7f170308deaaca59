//! A value as it crosses rooms: in defaults, statements, rows and traces.

use serde::{Deserialize, Serialize};

/// One SQL value. Dates, decimals, UUIDs, enums and JSON travel as text, as drivers hand them over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    Text(String),
    /// A list (an array column, or the values of `IN`).
    List(Vec<Value>),
    /// Binary data.
    #[serde(with = "bytes")]
    Bytes(Vec<u8>),
}

/// Bytes cross the edge as `{"@": "bytes", "base64": "…"}`.
mod bytes {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[derive(Serialize, Deserialize)]
    struct Tagged {
        #[serde(rename = "@")]
        tag: String,
        base64: String,
    }

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        let base64 = STANDARD.encode(bytes);
        Tagged {
            tag: "bytes".into(),
            base64,
        }
        .serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let tagged = Tagged::deserialize(deserializer)?;
        STANDARD.decode(tagged.base64).map_err(D::Error::custom)
    }
}
