//! What the database says of itself: PRAGMA, SHOW, and the system tables that Sequelize reads.
//!
//! System tables are virtual: their rows are made from the catalogue when a query names them.

mod information;
mod mysql;
mod shown;
mod sqlite;
mod system;

use system::indexes;
pub(crate) use system::{constraint_definition, index_definition, object_id, schema_name};

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Outcome, Session,
        catalogue::{TableDef, UniqueKind, same_table},
        query::{self, Compiler, Virtual},
        store::Row,
    },
    schema::{Text, Value},
};
use gluesql::core::sqlparser::ast::Statement;
use information::{
    constraint_column_usage, information_columns, information_tables, key_column_usage,
    referential_constraints, table_constraints,
};
use sqlite::{
    FOREIGN_KEY_LIST, TABLE_INFO, foreign_key_list, sqlite_master, sqlite_sequence, table_info,
};
use std::rc::Rc;
use system::system_table;

pub(crate) fn text(text: impl Into<Text>) -> Value {
    Value::text(text)
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
        (_, names) => system_table(session, names)?,
    };
    let rows: Vec<Row> = rows.into_iter().map(Into::into).collect();
    Some(Virtual {
        columns: columns.iter().map(ToString::to_string).collect(),
        rows: Rc::new(rows),
    })
}

pub(crate) type Listing = (&'static [&'static str], Vec<Vec<Value>>);

fn defined(session: &Session, table: &str) -> Option<Rc<TableDef>> {
    let id = session.state.catalogue.find(table, session.dialect)?;
    Some(session.state.def(id))
}

impl Session {
    /// SQL Server's `sp_helpindex`.
    pub(crate) fn help_index(&self, table: &str) -> Outcome {
        let found = self
            .state
            .catalogue
            .tables()
            .find(|(_, def)| same_table(&def.name, table, self.dialect));
        let rows = found.map_or_else(Vec::new, |(_, def)| {
            indexes(def)
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

    /// SQL Server's `sp_helpconstraint`: the table's name, then its constraints.
    pub(crate) fn help_constraint(&self, table: &str) -> Outcome {
        let labels = [
            "constraint_type",
            "constraint_name",
            "delete_action",
            "update_action",
            "status_enabled",
            "status_for_replication",
            "constraint_keys",
        ];
        let found = self
            .state
            .catalogue
            .tables()
            .find(|(_, def)| same_table(&def.name, table, self.dialect));
        let Some((_, def)) = found else {
            return outcome(&labels, Vec::new());
        };
        let mut rows = vec![vec![text(&*def.name)]];
        let mut add = |kind: &str, name: &str, actions: Option<(&str, &str)>, keys: String| {
            let na = "(n/a)";
            let (on_delete, on_update) = actions.unwrap_or((na, na));
            let status = if actions.is_some() {
                ("Enabled", "Is_For_Replication")
            } else {
                (na, na)
            };
            rows.push(vec![
                text(kind),
                text(name),
                text(on_delete),
                text(on_update),
                text(status.0),
                text(status.1),
                text(keys),
            ]);
        };
        for check in &def.checks {
            add("CHECK", &check.name, None, check.predicate.sql.clone());
        }
        for key in &def.foreign_keys {
            let actions = (key.on_delete.keyword(), key.on_update.keyword());
            let keys = def.names(&key.columns).join(", ");
            add("FOREIGN KEY", &key.name, Some(actions), keys);
        }
        for unique in &def.uniques {
            let kind = match unique.kind {
                UniqueKind::Primary => "PRIMARY KEY (clustered)",
                UniqueKind::Constraint => "UNIQUE (non-clustered)",
                UniqueKind::Index => continue,
            };
            add(
                kind,
                &unique.name,
                None,
                def.names(&unique.columns).join(", "),
            );
        }
        for row in &mut rows {
            row.resize(labels.len(), Value::Null);
        }
        outcome(&labels, rows)
    }

    /// EXPLAIN: the plan as lines to read.
    pub(crate) fn explain(&self, statement: &Statement) -> Result<Outcome, EngineError> {
        let lines = if let Statement::Query(query) = statement {
            let virtuals = |parts: &[String]| virtual_table(self, parts);
            let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
            query::explain(&compiler.query(query)?, &self.state.catalogue)
        } else {
            self.explain_write(statement)?
        };
        Ok(outcome(
            &["plan"],
            lines.into_iter().map(|line| vec![text(line)]).collect(),
        ))
    }
}
