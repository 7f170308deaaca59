//! Calls as JSON, in the form that the façade sends them in.

use relata::bridge::Session;
use serde_json::Value;

/// Sends a call and reads the answer. Declarations become lines (see `bridge::declare`).
pub fn send(session: &mut Session, call: &Value) -> Value {
    let answer = session.call(&declaration(call).unwrap_or_else(|| call.to_string()));
    serde_json::from_str(&answer).expect("an answer in JSON")
}

fn declaration(call: &Value) -> Option<String> {
    let told = |key: &str| call.get(key).map(Value::to_string).unwrap_or_default();
    let op = call["op"].as_str()?;
    let mut lines = vec![op.to_owned(), told("origin")];
    match op {
        "define" => {
            lines.extend(["name", "label", "options"].map(told));
            for (name, attribute) in call["attributes"].as_object().into_iter().flatten() {
                lines.extend([
                    Value::from(name.as_str()).to_string(),
                    attribute.to_string(),
                ]);
            }
        }
        "associate" => {
            lines.push(call["kind"].as_str().unwrap_or_default().to_owned());
            lines.extend(["source", "target", "options"].map(told));
        }
        _ => return None,
    }
    Some(lines.join("\n"))
}
