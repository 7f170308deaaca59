//! Matches LIKE patterns without building anything.

/// Whether `text` matches `pattern`; `%` is any run, `_` any one character. `classes` also reads
/// SQL Server's `[a-z]`. `None`: the pattern ends in its escape character.
pub(crate) fn matches(
    text: &str,
    pattern: &str,
    escape: Option<char>,
    insensitive: bool,
    classes: bool,
) -> Option<bool> {
    if insensitive {
        let (text, pattern) = (text.to_lowercase(), pattern.to_lowercase());
        let escape = escape.and_then(|escape| escape.to_lowercase().next());
        return matches(&text, &pattern, escape, false, classes);
    }
    let pattern = tokens(pattern, escape, classes)?;
    let text: Vec<char> = text.chars().collect();
    // The classic walk: on a mismatch, let the last `%` take one character more.
    let (mut at, mut next) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(next) {
            Some(Token::Any) => {
                star = Some((next, at));
                next += 1;
            }
            Some(token) if token.takes(text[at]) => {
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
    Some(pattern[next..].iter().all(|token| *token == Token::Any))
}

#[derive(PartialEq)]
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

fn tokens(pattern: &str, escape: Option<char>, classes: bool) -> Option<Vec<Token>> {
    let mut tokens = Vec::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        tokens.push(match c {
            c if Some(c) == escape => Token::Exact(chars.next()?),
            '%' => {
                if tokens.last() == Some(&Token::Any) {
                    continue;
                }
                Token::Any
            }
            '_' => Token::One,
            '[' if classes => {
                let negated = chars.next_if_eq(&'^').is_some();
                let mut ranges = Vec::new();
                while let Some(low) = chars.next() {
                    if low == ']' {
                        break;
                    }
                    if chars.next_if_eq(&'-').is_some() {
                        ranges.push((low, chars.next()?));
                    } else {
                        ranges.push((low, low));
                    }
                }
                Token::Class(ranges, negated)
            }
            c => Token::Exact(c),
        });
    }
    Some(tokens)
}
