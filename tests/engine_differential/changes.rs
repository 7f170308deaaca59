//! Random schemas of one to six tables, with keys of one column and of two, references to others
//! and to themselves, checks and defaults; and statements that change their rows.
//!
//! What differs by design is left out:
//! - an INSERT that SQLite refuses for an immediate key has already counted what it owes a deferred
//!   one, and its COMMIT fails although nothing is wrong: there the keys of a table are alike;
//! - SQLite answers some subqueries from the table that the statement is changing, as far as it has
//!   come; there they read another one;
//! - PostgreSQL looks at uniqueness row by row in an order of its own (where rows lie on the disk),
//!   so there no statement moves several rows of a unique key at once, but to one value.

use super::{
    case::{Case, Source, with_less},
    random::Random,
};
use relata::dialect::Dialect;

/// A table, before it is text.
#[derive(Clone)]
struct Table {
    columns: Vec<String>,
    /// Constraints of the table, keys to other tables last.
    constraints: Vec<String>,
    keys: Vec<String>,
    /// PRIMARY KEY (id, part) rather than (id).
    wide: bool,
    /// UNIQUE (k), and UNIQUE (k, c).
    unique: bool,
    unique_pair: bool,
}

/// A schema, and statements over it.
#[derive(Clone)]
pub struct Changes {
    seed: u64,
    dialect: Dialect,
    tables: Vec<Table>,
    statements: Vec<String>,
}

const STATEMENTS: u64 = 40;

impl Source for Changes {
    fn random(seed: u64, dialect: Dialect) -> Self {
        let mut random = Random::new(seed);
        let count = 1 + random.index(6);
        let mut tables: Vec<Table> = (0..count).map(|at| table(&mut random, at)).collect();
        for at in 0..count {
            let keys = keys(&mut random, at, &tables, dialect);
            tables[at].keys = keys;
        }
        let statements = (0..STATEMENTS)
            .map(|_| {
                let at = random.index(count);
                statement(&mut random, at, &tables, dialect)
            })
            .collect();
        Self {
            seed,
            dialect,
            tables,
            statements,
        }
    }

    fn case(&self) -> Case {
        let mut setup = Vec::new();
        let mut later = Vec::new();
        for (at, table) in self.tables.iter().enumerate() {
            let mut parts = [&table.columns[..], &table.constraints[..]].concat();
            if self.dialect == Dialect::Sqlite {
                parts.extend_from_slice(&table.keys);
            } else {
                // PostgreSQL wants the referenced table first.
                let adding = |key| format!("ALTER TABLE t{at} ADD {key}");
                later.extend(table.keys.iter().map(adding));
            }
            setup.push(format!("CREATE TABLE t{at} ({})", parts.join(", ")));
        }
        setup.extend(later);
        Case {
            seed: self.seed,
            setup,
            statements: self.statements.clone(),
            tables: (0..self.tables.len()).map(|at| format!("t{at}")).collect(),
        }
    }

    fn smaller(&self) -> Vec<Self> {
        let mut all: Vec<Self> = with_less(&self.statements)
            .into_iter()
            .map(|statements| Self {
                statements,
                ..self.clone()
            })
            .collect();
        // Tables are numbered, so that only the last can go.
        if self.tables.len() > 1 {
            let mut less = self.clone();
            less.tables.pop();
            all.push(less);
        }
        for at in 0..self.tables.len() {
            for keys in with_less(&self.tables[at].keys) {
                let mut less = self.clone();
                less.tables[at].keys = keys;
                all.push(less);
            }
            // Keys of other tables may need the unique ones.
            for check in 0..self.tables[at].constraints.len() {
                if self.tables[at].constraints[check].contains("CHECK") {
                    let mut less = self.clone();
                    less.tables[at].constraints.remove(check);
                    all.push(less);
                }
            }
        }
        all
    }

    fn until(&mut self, at: usize) {
        self.statements.truncate(at + 1);
    }
}

fn number(random: &mut Random) -> String {
    match random.below(9) {
        0 | 1 => "NULL".into(),
        other => (other - 1).to_string(),
    }
}

fn table(random: &mut Random, at: usize) -> Table {
    let (wide, unique, unique_pair) = (random.one_in(3), random.one_in(2), random.one_in(3));
    let mut column = |name: &str| {
        let mut text = format!("{name} INTEGER");
        if random.one_in(6) {
            text.push_str(" NOT NULL");
        }
        if random.one_in(2) {
            text.push_str(" DEFAULT ");
            text.push_str(&number(random));
        }
        text
    };
    let mut columns = vec![
        if wide {
            "id INTEGER NOT NULL"
        } else {
            "id INTEGER PRIMARY KEY"
        }
        .to_owned(),
        if wide {
            "part INTEGER NOT NULL DEFAULT 1"
        } else {
            "part INTEGER DEFAULT 1"
        }
        .to_owned(),
    ];
    columns.extend(["k", "a", "b", "c"].map(&mut column));
    columns.push("n VARCHAR(20) DEFAULT 'new'".into());
    let mut constraints = Vec::new();
    if wide {
        constraints.push("PRIMARY KEY (id, part)".to_owned());
    }
    if unique {
        constraints.push("UNIQUE (k)".to_owned());
    }
    if unique_pair {
        constraints.push(format!("CONSTRAINT pair{at} UNIQUE (k, c)"));
    }
    let checks = [
        "CHECK (b IS NULL OR b < 7)",
        "CHECK (c <> 5)",
        "CONSTRAINT apart CHECK (a IS NULL OR b IS NULL OR a <> b + 3)",
        "CHECK (k BETWEEN 0 AND 9 OR n IN ('old', 'both'))",
        "CHECK (CASE WHEN a = 2 THEN b IS NOT NULL ELSE LENGTH(n) > 0 END)",
    ];
    for check in checks {
        if random.one_in(5) {
            constraints.push(check.to_owned());
        }
    }
    Table {
        columns,
        constraints,
        keys: Vec::new(),
        wide,
        unique,
        unique_pair,
    }
}

fn keys(random: &mut Random, at: usize, tables: &[Table], dialect: Dialect) -> Vec<String> {
    let actions = [
        "CASCADE",
        "SET NULL",
        "SET DEFAULT",
        "NO ACTION",
        "CASCADE",
        "RESTRICT",
    ];
    let mut keys = Vec::new();
    let wide = random.one_in(3);
    let later = |random: &mut Random| random.pick(&["", "", "", " DEFERRABLE INITIALLY DEFERRED"]);
    let alike = (dialect == Dialect::Sqlite).then(|| later(random));
    let sides: &[&str] = if wide {
        &["a, b", "c"]
    } else {
        &["a", "b", "c"]
    };
    for columns in sides {
        if random.one_in(3) {
            continue;
        }
        let target = random.index(tables.len());
        let table = &tables[target];
        let mut choices = Vec::new();
        if *columns == "a, b" {
            if table.wide {
                choices.push("id, part");
            }
            if table.unique_pair {
                choices.push("k, c");
            }
        } else {
            if !table.wide {
                choices.push("id");
            }
            if table.unique {
                choices.push("k");
            }
        }
        if choices.is_empty() {
            continue;
        }
        let referenced = random.pick(&choices);
        let (delete, update) = (random.pick(&actions), random.pick(&actions));
        let later = alike.unwrap_or_else(|| later(random));
        let name = columns.replace(", ", "_");
        keys.push(format!(
            "CONSTRAINT key{at}_{name} FOREIGN KEY ({columns}) REFERENCES t{target} ({referenced}) ON DELETE {delete} ON UPDATE {update}{later}"
        ));
    }
    keys
}

fn condition(random: &mut Random, changed: usize, tables: usize, dialect: Dialect) -> String {
    let number = |random: &mut Random| random.below(7);
    let other = random.index(tables);
    match random.below(9) {
        2 | 3 if dialect == Dialect::Sqlite && other == changed => "b > a".into(),
        0 => format!(
            "{} IS {}NULL",
            random.pick(&["a", "b", "c", "k"]),
            random.pick(&["", "NOT "])
        ),
        1 => format!("a IN ({}, {})", number(random), number(random)),
        2 => format!(
            "b NOT IN (SELECT {} FROM t{})",
            random.pick(&["a", "k", "id"]),
            other
        ),
        3 => format!(
            "EXISTS (SELECT 1 FROM t{other} AS o WHERE o.id = changed.{})",
            random.pick(&["a", "b", "k"])
        ),
        4 => format!("n LIKE '{}%'", random.pick(&["o", "n", "b"])),
        5 => format!("NOT (a > {} OR c < {})", number(random), number(random)),
        _ => format!(
            "id {} {}",
            random.pick(&["=", "=", "=", "<", ">="]),
            number(random)
        ),
    }
}

/// Columns whose values may change in several rows at once without a clash on the way, where the
/// order of the rows would decide about one.
fn free(table: &Table, dialect: Dialect) -> Vec<&'static str> {
    if dialect == Dialect::Sqlite {
        return vec!["a", "b", "c", "k", "id"];
    }
    let mut free = vec!["a", "b"];
    if !table.unique_pair {
        free.push("c");
        if !table.unique {
            free.push("k");
        }
    }
    free
}

fn assignment(random: &mut Random, table: &Table, dialect: Dialect) -> String {
    let free = free(table, dialect);
    match random.below(8) {
        0 => format!(
            "{} = {} + 1",
            random.pick(&free),
            random.pick(&["a", "b", "k"])
        ),
        1 => format!("{} = NULL", random.pick(&["k", "a", "b", "c"])),
        2 => format!(
            "n = {}",
            random.pick(&["'old'", "'both'", "NULL", "n || 's'", "UPPER(n)"])
        ),
        3 if dialect == Dialect::Postgres => {
            format!("{} = DEFAULT", random.pick(&["a", "b", "c"]))
        }
        4 if dialect == Dialect::Postgres => format!(
            "{} = (SELECT MAX(id) FROM t0 AS o WHERE o.id < {})",
            random.pick(&free),
            random.below(7)
        ),
        _ => format!(
            "{} = {}",
            random.pick(&["id", "k", "a", "b", "c"]),
            1 + random.below(6)
        ),
    }
}

fn statement(random: &mut Random, at: usize, tables: &[Table], dialect: Dialect) -> String {
    let table = &tables[at];
    let returning = if random.one_in(6) {
        " RETURNING id, k, a, n"
    } else {
        ""
    };
    match random.below(24) {
        0..=9 => insert(random, at, tables, returning, dialect),
        10..=15 => {
            let mut sets = vec![assignment(random, table, dialect)];
            let second = assignment(random, table, dialect);
            let column = |set: &str| set.split(' ').next().map(str::to_owned);
            if random.one_in(4) && column(&sets[0]) != column(&second) {
                sets.push(second);
            }
            // One row for what could clash on the way.
            format!(
                "UPDATE t{at} AS changed SET {} WHERE {}{returning}",
                sets.join(", "),
                condition(random, at, tables.len(), dialect)
            )
        }
        16..=19 => {
            let condition = condition(random, at, tables.len(), dialect);
            format!("DELETE FROM t{at} AS changed WHERE {condition}{returning}")
        }
        20 => random.pick(&["BEGIN", "BEGIN", "COMMIT"]).into(),
        21 => random.pick(&["COMMIT", "ROLLBACK"]).into(),
        22 => random
            .pick(&[
                "SAVEPOINT s1",
                "SAVEPOINT s2",
                "ROLLBACK TO s1",
                "RELEASE s1",
            ])
            .into(),
        _ if dialect == Dialect::Postgres => random
            .pick(&[
                "SET CONSTRAINTS ALL DEFERRED",
                "SET CONSTRAINTS ALL IMMEDIATE",
                "COMMIT",
            ])
            .into(),
        _ => random.pick(&["ROLLBACK TO s2", "COMMIT"]).into(),
    }
}

fn insert(
    random: &mut Random,
    at: usize,
    tables: &[Table],
    returning: &str,
    dialect: Dialect,
) -> String {
    let table = &tables[at];
    if random.one_in(8) {
        let source = random.index(tables.len());
        return format!(
            "INSERT INTO t{at} (id, part, k, a) SELECT id + 1, part, b, c FROM t{source} WHERE id = {}{returning}",
            random.below(7)
        );
    }
    let mut columns = vec!["id"];
    for column in ["part", "k", "a", "b", "c", "n"] {
        if !random.one_in(4) {
            columns.push(column);
        }
    }
    let rows: Vec<String> = (0..=random.below(3) / 2)
        .map(|_| {
            let values: Vec<String> = columns
                .iter()
                .map(|column| match *column {
                    "id" => random.below(8).to_string(),
                    "part" => (1 + random.below(2)).to_string(),
                    "n" => random.pick(&["'old'", "'new'", "'both'", "NULL"]).into(),
                    _ if dialect == Dialect::Postgres && random.one_in(12) => "DEFAULT".into(),
                    _ => number(random),
                })
                .collect();
            format!("({})", values.join(", "))
        })
        .collect();
    let target = match (table.wide, table.unique, random.below(3)) {
        (_, true, 0) => "(k)",
        (true, ..) => "(id, part)",
        (false, ..) => "(id)",
    };
    let conflict = match random.below(8) {
        0 => " ON CONFLICT DO NOTHING".to_owned(),
        1 => format!(" ON CONFLICT {target} DO NOTHING"),
        2 if rows.len() == 1 => format!(
            " ON CONFLICT {target} DO UPDATE SET {} = excluded.{}, n = 'both'",
            random.pick(&["a", "b"]),
            random.pick(&["a", "b", "k"])
        ),
        3 if rows.len() == 1 => {
            format!(" ON CONFLICT {target} DO UPDATE SET a = t{at}.a + 1 WHERE t{at}.b IS NOT NULL")
        }
        _ => String::new(),
    };
    format!(
        "INSERT INTO t{at} ({}) VALUES {}{conflict}{returning}",
        columns.join(", "),
        rows.join(", ")
    )
}
