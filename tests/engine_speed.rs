//! Rough bounds on time, far from what is measured, so that a change of growth is seen.

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
            Value::Text(format!("row {id}")),
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
