//! Relata's models in the words of `scripts/conformance/describe.mjs`.

use relata::schema::{Association, Attribute, Model, Schema, TableName};
use serde_json::{Map, Value, json};

/// Every model by its name.
pub fn models(schema: &Schema) -> Value {
    by_name(
        schema
            .models()
            .map(|model| (&model.name, self::model(model))),
    )
}

fn model(model: &Model) -> Value {
    trimmed(json!({
        "table": table(&model.table),
        "singular": model.singular,
        "plural": model.plural,
        "primaryKey": model.primary_key,
        "timestamps": trimmed(json!({
            "createdAt": model.timestamps.created_at,
            "updatedAt": model.timestamps.updated_at,
            "deletedAt": model.timestamps.deleted_at,
        })),
        "attributes": by_name(model.attributes.iter().map(|(name, found)| (name, attribute(found)))),
        "uniqueKeys": by_name(model.unique_keys.iter().map(|(name, key)| (name, json!(key.fields)))),
        "indexes": model.indexes.iter().map(|index| &index.name).collect::<Vec<_>>(),
        "associations": by_name(model.associations.iter().map(|(name, found)| (name, association(found)))),
    }))
}

fn attribute(attribute: &Attribute) -> Value {
    trimmed(json!({
        "isVirtual": (attribute.data_type.key == "VIRTUAL").then_some(true),
        "field": unless(&attribute.name, Some(&attribute.field)),
        "allowNull": attribute.allow_null,
        "allowNullIsNull": attribute.allow_null_is_null.then_some(true),
        "primaryKey": attribute.primary_key.then_some(true),
        "autoIncrement": attribute.auto_increment.then_some(true),
        "unique": attribute.unique.as_ref().map(|_| true),
        // What references no table counts for `sync` alone, which fails over it.
        "references": attribute.references.as_ref().filter(|references| !references.table.name.is_empty()).map(|references| trimmed(json!({
            "table": table(&references.table),
            "key": Some(&references.key).filter(|key| !key.is_empty()),
        }))),
        "onDelete": attribute.on_delete,
        "onUpdate": attribute.on_update,
    }))
}

fn association(association: &Association) -> Value {
    trimmed(json!({
        "kind": association.kind,
        "target": association.target,
        "singular": association.singular,
        "plural": association.kind.is_multiple().then_some(&association.plural),
        "isAliased": association.is_aliased.then_some(true),
        "foreignKey": association.foreign_key,
        "foreignKeyField": unless(&association.foreign_key, Some(&association.foreign_key_field)),
        "sourceKey": association.source_key,
        "sourceKeyField": association.source_key.as_ref().and_then(|key| unless(key, association.source_key_field.as_ref())),
        "targetKey": association.target_key,
        "targetKeyField": association.target_key.as_ref().and_then(|key| unless(key, association.target_key_field.as_ref())),
        "otherKey": association.other_key,
        "otherKeyField": association.other_key.as_ref().and_then(|key| unless(key, association.other_key_field.as_ref())),
        "through": association.through.as_ref().map(|through| trimmed(json!({
            "model": through.model,
            "unique": through.unique,
            "scope": through.scope,
        }))),
        "scope": association.scope,
        "accessors": association.accessors().collect::<Vec<_>>(),
    }))
}

/// A column where it is called otherwise than its attribute.
fn unless<'a>(name: &str, column: Option<&'a String>) -> Option<&'a String> {
    column.filter(|column| *column != name && !column.is_empty())
}

fn table(table: &TableName) -> Value {
    let delimiter = table.delimiter.as_ref().filter(|_| table.schema.is_some());
    trimmed(json!({ "schema": table.schema, "name": table.name, "delimiter": delimiter }))
}

fn by_name<'a>(entries: impl Iterator<Item = (&'a String, Value)>) -> Value {
    entries
        .map(|(name, value)| (name.clone(), value))
        .collect::<Map<_, _>>()
        .into()
}

/// Without what is absent or empty.
fn trimmed(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, member| match member {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            Value::Object(members) => !members.is_empty(),
            _ => true,
        });
    }
    value
}
