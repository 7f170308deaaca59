//! A hash for maps that a statement keeps while it runs: quick, and no defence against those who
//! choose keys that collide. Who slows their own tab down harms nobody else.

use std::hash::{BuildHasherDefault, Hasher};

/// A map over [`Quick`].
pub type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;
/// A set over [`Quick`].
pub type HashSet<K> = std::collections::HashSet<K, BuildHasherDefault<Quick>>;
/// A map that keeps its order.
pub type IndexMap<K, V> = indexmap::IndexMap<K, V, BuildHasherDefault<Quick>>;

/// Multiplies and rotates, word by word, as Firefox and rustc do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((word, after)) = rest.split_first_chunk() {
            self.add(u64::from_le_bytes(*word));
            rest = after;
        }
        if !rest.is_empty() {
            let last = rest.iter().rev();
            self.add(last.fold(0, |word, byte| (word << 8) | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, word: u8) {
        self.add(word.into());
    }

    fn write_u32(&mut self, word: u32) {
        self.add(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }

    fn finish(&self) -> u64 {
        // The multiplication leaves its best bits on top, and a table takes them from below.
        self.0.rotate_left(26)
    }
}
