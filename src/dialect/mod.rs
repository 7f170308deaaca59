//! Turns schema and statements into SQL text for sqlite, postgres, mysql, mariadb and mssql.

mod capabilities;
pub mod ddl;
pub mod diagnostics;
mod fragments;
pub mod literal;
pub mod quote;
pub mod statement;
pub mod types;

pub use capabilities::{Capabilities, IndexCapabilities, IndexUsing, Returning};

use crate::read::{Json, Read, Unexpected};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The five dialects of Sequelize 6 that the playground writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// SQLite 3.
    #[default]
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL 8.
    Mysql,
    /// MariaDB 10.
    Mariadb,
    /// Microsoft SQL Server.
    Mssql,
}

impl Read for Dialect {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        let named = |dialect: &Self| json.as_str() == Some(dialect.name());
        *self = Self::ALL
            .into_iter()
            .find(named)
            .ok_or_else(Unexpected::default)?;
        Ok(())
    }
}

impl Dialect {
    /// All of them, in the order the page shows them.
    pub const ALL: [Self; 5] = [
        Self::Sqlite,
        Self::Postgres,
        Self::Mysql,
        Self::Mariadb,
        Self::Mssql,
    ];

    /// The name Sequelize knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
            Self::Mssql => "mssql",
        }
    }

    /// MySQL or MariaDB, which differ in little.
    pub fn is_mysql(self) -> bool {
        matches!(self, Self::Mysql | Self::Mariadb)
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
