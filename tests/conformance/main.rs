//! Replays what each model file declares and compares every answer with real Sequelize's, byte for
//! byte. The answers are those of `npm run conformance -- --write`; no difference is allowed.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod describe;
mod migrations;
mod replay;
mod report;
#[path = "../support/wire.rs"]
mod wire;

use report::{Difference, Report};
use serde_json::Value;
use std::fs;

const ANSWERS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/conformance/answers.jsonl"
);

const MIGRATIONS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/conformance/migrations.jsonl"
);

#[test]
fn model_files() {
    compare(ANSWERS, replay::differences);
}

#[test]
fn migrations() {
    compare(MIGRATIONS, migrations::differences);
}

/// The random schemas that `npm run conformance` makes; without it there are none.
#[test]
fn random_schemas() {
    if let Ok(path) = std::env::var("RELATA_CONFORMANCE_RANDOM") {
        compare(&path, replay::differences);
    }
}

fn compare(path: &str, differences: impl Fn(&Value) -> Vec<Difference>) {
    let mut report = Report::default();
    for line in fs::read_to_string(path).unwrap().lines() {
        let answers = serde_json::from_str(line).unwrap();
        report.add(differences(&answers));
    }
    println!("{report}");
    assert!(report.is_clean(), "differences from Sequelize, see above");
}
