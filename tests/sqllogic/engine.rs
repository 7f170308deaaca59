//! The engine as a database of the test runner.

use super::{Answer, Refusal};
use relata::{
    dialect::Dialect,
    engine::{Engine, Outcome},
    schema::Value,
};
use sqllogictest::{DB, DBOutput, DefaultColumnType};
use std::sync::mpsc::{Receiver, Sender, channel};

/// An engine in a thread of its own, since the runner wants what can be sent to another.
pub struct Database {
    dialect: Dialect,
    statements: Sender<String>,
    answers: Receiver<Result<Answer, Refusal>>,
}

impl Database {
    pub fn new(dialect: Dialect) -> Self {
        let (statements, asked) = channel::<String>();
        let (told, answers) = channel();
        std::thread::spawn(move || {
            let mut engine = Engine::new(dialect);
            for sql in asked {
                if told.send(answer(&mut engine, &sql)).is_err() {
                    break;
                }
            }
        });
        Self {
            dialect,
            statements,
            answers,
        }
    }
}

impl DB for Database {
    type Error = Refusal;
    type ColumnType = DefaultColumnType;

    fn run(&mut self, sql: &str) -> Result<Answer, Refusal> {
        let gone = || Refusal("the engine is gone".into());
        self.statements.send(sql.into()).map_err(|_| gone())?;
        self.answers.recv().map_err(|_| gone())?
    }

    fn engine_name(&self) -> &str {
        self.dialect.name()
    }
}

fn answer(engine: &mut Engine, sql: &str) -> Result<Answer, Refusal> {
    let (sql, bound) = sql.split_once("-- bind ").unwrap_or((sql, "[]"));
    let parameters: Vec<Value> =
        serde_json::from_str(bound).map_err(|error| Refusal(error.to_string()))?;
    let outcomes = engine
        .execute(sql, &parameters)
        .map_err(|error| Refusal(error.to_string()))?;
    let outcome: Outcome = outcomes.into_iter().next_back().unwrap_or_default();
    if outcome.labels.is_empty() {
        return Ok(DBOutput::StatementComplete(outcome.affected));
    }
    let shown = |value: &Value| text(value, engine.dialect());
    Ok(DBOutput::Rows {
        types: vec![DefaultColumnType::Any; outcome.labels.len()],
        rows: outcome
            .rows
            .iter()
            .map(|row| row.iter().map(shown).collect())
            .collect(),
    })
}

/// A value as the database's own command line shows it.
fn text(value: &Value, dialect: Dialect) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Bool(flag) if dialect == Dialect::Postgres => if *flag { "t" } else { "f" }.into(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::Integer(number) => number.to_string(),
        // SQLite shows that a number is not whole by its type.
        Value::Real(number) if dialect == Dialect::Sqlite => format!("{number:?}"),
        Value::Real(number) => number.to_string(),
        Value::Text(text) if text.is_empty() => "(empty)".into(),
        Value::Text(text) => text.to_string(),
        Value::Bytes(bytes) => {
            let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("\\x{}", hex.concat())
        }
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| self::text(item, dialect)).collect();
            format!("{{{}}}", items.join(","))
        }
    }
}
