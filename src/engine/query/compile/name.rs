//! Finds what a name means: the nearest query that has such a column wins.

use super::{
    Compiler, Typed,
    syntax::{call, literal},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::same_column,
        error::invalid,
        query::{expr::Expr, from::is_alias, function::Function},
        types::ColumnType,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast;

impl Compiler<'_> {
    pub(super) fn identifier(&mut self, ident: &ast::Ident) -> Result<Typed, EngineError> {
        let name = self.name(ident);
        if let Some(typed) = self.resolve(None, &name)? {
            return Ok(typed);
        }
        if ident.quote_style.is_none() {
            let lower = name.to_ascii_lowercase();
            if self.dialect == Dialect::Sqlite
                && matches!(lower.as_str(), "rowid" | "_rowid_" | "oid")
                && let Some(typed) = self.row_id(None)
            {
                return Ok(typed);
            }
            match lower.as_str() {
                "@@rowcount" => {
                    return Ok(call(Function::RowCount, Vec::new(), Some(ColumnType::BIG)));
                }
                "@@identity" => {
                    return Ok(call(
                        Function::LastInsertId,
                        Vec::new(),
                        Some(ColumnType::BIG),
                    ));
                }
                _ => {}
            }
            // SQL Server counts its parameters from @0; `$1` is a word to MySQL's reader.
            let index = lower
                .strip_prefix('@')
                .and_then(|index| index.parse::<usize>().ok())
                .or_else(|| {
                    lower
                        .strip_prefix('$')?
                        .parse::<usize>()
                        .ok()?
                        .checked_sub(1)
                });
            if let Some(index) = index {
                return Ok(Typed::new(Expr::Parameter(index), None));
            }
        }
        // SQLite reads "name" as a text where no column has that name.
        if self.dialect == Dialect::Sqlite && ident.quote_style == Some('"') {
            return Ok(literal(Value::text(ident.value.as_str())));
        }
        Err(EngineError::NoSuchColumn {
            column: name,
            clause: self.clause,
        })
    }

    pub(super) fn compound(&mut self, parts: &[ast::Ident]) -> Result<Typed, EngineError> {
        let names: Vec<String> = parts.iter().map(|part| self.name(part)).collect();
        let [.., qualifier, name] = names.as_slice() else {
            return Err(invalid("an empty name"));
        };
        if let Some(typed) = self.resolve(Some(qualifier), name)? {
            return Ok(typed);
        }
        if self.dialect == Dialect::Sqlite
            && name.eq_ignore_ascii_case("rowid")
            && let Some(typed) = self.row_id(Some(qualifier))
        {
            return Ok(typed);
        }
        if self.dialect == Dialect::Postgres
            && let Some(error) = self.not_in_from(qualifier)
        {
            return Err(error);
        }
        Err(EngineError::NoSuchColumn {
            column: names.join("."),
            clause: self.clause,
        })
    }

    /// The error that no source of that name is to be seen here, unless one is.
    fn not_in_from(&self, qualifier: &str) -> Option<EngineError> {
        let mut elsewhere = false;
        for scope in &self.scopes {
            for (slot, origin) in scope.origins.iter().enumerate() {
                if is_alias(&origin.alias, qualifier, self) {
                    if scope.shows(slot) {
                        return None;
                    }
                    elsewhere = true;
                }
                elsewhere |= origin.table.is_some()
                    && origin.table == self.catalogue.find(qualifier, self.dialect);
            }
        }
        Some(EngineError::NotInFrom {
            table: qualifier.to_owned(),
            elsewhere,
        })
    }

    /// Finds a column in the nearest query that has it.
    pub(super) fn resolve(
        &mut self,
        qualifier: Option<&str>,
        name: &str,
    ) -> Result<Option<Typed>, EngineError> {
        for level in (0..self.scopes.len()).rev() {
            let depth = self.scopes.len() - 1 - level;
            let scope = &self.scopes[level];
            if qualifier.is_none()
                && let Some(merged) = scope
                    .merged
                    .iter()
                    .find(|merged| same_column(&merged.name, name, self.dialect))
            {
                let mut typed = merged.typed.clone();
                let slots = merged
                    .parts
                    .iter()
                    .map(|(slot, _)| *slot)
                    .collect::<Vec<_>>();
                shift(&mut typed.expr, depth);
                for slot in slots {
                    self.note_outer(level, slot);
                }
                return Ok(Some(typed));
            }
            let mut found = None;
            for (slot, origin) in scope.origins.iter().enumerate() {
                if !scope.shows(slot) {
                    continue;
                }
                if let Some(qualifier) = qualifier {
                    if !is_alias(&origin.alias, qualifier, self) {
                        continue;
                    }
                } else if origin.hidden {
                    continue;
                }
                let at = origin
                    .columns
                    .iter()
                    .position(|(column, _)| column == name)
                    .or_else(|| {
                        origin
                            .columns
                            .iter()
                            .position(|(column, _)| same_column(column, name, self.dialect))
                    });
                let Some(at) = at else { continue };
                if found.is_some() {
                    let qualifier = qualifier.map_or(String::new(), |table| format!("{table}."));
                    return Err(invalid(format!("ambiguous column name: {qualifier}{name}")));
                }
                found = Some((slot, at, origin.columns[at].1.clone()));
            }
            if let Some((slot, column, ty)) = found {
                self.note_outer(level, slot);
                return Ok(Some(Typed::new(
                    Expr::Column {
                        depth,
                        slot,
                        column,
                    },
                    ty,
                )));
            }
            if qualifier.is_none()
                && depth == 0
                && let Some((_, typed)) = scope
                    .aliases
                    .iter()
                    .find(|(alias, _)| same_column(alias, name, self.dialect))
            {
                return Ok(Some(typed.clone()));
            }
        }
        Ok(None)
    }

    fn row_id(&mut self, qualifier: Option<&str>) -> Option<Typed> {
        let level = self.scopes.len().checked_sub(1)?;
        let slot = self.scopes[level].origins.iter().position(|origin| {
            origin.table.is_some()
                && qualifier.is_none_or(|qualifier| is_alias(&origin.alias, qualifier, self))
        })?;
        let expr = match self.scopes[level].origins[slot].row_id {
            Some(column) => Expr::Column {
                depth: 0,
                slot,
                column,
            },
            None => Expr::RowId { depth: 0, slot },
        };
        Some(Typed::new(expr, Some(ColumnType::BIG)))
    }

    /// Remembers, for every query between, that it depends on a row of the query at `level`.
    fn note_outer(&mut self, level: usize, slot: usize) {
        let count = self.scopes.len();
        for (at, scope) in self.scopes.iter_mut().enumerate().skip(level + 1) {
            debug_assert!(at < count);
            let entry = (at - level, slot);
            if !scope.outer.contains(&entry) {
                scope.outer.push(entry);
            }
        }
    }
}

/// Moves a column expression `depth` queries further out.
fn shift(expr: &mut Expr, by: usize) {
    match expr {
        Expr::Column { depth, .. } => *depth += by,
        Expr::Call { arguments, .. } => {
            for argument in arguments {
                shift(argument, by);
            }
        }
        _ => {}
    }
}
