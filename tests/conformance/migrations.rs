//! Replays the steps of each migration on a session and compares every statement, answer and error
//! with real Sequelize's.

use crate::{report::Difference, wire};
use relata::bridge::Session;
use relata::dialect::Dialect;
use serde_json::{Value, json};

/// Everything in which Relata differs from the answers to one migration.
pub fn differences(answers: &Value) -> Vec<Difference> {
    let file = answers["file"].as_str().unwrap();
    Dialect::ALL
        .into_iter()
        .filter_map(|dialect| {
            let steps = steps_in(answers, dialect);
            let given = replay(dialect, &steps);
            Difference::first(file, dialect, &steps, &given)
        })
        .collect()
}

/// The steps in one dialect, each with its call and the texts of its log.
fn steps_in(answers: &Value, dialect: Dialect) -> Value {
    let first = &answers["steps"][Dialect::Sqlite.name()];
    let own = answers["steps"][dialect.name()].as_array().unwrap();
    let step = |(at, step): (usize, &Value)| {
        let texts = step["log"].as_array().into_iter().flatten();
        let texts = texts
            .map(|at| answers["texts"][usize::try_from(at.as_u64().unwrap()).unwrap()].clone());
        json!({
            "call": step.get("call").unwrap_or_else(|| &first[at]["call"]),
            "log": texts.collect::<Value>(),
            "ok": step["ok"],
            "error": step["error"],
        })
    };
    own.iter().enumerate().map(step).collect()
}

fn replay(dialect: Dialect, steps: &Value) -> Value {
    let mut session = Session::default();
    let mut send = |call: &Value| wire::send(&mut session, call);
    send(&json!({"op": "configure", "dialect": dialect.name(), "database": "relata"}));
    let steps = steps.as_array().unwrap().iter();
    steps
        .map(|step| {
            let reply = send(&step["call"]);
            let log = reply["log"].as_array().into_iter().flatten();
            let error = &reply["error"];
            json!({
                "call": step["call"],
                "log": log.map(|sent| sent["sql"].clone()).collect::<Value>(),
                // What a step that changes something gives is the driver's.
                "ok": if step["ok"].is_null() { &Value::Null } else { &reply["ok"] },
                "error": match error["name"].as_str() {
                    Some(name) => json!({"error": name, "message": error["message"]}),
                    None => Value::Null,
                },
            })
        })
        .collect()
}
