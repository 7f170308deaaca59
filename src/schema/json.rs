//! Reads the façade's JSON as JavaScript would: truthiness, tagged values, shorthand.

use super::{
    Attribute, DefaultValue, Model, References, ReferentialAction, ScalarType, SchemaError,
    TableName, Unique, Value, hash,
};
use crate::read::from_json;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value as Json};
use std::rc::Rc;

/// JavaScript's truthiness.
pub(super) fn truthy(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(flag) => *flag,
        Json::Number(number) => number.as_f64() != Some(0.0),
        Json::String(text) => !text.is_empty(),
        Json::Array(_) | Json::Object(_) => true,
    }
}

/// A member that JavaScript would call true.
pub(super) fn flag(map: &Map<String, Json>, key: &str) -> bool {
    map.get(key).is_some_and(truthy)
}

/// A non-empty text member.
pub(super) fn text(map: &Map<String, Json>, key: &str) -> Option<String> {
    map.get(key)
        .and_then(Json::as_str)
        .filter(|text| !text.is_empty())
        .map(Into::into)
}

/// The tag of a tagged value: `{"@": "literal", …}` gives `literal`.
pub(super) fn tag(value: &Json) -> Option<&str> {
    value.get("@")?.as_str()
}

/// The name in `{"@": "model", "name": …}`.
pub(super) fn model_name(value: &Json) -> Option<&str> {
    (tag(value) == Some("model")).then(|| value.get("name")?.as_str())?
}

/// A constant; dates and functions are no constants.
pub(super) fn constant(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Real(number.as_f64().unwrap_or_default()),
        },
        Json::String(text) => Value::text(text.as_str()),
        Json::Array(items) => Value::List(items.iter().map(constant).collect()),
        Json::Object(map) => match tag(value) {
            Some("bytes") => {
                let base64 = map.get("base64").and_then(Json::as_str).unwrap_or_default();
                Value::Bytes(STANDARD.decode(base64).unwrap_or_default())
            }
            Some("bigint") => {
                let digits = map.get("value").and_then(Json::as_str).unwrap_or_default();
                digits
                    .parse()
                    .map_or_else(|_| Value::text(digits), Value::Integer)
            }
            Some("number") => Value::Real(match map.get("value").and_then(Json::as_str) {
                Some("Infinity") => f64::INFINITY,
                Some("-Infinity") => f64::NEG_INFINITY,
                _ => f64::NAN,
            }),
            Some("date") => Value::text(text(map, "iso").unwrap_or_default()),
            _ => Value::text(value.to_string()),
        },
    }
}

fn default_value(value: &Json) -> DefaultValue {
    let Json::Object(map) = value else {
        return match value {
            Json::Array(_) => DefaultValue::Json(value.clone()),
            scalar => DefaultValue::Value(constant(scalar)),
        };
    };
    let argument = |key: &str| {
        map.get(key)
            .map_or(DefaultValue::Value(Value::Null), default_value)
    };
    match tag(value) {
        Some("now") => DefaultValue::Now,
        Some("uuidv1") => DefaultValue::UuidV1,
        Some("uuidv4") => DefaultValue::UuidV4,
        Some("function" | "model") => DefaultValue::Function,
        Some("date") => DefaultValue::Date(text(map, "iso").unwrap_or_default()),
        Some("literal") => DefaultValue::Literal(text(map, "value").unwrap_or_default()),
        Some("col") => DefaultValue::Column(text(map, "name").unwrap_or_default()),
        Some("cast") => DefaultValue::Cast(
            Box::new(argument("value")),
            text(map, "type").unwrap_or_default(),
        ),
        Some("fn") => {
            let arguments = map.get("args").and_then(Json::as_array);
            DefaultValue::Call(
                text(map, "name").unwrap_or_default(),
                arguments
                    .map(|list| list.iter().map(default_value).collect())
                    .unwrap_or_default(),
            )
        }
        Some("type") => match map.get("key").and_then(Json::as_str) {
            Some("NOW") => DefaultValue::Now,
            Some("UUIDV1") => DefaultValue::UuidV1,
            Some("UUIDV4") => DefaultValue::UuidV4,
            _ => DefaultValue::Function,
        },
        Some("bytes" | "bigint" | "number") => DefaultValue::Value(constant(value)),
        _ => DefaultValue::Json(value.clone()),
    }
}

/// A data type: a tagged one, or a text that is used as it stands.
pub(super) fn data_type(value: &Json) -> Option<ScalarType> {
    match value {
        Json::String(raw) => Some(ScalarType {
            raw: Some(raw.clone()),
            ..ScalarType::default()
        }),
        Json::Object(_) if tag(value) == Some("type") => from_json(value.clone()).ok(),
        _ => None,
    }
}

/// The models known so far, for values that name one.
pub(super) type Models = hash::IndexMap<String, Rc<Model>>;

/// What an attribute says, shorthand (`STRING`) included; `name` is the attribute's.
pub(super) fn attribute(
    name: &str,
    value: &Json,
    models: &Models,
) -> Result<Attribute, SchemaError> {
    let mut attribute = match value {
        Json::Object(map) if tag(value).is_none() => attribute_members(map, models),
        shorthand => Attribute {
            data_type: data_type(shorthand).unwrap_or_default(),
            ..Attribute::default()
        },
    };
    attribute.name = name.into();
    if attribute.data_type.key == "ENUM" && attribute.data_type.values.is_empty() {
        return Err(SchemaError::error("Values for ENUM have not been defined."));
    }
    if attribute.data_type.key == "ARRAY" && attribute.data_type.of.is_none() {
        return Err(SchemaError::error(
            "ARRAY is missing type definition for its values.",
        ));
    }
    Ok(attribute)
}

/// The members of an attribute's object, or of a `foreignKey` object.
pub(super) fn attribute_members(map: &Map<String, Json>, models: &Models) -> Attribute {
    let mut data_type = map.get("type").and_then(data_type).unwrap_or_default();
    if let Some(Json::Array(values)) = map.get("values") {
        let values = values.iter().map(|value| match constant(value) {
            Value::Text(text) => text.into(),
            other => serde_json::to_string(&other).unwrap_or_default(),
        });
        data_type.values = values.collect();
    }
    Attribute {
        data_type,
        field: text(map, "field").unwrap_or_default(),
        allow_null: map
            .get("allowNull")
            .filter(|value| !value.is_null())
            .map(truthy),
        allow_null_is_null: map.get("allowNull") == Some(&Json::Null),
        default_value: map.get("defaultValue").map(default_value),
        primary_key: flag(map, "primaryKey"),
        auto_increment: flag(map, "autoIncrement"),
        auto_increment_identity: flag(map, "autoIncrementIdentity"),
        position: text(map, "after").or_else(|| flag(map, "first").then(String::new)),
        index: flag(map, "index"),
        unique: map.get("unique").and_then(unique),
        references: map
            .get("references")
            .filter(|value| truthy(value))
            .map(|value| references(value, models)),
        on_delete: action(map, "onDelete"),
        on_update: action(map, "onUpdate"),
        comment: text(map, "comment"),
        ..Attribute::default()
    }
}

/// A referential action by option name.
pub(super) fn action(map: &Map<String, Json>, key: &str) -> Option<ReferentialAction> {
    text(map, key).map(|word| ReferentialAction::parse(&word))
}

fn unique(value: &Json) -> Option<Unique> {
    match value {
        Json::String(name) if !name.is_empty() => Some(Unique::Named {
            name: name.clone(),
            msg: None,
        }),
        Json::Object(map) => Some(match text(map, "name") {
            Some(name) => Unique::Named {
                name,
                msg: text(map, "msg"),
            },
            None => Unique::Message {
                msg: text(map, "msg"),
            },
        }),
        other => truthy(other).then_some(Unique::Column),
    }
}

/// `references: {model, key, deferrable}`. What is no such object references nothing: the empty
/// name makes `sync` fail as Sequelize's does.
fn references(value: &Json, models: &Models) -> References {
    let Json::Object(map) = value else {
        return References::default();
    };
    References {
        table: map
            .get("model")
            .map(|table| table_name(table, models))
            .unwrap_or_default(),
        key: text(map, "key").unwrap_or_default(),
        deferrable: map.get("deferrable").and_then(deferrable),
    }
}

fn deferrable(value: &Json) -> Option<String> {
    let text = match value {
        Json::String(text) => text.as_str(),
        Json::Object(map) => map.get("name").or_else(|| map.get("value"))?.as_str()?,
        _ => return None,
    };
    let text = text.replace('_', " ");
    let text = text
        .trim_start_matches("DEFERRABLE ")
        .trim_end_matches(" DEFERRABLE");
    (!text.is_empty()).then(|| text.into())
}

/// A table's name: a text, `{tableName, schema}`, or a model's.
pub(super) fn table_name(value: &Json, models: &Models) -> TableName {
    match value {
        Json::String(name) => name.as_str().into(),
        Json::Object(map) => match model_name(value) {
            Some(name) => models
                .get(name)
                .map(|model| model.table.clone())
                .unwrap_or_default(),
            None => TableName {
                schema: text(map, "schema"),
                name: text(map, "tableName").unwrap_or_default(),
                delimiter: text(map, "delimiter"),
            },
        },
        _ => TableName::default(),
    }
}
