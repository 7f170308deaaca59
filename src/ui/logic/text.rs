//! Edits a text at lines and columns, and counts in words.

use std::fmt;

/// Replaces what stands from `start` to `end` (line and column from 1, end exclusive) with `with`.
/// Places beyond the text mean its end.
pub fn replace(text: &str, start: (u32, u32), end: (u32, u32), with: &str) -> String {
    let from = offset(text, start);
    let to = offset(text, end).max(from);
    format!("{}{with}{}", &text[..from], &text[to..])
}

/// Replaces the first `find` at or after `start` with `with`; without one the text stays.
pub fn replace_found(text: &str, start: (u32, u32), find: &str, with: &str) -> String {
    let from = offset(text, start);
    match text[from..].find(find) {
        Some(at) => {
            let (before, rest) = text.split_at(from + at);
            format!("{before}{with}{}", &rest[find.len()..])
        }
        None => text.into(),
    }
}

/// The byte at which a line and column stand. Columns count UTF-16 units, as JavaScript does.
fn offset(text: &str, (line, column): (u32, u32)) -> usize {
    let mut at = 0;
    for _ in 1..line {
        match text[at..].find('\n') {
            Some(end) => at += end + 1,
            None => return text.len(),
        }
    }
    let mut left = column.saturating_sub(1) as usize;
    for (index, letter) in text[at..].char_indices() {
        if left == 0 || letter == '\n' {
            return at + index;
        }
        left = left.saturating_sub(letter.len_utf16());
    }
    text.len()
}

/// `1 row`, `2 rows`.
pub fn counted(count: u64, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{} {one}s", grouped(count))
    }
}

/// The text, or as much of it as leaves room for an ellipsis among so many letters.
pub fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.into();
    }
    let kept = text.chars().take(letters.saturating_sub(1));
    kept.chain(['…']).collect()
}

/// A text of several lines on one.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number with its thousands apart: `100,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with so many digits behind the point. It stands for lengths and times on the page: the
/// standard library's way is 10 KB of code, for numbers of any size.
#[derive(Clone, Copy, Debug)]
pub struct Fixed(pub f64, pub u32);

impl fmt::Display for Fixed {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self(value, digits) = *self;
        let unit = 10_u64.pow(digits);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "it saturates, and a unit is small"
        )]
        let scaled = (value * unit as f64).round() as i64;
        let sign = if scaled < 0 { "-" } else { "" };
        let scaled = scaled.unsigned_abs();
        write!(formatter, "{sign}{}", scaled / unit)?;
        if digits > 0 {
            write!(
                formatter,
                ".{:0width$}",
                scaled % unit,
                width = digits as usize
            )?;
        }
        Ok(())
    }
}

/// A number with one digit behind the point.
pub fn tenths(value: f64) -> Fixed {
    Fixed(value, 1)
}

/// Milliseconds as one says them: `8 ms`, `1.2 s`.
pub fn duration(milliseconds: f64) -> String {
    if milliseconds < 999.5 {
        format!("{} ms", Fixed(milliseconds.max(1.0), 0))
    } else {
        format!("{} s", tenths(milliseconds / 1000.0))
    }
}

/// Milliseconds of one statement: `0.4 ms`, `12 ms`. Clocks in a browser tell tenths at best.
pub fn fine_duration(milliseconds: f64) -> String {
    if milliseconds < 0.1 {
        "under 0.1 ms".into()
    } else if milliseconds < 9.95 {
        format!("{} ms", tenths(milliseconds))
    } else {
        duration(milliseconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_rounded_to_its_digits() {
        assert_eq!(tenths(1.25).to_string(), "1.3");
        assert_eq!(tenths(-0.04).to_string(), "0.0");
        assert_eq!(tenths(-0.5).to_string(), "-0.5");
        assert_eq!(Fixed(99.995, 2).to_string(), "100.00");
        assert_eq!(Fixed(0.0421, 4).to_string(), "0.0421");
        assert_eq!(Fixed(1234.5, 0).to_string(), "1235");
    }

    #[test]
    fn an_edit_replaces_the_named_range() {
        let text = "one\ntwo three\n";
        assert_eq!(replace(text, (2, 5), (2, 10), "four"), "one\ntwo four\n");
        assert_eq!(replace(text, (1, 1), (1, 1), "// "), "// one\ntwo three\n");
        assert_eq!(replace(text, (9, 1), (9, 4), "end"), "one\ntwo three\nend");
        assert_eq!(replace("a😀b", (1, 4), (1, 5), "c"), "a😀c");
        assert_eq!(
            replace("ab", (1, 2), (1, 1), "-"),
            "a-b",
            "a reversed range inserts"
        );
    }

    #[test]
    fn an_edit_finds_its_text_or_leaves_the_rest_alone() {
        let text = "A.hasMany(B)\nB.hasMany(B)\n";
        assert_eq!(
            replace_found(text, (2, 1), "(B)", "(C)"),
            "A.hasMany(B)\nB.hasMany(C)\n"
        );
        assert_eq!(replace_found(text, (2, 1), "A.", "C."), text);
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "row"), "1 row");
        assert_eq!(counted(100_000, "row"), "100,000 rows");
        assert_eq!(grouped(1234), "1,234");
        assert_eq!(duration(0.2), "1 ms");
        assert_eq!(duration(1234.0), "1.2 s");
        assert_eq!(fine_duration(0.0), "under 0.1 ms");
        assert_eq!(fine_duration(0.42), "0.4 ms");
        assert_eq!(fine_duration(12.0), "12 ms");
    }
}
