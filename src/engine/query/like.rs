//! Matches LIKE and GLOB patterns: each is read once, and a row of ASCII needs nothing built for it.

use crate::engine::collation::Collation;
use std::{cell::RefCell, rc::Rc};

/// A long text may meet a long pattern at as many places as it has letters.
const MAX_STEPS: usize = 50_000_000;

/// A pattern that has been read: `%` is any run, `_` any one character.
#[derive(Debug)]
pub(crate) struct Pattern {
    tokens: Vec<Token>,
    letters: Collation,
}

/// How a pattern is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `%` and `_`.
    Like,
    /// SQL Server's: `[a-z]` too.
    Classes,
    /// SQLite's GLOB: `*`, `?` and `[a-z]`.
    Glob,
}

/// The pattern that a LIKE met last: nearly always it meets it again with the next row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(RefCell<Option<(String, Rc<Pattern>)>>);

/// What was remembered makes no difference.
impl PartialEq for Memory {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Memory {
    /// A pattern, read now or before. `None`: it ends in its escape character.
    pub(crate) fn read(
        &self,
        pattern: &str,
        escape: Option<char>,
        letters: Collation,
        style: Style,
    ) -> Option<Rc<Pattern>> {
        if let Some((text, known)) = &*self.0.borrow()
            && text == pattern
        {
            return Some(known.clone());
        }
        let escape = escape.and_then(|escape| {
            let escape = escape.to_string();
            letters.letters(&escape).chars().next()
        });
        let tokens = tokens(&letters.letters(pattern), escape, style)?;
        let read = Rc::new(Pattern { tokens, letters });
        *self.0.borrow_mut() = Some((pattern.to_owned(), read.clone()));
        Some(read)
    }
}

impl Pattern {
    /// Whether a text matches; `None`: it takes too long to tell.
    pub(crate) fn matches(&self, text: &str) -> Option<bool> {
        if text.is_ascii() {
            let bytes = text.as_bytes();
            return self.walk(bytes.len(), |at| {
                let byte = bytes[at];
                char::from(if self.letters == Collation::Binary {
                    byte
                } else {
                    byte.to_ascii_lowercase()
                })
            });
        }
        let text: Vec<char> = self.letters.letters(text).chars().collect();
        self.walk(text.len(), |at| text[at])
    }

    /// The classic walk: on a mismatch, let the last `%` take one character more.
    fn walk(&self, length: usize, character: impl Fn(usize) -> char) -> Option<bool> {
        let (mut at, mut next) = (0, 0);
        let mut steps = 0;
        let mut star: Option<(usize, usize)> = None;
        while at < length {
            steps += 1;
            if steps > MAX_STEPS {
                return None;
            }
            match self.tokens.get(next) {
                Some(Token::Any) if next + 1 == self.tokens.len() => return Some(true),
                Some(Token::Any) => {
                    star = Some((next, at));
                    next += 1;
                }
                Some(token) if token.takes(character(at)) => {
                    at += 1;
                    next += 1;
                }
                _ => match &mut star {
                    Some((from, taken)) => {
                        *taken += 1;
                        at = *taken;
                        next = *from + 1;
                    }
                    None => return Some(false),
                },
            }
        }
        Some(self.tokens[next..].iter().all(|token| *token == Token::Any))
    }
}

#[derive(Debug, PartialEq)]
enum Token {
    Any,
    One,
    Exact(char),
    Class(Vec<(char, char)>, bool),
}

impl Token {
    fn takes(&self, c: char) -> bool {
        match self {
            Self::Any => false,
            Self::One => true,
            Self::Exact(exact) => *exact == c,
            Self::Class(ranges, negated) => {
                ranges.iter().any(|(low, high)| (*low..=*high).contains(&c)) != *negated
            }
        }
    }
}

fn tokens(pattern: &str, escape: Option<char>, style: Style) -> Option<Vec<Token>> {
    let (any, one) = match style {
        Style::Glob => ('*', '?'),
        _ => ('%', '_'),
    };
    let mut tokens = Vec::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        tokens.push(match c {
            c if Some(c) == escape => Token::Exact(chars.next()?),
            c if c == any => {
                if tokens.last() == Some(&Token::Any) {
                    continue;
                }
                Token::Any
            }
            c if c == one => Token::One,
            '[' if style != Style::Like => {
                let negated = chars.next_if_eq(&'^').is_some();
                let mut ranges = Vec::new();
                let mut first = style == Style::Glob;
                while let Some(low) = chars.next() {
                    if low == ']' && !first {
                        break;
                    }
                    first = false;
                    ranges.push((low, low));
                    if chars.next_if_eq(&'-').is_some() {
                        // At the end it is one of the characters.
                        match chars.next_if(|high| *high != ']') {
                            Some(high) => ranges.push((low, high)),
                            None => ranges.push(('-', '-')),
                        }
                    }
                }
                Token::Class(ranges, negated)
            }
            c => Token::Exact(c),
        });
    }
    Some(tokens)
}
