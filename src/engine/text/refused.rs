//! Names what some database has and the engine does not run, and says what to do instead.
//!
//! Only a statement that cannot be read comes here: one that can costs nothing. `refused.txt` has a
//! line for each: a pattern, what to do instead, and a name, if the words found are none. In a
//! pattern `^` begins the statement, `A/B` is one or the other, `*` any word, `@` a variable, and
//! `~` any words before the next clause.

use super::token::{solid, word_of};
use crate::engine::EngineError;
use gluesql::core::sqlparser::tokenizer::Token;

const REFUSED: &str = include_str!("refused.txt");

/// Where the words that `~` stands for end.
const CLAUSES: [&str; 12] = [
    "(", ")", ",", "ADD", "CHANGE", "DROP", "INDEX", "MODIFY", "RENAME", "TABLE", "TO", "VIEW",
];

/// The refusal of a statement, if a line knows it.
pub(super) fn named(tokens: &[Token]) -> Option<EngineError> {
    let words: Vec<String> = solid(tokens).into_iter().map(shown).collect();
    REFUSED.lines().find_map(|line| {
        let mut fields = line.split('|').map(str::trim);
        let (pattern, instead) = (fields.next()?, fields.next()?);
        let anchored = pattern.strip_prefix('^');
        let parts: Vec<&str> = anchored.unwrap_or(pattern).split_whitespace().collect();
        let starts = if anchored.is_some() { 1 } else { words.len() };
        let found = (0..starts).find_map(|at| matched(&parts, words.get(at..)?))?;
        Some(EngineError::Refused {
            feature: fields.next().map_or(found, str::to_owned),
            instead,
        })
    })
}

/// A word in capitals, a sign as it is, and of a text that it is one.
fn shown(token: &Token) -> String {
    match token {
        Token::Word(word) if word.quote_style.is_some() => String::new(),
        Token::SingleQuotedString(_) => "''".into(),
        token => word_of(token).unwrap_or_else(|| token.to_string()),
    }
}

/// The words that a pattern's parts have found, if the text goes on as it says.
fn matched(parts: &[&str], words: &[String]) -> Option<String> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(String::new());
    };
    if *part == "~" {
        let ends = |word: &String| CLAUSES.contains(&word.as_str());
        let between = words.iter().position(ends).unwrap_or(words.len());
        return (0..=between).find_map(|at| matched(rest, words.get(at..)?));
    }
    let (word, after) = words.split_first()?;
    let fits = match *part {
        "*" => true,
        "@" => word.starts_with('@'),
        part => part.split('/').any(|one| one == word),
    };
    let found = fits.then(|| matched(rest, after))??;
    Some(if found.is_empty() {
        word.clone()
    } else {
        format!("{word} {found}")
    })
}
