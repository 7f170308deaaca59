//! Entries in order, in a persistent B+ tree: a copy is one pointer, and a change parts only the
//! nodes between the root and its leaf.

use std::rc::Rc;

/// A node has no more entries than this; with one more it becomes two.
const FULL: usize = 64;
/// A node with fewer joins its neighbour, if both fit in three quarters of a node.
const SPARSE: usize = FULL / 4;
/// A node makes room for so many entries at a time: what it does not use is seldom more.
const STEP: usize = 8;

/// A set of entries, none of them there twice.
#[derive(Clone, Debug)]
pub(crate) struct Tree<E> {
    root: Rc<Node<E>>,
    len: usize,
}

#[derive(Debug)]
enum Node<E> {
    Leaf(Vec<E>),
    Branch(Vec<Child<E>>),
}

#[derive(Clone, Debug)]
struct Child<E> {
    /// No entry below comes before it, but for those of the first child.
    least: E,
    node: Rc<Node<E>>,
}

impl<E: Clone> Clone for Node<E> {
    /// A node is copied to be changed.
    fn clone(&self) -> Self {
        match self {
            Self::Leaf(entries) => Self::Leaf(with_room(entries)),
            Self::Branch(children) => Self::Branch(with_room(children)),
        }
    }
}

fn with_room<T: Clone>(items: &[T]) -> Vec<T> {
    let mut copy = Vec::with_capacity((items.len() + 1).next_multiple_of(STEP));
    copy.extend_from_slice(items);
    copy
}

impl<E> Default for Tree<E> {
    fn default() -> Self {
        Self {
            root: Rc::new(Node::Leaf(Vec::new())),
            len: 0,
        }
    }
}

impl<E: Clone + Ord> Tree<E> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Adds an entry that is not there.
    pub(super) fn insert(&mut self, entry: E) {
        if let Some(right) = insert(&mut self.root, entry) {
            let left = Child {
                least: right.least.clone(),
                node: self.root.clone(),
            };
            self.root = Rc::new(Node::Branch(vec![left, right]));
        }
        self.len += 1;
    }

    /// Takes an entry out, if it is there.
    pub(super) fn remove(&mut self, entry: &E) {
        self.len -= usize::from(remove(&mut self.root, entry));
        self.lower();
    }

    /// Takes out the entries from `low` on that come before `high`.
    pub(super) fn cut(&mut self, low: &E, high: &E) {
        self.len -= cut(&mut self.root, low, high);
        self.lower();
    }

    /// A root with one child is none.
    fn lower(&mut self) {
        while let Node::Branch(children) = &*self.root
            && let [only] = children.as_slice()
        {
            self.root = only.node.clone();
        }
    }

    /// Goes through the entries from `low` on, or from the first, until `take` says no.
    pub(super) fn ascend(&self, low: Option<&E>, take: &mut dyn FnMut(&E) -> bool) {
        ascend(&self.root, low, take);
    }

    /// Goes through the entries from the last on, until `take` says no.
    pub(super) fn descend(&self, take: &mut dyn FnMut(&E) -> bool) {
        descend(&self.root, take);
    }
}

impl<E: Clone> Node<E> {
    fn len(&self) -> usize {
        match self {
            Self::Leaf(entries) => entries.len(),
            Self::Branch(children) => children.len(),
        }
    }

    /// Takes all of the node to its right into this one.
    fn join(&mut self, right: Child<E>) {
        match (self, Rc::unwrap_or_clone(right.node)) {
            (Self::Leaf(entries), Self::Leaf(more)) => entries.extend(more),
            (Self::Branch(children), Self::Branch(mut more)) => {
                // It is no first child any longer.
                if let Some(first) = more.first_mut() {
                    first.least = right.least;
                }
                children.extend(more);
            }
            // All leaves are equally deep.
            _ => {}
        }
    }
}

/// The child under which an entry belongs.
fn child<E: Ord>(children: &[Child<E>], entry: &E) -> usize {
    children
        .partition_point(|child| child.least <= *entry)
        .saturating_sub(1)
}

/// Adds an entry below a node; what the node had to give away to a new one on its right.
fn insert<E: Clone + Ord>(node: &mut Rc<Node<E>>, entry: E) -> Option<Child<E>> {
    match Rc::make_mut(node) {
        Node::Leaf(entries) => {
            let at = entries.partition_point(|known| *known < entry);
            let right = add(entries, at, entry)?;
            Some(Child {
                least: right[0].clone(),
                node: Rc::new(Node::Leaf(right)),
            })
        }
        Node::Branch(children) => {
            let at = child(children, &entry);
            let new = insert(&mut children[at].node, entry)?;
            let right = add(children, at + 1, new)?;
            Some(Child {
                least: right[0].least.clone(),
                node: Rc::new(Node::Branch(right)),
            })
        }
    }
}

/// Puts an item into a node; what the node gives away if it was full. It is cut where it grows: what
/// is numbered in order comes at the end of an index, or of the run of one key, and the node before
/// stays full.
fn add<T>(items: &mut Vec<T>, at: usize, item: T) -> Option<Vec<T>> {
    let right = match items.len() {
        FULL if at == FULL => {
            let mut right = Vec::with_capacity(STEP);
            right.push(item);
            return Some(right);
        }
        FULL => Some(items.split_off(at.max(FULL / 2 - 1))),
        _ => None,
    };
    if items.len() == items.capacity() {
        items.reserve_exact(STEP);
    }
    items.insert(at, item);
    if right.is_some() {
        items.shrink_to_fit();
    }
    right
}

/// Takes an entry out below a node; whether it was there.
fn remove<E: Clone + Ord>(node: &mut Rc<Node<E>>, entry: &E) -> bool {
    match Rc::make_mut(node) {
        Node::Leaf(entries) => {
            let at = entries.partition_point(|known| known < entry);
            let found = entries.get(at) == Some(entry);
            if found {
                entries.remove(at);
            }
            found
        }
        Node::Branch(children) => {
            let at = child(children, entry);
            let removed = remove(&mut children[at].node, entry);
            tidy(children, at);
            removed
        }
    }
}

/// Takes a run of entries out below a node; how many they were.
fn cut<E: Clone + Ord>(node: &mut Rc<Node<E>>, low: &E, high: &E) -> usize {
    match Rc::make_mut(node) {
        Node::Leaf(entries) => {
            let from = entries.partition_point(|known| known < low);
            let to = entries.partition_point(|known| known < high);
            entries.drain(from..to).len()
        }
        Node::Branch(children) => {
            let (first, last) = (child(children, low), child(children, high));
            let mut gone = cut(&mut children[first].node, low, high);
            if last > first {
                gone += cut(&mut children[last].node, low, high);
                let between = children.drain(first + 1..last);
                gone += between.map(|child| count(&child.node)).sum::<usize>();
                tidy(children, first + 1);
            }
            tidy(children, first);
            gone
        }
    }
}

fn count<E>(node: &Node<E>) -> usize {
    match node {
        Node::Leaf(entries) => entries.len(),
        Node::Branch(children) => children.iter().map(|child| count(&child.node)).sum(),
    }
}

/// Lets a child that has become small join its neighbour.
fn tidy<E: Clone>(children: &mut Vec<Child<E>>, at: usize) {
    let small = children[at].node.len();
    if small == 0 && children.len() > 1 {
        children.remove(at);
    } else if small < SPARSE && children.len() > 1 {
        let left = at.saturating_sub(1);
        if children[left].node.len() + children[left + 1].node.len() <= FULL - SPARSE {
            let right = children.remove(left + 1);
            Rc::make_mut(&mut children[left].node).join(right);
        }
    }
}

fn ascend<E: Ord>(node: &Node<E>, low: Option<&E>, take: &mut dyn FnMut(&E) -> bool) -> bool {
    match node {
        Node::Leaf(entries) => {
            let from = low.map_or(0, |low| entries.partition_point(|entry| entry < low));
            entries[from..].iter().all(take)
        }
        Node::Branch(children) => {
            let from = low.map_or(0, |low| child(children, low));
            // What lies further right comes after `low` in any case.
            children[from..]
                .iter()
                .enumerate()
                .all(|(at, child)| ascend(&child.node, low.filter(|_| at == 0), take))
        }
    }
}

fn descend<E>(node: &Node<E>, take: &mut dyn FnMut(&E) -> bool) -> bool {
    match node {
        Node::Leaf(entries) => entries.iter().rev().all(take),
        Node::Branch(children) => children
            .iter()
            .rev()
            .all(|child| descend(&child.node, take)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Tree};
    use std::{collections::BTreeSet, rc::Rc};

    type Entry = (i64, u64);

    fn agree(tree: &Tree<Entry>, plain: &BTreeSet<Entry>) {
        assert_eq!(tree.len(), plain.len());
        let mut told = Vec::new();
        tree.ascend(None, &mut |entry| {
            told.push(*entry);
            true
        });
        assert!(told.iter().eq(plain.iter()));
        tree.descend(&mut |entry| told.pop().as_ref() == Some(entry));
        assert!(told.is_empty());
    }

    #[test]
    fn entries_come_and_go_and_a_copy_keeps_its_own() {
        let (mut tree, mut plain) = (Tree::default(), BTreeSet::new());
        let mut moments = Vec::new();
        let mut seed: u64 = 11;
        // Half of the way it grows, then it shrinks.
        for step in 0..30_000_u64 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let entry = (
                i64::try_from((seed >> 33) % 700).unwrap_or(0),
                (seed >> 20) % 20,
            );
            if step % 1000 == 999 {
                let high = (entry.0 + step.cast_signed() / 100, 3);
                tree.cut(&entry, &high);
                plain.retain(|known| *known < entry || *known >= high);
            } else if (seed >> 60 < 12) != (step < 15_000) {
                tree.remove(&entry);
                plain.remove(&entry);
            } else if plain.insert(entry) {
                tree.insert(entry);
            }
            let mut next = None;
            tree.ascend(Some(&entry), &mut |found| {
                next = Some(*found);
                false
            });
            assert_eq!(next.as_ref(), plain.range(entry..).next());
            if step % 3000 == 0 {
                moments.push((tree.clone(), plain.clone()));
            }
        }
        moments.push((tree, plain));
        for (tree, plain) in &moments {
            agree(tree, plain);
        }
    }

    #[test]
    fn a_tree_that_grows_at_its_end_has_full_leaves_and_one_that_is_emptied_has_one() {
        let mut tree = Tree::default();
        for id in 0..5000 {
            tree.insert((id, id));
        }
        let Node::Branch(children) = &*tree.root else {
            panic!("one leaf holds no 5,000 entries");
        };
        assert!(children.len() <= 2);
        for id in 0..5000 {
            tree.remove(&(id, id));
        }
        assert!(matches!(&*tree.root, Node::Leaf(entries) if entries.is_empty()));
        assert_eq!(Rc::strong_count(&tree.root), 1);
    }
}
