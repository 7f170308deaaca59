//! Where the databases differ in carrying out referential actions.
//!
//! The standard looks at a statement as a whole: all its rows change, the actions follow, and what
//! must hold is looked at when everything is done (SQL:2016 part 2, 4.18.3). No database does
//! quite that:
//!
//! | | PostgreSQL | SQLite | MySQL, MariaDB (`InnoDB`) | SQL Server |
//! |---|---|---|---|---|
//! | a statement's rows | all, then the actions | one by one, each with its actions | one by one, each with its actions | all, then the actions |
//! | unique keys | after each row | after each row | after each row | at the end |
//! | actions | breadth first | depth first | depth first | depth first |
//! | order of a row's foreign keys | as declared | newest first | by constraint name | as declared |
//! | NO ACTION | when its turn comes in that order; may be deferred | at the statement's end; may be deferred | at once, like RESTRICT | at the statement's end |
//! | RESTRICT | in that order; never deferred | at once, even where the key is deferred | at once, and a row that references itself is in its own way | (there is none) |
//! | a row's own references | after the actions of rows before it | at the statement's end | at once | at the statement's end |
//! | ON UPDATE CASCADE or SET NULL back into a table that the cascade has updated | done | done | refused | (no such keys) |
//! | SET DEFAULT | done | done | refuses like RESTRICT | done |
//! | levels of a cascade | no limit | 1000 | 15 | no limit |
//!
//! Sources: PostgreSQL 15, 5.4.5 and CREATE TABLE, "Non-Deferred Uniqueness Constraints"; SQLite,
//! foreignkeys.html, sections 3, 4.2, 4.3 and 6; MySQL 8.0, 15.1.20.5 and 1.6.2.3, and MariaDB's
//! "Foreign Keys"; SQL Server, "Primary and foreign key constraints". What they leave open (the
//! orders, the turn of NO ACTION) was tried on PostgreSQL 15, SQLite 3.40 and MariaDB 10.11.

use crate::{dialect::Dialect, schema::ReferentialAction};

/// Whose way of carrying out referential actions the engine follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Semantics {
    /// PostgreSQL's.
    #[default]
    Postgres,
    /// SQLite's.
    Sqlite,
    /// `InnoDB`'s: MySQL and MariaDB.
    Innodb,
    /// SQL Server's, which is the standard's where it takes part.
    SqlServer,
}

/// When something that must hold is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timing {
    AtOnce,
    InTurn,
    AtEnd,
}

impl Semantics {
    /// All of them, in the order the page shows them.
    pub const ALL: [Self; 4] = [Self::Sqlite, Self::Postgres, Self::Innodb, Self::SqlServer];

    /// A dialect's own.
    pub fn of(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Sqlite => Self::Sqlite,
            Dialect::Postgres => Self::Postgres,
            Dialect::Mysql | Dialect::Mariadb => Self::Innodb,
            Dialect::Mssql => Self::SqlServer,
        }
    }

    /// The databases it is named for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
            Self::Innodb => "MySQL and MariaDB",
            Self::SqlServer => "SQL Server",
        }
    }

    /// Each row of a statement goes all its way before the next is touched.
    pub(crate) fn row_by_row(self) -> bool {
        matches!(self, Self::Sqlite | Self::Innodb)
    }

    /// A statement's rows may take over each other's unique keys.
    pub(crate) fn unique_at_end(self) -> bool {
        self == Self::SqlServer
    }

    /// What an action causes waits until all that was caused before it is done.
    pub(crate) fn breadth_first(self) -> bool {
        self == Self::Postgres
    }

    /// When a row's own references, and keys that NO ACTION guards, are looked at.
    pub(crate) fn timing(self) -> Timing {
        match self {
            Self::Postgres => Timing::InTurn,
            Self::Sqlite | Self::SqlServer => Timing::AtEnd,
            Self::Innodb => Timing::AtOnce,
        }
    }

    /// The action as it is carried out.
    pub(crate) fn carried_out(self, action: ReferentialAction) -> ReferentialAction {
        match (self, action) {
            (Self::Innodb, ReferentialAction::NoAction | ReferentialAction::SetDefault) => {
                ReferentialAction::Restrict
            }
            (_, action) => action,
        }
    }

    /// A row that references itself keeps itself from going, and a cascade must not come back to
    /// a table that it has updated.
    pub(crate) fn meets_itself(self) -> bool {
        self == Self::Innodb
    }

    /// How many levels a cascade may have, and the database's words where it has more.
    pub(crate) fn levels(self) -> Option<(u32, &'static str)> {
        match self {
            Self::Sqlite => Some((1000, "too many levels of trigger recursion")),
            Self::Innodb => Some((
                15,
                "cannot delete or update rows with cascading foreign key constraints that exceed \
                 max depth of 15",
            )),
            Self::Postgres | Self::SqlServer => None,
        }
    }
}
