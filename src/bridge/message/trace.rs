//! What statements did to rows: counts, and pages of events.

use crate::{
    read::{Json, Read, Unexpected, from_json, read, variant, words},
    schema::Value,
};
use serde::Serialize;

/// A count of a trace.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Effect {
    /// What happened.
    pub action: EventAction,
    /// To rows of which table.
    pub table: String,
    /// How many.
    pub count: u64,
}
read!(Effect {
    action,
    table,
    count
});

/// What happened to a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum EventAction {
    /// The statement inserted it.
    #[default]
    Insert,
    /// The statement changed it.
    Update,
    /// The statement deleted it.
    Delete,
    /// ON DELETE CASCADE deleted it.
    CascadeDelete,
    /// ON UPDATE CASCADE changed its key.
    CascadeUpdate,
    /// SET NULL emptied its key.
    SetNull,
    /// SET DEFAULT put the default into its key.
    SetDefault,
    /// It made the database refuse the statement.
    Blocked,
}
words!(EventAction {
    Insert: "insert",
    Update: "update",
    Delete: "delete",
    CascadeDelete: "cascadeDelete",
    CascadeUpdate: "cascadeUpdate",
    SetNull: "setNull",
    SetDefault: "setDefault",
    Blocked: "blocked"
});

/// What a trace is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum TraceOf {
    /// The log entry of this number.
    Logged(u64),
    /// The moment of the history of this number.
    Moment(u64),
    /// Nothing that has happened: what deleting this row of this table would do.
    WhatIf(String, u64),
    /// The last UPDATE or DELETE as it would have gone in the databases of this name.
    Replay(String),
}

impl Default for TraceOf {
    fn default() -> Self {
        Self::Logged(0)
    }
}

impl Read for TraceOf {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        let (name, json) = variant(json)?;
        *self = match name.as_str() {
            "logged" => Self::Logged(from_json(json)?),
            "moment" => Self::Moment(from_json(json)?),
            "whatIf" => {
                let (table, row) = from_json(json)?;
                Self::WhatIf(table, row)
            }
            "replay" => Self::Replay(from_json(json)?),
            _ => return Err(Unexpected::default()),
        };
        Ok(())
    }
}

/// A page of a trace.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventPage {
    /// What it is of.
    pub of: TraceOf,
    /// The statement's text.
    pub sql: String,
    /// How many events the whole trace has.
    pub total: usize,
    /// The first event's index.
    pub offset: usize,
    /// The events, in order.
    pub events: Vec<EventView>,
    /// Counts over the whole trace.
    pub effects: Vec<Effect>,
    /// Why the database refused, if it did: a sentence that names tables, rows and the rule.
    pub refused: Option<String>,
}
read!(EventPage {
    of,
    sql,
    total,
    offset,
    events,
    effects,
    refused
});

/// One row event.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventView {
    /// Its index in the trace.
    pub index: usize,
    /// The index of the event that caused it.
    pub cause: Option<usize>,
    /// Steps from the statement's own rows.
    pub depth: u32,
    /// What happened.
    pub action: EventAction,
    /// To a row of which table.
    pub table: String,
    /// The row's identity.
    pub row: u64,
    /// A short name of the row: its key and its first text column, `1 · Ada`.
    pub label: String,
    /// The foreign key that carried the action, or the constraint that blocked.
    pub constraint: String,
    /// What changed: column, before, after. For inserts before is null, for deletes after.
    pub changes: Vec<(String, Value, Value)>,
}
read!(EventView {
    index,
    cause,
    depth,
    action,
    table,
    row,
    label,
    constraint,
    changes
});

/// How a statement goes by one database's way of carrying out referential actions.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SemanticsView {
    /// The databases that do it so.
    pub name: String,
    /// It is the way of the project's dialect.
    pub own: bool,
    /// What it does there, and why it is refused if it is.
    pub events: EventPage,
}
read!(SemanticsView { name, own, events });
