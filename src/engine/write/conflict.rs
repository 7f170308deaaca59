//! What an INSERT does about a row whose key is taken: ON CONFLICT, ON DUPLICATE KEY, OR IGNORE, REPLACE.

use super::{default_expr, update::pairs};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{TableDef, TableId, Unique, same_column},
        define::{need_column, table_name},
        describe,
        enforce::Writer,
        query::{self, Compiler, Context, Expr, Frame, Origin, Slot, fold_name},
        store::Row,
        text::is_default,
    },
    schema::Value,
    sort::sort,
};
use gluesql::core::sqlparser::ast::{
    self, ConflictTarget, OnConflictAction, OnInsert, SqliteOnConflict,
};
use std::rc::Rc;

/// What an INSERT does about a row whose key is taken.
#[derive(Debug)]
pub(super) enum Conflict {
    Refuse,
    /// Leaves the row out; `target`: if that key is taken, `None`: whatever key it is.
    Ignore {
        target: Option<Vec<usize>>,
        /// Also a row that breaks NOT NULL or a CHECK (OR IGNORE, but not ON CONFLICT).
        broken: bool,
    },
    /// Deletes the row that is in the way.
    Replace,
    Update {
        /// `None`: whatever key it is.
        target: Option<Vec<usize>>,
        set: Vec<(usize, Expr)>,
        only: Option<Expr>,
    },
}

/// OR IGNORE, INSERT IGNORE.
const IGNORE: Conflict = Conflict::Ignore {
    target: None,
    broken: true,
};

impl Session {
    /// What the statement says about keys that are taken.
    pub(super) fn conflict(
        &self,
        insert: &ast::Insert,
        def: &Rc<TableDef>,
        id: TableId,
    ) -> Result<Conflict, EngineError> {
        match insert.or {
            None | Some(SqliteOnConflict::Abort) => {}
            Some(SqliteOnConflict::Ignore) => return Ok(IGNORE),
            Some(SqliteOnConflict::Replace) => return Ok(Conflict::Replace),
            Some(other) => {
                return Err(EngineError::Unsupported {
                    feature: format!("INSERT OR {other}"),
                });
            }
        }
        if insert.replace_into {
            return Ok(Conflict::Replace);
        }
        match &insert.on {
            None if insert.ignore => Ok(IGNORE),
            None => Ok(Conflict::Refuse),
            Some(OnInsert::DuplicateKeyUpdate(set)) => Ok(Conflict::Update {
                target: None,
                set: self.conflict_set(set, def, id)?,
                only: None,
            }),
            Some(OnInsert::OnConflict(on)) => {
                let target = match &on.conflict_target {
                    None => None,
                    Some(ConflictTarget::Columns(names)) => {
                        let mut columns = names
                            .iter()
                            .map(|name| {
                                need_column(def, &fold_name(name, self.dialect), self.dialect)
                            })
                            .collect::<Result<Vec<_>, _>>()?;
                        sort(&mut columns);
                        Some(columns)
                    }
                    Some(ConflictTarget::OnConstraint(name)) => {
                        let name = table_name(name, self.dialect);
                        let unique = def
                            .uniques
                            .iter()
                            .find(|unique| same_column(&unique.name, &name, self.dialect))
                            .ok_or_else(|| EngineError::Invalid {
                                message: format!("there is no unique constraint {name}"),
                            })?;
                        let mut columns = unique.columns.clone();
                        sort(&mut columns);
                        Some(columns)
                    }
                };
                if let Some(target) = &target
                    && !def
                        .uniques
                        .iter()
                        .any(|unique| sorted(&unique.columns) == *target)
                {
                    return Err(EngineError::Invalid {
                        message: "ON CONFLICT matches no primary key or unique constraint".into(),
                    });
                }
                match &on.action {
                    OnConflictAction::DoNothing => Ok(Conflict::Ignore {
                        target,
                        broken: false,
                    }),
                    OnConflictAction::DoUpdate(update) => {
                        let only = match &update.selection {
                            Some(selection) => {
                                Some(self.conflict_compiler(def, id, |compiler| {
                                    compiler.condition(selection)
                                })?)
                            }
                            None => None,
                        };
                        Ok(Conflict::Update {
                            target,
                            set: self.conflict_set(&update.assignments, def, id)?,
                            only,
                        })
                    }
                }
            }
            Some(_) => Err(EngineError::Unsupported {
                feature: "this form of INSERT".into(),
            }),
        }
    }

    /// Compiles over the row that is there, and the one that was to come (`excluded`).
    fn conflict_compiler<T>(
        &self,
        def: &TableDef,
        id: TableId,
        compile: impl FnOnce(&mut Compiler) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let mut excluded = Origin::table("excluded", id, def);
        excluded.hidden = true;
        compiler.with_origins(vec![Origin::table(def.name.to_string(), id, def), excluded]);
        compile(&mut compiler)
    }

    fn conflict_set(
        &self,
        assignments: &[ast::Assignment],
        def: &TableDef,
        id: TableId,
    ) -> Result<Vec<(usize, Expr)>, EngineError> {
        self.conflict_compiler(def, id, |compiler| {
            pairs(assignments)?
                .into_iter()
                .map(|(name, value)| {
                    let name = table_name(name, self.dialect);
                    let column = need_column(def, &name, self.dialect)?;
                    if is_default(value) {
                        return Ok((column, default_expr(def, column)));
                    }
                    Ok((column, compiler.expr(value)?.expr))
                })
                .collect()
        })
    }
}

pub(super) enum Resolved {
    /// No key is taken: these values go in.
    Insert(Vec<Value>),
    /// The row that was there has been changed.
    Done(u64, Option<Row>, Option<Row>),
    Skip,
}

/// Decides about one row of an INSERT that says what to do when a key is taken.
pub(super) fn resolve(
    writer: &mut Writer,
    id: TableId,
    def: &Rc<TableDef>,
    mut values: Vec<Value>,
    conflict: &Conflict,
) -> Result<Resolved, EngineError> {
    // Only the key that ON CONFLICT names decides; another that is taken refuses the row.
    let target = match conflict {
        Conflict::Ignore { target, .. } | Conflict::Update { target, .. } => target.as_ref(),
        Conflict::Refuse | Conflict::Replace => None,
    };
    if matches!(conflict, Conflict::Replace) && writer.environment().dialect == Dialect::Sqlite {
        replace_nulls(writer, def, &mut values)?;
    }
    // NOT NULL and CHECK come before any key (SQLite, lang_upsert; PostgreSQL, ExecInsert).
    if writer.breaks(def, &values)? {
        let skips = matches!(conflict, Conflict::Ignore { broken: true, .. });
        return Ok(if skips {
            Resolved::Skip
        } else {
            Resolved::Insert(values)
        });
    }
    let wanted = |unique: &Unique| target.is_none_or(|target| sorted(&unique.columns) == *target);
    loop {
        let Some((_, holder)) = writer.state.tables[id].clash(def, &values, &wanted) else {
            return Ok(Resolved::Insert(values));
        };
        match conflict {
            Conflict::Ignore { .. } => {
                writer.burn(id, def, &mut values);
                return Ok(Resolved::Skip);
            }
            Conflict::Replace => {
                writer.delete(id, def, &[holder])?;
                writer.cascade()?;
                // The new row may be in the way of another: look again.
            }
            Conflict::Update { set, only, .. } => {
                writer.burn(id, def, &mut values);
                let before = writer.state.tables[id].rows.get(holder).cloned();
                let Some(before) = before else {
                    return Ok(Resolved::Skip);
                };
                let tuple = [
                    Slot {
                        id: holder,
                        row: before.clone(),
                    },
                    Slot {
                        id: 0,
                        row: values.into(),
                    },
                ];
                let frame = Frame::of(&tuple);
                let environment = writer.environment();
                let mut after = before.to_vec();
                {
                    let context = Context::new(environment, writer.state);
                    if let Some(only) = only
                        && !only.holds(&frame, &context)?
                    {
                        return Ok(Resolved::Skip);
                    }
                    for (column, expr) in set {
                        let value = expr.eval(&frame, &context)?.into_owned();
                        after[*column] =
                            query::coerce(value, def, &def.columns[*column], environment)?;
                    }
                }
                let row: Row = after.clone().into();
                let columns: Vec<usize> = set.iter().map(|(column, _)| *column).collect();
                writer.update(id, def, &columns, vec![(holder, after)])?;
                let mysql = writer.environment().dialect.is_mysql();
                if mysql
                    && let Some(auto) = def.auto
                    && let Value::Integer(number) = row[auto.column]
                {
                    writer.tell_number(number, false);
                }
                return Ok(Resolved::Done(holder, Some(before), Some(row)));
            }
            Conflict::Refuse => return Ok(Resolved::Insert(values)),
        }
    }
}

/// SQLite, `lang_conflict`: REPLACE puts the default in the place of a NULL that may not be.
fn replace_nulls(writer: &Writer, def: &TableDef, values: &mut [Value]) -> Result<(), EngineError> {
    for (at, column) in def.columns.iter().enumerate() {
        if !column.nullable && values[at] == Value::Null {
            values[at] = query::default_value(def, at, writer.environment())?;
        }
    }
    Ok(())
}

/// Makes way for a row of SQLite's UPDATE OR IGNORE or OR REPLACE, which sets the columns `set`:
/// the values it may take, or `None` if it is to stay as it is (`lang_conflict`).
pub(super) fn make_way(
    writer: &mut Writer,
    (id, def): (TableId, &Rc<TableDef>),
    set: &[usize],
    (row, mut values): (u64, Vec<Value>),
    or: SqliteOnConflict,
) -> Result<Option<Vec<Value>>, EngineError> {
    let replaces = or == SqliteOnConflict::Replace;
    loop {
        let Some(now) = writer.state.table_mut(id).take(def, row) else {
            return Ok(None);
        };
        for (column, value) in values.iter_mut().enumerate() {
            if !set.contains(&column) {
                value.clone_from(&now[column]);
            }
        }
        let clash = writer.state.tables[id].clash(def, &values, &|_| true);
        // It has just stood there.
        let _ = writer.state.table_mut(id).put(def, row, now);
        match clash {
            Some((_, holder)) if replaces => {
                writer.delete(id, def, &[holder])?;
            }
            Some(_) => return Ok(None),
            None => break,
        }
    }
    if replaces {
        replace_nulls(writer, def, &mut values)?;
    } else if writer.breaks(def, &values)? {
        return Ok(None);
    }
    Ok(Some(values))
}

fn sorted(columns: &[usize]) -> Vec<usize> {
    let mut columns = columns.to_vec();
    sort(&mut columns);
    columns
}
