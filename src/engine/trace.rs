//! The trace of a statement: each row event with what caused it.

use crate::schema::{ReferentialAction, Value};
use std::rc::Rc;

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// The statement inserted it.
    Insert,
    /// The statement changed it.
    Update,
    /// The statement deleted it.
    Delete,
    /// A foreign key's action changed or deleted it.
    Action(ReferentialAction),
    /// The statement was refused because of it.
    Blocked,
}

/// One row event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// 0 for the statement's own rows, one more for each step of a cascade.
    pub depth: u32,
    /// The index of the event that caused this one.
    pub cause: Option<u32>,
    /// The table's name.
    pub table: Rc<str>,
    /// The row's identity within its table: it never changes, even when the key does.
    pub row: u64,
    /// The foreign key that carried the action, or the constraint that blocked.
    pub constraint: Option<Rc<str>>,
    /// The row before; `None` for an insert.
    pub before: Option<Rc<[Value]>>,
    /// The row after; `None` for a delete.
    pub after: Option<Rc<[Value]>>,
}

/// Everything one statement did to rows, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    events: Vec<Event>,
}

impl Trace {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Nothing happened.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// A page of events, from `offset`.
    pub fn page(&self, offset: usize, limit: usize) -> Vec<Event> {
        self.events
            .iter()
            .skip(offset)
            .take(limit)
            .cloned()
            .collect()
    }
}
