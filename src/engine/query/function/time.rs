//! Functions of dates and times. Dates are text; the clock is the environment's.

use super::Arguments;
use crate::{
    dialect::Dialect,
    engine::{EngineError, error::invalid, query::context::Context, types::Moment},
    float,
    schema::Value,
};
use gluesql::core::chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use std::borrow::Cow;

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    WeekDay,
    YearDay,
    Epoch,
    Quarter,
}

fn moment(context: &Context) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(context.environment.now).unwrap_or_default()
}

pub(super) fn now(context: &Context) -> Value {
    let format = match context.dialect() {
        Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => "%Y-%m-%d %H:%M:%S",
        Dialect::Postgres | Dialect::Mssql => "%Y-%m-%d %H:%M:%S%.3f +00:00",
    };
    Value::text(moment(context).format(format).to_string())
}

pub(super) fn today(context: &Context) -> Value {
    Value::text(moment(context).format("%Y-%m-%d").to_string())
}

/// SQLite's DATE, TIME, DATETIME and STRFTIME: the arguments from `from` on make a moment.
pub(super) fn formatted(
    given: &Arguments,
    from: usize,
    format: &str,
) -> Result<Value, EngineError> {
    match modified(&given.values[from..], given.context) {
        Some(moment) => strftime(format, moment),
        None => Ok(Value::Null),
    }
}

/// PostgreSQL's `DATE_TRUNC`.
pub(super) fn truncated(given: &Arguments) -> Result<Value, EngineError> {
    let Some(at) = Moment::parse(&given.text(1)) else {
        return Err(invalid(format!("not a date: {}", given.text(1))));
    };
    let format = match given.text(0).to_ascii_lowercase().as_str() {
        "year" => "%Y-01-01 00:00:00.000 +00:00",
        "month" => "%Y-%m-01 00:00:00.000 +00:00",
        "day" => "%Y-%m-%d 00:00:00.000 +00:00",
        "hour" => "%Y-%m-%d %H:00:00.000 +00:00",
        "minute" => "%Y-%m-%d %H:%M:00.000 +00:00",
        unit => {
            return Err(EngineError::Unsupported {
                feature: format!("date_trunc of {unit}"),
            });
        }
    };
    Ok(Value::text(at.utc().format(format).to_string()))
}

/// YEAR, MONTH and their like; `UNIX_TIMESTAMP()` without an argument is now.
pub(super) fn part(given: &Arguments, part: Part) -> Value {
    if given.count() == 0 {
        return Value::Integer(moment(given.context).timestamp());
    }
    match Moment::parse(&given.text(0)) {
        Some(moment) => Value::Integer(part.of(moment.utc())),
        None => Value::Null,
    }
}

/// SQLite's time values: a start, then modifiers (<https://sqlite.org/lang_datefunc.html>).
fn modified(values: &[Cow<Value>], context: &Context) -> Option<DateTime<Utc>> {
    let mut at = match values.first().map(|value| &**value) {
        None => moment(context),
        Some(Value::Text(text)) if text.eq_ignore_ascii_case("now") => moment(context),
        Some(Value::Text(text)) => Moment::parse(text)?.utc(),
        Some(Value::Integer(seconds))
            if values
                .get(1)
                .is_some_and(|value| **value == Value::text("unixepoch")) =>
        {
            DateTime::from_timestamp(*seconds, 0)?
        }
        Some(_) => return None,
    };
    for modifier in values.iter().skip(1) {
        let Value::Text(modifier) = &**modifier else {
            return None;
        };
        let modifier = modifier.trim().to_ascii_lowercase();
        at = match modifier.as_str() {
            "unixepoch" | "utc" | "localtime" | "subsec" => at,
            "start of day" => at.date_naive().and_hms_opt(0, 0, 0)?.and_utc(),
            "start of month" => at.date_naive().with_day(1)?.and_hms_opt(0, 0, 0)?.and_utc(),
            "start of year" => at
                .date_naive()
                .with_day(1)?
                .with_month(1)?
                .and_hms_opt(0, 0, 0)?
                .and_utc(),
            modifier => {
                let (count, unit) = modifier.split_once(' ')?;
                let count = float::parse(count)?;
                #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
                let whole = count as i64;
                match unit.trim_end_matches('s') {
                    "second" => at.checked_add_signed(TimeDelta::try_seconds(whole)?)?,
                    "minute" => at.checked_add_signed(TimeDelta::try_minutes(whole)?)?,
                    "hour" => at.checked_add_signed(TimeDelta::try_hours(whole)?)?,
                    "day" => at.checked_add_signed(TimeDelta::try_days(whole)?)?,
                    "month" => months_overflowing(at, whole)?,
                    "year" => months_overflowing(at, whole.checked_mul(12)?)?,
                    _ => return None,
                }
            }
        };
    }
    Some(at)
}

/// The same day some months on, or the month's last where it is shorter.
fn months(at: DateTime<Utc>, count: i64) -> Option<DateTime<Utc>> {
    use gluesql::core::chrono::Months;
    let by = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 {
        at.checked_sub_months(by)
    } else {
        at.checked_add_months(by)
    }
}

/// The same in SQLite: 31 January and a month is 31 February, which is early in March
/// (`lang_datefunc.html`).
fn months_overflowing(at: DateTime<Utc>, count: i64) -> Option<DateTime<Utc>> {
    use gluesql::core::chrono::Days;
    let moved = months(at, count)?;
    moved.checked_add_days(Days::new(u64::from(at.day().saturating_sub(moved.day()))))
}

fn strftime(format: &str, at: DateTime<Utc>) -> Result<Value, EngineError> {
    let mut text = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('f') => text.push_str(&at.format("%S%.3f").to_string()),
            Some('s') => text.push_str(&at.timestamp().to_string()),
            Some(unit @ ('Y' | 'm' | 'd' | 'H' | 'M' | 'S' | 'j' | 'w' | 'F' | 'T')) => {
                text.push_str(&at.format(&format!("%{unit}")).to_string());
            }
            Some('%') => text.push('%'),
            _ => {
                return Err(EngineError::Unsupported {
                    feature: format!("the strftime format {format}"),
                });
            }
        }
    }
    Ok(Value::text(text))
}

impl Part {
    /// The part a word names.
    pub(crate) fn find(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "year" => Self::Year,
            "quarter" => Self::Quarter,
            "month" => Self::Month,
            "day" => Self::Day,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "second" => Self::Second,
            "dow" | "dayofweek" => Self::WeekDay,
            "doy" | "dayofyear" => Self::YearDay,
            "epoch" => Self::Epoch,
            _ => return None,
        })
    }

    fn of(self, at: DateTime<Utc>) -> i64 {
        match self {
            Self::Year => i64::from(at.year()),
            Self::Quarter => i64::from(at.month0() / 3 + 1),
            Self::Month => i64::from(at.month()),
            Self::Day => i64::from(at.day()),
            Self::Hour => i64::from(at.hour()),
            Self::Minute => i64::from(at.minute()),
            Self::Second => i64::from(at.second()),
            Self::WeekDay => i64::from(at.weekday().num_days_from_sunday()),
            Self::YearDay => i64::from(at.ordinal()),
            Self::Epoch => at.timestamp(),
        }
    }
}

/// A unit that a date moves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Months(i64),
    Seconds(i64),
}

impl Unit {
    /// The unit a word names, in singular or plural.
    pub(crate) fn find(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        Some(match word.strip_suffix('s').unwrap_or(&word) {
            "year" | "yy" | "yyyy" => Self::Months(12),
            "quarter" | "qq" => Self::Months(3),
            "month" | "mon" | "mm" => Self::Months(1),
            "week" | "wk" => Self::Seconds(7 * 86_400),
            "day" | "dd" => Self::Seconds(86_400),
            "hour" | "hh" => Self::Seconds(3_600),
            "minute" | "min" | "mi" => Self::Seconds(60),
            "second" | "sec" | "s" => Self::Seconds(1),
            _ => return None,
        })
    }
}

/// A date moved by a number of units. It keeps its shape: a day stays a day where the dialect has
/// it so, what has a zone keeps it.
pub(super) fn moved(given: &Arguments, unit: Unit) -> Result<Value, EngineError> {
    let text = given.text(0);
    let Some(start) = Moment::parse(&text) else {
        return Err(invalid(format!("not a date: {text}")));
    };
    let count = given.whole(1)?;
    let beyond = || invalid("the date is out of range");
    let end = match unit {
        Unit::Months(by) => count.checked_mul(by).and_then(|by| months(start.utc(), by)),
        Unit::Seconds(by) => count
            .checked_mul(by)
            .and_then(TimeDelta::try_seconds)
            .and_then(|by| start.utc().checked_add_signed(by)),
    }
    .ok_or_else(beyond)?;
    let whole_days = match unit {
        Unit::Months(_) => true,
        Unit::Seconds(by) => by % 86_400 == 0,
    };
    let format = if start.offset.is_some() {
        "%Y-%m-%d %H:%M:%S%.3f +00:00"
    } else if text.trim().len() == 10 && whole_days && given.dialect() != Dialect::Postgres {
        "%Y-%m-%d"
    } else if text.contains('.') {
        "%Y-%m-%d %H:%M:%S%.3f"
    } else {
        "%Y-%m-%d %H:%M:%S"
    };
    Ok(Value::text(end.format(format).to_string()))
}

/// How many whole units lie from one date to another. `edges`: SQL Server counts how often the
/// unit's edge is crossed.
pub(super) fn between(given: &Arguments, unit: Unit, edges: bool) -> Result<Value, EngineError> {
    let at = |place: usize| {
        Moment::parse(&given.text(place))
            .map(Moment::utc)
            .ok_or_else(|| invalid(format!("not a date: {}", given.text(place))))
    };
    let (from, to) = (at(0)?, at(1)?);
    Ok(Value::Integer(match unit {
        Unit::Months(by) => {
            let count = |at: DateTime<Utc>| i64::from(at.year()) * 12 + i64::from(at.month0());
            let whole = count(to) - count(from);
            if edges {
                count(to).div_euclid(by) - count(from).div_euclid(by)
            } else {
                // The last month counts once its day and hour have come.
                let within = |at: DateTime<Utc>| (at.day(), at.time());
                let short = match whole {
                    0 => false,
                    1.. => within(to) < within(from),
                    _ => within(to) > within(from),
                };
                (whole - whole.signum() * i64::from(short)) / by
            }
        }
        Unit::Seconds(by) if edges => {
            to.timestamp().div_euclid(by) - from.timestamp().div_euclid(by)
        }
        Unit::Seconds(by) => (to - from).num_seconds() / by,
    }))
}

/// MySQL's `DATE_FORMAT` (MySQL 8.0, 14.7).
pub(super) fn date_format(given: &Arguments) -> Result<Value, EngineError> {
    let Some(at) = Moment::parse(&given.text(0)) else {
        return Ok(Value::Null);
    };
    let format = given.text(1);
    let mut pattern = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            pattern.push(c);
            continue;
        }
        pattern.push_str(match chars.next() {
            Some('Y') => "%Y",
            Some('y') => "%y",
            Some('m') => "%m",
            Some('c') => "%-m",
            Some('d') => "%d",
            Some('e') => "%-d",
            Some('H') => "%H",
            Some('k') => "%-H",
            Some('h' | 'I') => "%I",
            Some('i') => "%M",
            Some('s' | 'S') => "%S",
            Some('f') => "%6f",
            Some('p') => "%p",
            Some('M') => "%B",
            Some('b') => "%b",
            Some('W') => "%A",
            Some('a') => "%a",
            Some('j') => "%j",
            Some('T') => "%H:%M:%S",
            Some('%') => "%%",
            other => {
                return Err(EngineError::Unsupported {
                    feature: format!("the date format %{}", other.unwrap_or_default()),
                });
            }
        });
    }
    Ok(Value::text(at.local.format(&pattern).to_string()))
}

/// PostgreSQL's `TO_CHAR` of a date.
pub(super) fn to_char(given: &Arguments) -> Result<Value, EngineError> {
    const PATTERNS: [(&str, &str); 15] = [
        ("YYYY", "%Y"),
        ("Month", "%B"),
        ("Mon", "%b"),
        ("MM", "%m"),
        ("MI", "%M"),
        ("MS", "%3f"),
        ("Day", "%A"),
        ("Dy", "%a"),
        ("DDD", "%j"),
        ("DD", "%d"),
        ("HH24", "%H"),
        ("HH12", "%I"),
        ("HH", "%I"),
        ("SS", "%S"),
        ("AM", "%p"),
    ];
    let Some(at) = Moment::parse(&given.text(0)) else {
        return Err(EngineError::Unsupported {
            feature: "to_char() of anything but a date".into(),
        });
    };
    let format = given.text(1);
    let mut rest = format.as_str();
    let mut pattern = String::new();
    'next: while let Some(c) = rest.chars().next() {
        for (word, code) in PATTERNS {
            if let Some(after) = rest.strip_prefix(word) {
                pattern.push_str(code);
                rest = after;
                continue 'next;
            }
        }
        if c.is_ascii_alphabetic() {
            return Err(EngineError::Unsupported {
                feature: format!("the date format {format}"),
            });
        }
        pattern.push(c);
        rest = &rest[c.len_utf8()..];
    }
    Ok(Value::text(at.utc().format(&pattern).to_string()))
}
