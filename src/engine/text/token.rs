//! Looks at tokens.

use crate::{dialect::Dialect, engine::query::fold_word};
use gluesql::core::sqlparser::tokenizer::Token;

pub(super) fn is_space(token: &Token) -> bool {
    matches!(token, Token::Whitespace(_))
}

/// `$1`, `$2`, …
pub(super) fn is_numbered(name: &str) -> bool {
    name.strip_prefix('$').is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The tokens that are not space.
pub(super) fn solid(tokens: &[Token]) -> Vec<&Token> {
    tokens.iter().filter(|token| !is_space(token)).collect()
}

/// The n-th word in capitals.
pub(super) fn word(tokens: &[Token], at: usize) -> Option<String> {
    match solid(tokens).get(at)? {
        Token::Word(word) if word.quote_style.is_none() => Some(word.value.to_ascii_uppercase()),
        _ => None,
    }
}

pub(super) fn text_of(token: &Token) -> Option<String> {
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
pub(super) fn name_at(tokens: &[&Token], at: usize, dialect: Dialect) -> Option<(String, usize)> {
    let mut at = at;
    let part = |token: &Token| match token {
        Token::Word(word) => Some(fold_word(word, dialect)),
        other => text_of(other),
    };
    let mut name = part(tokens.get(at)?)?;
    while tokens.get(at + 1) == Some(&&Token::Period) {
        name = part(tokens.get(at + 2)?)?;
        at += 2;
    }
    Some((name, at + 1))
}

pub(super) fn plain_name(name: &str) -> String {
    name.rsplit('.')
        .next()
        .unwrap_or(name)
        .trim_matches(['[', ']', '"'])
        .to_owned()
}

pub(super) fn word_of(token: &Token) -> Option<String> {
    match token {
        Token::Word(word) => Some(word.value.to_ascii_uppercase()),
        _ => None,
    }
}
