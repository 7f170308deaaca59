//! Runs one statement after another over a state.

mod attempt;
mod open;
mod statement;

pub(crate) use open::Open;

use attempt::Attempted;

use super::{
    EngineError, Outcome, Semantics, Trace,
    cache::{Planned, Statements},
    catalogue::TableId,
    describe,
    enforce::Writer,
    query::{Compiler, Context, Environment, Plan, run_plan},
    replay::LastChange,
    store::{Mark, State},
    text::{self, Command, Parsed},
};
use crate::{dialect::Dialect, schema::Value};
use gluesql::core::sqlparser::ast;
use std::{cell::Cell, rc::Rc};

/// A connection: the state it sees, its settings, its open transaction.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) dialect: Dialect,
    pub(crate) state: State,
    pub(crate) environment: Environment,
    /// `PRAGMA foreign_keys`, `SET FOREIGN_KEY_CHECKS`.
    pub(crate) foreign_keys: bool,
    pub(crate) open: Option<Open>,
    /// The table that takes numbers for its identity column: `SET IDENTITY_INSERT t ON`.
    pub(crate) identity_insert: Option<TableId>,
    /// The database's name, where a system table tells it.
    pub(crate) database: String,
    /// What PostgreSQL's findOrCreate attempted.
    attempted: Option<Attempted>,
    /// The last UPDATE or DELETE, to be replayed.
    pub(crate) last_change: Option<LastChange>,
    /// Texts read before.
    pub(crate) statements: Statements,
    /// How the last change can be undone.
    pub(crate) undo: Undo,
}

/// How a change can be undone.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Undo {
    /// By going back to the state before it.
    Snapshot,
    /// By taking out the rows that it has added, if any. Nobody holds the state before it, and so
    /// the tables need not be parted from it.
    Added(Option<Mark>),
}

impl Session {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            state: State::default(),
            environment: Environment {
                dialect,
                semantics: Semantics::of(dialect),
                ..Environment::default()
            },
            foreign_keys: true,
            open: None,
            identity_insert: None,
            database: "relata".into(),
            attempted: None,
            last_change: None,
            statements: Statements::default(),
            undo: Undo::Snapshot,
        }
    }

    /// Runs a statement; if it fails, nothing of it stays.
    pub(crate) fn run(&mut self, parsed: &Parsed) -> Result<Outcome, EngineError> {
        if let Some(guard) = &parsed.guard {
            let there = self
                .state
                .catalogue
                .find(&guard.table, self.dialect)
                .is_some();
            if there != guard.exists {
                return Ok(Outcome::default());
            }
        }
        self.refuse_after_failure(&parsed.command)?;
        if self.dialect.is_mysql() && parsed.defines() {
            // DDL ends the transaction it comes in, before it runs (MySQL 8.0, 15.3.3).
            self.commit()?;
        }
        self.undo = parsed.undo();
        // What only reads leaves nothing to undo.
        let needs_snapshot = matches!(self.undo, Undo::Snapshot) && !parsed.reads();
        let before = needs_snapshot.then(|| self.state.clone());
        if let Some(before) = &before {
            self.remember(parsed, before);
        }
        let deferred = self.open.as_ref().map_or(0, |open| open.deferred.len());
        let result = self
            .command(parsed)
            .map_err(|error| text::explain(error, &parsed.text, self.dialect));
        if let Ok(outcome) = &result
            && outcome.trace.is_some()
        {
            self.environment.row_count = outcome.affected;
        }
        if result.is_err() && !matches!(parsed.command, Command::Commit) {
            match before {
                Some(before) => self.go_back(before),
                None => self.take_back(),
            }
            if let Some(open) = &mut self.open {
                open.deferred.truncate(deferred);
                open.failed = self.dialect == Dialect::Postgres;
            }
        }
        result
    }

    /// Goes back to an earlier state. Numbers that were given out stay so, but for SQLite
    /// (PostgreSQL, CREATE SEQUENCE, notes; MySQL, 17.6.1.6).
    pub(crate) fn go_back(&mut self, mut state: State) {
        if self.dialect != Dialect::Sqlite {
            for (id, now) in self
                .state
                .tables
                .iter()
                .enumerate()
                .take(state.tables.len())
            {
                if state.tables[id].last_number < now.last_number {
                    state.table_mut(id).last_number = now.last_number;
                }
            }
        }
        self.state = state;
    }

    /// Takes out the rows that a change has added. The numbers they were given: as in
    /// [`Session::go_back`].
    pub(crate) fn take_back(&mut self) {
        if let Undo::Added(Some(mark)) = self.undo {
            let given = self.state.mark(mark.table).last_number;
            self.state.take_back(mark);
            if self.dialect != Dialect::Sqlite {
                self.state.table_mut(mark.table).last_number = given;
            }
        }
    }

    fn command(&mut self, parsed: &Parsed) -> Result<Outcome, EngineError> {
        match &parsed.command {
            Command::Sql(statement) => self.statement(statement, parsed),
            Command::Pragma { name, argument } => self.pragma(name, argument.as_deref()),
            Command::Begin => self.begin().map(|()| Outcome::default()),
            Command::Commit => self.commit().map(|()| Outcome::default()),
            Command::Rollback => self.roll_back().map(|()| Outcome::default()),
            Command::Savepoint(name) => self.set_savepoint(name).map(|()| Outcome::default()),
            Command::RollbackTo(name) => self.roll_back_to(name).map(|()| Outcome::default()),
            Command::Release(name) => self.release(name).map(|()| Outcome::default()),
            Command::SetConstraints { names, deferred } => self.set_constraints(names, *deferred),
            Command::IdentityInsert { table, on } => self
                .set_identity_insert(table, *on)
                .map(|()| Outcome::default()),
            Command::ForeignKeys(on) => {
                self.foreign_keys = *on;
                Ok(Outcome::default())
            }
            Command::Setting => Ok(Outcome::default()),
            Command::Rename { old, new, column } => {
                self.rename(old, new, *column).map(|()| Outcome::default())
            }
            Command::DropIndex {
                name,
                table,
                if_exists,
            } => self
                .drop_index(name, table.as_deref(), *if_exists)
                .map(|()| Outcome::default()),
            Command::AddEnumValue {
                name,
                value,
                before,
                after,
                if_not_exists,
            } => self
                .add_enum_value(
                    name,
                    value,
                    before.as_deref(),
                    after.as_deref(),
                    *if_not_exists,
                )
                .map(|()| Outcome::default()),
            Command::Show(words) => self.show(words),
            Command::HelpIndex(table) => Ok(self.help_index(table)),
            Command::HelpConstraint(table) => Ok(self.help_constraint(table)),
            Command::CreateEnum { name, labels } => {
                if self.state.catalogue.enums.contains_key(name) {
                    return Ok(Outcome::default());
                }
                self.create_enum(name, labels.clone())
                    .map(|()| Outcome::default())
            }
            Command::Attempt(insert) => self.attempt(insert),
            Command::Attempted(labels) => Ok(self.attempted(labels)),
            Command::Merge(merge) => self.merge(merge),
            Command::DescribeColumn {
                table,
                column,
                comment,
            } => {
                let id = self.state.catalogue.need(table, self.dialect)?;
                let mut def = (*self.state.def(id)).clone();
                match column {
                    Some(column) => {
                        let at = super::define::need_column(&def, column, self.dialect)?;
                        def.columns[at].comment = Some(comment.clone());
                    }
                    None => def.comment = Some(comment.clone()),
                }
                self.redefine(id, def);
                Ok(Outcome::default())
            }
        }
    }

    /// The plan of a query: the one made before, or a new one.
    fn plan(&self, query: &ast::Query, known: &Planned<Plan>) -> Result<Rc<Plan>, EngineError> {
        self.made(Some(known), &mut |compiler| compiler.query(query))
    }

    /// What a statement comes to: as it was made before, or anew.
    pub(crate) fn made<T>(
        &self,
        known: Option<&Planned<T>>,
        make: &mut dyn FnMut(&mut Compiler) -> Result<T, EngineError>,
    ) -> Result<Rc<T>, EngineError> {
        if let Some(made) = known.and_then(|known| known.get(&self.state.catalogue)) {
            return Ok(made);
        }
        // Rows of a system table are those of this moment: what reads them serves once.
        let lasts = Cell::new(true);
        let virtuals = |parts: &[String]| {
            let found = describe::virtual_table(self, parts);
            lasts.set(lasts.get() && found.is_none());
            found
        };
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
        let made = Rc::new(make(&mut compiler)?);
        if let Some(known) = known.filter(|_| lasts.get()) {
            known.keep(&self.state.catalogue, &made);
        }
        Ok(made)
    }

    /// Runs a query.
    fn select(&self, plan: &Plan) -> Result<Outcome, EngineError> {
        let context = Context::new(&self.environment, &self.state);
        let mut rows = Vec::new();
        // Where there is no boolean type, a comparison gives 1 or 0.
        let numbers = self.dialect != Dialect::Postgres;
        let computed: Vec<usize> = plan
            .columns
            .iter()
            .enumerate()
            .filter(|(at, _)| numbers && !plan.is_column(*at))
            .map(|(at, _)| at)
            .collect();
        run_plan(plan, &context, None, &mut |mut row| {
            for at in &computed {
                if let Value::Bool(flag) = row[*at] {
                    row[*at] = Value::Integer(i64::from(flag));
                }
            }
            context.keep(&row)?;
            rows.push(row);
            Ok(true)
        })?;
        Ok(Outcome::of(&plan.columns, rows))
    }

    /// Makes changes and follows their consequences to the statement's end.
    pub(crate) fn write<T>(
        &mut self,
        change: impl FnOnce(&mut Writer) -> Result<T, EngineError>,
    ) -> Result<(T, Rc<Trace>), EngineError> {
        let mut writer = Writer::new(&mut self.state, &self.environment, self.foreign_keys);
        writer.open = self.open.as_ref();
        let value = change(&mut writer)?;
        let later = writer.finish()?;
        let (trace, written) = (Rc::new(writer.trace), writer.written);
        if let Some(open) = &mut self.open {
            open.wrote(written)?;
            open.deferred.extend(later);
        }
        Ok((value, trace))
    }
}
