//! The models, the database, and what was sent to it.

use super::{
    OrmError, encode,
    failure::IN_RESULTS,
    finder::Finder,
    js::{self, Json, Object},
    nest,
};
use crate::{
    dialect::{Dialect, statement::Statement},
    engine::{Engine, EngineError, Outcome, Trace},
    float,
    schema::{Model, Schema, Value},
};
use serde_json::json;
use std::rc::Rc;

/// The models of a project over a database.
#[derive(Debug, Default)]
pub struct Orm {
    /// The models.
    pub schema: Schema,
    /// The database.
    pub engine: Engine,
    /// The database's name, if one was given.
    pub database: Option<String>,
    /// The clock that timestamps are taken from: ISO text in UTC.
    pub now: String,
    /// The last number a database gave out: sqlite's driver tells it again and again.
    pub(super) last_id: i64,
    sent: Vec<Sent>,
}

/// One statement as it went to the database.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The text.
    pub sql: Rc<str>,
    /// The values of `$1`, `$2`, …
    pub bind: Vec<Value>,
    /// Rows given back.
    pub returned: u64,
    /// Rows the statement itself wrote.
    pub affected: u64,
    /// What happened to rows, cascades included.
    pub trace: Option<Rc<Trace>>,
    /// Why the database refused it.
    pub error: Option<Rc<EngineError>>,
}

impl Orm {
    /// No models over an empty database.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            engine: Engine::new(dialect),
            now: "1970-01-01T00:00:00.000Z".into(),
            ..Self::default()
        }
    }

    /// The dialect.
    pub fn dialect(&self) -> Dialect {
        self.engine.dialect()
    }

    /// The statements sent since the last time this was asked.
    pub fn take_sent(&mut self) -> Vec<Sent> {
        std::mem::take(&mut self.sent)
    }

    /// The text of the statement sent last.
    pub(super) fn last_sent(&self) -> &str {
        self.sent.last().map_or("", |sent| &*sent.sql)
    }

    pub(super) fn finder(&self) -> Finder<'_> {
        Finder {
            schema: &self.schema,
            dialect: self.engine.dialect(),
        }
    }

    pub(super) fn model(&self, name: &str) -> Result<Rc<Model>, OrmError> {
        self.schema
            .shared_model(name)
            .ok_or_else(|| OrmError::error(format!("{name} has not been defined")))
    }

    /// Spells a statement, puts the call's `replacements` into it as `sequelize.query` does, and runs it.
    pub(super) fn run_replaced(
        &mut self,
        statement: &Statement,
        model: &str,
        options: &Object,
    ) -> Result<Outcome, OrmError> {
        let mut rendered = statement.write(self.dialect());
        if let Some(given) = options.get("replacements").filter(|given| !given.is_null()) {
            rendered.sql = self.replace(&rendered.sql, given)?;
        }
        self.execute(rendered.sql, rendered.bind, Some(model))
    }

    /// Spells a statement and runs it.
    pub(super) fn run(
        &mut self,
        statement: &Statement,
        model: Option<&str>,
    ) -> Result<Outcome, OrmError> {
        let rendered = statement.write(self.dialect());
        self.execute(rendered.sql, rendered.bind, model)
    }

    /// Runs a text, notes it, and puts the outcomes of its statements together.
    pub fn execute(
        &mut self,
        sql: String,
        bind: Vec<Value>,
        model: Option<&str>,
    ) -> Result<Outcome, OrmError> {
        let result = self.engine.execute(&sql, &bind).map(together);
        self.note(sql, bind, result, model)
    }

    /// Runs a text and notes it in the driver's words.
    pub(super) fn execute_as(
        &mut self,
        run: &str,
        told: String,
        bind: Vec<Value>,
        model: Option<&str>,
    ) -> Result<Outcome, OrmError> {
        let result = self.engine.execute(run, &bind).map(together);
        self.note(told, bind, result, model)
    }

    /// What the driver makes of it: MariaDB's takes no two columns of one name.
    fn received(&self, outcome: Outcome) -> Result<Outcome, EngineError> {
        if self.dialect() != Dialect::Mariadb {
            return Ok(outcome);
        }
        let labels = &outcome.labels;
        let twice = |(at, label): &(usize, &String)| labels[..*at].contains(label);
        match labels.iter().enumerate().find(twice) {
            Some((_, label)) => Err(EngineError::Invalid {
                message: format!(
                    "{IN_RESULTS}, duplicate field name `{label}`.\n(see option `checkDuplicate`)"
                ),
            }),
            None => Ok(outcome),
        }
    }

    /// Notes what was sent and what came of it.
    pub(super) fn note(
        &mut self,
        sql: String,
        bind: Vec<Value>,
        result: Result<Outcome, EngineError>,
        model: Option<&str>,
    ) -> Result<Outcome, OrmError> {
        let mut sent = Sent {
            sql: sql.as_str().into(),
            bind,
            ..Sent::default()
        };
        match result.and_then(|outcome| self.received(outcome)) {
            Ok(outcome) => {
                self.last_id = outcome.last_insert_id.unwrap_or(self.last_id);
                sent.returned = outcome.rows.len() as u64;
                sent.affected = outcome.affected;
                sent.trace.clone_from(&outcome.trace);
                self.sent.push(sent);
                Ok(outcome)
            }
            Err(error) => {
                sent.trace = error.trace().cloned();
                sent.error = Some(Rc::new(error.clone()));
                let bind = sent.bind.clone();
                self.sent.push(sent);
                Err(OrmError::Database {
                    error: Box::new(error),
                    sql,
                    bind,
                    model: model.map(str::to_owned),
                })
            }
        }
    }

    /// Runs a text for the log's sake: the engine need not know what it means.
    pub(super) fn execute_quietly(&mut self, sql: &str) {
        let result = self.execute(sql.to_owned(), Vec::new(), None);
        if result.is_err()
            && let Some(sent) = self.sent.last_mut()
        {
            sent.error = None;
        }
    }

    /// `findAll`, or `findOne` with `one: true`: `{rows, includes}` as JSON.
    pub fn find(&mut self, model: &str, options: &Object) -> Result<String, OrmError> {
        let model = self.model(model)?;
        let mut options = options.clone();
        if options.get("one").is_some_and(js::truthy) {
            limit_to_one(&model, &mut options);
        }
        let found = self.finder().find(&model, &options)?;
        let option = |key: &str| options.get(key).is_some_and(js::truthy);
        let statement = Statement::Select(Box::new(found.select));
        let outcome = self.run_replaced(&statement, &model.name, &options)?;
        let (schema, dialect, model) = (&self.schema, self.dialect(), &*model);
        let includes = &found.includes;
        let rows = if option("raw") {
            let split = option("nest");
            nest::flat_text(schema, dialect, Some(model), includes, split, &outcome)
        } else {
            nest::nest(schema, dialect, model, includes, found.has_multi, &outcome)
        };
        let includes = nest::describe(includes);
        Ok(format!("{{\"rows\":{rows},\"includes\":{includes}}}"))
    }

    /// `count` of the column that `col` names, or of all rows: a number, or flat rows when grouped.
    pub fn count(&mut self, model: &str, options: &Object) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        let column = options.get("col").and_then(Json::as_str).unwrap_or("*");
        let known = model.attributes.get(column);
        let column = known.map_or(column, |attribute| attribute.field.as_str());
        let mut options = options.clone();
        // A count knows no order and no page, and selects nothing of what it includes.
        for unknown in ["order", "limit", "offset"] {
            options.shift_remove(unknown);
        }
        options.insert("includeIgnoreAttributes".into(), false.into());
        let select = self.finder().aggregate(&model, "count", column, &options)?;
        let statement = Statement::Select(Box::new(select));
        let outcome = self.run_replaced(&statement, &model.name, &options)?;
        if options.get("group").is_some_and(js::truthy) {
            let mut rows = self.flat(&model, &outcome);
            for row in rows.iter_mut().filter_map(Json::as_object_mut) {
                if let Some(count) = row.get_mut("count")
                    && let Some(number) = count.as_str().and_then(|count| count.parse().ok())
                {
                    *count = Json::Number(number);
                }
            }
            return Ok(Json::Array(rows));
        }
        Ok(first(&outcome, "count"))
    }

    /// `sum`, `min`, `max` and any other function over an attribute.
    pub fn aggregate(
        &mut self,
        model: &str,
        function: &str,
        attribute: &str,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        let known = model.attributes.get(attribute);
        let column = known.map_or(attribute, |attribute| attribute.field.as_str());
        let select = self.finder().aggregate(&model, function, column, options)?;
        let statement = Statement::Select(Box::new(select));
        let outcome = self.run_replaced(&statement, &model.name, options)?;
        // As the driver hands it over: a count is a text in PostgreSQL.
        let rows = self.flat(&model, &outcome);
        if options.get("plain") == Some(&Json::Bool(false)) {
            return Ok(Json::Array(rows));
        }
        let value = rows.first().and_then(|row| row.get(function));
        let value = value.cloned().unwrap_or_default();
        let key = known.map_or("FLOAT", |attribute| attribute.data_type.key.as_str());
        Ok(match (key, &value) {
            ("DATE", Json::String(_)) => {
                encode::instant(&value).map_or(value, |iso| json!({"@": "date", "iso": iso}))
            }
            ("FLOAT" | "DECIMAL", Json::String(text)) => {
                float::parse(text).map_or(value.clone(), Json::from)
            }
            ("INTEGER" | "BIGINT" | "SMALLINT" | "TINYINT" | "MEDIUMINT", found) => {
                let number = match found {
                    Json::String(text) => float::parse(text),
                    found => found.as_f64(),
                };
                #[allow(clippy::cast_possible_truncation)]
                number.map_or(value.clone(), |n| Json::from(n.trunc() as i64))
            }
            _ => value,
        })
    }

    pub(super) fn flat(&self, model: &Model, outcome: &Outcome) -> Vec<Json> {
        nest::flat(&self.schema, self.dialect(), model, outcome)
    }
}

/// `findOne` adds LIMIT 1 unless `where` names a unique key.
fn limit_to_one(model: &Model, options: &mut Object) {
    if options.contains_key("limit") {
        return;
    }
    let unique = |name: &str| {
        model.primary_key.first().is_some_and(|key| key == name)
            || model
                .unique_keys
                .values()
                .any(|key| key.fields.len() == 1 && key.fields[0] == name)
    };
    let single = |value: &Json| {
        !(value.is_object() || value.is_array() || value.is_null())
            || matches!(js::tag(value), Some("bytes" | "bigint"))
    };
    let by_key = options
        .get("where")
        .and_then(js::plain)
        .is_some_and(|object| {
            object
                .iter()
                .any(|(name, value)| unique(name) && single(value))
        });
    if !by_key {
        options.insert("limit".into(), 1.into());
    }
}

/// The one value of an aggregate.
fn first(outcome: &Outcome, label: &str) -> Json {
    let position = outcome
        .labels
        .iter()
        .position(|name| name == label)
        .unwrap_or(0);
    outcome
        .rows
        .first()
        .and_then(|row| row.get(position))
        .map_or(Json::Null, super::decode::plain)
}

/// One outcome of several: rows written are added up, rows given back are put one after another.
fn together(outcomes: Vec<Outcome>) -> Outcome {
    let mut all = Outcome::default();
    for outcome in outcomes {
        all.affected += outcome.affected;
        all.last_insert_id = outcome.last_insert_id.or(all.last_insert_id);
        all.trace = outcome.trace.or(all.trace);
        // mssql asks for the number of rows it deleted; it is known already.
        if outcome.labels.as_slice() == ["AFFECTEDROWS"] {
            continue;
        }
        if all.labels != outcome.labels && !outcome.labels.is_empty() {
            all.labels = outcome.labels;
            all.kinds = outcome.kinds;
            all.rows.clear();
        }
        all.rows.extend(outcome.rows);
    }
    all
}
