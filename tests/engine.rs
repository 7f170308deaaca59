//! Runs `tests/scripts/engine`: SQL, and what it did. Each file shows one behaviour.
//!
//! A line `> SQL` runs on the current database; `dialect NAME` begins a new one; `dump` shows all
//! rows. A change shows its trace: what happened to which row, below what caused it. `a: > SQL`
//! runs inside the transaction `a`. `everywhere` shows how the last UPDATE or DELETE would have gone
//! by each database's way of carrying out referential actions.

use relata::{
    dialect::Dialect,
    engine::{Engine, EngineError, Event, EventKind, Outcome, Semantics, Trace, TransactionId},
    schema::Value,
};
use std::{collections::HashMap, error::Error, fmt::Write as _, path::Path, rc::Rc};

struct Runner {
    engine: Engine,
    transactions: HashMap<String, TransactionId>,
}

impl goldenscript::Runner for Runner {
    type Command = goldenscript::Command;

    #[expect(clippy::too_many_lines, reason = "one arm for each command")]
    fn run(
        &mut self,
        command: &goldenscript::Command,
        context: &goldenscript::Context,
    ) -> Result<String, Box<dyn Error>> {
        let mut arguments = command.consume_args();
        match command.name.as_str() {
            "dialect" => {
                let name = arguments.next_pos().unwrap_or_default().to_owned();
                let dialect = Dialect::ALL
                    .into_iter()
                    .find(|dialect| dialect.name() == name)
                    .ok_or("no such dialect")?;
                self.engine = Engine::new(dialect);
                Ok(String::new())
            }
            "dump" => Ok(dump(&self.engine)),
            "whatif" => {
                let table = arguments.next_pos().unwrap_or_default().to_owned();
                let row = arguments.next_pos().ok_or("a row")?.parse()?;
                Ok(match self.engine.what_if_delete(&table, row) {
                    Ok(trace) => show_trace(&self.engine, &trace),
                    Err(error) => failure(&self.engine, &error),
                })
            }
            "everywhere" => {
                let mut text = String::new();
                for semantics in Semantics::ALL {
                    let _ = writeln!(text, "{}:", semantics.name());
                    let shown = match self.engine.replay(semantics).ok_or("nothing to replay")? {
                        Ok(outcome) => show(&self.engine, &outcome),
                        Err(error) => failure(&self.engine, &error),
                    };
                    for line in shown.lines() {
                        let _ = writeln!(text, "  {line}");
                    }
                }
                Ok(text)
            }
            "begin" | "commit" | "rollback" => {
                let name = context.prefix.clone().unwrap_or_default();
                let open = self.transactions.get(&name).copied();
                let ended = match (command.name.as_str(), open) {
                    ("begin", _) => {
                        let id = self.engine.begin();
                        self.transactions.insert(name, id);
                        Ok(())
                    }
                    (_, None) => return Err("no such transaction".into()),
                    ("commit", Some(id)) => self.engine.commit(id),
                    (_, Some(id)) => self.engine.rollback(id),
                };
                Ok(ended.map_or_else(|error| failure(&self.engine, &error), |()| String::new()))
            }
            "history" => {
                let mut text = String::new();
                for entry in self.engine.history() {
                    let end = entry
                        .error
                        .as_ref()
                        .map_or("done".into(), ToString::to_string);
                    let _ = writeln!(text, "{} {} → {end}", entry.number, entry.text);
                }
                Ok(text)
            }
            "restore" => {
                let number = arguments.next_pos().ok_or("a number")?.parse()?;
                let done = self.engine.restore(number);
                Ok(done.map_or_else(|error| failure(&self.engine, &error), |()| String::new()))
            }
            "at" => {
                let number = arguments.next_pos().ok_or("a number")?.parse()?;
                Ok(dump(&self.engine.at(number)?))
            }
            "diff" => {
                let before = arguments.next_pos().ok_or("a number")?.parse()?;
                let after = arguments.next_pos().ok_or("a number")?.parse()?;
                let mut text = String::new();
                for change in self.engine.diff(before, after)? {
                    let side = |side: &Option<Rc<[Value]>>| {
                        side.as_ref().map_or("nothing".into(), |values| row(values))
                    };
                    let _ = writeln!(
                        text,
                        "{}#{} {} → {}",
                        change.table,
                        change.row,
                        side(&change.before),
                        side(&change.after)
                    );
                }
                Ok(text)
            }
            sql => {
                let answer = match &context.prefix {
                    Some(name) => {
                        let id = *self.transactions.get(name).ok_or("no such transaction")?;
                        self.engine.execute_in(id, sql, &[])
                    }
                    None => self.engine.execute(sql, &[]),
                };
                Ok(match answer {
                    Ok(outcomes) => outcomes
                        .iter()
                        .map(|outcome| show(&self.engine, outcome))
                        .collect(),
                    Err(error) => failure(&self.engine, &error),
                })
            }
        }
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Bool(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Text(text) => text.to_string(),
        Value::Bytes(bytes) => format!("{bytes:02x?}"),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

fn row(values: &[Value]) -> String {
    values.iter().map(value).collect::<Vec<_>>().join(", ")
}

fn show(engine: &Engine, outcome: &Outcome) -> String {
    let mut text = String::new();
    if !outcome.labels.is_empty() {
        let _ = writeln!(text, "{}", outcome.labels.join(" | "));
        for row in &outcome.rows {
            let _ = writeln!(
                text,
                "{}",
                row.iter().map(value).collect::<Vec<_>>().join(" | ")
            );
        }
    }
    if let Some(trace) = &outcome.trace {
        text.push_str(&show_trace(engine, trace));
    }
    text
}

fn show_trace(engine: &Engine, trace: &Trace) -> String {
    let mut text = String::new();
    let events = trace.page(0, 1000);
    // Below each event, what it caused.
    let mut stack: Vec<usize> = (0..events.len())
        .rev()
        .filter(|at| events[*at].cause.is_none())
        .collect();
    while let Some(at) = stack.pop() {
        let _ = writeln!(text, "{}", show_event(engine, &events[at]));
        stack.extend(
            (0..events.len())
                .rev()
                .filter(|other| events[*other].cause == u32::try_from(at).ok()),
        );
    }
    text
}

fn show_event(engine: &Engine, event: &Event) -> String {
    let columns = engine
        .tables()
        .into_iter()
        .find(|table| *table.name == *event.table)
        .map(|table| table.columns)
        .unwrap_or_default();
    let indent = "  ".repeat(event.depth as usize);
    let via = event.constraint.as_deref().unwrap_or_default();
    let what = match event.kind {
        EventKind::Insert => "insert".to_owned(),
        EventKind::Update => "update".to_owned(),
        EventKind::Delete => "delete".to_owned(),
        EventKind::Action(action) => action.keyword().to_lowercase(),
        EventKind::Blocked => "blocked by".to_owned(),
    };
    let via = if via.is_empty() {
        String::new()
    } else {
        format!(" [{via}]")
    };
    let change = match (&event.before, &event.after) {
        (None, Some(after)) => row(after),
        (Some(before), None) => format!("({}) is gone", row(before)),
        (Some(before), Some(after)) if event.kind != EventKind::Blocked => columns
            .iter()
            .zip(before.iter().zip(after.iter()))
            .filter(|(_, (before, after))| before != after)
            .map(|(name, (before, after))| format!("{name} {} → {}", value(before), value(after)))
            .collect::<Vec<_>>()
            .join(", "),
        (Some(now), _) => row(now),
        (None, None) => String::new(),
    };
    format!("{indent}{what}{via} {}#{} {change}", event.table, event.row)
        .trim_end()
        .to_owned()
}

fn failure(engine: &Engine, error: &EngineError) -> String {
    let mut text = format!("Error: {error}\n");
    if let Some(trace) = error.trace() {
        text.push_str(&show_trace(engine, trace));
    }
    text
}

fn dump(engine: &Engine) -> String {
    let mut text = String::new();
    for table in engine.tables() {
        let _ = writeln!(text, "{} ({})", table.name, table.columns.join(", "));
        for (id, values) in engine.rows(&table.name, 0, 1000) {
            let _ = writeln!(text, "  #{id} {}", row(&values));
        }
    }
    text
}

#[test]
fn scripts() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/engine");
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let mut runner = Runner {
            engine: Engine::new(Dialect::Sqlite),
            transactions: HashMap::new(),
        };
        goldenscript::run(&mut runner, &file)
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// `?` counts, `$2` and `?2` say their number, names are numbered as they come; a cast and a slice
/// have colons of their own.
#[test]
fn parameters() -> Result<(), Box<dyn Error>> {
    let given = [1, 2, 3].map(Value::Integer);
    let answer = |dialect, sql: &str| -> Result<String, Box<dyn Error>> {
        let outcomes = Engine::new(dialect).execute(sql, &given)?;
        Ok(outcomes
            .iter()
            .flat_map(|o| &o.rows)
            .map(|r| row(r))
            .collect::<Vec<_>>()
            .join("; "))
    };
    assert_eq!(answer(Dialect::Sqlite, "SELECT ?, ?, ?")?, "1, 2, 3");
    assert_eq!(answer(Dialect::Sqlite, "SELECT ?1, ?, :x")?, "1, 2, 3");
    assert_eq!(
        answer(Dialect::Sqlite, "SELECT :a, :b, :a; SELECT :b")?,
        "1, 2, 1; 2"
    );
    assert_eq!(
        answer(Dialect::Postgres, "SELECT $2::text, :a::int + 1")?,
        "2, 2"
    );
    assert_eq!(
        answer(Dialect::Postgres, "SELECT 1 WHERE 1 =:a AND 2 IN (:b)")?,
        "1"
    );
    assert_eq!(answer(Dialect::Mysql, "SELECT $1, ?")?, "1, 1");
    Ok(())
}
