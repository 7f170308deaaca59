//! The same random schemas and statements through the engine and through real databases, where
//! those are at hand: `sqlite3` on the PATH; PostgreSQL through `psql` if `RELATA_POSTGRES` holds
//! its connection string. `RELATA_SEEDS` says how many schemas (40 by default).
//!
//! PostgreSQL visits rows in an order of its own (where they lie on the disk), so an UPDATE of
//! several keys is tried on SQLite only.

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

/// xorshift64: the same numbers for the same seed, everywhere.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        random.below(9);
        random
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let at = self.below(choices.len() as u64);
        choices[usize::try_from(at).unwrap_or(0)]
    }
}

/// Statements, and the queries that show the state after each.
#[derive(Clone)]
struct Case {
    seed: u64,
    setup: Vec<String>,
    statements: Vec<String>,
    shown: Vec<String>,
}

fn actions(seed: u64, postgres: bool) -> Case {
    let mut random = Random::new(seed);
    let tables = 2 + random.below(3);
    let choices = [
        "CASCADE",
        "SET NULL",
        "SET DEFAULT",
        "NO ACTION",
        "CASCADE",
        "RESTRICT",
    ];
    let mut setup = Vec::new();
    let mut keys = Vec::new();
    for table in 0..tables {
        setup.push(format!(
            "CREATE TABLE t{table} (id INTEGER PRIMARY KEY, k INTEGER UNIQUE, a INTEGER DEFAULT {}, b INTEGER, CHECK (b IS NULL OR b < 7))",
            1 + random.below(4)
        ));
        for column in ["a", "b"] {
            if random.below(4) > 0 {
                let target = random.below(tables);
                let key = random.pick(&["id", "k"]);
                let (delete, update) = (random.pick(&choices), random.pick(&choices));
                keys.push((
                    table,
                    column,
                    format!("REFERENCES t{target} ({key}) ON DELETE {delete} ON UPDATE {update}"),
                ));
            }
        }
    }
    if postgres {
        // PostgreSQL wants the referenced table first.
        for (table, column, key) in keys {
            setup.push(format!(
                "ALTER TABLE t{table} ADD FOREIGN KEY ({column}) {key}"
            ));
        }
    } else {
        for (table, column, key) in keys {
            let at = usize::try_from(table).unwrap_or(0);
            let end = setup[at].len() - 1;
            setup[at].truncate(end);
            let _ = write!(setup[at], ", FOREIGN KEY ({column}) {key})");
        }
    }
    let mut statements = Vec::new();
    for _ in 0..30 {
        let table = random.below(tables);
        let number = |random: &mut Random| match random.below(9) {
            0 | 1 => "NULL".to_owned(),
            other => (other - 1).to_string(),
        };
        statements.push(match random.below(10) {
            0..=4 => format!(
                "INSERT INTO t{table} (id, k, a, b) VALUES ({}, {}, {}, {})",
                random.below(7),
                number(&mut random),
                number(&mut random),
                number(&mut random)
            ),
            5 if !postgres => format!(
                "UPDATE t{table} SET {column} = {column} {} 1",
                random.pick(&["+", "-"]),
                column = random.pick(&["id", "k"])
            ),
            5..=7 => format!(
                "UPDATE t{table} SET {} = {} WHERE id = {}",
                random.pick(&["id", "k", "a", "b"]),
                1 + random.below(6),
                random.below(7)
            ),
            _ => format!(
                "DELETE FROM t{table} WHERE id {} {}",
                random.pick(&["=", "<", ">="]),
                random.below(6)
            ),
        });
    }
    let shown = (0..tables)
        .map(|table| format!("SELECT {table}, id, k, a, b FROM t{table} ORDER BY id"))
        .collect();
    Case {
        seed,
        setup,
        statements,
        shown,
    }
}

/// A random condition over the columns of v (and w), heavy with NULL.
fn condition(random: &mut Random, depth: u32, columns: &[&str]) -> String {
    let value = |random: &mut Random| match random.below(8) {
        0 => "NULL".to_owned(),
        1 => random.below(4).to_string(),
        2 => format!(
            "{} {} {}",
            random.pick(columns),
            random.pick(&["+", "-", "*"]),
            random.below(3)
        ),
        3 => format!("COALESCE({}, {})", random.pick(columns), random.below(3)),
        _ => random.pick(columns).to_owned(),
    };
    if depth == 0 || random.below(4) == 0 {
        let (left, right) = (value(random), value(random));
        return match random.below(9) {
            0 => format!("{left} IS NULL"),
            1 => format!("{left} IS NOT NULL"),
            2 => format!(
                "{left} IN ({right}, 1, {})",
                random.pick(&["2", "NULL", "3"])
            ),
            3 => format!(
                "{left} NOT IN ({right}, {})",
                random.pick(&["2", "NULL", "3"])
            ),
            4 => format!("{left} BETWEEN {right} AND 2"),
            5 => format!(
                "{left} IN (SELECT b FROM w WHERE b IS NOT NULL OR id < {})",
                random.below(5)
            ),
            6 => format!(
                "{left} NOT IN (SELECT a FROM w WHERE w.id > {})",
                random.below(12)
            ),
            _ => format!(
                "{left} {} {right}",
                random.pick(&["=", "<>", "<", "<=", ">", ">="])
            ),
        };
    }
    let (left, right) = (
        condition(random, depth - 1, columns),
        condition(random, depth - 1, columns),
    );
    match random.below(6) {
        0 => format!("NOT ({left})"),
        1 | 2 => format!("({left}) OR ({right})"),
        3 => format!(
            "CASE WHEN {left} THEN {right} ELSE {} END",
            random.pick(&["1 = 1", "1 = 0"])
        ),
        4 => format!(
            "EXISTS (SELECT 1 FROM w x WHERE x.a = {} AND ({left}))",
            random.pick(columns)
        ),
        _ => format!("({left}) AND ({right})"),
    }
}

fn queries(seed: u64) -> Case {
    let mut random = Random::new(seed);
    let mut setup = vec![
        "CREATE TABLE v (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)".to_owned(),
        "CREATE TABLE w (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)".to_owned(),
        "CREATE INDEX w_a ON w (a)".to_owned(),
    ];
    for table in ["v", "w"] {
        for id in 1..=8 {
            let mut number = || match random.below(5) {
                0 | 1 => "NULL".to_owned(),
                other => (other - 1).to_string(),
            };
            let (a, b) = (number(), number());
            setup.push(format!("INSERT INTO {table} VALUES ({id}, {a}, {b})"));
        }
    }
    let mut statements = Vec::new();
    for _ in 0..20 {
        let one = &["v.id", "v.a", "v.b"][..];
        let two = &["v.a", "v.b", "w.a", "w.b", "w.id"][..];
        statements.push(match random.below(6) {
            0 | 1 => format!("SELECT v.id FROM v WHERE {} ORDER BY 1", condition(&mut random, 3, one)),
            2 => format!(
                "SELECT v.id, w.id FROM v {} JOIN w ON {} WHERE {} ORDER BY 1, 2",
                random.pick(&["INNER", "LEFT"]),
                condition(&mut random, 2, two),
                condition(&mut random, 1, two)
            ),
            3 => format!(
                "SELECT v.id, w.id, x.id FROM v LEFT JOIN (w INNER JOIN v AS x ON x.a = w.b) ON w.a = v.a AND {} ORDER BY 1, 2, 3",
                condition(&mut random, 1, two)
            ),
            4 => format!(
                "SELECT v.a, COUNT(*), COUNT(v.b), SUM(v.b), MIN(v.id) FROM v WHERE {} GROUP BY v.a HAVING COUNT(*) > {} ORDER BY 5",
                condition(&mut random, 1, one),
                random.below(2)
            ),
            _ => format!(
                "SELECT a FROM v WHERE {} {} SELECT b FROM w WHERE {} ORDER BY 1",
                condition(&mut random, 1, one),
                random.pick(&["UNION", "UNION ALL", "EXCEPT", "INTERSECT"]),
                condition(&mut random, 1, &["w.a", "w.b"])
            ),
        });
    }
    Case {
        seed,
        setup,
        statements,
        shown: Vec::new(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "~".into(),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

/// What the engine shows after each statement. Each trace, replayed on the rows before it, must
/// give the rows after it.
fn ours(case: &Case, dialect: Dialect) -> Result<Vec<String>, Box<dyn Error>> {
    let mut engine = Engine::new(dialect);
    for sql in &case.setup {
        engine.execute(sql, &[])?;
    }
    let mut blocks = Vec::new();
    for sql in &case.statements {
        let before = rows(&engine);
        let answer = engine.execute(sql, &[]);
        let mut block = String::new();
        match &answer {
            Ok(outcomes) => {
                for outcome in outcomes {
                    lines(&outcome.rows, &mut block);
                    if let Some(trace) = &outcome.trace {
                        let mut replayed = before.clone();
                        for event in trace.events() {
                            assert_ne!(event.kind, EventKind::Blocked);
                            let key = (event.table.to_string(), event.row);
                            match &event.after {
                                Some(after) => replayed.insert(key, after.to_vec()),
                                None => replayed.remove(&key),
                            };
                        }
                        assert_eq!(replayed, rows(&engine), "seed {}: {sql}", case.seed);
                    }
                }
            }
            Err(_) => assert_eq!(before, rows(&engine), "seed {}: {sql}", case.seed),
        }
        for query in &case.shown {
            for outcome in engine.execute(query, &[])? {
                lines(&outcome.rows, &mut block);
            }
        }
        blocks.push(block);
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

fn lines(rows: &[Vec<Value>], block: &mut String) {
    for row in rows {
        let cells: Vec<String> = row.iter().map(shown).collect();
        let _ = writeln!(block, "{}", cells.join("|"));
    }
}

/// A real database's command line.
struct Peer {
    command: Vec<String>,
    begin: &'static str,
    each: String,
}

impl Peer {
    fn sqlite() -> Option<Self> {
        Command::new("sqlite3").arg("-version").output().ok()?;
        Some(Self {
            command: vec!["sqlite3".into(), "-batch".into(), "-nullvalue".into(), "~".into()],
            begin: "PRAGMA foreign_keys = OFF;",
            each: "PRAGMA writable_schema = 1; DELETE FROM sqlite_master; PRAGMA writable_schema = 0; VACUUM; PRAGMA foreign_keys = ON;".into(),
        })
    }

    /// A schema of its own: tests run side by side.
    fn postgres(schema: &str) -> Option<Self> {
        let connection = std::env::var("RELATA_POSTGRES").ok()?;
        Some(Self {
            command: ["psql", "-qAt", "-P", "null=~", &connection]
                .map(str::to_owned)
                .to_vec(),
            begin: "SET client_min_messages = fatal;",
            each: format!(
                "DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; SET search_path = {schema};"
            ),
        })
    }

    /// What it shows after each statement of each case.
    fn run(&self, cases: &[Case]) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
        let mut script = format!("{}\n", self.begin);
        for case in cases {
            let _ = writeln!(script, "{}", self.each);
            for sql in &case.setup {
                let _ = writeln!(script, "{sql};");
            }
            let _ = writeln!(script, "SELECT '=';");
            for sql in &case.statements {
                let _ = writeln!(script, "{sql};");
                for query in &case.shown {
                    let _ = writeln!(script, "{query};");
                }
                let _ = writeln!(script, "SELECT '#';");
            }
        }
        let mut child = Command::new(&self.command[0])
            .args(&self.command[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut input = child.stdin.take().ok_or("no standard input")?;
        let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
        let output = child.wait_with_output()?;
        writer.join().map_err(|_| "the writer failed")??;
        let text = String::from_utf8(output.stdout)?;
        Ok(text
            .split("=\n")
            .skip(1)
            .map(|case| {
                let case = case.replace("|t\n", "|1\n").replace("|f\n", "|0\n");
                let mut blocks: Vec<String> = case.split("#\n").map(str::to_owned).collect();
                blocks.pop();
                blocks
            })
            .collect())
    }
}

/// Compares all cases; of the first that differs, shows the fewest statements that still do.
fn compare(peer: &Peer, dialect: Dialect, cases: &[Case]) -> Result<(), Box<dyn Error>> {
    let theirs = peer.run(cases)?;
    assert_eq!(theirs.len(), cases.len());
    let mut failures = Vec::new();
    for (case, theirs) in cases.iter().zip(theirs) {
        let ours = ours(case, dialect)?;
        let Some(at) = ours.iter().zip(&theirs).position(|(a, b)| a != b) else {
            continue;
        };
        failures.push(case.seed);
        if failures.len() > 1 {
            continue;
        }
        let mut small = case.clone();
        small.statements.truncate(at + 1);
        let mut last = (ours[at].clone(), theirs[at].clone());
        for drop in (0..at).rev() {
            let mut smaller = small.clone();
            smaller.statements.remove(drop);
            let (a, b) = (
                self::ours(&smaller, dialect)?,
                peer.run(std::slice::from_ref(&smaller))?.remove(0),
            );
            if a.last() != b.last() {
                last = (
                    a.last().cloned().unwrap_or_default(),
                    b.last().cloned().unwrap_or_default(),
                );
                small = smaller;
            }
        }
        eprintln!(
            "seed {}:\n{};\n{};\n-- ours\n{}-- theirs\n{}",
            small.seed,
            small.setup.join(";\n"),
            small.statements.join(";\n"),
            last.0,
            last.1
        );
    }
    assert!(failures.is_empty(), "seeds that differ: {failures:?}");
    Ok(())
}

fn seeds() -> std::ops::Range<u64> {
    let count = std::env::var("RELATA_SEEDS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(40);
    1..1 + count
}

#[test]
fn referential_actions_as_in_sqlite() -> Result<(), Box<dyn Error>> {
    let cases: Vec<Case> = seeds().map(|seed| actions(seed, false)).collect();
    match Peer::sqlite() {
        Some(peer) => compare(&peer, Dialect::Sqlite, &cases),
        // Without a peer, the traces are replayed all the same.
        None => cases
            .iter()
            .try_for_each(|case| ours(case, Dialect::Sqlite).map(|_| ())),
    }
}

#[test]
fn referential_actions_as_in_postgres() -> Result<(), Box<dyn Error>> {
    let cases: Vec<Case> = seeds().map(|seed| actions(seed, true)).collect();
    match Peer::postgres("relata_actions") {
        Some(peer) => compare(&peer, Dialect::Postgres, &cases),
        None => cases
            .iter()
            .try_for_each(|case| ours(case, Dialect::Postgres).map(|_| ())),
    }
}

#[test]
fn queries_as_in_sqlite() -> Result<(), Box<dyn Error>> {
    let cases: Vec<Case> = seeds().map(queries).collect();
    match Peer::sqlite() {
        Some(peer) => compare(&peer, Dialect::Sqlite, &cases),
        None => cases
            .iter()
            .try_for_each(|case| ours(case, Dialect::Sqlite).map(|_| ())),
    }
}

#[test]
fn queries_as_in_postgres() -> Result<(), Box<dyn Error>> {
    let Some(peer) = Peer::postgres("relata_queries") else {
        return Ok(());
    };
    let cases: Vec<Case> = seeds().map(queries).collect();
    compare(&peer, Dialect::Postgres, &cases)
}
