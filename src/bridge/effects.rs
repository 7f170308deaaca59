//! Turns a trace into what the page tells of it: counts, pages of events, and why a statement was
//! refused.

use super::{
    log::Traced,
    message::{Effect, EventAction, EventPage, EventView, limits},
};
use crate::schema::hash::HashMap;
use crate::{
    engine::{Engine, EngineError, Event, EventKind, ForeignKeyRefusal, StoredTable, Trace},
    schema::{ReferentialAction, Value},
};

/// Events by action and table, in the order they first occurred.
pub fn count(trace: &Trace) -> Vec<Effect> {
    let effects = trace.effects().iter();
    effects
        .map(|effect| Effect {
            action: action(effect.kind, effect.deleted),
            table: effect.table.to_string(),
            count: effect.rows,
        })
        .collect()
}

fn action(kind: EventKind, deleted: bool) -> EventAction {
    match kind {
        EventKind::Insert => EventAction::Insert,
        EventKind::Update => EventAction::Update,
        EventKind::Delete => EventAction::Delete,
        EventKind::Blocked => EventAction::Blocked,
        EventKind::Action(ReferentialAction::SetNull) => EventAction::SetNull,
        EventKind::Action(ReferentialAction::SetDefault) => EventAction::SetDefault,
        EventKind::Action(_) if deleted => EventAction::CascadeDelete,
        EventKind::Action(_) => EventAction::CascadeUpdate,
    }
}

/// A page of a trace.
pub fn page(engine: &Engine, traced: Traced<'_>, offset: usize, limit: usize) -> EventPage {
    let Traced {
        of,
        sql,
        trace,
        refused,
    } = traced;
    let tables = Tables::of(engine);
    let events = trace
        .page(offset, limit.min(limits::EVENTS))
        .into_iter()
        .enumerate()
        .map(|(index, event)| tables.view(offset + index, &event))
        .collect();
    EventPage {
        of,
        sql: super::log::clip(sql),
        total: trace.len(),
        offset,
        events,
        effects: count(trace),
        refused: refused.map(|error| tables.reason(engine, trace, error)),
    }
}

/// What is known of the tables, to name rows.
pub(super) struct Tables(HashMap<String, StoredTable>);

impl Tables {
    pub(super) fn of(engine: &Engine) -> Self {
        let tables = engine.tables().into_iter();
        Self(tables.map(|table| (table.name.clone(), table)).collect())
    }

    fn view(&self, index: usize, event: &Event) -> EventView {
        let columns = self
            .0
            .get(&*event.table)
            .map(|table| table.columns.as_slice())
            .unwrap_or_default();
        let changes = columns
            .iter()
            .enumerate()
            .filter_map(|(position, column)| {
                let side = |row: &Option<std::rc::Rc<[Value]>>| {
                    row.as_deref()
                        .and_then(|row| row.get(position))
                        .cloned()
                        .unwrap_or_default()
                };
                let (before, after) = (side(&event.before), side(&event.after));
                (before != after).then(|| (column.clone(), before, after))
            })
            .collect();
        EventView {
            index,
            cause: event.cause.map(|cause| cause as usize),
            depth: event.depth,
            action: action(event.kind, event.after.is_none()),
            table: event.table.to_string(),
            row: event.row,
            label: self.label_of(event),
            constraint: event.constraint.as_deref().unwrap_or_default().to_owned(),
            changes,
        }
    }

    /// A short name of the row that an event happened to.
    pub(super) fn label_of(&self, event: &Event) -> String {
        let row = event.after.as_deref().or(event.before.as_deref());
        row.map_or_else(String::new, |row| self.label(&event.table, row))
    }

    /// A short name of a row: its key and its first text, `1 · Ada`.
    fn label(&self, table: &str, row: &[Value]) -> String {
        let Some(table) = self.0.get(table) else {
            return String::new();
        };
        let value_of = |column: &String| {
            let position = table.columns.iter().position(|name| name == column)?;
            row.get(position)
        };
        let mut parts: Vec<String> = Vec::new();
        let key: Vec<String> = table
            .primary_key
            .iter()
            .filter_map(value_of)
            .map(short)
            .collect();
        if !key.is_empty() {
            parts.push(key.join(", "));
        }
        let text = table.columns.iter().zip(row).find(|(column, value)| {
            !table.primary_key.contains(column)
                && matches!(value, Value::Text(text) if !text.is_empty() && !looks_like_a_date(text))
        });
        if let Some((_, value)) = text {
            parts.push(short(value));
        }
        parts.join(" · ")
    }

    /// Why the database refused: a sentence that names tables, rows and the rule.
    fn reason(&self, engine: &Engine, trace: &Trace, error: &EngineError) -> String {
        let shown = |values: &[Value]| values.iter().map(short).collect::<Vec<_>>().join(", ");
        match error {
            EngineError::ForeignKey(refusal) => {
                let ForeignKeyRefusal {
                    table,
                    columns,
                    referenced_table,
                    referenced_columns,
                    values,
                    action,
                    ..
                } = &**refusal;
                let column = format!("{table}.{}", columns.join(", "));
                let Some(action) = action else {
                    return format!(
                        "{column} = {} references nothing: {referenced_table} has no row with {} = {}",
                        shown(values),
                        referenced_columns.join(", "),
                        shown(values)
                    );
                };
                let blocked = trace.refused();
                let row = blocked
                    .and_then(|event| {
                        let stored = engine.row(&event.table, event.row);
                        let row = event.before.clone().or(stored)?;
                        Some(self.label(&event.table, &row))
                    })
                    .filter(|label| !label.is_empty());
                let by = match row {
                    Some(label) => format!("row {label} of {table}"),
                    None => format!("a row of {table}"),
                };
                format!(
                    "{referenced_table} with {} = {} must stay: {by} references it by {column}, which says {}",
                    referenced_columns.join(", "),
                    shown(values),
                    action.keyword()
                )
            }
            EngineError::Unique {
                table,
                columns,
                values,
                ..
            } => format!(
                "{table} already has a row with {} = {}, and {} unique",
                columns.join(", "),
                shown(values),
                if columns.len() > 1 {
                    "these columns together are"
                } else {
                    "this column is"
                }
            ),
            EngineError::NotNull { table, column, .. } => {
                format!("{table}.{column} must not be null")
            }
            EngineError::Check {
                table, constraint, ..
            } => format!("the row breaks the check {constraint} of {table}"),
            other => other.to_string(),
        }
    }
}

/// A value in few characters.
fn short(value: &Value) -> String {
    let text = match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
        other => crate::dialect::literal::escape(crate::dialect::Dialect::Sqlite, other),
    };
    match text.char_indices().nth(32) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn looks_like_a_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && bytes[..4].iter().all(u8::is_ascii_digit)
}
