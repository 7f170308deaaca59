//! Stable sorting with little code.
//!
//! The standard library's sort is compiled anew for each type and order it is used with, some 5 KB
//! each time, which a visitor downloads. Here it is compiled once, over positions.

use std::cmp::Ordering;

/// As `[T]::sort_by`.
pub(crate) fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    positions(&mut order, &mut |a, b| compare(&items[a], &items[b]));
    // Each cycle of the permutation in turn; what has found its place points to itself.
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// As `[T]::sort_by_key`.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// As `[T]::sort`.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

fn positions(order: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_keeps_its_order() {
        let mut seed = 1_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 24
        };
        for length in [0, 1, 2, 3, 20, 21, 100, 1000] {
            let given: Vec<(u32, usize)> = (0..length).map(|at| (random() % 16, at)).collect();
            let mut expected = given.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut found = given.clone();
            sort_by_key(&mut found, |(key, _)| *key);
            assert_eq!(found, expected);
            let mut found = given;
            found.reverse();
            sort(&mut found);
            assert_eq!(found, expected);
        }
    }
}
