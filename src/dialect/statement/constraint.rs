//! `ALTER TABLE … ADD CONSTRAINT`: its parts, and how they are spelled. Mirrors
//! `getConstraintSnippet`.

use super::{Expr, Writer};
use crate::{
    dialect::{
        Dialect,
        quote::{quote_identifier, quote_identifiers, quote_table},
    },
    schema::TableName,
};

/// A constraint to add.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// The table.
    pub table: TableName,
    /// Its name, where one was given.
    pub name: Option<String>,
    /// Its columns.
    pub columns: Vec<String>,
    /// What it demands.
    pub kind: ConstraintKind,
}

/// What a constraint demands.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstraintKind {
    /// No two rows alike.
    Unique,
    /// The primary key.
    PrimaryKey,
    /// A condition.
    Check(Expr),
    /// A default (mssql).
    Default(Expr),
    /// A foreign key.
    ForeignKey {
        /// The referenced table.
        table: TableName,
        /// The referenced columns.
        columns: Vec<String>,
        /// ON UPDATE.
        on_update: Option<String>,
        /// ON DELETE.
        on_delete: Option<String>,
    },
}

impl ConstraintKind {
    /// What a name of its own ends in.
    fn suffix(&self) -> String {
        match self {
            Self::Unique => "uk".into(),
            Self::PrimaryKey => "pk".into(),
            Self::Check(_) => "ck".into(),
            Self::Default(_) => "df".into(),
            Self::ForeignKey { table, .. } => format!("{}_fk", table.name),
        }
    }
}

impl Constraint {
    /// `CONSTRAINT name …`, as it stands in CREATE TABLE.
    pub fn snippet(&self, dialect: Dialect) -> String {
        let mut writer = Writer::new(dialect);
        writer.constraint(self);
        writer.finish().sql
    }

    fn table(&self, dialect: Dialect) -> String {
        match &self.table.schema {
            None => quote_identifiers(dialect, &self.table.name),
            Some(_) => quote_table(dialect, &self.table),
        }
    }
}

impl Writer {
    pub(super) fn add_constraint(&mut self, constraint: &Constraint) {
        self.push(&format!(
            "ALTER TABLE {} ADD ",
            constraint.table(self.dialect)
        ));
        self.constraint(constraint);
        self.push(";");
    }

    fn constraint(&mut self, constraint: &Constraint) {
        let dialect = self.dialect;
        let table = constraint.table(dialect);
        let quoted: Vec<String> = constraint
            .columns
            .iter()
            .map(|column| quote_identifier(dialect, column))
            .collect();
        // The quotes inside a derived name are dropped again when it is quoted.
        let name = constraint.name.clone().unwrap_or_else(|| {
            format!("{table}_{}_{}", quoted.join("_"), constraint.kind.suffix())
        });
        self.push("CONSTRAINT ");
        self.identifier(&name);
        let columns = quoted.join(", ");
        match &constraint.kind {
            ConstraintKind::Unique => self.push(&format!(" UNIQUE ({columns})")),
            ConstraintKind::PrimaryKey => self.push(&format!(" PRIMARY KEY ({columns})")),
            ConstraintKind::Check(condition) => {
                self.push(" CHECK (");
                self.expr(condition);
                self.push(")");
            }
            ConstraintKind::Default(value) => {
                self.push(" DEFAULT (");
                self.expr(value);
                self.push(&format!(") FOR {columns}"));
            }
            ConstraintKind::ForeignKey {
                table,
                columns: referenced,
                on_update,
                on_delete,
            } => {
                self.push(&format!(" FOREIGN KEY ({columns}) REFERENCES "));
                self.table(table);
                self.push(" (");
                self.identifiers(referenced, ", ");
                self.push(")");
                for (event, action) in [(" ON UPDATE ", on_update), (" ON DELETE ", on_delete)] {
                    if let Some(action) = action {
                        self.push(event);
                        self.push(action);
                    }
                }
            }
        }
    }
}
