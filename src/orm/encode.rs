//! Turns JavaScript values into SQL values: what Sequelize's `escape` and `format` do, by the type
//! of the column where it is known.

use super::{
    OrmError,
    js::{self, Json},
};
use crate::{
    dialect::{Dialect, literal, statement::Expr, types},
    float,
    schema::{ScalarType, Value},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// A value as it stands in a statement's text. Sequelize methods are the caller's to handle.
pub fn literal_of(
    dialect: Dialect,
    value: &Json,
    data_type: Option<&ScalarType>,
) -> Result<Expr, OrmError> {
    if data_type.is_none() && js::tag(value) == Some("date") {
        return Ok(Expr::Quoted(literal::date(dialect, iso_of(value), false)));
    }
    let Some(data_type) = data_type.filter(|_| !js::is_nothing(value)) else {
        return untyped(value).map(Expr::Value);
    };
    if is_floating(data_type) && (!value.is_object() || js::plain(value).is_some()) {
        return Ok(Expr::Quoted(floating(value)));
    }
    if let (Json::Array(items), "ARRAY", Dialect::Postgres) =
        (value, data_type.key.as_str(), dialect)
    {
        return array(items, data_type).map(Expr::Raw);
    }
    // MySQL would compare the column as a number and pass over its index.
    if matches!(data_type.key.as_str(), "STRING") && is_mysql(dialect) {
        let number = match value {
            Json::Number(_) => Some(value.clone()),
            Json::Bool(flag) => Some(Json::from(u8::from(*flag))),
            _ => None,
        };
        if let Some(number) = number {
            return Ok(Expr::Value(Value::text(number.to_string())));
        }
    }
    typed(dialect, value, data_type).map(Expr::Value)
}

/// A value as it is bound.
pub fn bound(
    dialect: Dialect,
    value: &Json,
    data_type: Option<&ScalarType>,
) -> Result<Value, OrmError> {
    match data_type {
        // What is no finite number is bound as its name.
        Some(data_type)
            if is_floating(data_type)
                && (value.is_string()
                    || js::tag(value) == Some("number")
                    || js::plain(value).is_some()) =>
        {
            Ok(Value::text(floating(value)))
        }
        Some(data_type) if !js::is_nothing(value) => typed(dialect, value, data_type),
        None if js::tag(value) == Some("date") => {
            Ok(Value::text(literal::date(dialect, iso_of(value), false)))
        }
        // SQLite has no such number.
        _ if dialect == Dialect::Sqlite && js::text(value, "value") == Some("NaN") => {
            Ok(Value::Null)
        }
        _ => untyped(value),
    }
}

/// A value whose column is not known.
pub fn untyped(value: &Json) -> Result<Value, OrmError> {
    Ok(match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Real(number.as_f64().unwrap_or_default()),
        },
        Json::String(text) => Value::text(text.as_str()),
        Json::Array(items) => Value::List(items.iter().map(untyped).collect::<Result<_, _>>()?),
        Json::Object(_) => match js::tag(value) {
            Some("undefined") => Value::Null,
            Some("date") => Value::text(iso_of(value)),
            Some("bytes") => Value::Bytes(bytes_of(value)),
            Some("bigint") => {
                let digits = js::text(value, "value").unwrap_or("0");
                digits
                    .parse()
                    .map_or_else(|_| Value::text(digits), Value::Integer)
            }
            Some("number") => Value::Real(match js::text(value, "value") {
                Some("Infinity") => f64::INFINITY,
                Some("-Infinity") => f64::NEG_INFINITY,
                _ => f64::NAN,
            }),
            _ => {
                return Err(OrmError::error(format!("Invalid value {}", inspect(value))));
            }
        },
    })
}

/// A value in the form its column's type gives it (`DataTypes.….stringify`).
fn typed(dialect: Dialect, value: &Json, data_type: &ScalarType) -> Result<Value, OrmError> {
    match data_type.key.as_str() {
        "DATE" => Ok(Value::text(
            instant(value).map_or("Invalid date".to_owned(), |iso| {
                literal::date(dialect, &iso, data_type.length.is_some())
            }),
        )),
        "DATEONLY" => Ok(Value::text(
            instant(value)
                .filter(|_| is_of_calendar(value))
                .map_or("Invalid date".to_owned(), |iso| iso[..10].to_owned()),
        )),
        "JSON" | "JSONB" => Ok(Value::text(js::to_plain_json(value).to_string())),
        "BLOB" => Ok(match value {
            Json::String(text) => Value::Bytes(text.clone().into_bytes()),
            other => untyped(other)?,
        }),
        _ if is_numeric(data_type) && js::plain(value).is_some() => {
            // What `toString` makes of it.
            Ok(Value::Text("[object Object]".into()))
        }
        _ if is_numeric(data_type) && js::tag(value) == Some("instance") => {
            let model = js::text(value, "model").unwrap_or_default();
            Ok(Value::text(format!("[object SequelizeInstance:{model}]")))
        }
        _ => bound(dialect, value, None),
    }
}

/// Moment, which reads days, knows how long months are; dates go on in the next one.
fn is_of_calendar(value: &Json) -> bool {
    let day = value.as_str().and_then(|text| text.get(..10));
    day.is_none_or(|day| parse_instant(day).is_none_or(|iso| iso.starts_with(day)))
}

fn is_numeric(data_type: &ScalarType) -> bool {
    matches!(
        data_type.key.as_str(),
        "INTEGER" | "BIGINT" | "SMALLINT" | "MEDIUMINT" | "TINYINT" | "DECIMAL"
    )
}

/// FLOAT, REAL and DOUBLE write their numbers in quotes.
pub(super) fn is_floating(data_type: &ScalarType) -> bool {
    matches!(
        data_type.key.as_str(),
        "FLOAT" | "REAL" | "DOUBLE PRECISION" | "DOUBLE"
    )
}

fn floating(value: &Json) -> String {
    let number = match value {
        Json::Number(number) => number.as_f64(),
        Json::String(text) => float::parse(text.trim()),
        Json::Bool(flag) => return flag.to_string(),
        _ => match js::text(value, "value") {
            Some(name) if js::tag(value) == Some("number") => return name.into(),
            _ => None,
        },
    };
    match (number, value) {
        (Some(_), Json::String(text)) => text.clone(),
        (Some(number), _) => literal::js_number(number),
        (None, _) => "NaN".into(),
    }
}

/// `ARRAY[…]::TYPE[]` of postgres.
fn array(items: &[Json], data_type: &ScalarType) -> Result<String, OrmError> {
    let of = data_type.of.as_deref();
    let items = items
        .iter()
        .map(|item| bound(Dialect::Postgres, item, of))
        .map(|item| item.map(|item| literal::escape(Dialect::Postgres, &item)))
        .collect::<Result<Vec<_>, _>>()?;
    let cast = types::type_text(Dialect::Postgres, data_type);
    Ok(format!("ARRAY[{}]::{cast}", items.join(",")))
}

fn is_mysql(dialect: Dialect) -> bool {
    matches!(dialect, Dialect::Mysql | Dialect::Mariadb)
}

fn iso_of(value: &Json) -> &str {
    js::text(value, "iso").unwrap_or("1970-01-01T00:00:00.000Z")
}

fn bytes_of(value: &Json) -> Vec<u8> {
    js::text(value, "base64")
        .and_then(|text| STANDARD.decode(text).ok())
        .unwrap_or_default()
}

/// A date, a date's text or milliseconds since 1970 as ISO text in UTC; `None` for no date at all.
pub fn instant(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => parse_instant(text),
        #[allow(clippy::cast_possible_truncation)]
        Json::Number(number) => number.as_f64().map(|millis| from_millis(millis as i64)),
        _ if js::tag(value) == Some("date") => js::text(value, "iso")
            .filter(|iso| millis(iso).is_some())
            .map(str::to_owned),
        _ => None,
    }
}

fn parse_instant(text: &str) -> Option<String> {
    millis(text).map(from_millis)
}

/// Reads `2024-01-02`, with a time, fractions and an offset where there are any, as milliseconds since 1970.
pub(super) fn millis(text: &str) -> Option<i64> {
    let text = text.trim();
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    if text.as_bytes().get(4) != Some(&b'-') || text.as_bytes().get(7) != Some(&b'-') {
        return None;
    }
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let mut millis = days_from_civil(year, month, day) * 86_400_000;
    let rest = text.get(10..)?.trim_start_matches(['T', ' ']);
    if !rest.is_empty() {
        let offset_at = rest.find(['Z', '+']).or_else(|| rest.rfind('-'));
        let (clock, offset) = rest.split_at(offset_at.unwrap_or(rest.len()));
        let mut parts = clock.trim().split(':');
        let hours: i64 = parts.next()?.parse().ok()?;
        let minutes: i64 = parts.next().unwrap_or("0").parse().ok()?;
        let seconds = float::parse(parts.next().unwrap_or("0"))?;
        if hours > 24 || minutes > 59 || !(0.0..61.0).contains(&seconds) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation)]
        let seconds = (seconds * 1000.0).round() as i64;
        millis += (hours * 60 + minutes) * 60_000 + seconds;
        if let Some(sign) = offset.chars().next().filter(|&c| c != 'Z') {
            let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
            let hours: i64 = digits.get(0..2)?.parse().ok()?;
            let minutes: i64 = digits.get(2..4).unwrap_or("0").parse().ok()?;
            let shift = (hours * 60 + minutes) * 60_000;
            millis += if sign == '-' { shift } else { -shift };
        }
    }
    Some(millis)
}

/// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant's `days_from_civil`).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Milliseconds since 1970 as ISO text.
fn from_millis(millis: i64) -> String {
    let days = millis.div_euclid(86_400_000);
    let clock = millis.rem_euclid(86_400_000);
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        clock / 3_600_000,
        clock / 60_000 % 60,
        clock / 1000 % 60,
        clock % 1000
    )
}

/// A value as Node's `util.inspect` prints it, for messages.
pub fn inspect(value: &Json) -> String {
    inspected(value, 0)
}

/// What lies two levels below the value is told by its kind alone.
fn inspected(value: &Json, depth: u32) -> String {
    let inspect = |value: &Json| inspected(value, depth + 1);
    match value {
        Json::String(text) => {
            // Node takes the first quotes that the text has not got.
            let quote = ['\'', '"', '`']
                .into_iter()
                .find(|quote| !text.contains(*quote));
            let text = text.replace('\\', "\\\\").replace('\n', "\\n");
            match quote {
                Some(quote) => format!("{quote}{text}{quote}"),
                None => format!("'{}'", text.replace('\'', "\\'")),
            }
        }
        Json::Array(items) if items.is_empty() => "[]".into(),
        Json::Array(_) if depth > 1 => "[Array]".into(),
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(inspect).collect();
            format!("[ {} ]", items.join(", "))
        }
        Json::Object(members) if members.is_empty() => "{}".into(),
        Json::Object(_) if depth > 1 => "[Object]".into(),
        Json::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .map(|(key, value)| match js::Key::read(key) {
                    js::Key::Operator(operator) => {
                        format!("[Symbol({operator})]: {}", inspect(value))
                    }
                    js::Key::Name(name) if is_word(name) => format!("{name}: {}", inspect(value)),
                    js::Key::Name(name) => {
                        format!("{}: {}", inspect(&name.into()), inspect(value))
                    }
                })
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
        other => other.to_string(),
    }
}

/// A key that Node prints without quotes.
fn is_word(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_people_write() {
        let read = |text: &str| parse_instant(text);
        assert_eq!(
            read("2024-02-29").as_deref(),
            Some("2024-02-29T00:00:00.000Z")
        );
        assert_eq!(
            read("2024-01-02 03:04:05.678 +00:00").as_deref(),
            Some("2024-01-02T03:04:05.678Z")
        );
        assert_eq!(
            read("2024-01-02T03:04:05+02:00").as_deref(),
            Some("2024-01-02T01:04:05.000Z")
        );
        assert_eq!(
            read("1969-12-31T23:59:59.999Z").as_deref(),
            Some("1969-12-31T23:59:59.999Z")
        );
        assert_eq!(read("yesterday"), None);
        assert_eq!(read("2024-13-01"), None);
    }
}
