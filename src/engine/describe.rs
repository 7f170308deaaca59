//! What the database says of itself: PRAGMA, SHOW, and the system tables that Sequelize reads.

use super::{
    EngineError, Outcome, Session,
    catalogue::{Lookup, TableDef, Unique, UniqueKind, same_table},
    query::Virtual,
    store::Row,
};
use crate::{dialect::Dialect, schema::Value};
use gluesql::core::sqlparser::ast::Statement;
use std::rc::Rc;

pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn flag(flag: bool) -> Value {
    Value::Integer(i64::from(flag))
}

pub(crate) fn number(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn yes_no(flag: bool) -> Value {
    text(if flag { "YES" } else { "NO" })
}

fn outcome(labels: &[&str], rows: Vec<Vec<Value>>) -> Outcome {
    Outcome {
        labels: labels.iter().map(ToString::to_string).collect(),
        rows,
        ..Outcome::default()
    }
}

/// A system table by its name in lower case, database and schema first.
pub(crate) fn virtual_table(session: &Session, parts: &[String]) -> Option<Virtual> {
    let names: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (columns, rows) = match (session.dialect, names.as_slice()) {
        (Dialect::Sqlite, [.., "sqlite_master" | "sqlite_schema"]) => sqlite_master(session),
        (Dialect::Sqlite, [.., "sqlite_sequence"]) => sqlite_sequence(session),
        (Dialect::Sqlite, ["pragma_foreign_key_list", table]) => {
            let def = defined(session, table)?;
            (&FOREIGN_KEY_LIST[..], foreign_key_list(&def))
        }
        (Dialect::Sqlite, ["pragma_table_info", table]) => {
            let def = defined(session, table)?;
            (&TABLE_INFO[..], table_info(&def))
        }
        (Dialect::Sqlite, _) => return None,
        (_, [.., "information_schema", "tables"]) => information_tables(session),
        (_, [.., "information_schema", "columns"]) => information_columns(session),
        (_, [.., "information_schema", "table_constraints"]) => table_constraints(session),
        (_, [.., "information_schema", "key_column_usage"]) => key_column_usage(session),
        (_, [.., "information_schema", "referential_constraints"]) => {
            referential_constraints(session)
        }
        (_, [.., "information_schema", "constraint_column_usage"]) => {
            constraint_column_usage(session)
        }
        (_, names) => super::system::system_table(session, names)?,
    };
    let rows: Vec<Row> = rows.into_iter().map(Into::into).collect();
    Some(Virtual {
        columns: columns.iter().map(ToString::to_string).collect(),
        rows: Rc::new(rows),
    })
}

/// Columns of `PRAGMA table_info`.
const TABLE_INFO: [&str; 6] = ["cid", "name", "type", "notnull", "dflt_value", "pk"];

/// Columns of `PRAGMA foreign_key_list`.
const FOREIGN_KEY_LIST: [&str; 8] = [
    "id",
    "seq",
    "table",
    "from",
    "to",
    "on_update",
    "on_delete",
    "match",
];

pub(crate) type Listing = (&'static [&'static str], Vec<Vec<Value>>);

fn defined(session: &Session, table: &str) -> Option<Rc<TableDef>> {
    let id = session.state.catalogue.find(table, session.dialect)?;
    Some(session.state.def(id))
}

fn sqlite_master(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (id, def) in session.state.catalogue.tables() {
        rows.push(vec![
            text("table"),
            text(&*def.name),
            text(&*def.name),
            number(id + 2),
            text(&*def.sql),
        ]);
        for unique in &def.uniques {
            if is_row_id(def, unique) {
                continue;
            }
            let sql = if unique.kind == UniqueKind::Index {
                text(index_sql(session, def, &unique.name, &unique.columns, true))
            } else {
                Value::Null
            };
            rows.push(vec![
                text("index"),
                text(&*unique.name),
                text(&*def.name),
                number(id + 2),
                sql,
            ]);
        }
        for lookup in &def.lookups {
            if let Some(name) = &lookup.name {
                rows.push(vec![
                    text("index"),
                    text(&**name),
                    text(&*def.name),
                    number(id + 2),
                    text(index_sql(session, def, name, &lookup.columns, false)),
                ]);
            }
        }
    }
    (&["type", "name", "tbl_name", "rootpage", "sql"], rows)
}

fn sqlite_sequence(session: &Session) -> Listing {
    let rows = session
        .state
        .catalogue
        .tables()
        .filter(|(_, def)| def.auto.is_some())
        .map(|(id, def)| {
            vec![
                text(&*def.name),
                Value::Integer(session.state.tables[id].last_number),
            ]
        })
        .collect();
    (&["name", "seq"], rows)
}

/// An INTEGER PRIMARY KEY is the row number itself and has no index.
fn is_row_id(def: &TableDef, unique: &Unique) -> bool {
    unique.kind == UniqueKind::Primary
        && def.auto.is_some_and(|auto| unique.columns == [auto.column])
}

fn index_sql(
    session: &Session,
    def: &TableDef,
    name: &str,
    columns: &[usize],
    unique: bool,
) -> String {
    let quote = |name: &str| match session.dialect {
        Dialect::Postgres => format!("\"{name}\""),
        Dialect::Mssql => format!("[{name}]"),
        _ => format!("`{name}`"),
    };
    let columns: Vec<String> = def.names(columns).iter().map(|name| quote(name)).collect();
    format!(
        "CREATE {}INDEX {} ON {} ({})",
        if unique { "UNIQUE " } else { "" },
        quote(name),
        quote(&def.name),
        columns.join(", ")
    )
}

/// The schema a dialect keeps tables in.
fn schema(session: &Session) -> &str {
    match session.dialect {
        Dialect::Postgres => "public",
        Dialect::Mssql => "dbo",
        _ => &session.database,
    }
}

fn information_tables(session: &Session) -> Listing {
    let rows = session
        .state
        .catalogue
        .tables()
        .map(|(_, def)| {
            vec![
                text(session.database.clone()),
                text(schema(session)),
                text(&*def.name),
                text("BASE TABLE"),
                text(def.comment.clone().unwrap_or_default()),
            ]
        })
        .collect();
    (
        &[
            "table_catalog",
            "table_schema",
            "table_name",
            "table_type",
            "table_comment",
        ],
        rows,
    )
}

fn information_columns(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        for (at, column) in def.columns.iter().enumerate() {
            let primary = def
                .primary_key()
                .is_some_and(|key| key.columns.contains(&at));
            let auto = def.auto.is_some_and(|auto| auto.column == at);
            let kind = column.declared.to_lowercase();
            let plain = kind.split('(').next().unwrap_or_default().trim().to_owned();
            let default = match &column.default {
                Some(default) => text(default.sql.clone()),
                None if auto && session.dialect == Dialect::Postgres => text(format!(
                    "nextval('\"{}_{}_seq\"'::regclass)",
                    def.name, column.name
                )),
                None => Value::Null,
            };
            rows.push(vec![
                text(session.database.clone()),
                text(schema(session)),
                text(&*def.name),
                text(column.name.clone()),
                number(at + 1),
                default,
                yes_no(column.nullable && !auto),
                text(plain.clone()),
                text(kind),
                text(plain),
                Value::Null,
                text(if primary { "PRI" } else { "" }),
                text(if auto { "auto_increment" } else { "" }),
                text(column.comment.clone().unwrap_or_default()),
            ]);
        }
    }
    (
        &[
            "table_catalog",
            "table_schema",
            "table_name",
            "column_name",
            "ordinal_position",
            "column_default",
            "is_nullable",
            "data_type",
            "column_type",
            "udt_name",
            "character_maximum_length",
            "column_key",
            "extra",
            "column_comment",
        ],
        rows,
    )
}

/// Which columns each constraint speaks of: those it references, or its own.
fn constraint_column_usage(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        let mut add = |name: &str, table: &str, column: &str| {
            rows.push(vec![
                text(session.database.clone()),
                text(schema(session)),
                text(table),
                text(column),
                text(name),
            ]);
        };
        for unique in &def.uniques {
            if kind(unique).is_some() {
                for column in def.names(&unique.columns) {
                    add(&unique.name, &def.name, &column);
                }
            }
        }
        for key in &def.foreign_keys {
            for column in &key.referenced_columns {
                add(&key.name, &key.referenced_table, column);
            }
        }
    }
    (
        &[
            "table_catalog",
            "table_schema",
            "table_name",
            "column_name",
            "constraint_name",
        ],
        rows,
    )
}

fn kind(unique: &Unique) -> Option<&'static str> {
    match unique.kind {
        UniqueKind::Primary => Some("PRIMARY KEY"),
        UniqueKind::Constraint => Some("UNIQUE"),
        UniqueKind::Index => None,
    }
}

fn table_constraints(session: &Session) -> Listing {
    let mut rows = Vec::new();
    let schema = schema(session);
    for (_, def) in session.state.catalogue.tables() {
        let mut add = |name: &str, kind: &str, (deferrable, deferred): (bool, bool)| {
            rows.push(vec![
                text(session.database.clone()),
                text(schema),
                text(name),
                text(session.database.clone()),
                text(schema),
                text(&*def.name),
                text(kind),
                yes_no(deferrable),
                yes_no(deferred),
            ]);
        };
        for unique in &def.uniques {
            if let Some(kind) = kind(unique) {
                add(&unique.name, kind, (false, false));
            }
        }
        for key in &def.foreign_keys {
            add(
                &key.name,
                "FOREIGN KEY",
                (key.deferrable, key.initially_deferred),
            );
        }
        for check in &def.checks {
            add(&check.name, "CHECK", (false, false));
        }
    }
    (
        &[
            "constraint_catalog",
            "constraint_schema",
            "constraint_name",
            "table_catalog",
            "table_schema",
            "table_name",
            "constraint_type",
            "is_deferrable",
            "initially_deferred",
        ],
        rows,
    )
}

fn key_column_usage(session: &Session) -> Listing {
    let mut rows = Vec::new();
    let schema = schema(session);
    for (_, def) in session.state.catalogue.tables() {
        let mut add = |name: &str, at: usize, column: usize, referenced: Option<(&str, &str)>| {
            rows.push(vec![
                text(session.database.clone()),
                text(schema),
                text(name),
                text(session.database.clone()),
                text(schema),
                text(&*def.name),
                text(def.columns[column].name.clone()),
                number(at + 1),
                referenced.map_or(Value::Null, |_| text(schema)),
                referenced.map_or(Value::Null, |(table, _)| text(table)),
                referenced.map_or(Value::Null, |(_, column)| text(column)),
            ]);
        };
        for unique in &def.uniques {
            if kind(unique).is_some() {
                for (at, column) in unique.columns.iter().enumerate() {
                    add(&unique.name, at, *column, None);
                }
            }
        }
        for key in &def.foreign_keys {
            for (at, column) in key.columns.iter().enumerate() {
                let referenced = key.referenced_columns.get(at).map_or("", String::as_str);
                add(
                    &key.name,
                    at,
                    *column,
                    Some((&key.referenced_table, referenced)),
                );
            }
        }
    }
    (
        &[
            "constraint_catalog",
            "constraint_schema",
            "constraint_name",
            "table_catalog",
            "table_schema",
            "table_name",
            "column_name",
            "ordinal_position",
            "referenced_table_schema",
            "referenced_table_name",
            "referenced_column_name",
        ],
        rows,
    )
}

fn referential_constraints(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        for key in &def.foreign_keys {
            rows.push(vec![
                text(schema(session)),
                text(&*key.name),
                text(&*def.name),
                text(key.referenced_table.clone()),
                text(key.on_update.keyword()),
                text(key.on_delete.keyword()),
            ]);
        }
    }
    (
        &[
            "constraint_schema",
            "constraint_name",
            "table_name",
            "referenced_table_name",
            "update_rule",
            "delete_rule",
        ],
        rows,
    )
}

impl Session {
    /// SQLite's PRAGMAs that Sequelize uses.
    pub(crate) fn pragma(
        &mut self,
        name: &str,
        argument: Option<&str>,
    ) -> Result<Outcome, EngineError> {
        if self.dialect != Dialect::Sqlite {
            return Err(EngineError::Unsupported {
                feature: "PRAGMA".into(),
            });
        }
        let def = argument.and_then(|table| defined(self, table));
        Ok(match name {
            "foreign_keys" => match argument {
                None => outcome(&["foreign_keys"], vec![vec![flag(self.foreign_keys)]]),
                Some(value) => {
                    // SQLite ignores it inside a transaction.
                    if self.open.is_none() {
                        self.foreign_keys = matches!(
                            value.to_ascii_lowercase().as_str(),
                            "on" | "1" | "true" | "yes"
                        );
                    }
                    Outcome::default()
                }
            },
            "table_info" | "table_xinfo" => outcome(
                &TABLE_INFO,
                def.map_or_else(Vec::new, |def| table_info(&def)),
            ),
            "index_list" => outcome(
                &["seq", "name", "unique", "origin", "partial"],
                def.map_or_else(Vec::new, |def| index_list(&def)),
            ),
            "index_info" | "index_xinfo" => outcome(
                &["seqno", "cid", "name"],
                argument.map_or_else(Vec::new, |index| self.index_info(index)),
            ),
            "foreign_key_list" => outcome(
                &FOREIGN_KEY_LIST,
                def.map_or_else(Vec::new, |def| foreign_key_list(&def)),
            ),
            "foreign_key_check" => outcome(&["table", "rowid", "parent", "fkid"], Vec::new()),
            "journal_mode" | "synchronous" | "cache_size" | "encoding" | "busy_timeout"
            | "defer_foreign_keys" | "user_version" => Outcome::default(),
            other => {
                return Err(EngineError::Unsupported {
                    feature: format!("PRAGMA {other}"),
                });
            }
        })
    }

    fn index_info(&self, index: &str) -> Vec<Vec<Value>> {
        self.state
            .catalogue
            .tables()
            .find_map(|(_, def)| {
                let columns = def
                    .uniques
                    .iter()
                    .find(|unique| unique.name.eq_ignore_ascii_case(index))
                    .map(|unique| &unique.columns)
                    .or_else(|| {
                        def.lookups
                            .iter()
                            .find(|lookup| {
                                lookup
                                    .name
                                    .as_ref()
                                    .is_some_and(|name| name.eq_ignore_ascii_case(index))
                            })
                            .map(|lookup| &lookup.columns)
                    })?;
                Some(
                    columns
                        .iter()
                        .enumerate()
                        .map(|(at, column)| {
                            vec![
                                number(at),
                                number(*column),
                                text(def.columns[*column].name.clone()),
                            ]
                        })
                        .collect(),
                )
            })
            .unwrap_or_default()
    }

    /// SHOW, as MySQL has it.
    pub(crate) fn show(&self, words: &[String]) -> Result<Outcome, EngineError> {
        let upper: Vec<String> = words.iter().map(|word| word.to_ascii_uppercase()).collect();
        let named = || {
            words.last().and_then(|table| {
                self.state
                    .catalogue
                    .tables()
                    .find(|(_, def)| same_table(&def.name, table, self.dialect))
            })
        };
        match upper
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .as_slice()
        {
            ["TABLES", ..] | ["FULL", "TABLES", ..] => Ok(outcome(
                &["Tables_in_relata"],
                self.state
                    .catalogue
                    .tables()
                    .map(|(_, def)| vec![text(&*def.name)])
                    .collect(),
            )),
            ["INDEX" | "INDEXES" | "KEYS", ..] => {
                let Some((_, def)) = named() else {
                    return Ok(Outcome::default());
                };
                Ok(outcome(
                    &[
                        "Table",
                        "Non_unique",
                        "Key_name",
                        "Seq_in_index",
                        "Column_name",
                        "Collation",
                        "Null",
                        "Index_type",
                    ],
                    show_index(def),
                ))
            }
            ["COLUMNS" | "FIELDS", ..] | ["FULL", "COLUMNS" | "FIELDS", ..] => {
                let Some((_, def)) = named() else {
                    return Err(EngineError::NoSuchTable {
                        table: words.last().cloned().unwrap_or_default(),
                    });
                };
                Ok(outcome(
                    &[
                        "Field",
                        "Type",
                        "Collation",
                        "Null",
                        "Key",
                        "Default",
                        "Extra",
                        "Privileges",
                        "Comment",
                    ],
                    show_columns(def),
                ))
            }
            ["VARIABLES" | "WARNINGS" | "SESSION" | "GLOBAL", ..] => Ok(Outcome::default()),
            _ => Err(EngineError::Unsupported {
                feature: format!("SHOW {}", words.join(" ")),
            }),
        }
    }

    /// SQL Server's `sp_helpindex`.
    pub(crate) fn help_index(&self, table: &str) -> Outcome {
        let found = self
            .state
            .catalogue
            .tables()
            .find(|(_, def)| same_table(&def.name, table, self.dialect));
        let rows = found.map_or_else(Vec::new, |(_, def)| {
            super::system::indexes(def)
                .into_iter()
                .map(|(_, name, columns, primary, unique)| {
                    let mut words = vec!["nonclustered"];
                    if primary {
                        words[0] = "clustered";
                    }
                    if unique {
                        words.push("unique");
                    }
                    if primary {
                        words.push("primary key");
                    }
                    vec![
                        text(name),
                        text(format!("{} located on PRIMARY", words.join(", "))),
                        text(def.names(columns).join(", ")),
                    ]
                })
                .collect()
        });
        outcome(&["index_name", "index_description", "index_keys"], rows)
    }

    /// EXPLAIN: the plan as lines to read.
    pub(crate) fn explain(&self, statement: &Statement) -> Result<Outcome, EngineError> {
        let Statement::Query(query) = statement else {
            return Err(EngineError::Unsupported {
                feature: "EXPLAIN of anything but a query".into(),
            });
        };
        let virtuals = |parts: &[String]| virtual_table(self, parts);
        let mut compiler =
            super::query::Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let plan = compiler.query(query)?;
        let lines = super::query::explain(&plan, &self.state.catalogue);
        Ok(outcome(
            &["plan"],
            lines.into_iter().map(|line| vec![text(line)]).collect(),
        ))
    }
}

fn table_info(def: &TableDef) -> Vec<Vec<Value>> {
    def.columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let key = def
                .primary_key()
                .and_then(|key| key.columns.iter().position(|column| *column == at));
            vec![
                number(at),
                text(column.name.clone()),
                text(column.declared.clone()),
                flag(!column.nullable),
                column
                    .default
                    .as_ref()
                    .map_or(Value::Null, |default| text(default.sql.clone())),
                number(key.map_or(0, |at| at + 1)),
            ]
        })
        .collect()
}

fn index_list(def: &TableDef) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    // SQLite lists the newest first.
    let named = def
        .lookups
        .iter()
        .filter_map(|lookup: &Lookup| lookup.name.as_ref());
    let mut all: Vec<(Rc<str>, bool, &str, bool)> = def
        .uniques
        .iter()
        .filter(|unique| !is_row_id(def, unique))
        .map(|unique| {
            let origin = match unique.kind {
                UniqueKind::Primary => "pk",
                UniqueKind::Constraint => "u",
                UniqueKind::Index => "c",
            };
            (
                unique.name.clone(),
                true,
                origin,
                unique.predicate.is_some(),
            )
        })
        .chain(named.map(|name| (name.clone(), false, "c", false)))
        .collect();
    all.reverse();
    for (at, (name, unique, origin, partial)) in all.into_iter().enumerate() {
        rows.push(vec![
            number(at),
            text(&*name),
            flag(unique),
            text(origin),
            flag(partial),
        ]);
    }
    rows
}

fn foreign_key_list(def: &TableDef) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    // The newest first here too.
    for (id, key) in def.foreign_keys.iter().rev().enumerate() {
        for (seq, column) in key.columns.iter().enumerate() {
            rows.push(vec![
                number(id),
                number(seq),
                text(key.referenced_table.clone()),
                text(def.columns[*column].name.clone()),
                key.referenced_columns
                    .get(seq)
                    .map_or(Value::Null, |name| text(name.clone())),
                text(key.on_update.keyword()),
                text(key.on_delete.keyword()),
                text("NONE"),
            ]);
        }
    }
    rows
}

fn show_index(def: &TableDef) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    let mut add = |name: &str, unique: bool, columns: &[usize]| {
        for (at, column) in columns.iter().enumerate() {
            rows.push(vec![
                text(&*def.name),
                flag(!unique),
                text(name),
                number(at + 1),
                text(def.columns[*column].name.clone()),
                text("A"),
                text(if def.columns[*column].nullable {
                    "YES"
                } else {
                    ""
                }),
                text("BTREE"),
            ]);
        }
    };
    for unique in &def.uniques {
        add(&unique.name, true, &unique.columns);
    }
    for lookup in &def.lookups {
        if let Some(name) = &lookup.name {
            add(name, false, &lookup.columns);
        }
    }
    rows
}

fn show_columns(def: &TableDef) -> Vec<Vec<Value>> {
    def.columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let primary = def
                .primary_key()
                .is_some_and(|key| key.columns.contains(&at));
            let unique = def.uniques.iter().any(|unique| unique.columns == [at]);
            let auto = def.auto.is_some_and(|auto| auto.column == at);
            vec![
                text(column.name.clone()),
                text(column.declared.to_lowercase()),
                Value::Null,
                yes_no(column.nullable && !auto),
                text(if primary {
                    "PRI"
                } else if unique {
                    "UNI"
                } else {
                    ""
                }),
                column
                    .default
                    .as_ref()
                    .map_or(Value::Null, |default| text(default.sql.trim_matches('\''))),
                text(if auto { "auto_increment" } else { "" }),
                text("select,insert,update,references"),
                text(column.comment.clone().unwrap_or_default()),
            ]
        })
        .collect()
}
