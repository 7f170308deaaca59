//! The statements of transactions: BEGIN, COMMIT, ROLLBACK, savepoints and SET CONSTRAINTS.

use super::Session;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Outcome,
        catalogue::Link,
        enforce::{Pending, Writer},
        error::invalid,
        store::State,
        text::Command,
    },
};
use std::collections::HashMap;

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
    pub(super) failed: bool,
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

    /// Counts bytes that a statement wrote.
    pub(super) fn wrote(&mut self, bytes: usize) -> Result<(), EngineError> {
        self.written += bytes;
        if self.written > MAX_SAVED && !self.savepoints.is_empty() {
            return Err(invalid(
                "the transaction's savepoints would need more than 1 GiB",
            ));
        }
        Ok(())
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
    /// PostgreSQL: a transaction in which a statement failed can only be rolled back, to its
    /// beginning or to a savepoint.
    pub(super) fn refuse_after_failure(&self, command: &Command) -> Result<(), EngineError> {
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

    pub(super) fn set_constraints(
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
    pub(super) fn begin(&mut self) -> Result<(), EngineError> {
        match self.dialect {
            _ if self.open.is_none() => {}
            Dialect::Postgres => return Ok(()),
            Dialect::Mysql | Dialect::Mariadb => self.commit()?,
            Dialect::Sqlite => {
                return Err(invalid("cannot start a transaction within a transaction"));
            }
            Dialect::Mssql => return Err(invalid("a transaction is open already")),
        }
        self.open = Some(Open::new(self.state.clone()));
        Ok(())
    }

    /// SAVEPOINT. Without a transaction, SQLite opens one, and MySQL ends with the statement the
    /// one it ran in.
    pub(super) fn set_savepoint(&mut self, name: &str) -> Result<(), EngineError> {
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

    /// ROLLBACK.
    pub(super) fn roll_back(&mut self) -> Result<(), EngineError> {
        match self.open.take() {
            Some(open) => self.go_back(open.start),
            None if self.dialect == Dialect::Sqlite => {
                return Err(invalid("no transaction is open"));
            }
            None => {}
        }
        Ok(())
    }

    /// ROLLBACK TO: the savepoint stays.
    pub(super) fn roll_back_to(&mut self, name: &str) -> Result<(), EngineError> {
        let (open, at) = self.savepoint(name)?;
        let (_, state, deferred) = open.savepoints[at].clone();
        open.savepoints.truncate(at + 1);
        open.deferred.truncate(deferred);
        open.failed = false;
        self.go_back(state);
        Ok(())
    }

    /// RELEASE: the savepoint and those after it are forgotten.
    pub(super) fn release(&mut self, name: &str) -> Result<(), EngineError> {
        let (open, at) = self.savepoint(name)?;
        if open.by_savepoint && at == 0 {
            return self.commit();
        }
        open.savepoints.truncate(at);
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
}
