//! Turns a failed call into Sequelize's error: the one place that does.
//!
//! The message of a database's own error is the contract here: Sequelize reads tables and columns
//! out of it, and so do people. Each dialect's words are its driver's; what Sequelize makes of them
//! is in `formatError` of `lib/dialects/*/query.js`.

use super::{
    Orm, OrmError,
    decode::plain,
    js::{Json, Object},
};
use crate::{
    dialect::{Dialect, literal::escape},
    engine::{EngineError, ForeignKeyRefusal},
    schema::{Model, ReferentialAction, Value},
};
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
                let told = Told {
                    dialect,
                    database,
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

/// What a driver says: its code and its sentence.
struct Driver {
    code: Json,
    errno: Option<i64>,
    message: String,
    detail: Option<String>,
}

struct Told<'a> {
    dialect: Dialect,
    database: &'a str,
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
            } => self.unique(table, constraint, columns, values),
            EngineError::ForeignKey(refusal) => self.foreign_key(error, refusal),
            // Sequelize takes every refused constraint of sqlite that is no foreign key for a unique one.
            EngineError::NotNull { .. } | EngineError::Check { .. }
                if self.dialect == Dialect::Sqlite =>
            {
                let driver = self.driver(error);
                let mut object = start("UniqueConstraintError", "Validation error", &driver);
                object.insert("errors".into(), json!([]));
                object.insert("fields".into(), json!([]));
                object
            }
            EngineError::NoSuchConstraint { name, table, .. }
                if matches!(self.dialect, Dialect::Postgres | Dialect::Mssql) =>
            {
                let driver = self.driver(error);
                let message = match self.dialect {
                    Dialect::Postgres => "Unknown constraint error",
                    _ => "The specified constraint does not exist",
                };
                let mut object = start("UnknownConstraintError", message, &driver);
                object.insert("constraint".into(), name.as_str().into());
                object.insert("table".into(), table.as_str().into());
                object
            }
            _ => {
                let driver = self.driver(error);
                start("DatabaseError", &driver.message, &driver)
            }
        }
    }

    fn unique(
        &self,
        table: &str,
        constraint: &str,
        columns: &[String],
        values: &[Value],
    ) -> Object {
        let shown: Vec<String> = values.iter().map(shown).collect();
        let key = constraint.rsplit('.').next().unwrap_or(constraint);
        // To Sequelize a key that the model does not know by name, the primary one among them, is one
        // field with one value.
        let is_unknown = self.dialect.is_mysql()
            && !self
                .model
                .is_some_and(|model| model.unique_keys.contains_key(key));
        let (path, joined) = ([key.to_owned()], [shown.join("-")]);
        let (columns, shown) = if is_unknown {
            (path.as_slice(), joined.as_slice())
        } else {
            (columns, shown.as_slice())
        };
        let list = |items: &[String]| items.join(", ");
        let driver = match self.dialect {
            Dialect::Sqlite => sqlite(
                19,
                &format!(
                    "UNIQUE constraint failed: {}",
                    columns
                        .iter()
                        .map(|column| format!("{table}.{column}"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            ),
            Dialect::Postgres => Driver {
                code: "23505".into(),
                errno: None,
                // `findOrCreate` learns of the key alone.
                message: if constraint.is_empty() {
                    String::new()
                } else {
                    format!("duplicate key value violates unique constraint \"{constraint}\"")
                },
                detail: Some(format!(
                    "Key ({})=({}) already exists.",
                    list(columns),
                    list(shown)
                )),
            },
            Dialect::Mysql | Dialect::Mariadb => Driver {
                code: "ER_DUP_ENTRY".into(),
                errno: Some(1062),
                message: format!(
                    "Duplicate entry '{}' for key '{}'",
                    shown.join("-"),
                    if self.dialect == Dialect::Mysql && !constraint.contains('.') {
                        format!("{table}.{constraint}")
                    } else {
                        constraint.to_owned()
                    }
                ),
                detail: None,
            },
            Dialect::Mssql => Driver {
                code: "EREQUEST".into(),
                errno: Some(2627),
                message: format!(
                    "Violation of UNIQUE KEY constraint '{constraint}'. Cannot insert duplicate key in object 'dbo.{table}'. The duplicate key value is ({}).",
                    list(shown)
                ),
                detail: None,
            },
        };
        let keys = self.model.map(|model| &model.unique_keys);
        let message = keys
            .into_iter()
            .flatten()
            .find(|(_, key)| key.fields == columns)
            .and_then(|(_, key)| key.msg.clone())
            .unwrap_or_else(|| "Validation error".into());
        let mut object = start("UniqueConstraintError", &message, &driver);
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
                if self.dialect != Dialect::Sqlite {
                    item["value"] = value.as_str().into();
                }
                item
            })
            .collect();
        object.insert("errors".into(), errors.into());
        let fields = if self.dialect == Dialect::Sqlite {
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
        let driver = self.driver(error);
        let mut object = start("ForeignKeyConstraintError", &driver.message, &driver);
        match self.dialect {
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

    /// The driver's own error.
    fn driver(&self, error: &EngineError) -> Driver {
        match self.dialect {
            Dialect::Sqlite => sqlite_driver(error),
            Dialect::Postgres => postgres_driver(error),
            Dialect::Mysql | Dialect::Mariadb => mysql_driver(error, self.database),
            Dialect::Mssql => mssql_driver(error),
        }
    }
}

fn start(class: &str, message: &str, driver: &Driver) -> Object {
    let mut parent = Object::new();
    parent.insert("message".into(), driver.message.as_str().into());
    parent.insert("code".into(), driver.code.clone());
    if let Some(errno) = driver.errno {
        parent.insert("errno".into(), errno.into());
    }
    if let Some(detail) = &driver.detail {
        parent.insert("detail".into(), detail.as_str().into());
    }
    let mut object = Object::new();
    object.insert("name".into(), format!("Sequelize{class}").into());
    object.insert("message".into(), message.into());
    object.insert("parent".into(), Json::Object(parent));
    object
}

fn sqlite(errno: i64, message: &str) -> Driver {
    let code = if errno == 19 {
        "SQLITE_CONSTRAINT"
    } else {
        "SQLITE_ERROR"
    };
    Driver {
        code: code.into(),
        errno: Some(errno),
        message: format!("{code}: {message}"),
        detail: None,
    }
}

fn sqlite_driver(error: &EngineError) -> Driver {
    match error {
        EngineError::ForeignKey(_) => sqlite(19, "FOREIGN KEY constraint failed"),
        EngineError::NotNull { .. } | EngineError::Check { .. } => sqlite(19, &error.to_string()),
        EngineError::Syntax { message } => sqlite(1, &near(message)),
        _ => sqlite(1, &error.to_string()),
    }
}

/// sqlite's and postgres' words for a syntax error, out of the parser's: the token it stumbled on.
fn stumbled_on(message: &str) -> Option<&str> {
    let (_, found) = message.rsplit_once("found: ")?;
    let token = found.split(" at Line").next().unwrap_or(found).trim();
    (!token.is_empty()).then_some(token)
}

fn near(message: &str) -> String {
    match stumbled_on(message) {
        Some("EOF") => "incomplete input".into(),
        Some(token) => format!("near \"{token}\": syntax error"),
        None => message.to_owned(),
    }
}

/// PostgreSQL's message and detail.
fn postgres_foreign_key(refusal: &ForeignKeyRefusal) -> (String, String) {
    let ForeignKeyRefusal {
        constraint,
        table,
        columns,
        referenced_table,
        referenced_columns,
        values,
        action,
        ..
    } = refusal;
    let values: Vec<String> = values.iter().map(shown).collect();
    let values = values.join(", ");
    let (message, detail) = if action.is_some() {
        (
            format!(
                "update or delete on table \"{referenced_table}\" violates foreign key constraint \"{constraint}\" on table \"{table}\""
            ),
            format!(
                "Key ({})=({values}) is still referenced from table \"{table}\".",
                referenced_columns.join(", ")
            ),
        )
    } else {
        (
            format!(
                "insert or update on table \"{table}\" violates foreign key constraint \"{constraint}\""
            ),
            format!(
                "Key ({})=({values}) is not present in table \"{referenced_table}\".",
                columns.join(", ")
            ),
        )
    };
    (message, detail)
}

fn postgres_driver(error: &EngineError) -> Driver {
    let (code, message, detail) = match error {
        EngineError::ForeignKey(refusal) => {
            let (message, detail) = postgres_foreign_key(refusal);
            ("23503", message, Some(detail))
        }
        EngineError::NotNull { table, column, .. } => (
            "23502",
            format!(
                "null value in column \"{column}\" of relation \"{table}\" violates not-null constraint"
            ),
            None,
        ),
        EngineError::Check {
            table, constraint, ..
        } => (
            "23514",
            format!("new row for relation \"{table}\" violates check constraint \"{constraint}\""),
            None,
        ),
        EngineError::NoSuchTable { table } => (
            "42P01",
            format!("relation \"{table}\" does not exist"),
            None,
        ),
        EngineError::NoSuchColumn { column } => {
            ("42703", format!("column \"{column}\" does not exist"), None)
        }
        EngineError::NoSuchConstraint { what, name, table } => {
            let of = if table.is_empty() {
                String::new()
            } else {
                format!(" of relation \"{table}\"")
            };
            (
                "42704",
                format!("{what} \"{name}\"{of} does not exist"),
                None,
            )
        }
        EngineError::AlreadyExists { what, name } => {
            let what = if *what == "table" { "relation" } else { what };
            ("42P07", format!("{what} \"{name}\" already exists"), None)
        }
        EngineError::InvalidValue {
            data_type, value, ..
        } => (
            "22P02",
            format!(
                "invalid input syntax for type {}: \"{value}\"",
                data_type.to_lowercase()
            ),
            None,
        ),
        EngineError::Syntax { message } => {
            let message = match stumbled_on(message) {
                Some("EOF") => "syntax error at end of input".into(),
                Some(token) => format!("syntax error at or near \"{token}\""),
                None => message.clone(),
            };
            ("42601", message, None)
        }
        other => ("0A000", other.to_string(), None),
    };
    Driver {
        code: code.into(),
        errno: None,
        message,
        detail,
    }
}

fn mysql_driver(error: &EngineError, database: &str) -> Driver {
    let (code, errno, message) = match error {
        EngineError::ForeignKey(refusal) => {
            let ForeignKeyRefusal {
                constraint,
                table,
                columns,
                referenced_table,
                referenced_columns,
                actions,
                action,
                ..
            } = &**refusal;
            let ticks = |names: &[String]| {
                let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                names.join(", ")
            };
            let (code, errno, does) = if action.is_some() {
                (
                    "ER_ROW_IS_REFERENCED_2",
                    1451,
                    "delete or update a parent row",
                )
            } else {
                ("ER_NO_REFERENCED_ROW_2", 1452, "add or update a child row")
            };
            // RESTRICT is what a key does anyway, and not shown.
            let mut shown = String::new();
            for (event, action) in ["ON DELETE", "ON UPDATE"].iter().zip(actions) {
                if *action != ReferentialAction::Restrict {
                    shown = format!("{shown} {event} {}", action.keyword());
                }
            }
            let message = format!(
                "Cannot {does}: a foreign key constraint fails (`{database}`.`{table}`, CONSTRAINT `{constraint}` FOREIGN KEY ({}) REFERENCES `{referenced_table}` ({}){shown})",
                ticks(columns),
                ticks(referenced_columns)
            );
            (code, errno, message)
        }
        EngineError::NotNull { column, .. } => (
            "ER_BAD_NULL_ERROR",
            1048,
            format!("Column '{column}' cannot be null"),
        ),
        EngineError::NoSuchTable { table } => (
            "ER_NO_SUCH_TABLE",
            1146,
            format!("Table '{table}' doesn't exist"),
        ),
        EngineError::NoSuchColumn { column } => (
            "ER_BAD_FIELD_ERROR",
            1054,
            format!("Unknown column '{column}' in 'field list'"),
        ),
        EngineError::NoSuchConstraint { name, .. } => (
            "ER_CANT_DROP_FIELD_OR_KEY",
            1091,
            format!("Can't DROP '{name}'; check that column/key exists"),
        ),
        EngineError::AlreadyExists { what, name } => (
            "ER_TABLE_EXISTS_ERROR",
            1050,
            format!("{} '{name}' already exists", upper_first(what)),
        ),
        EngineError::InvalidValue { column, .. } => (
            "ER_WARN_DATA_OUT_OF_RANGE",
            1264,
            format!("Incorrect value for column '{column}' at row 1"),
        ),
        EngineError::Syntax { message } => (
            "ER_PARSE_ERROR",
            1064,
            format!("You have an error in your SQL syntax: {message}"),
        ),
        other => ("ER_NOT_SUPPORTED_YET", 1235, other.to_string()),
    };
    Driver {
        code: code.into(),
        errno: Some(errno),
        message,
        detail: None,
    }
}

/// What SQL Server numbers its refusals about identity columns.
const IDENTITY: [(&str, i64); 6] = [
    ("Cannot insert explicit value for identity", 544),
    ("Explicit value must be specified for identity", 545),
    ("An explicit value for the identity", 8101),
    ("Cannot update identity column", 8102),
    ("does not have the identity property", 8106),
    ("IDENTITY_INSERT is already ON", 8107),
];

fn mssql_driver(error: &EngineError) -> Driver {
    let (number, message) = match error {
        EngineError::ForeignKey(refusal) => {
            let ForeignKeyRefusal {
                constraint,
                table,
                columns,
                referenced_table,
                referenced_columns,
                action,
                ..
            } = &**refusal;
            let message = if action.is_some() {
                format!(
                    "The DELETE statement conflicted with the REFERENCE constraint \"{constraint}\". The conflict occurred in database \"relata\", table \"dbo.{table}\", column '{}'.",
                    columns.join(", ")
                )
            } else {
                format!(
                    "The INSERT statement conflicted with the FOREIGN KEY constraint \"{constraint}\". The conflict occurred in database \"relata\", table \"dbo.{referenced_table}\", column '{}'.",
                    referenced_columns.join(", ")
                )
            };
            (547, message)
        }
        EngineError::NotNull { table, column, .. } => (
            515,
            format!(
                "Cannot insert the value NULL into column '{column}', table 'relata.dbo.{table}'; column does not allow nulls. INSERT fails."
            ),
        ),
        EngineError::NoSuchTable { table } => (208, format!("Invalid object name '{table}'.")),
        EngineError::NoSuchColumn { column } => (207, format!("Invalid column name '{column}'.")),
        EngineError::AlreadyExists { name, .. } => (
            2714,
            format!("There is already an object named '{name}' in the database."),
        ),
        EngineError::CascadePaths { .. } => (1785, error.to_string()),
        EngineError::NoSuchConstraint {
            what: "constraint", ..
        } => (
            3727,
            "Could not drop constraint. See previous errors.".into(),
        ),
        other => {
            let message = other.to_string();
            let known = IDENTITY.iter().find(|(part, _)| message.contains(part));
            (known.map_or(102, |(_, number)| *number), message)
        }
    };
    Driver {
        code: "EREQUEST".into(),
        errno: Some(number),
        message,
        detail: None,
    }
}

/// A value in a message: text without its quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Null => "null".into(),
        other => escape(Dialect::Sqlite, other),
    }
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
