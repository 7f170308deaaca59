//! What the page reads beside SQL: tables as they stand, and their rows by identity.

use super::{
    Engine, EngineError,
    catalogue::{TableDef, UniqueKind},
    collation::Collation,
};
use crate::{
    schema::{ReferentialAction, Value},
    sort::sort_by,
};
use std::rc::Rc;

/// A table as it stands in the database, for the page's grid and for labels of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredTable {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of its rows' values.
    pub columns: Vec<String>,
    /// The columns of its primary key; empty where it has none.
    pub primary_key: Vec<String>,
    /// How many rows it has.
    pub rows: usize,
}

/// A column as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredColumn {
    /// Its name.
    pub name: String,
    /// Its type as it was declared.
    pub data_type: String,
    /// NULL is allowed.
    pub nullable: bool,
    /// Numbered by the database.
    pub auto_increment: bool,
    /// Its default as SQL.
    pub default: Option<String>,
}

/// A unique key as it stands, the primary one included.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredUnique {
    /// Its name.
    pub name: Rc<str>,
    /// Its columns.
    pub columns: Vec<String>,
    /// It is the primary key.
    pub primary: bool,
}

/// A foreign key as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredForeignKey {
    /// Its name, given or by the dialect's rule.
    pub name: Rc<str>,
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table.
    pub referenced_table: String,
    /// The referenced columns; empty for the primary key.
    pub referenced_columns: Vec<String>,
    /// ON DELETE.
    pub on_delete: ReferentialAction,
    /// ON UPDATE.
    pub on_update: ReferentialAction,
}

/// A row with its identity.
pub type StoredRow = (u64, Rc<[Value]>);

/// An order of rows by one column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowOrder<'a> {
    /// The column.
    pub column: &'a str,
    /// Largest first.
    pub descending: bool,
}

impl Engine {
    /// The tables that exist, in the order they were made.
    pub fn tables(&self) -> Vec<StoredTable> {
        let state = &self.session.state;
        state
            .catalogue
            .tables()
            .map(|(id, def)| StoredTable {
                name: def.name.to_string(),
                columns: def
                    .columns
                    .iter()
                    .map(|column| column.name.clone())
                    .collect(),
                primary_key: def
                    .primary_key()
                    .map(|key| def.names(&key.columns))
                    .unwrap_or_default(),
                rows: state.tables[id].rows.len(),
            })
            .collect()
    }

    /// A table's columns.
    pub fn columns(&self, table: &str) -> Result<Vec<StoredColumn>, EngineError> {
        let (_, def) = self.stored(table)?;
        Ok(def
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| StoredColumn {
                name: column.name.clone(),
                data_type: column.declared.clone(),
                nullable: column.nullable,
                auto_increment: def.auto.is_some_and(|auto| auto.column == at),
                default: column.default.as_ref().map(|default| default.sql.clone()),
            })
            .collect())
    }

    /// A table's unique keys, the primary one first.
    pub fn uniques(&self, table: &str) -> Result<Vec<StoredUnique>, EngineError> {
        let (_, def) = self.stored(table)?;
        Ok(def
            .uniques
            .iter()
            .map(|unique| StoredUnique {
                name: unique.name.clone(),
                columns: def.names(&unique.columns),
                primary: unique.kind == UniqueKind::Primary,
            })
            .collect())
    }

    /// A table's foreign keys, in the order of their declaration.
    pub fn foreign_keys(&self, table: &str) -> Result<Vec<StoredForeignKey>, EngineError> {
        let (_, def) = self.stored(table)?;
        Ok(def
            .foreign_keys
            .iter()
            .map(|key| StoredForeignKey {
                name: key.name.clone(),
                columns: def.names(&key.columns),
                referenced_table: key.referenced_table.clone(),
                referenced_columns: key.referenced_columns.clone(),
                on_delete: key.on_delete,
                on_update: key.on_update,
            })
            .collect())
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> Result<usize, EngineError> {
        let (id, _) = self.stored(table)?;
        Ok(self.session.state.tables[id].rows.len())
    }

    /// Rows of a table with their identities, in the order they were put in; none if there is no
    /// such table.
    pub fn rows(&self, table: &str, offset: usize, limit: usize) -> Vec<StoredRow> {
        let Ok((id, _)) = self.stored(table) else {
            return Vec::new();
        };
        self.session.state.tables[id]
            .rows
            .iter()
            .skip(offset)
            .take(limit)
            .map(|(id, row)| (id, row.clone()))
            .collect()
    }

    /// The same, ordered by a column; rows that are equal there keep their own order.
    pub fn rows_by(
        &self,
        table: &str,
        order: RowOrder,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<StoredRow>, EngineError> {
        let (id, def) = self.stored(table)?;
        let column = super::define::need_column(&def, order.column, self.dialect())?;
        let folds = Collation::of(self.dialect());
        let numeric = def.columns[column].ty.is_numeric();
        let mut rows: Vec<_> = self.session.state.tables[id]
            .rows
            .iter()
            .map(|(id, row)| {
                let key = match &row[column] {
                    value @ Value::Text(_) if numeric => {
                        super::types::number(value).map_or_else(|| value.clone(), Value::Real)
                    }
                    value => value.clone(),
                };
                (
                    super::key::Key::from_values([&key].into_iter(), folds),
                    id,
                    row,
                )
            })
            .collect();
        sort_by(&mut rows, |(a, ..), (b, ..)| {
            if order.descending { b.cmp(a) } else { a.cmp(b) }
        });
        Ok(rows
            .into_iter()
            .skip(offset)
            .take(limit)
            .map(|(_, id, row)| (id, row.clone()))
            .collect())
    }

    /// One row by its identity, as traces name it.
    pub fn row(&self, table: &str, row: u64) -> Option<Rc<[Value]>> {
        let (id, _) = self.stored(table).ok()?;
        self.session.state.tables[id].rows.get(row).cloned()
    }

    fn stored(&self, table: &str) -> Result<(usize, Rc<TableDef>), EngineError> {
        let catalogue = &self.session.state.catalogue;
        let id = catalogue.need(table, self.dialect())?;
        Ok((id, self.session.state.def(id)))
    }
}
