//! Runs the golden scripts of `tests/scripts/orm`: calls as the façade makes them, the statements
//! each sends, and what it gives.
//!
//! | command | does |
//! |---|---|
//! | `define User name:STRING age:INTEGER paranoid=true` | defines a model; attributes first, then options |
//! | `hasMany User Tweet as=tweets` (and its siblings) | associates; an option's value is JSON or text |
//! | `sync`, `drop` | makes or removes the tables, silently |
//! | `create User '{…}'`, `bulkCreate User '[…]'`, `upsert User '{…}' '{…}'` | writes rows |
//! | `find User '{…}'`, `count User '{…}'`, `sum User age '{…}'` | reads, with the options given |
//! | `update User '{…}' '{…}'`, `destroy User '{…}'`, `restore User '{…}'`, `increment User '{…}' '{…}'` | changes rows |
//! | `get Tweet '{…}' Tags '{…}'` | the accessor of a belongsToMany |
//! | `query 'SELECT …' '{…}'` | SQL with replacements or bound values |
//! | `insertRow Users '{…}'`, `updateRow Users 1 '{…}'`, `deleteRow Users 1` | changes a row in the page's grid |
//! | `trace` | the effects of the newest statement, as a tree |
//! | `rows Users` | the rows of a table |
//!
//! `all find …` shows the statement in every dialect, equal ones together. `postgres find …` shows
//! that dialect alone. `UPDATE_GOLDENFILES=1 cargo test --test orm_scripts` writes the outputs anew.

#[path = "support/wire.rs"]
mod wire;

use goldenscript::{Argument, Command, Context, Runner};
use relata::{bridge::Session, dialect::Dialect};
use serde_json::{Map, Value, json};
use std::{error::Error, fmt::Write as _, path::Path};

const NOW: &str = "2024-05-06T07:08:09.010Z";

#[test]
fn orm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/orm");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of scripts")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        goldenscript::run(&mut Lesson::new(), path).expect("a script that holds");
    }
}

/// One session for each dialect, all told the same.
struct Lesson {
    sessions: Vec<(Dialect, Session)>,
}

impl Lesson {
    fn new() -> Self {
        let sessions = Dialect::ALL.map(|dialect| {
            let mut session = Session::default();
            session.call(&json!({"op": "configure", "dialect": dialect.name()}).to_string());
            (dialect, session)
        });
        Self {
            sessions: sessions.into(),
        }
    }
}

impl Runner for Lesson {
    type Command = Command;

    fn run(&mut self, command: &Command, _: &Context) -> Result<String, Box<dyn Error>> {
        let (mut positional, options) = arguments(command)?;
        let is_dialect = |name: &str| Dialect::ALL.iter().any(|dialect| dialect.name() == name);
        let (shown, name) = match command.name.as_str() {
            shown if (shown == "all" || is_dialect(shown)) && !positional.is_empty() => {
                (shown, positional.remove(0))
            }
            name => ("sqlite", name),
        };
        let request = request(name, &positional, &options)?;
        let mut replies: Vec<(Dialect, String)> = Vec::new();
        for (dialect, session) in &mut self.sessions {
            let told = match &request {
                Told::Call(call) => reply(session, call, name),
                Told::Ask(question) => answer(session, question),
                Told::Trace => trace(session),
            }?;
            replies.push((*dialect, told));
        }
        if shown != "all" {
            let found = replies
                .into_iter()
                .find(|(dialect, _)| dialect.name() == shown);
            return Ok(found.map(|(_, reply)| reply).unwrap_or_default());
        }
        let mut together: Vec<(String, String)> = Vec::new();
        for (dialect, reply) in replies {
            match together.iter_mut().find(|(_, known)| *known == reply) {
                Some((names, _)) => *names = format!("{names}, {dialect}"),
                None => together.push((dialect.to_string(), reply)),
            }
        }
        Ok(together
            .into_iter()
            .flat_map(|(names, reply)| [names, ":\n".into(), reply])
            .collect())
    }
}

enum Told {
    Call(Value),
    Ask(Value),
    Trace,
}

type Arguments<'a> = (Vec<&'a str>, Map<String, Value>);

fn arguments(command: &Command) -> Result<Arguments<'_>, Box<dyn Error>> {
    let mut positional = Vec::new();
    let mut options = Map::new();
    for argument in &command.args {
        match argument {
            Argument::Positional(text) => positional.push(text.as_str()),
            Argument::KeyValue(key, text) => {
                options.insert(key.clone(), value(text));
            }
            _ => return Err("unknown argument".into()),
        }
    }
    Ok((positional, options))
}

/// JSON where it is JSON, else text.
fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

fn request(
    name: &str,
    positional: &[&str],
    options: &Map<String, Value>,
) -> Result<Told, Box<dyn Error>> {
    let json = |index: usize| positional.get(index).map_or(json!({}), |text| value(text));
    let model = positional.first().copied().unwrap_or_default();
    let call = match name {
        "define" => {
            let attributes: Map<String, Value> = positional[1..]
                .iter()
                .map(|column| attribute(column))
                .collect();
            json!({"op": "define", "name": model, "attributes": attributes, "options": options})
        }
        "belongsTo" | "hasOne" | "hasMany" | "belongsToMany" => {
            let kind = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
            json!({"op": "associate", "kind": kind, "source": model,
                "target": positional.get(1), "options": options})
        }
        "sync" | "drop" => json!({"op": name, "options": options}),
        "create" => json!({"op": "insert", "model": model, "values": json(1), "options": json(2)}),
        "bulkCreate" => {
            json!({"op": "bulkInsert", "model": model, "rows": json(1), "options": json(2)})
        }
        "upsert" => {
            json!({"op": "upsert", "model": model, "values": json(1), "update": json(2), "options": json(3)})
        }
        "find" | "count" => json!({"op": name, "model": model, "options": json(1)}),
        "sum" | "min" | "max" => {
            json!({"op": "aggregate", "function": name, "model": model, "attribute": positional.get(1), "options": json(2)})
        }
        "update" => json!({"op": "update", "model": model, "values": json(1), "options": json(2)}),
        "destroy" => json!({"op": "delete", "model": model, "options": json(1)}),
        "restore" => json!({"op": "restore", "model": model, "options": json(1)}),
        "increment" => {
            json!({"op": "increment", "model": model, "fields": json(1), "options": json(2)})
        }
        "get" => {
            json!({"op": "access", "accessor": "get", "model": model, "instance": json(1),
                "association": positional.get(2), "options": json(3)})
        }
        "query" => json!({"op": "query", "sql": model, "options": json(1)}),
        "insertRow" => {
            return Ok(Told::Ask(
                json!({"ask": "insertRow", "table": model, "values": pairs(&json(1))}),
            ));
        }
        "updateRow" => {
            return Ok(Told::Ask(
                json!({"ask": "updateRow", "table": model, "row": json(1), "values": pairs(&json(2))}),
            ));
        }
        "deleteRow" => {
            return Ok(Told::Ask(
                json!({"ask": "deleteRow", "table": model, "row": json(1)}),
            ));
        }
        "rows" => {
            return Ok(Told::Ask(
                json!({"ask": "rows", "table": model, "offset": 0, "limit": 50, "order": null, "descending": false}),
            ));
        }
        "trace" => return Ok(Told::Trace),
        other => return Err(format!("unknown command: {other}").into()),
    };
    Ok(Told::Call(call))
}

/// `name:STRING(20),unique,field=user_name` as an attribute.
fn attribute(text: &str) -> (String, Value) {
    let (name, rest) = text.split_once(':').unwrap_or((text, "STRING"));
    let mut parts = rest.split(',');
    let data_type = parts.next().unwrap_or("STRING");
    let mut attribute = Map::new();
    attribute.insert("type".into(), json!({"@": "type", "key": data_type}));
    for part in parts {
        match part.split_once('=') {
            Some((key, given)) => attribute.insert(key.into(), value(given)),
            None if part == "required" => attribute.insert("allowNull".into(), false.into()),
            None => attribute.insert(part.into(), true.into()),
        };
    }
    (name.into(), Value::Object(attribute))
}

fn pairs(object: &Value) -> Value {
    let members = object.as_object().into_iter().flatten();
    members.map(|(key, value)| json!([key, value])).collect()
}

/// The statements sent, with their bound values, then what the call gave.
fn reply(session: &mut Session, call: &Value, name: &str) -> Result<String, Box<dyn Error>> {
    let mut call = call.clone();
    call["now"] = NOW.into();
    call["label"] = name.into();
    let reply = wire::send(session, &call);
    let mut out = String::new();
    let quiet = matches!(name, "sync" | "drop");
    for sent in reply["log"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|_| !quiet)
    {
        write!(out, "{}", sent["sql"].as_str().unwrap_or_default())?;
        match sent["bind"].as_array() {
            Some(bind) if !bind.is_empty() => writeln!(out, " -- {}", sent["bind"])?,
            _ => writeln!(out)?,
        }
    }
    if let Some(error) = reply.get("error") {
        let mut error = error.clone();
        if let Some(fields) = error.as_object_mut() {
            fields.shift_remove("sql");
            fields.shift_remove("parameters");
        }
        writeln!(out, "! {error}")?;
        return Ok(out);
    }
    let gives = match reply["ok"].get("rows") {
        Some(rows) if matches!(name, "find" | "get" | "query") => rows,
        _ => &reply["ok"],
    };
    if !matches!(
        name,
        "define" | "belongsTo" | "hasOne" | "hasMany" | "belongsToMany"
    ) && !quiet
    {
        match gives.as_array() {
            Some(rows) => {
                for row in rows {
                    writeln!(out, "= {row}")?;
                }
            }
            None => writeln!(out, "= {gives}")?,
        }
    }
    Ok(out)
}

/// What the page is told: rows, or the newest entry of the log.
fn answer(session: &mut Session, question: &Value) -> Result<String, Box<dyn Error>> {
    let reply: Value = serde_json::from_str(&session.ask(&question.to_string()))?;
    let mut out = String::new();
    if let Some(rows) = reply["rows"]["rows"].as_array() {
        for row in rows {
            writeln!(out, "{row}")?;
        }
        return Ok(out);
    }
    let Some(entry) = reply["report"]["log"].as_array().and_then(|log| log.last()) else {
        writeln!(out, "{}", reply["error"]["message"])?;
        return Ok(out);
    };
    writeln!(out, "{}", entry["call"].as_str().unwrap_or_default())?;
    for statement in entry["statements"].as_array().into_iter().flatten() {
        writeln!(out, "  {}", statement["sql"].as_str().unwrap_or_default())?;
    }
    if let Some(message) = entry["error"]["message"].as_str() {
        writeln!(out, "! {message}")?;
    }
    Ok(out)
}

/// The newest trace as a tree, and why the statement was refused.
fn trace(session: &mut Session) -> Result<String, Box<dyn Error>> {
    let reply: Value = serde_json::from_str(&session.ask(r#"{"ask": "report"}"#))?;
    let trace = &reply["report"]["trace"];
    let mut out = String::new();
    for event in trace["events"].as_array().into_iter().flatten() {
        let depth = event["depth"].as_u64().unwrap_or_default();
        let indent = "  ".repeat(usize::try_from(depth)?);
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let changes: Vec<String> = event["changes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|_| text("action") != "insert" && !text("action").ends_with("elete"))
            .map(|change| {
                format!(
                    "{}: {} → {}",
                    change[0].as_str().unwrap_or(""),
                    change[1],
                    change[2]
                )
            })
            .collect();
        writeln!(
            out,
            "{indent}{} {} [{}] {}",
            text("action"),
            text("table"),
            text("label"),
            changes.join(", ")
        )?;
    }
    if let Some(refused) = trace["refused"].as_str() {
        writeln!(out, "! {refused}")?;
    }
    Ok(out)
}
