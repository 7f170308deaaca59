//! Dates and times as text.

use gluesql::core::chrono::{
    DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc,
};

/// A date and time as it was written, with its distance from UTC where it said one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) local: NaiveDateTime,
    pub(crate) offset: Option<FixedOffset>,
}

impl Moment {
    /// `2026-11-21`, `2026-11-21 09:45`, `2026-11-21T09:45:22.439Z`, `2026-11-21 09:45:22.439 +01:00`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = day(text.get(..10)?)?;
        let rest = text.get(10..)?.trim_start_matches([' ', 'T', 't']);
        let (clock, zone) = match rest.find(['Z', 'z', '+', '-']) {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let clock = clock.trim_end();
        let clock = if clock.is_empty() {
            NaiveTime::MIN
        } else {
            time_of_day(clock)?
        };
        let offset = match zone {
            "" => None,
            "Z" | "z" => FixedOffset::east_opt(0),
            zone => {
                let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
                let hours: i32 = digits.get(..2)?.parse().ok()?;
                let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
                let seconds = hours * 3600 + minutes * 60;
                Some(FixedOffset::east_opt(if zone.starts_with('-') {
                    -seconds
                } else {
                    seconds
                })?)
            }
        };
        Some(Self {
            local: day.and_time(clock),
            offset,
        })
    }

    /// The instant, taking a missing offset for UTC.
    pub(crate) fn utc(self) -> DateTime<Utc> {
        match self.offset {
            Some(offset) => offset
                .from_local_datetime(&self.local)
                .single()
                .map_or_else(|| self.local.and_utc(), |moment| moment.with_timezone(&Utc)),
            None => self.local.and_utc(),
        }
    }

    /// Whether so many digits of a second are enough for it.
    pub(super) fn fits(self, digits: u8) -> bool {
        let unit = 10_u32.pow(9 - u32::from(digits.min(9)));
        self.local.nanosecond().is_multiple_of(unit)
    }

    /// The moment as a column keeps it. MySQL and the others round what is finer than the column
    /// (MySQL 8.0, 13.2.6), MariaDB cuts it off (seen on 10.11).
    pub(super) fn write(self, zone: bool, digits: u8, rounds: bool) -> String {
        let moment = self.utc();
        let unit = 10_i64.pow(9 - u32::from(digits.min(9)));
        let nanos = i64::from(moment.timestamp_subsec_nanos());
        let half = if rounds { unit / 2 } else { 0 };
        let rounded = (nanos + half) / unit * unit;
        let moment = moment + gluesql::core::chrono::TimeDelta::nanoseconds(rounded - nanos);
        let nanos = moment.timestamp_subsec_nanos();
        let mut text = moment.format("%Y-%m-%d %H:%M:%S").to_string();
        if digits > 0 {
            // Milliseconds as Sequelize writes them; microseconds only where there are any.
            let shown = if digits > 3 && nanos.is_multiple_of(1_000_000) {
                3
            } else {
                digits.into()
            };
            let fraction = format!("{nanos:09}");
            text.push('.');
            text.push_str(&fraction[..shown]);
        }
        if zone {
            text.push_str(" +00:00");
        }
        text
    }
}

/// `2026-11-21`.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let mut part = |digits| number(parts.next()?, digits);
    NaiveDate::from_ymd_opt(part(4)?.cast_signed(), part(2)?, part(2)?)
}

/// `09:45`, `9:45:22`, `09:45:22.439`.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = match parts.next() {
        Some(second) => number(second, 2)?,
        None if fraction.is_empty() => 0,
        None => return None,
    };
    // What is finer than a nanosecond is cut off.
    let fraction = fraction.get(..9).unwrap_or(fraction);
    let nanos = match fraction.len() {
        0 => 0,
        digits => number(fraction, 9)? * 10_u32.pow(9 - u32::try_from(digits).ok()?),
    };
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)
}

/// At most so many digits, and nothing else.
fn number(text: &str, digits: usize) -> Option<u32> {
    let fits = text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

pub(super) fn time(text: &str) -> Option<String> {
    let time = time_of_day(text.trim()).or_else(|| Some(Moment::parse(text)?.local.time()))?;
    Some(time.format("%H:%M:%S%.f").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read() {
        let read = |text| Moment::parse(text).map(|moment| moment.local.to_string());
        for (text, expected) in [
            ("2026-11-21", "2026-11-21 00:00:00"),
            ("2026-11-21 9:45", "2026-11-21 09:45:00"),
            ("2026-11-21T09:45:22.439Z", "2026-11-21 09:45:22.439"),
            (
                "2026-11-21 09:45:22.1234567899 +01:00",
                "2026-11-21 09:45:22.123456789",
            ),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "2026-11",
            "2026-02-30",
            "2026-11-21 24:00",
            "2026-11-21 09",
            "2026-11-21 09:60",
            "2026-11-21 09:45.5",
            "2026-11-21 09:45:22.x",
            "2026-11-21 09:45:22:1",
            "20é6-11-21",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(time("7:05").as_deref(), Some("07:05:00"));
        assert_eq!(time("07:05:09.5").as_deref(), Some("07:05:09.500"));
    }
}
