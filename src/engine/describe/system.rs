//! The system tables of PostgreSQL (`pg_*`) and SQL Server (`sys.*`) that Sequelize reads.

use super::{
    Listing,
    information::{schema, schemas},
    number, text,
};
use crate::{
    dialect::Dialect,
    engine::{
        Session,
        catalogue::{Catalogue, TableDef, TableId, UniqueKind},
    },
    schema::{ReferentialAction, Value},
};

/// A table's number in the system tables; its indexes and foreign keys are counted from it.
pub(crate) fn object_id(table: TableId) -> i64 {
    i64::try_from(table + 1).unwrap_or(0) * 10_000
}

/// Foreign keys have numbers beyond those of indexes.
const KEYS: i64 = 5000;

fn id(number: i64) -> Value {
    Value::Integer(number)
}

fn at(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(0)
}

/// The number of a table's schema, counted from 1.
fn schema_id(session: &Session, def: &TableDef) -> i64 {
    let own = schema(session, def);
    let all = schemas(&session.state.catalogue, session.dialect);
    // MySQL's schema is the database itself, and is not numbered.
    at(all.iter().position(|name| *name == own).unwrap_or(0)) + 1
}

/// The name of the schema of that number.
pub(crate) fn schema_name(catalogue: &Catalogue, dialect: Dialect, number: i64) -> Option<&str> {
    let position = usize::try_from(number - 1).ok()?;
    schemas(catalogue, dialect).get(position).copied()
}

/// Indexes by their number: name, columns, and whether they are primary and unique.
pub(crate) fn indexes(def: &TableDef) -> Vec<(i64, &str, &[usize], bool, bool)> {
    let uniques = def.uniques.iter().map(|unique| {
        let primary = unique.kind == UniqueKind::Primary;
        (&*unique.name, unique.columns.as_slice(), primary, true)
    });
    let lookups = def.lookups.iter().filter_map(|lookup| {
        let name = lookup.name.as_deref()?;
        Some((name, lookup.columns.as_slice(), false, false))
    });
    uniques
        .chain(lookups)
        .enumerate()
        .map(|(position, (name, columns, primary, unique))| {
            (at(position) + 1, name, columns, primary, unique)
        })
        .collect()
}

/// A system table by its name in lower case.
pub(crate) fn system_table(session: &Session, parts: &[&str]) -> Option<Listing> {
    Some(match (session.dialect, parts) {
        (Dialect::Postgres, [.., "pg_class"]) => pg_class(session),
        (Dialect::Postgres, [.., "pg_index"]) => pg_index(session),
        (Dialect::Postgres, [.., "pg_attribute"]) => pg_attribute(session),
        (Dialect::Postgres, [.., "pg_type"]) => pg_type(session),
        (Dialect::Postgres, [.., "pg_range"]) => (&["rngtypid", "rngsubtype"], Vec::new()),
        (Dialect::Postgres, [.., "pg_enum"]) => pg_enum(session),
        (Dialect::Postgres, [.., "pg_namespace"]) => {
            let names = schemas(&session.state.catalogue, session.dialect);
            let rows = names.into_iter().enumerate();
            let rows = rows.map(|(position, name)| vec![id(2200 + at(position)), text(name)]);
            (&["oid", "nspname"], rows.collect())
        }
        (Dialect::Postgres, [.., "pg_constraint"]) => pg_constraint(session),
        (Dialect::Postgres, [.., "pg_statio_all_tables"]) => (
            &["relid", "schemaname", "relname"],
            session
                .state
                .catalogue
                .tables()
                .map(|(table, def)| vec![id(object_id(table)), text("public"), text(&*def.name)])
                .collect(),
        ),
        (Dialect::Postgres, [.., "pg_description"]) => pg_description(session),
        (Dialect::Mssql, [.., "sys", "objects"]) => sys_objects(session),
        (Dialect::Mssql, [.., "sys", "tables"]) => (
            &["name", "object_id", "schema_id"],
            session
                .state
                .catalogue
                .tables()
                .map(|(table, def)| {
                    vec![
                        text(&*def.name),
                        id(object_id(table)),
                        id(schema_id(session, def)),
                    ]
                })
                .collect(),
        ),
        (Dialect::Mssql, [.., "sys", "columns"]) => sys_columns(session),
        (Dialect::Mssql, [.., "sys", "foreign_key_columns"]) => sys_foreign_key_columns(session),
        (Dialect::Mssql, [.., "sys", "default_constraints"]) => sys_defaults(session),
        (Dialect::Mssql, [.., "sys", "extended_properties"]) => (
            &["major_id", "minor_id", "name", "value"],
            comments(session)
                .into_iter()
                .map(|(table, column, comment)| {
                    vec![id(table), id(column), text("MS_Description"), text(comment)]
                })
                .collect(),
        ),
        _ => return None,
    })
}

fn pg_class(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        let namespace = schema_id(session, def) - 1 + 2200;
        let mut add = |number: i64, name: &str, kind: &str| {
            rows.push(vec![id(number), text(name), id(namespace), text(kind)]);
        };
        add(object_id(table), &def.name, "r");
        for (number, name, ..) in indexes(def) {
            add(object_id(table) + number, name, "i");
        }
    }
    (&["oid", "relname", "relnamespace", "relkind"], rows)
}

fn pg_index(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        for (number, _, columns, primary, unique) in indexes(def) {
            let keys: Vec<String> = columns
                .iter()
                .map(|column| (column + 1).to_string())
                .collect();
            rows.push(vec![
                id(object_id(table) + number),
                id(object_id(table)),
                Value::Bool(primary),
                Value::Bool(unique),
                text(keys.join(" ")),
            ]);
        }
    }
    (
        &[
            "indexrelid",
            "indrelid",
            "indisprimary",
            "indisunique",
            "indkey",
        ],
        rows,
    )
}

/// Foreign keys alone: nothing else is asked for here.
fn pg_constraint(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        for (position, key) in def.foreign_keys.iter().enumerate() {
            rows.push(vec![
                id(object_id(table) + KEYS + at(position)),
                text(&*key.name),
                id(object_id(table)),
                text("f"),
            ]);
        }
    }
    (&["oid", "conname", "conrelid", "contype"], rows)
}

/// `pg_get_constraintdef` of a foreign key.
pub(crate) fn constraint_definition(catalogue: &Catalogue, number: i64) -> Option<String> {
    let quoted = |names: &[String]| {
        names
            .iter()
            .map(|name| quoted_if_needed(name))
            .collect::<Vec<_>>()
            .join(", ")
    };
    catalogue.tables().find_map(|(table, def)| {
        let position = usize::try_from(number - object_id(table) - KEYS).ok()?;
        let key = def.foreign_keys.get(position)?;
        let mut text = format!(
            "FOREIGN KEY ({}) REFERENCES {}({})",
            quoted(&def.names(&key.columns)),
            quoted_if_needed(&key.referenced_table),
            quoted(&key.referenced_columns)
        );
        for (words, action) in [
            (" ON UPDATE ", key.on_update),
            (" ON DELETE ", key.on_delete),
        ] {
            if action != ReferentialAction::NoAction {
                text.push_str(words);
                text.push_str(action.keyword());
            }
        }
        Some(text)
    })
}

/// `pg_get_indexdef`.
pub(crate) fn index_definition(catalogue: &Catalogue, wanted: i64) -> Option<String> {
    catalogue.tables().find_map(|(table, def)| {
        let found = indexes(def)
            .into_iter()
            .find(|(number, ..)| object_id(table) + number == wanted);
        let (_, name, columns, _, unique) = found?;
        let columns: Vec<String> = def
            .names(columns)
            .iter()
            .map(|name| quoted_if_needed(name))
            .collect();
        Some(format!(
            "CREATE {}INDEX {} ON {}.{} USING btree ({})",
            if unique { "UNIQUE " } else { "" },
            quoted_if_needed(name),
            def.schema.as_deref().unwrap_or("public"),
            quoted_if_needed(&def.name),
            columns.join(", ")
        ))
    })
}

/// PostgreSQL quotes a name where it could not be read otherwise.
fn quoted_if_needed(name: &str) -> String {
    let is_plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if is_plain {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

fn pg_attribute(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        for (position, column) in def.columns.iter().enumerate() {
            rows.push(vec![
                id(object_id(table)),
                number(position + 1),
                text(column.name.clone()),
                Value::Bool(false),
            ]);
        }
    }
    (&["attrelid", "attnum", "attname", "attisdropped"], rows)
}

fn pg_type(session: &Session) -> Listing {
    let rows = session
        .state
        .catalogue
        .enums
        .keys()
        .enumerate()
        .map(|(position, name)| {
            vec![
                id(at(position) + 1),
                text(name.clone()),
                id(2200),
                text("e"),
                id(0),
            ]
        })
        .collect();
    (
        &["oid", "typname", "typnamespace", "typtype", "typarray"],
        rows,
    )
}

fn pg_enum(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (position, labels) in session.state.catalogue.enums.values().enumerate() {
        for (order, label) in labels.iter().enumerate() {
            rows.push(vec![
                id(at(position) + 1),
                number(order + 1),
                text(label.clone()),
            ]);
        }
    }
    (&["enumtypid", "enumsortorder", "enumlabel"], rows)
}

/// (table, column or 0, comment)
fn comments(session: &Session) -> Vec<(i64, i64, String)> {
    let mut found = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        if let Some(comment) = &def.comment {
            found.push((object_id(table), 0, comment.clone()));
        }
        for (position, column) in def.columns.iter().enumerate() {
            if let Some(comment) = &column.comment {
                found.push((object_id(table), at(position) + 1, comment.clone()));
            }
        }
    }
    found
}

fn pg_description(session: &Session) -> Listing {
    let rows = comments(session)
        .into_iter()
        .map(|(table, column, comment)| vec![id(table), id(column), text(comment)])
        .collect();
    (&["objoid", "objsubid", "description"], rows)
}

fn sys_objects(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        rows.push(vec![
            text(&*def.name),
            id(object_id(table)),
            id(schema_id(session, def)),
            text("U"),
        ]);
        for (position, key) in def.foreign_keys.iter().enumerate() {
            rows.push(vec![
                text(&*key.name),
                id(object_id(table) + KEYS + at(position)),
                id(schema_id(session, def)),
                text("F"),
            ]);
        }
    }
    (&["name", "object_id", "schema_id", "type"], rows)
}

fn sys_columns(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        for (position, column) in def.columns.iter().enumerate() {
            rows.push(vec![
                id(object_id(table)),
                number(position + 1),
                text(column.name.clone()),
                Value::Bool(column.nullable),
            ]);
        }
    }
    (&["object_id", "column_id", "name", "is_nullable"], rows)
}

fn sys_foreign_key_columns(session: &Session) -> Listing {
    let mut rows = Vec::new();
    let catalogue = &session.state.catalogue;
    for (table, def) in catalogue.tables() {
        for (position, key) in def.foreign_keys.iter().enumerate() {
            let Some(referenced) = catalogue.find(&key.referenced_table, session.dialect) else {
                continue;
            };
            let other = session.state.def(referenced);
            for (order, column) in key.columns.iter().enumerate() {
                let target = key
                    .referenced_columns
                    .get(order)
                    .and_then(|name| other.column(name, session.dialect));
                rows.push(vec![
                    id(object_id(table) + KEYS + at(position)),
                    id(object_id(table)),
                    number(column + 1),
                    id(object_id(referenced)),
                    target.map_or(Value::Null, |target| number(target + 1)),
                ]);
            }
        }
    }
    (
        &[
            "constraint_object_id",
            "parent_object_id",
            "parent_column_id",
            "referenced_object_id",
            "referenced_column_id",
        ],
        rows,
    )
}

fn sys_defaults(session: &Session) -> Listing {
    let mut rows = Vec::new();
    for (table, def) in session.state.catalogue.tables() {
        for (position, column) in def.columns.iter().enumerate() {
            if let Some(default) = &column.default {
                rows.push(vec![
                    text(format!("DF_{}_{}", def.name, column.name)),
                    id(object_id(table)),
                    number(position + 1),
                    text(default.sql.clone()),
                ]);
            }
        }
    }
    (
        &["name", "parent_object_id", "parent_column_id", "definition"],
        rows,
    )
}
