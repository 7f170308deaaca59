//! Reading and writing floating-point numbers with little code.
//!
//! The standard library's writer is 12 KB of what a visitor downloads, beside the one that JSON
//! needs anyway, whose digits serve here. Its reader is fast for every number, with a table of powers of five that
//! does not compress: 10 KB of what a visitor downloads. Here the numbers people write take the
//! short way, and only the others an exact division of long numbers.

use std::cmp::Ordering;

/// The double nearest to a decimal number: `12`, `-1.5`, `.5`, `2.`, `1e-3`. No words.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (number, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], written_exponent(&text[at + 1..])?),
        None => (text, 0),
    };
    let (left, right) = number.split_once('.').unwrap_or((number, ""));
    let digits = || left.bytes().chain(right.bytes());
    if left.len() + right.len() == 0 || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let exponent = exponent.checked_sub(i64::try_from(right.len()).ok()?)?;
    let digits = digits()
        .map(|digit| digit - b'0')
        .skip_while(|digit| *digit == 0);
    Some(sign * nearest(digits, exponent))
}

/// The shortest digits that read back as a number, without its sign, and where its point stands among
/// them.
fn shortest(number: f64) -> (String, i32) {
    let written = serde_json::Number::from_f64(number.abs()).map(|number| number.to_string());
    let written = written.unwrap_or_default();
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (left, right) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{left}{right}");
    let significant = digits.trim_start_matches('0');
    let zeros = digits.len() - significant.len();
    let point = left.len().cast_signed() - zeros.cast_signed();
    let point = i32::try_from(point).unwrap_or(0) + exponent.parse().unwrap_or(0);
    (significant.trim_end_matches('0').to_owned(), point)
}

const fn sign(number: f64) -> &'static str {
    if number.is_sign_negative() { "-" } else { "" }
}

/// A number with all its digits and no exponent, as the standard library writes it.
pub(crate) fn plain(number: f64) -> String {
    let (digits, point) = shortest(number);
    let written = if !number.is_finite() {
        "inf".into()
    } else if digits.is_empty() {
        "0".into()
    } else if let Ok(point) = usize::try_from(point)
        && point > 0
    {
        let (left, right) = digits.split_at(point.min(digits.len()));
        let zeros = "0".repeat(point - left.len());
        let dot = if right.is_empty() { "" } else { "." };
        format!("{left}{zeros}{dot}{right}")
    } else {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    };
    if number.is_nan() {
        return "NaN".into();
    }
    format!("{}{written}", sign(number))
}

/// A number as one digit, the others behind the point, and an exponent.
pub(crate) fn scientific(number: f64) -> String {
    let (digits, point) = shortest(number);
    let (first, rest) = digits.split_at(1.min(digits.len()));
    let dot = if rest.is_empty() { "" } else { "." };
    format!("{}{first}{dot}{rest}e{}", sign(number), point - 1)
}

/// Far more than any double has counts as that.
fn written_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse::<i64>().unwrap_or(i64::MAX).min(1 << 40);
    Some(if text.starts_with('-') { -size } else { size })
}

/// No more digits than these decide to which of two doubles a number is nearer.
const DECIDING: usize = 770;
/// Powers of ten up to this one are doubles.
const EXACT_POWER: u32 = 22;

/// The double nearest to `digits` × 10^`exponent`.
fn nearest(digits: impl Iterator<Item = u8>, mut exponent: i64) -> f64 {
    let mut whole: u64 = 0;
    let mut kept: Vec<u8> = Vec::new();
    let mut rest = false;
    for digit in digits {
        if kept.len() < DECIDING {
            whole = whole.saturating_mul(10).saturating_add(digit.into());
            kept.push(digit);
        } else {
            rest |= digit > 0;
            exponent += 1;
        }
    }
    if whole == 0 {
        return 0.0;
    }
    let power = u32::try_from(exponent.unsigned_abs()).unwrap_or(u32::MAX);
    if whole < 1 << f64::MANTISSA_DIGITS && power <= EXACT_POWER && !rest {
        #[expect(
            clippy::cast_precision_loss,
            reason = "it has no more bits than a double"
        )]
        let whole = whole as f64;
        let ten = (0..power).fold(1.0, |ten, _| ten * 10.0);
        return if exponent < 0 {
            whole / ten
        } else {
            whole * ten
        };
    }
    // 10^310 is beyond all doubles, and half of 10^-323 is nearer to nothing.
    let size = exponent.saturating_add(i64::try_from(kept.len()).unwrap_or(i64::MAX));
    if size > 310 {
        return f64::INFINITY;
    }
    if size < -324 {
        return 0.0;
    }
    // What was cut off makes the number a little larger, which only matters halfway.
    kept.extend(rest.then_some(1));
    exponent -= i64::from(rest);
    let (mut numerator, mut denominator) = (Long::default(), Long(vec![1]));
    for digit in kept {
        numerator.times_ten_plus(digit);
    }
    let scaled = if exponent < 0 {
        &mut denominator
    } else {
        &mut numerator
    };
    for _ in 0..exponent.unsigned_abs() {
        scaled.times_ten_plus(0);
    }
    quotient(numerator, denominator)
}

/// The double nearest to a quotient of two numbers that are not 0, ties to even.
fn quotient(mut numerator: Long, mut denominator: Long) -> f64 {
    // The quotient lies from 2^power up to 2^(power + 1).
    let mut power = numerator.bits() - denominator.bits();
    if power > 0 {
        denominator.shift(power.unsigned_abs());
    } else {
        numerator.shift(power.unsigned_abs());
    }
    if numerator.compare(&denominator) == Ordering::Less {
        numerator.shift(1);
        power -= 1;
    }
    // Doubles near nothing have fewer bits.
    let bits = (power + 1075).clamp(0, 53);
    let mut whole: u64 = 0;
    for _ in 0..bits {
        let fits = numerator.compare(&denominator) != Ordering::Less;
        if fits {
            numerator.subtract(&denominator);
        }
        whole = whole << 1 | u64::from(fits);
        numerator.shift(1);
    }
    if power < -1075 {
        return 0.0;
    }
    // What is left is compared with half of the last bit.
    whole += match numerator.compare(&denominator) {
        Ordering::Less => 0,
        Ordering::Equal => whole & 1,
        Ordering::Greater => 1,
    };
    // Adding the exponent lets a whole that was rounded up to the next power carry into it.
    let biased = u64::try_from((power + 1022).max(0)).unwrap_or(0);
    if biased >= 2046 {
        return f64::INFINITY;
    }
    f64::from_bits((biased << 52) + whole)
}

/// A long whole number, the lowest 32 bits first and no zeros last.
#[derive(Debug, Default)]
struct Long(Vec<u32>);

impl Long {
    fn times_ten_plus(&mut self, digit: u8) {
        let mut carry = u64::from(digit);
        for part in &mut self.0 {
            carry += u64::from(*part) * 10;
            *part = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    fn bits(&self) -> i32 {
        let top = self.0.last().map_or(0, |top| top.leading_zeros());
        i32::try_from(self.0.len() * 32).unwrap_or(i32::MAX) - top.cast_signed()
    }

    fn shift(&mut self, by: u32) {
        if self.0.is_empty() {
            return;
        }
        let mut carry = 0;
        for part in &mut self.0 {
            carry |= u64::from(*part) << (by % 32);
            *part = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
        self.0
            .splice(0..0, std::iter::repeat_n(0, by as usize / 32));
    }

    fn compare(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes away one that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (at, part) in self.0.iter_mut().enumerate() {
            let (once, first) = part.overflowing_sub(other.0.get(at).copied().unwrap_or(0));
            let (twice, second) = once.overflowing_sub(u32::from(borrow));
            *part = twice;
            borrow = first || second;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn low(number: u64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::{parse, plain, scientific};

    fn check(text: &str) {
        let expected = text.parse::<f64>().ok();
        let found = parse(text);
        assert_eq!(
            found.map(f64::to_bits),
            expected.map(f64::to_bits),
            "{text}: {found:?}, {expected:?}"
        );
    }

    #[test]
    fn a_number_is_the_nearest_double() {
        for text in [
            "0",
            "-0",
            "0.0",
            "1",
            "+1",
            "-1.5",
            ".5",
            "2.",
            "007.250",
            "1e3",
            "1E+3",
            "1e-3",
            "123456789012345678",
            "9007199254740993",
            "9007199254740992.5",
            "9007199254740993.0000000000000000001",
            "0.1",
            "0.3",
            "1e22",
            "1e23",
            "8.5e22",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e400000000000",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "4.9e-324",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2e-324",
            "1e-400000000000",
            "0e999999999999999999",
            "6.8985865317742005e-310",
            "1e-320",
        ] {
            check(text);
        }
        // Halfway between two doubles, and a little beyond, far behind the point.
        let halfway = format!("{}", 2_f64.powi(-1074)).replace("0.", "");
        for tail in ["", "1", "0000000000000000000000000000000000001"] {
            check(&format!("0.{halfway}{tail}"));
            check(&format!("9007199254740993.{}{tail}", "0".repeat(800)));
            check(&format!("9007199254740993{}{tail}", "0".repeat(200)));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "1 ", " 1", "1.2.3", "1e5.0", "--1", "0x10", "1_000",
            "é",
        ] {
            assert_eq!(parse(text), None, "{text}");
            check(text);
        }
        // The standard library reads these.
        for text in ["inf", "NaN", "infinity"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for number in [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.1,
            10.0,
            100.0,
            1.5,
            12.25,
            1e15,
            1e16,
            1e21,
            1e300,
            1e-5,
            1e-7,
            5e-324,
            123_456_789.125,
            f64::MAX,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ] {
            assert_eq!(plain(number), format!("{number}"));
        }
    }

    #[test]
    fn random_numbers_are_the_nearest_doubles() {
        let mut seed = 88_172_645_463_325_252_u64;
        let mut random = move || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed
        };
        for _ in 0..20_000 {
            let number = f64::from_bits(random());
            if number.is_finite() {
                check(&format!("{number:e}"));
                check(&format!("{number:.17e}"));
                check(&format!("{number:.25e}"));
                // Of two numbers as near the standard library may write the other one.
                assert_eq!(plain(number).len(), format!("{number}").len());
                assert_eq!(parse(&plain(number)), Some(number));
                assert_eq!(parse(&scientific(number)), Some(number));
            }
            let (whole, exponent) = (random() >> (random() % 60), random() % 40);
            check(&format!("{whole}e-{exponent}"));
            check(&format!("{whole}e{exponent}"));
        }
    }
}
