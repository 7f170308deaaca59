//! The same random schemas, statements and queries through the engine and through real databases,
//! where those are at hand: `sqlite3` on the PATH; PostgreSQL through `psql` if `RELATA_POSTGRES`
//! holds its connection string (a database of the C locale).
//!
//! | variable | says | otherwise |
//! |---|---|---|
//! | `RELATA_STATEMENTS` | how many statements change rows | 5,000 |
//! | `RELATA_QUERIES` | how many queries are asked | 2,500 |
//! | `RELATA_SECONDS` | when a test stops, however many are left | 120 |
//! | `RELATA_SEED` | the first seed | 1 |

mod case;
mod changes;
mod peer;
mod questions;
mod random;

use case::{Budget, compare};
use changes::Changes;
use peer::Peer;
use questions::Questions;
use relata::dialect::Dialect;
use std::{error::Error, time::Duration};

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn budget(size: &str, everyday: u64) -> Budget {
    Budget {
        first_seed: variable("RELATA_SEED").unwrap_or(1),
        statements: usize::try_from(variable(size).unwrap_or(everyday)).unwrap_or(usize::MAX),
        time: Duration::from_secs(variable("RELATA_SECONDS").unwrap_or(120)),
    }
}

fn changes() -> Budget {
    budget("RELATA_STATEMENTS", 5_000)
}

fn questions() -> Budget {
    budget("RELATA_QUERIES", 2_500)
}

#[test]
fn changes_as_in_sqlite() -> Result<(), Box<dyn Error>> {
    compare::<Changes>(Peer::sqlite().as_ref(), Dialect::Sqlite, &changes())
}

#[test]
fn changes_as_in_postgres() -> Result<(), Box<dyn Error>> {
    let peer = Peer::postgres("relata_changes");
    compare::<Changes>(peer.as_ref(), Dialect::Postgres, &changes())
}

#[test]
fn queries_as_in_sqlite() -> Result<(), Box<dyn Error>> {
    compare::<Questions>(Peer::sqlite().as_ref(), Dialect::Sqlite, &questions())
}

#[test]
fn queries_as_in_postgres() -> Result<(), Box<dyn Error>> {
    let peer = Peer::postgres("relata_queries");
    compare::<Questions>(peer.as_ref(), Dialect::Postgres, &questions())
}
