//! GlueSQL's published test suite, put to the engine: every statement of its 187 files runs here,
//! in PostgreSQL's dialect, and what comes out is compared with what the suite expects.
//!
//! The suite is made for GlueSQL's own dialect, so not all of it can pass. A statement passes if
//! - the suite expects rows: the same values in the same order (column labels are the dialect's);
//! - it expects a number of rows: as many came, or were changed;
//! - it expects an error: the statement is refused, and not as foreign to the engine;
//! - it expects no more than success: it runs.
//!
//! `cargo test --test gluesql_suite -- --nocapture` prints why the others do not.

mod fixture;

use fixture::{Expectation, Step, steps};
use relata::{
    dialect::Dialect,
    engine::{Engine, EngineError, Outcome},
};
use std::{collections::BTreeMap, error::Error};

/// How many of the suite's statements do what it expects. More is welcome here; fewer is not.
const PASSING: usize = 1728;

fn verdict(step: &Step, answer: Result<Vec<Outcome>, EngineError>) -> Result<(), String> {
    let outcome = |answer: Result<Vec<Outcome>, EngineError>| {
        let mut outcomes = answer.map_err(reason)?;
        match outcomes.len() {
            1 => Ok(outcomes.remove(0)),
            _ => Err("another number of outcomes".to_owned()),
        }
    };
    let told = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
    match &step.expectation {
        Expectation::Success => answer.map(|_| ()).map_err(reason),
        Expectation::Changed(count) => told(
            outcome(answer)?.affected == *count,
            "another number of changed rows",
        ),
        Expectation::Count(count) => {
            let outcome = outcome(answer)?;
            let rows = if outcome.trace.is_some() {
                usize::try_from(outcome.affected).unwrap_or(usize::MAX)
            } else {
                outcome.rows.len()
            };
            told(rows == *count, "another number of rows")
        }
        Expectation::Columns(count) => {
            let same = outcome(answer)?.rows.iter().all(|row| row.len() == *count);
            told(same, "another number of columns")
        }
        Expectation::Rows(expected) => {
            let rows = outcome(answer)?.rows;
            told(rows.len() == expected.len(), "another number of rows")?;
            let same = rows.iter().zip(expected).all(|(row, expected)| {
                row.len() == expected.len()
                    && row.iter().zip(expected).all(|(a, b)| fixture::same(a, b))
            });
            told(same, "other values")
        }
        Expectation::Maps => Err("schemaless rows".into()),
        Expectation::Refused => match answer {
            Ok(_) => Err("runs here".into()),
            Err(EngineError::Unsupported { .. } | EngineError::Syntax { .. })
                if !step.error.starts_with("Translate") =>
            {
                Err("refused, but as foreign".into())
            }
            Err(_) => Ok(()),
        },
        Expectation::Foreign => Err(format!("{} is GlueSQL's own", step.error)),
    }
}

/// Why a statement that should run did not, in few words, so that the same fall together.
fn reason(error: EngineError) -> String {
    match error {
        EngineError::Unsupported { feature } => format!("{feature} is not supported"),
        EngineError::Syntax { .. } => "another syntax".into(),
        EngineError::NoSuchTable { .. } => "no such table".into(),
        EngineError::NoSuchColumn { .. } => "no such column".into(),
        EngineError::InvalidValue { .. } => "a value that the type does not hold".into(),
        other => other.to_string(),
    }
}

#[test]
fn the_suite_passes_as_far_as_it_did() -> Result<(), Box<dyn Error>> {
    let (mut passed, mut all) = (0, 0);
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in include_str!("fixtures.txt").lines() {
        let mut engine = Engine::new(Dialect::Postgres);
        for step in steps(gluesql_test_suite::fixture::source(path))? {
            all += 1;
            let answer = engine.execute(&step.sql, &[]);
            let shown = match &answer {
                Ok(outcomes) => {
                    format!("{:?}", outcomes.iter().map(|o| &o.rows).collect::<Vec<_>>())
                }
                Err(error) => error.to_string(),
            };
            match verdict(&step, answer) {
                Ok(()) => passed += 1,
                Err(reason) => reasons
                    .entry(reason)
                    .or_default()
                    .push(format!("{path}:{}: {}\n      {shown}", step.line, step.sql)),
            }
        }
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, steps)| std::cmp::Reverse(steps.len()));
    for (reason, steps) in &reasons {
        eprintln!("{} × {reason}", steps.len());
        for step in steps {
            eprintln!("    {}", step.replace('\n', " "));
        }
    }
    eprintln!("{passed} of {all}");
    assert!(
        passed >= PASSING,
        "{passed} of {all} pass, and {PASSING} did"
    );
    Ok(())
}
