//! The history: the statements that changed something, and a look at the database after one.

use super::Effect;
use crate::read::read;
use serde::Serialize;

/// A page of the history, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// How many moments are kept.
    pub total: usize,
    /// How many of the oldest were dropped to stay within memory.
    pub dropped: u64,
    /// How many newer ones were skipped.
    pub offset: usize,
    /// The moments.
    pub moments: Vec<Moment>,
}
read!(HistoryPage {
    total,
    dropped,
    offset,
    moments
});

/// The database after a statement that changed something, or was refused.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// Counts up from 1, whatever was dropped.
    pub number: u64,
    /// The statement.
    pub sql: String,
    /// A short name of the row that it wrote, where it wrote one itself.
    pub row: String,
    /// What it did to rows.
    pub effects: Vec<Effect>,
    /// Why it was refused.
    pub error: Option<String>,
    /// No statement: the learner went back to the moment of this number.
    pub back_to: Option<u64>,
    /// When, in milliseconds since 1970; 0 where nobody looked at a clock.
    pub at: f64,
}
read!(Moment {
    number,
    sql,
    row,
    effects,
    error,
    back_to: "backTo",
    at
});

/// The moment that the rows of a report are of, where it is not now.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Past {
    /// The moment.
    pub moment: Moment,
    /// The number of the oldest moment that is kept.
    pub oldest: u64,
    /// The number of the newest.
    pub newest: u64,
    /// What has changed since, by table.
    pub changes: Vec<TableChange>,
}
read!(Past {
    moment,
    oldest,
    newest,
    changes
});

/// How a table differs between a moment and now.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableChange {
    /// The table.
    pub table: String,
    /// Rows that were not there.
    pub added: u64,
    /// Rows with other values.
    pub changed: u64,
    /// Rows that are gone.
    pub deleted: u64,
}
read!(TableChange {
    table,
    added,
    changed,
    deleted
});
