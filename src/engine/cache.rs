//! Keeps statements as they were read, by their text, and with each query its plan.

use super::{
    EngineError,
    catalogue::Catalogue,
    hash::HashMap,
    query::Plan,
    text::{self, Parsed},
    write::{Changes, Prepared},
};
use crate::dialect::Dialect;
use std::{cell::RefCell, rc::Rc};

/// Longer texts are loads of rows: each comes once.
const MAX_TEXT: usize = 8192;
/// How many texts each half holds.
const HALF: usize = 128;

/// What was read of late. Copies of a session share it: a text means the same to all of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statements(Rc<RefCell<Halves>>);

/// When the newer half is full it becomes the older, whose texts are forgotten unless they have
/// been asked for again: bounded, and what is in use stays.
#[derive(Debug, Default)]
struct Halves {
    newer: HashMap<String, Rc<[Parsed]>>,
    older: HashMap<String, Rc<[Parsed]>>,
}

impl Statements {
    /// The statements of a text.
    pub(crate) fn read(&self, sql: &str, dialect: Dialect) -> Result<Rc<[Parsed]>, EngineError> {
        let mut halves = self.0.borrow_mut();
        if let Some(known) = halves.newer.get(sql) {
            return Ok(known.clone());
        }
        let read = match halves.older.remove(sql) {
            Some(known) => known,
            None => text::parse(sql, dialect)?.into(),
        };
        if sql.len() <= MAX_TEXT {
            if halves.newer.len() >= HALF {
                halves.older = std::mem::take(&mut halves.newer);
            }
            halves.newer.insert(sql.to_owned(), read.clone());
        }
        Ok(read)
    }
}

/// What was made of a statement, each kind in its own way, once it has run.
#[derive(Debug, Default)]
pub(crate) struct Plans {
    pub(crate) query: Planned<Plan>,
    pub(crate) insert: Planned<Prepared>,
    pub(crate) change: Planned<Changes>,
}

/// What was made of a statement, and the catalogue it was made for: with another one it is made
/// anew.
#[derive(Debug)]
pub(crate) struct Planned<T>(RefCell<Option<(Rc<Catalogue>, Rc<T>)>>);

impl<T> Default for Planned<T> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<T> Planned<T> {
    /// What was made for this catalogue, if it was.
    pub(crate) fn get(&self, catalogue: &Rc<Catalogue>) -> Option<Rc<T>> {
        match &*self.0.borrow() {
            Some((known, plan)) if Rc::ptr_eq(known, catalogue) => Some(plan.clone()),
            _ => None,
        }
    }

    /// Keeps what depends on nothing but the catalogue.
    pub(crate) fn keep(&self, catalogue: &Rc<Catalogue>, plan: &Rc<T>) {
        *self.0.borrow_mut() = Some((catalogue.clone(), plan.clone()));
    }
}

#[cfg(test)]
mod tests {
    use crate::{dialect::Dialect, engine::Engine, schema::Value};

    /// The same texts again and again, while the tables change under them.
    #[test]
    fn what_a_text_came_to_serves_until_the_tables_change() {
        let mut engine = Engine::new(Dialect::Sqlite);
        let mut affected = |sql: &str, parameters: &[i64]| -> Result<u64, String> {
            let values: Vec<Value> = parameters.iter().map(|n| Value::Integer(*n)).collect();
            let outcomes = engine.execute(sql, &values);
            let outcomes = outcomes.map_err(|error| error.to_string())?;
            Ok(outcomes.last().map_or(0, |outcome| outcome.affected))
        };
        let insert = "INSERT INTO t (a) VALUES ($1)";
        let update = "UPDATE t SET a = $1 WHERE a = $2";
        let delete = "DELETE FROM t WHERE a >= $1";
        let names = "INSERT INTO t (a) SELECT 100 FROM sqlite_master WHERE type = 'table'";
        let no_table = Err("no such table: t".to_owned());
        assert_eq!(affected(insert, &[1]), no_table);
        for columns in [
            "a INTEGER",
            "z TEXT DEFAULT 'new', a INTEGER UNIQUE CHECK (a <> 4)",
        ] {
            assert_eq!(affected(&format!("CREATE TABLE t ({columns})"), &[]), Ok(0));
            let unique = columns.contains("UNIQUE");
            assert_eq!(affected(insert, &[1]), Ok(1));
            assert_eq!(affected(insert, &[1]).is_ok(), !unique);
            assert_eq!(affected(insert, &[4]).is_ok(), !unique);
            assert_eq!(affected(update, &[2, 1]), Ok(if unique { 1 } else { 2 }));
            assert_eq!(affected(update, &[4, 2]).is_ok(), !unique);
            assert_eq!(affected(names, &[]), Ok(1));
            assert_eq!(affected("CREATE TABLE u (b INTEGER)", &[]), Ok(0));
            // Another catalogue, and one that the text itself reads.
            assert_eq!(affected(delete, &[100]), Ok(1));
            assert_eq!(affected(names, &[]).is_ok(), !unique);
            assert_eq!(affected(delete, &[100]), Ok(if unique { 0 } else { 2 }));
            assert_eq!(affected("DROP TABLE t; DROP TABLE u", &[]), Ok(0));
            assert_eq!(affected(insert, &[1]), no_table);
        }
    }
}
