//! What a number type of MySQL says beside its kind: `DOUBLE(11,3)`, `DECIMAL(5,2) UNSIGNED`.

use super::number;
use crate::schema::Value;
use gluesql::core::sqlparser::ast::DataType;

/// Limits of a column's numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bounds {
    unsigned: bool,
    /// Digits in all, and after the point, of a floating-point number.
    digits: Option<(i32, i32)>,
}

impl Bounds {
    /// The limits that a type's brackets carry (see the reader's `number_types`).
    pub(crate) fn of(declared: &DataType) -> Self {
        let DataType::Custom(name, inside) = declared else {
            return Self::default();
        };
        let real = name
            .0
            .last()
            .is_some_and(|name| !name.value.to_ascii_uppercase().starts_with(['D', 'N']))
            || name.to_string().to_ascii_uppercase().starts_with("DOUBLE");
        let digits: Vec<i32> = inside.iter().filter_map(|part| part.parse().ok()).collect();
        Self {
            unsigned: inside.iter().any(|part| part == "UNSIGNED"),
            digits: match digits.as_slice() {
                [all, after] if real => Some((*all, *after)),
                _ => None,
            },
        }
    }

    /// The value within the limits: rounded, or `None` if it is out of range.
    pub(crate) fn hold(self, value: Value) -> Option<Value> {
        if self == Self::default() {
            return Some(value);
        }
        if self.unsigned && number(&value).is_some_and(|number| number < 0.0) {
            return None;
        }
        match (self.digits, value) {
            (Some((all, after)), Value::Real(number)) => {
                let scale = 10_f64.powi(after);
                let rounded = (number * scale).round() / scale;
                (rounded.abs() < 10_f64.powi(all - after)).then_some(Value::Real(rounded))
            }
            (_, value) => Some(value),
        }
    }

    /// The type as it was written, from the one word and brackets that the reader made of it.
    pub(crate) fn written(declared: &DataType) -> Option<String> {
        let DataType::Custom(name, inside) = declared else {
            return None;
        };
        let unsigned = inside.iter().any(|part| part == "UNSIGNED");
        let digits: Vec<&str> = inside
            .iter()
            .map(String::as_str)
            .filter(|part| *part != "UNSIGNED")
            .collect();
        let mut text = name.to_string();
        if !digits.is_empty() {
            text = format!("{text}({})", digits.join(","));
        }
        Some(if unsigned {
            format!("{text} UNSIGNED")
        } else {
            text
        })
    }
}
