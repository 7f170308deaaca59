//! Hostile SQL ends in an error, within a worker's stack of one megabyte.

use cap::Cap;
use relata::{dialect::Dialect, engine::Engine};
use std::alloc::System;

/// A worker's memory ends at 4 GiB; here every pointer is twice as large.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, 3 << 30);

fn answer(sql: String) -> Result<(), String> {
    let run = move || {
        Engine::new(Dialect::Sqlite)
            .execute(&sql, &[])
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    // A debug build's frames are many times those of the build that ships.
    let stack = if cfg!(debug_assertions) {
        8 << 20
    } else {
        1 << 20
    };
    std::thread::Builder::new()
        .stack_size(stack)
        .spawn(run)
        .map_err(|error| error.to_string())?
        .join()
        .unwrap_or_else(|_| Err("it panicked".into()))
}

#[test]
fn deep_and_long_statements_are_refused_or_run() {
    let refused = |sql: String| {
        let answer = answer(sql);
        let told = answer.as_ref().is_err_and(|error| {
            error.ends_with("is not supported") || error.starts_with("syntax error")
        });
        assert!(told, "{answer:?}");
    };
    refused(format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000)));
    refused(format!("SELECT {}1", "NOT ".repeat(5000)));
    refused(format!("SELECT {}1", "- ".repeat(5000)));
    refused(format!("SELECT 1{}", " + 1".repeat(50_000)));
    refused(format!("SELECT 1{}", " UNION SELECT 1".repeat(50_000)));
    refused(format!("SELECT {}", "(SELECT ".repeat(3000)));
    refused(format!("SELECT {} 1", "CASE WHEN 1 THEN ".repeat(3000)));
    refused("SELECT 'unclosed".into());
    refused("DELETE DELETE".into());
}

#[test]
fn a_thousand_terms_run() {
    let terms: Vec<String> = (0..1000).map(|n| format!("1 = {n}")).collect();
    assert_eq!(answer(format!("SELECT {}", terms.join(" OR "))), Ok(()));
    let list: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
    assert_eq!(
        answer(format!("SELECT 1 WHERE 5 IN ({})", list.join(","))),
        Ok(())
    );
}

#[test]
fn endless_work_is_stopped() {
    let answer = answer(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"
            .into(),
    );
    assert!(answer.is_err_and(|error| error.contains("250,000 rows")));
}

const S: Dialect = Dialect::Sqlite;
const P: Dialect = Dialect::Postgres;

/// Statements that would fill the memory, `@` being a long text, and what their refusal says; nothing where
/// they run.
const BOMBS: [(Dialect, &str, &str); 30] = [
    // Texts that grow.
    (
        S,
        "SELECT LENGTH(PRINTF('%.*c', 1000000000, 'x'))",
        "printf",
    ),
    (S, "SELECT REPLACE(REPLACE(@, '3', @), '3', @)", "16 MiB"),
    (P, "SELECT REPEAT('x', 2000000000)", "16 MiB"),
    (P, "SELECT LPAD('x', 2000000000, 'abc')", "16 MiB"),
    (P, "SELECT RPAD('x', 9000000, 'é')", "16 MiB"),
    (
        P,
        "SELECT REPEAT('x', 16000000) || REPEAT('x', 16000000)",
        "16 MiB",
    ),
    (P, "SELECT CONCAT(@, @, @, @, @, @, @, @, @, @)", "16 MiB"),
    (
        P,
        "SELECT REPLACE(REPLACE(REPLACE(REPEAT('x', 9999), 'x', REPEAT('y', 999)), 'y', REPEAT('z', 999)), 'z', 'aaaa')",
        "16 MiB",
    ),
    (P, "SELECT LENGTH(CONCAT_WS(@, @, @, @, @, @, @))", "16 MiB"),
    (P, "SELECT ARRAY[@, @, @, @, @, @, @, @]", "64 MiB"),
    (
        S,
        "SELECT JSON_ARRAY(@, @, @, @, @, @, @, @, @, @)",
        "16 MiB",
    ),
    (P, "SELECT @, @, @, @, @, @, @, @, @", "64 MiB"),
    // Rows, groups, sorting, joins.
    (
        P,
        "SELECT STRING_AGG(@, ',') FROM GENERATE_SERIES(1, 100000)",
        "16 MiB",
    ),
    (
        P,
        "SELECT ARRAY_AGG(@) FROM GENERATE_SERIES(1, 100000)",
        "16 MiB",
    ),
    (
        P,
        "SELECT COUNT(DISTINCT @ || i) FROM GENERATE_SERIES(1, 100000) AS g (i)",
        "512 MiB",
    ),
    (
        P,
        "SELECT i, SUM(i), SUM(i), SUM(i), SUM(i), SUM(i), SUM(i), SUM(i), SUM(i), SUM(i), SUM(i) FROM GENERATE_SERIES(1, 9000000) AS a (i) GROUP BY i",
        "512 MiB",
    ),
    (
        P,
        "SELECT DISTINCT i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i FROM GENERATE_SERIES(1, 9000000) AS g (i)",
        "512 MiB",
    ),
    (
        P,
        "SELECT i FROM GENERATE_SERIES(1, 100000) AS g (i) ORDER BY @ || i",
        "512 MiB",
    ),
    (
        P,
        "SELECT i FROM GENERATE_SERIES(1, 100000) AS g (i) ORDER BY @ || i LIMIT 90000",
        "512 MiB",
    ),
    (P, "SELECT @ FROM GENERATE_SERIES(1, 100000)", "512 MiB"),
    (
        P,
        "SELECT i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i FROM GENERATE_SERIES(1, 99999999) AS a (i)",
        "512 MiB",
    ),
    (
        P,
        "SELECT a.i FROM GENERATE_SERIES(1, 9000000) AS a (i) JOIN GENERATE_SERIES(1, 9000000) AS b (i) ON a.i = b.i",
        "512 MiB",
    ),
    (
        P,
        "SELECT a.i FROM GENERATE_SERIES(1, 9) AS a (i) JOIN (SELECT @ || i AS t FROM GENERATE_SERIES(1, 99999) AS b (i)) AS c ON c.t = CAST(a.i AS TEXT)",
        "512 MiB",
    ),
    (
        P,
        "SELECT 1 WHERE 'x' IN (SELECT @ || i FROM GENERATE_SERIES(1, 99999) AS b (i))",
        "512 MiB",
    ),
    (
        P,
        "WITH RECURSIVE r (t, n) AS (SELECT 'x', 1 UNION ALL SELECT t || t, n + 1 FROM r) SELECT COUNT(*) FROM r",
        "16 MiB",
    ),
    (
        P,
        "WITH a AS (SELECT @ AS t FROM GENERATE_SERIES(1, 99999)) SELECT COUNT(*) FROM a",
        "512 MiB",
    ),
    (
        P,
        "SELECT STRING_AGG(@, '') OVER (ORDER BY i) FROM GENERATE_SERIES(1, 99999) AS g (i)",
        "16 MiB",
    ),
    (
        P,
        "SELECT @ FROM GENERATE_SERIES(1, 50) UNION SELECT @ || i FROM GENERATE_SERIES(1, 99999) AS g (i)",
        "512 MiB",
    ),
    (
        P,
        "VALUES (@), (@), (@), (@), (@), (@), (@), (@), (@), (@)",
        "",
    ),
    (
        S,
        "SELECT GROUP_CONCAT(a.value || @) FROM GENERATE_SERIES(1, 99999) AS a",
        "16 MiB",
    ),
];

#[test]
fn a_bomb_is_refused_before_memory_ends() {
    for (dialect, sql, told) in BOMBS {
        let large = match dialect {
            Dialect::Sqlite => {
                "REPLACE(REPLACE(REPLACE(HEX('xxxxx'), '7', 'xxxxxxxxxx'), 'x', REPLACE('xxxxxxxxxx', 'x', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')), 'x', HEX(HEX('1234567890123456789012345678901234567890')))"
            }
            _ => "REPEAT('x', 9000000)",
        };
        let answer = Engine::new(dialect).execute(&sql.replace('@', large), &[]);
        match answer {
            Ok(_) => assert_eq!(told, "", "{sql}"),
            Err(error) => assert!(
                !told.is_empty() && error.to_string().contains(told),
                "{sql}: {error}"
            ),
        }
    }
}

/// Tables that grow by each statement end in a refusal that leaves them as they were.
#[test]
fn a_database_has_a_largest_size() -> Result<(), Box<dyn std::error::Error>> {
    let grow =
        |setup: &str, step: &str, most: usize| -> Result<String, Box<dyn std::error::Error>> {
            let mut engine = Engine::new(Dialect::Postgres);
            engine.execute(setup, &[])?;
            for _ in 0..most {
                if let Err(error) = engine.execute(step, &[]) {
                    assert!(!engine.rows("t", 0, 1).is_empty());
                    return Ok(error.to_string());
                }
            }
            Ok("it never ended".into())
        };
    let table = "CREATE TABLE t (id SERIAL PRIMARY KEY, s TEXT)";
    let doubled = grow(
        &format!("{table}; INSERT INTO t (s) VALUES (REPEAT('x', 100000))"),
        "INSERT INTO t (s) SELECT s FROM t",
        30,
    )?;
    assert!(
        doubled.contains("512 MiB") || doubled.contains("1 GiB"),
        "{doubled}"
    );
    let longer = grow(
        &format!("{table}; INSERT INTO t (s) SELECT 'x' FROM GENERATE_SERIES(1, 300)"),
        "UPDATE t SET s = s || s",
        30,
    )?;
    assert!(longer.contains("512 MiB"), "{longer}");
    let returned = grow(
        &format!("{table}; INSERT INTO t (s) SELECT 'x' FROM GENERATE_SERIES(1, 300)"),
        "UPDATE t SET id = id RETURNING REPEAT('x', 9000000)",
        1,
    )?;
    assert!(returned.contains("512 MiB"), "{returned}");
    let saved = grow(
        &format!(
            "{table}; INSERT INTO t (s) SELECT REPEAT('x', 999999) FROM GENERATE_SERIES(1, 100); BEGIN"
        ),
        "SAVEPOINT a; UPDATE t SET s = 'y' || SUBSTR(s, 2)",
        30,
    )?;
    assert!(saved.contains("savepoints"), "{saved}");
    let words =
        Engine::new(Dialect::Sqlite).execute(&format!("SELECT 1{}", " , 1".repeat(3_000_000)), &[]);
    assert!(words.is_err_and(|error| error.to_string().contains("words and signs")));
    Ok(())
}

/// `SQLITE_MAX_TRIGGER_DEPTH`: each level of a cascade is a trigger's program within another's.
#[test]
fn a_cascade_has_a_thousand_levels_in_sqlite() -> Result<(), Box<dyn std::error::Error>> {
    let delete = |folders: u32| -> Result<u64, Box<dyn std::error::Error>> {
        let mut engine = Engine::new(Dialect::Sqlite);
        engine.execute(
            &format!(
                "CREATE TABLE Folder (id INTEGER PRIMARY KEY, inId INTEGER REFERENCES Folder (id) ON DELETE CASCADE);
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {folders})
                 INSERT INTO Folder SELECT i, NULLIF(i - 1, 0) FROM n"
            ),
            &[],
        )?;
        engine.execute("DELETE FROM Folder WHERE id = 1", &[])?;
        Ok(engine.rows("Folder", 0, 1).len() as u64)
    };
    assert_eq!(delete(1000)?, 0);
    assert_eq!(
        delete(1001).map_err(|error| error.to_string()),
        Err("too many levels of trigger recursion".into())
    );
    Ok(())
}
