//! How many rows a statement looks at, and rough bounds on time, far from what is measured, so that a
//! change of growth is seen.

use relata::{dialect::Dialect, engine::Engine, schema::Value};
use std::time::{Duration, Instant};

/// One user, 300 projects, 99,700 tasks: a cascade over three levels.
fn filled(rows: i64) -> Result<Engine, Box<dyn std::error::Error>> {
    let mut engine = Engine::new(Dialect::Sqlite);
    engine.execute(
        "CREATE TABLE `Users` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255));
         CREATE TABLE `Projects` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `UserId` INTEGER REFERENCES `Users` (`id`) ON DELETE CASCADE);
         CREATE TABLE `Tasks` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `ProjectId` INTEGER REFERENCES `Projects` (`id`) ON DELETE CASCADE);
         INSERT INTO `Users` VALUES (1, 'Ann')",
        &[],
    )?;
    let columns = |key: &str| vec!["id".to_owned(), "name".into(), key.into()];
    let row = |id: i64, key: i64| {
        vec![
            Value::Integer(id),
            Value::text(format!("row {id}")),
            Value::Integer(key),
        ]
    };
    let projects = (1..=300).map(|id| row(id, 1)).collect();
    engine.insert_rows("Projects", &columns("UserId"), projects)?;
    let tasks = (1..=rows).map(|id| row(id, id % 300 + 1)).collect();
    engine.insert_rows("Tasks", &columns("ProjectId"), tasks)?;
    Ok(engine)
}

fn timed<T>(what: &str, bound: Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let taken = start.elapsed();
    eprintln!("{what}: {taken:?}");
    assert!(taken < bound, "{what} took {taken:?}");
    result
}

#[test]
fn work_on_a_hundred_thousand_rows_is_quick() -> Result<(), Box<dyn std::error::Error>> {
    let second = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    let mut engine = timed("insert 100,000 with a foreign key", second, || {
        filled(99_700)
    })?;
    let select = |engine: &mut Engine, sql: &str| {
        timed(sql, second, || {
            engine.execute(sql, &[]).map(|mut out| out.remove(0))
        })
    };
    select(&mut engine, "SELECT * FROM `Tasks` WHERE `id` = 5000")?;
    select(&mut engine, "SELECT COUNT(*) FROM `Tasks`")?;
    select(
        &mut engine,
        "SELECT `id` FROM `Tasks` WHERE `name` LIKE '%77%' ORDER BY `id` DESC LIMIT 10",
    )?;
    let join =
        "SELECT COUNT(*) FROM `Projects` AS p INNER JOIN `Tasks` AS t ON t.`ProjectId` = p.`id`";
    let counted = select(&mut engine, join)?;
    assert_eq!(counted.rows, [[Value::Integer(99_700)]]);
    let exists = "SELECT COUNT(*) FROM `Projects` AS p WHERE EXISTS (SELECT 1 FROM `Tasks` AS t WHERE t.`ProjectId` = p.`id` AND t.`id` > 99000)";
    select(&mut engine, exists)?;
    let deleted = select(&mut engine, "DELETE FROM `Users` WHERE `id` = 1")?;
    let trace = deleted.trace.ok_or("a trace")?;
    assert_eq!(trace.len(), 100_001);
    assert_eq!(trace.effects().len(), 3);
    Ok(())
}

#[test]
fn an_index_saves_the_look_at_all_other_rows() -> Result<(), Box<dyn std::error::Error>> {
    let mut engine = filled(9_000)?;
    let mut looked_at = |sql: &str| -> Result<u64, Box<dyn std::error::Error>> {
        let before = engine.rows_looked_at();
        engine.execute(sql, &[])?;
        Ok(engine.rows_looked_at() - before)
    };
    for (sql, rows) in [
        ("SELECT * FROM `Tasks` WHERE `id` = 5000", 1),
        ("SELECT * FROM `Tasks` WHERE `id` IN (3, 5000, 9001)", 2),
        ("SELECT * FROM `Tasks` WHERE `id` BETWEEN 11 AND 20", 10),
        ("SELECT * FROM `Tasks` WHERE `ProjectId` = 7", 30),
        ("SELECT COUNT(*) FROM `Tasks`", 0),
        ("SELECT * FROM `Tasks` ORDER BY `id` LIMIT 10", 10),
        (
            "SELECT * FROM `Tasks` ORDER BY `id` DESC LIMIT 10 OFFSET 5",
            15,
        ),
        (
            "SELECT * FROM `Tasks` ORDER BY `ProjectId` DESC LIMIT 10",
            10,
        ),
        ("SELECT * FROM `Tasks` ORDER BY `name` LIMIT 10", 9_000),
        // 300 projects, and the first task of each.
        (
            "SELECT `id` FROM `Projects` AS p WHERE EXISTS (SELECT 1 FROM `Tasks` AS t WHERE t.`ProjectId` = p.`id`)",
            600,
        ),
        // Three projects, and 30 tasks of each.
        (
            "SELECT * FROM `Projects` AS p INNER JOIN `Tasks` AS t ON t.`ProjectId` = p.`id` WHERE p.`id` < 4",
            93,
        ),
        ("DELETE FROM `Tasks` WHERE `id` = 5000", 1),
    ] {
        assert_eq!(looked_at(sql)?, rows, "{sql}");
    }
    Ok(())
}

#[test]
fn the_order_of_an_index_is_the_order_of_a_sort() -> Result<(), Box<dyn std::error::Error>> {
    let mut engine = Engine::new(Dialect::Sqlite);
    engine.execute(
        "CREATE TABLE `t` (`id` INTEGER PRIMARY KEY, `a` INTEGER, `b` INTEGER);
         CREATE INDEX `by_a` ON `t` (`a`);
         INSERT INTO `t` VALUES (1, 5, 5), (2, 3, 3), (3, 5, 5), (4, 1, 1), (5, 3, 3), (6, 5, 5)",
        &[],
    )?;
    let mut ids = |order: &str, limit: usize| {
        engine
            .execute(
                &format!("SELECT `id` FROM `t` ORDER BY {order} LIMIT {limit}"),
                &[],
            )
            .map(|mut outcomes| outcomes.remove(0).rows)
    };
    for limit in 1..8 {
        assert_eq!(ids("`a`", limit)?, ids("`b`", limit)?);
        assert_eq!(ids("`a` DESC", limit)?, ids("`b` DESC", limit)?);
    }
    // A row that the index leaves out has its place all the same.
    engine.execute("INSERT INTO `t` VALUES (7, NULL, NULL)", &[])?;
    let mut first = |order: &str| {
        engine
            .execute(
                &format!("SELECT `id` FROM `t` ORDER BY {order} LIMIT 2"),
                &[],
            )
            .map(|mut outcomes| outcomes.remove(0).rows)
    };
    assert_eq!(first("`a`")?, first("`b`")?);
    assert_eq!(first("`a`")?[0], [Value::Integer(7)]);
    Ok(())
}

#[test]
fn a_text_read_before_means_what_the_schema_says_now() -> Result<(), Box<dyn std::error::Error>> {
    let mut engine = Engine::new(Dialect::Sqlite);
    let all = "SELECT * FROM `t` WHERE `a` = $1";
    engine.execute(
        "CREATE TABLE `t` (`a` INTEGER); INSERT INTO `t` VALUES (1)",
        &[],
    )?;
    let labels = |engine: &mut Engine| {
        engine
            .execute(all, &[Value::Integer(1)])
            .map(|mut outcomes| outcomes.remove(0).labels)
    };
    assert_eq!(labels(&mut engine)?, ["a"]);
    engine.execute("ALTER TABLE `t` ADD COLUMN `b` INTEGER", &[])?;
    assert_eq!(labels(&mut engine)?, ["a", "b"]);
    engine.execute("DROP TABLE `t`", &[])?;
    assert!(engine.execute(all, &[Value::Integer(1)]).is_err());
    let tables = "SELECT COUNT(*) FROM sqlite_master";
    let count = |engine: &mut Engine| {
        engine
            .execute(tables, &[])
            .map(|mut all| all.remove(0).rows)
    };
    assert_eq!(count(&mut engine)?, [[Value::Integer(0)]]);
    engine.execute("CREATE TABLE `u` (`a` INTEGER)", &[])?;
    assert_eq!(count(&mut engine)?, [[Value::Integer(1)]]);
    Ok(())
}
