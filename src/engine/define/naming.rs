//! The names that the dialects give to constraints that have none.

use super::builder::Builder;
use crate::{
    dialect::Dialect,
    engine::catalogue::{TableDef, UniqueKind},
    sort::sort_by_key,
};

/// SQLite numbers the indexes behind constraints, whatever the constraints are called: those of
/// columns first, then those of the table, a primary key after unique ones as Sequelize writes them.
/// An INTEGER PRIMARY KEY is the row number itself and has none.
pub(crate) fn name_indexes_of_constraints(def: &mut TableDef) {
    let row_id = def.auto.map(|auto| auto.column);
    let mut order: Vec<usize> = (0..def.uniques.len())
        .filter(|at| {
            let unique = &def.uniques[*at];
            let is_row_id = unique.kind == UniqueKind::Primary
                && matches!(unique.columns.as_slice(), [column] if Some(*column) == row_id);
            unique.kind != UniqueKind::Index && !is_row_id
        })
        .collect();
    sort_by_key(&mut order, |at| {
        let unique = &def.uniques[*at];
        match unique.columns.as_slice() {
            [column] => (false, *column),
            _ => (true, usize::from(unique.kind == UniqueKind::Primary)),
        }
    });
    for (number, at) in order.into_iter().enumerate() {
        def.uniques[at].name = format!("sqlite_autoindex_{}_{}", def.name, number + 1).into();
    }
}

impl Builder<'_> {
    /// The name that a dialect gives a constraint that has none.
    pub(super) fn default_name(&self, kind: &str, columns: &[usize]) -> String {
        let table = &self.def.name;
        let names = self.def.names(columns).join("_");
        match (self.dialect(), kind) {
            (Dialect::Postgres, "pkey") => format!("{table}_pkey"),
            (Dialect::Postgres, kind) => self.free(&format!("{table}_{names}_{kind}"), ""),
            (Dialect::Mysql | Dialect::Mariadb, "pkey") => "PRIMARY".into(),
            (Dialect::Mysql | Dialect::Mariadb, "key") => {
                let first = columns
                    .first()
                    .map(|column| self.def.columns[*column].name.clone())
                    .unwrap_or_default();
                self.free(&first, "_")
            }
            (Dialect::Mysql | Dialect::Mariadb, "fkey") => {
                let last = self
                    .def
                    .foreign_keys
                    .iter()
                    .filter_map(|key| {
                        key.name
                            .strip_prefix(&format!("{table}_ibfk_"))?
                            .parse()
                            .ok()
                    })
                    .max()
                    .unwrap_or(0_u32);
                format!("{table}_ibfk_{}", last + 1)
            }
            (Dialect::Mysql, "check") => format!("{table}_chk_{}", self.def.checks.len() + 1),
            (Dialect::Mariadb, "check") => format!("CONSTRAINT_{}", self.def.checks.len() + 1),
            (Dialect::Mssql, kind) => {
                let prefix = match kind {
                    "pkey" => "PK",
                    "key" => "UQ",
                    "fkey" => "FK",
                    _ => "CK",
                };
                // SQL Server ends a name with its object's number; ours follows from the names.
                let hash = format!("{table}.{names}.{kind}")
                    .bytes()
                    .fold(0x811c_9dc5_u32, |hash, byte| {
                        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
                    });
                let table: String = table.chars().take(8).collect();
                let names: String = names.chars().take(5).collect();
                format!("{prefix}__{table}__{names}__{hash:08X}")
            }
            (_, _) => format!("{table}.{names}"),
        }
    }

    /// The name, or the first of name1, name2 … that is free.
    fn free(&self, name: &str, between: &str) -> String {
        let taken = |name: &str| {
            self.def.uniques.iter().any(|unique| &*unique.name == name)
                || self.def.foreign_keys.iter().any(|key| &*key.name == name)
                || self.def.checks.iter().any(|check| &*check.name == name)
        };
        if !taken(name) {
            return name.into();
        }
        let first = if between.is_empty() { 1 } else { 2 };
        // Of as many names as there are constraints and one, one is free.
        (first
            ..=first + self.def.uniques.len() + self.def.foreign_keys.len() + self.def.checks.len())
            .map(|number| format!("{name}{between}{number}"))
            .find(|name| !taken(name))
            .unwrap_or_default()
    }
}
