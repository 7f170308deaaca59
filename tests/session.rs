//! Whatever crosses the edge gets an answer: no request, however odd, stops the session.

#[path = "support/wire.rs"]
mod wire;

use relata::bridge::Session;
use serde_json::{Value, json};
use wire::send as call;

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
const OPS: [&str; 23] = [
    "configure", "define", "associate", "removeAttribute", "find", "count", "aggregate",
    "insert", "bulkInsert", "upsert", "update", "delete", "restore", "increment", "access",
    "query", "queryInterface", "transaction", "finish", "sync", "drop",
    "syncOrder", "ddl",
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
        "define",
        "define\n\n7\n\n{\n",
        "define\n{}\n\"A\"\n[]\n7\n\"a\"",
        "associate",
        "associate\n\nHasMany\n\"User\"\n7\n[]",
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
        &json!({"ask": "events", "of": {"logged": 4}, "offset": 650, "limit": 10}),
    );
    assert_eq!(
        events["events"]["events"].as_array().map(Vec::len),
        Some(10)
    );
}

#[test]
fn the_page_of_a_row_is_found_by_its_key() {
    let mut session = session();
    let rows: Vec<Value> = (0..120).map(|n| json!({"name": n.to_string()})).collect();
    call(
        &mut session,
        &json!({"op": "bulkInsert", "model": "User", "rows": rows}),
    );
    let mut page = |key: Value| {
        let question = json!({"ask": "rowsAround", "table": "Users", "key": key, "limit": 50});
        ask(&mut session, &question)["rows"].take()
    };
    let found = page(json!([["id", 77]]));
    assert_eq!(found["offset"], 50);
    assert_eq!(found["rows"][26][0], 77);
    assert_eq!(page(json!([["id", 77], ["name", "x"]]))["offset"], 0);
    assert_eq!(page(json!([["nothing", 1]]))["offset"], 0);
}

/// What the SQL came to, and the report after it.
fn query(session: &mut Session, sql: &str) -> (Value, Value) {
    let mut reply = ask(session, &json!({"ask": "query", "sql": sql}));
    (reply["answers"].take(), reply["report"].take())
}

fn rows_of(report: &Value, table: usize) -> &Value {
    &report["tables"][table]["rows"]["total"]
}

#[test]
fn each_statement_of_the_learners_is_answered_up_to_a_refused_one() {
    let mut session = session();
    let (answers, report) = query(
        &mut session,
        "SELECT name, NULL AS nothing FROM Users;\nINSERT INTO Tweets (text, createdAt, updatedAt) VALUES ('new', 1, 1);\n  SELECT\n nome FROM Users;\nDELETE FROM Users",
    );
    let all = answers["answers"].as_array().expect("answers");
    assert_eq!(all.len(), 3);
    assert_eq!(answers["notRun"], 1);
    assert_eq!(all[0]["labels"], json!(["name", "nothing"]));
    assert_eq!(all[0]["rows"], json!([["Ada", null]]));
    assert_eq!(all[0]["plan"], json!(["scan Users"]));
    assert_eq!(all[1]["effects"][0]["table"], "Tweets");
    assert_eq!(all[2]["error"]["name"], "SequelizeDatabaseError");
    assert_eq!(all[2]["place"], json!([4, 2]), "in the whole text");
    assert_eq!(rows_of(&report, 0), 1, "what stands below did not run");
    assert_eq!(rows_of(&report, 1), 2, "what ran before it stays");
    let log = report["log"].as_array().expect("a log");
    let calls: Vec<_> = log[log.len() - 3..]
        .iter()
        .map(|one| &one["call"])
        .collect();
    assert_eq!(
        calls,
        [
            "SQL: SELECT name, NULL AS nothing FROM Users",
            "SQL: INSERT INTO Tweets (text, createdAt, updatedAt) VALUES ('new…",
            "SQL: SELECT",
        ]
    );
    let entry = all[1]["entry"].as_u64().expect("the insert has a trace");
    let events = ask(
        &mut session,
        &json!({"ask": "events", "of": {"logged": entry}, "offset": 0, "limit": 10}),
    );
    assert_eq!(events["events"]["events"][0]["action"], "insert");
}

#[test]
fn a_refused_statement_says_what_stood_in_the_way() {
    let mut session = session();
    let (answers, _) = query(
        &mut session,
        "INSERT INTO Tweets (UserId, createdAt, updatedAt) VALUES (9, 1, 1)",
    );
    let answer = &answers["answers"][0];
    assert_eq!(
        answer["error"]["name"],
        "SequelizeForeignKeyConstraintError"
    );
    assert_eq!(
        answer["error"]["hint"],
        "Tweets.UserId = 9 references nothing: Users has no row with id = 9"
    );
    let (answers, _) = query(&mut session, "SELECT 'open");
    assert_eq!(answers["answers"][0]["place"], json!([1, 8]));
}

#[test]
fn of_many_statements_the_newest_are_told() {
    let mut session = session();
    let (answers, _) = query(&mut session, &"SELECT 1;".repeat(70));
    assert_eq!(answers["answers"].as_array().map(Vec::len), Some(50));
    assert_eq!(answers["leftOut"], 20);
}

#[test]
fn a_deletion_is_previewed_without_a_mark() {
    let mut session = session();
    let before = ask(&mut session, &json!({"ask": "report"}));
    let what_if =
        json!({"ask": "events", "of": {"whatIf": ["Users", 0]}, "offset": 0, "limit": 10});
    let preview = ask(&mut session, &what_if)["events"].take();
    assert_eq!(preview["of"], json!({"whatIf": ["Users", 0]}));
    assert_eq!(preview["sql"], "DELETE FROM `Users` WHERE `id` = 1");
    assert_eq!(preview["effects"][1]["action"], "setNull");
    let after = ask(&mut session, &json!({"ask": "report"}));
    assert_eq!(before, after);
    let history = json!({"ask": "history", "offset": 0, "limit": 10});
    let moments = ask(&mut session, &history)["history"]["total"].take();
    ask(&mut session, &what_if);
    assert_eq!(ask(&mut session, &history)["history"]["total"], moments);

    let gone = json!({"ask": "events", "of": {"whatIf": ["Users", 7]}, "offset": 0, "limit": 10});
    assert_eq!(
        ask(&mut session, &gone)["error"]["message"],
        "the row is gone from Users"
    );
}

#[test]
fn the_past_can_be_looked_at_compared_and_continued_from() {
    let mut session = session();
    let then = ask(
        &mut session,
        &json!({"ask": "history", "offset": 0, "limit": 1}),
    )["history"]["moments"][0]["number"]
        .as_u64()
        .expect("a number");
    query(
        &mut session,
        "UPDATE Users SET name = 'Eve'; DELETE FROM Tweets; INSERT INTO Users (name, createdAt, updatedAt) VALUES ('Bob', 1, 1)",
    );
    let look = |number: Value| json!({"ask": "lookBack", "number": number});
    let report = ask(&mut session, &look(json!(then)))["report"].take();
    assert_eq!(report["past"]["moment"]["number"], then);
    assert_eq!(report["past"]["newest"], then + 3);
    assert_eq!(
        report["past"]["changes"],
        json!([
            {"table": "Users", "added": 1, "changed": 1, "deleted": 0},
            {"table": "Tweets", "added": 0, "changed": 0, "deleted": 1},
        ])
    );
    assert_eq!(report["trace"]["of"], json!({"moment": then}));
    let users = &report["tables"][0]["rows"];
    assert_eq!(users["rows"][0][1], "Ada");
    assert_eq!(users["since"][0]["changed"][1], "Eve");
    assert_eq!(report["tables"][1]["rows"]["since"], json!(["gone"]));

    // It can be read, not changed.
    let (answers, _) = query(&mut session, "SELECT name FROM Users");
    assert_eq!(answers["answers"][0]["rows"], json!([["Ada"]]));
    let (answers, _) = query(&mut session, "DELETE FROM Users");
    let refused = answers["answers"][0]["error"]["message"].clone();
    assert!(
        refused.as_str().is_some_and(|text| text.contains("past")),
        "{refused}"
    );
    let delete = ask(
        &mut session,
        &json!({"ask": "deleteRow", "table": "Users", "row": 0}),
    );
    assert_eq!(delete["reply"], "error");

    let report = ask(&mut session, &look(Value::Null))["report"].take();
    assert_eq!(report["past"], Value::Null);
    assert_eq!(report["tables"][0]["rows"]["rows"][0][1], "Eve");
    let newest = ask(&mut session, &look(json!(then + 3)))["report"].take();
    assert_eq!(newest["past"], Value::Null, "after the newest is now");

    let report = ask(&mut session, &json!({"ask": "restore", "number": then}))["report"].take();
    assert_eq!(rows_of(&report, 0), 1);
    assert_eq!(rows_of(&report, 1), 1);
    let history = ask(
        &mut session,
        &json!({"ask": "history", "offset": 0, "limit": 2}),
    );
    assert_eq!(history["history"]["moments"][0]["backTo"], then);
    assert_eq!(history["history"]["moments"][1]["number"], then + 3);
    let gone = ask(&mut session, &look(json!(999)));
    assert_eq!(gone["reply"], "error");
}

#[test]
fn a_table_made_by_sql_is_shown_with_its_keys() {
    let mut session = session();
    let (_, report) = query(
        &mut session,
        "CREATE TABLE Notes (id INTEGER PRIMARY KEY, text VARCHAR(9) NOT NULL, userId INTEGER UNIQUE REFERENCES Users (id) ON DELETE CASCADE)",
    );
    let notes = &report["tables"][2];
    assert_eq!(notes["name"], "Notes");
    assert_eq!(notes["columns"][1]["dataType"], "VARCHAR(9)");
    assert_eq!(notes["columns"][1]["nullable"], false);
    let key = &notes["foreignKeys"][0];
    assert_eq!(key["referencedTable"], "Users");
    assert_eq!(key["referencedColumns"], json!(["id"]));
    assert_eq!(key["onDelete"], "CASCADE");
    assert_eq!(key["single"], true);
}

/// A page that follows another is deleted with it in one statement: that does not go where the
/// database looks at each row at once.
#[test]
fn the_last_change_is_replayed_as_each_database_has_it() {
    let mut session = session();
    let none = ask(&mut session, &json!({"ask": "semantics"}));
    assert_eq!(none["reply"], "error");
    for sql in [
        "CREATE TABLE Page (id INTEGER PRIMARY KEY, nextId INTEGER REFERENCES Page (id))",
        "INSERT INTO Page VALUES (1, NULL), (2, 1)",
        "DELETE FROM Page",
    ] {
        ask(&mut session, &json!({"ask": "query", "sql": sql}));
    }
    let reply = ask(&mut session, &json!({"ask": "semantics"}));
    let told: Vec<(&str, bool, bool)> = reply["ways"]
        .as_array()
        .expect("ways")
        .iter()
        .map(|way| {
            (
                way["name"].as_str().unwrap_or_default(),
                way["own"] == true,
                way["events"]["refused"].is_string(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("SQLite", true, false),
            ("PostgreSQL", false, false),
            ("MySQL and MariaDB", false, true),
            ("SQL Server", false, false),
        ]
    );
    let page = ask(
        &mut session,
        &json!({"ask": "events", "of": {"replay": "PostgreSQL"}, "offset": 1, "limit": 5}),
    );
    assert_eq!(page["events"]["total"], 2);
    assert_eq!(page["events"]["events"][0]["row"], 1);
}
