//! Whatever crosses the edge gets an answer: no request, however odd, stops the session.

use relata::bridge::Session;
use serde_json::{Value, json};

fn call(session: &mut Session, request: &Value) -> Value {
    serde_json::from_str(&session.call(&request.to_string())).expect("an answer in JSON")
}

fn ask(session: &mut Session, request: &Value) -> Value {
    serde_json::from_str(&session.ask(&request.to_string())).expect("an answer in JSON")
}

/// Users and their tweets, synced, with a row each.
fn session() -> Session {
    let mut session = Session::default();
    let text = json!({"type": {"@": "type", "key": "STRING"}});
    for request in [
        json!({"op": "configure", "dialect": "sqlite"}),
        json!({"op": "define", "name": "User", "attributes": {"name": text}, "options": {}}),
        json!({"op": "define", "name": "Tweet", "attributes": {"text": text}, "options": {}}),
        json!({"op": "associate", "kind": "HasMany", "source": "User", "target": "Tweet", "options": {}}),
        json!({"op": "sync", "options": {}, "label": "sequelize.sync()", "group": 1}),
        json!({"op": "insert", "model": "User", "values": {"name": "Ada"}, "label": "User.create()", "group": 2}),
        json!({"op": "insert", "model": "Tweet", "values": {"text": "hi", "UserId": 1}, "group": 3}),
    ] {
        let reply = call(&mut session, &request);
        assert!(reply.get("error").is_none(), "{request}: {reply}");
    }
    session
}

/// Every operation of the façade's protocol.
#[rustfmt::skip]
const OPS: [&str; 21] = [
    "configure", "define", "associate", "removeAttribute", "find", "count", "aggregate",
    "insert", "bulkInsert", "upsert", "update", "delete", "restore", "increment", "access",
    "query", "queryInterface", "transaction", "finish", "sync", "drop",
];

/// Members that an operation may read.
#[rustfmt::skip]
const KEYS: [&str; 24] = [
    "name", "attributes", "options", "kind", "source", "target", "model", "values", "rows",
    "update", "fields", "association", "instance", "sql", "method", "args", "action", "id",
    "where", "include", "order", "group", "having", "limit",
];

#[test]
fn odd_requests_are_answered() {
    let mut session = session();
    for text in [
        "",
        "{",
        "null",
        "[]",
        "7",
        "\"op\"",
        "{\"op\": 7}",
        "{\"op\": \"nothing\"}",
    ] {
        for reply in [session.call(text), session.ask(text)] {
            serde_json::from_str::<Value>(&reply).expect("an answer in JSON");
        }
    }
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!("x"),
        json!([]),
        json!([[], {}, null]),
        json!({}),
        json!({"@": "date", "iso": "no date"}),
        json!({"@": "fn"}),
        json!({"@": "where", "attribute": {"@": "where"}}),
        json!({"@": "nothing"}),
        json!({"@or": [{"@and": []}, 5, null]}),
        json!({"@gt": {"@any": {}}}),
        json!({"where": {"name": {"@between": []}}, "include": [7], "order": [[]], "limit": {}}),
    ];
    for op in OPS {
        for key in KEYS {
            for value in &odd {
                let mut request =
                    json!({"op": op, "model": "User", "options": {"where": {"name": value}}});
                if [
                    "where",
                    "include",
                    "order",
                    "group",
                    "having",
                    "limit",
                    "attributes",
                ]
                .contains(&key)
                {
                    request["options"] = json!({key: value});
                }
                request[key] = value.clone();
                call(&mut session, &request);
            }
        }
    }
}

#[test]
fn the_report_tells_the_state_of_everything() {
    let mut session = session();
    call(
        &mut session,
        &json!({"op": "finish", "console": [{"level": "log", "text": "done"}], "elapsed": 3}),
    );
    let reply = ask(&mut session, &json!({"ask": "report"}));
    let report = &reply["report"];
    let names: Vec<_> = report["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .map(|table| table["name"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(names, ["Users", "Tweets"]);
    assert_eq!(report["tables"][1]["rows"]["total"], 1);
    assert_eq!(
        report["tables"][1]["foreignKeys"][0]["onDelete"],
        "SET NULL"
    );
    assert_eq!(report["log"][1]["call"], "User.create()");
    assert_eq!(report["console"][0]["text"], "done");
    assert_eq!(report["trace"]["total"], 1);
    assert_eq!(report["ddl"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_grid_is_paged_ordered_and_bounded() {
    let mut session = session();
    let rows: Vec<Value> = (0..700)
        .map(|n| json!({"name": format!("n{n:03}")}))
        .collect();
    call(
        &mut session,
        &json!({"op": "bulkInsert", "model": "User", "rows": rows}),
    );
    let page = ask(
        &mut session,
        &json!({"ask": "rows", "table": "Users", "offset": 0, "limit": 1_000_000, "order": "name", "descending": true}),
    );
    let page = &page["rows"];
    assert_eq!(page["total"], 701);
    assert_eq!(page["rows"].as_array().map(Vec::len), Some(200));
    assert_eq!(page["rows"][0][1], "n699");
    let report = ask(&mut session, &json!({"ask": "report"}));
    assert_eq!(
        report["report"]["tables"][0]["rows"]["rows"]
            .as_array()
            .map(Vec::len),
        Some(50)
    );
    let events = ask(
        &mut session,
        &json!({"ask": "events", "entry": 4, "offset": 650, "limit": 10}),
    );
    assert_eq!(
        events["events"]["events"].as_array().map(Vec::len),
        Some(10)
    );
}

#[test]
fn a_query_of_the_learners_is_answered_with_rows_or_an_error() {
    let mut session = session();
    let reply = ask(
        &mut session,
        &json!({"ask": "query", "sql": "SELECT name FROM Users"}),
    );
    assert_eq!(reply["labels"], json!(["name"]));
    assert_eq!(reply["rows"], json!([["Ada"]]));
    let reply = ask(&mut session, &json!({"ask": "query", "sql": "SELECT"}));
    assert_eq!(reply["error"]["name"], "SequelizeDatabaseError");
}
