//! Turns SQL text, in the dialect's own quoting, into statements.
//!
//! GlueSQL's parser (sqlparser) reads nearly all of it ([`read`]). What it does not know is rewritten token
//! by token before it looks ([`rewrite`]: `OUTPUT INSERTED.*` stands where it expects `VALUES`), or
//! read here ([`mod@own`]: `PRAGMA`, `IF OBJECT_ID(…) IS NULL`, `SAVE TRANSACTION`).

mod bound;
mod mysql;
mod own;
mod parameters;
pub(crate) mod read;
mod refused;
mod rewrite;
mod token;

use crate::{
    dialect::Dialect,
    engine::{EngineError, cache::Plans, merge::Merge, session::Undo},
};
use bound::{MAX_TEXT, bound, bound_words};
use gluesql::core::sqlparser::{
    ast::{Expr, Ident, Insert, OrderByExpr, Query, SetExpr, SqliteOnConflict, Statement},
    dialect::{self as parsers, Dialect as Rules},
    parser::Parser,
    tokenizer::{Token, Tokenizer, TokenizerError},
};
use own::own;
use parameters::Parameters;
pub(crate) use rewrite::{DISTINCT, NOT_DISTINCT};
use rewrite::{
    alter_column, binary_text, cut_or, cut_tail, cut_top, default_constraint, distinct, glob,
    hints, longest, merge, object_guard, output, plain_lock, without_clustering,
};
use std::rc::Rc;
use token::{is_space, word};

/// One statement.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// Its text, without the semicolon.
    pub(crate) text: Rc<str>,
    pub(crate) command: Command,
    /// It runs only if this holds (SQL Server's `IF OBJECT_ID('[t]', 'U') IS NULL`).
    pub(crate) guard: Option<Guard>,
    /// MySQL's UPDATE … ORDER BY … LIMIT, SQL Server's UPDATE TOP (n) and DELETE TOP (n).
    pub(crate) tail: Tail,
    /// What it came to, once it has run.
    pub(crate) plans: Plans,
}

/// In which order an UPDATE or DELETE takes its rows, how many, and what a taken key means.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    pub(crate) order: Vec<OrderByExpr>,
    pub(crate) limit: Option<Expr>,
    /// SQLite's UPDATE OR IGNORE and its like.
    pub(crate) or: Option<SqliteOnConflict>,
}

/// What a statement asks for.
#[derive(Debug)]
pub(crate) enum Command {
    /// What the parser reads.
    Sql(Box<Statement>),
    /// `PRAGMA name`, `PRAGMA name(argument)`, `PRAGMA name = argument`.
    Pragma {
        name: String,
        argument: Option<String>,
    },
    /// SAVEPOINT, in any dialect's words.
    Savepoint(String),
    /// ROLLBACK TO a savepoint.
    RollbackTo(String),
    /// RELEASE SAVEPOINT.
    Release(String),
    Begin,
    Commit,
    Rollback,
    /// SET CONSTRAINTS ALL | names DEFERRED | IMMEDIATE.
    SetConstraints {
        names: Vec<String>,
        deferred: bool,
    },
    /// SQL Server's `SET IDENTITY_INSERT t ON`.
    IdentityInsert {
        table: String,
        on: bool,
    },
    /// `SET FOREIGN_KEY_CHECKS = 0`.
    ForeignKeys(bool),
    /// A setting of a session that changes nothing here.
    Setting,
    /// `EXEC sp_rename 'old', 'new'[, 'COLUMN']`.
    Rename {
        old: Vec<String>,
        new: String,
        column: bool,
    },
    DropIndex {
        name: String,
        table: Option<String>,
        if_exists: bool,
    },
    /// `ALTER TYPE name ADD VALUE 'x' [BEFORE | AFTER 'y']`.
    AddEnumValue {
        name: String,
        value: String,
        before: Option<String>,
        after: Option<String>,
        if_not_exists: bool,
    },
    /// `SHOW INDEX FROM t`, `SHOW TABLES` and the like.
    Show(Vec<String>),
    /// `EXEC sys.sp_helpindex @objname = N'[t]'`.
    HelpIndex(String),
    /// `EXEC sp_helpconstraint @objname = N'[t]'`.
    HelpConstraint(String),
    /// `DO 'BEGIN CREATE TYPE … EXCEPTION WHEN duplicate_object …'`: only if it is not there.
    CreateEnum {
        name: String,
        labels: Vec<String>,
    },
    /// The function that PostgreSQL's findOrCreate makes around its INSERT.
    Attempt(Box<Parsed>),
    /// The query that reads what the function came to, by labels.
    Attempted(Vec<String>),
    /// SQL Server's upsert.
    Merge(Box<Merge>),
    /// `EXECUTE sp_addextendedproperty` writes a comment.
    DescribeColumn {
        table: String,
        column: Option<String>,
        comment: String,
    },
}

impl Parsed {
    /// It is DDL: in MySQL it ends a transaction. Temporary tables are beside it.
    pub(crate) fn defines(&self) -> bool {
        match &self.command {
            Command::Sql(statement) => match &**statement {
                Statement::CreateTable(create) => !create.temporary,
                Statement::Drop { temporary, .. } => !temporary,
                other => matches!(
                    other,
                    Statement::AlterTable { .. }
                        | Statement::CreateIndex(_)
                        | Statement::CreateSchema { .. }
                        | Statement::CreateView { .. }
                        | Statement::Truncate { .. }
                ),
            },
            Command::DropIndex { .. } => true,
            _ => false,
        }
    }

    /// The statement changes nothing, whatever it says.
    pub(crate) fn reads(&self) -> bool {
        match &self.command {
            Command::Sql(statement) => match &**statement {
                Statement::Query(query) => {
                    !matches!(*query.body, SetExpr::Insert(_) | SetExpr::Update(_))
                }
                other => matches!(
                    other,
                    Statement::Explain { .. } | Statement::ExplainTable { .. }
                ),
            },
            Command::Pragma { .. }
            | Command::Setting
            | Command::Show(_)
            | Command::HelpIndex(_)
            | Command::HelpConstraint(_)
            | Command::Attempted(_) => true,
            _ => false,
        }
    }
}

impl Parsed {
    /// How the statement can be undone.
    pub(crate) fn undo(&self) -> Undo {
        match &self.command {
            Command::Sql(statement) => match &**statement {
                Statement::Insert(insert) if !may_replace(insert) => Undo::Added(None),
                _ => Undo::Snapshot,
            },
            _ => Undo::Snapshot,
        }
    }
}

/// Whether an INSERT may do anything but add rows.
fn may_replace(insert: &Insert) -> bool {
    insert.on.is_some() || insert.or.is_some() || insert.ignore || insert.replace_into
}

/// A table that must, or must not, be there.
#[derive(Debug)]
pub(crate) struct Guard {
    pub(crate) table: String,
    pub(crate) exists: bool,
}

/// Reads statements separated by semicolons.
pub(crate) fn parse(sql: &str, dialect: Dialect) -> Result<Vec<Parsed>, EngineError> {
    if sql.len() > MAX_TEXT {
        return Err(EngineError::Unsupported {
            feature: "a statement of more than 32 MiB".into(),
        });
    }
    bound_words(sql)?;
    let rules = rules(dialect);
    let tokens = Tokenizer::new(&*rules, sql)
        .tokenize()
        .map_err(|error| unrecognized(sql, dialect, &error))?;
    let mut statements = Vec::new();
    let mut parameters = Parameters::default();
    for tokens in tokens.split(|token| *token == Token::SemiColon) {
        if tokens.iter().all(is_space) {
            continue;
        }
        bound(tokens)?;
        let read = statement(tokens, dialect, &*rules, &mut parameters);
        statements.push(read.map_err(|error| explained(error, tokens))?);
    }
    Ok(statements)
}

/// The query of a `CREATE VIEW`, to be kept.
pub(crate) fn view_query(sql: &str, dialect: Dialect) -> Result<Query, EngineError> {
    match parse(sql, dialect)?.pop().map(|parsed| parsed.command) {
        Some(Command::Sql(statement)) => match *statement {
            Statement::CreateView { query, .. } => Ok(*query),
            _ => Err(syntax("expected a view")),
        },
        _ => Err(syntax("expected a view")),
    }
}

/// What stands behind a complaint, if it is something that other databases have.
fn explained(error: EngineError, tokens: &[Token]) -> EngineError {
    match error {
        EngineError::Syntax { .. } | EngineError::Unsupported { .. } => {
            refused::named(tokens).unwrap_or(error)
        }
        error => error,
    }
}

/// The same for a statement that could be read, but not run.
pub(crate) fn explain(error: EngineError, text: &str, dialect: Dialect) -> EngineError {
    match error {
        EngineError::NoSuchColumn { column, .. } if column.starts_with('@') => {
            EngineError::Refused {
                feature: format!("the variable {column}"),
                instead: "write the value into the statement",
            }
        }
        EngineError::Unsupported { .. } => {
            let tokens = Tokenizer::new(&*rules(dialect), text).tokenize();
            explained(error, &tokens.unwrap_or_default())
        }
        error => error,
    }
}

/// What SQLite says of a text without an end; elsewhere the tokenizer's own words.
fn unrecognized(sql: &str, dialect: Dialect, error: &TokenizerError) -> EngineError {
    let place = |number: u64| usize::try_from(number.saturating_sub(1)).unwrap_or(0);
    let lines = sql.split('\n').take(place(error.location.line));
    let before: usize = lines.map(|line| line.chars().count() + 1).sum();
    let rest = sql.chars().skip(before + place(error.location.column));
    let rest: String = rest.collect();
    if dialect == Dialect::Sqlite && rest.starts_with('\'') {
        return syntax(format!("unrecognized token: \"{rest}\""));
    }
    syntax(error.to_string())
}

pub(crate) fn rules(dialect: Dialect) -> Box<dyn Rules> {
    match dialect {
        Dialect::Sqlite => Box::new(parsers::SQLiteDialect {}),
        Dialect::Postgres => Box::new(parsers::PostgreSqlDialect {}),
        Dialect::Mysql | Dialect::Mariadb => Box::new(mysql::Rules(parsers::MySqlDialect {})),
        Dialect::Mssql => Box::new(parsers::MsSqlDialect {}),
    }
}

fn syntax(message: impl AsRef<str>) -> EngineError {
    EngineError::Syntax {
        message: message
            .as_ref()
            .trim_start_matches("sql parser error: ")
            .to_owned(),
    }
}

fn statement(
    tokens: &[Token],
    dialect: Dialect,
    rules: &dyn Rules,
    parameters: &mut Parameters,
) -> Result<Parsed, EngineError> {
    let text: String = tokens.iter().map(ToString::to_string).collect();
    let text: Rc<str> = text.trim().into();
    let mut tokens = parameters.number(tokens, dialect);
    let mut guard = None;
    if dialect == Dialect::Mssql {
        guard = object_guard(&mut tokens);
        output(&mut tokens);
    }
    let mut tail = Tail::default();
    if let Some(command) = own(&tokens, dialect)? {
        return Ok(Parsed {
            text,
            command,
            guard,
            tail,
            plans: Plans::default(),
        });
    }
    match dialect {
        Dialect::Mysql | Dialect::Mariadb => {
            tokens.retain(|token| !is_space(token));
            mysql::operators(&mut tokens);
            match word(&tokens, 0).as_deref() {
                Some("CREATE" | "ALTER") => mysql::definition(&mut tokens)?,
                Some("INSERT" | "REPLACE") => {
                    mysql::insert_set(&mut tokens)?;
                    mysql::inserted_values(&mut tokens);
                }
                Some("UPDATE") => tail = cut_tail(&mut tokens, rules)?,
                Some("SELECT") => {
                    mysql::lock(&mut tokens);
                    mysql::rollup(&mut tokens);
                }
                _ => {}
            }
        }
        Dialect::Mssql => {
            tail.limit = cut_top(&mut tokens, rules)?;
            longest(&mut tokens);
            hints(&tokens)?;
            if word(&tokens, 0).as_deref() == Some("CREATE") {
                without_clustering(&mut tokens);
            }
            if word(&tokens, 0).as_deref() == Some("ALTER") {
                default_constraint(&mut tokens);
                alter_column(&mut tokens);
            }
        }
        Dialect::Sqlite => {
            glob(&mut tokens);
            if matches!(word(&tokens, 0).as_deref(), Some("CREATE" | "ALTER")) {
                binary_text(&mut tokens);
            }
            tail.or = cut_or(&mut tokens);
        }
        Dialect::Postgres => plain_lock(&mut tokens),
    }
    distinct(&mut tokens, dialect);
    let merges = word(&tokens, 0).as_deref() == Some("MERGE");
    let output = merges && merge(&mut tokens);
    let mut parser = Parser::new(rules).with_tokens(tokens);
    let statement = read::statement(&mut parser, rules)?;
    let rest = parser.peek_token().token;
    if rest != Token::EOF {
        return Err(syntax(format!(
            "expected the end of the statement, found: {rest}"
        )));
    }
    Ok(Parsed {
        text,
        command: if merges {
            Command::Merge(Box::new(Merge::of(statement, output)?))
        } else {
            Command::Sql(Box::new(statement))
        },
        guard,
        tail,
        plans: Plans::default(),
    })
}

/// Whether an expression is the bare word DEFAULT.
pub(crate) fn is_default(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Identifier(Ident { value, quote_style: None }) if value.eq_ignore_ascii_case("default")
    )
}

/// Reads one expression.
pub(crate) fn parse_expr(text: &str, dialect: Dialect) -> Result<Expr, EngineError> {
    let rules = rules(dialect);
    let mut tokens = Tokenizer::new(&*rules, text)
        .tokenize()
        .map_err(|error| syntax(error.to_string()))?;
    distinct(&mut tokens, dialect);
    Parser::new(&*rules)
        .with_tokens(tokens)
        .parse_expr()
        .map_err(|error| syntax(error.to_string()))
}
