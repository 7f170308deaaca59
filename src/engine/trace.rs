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

/// How many rows of one table met one fate.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The table's name.
    pub table: Rc<str>,
    /// What happened to them.
    pub kind: EventKind,
    /// Whether they were deleted (a cascade may delete or update).
    pub deleted: bool,
    /// How many.
    pub rows: u64,
}

/// Everything one statement did to rows, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    events: Vec<Event>,
    effects: Vec<Effect>,
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
        self.events()
            .get(offset..)
            .unwrap_or_default()
            .iter()
            .take(limit)
            .cloned()
            .collect()
    }

    /// All events, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Counts by table and fate, in order of first occurrence. They are kept as events come, so
    /// reading them costs nothing.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// What stopped the statement, if it was refused.
    pub fn refused(&self) -> Option<&Event> {
        self.events
            .last()
            .filter(|event| event.kind == EventKind::Blocked)
    }

    /// Adds an event and gives its index.
    pub(crate) fn push(&mut self, event: Event) -> u32 {
        let deleted = event.after.is_none();
        // A statement touches few tables in few ways: the last entry is nearly always the one.
        let entry = self.effects.iter_mut().rev().find(|effect| {
            effect.kind == event.kind
                && effect.deleted == deleted
                && (Rc::ptr_eq(&effect.table, &event.table) || effect.table == event.table)
        });
        match entry {
            Some(effect) => effect.rows += 1,
            None => self.effects.push(Effect {
                table: event.table.clone(),
                kind: event.kind,
                deleted,
                rows: 1,
            }),
        }
        self.events.push(event);
        u32::try_from(self.events.len() - 1).unwrap_or(u32::MAX)
    }

    /// The depth of an event.
    pub(crate) fn depth(&self, event: u32) -> u32 {
        self.events
            .get(event as usize)
            .map_or(0, |event| event.depth)
    }

    /// The depth of what an event causes.
    pub(crate) fn below(&self, cause: Option<u32>) -> u32 {
        cause
            .and_then(|cause| self.events.get(cause as usize))
            .map_or(0, |event| event.depth + 1)
    }
}
