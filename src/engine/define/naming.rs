//! The names that the dialects give to constraints that have none.

use super::builder::Builder;
use crate::dialect::Dialect;

impl<'a> Builder<'a> {
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
            (_, "pkey") => format!("sqlite_autoindex_{table}_1"),
            (_, "key") => format!("sqlite_autoindex_{table}_{}", self.def.uniques.len() + 1),
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
