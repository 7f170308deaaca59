//! Runs `tests/sql`: what the SQL front end answers, in the format of SQLite's own tests.
//!
//! The folders are dialects; `any` is what SQLite and PostgreSQL agree on. Each file runs on the
//! engine, and on the real database where that is at hand: `sqlite3` on the PATH; PostgreSQL, if
//! `RELATA_POSTGRES` holds its connection string; MariaDB, if `RELATA_MARIADB` holds the arguments
//! of its client, for the files of `mysql` and `mariadb`. So the files say what those answer.
//! `RELATA_SQL_WRITE=1` writes their answers into the files.
//!
//! `onlyif relata` marks what cannot be asked of a command line (a statement's `-- bind [1, "a"]`
//! gives values for its parameters) or is Relata's own; `skipif relata` a difference by design.

mod engine;
mod peer;

use engine::Database;
use peer::Client;
use relata::dialect::Dialect;
use sqllogictest::{DB, DefaultColumnType, MakeConnection, Runner};
use std::{
    error::Error,
    path::{Path, PathBuf},
    pin::pin,
    task::{Context, Poll, Waker},
};

/// What a database answered, as text.
pub type Answer = sqllogictest::DBOutput<DefaultColumnType>;

/// Why a statement was refused.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(String);

fn files(folder: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sql")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    Ok(files)
}

/// Runs a file; the failures of all files are told together.
fn run<D: DB + Send, M: MakeConnection<Conn = D>>(
    make: M,
    file: &Path,
    labels: &[&str],
    failures: &mut Vec<String>,
) {
    let mut runner = Runner::new(make);
    for label in labels {
        runner.add_label(label);
    }
    match sqllogictest::parse_file(file) {
        Err(error) => failures.push(error.to_string()),
        Ok(records) => failures.extend(
            records
                .into_iter()
                .filter_map(|record| runner.run(record).err())
                .map(|error| error.display(false).to_string()),
        ),
    }
}

/// Puts a database's answers into a file.
fn write<D: DB + Send, M: MakeConnection<Conn = D>>(
    make: M,
    file: &Path,
) -> Result<(), Box<dyn Error>> {
    let mut runner = Runner::new(make);
    let writing = pin!(runner.update_test_file(
        file,
        " ",
        sqllogictest::default_validator,
        sqllogictest::default_normalizer,
        sqllogictest::default_column_validator,
    ));
    // Nothing here waits: each answer is there when it is asked for.
    match writing.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(written) => written,
        Poll::Pending => Err("it waits".into()),
    }
}

fn check(folder: &str, dialect: Dialect, client: Option<&Client>) -> Result<(), Box<dyn Error>> {
    let mut failures = Vec::new();
    for file in files(folder)? {
        if let Some(client) = client {
            let client = client.clone();
            let make = || {
                let client = client.clone();
                async move { client.connect() }
            };
            if std::env::var_os("RELATA_SQL_WRITE").is_some() {
                write(make, &file)?;
            }
            run(make, &file, &[], &mut failures);
        }
        let make = || async move { Ok(Database::new(dialect)) };
        run(make, &file, &["relata"], &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    Ok(())
}

#[test]
fn what_sqlite_and_postgres_agree_on() -> Result<(), Box<dyn Error>> {
    check("any", Dialect::Sqlite, Client::sqlite().as_ref())?;
    check(
        "any",
        Dialect::Postgres,
        Client::postgres("relata_any").as_ref(),
    )
}

#[test]
fn sqlite() -> Result<(), Box<dyn Error>> {
    check("sqlite", Dialect::Sqlite, Client::sqlite().as_ref())
}

#[test]
fn postgres() -> Result<(), Box<dyn Error>> {
    check(
        "postgres",
        Dialect::Postgres,
        Client::postgres("relata_sql").as_ref(),
    )
}

#[test]
fn mysql() -> Result<(), Box<dyn Error>> {
    check(
        "mysql",
        Dialect::Mysql,
        Client::mariadb("relata_mysql").as_ref(),
    )
}

#[test]
fn mariadb() -> Result<(), Box<dyn Error>> {
    check(
        "mariadb",
        Dialect::Mariadb,
        Client::mariadb("relata_mariadb").as_ref(),
    )
}

#[test]
fn mssql() -> Result<(), Box<dyn Error>> {
    check("mssql", Dialect::Mssql, None)
}
