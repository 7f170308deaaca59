//! Refuses text that would need more stack than a worker has, before the parser sees it.

use crate::engine::EngineError;
use gluesql::core::sqlparser::{keywords::Keyword, tokenizer::Token};

/// More than this many operators in one list of tokens, and dropping the tree would overflow a
/// worker's stack.
const MAX_OPERATORS: usize = 1500;

/// Brackets nested deeper than this are refused by the parser.
const MAX_NESTING: usize = 40;

/// A statement longer than this is refused.
pub(super) const MAX_TEXT: usize = 32 << 20;

/// More words and signs than this, and reading them would need more memory than a worker has.
const MAX_WORDS: usize = 4_000_000;

/// Refuses a text of too many words and signs, before each becomes a token. What stands in single
/// quotes is one; other quotes are taken for signs, and so counted too much rather than too little.
pub(super) fn bound_words(sql: &str) -> Result<(), EngineError> {
    let (mut words, mut quoted, mut before) = (0, false, b' ');
    for byte in sql.bytes() {
        if byte == b'\'' {
            quoted = !quoted;
            words += 1;
        } else if !quoted {
            let in_word =
                |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
            words += usize::from(!in_word(byte) || !in_word(before));
        }
        before = byte;
    }
    if words > MAX_WORDS {
        return Err(EngineError::Unsupported {
            feature: format!("a text of more than {MAX_WORDS} words and signs"),
        });
    }
    Ok(())
}

/// Refuses what would need more stack than a worker has.
pub(super) fn bound(tokens: &[Token]) -> Result<(), EngineError> {
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
