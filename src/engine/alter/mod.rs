//! Turns ALTER TABLE into changes of the catalogue, and of the rows with it.

mod column;
mod comment;
mod enums;
mod rename;

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{TableDef, UniqueKind, same_column},
        define::{Builder, need_column, table_name},
        key::Key,
        query::{self, fold_name},
        store::Row,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::AlterTableOperation;

impl Session {
    /// One operation of ALTER TABLE.
    pub(crate) fn alter_table(
        &mut self,
        table: &str,
        operation: &AlterTableOperation,
    ) -> Result<(), EngineError> {
        use AlterTableOperation as Op;
        let dialect = self.dialect;
        let id = self.state.catalogue.need(table, dialect)?;
        let def = self.state.def(id);
        match operation {
            Op::AddColumn {
                column_def,
                if_not_exists,
                ..
            } => {
                let name = fold_name(&column_def.name, dialect);
                if *if_not_exists && def.column(&name, dialect).is_some() {
                    return Ok(());
                }
                self.add_column(id, &def, column_def)
            }
            Op::AddConstraint(constraint) => {
                let mut builder = Builder::from(self, (*def).clone());
                builder.constraint(constraint)?;
                let def = builder.finish();
                self.replace_and_check(id, &def)
            }
            Op::DropConstraint {
                if_exists, name, ..
            } => {
                let name = fold_name(name, dialect);
                self.drop_constraint(id, &def, &name, *if_exists)
            }
            Op::DropPrimaryKey => {
                let mut def = (*def).clone();
                def.uniques
                    .retain(|unique| unique.kind != UniqueKind::Primary);
                self.rebuild(id, def, None);
                Ok(())
            }
            Op::DropColumn {
                column_name,
                if_exists,
                ..
            } => {
                let name = fold_name(column_name, dialect);
                match def.column(&name, dialect) {
                    Some(column) => self.drop_column(id, &def, column),
                    // SQL Server's `DROP name` without COLUMN is of a constraint.
                    None if dialect == Dialect::Mssql => {
                        self.drop_constraint(id, &def, &name, *if_exists)
                    }
                    None if *if_exists => Ok(()),
                    None => Err(EngineError::NoSuchColumn {
                        column: format!("{table}.{name}"),
                        clause: "",
                    }),
                }
            }
            Op::RenameColumn {
                old_column_name,
                new_column_name,
            } => {
                let old = fold_name(old_column_name, dialect);
                let new = fold_name(new_column_name, dialect);
                self.rename_column(id, &def, &old, &new)
            }
            Op::RenameTable { table_name: name } => {
                self.rename_table(id, &table_name(name, dialect))
            }
            Op::ChangeColumn {
                old_name,
                new_name,
                data_type,
                options,
                ..
            } => {
                let (old, new) = (fold_name(old_name, dialect), fold_name(new_name, dialect));
                self.redefine_column(id, &def, &old, data_type, options)?;
                if old == new {
                    return Ok(());
                }
                let def = self.state.def(id);
                self.rename_column(id, &def, &old, &new)
            }
            Op::ModifyColumn {
                col_name,
                data_type,
                options,
                ..
            } => self.redefine_column(id, &def, &fold_name(col_name, dialect), data_type, options),
            Op::AlterColumn { column_name, op } => {
                let column = need_column(&def, &fold_name(column_name, dialect), dialect)?;
                self.alter_column(id, &def, column, op)
            }
            other => {
                let text = other.to_string();
                Err(EngineError::Unsupported {
                    feature: format!(
                        "ALTER TABLE … {}",
                        text.chars().take(60).collect::<String>()
                    ),
                })
            }
        }
    }

    /// Puts a definition in place, if every row obeys it.
    fn replace_and_check(&mut self, id: usize, def: &TableDef) -> Result<(), EngineError> {
        let before = self.state.clone();
        let result = self.try_replace(id, def);
        if result.is_err() {
            self.state = before;
        }
        result
    }

    fn try_replace(&mut self, id: usize, def: &TableDef) -> Result<(), EngineError> {
        let mut catalogue = (*self.state.catalogue).clone();
        catalogue.replace(id, def.clone());
        self.check_references(&catalogue, &[id])?;
        for row in self.state.tables[id].rows.values() {
            for check in &def.checks {
                if !query::check_holds(&check.predicate.expr, row, &self.environment)? {
                    return Err(EngineError::Check {
                        table: def.name.to_string(),
                        constraint: check.name.to_string(),
                        trace: None,
                    });
                }
            }
            for (column, value) in def.columns.iter().zip(row.iter()) {
                if !column.nullable && *value == Value::Null {
                    return Err(EngineError::NotNull {
                        table: def.name.to_string(),
                        column: column.name.clone(),
                        trace: None,
                    });
                }
            }
        }
        // A new primary key goes to the front: all indexes are built anew.
        self.state.table_mut(id).uniques.clear();
        self.state.table_mut(id).lookups.clear();
        self.check_unique(id, def)?;
        self.state.define(catalogue, self.dialect);
        self.check_links(id)
    }

    /// Whether every row finds what it references.
    fn check_links(&self, id: usize) -> Result<(), EngineError> {
        if !self.foreign_keys {
            return Ok(());
        }
        let def = self.state.def(id);
        for link in self.state.catalogue.outbound(id) {
            let link = self.state.catalogue.link(*link);
            let referenced = self.state.def(link.referenced);
            for row in self.state.tables[id].rows.values() {
                let Some(key) = Key::of(row, &link.columns, def.folds) else {
                    continue;
                };
                if !self.state.tables[link.referenced].uniques[link.unique].contains_key(&key) {
                    let values = link.columns.iter().map(|column| row[*column].clone());
                    return Err(link.refuses((&def, &referenced), values.collect(), None, None));
                }
            }
        }
        Ok(())
    }

    /// Puts a definition in place after its columns have moved, with changed rows.
    pub(crate) fn rebuild(&mut self, id: usize, def: TableDef, rows: Option<Vec<(u64, Row)>>) {
        let rows = rows.map(|rows| rows.into_iter().collect());
        self.state.table_mut(id).replace(rows);
        self.redefine(id, def);
    }

    fn drop_constraint(
        &mut self,
        id: usize,
        def: &TableDef,
        name: &str,
        if_exists: bool,
    ) -> Result<(), EngineError> {
        let same = |known: &str| same_column(known, name, self.dialect);
        let mut changed = def.clone();
        changed.foreign_keys.retain(|key| !same(&key.name));
        changed.checks.retain(|check| !same(&check.name));
        changed.uniques.retain(|unique| !same(&unique.name));
        changed
            .lookups
            .retain(|lookup| lookup.name.as_ref().is_none_or(|known| !same(known)));
        let count = |def: &TableDef| {
            def.foreign_keys.len() + def.checks.len() + def.uniques.len() + def.lookups.len()
        };
        let defaults = def.columns.iter().any(|column| {
            column.default.is_some() && format!("DF_{}_{}", def.name, column.name) == name
        });
        if count(&changed) == count(def) && !defaults {
            return if if_exists {
                Ok(())
            } else {
                Err(EngineError::NoSuchConstraint {
                    what: "constraint",
                    name: name.into(),
                    table: def.name.to_string(),
                })
            };
        }
        for column in &mut changed.columns {
            if format!("DF_{}_{}", def.name, column.name) == name {
                column.default = None;
            }
        }
        self.rebuild(id, changed, None);
        Ok(())
    }
}
