//! Runs every statement that Sequelize 6.37 sent for two model files (`tests/corpus/engine`), in
//! the text of each dialect.
//!
//! Those of SQLite, PostgreSQL and MariaDB were recorded with a live database, so each must
//! succeed here too. Those of MySQL and SQL Server were recorded without one: they may break a
//! constraint or ask for what is not there, but none may be foreign to the engine.

use relata::{
    dialect::Dialect,
    engine::{Engine, EngineError},
    schema::Value,
};
use std::{error::Error, path::Path};

#[test]
fn sequelize_statements_run() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/engine");
    let mut failed = Vec::new();
    for dialect in Dialect::ALL {
        let live = !matches!(dialect, Dialect::Mysql | Dialect::Mssql);
        for script in ["shop", "ddl"] {
            let name = format!("{script}.{}.sql", dialect.name());
            let text = std::fs::read_to_string(folder.join(&name))?;
            let mut engine = Engine::new(dialect);
            for line in text.lines().filter(|line| !line.starts_with("--")) {
                let (sql, bind) = line.split_once("  -- bind ").unwrap_or((line, "[]"));
                let parameters: Vec<Value> = serde_json::from_str(bind)?;
                let Err(error) = engine.execute(sql, &parameters) else {
                    continue;
                };
                let foreign = matches!(
                    error,
                    EngineError::Syntax { .. }
                        | EngineError::Unsupported { .. }
                        | EngineError::InvalidValue { .. }
                        | EngineError::NoSuchColumn { .. }
                        | EngineError::Invalid { .. }
                );
                if live || foreign {
                    failed.push(format!("{name}: {error}\n  {sql}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}
