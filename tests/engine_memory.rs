//! What a row takes in memory, with its indexes, the history's snapshots and the event that tells of
//! it: not much more than its values. (`npm run bench -- engine` has the figure for WebAssembly, where
//! a value takes half of what it takes here.)

use cap::Cap;
use relata::{dialect::Dialect, engine::Engine, schema::Value};
use std::alloc::System;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

#[test]
fn a_row_takes_little_more_than_its_values() -> Result<(), Box<dyn std::error::Error>> {
    const ROWS: usize = 100_000;
    const BATCH: usize = 1000;
    let mut engine = Engine::new(Dialect::Sqlite);
    engine.execute(
        "CREATE TABLE `Projects` (`id` INTEGER PRIMARY KEY);
         CREATE TABLE `Tasks` (`id` INTEGER PRIMARY KEY, `name` VARCHAR(255), `ProjectId` INTEGER REFERENCES `Projects` (`id`));
         CREATE INDEX `byProject` ON `Tasks` (`ProjectId`)",
        &[],
    )?;
    let number = |number: usize| i64::try_from(number).map(Value::Integer);
    let projects = (1..=300).map(|id| Ok(vec![number(id)?]));
    let projects = projects.collect::<Result<_, std::num::TryFromIntError>>()?;
    engine.insert_rows("Projects", &["id".into()], projects)?;
    let before = MEMORY.allocated();
    for batch in 0..ROWS / BATCH {
        let mut rows = Vec::with_capacity(BATCH);
        for id in batch * BATCH + 1..=(batch + 1) * BATCH {
            rows.push(vec![
                number(id)?,
                Value::text(format!("Task {id}")),
                number(id % 300 + 1)?,
            ]);
        }
        let columns = ["id".into(), "name".into(), "ProjectId".into()];
        engine.insert_rows("Tasks", &columns, rows)?;
    }
    let taken = (MEMORY.allocated() - before) / ROWS;
    let values = 3 * size_of::<Value>();
    // 69 beside the values when this was written; 73 where snapshots had a part in the indexes.
    assert!(
        taken < values + 73,
        "{taken} bytes, {values} of them values"
    );
    Ok(())
}
