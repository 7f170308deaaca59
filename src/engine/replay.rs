//! How the last UPDATE or DELETE would have gone in another database: the same statement, over the
//! rows that were there, with the other's way of carrying out referential actions.

use super::{
    Engine, EngineError, Outcome, Semantics,
    session::{Open, Session},
    store::State,
    text::{self, Command, Parsed},
};
use crate::schema::Value;
use gluesql::core::sqlparser::ast::Statement;
use std::rc::Rc;

/// A statement that changed rows, or was refused, with what it met.
#[derive(Clone, Debug)]
pub(crate) struct LastChange {
    text: Rc<str>,
    parameters: Vec<Value>,
    state: State,
    in_transaction: bool,
}

impl Session {
    /// Remembers an UPDATE or DELETE and the state it met.
    pub(crate) fn remember(&mut self, parsed: &Parsed, before: &State) {
        let changes = matches!(&parsed.command, Command::Sql(statement)
            if matches!(**statement, Statement::Update { .. } | Statement::Delete(_)));
        if changes {
            self.last_change = Some(LastChange {
                text: parsed.text.clone(),
                parameters: self.environment.parameters.clone(),
                state: before.clone(),
                in_transaction: self.open.is_some(),
            });
        }
    }
}

impl Engine {
    /// The text of the last UPDATE or DELETE.
    pub fn last_change(&self) -> Option<&str> {
        Some(&self.session.last_change.as_ref()?.text)
    }

    /// How the last UPDATE or DELETE would have gone; `None` if there was none. Nothing is changed.
    ///
    /// A constraint that was deferred then is looked at too, as COMMIT would.
    pub fn replay(&self, semantics: Semantics) -> Option<Result<Outcome, EngineError>> {
        let last = self.session.last_change.as_ref()?;
        let mut fork = self.session.clone();
        fork.state = last.state.clone();
        fork.open = last.in_transaction.then(|| Open::new(last.state.clone()));
        fork.environment.semantics = semantics;
        fork.environment.parameters.clone_from(&last.parameters);
        Some(run(&mut fork, &last.text))
    }
}

fn run(fork: &mut Session, sql: &str) -> Result<Outcome, EngineError> {
    let mut outcome = Outcome::default();
    for statement in text::parse(sql, fork.dialect)? {
        outcome = fork.run(&statement)?;
    }
    if fork.open.is_some() {
        fork.commit()?;
    }
    Ok(outcome)
}
