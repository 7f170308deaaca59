//! Exact decimals: sums and products as a ledger wants them.

use crate::{engine::types, schema::Value};

/// An exact decimal: `digits` × 10^-`scale`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact {
    pub(super) digits: i128,
    scale: u32,
}

impl Exact {
    /// The exact number a value is; `None` for reals and what is no number.
    pub(crate) fn new(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(Self {
                digits: i128::from(*number),
                scale: 0,
            }),
            Value::Bool(flag) => Some(Self {
                digits: i128::from(*flag),
                scale: 0,
            }),
            Value::Text(text) => {
                let text = text.trim();
                let (left, right) = text.split_once('.').unwrap_or((text, ""));
                if right.len() > 18 || !right.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                Some(Self {
                    digits: format!("{left}{right}").parse().ok()?,
                    scale: u32::try_from(right.len()).ok()?,
                })
            }
            _ => None,
        }
    }

    fn at(self, scale: u32) -> Option<i128> {
        self.digits
            .checked_mul(10_i128.checked_pow(scale.checked_sub(self.scale)?)?)
    }

    /// The sum, at the larger scale.
    pub(crate) fn add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self {
            digits: self.at(scale)?.checked_add(other.at(scale)?)?,
            scale,
        })
    }

    /// A number as text, with so many digits more than this one has.
    pub(crate) fn rounded(self, text: &str, more: u32) -> Option<String> {
        types::decimal(&Value::Text(text.into()), 1000, Some(self.scale + more))
    }

    pub(super) fn negated(self) -> Self {
        Self {
            digits: -self.digits,
            scale: self.scale,
        }
    }

    pub(super) fn multiply(self, other: Self) -> Option<Self> {
        Some(Self {
            digits: self.digits.checked_mul(other.digits)?,
            scale: self.scale + other.scale,
        })
    }

    /// The quotient with 16 digits after the point, as PostgreSQL gives at least.
    pub(crate) fn divide(self, other: Self) -> Option<Self> {
        let scale = 16 + other.scale;
        let digits = self.at(self.scale.max(scale))?;
        let scale = self.scale.max(scale) - other.scale;
        let (quotient, rest) = (
            digits.checked_div(other.digits)?,
            digits.checked_rem(other.digits)?,
        );
        let up = rest.unsigned_abs().checked_mul(2)? >= other.digits.unsigned_abs();
        let sign = if (digits < 0) == (other.digits < 0) {
            1
        } else {
            -1
        };
        Some(Self {
            digits: if up { quotient + sign } else { quotient },
            scale,
        })
    }
}

impl std::fmt::Display for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (left, right) = digits.split_at(digits.len() - scale);
        if right.is_empty() {
            write!(f, "{sign}{left}")
        } else {
            write!(f, "{sign}{left}.{right}")
        }
    }
}
