//! Remarks that depend on the database: names it cannot take, keys it does not index, cascades it
//! refuses.
//!
//! | code | says |
//! |---|---|
//! | R012 | several cascade paths lead to one table, which SQL Server refuses |
//! | R013 | a foreign key has no index |
//! | R016 | a name is a reserved word |
//! | R017 | a name is too long |

use super::Dialect;
use crate::schema::hash::{HashMap, HashSet};
use crate::schema::{
    Column, ReferentialAction, Schema, Table, TableName,
    diagnostics::{Finding, Severity},
};

/// Words that must be quoted in hand-written SQL; Sequelize quotes every name.
const RESERVED: &[&str] = &[
    "all",
    "and",
    "any",
    "as",
    "asc",
    "between",
    "by",
    "case",
    "check",
    "column",
    "constraint",
    "create",
    "default",
    "delete",
    "desc",
    "distinct",
    "drop",
    "else",
    "exists",
    "for",
    "foreign",
    "from",
    "group",
    "having",
    "in",
    "index",
    "insert",
    "into",
    "is",
    "join",
    "key",
    "left",
    "like",
    "limit",
    "not",
    "null",
    "on",
    "or",
    "order",
    "primary",
    "references",
    "right",
    "select",
    "set",
    "table",
    "then",
    "to",
    "union",
    "unique",
    "update",
    "user",
    "using",
    "values",
    "when",
    "where",
];

/// The findings for one dialect.
pub fn findings(schema: &Schema, dialect: Dialect) -> Vec<Finding> {
    let tables = schema.tables();
    let mut findings = Vec::new();
    for table in &tables {
        names(dialect, table, &mut findings);
    }
    unindexed(dialect, &tables, &mut findings);
    if dialect == Dialect::Mssql {
        cascade_paths(&tables, &mut findings);
    }
    findings
}

fn names(dialect: Dialect, table: &Table, findings: &mut Vec<Finding>) {
    let origin = table.causes.first().and_then(|cause| cause.origin.clone());
    let column_origin =
        |column: &Column| column.causes.first().and_then(|cause| cause.origin.clone());
    let mut named = vec![("table", table.name.name.as_str(), origin.clone())];
    named.extend(
        table
            .columns
            .iter()
            .map(|c| ("column", c.name.as_str(), column_origin(c))),
    );
    for (kind, name, origin) in &named {
        if RESERVED.contains(&name.to_lowercase().as_str()) {
            findings.push(Finding::new(
                "R016",
                Severity::Info,
                *name,
                format!("the {kind} {name} is called like a word of SQL: Sequelize quotes it, but in SQL you write yourself you must too"),
                origin.clone(),
            ));
        }
    }
    let Some(limit) = dialect.capabilities().identifier_length else {
        return;
    };
    named.extend(
        table
            .indexes
            .iter()
            .map(|i| ("index", i.definition.name.as_str(), origin.clone())),
    );
    // PostgreSQL and SQLite get no names for these.
    if !matches!(dialect, Dialect::Postgres | Dialect::Sqlite) {
        let uniques = table.uniques.iter().filter(|unique| unique.is_table_level);
        let names = uniques.filter_map(|unique| unique.name.as_deref());
        named.extend(names.map(|name| ("unique key", name, origin.clone())));
    }
    for (kind, name, origin) in named {
        let length = if dialect == Dialect::Postgres {
            name.len()
        } else {
            name.chars().count()
        };
        if length > limit {
            let (severity, outcome) = if dialect == Dialect::Postgres {
                (Severity::Warning, "cuts it off")
            } else {
                (Severity::Error, "refuses it")
            };
            findings.push(Finding::new(
                "R017",
                severity,
                name,
                format!("the name of the {kind} {name} has {length} characters; {dialect} takes {limit} and {outcome}"),
                origin,
            ));
        }
    }
}

/// One remark for all keys without an index: every relation starts that way.
fn unindexed(dialect: Dialect, tables: &[Table], findings: &mut Vec<Finding>) {
    if matches!(dialect, Dialect::Mysql | Dialect::Mariadb) {
        return; // They index foreign keys by themselves.
    }
    let mut keys = Vec::new();
    for table in tables {
        for key in &table.foreign_keys {
            let column = &key.columns[0];
            let leads = |columns: &[String]| columns.first() == Some(column);
            let indexed = leads(&table.primary_key)
                || table.uniques.iter().any(|unique| leads(&unique.columns))
                || table.indexes.iter().any(|index| {
                    let first = index.definition.fields.first();
                    first.and_then(|f| f.as_str().or_else(|| f["name"].as_str())) == Some(column)
                });
            if !indexed {
                keys.push((format!("{}.{column}", table.name.path()), key));
            }
        }
    }
    if let Some((first, key)) = keys.first() {
        let names: Vec<_> = keys.iter().take(3).map(|(name, _)| name.as_str()).collect();
        let more = if keys.len() > 3 {
            format!(" and {} more", keys.len() - 3)
        } else {
            String::new()
        };
        findings.push(Finding::new(
            "R013",
            Severity::Info,
            first.clone(),
            format!(
                "{}{more}: {dialect} makes no index for a foreign key; with many rows, deletes and joins are faster with indexes: [{{ fields: ['{}'] }}]",
                names.join(", "),
                key.columns[0]
            ),
            key.causes.first().and_then(|cause| cause.origin.clone()),
        ));
    }
}

/// SQL Server's error 1785: from one table, two ways of cascades lead to another.
fn cascade_paths(tables: &[Table], findings: &mut Vec<Finding>) {
    let mut referencing: HashMap<&TableName, Vec<&Table>> = HashMap::default();
    for table in tables {
        let mut seen = HashSet::default();
        for key in &table.foreign_keys {
            let cascades = matches!(
                key.on_delete,
                Some(
                    ReferentialAction::Cascade
                        | ReferentialAction::SetNull
                        | ReferentialAction::SetDefault
                )
            );
            // Sequelize gives only the first key to a table its action.
            let is_first = seen.insert(&key.referenced_table);
            if cascades && is_first && key.referenced_table != table.name {
                referencing
                    .entry(&key.referenced_table)
                    .or_default()
                    .push(table);
            }
        }
    }
    let mut reported = HashSet::default();
    for start in tables {
        let mut reached: HashSet<&TableName> = HashSet::from_iter([&start.name]);
        let mut open = vec![&start.name];
        while let Some(table) = open.pop() {
            for next in referencing.get(table).into_iter().flatten() {
                if reached.insert(&next.name) {
                    open.push(&next.name);
                } else if reported.insert(&next.name) {
                    findings.push(Finding::new(
                        "R012",
                        Severity::Error,
                        next.name.path(),
                        format!(
                            "a deleted row of {} would reach {} on two ways: SQL Server refuses the second foreign key (error 1785); say onDelete: 'NO ACTION' on one of them",
                            start.name.path(),
                            next.name.path()
                        ),
                        next.causes.first().and_then(|cause| cause.origin.clone()),
                    ));
                }
            }
        }
    }
}
