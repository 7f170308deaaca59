//! Runs one file's calls on a schema and finds where its answers differ from the expected ones.

use crate::describe;
use crate::report::Difference;
use relata::dialect::{
    Dialect,
    ddl::{self, Recorder, SyncOptions},
};
use relata::schema::{AssociateCall, DefineCall, Schema, SchemaError};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Everything in which Relata differs from the answers to one file.
pub fn differences(answers: &Value) -> Vec<Difference> {
    let file = answers["file"].as_str().unwrap();
    Dialect::ALL
        .into_iter()
        .filter_map(|dialect| {
            let expected = answers_in(answers, dialect);
            let mut given = replay(dialect, &expected["calls"], answers["questions"] == true);
            if answers["ddl"][dialect.name()].is_null() {
                given["ddl"] = Value::Null;
            }
            Difference::first(file, dialect, &expected, &given)
        })
        .collect()
}

/// The answers in one dialect: what is this dialect's alone, and what is common to all.
fn answers_in(answers: &Value, dialect: Dialect) -> Value {
    let name = dialect.name();
    let own = &answers["only"][name];
    let value = |key: &str| own.get(key).unwrap_or(&answers[key]).clone();
    let statements = match &answers["ddl"][name] {
        Value::String(same_as) => spelled_out(&answers["ddl"][same_as]),
        Value::Null => Value::Null,
        statements => spelled_out(statements),
    };
    json!({
        "calls": value("calls"),
        "models": value("models"),
        "ddl": statements,
    })
}

/// The statements, with the numbers in `force` and `drop` replaced by the statements that stand at
/// those places of `sync` and `force`, one after the other.
fn spelled_out(statements: &Value) -> Value {
    let mut known: Vec<Value> = Vec::new();
    let mut result = Map::new();
    for (action, list) in statements.as_object().into_iter().flatten() {
        let list = list.as_array().into_iter().flatten();
        let list = list.map(|statement| match statement.as_u64() {
            Some(place) => known[usize::try_from(place).unwrap()].clone(),
            None => statement.clone(),
        });
        let list: Vec<_> = list.collect();
        known.extend(list.iter().cloned());
        result.insert(action.clone(), list.into());
    }
    result.into()
}

/// Relata's answers to the calls, in the form of the expected ones.
fn replay(dialect: Dialect, calls: &Value, questions: bool) -> Value {
    let mut schema = Schema::default();
    let mut replayed = Vec::new();
    for call in calls.as_array().unwrap() {
        let mut call = call.clone();
        call.as_object_mut().unwrap().shift_remove("error");
        if let Err(error) = apply(&mut schema, &call) {
            call["error"] = self::error(&error);
        }
        replayed.push(call);
    }
    json!({
        "calls": replayed,
        "models": describe::models(&schema),
        "ddl": statements(dialect, &schema, questions),
    })
}

fn apply(schema: &mut Schema, call: &Value) -> Result<(), SchemaError> {
    match call["op"].as_str().unwrap() {
        "configure" => {
            schema.configure(call["define"].as_object().unwrap_or(&Map::new()));
            Ok(())
        }
        "define" => define(schema, call),
        "associate" => schema
            .associate(&AssociateCall::deserialize(call).unwrap())
            .map(drop),
        "removeAttribute" => schema
            .remove_attribute(
                call["model"].as_str().unwrap(),
                call["attribute"].as_str().unwrap(),
            )
            .map(drop),
        op => panic!("no such call: {op}"),
    }
}

fn define(schema: &mut Schema, call: &Value) -> Result<(), SchemaError> {
    let attributes = call["attributes"].as_object().into_iter().flatten();
    let attributes: Vec<String> = attributes
        .map(|(name, attribute)| format!("{}\n{attribute}", json!(name)))
        .collect();
    let call = DefineCall {
        name: call["name"].as_str().unwrap().to_owned(),
        attributes: attributes.iter().map(String::as_str).collect(),
        options: call["options"].as_object().cloned().unwrap_or_default(),
        ..DefineCall::default()
    };
    schema.define(&call).map(drop)
}

/// The statements of `sync()`, `sync({force: true})` and `drop({})` on an empty database.
fn statements(dialect: Dialect, schema: &Schema, questions: bool) -> Value {
    let plain = SyncOptions {
        database: Some("relata".into()),
        ..SyncOptions::default()
    };
    let force = SyncOptions {
        force: true,
        ..plain.clone()
    };
    let sent = |work: &dyn Fn(&mut Recorder<'_>) -> Result<(), SchemaError>| {
        let mut recorder = Recorder::with_transcript(schema);
        let result = work(&mut recorder);
        let statements = recorder.statements.into_iter();
        let texts = if questions {
            recorder.transcript
        } else {
            statements.map(|statement| statement.sql).collect()
        };
        let texts = texts.into_iter().map(Value::from);
        let error = result.err().as_ref().map(error);
        texts.chain(error).collect::<Value>()
    };
    json!({
        "sync": sent(&|recorder| ddl::sync(schema, dialect, &plain, recorder)),
        "force": sent(&|recorder| ddl::sync(schema, dialect, &force, recorder)),
        "drop": sent(&|recorder| ddl::drop_all(schema, dialect, &plain, recorder)),
    })
}

fn error(error: &SchemaError) -> Value {
    json!({ "error": error.class, "message": error.message })
}
