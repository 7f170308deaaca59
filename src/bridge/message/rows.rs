//! Rows: of a table, and those that a statement of the learner's gave.

use super::{Effect, RunError};
use crate::{
    read::{Json, Read, Unexpected, from_json, read, variant},
    schema::Value,
};
use serde::Serialize;

/// A page of rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowPage {
    /// The table.
    pub table: String,
    /// How many rows the table has.
    pub total: usize,
    /// How many were skipped.
    pub offset: usize,
    /// Identities of the rows.
    pub ids: Vec<u64>,
    /// Their values, in the order of the columns.
    pub rows: Vec<Vec<Value>>,
    /// What became of each, where the rows are of the past; empty where they are of now.
    pub since: Vec<Since>,
}
read!(RowPage {
    table,
    total,
    offset,
    ids,
    rows,
    since
});

/// What became of a row of the past.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Since {
    /// It is the same now.
    #[default]
    Same,
    /// It has been deleted since.
    Gone,
    /// It has other values now, in the order of the columns.
    Changed(Vec<Value>),
}

impl Read for Since {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        let (name, json) = variant(json)?;
        *self = match name.as_str() {
            "same" => Self::Same,
            "gone" => Self::Gone,
            "changed" => Self::Changed(from_json(json)?),
            _ => return Err(Unexpected::default()),
        };
        Ok(())
    }
}

/// What the learner's own SQL came to, statement by statement.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    /// The statements that ran, in order, the refused one last; the newest
    /// [`limits::ANSWERS`](super::limits::ANSWERS) of them.
    pub answers: Vec<QueryAnswer>,
    /// How many ran before these.
    pub left_out: usize,
    /// How many stand after the refused one, and did not run.
    pub not_run: usize,
}
read!(Answers {
    answers,
    left_out: "leftOut",
    not_run: "notRun"
});

/// What one statement of the learner's came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryAnswer {
    /// The statement.
    pub sql: String,
    /// Labels of the columns; empty for a statement that gives no rows.
    pub labels: Vec<String>,
    /// The rows, at most [`limits::EVENTS`](super::limits::EVENTS).
    pub rows: Vec<Vec<Value>>,
    /// How many rows there were.
    pub total: usize,
    /// It is one that changes rows, even if it found none.
    pub wrote: bool,
    /// What it did to rows, by table and action.
    pub effects: Vec<Effect>,
    /// The log entry whose trace tells it row by row.
    pub entry: Option<u64>,
    /// How it finds its rows, one step a line, what it is made of indented below.
    pub plan: Vec<String>,
    /// Milliseconds it took.
    pub elapsed: f64,
    /// Why it was refused.
    pub error: Option<RunError>,
    /// Where in the whole text the error lies: line and column from 1.
    pub place: Option<(u32, u32)>,
}
read!(QueryAnswer {
    sql,
    labels,
    rows,
    total,
    wrote,
    effects,
    entry,
    plan,
    elapsed,
    error,
    place
});
