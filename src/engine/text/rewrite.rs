//! Rewrites what a dialect writes into what the parser reads, token by token.

use super::{
    Guard, Tail, syntax,
    token::{is_space, solid, text_of, word, word_of},
};
use crate::engine::EngineError;
use gluesql::core::sqlparser::{
    ast::{Expr, SqliteOnConflict},
    dialect::Dialect as Rules,
    keywords::Keyword,
    parser::Parser,
    tokenizer::{Token, Whitespace},
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

/// SQLite's GLOB is `RLIKE` to the parser, which SQLite has not.
pub(super) fn glob(tokens: &mut [Token]) {
    for token in tokens {
        if matches!(token, Token::Word(word) if word.quote_style.is_none()
            && word.value.eq_ignore_ascii_case("glob"))
        {
            *token = Token::make_keyword("RLIKE");
        }
    }
}

/// Takes `OR IGNORE`, `OR REPLACE` or `OR ABORT` out of SQLite's UPDATE.
pub(super) fn cut_or(tokens: &mut Vec<Token>) -> Option<SqliteOnConflict> {
    if word(tokens, 0).as_deref() != Some("UPDATE") || word(tokens, 1).as_deref() != Some("OR") {
        return None;
    }
    let or = match word(tokens, 2).as_deref()? {
        "IGNORE" => SqliteOnConflict::Ignore,
        "REPLACE" => SqliteOnConflict::Replace,
        "ABORT" => SqliteOnConflict::Abort,
        _ => return None,
    };
    let solid: Vec<usize> = (0..tokens.len())
        .filter(|at| !is_space(&tokens[*at]))
        .collect();
    tokens.drain(solid[1]..=solid[2]);
    Some(or)
}

/// PostgreSQL's `FOR KEY SHARE` and `FOR NO KEY UPDATE` are `FOR SHARE` and `FOR UPDATE` to the parser.
pub(super) fn plain_lock(tokens: &mut Vec<Token>) {
    let mut behind_for = false;
    tokens.retain(|token| {
        let word = word_of(token);
        let is_cut = behind_for && matches!(word.as_deref(), Some("NO" | "KEY"));
        behind_for = is_cut || word.as_deref() == Some("FOR") || (behind_for && is_space(token));
        !is_cut
    });
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

/// Takes ORDER BY and LIMIT off the end of MySQL's UPDATE.
pub(super) fn cut_tail(tokens: &mut Vec<Token>, rules: &dyn Rules) -> Result<Tail, EngineError> {
    let mut depth = 0;
    let found = tokens.iter().position(|token| {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            _ => {}
        }
        depth == 0
            && matches!(token, Token::Word(word) if word.quote_style.is_none()
                && matches!(word.keyword, Keyword::ORDER | Keyword::LIMIT))
    });
    let Some(at) = found else {
        return Ok(Tail::default());
    };
    let mut query = vec![
        Token::make_keyword("SELECT"),
        Token::Number("1".into(), false),
    ];
    query.extend(tokens.drain(at..));
    let query = Parser::new(rules)
        .with_tokens(query)
        .parse_query()
        .map_err(|error| syntax(error.to_string()))?;
    Ok(Tail {
        order: query.order_by.map(|by| by.exprs).unwrap_or_default(),
        limit: query.limit,
        or: None,
    })
}

/// Whether an index is clustered says how it is kept, not what it holds.
pub(super) fn without_clustering(tokens: &mut Vec<Token>) {
    tokens.retain(|token| {
        !matches!(token, Token::Word(word) if word.quote_style.is_none()
            && (word.value.eq_ignore_ascii_case("clustered")
                || word.value.eq_ignore_ascii_case("nonclustered")))
    });
}

/// `OPTION (…)` would be a table's name and columns to the parser, and `SELECT @x = 1` a label.
pub(super) fn hints(tokens: &[Token]) -> Result<(), EngineError> {
    let is_option = |token: &Token| {
        matches!(token, Token::Word(word) if word.quote_style.is_none()
            && word.value.eq_ignore_ascii_case("option"))
    };
    if word(tokens, 0).as_deref() == Some("SELECT")
        && word(tokens, 1).is_some_and(|name| name.starts_with('@'))
        && solid(tokens).get(2) == Some(&&Token::Eq)
    {
        return Err(syntax("unexpected variable"));
    }
    let mut solid = tokens.iter().filter(|token| !is_space(token)).peekable();
    while let Some(token) = solid.next() {
        if is_option(token) && solid.peek() == Some(&&Token::LParen) {
            return Err(syntax("unexpected OPTION"));
        }
    }
    Ok(())
}

/// SQL Server's `VARBINARY(MAX)`: MAX is no number.
pub(super) fn longest(tokens: &mut [Token]) {
    for token in tokens {
        if let Token::Word(word) = token
            && word.keyword == Keyword::VARBINARY
        {
            word.keyword = Keyword::NoKeyword;
        }
    }
}
