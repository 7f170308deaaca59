//! Gives every parameter its number: `?` counts, `?2` and `$2` say it, and `:name`, `@name` and
//! `$name` are numbered in the order in which each name first comes, as SQLite does
//! (<https://sqlite.org/lang_expr.html#parameters>). SQL Server's `@0` is the first.

use super::token::{is_numbered, is_space};
use crate::dialect::Dialect;
use gluesql::core::sqlparser::tokenizer::Token;

/// The parameters of one text so far.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    count: usize,
    names: Vec<(String, usize)>,
}

impl Parameters {
    /// Replaces the parameters among the tokens of one statement.
    pub(super) fn number(&mut self, tokens: &[Token], dialect: Dialect) -> Vec<Token> {
        let mut numbered: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            let before = numbered.iter().rev().find(|token| !is_space(token));
            match &tokens[at] {
                Token::Placeholder(name) => numbered.push(self.placeholder(name)),
                // MySQL's names may begin with a dollar; `$1` is Sequelize's bound value all the
                // same.
                Token::Word(word) if word.quote_style.is_none() && is_numbered(&word.value) => {
                    numbered.push(Token::Placeholder(word.value.clone()));
                }
                // `@name` is a variable there.
                Token::Word(word)
                    if dialect == Dialect::Mssql
                        && word.quote_style.is_none()
                        && positioned(&word.value).is_some() =>
                {
                    let position = positioned(&word.value).unwrap_or_default();
                    numbered.push(Token::Placeholder(format!("${}", position + 1)));
                }
                // A slice of an array has a colon too, after a value.
                Token::Colon
                    if !matches!(
                        before,
                        Some(Token::Word(_) | Token::Number(..) | Token::RParen | Token::RBracket)
                    ) || before.is_some_and(is_keyword) =>
                {
                    match tokens.get(at + 1) {
                        Some(Token::Word(word)) if word.quote_style.is_none() => {
                            let number = self.named(&word.value);
                            numbered.push(Token::Placeholder(format!("${number}")));
                            at += 1;
                        }
                        _ => numbered.push(Token::Colon),
                    }
                }
                token => numbered.push(token.clone()),
            }
            at += 1;
        }
        numbered
    }

    fn placeholder(&mut self, name: &str) -> Token {
        let number = match name.strip_prefix(['?', '$']) {
            Some("") => {
                self.count += 1;
                self.count
            }
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number = digits.parse().unwrap_or(usize::MAX);
                if name.starts_with('?') {
                    self.count = self.count.max(number);
                }
                number
            }
            Some(word) if name.starts_with('$') => self.named(word),
            _ => return Token::Placeholder(name.to_owned()),
        };
        Token::Placeholder(format!("${number}"))
    }

    fn named(&mut self, name: &str) -> usize {
        if let Some((_, number)) = self.names.iter().find(|(known, _)| known == name) {
            return *number;
        }
        self.count += 1;
        self.names.push((name.to_owned(), self.count));
        self.count
    }
}

/// The position in `@0`.
fn positioned(name: &str) -> Option<usize> {
    let digits = name.strip_prefix('@')?;
    digits
        .parse()
        .ok()
        .filter(|position| *position < usize::MAX)
}

fn is_keyword(token: &Token) -> bool {
    use gluesql::core::sqlparser::keywords::Keyword;
    matches!(token, Token::Word(word)
        if word.quote_style.is_none() && word.keyword != Keyword::NoKeyword)
}
