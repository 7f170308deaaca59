//! A table's rows by identity, in a persistent radix tree: a copy is one pointer, and a change parts
//! only the nodes between the root and its row. Identities are given out in order, so the leaves
//! are full and nothing is searched for.

use super::Row;
use std::rc::Rc;

/// Bits of an identity that one level looks at.
const BITS: u32 = 5;
const WIDTH: usize = 1 << BITS;

/// Takes a row that differs, as it was and as it is.
type Each<'e> = &'e mut dyn FnMut(u64, Option<&Row>, Option<&Row>);

/// The rows of one table, the oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    root: Option<Rc<Node>>,
    /// The root's level; leaves are at 0.
    level: u32,
    len: usize,
}

#[derive(Clone, Debug)]
struct Node {
    /// How many slots are in use.
    used: usize,
    slots: Slots,
}

#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)] // There are 32 leaves to a branch.
enum Slots {
    Leaf([Option<Row>; WIDTH]),
    Branch([Option<Rc<Node>>; WIDTH]),
}

impl Node {
    fn new(level: u32) -> Self {
        let slots = match level {
            0 => Slots::Leaf([const { None }; WIDTH]),
            _ => Slots::Branch([const { None }; WIDTH]),
        };
        Self { used: 0, slots }
    }
}

/// Which slot of a node at `level` leads to a row.
fn slot(id: u64, level: u32) -> usize {
    usize::try_from((id >> (BITS * level)) % WIDTH as u64).unwrap_or_default()
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Whether the tree is tall enough for an identity.
    fn reaches(&self, id: u64) -> bool {
        id.checked_shr(BITS * (self.level + 1)).unwrap_or(0) == 0
    }

    /// The row of that identity.
    pub(crate) fn get(&self, id: u64) -> Option<&Row> {
        if !self.reaches(id) {
            return None;
        }
        let mut node = self.root.as_ref()?;
        let mut level = self.level;
        loop {
            match &node.slots {
                Slots::Leaf(rows) => return rows[slot(id, 0)].as_ref(),
                Slots::Branch(nodes) => node = nodes[slot(id, level)].as_ref()?,
            }
            level -= 1;
        }
    }

    /// Puts a row in, in the place of the one that has its identity.
    pub(crate) fn insert(&mut self, id: u64, row: Row) {
        while !self.reaches(id) {
            self.level += 1;
            if let Some(root) = self.root.take() {
                let mut above = Node::new(self.level);
                if let Slots::Branch(nodes) = &mut above.slots {
                    nodes[0] = Some(root);
                    above.used = 1;
                }
                self.root = Some(Rc::new(above));
            }
        }
        let mut level = self.level;
        let mut place = &mut self.root;
        loop {
            let node = Rc::make_mut(place.get_or_insert_with(|| Rc::new(Node::new(level))));
            match &mut node.slots {
                Slots::Leaf(rows) => {
                    if rows[slot(id, 0)].replace(row).is_none() {
                        node.used += 1;
                        self.len += 1;
                    }
                    return;
                }
                Slots::Branch(nodes) => {
                    place = &mut nodes[slot(id, level)];
                    node.used += usize::from(place.is_none());
                }
            }
            level -= 1;
        }
    }

    /// Takes a row out.
    pub(crate) fn remove(&mut self, id: u64) -> Option<Row> {
        if !self.reaches(id) {
            return None;
        }
        let row = take(&mut self.root, id, self.level)?;
        self.len -= 1;
        Some(row)
    }

    pub(crate) fn iter(&self) -> Iter<'_> {
        Iter {
            rows: self,
            leaf: self.leaf(0),
            at: 0,
        }
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        self.iter().map(|(id, _)| id)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &Row> {
        self.iter().map(|(_, row)| row)
    }

    /// The first leaf that has an identity of at least `from`, and its own first one.
    fn leaf(&self, from: u64) -> Option<(u64, &[Option<Row>; WIDTH])> {
        if !self.reaches(from) {
            return None;
        }
        first_leaf(self.root.as_deref()?, self.level, from, 0)
    }

    /// Hands over what differs from a later moment: rows before and after, by identity. Nodes that
    /// both share are not looked into.
    pub(crate) fn differ<'a>(&'a self, later: &'a Self, each: Each) {
        let part = |rows: &'a Self| rows.root.as_deref().map(|root| (root, rows.level));
        let level = self.level.max(later.level);
        differ(part(self), part(later), level, 0, each);
    }
}

/// Takes a row out of a subtree, and the subtree away if it was the last.
fn take(place: &mut Option<Rc<Node>>, id: u64, level: u32) -> Option<Row> {
    let node = Rc::make_mut(place.as_mut()?);
    let row = match &mut node.slots {
        Slots::Leaf(rows) => {
            let row = rows[slot(id, 0)].take()?;
            node.used -= 1;
            row
        }
        Slots::Branch(nodes) => {
            let below = &mut nodes[slot(id, level)];
            let row = take(below, id, level - 1)?;
            node.used -= usize::from(below.is_none());
            row
        }
    };
    if node.used == 0 {
        *place = None;
    }
    Some(row)
}

fn first_leaf(
    node: &Node,
    level: u32,
    from: u64,
    base: u64,
) -> Option<(u64, &[Option<Row>; WIDTH])> {
    match &node.slots {
        Slots::Leaf(rows) => Some((base, rows)),
        Slots::Branch(nodes) => {
            let start = slot(from.max(base), level);
            nodes.iter().enumerate().skip(start).find_map(|(at, node)| {
                let base = base | (at as u64) << (BITS * level);
                first_leaf(node.as_deref()?, level - 1, from, base)
            })
        }
    }
}

/// A subtree and its level: one that is not as tall as where it is looked for lies in the first slot.
type Part<'a> = Option<(&'a Node, u32)>;

fn differ(before: Part, after: Part, level: u32, base: u64, each: Each) {
    match (before, after) {
        (None, None) => return,
        (Some((before, _)), Some((after, _))) if std::ptr::eq(before, after) => return,
        _ => {}
    }
    for at in 0..WIDTH {
        let base = base | (at as u64) << (BITS * level);
        if level > 0 {
            let (before, after) = (below(before, level, at), below(after, level, at));
            differ(before, after, level - 1, base, each);
            continue;
        }
        match (row(before, at), row(after, at)) {
            (None, None) => {}
            (Some(before), Some(after)) if before == after => {}
            (before, after) => each(base, before, after),
        }
    }
}

fn below(part: Part, level: u32, at: usize) -> Part {
    let (node, own) = part?;
    match &node.slots {
        Slots::Branch(nodes) if own == level => Some((nodes[at].as_deref()?, level - 1)),
        _ if at == 0 => part,
        _ => None,
    }
}

fn row(part: Part<'_>, at: usize) -> Option<&Row> {
    match &part?.0.slots {
        Slots::Leaf(rows) => rows[at].as_ref(),
        Slots::Branch(_) => None,
    }
}

/// Goes through rows, the oldest first.
pub(crate) struct Iter<'a> {
    rows: &'a Rows,
    leaf: Option<(u64, &'a [Option<Row>; WIDTH])>,
    at: usize,
}

impl<'a> Iterator for Iter<'a> {
    type Item = (u64, &'a Row);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (base, rows) = self.leaf?;
            while self.at < WIDTH {
                let at = self.at;
                self.at += 1;
                if let Some(row) = &rows[at] {
                    return Some((base | at as u64, row));
                }
            }
            self.leaf = self.rows.leaf(base.checked_add(WIDTH as u64)?);
            self.at = 0;
        }
    }
}

impl<'a> IntoIterator for &'a Rows {
    type Item = (u64, &'a Row);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl FromIterator<(u64, Row)> for Rows {
    fn from_iter<I: IntoIterator<Item = (u64, Row)>>(rows: I) -> Self {
        let mut all = Self::default();
        for (id, row) in rows {
            all.insert(id, row);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Rows};
    use crate::schema::Value;
    use std::collections::BTreeMap;

    fn row(number: u64) -> Row {
        [Value::text(number.to_string())].into()
    }

    /// The same rows in an ordered map of the standard library.
    fn agree(rows: &Rows, plain: &BTreeMap<u64, Row>) {
        assert_eq!(rows.len(), plain.len());
        let told: Vec<_> = rows.iter().map(|(id, row)| (id, row.clone())).collect();
        let known: Vec<_> = plain.iter().map(|(id, row)| (*id, row.clone())).collect();
        assert_eq!(told, known);
    }

    #[test]
    fn rows_come_and_go_and_a_copy_keeps_its_own() {
        let (mut rows, mut plain) = (Rows::default(), BTreeMap::new());
        let mut moments = vec![(rows.clone(), plain.clone())];
        let mut seed: u64 = 7;
        for step in 0..4000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let id = match step % 5 {
                0 => seed >> 1,
                1 => u64::MAX,
                _ => (seed >> 33) % 1500,
            };
            if seed >> 62 == 0 {
                assert_eq!(rows.remove(id), plain.remove(&id));
            } else {
                rows.insert(id, row(step));
                plain.insert(id, row(step));
            }
            assert_eq!(rows.get(id), plain.get(&id));
            assert_eq!(rows.get(id ^ 64), plain.get(&(id ^ 64)));
            if step % 500 == 0 {
                moments.push((rows.clone(), plain.clone()));
            }
        }
        moments.push((rows, plain));
        for (rows, plain) in &moments {
            agree(rows, plain);
        }
        for (rows, plain) in &moments {
            let (last, known) = &moments[moments.len() - 1];
            let mut replayed = plain.clone();
            rows.differ(last, &mut |id, before, after| {
                assert_ne!(before, after);
                assert_eq!(before, plain.get(&id));
                match after {
                    Some(row) => replayed.insert(id, row.clone()),
                    None => replayed.remove(&id),
                };
            });
            assert_eq!(replayed, *known);
        }
    }

    #[test]
    fn the_last_row_takes_the_nodes_with_it() {
        let mut rows: Rows = (0..1000).map(|id| (id * 40, row(id))).collect();
        for id in 0..1000 {
            assert!(rows.remove(id * 40).is_some());
            assert_eq!(rows.remove(id * 40), None);
        }
        assert!(rows.root.is_none() && rows.iter().next().is_none());
    }
}
