//! UPDATE, by text or by a row's identity.

use super::{conflict::make_way, default_expr, returning::own_rows, targets::Target};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, EventKind, Outcome, Session,
        catalogue::{TableDef, TableId},
        define::{need_column, table_name},
        describe,
        query::{self, Compiler, Context, Expr, Frame, Slot, Targets},
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

/// What becomes of one table's rows.
pub(super) struct Planned {
    pub(super) target: Target,
    def: Rc<TableDef>,
    set: Vec<(usize, Expr)>,
    seen: HashSet<u64>,
    changes: Vec<(u64, Vec<Value>)>,
}

impl Planned {
    pub(super) fn columns(&self) -> Vec<usize> {
        self.set.iter().map(|(column, _)| *column).collect()
    }
}

impl Session {
    /// UPDATE.
    pub(crate) fn update(&mut self, update: &Update, tail: &Tail) -> Result<Outcome, EngineError> {
        let mut planned = self.planned(update, tail)?;
        for plan in &mut planned {
            let (id, def) = (plan.target.id, plan.def.clone());
            self.check_mismatch(id, Some(&plan.columns()), false)?;
            if tail.order.is_empty() {
                self.in_key_order(id, &def, &mut plan.changes, |(row, _)| *row);
            }
        }
        if let [_] = planned.as_slice()
            && let Some(plan) = planned.pop()
        {
            let set = plan.columns();
            return self.update_prepared(
                (plan.target.id, &plan.def),
                &set,
                plan.changes,
                tail.or,
                update.returning,
                &plan.target.alias,
            );
        }
        let (affected, trace) = self.write(|writer| {
            let mut affected = 0;
            for plan in planned {
                let set = plan.columns();
                affected += writer.update(plan.target.id, &plan.def, &set, plan.changes)?;
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
    ) -> Result<(Targets, Vec<Planned>), EngineError> {
        let sources = self.sources(update.table, update.from);
        let found = compiler.targets(&sources, update.selection)?;
        let base = self.written_slot(compiler, &update.table.relation);
        let mut planned: Vec<Planned> = Vec::new();
        for (name, value) in pairs(update.assignments)? {
            let slot = self.assigned_slot(compiler, name, base);
            let known = planned.iter().position(|plan| plan.target.slot == slot);
            let at = known.unwrap_or(planned.len());
            if known.is_none() {
                let target = Self::target_at(compiler, slot)?;
                planned.push(Planned {
                    def: self.state.def(target.id),
                    target,
                    set: Vec::new(),
                    seen: HashSet::new(),
                    changes: Vec::new(),
                });
            }
            let plan = &mut planned[at];
            let column = need_column(&plan.def, &table_name(name, self.dialect), self.dialect)?;
            // Elsewhere the last one counts.
            let once = matches!(self.dialect, Dialect::Postgres | Dialect::Mssql);
            if once && plan.set.iter().any(|(other, _)| *other == column) {
                return Err(EngineError::Invalid {
                    message: format!(
                        "column {}.{} is given twice",
                        plan.def.name, plan.def.columns[column].name
                    ),
                });
            }
            let expr = if is_default(value) {
                default_expr(&plan.def, column)
            } else {
                compiler.expr(value)?.expr
            };
            plan.set.push((column, expr));
        }
        Ok((found, planned))
    }

    /// The changes of an UPDATE, computed over the tables as they are.
    fn planned(&self, update: &Update, tail: &Tail) -> Result<Vec<Planned>, EngineError> {
        let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let (found, mut planned) = self.compiled(&mut compiler, update)?;
        let context = Context::new(&self.environment, &self.state);
        let wanted = (tail.order.as_slice(), tail.limit.as_ref());
        self.visit(&mut compiler, &found, wanted, &context, &mut |tuple| {
            let mut counts = false;
            for plan in &mut planned {
                let slot = &tuple[plan.target.slot];
                // A row that joins several others is changed once.
                if slot.row.is_empty() || (found.slots > 1 && !plan.seen.insert(slot.id)) {
                    continue;
                }
                counts = true;
                let values = self.assigned(plan, tuple, &context)?;
                context.keep(&values)?;
                plan.changes.push((slot.id, values));
            }
            Ok(counts)
        })?;
        Ok(planned)
    }

    /// A row after its assignments. MySQL does one after another, each over what those before it
    /// have made (MySQL 8.0, 15.2.17); the others all at once.
    fn assigned(
        &self,
        plan: &Planned,
        tuple: &[Slot],
        context: &Context,
    ) -> Result<Vec<Value>, EngineError> {
        let slot = plan.target.slot;
        let in_turn = self.dialect.is_mysql() && plan.set.len() > 1;
        let mut now = if in_turn { tuple.to_vec() } else { Vec::new() };
        let mut values = tuple[slot].row.to_vec();
        for (column, expr) in &plan.set {
            let frame = Frame::of(if in_turn { &now } else { tuple });
            let value = expr.eval(&frame, context)?.into_owned();
            values[*column] = query::coerce(
                value,
                &plan.def,
                &plan.def.columns[*column],
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
        changes: Vec<(u64, Vec<Value>)>,
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
