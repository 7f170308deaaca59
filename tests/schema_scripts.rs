//! Runs the golden scripts of `tests/scripts/schema` and `tests/scripts/diagnostics`.
//!
//! | command | does |
//! |---|---|
//! | `define User name:STRING mail:STRING,unique underscored=true` | defines a model; columns first, then options |
//! | `hasMany User Task as=jobs` (and its siblings) | associates; an option's value is JSON or text |
//! | `ddl [dialect]` | the statements of `sync`, of all dialects |
//! | `attributes User`, `accessors User` | what a model has |
//! | `why Tasks.UserId` | the declarations behind a table or column, and those that were ignored |
//! | `problems [dialect]` | the diagnostics |
//!
//! `UPDATE_GOLDENFILES=1 cargo test --test schema_scripts` writes the outputs anew.

use goldenscript::{Argument, Command, Context, Runner};
use relata::{
    dialect::{self, Dialect, ddl},
    schema::{AssociateCall, Cause, DefineCall, Origin, Schema, diagnostics},
};
use serde_json::{Map, Value, json};
use std::{error::Error, fmt::Write as _, path::Path};

#[test]
fn schema() {
    run("tests/scripts/schema");
}

#[test]
fn diagnostics_fire_and_stay_silent() {
    run("tests/scripts/diagnostics");
}

/// Each code has a script in which it fires, one in which it must not (`_quiet`), and one in which its
/// mend has been made (`_mended`).
#[test]
fn every_diagnostic_is_proven_from_three_sides() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/diagnostics");
    let scripts: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder of scripts")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.to_owned();
            Some((name, std::fs::read_to_string(path).ok()?))
        })
        .collect();
    let tables = [
        include_str!("../src/schema/diagnostics/mod.rs"),
        include_str!("../src/dialect/diagnostics.rs"),
    ];
    let rows = tables.iter().flat_map(|source| source.lines());
    let codes = rows.filter_map(|line| line.strip_prefix("//! | R")?.get(..3));
    let mut count = 0;
    for number in codes {
        let code = format!("R{number}");
        let says = |text: &str| {
            text.lines()
                .any(|line| line.starts_with(&format!("{code} ")))
        };
        let is_named = |name: &str, ending: &str| {
            name.starts_with(&format!("r{number}_")) && name.ends_with(ending)
        };
        for ending in ["_quiet", "_mended"] {
            let mut named = scripts.iter().filter(|(name, _)| is_named(name, ending));
            let (name, text) = named
                .next()
                .unwrap_or_else(|| panic!("{code} has no script {ending}"));
            assert!(!says(text), "{code} fires in {name}");
        }
        let fires = |(name, text): &&(String, String)| is_named(name, "") && says(text);
        assert!(
            scripts.iter().any(|script| fires(&script)),
            "{code} fires in no script of its own"
        );
        count += 1;
    }
    assert!(count > 15, "the tables of codes are not read");
}

fn run(folder: &str) {
    let mut paths: Vec<_> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .expect("the folder of scripts")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        goldenscript::run(&mut Lesson::default(), path).expect("a script that holds");
    }
}

#[derive(Default)]
struct Lesson {
    schema: Schema,
    line: u32,
}

impl Runner for Lesson {
    type Command = Command;

    fn run(&mut self, command: &Command, _: &Context) -> Result<String, Box<dyn Error>> {
        self.line += 1;
        let origin = Some(Origin {
            file: "models.js".into(),
            line: self.line,
            column: 1,
        });
        let mut positional = Vec::new();
        let mut options = Map::new();
        for argument in &command.args {
            match argument {
                Argument::Positional(text) => positional.push(text.as_str()),
                Argument::KeyValue(key, text) => {
                    options.insert(key.clone(), value(text));
                }
                _ => return Err("unknown argument".into()),
            }
        }
        match (command.name.as_str(), positional.as_slice()) {
            ("define", [name, columns @ ..]) => {
                let attributes: Vec<String> = columns
                    .iter()
                    .map(|column| attribute(column))
                    .map(|(name, attribute)| format!("{}\n{attribute}", json!(name)))
                    .collect();
                let call = DefineCall {
                    name: (*name).into(),
                    attributes: attributes.iter().map(String::as_str).collect(),
                    options,
                    label: String::new(),
                    origin,
                };
                self.schema.define(&call)?;
                Ok(String::new())
            }
            (
                kind @ ("belongsTo" | "hasOne" | "hasMany" | "belongsToMany"),
                [source, target @ ..],
            ) => {
                let call = AssociateCall {
                    kind: serde_json::from_value(json!(kind))?,
                    source: json!(source),
                    target: json!(target.first()),
                    options,
                    origin,
                };
                self.schema.associate(&call)?;
                Ok(String::new())
            }
            ("ddl", dialects) => self.ddl(dialects),
            ("attributes", [model]) => {
                let model = self.schema.model(model).ok_or("no such model")?;
                Ok(model
                    .attributes
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" "))
            }
            ("accessors", [model]) => {
                let model = self.schema.model(model).ok_or("no such model")?;
                let mut out = String::new();
                for association in model.associations.values() {
                    let names: Vec<_> = association.accessors().collect();
                    writeln!(out, "{}: {}", association.name, names.join(" "))?;
                }
                Ok(out)
            }
            ("why", [path]) => self.why(path),
            ("problems", dialects) => self.problems(dialects),
            (name, _) => Err(format!("unknown command {name}").into()),
        }
    }
}

impl Lesson {
    fn ddl(&self, dialects: &[&str]) -> Result<String, Box<dyn Error>> {
        let mut out = String::new();
        for dialect in chosen(dialects) {
            writeln!(out, "{dialect}")?;
            match ddl::schema_ddl(&self.schema, dialect) {
                Ok(statements) => {
                    for statement in statements {
                        writeln!(out, "  {}", statement.sql)?;
                    }
                }
                Err(error) => writeln!(out, "  {}: {error}", error.class)?,
            }
        }
        Ok(out)
    }

    fn why(&self, path: &str) -> Result<String, Box<dyn Error>> {
        let (name, column) = path.split_once('.').unwrap_or((path, ""));
        let tables = self.schema.tables();
        let table = tables
            .iter()
            .find(|table| table.name.name == name)
            .ok_or("no such table")?;
        let mut out = String::new();
        let mut say = |label: &str, causes: &[Cause]| -> std::fmt::Result {
            for cause in causes {
                let line = cause.origin.as_ref().map_or(0, |origin| origin.line);
                writeln!(
                    out,
                    "{label} line {line}: {} {}",
                    cause.declaration, cause.effect
                )?;
                if let Some(rule) = &cause.ignored {
                    writeln!(out, "  ignored: {rule}")?;
                }
            }
            Ok(())
        };
        if column.is_empty() {
            say("table", &table.causes)?;
        }
        for found in table.columns.iter().filter(|found| found.name == column) {
            say("column", &found.causes)?;
        }
        for key in table
            .foreign_keys
            .iter()
            .filter(|key| key.columns.iter().any(|c| c == column))
        {
            say("key", &key.causes)?;
        }
        for unique in table
            .uniques
            .iter()
            .filter(|unique| unique.columns.iter().any(|c| c == column))
        {
            say("unique", &unique.causes)?;
        }
        Ok(out)
    }

    fn problems(&self, dialects: &[&str]) -> Result<String, Box<dyn Error>> {
        let findings = match dialects {
            [] => diagnostics::findings(&self.schema),
            [name, ..] => dialect::diagnostics::findings(&self.schema, dialect_named(name)),
        };
        let mut out = String::new();
        for finding in findings {
            let line = finding.origin.as_ref().map_or(0, |origin| origin.line);
            writeln!(
                out,
                "{} {:?} line {line}, {}: {}",
                finding.code, finding.severity, finding.subject, finding.message
            )?;
            if let Some(mend) = finding.mend {
                let line = mend.origin.line;
                writeln!(
                    out,
                    "  mend on line {line}: {} becomes {}",
                    mend.find, mend.replace
                )?;
            }
        }
        Ok(if out.is_empty() { "none".into() } else { out })
    }
}

fn chosen(names: &[&str]) -> Vec<Dialect> {
    if names.is_empty() {
        return Dialect::ALL.to_vec();
    }
    names.iter().map(|name| dialect_named(name)).collect()
}

fn dialect_named(name: &str) -> Dialect {
    Dialect::ALL
        .into_iter()
        .find(|dialect| dialect.name() == name)
        .unwrap_or_default()
}

/// `@User` is a model; what reads as JSON is JSON; the rest is text.
fn value(text: &str) -> Value {
    match text.strip_prefix('@') {
        Some(model) => json!({ "@": "model", "name": model }),
        None => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
    }
}

/// `name:STRING,unique,required` — flags are `pk`, `auto`, `unique`, `required`, `nullable`.
fn attribute(text: &str) -> (String, Value) {
    let (name, rest) = text.split_once(':').unwrap_or((text, "STRING"));
    let mut parts = rest.split(',');
    let kind = json!({ "@": "type", "key": parts.next().unwrap_or_default() });
    let mut json = json!({ "type": kind });
    for part in parts {
        match part.split_once('=') {
            Some(("references", table)) => {
                json["references"] = json!({ "model": table, "key": "id" });
            }
            Some((key, text)) => json[key] = value(text),
            None => match part {
                "pk" => json["primaryKey"] = json!(true),
                "auto" => json["autoIncrement"] = json!(true),
                "unique" => json["unique"] = json!(true),
                "required" => json["allowNull"] = json!(false),
                _ => json["allowNull"] = json!(true),
            },
        }
    }
    (name.into(), json)
}
