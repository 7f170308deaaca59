//! The standard's `information_schema`.

use super::{Listing, number, shown, text, yes_no};
use crate::{
    dialect::Dialect,
    engine::{
        Session,
        catalogue::{Catalogue, TableDef, Unique, UniqueKind},
    },
    schema::Value,
};

/// The schema a table is in: its own, or the one the dialect keeps tables in.
pub(super) fn schema<'a>(session: &'a Session, table: &'a TableDef) -> &'a str {
    let own = table.schema.as_deref();
    own.unwrap_or_else(|| default_schema(session))
}

fn default_schema(session: &Session) -> &str {
    usual_schema(session.dialect).unwrap_or(&session.database)
}

/// The schema that a dialect keeps tables in; MySQL's is the database.
fn usual_schema(dialect: Dialect) -> Option<&'static str> {
    match dialect {
        Dialect::Postgres => Some("public"),
        Dialect::Mssql => Some("dbo"),
        _ => None,
    }
}

/// All schemas that hold tables, the usual one first.
pub(super) fn schemas(catalogue: &Catalogue, dialect: Dialect) -> Vec<&str> {
    let mut names: Vec<&str> = usual_schema(dialect).into_iter().collect();
    for (_, table) in catalogue.tables() {
        if let Some(schema) = table.schema.as_deref()
            && !names.contains(&schema)
        {
            names.push(schema);
        }
    }
    names
}

/// The schema of the table of that name.
fn schema_of<'a>(session: &'a Session, table: &str) -> &'a str {
    let catalogue = &session.state.catalogue;
    let known = catalogue.find(table, session.dialect);
    known
        .and_then(|id| catalogue.table(id))
        .map_or_else(|| default_schema(session), |table| schema(session, table))
}

pub(super) fn information_tables(session: &Session) -> Listing {
    let rows = session
        .state
        .catalogue
        .tables()
        .map(|(_, def)| {
            vec![
                text(session.database.clone()),
                text(schema(session, def)),
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

pub(super) fn information_columns(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        for (at, column) in def.columns.iter().enumerate() {
            let primary = def
                .primary_key()
                .is_some_and(|key| key.columns.contains(&at));
            let auto = def.auto.is_some_and(|auto| auto.column == at);
            let shown = shown::data_type(column, session.dialect);
            let default = if auto && session.dialect == Dialect::Postgres {
                text(format!(
                    "nextval('\"{}_{}_seq\"'::regclass)",
                    def.name, column.name
                ))
            } else {
                shown::default(column, session.dialect)
            };
            rows.push(vec![
                text(session.database.clone()),
                text(schema(session, def)),
                text(&*def.name),
                text(column.name.clone()),
                number(at + 1),
                default,
                yes_no(column.nullable && !auto),
                text(shown.name),
                text(shown::column_type(column, session.dialect)),
                text(shown.underlying),
                shown.length.map_or(Value::Null, Value::Integer),
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
pub(super) fn constraint_column_usage(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        let mut add = |name: &str, table: &str, column: &str| {
            rows.push(vec![
                text(session.database.clone()),
                text(schema_of(session, table)),
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

pub(super) fn kind(unique: &Unique) -> Option<&'static str> {
    match unique.kind {
        UniqueKind::Primary => Some("PRIMARY KEY"),
        UniqueKind::Constraint => Some("UNIQUE"),
        UniqueKind::Index => None,
    }
}

pub(super) fn table_constraints(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        let schema = schema(session, def);
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

pub(super) fn key_column_usage(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        let schema = schema(session, def);
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
                referenced.map_or(Value::Null, |(table, _)| text(schema_of(session, table))),
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

pub(super) fn referential_constraints(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (_, def) in session.state.catalogue.tables() {
        for key in &def.foreign_keys {
            rows.push(vec![
                text(schema(session, def)),
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
