//! The function that Sequelize makes for findOrCreate on PostgreSQL: an INSERT that may fail without
//! failing its transaction, and the query that tells how it went.

use super::Session;
use crate::{
    engine::{EngineError, Outcome, text::Parsed, types},
    schema::Value,
};

/// The outcome of an INSERT that may fail without failing the transaction.
#[derive(Clone, Debug, Default)]
pub(super) struct Attempted {
    /// What RETURNING told of its row.
    told: Outcome,
    exception: Option<String>,
}

impl Session {
    /// Runs an INSERT and keeps its row, or what it violated, for the query that follows.
    pub(super) fn attempt(&mut self, insert: &Parsed) -> Result<Outcome, EngineError> {
        let before = self.state.clone();
        match self.command(insert) {
            Ok(outcome) => {
                let alone = Outcome {
                    affected: outcome.affected,
                    last_insert_id: outcome.last_insert_id,
                    trace: outcome.trace.clone(),
                    ..Outcome::default()
                };
                self.attempted = Some(Attempted {
                    told: outcome,
                    exception: None,
                });
                Ok(alone)
            }
            Err(EngineError::Unique {
                columns, values, ..
            }) => {
                self.go_back(before);
                let values: Vec<String> = values
                    .iter()
                    .map(|value| types::text(value).unwrap_or_default())
                    .collect();
                self.attempted = Some(Attempted {
                    exception: Some(format!(
                        "Key ({})=({}) already exists.",
                        columns.join(", "),
                        values.join(", ")
                    )),
                    ..Attempted::default()
                });
                Ok(Outcome::default())
            }
            Err(error) => Err(error),
        }
    }

    pub(super) fn attempted(&self, labels: &[String]) -> Outcome {
        let Attempted { told, exception } = self.attempted.clone().unwrap_or_default();
        let mut row = Vec::new();
        let mut kinds = Vec::new();
        for label in labels {
            let at = told.labels.iter().position(|known| known == label);
            let value = match (at, label.as_str()) {
                (_, "sequelize_caught_exception") => exception.clone().map(Value::text),
                (Some(at), _) => told.rows.first().and_then(|row| row.get(at).cloned()),
                _ => None,
            };
            row.push(value.unwrap_or(Value::Null));
            kinds.push(at.map(|at| told.kind(at)).unwrap_or_default());
        }
        Outcome {
            labels: labels.to_vec(),
            kinds,
            rows: vec![row],
            ..Outcome::default()
        }
    }
}
