//! The learner's own SQL: cut into statements, each of which is run, timed and noted by itself.

use super::{
    answer::refused,
    effects,
    log::clip,
    message::{Answers, QueryAnswer, Reply, RunError, limits},
    remarks,
    session::{Session, run_error},
};
use crate::{
    engine::{EngineError, Outcome, Piece, Place},
    orm::OrmError,
    schema::Value,
};

/// Bytes of SQL that are run at once.
const SQL: usize = 200_000;

impl Session {
    /// Runs a text's statements up to the first that is refused. Those before it stay.
    pub(super) fn query(&mut self, sql: &str) -> Reply {
        if sql.len() > SQL {
            return refused("the text is too long to be run at once");
        }
        let mut answers = Answers::default();
        match self.shown().pieces(sql) {
            Err(error) => answers.answers.push(QueryAnswer {
                place: error.place(sql, self.orm.dialect()),
                error: Some(RunError {
                    name: "Error".into(),
                    message: clip(&error.to_string()),
                    ..RunError::default()
                }),
                ..QueryAnswer::default()
            }),
            Ok(pieces) => {
                for (index, piece) in pieces.iter().enumerate() {
                    let answer = self.run_piece(piece);
                    if answers.answers.len() == limits::ANSWERS {
                        answers.answers.remove(0);
                        answers.left_out += 1;
                    }
                    let is_refused = answer.error.is_some();
                    answers.answers.push(answer);
                    if is_refused {
                        answers.not_run = pieces.len() - index - 1;
                        break;
                    }
                }
            }
        }
        Reply::Query {
            answers,
            report: Box::new(self.report()),
        }
    }

    fn run_piece(&mut self, piece: &Piece) -> QueryAnswer {
        let mut answer = QueryAnswer {
            sql: clip(&piece.text),
            // Before it runs: afterwards the table may be gone.
            plan: self.shown().plan(&piece.text),
            ..QueryAnswer::default()
        };
        let start = self.now();
        let result = self.run_shown(&piece.text);
        answer.elapsed = self.now() - start;
        let reason = if self.past.is_none() {
            answer.entry = self.note(
                &format!("SQL: {}", first_line(&piece.text)),
                result.as_ref().err(),
            );
            self.reason(&mut answer)
        } else {
            None
        };
        match result {
            Ok(outcome) => {
                answer.labels = outcome.labels;
                answer.total = outcome.rows.len();
                let shown = outcome.rows.into_iter().take(limits::EVENTS);
                answer.rows = shown
                    .map(|row| row.into_iter().map(clipped).collect())
                    .collect();
                answer.wrote = outcome.trace.is_some();
                answer.effects = outcome
                    .trace
                    .as_deref()
                    .map(effects::count)
                    .unwrap_or_default();
            }
            Err(error) => {
                if let OrmError::Database { error, .. } = &error {
                    answer.place = self.place(piece, error);
                }
                let failure = self.orm.failure(&error);
                let error = RunError {
                    hint: reason.unwrap_or_default(),
                    ..run_error(&failure, None)
                };
                answer.error = Some(remarks::with_hint(error));
            }
        }
        answer
    }

    /// Runs a statement on the rows that are shown: of those of the past nothing changes.
    fn run_shown(&mut self, sql: &str) -> Result<Outcome, OrmError> {
        let Some(past) = &mut self.past else {
            return self.orm.execute(sql.to_owned(), Vec::new(), None);
        };
        if !past.engine.reads(sql) && past.engine.pieces(sql).is_ok() {
            return Err(OrmError::error(
                "the past can only be read: return to now, or continue from here",
            ));
        }
        match past.engine.execute(sql, &[]) {
            Ok(mut outcomes) => Ok(outcomes.pop().unwrap_or_default()),
            Err(error) => Err(OrmError::Database {
                error: Box::new(error),
                sql: sql.to_owned(),
                bind: Vec::new(),
                model: None,
            }),
        }
    }

    /// Why the newest statement was refused, in words. Where no trace tells of it, no entry does.
    fn reason(&self, answer: &mut QueryAnswer) -> Option<String> {
        let traced = answer.entry.and_then(|entry| self.log.trace_of(entry));
        if traced.is_none() {
            answer.entry = None;
        }
        effects::page(&self.orm.engine, traced?, 0, 0).refused
    }

    /// Where an error of a piece lies in the whole text.
    fn place(&self, piece: &Piece, error: &EngineError) -> Option<Place> {
        let (line, column) = error.place(&piece.text, self.orm.dialect())?;
        Some(match line {
            1 => (piece.place.0, piece.place.1 + column - 1),
            _ => (piece.place.0 + line - 1, column),
        })
    }
}

/// The first line of a text, for the log.
fn first_line(sql: &str) -> String {
    let line = sql.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// A value, cut to what a report may carry.
fn clipped(value: Value) -> Value {
    match value {
        Value::Text(text) if text.len() > limits::TEXT => Value::text(clip(&text)),
        value => value,
    }
}
