//! Replays the calls of every model file and compares with what the real Sequelize answered:
//! errors, names, keys, accessors, and the statements of five dialects, byte for byte.
//!
//! `tests/conformance/snapshot.jsonl` holds the answers, one file a line; `npm run conformance`
//! asks the live library again and adds random schemas by way of `RELATA_CONFORMANCE`.

use relata::{
    dialect::{
        Dialect,
        ddl::{Recorder, SyncOptions, drop_all, sync},
    },
    schema::{AssociateCall, Association, DefineCall, Model, Schema, SchemaError},
};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

#[test]
fn answers_as_sequelize_does() {
    let mut snapshots = vec![include_str!("conformance/snapshot.jsonl").to_owned()];
    if let Ok(path) = std::env::var("RELATA_CONFORMANCE") {
        snapshots.push(std::fs::read_to_string(path).unwrap_or_default());
    }
    let mut report = String::new();
    let (mut files, mut failed) = (0, 0);
    for line in snapshots.iter().flat_map(|text| text.lines()) {
        let expected: Value = serde_json::from_str(line).expect("a line of JSON");
        files += 1;
        let differences = compare(&expected);
        if !differences.is_empty() {
            failed += 1;
            if failed <= 12 {
                let _ = writeln!(report, "\n{}", expected["name"]);
                if let Some(code) = expected["code"].as_str() {
                    let _ = writeln!(report, "{code}");
                }
                for difference in differences.iter().take(4) {
                    let _ = writeln!(report, "  {difference}");
                }
            }
        }
    }
    assert!(failed == 0, "{failed} of {files} files differ{report}");
}

fn compare(expected: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    let mut schema = Schema::default();
    schema.configure(expected["define"].as_object().unwrap_or(&Map::new()));
    for call in expected["calls"].as_array().into_iter().flatten() {
        let error = replay(&mut schema, call)
            .err()
            .as_ref()
            .map_or(Value::Null, said);
        let wanted = call.get("error").cloned().unwrap_or(Value::Null);
        differ(&mut differences, "a call's error", &error, &wanted);
    }
    let models: Vec<_> = schema.models().map(described).collect();
    let wanted = expected["models"].as_array().cloned().unwrap_or_default();
    differ(
        &mut differences,
        "model count",
        &json!(models.len()),
        &json!(wanted.len()),
    );
    for (model, wanted) in models.iter().zip(&wanted) {
        for (key, wanted) in wanted.as_object().into_iter().flatten() {
            let label = format!("{} of {}", key, model["name"]);
            differ(&mut differences, &label, &model[key], wanted);
        }
    }
    for dialect in Dialect::ALL {
        let wanted = &expected["dialects"][dialect.name()];
        statements(&schema, dialect, expected, wanted, &mut differences);
    }
    differences
}

fn replay(schema: &mut Schema, call: &Value) -> Result<(), SchemaError> {
    let mut fields = call.clone();
    if let Some(fields) = fields.as_object_mut() {
        fields.remove("error");
    }
    match call["op"].as_str() {
        Some("define") => {
            let call: DefineCall = serde_json::from_value(fields).expect("a define call");
            schema.define(&call).map(drop)
        }
        Some("associate") => {
            let call: AssociateCall = serde_json::from_value(fields).expect("an associate call");
            schema.associate(&call).map(drop)
        }
        _ => schema
            .remove_attribute(
                call["model"].as_str().unwrap_or_default(),
                call["attribute"].as_str().unwrap_or_default(),
            )
            .map(drop),
    }
}

fn said(error: &SchemaError) -> Value {
    json!({ "class": error.class, "message": error.message })
}

fn statements(
    schema: &Schema,
    dialect: Dialect,
    expected: &Value,
    wanted: &Value,
    differences: &mut Vec<String>,
) {
    let mut recorder = Recorder::new(schema);
    for action in ["sync", "force", "drop"] {
        let Some(numbers) = wanted[action].as_array() else {
            continue;
        };
        let numbers = numbers.iter().filter_map(Value::as_u64);
        let texts: Vec<_> = numbers
            .filter_map(|number| expected["texts"][usize::try_from(number).ok()?].as_str())
            .collect();
        recorder.statements.clear();
        recorder.transcript.clear();
        let options = SyncOptions {
            force: action == "force",
            database: Some("relata".into()),
            ..SyncOptions::default()
        };
        let outcome = match action {
            "drop" => drop_all(schema, dialect, &options, &mut recorder),
            _ => sync(schema, dialect, &options, &mut recorder),
        };
        let ours: Vec<&str> = if expected["questions"] == true {
            recorder.transcript.iter().map(String::as_str).collect()
        } else {
            recorder
                .statements
                .iter()
                .map(|statement| statement.sql.as_str())
                .collect()
        };
        let label = format!("{dialect} {action}");
        if ours != texts {
            let at = ours.iter().zip(&texts).take_while(|(a, b)| a == b).count();
            differences.push(format!(
                "{label} statement {at}\n      ours   {}\n      theirs {}",
                ours.get(at).unwrap_or(&"(none)"),
                texts.get(at).unwrap_or(&"(none)")
            ));
        }
        let error = outcome.err().as_ref().map_or(Value::Null, said);
        if error != Value::Null || wanted.get("error").is_some() {
            let wanted = wanted.get("error").cloned().unwrap_or(Value::Null);
            differ(differences, &format!("{label} error"), &error, &wanted);
            return;
        }
    }
}

fn described(model: &Model) -> Value {
    let attributes = model.attributes.values().map(|attribute| {
        let mut json = Map::new();
        json.insert("name".into(), json!(attribute.name));
        json.insert("field".into(), json!(attribute.field));
        if let Some(allow_null) = attribute.allow_null {
            json.insert("allowNull".into(), json!(allow_null));
        }
        for (key, flag) in [
            ("primaryKey", attribute.primary_key),
            ("autoIncrement", attribute.auto_increment),
        ] {
            if flag {
                json.insert(key.into(), json!(true));
            }
        }
        if let Some(references) = attribute
            .references
            .as_ref()
            .filter(|r| !r.table.name.is_empty())
        {
            let path = format!("{}.{}", references.table.path(), references.key);
            json.insert("references".into(), json!(path));
            for (key, action) in [
                ("onDelete", attribute.on_delete),
                ("onUpdate", attribute.on_update),
            ] {
                if let Some(action) = action {
                    json.insert(key.into(), json!(action.keyword()));
                }
            }
        }
        Value::Object(json)
    });
    let keys = model
        .unique_keys
        .iter()
        .map(|(name, key)| json!([name, key.fields]));
    json!({
        "name": model.name,
        "table": model.table.path(),
        "singular": model.singular,
        "plural": model.plural,
        "primaryKey": model.primary_key,
        "attributes": attributes.collect::<Vec<_>>(),
        "uniqueKeys": keys.collect::<Vec<_>>(),
        "indexes": model.indexes.iter().map(|index| &index.name).collect::<Vec<_>>(),
        "associations": model.associations.values().map(association).collect::<Vec<_>>(),
    })
}

fn association(association: &Association) -> Value {
    let accessors: Vec<_> = association
        .accessors
        .iter()
        .map(|accessor| &accessor.name)
        .collect();
    let mut json = Map::new();
    json.insert("name".into(), json!(association.name));
    json.insert("kind".into(), json!(association.kind));
    json.insert("target".into(), json!(association.target));
    json.insert("foreignKey".into(), json!(association.foreign_key));
    if !association.foreign_key_field.is_empty() {
        json.insert(
            "foreignKeyField".into(),
            json!(association.foreign_key_field),
        );
    }
    for (key, value) in [
        ("otherKey", &association.other_key),
        ("sourceKey", &association.source_key),
        ("targetKey", &association.target_key),
        ("otherKeyField", &association.other_key_field),
    ] {
        if let Some(value) = value {
            json.insert(key.into(), json!(value));
        }
    }
    if let Some(through) = &association.through {
        json.insert("through".into(), json!(through.model));
    }
    json.insert("accessors".into(), json!(accessors));
    Value::Object(json)
}

fn differ(differences: &mut Vec<String>, label: &str, ours: &Value, theirs: &Value) {
    if ours != theirs {
        differences.push(format!(
            "{label}\n      ours   {ours}\n      theirs {theirs}"
        ));
    }
}
