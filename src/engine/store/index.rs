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
    /// Whole numbers, as nearly all keys are: small, and compared at once.
    Numbers(Tree<i64>),
    /// Keys of any kind, once there is one that is no whole number.
    Keys(Tree<Key>),
}

impl Default for Index {
    fn default() -> Self {
        Self::Numbers(Tree::default())
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
            if let Key::One(Part::Integer(number)) = key {
                return numbers.insert((number, id));
            }
            let mut keys = Tree::default();
            numbers.ascend(None, &mut |(number, id)| {
                keys.insert((Key::One(Part::Integer(*number)), *id));
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
        match (self, key) {
            (Self::Numbers(tree), Key::One(Part::Integer(number))) => tree.remove(&(number, id)),
            (Self::Numbers(_), _) => {}
            (Self::Keys(tree), key) => tree.remove(&(key, id)),
        }
    }

    /// Takes all rows out from under a key.
    pub(crate) fn clear(&mut self, key: &Key) {
        match (self, key) {
            (Self::Numbers(tree), Key::One(Part::Integer(number))) => {
                tree.cut(&(*number, 0), &(*number, u64::MAX));
            }
            (Self::Numbers(_), _) => {}
            (Self::Keys(tree), key) => tree.cut(&(key.clone(), 0), &(key.clone(), u64::MAX)),
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
        let first = if after { u64::MAX } else { 0 };
        match self {
            Self::Numbers(tree) => {
                let low = low.map(|low| number_from(low, first));
                tree.ascend(low.as_ref(), &mut |(number, id)| {
                    take(&Key::One(Part::Integer(*number)), *id)
                });
            }
            Self::Keys(tree) => {
                let low = low.map(|low| (low.clone(), first));
                tree.ascend(low.as_ref(), &mut |(key, id)| take(key, *id));
            }
        }
    }

    /// Goes through the rows from the last key on, until `take` says no.
    pub(crate) fn descend(&self, take: &mut dyn FnMut(&Key, u64) -> bool) {
        match self {
            Self::Numbers(tree) => {
                tree.descend(&mut |(number, id)| take(&Key::One(Part::Integer(*number)), *id));
            }
            Self::Keys(tree) => tree.descend(&mut |(key, id)| take(key, *id)),
        }
    }

    /// Goes through the rows under a key, the oldest first, until `take` says no.
    pub(crate) fn under(&self, key: &Key, take: &mut dyn FnMut(u64) -> bool) {
        self.ascend(Some(key), false, &mut |known, id| known == key && take(id));
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

/// Where the whole numbers begin that do not come before a key.
fn number_from(key: &Key, first: u64) -> (i64, u64) {
    let past_all = (i64::MAX, u64::MAX);
    match key {
        Key::One(Part::Null) => (i64::MIN, 0),
        Key::One(Part::Integer(number)) => (*number, first),
        // It is none itself, or it were an integer part.
        Key::One(Part::Real(bits)) => match f64::from_bits(*bits).floor() {
            below if below < -9.3e18 => (i64::MIN, 0),
            #[allow(clippy::cast_possible_truncation)] // Within the bounds of an integer.
            below if below < 9.2e18 => (below as i64, u64::MAX),
            _ => past_all,
        },
        _ => past_all,
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
        let numbers = [i64::MIN, -3, 0, 2, 2, 7, i64::MAX];
        let mut lows: Vec<Value> = numbers.map(Value::Integer).to_vec();
        let reals = [-1e300, -2.5, -0.5, 1.5, 2.5, 1e18, 1e300, f64::INFINITY];
        lows.extend(reals.map(Value::Real));
        lows.push(Value::Text(String::new()));
        let small: Index = (0..)
            .zip(numbers)
            .map(|(id, number)| (key(&Value::Integer(number)), id))
            .collect();
        let mut any = small.clone();
        any.insert(key(&Value::Text("z".into())), 99);
        assert!(matches!(
            (&small, &any),
            (Index::Numbers(_), Index::Keys(_))
        ));
        any.remove(key(&Value::Text("z".into())), 99);
        for low in &lows {
            assert_eq!(from(&small, low), from(&any, low), "{low:?}");
            assert_eq!(small.first(&key(low)), any.first(&key(low)), "{low:?}");
        }
        assert_eq!((small.last(), small.len()), (Some(6), 7));
    }
}
