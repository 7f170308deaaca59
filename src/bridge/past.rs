//! The history: what was done, a look at the rows as they were, and the way back.

use super::{
    effects::{self, Tables},
    log::{Traced, clip},
    message::{EventPage, HistoryPage, Moment, Past, RowPage, Since, TableChange, TraceOf, limits},
    session::Session,
};
use crate::engine::{Engine, EngineError, HistoryEntry, StoredTable};

/// The database as it was after an entry of the history.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) number: u64,
    pub(super) engine: Engine,
}

impl Session {
    /// The database whose rows are shown.
    pub(super) fn shown(&self) -> &Engine {
        self.past
            .as_ref()
            .map_or(&self.orm.engine, |past| &past.engine)
    }

    /// A page of the history, the newest first.
    pub(super) fn history(&self, offset: usize, limit: usize) -> HistoryPage {
        let engine = &self.orm.engine;
        let tables = Tables::of(engine);
        let newest = engine.history().rev().skip(offset);
        HistoryPage {
            total: engine.history().count(),
            dropped: engine.history_dropped(),
            offset,
            moments: newest
                .take(limit.min(limits::MOMENTS))
                .map(|entry| moment(entry, &tables))
                .collect(),
        }
    }

    /// Shows the rows after an entry of the history, or those of now. After the newest is now.
    pub(super) fn look_back(&mut self, number: Option<u64>) -> Result<(), EngineError> {
        let newest = self.orm.engine.history().next_back().map(|e| e.number);
        self.past = match number.filter(|_| number != newest) {
            None => None,
            Some(number) => Some(Box::new(Snapshot {
                number,
                engine: self.orm.engine.at(number)?,
            })),
        };
        Ok(())
    }

    /// Goes back to an entry of the history and goes on from there.
    pub(super) fn restore(&mut self, number: u64) -> Result<(), EngineError> {
        self.orm.engine.restore(number)?;
        self.past = None;
        Ok(())
    }

    /// The moment that is shown, and what has changed since.
    pub(super) fn past_view(&self) -> Option<Past> {
        let past = self.past.as_deref()?;
        let engine = &self.orm.engine;
        let entry = engine.history_entry(past.number).ok()?;
        let newest = engine.history().next_back()?.number;
        let mut changes: Vec<TableChange> = Vec::new();
        for row in engine.diff(past.number, newest).unwrap_or_default() {
            let known = changes.iter().position(|change| change.table == *row.table);
            let at = known.unwrap_or_else(|| {
                changes.push(TableChange {
                    table: row.table.to_string(),
                    ..TableChange::default()
                });
                changes.len() - 1
            });
            let change = &mut changes[at];
            match (row.before, row.after) {
                (None, _) => change.added += 1,
                (_, None) => change.deleted += 1,
                _ => change.changed += 1,
            }
        }
        Some(Past {
            moment: moment(entry, &Tables::of(engine)),
            oldest: engine.history().next()?.number,
            newest,
            changes,
        })
    }

    /// A page of what an entry of the history did.
    pub(super) fn events_of_moment(
        &self,
        number: u64,
        offset: usize,
        limit: usize,
    ) -> Option<EventPage> {
        let entry = self.orm.engine.history_entry(number).ok()?;
        let traced = Traced {
            of: TraceOf::Moment(number),
            sql: &entry.text,
            trace: entry.trace.as_deref()?,
            refused: entry.error.as_ref(),
        };
        Some(effects::page(self.shown(), traced, offset, limit))
    }

    /// Says of each row of a page of the past what became of it.
    pub(super) fn compare(&self, page: &mut RowPage, stored: &StoredTable) {
        if self.past.is_none() {
            return;
        }
        let (then, now) = (self.shown(), &self.orm.engine);
        page.since = page
            .ids
            .iter()
            .map(|id| match now.row(&page.table, *id) {
                None => Since::Gone,
                Some(row) if then.row(&page.table, *id).as_ref() == Some(&row) => Since::Same,
                Some(row) => Since::Changed(self.shaped(stored, &row)),
            })
            .collect();
    }
}

fn moment(entry: &HistoryEntry, tables: &Tables) -> Moment {
    #[allow(clippy::cast_precision_loss)] // exact for the next 285,000 years
    let at = entry.at as f64;
    let trace = entry.trace.as_deref();
    let one = trace.filter(|trace| trace.effects().first().is_some_and(|own| own.rows == 1));
    Moment {
        number: entry.number,
        sql: clip(&entry.text),
        row: one
            .and_then(|trace| Some(tables.label_of(&trace.event(0)?)))
            .unwrap_or_default(),
        effects: trace.map(effects::count).unwrap_or_default(),
        error: entry.error.as_ref().map(ToString::to_string),
        back_to: entry.back_to,
        at,
    }
}
