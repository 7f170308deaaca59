//! UPDATE, by text or by a row's identity.

use super::{
    conflict::make_way,
    default_expr, identity,
    returning::own_rows,
    targets::{Changes, Target},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, EventKind, Outcome, Session,
        cache::Planned,
        catalogue::{TableDef, TableId},
        define::{need_column, table_name},
        query::{self, Compiler, Context, Frame, Slot},
        text::{Tail, is_default},
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, AssignmentTarget, SqliteOnConflict};
use std::{collections::HashSet, rc::Rc};

/// The parts of an UPDATE as the parser gives them.
pub(crate) struct Update<'a> {
    pub(crate) table: &'a ast::TableWithJoins,
    pub(crate) assignments: &'a [ast::Assignment],
    pub(crate) from: Option<&'a ast::TableWithJoins>,
    pub(crate) selection: Option<&'a ast::Expr>,
    pub(crate) returning: Option<&'a [ast::SelectItem]>,
}

impl<'a> Update<'a> {
    /// What a statement says, if it is an UPDATE.
    pub(crate) fn of(statement: &'a ast::Statement) -> Option<Self> {
        let ast::Statement::Update {
            table,
            assignments,
            from,
            selection,
            returning,
        } = statement
        else {
            return None;
        };
        Some(Self {
            table,
            assignments,
            from: from.as_ref(),
            selection: selection.as_ref(),
            returning: returning.as_deref(),
        })
    }
}

/// A row by its identity, and its values after the statement.
type NewRow = (u64, Vec<Value>);

impl Session {
    /// UPDATE. `known`: what was made of the same statement before.
    pub(crate) fn update(
        &mut self,
        update: &Update,
        tail: &Tail,
        known: &Planned<Changes>,
    ) -> Result<Outcome, EngineError> {
        let changes = self.made(Some(known), &mut |compiler| {
            self.compiled(compiler, update, &tail.order)
        })?;
        let mut rows = self.changed(&changes, tail)?;
        for (target, rows) in changes.targets.iter().zip(&mut rows) {
            self.check_mismatch(target.id, Some(&target.columns()), false)?;
            if tail.order.is_empty() {
                self.in_key_order(target.id, &target.def, rows, |(row, _)| *row);
            }
        }
        if let [target] = changes.targets.as_slice() {
            return self.update_prepared(
                (target.id, &target.def),
                &target.columns(),
                rows.pop().unwrap_or_default(),
                tail.or,
                update.returning,
                &target.alias,
            );
        }
        let (affected, trace) = self.write(|writer| {
            let mut affected = 0;
            for (target, rows) in changes.targets.iter().zip(rows) {
                affected += writer.update(target.id, &target.def, &target.columns(), rows)?;
            }
            Ok(affected)
        })?;
        Ok(Outcome {
            affected,
            trace: Some(trace),
            ..Outcome::default()
        })
    }

    /// What an UPDATE goes through, and what it assigns to which tables.
    pub(super) fn compiled(
        &self,
        compiler: &mut Compiler,
        update: &Update,
        order: &[ast::OrderByExpr],
    ) -> Result<Changes, EngineError> {
        let sources = self.sources(update.table, update.from);
        let found = compiler.targets(&sources, update.selection)?;
        let base = self.written_slot(compiler, &update.table.relation);
        let mut targets: Vec<Target> = Vec::new();
        for (name, value) in pairs(update.assignments)? {
            let slot = self.assigned_slot(compiler, name, base);
            let known = targets.iter().position(|target| target.slot == slot);
            let at = known.unwrap_or(targets.len());
            if known.is_none() {
                targets.push(self.target_at(compiler, slot)?);
            }
            let Target { id, def, set, .. } = &mut targets[at];
            let column = need_column(def, &table_name(name, self.dialect), self.dialect)?;
            if self.identity(*id) == Some(column) {
                return Err(identity::refused(
                    8102,
                    format!(
                        "Cannot update identity column '{}'.",
                        def.columns[column].name
                    ),
                ));
            }
            // Elsewhere the last one counts.
            let once = matches!(self.dialect, Dialect::Postgres | Dialect::Mssql);
            if once && set.iter().any(|(other, _)| *other == column) {
                return Err(EngineError::Invalid {
                    message: format!(
                        "column {}.{} is given twice",
                        def.name, def.columns[column].name
                    ),
                });
            }
            let expr = if is_default(value) {
                default_expr(def, column)
            } else {
                compiler.expr(value)?.expr
            };
            set.push((column, expr));
        }
        let order = order.iter().map(|by| compiler.order_expr(by));
        Ok(Changes {
            order: order.collect::<Result<_, _>>()?,
            found,
            targets,
        })
    }

    /// The rows that an UPDATE makes in each table, computed over the tables as they are.
    fn changed(&self, changes: &Changes, tail: &Tail) -> Result<Vec<Vec<NewRow>>, EngineError> {
        let context = Context::new(&self.environment, &self.state);
        let mut rows: Vec<Vec<NewRow>> = changes.targets.iter().map(|_| Vec::new()).collect();
        let mut seen = HashSet::new();
        self.visit(changes, tail.limit.as_ref(), &context, &mut |tuple| {
            let mut counts = false;
            for (target, rows) in changes.targets.iter().zip(&mut rows) {
                let slot = &tuple[target.slot];
                // A row that joins several others is changed once.
                let joins = changes.found.slots > 1;
                if slot.row.is_empty() || (joins && !seen.insert((target.slot, slot.id))) {
                    continue;
                }
                counts = true;
                let values = self.assigned(target, tuple, &context)?;
                context.keep(&values)?;
                rows.push((slot.id, values));
            }
            Ok(counts)
        })?;
        Ok(rows)
    }

    /// A row after its assignments. MySQL does one after another, each over what those before it
    /// have made (MySQL 8.0, 15.2.17); the others all at once.
    fn assigned(
        &self,
        target: &Target,
        tuple: &[Slot],
        context: &Context,
    ) -> Result<Vec<Value>, EngineError> {
        let slot = target.slot;
        let in_turn = self.dialect.is_mysql() && target.set.len() > 1;
        let mut now = if in_turn { tuple.to_vec() } else { Vec::new() };
        let mut values = tuple[slot].row.to_vec();
        for (column, expr) in &target.set {
            let frame = Frame::of(if in_turn { &now } else { tuple });
            let value = expr.eval(&frame, context)?.into_owned();
            values[*column] = query::coerce(
                value,
                &target.def,
                &target.def.columns[*column],
                &self.environment,
            )?;
            if in_turn {
                now[slot].row = values.as_slice().into();
            }
        }
        Ok(values)
    }

    fn update_prepared(
        &mut self,
        (id, def): (TableId, &Rc<TableDef>),
        set: &[usize],
        changes: Vec<NewRow>,
        or: Option<SqliteOnConflict>,
        returning: Option<&[ast::SelectItem]>,
        alias: &str,
    ) -> Result<Outcome, EngineError> {
        let (affected, trace) = self.write(|writer| {
            let Some(or) = or.filter(|or| *or != SqliteOnConflict::Abort) else {
                return writer.update(id, def, set, changes);
            };
            let mut affected = 0;
            for (row, values) in changes {
                if let Some(values) = make_way(writer, (id, def), set, (row, values), or)? {
                    affected += writer.update(id, def, set, vec![(row, values)])?;
                }
            }
            Ok(affected)
        })?;
        let mut written = own_rows(&trace, EventKind::Update);
        let mut outcome = self.returning(returning, def, id, alias, &mut written)?;
        drop(written);
        outcome.affected = affected;
        outcome.trace = Some(trace);
        Ok(outcome)
    }

    /// Changes one row by its identity.
    pub(crate) fn update_by_row(
        &mut self,
        table: &str,
        row: u64,
        values: &[(String, Value)],
    ) -> Result<Outcome, EngineError> {
        let id = self.state.catalogue.need(table, self.dialect)?;
        let def = self.state.def(id);
        let before = self.state.tables[id].rows.get(row).cloned();
        let Some(before) = before else {
            return Err(EngineError::Invalid {
                message: format!("{table} has no such row any longer"),
            });
        };
        let mut after = before.to_vec();
        let mut set = Vec::with_capacity(values.len());
        for (name, value) in values {
            let column = need_column(&def, name, self.dialect)?;
            after[column] =
                query::coerce(value.clone(), &def, &def.columns[column], &self.environment)?;
            set.push(column);
        }
        self.check_mismatch(id, Some(&set), false)?;
        self.update_prepared((id, &def), &set, vec![(row, after)], None, None, table)
    }
}

/// Each column with its value; `SET (a, b) = (1, 2)` is two.
pub(super) fn pairs(
    assignments: &[ast::Assignment],
) -> Result<Vec<(&ast::ObjectName, &ast::Expr)>, EngineError> {
    let mut pairs = Vec::with_capacity(assignments.len());
    for assignment in assignments {
        match (&assignment.target, &assignment.value) {
            (AssignmentTarget::ColumnName(name), value) => pairs.push((name, value)),
            (AssignmentTarget::Tuple(names), ast::Expr::Tuple(values))
                if names.len() == values.len() =>
            {
                pairs.extend(names.iter().zip(values));
            }
            (AssignmentTarget::Tuple(_), _) => {
                return Err(EngineError::Unsupported {
                    feature: "SET (a, b) = …".into(),
                });
            }
        }
    }
    Ok(pairs)
}
