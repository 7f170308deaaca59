//! Real databases' command lines, and the engine, each showing what a case came to.

use super::case::Case;
use relata::{
    dialect::Dialect,
    engine::{Engine, EventKind},
    schema::Value,
};
use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Write as _,
    io::Write as _,
    process::{Command, Stdio},
};

/// A real database's command line.
pub struct Peer {
    command: Vec<String>,
    begin: &'static str,
    each: String,
    /// Prints its argument, whatever has become of a transaction.
    print: &'static str,
    /// How an error's line begins, and the lines that explain it.
    error: &'static [&'static str],
}

/// What both databases say of a broken constraint, and the engine in its own words.
const REFUSALS: [(&str, &str); 4] = [
    ("unique constraint", "UNIQUE constraint failed"),
    ("not-null constraint", "NOT NULL constraint failed"),
    ("check constraint", "CHECK constraint failed"),
    ("foreign key constraint", "FOREIGN KEY constraint failed"),
];

/// How a line begins that quotes the statement.
const QUOTED: [&str; 2] = ["LINE ", "  "];

impl Peer {
    /// `sqlite3`, if it is on the PATH.
    pub fn sqlite() -> Option<Self> {
        Command::new("sqlite3").arg("-version").output().ok()?;
        let command = ["sqlite3", "-batch", "-nullvalue", "~"];
        Some(Self {
            command: command.map(str::to_owned).to_vec(),
            begin: "",
            each: ".open :memory:\nPRAGMA foreign_keys = ON;".into(),
            print: ".print",
            error: &["Runtime error", "Parse error", "Error"],
        })
    }

    /// `psql`, if `RELATA_POSTGRES` says where to. A schema of its own: tests run side by side.
    pub fn postgres(schema: &str) -> Option<Self> {
        let connection = std::env::var("RELATA_POSTGRES").ok()?;
        let command = ["psql", "-qAtX", "-P", "null=~", &connection];
        Some(Self {
            command: command.map(str::to_owned).to_vec(),
            begin: "SET client_min_messages = error;",
            each: format!(
                "ROLLBACK; DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; SET search_path = {schema};"
            ),
            print: "\\echo",
            error: &["ERROR:"],
        })
    }

    /// What it shows after each statement of each case.
    pub fn run(&self, cases: &[Case]) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
        let mut script = format!("{}\n", self.begin);
        for case in cases {
            let _ = writeln!(script, "{}", self.each);
            for sql in &case.setup {
                let _ = writeln!(script, "{sql};");
            }
            let _ = writeln!(script, "{} =", self.print);
            for sql in &case.statements {
                let _ = writeln!(script, "{sql};");
                for table in &case.tables {
                    let _ = writeln!(script, "SELECT '{table}', * FROM {table};");
                }
                let _ = writeln!(script, "{} #", self.print);
            }
        }
        // One pipe for answers and errors, line by line, keeps them in order.
        let mut child = Command::new("sh")
            .args(["-c", "exec stdbuf -oL \"$@\" 2>&1", "sh"])
            .args(&self.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = child.stdin.take().ok_or("no standard input")?;
        let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
        let output = child.wait_with_output()?;
        writer.join().map_err(|_| "the writer failed")??;
        let text = String::from_utf8(output.stdout)?;
        let blocks = |(shown, case): (&str, &Case)| {
            let mut blocks: Vec<String> = shown.split("#\n").map(str::to_owned).collect();
            blocks.pop();
            blocks
                .iter()
                .map(|block| arranged(&self.read(block), case))
                .collect()
        };
        Ok(text.split("=\n").skip(1).zip(cases).map(blocks).collect())
    }
}

impl Peer {
    /// What a statement showed, with what its error says put in the engine's words.
    fn read(&self, block: &str) -> String {
        let mut lines: Vec<String> = Vec::new();
        let mut explains = false;
        for line in block.lines() {
            if self.error.iter().any(|begin| line.starts_with(begin)) {
                // Rows that a statement returned before it failed have not happened.
                lines = vec![refusal(line)];
                explains = true;
            } else if !explains
                || line.contains('|') && !QUOTED.iter().any(|begin| line.starts_with(begin))
            {
                lines.push(line.to_owned());
            }
        }
        lines.join("\n")
    }
}

/// A refusal's kind, from its text.
fn refusal(text: &str) -> String {
    let kind = REFUSALS.iter().find(|(theirs, ours)| {
        text.contains(theirs) && !text.contains("no unique") || text.contains(ours)
    });
    format!("refused: {}", kind.map_or("", |(_, ours)| ours))
}

/// Rows of a table have no order, and those of a query have the one it asks for.
fn arranged(block: &str, case: &Case) -> String {
    let mut lines: Vec<&str> = block.lines().collect();
    if !case.tables.is_empty() {
        lines.sort_unstable();
    }
    lines.join("\n")
}

/// What the engine shows after each statement. Each trace, replayed on the rows before it, must
/// give the rows after it.
pub fn ours(case: &Case, dialect: Dialect) -> Result<Vec<String>, Box<dyn Error>> {
    let mut engine = Engine::new(dialect);
    for sql in &case.setup {
        engine
            .execute(sql, &[])
            .map_err(|error| format!("seed {}: {error}\n{sql}", case.seed))?;
    }
    let mut blocks = Vec::new();
    for sql in &case.statements {
        let before = rows(&engine);
        let answer = engine.execute(sql, &[]);
        let after = rows(&engine);
        let mut block = String::new();
        match &answer {
            Ok(outcomes) => {
                for outcome in outcomes {
                    for row in &outcome.rows {
                        line(row, dialect, &mut block);
                    }
                    if let Some(trace) = &outcome.trace {
                        let mut replayed = before.clone();
                        for event in trace.events() {
                            assert_ne!(event.kind, EventKind::Blocked);
                            let key = (event.table.to_string(), event.row);
                            match &event.after {
                                Some(row) => replayed.insert(key, row.to_vec()),
                                None => replayed.remove(&key),
                            };
                        }
                        assert_eq!(replayed, after, "seed {}: {sql}", case.seed);
                    }
                }
            }
            Err(error) => {
                // A COMMIT that fails may end the transaction.
                if sql != "COMMIT" {
                    assert_eq!(before, after, "seed {}: {sql}", case.seed);
                }
                let _ = writeln!(block, "{}", refusal(&error.to_string()));
            }
        }
        // PostgreSQL shows nothing in a transaction that has failed.
        if engine.execute("SELECT 1", &[]).is_err() {
            block = format!("{}\n", refusal(""));
        } else if !case.tables.is_empty() {
            for ((table, _), row) in &after {
                let mut cells = vec![Value::text(table.as_str())];
                cells.extend_from_slice(row);
                line(&cells, dialect, &mut block);
            }
        }
        blocks.push(arranged(&block, case));
    }
    Ok(blocks)
}

fn rows(engine: &Engine) -> BTreeMap<(String, u64), Vec<Value>> {
    engine
        .tables()
        .into_iter()
        .flat_map(|table| {
            engine
                .rows(&table.name, 0, usize::MAX)
                .into_iter()
                .map(move |(id, row)| ((table.name.clone(), id), row.to_vec()))
        })
        .collect()
}

fn line(row: &[Value], dialect: Dialect, block: &mut String) {
    let cell = |value: &Value| match value {
        Value::Null => "~".into(),
        Value::Bool(flag) if dialect == Dialect::Postgres => if *flag { "t" } else { "f" }.into(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    };
    let cells: Vec<String> = row.iter().map(cell).collect();
    let _ = writeln!(block, "{}", cells.join("|"));
}
