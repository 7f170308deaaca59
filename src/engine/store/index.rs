//! An index of a table: which rows have a key.

use super::tree::Tree;
use crate::{
    engine::key::{Key, Part},
    sort::sort,
};

/// Keys with the rows that have them, in the order of the keys, under equal keys the oldest row
/// first.
#[derive(Clone, Debug)]
pub(crate) enum Index {
    /// Whole numbers of 32 bits, as nearly all keys are, each with its row in 64 bits ([`packed`]).
    Numbers(Tree<u64>),
    /// Keys of any kind, once there is one that does not fit in there.
    Keys(Tree<(Key, u64)>),
}

impl Default for Index {
    fn default() -> Self {
        Self::Numbers(Tree::default())
    }
}

/// A whole number and a row, so that the order of the numbers is that of what they come to.
const fn pack(number: i32, row: u32) -> u64 {
    ((number.cast_unsigned() ^ 1 << 31) as u64) << 32 | row as u64
}

/// The number and the row that [`pack`] has put together.
fn unpack(entry: u64) -> (Key, u64) {
    let number = (entry >> 32) ^ 1 << 31;
    #[allow(clippy::cast_possible_truncation)] // Of these, 32 bits are left.
    let number = (number as u32).cast_signed();
    (Key::One(Part::Integer(number.into())), row(entry))
}

/// The row alone.
fn row(entry: u64) -> u64 {
    entry & u64::from(u32::MAX)
}

/// What an index of numbers keeps of a key and a row, if they fit. Nothing comes to `u64::MAX`.
fn packed(key: &Key, row: u64) -> Option<u64> {
    let Key::One(Part::Integer(number)) = key else {
        return None;
    };
    let row = u32::try_from(row).ok().filter(|row| *row < u32::MAX)?;
    Some(pack(i32::try_from(*number).ok()?, row))
}

/// What comes before no packed entry from a key on, or from behind it.
fn bound(key: &Key, after: bool) -> u64 {
    let (number, after) = match key {
        Key::One(Part::Null) => return 0,
        Key::One(Part::Integer(number)) => (*number, after),
        // It is none itself, or it were an integer part.
        Key::One(Part::Real(bits)) if !f64::from_bits(*bits).is_nan() => {
            #[allow(clippy::cast_possible_truncation)] // What is beyond all integers stays so.
            let below = f64::from_bits(*bits).floor() as i64;
            (below, true)
        }
        _ => return u64::MAX,
    };
    match i32::try_from(number) {
        Ok(number) => pack(number, if after { u32::MAX } else { 0 }),
        Err(_) if number < 0 => 0,
        Err(_) => u64::MAX,
    }
}

impl Index {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Numbers(tree) => tree.len(),
            Self::Keys(tree) => tree.len(),
        }
    }

    /// Adds a row that is not there under its key.
    pub(crate) fn insert(&mut self, key: Key, id: u64) {
        if let Self::Numbers(numbers) = self {
            if let Some(entry) = packed(&key, id) {
                return numbers.insert(entry);
            }
            let mut keys = Tree::default();
            numbers.ascend(None, &mut |entry| {
                keys.insert(unpack(*entry));
                true
            });
            *self = Self::Keys(keys);
        }
        if let Self::Keys(keys) = self {
            keys.insert((key, id));
        }
    }

    /// Takes a row out from under its key.
    pub(crate) fn remove(&mut self, key: Key, id: u64) {
        match self {
            Self::Numbers(tree) => {
                if let Some(entry) = packed(&key, id) {
                    tree.remove(&entry);
                }
            }
            Self::Keys(tree) => tree.remove(&(key, id)),
        }
    }

    /// Takes all rows out from under a key.
    pub(crate) fn clear(&mut self, key: &Key) {
        match self {
            Self::Numbers(tree) => tree.cut(&bound(key, false), &bound(key, true)),
            Self::Keys(tree) => tree.cut(&(key.clone(), 0), &(key.clone(), u64::MAX)),
        }
    }

    /// Goes through the rows from a key on, or from the first, until `take` says no. `after`: from
    /// behind that key on.
    pub(crate) fn ascend(
        &self,
        low: Option<&Key>,
        after: bool,
        take: &mut dyn FnMut(&Key, u64) -> bool,
    ) {
        match self {
            Self::Numbers(tree) => {
                let low = low.map(|low| bound(low, after));
                tree.ascend(low.as_ref(), &mut |entry| {
                    let (key, id) = unpack(*entry);
                    take(&key, id)
                });
            }
            Self::Keys(tree) => {
                let low = low.map(|low| (low.clone(), if after { u64::MAX } else { 0 }));
                tree.ascend(low.as_ref(), &mut |(key, id)| take(key, *id));
            }
        }
    }

    /// Goes through the rows from the last key on, until `take` says no.
    pub(crate) fn descend(&self, take: &mut dyn FnMut(&Key, u64) -> bool) {
        match self {
            Self::Numbers(tree) => tree.descend(&mut |entry| {
                let (key, id) = unpack(*entry);
                take(&key, id)
            }),
            Self::Keys(tree) => tree.descend(&mut |(key, id)| take(key, *id)),
        }
    }

    /// Goes through the rows under a key, the oldest first, until `take` says no.
    pub(crate) fn under(&self, key: &Key, take: &mut dyn FnMut(u64) -> bool) {
        match self {
            Self::Numbers(tree) => {
                let (low, high) = (bound(key, false), bound(key, true));
                tree.ascend(Some(&low), &mut |entry| *entry < high && take(row(*entry)));
            }
            Self::Keys(tree) => {
                let low = (key.clone(), 0);
                tree.ascend(Some(&low), &mut |(known, id)| known == key && take(*id));
            }
        }
    }

    /// The oldest row under a key.
    pub(crate) fn first(&self, key: &Key) -> Option<u64> {
        let mut found = None;
        self.under(key, &mut |id| {
            found = Some(id);
            false
        });
        found
    }

    /// Whether a row has this key.
    pub(crate) fn contains_key(&self, key: &Key) -> bool {
        self.first(key).is_some()
    }

    /// The row whose key comes last.
    pub(crate) fn last(&self) -> Option<u64> {
        let mut found = None;
        self.descend(&mut |_, id| {
            found = Some(id);
            false
        });
        found
    }
}

impl FromIterator<(Key, u64)> for Index {
    fn from_iter<I: IntoIterator<Item = (Key, u64)>>(entries: I) -> Self {
        let mut entries: Vec<(Key, u64)> = entries.into_iter().collect();
        sort(&mut entries);
        let mut index = Self::default();
        for (key, id) in entries {
            index.insert(key, id);
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::{
        engine::{collation::Collation, key::Key},
        schema::Value,
    };

    fn key(value: &Value) -> Key {
        Key::from_values([value].into_iter(), Collation::Binary).expect("no NULL")
    }

    fn from(index: &Index, low: &Value) -> Vec<u64> {
        let mut found = Vec::new();
        index.ascend(Some(&key(low)), false, &mut |_, id| {
            found.push(id);
            true
        });
        found
    }

    #[test]
    fn an_index_of_numbers_finds_what_one_of_any_keys_finds() {
        let (least, most) = (i64::from(i32::MIN), i64::from(i32::MAX));
        let numbers = [least, -3, 0, 2, 2, 7, most];
        let mut lows: Vec<Value> = numbers.map(Value::Integer).to_vec();
        lows.extend([i64::MIN, least - 1, most + 1, i64::MAX].map(Value::Integer));
        let reals = [
            -1e300,
            -3e9,
            -2.5,
            -0.5,
            1.5,
            2.5,
            3e9,
            1e300,
            f64::INFINITY,
            f64::NAN,
        ];
        let reals = reals.map(|real| real + 0.5);
        lows.extend(reals.map(Value::Real));
        lows.push(Value::text(""));
        let small: Index = (0..)
            .zip(numbers)
            .map(|(id, number)| (key(&Value::Integer(number)), id))
            .collect();
        let mut any = small.clone();
        any.insert(key(&Value::text("z")), 99);
        assert!(matches!(
            (&small, &any),
            (Index::Numbers(_), Index::Keys(_))
        ));
        any.remove(key(&Value::text("z")), 99);
        for low in &lows {
            assert_eq!(from(&small, low), from(&any, low), "{low:?}");
            assert_eq!(small.first(&key(low)), any.first(&key(low)), "{low:?}");
            let cleared = |index: &Index| {
                let mut index = index.clone();
                index.clear(&key(low));
                (from(&index, &Value::Integer(i64::MIN)), index.len())
            };
            assert_eq!(cleared(&small), cleared(&any), "{low:?}");
        }
        assert_eq!((small.last(), small.len()), (Some(6), 7));
    }

    #[test]
    fn what_does_not_fit_in_an_index_of_numbers_makes_it_one_of_keys() {
        let wide = i64::from(i32::MAX) + 1;
        for (number, id) in [
            (wide, 3),
            (-wide - 1, 3),
            (3, u64::from(u32::MAX)),
            (3, 1 << 40),
        ] {
            let mut index: Index = (0..100)
                .map(|id| {
                    (
                        key(&Value::Integer(i64::try_from(id % 7).expect("small"))),
                        id,
                    )
                })
                .collect();
            let before = from(&index, &Value::Integer(i64::MIN));
            let added = key(&Value::Integer(number));
            index.remove(added.clone(), id);
            assert!(matches!(index, Index::Numbers(_)));
            index.insert(added.clone(), id);
            assert!(matches!(index, Index::Keys(_)));
            assert!(from(&index, &Value::Integer(number)).contains(&id));
            index.remove(added, id);
            assert_eq!(from(&index, &Value::Integer(i64::MIN)), before);
        }
    }
}
