//! Reads the statements that the parser does not know.

use super::{
    Command, parse, syntax,
    token::{name_at, plain_name, solid, text_of, word, word_of},
};
use crate::{
    dialect::Dialect,
    engine::{EngineError, define::table_name, query::fold_word},
};
use gluesql::core::sqlparser::{
    ast::{Statement, UserDefinedTypeRepresentation},
    tokenizer::Token,
};

/// Settings of a session that change nothing a statement could tell.
const HARMLESS: [&str; 14] = [
    "ANSI_NULLS",
    "ANSI_PADDING",
    "ANSI_WARNINGS",
    "ARITHABORT",
    "CHARACTER",
    "CLIENT_ENCODING",
    "CLIENT_MIN_MESSAGES",
    "LOCK_TIMEOUT",
    "NAMES",
    "NOCOUNT",
    "QUOTED_IDENTIFIER",
    "SEARCH_PATH",
    "STANDARD_CONFORMING_STRINGS",
    "TRANSACTION",
];

/// Words of MySQL that the parser would take for the name of a table or column.
const MODIFIERS: [&str; 8] = [
    "HIGH_PRIORITY",
    "HISTORY",
    "IGNORE",
    "LOW_PRIORITY",
    "QUICK",
    "SQL_CALC_FOUND_ROWS",
    "SQL_NO_CACHE",
    "STRAIGHT_JOIN",
];

/// Statements that the parser does not know.
#[expect(clippy::too_many_lines, reason = "one arm for each case")]
pub(super) fn own(tokens: &[Token], dialect: Dialect) -> Result<Option<Command>, EngineError> {
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
        ("ROLLBACK" | "COMMIT", "AND" | "PREPARED") => return Ok(None),
        ("ROLLBACK" | "ABORT", _) => {
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
        ("BEGIN" | "START", _) if begins(&solid) => Command::Begin,
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
                        Token::Word(word) => Some(fold_word(word, dialect)),
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
        ("SET", "IDENTITY_INSERT") => Command::IdentityInsert {
            table: name(2)?,
            on: solid.last().and_then(|token| word_of(token)).as_deref() == Some("ON"),
        },
        // One reader and writer needs no isolation, and text has one character set.
        ("SET", setting) if HARMLESS.contains(&setting) => Command::Setting,
        ("SET", "SESSION")
            if matches!(words(2).as_deref(), Some("TRANSACTION" | "CHARACTERISTICS")) =>
        {
            Command::Setting
        }
        ("SET", "AUTOCOMMIT")
            if solid.last().and_then(|on| text_of(on)).as_deref() == Some("1") =>
        {
            Command::Setting
        }
        // The function that PostgreSQL's findOrCreate has made.
        ("DROP", "FUNCTION") if names_attempt(&solid) => Command::Setting,
        ("UPDATE" | "DELETE" | "SELECT", modifier)
            if dialect.is_mysql() && MODIFIERS.contains(&modifier) =>
        {
            return Err(syntax(format!("unexpected {modifier}")));
        }
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
        ("EXEC" | "EXECUTE", "SP_HELPCONSTRAINT") => {
            let table = solid.last().and_then(|token| text_of(token));
            Command::HelpConstraint(plain_name(&table.unwrap_or_default()))
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
        ("DO", _) if dialect == Dialect::Postgres => {
            let inner = solid.get(1).and_then(|token| match token {
                Token::DollarQuotedString(text) => Some(text.value.clone()),
                token => text_of(token),
            });
            enum_in(&inner.unwrap_or_default(), dialect)?
        }
        ("CREATE", "OR") if words(3).as_deref() == Some("FUNCTION") => attempt(&solid, dialect)?,
        ("SELECT", _) if dialect == Dialect::Postgres && names_attempt(&solid) => {
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

/// Whether BEGIN opens a transaction, and not a block, nor one in which nothing may change.
fn begins(solid: &[&Token]) -> bool {
    const KINDS: [&str; 8] = [
        "TRANSACTION",
        "TRAN",
        "WORK",
        "DEFERRED",
        "IMMEDIATE",
        "EXCLUSIVE",
        "ISOLATION",
        "READ",
    ];
    let kind = solid.get(1).and_then(|token| word_of(token));
    kind.is_none_or(|kind| KINDS.contains(&kind.as_str()))
        && !solid
            .iter()
            .any(|token| word_of(token).as_deref() == Some("ONLY"))
}

fn names_attempt(solid: &[&Token]) -> bool {
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
                name: table_name(&name, dialect),
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
