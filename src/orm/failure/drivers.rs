//! What each database's driver says of an error: its code and its sentence, out of `words.txt`.

use super::Json;
use crate::{
    dialect::{Dialect, literal::escape},
    engine::{EngineError, ForeignKeyRefusal},
    float,
    schema::{ReferentialAction, Value},
};

/// How an error begins that a driver finds in the results of a statement that did not fail.
pub(in crate::orm) const IN_RESULTS: &str = "Error in results";

/// What a driver says.
#[derive(Default)]
pub(super) struct Driver {
    pub(super) code: Json,
    pub(super) errno: Option<i64>,
    pub(super) state: Option<&'static str>,
    pub(super) message: String,
    pub(super) detail: Option<String>,
    /// Where it happened, in PostgreSQL's words: `table`, `column`, `constraint`.
    pub(super) place: Vec<(&'static str, String)>,
}

/// The statement that failed.
#[derive(Clone, Copy)]
pub(super) struct Failed<'a> {
    pub(super) dialect: Dialect,
    pub(super) database: &'a str,
    pub(super) sql: &'a str,
}

const WORDS: &str = include_str!("words.txt");

/// What the sentences speak of, by name.
type Names = Vec<(&'static str, String)>;

impl Failed<'_> {
    /// Of any error but a unique key's.
    pub(super) fn driver(self, error: &EngineError) -> Driver {
        let (kind, names) = match error {
            EngineError::ForeignKey(refusal) => self.foreign_key(refusal),
            _ => self.kind(error),
        };
        let mut driver = self.said(&kind, names, error);
        if let EngineError::Identity { number, .. } = error {
            driver.errno = Some(*number);
        }
        driver
    }

    /// Of a unique key, `shown` being the values that clash.
    pub(super) fn unique(
        self,
        error: &EngineError,
        (table, constraint): (&str, &str),
        columns: &[String],
        shown: &[String],
    ) -> Driver {
        let paths = columns.iter().map(|column| format!("{table}.{column}"));
        let key = if constraint.contains('.') {
            constraint.to_owned()
        } else {
            format!("{table}.{constraint}")
        };
        let between = if self.dialect.is_mysql() { "-" } else { ", " };
        let names = vec![
            ("table", table.to_owned()),
            ("constraint", constraint.to_owned()),
            ("columns", columns.join(", ")),
            ("paths", paths.collect::<Vec<_>>().join(", ")),
            ("values", shown.join(between)),
            ("key", key),
        ];
        let mut driver = self.said("unique", names, error);
        // `findOrCreate` learns of the key alone.
        if constraint.is_empty() && self.dialect == Dialect::Postgres {
            driver.message.clear();
        }
        driver
    }

    /// The driver's words for an error of that kind.
    fn said(self, kind: &str, names: Names, error: &EngineError) -> Driver {
        let (codes, message) = self.line(kind).unwrap_or_default();
        let (message, detail) = match message.split_once(" | ") {
            Some((message, detail)) => (message, Some(detail)),
            None => (message, None),
        };
        let names = [
            names,
            vec![
                ("message", error.to_string()),
                ("database", self.database.to_owned()),
            ],
        ]
        .concat();
        let mut codes = codes.split(' ');
        let code = codes.next().unwrap_or_default();
        let number = code.parse().ok();
        let (code, errno) = match self.dialect {
            Dialect::Postgres => (code, None),
            Dialect::Mysql | Dialect::Mariadb => {
                (code, codes.next().and_then(|number| number.parse().ok()))
            }
            Dialect::Mssql => ("EREQUEST", number),
            Dialect::Sqlite if number == Some(19) => ("SQLITE_CONSTRAINT", number),
            Dialect::Sqlite => ("SQLITE_ERROR", number),
        };
        let message = filled(message, &names);
        let is_placed = |(name, _): &(&str, String)| {
            kind != "no-such-table" && matches!(*name, "table" | "column" | "constraint")
        };
        Driver {
            code: code.into(),
            errno,
            state: codes.next(),
            message: match self.dialect {
                Dialect::Sqlite => format!("{code}: {message}"),
                _ => message,
            },
            detail: detail.map(|detail| filled(detail, &names)),
            place: match self.dialect {
                Dialect::Postgres => names.into_iter().filter(is_placed).collect(),
                _ => Vec::new(),
            },
        }
    }

    /// The codes and the sentence of a kind of error in this dialect; what MariaDB does not say
    /// otherwise, it says as MySQL.
    fn line(self, mut kind: &str) -> Option<(&'static str, &'static str)> {
        let of = |dialect: &str, kind: &str| {
            WORDS.lines().find_map(|line| {
                let rest = line.strip_prefix(dialect)?.strip_prefix(' ')?;
                rest.strip_prefix(kind)?.strip_prefix(' ')?.split_once(": ")
            })
        };
        let mysql = self.dialect.is_mysql();
        loop {
            let own = of(self.dialect.name(), kind);
            if let Some(line) = own.or_else(|| of("mysql", kind).filter(|_| mysql)) {
                return Some(line);
            }
            kind = match kind.rsplit_once('-') {
                Some((shorter, _)) => shorter,
                None if kind != "other" => "other",
                None => return None,
            };
        }
    }

    /// Whether the statement begins with a word.
    fn begins(self, word: &str) -> bool {
        let start = self.sql.trim_start().get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    }

    fn kind(self, error: &EngineError) -> (String, Names) {
        let named = |name: &'static str, value: &str| (name, value.to_owned());
        let (kind, names) = match error {
            EngineError::NotNull {
                table,
                column,
                trace,
            } => {
                let is_forgotten = trace.is_none() && self.begins("insert");
                (
                    if is_forgotten {
                        "no-default"
                    } else {
                        "not-null"
                    },
                    vec![named("table", table), named("column", column)],
                )
            }
            EngineError::Check {
                table, constraint, ..
            } => (
                "check",
                vec![named("table", table), named("constraint", constraint)],
            ),
            EngineError::NoSuchTable { table } if self.begins("drop table") => {
                ("no-such-table-to-drop", vec![named("table", table)])
            }
            EngineError::NoSuchTable { table } => ("no-such-table", vec![named("table", table)]),
            EngineError::NoSuchColumn { column, clause } => {
                return self.no_such_column(column, clause);
            }
            EngineError::NotInFrom { table, elsewhere } => {
                let kind = if *elsewhere {
                    "not-in-from-here"
                } else {
                    "not-in-from"
                };
                (kind, vec![named("name", table)])
            }
            EngineError::NoSuchConstraint { what, name, table } => {
                let of = if table.is_empty() {
                    String::new()
                } else {
                    format!(" of relation \"{table}\"")
                };
                let names = vec![named("what", what), named("name", name), ("of", of)];
                match (self.dialect, *what) {
                    (Dialect::Mssql, what) if what != "constraint" => ("other", names),
                    _ => ("no-such-constraint", names),
                }
            }
            EngineError::AlreadyExists { what, name } => {
                let names = vec![named("what", what), named("name", name)];
                return (format!("exists-{what}"), names);
            }
            EngineError::CascadePaths { .. } => ("cascade-paths", Vec::new()),
            EngineError::InvalidValue {
                table,
                column,
                data_type,
                value,
            } => {
                let (kind, what) = misfit(data_type, value);
                let names = vec![
                    named("table", table),
                    named("column", column),
                    named("value", value),
                    named("what", what),
                    ("type", postgres_type(data_type)),
                ];
                (kind, names)
            }
            EngineError::Syntax { message } => match (self.dialect, stumbled_on(message)) {
                (Dialect::Sqlite | Dialect::Postgres, Some("EOF")) => ("incomplete", Vec::new()),
                (Dialect::Sqlite | Dialect::Postgres, Some(token)) => {
                    ("syntax", vec![named("token", token)])
                }
                _ => ("syntax-error", vec![named("message", message)]),
            },
            EngineError::Invalid { message } => {
                if let Some(name) = message.strip_prefix("ambiguous column name: ") {
                    ("ambiguous", vec![named("name", name)])
                } else if let (Dialect::Postgres, Some(value)) =
                    (self.dialect, message.strip_prefix("not a number: "))
                {
                    let names = vec![named("value", value), ("type", "integer".into())];
                    ("no-such-value", names)
                } else if let Some(name) = message.strip_prefix("duplicate column name: ") {
                    ("twice", vec![named("name", name)])
                } else if message.starts_with(IN_RESULTS) {
                    ("in-results", Vec::new())
                } else {
                    ("other", Vec::new())
                }
            }
            _ => ("other", Vec::new()),
        };
        (kind.into(), names)
    }

    fn no_such_column(self, column: &str, clause: &str) -> (String, Names) {
        // What is to be written comes with its table.
        if let ("", Some((table, column))) = (clause, column.split_once('.')) {
            let verb = ["insert", "update"]
                .into_iter()
                .find(|verb| self.begins(verb));
            let kind = format!("no-such-column-to-{}", verb.unwrap_or("alter"));
            let names = vec![("table", table.to_owned()), ("column", column.to_owned())];
            return (kind, names);
        }
        let clause = match self.dialect {
            Dialect::Mysql => self.line(&format!("in-{clause}")).map(|(_, words)| words),
            _ => Some(clause),
        };
        let kind = if column.contains('.') {
            "no-such-column-of-table"
        } else {
            "no-such-column"
        };
        let clause = clause.unwrap_or_default().to_owned();
        let names = vec![("column", column.to_owned()), ("clause", clause)];
        (kind.into(), names)
    }

    fn foreign_key(self, refusal: &ForeignKeyRefusal) -> (String, Names) {
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
        let between = if self.dialect.is_mysql() {
            "`, `"
        } else {
            ", "
        };
        let values: Vec<String> = values.iter().map(shown).collect();
        // RESTRICT is what a key does anyway, and not shown.
        let mut clauses = String::new();
        for (event, action) in ["ON DELETE", "ON UPDATE"].into_iter().zip(actions) {
            if *action != ReferentialAction::Restrict {
                clauses.extend([" ", event, " ", action.keyword()]);
            }
        }
        let names = vec![
            ("constraint", constraint.clone()),
            ("table", table.clone()),
            ("columns", columns.join(between)),
            ("referenced", referenced_table.clone()),
            ("keys", referenced_columns.join(between)),
            ("values", values.join(", ")),
            ("actions", clauses),
        ];
        // The referenced row must stay, or the referencing one leads nowhere.
        let kind = match action {
            Some(_) => "referenced",
            None => "no-referenced",
        };
        (kind.into(), names)
    }
}

/// A sentence with its names filled in.
fn filled(sentence: &str, names: &Names) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        let known = names.iter().find(|(known, _)| *known == name);
        text.push_str(before);
        text.push_str(known.map_or("", |(_, value)| value));
        rest = behind;
    }
    text + rest
}

/// The token that the parser stumbled on.
fn stumbled_on(message: &str) -> Option<&str> {
    let (_, found) = message.rsplit_once("found: ")?;
    let token = found.split(" at Line").next().unwrap_or(found).trim();
    (!token.is_empty()).then_some(token)
}

/// Why a column does not hold a value, and what MySQL calls what it should have been.
fn misfit(data_type: &str, value: &str) -> (&'static str, &'static str) {
    let declared = data_type.to_ascii_uppercase();
    let is = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    let is_number = float::parse(value).is_some();
    let of_time = if value.starts_with(|c: char| c.is_ascii_digit()) {
        "no-such-moment"
    } else {
        "no-such-moment-at-all"
    };
    if is(&["ENUM"]) {
        ("not-listed", "")
    } else if is(&["CHAR", "TEXT"]) {
        ("too-long", "")
    } else if is(&["INT"]) && is_number {
        ("out-of-range-integer", "")
    } else if is(&["INT"]) {
        ("no-such-value", "integer")
    } else if is_number {
        ("out-of-range-decimal", "")
    } else if is(&["DATETIME", "TIMESTAMP"]) {
        (of_time, "datetime")
    } else if is(&["DATE"]) {
        (of_time, "date")
    } else if is(&["TIME"]) {
        (of_time, "time")
    } else {
        ("no-such-value", "decimal")
    }
}

/// PostgreSQL's own name of a declared type.
fn postgres_type(declared: &str) -> String {
    if let Some((_, name)) = declared.trim_end_matches('"').rsplit_once('"') {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        return if name.chars().all(is_plain) {
            name.to_owned()
        } else {
            format!("\"{name}\"")
        };
    }
    let lower = declared.to_lowercase();
    match lower.split_once('(') {
        Some(("varchar", length)) => format!("character varying({length}"),
        Some(("char", length)) => format!("character({length}"),
        Some(("decimal", _)) => "numeric".into(),
        _ => lower,
    }
}

/// A value in a message: text without its quotes.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Null => "null".into(),
        other => escape(Dialect::Sqlite, other),
    }
}
