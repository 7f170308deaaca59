//! How an UPDATE or DELETE finds its rows, and which foreign keys it follows from there.

use super::{Changes, Update};
use crate::schema::hash::HashSet;
use crate::{
    engine::{
        EngineError, Session,
        catalogue::{Catalogue, Link, TableId},
        describe,
        query::{Compiler, Targets, explain_node},
    },
    schema::ReferentialAction,
};
use gluesql::core::sqlparser::ast::Statement;

impl Session {
    /// The steps as lines, what each is made of or leads to indented below.
    pub(crate) fn explain_write(&self, statement: &Statement) -> Result<Vec<String>, EngineError> {
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let catalogue = &self.state.catalogue;
        match statement {
            Statement::Delete(delete) => {
                let Changes { found, targets, .. } = self.deletions(&mut compiler, delete)?;
                let ids: Vec<TableId> = targets.iter().map(|target| target.id).collect();
                let mut lines = self.found("delete from", &ids, &found);
                for id in ids {
                    followed_by_delete(catalogue, id, &mut lines);
                }
                Ok(lines)
            }
            update if let Some(update) = Update::of(update) => {
                let changes = self.compiled(&mut compiler, &update, &[])?;
                let Changes { found, targets, .. } = changes;
                let ids: Vec<TableId> = targets.iter().map(|target| target.id).collect();
                let mut lines = self.found("update", &ids, &found);
                for target in targets {
                    let set = target.columns();
                    for link in catalogue.inbound(target.id) {
                        let link = catalogue.link(*link);
                        if link.referenced_columns.iter().any(|at| set.contains(at)) {
                            lines.push(followed(catalogue, link, "ON UPDATE", link.on_update, 1));
                        }
                    }
                }
                Ok(lines)
            }
            _ => Err(EngineError::Unsupported {
                feature: "EXPLAIN of anything but a query, an UPDATE or a DELETE".into(),
            }),
        }
    }

    /// The tables that are written, and how their rows are found.
    fn found(&self, verb: &str, ids: &[TableId], found: &Targets) -> Vec<String> {
        let names: Vec<String> = ids
            .iter()
            .map(|id| self.state.def(*id).name.to_string())
            .collect();
        let mut lines = vec![format!("{verb} {}", names.join(", "))];
        explain_node(&found.node, &self.state.catalogue, 1, &mut lines);
        lines
    }
}

/// The keys that lead to deleted rows, and on from the rows that these delete; each key once.
fn followed_by_delete(catalogue: &Catalogue, id: TableId, lines: &mut Vec<String>) {
    let mut seen = HashSet::default();
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
