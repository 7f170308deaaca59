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
    labels: Vec<String>,
    row: Vec<Value>,
    exception: Option<String>,
}

impl Session {
    /// Runs an INSERT and keeps its row, or what it violated, for the query that follows.
    pub(super) fn attempt(&mut self, insert: &Parsed) -> Result<Outcome, EngineError> {
        let before = self.state.clone();
        match self.command(insert) {
            Ok(outcome) => {
                self.attempted = Some(Attempted {
                    labels: outcome.labels.clone(),
                    row: outcome.rows.first().cloned().unwrap_or_default(),
                    exception: None,
                });
                Ok(Outcome {
                    labels: Vec::new(),
                    rows: Vec::new(),
                    ..outcome
                })
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
        let known = self.attempted.clone().unwrap_or_default();
        let row = labels
            .iter()
            .map(|label| {
                if label == "sequelize_caught_exception" {
                    return known.exception.clone().map_or(Value::Null, Value::text);
                }
                let at = known.labels.iter().position(|known| known == label);
                at.and_then(|at| known.row.get(at).cloned())
                    .unwrap_or(Value::Null)
            })
            .collect();
        Outcome {
            labels: labels.to_vec(),
            rows: vec![row],
            ..Outcome::default()
        }
    }
}
