//! One database with its models: takes the façade's calls and the page's questions.

use super::{
    declare,
    described::Told,
    log::Log,
    message::{ConsoleLine, RunError, limits},
    past::Snapshot,
};
use crate::{
    dialect::Dialect,
    orm::{self, Json, Object, Orm, OrmError, push_list, push_text},
    read::from_json,
    schema::{Origin, SchemaError},
};
use serde_json::json;

/// One database with its models. The worker holds one; so does each `new Sequelize` in Node.
#[derive(Debug, Default)]
pub struct Session {
    pub(super) orm: Orm,
    pub(super) log: Log,
    pub(super) finished: Finished,
    /// The moment that the page looks at, where it is not now.
    pub(super) past: Option<Box<Snapshot>>,
    clock: Clock,
    told: Told,
}

/// Where the time comes from: milliseconds since 1970.
#[derive(Clone, Copy, Debug)]
struct Clock(fn() -> f64);

impl Default for Clock {
    fn default() -> Self {
        Self(|| 0.0)
    }
}

/// What only JavaScript knows of a run.
#[derive(Debug, Default)]
pub(super) struct Finished {
    pub(super) console: Vec<ConsoleLine>,
    pub(super) console_dropped: u64,
    pub(super) error: Option<RunError>,
    pub(super) elapsed: f64,
}

type Reply = Result<Json, OrmError>;

impl Session {
    /// An empty session that takes the time, in milliseconds since 1970, from `clock`.
    pub fn with_clock(clock: fn() -> f64) -> Self {
        Self {
            clock: Clock(clock),
            ..Self::default()
        }
    }

    /// The time; what a clock says that was tampered with is no time.
    pub(super) fn now(&self) -> f64 {
        Some((self.clock.0)())
            .filter(|now| now.is_finite())
            .unwrap_or_default()
    }

    /// Lets the database's clock follow.
    pub(super) fn set_clock(&mut self) {
        #[allow(clippy::cast_possible_truncation)] // whole milliseconds
        self.orm.engine.set_clock(self.now() as i64);
    }

    /// Answers one call of the façade (see [`call`](super::call)). Any text gets an answer.
    pub fn call(&mut self, request: &str) -> String {
        if let Some(answer) = self.declare(request) {
            return answer;
        }
        let request: Json = match serde_json::from_str(request) {
            Ok(request) => request,
            Err(error) => {
                return json!({"error": {"name": "Error", "message": error.to_string()}})
                    .to_string();
            }
        };
        if let Some(now) = orm::text(&request, "now") {
            now.clone_into(&mut self.orm.now);
        }
        self.set_clock();
        if orm::text(&request, "op") == Some("ddl") {
            return self.ddl();
        }
        let result = self.dispatch(&request);
        let sent = self.orm.take_sent();
        let label = orm::text(&request, "label").unwrap_or_default();
        let origin: Option<Origin> =
            orm::member(&request, "origin").and_then(|origin| from_json(origin.clone()).ok());
        let error = result.as_ref().err().map(|error| self.orm.failure(error));
        let noted = error
            .as_ref()
            .filter(|_| !sent.is_empty())
            .map(|error| run_error(error, origin.as_ref()));
        let group = orm::member(&request, "group").and_then(Json::as_u64);
        self.log.note(group, label, origin.as_ref(), &sent, noted);
        let mut reply = match (result, error) {
            (Ok(ok), _) => format!("{{\"ok\":{ok}"),
            (Err(_), error) => format!("{{\"error\":{}", error.unwrap_or_default()),
        };
        if !sent.is_empty() && !orm::flag(&request, "quiet") {
            reply.push_str(",\"log\":");
            push_list(&mut reply, &sent, |reply, sent| {
                reply.push_str("{\"sql\":");
                push_text(reply, &sent.sql);
                // What is JSON already cannot fail.
                let bind = serde_json::to_string(&sent.bind).unwrap_or_default();
                reply.extend([",\"bind\":", &bind, "}"]);
            });
        }
        reply.push('}');
        reply
    }

    /// Carries a request out; the answer is JSON.
    fn dispatch(&mut self, request: &Json) -> Result<String, OrmError> {
        let empty = Object::new();
        let options = orm::member(request, "options")
            .and_then(Json::as_object)
            .unwrap_or(&empty);
        let text = |key: &str| orm::text(request, key).unwrap_or_default();
        let orm = &mut self.orm;
        match text("op") {
            "find" => orm.find(text("model"), options),
            "access" => {
                let instance = orm::member(request, "instance").unwrap_or(&Json::Null);
                orm.get_through(text("model"), text("association"), instance, options)
            }
            "query" => orm.query(text("sql"), options),
            op => {
                let reply = self.carry_out(op, request, options)?;
                // Straight into bytes: `Display` would go through the formatter.
                Ok(serde_json::to_string(&reply).unwrap_or_default())
            }
        }
    }

    fn carry_out(&mut self, op: &str, request: &Json, options: &Object) -> Reply {
        let empty = Object::new();
        let text = |key: &str| orm::text(request, key).unwrap_or_default();
        let object = |key: &str| {
            orm::member(request, key)
                .and_then(Json::as_object)
                .unwrap_or(&empty)
        };
        let list = |key: &str| {
            orm::member(request, key)
                .and_then(Json::as_array)
                .map(Vec::as_slice)
                .unwrap_or_default()
        };
        let orm = &mut self.orm;
        let model = text("model");
        match op {
            "configure" => self.configure(request),
            "describe" | "news" => {
                let dialect = orm.dialect();
                let Some(model) = orm.schema.model(model) else {
                    return Ok(Json::Null);
                };
                Ok(if op == "describe" {
                    self.told.whole(model, dialect)
                } else {
                    self.told.news(model, dialect).unwrap_or_default()
                })
            }
            "removeAttribute" => {
                let dialect = orm.dialect();
                let model = orm
                    .schema
                    .remove_attribute(model, text("attribute"))
                    .map_err(refused)?;
                Ok(self.told.whole(model, dialect))
            }
            "retain" => {
                let names: Vec<&str> = list("models").iter().filter_map(Json::as_str).collect();
                orm.schema.retain(&names);
                Ok(Json::Null)
            }
            "syncOrder" => {
                let order = orm.schema.sync_order().map_err(refused)?;
                let names = order.map(|models| {
                    models
                        .iter()
                        .map(|model| model.name.as_str())
                        .collect::<Json>()
                });
                Ok(names.unwrap_or_default())
            }
            "sync" => orm.sync(Some(model).filter(|model| !model.is_empty()), options),
            "drop" => orm.drop(Some(model).filter(|model| !model.is_empty()), options),
            "count" => orm.count(model, options),
            "aggregate" => orm.aggregate(model, text("function"), text("attribute"), options),
            "insert" => orm.insert(model, object("values"), options),
            "bulkInsert" => orm.bulk_insert(model, list("rows"), options),
            "upsert" => orm.upsert(model, object("values"), object("update"), options),
            "update" => orm.update(model, object("values"), options),
            "delete" => orm.delete(model, options),
            "restore" => orm.restore(model, options),
            "increment" => {
                let minus = orm::flag(request, "decrement");
                orm.increment(model, object("fields"), minus, options)
            }
            "queryInterface" => orm.query_interface(text("method"), list("args")),
            "transaction" => orm.transaction(
                text("action"),
                text("id"),
                orm::text(request, "parent"),
                options,
            ),
            "finish" => {
                self.finish(request);
                Ok(Json::Null)
            }
            other => Err(OrmError::error(format!("unknown call: {other}"))),
        }
    }

    /// An empty database of a dialect.
    fn configure(&mut self, request: &Json) -> Reply {
        let name = orm::text(request, "dialect").unwrap_or("sqlite");
        let dialect = Dialect::ALL
            .into_iter()
            .find(|dialect| dialect.name() == name)
            .ok_or_else(|| {
                OrmError::error(format!(
                    "The dialect {name} is not supported. Supported dialects: mssql, mariadb, mysql, postgres, and sqlite."
                ))
            })?;
        let now = std::mem::take(&mut self.orm.now);
        self.orm = Orm::new(dialect);
        self.told = Told::default();
        self.orm.now = now;
        self.past = None;
        self.set_clock();
        if let Some(database) = orm::text(request, "database") {
            self.orm.engine.set_database(database);
            self.orm.database = Some(database.to_owned());
        }
        if let Some(define) = orm::member(request, "define").and_then(Json::as_object) {
            self.orm.schema.configure(define);
        }
        Ok(declare::accessors())
    }

    /// Takes what only JavaScript knows of a run: its console, its error, its time.
    fn finish(&mut self, request: &Json) {
        let lines = orm::member(request, "console").and_then(Json::as_array);
        let lines = lines.map(Vec::as_slice).unwrap_or_default();
        let given = orm::member(request, "consoleDropped").and_then(Json::as_u64);
        let beyond = lines.len().saturating_sub(limits::CONSOLE) as u64;
        self.finished = Finished {
            console: lines
                .iter()
                .take(limits::CONSOLE)
                .filter_map(|line| from_json(line.clone()).ok())
                .map(|line: ConsoleLine| ConsoleLine {
                    text: super::log::clip(&line.text),
                    ..line
                })
                .collect(),
            console_dropped: given.unwrap_or(0) + beyond,
            error: orm::member(request, "error").and_then(|error| from_json(error.clone()).ok()),
            elapsed: orm::member(request, "elapsed")
                .and_then(Json::as_f64)
                .unwrap_or_default(),
        };
    }
}

pub(super) fn refused(error: SchemaError) -> OrmError {
    OrmError::Sequelize {
        name: error.class,
        message: error.message,
    }
}

/// An error as the log shows it.
pub(super) fn run_error(error: &Json, origin: Option<&Origin>) -> RunError {
    RunError {
        name: orm::text(error, "name").unwrap_or("Error").to_owned(),
        message: orm::text(error, "message").unwrap_or_default().to_owned(),
        origin: origin.cloned(),
        hint: String::new(),
    }
}
