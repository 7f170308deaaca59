//! Turns a failed call into Sequelize's error: the one place that does.
//!
//! The message of a database's own error is the contract here: Sequelize reads tables and columns
//! out of it, and so do people. Each dialect's words are its driver's; what Sequelize makes of them
//! is in `formatError` of `lib/dialects/*/query.js`.

mod drivers;

use super::{
    Orm, OrmError,
    decode::plain,
    js::{self, Json, Object},
};
use crate::{
    dialect::Dialect,
    engine::{EngineError, ForeignKeyRefusal},
    schema::{Model, Value},
};
pub(super) use drivers::IN_RESULTS;
use drivers::{Driver, Failed, shown};
use serde_json::json;

impl Orm {
    /// The error as it crosses the edge: `name`, `message`, and the fields of that class.
    pub fn failure(&self, error: &OrmError) -> Json {
        let (dialect, database) = (self.dialect(), self.database_name());
        match error {
            OrmError::Sequelize { name, message } => json!({"name": name, "message": message}),
            OrmError::UnknownConstraint { constraint, table } => json!({
                "name": "SequelizeUnknownConstraintError",
                "message": error.to_string(),
                "constraint": constraint,
                "table": table,
            }),
            OrmError::Database {
                error,
                sql,
                bind,
                model,
            } => {
                let model = model.as_deref().and_then(|name| self.schema.model(name));
                let failed = Failed {
                    dialect,
                    database,
                    sql,
                };
                let told = Told {
                    failed,
                    bind,
                    model,
                };
                let mut object = told.by_kind(error);
                object.insert("sql".into(), sql.as_str().into());
                // sqlite's driver does not tell them.
                if !bind.is_empty() && dialect != Dialect::Sqlite {
                    object.insert("parameters".into(), bind.iter().map(plain).collect());
                }
                Json::Object(object)
            }
        }
    }
}

struct Told<'a> {
    failed: Failed<'a>,
    bind: &'a [Value],
    model: Option<&'a Model>,
}

impl Told<'_> {
    fn by_kind(&self, error: &EngineError) -> Object {
        match error {
            EngineError::Unique {
                table,
                constraint,
                columns,
                values,
                ..
            } => self.unique(error, table, constraint, columns, values),
            EngineError::ForeignKey(refusal) => self.foreign_key(error, refusal),
            // Sequelize takes every refused constraint of sqlite that is no foreign key for a unique one.
            EngineError::NotNull { .. } | EngineError::Check { .. }
                if self.failed.dialect == Dialect::Sqlite =>
            {
                let driver = self.failed.driver(error);
                let mut object =
                    self.start("UniqueConstraintError", Some("Validation error"), driver);
                object.insert("errors".into(), json!([]));
                object.insert("fields".into(), json!([]));
                object
            }
            EngineError::NoSuchConstraint { name, table, .. }
                if matches!(self.failed.dialect, Dialect::Postgres | Dialect::Mssql) =>
            {
                let driver = self.failed.driver(error);
                let message = match self.failed.dialect {
                    Dialect::Postgres => "Unknown constraint error",
                    _ => "The specified constraint does not exist",
                };
                let mut object = self.start("UnknownConstraintError", Some(message), driver);
                object.insert("constraint".into(), name.as_str().into());
                object.insert("table".into(), table.as_str().into());
                object
            }
            _ => self.start("DatabaseError", None, self.failed.driver(error)),
        }
    }

    fn unique(
        &self,
        error: &EngineError,
        table: &str,
        constraint: &str,
        columns: &[String],
        values: &[Value],
    ) -> Object {
        let shown: Vec<String> = values.iter().map(shown).collect();
        let key = constraint.rsplit('.').next().unwrap_or(constraint);
        // To Sequelize a key that the model does not know by name, the primary one among them, is one
        // field with one value.
        let is_unknown = self.failed.dialect.is_mysql()
            && !self
                .model
                .is_some_and(|model| model.unique_keys.contains_key(key));
        let (path, joined) = ([key.to_owned()], [shown.join("-")]);
        let (columns, shown) = if is_unknown {
            (path.as_slice(), joined.as_slice())
        } else {
            (columns, shown.as_slice())
        };
        let driver = self
            .failed
            .unique(error, (table, constraint), columns, shown);
        let keys = self.model.map(|model| &model.unique_keys);
        let message = keys
            .into_iter()
            .flatten()
            .find(|(_, key)| key.fields == columns)
            .and_then(|(_, key)| key.msg.clone())
            .unwrap_or_else(|| "Validation error".into());
        let mut object = self.start("UniqueConstraintError", Some(&message), driver);
        let errors: Vec<Json> = columns
            .iter()
            .zip(shown)
            .map(|(column, value)| {
                let mut item = json!({
                    "message": self.must_be_unique(column),
                    "type": "unique violation",
                    "path": column,
                    "validatorKey": "not_unique",
                });
                // sqlite does not tell the value; the façade takes it from the instance.
                if self.failed.dialect != Dialect::Sqlite {
                    item["value"] = value.as_str().into();
                }
                item
            })
            .collect();
        object.insert("errors".into(), errors.into());
        let fields = if self.failed.dialect == Dialect::Sqlite {
            columns.to_vec().into()
        } else {
            columns
                .iter()
                .zip(shown)
                .map(|(column, value)| (column.clone(), Json::from(value.as_str())))
                .collect::<Object>()
                .into()
        };
        object.insert("fields".into(), fields);
        object
    }

    /// `getUniqueConstraintErrorMessage`.
    fn must_be_unique(&self, column: &str) -> String {
        self.model
            .into_iter()
            .flat_map(|model| model.unique_keys.values())
            .filter(|key| key.fields.iter().any(|field| field == column))
            .filter_map(|key| key.msg.clone())
            .next_back()
            .unwrap_or_else(|| format!("{column} must be unique"))
    }

    fn foreign_key(&self, error: &EngineError, refusal: &ForeignKeyRefusal) -> Object {
        let ForeignKeyRefusal {
            constraint,
            table,
            columns,
            referenced_table,
            action,
            ..
        } = refusal;
        let driver = self.failed.driver(error);
        let mut object = self.start("ForeignKeyConstraintError", None, driver);
        match self.failed.dialect {
            Dialect::Sqlite => {}
            Dialect::Postgres => {
                let named = if action.is_some() {
                    referenced_table
                } else {
                    table
                };
                object.insert("fields".into(), Json::Null);
                object.insert("index".into(), constraint.as_str().into());
                object.insert("table".into(), named.as_str().into());
            }
            Dialect::Mysql | Dialect::Mariadb => {
                let side = if action.is_some() { "parent" } else { "child" };
                object.insert("reltype".into(), side.into());
                object.insert("fields".into(), columns.clone().into());
                object.insert("index".into(), constraint.as_str().into());
                object.insert("table".into(), referenced_table.as_str().into());
            }
            Dialect::Mssql => {
                object.insert("fields".into(), Json::Null);
                object.insert("index".into(), constraint.as_str().into());
            }
        }
        object
    }

    /// The error of that class, with the driver's own as its parent, whose message it has unless another
    /// is given.
    fn start(&self, class: &str, message: Option<&str>, driver: Driver) -> Object {
        let mut words = driver.message;
        // MariaDB's driver puts its connection's number before them and the statement behind.
        if let (Dialect::Mariadb, Some(errno)) = (self.failed.dialect, driver.errno) {
            let statement = shown_statement(self.failed.sql, self.bind);
            // What it finds in the results itself comes from no connection.
            let begin = driver.state.map_or(String::new(), |state| {
                format!("(conn=1, no: {errno}, SQLState: {state}) ")
            });
            words = format!("{begin}{words}\nsql: {statement}");
        }
        let message = message.unwrap_or(&words).to_owned();
        let mut parent = vec![
            ("message", words.into()),
            ("code", driver.code),
            ("errno", driver.errno.into()),
            ("sqlState", driver.state.into()),
            ("detail", driver.detail.into()),
        ];
        if !driver.place.is_empty() {
            parent.extend([("severity", "ERROR".into()), ("schema", "public".into())]);
        }
        for (name, value) in driver.place {
            parent.push((name, value.into()));
        }
        let mut object = Object::new();
        object.insert("name".into(), format!("Sequelize{class}").into());
        object.insert("message".into(), message.into());
        object.insert("parent".into(), js::fields(parent));
        object
    }
}

/// How long a statement MariaDB's driver shows.
const SHOWN: usize = 256;

/// A statement with its values, as MariaDB's driver shows it (`displaySql`).
fn shown_statement(sql: &str, bind: &[Value]) -> String {
    let cut = |text: &str| {
        let end = text
            .char_indices()
            .nth(SHOWN)
            .map_or(text.len(), |(at, _)| at);
        (end < text.len()).then(|| format!("{}...", &text[..end]))
    };
    if !bind.is_empty()
        && let Some(beginning) = cut(sql)
    {
        return beginning;
    }
    let mut text = format!("{sql} - parameters:[");
    for (at, value) in bind.iter().enumerate() {
        text.push_str(if at > 0 { "," } else { "" });
        match value {
            Value::Text(value) => text.extend(["'", value, "'"]),
            value => text.push_str(&shown(value)),
        }
        if let Some(beginning) = cut(&text) {
            text = beginning;
            break;
        }
    }
    text + "]"
}
