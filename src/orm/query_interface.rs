//! `queryInterface`: changes to the schema by name of table, as migrations make them.

use super::{Orm, OrmError, js::Json};

impl Orm {
    /// Runs a method of that name.
    pub fn query_interface(&mut self, method: &str, _args: &[Json]) -> Result<Json, OrmError> {
        Err(OrmError::error(format!(
            "queryInterface.{method} is not supported"
        )))
    }
}
