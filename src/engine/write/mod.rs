//! Turns INSERT, UPDATE and DELETE into row changes: first what to change is computed over the
//! tables as they are, then it is done under all constraints.

mod conflict;
mod delete;
mod explain;
mod identity;
mod insert;
mod returning;
mod targets;
mod update;

pub(crate) use insert::Prepared;
pub(crate) use targets::Changes;
pub(crate) use update::Update;

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Semantics, Session,
        catalogue::{TableDef, TableId, same_column, same_table},
        key::Key,
        query::{Compiler, Context, Expr, Frame},
        store::Row,
        types::{self, ColumnType},
    },
    schema::Value,
    sort::sort_by,
};
use gluesql::core::sqlparser::ast::{self};

/// A row that a statement wrote: before and after.
type Written = (u64, Option<Row>, Option<Row>);

impl Session {
    /// SQLite prepares no statement that needs a foreign key which leads nowhere
    /// (foreignkeys.html, section 3). `set`: the columns of an UPDATE.
    fn check_mismatch(
        &self,
        id: TableId,
        set: Option<&[usize]>,
        inserts: bool,
    ) -> Result<(), EngineError> {
        let catalogue = &self.state.catalogue;
        if self.dialect != Dialect::Sqlite || !self.foreign_keys {
            return Ok(());
        }
        let name = &catalogue.def(id).name;
        for key in catalogue.all_dangling() {
            let own = key.referencing == id
                && set.is_none_or(|set| key.columns.iter().any(|column| set.contains(column)));
            let other = !inserts
                && same_table(&key.referenced_table, name, self.dialect)
                && set.is_none_or(|set| {
                    let named = |column: &usize| {
                        let name = &catalogue.def(id).columns[*column].name;
                        key.referenced_columns
                            .iter()
                            .any(|known| same_column(known, name, self.dialect))
                    };
                    set.iter().any(named)
                });
            if !own && !other {
                continue;
            }
            if catalogue
                .find(&key.referenced_table, self.dialect)
                .is_none()
            {
                return Err(EngineError::NoSuchTable {
                    table: format!("main.{}", key.referenced_table),
                });
            }
            return Err(EngineError::Invalid {
                message: format!(
                    "foreign key mismatch - \"{}\" referencing \"{}\"",
                    catalogue.def(key.referencing).name,
                    key.referenced_table
                ),
            });
        }
        Ok(())
    }

    /// Puts a statement's rows in the order in which the database comes upon them, where that
    /// matters: SQLite and `InnoDB` keep a table in the order of its primary key.
    fn in_key_order<T>(
        &self,
        id: TableId,
        def: &TableDef,
        rows: &mut Vec<T>,
        identity: impl Fn(&T) -> u64,
    ) {
        let semantics = self.environment.semantics;
        let Some(key) = def.primary_key() else { return };
        // Any other primary key of SQLite is an index beside the table.
        let kept = semantics != Semantics::Sqlite
            || matches!(key.columns.as_slice(), [column]
                if matches!(def.columns[*column].ty, ColumnType::Integer { .. }));
        if semantics.row_by_row() && kept && rows.len() > 1 {
            let now = &self.state.tables[id].rows;
            let mut keyed: Vec<(Option<Key>, T)> = rows
                .drain(..)
                .map(|row| {
                    let now = now.get(identity(&row));
                    (
                        now.and_then(|now| Key::of(now, &key.columns, def.folds)),
                        row,
                    )
                })
                .collect();
            sort_by(&mut keyed, |(a, _), (b, _)| a.cmp(b));
            rows.extend(keyed.into_iter().map(|(_, row)| row));
        }
    }

    fn number(&self, expr: &ast::Expr) -> Result<usize, EngineError> {
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &|_| None);
        compiler.with_origins(Vec::new());
        let typed = compiler.expr(expr)?;
        let context = Context::new(&self.environment, &self.state);
        let value = typed.expr.eval(&Frame::of(&[]), &context)?.into_owned();
        types::number(&value)
            .and_then(types::whole)
            .and_then(types::size)
            .ok_or_else(|| EngineError::Invalid {
                message: "LIMIT must be a number that is not negative".into(),
            })
    }
}

fn default_expr(def: &TableDef, column: usize) -> Expr {
    match &def.columns[column].default {
        Some(default) => (*default.expr).clone(),
        None => Expr::Literal(Value::Null),
    }
}
