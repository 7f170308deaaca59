//! Renames tables and columns, and every foreign key that names them.

use crate::dialect::Dialect;
use crate::engine::{
    EngineError, Session,
    catalogue::{Catalogue, ForeignKey, TableDef, same_table},
    define::{name_indexes_of_constraints, need_column},
    error::invalid,
};

impl Session {
    pub(super) fn rename_column(
        &mut self,
        id: usize,
        def: &TableDef,
        old: &str,
        new: &str,
    ) -> Result<(), EngineError> {
        let column = need_column(def, old, self.dialect)?;
        if let Some(other) = def.column(new, self.dialect)
            && other != column
        {
            return Err(EngineError::AlreadyExists {
                what: "column",
                name: new.into(),
            });
        }
        let old = def.columns[column].name.clone();
        let mut catalogue = (*self.state.catalogue).clone();
        let mut changed = def.clone();
        changed.columns[column].name = new.into();
        catalogue.replace(id, changed);
        let name = def.name.clone();
        self.each_reference(&mut catalogue, &name, |key| {
            for column in &mut key.referenced_columns {
                if *column == old {
                    *column = new.into();
                }
            }
        });
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// Changes every foreign key that leads to a table of that name.
    fn each_reference(
        &self,
        catalogue: &mut Catalogue,
        table: &str,
        mut change: impl FnMut(&mut ForeignKey),
    ) {
        let tables: Vec<_> = catalogue
            .tables()
            .filter(|(_, def)| {
                def.foreign_keys
                    .iter()
                    .any(|key| same_table(&key.referenced_table, table, self.dialect))
            })
            .map(|(id, def)| (id, (**def).clone()))
            .collect();
        for (id, mut def) in tables {
            for key in &mut def.foreign_keys {
                if same_table(&key.referenced_table, table, self.dialect) {
                    change(key);
                }
            }
            catalogue.replace(id, def);
        }
    }

    pub(super) fn rename_table(&mut self, id: usize, new: &str) -> Result<(), EngineError> {
        if self
            .state
            .catalogue
            .find(new, self.dialect)
            .is_some_and(|other| other != id)
        {
            return Err(EngineError::AlreadyExists {
                what: "table",
                name: new.into(),
            });
        }
        let mut catalogue = (*self.state.catalogue).clone();
        let mut def = (*self.state.def(id)).clone();
        let old = def.name.clone();
        def.name = new.into();
        if self.dialect == Dialect::Sqlite {
            // SQLite keeps the text of CREATE TABLE, with the new name in double quotes.
            if let Some(columns) = def.sql.find('(') {
                def.sql = format!("CREATE TABLE \"{new}\" {}", &def.sql[columns..]).into();
            }
            name_indexes_of_constraints(&mut def);
        }
        catalogue.replace(id, def);
        self.each_reference(&mut catalogue, &old, |key| {
            key.referenced_table = new.into();
        });
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// SQL Server's `sp_rename`.
    pub(crate) fn rename(
        &mut self,
        old: &[String],
        new: &str,
        column: bool,
    ) -> Result<(), EngineError> {
        let dialect = self.dialect;
        match old {
            [.., table, name] if column => {
                let id = self.state.catalogue.need(table, dialect)?;
                let def = self.state.def(id);
                self.rename_column(id, &def, name, new)
            }
            [.., table] => {
                let id = self.state.catalogue.need(table, dialect)?;
                self.rename_table(id, new)
            }
            [] => Err(invalid("sp_rename needs a name")),
        }
    }
}
