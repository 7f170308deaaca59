//! Whatever text comes in, the engine answers: no panic, no overflow of a worker's stack, no
//! statement without an end, no memory beyond a budget; and what is refused leaves no mark.
//!
//! `cargo test --test engine_fuzz` takes random bytes for a few seconds. More, or other:
//! `BOLERO_RANDOM_ITERATIONS=1000000 BOLERO_RANDOM_TEST_TIME_MS=600000`, or `cargo bolero test`,
//! which lets libFuzzer or AFL choose the bytes by the branches they reach.

use cap::Cap;
use relata::{
    dialect::Dialect,
    engine::{Engine, EngineError},
    schema::Value,
};
use std::{
    alloc::System,
    cell::RefCell,
    collections::BTreeMap,
    path::Path,
    sync::{Mutex, OnceLock},
    time::{Duration, Instant},
};

/// What the whole process may hold; beyond it an allocation fails and the test with it.
const MEMORY: usize = 1 << 30;
/// A statement that takes longer has no end.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
/// A debug build's frames are many times those of the build that ships.
const STACK: usize = if cfg!(debug_assertions) {
    8 << 20
} else {
    1 << 20
};
/// So many inputs a target takes, or so long, unless the environment says otherwise.
const INPUTS: usize = 2_000;
const TIME: Duration = Duration::from_secs(2);

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, MEMORY);

/// Statements from the other tests, cut into words.
static CORPUS: OnceLock<Vec<Vec<String>>> = OnceLock::new();

/// The statement that runs now.
static RUNNING: Mutex<Option<(Instant, String)>> = Mutex::new(None);

thread_local! {
    static DATABASES: RefCell<Vec<Engine>> = const { RefCell::new(Vec::new()) };
}

/// Bytes as a row of choices; when they are spent, every choice is the first.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.byte() << 8 | self.byte()) % bound.max(1)
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    fn left(&self) -> bool {
        !self.0.is_empty()
    }
}

/// A database with a few rows, for each dialect.
fn database(dialect: Dialect) -> Engine {
    let mut engine = Engine::new(dialect);
    let setup = "CREATE TABLE v (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, s VARCHAR(20) DEFAULT 'x', CHECK (a < 100));
        CREATE TABLE w (id INTEGER PRIMARY KEY, a INTEGER UNIQUE, b INTEGER, s VARCHAR(20), FOREIGN KEY (b) REFERENCES v (id) ON DELETE CASCADE);
        INSERT INTO v (id, a, b, s) VALUES (1, 1, NULL, 'a'), (2, NULL, 5, NULL), (3, 3, 3, 'abc');
        INSERT INTO w (id, a, b, s) VALUES (1, 1, 1, 'a'), (2, NULL, 2, NULL), (3, 7, NULL, '%_')";
    assert!(engine.execute(setup, &[]).is_ok(), "{dialect:?}");
    engine
}

fn rows(engine: &Engine) -> BTreeMap<(String, u64), Vec<Value>> {
    engine
        .tables()
        .into_iter()
        .flat_map(|table| {
            let rows = engine.rows(&table.name, 0, usize::MAX);
            rows.into_iter()
                .map(move |(id, row)| ((table.name.clone(), id), row.to_vec()))
        })
        .collect()
}

/// Runs the text on a fresh database. What fails leaves nothing behind.
fn try_text(dialect: usize, sql: &str) {
    let mut engine = DATABASES.with_borrow_mut(|databases| {
        if databases.is_empty() {
            *databases = Dialect::ALL.map(database).to_vec();
        }
        databases[dialect % databases.len()].clone()
    });
    let before = rows(&engine);
    if let Ok(mut running) = RUNNING.lock() {
        *running = Some((Instant::now(), sql.to_owned()));
    }
    let parameters = [Value::Integer(1), Value::Null, Value::text("a")];
    let answer = engine.execute(sql, &parameters);
    if let Ok(mut running) = RUNNING.lock() {
        *running = None;
    }
    // Of several statements, those before the one that fails stay.
    let single = !sql.contains(';');
    if single && let Err(error) = &answer {
        assert_eq!(before, rows(&engine), "{error}");
        assert!(!error.to_string().is_empty());
        let syntax = matches!(error, EngineError::Syntax { message } if message.is_empty());
        assert!(!syntax, "a refusal without a reason");
    }
}

fn corpus() -> Vec<Vec<String>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut statements = Vec::new();
    for folder in ["scripts/engine", "corpus/engine"] {
        let mut files: Vec<_> = std::fs::read_dir(tests.join(folder))
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            statements.extend(text.lines().filter_map(|line| {
                let line = line.rsplit_once("> ").map_or(line, |(_, sql)| sql);
                let line = line.split("  -- bind ").next().unwrap_or(line);
                let keyword = line.split(' ').next()?;
                let sql = keyword.len() > 2 && keyword.chars().all(|c| c.is_ascii_uppercase());
                sql.then(|| words(line))
            }));
        }
    }
    assert!(statements.len() > 200, "{}", statements.len());
    statements
}

/// A statement's words and signs.
fn words(sql: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in sql.chars() {
        let joins = letter.is_alphanumeric() || letter == '_';
        match words.last_mut() {
            Some(word) if joins && word.ends_with(|l: char| l.is_alphanumeric() || l == '_') => {
                word.push(letter);
            }
            _ if letter == ' ' => words.push(String::new()),
            _ => words.push(letter.into()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// One or two statements of the corpus, cut and mixed.
fn mutated(choices: &mut Choices) -> String {
    let corpus = CORPUS.get_or_init(corpus);
    let mut words = choices.of(corpus).clone();
    for _ in 0..=choices.byte() % 8 {
        let other = choices.of(corpus);
        let from = choices.below(other.len());
        let length = 1 + choices.byte() % 6;
        let piece = &other[from..other.len().min(from + length)];
        let at = choices.below(words.len() + 1);
        let end = (at + choices.byte() % 4).min(words.len());
        match choices.byte() % 6 {
            0 => drop(words.drain(at..end)),
            1 => drop(words.splice(at..end, piece.iter().cloned())),
            2 => drop(words.splice(at..at, piece.iter().cloned())),
            3 => {
                let again = words[at..end].to_vec();
                words.splice(at..at, again);
            }
            4 => {
                let name = *choices.of(NAMES);
                words.splice(at..end, [name.to_owned()]);
            }
            _ => {
                let value = *choices.of(VALUES);
                words.splice(at..end, [value.to_owned()]);
            }
        }
    }
    words.join(" ")
}

const NAMES: &[&str] = &[
    "v",
    "w",
    "a",
    "b",
    "s",
    "id",
    "v.a",
    "w.id",
    "*",
    "v.*",
    "excluded.a",
];
const VALUES: &[&str] = &[
    "NULL",
    "0",
    "1",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "1e-400",
    "0.1",
    "99999999999999999999999",
    "''",
    "'a'",
    "'é😀'",
    "X'00ff'",
    "TRUE",
    "$1",
    "?",
    "'2024-02-30'",
    "'1'",
    "(SELECT 1)",
    "(1, 2)",
    "CURRENT_TIMESTAMP",
    "DEFAULT",
];

/// SQL by a small grammar: deeper than the corpus, and mostly well-formed.
fn grown(choices: &mut Choices) -> String {
    match choices.byte() % 8 {
        0 => format!(
            "INSERT INTO v (id, a, s) VALUES ({}, {}, {}) {}",
            expression(choices, 2),
            expression(choices, 3),
            expression(choices, 2),
            choices.of(&[
                "",
                "RETURNING *",
                "ON CONFLICT DO NOTHING",
                "ON CONFLICT (id) DO UPDATE SET a = excluded.a"
            ])
        ),
        1 => format!(
            "UPDATE v SET a = {}, s = {} WHERE {}",
            expression(choices, 3),
            expression(choices, 3),
            expression(choices, 3)
        ),
        2 => format!(
            "DELETE FROM {} WHERE {}",
            choices.of(&["v", "w"]),
            expression(choices, 4)
        ),
        3 => format!(
            "CREATE TABLE n (id INTEGER PRIMARY KEY, c INTEGER DEFAULT {}, CHECK ({})) ; INSERT INTO n (id) VALUES (1)",
            expression(choices, 2),
            expression(choices, 2).replace("v.", "").replace("w.", "")
        ),
        _ => query(choices, 4),
    }
}

fn query(choices: &mut Choices, depth: usize) -> String {
    let columns = (0..=choices.byte() % 3)
        .map(|_| expression(choices, depth))
        .collect::<Vec<_>>()
        .join(", ");
    let from = *choices.of(&[
        "v",
        "w",
        "v, w",
        "v JOIN w ON v.id = w.b",
        "v LEFT JOIN w ON v.a = w.a",
        "v CROSS JOIN w",
        "v FULL JOIN w ON v.id = w.id",
        "v NATURAL JOIN w",
        "v JOIN w USING (id)",
        "(SELECT * FROM v) AS v",
        "v AS w",
    ]);
    let mut sql = format!(
        "SELECT {}{columns} FROM {from}",
        choices.of(&["", "", "DISTINCT ", "*, "])
    );
    if choices.byte().is_multiple_of(2) {
        sql = format!("{sql} WHERE {}", expression(choices, depth));
    }
    if choices.byte().is_multiple_of(3) {
        sql = format!(
            "{sql} GROUP BY {} HAVING {}",
            expression(choices, 1),
            expression(choices, depth)
        );
    }
    if depth > 0 && choices.byte().is_multiple_of(5) {
        let word = choices.of(&["UNION", "UNION ALL", "EXCEPT", "INTERSECT"]);
        sql = format!("{sql} {word} {}", query(choices, depth - 1));
    }
    if choices.byte().is_multiple_of(3) {
        sql = format!(
            "{sql} ORDER BY {} {}",
            choices.of(&["1", "2 DESC", "a", "v.id", "NULL", "3"]),
            choices.of(&[
                "",
                "LIMIT 2",
                "LIMIT -1",
                "LIMIT 1 OFFSET 9223372036854775807",
                "LIMIT NULL",
                "NULLS LAST"
            ])
        );
    }
    if choices.byte().is_multiple_of(8) {
        sql = format!(
            "WITH RECURSIVE v (id, a) AS (SELECT 1, {} UNION ALL SELECT id + 1, a FROM v WHERE id < 9) {sql}",
            expression(choices, 1)
        );
    }
    sql
}

fn expression(choices: &mut Choices, depth: usize) -> String {
    if depth == 0 || !choices.left() {
        return if choices.byte().is_multiple_of(2) {
            choices.of(NAMES)
        } else {
            choices.of(VALUES)
        }
        .to_string();
    }
    let mut hole = || expression(choices, depth - 1);
    let (a, b, c) = (hole(), hole(), hole());
    let function = *choices.of(FUNCTIONS);
    match choices.byte() % 16 {
        0..=2 => {
            let operator = choices.of(&[
                "+",
                "-",
                "*",
                "/",
                "%",
                "||",
                "=",
                "<>",
                "<",
                ">=",
                "AND",
                "OR",
                "LIKE",
                "NOT LIKE",
                "IS",
                "IS NOT",
                "IS DISTINCT FROM",
                "&",
                "|",
                "<<",
                ">>",
                "^",
                "~",
                "ILIKE",
                "REGEXP",
                "->",
                "->>",
                "@>",
            ]);
            format!("({a} {operator} {b})")
        }
        3..=7 => match choices.byte() % 4 {
            0 => format!("{function}({a})"),
            1 => format!("{function}({a}, {b})"),
            2 => format!("{function}({a}, {b}, {c})"),
            _ => format!("{function}()"),
        },
        8 => format!("CASE WHEN {a} THEN {b} ELSE {c} END"),
        9 => format!(
            "CAST({a} AS {})",
            choices.of(&[
                "INTEGER",
                "TEXT",
                "REAL",
                "DECIMAL(5,2)",
                "DATE",
                "TIMESTAMP",
                "VARCHAR(2)",
                "BOOLEAN",
                "BLOB",
                "JSON",
                "UUID",
                "TIME"
            ])
        ),
        10 => format!("{a} BETWEEN {b} AND {c}"),
        11 => format!("{a} {}IN ({b}, {c})", choices.of(&["", "NOT "])),
        12 => format!(
            "{}EXISTS ({})",
            choices.of(&["", "NOT "]),
            query(choices, depth - 1)
        ),
        13 => format!("({})", query(choices, depth - 1)),
        14 => format!("{} {a}", choices.of(&["-", "NOT", "~", "+"])),
        _ => format!("{function}({a}) OVER (PARTITION BY {b} ORDER BY {c})"),
    }
}

const FUNCTIONS: &[&str] = &[
    "ABS",
    "LENGTH",
    "UPPER",
    "LOWER",
    "TRIM",
    "LTRIM",
    "RTRIM",
    "REPLACE",
    "SUBSTR",
    "SUBSTRING",
    "INSTR",
    "COALESCE",
    "NULLIF",
    "IFNULL",
    "ROUND",
    "FLOOR",
    "CEIL",
    "POWER",
    "MOD",
    "SQRT",
    "SIGN",
    "EXP",
    "LN",
    "COUNT",
    "SUM",
    "MIN",
    "MAX",
    "AVG",
    "GROUP_CONCAT",
    "STRING_AGG",
    "TOTAL",
    "ROW_NUMBER",
    "RANK",
    "LAG",
    "LEAD",
    "NTILE",
    "FIRST_VALUE",
    "DATE",
    "DATETIME",
    "STRFTIME",
    "JULIANDAY",
    "NOW",
    "EXTRACT",
    "DATE_TRUNC",
    "REPEAT",
    "LPAD",
    "RPAD",
    "LEFT",
    "RIGHT",
    "REVERSE",
    "CONCAT",
    "CONCAT_WS",
    "HEX",
    "CHAR",
    "CHR",
    "ASCII",
    "PRINTF",
    "QUOTE",
    "TYPEOF",
    "JSON_EXTRACT",
    "JSON_ARRAY",
    "JSON_OBJECT",
    "JSON_VALID",
    "RANDOMBLOB",
    "ZEROBLOB",
    "DATEADD",
    "DATEDIFF",
    "TO_CHAR",
    "INITCAP",
    "POSITION",
    "GREATEST",
    "LEAST",
    "MD5",
    "IIF",
    "JSONB_BUILD_OBJECT",
    "ARRAY_AGG",
    "ISNULL",
    "LEN",
    "CHARINDEX",
    "DATE_FORMAT",
    "UNICODE",
    "SPACE",
    "STUFF",
];

/// Runs a target with a worker's stack, under a watch that ends the process if a statement does
/// not end by itself.
fn watched(target: impl FnOnce() + Send + 'static) {
    // One after the other, since one statement is watched.
    static TURN: Mutex<()> = Mutex::new(());
    static WATCH: OnceLock<()> = OnceLock::new();
    WATCH.get_or_init(|| {
        std::thread::spawn(|| {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                if let Ok(running) = RUNNING.lock()
                    && let Some((start, sql)) = &*running
                    && start.elapsed() > PATIENCE
                {
                    eprintln!("no end after {:?}: {sql}", start.elapsed());
                    std::process::abort();
                }
            }
        });
    });
    let _turn = TURN.lock();
    let name = std::thread::current().name().map(str::to_owned);
    let thread = std::thread::Builder::new()
        .name(name.unwrap_or_default())
        .stack_size(STACK)
        .spawn(target);
    assert!(
        thread.is_ok_and(|thread| thread.join().is_ok()),
        "see above"
    );
}

#[test]
fn any_text() {
    watched(|| {
        bolero::check!()
            .with_iterations(INPUTS)
            .with_test_time(TIME)
            .with_max_len(200)
            .for_each(|bytes: &[u8]| {
                let dialect = bytes.first().map_or(0, |byte| usize::from(*byte));
                try_text(dialect, &String::from_utf8_lossy(bytes));
            });
    });
}

#[test]
fn mixed_statements() {
    watched(|| {
        bolero::check!()
            .with_iterations(INPUTS)
            .with_test_time(TIME)
            .with_max_len(100)
            .for_each(|bytes: &[u8]| {
                let mut choices = Choices(bytes);
                let dialect = choices.byte();
                try_text(dialect, &mutated(&mut choices));
            });
    });
}

#[test]
fn grown_statements() {
    watched(|| {
        bolero::check!()
            .with_iterations(INPUTS)
            .with_test_time(TIME)
            .with_max_len(400)
            .for_each(|bytes: &[u8]| {
                let mut choices = Choices(bytes);
                let dialect = choices.byte();
                try_text(dialect, &grown(&mut choices));
            });
    });
}

/// What grows by itself: texts, rows, levels. Each is refused, or runs, within the same bounds.
const BOMBS: &[&str] = &[
    "SELECT LENGTH(REPLACE(REPEAT('a', 8000000), 'a', REPEAT('b', 8000000)))",
    "SELECT LENGTH(CONCAT(REPEAT('a', 16000000), REPEAT('a', 16000000), REPEAT('a', 16000000)))",
    "SELECT LENGTH(LPAD('a', 2000000000, 'bc')), LENGTH(RPAD('a', 16000000, 'é'))",
    "SELECT REPEAT('a', 9000000000000000000)",
    "SELECT COUNT(*) FROM v WHERE REPEAT('a', 200000) LIKE '%' || REPEAT('a%', 30) || 'b'",
    "SELECT REPEAT('ab', 1000000) LIKE '%' || REPEAT('ab', 400000) || 'c'",
    "WITH RECURSIVE n (x, s) AS (SELECT 1, 'ab' UNION ALL SELECT x + 1, s || s FROM n WHERE x < 60) SELECT MAX(LENGTH(s)) FROM n",
    "WITH RECURSIVE n (x, s) AS (SELECT 1, REPEAT('x', 1000000) UNION ALL SELECT x + 1, s FROM n WHERE x < 20000) SELECT COUNT(*) FROM n ORDER BY 1",
    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000) SELECT a.x, REPEAT('y', 100000) FROM n a, n b ORDER BY 2",
];

#[test]
fn bombs_are_refused_or_run() {
    watched(|| {
        for bomb in BOMBS {
            try_text(0, bomb);
        }
    });
}
