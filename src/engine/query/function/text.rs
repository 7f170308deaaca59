//! Functions of texts. Positions count characters, from 1.

use super::{Arguments, counted, shown};
use crate::{
    dialect::Dialect,
    engine::{EngineError, error::invalid, query::context::bounded, types},
    schema::Value,
};

/// `UPPER`; that of SQLite knows ASCII alone (`lang_corefunc.html`).
pub(super) fn upper(given: &Arguments) -> Value {
    let text = given.text(0);
    Value::text(match given.dialect() {
        Dialect::Sqlite => text.to_ascii_uppercase(),
        _ => text.to_uppercase(),
    })
}

/// `LOWER`; that of SQLite knows ASCII alone (`lang_corefunc.html`).
pub(super) fn lower(given: &Arguments) -> Value {
    let text = given.text(0);
    Value::text(match given.dialect() {
        Dialect::Sqlite => text.to_ascii_lowercase(),
        _ => text.to_lowercase(),
    })
}

pub(super) fn ascii(given: &Arguments) -> Value {
    let first = given.text(0).chars().next();
    Value::Integer(first.map_or(0, |c| i64::from(u32::from(c))))
}

pub(super) fn char(given: &Arguments) -> Result<Value, EngineError> {
    Ok(u32::try_from(given.whole(0)?)
        .ok()
        .and_then(char::from_u32)
        .map_or(Value::Null, |c| Value::text(c.to_string())))
}

pub(super) fn concat(given: &Arguments) -> Value {
    Value::Text(given.values.iter().map(|value| shown(value)).collect())
}

pub(super) fn concat_ws(given: &Arguments) -> Value {
    if *given.value(0) == Value::Null {
        return Value::Null;
    }
    let parts: Vec<String> = given.values[1..]
        .iter()
        .filter(|value| ***value != Value::Null)
        .map(|value| shown(value))
        .collect();
    Value::text(parts.join(&given.text(0)))
}

pub(super) fn length(given: &Arguments) -> Value {
    match given.value(0) {
        Value::Bytes(bytes) => counted(bytes.len()),
        Value::List(items) => counted(items.len()),
        // SQL Server's LEN does not count blanks at the end.
        _ if given.dialect() == Dialect::Mssql => {
            counted(given.text(0).trim_end_matches(' ').chars().count())
        }
        _ => counted(given.text(0).chars().count()),
    }
}

pub(super) fn octet_length(given: &Arguments) -> Value {
    match given.value(0) {
        Value::Bytes(bytes) => counted(bytes.len()),
        _ => counted(given.text(0).len()),
    }
}

pub(super) fn trimmed(given: &Arguments, left: bool, right: bool) -> Value {
    let set: Vec<char> = if given.count() > 1 {
        given.text(1).chars().collect()
    } else {
        vec![' ']
    };
    let text = given.text(0);
    let mut rest = text.as_str();
    if left {
        rest = rest.trim_start_matches(set.as_slice());
    }
    if right {
        rest = rest.trim_end_matches(set.as_slice());
    }
    Value::text(rest)
}

pub(super) fn replace(given: &Arguments) -> Result<Value, EngineError> {
    let (text, part, by) = (given.text(0), given.text(1), given.text(2));
    if part.is_empty() {
        return Ok(Value::text(text));
    }
    bounded(
        text.len()
            .saturating_add(text.matches(&part).count().saturating_mul(by.len())),
    )?;
    Ok(Value::text(text.replace(&part, &by)))
}

pub(super) fn repeat(given: &Arguments) -> Result<Value, EngineError> {
    let count = types::size(given.whole(1)?).unwrap_or(0);
    let text = given.text(0);
    bounded(text.len().saturating_mul(count))?;
    Ok(Value::text(text.repeat(count)))
}

/// LPAD and RPAD: filled up, or cut.
pub(super) fn padded(given: &Arguments, left: bool) -> Result<Value, EngineError> {
    let width = types::size(given.whole(1)?).unwrap_or(0);
    // A character takes four bytes at most.
    bounded(width.saturating_mul(4))?;
    let fill = if given.count() > 2 {
        given.text(2)
    } else {
        " ".into()
    };
    let text = given.text(0);
    let missing = width.saturating_sub(text.chars().count());
    let padding: String = if fill.is_empty() {
        String::new()
    } else {
        fill.chars().cycle().take(missing).collect()
    };
    let cut: String = text.chars().take(width).collect();
    Ok(Value::text(if left {
        padding + &cut
    } else {
        cut + &padding
    }))
}

/// How many characters LEFT and RIGHT take; a negative number leaves so many out.
fn taken(count: usize, wanted: i64) -> usize {
    if wanted < 0 {
        count.saturating_sub(usize::try_from(-wanted).unwrap_or(count))
    } else {
        usize::try_from(wanted).unwrap_or(count).min(count)
    }
}

pub(super) fn left(given: &Arguments) -> Result<Value, EngineError> {
    let text: Vec<char> = given.text(0).chars().collect();
    let take = taken(text.len(), given.whole(1)?);
    Ok(Value::Text(text[..take].iter().collect()))
}

pub(super) fn right(given: &Arguments) -> Result<Value, EngineError> {
    let text: Vec<char> = given.text(0).chars().collect();
    let take = taken(text.len(), given.whole(1)?);
    Ok(Value::Text(text[text.len() - take..].iter().collect()))
}

pub(super) fn substring(given: &Arguments) -> Result<Value, EngineError> {
    let sqlite = given.is_sqlite();
    let chars: Vec<char> = given.text(0).chars().collect();
    let count = i64::try_from(chars.len()).unwrap_or(i64::MAX);
    let mut from = given.whole(1)?;
    let mut size = if given.count() > 2 {
        given.whole(2)?
    } else {
        i64::MAX
    };
    if from < 0 && !matches!(given.dialect(), Dialect::Postgres | Dialect::Mssql) {
        from += count + 1;
    } else if from == 0 && sqlite && given.count() > 2 {
        size -= 1;
        from = 1;
    }
    if size < 0 {
        if !sqlite {
            return Err(invalid("negative substring length not allowed"));
        }
        from += size;
        size = -size;
    }
    let end = from.saturating_add(size).clamp(1, count + 1);
    let start = from.clamp(1, end);
    let at = |position: i64| usize::try_from(position - 1).unwrap_or(0);
    Ok(Value::Text(chars[at(start)..at(end)].iter().collect()))
}

/// Where a part begins; 0: nowhere.
pub(super) fn position(text: &str, part: &str) -> Value {
    counted(
        text.find(part)
            .map_or(0, |at| text[..at].chars().count() + 1),
    )
}

pub(super) fn hexadecimal(given: &Arguments) -> Value {
    use std::fmt::Write as _;
    let text;
    let bytes = if let Value::Bytes(bytes) = given.value(0) {
        bytes.as_slice()
    } else {
        text = given.text(0);
        text.as_bytes()
    };
    Value::text(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    }))
}

pub(super) fn quoted(given: &Arguments) -> Value {
    Value::text(match given.value(0) {
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        other => shown(other),
    })
}

/// Each word with its first letter large.
pub(super) fn initcap(given: &Arguments) -> Value {
    let mut inside = false;
    let mut text = String::new();
    for c in given.text(0).chars() {
        if inside {
            text.extend(c.to_lowercase());
        } else {
            text.extend(c.to_uppercase());
        }
        inside = c.is_alphanumeric();
    }
    Value::text(text)
}

/// PostgreSQL's `SPLIT_PART`: the n-th part, from the end where n is negative.
pub(super) fn split_part(given: &Arguments) -> Result<Value, EngineError> {
    let (text, by) = (given.text(0), given.text(1));
    let parts: Vec<&str> = if by.is_empty() {
        vec![&text]
    } else {
        text.split(&by).collect()
    };
    let count = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    let wanted = match given.whole(2)? {
        0 => return Err(invalid("field position must not be zero")),
        place if place < 0 => count + place,
        place => place - 1,
    };
    let part = usize::try_from(wanted).ok().and_then(|at| parts.get(at));
    Ok(Value::text(
        part.map_or_else(String::new, ToString::to_string),
    ))
}

/// MySQL's `SUBSTRING_INDEX`: what stands before the n-th separator, or after it from the end.
pub(super) fn substring_index(given: &Arguments) -> Result<Value, EngineError> {
    let (text, by) = (given.text(0), given.text(1));
    let count = given.whole(2)?;
    if by.is_empty() || count == 0 {
        return Ok(Value::text(""));
    }
    let parts: Vec<&str> = text.split(&by).collect();
    let take = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
    let take = take.min(parts.len());
    let taken = if count > 0 {
        &parts[..take]
    } else {
        &parts[parts.len() - take..]
    };
    Ok(Value::text(taken.join(&by)))
}

/// PostgreSQL's TRANSLATE: letter for letter; a letter without another goes.
pub(super) fn translate(given: &Arguments) -> Value {
    let from: Vec<char> = given.text(1).chars().collect();
    let to: Vec<char> = given.text(2).chars().collect();
    Value::Text(
        given
            .text(0)
            .chars()
            .filter_map(|c| match from.iter().position(|known| *known == c) {
                Some(at) => to.get(at).copied(),
                None => Some(c),
            })
            .collect(),
    )
}

/// STUFF and MySQL's INSERT: a part replaced by place.
pub(super) fn stuffed(given: &Arguments) -> Result<Value, EngineError> {
    let chars: Vec<char> = given.text(0).chars().collect();
    let Some(from) = usize::try_from(given.whole(1)? - 1)
        .ok()
        .filter(|from| *from < chars.len())
    else {
        return Ok(match given.dialect() {
            Dialect::Mssql => Value::Null,
            _ => Value::text(given.text(0)),
        });
    };
    let size = usize::try_from(given.whole(2)?.max(0)).unwrap_or(usize::MAX);
    let end = from.saturating_add(size).min(chars.len());
    let text: String = chars[..from].iter().collect();
    let rest: String = chars[end..].iter().collect();
    Ok(Value::text(text + &given.text(3) + &rest))
}

/// ELT and CHOOSE: the n-th of the arguments after the first.
pub(super) fn chosen(given: &Arguments) -> Result<Value, EngineError> {
    let at = usize::try_from(given.whole(0)?).unwrap_or(0);
    Ok(match given.values.get(at) {
        Some(value) if at > 0 => (**value).clone(),
        _ => Value::Null,
    })
}

/// MySQL's FIELD: the place of the first argument among the others; 0: none.
pub(super) fn field(given: &Arguments) -> Value {
    let wanted = given.text(0);
    let at = (1..given.count()).find(|at| given.text(*at).eq_ignore_ascii_case(&wanted));
    counted(at.unwrap_or(0))
}

/// MySQL's `FIND_IN_SET`: the place in a list with commas; 0: none.
pub(super) fn find_in_set(given: &Arguments) -> Value {
    let wanted = given.text(0);
    let at = given
        .text(1)
        .split(',')
        .position(|part| part.eq_ignore_ascii_case(&wanted));
    counted(at.map_or(0, |at| at + 1))
}
