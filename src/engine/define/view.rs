//! CREATE VIEW and DROP VIEW.

use super::table_name;
use crate::engine::{
    EngineError, Session,
    catalogue::{View, same_table},
    describe,
    query::{Compiler, fold_name},
    text::view_query,
};
use gluesql::core::sqlparser::ast::{self, ObjectName};
use std::rc::Rc;

impl Session {
    /// CREATE [OR REPLACE] VIEW; its query is compiled to see that it can be read.
    pub(crate) fn create_view(
        &mut self,
        name: &ObjectName,
        columns: &[ast::ViewColumnDef],
        (replace, if_not_exists): (bool, bool),
        sql: &str,
    ) -> Result<(), EngineError> {
        let dialect = self.dialect;
        let name = table_name(name, dialect);
        let known = self.state.catalogue.view(&name, dialect).is_some();
        if known && if_not_exists {
            return Ok(());
        }
        if (known && !replace) || self.state.catalogue.find(&name, dialect).is_some() {
            return Err(EngineError::AlreadyExists {
                what: if known { "view" } else { "table" },
                name,
            });
        }
        let view = View {
            columns: columns
                .iter()
                .map(|column| fold_name(&column.name, dialect))
                .collect(),
            name,
            query: view_query(sql, dialect)?,
            sql: sql.to_owned(),
        };
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        Compiler::new(&self.state.catalogue, dialect, &virtuals).view(&view, &view.name)?;
        let mut catalogue = (*self.state.catalogue).clone();
        catalogue
            .views
            .retain(|known| !same_table(&known.name, &view.name, dialect));
        catalogue.views.push(Rc::new(view));
        self.state.define(catalogue, dialect);
        Ok(())
    }

    /// DROP VIEW.
    pub(crate) fn drop_views(
        &mut self,
        names: &[ObjectName],
        if_exists: bool,
    ) -> Result<(), EngineError> {
        let mut catalogue = (*self.state.catalogue).clone();
        for name in names {
            let name = table_name(name, self.dialect);
            let before = catalogue.views.len();
            catalogue
                .views
                .retain(|view| !same_table(&view.name, &name, self.dialect));
            if catalogue.views.len() == before && !if_exists {
                return Err(EngineError::NoSuchTable { table: name });
            }
        }
        self.state.define(catalogue, self.dialect);
        Ok(())
    }
}
