//! CREATE INDEX and DROP INDEX.

use super::{need_column, table_name};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{Lookup, TableDef, Unique, UniqueKind, same_column, same_table},
        enforce::unique_name,
        error::invalid,
        query::fold_name,
        store::{unique_key, unique_values},
    },
};
use gluesql::core::sqlparser::ast;
use std::rc::Rc;

/// A column of an index, and how many of its characters count; 0: all. `name(10)` comes as one
/// name.
pub(super) fn indexed_column(
    def: &TableDef,
    ident: &ast::Ident,
    dialect: Dialect,
) -> Result<(usize, usize), EngineError> {
    let name = fold_name(ident, dialect);
    let whole = need_column(def, &name, dialect).map(|column| (column, 0));
    let parts = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once('('));
    match (&whole, parts) {
        (Err(_), Some((column, length))) => {
            let found = need_column(def, column, dialect)?;
            match length.parse() {
                Ok(length @ 1..) => Ok((found, length)),
                _ => Err(invalid(format!("key part '{column}' has no length"))),
            }
        }
        _ => whole,
    }
}

/// The lengths of a unique key's columns; none, if all count whole.
pub(super) fn shortened(lengths: Vec<usize>) -> Vec<usize> {
    if lengths.iter().all(|length| *length == 0) {
        Vec::new()
    } else {
        lengths
    }
}

impl Session {
    /// CREATE INDEX.
    pub(crate) fn create_index(&mut self, create: &ast::CreateIndex) -> Result<(), EngineError> {
        let table = table_name(&create.table_name, self.dialect);
        let id = self.state.catalogue.need(&table, self.dialect)?;
        let mut def = (*self.state.def(id)).clone();
        let mut columns = Vec::new();
        let mut lengths = Vec::new();
        let mut exprs = Vec::new();
        for column in &create.columns {
            match &column.expr {
                ast::Expr::Identifier(ident) => {
                    let (column, length) = indexed_column(&def, ident, self.dialect)?;
                    columns.push(column);
                    lengths.push(length);
                }
                expr => exprs.push(self.predicate(&def, expr)?),
            }
        }
        let name = create.name.as_ref().map_or_else(
            || format!("{table}_{}_idx", def.names(&columns).join("_")),
            |name| table_name(name, self.dialect),
        );
        if self.index_exists(&name, id) {
            if create.if_not_exists {
                return Ok(());
            }
            return Err(EngineError::AlreadyExists {
                what: "index",
                name,
            });
        }
        let predicate = create
            .predicate
            .as_ref()
            .map(|predicate| self.predicate(&def, predicate))
            .transpose()?;
        let name: Rc<str> = name.into();
        def.made.push(name.clone());
        if create.unique {
            def.uniques.push(Unique {
                name,
                columns,
                lengths: shortened(lengths),
                kind: UniqueKind::Index,
                exprs,
                predicate,
            });
            self.check_unique(id, &def)?;
        } else {
            // An index over part of the rows, or over expressions, is kept for show: a query's
            // condition is not held against it.
            let partial = predicate.is_some() || !exprs.is_empty();
            let own = |lookup: &&mut Lookup| lookup.name.is_none() && lookup.columns == columns;
            match def.lookups.iter_mut().find(own) {
                // The one that the engine keeps for a foreign key comes to light.
                Some(lookup) if !partial => lookup.name = Some(name),
                _ => def.lookups.push(Lookup {
                    name: Some(name),
                    columns,
                    partial,
                }),
            }
        }
        self.redefine(id, def);
        Ok(())
    }

    /// Whether an index has that name. MySQL and SQL Server look in one table only.
    fn index_exists(&self, name: &str, table: usize) -> bool {
        let own = matches!(
            self.dialect,
            Dialect::Mysql | Dialect::Mariadb | Dialect::Mssql
        );
        self.state.catalogue.tables().any(|(id, def)| {
            (!own || id == table)
                && (def
                    .lookups
                    .iter()
                    .filter_map(|lookup| lookup.name.as_ref())
                    .chain(def.uniques.iter().map(|unique| &unique.name))
                    .any(|known| same_column(known, name, self.dialect)))
        })
    }

    /// Whether the rows there are obey every unique key of a definition.
    pub(crate) fn check_unique(&self, id: usize, def: &TableDef) -> Result<(), EngineError> {
        let data = &self.state.tables[id];
        let folds = def.folds;
        for unique in def.uniques.iter().skip(data.uniques.len()) {
            let mut seen = crate::engine::hash::HashSet::default();
            for row in data.rows.values() {
                if let Some(key) = unique_key(unique, row, folds)
                    && !seen.insert(key)
                {
                    return Err(EngineError::Unique {
                        table: def.name.to_string(),
                        constraint: unique_name(def, unique, self.dialect),
                        columns: def.parts(unique),
                        values: unique_values(unique, row),
                        trace: None,
                    });
                }
            }
        }
        Ok(())
    }

    /// DROP INDEX.
    pub(crate) fn drop_index(
        &mut self,
        name: &str,
        table: Option<&str>,
        if_exists: bool,
    ) -> Result<(), EngineError> {
        let found = self
            .state
            .catalogue
            .tables()
            .filter(|(_, def)| table.is_none_or(|table| same_table(&def.name, table, self.dialect)))
            .find_map(|(id, def)| {
                let unique = def
                    .uniques
                    .iter()
                    .position(|unique| same_column(&unique.name, name, self.dialect));
                let lookup = def.lookups.iter().position(|lookup| {
                    lookup
                        .name
                        .as_ref()
                        .is_some_and(|known| same_column(known, name, self.dialect))
                });
                (unique.is_some() || lookup.is_some())
                    .then(|| (id, (**def).clone(), unique, lookup))
            });
        let Some((id, mut def, unique, lookup)) = found else {
            return if if_exists {
                Ok(())
            } else {
                Err(EngineError::NoSuchConstraint {
                    what: "index",
                    name: name.into(),
                    table: table.unwrap_or_default().into(),
                })
            };
        };
        def.made
            .retain(|made| !same_column(made, name, self.dialect));
        if let Some(unique) = unique {
            let own = self.dialect.is_mysql();
            if def.uniques[unique].kind != UniqueKind::Index && !own {
                return Err(invalid(format!(
                    "index {name} belongs to a constraint and cannot be dropped"
                )));
            }
            def.uniques.remove(unique);
        }
        if let Some(lookup) = lookup {
            def.lookups.remove(lookup);
        }
        self.rebuild(id, def, None);
        Ok(())
    }
}
