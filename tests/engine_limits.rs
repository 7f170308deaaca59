//! Hostile SQL ends in an error, within a worker's stack of one megabyte.

use relata::{dialect::Dialect, engine::Engine};

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
