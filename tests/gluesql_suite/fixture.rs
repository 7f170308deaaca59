//! Reads a file of the suite: SQL, each statement followed by what is expected of it.

use relata::schema::Value;

/// A statement and what is expected of it.
#[derive(Debug)]
pub struct Step {
    pub line: usize,
    pub sql: String,
    pub expectation: Expectation,
    /// The name of the error or of the payload, as `Group.Name`.
    pub error: String,
}

#[derive(Debug)]
pub enum Expectation {
    /// It runs.
    Success,
    /// It changes so many rows.
    Changed(u64),
    /// It shows or changes so many rows.
    Count(usize),
    /// Its rows are so wide.
    Columns(usize),
    /// Its rows.
    Rows(Vec<Vec<Cell>>),
    /// Rows without a schema.
    Maps,
    /// It is refused.
    Refused,
    /// An answer that only GlueSQL gives.
    Foreign,
}

/// A value, as the suite writes it, and its type.
#[derive(Debug)]
pub struct Cell {
    data_type: String,
    text: String,
}

/// The statements of a file.
pub fn steps(source: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut sql: Vec<&str> = Vec::new();
    let mut lines = source.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let trimmed = line.trim();
        let Some(directive) = trimmed.strip_prefix("-- @expect:") else {
            // Which index GlueSQL's planner takes is its own affair.
            if !trimmed.starts_with("-- @name:") && !trimmed.starts_with("-- @expect-index:") {
                sql.push(line);
            }
            continue;
        };
        let mut rows = Vec::new();
        let mut json = None;
        while let Some((_, line)) = lines.peek() {
            if let Some(row) = line.trim().strip_prefix("-- |") {
                rows.push(row.strip_suffix('|').unwrap_or(row));
            } else if let Some(body) = line.trim().strip_prefix("-- @json:") {
                json = Some(body.trim().to_owned());
            } else if let (Some(body), Some(more)) = (&mut json, line.strip_prefix("--"))
                && serde_json::from_str::<serde_json::Value>(body).is_err()
            {
                body.push_str(more);
            } else {
                break;
            }
            lines.next();
        }
        let (kind, name) = directive
            .trim()
            .split_once(' ')
            .unwrap_or((directive.trim(), ""));
        let expectation = match kind {
            "" => Expectation::Rows(table(&rows)?),
            "ok" => Expectation::Success,
            "count" => Expectation::Count(name.parse().map_err(|_| "a count")?),
            "types" => Expectation::Columns(rows.first().map_or(0, |row| row.split('|').count())),
            "maps" => Expectation::Maps,
            "error" => Expectation::Refused,
            "payload" => payload(name, json.as_deref()),
            other => return Err(format!("{other}?")),
        };
        steps.push(Step {
            line: at + 1,
            sql: sql.join("\n").trim().to_owned(),
            expectation,
            error: name.to_owned(),
        });
        sql.clear();
    }
    Ok(steps)
}

fn payload(name: &str, json: Option<&str>) -> Expectation {
    let count = json.and_then(|json| json.parse().ok());
    match (name, count) {
        ("Insert" | "Update" | "Delete", Some(count)) => Expectation::Changed(count),
        ("ShowColumns" | "DropFunction", _) => Expectation::Foreign,
        (name, _) if name.starts_with("ShowVariable") => Expectation::Foreign,
        _ => Expectation::Success,
    }
}

/// The rows below a heading and a rule. A heading names its column's type, or each cell does.
fn table(rows: &[&str]) -> Result<Vec<Vec<Cell>>, String> {
    let cells =
        |row: &str| -> Vec<String> { row.split('|').map(|c| c.trim().to_owned()).collect() };
    let types: Vec<Option<String>> = cells(rows.first().ok_or("a heading")?)
        .iter()
        .map(|heading| {
            let (_, name) = heading.rsplit_once(": ")?;
            (!name.contains(['"', '(', ' '])).then(|| name.to_owned())
        })
        .collect();
    let read = |(text, column): (String, &Option<String>)| {
        if text == "NULL" {
            return Cell {
                data_type: "NULL".into(),
                text,
            };
        }
        match (column, text.split_once('(')) {
            (Some(data_type), _) => Cell {
                data_type: data_type.clone(),
                text,
            },
            (None, Some((data_type, rest))) => Cell {
                data_type: data_type.to_owned(),
                text: rest.strip_suffix(')').unwrap_or(rest).to_owned(),
            },
            (None, None) => Cell {
                data_type: "?".into(),
                text,
            },
        }
    };
    Ok(rows
        .iter()
        .skip(2)
        .map(|row| cells(row).into_iter().zip(&types).map(read).collect())
        .collect())
}

/// Whether the engine's value is the one expected. Types that travel as text are compared as text.
pub fn same(ours: &Value, expected: &Cell) -> bool {
    let text: String =
        serde_json::from_str(&expected.text).unwrap_or_else(|_| expected.text.clone());
    match (expected.data_type.as_str(), ours) {
        ("NULL", ours) => *ours == Value::Null,
        ("Bool", Value::Bool(flag)) => flag.to_string() == text,
        ("Str" | "Uuid" | "Inet" | "Date" | "Time", Value::Text(ours)) => ours.as_str() == text,
        ("Timestamp", Value::Text(ours)) => moment(ours) == moment(&text),
        ("Bytea", Value::Bytes(bytes)) => {
            let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            hex.concat() == text
        }
        ("F32" | "F64" | "Decimal", ours) => close(number(ours), text.parse().ok()),
        (kind, ours) if kind.starts_with(['I', 'U']) => close(number(ours), text.parse().ok()),
        _ => false,
    }
}

/// A day and a time without what makes no difference.
fn moment(text: &str) -> String {
    let text = text.replace('T', " ");
    let text = text.split_once('+').map_or(text.as_str(), |(text, _)| text);
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{whole}.{}", fraction.trim_end_matches('0'))
            .trim_end_matches('.')
            .to_owned(),
        None => text.to_owned(),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "compared with a tolerance")]
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// The suite's own tolerance for 32 bits.
fn close(ours: Option<f64>, expected: Option<f64>) -> bool {
    let (Some(ours), Some(expected)) = (ours, expected) else {
        return false;
    };
    (ours.is_nan() && expected.is_nan())
        || (ours - expected).abs() <= 1e-6 * ours.abs().max(expected.abs()).max(1.0)
        || ours.to_bits() == expected.to_bits()
}
