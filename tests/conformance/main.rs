//! Replays what each model file declares and compares every answer with real Sequelize's, byte for
//! byte. The answers are those of `npm run conformance -- --write`; no difference is allowed.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod describe;
mod replay;
mod report;

use report::Report;
use std::fs;

const ANSWERS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/conformance/answers.jsonl"
);

#[test]
fn model_files() {
    compare(ANSWERS);
}

/// The random schemas that `npm run conformance` makes; without it there are none.
#[test]
fn random_schemas() {
    if let Ok(path) = std::env::var("RELATA_CONFORMANCE_RANDOM") {
        compare(&path);
    }
}

fn compare(path: &str) {
    let mut report = Report::default();
    for line in fs::read_to_string(path).unwrap().lines() {
        let answers = serde_json::from_str(line).unwrap();
        report.add(replay::differences(&answers));
    }
    println!("{report}");
    assert!(report.is_clean(), "differences from Sequelize, see above");
}
