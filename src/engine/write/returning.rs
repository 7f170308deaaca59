//! The rows that a change tells of: RETURNING, and SQL Server's OUTPUT.

use super::Written;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, EventKind, Outcome, Session, Trace,
        catalogue::{TableDef, TableId},
        describe,
        query::{Compiler, Context, Frame, Origin, Slot},
        store::Row,
    },
};
use gluesql::core::sqlparser::ast;
use std::rc::Rc;

/// The rows that an UPDATE or DELETE has changed itself, as it left them: what a cascade does to
/// them later does not show, and what a cascade took before their turn came is not among them.
pub(super) fn own_rows(trace: &Trace, kind: EventKind) -> impl Iterator<Item = Written> {
    let events = trace.events();
    let own = events.filter(move |event| event.depth == 0 && event.kind == kind);
    own.map(|event| (event.row, event.before, event.after))
}

impl Session {
    /// The rows of RETURNING, and of SQL Server's OUTPUT.
    pub(super) fn returning(
        &self,
        items: Option<&[ast::SelectItem]>,
        def: &TableDef,
        id: TableId,
        alias: &str,
        written: &mut dyn Iterator<Item = Written>,
    ) -> Result<Outcome, EngineError> {
        let Some(items) = items else {
            return Ok(Outcome::default());
        };
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let mssql = self.dialect == Dialect::Mssql;
        let now = if mssql { "INSERTED" } else { alias };
        let mut old = Origin::table("DELETED", id, def);
        old.hidden = true;
        compiler.with_origins(vec![Origin::table(now, id, def), old]);
        let (projection, columns) = compiler.projection(items)?;
        let context = Context::new(&self.environment, &self.state);
        let mut rows = Vec::new();
        let none: Row = Rc::from([]);
        for (row, before, after) in written {
            let old = before.unwrap_or_else(|| none.clone());
            let new = match after {
                Some(after) => after,
                None if mssql => none.clone(),
                None => old.clone(),
            };
            let tuple = [Slot { id: row, row: new }, Slot { id: row, row: old }];
            let frame = Frame::of(&tuple);
            let row = projection
                .iter()
                .map(|typed| Ok(typed.expr.eval(&frame, &context)?.into_owned()))
                .collect::<Result<Vec<_>, EngineError>>()?;
            context.keep(&row)?;
            rows.push(row);
        }
        Ok(Outcome::of(&columns, rows))
    }
}
