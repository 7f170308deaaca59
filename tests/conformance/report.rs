//! Differences, grouped so that one cause shows as one line however many files it touches.

use relata::dialect::Dialect;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The first place where a file's answers differ in one dialect.
pub struct Difference {
    file: String,
    dialect: Dialect,
    /// Where, without the names of the file's own models: what differences are grouped by.
    kind: String,
    place: String,
    expected: String,
    given: String,
}

impl Difference {
    /// Compares two answers; order counts.
    pub fn first(file: &str, dialect: Dialect, expected: &Value, given: &Value) -> Option<Self> {
        let mut path = Vec::new();
        let (expected, given) = first_difference(expected, given, &mut path)?;
        let place = path.join(".");
        let kind = match path.first().map(String::as_str) {
            Some("ddl") => format!("{} {}", dialect, excerpts(&expected, &given)),
            Some("error") => format!("error {expected}"),
            _ => format!(
                "{} {expected} / {given}",
                path.last().map_or("", String::as_str)
            ),
        };
        Some(Self {
            file: file.into(),
            dialect,
            kind,
            place,
            expected,
            given,
        })
    }
}

/// The innermost values that differ, as text; `path` leads to them.
fn first_difference(
    expected: &Value,
    given: &Value,
    path: &mut Vec<String>,
) -> Option<(String, String)> {
    let absent = Value::String("(absent)".into());
    let mut member = |key: String, expected: Option<&Value>, given: Option<&Value>| {
        path.push(key);
        let found = first_difference(expected.unwrap_or(&absent), given.unwrap_or(&absent), path);
        if found.is_none() {
            path.pop();
        }
        found
    };
    match (expected, given) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
            let different = keys
                .into_iter()
                .find_map(|key| member(key.clone(), a.get(key), b.get(key)));
            different.or_else(|| {
                let order = |map: &serde_json::Map<String, Value>| {
                    map.keys().cloned().collect::<Vec<_>>().join(", ")
                };
                (order(a) != order(b)).then(|| (order(a), order(b)))
            })
        }
        (Value::Array(a), Value::Array(b)) => (0..a.len().max(b.len()))
            .find_map(|index| member(index.to_string(), a.get(index), b.get(index))),
        _ if expected == given => None,
        _ => Some((text(expected), text(given))),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), Into::into)
}

/// What stands in both texts where they begin to differ.
fn excerpts(expected: &str, given: &str) -> String {
    let common = expected
        .chars()
        .zip(given.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let from = common.saturating_sub(12);
    let part = |text: &str| text.chars().skip(from).take(48).collect::<String>();
    format!("…{}… / …{}…", part(expected), part(given))
}

/// All differences of a run.
#[derive(Default)]
pub struct Report {
    files: usize,
    different: usize,
    groups: BTreeMap<String, Vec<Difference>>,
}

impl Report {
    /// Takes in the differences of one file.
    pub fn add(&mut self, differences: Vec<Difference>) {
        self.files += 1;
        self.different += usize::from(!differences.is_empty());
        for difference in differences {
            self.groups
                .entry(difference.kind.clone())
                .or_default()
                .push(difference);
        }
    }

    /// Nothing differed.
    pub fn is_clean(&self) -> bool {
        self.groups.is_empty()
    }
}

const SHOWN: usize = 60;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups: Vec<_> = self.groups.values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        for group in groups.iter().take(SHOWN) {
            let first = &group[0];
            writeln!(
                f,
                "{} × {} in {}: {}",
                group.len(),
                first.file,
                first.dialect,
                first.place
            )?;
            writeln!(f, "    expected {}", first.expected)?;
            writeln!(f, "    given    {}", first.given)?;
        }
        if groups.len() > SHOWN {
            writeln!(f, "… and {} more kinds", groups.len() - SHOWN)?;
        }
        write!(
            f,
            "{} files, {} differ, in {} ways",
            self.files,
            self.different,
            groups.len()
        )
    }
}
