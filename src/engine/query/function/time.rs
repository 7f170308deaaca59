//! Functions of dates and times. Dates are text; the clock is the environment's.

use super::Arguments;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        query::eval::{Context, invalid},
        types::Moment,
    },
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
    Value::Text(moment(context).format(format).to_string())
}

pub(super) fn today(context: &Context) -> Value {
    Value::Text(moment(context).format("%Y-%m-%d").to_string())
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

/// PostgreSQL's DATE_TRUNC.
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
    Ok(Value::Text(at.utc().format(format).to_string()))
}

/// YEAR, MONTH and their like; UNIX_TIMESTAMP() without an argument is now.
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
                .is_some_and(|value| **value == Value::Text("unixepoch".into())) =>
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
                let count: f64 = count.parse().ok()?;
                #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
                let whole = count as i64;
                match unit.trim_end_matches('s') {
                    "second" => at.checked_add_signed(TimeDelta::try_seconds(whole)?)?,
                    "minute" => at.checked_add_signed(TimeDelta::try_minutes(whole)?)?,
                    "hour" => at.checked_add_signed(TimeDelta::try_hours(whole)?)?,
                    "day" => at.checked_add_signed(TimeDelta::try_days(whole)?)?,
                    "month" => months(at, whole)?,
                    "year" => months(at, whole.checked_mul(12)?)?,
                    _ => return None,
                }
            }
        };
    }
    Some(at)
}

fn months(at: DateTime<Utc>, count: i64) -> Option<DateTime<Utc>> {
    use gluesql::core::chrono::Months;
    let by = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 {
        at.checked_sub_months(by)
    } else {
        at.checked_add_months(by)
    }
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
    Ok(Value::Text(text))
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
