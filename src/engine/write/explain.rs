//! How an UPDATE or DELETE finds its rows, and which foreign keys it follows from there.

use super::{delete::tables_of, target_column};
use crate::{
    engine::{
        EngineError, Session,
        catalogue::{Catalogue, Link, TableId},
        describe,
        query::{Compiler, explain_node},
    },
    schema::ReferentialAction,
};
use gluesql::core::sqlparser::ast::{self, Statement};
use std::collections::HashSet;

impl Session {
    /// The steps as lines, what each is made of or leads to indented below.
    pub(crate) fn explain_write(&self, statement: &Statement) -> Result<Vec<String>, EngineError> {
        match statement {
            Statement::Delete(delete) => {
                let tables = tables_of(delete)?;
                let (id, mut lines) =
                    self.found("delete from", &tables, delete.selection.as_ref())?;
                followed_by_delete(&self.state.catalogue, id, &mut lines);
                Ok(lines)
            }
            Statement::Update {
                table,
                assignments,
                from,
                selection,
                ..
            } => {
                let tables: Vec<_> = std::iter::once(table).chain(from).cloned().collect();
                let (id, mut lines) = self.found("update", &tables, selection.as_ref())?;
                let def = self.state.def(id);
                let set: HashSet<usize> = assignments
                    .iter()
                    .map(|one| target_column(&one.target, &def, self.dialect))
                    .collect::<Result<_, _>>()?;
                let catalogue = &self.state.catalogue;
                for link in catalogue.inbound(id).iter().map(|at| catalogue.link(*at)) {
                    if link.referenced_columns.iter().any(|at| set.contains(at)) {
                        lines.push(followed(catalogue, link, "ON UPDATE", link.on_update, 1));
                    }
                }
                Ok(lines)
            }
            _ => Err(EngineError::Unsupported {
                feature: "EXPLAIN of anything but a query, an UPDATE or a DELETE".into(),
            }),
        }
    }

    /// The table that is written, and how its rows are found.
    fn found(
        &self,
        verb: &str,
        tables: &[ast::TableWithJoins],
        selection: Option<&ast::Expr>,
    ) -> Result<(TableId, Vec<String>), EngineError> {
        let (id, _) = self.target(&tables[0].relation)?;
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let catalogue = &self.state.catalogue;
        let found = Compiler::new(catalogue, self.dialect, &virtuals).targets(tables, selection)?;
        let mut lines = vec![format!("{verb} {}", self.state.def(id).name)];
        explain_node(&found.node, catalogue, 1, &mut lines);
        Ok((id, lines))
    }
}

/// The keys that lead to deleted rows, and on from the rows that these delete; each key once.
fn followed_by_delete(catalogue: &Catalogue, id: TableId, lines: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let inbound = |id: TableId, depth: usize| {
        let links = catalogue.inbound(id).iter().rev();
        links.map(move |link| (*link, depth)).collect::<Vec<_>>()
    };
    let mut tasks = inbound(id, 1);
    while let Some((at, depth)) = tasks.pop() {
        if !seen.insert(at) {
            continue;
        }
        let link = catalogue.link(at);
        lines.push(followed(
            catalogue,
            link,
            "ON DELETE",
            link.on_delete,
            depth,
        ));
        if link.on_delete == ReferentialAction::Cascade {
            tasks.extend(inbound(link.referencing, depth + 1));
        }
    }
}

fn followed(
    catalogue: &Catalogue,
    link: &Link,
    event: &str,
    action: ReferentialAction,
    depth: usize,
) -> String {
    let indent = "  ".repeat(depth);
    match catalogue.table(link.referencing) {
        Some(def) => format!(
            "{indent}then rows of {} by ({}): {event} {}",
            def.name,
            def.names(&link.columns).join(", "),
            action.keyword()
        ),
        None => indent,
    }
}
