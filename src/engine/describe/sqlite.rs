//! SQLite's PRAGMAs and `sqlite_master`.

use super::{Listing, defined, flag, number, outcome, text};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Outcome, Session,
        catalogue::{Lookup, TableDef, Unique, UniqueKind, same_table},
        key::Key,
        store::{self, Row},
    },
    schema::Value,
    sort::sort_by_key,
};
use std::rc::Rc;

/// Columns of `PRAGMA table_info`.
pub(super) const TABLE_INFO: [&str; 6] = ["cid", "name", "type", "notnull", "dflt_value", "pk"];

/// Columns of `PRAGMA foreign_key_list`.
pub(super) const FOREIGN_KEY_LIST: [&str; 8] = [
    "id",
    "seq",
    "table",
    "from",
    "to",
    "on_update",
    "on_delete",
    "match",
];

pub(super) fn sqlite_master(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (id, def) in session.state.catalogue.tables() {
        rows.push(vec![
            text("table"),
            text(&*def.name),
            text(&*def.name),
            number(id + 2),
            text(
                def.sql
                    .replacen("CREATE TABLE IF NOT EXISTS ", "CREATE TABLE ", 1),
            ),
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
    for view in &session.state.catalogue.views {
        rows.push(vec![
            text("view"),
            text(view.name.clone()),
            text(view.name.clone()),
            number(0),
            text(view.sql.clone()),
        ]);
    }
    (&["type", "name", "tbl_name", "rootpage", "sql"], rows)
}

pub(super) fn sqlite_sequence(session: &Session) -> Listing {
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

/// PRAGMAs that say how a file is kept, as SQLite shows them of a database in memory.
const FIXED: [(&str, &str); 5] = [
    ("busy_timeout", "0"),
    ("cache_size", "-2000"),
    ("encoding", "UTF-8"),
    ("journal_mode", "memory"),
    ("synchronous", "2"),
];

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
                        self.foreign_keys = is_on(value);
                    }
                    Outcome::default()
                }
            },
            // It lasts until the transaction ends; outside one that is at once.
            "defer_foreign_keys" => match (argument, &mut self.open) {
                (None, open) => {
                    let deferred = open.as_ref().is_some_and(|open| open.everything_deferred);
                    outcome(&["defer_foreign_keys"], vec![vec![flag(deferred)]])
                }
                (Some(value), Some(open)) => {
                    open.everything_deferred = is_on(value);
                    Outcome::default()
                }
                (Some(_), None) => Outcome::default(),
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
            "foreign_key_check" => outcome(
                &["table", "rowid", "parent", "fkid"],
                self.foreign_key_check(argument),
            ),
            other => match FIXED.iter().find(|(known, _)| *known == other) {
                // A setting of how a file is kept changes nothing here, and shows itself unchanged.
                Some((known, shown)) if argument.is_none() || *known == "journal_mode" => {
                    outcome(&[*known], vec![vec![text(*shown)]])
                }
                Some(_) => Outcome::default(),
                None => {
                    return Err(EngineError::Unsupported {
                        feature: format!("PRAGMA {other}"),
                    });
                }
            },
        })
    }

    /// Rows whose foreign keys lead nowhere, as they may while `foreign_keys` is off.
    fn foreign_key_check(&self, only: Option<&str>) -> Vec<Vec<Value>> {
        let catalogue = &self.state.catalogue;
        let mut found = Vec::new();
        for (id, def) in catalogue.tables() {
            if only.is_some_and(|only| !same_table(&def.name, only, self.dialect)) {
                continue;
            }
            for (at, key) in def.foreign_keys.iter().enumerate() {
                let ends = catalogue
                    .find(&key.referenced_table, self.dialect)
                    .and_then(|other| Some((other, catalogue.ends(key, other, self.dialect)?)));
                for (row, values) in &self.state.tables[id].rows {
                    let leads = match &ends {
                        Some((other, (unique, columns))) => Key::of(values, columns, def.folds)
                            .is_none_or(|key| {
                                self.state.tables[*other].uniques[*unique].contains_key(&key)
                            }),
                        None => Key::of(values, &key.columns, def.folds).is_none(),
                    };
                    if !leads {
                        found.push(vec![
                            text(&*def.name),
                            row_number(def, row, values),
                            text(key.referenced_table.clone()),
                            number(def.foreign_keys.len() - 1 - at),
                        ]);
                    }
                }
            }
        }
        found
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
}

pub(super) fn table_info(def: &TableDef) -> Vec<Vec<Value>> {
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
        .filter_map(|lookup: &Lookup| Some((lookup.name.clone()?, lookup.partial)));
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
        .chain(named.map(|(name, partial)| (name, false, "c", partial)))
        .collect();
    // Those of constraints have no place in the order of CREATE INDEX, and are the oldest.
    sort_by_key(&mut all, |(name, ..)| {
        let made = def.made.iter().position(|made| made == name);
        (made, (made.is_none()).then(|| name.clone()))
    });
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

pub(super) fn foreign_key_list(def: &TableDef) -> Vec<Vec<Value>> {
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

/// Whether a PRAGMA's argument switches it on.
fn is_on(value: &str) -> bool {
    matches!(
        value.to_ascii_lowercase().as_str(),
        "on" | "1" | "true" | "yes"
    )
}

/// A row's `rowid`: its INTEGER PRIMARY KEY, or its place.
fn row_number(def: &TableDef, row: u64, values: &Row) -> Value {
    match def.auto {
        Some(auto) => values[auto.column].clone(),
        None => Value::Integer(store::row_number(row)),
    }
}
