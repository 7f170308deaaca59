//! What each database's driver says of an error: its code and its sentence.

use super::Json;
use crate::{
    dialect::{Dialect, literal::escape},
    engine::{EngineError, ForeignKeyRefusal},
    schema::{ReferentialAction, Value},
};

/// What a driver says: its code and its sentence.
pub(super) struct Driver {
    pub(super) code: Json,
    pub(super) errno: Option<i64>,
    pub(super) message: String,
    pub(super) detail: Option<String>,
}

impl Driver {
    /// Of any error but a unique key's.
    pub(super) fn of(error: &EngineError, dialect: Dialect, database: &str) -> Self {
        match (error, dialect) {
            (EngineError::ForeignKey(refusal), _) => of_foreign_key(refusal, dialect, database),
            (_, Dialect::Sqlite) => of_sqlite(error),
            (_, Dialect::Postgres) => of_postgres(error),
            (_, Dialect::Mysql | Dialect::Mariadb) => of_mysql(error),
            (_, Dialect::Mssql) => of_mssql(error),
        }
    }

    /// Of a unique key, `shown` being the values that clash.
    pub(super) fn of_unique(
        dialect: Dialect,
        table: &str,
        constraint: &str,
        columns: &[String],
        shown: &[String],
    ) -> Self {
        let list = |items: &[String]| items.join(", ");
        match dialect {
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
                    if dialect == Dialect::Mysql && !constraint.contains('.') {
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
        }
    }
}

fn of_foreign_key(refusal: &ForeignKeyRefusal, dialect: Dialect, database: &str) -> Driver {
    let ForeignKeyRefusal {
        constraint,
        table,
        columns,
        referenced_table,
        referenced_columns,
        values,
        actions,
        action,
        ..
    } = refusal;
    // The referenced row must stay, or the referencing one leads nowhere.
    let is_parent = action.is_some();
    match dialect {
        Dialect::Sqlite => sqlite(19, "FOREIGN KEY constraint failed"),
        Dialect::Postgres => {
            let values: Vec<String> = values.iter().map(shown).collect();
            let values = values.join(", ");
            let (does, on, keys, told) = if is_parent {
                (
                    "update or delete",
                    referenced_table,
                    referenced_columns,
                    "still referenced from table",
                )
            } else {
                ("insert or update", table, columns, "not present in table")
            };
            let (behind, other) = if is_parent {
                (format!(" on table \"{table}\""), table)
            } else {
                (String::new(), referenced_table)
            };
            Driver {
                code: "23503".into(),
                errno: None,
                message: format!(
                    "{does} on table \"{on}\" violates foreign key constraint \"{constraint}\"{behind}"
                ),
                detail: Some(format!(
                    "Key ({})=({values}) is {told} \"{other}\".",
                    keys.join(", ")
                )),
            }
        }
        Dialect::Mysql | Dialect::Mariadb => {
            let (code, errno, does) = if is_parent {
                (
                    "ER_ROW_IS_REFERENCED_2",
                    1451,
                    "delete or update a parent row",
                )
            } else {
                ("ER_NO_REFERENCED_ROW_2", 1452, "add or update a child row")
            };
            // RESTRICT is what a key does anyway, and not shown.
            let [on_delete, on_update] = actions
                .map(|action| (action != ReferentialAction::Restrict).then_some(action.keyword()));
            let clause = |event: &str, action: Option<&str>| {
                action.map_or(String::new(), |action| format!(" {event} {action}"))
            };
            Driver {
                code: code.into(),
                errno: Some(errno),
                message: format!(
                    "Cannot {does}: a foreign key constraint fails (`{database}`.`{table}`, CONSTRAINT `{constraint}` FOREIGN KEY (`{}`) REFERENCES `{referenced_table}` (`{}`){}{})",
                    columns.join("`, `"),
                    referenced_columns.join("`, `"),
                    clause("ON DELETE", on_delete),
                    clause("ON UPDATE", on_update)
                ),
                detail: None,
            }
        }
        Dialect::Mssql => {
            let (does, kind, on, keys) = if is_parent {
                ("DELETE", "REFERENCE", table, columns)
            } else {
                (
                    "INSERT",
                    "FOREIGN KEY",
                    referenced_table,
                    referenced_columns,
                )
            };
            Driver {
                code: "EREQUEST".into(),
                errno: Some(547),
                message: format!(
                    "The {does} statement conflicted with the {kind} constraint \"{constraint}\". The conflict occurred in database \"relata\", table \"dbo.{on}\", column '{}'.",
                    keys.join(", ")
                ),
                detail: None,
            }
        }
    }
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

fn of_sqlite(error: &EngineError) -> Driver {
    match error {
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

fn of_postgres(error: &EngineError) -> Driver {
    let (code, message, detail) = match error {
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

fn of_mysql(error: &EngineError) -> Driver {
    let (code, errno, message) = match error {
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

fn of_mssql(error: &EngineError) -> Driver {
    let (number, message) = match error {
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
        EngineError::Identity { number, message } => (*number, message.clone()),
        other => (102, other.to_string()),
    };
    Driver {
        code: "EREQUEST".into(),
        errno: Some(number),
        message,
        detail: None,
    }
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// A value in a message: text without its quotes.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Null => "null".into(),
        other => escape(Dialect::Sqlite, other),
    }
}
