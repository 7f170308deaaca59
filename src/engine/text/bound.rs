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

/// What stands between two brackets or commas, so far.
#[derive(Default)]
struct Level {
    /// Words that join terms: each makes the tree one deeper.
    terms: usize,
    /// Operators since the last of them, and the most there were between two.
    chain: usize,
    longest: usize,
}

/// Refuses what would need more stack than a worker has.
pub(super) fn bound(tokens: &[Token]) -> Result<(), EngineError> {
    let mut levels = vec![Level::default()];
    for token in tokens {
        match token {
            Token::LParen | Token::LBracket => levels.push(Level::default()),
            Token::RParen | Token::RBracket => {
                levels.pop();
                if levels.is_empty() {
                    levels.push(Level::default());
                }
            }
            Token::Word(_)
            | Token::Number(..)
            | Token::SingleQuotedString(_)
            | Token::Whitespace(_)
            | Token::Period
            | Token::Comma
            | Token::Placeholder(_) => {}
            _ => operator(&mut levels)?,
        }
        let Some(level) = levels.last_mut() else {
            continue;
        };
        match token {
            Token::Comma => *level = Level::default(),
            Token::Word(word) => match word.keyword {
                Keyword::AND
                | Keyword::OR
                | Keyword::UNION
                | Keyword::INTERSECT
                | Keyword::EXCEPT
                | Keyword::JOIN
                | Keyword::NOT => {
                    level.terms += 1;
                    level.chain = 0;
                    operator(&mut levels)?;
                }
                Keyword::IS
                | Keyword::COLLATE
                | Keyword::LIKE
                | Keyword::ILIKE
                | Keyword::RLIKE
                | Keyword::REGEXP
                | Keyword::IN
                | Keyword::BETWEEN
                | Keyword::XOR
                | Keyword::DIV => operator(&mut levels)?,
                _ => {}
            },
            _ => {}
        }
        if levels.len() > MAX_NESTING {
            return Err(EngineError::Unsupported {
                feature: format!("nesting deeper than {MAX_NESTING}"),
            });
        }
    }
    Ok(())
}

fn operator(levels: &mut [Level]) -> Result<(), EngineError> {
    if let Some(level) = levels.last_mut() {
        level.chain += 1;
        level.longest = level.longest.max(level.chain);
        if level.terms + level.longest > MAX_OPERATORS {
            return Err(EngineError::Unsupported {
                feature: format!("an expression of more than {MAX_OPERATORS} terms"),
            });
        }
    }
    Ok(())
}
