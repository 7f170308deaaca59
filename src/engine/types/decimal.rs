//! Exact decimals, which are text.

use crate::{float, schema::Value};

/// An exact number as text with `scale` digits, rounded half away from zero.
pub(crate) fn decimal(value: &Value, precision: u32, scale: Option<u32>) -> Option<String> {
    let given = match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => float::plain(*number),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        _ => return None,
    };
    let given = if given.contains(['e', 'E']) {
        float::plain(float::parse(&given)?)
    } else {
        given
    };
    let (sign, digits) = match given.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", given.strip_prefix('+').unwrap_or(&given)),
    };
    let (left, right) = digits.split_once('.').unwrap_or((digits, ""));
    if left.len() + right.len() == 0
        || !left
            .bytes()
            .chain(right.bytes())
            .all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let left = left.trim_start_matches('0');
    let mut all: Vec<u8> = left.bytes().chain(right.bytes()).collect();
    let mut point = left.len();
    if let Some(scale) = scale {
        let end = point + scale as usize;
        let up = all.get(end).is_some_and(|digit| *digit >= b'5');
        all.resize(end, b'0');
        if up {
            let mut carry = true;
            for digit in all.iter_mut().rev() {
                if *digit == b'9' {
                    *digit = b'0';
                } else {
                    *digit += 1;
                    carry = false;
                    break;
                }
            }
            if carry {
                all.insert(0, b'1');
                point += 1;
            }
        }
        if point > (precision.saturating_sub(scale)) as usize {
            return None;
        }
    }
    let zero = all.iter().all(|digit| *digit == b'0');
    let (left, right) = all.split_at(point);
    let left = if left.is_empty() {
        "0".into()
    } else {
        String::from_utf8_lossy(left)
    };
    let sign = if zero { "" } else { sign };
    Some(if right.is_empty() {
        format!("{sign}{left}")
    } else {
        format!("{sign}{left}.{}", String::from_utf8_lossy(right))
    })
}
