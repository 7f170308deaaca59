//! SQL Server's identity columns: who may give their numbers (SQL Server, `SET
//! IDENTITY_INSERT`).

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{TableDef, TableId},
    },
};

/// SQL Server's error of that number.
pub(super) fn refused(number: i64, message: String) -> EngineError {
    EngineError::Identity { number, message }
}

impl Session {
    /// `SET IDENTITY_INSERT`: one table at a time takes numbers for its identity column.
    pub(crate) fn set_identity_insert(&mut self, table: &str, on: bool) -> Result<(), EngineError> {
        let id = self.state.catalogue.need(table, self.dialect)?;
        if self.identity(id).is_none() {
            return Err(refused(
                8106,
                format!(
                    "Table '{table}' does not have the identity property. Cannot perform SET operation."
                ),
            ));
        }
        match self.identity_insert.filter(|known| *known != id) {
            Some(other) if on && self.identity(other).is_some() => {
                let other = &self.state.def(other).name;
                return Err(refused(
                    8107,
                    format!(
                        "IDENTITY_INSERT is already ON for table '{}.dbo.{other}'. Cannot perform SET operation for table '{table}'.",
                        self.database
                    ),
                ));
            }
            _ if on => self.identity_insert = Some(id),
            None => self.identity_insert = None,
            Some(_) => {}
        }
        Ok(())
    }

    /// The identity column of a table that is still there.
    pub(super) fn identity(&self, id: TableId) -> Option<usize> {
        let def = self.state.catalogue.table(id)?;
        let auto = def.auto.filter(|_| self.dialect == Dialect::Mssql)?;
        Some(auto.column)
    }

    /// The columns of an INSERT that names none: all, but for the identity column.
    pub(super) fn unnamed_columns(
        &self,
        id: TableId,
        def: &TableDef,
    ) -> Result<Vec<usize>, EngineError> {
        let identity = self.identity(id);
        if identity.is_some() && self.identity_insert == Some(id) {
            return Err(refused(
                8101,
                format!(
                    "An explicit value for the identity column in table '{}' can only be specified when a column list is used and IDENTITY_INSERT is ON.",
                    def.name
                ),
            ));
        }
        Ok((0..def.columns.len())
            .filter(|column| Some(*column) != identity)
            .collect())
    }

    /// Refuses a number for an identity column, or its lack, as `SET IDENTITY_INSERT` has it.
    pub(crate) fn check_identity(
        &self,
        id: TableId,
        def: &TableDef,
        columns: &[usize],
    ) -> Result<(), EngineError> {
        let Some(identity) = self.identity(id) else {
            return Ok(());
        };
        match (
            columns.contains(&identity),
            self.identity_insert == Some(id),
        ) {
            (true, false) => Err(refused(
                544,
                format!(
                    "Cannot insert explicit value for identity column in table '{}' when IDENTITY_INSERT is set to OFF.",
                    def.name
                ),
            )),
            (false, true) => Err(refused(
                545,
                format!(
                    "Explicit value must be specified for identity column in table '{}' either when IDENTITY_INSERT is set to ON or when a replication user is inserting into a NOT FOR REPLICATION identity column.",
                    def.name
                ),
            )),
            _ => Ok(()),
        }
    }
}
