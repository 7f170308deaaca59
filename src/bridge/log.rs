//! What was called, with the statements each call sent: the newest entries, bounded.

use super::{
    effects,
    message::{LogEntry, RunError, StatementView, TraceOf, limits},
};
use crate::{
    engine::{EngineError, Trace},
    orm::Sent,
    schema::Origin,
};
use std::{collections::VecDeque, rc::Rc};

/// The log of a session.
#[derive(Debug, Default)]
pub struct Log {
    entries: VecDeque<Entry>,
    dropped: u64,
    count: u64,
}

/// One call.
#[derive(Debug, Default)]
pub struct Entry {
    /// Counts up from 1.
    pub number: u64,
    group: Option<u64>,
    call: String,
    origin: Option<Origin>,
    statements: Vec<Statement>,
    left_out: usize,
    error: Option<RunError>,
}

#[derive(Debug)]
struct Statement {
    view: StatementView,
    trace: Option<Rc<Trace>>,
    refused: Option<Rc<EngineError>>,
}

/// A statement's trace, with what a page of it needs.
#[derive(Clone, Debug)]
pub struct Traced<'a> {
    /// What it is of.
    pub of: TraceOf,
    /// The statement's text.
    pub sql: &'a str,
    /// Its trace.
    pub trace: &'a Trace,
    /// Why it was refused, if it was.
    pub refused: Option<&'a EngineError>,
}

/// Statements of one entry that are kept, so that a loop inside one call cannot fill the memory.
const STATEMENTS: usize = 200;
/// Bound values of one statement that are kept.
const BIND: usize = 200;

impl Log {
    /// Notes a call and what it sent, and gives the entry's number; calls of one group join the
    /// newest entry of that group.
    pub fn note(
        &mut self,
        group: Option<u64>,
        call: &str,
        origin: Option<&Origin>,
        sent: &[Sent],
        error: Option<RunError>,
    ) -> Option<u64> {
        if sent.is_empty() && error.is_none() {
            return None;
        }
        // Calls that run side by side take turns: their entries are among the newest.
        let known = group.and_then(|group| {
            let recent = self.entries.iter_mut().rev().take(16);
            recent.into_iter().find(|entry| entry.group == Some(group))
        });
        let entry = if let Some(entry) = known {
            entry
        } else {
            self.count += 1;
            self.entries.push_back(Entry {
                number: self.count,
                group,
                call: clip(call),
                origin: origin.cloned(),
                ..Entry::default()
            });
            if self.entries.len() > limits::LOG {
                self.entries.pop_front();
                self.dropped += 1;
            }
            self.entries.back_mut()?
        };
        for sent in sent {
            if entry.statements.len() < STATEMENTS {
                entry.statements.push(Statement::of(sent));
            } else {
                entry.left_out += 1;
            }
        }
        if error.is_some() {
            entry.error = error;
        }
        Some(entry.number)
    }

    /// The entries as the page shows them, and how many were dropped before them.
    pub fn view(&self) -> (Vec<LogEntry>, u64) {
        (self.entries.iter().map(Entry::view).collect(), self.dropped)
    }

    /// The newest trace of an entry.
    pub fn trace_of(&self, number: u64) -> Option<Traced<'_>> {
        let first = self.entries.front()?.number;
        let position = usize::try_from(number.checked_sub(first)?).ok()?;
        self.entries.get(position)?.traced()
    }

    /// The newest trace of all.
    pub fn newest_trace(&self) -> Option<Traced<'_>> {
        self.entries.iter().rev().find_map(Entry::traced)
    }
}

impl Entry {
    fn traced(&self) -> Option<Traced<'_>> {
        self.statements.iter().rev().find_map(|statement| {
            let trace = statement.trace.as_deref()?;
            let refused = statement.refused.as_deref();
            (!trace.is_empty() || refused.is_some()).then(|| Traced {
                of: TraceOf::Logged(self.number),
                sql: &statement.view.sql,
                trace,
                refused,
            })
        })
    }

    fn view(&self) -> LogEntry {
        let mut statements: Vec<_> = self
            .statements
            .iter()
            .map(|statement| statement.view.clone())
            .collect();
        if self.left_out > 0 {
            statements.push(StatementView {
                sql: format!("-- and {} more", self.left_out),
                ..StatementView::default()
            });
        }
        LogEntry {
            number: self.number,
            call: self.call.clone(),
            origin: self.origin.clone(),
            statements,
            error: self.error.clone(),
        }
    }
}

impl Statement {
    fn of(sent: &Sent) -> Self {
        Self {
            view: StatementView {
                sql: clip(&sent.sql),
                bind: sent.bind.iter().take(BIND).cloned().collect(),
                returned: sent.returned,
                affected: sent.affected,
                effects: sent
                    .trace
                    .as_deref()
                    .map(effects::count)
                    .unwrap_or_default(),
            },
            trace: sent.trace.clone(),
            refused: sent.error.clone(),
        }
    }
}

/// Cuts a text to what a report may carry.
pub fn clip(text: &str) -> String {
    match text.char_indices().nth(limits::TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
