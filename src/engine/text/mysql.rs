//! Rewrites MySQL's own words for the parser: types with two numbers or UNSIGNED, options of
//! tables and indexes, `DROP INDEX`, `INSERT … SET`, operators.
//!
//! Spaces are gone by then: a position is a token.

use super::{syntax, token::word_of};
use crate::engine::EngineError;
use gluesql::core::sqlparser::{
    dialect::{Dialect, MySqlDialect},
    keywords::Keyword,
    tokenizer::{Token, Word},
};
use std::any::TypeId;

/// The parser's rules for MySQL, but for its reading of DIV: that takes a comparison which follows
/// into the operand, and panics where nothing follows. See [`operators`].
#[derive(Debug)]
pub(super) struct Rules(pub(super) MySqlDialect);

impl Dialect for Rules {
    fn dialect(&self) -> TypeId {
        self.0.dialect()
    }

    fn is_identifier_start(&self, ch: char) -> bool {
        self.0.is_identifier_start(ch)
    }

    fn is_identifier_part(&self, ch: char) -> bool {
        self.0.is_identifier_part(ch)
    }

    fn is_delimited_identifier_start(&self, ch: char) -> bool {
        self.0.is_delimited_identifier_start(ch)
    }

    fn identifier_quote_style(&self, identifier: &str) -> Option<char> {
        self.0.identifier_quote_style(identifier)
    }

    fn supports_string_literal_backslash_escape(&self) -> bool {
        self.0.supports_string_literal_backslash_escape()
    }

    fn supports_numeric_prefix(&self) -> bool {
        self.0.supports_numeric_prefix()
    }

    fn require_interval_qualifier(&self) -> bool {
        self.0.require_interval_qualifier()
    }

    fn supports_limit_comma(&self) -> bool {
        self.0.supports_limit_comma()
    }
}

/// `||` is OR and `&&` is AND. DIV takes the place of `||`, which has its precedence in the parser.
pub(super) fn operators(tokens: &mut [Token]) {
    for token in tokens {
        match token {
            Token::StringConcat => *token = Token::make_keyword("OR"),
            Token::Overlap => *token = Token::make_keyword("AND"),
            Token::Word(word) if word.quote_style.is_none() && word.keyword == Keyword::DIV => {
                *token = Token::StringConcat;
            }
            _ => {}
        }
    }
}

/// A word that is no keyword to the parser.
fn name(value: impl Into<String>) -> Token {
    Token::Word(Word {
        value: value.into(),
        quote_style: None,
        keyword: Keyword::NoKeyword,
    })
}

/// The word at a position in capitals, if it is not quoted.
fn bare(tokens: &[Token], at: usize) -> Option<String> {
    match tokens.get(at)? {
        Token::Word(word) if word.quote_style.is_none() => Some(word.value.to_ascii_uppercase()),
        _ => None,
    }
}

/// Where the bracket that opens at a position closes.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// `LOCK IN SHARE MODE` is `FOR SHARE`.
pub(super) fn lock(tokens: &mut Vec<Token>) {
    let start = tokens.len().saturating_sub(4);
    let last: Vec<String> = (start..tokens.len())
        .filter_map(|at| bare(tokens, at))
        .collect();
    if last == ["LOCK", "IN", "SHARE", "MODE"] {
        tokens.truncate(start);
        tokens.extend(["FOR", "SHARE"].map(Token::make_keyword));
    }
}

/// `GROUP BY a, b WITH ROLLUP` is `GROUP BY ROLLUP(a, b)`.
pub(super) fn rollup(tokens: &mut Vec<Token>) {
    let is = |tokens: &[Token], at: usize, word: &str| bare(tokens, at).as_deref() == Some(word);
    let mut at = 0;
    while at < tokens.len() {
        if is(tokens, at, "WITH") && is(tokens, at + 1, "ROLLUP") {
            let group = (0..at).rev().find(|at| is(tokens, *at, "GROUP"));
            if let Some(group) = group.filter(|group| is(tokens, group + 1, "BY")) {
                tokens.splice(at..at + 2, [Token::RParen]);
                tokens.splice(group + 2..group + 2, [name("ROLLUP"), Token::LParen]);
            }
        }
        at += 1;
    }
}

/// CREATE and ALTER.
pub(super) fn definition(tokens: &mut Vec<Token>) -> Result<(), EngineError> {
    drop_words(tokens);
    index_words(tokens);
    number_types(tokens);
    // How text is compared and numbers are shown: `CHAR(36) BINARY`, `INTEGER ZEROFILL`.
    let mut before = Token::Comma;
    let mut kept = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let shown = match bare(tokens, at).as_deref() {
            Some("BINARY") => before == Token::RParen,
            Some("ZEROFILL") => true,
            _ => false,
        };
        before = token.clone();
        if !shown {
            kept.push(token.clone());
        }
    }
    *tokens = kept;
    if bare(tokens, 0).as_deref() == Some("CREATE") && bare(tokens, 1).as_deref() == Some("TABLE") {
        table_options(tokens)?;
    }
    Ok(())
}

/// `DROP FOREIGN KEY x`, `DROP INDEX x` and `DROP CHECK x` are `DROP CONSTRAINT x`.
fn drop_words(tokens: &mut Vec<Token>) {
    for at in 0..tokens.len() {
        if bare(tokens, at).as_deref() != Some("DROP") {
            continue;
        }
        match (bare(tokens, at + 1).as_deref(), tokens.get(at + 2)) {
            (Some("FOREIGN"), Some(_)) if bare(tokens, at + 2).as_deref() == Some("KEY") => {
                tokens.remove(at + 2);
                tokens[at + 1] = Token::make_keyword("CONSTRAINT");
            }
            (Some("INDEX" | "KEY" | "CHECK"), Some(Token::Word(_))) => {
                tokens[at + 1] = Token::make_keyword("CONSTRAINT");
            }
            _ => {}
        }
    }
}

/// An index's type, its parser, and the order of its columns say how it is kept, not what it
/// holds. A full text index is one by its name.
fn index_words(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        match bare(tokens, at).as_deref() {
            Some("FULLTEXT" | "SPATIAL") if is_index(tokens, at + 1) => {
                tokens.remove(at);
                continue;
            }
            Some("FULLTEXT" | "SPATIAL") if matches!(tokens.get(at + 1), Some(Token::Word(_))) => {
                tokens[at] = Token::make_keyword("INDEX");
            }
            Some("USING") if matches!(bare(tokens, at + 1).as_deref(), Some("BTREE" | "HASH")) => {
                tokens.drain(at..at + 2);
                continue;
            }
            Some("WITH") if bare(tokens, at + 1).as_deref() == Some("PARSER") => {
                tokens.drain(at..(at + 3).min(tokens.len()));
                continue;
            }
            _ => {}
        }
        if is_index(tokens, at)
            && let Some(open) = (at + 1..tokens.len())
                .take(4)
                .find(|at| tokens[*at] == Token::LParen)
            && let Some(close) = closing(tokens, open)
        {
            let plain = plain_columns(&tokens[open + 1..close]);
            tokens.splice(open + 1..close, plain);
        }
        at += 1;
    }
}

fn is_index(tokens: &[Token], at: usize) -> bool {
    let before = bare(tokens, at.wrapping_sub(1));
    match bare(tokens, at).as_deref() {
        Some("INDEX" | "KEY") => before.as_deref() != Some("FOREIGN"),
        // `UNIQUE (a)` and `UNIQUE name (a)`, as a constraint of the table.
        Some("UNIQUE") => {
            let constraint = bare(tokens, at.wrapping_sub(2)).as_deref() == Some("CONSTRAINT");
            let begins = matches!(
                tokens.get(at.wrapping_sub(1)),
                Some(Token::Comma | Token::LParen)
            );
            constraint || begins || before.as_deref() == Some("ADD")
        }
        _ => false,
    }
}

/// Columns of an index without order and collation; expressions stay.
fn plain_columns(columns: &[Token]) -> Vec<Token> {
    let mut plain = Vec::with_capacity(columns.len());
    let mut at = 0;
    while at < columns.len() {
        match bare(columns, at).as_deref() {
            Some("ASC" | "DESC") => {}
            Some("COLLATE") => at += 1,
            _ => {
                let length = columns[at] == Token::LParen
                    && matches!(plain.last(), Some(Token::Word(_)))
                    && matches!(columns.get(at + 1), Some(Token::Number(..)))
                    && columns.get(at + 2) == Some(&Token::RParen);
                if length {
                    // `name(10)` becomes one name, for the index to tell apart again.
                    if let (Some(Token::Word(word)), Some(Token::Number(digits, _))) =
                        (plain.last_mut(), columns.get(at + 1))
                    {
                        word.value = format!("{}({digits})", word.value);
                        word.quote_style = Some('`');
                    }
                    at += 2;
                } else if let Some(close) =
                    closing(columns, at).filter(|_| columns[at] == Token::LParen)
                {
                    plain.extend_from_slice(&columns[at..=close]);
                    at = close;
                } else {
                    plain.push(columns[at].clone());
                }
            }
        }
        at += 1;
    }
    plain
}

/// `DOUBLE PRECISION(11,3) UNSIGNED` becomes a type of one word with all that in its brackets.
fn number_types(tokens: &mut Vec<Token>) {
    let mut at = 1;
    while at < tokens.len() {
        let Some(word) = bare(tokens, at).filter(|_| matches!(tokens[at - 1], Token::Word(_)))
        else {
            at += 1;
            continue;
        };
        let real = matches!(word.as_str(), "DOUBLE" | "FLOAT" | "REAL");
        if !real && !matches!(word.as_str(), "DECIMAL" | "NUMERIC" | "DEC") {
            at += 1;
            continue;
        }
        let mut text = word;
        let mut next = at + 1;
        if bare(tokens, next).as_deref() == Some("PRECISION") {
            text.push_str(" PRECISION");
            next += 1;
        }
        let mut inside = Vec::new();
        if tokens.get(next) == Some(&Token::LParen)
            && let Some(close) = closing(tokens, next)
        {
            inside = tokens[next + 1..close].to_vec();
            next = close + 1;
        }
        let mut unsigned = false;
        while let Some("UNSIGNED" | "SIGNED" | "ZEROFILL") = bare(tokens, next).as_deref() {
            unsigned |= bare(tokens, next).as_deref() != Some("SIGNED");
            next += 1;
        }
        if unsigned || (real && inside.contains(&Token::Comma)) {
            let mut written = vec![name(text), Token::LParen];
            if unsigned && !inside.is_empty() {
                inside.push(Token::Comma);
            }
            written.append(&mut inside);
            if unsigned {
                written.push(name("UNSIGNED"));
            }
            written.push(Token::RParen);
            let length = written.len();
            tokens.splice(at..next, written);
            at += length;
        } else {
            at = next;
        }
    }
}

/// What follows the columns of CREATE TABLE: the number to begin with and the comment count here,
/// what says how the table is kept does not, and anything else is refused by name.
fn table_options(tokens: &mut Vec<Token>) -> Result<(), EngineError> {
    let Some(end) = tokens
        .iter()
        .position(|token| *token == Token::LParen)
        .and_then(|open| closing(tokens, open))
    else {
        return Ok(());
    };
    let options: Vec<Token> = tokens.drain(end + 1..).collect();
    let mut number = None;
    let mut comment = None;
    let mut at = 0;
    while at < options.len() {
        let value = |at: usize| {
            let skip = usize::from(options.get(at) == Some(&Token::Eq));
            (options.get(at + skip).cloned(), at + skip + 1)
        };
        let word = bare(&options, at).unwrap_or_default();
        let next = match word.as_str() {
            "DEFAULT" => at + 1,
            _ if options[at] == Token::Comma => at + 1,
            "CHARACTER" => value(at + 2).1,
            "AUTO_INCREMENT" => {
                let (given, next) = value(at + 1);
                number = given;
                next
            }
            "COMMENT" => {
                let (given, next) = value(at + 1);
                comment = given;
                next
            }
            "ENGINE" | "CHARSET" | "COLLATE" | "ROW_FORMAT" | "KEY_BLOCK_SIZE" | "CHECKSUM"
            | "STATS_PERSISTENT" | "STATS_AUTO_RECALC" | "STATS_SAMPLE_PAGES" | "MAX_ROWS"
            | "MIN_ROWS" | "AVG_ROW_LENGTH" | "PACK_KEYS" | "COMPRESSION" => value(at + 1).1,
            // CREATE TABLE … AS SELECT, LIKE and the like are the parser's to tell.
            "AS" | "SELECT" | "PARTITION" => {
                tokens.extend_from_slice(&options[at..]);
                return Ok(());
            }
            _ => {
                return Err(EngineError::Unsupported {
                    feature: format!("the table option {}", options[at]),
                });
            }
        };
        at = next;
    }
    if let Some(number) = number {
        tokens.extend([Token::make_keyword("AUTO_INCREMENT"), Token::Eq, number]);
    }
    if let Some(comment) = comment {
        tokens.extend([Token::make_keyword("COMMENT"), Token::Eq, comment]);
    }
    Ok(())
}

/// `VALUES(col)` after `=` in ON DUPLICATE KEY UPDATE is a function.
pub(super) fn inserted_values(tokens: &mut [Token]) {
    let mut update = false;
    for token in tokens {
        if let Token::Word(word) = token {
            match word.keyword {
                Keyword::DUPLICATE => update = true,
                Keyword::VALUES if update => *token = name("inserted_value"),
                _ => {}
            }
        }
    }
}

/// `INSERT INTO t SET a = 1, b = 2` is `INSERT INTO t (a, b) VALUES (1, 2)`.
pub(super) fn insert_set(tokens: &mut Vec<Token>) -> Result<(), EngineError> {
    let end = tokens
        .iter()
        .position(|token| word_of(token).as_deref() == Some("ON"))
        .unwrap_or(tokens.len());
    let Some(set) = (0..end.min(6)).find(|at| bare(tokens, *at).as_deref() == Some("SET")) else {
        return Ok(());
    };
    let given: Vec<Token> = tokens.drain(set..end).skip(1).collect();
    let mut columns = vec![Token::LParen];
    let mut values = vec![Token::make_keyword("VALUES"), Token::LParen];
    let mut depth = 0;
    let mut first = true;
    for part in given.split(|token| {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            _ => {}
        }
        depth == 0 && *token == Token::Comma
    }) {
        let [column, Token::Eq, value @ ..] = part else {
            return Err(syntax("expected column = value"));
        };
        if !first {
            columns.push(Token::Comma);
            values.push(Token::Comma);
        }
        first = false;
        columns.push(column.clone());
        values.extend_from_slice(value);
    }
    columns.push(Token::RParen);
    values.push(Token::RParen);
    columns.extend(values);
    tokens.splice(set..set, columns);
    Ok(())
}
