//! Rewrites what a dialect writes into what the parser reads, token by token.

use super::{
    Guard, syntax,
    token::{is_space, text_of, word, word_of},
};
use crate::engine::EngineError;
use gluesql::core::sqlparser::{
    ast::Expr,
    dialect::Dialect as Rules,
    keywords::Keyword,
    parser::Parser,
    tokenizer::{Token, Whitespace, Word},
};

/// Makes a MERGE readable: without table hints, its OUTPUT told apart.
pub(super) fn merge(tokens: &mut Vec<Token>) -> bool {
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
pub(super) fn alter_column(tokens: &mut [Token]) {
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
pub(super) fn plain_is(tokens: &mut Vec<Token>) {
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
pub(super) fn column_words(tokens: &mut Vec<Token>) {
    drop_words(tokens);
    let mut before = Token::Comma;
    tokens.retain(|token| {
        let drop = matches!(
            (word_of(token).as_deref(), &before),
            (Some("BINARY"), Token::RParen) | (Some("ZEROFILL" | "ASC" | "DESC"), _)
        ) && !matches!(token, Token::Word(word) if word.quote_style.is_some());
        if !is_space(token) {
            before = token.clone();
        }
        !drop
    });
}

/// Takes `IF OBJECT_ID('[t]', 'U') IS [NOT] NULL` off the front.
pub(super) fn object_guard(tokens: &mut Vec<Token>) -> Option<Guard> {
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
pub(super) fn output(tokens: &mut Vec<Token>) {
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
pub(super) fn mysql_words(tokens: &mut [Token]) {
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
pub(super) fn cut_limit(
    tokens: &mut Vec<Token>,
    rules: &dyn Rules,
) -> Result<Option<Expr>, EngineError> {
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
pub(super) fn cut_top(
    tokens: &mut Vec<Token>,
    rules: &dyn Rules,
) -> Result<Option<Expr>, EngineError> {
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

pub(super) fn expr(tokens: Vec<Token>, rules: &dyn Rules) -> Result<Expr, EngineError> {
    Parser::new(rules)
        .with_tokens(tokens)
        .parse_expr()
        .map_err(|error| syntax(error.to_string()))
}

/// SQL Server's `ADD CONSTRAINT name DEFAULT (x) FOR column` is `ALTER COLUMN column SET DEFAULT (x)`
/// to the parser; a default has no name here.
pub(super) fn default_constraint(tokens: &mut Vec<Token>) {
    let at = |wanted: &str| {
        tokens
            .iter()
            .position(|token| word_of(token).as_deref() == Some(wanted))
    };
    let (Some(add), Some(default), Some(column)) = (at("ADD"), at("DEFAULT"), at("FOR")) else {
        return;
    };
    if !(add < default && default < column) {
        return;
    }
    let words = |words: &[&str]| -> Vec<Token> {
        let spaced = words.iter().flat_map(|word| {
            [
                Token::make_keyword(word),
                Token::Whitespace(Whitespace::Space),
            ]
        });
        spaced.collect()
    };
    let mut rewritten = tokens[..add].to_vec();
    rewritten.extend(words(&["ALTER", "COLUMN"]));
    rewritten.extend_from_slice(&tokens[column + 1..]);
    rewritten.push(Token::Whitespace(Whitespace::Space));
    rewritten.extend(words(&["SET"]));
    rewritten.extend_from_slice(&tokens[default..column]);
    *tokens = rewritten;
}

/// SQL Server's `VARBINARY(MAX)`: the parser knows the length as a number alone.
pub(super) fn binary_max(tokens: &mut Vec<Token>) {
    while let Some(at) = tokens.windows(4).position(|four| {
        word_of(&four[0]).as_deref() == Some("VARBINARY")
            && four[1] == Token::LParen
            && word_of(&four[2]).as_deref() == Some("MAX")
            && four[3] == Token::RParen
    }) {
        tokens.drain(at + 1..at + 4);
    }
}

/// MySQL's options after the columns, in the order in which the parser wants them. Character sets
/// and row formats say nothing here.
pub(super) fn table_options(tokens: &mut Vec<Token>) {
    let is = |at: usize, wanted: &str| word(tokens, at).as_deref() == Some(wanted);
    if !(is(0, "CREATE") && is(1, "TABLE")) {
        return;
    }
    let Some(end) = tokens.iter().rposition(|token| *token == Token::RParen) else {
        return;
    };
    let solid: Vec<&Token> = tokens[end + 1..]
        .iter()
        .filter(|token| !is_space(token))
        .collect();
    let value = |wanted: &str| {
        let at = solid
            .iter()
            .position(|token| word_of(token).as_deref() == Some(wanted))?;
        solid[at + 1..]
            .iter()
            .find(|token| ***token != Token::Eq)
            .map(|token| (*token).clone())
    };
    let mut options = Vec::new();
    for (option, equals) in [
        ("ENGINE", true),
        ("AUTO_INCREMENT", true),
        ("COMMENT", false),
    ] {
        if let Some(value) = value(option) {
            let sign = if equals {
                Token::Eq
            } else {
                Token::Whitespace(Whitespace::Space)
            };
            options.extend([
                Token::Whitespace(Whitespace::Space),
                Token::make_keyword(option),
                sign,
                value,
            ]);
        }
    }
    tokens.truncate(end + 1);
    tokens.extend(options);
}
