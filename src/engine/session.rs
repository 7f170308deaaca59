//! Runs one statement after another over a state.

use super::{
    EngineError, Outcome, Semantics, Trace,
    cache::{Planned, Statements},
    catalogue::{Link, TableId},
    define::table_name,
    describe,
    enforce::{Pending, Writer},
    query::{Compiler, Context, Environment, Plan, run_plan},
    replay::LastChange,
    store::{Mark, State},
    text::{self, Command, Parsed},
    write::Update,
};
use crate::{dialect::Dialect, schema::Value};
use gluesql::core::sqlparser::ast::{self, ObjectType, Statement};
use std::{cell::Cell, collections::HashMap, rc::Rc};

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

/// The outcome of an INSERT that may fail without failing the transaction.
#[derive(Clone, Debug, Default)]
struct Attempted {
    labels: Vec<String>,
    row: Vec<Value>,
    exception: Option<String>,
}

/// An open transaction.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    pub(crate) start: State,
    savepoints: Vec<(String, State, usize)>,
    /// Opened by SAVEPOINT alone, and ended by its release (SQLite, `lang_savepoint`).
    by_savepoint: bool,
    /// Checks that wait for COMMIT.
    pub(crate) deferred: Vec<Pending>,
    /// `PRAGMA defer_foreign_keys`.
    pub(crate) everything_deferred: bool,
    /// Bytes written since it began: its savepoints keep what was there before.
    written: usize,
    /// A statement has failed, and PostgreSQL takes no other until the transaction ends.
    failed: bool,
    /// SET CONSTRAINTS: for all, then by name.
    all_deferred: Option<bool>,
    named: HashMap<String, bool>,
}

/// A transaction with savepoints writes no more than this.
const MAX_SAVED: usize = 1 << 30;

impl Open {
    pub(crate) fn new(start: State) -> Self {
        Self {
            start,
            savepoints: Vec::new(),
            by_savepoint: false,
            deferred: Vec::new(),
            everything_deferred: false,
            written: 0,
            failed: false,
            all_deferred: None,
            named: HashMap::new(),
        }
    }

    /// Whether a constraint waits for COMMIT.
    pub(crate) fn defers(&self, link: &Link) -> bool {
        if self.everything_deferred {
            return true;
        }
        link.deferrable
            && self
                .named
                .get(&*link.name)
                .copied()
                .or(self.all_deferred)
                .unwrap_or(link.initially_deferred)
    }
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

    /// PostgreSQL: a transaction in which a statement failed can only be rolled back, to its
    /// beginning or to a savepoint.
    fn refuse_after_failure(&self, command: &Command) -> Result<(), EngineError> {
        let failed = self.open.as_ref().is_some_and(|open| open.failed);
        let ends = matches!(
            command,
            Command::Commit | Command::Rollback | Command::RollbackTo(_)
        );
        if failed && !ends {
            return Err(invalid(
                "current transaction is aborted, commands ignored until end of transaction block",
            ));
        }
        Ok(())
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
            Command::Rollback => {
                match self.open.take() {
                    Some(open) => self.go_back(open.start),
                    None if self.dialect == Dialect::Sqlite => {
                        return Err(invalid("no transaction is open"));
                    }
                    None => {}
                }
                Ok(Outcome::default())
            }
            Command::Savepoint(name) => self.set_savepoint(name).map(|()| Outcome::default()),
            Command::RollbackTo(name) => {
                let (open, at) = self.savepoint(name)?;
                let (_, state, deferred) = open.savepoints[at].clone();
                open.savepoints.truncate(at + 1);
                open.deferred.truncate(deferred);
                open.failed = false;
                self.go_back(state);
                Ok(Outcome::default())
            }
            Command::Release(name) => {
                let (open, at) = self.savepoint(name)?;
                if open.by_savepoint && at == 0 {
                    self.commit()?;
                } else {
                    open.savepoints.truncate(at);
                }
                Ok(Outcome::default())
            }
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

    /// Runs an INSERT and keeps its row, or what it violated, for the query that follows.
    fn attempt(&mut self, insert: &Parsed) -> Result<Outcome, EngineError> {
        let before = self.state.clone();
        match self.command(insert) {
            Ok(outcome) => {
                self.attempted = Some(Attempted {
                    labels: outcome.labels.clone(),
                    row: outcome.rows.first().cloned().unwrap_or_default(),
                    exception: None,
                });
                Ok(Outcome {
                    labels: Vec::new(),
                    rows: Vec::new(),
                    ..outcome
                })
            }
            Err(EngineError::Unique {
                columns, values, ..
            }) => {
                self.go_back(before);
                let values: Vec<String> = values
                    .iter()
                    .map(|value| super::types::text(value).unwrap_or_default())
                    .collect();
                self.attempted = Some(Attempted {
                    exception: Some(format!(
                        "Key ({})=({}) already exists.",
                        columns.join(", "),
                        values.join(", ")
                    )),
                    ..Attempted::default()
                });
                Ok(Outcome::default())
            }
            Err(error) => Err(error),
        }
    }

    fn attempted(&self, labels: &[String]) -> Outcome {
        let known = self.attempted.clone().unwrap_or_default();
        let row = labels
            .iter()
            .map(|label| {
                if label == "sequelize_caught_exception" {
                    return known.exception.clone().map_or(Value::Null, Value::Text);
                }
                let at = known.labels.iter().position(|known| known == label);
                at.and_then(|at| known.row.get(at).cloned())
                    .unwrap_or(Value::Null)
            })
            .collect();
        Outcome {
            labels: labels.to_vec(),
            rows: vec![row],
            ..Outcome::default()
        }
    }

    fn savepoint(&mut self, name: &str) -> Result<(&mut Open, usize), EngineError> {
        let none = || invalid(format!("no such savepoint: {name}"));
        let open = self.open.as_mut().ok_or_else(none)?;
        let at = open
            .savepoints
            .iter()
            .rposition(|(known, ..)| known == name)
            .ok_or_else(none)?;
        Ok((open, at))
    }

    fn set_constraints(
        &mut self,
        names: &[String],
        deferred: bool,
    ) -> Result<Outcome, EngineError> {
        for name in names {
            let mut keys = self
                .state
                .catalogue
                .tables()
                .flat_map(|(_, def)| &def.foreign_keys);
            match keys.find(|key| *key.name == **name) {
                Some(key) if key.deferrable => {}
                Some(_) => return Err(invalid(format!("constraint {name} is not deferrable"))),
                None => return Err(invalid(format!("constraint {name} does not exist"))),
            }
        }
        let Some(open) = &mut self.open else {
            return Ok(Outcome::default());
        };
        let settings = (open.all_deferred, open.named.clone());
        if names.is_empty() {
            open.all_deferred = Some(deferred);
            open.named.clear();
        }
        for name in names {
            open.named.insert(name.clone(), deferred);
        }
        if !deferred {
            // What has waited is checked now (PostgreSQL, SET CONSTRAINTS).
            let waiting = std::mem::take(&mut open.deferred);
            let (later, now): (Vec<_>, Vec<_>) = waiting
                .iter()
                .cloned()
                .partition(|pending| open.defers(pending.link()));
            open.deferred = later;
            let mut writer = Writer::new(&mut self.state, &self.environment, self.foreign_keys);
            if let Err(error) = writer.check(now) {
                if let Some(open) = &mut self.open {
                    open.deferred = waiting;
                    (open.all_deferred, open.named) = settings;
                }
                return Err(error);
            }
        }
        Ok(Outcome::default())
    }

    /// BEGIN. Where a transaction is open, PostgreSQL only warns, and MySQL commits it first.
    fn begin(&mut self) -> Result<(), EngineError> {
        match self.dialect {
            _ if self.open.is_none() => {}
            Dialect::Postgres => return Ok(()),
            Dialect::Mysql | Dialect::Mariadb => self.commit()?,
            Dialect::Sqlite | Dialect::Mssql => {
                return Err(invalid("a transaction is open already"));
            }
        }
        self.open = Some(Open::new(self.state.clone()));
        Ok(())
    }

    /// SAVEPOINT. Without a transaction, SQLite opens one, and MySQL ends with the statement the
    /// one it ran in.
    fn set_savepoint(&mut self, name: &str) -> Result<(), EngineError> {
        if self.open.is_none() {
            match self.dialect {
                Dialect::Sqlite => {
                    let mut open = Open::new(self.state.clone());
                    open.by_savepoint = true;
                    self.open = Some(open);
                }
                Dialect::Mysql | Dialect::Mariadb => return Ok(()),
                Dialect::Postgres | Dialect::Mssql => {
                    return Err(invalid("a savepoint needs an open transaction"));
                }
            }
        }
        let state = self.state.clone();
        if let Some(open) = &mut self.open {
            let deferred = open.deferred.len();
            open.savepoints.push((name.into(), state, deferred));
        }
        Ok(())
    }

    /// COMMIT: deferred constraints are checked; if one fails, the transaction is undone. A
    /// transaction that has failed is rolled back.
    pub(crate) fn commit(&mut self) -> Result<(), EngineError> {
        let Some(open) = self.open.take() else {
            return if self.dialect == Dialect::Sqlite {
                Err(invalid("no transaction is open"))
            } else {
                Ok(())
            };
        };
        if open.failed {
            self.go_back(open.start);
            return Ok(());
        }
        let mut writer = Writer::new(&mut self.state, &self.environment, self.foreign_keys);
        if let Err(error) = writer.check(open.deferred.clone()) {
            // SQLite keeps the transaction, to be mended (foreignkeys.html, section 4.2).
            if self.dialect == Dialect::Sqlite {
                self.open = Some(open);
            } else {
                self.go_back(open.start);
            }
            return Err(error);
        }
        Ok(())
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each statement")]
    fn statement(
        &mut self,
        statement: &Statement,
        parsed: &Parsed,
    ) -> Result<Outcome, EngineError> {
        let none = |()| Outcome::default();
        match statement {
            Statement::Query(query) => {
                let plan = self.plan(query, &parsed.plans.query)?;
                self.select(&plan)
            }
            Statement::Insert(insert) => self.insert(insert, &parsed.plans.insert),
            Statement::Update {
                table,
                assignments,
                from,
                selection,
                returning,
            } => self.update(
                &Update {
                    table,
                    assignments,
                    from: from.as_ref(),
                    selection: selection.as_ref(),
                    returning: returning.as_deref(),
                },
                &parsed.tail,
                &parsed.plans.change,
            ),
            Statement::Delete(delete) => self.delete(delete, &parsed.tail, &parsed.plans.change),
            Statement::Truncate {
                table_names,
                identity,
                cascade,
                ..
            } => self.truncate(
                table_names,
                matches!(identity, Some(ast::TruncateIdentityOption::Restart)),
                matches!(cascade, Some(ast::TruncateCascadeOption::Cascade)),
            ),
            Statement::CreateTable(create) => self.create_table(create, &parsed.text).map(none),
            Statement::CreateIndex(create) => self.create_index(create).map(none),
            Statement::AlterTable {
                name,
                if_exists,
                operations,
                ..
            } => {
                let name = table_name(name, self.dialect);
                if *if_exists && self.state.catalogue.find(&name, self.dialect).is_none() {
                    return Ok(Outcome::default());
                }
                for operation in operations {
                    self.alter_table(&name, operation)?;
                }
                Ok(Outcome::default())
            }
            Statement::Drop {
                object_type: ObjectType::Table,
                if_exists,
                names,
                cascade,
                ..
            } => self.drop_tables(names, *if_exists, *cascade).map(none),
            Statement::Drop {
                object_type: ObjectType::Type,
                if_exists,
                names,
                ..
            } => self.drop_types(names, *if_exists).map(none),
            Statement::CreateView {
                or_replace,
                materialized: false,
                name,
                columns,
                if_not_exists,
                ..
            } => self
                .create_view(name, columns, (*or_replace, *if_not_exists), &parsed.text)
                .map(none),
            Statement::Drop {
                object_type: ObjectType::View,
                if_exists,
                names,
                ..
            } => self.drop_views(names, *if_exists).map(none),
            Statement::Drop {
                object_type: ObjectType::Schema,
                if_exists: true,
                ..
            }
            | Statement::CreateSchema { .. }
            | Statement::CreateExtension { .. } => Ok(Outcome::default()),
            Statement::CreateType {
                name,
                representation: ast::UserDefinedTypeRepresentation::Enum { labels },
            } => {
                let labels = labels.iter().map(|label| label.value.clone()).collect();
                self.create_enum(&table_name(name, self.dialect), labels)
                    .map(none)
            }
            Statement::Comment {
                object_type,
                object_name,
                comment,
                ..
            } => self
                .comment(*object_type, object_name, comment.as_deref())
                .map(none),
            Statement::Explain { statement, .. } => self.explain(statement),
            Statement::ExplainTable {
                table_name: name, ..
            } => self.show(&[
                "COLUMNS".into(),
                "FROM".into(),
                table_name(name, self.dialect),
            ]),
            other => {
                let text = other.to_string();
                let words: Vec<&str> = text.split_whitespace().take(2).collect();
                Err(EngineError::Unsupported {
                    feature: words.join(" "),
                })
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
        Ok(Outcome {
            labels: plan
                .columns
                .iter()
                .map(|column| column.label.clone())
                .collect(),
            rows,
            ..Outcome::default()
        })
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
            open.written += written;
            if open.written > MAX_SAVED && !open.savepoints.is_empty() {
                return Err(invalid(
                    "the transaction's savepoints would need more than 1 GiB",
                ));
            }
            open.deferred.extend(later);
        }
        Ok((value, trace))
    }
}

pub(crate) fn invalid(message: impl Into<String>) -> EngineError {
    EngineError::Invalid {
        message: message.into(),
    }
}
