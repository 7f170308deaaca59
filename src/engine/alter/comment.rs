//! COMMENT ON.

use crate::engine::{EngineError, Session, define::need_column, error::invalid, query::fold_name};
use gluesql::core::sqlparser::ast::{CommentObject, ObjectName};

impl Session {
    /// COMMENT ON.
    pub(crate) fn comment(
        &mut self,
        object: CommentObject,
        name: &ObjectName,
        comment: Option<&str>,
    ) -> Result<(), EngineError> {
        let parts: Vec<String> = name
            .0
            .iter()
            .map(|part| fold_name(part, self.dialect))
            .collect();
        let comment = comment.map(str::to_owned);
        let (table, column) = match (object, parts.as_slice()) {
            (CommentObject::Table, [.., table]) => (table, None),
            (CommentObject::Column, [.., table, column]) => (table, Some(column)),
            _ => return Err(invalid("COMMENT ON needs a table or a column")),
        };
        let id = self.state.catalogue.need(table, self.dialect)?;
        let mut def = (*self.state.def(id)).clone();
        match column {
            Some(column) => {
                let at = need_column(&def, column, self.dialect)?;
                def.columns[at].comment = comment;
            }
            None => def.comment = comment,
        }
        self.redefine(id, def);
        Ok(())
    }
}
