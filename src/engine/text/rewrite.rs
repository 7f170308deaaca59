//! Rewrites what a dialect writes into what the parser reads, token by token.

use super::{
    Guard, Tail, syntax,
    token::{is_space, solid, text_of, word, word_of},
};
use crate::{dialect::Dialect, engine::EngineError};
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

/// `VARCHAR BINARY(255)` is a type like any other to SQLite; the parser knows it without BINARY.
pub(super) fn binary_text(tokens: &mut Vec<Token>) {
    let mut behind_text = false;
    tokens.retain(|token| {
        let word = word_of(token);
        let is_cut = behind_text && word.as_deref() == Some("BINARY");
        behind_text = word.as_deref() == Some("VARCHAR") || (behind_text && is_space(token));
        !is_cut
    });
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

/// `IS DISTINCT FROM` as an operator.
pub(crate) const DISTINCT: &str = "IS DISTINCT FROM";
/// `IS NOT DISTINCT FROM`, and what SQLite writes `IS`.
pub(crate) const NOT_DISTINCT: &str = "IS NOT DISTINCT FROM";

/// Makes operators of the comparisons that know NULL. The parser would take all that is left of a
/// condition for what follows them, AND and OR included.
pub(super) fn distinct(tokens: &mut Vec<Token>, dialect: Dialect) {
    let is_is = |token: &Token| matches!(token, Token::Word(word) if word.keyword == Keyword::IS);
    if !tokens.iter().any(is_is) {
        return;
    }
    let solid: Vec<usize> = (0..tokens.len())
        .filter(|at| !is_space(&tokens[*at]))
        .collect();
    let is = |at: usize, keyword: Keyword| {
        let token = solid.get(at).map(|at| &tokens[*at]);
        matches!(token, Some(Token::Word(word)) if word.keyword == keyword && word.quote_style.is_none())
    };
    let mut found = Vec::new();
    for start in 0..solid.len() {
        if !is(start, Keyword::IS) {
            continue;
        }
        let negated = is(start + 1, Keyword::NOT);
        let next = start + 1 + usize::from(negated);
        let known = [
            Keyword::NULL,
            Keyword::TRUE,
            Keyword::FALSE,
            Keyword::UNKNOWN,
        ];
        if is(next, Keyword::DISTINCT) && is(next + 1, Keyword::FROM) {
            found.push((start, next + 2, !negated));
        } else if dialect == Dialect::Sqlite && !known.iter().any(|word| is(next, *word)) {
            found.push((start, next, negated));
        }
    }
    // From the last on, so that those before stay where they are.
    for (start, end, differs) in found.into_iter().rev() {
        let operator = if differs { DISTINCT } else { NOT_DISTINCT };
        let end = solid.get(end).copied().unwrap_or(tokens.len());
        let space = Token::Whitespace(Whitespace::Space);
        let operator = Token::CustomBinaryOperator(operator.into());
        tokens.splice(solid[start]..end, [operator, space]);
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

#[cfg(test)]
mod tests {
    use super::distinct;
    use crate::dialect::Dialect;
    use gluesql::core::sqlparser::{
        ast::Expr,
        dialect::{PostgreSqlDialect, SQLiteDialect},
        parser::Parser,
        tokenizer::Tokenizer,
    };

    /// The outermost operator of a condition, and its right side.
    fn outermost(sql: &str, dialect: Dialect) -> (String, String) {
        let tokens = Tokenizer::new(&SQLiteDialect {}, sql).tokenize();
        let mut tokens = tokens.expect("tokens");
        distinct(&mut tokens, dialect);
        let parsed = match dialect {
            Dialect::Sqlite => Parser::new(&SQLiteDialect {})
                .with_tokens(tokens)
                .parse_expr(),
            _ => Parser::new(&PostgreSqlDialect {})
                .with_tokens(tokens)
                .parse_expr(),
        };
        match parsed {
            Ok(Expr::BinaryOp { op, right, .. }) => (op.to_string(), right.to_string()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_compared_ends_where_the_next_condition_begins() {
        let told = |operator: &str, right: &str| (operator.to_owned(), right.to_owned());
        for (sql, operator, right) in [
            ("a IS NOT 1 AND b", "AND", "b"),
            ("a IS b + 1", "IS NOT DISTINCT FROM", "b + 1"),
            ("a IS DISTINCT FROM b OR c", "OR", "c"),
            ("a IS NULL AND b IS NOT TRUE", "AND", "b IS NOT TRUE"),
        ] {
            assert_eq!(
                outermost(sql, Dialect::Sqlite),
                told(operator, right),
                "{sql}"
            );
        }
        let sql = "a IS NOT DISTINCT FROM b AND c IS DISTINCT FROM 2";
        let right = "c IS DISTINCT FROM 2";
        assert_eq!(outermost(sql, Dialect::Postgres), told("AND", right));
    }
}
