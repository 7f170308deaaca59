//! Turns SQL text, in the dialect's own quoting, into statements.
//!
//! GlueSQL's parser (sqlparser) reads nearly all of it. What it does not know is rewritten token
//! by token before it looks (`OUTPUT INSERTED.*` stands where it expects `VALUES`), or read here
//! (`PRAGMA`, `IF OBJECT_ID(…) IS NULL`, `SAVE TRANSACTION`).

use super::EngineError;
use crate::dialect::Dialect;
use gluesql::core::sqlparser::{
    ast::{Expr, Ident, Statement, UserDefinedTypeRepresentation},
    dialect::{self as parsers, Dialect as Rules},
    keywords::Keyword,
    parser::{Parser, ParserError},
    tokenizer::{Token, Tokenizer, Whitespace, Word},
};

/// More than this many operators in one list of tokens, and dropping the tree would overflow a
/// worker's stack.
const MAX_OPERATORS: usize = 1500;
/// Brackets nested deeper than this are refused by the parser.
const MAX_NESTING: usize = 40;
/// A statement longer than this is refused.
const MAX_TEXT: usize = 32 << 20;

/// One statement.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// Its text, without the semicolon.
    pub(crate) text: String,
    pub(crate) command: Command,
    /// It runs only if this holds (SQL Server's `IF OBJECT_ID('[t]', 'U') IS NULL`).
    pub(crate) guard: Option<Guard>,
    /// MySQL's UPDATE … LIMIT, SQL Server's UPDATE TOP (n) and DELETE TOP (n).
    pub(crate) limit: Option<Expr>,
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
    /// `DO 'BEGIN CREATE TYPE … EXCEPTION WHEN duplicate_object …'`: only if it is not there.
    CreateEnum {
        name: String,
        labels: Vec<String>,
    },
    /// The function that PostgreSQL's findOrCreate makes around its INSERT.
    Attempt(Box<Parsed>),
    /// The query that reads what the function came to, by labels.
    Attempted(Vec<String>),
    /// SQL Server's upsert; `output`: it tells its rows.
    Merge {
        merge: Box<Statement>,
        output: bool,
    },
    /// `EXECUTE sp_addextendedproperty` writes a comment.
    DescribeColumn {
        table: String,
        column: Option<String>,
        comment: String,
    },
}

impl Parsed {
    /// The statement changes nothing, whatever it says.
    pub(crate) fn reads(&self) -> bool {
        match &self.command {
            Command::Sql(statement) => matches!(
                **statement,
                Statement::Query(_) | Statement::Explain { .. } | Statement::ExplainTable { .. }
            ),
            Command::Pragma { .. }
            | Command::Setting
            | Command::Show(_)
            | Command::HelpIndex(_)
            | Command::Attempted(_) => true,
            _ => false,
        }
    }
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
    let rules = rules(dialect);
    let tokens = Tokenizer::new(&*rules, sql)
        .tokenize()
        .map_err(|error| syntax(error.to_string()))?;
    let mut statements = Vec::new();
    let mut placeholder = 0;
    for tokens in tokens.split(|token| *token == Token::SemiColon) {
        if tokens.iter().all(is_space) {
            continue;
        }
        bound(tokens)?;
        statements.push(statement(tokens, dialect, &*rules, &mut placeholder)?);
    }
    Ok(statements)
}

fn rules(dialect: Dialect) -> Box<dyn Rules> {
    match dialect {
        Dialect::Sqlite => Box::new(parsers::SQLiteDialect {}),
        Dialect::Postgres => Box::new(parsers::PostgreSqlDialect {}),
        Dialect::Mysql | Dialect::Mariadb => Box::new(parsers::MySqlDialect {}),
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

fn is_space(token: &Token) -> bool {
    matches!(token, Token::Whitespace(_))
}

/// Refuses what would need more stack than a worker has.
fn bound(tokens: &[Token]) -> Result<(), EngineError> {
    let mut operators = vec![0_usize];
    for token in tokens {
        match token {
            Token::LParen | Token::LBracket => operators.push(0),
            Token::RParen | Token::RBracket => {
                operators.pop();
                if operators.is_empty() {
                    operators.push(0);
                }
            }
            Token::Comma => {
                if let Some(count) = operators.last_mut() {
                    *count = 0;
                }
            }
            Token::Word(word)
                if matches!(
                    word.keyword,
                    Keyword::AND
                        | Keyword::OR
                        | Keyword::UNION
                        | Keyword::INTERSECT
                        | Keyword::EXCEPT
                        | Keyword::JOIN
                        | Keyword::NOT
                        | Keyword::IS
                        | Keyword::COLLATE
                ) =>
            {
                count(&mut operators)?;
            }
            Token::Plus
            | Token::Minus
            | Token::Mul
            | Token::Div
            | Token::Mod
            | Token::StringConcat
            | Token::DoubleColon
            | Token::Tilde
            | Token::Eq
            | Token::Lt
            | Token::Gt
            | Token::Ampersand
            | Token::Pipe => count(&mut operators)?,
            _ => {}
        }
        if operators.len() > MAX_NESTING {
            return Err(EngineError::Unsupported {
                feature: format!("nesting deeper than {MAX_NESTING}"),
            });
        }
    }
    Ok(())
}

fn count(operators: &mut [usize]) -> Result<(), EngineError> {
    if let Some(count) = operators.last_mut() {
        *count += 1;
        // A chain of comparisons joined by AND has two operators for each term.
        if *count > MAX_OPERATORS * 2 {
            return Err(EngineError::Unsupported {
                feature: format!("an expression of more than {MAX_OPERATORS} terms"),
            });
        }
    }
    Ok(())
}

/// `$1`, `$2`, …
fn is_numbered(name: &str) -> bool {
    name.strip_prefix('$').is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn statement(
    tokens: &[Token],
    dialect: Dialect,
    rules: &dyn Rules,
    placeholder: &mut usize,
) -> Result<Parsed, EngineError> {
    let text = tokens
        .iter()
        .map(ToString::to_string)
        .collect::<String>()
        .trim()
        .to_owned();
    let mut tokens: Vec<Token> = tokens.to_vec();
    for token in &mut tokens {
        match token {
            Token::Placeholder(name) if name == "?" => {
                *placeholder += 1;
                *name = format!("${placeholder}");
            }
            // MySQL's names may begin with a dollar; `$1` is Sequelize's bound value all the same.
            Token::Word(word) if word.quote_style.is_none() && is_numbered(&word.value) => {
                *token = Token::Placeholder(word.value.clone());
            }
            _ => {}
        }
    }
    let mut guard = None;
    if dialect == Dialect::Mssql {
        guard = object_guard(&mut tokens);
        output(&mut tokens);
    }
    let mut limit = None;
    if let Some(command) = own(&tokens, dialect)? {
        return Ok(Parsed {
            text,
            command,
            guard,
            limit,
        });
    }
    match dialect {
        Dialect::Mysql | Dialect::Mariadb => {
            if matches!(word(&tokens, 0).as_deref(), Some("CREATE" | "ALTER")) {
                column_words(&mut tokens);
            }
            mysql_words(&mut tokens);
            if word(&tokens, 0).as_deref() == Some("UPDATE") {
                limit = cut_limit(&mut tokens, rules)?;
            }
        }
        Dialect::Mssql => {
            limit = cut_top(&mut tokens, rules)?;
            if word(&tokens, 0).as_deref() == Some("ALTER") {
                alter_column(&mut tokens);
            }
        }
        Dialect::Sqlite => plain_is(&mut tokens),
        Dialect::Postgres => {}
    }
    let merges = word(&tokens, 0).as_deref() == Some("MERGE");
    let output = merges && merge(&mut tokens);
    let mut parser = Parser::new(rules).with_tokens(tokens);
    let statement = parser.parse_statement().map_err(|error| match error {
        ParserError::RecursionLimitExceeded => EngineError::Unsupported {
            feature: "such deep nesting".into(),
        },
        error => syntax(error.to_string()),
    })?;
    let rest = parser.peek_token().token;
    if rest != Token::EOF {
        return Err(syntax(format!(
            "expected the end of the statement, found: {rest}"
        )));
    }
    Ok(Parsed {
        text,
        command: if merges {
            Command::Merge {
                merge: Box::new(statement),
                output,
            }
        } else {
            Command::Sql(Box::new(statement))
        },
        guard,
        limit,
    })
}

/// The tokens that are not space.
fn solid(tokens: &[Token]) -> Vec<&Token> {
    tokens.iter().filter(|token| !is_space(token)).collect()
}

/// The n-th word in capitals.
fn word(tokens: &[Token], at: usize) -> Option<String> {
    match solid(tokens).get(at)? {
        Token::Word(word) if word.quote_style.is_none() => Some(word.value.to_ascii_uppercase()),
        _ => None,
    }
}

fn text_of(token: &Token) -> Option<String> {
    match token {
        Token::Word(word) => Some(word.value.clone()),
        Token::SingleQuotedString(text)
        | Token::NationalStringLiteral(text)
        | Token::DoubleQuotedString(text) => Some(text.clone()),
        Token::Number(digits, _) => Some(digits.clone()),
        _ => None,
    }
}

/// The last part of a dotted name, folded as the dialect folds it.
fn name_at(tokens: &[&Token], at: usize, dialect: Dialect) -> Option<(String, usize)> {
    let mut at = at;
    let part = |token: &Token| match token {
        Token::Word(word) => Some(super::query::fold_word(word, dialect)),
        other => text_of(other),
    };
    let mut name = part(tokens.get(at)?)?;
    while tokens.get(at + 1) == Some(&&Token::Period) {
        name = part(tokens.get(at + 2)?)?;
        at += 2;
    }
    Some((name, at + 1))
}

/// Statements that the parser does not know.
#[expect(clippy::too_many_lines, reason = "one arm for each case")]
fn own(tokens: &[Token], dialect: Dialect) -> Result<Option<Command>, EngineError> {
    let words = |at: usize| word(tokens, at);
    let solid = solid(tokens);
    let first = words(0).unwrap_or_default();
    let second = words(1).unwrap_or_default();
    let name = |at: usize| {
        name_at(&solid, at, dialect)
            .map(|(name, _)| name)
            .ok_or_else(|| syntax("expected a name"))
    };
    Ok(Some(match (first.as_str(), second.as_str()) {
        ("PRAGMA", _) => {
            let mut at = 1;
            let mut pragma = String::new();
            while let Some(part) = solid.get(at).and_then(|token| text_of(token)) {
                pragma = part;
                at += 1;
                if solid.get(at) == Some(&&Token::Period) {
                    at += 1;
                } else {
                    break;
                }
            }
            let argument = match solid.get(at) {
                Some(Token::LParen | Token::Eq) => {
                    solid.get(at + 1).and_then(|token| text_of(token))
                }
                _ => None,
            };
            Command::Pragma {
                name: pragma.to_ascii_lowercase(),
                argument,
            }
        }
        ("SAVEPOINT", _) => Command::Savepoint(name(1)?),
        ("SAVE", "TRANSACTION" | "TRAN") => Command::Savepoint(name(2)?),
        ("RELEASE", "SAVEPOINT") => Command::Release(name(2)?),
        ("RELEASE", _) => Command::Release(name(1)?),
        ("ROLLBACK", _) => {
            let rest: Vec<usize> = (1..solid.len())
                .filter(|at| {
                    !matches!(
                        words(*at).as_deref(),
                        Some("TRANSACTION" | "TRAN" | "WORK" | "TO" | "SAVEPOINT")
                    )
                })
                .collect();
            match rest.first() {
                Some(at) => Command::RollbackTo(name(*at)?),
                None => Command::Rollback,
            }
        }
        ("COMMIT", _) | ("END", "TRANSACTION" | "") => Command::Commit,
        ("BEGIN", _) | ("START", "TRANSACTION") => Command::Begin,
        ("SET", "CONSTRAINTS") => {
            let deferred = match words(solid.len() - 1).as_deref() {
                Some("DEFERRED") => true,
                Some("IMMEDIATE") => false,
                _ => return Err(syntax("expected DEFERRED or IMMEDIATE")),
            };
            let names = if words(2).as_deref() == Some("ALL") {
                Vec::new()
            } else {
                solid[2..solid.len() - 1]
                    .iter()
                    .filter_map(|token| match token {
                        Token::Word(word) => Some(super::query::fold_word(word, dialect)),
                        _ => None,
                    })
                    .collect()
            };
            Command::SetConstraints { names, deferred }
        }
        ("SET", "FOREIGN_KEY_CHECKS") => {
            let on = solid.last().and_then(|token| text_of(token));
            Command::ForeignKeys(on.as_deref() != Some("0"))
        }
        // Isolation, character sets, IDENTITY_INSERT: one reader and writer needs none of them.
        ("SET" | "USE" | "LOCK" | "UNLOCK" | "ANALYZE" | "VACUUM" | "REINDEX", _)
        | ("DROP", "FUNCTION") => Command::Setting,
        ("SHOW", _) => Command::Show(
            solid[1..]
                .iter()
                .filter_map(|token| text_of(token))
                .collect(),
        ),
        ("EXEC" | "EXECUTE", "SYS") if words(3).as_deref() == Some("SP_HELPINDEX") => {
            let table = solid
                .last()
                .and_then(|token| text_of(token))
                .unwrap_or_default();
            Command::HelpIndex(plain_name(&table))
        }
        ("EXEC" | "EXECUTE", "SP_ADDEXTENDEDPROPERTY" | "SP_UPDATEEXTENDEDPROPERTY") => {
            let after = |wanted: &str| {
                solid
                    .iter()
                    .position(|token| {
                        text_of(token).is_some_and(|text| text.eq_ignore_ascii_case(wanted))
                    })
                    .and_then(|at| solid.get(at + 2))
                    .and_then(|token| text_of(token))
            };
            Command::DescribeColumn {
                table: plain_name(&after("@level1name").unwrap_or_default()),
                column: after("@level2name").map(|name| plain_name(&name)),
                comment: after("@value").unwrap_or_default(),
            }
        }
        ("DO", _) => {
            let inner = solid.get(1).and_then(|token| match token {
                Token::DollarQuotedString(text) => Some(text.value.clone()),
                token => text_of(token),
            });
            enum_in(&inner.unwrap_or_default(), dialect)?
        }
        ("CREATE", "OR") if words(3).as_deref() == Some("FUNCTION") => attempt(&solid, dialect)?,
        ("SELECT", _) if dialect == Dialect::Postgres && reads_attempt(&solid) => {
            let labels = solid
                .iter()
                .skip_while(|token| word_of(token).as_deref() != Some("TESTFUNC"))
                .take_while(|token| word_of(token).as_deref() != Some("FROM"))
                .collect::<Vec<_>>()
                .split(|token| ***token == Token::Comma)
                .filter_map(|part| part.last().and_then(|token| text_of(token)))
                .collect();
            Command::Attempted(labels)
        }
        ("EXEC" | "EXECUTE", _) if second.eq_ignore_ascii_case("sp_rename") => {
            let texts: Vec<String> = solid[2..]
                .iter()
                .filter_map(|token| text_of(token))
                .collect();
            let [old, new, rest @ ..] = texts.as_slice() else {
                return Err(syntax("sp_rename takes two names"));
            };
            Command::Rename {
                old: old
                    .split('.')
                    .map(|part| part.trim_matches(['[', ']', '"']).to_owned())
                    .collect(),
                new: new.trim_matches(['[', ']']).to_owned(),
                column: rest.iter().any(|word| word.eq_ignore_ascii_case("COLUMN")),
            }
        }
        ("DROP", "INDEX") => {
            let mut at = 2;
            let mut if_exists = false;
            if words(at).as_deref() == Some("CONCURRENTLY") {
                at += 1;
            }
            if words(at).as_deref() == Some("IF") && words(at + 1).as_deref() == Some("EXISTS") {
                if_exists = true;
                at += 2;
            }
            let (index, next) =
                name_at(&solid, at, dialect).ok_or_else(|| syntax("expected a name"))?;
            let table = (words(next).as_deref() == Some("ON"))
                .then(|| name(next + 1))
                .transpose()?;
            Command::DropIndex {
                name: index,
                table,
                if_exists,
            }
        }
        ("ALTER", "TYPE") => {
            let (enumeration, next) =
                name_at(&solid, 2, dialect).ok_or_else(|| syntax("expected a name"))?;
            if words(next).as_deref() != Some("ADD") {
                return Err(EngineError::Unsupported {
                    feature: "ALTER TYPE other than ADD VALUE".into(),
                });
            }
            let if_not_exists = words(next + 2).as_deref() == Some("IF");
            let strings: Vec<String> = solid[next..]
                .iter()
                .filter_map(|token| match token {
                    Token::SingleQuotedString(text) => Some(text.clone()),
                    _ => None,
                })
                .collect();
            let has =
                |wanted: &str| (next..solid.len()).any(|at| words(at).as_deref() == Some(wanted));
            let value = strings
                .first()
                .cloned()
                .ok_or_else(|| syntax("expected a value"))?;
            Command::AddEnumValue {
                name: enumeration,
                value,
                before: has("BEFORE").then(|| strings.get(1).cloned()).flatten(),
                after: has("AFTER").then(|| strings.get(1).cloned()).flatten(),
                if_not_exists,
            }
        }
        _ => return Ok(None),
    }))
}

fn plain_name(name: &str) -> String {
    name.rsplit('.')
        .next()
        .unwrap_or(name)
        .trim_matches(['[', ']', '"'])
        .to_owned()
}

fn word_of(token: &Token) -> Option<String> {
    match token {
        Token::Word(word) => Some(word.value.to_ascii_uppercase()),
        _ => None,
    }
}

fn reads_attempt(solid: &[&Token]) -> bool {
    solid.windows(3).any(|three| {
        word_of(three[0]).as_deref() == Some("PG_TEMP")
            && *three[1] == Token::Period
            && word_of(three[2]).as_deref() == Some("TESTFUNC")
    })
}

/// The CREATE TYPE inside a DO block.
fn enum_in(block: &str, dialect: Dialect) -> Result<Command, EngineError> {
    let other = || EngineError::Unsupported {
        feature: "DO with anything but CREATE TYPE … AS ENUM".into(),
    };
    let start = block.find("CREATE TYPE").ok_or_else(other)?;
    let end = block[start..]
        .find(';')
        .map_or(block.len(), |at| start + at);
    let parsed = parse(&block[start..end], dialect)?
        .pop()
        .ok_or_else(other)?;
    match parsed.command {
        Command::Sql(statement) => match *statement {
            Statement::CreateType {
                name,
                representation: UserDefinedTypeRepresentation::Enum { labels },
            } => Ok(Command::CreateEnum {
                name: super::define::table_name(&name, dialect),
                labels: labels.into_iter().map(|label| label.value).collect(),
            }),
            _ => Err(other()),
        },
        _ => Err(other()),
    }
}

/// The INSERT inside the function of PostgreSQL's findOrCreate.
fn attempt(solid: &[&Token], dialect: Dialect) -> Result<Command, EngineError> {
    let other = || EngineError::Unsupported {
        feature: "CREATE FUNCTION".into(),
    };
    let body = solid
        .iter()
        .find_map(|token| match token {
            Token::DollarQuotedString(text) => Some(text.value.as_str()),
            _ => None,
        })
        .ok_or_else(other)?;
    let start = body.find("INSERT INTO").ok_or_else(other)?;
    let end = body.rfind(" INTO response").ok_or_else(other)?;
    let insert = body.get(start..end).ok_or_else(other)?;
    let parsed = parse(insert, dialect)?.pop().ok_or_else(other)?;
    Ok(Command::Attempt(Box::new(parsed)))
}

/// Makes a MERGE readable: without table hints, its OUTPUT told apart.
fn merge(tokens: &mut Vec<Token>) -> bool {
    let mut depth = 0;
    let mut output = None;
    let mut hint = None;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            token if depth == 0 => match word_of(token).as_deref() {
                Some("OUTPUT") => output = Some(at),
                Some("WITH") => hint = Some(at),
                _ => {}
            },
            _ => {}
        }
    }
    if let Some(at) = output {
        tokens.truncate(at);
    }
    if let Some(at) = hint
        && let Some(close) = tokens[at..]
            .iter()
            .position(|token| *token == Token::RParen)
    {
        tokens.drain(at..=at + close);
    }
    output.is_some()
}

/// SQL Server's `ALTER COLUMN name type` is `MODIFY COLUMN` to the parser.
fn alter_column(tokens: &mut [Token]) {
    let positions: Vec<usize> = (0..tokens.len())
        .filter(|at| !is_space(&tokens[*at]))
        .collect();
    for window in positions.windows(4) {
        if word_of(&tokens[window[0]]).as_deref() == Some("ALTER")
            && word_of(&tokens[window[1]]).as_deref() == Some("COLUMN")
            && !matches!(word_of(&tokens[window[3]]).as_deref(), Some("SET" | "DROP"))
        {
            tokens[window[0]] = Token::make_keyword("MODIFY");
        }
    }
}

/// MySQL's `DROP FOREIGN KEY x`, `DROP INDEX x` and `DROP CHECK x` are `DROP CONSTRAINT x`.
fn drop_words(tokens: &mut [Token]) {
    let positions: Vec<usize> = (0..tokens.len())
        .filter(|at| !is_space(&tokens[*at]))
        .collect();
    for (at, position) in positions.iter().enumerate() {
        if word_of(&tokens[*position]).as_deref() != Some("DROP") {
            continue;
        }
        let next = |by: usize| positions.get(at + by).and_then(|at| word_of(&tokens[*at]));
        match (next(1).as_deref(), next(2).as_deref()) {
            (Some("FOREIGN"), Some("KEY")) => {
                tokens[positions[at + 1]] = Token::make_keyword("CONSTRAINT");
                tokens[positions[at + 2]] = Token::Whitespace(Whitespace::Space);
            }
            (Some("INDEX" | "KEY" | "CHECK"), Some(_)) => {
                tokens[positions[at + 1]] = Token::make_keyword("CONSTRAINT");
            }
            _ => {}
        }
    }
}

/// SQLite's `a IS b` is the standard's `a IS NOT DISTINCT FROM b`.
fn plain_is(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        if matches!(&tokens[at], Token::Word(word) if word.keyword == Keyword::IS) {
            let next = |from: usize| (from..tokens.len()).find(|at| !is_space(&tokens[*at]));
            let known = |at: usize| {
                matches!(
                    word_of(&tokens[at]).as_deref(),
                    Some("NULL" | "TRUE" | "FALSE" | "DISTINCT" | "UNKNOWN")
                ) && matches!(&tokens[at], Token::Word(word) if word.quote_style.is_none())
            };
            if let Some(first) = next(at + 1) {
                let negated = word_of(&tokens[first]).as_deref() == Some("NOT");
                let operand = if negated {
                    next(first + 1)
                } else {
                    Some(first)
                };
                if let Some(operand) = operand
                    && !known(operand)
                {
                    let words: &[&str] = if negated {
                        &["DISTINCT", "FROM"]
                    } else {
                        &["NOT", "DISTINCT", "FROM"]
                    };
                    let inserted = words.iter().flat_map(|word| {
                        [
                            Token::Whitespace(Whitespace::Space),
                            Token::make_keyword(word),
                        ]
                    });
                    let space = std::iter::once(Token::Whitespace(Whitespace::Space));
                    tokens.splice(at + 1..operand, inserted.chain(space));
                }
            }
        }
        at += 1;
    }
}

/// Takes out words of a MySQL column that say how text is compared or numbers are shown.
fn column_words(tokens: &mut Vec<Token>) {
    drop_words(tokens);
    let mut before = Token::Comma;
    tokens.retain(|token| {
        let drop = matches!(
            (word_of(token).as_deref(), &before),
            (Some("BINARY"), Token::RParen) | (Some("ZEROFILL"), _)
        ) && !matches!(token, Token::Word(word) if word.quote_style.is_some());
        if !is_space(token) {
            before = token.clone();
        }
        !drop
    });
}

/// Takes `IF OBJECT_ID('[t]', 'U') IS [NOT] NULL` off the front.
fn object_guard(tokens: &mut Vec<Token>) -> Option<Guard> {
    let positions: Vec<usize> = (0..tokens.len())
        .filter(|at| !is_space(&tokens[*at]))
        .collect();
    if word(tokens, 0).as_deref() != Some("IF") || word(tokens, 1).as_deref() != Some("OBJECT_ID") {
        return None;
    }
    let close = positions
        .iter()
        .position(|at| tokens[*at] == Token::RParen)?;
    let table = text_of(&tokens[*positions.get(3)?])?;
    let exists = word(tokens, close + 2).as_deref() == Some("NOT");
    let end = close + if exists { 3 } else { 2 };
    let table = table
        .rsplit('.')
        .next()
        .unwrap_or(&table)
        .trim_matches(['[', ']'])
        .to_owned();
    let cut = *positions.get(end)?;
    tokens.drain(..=cut);
    Some(Guard { table, exists })
}

/// `INSERT … OUTPUT INSERTED.[a] VALUES …` → `INSERT … VALUES … RETURNING INSERTED.[a]`.
fn output(tokens: &mut Vec<Token>) {
    if !matches!(
        word(tokens, 0).as_deref(),
        Some("INSERT" | "UPDATE" | "DELETE")
    ) {
        return;
    }
    let mut depth = 0;
    let mut start = None;
    let mut end = tokens.len();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            Token::Word(word) if depth == 0 && word.quote_style.is_none() => {
                if start.is_none() && word.value.eq_ignore_ascii_case("output") {
                    start = Some(at);
                } else if start.is_some()
                    && matches!(
                        word.keyword,
                        Keyword::VALUES
                            | Keyword::DEFAULT
                            | Keyword::WHERE
                            | Keyword::SELECT
                            | Keyword::FROM
                    )
                {
                    end = at;
                    break;
                }
            }
            _ => {}
        }
    }
    let Some(start) = start else { return };
    let cut: Vec<Token> = tokens.drain(start..end).collect();
    tokens.push(Token::Whitespace(Whitespace::Space));
    tokens.push(Token::make_keyword("RETURNING"));
    tokens.extend(cut.into_iter().skip(1));
}

/// `VALUES(col)` after `=` in ON DUPLICATE KEY UPDATE is a function to MySQL.
fn mysql_words(tokens: &mut [Token]) {
    let mut update = false;
    for token in tokens {
        if let Token::Word(word) = token {
            match word.keyword {
                Keyword::DUPLICATE => update = true,
                Keyword::VALUES if update => {
                    *token = Token::Word(Word {
                        value: "inserted_value".into(),
                        quote_style: None,
                        keyword: Keyword::NoKeyword,
                    });
                }
                _ => {}
            }
        }
    }
}

/// Takes `LIMIT n` off the end.
fn cut_limit(tokens: &mut Vec<Token>, rules: &dyn Rules) -> Result<Option<Expr>, EngineError> {
    let mut depth = 0;
    let mut found = None;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            Token::Word(word) if depth == 0 && word.keyword == Keyword::LIMIT => found = Some(at),
            _ => {}
        }
    }
    let Some(at) = found else { return Ok(None) };
    let cut: Vec<Token> = tokens.drain(at..).skip(1).collect();
    expr(cut, rules).map(Some)
}

/// Takes `TOP (n)` out of UPDATE TOP (n) and DELETE TOP (n).
fn cut_top(tokens: &mut Vec<Token>, rules: &dyn Rules) -> Result<Option<Expr>, EngineError> {
    let first = word(tokens, 0);
    if !matches!(first.as_deref(), Some("UPDATE" | "DELETE"))
        || word(tokens, 1).as_deref() != Some("TOP")
    {
        return Ok(None);
    }
    let positions: Vec<usize> = (0..tokens.len())
        .filter(|at| !is_space(&tokens[*at]))
        .collect();
    let Some(close) = tokens.iter().position(|token| *token == Token::RParen) else {
        return Err(syntax("expected TOP (n)"));
    };
    let Some(open) = positions.get(2).copied() else {
        return Err(syntax("expected TOP (n)"));
    };
    let cut: Vec<Token> = tokens[open + 1..close].to_vec();
    tokens.drain(positions[1]..=close);
    expr(cut, rules).map(Some)
}

fn expr(tokens: Vec<Token>, rules: &dyn Rules) -> Result<Expr, EngineError> {
    Parser::new(rules)
        .with_tokens(tokens)
        .parse_expr()
        .map_err(|error| syntax(error.to_string()))
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
    Parser::new(&*rules)
        .try_with_sql(text)
        .and_then(|mut parser| parser.parse_expr())
        .map_err(|error| syntax(error.to_string()))
}
