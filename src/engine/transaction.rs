//! Several transactions at once, each over its own snapshot; the first to commit wins.
//!
//! A transaction sees the database as it was when it began, and its own changes (snapshot
//! isolation). At COMMIT its changed rows are put onto the database as it is by then: if another
//! transaction has changed one of the same rows since, this one is refused (PostgreSQL's
//! `could not serialize access due to concurrent update`).

use super::{
    Engine, EngineError, Outcome,
    collation::Collation,
    enforce::{Pending, Writer},
    history::difference,
    key::Key,
    session::{Open, Session, Undo},
    store::State,
    text::Parsed,
};
use crate::schema::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// An open transaction of [`Engine::begin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionId(u64);

/// Open transactions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Transactions {
    open: BTreeMap<u64, Transaction>,
    /// Those that MySQL's DDL has committed: what comes after commits itself.
    committed: BTreeSet<u64>,
    next: u64,
}

#[derive(Clone, Debug)]
struct Transaction {
    base: State,
    /// The database's version when it began.
    version: u64,
    session: Session,
}

impl Engine {
    /// Opens a transaction over the database as it is now.
    pub fn begin(&mut self) -> TransactionId {
        let mut session = self.session.clone();
        if let Some(open) = session.open.take() {
            // What an open transaction has not committed is not seen.
            session.state = open.start;
        }
        let base = session.state.clone();
        session.open = Some(Open::new(base.clone()));
        self.transactions.next += 1;
        let id = self.transactions.next;
        self.transactions.open.insert(
            id,
            Transaction {
                base,
                version: self.version,
                session,
            },
        );
        TransactionId(id)
    }

    /// Runs statements inside a transaction.
    pub fn execute_in(
        &mut self,
        transaction: TransactionId,
        sql: &str,
        parameters: &[Value],
    ) -> Result<Vec<Outcome>, EngineError> {
        let statements = self.session.statements.read(sql, self.dialect())?;
        let mut outcomes = Vec::new();
        for statement in statements.iter() {
            if self.dialect().is_mysql()
                && statement.defines()
                && self.transactions.open.contains_key(&transaction.0)
            {
                self.commit(transaction)?;
                self.transactions.committed.insert(transaction.0);
            }
            outcomes.push(self.run_in(transaction, statement, parameters)?);
        }
        Ok(outcomes)
    }

    fn run_in(
        &mut self,
        transaction: TransactionId,
        statement: &Parsed,
        parameters: &[Value],
    ) -> Result<Outcome, EngineError> {
        if self.transactions.committed.contains(&transaction.0) {
            self.session.environment.parameters = parameters.to_vec();
            return self.run(statement);
        }
        let open = self
            .transactions
            .open
            .get_mut(&transaction.0)
            .ok_or_else(gone)?;
        open.session.environment.parameters = parameters.to_vec();
        open.session.environment.now = self.session.environment.now;
        let outcome = open.session.run(statement);
        self.session
            .last_change
            .clone_from(&open.session.last_change);
        outcome
    }

    /// Ends a transaction and keeps what it did, unless another was first.
    pub fn commit(&mut self, transaction: TransactionId) -> Result<(), EngineError> {
        if self.transactions.committed.remove(&transaction.0) {
            return Ok(());
        }
        let mut open = self
            .transactions
            .open
            .remove(&transaction.0)
            .ok_or_else(gone)?;
        open.session.commit()?;
        let own = open.session.state;
        let changes = difference(&open.base, &own);
        let changed = !changes.is_empty() || !Rc::ptr_eq(&open.base.catalogue, &own.catalogue);
        if !changed {
            return Ok(());
        }
        self.history.settle(&self.session.state);
        if self.version == open.version && self.session.open.is_none() {
            self.session.state = own;
        } else {
            let before = self.session.state.clone();
            if let Err(error) = self.merge(&open.base, &own) {
                self.session.state = before;
                return Err(error);
            }
        }
        self.version += 1;
        let outcome = Outcome {
            affected: changes.len() as u64,
            ..Outcome::default()
        };
        self.history.record(
            &"COMMIT".into(),
            Ok(&outcome),
            self.session.environment.now,
            &self.session.state,
            Undo::Snapshot,
        );
        Ok(())
    }

    /// Ends a transaction and forgets what it did.
    pub fn rollback(&mut self, transaction: TransactionId) -> Result<(), EngineError> {
        if self.transactions.committed.remove(&transaction.0) {
            return Ok(());
        }
        self.transactions
            .open
            .remove(&transaction.0)
            .map(|_| ())
            .ok_or_else(gone)
    }

    /// Puts the rows that differ between `base` and `own` onto the current state.
    fn merge(&mut self, base: &State, own: &State) -> Result<(), EngineError> {
        let conflict = |table: &str| EngineError::Conflict {
            table: table.into(),
        };
        let folds = Collation::of(self.dialect());
        let Session {
            state,
            environment,
            foreign_keys,
            ..
        } = &mut self.session;
        if !Rc::ptr_eq(&base.catalogue, &own.catalogue)
            || !Rc::ptr_eq(&base.catalogue, &state.catalogue)
        {
            return Err(conflict("the schema"));
        }
        let mut pending = Vec::new();
        let mut writer = Writer::new(state, environment, *foreign_keys);
        for id in 0..own.tables.len() {
            if own.catalogue.table(id).is_none() {
                continue;
            }
            let def = own.def(id);
            let mut puts = Vec::new();
            let mut changes = Vec::new();
            let rows = &own.tables[id].rows;
            base.tables[id]
                .rows
                .differ(rows, &mut |row, before, after| {
                    changes.push((row, before.cloned(), after.cloned()));
                });
            for (row, before, after) in changes {
                let data = writer.state.table_mut(id);
                let row = if let Some(before) = &before {
                    if data.rows.get(row) != Some(before) {
                        return Err(conflict(&def.name));
                    }
                    data.take(&def, row);
                    row
                } else {
                    // Another transaction may have given this identity away.
                    let row = data.next_row.max(row);
                    data.next_row = row + 1;
                    row
                };
                puts.push((row, before, after));
            }
            for (row, before, after) in puts {
                let catalogue = own.catalogue.clone();
                if let Some(before) = &before {
                    for link in catalogue.inbound(id) {
                        let link = catalogue.link(*link);
                        if let Some(key) = Key::of(before, &link.referenced_columns, folds) {
                            pending.push(Pending::Abandoned {
                                link: link.clone(),
                                key,
                                values: Vec::new(),
                                event: 0,
                            });
                        }
                    }
                }
                let Some(after) = after else { continue };
                for link in catalogue.outbound(id) {
                    pending.push(Pending::References {
                        link: catalogue.link(*link).clone(),
                        row,
                        event: 0,
                    });
                }
                let data = writer.state.table_mut(id);
                if let Err((unique, _)) = data.put(&def, row, after.clone()) {
                    return Err(writer.clash(&def, unique, row, &after, None));
                }
            }
            let data = writer.state.table_mut(id);
            data.last_number = data.last_number.max(own.tables[id].last_number);
        }
        if *foreign_keys {
            writer.check(pending)?;
        }
        Ok(())
    }
}

fn gone() -> EngineError {
    EngineError::Invalid {
        message: "the transaction has ended".into(),
    }
}
