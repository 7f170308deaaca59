//! A real database's command line as a database of the test runner.

use super::{Answer, Refusal};
use sqllogictest::{DB, DBOutput, DefaultColumnType};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// Stands between the columns of a row.
const COLUMN: char = '\u{1f}';
/// What is shown after a statement's own rows.
const END: &str = "-- the end --";

/// How a command line is started.
#[derive(Clone)]
pub struct Client {
    name: &'static str,
    command: Vec<String>,
    begin: String,
    /// Prints its argument, whatever has become of a transaction.
    print: &'static str,
    /// How an error's line begins.
    errors: &'static [&'static str],
}

impl Client {
    pub fn sqlite() -> Option<Self> {
        Command::new("sqlite3").arg("-version").output().ok()?;
        let separator = COLUMN.to_string();
        let command = [
            "sqlite3",
            "-batch",
            "-nullvalue",
            "NULL",
            "-separator",
            &separator,
        ];
        Some(Self {
            name: "sqlite",
            command: command.map(str::to_owned).to_vec(),
            begin: "PRAGMA foreign_keys = ON;".into(),
            print: ".print",
            errors: &["Parse error", "Runtime error", "Error"],
        })
    }

    /// A schema of its own: tests run side by side.
    pub fn postgres(schema: &str) -> Option<Self> {
        let connection = std::env::var("RELATA_POSTGRES").ok()?;
        let separator = COLUMN.to_string();
        let command = [
            "psql",
            "-qAtX",
            "-P",
            "null=NULL",
            "-F",
            &separator,
            &connection,
        ];
        Some(Self {
            name: "postgres",
            command: command.map(str::to_owned).to_vec(),
            begin: format!(
                "SET client_min_messages = error; DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; SET search_path = {schema}; SET TIME ZONE 'UTC';"
            ),
            print: "\\echo",
            errors: &["ERROR:"],
        })
    }

    /// A database of its own.
    pub fn mariadb(database: &str) -> Option<Self> {
        let arguments = std::env::var("RELATA_MARIADB").ok()?;
        let mut command = vec!["mariadb".to_owned(), "--no-defaults".into()];
        command.extend(arguments.split_whitespace().map(str::to_owned));
        command.extend(
            [
                "--force",
                "--batch",
                "--raw",
                "--skip-column-names",
                "--unbuffered",
            ]
            .map(str::to_owned),
        );
        Some(Self {
            name: if database.ends_with("mysql") {
                "mysql"
            } else {
                "mariadb"
            },
            command,
            begin: format!(
                "DROP DATABASE IF EXISTS {database}; CREATE DATABASE {database}; USE {database}; SET time_zone = '+00:00';"
            ),
            print: "\\! echo",
            errors: &["ERROR "],
        })
    }

    pub fn connect(&self) -> Result<Peer, Refusal> {
        let failed = |error: std::io::Error| Refusal(error.to_string());
        // One pipe for answers and errors, line by line, keeps them in order.
        let mut child = Command::new("sh")
            .args(["-c", "exec stdbuf -oL \"$@\" 2>&1", "sh"])
            .args(&self.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let none = || Refusal("no pipe".into());
        let mut peer = Peer {
            input: child.stdin.take().ok_or_else(none)?,
            output: BufReader::new(child.stdout.take().ok_or_else(none)?),
            child,
            client: self.clone(),
        };
        peer.ask(&self.begin)?;
        Ok(peer)
    }
}

/// A command line that runs.
pub struct Peer {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    client: Client,
}

impl Peer {
    /// What a script, whole statements all, shows.
    fn ask(&mut self, script: &str) -> Result<Vec<String>, Refusal> {
        let failed = |error: std::io::Error| Refusal(error.to_string());
        writeln!(self.input, "{script}\n{} {END}", self.client.print).map_err(failed)?;
        self.input.flush().map_err(failed)?;
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).map_err(failed)? == 0 {
                return Err(Refusal(format!("it ended: {}", lines.join("\n"))));
            }
            let line = line.trim_end_matches('\n');
            if line == END {
                return Ok(lines);
            }
            lines.push(line.to_owned());
        }
    }
}

impl DB for Peer {
    type Error = Refusal;
    type ColumnType = DefaultColumnType;

    fn run(&mut self, sql: &str) -> Result<Answer, Refusal> {
        let lines = self.ask(&format!("{sql};"))?;
        let error = |line: &&String| {
            let begins = |error: &&str| line.starts_with(*error);
            self.client.errors.iter().any(begins)
        };
        if let Some(error) = lines.iter().find(error) {
            return Err(Refusal(error.clone()));
        }
        if lines.is_empty() {
            return Ok(DBOutput::StatementComplete(0));
        }
        let separator = if self.client.command[0] == "mariadb" {
            '\t'
        } else {
            COLUMN
        };
        let cell = |cell: &str| {
            if cell.is_empty() {
                "(empty)".into()
            } else {
                cell.to_owned()
            }
        };
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| line.split(separator).map(cell).collect())
            .collect();
        Ok(DBOutput::Rows {
            types: vec![DefaultColumnType::Any; rows[0].len()],
            rows,
        })
    }

    fn engine_name(&self) -> &str {
        self.client.name
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It ends with its input; whether it was still there makes no difference.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
