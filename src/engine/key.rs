//! Turns values into keys with one total order and one notion of equality, for indexes, DISTINCT
//! and GROUP BY.

use super::{collation::Collation, types};
use crate::schema::Value;
use std::{cmp::Ordering, rc::Rc};

/// One value of a key. Equal numbers are equal parts, whatever they were written as.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// NULL, where a key may hold it (grouping; indexes leave such rows out).
    Null,
    /// A whole number, TRUE and FALSE.
    Integer(i64),
    /// Any other number, as the bits of a double.
    Real(u64),
    /// Text.
    Text(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
    /// A list.
    List(Rc<[Part]>),
}

impl Part {
    pub(crate) fn new(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Integer(i64::from(*flag)),
            Value::Integer(number) => Self::Integer(*number),
            Value::Real(number) => {
                types::whole(*number).map_or_else(|| Self::Real(number.to_bits()), Self::Integer)
            }
            Value::Text(text) => Self::Text(text.as_str().into()),
            Value::Bytes(bytes) => Self::Bytes(bytes.as_slice().into()),
            Value::List(items) => Self::List(items.iter().map(Self::new).collect()),
        }
    }

    /// The part that a collation makes of a value.
    pub(crate) fn folded(value: &Value, folds: Collation) -> Self {
        match value {
            Value::Text(text) if folds != Collation::Binary => Self::Text(folds.text(text).into()),
            value => Self::new(value),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Integer(_) | Self::Real(_) => 1,
            Self::Text(_) => 2,
            Self::Bytes(_) => 3,
            Self::List(_) => 4,
        }
    }
}

impl Ord for Part {
    #[expect(clippy::cast_precision_loss, reason = "a tie is broken by the variant")]
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            (Self::Real(a), Self::Real(b)) => f64::from_bits(*a).total_cmp(&f64::from_bits(*b)),
            (Self::Integer(a), Self::Real(b)) => (*a as f64)
                .total_cmp(&f64::from_bits(*b))
                .then(Ordering::Less),
            (Self::Real(a), Self::Integer(b)) => f64::from_bits(*a)
                .total_cmp(&(*b as f64))
                .then(Ordering::Greater),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Bytes(a), Self::Bytes(b)) => a.cmp(b),
            (Self::List(a), Self::List(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Part {
    fn weight(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Text(text) => text.len(),
                Self::Bytes(bytes) => bytes.len(),
                Self::List(items) => items.iter().map(Self::weight).sum(),
                _ => 0,
            }
    }
}

/// The key of a row in one index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// A key of one column.
    One(Part),
    /// A composite key.
    Many(Rc<[Part]>),
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            // Nearly every key, and what a search in an index does most.
            (Self::One(Part::Integer(a)), Self::One(Part::Integer(b))) => a.cmp(b),
            (Self::One(a), Self::One(b)) => a.cmp(b),
            (Self::Many(a), Self::Many(b)) => a.cmp(b),
            (Self::One(_), Self::Many(_)) => Ordering::Less,
            (Self::Many(_), Self::One(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Key {
    /// The key of `row` over `columns`; `None` if one of them is NULL: such a row is equal to
    /// none and references none (MATCH SIMPLE, SQL:2016 part 2, 4.22.3.3).
    ///
    /// `folds`: what the collation does not look at.
    pub(crate) fn of(row: &[Value], columns: &[usize], folds: Collation) -> Option<Self> {
        Self::from_values(columns.iter().map(|column| &row[*column]), folds)
    }

    /// About how many bytes it takes.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::One(part) => part.weight(),
            Self::Many(parts) => parts.iter().map(Part::weight).sum(),
        }
    }

    /// The key of values in the order of the key's columns.
    pub(crate) fn from_values<'a>(
        mut values: impl ExactSizeIterator<Item = &'a Value>,
        folds: Collation,
    ) -> Option<Self> {
        let part = |value: &Value| Part::folded(value, folds);
        if values.len() == 1 {
            return match values.next()? {
                Value::Null => None,
                value => Some(Self::One(part(value))),
            };
        }
        values
            .map(|value| match value {
                Value::Null => None,
                value => Some(part(value)),
            })
            .collect::<Option<Rc<[Part]>>>()
            .map(Self::Many)
    }
}
