//! The events of a trace, packed: rows that a statement inserts, one after the other, are kept as
//! their rows alone.

use crate::engine::store::Row;

/// What is an event's own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Record {
    pub(super) row: u64,
    pub(super) before: Option<Row>,
    pub(super) after: Option<Row>,
    /// The event that caused it, or [`OWN`].
    pub(super) cause: u32,
    /// Its place in the trace's sorts.
    pub(super) sort: u32,
}

/// The cause of the statement's own events.
pub(super) const OWN: u32 = u32::MAX;

/// Some events, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chunk {
    /// The statement's own, of one sort, each with a row that was not there: rows after them, of
    /// identities that follow one another.
    New {
        first: u64,
        sort: u32,
        rows: Vec<Row>,
    },
    /// Any.
    Records(Vec<Record>),
}

impl Chunk {
    /// One event, and room for some more.
    pub(super) fn new(record: Record, room: usize) -> Self {
        let mut chunk = if record.cause == OWN && record.before.is_none() && record.after.is_some()
        {
            Self::New {
                first: record.row,
                sort: record.sort,
                rows: Vec::with_capacity(room),
            }
        } else {
            Self::Records(Vec::with_capacity(room))
        };
        chunk.push(record);
        chunk
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::New { rows, .. } => rows.len(),
            Self::Records(records) => records.len(),
        }
    }

    /// Adds an event.
    pub(super) fn push(&mut self, record: Record) {
        match self {
            Self::Records(records) => records.push(record),
            Self::New { first, sort, rows } => match record {
                Record {
                    row,
                    before: None,
                    after: Some(after),
                    cause: OWN,
                    sort: own,
                } if own == *sort && row.checked_sub(*first) == Some(rows.len() as u64) => {
                    rows.push(after);
                }
                record => {
                    let mut records = Vec::with_capacity(rows.len() + 1);
                    records.extend((0..self.len()).filter_map(|at| self.get(at)));
                    records.push(record);
                    *self = Self::Records(records);
                }
            },
        }
    }

    /// An event by its index in here.
    pub(super) fn get(&self, at: usize) -> Option<Record> {
        match self {
            Self::New { first, sort, rows } => Some(Record {
                row: first + at as u64,
                before: None,
                after: Some(rows.get(at)?.clone()),
                cause: OWN,
                sort: *sort,
            }),
            Self::Records(records) => records.get(at).cloned(),
        }
    }

    /// The sort of an event.
    pub(super) fn sort(&self, at: usize) -> Option<u32> {
        match self {
            Self::New { sort, .. } => Some(*sort),
            Self::Records(records) => Some(records.get(at)?.sort),
        }
    }

    /// What one event takes, but for its rows.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::New { .. } => size_of::<Row>(),
            Self::Records(_) => size_of::<Record>(),
        }
    }
}
