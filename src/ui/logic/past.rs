//! What has changed since a moment of the past, in words.

use super::text::grouped;
use crate::bridge::message::TableChange;

/// All tables in one sentence: `Since then 2 rows were added and 1 deleted.`
pub fn since(changes: &[TableChange]) -> String {
    let sum = |of: fn(&TableChange) -> u64| changes.iter().map(of).sum::<u64>();
    let counts = [
        (sum(|change| change.added), "added"),
        (sum(|change| change.changed), "changed"),
        (sum(|change| change.deleted), "deleted"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (count, verb) in counts.into_iter().filter(|(count, _)| *count > 0) {
        parts.push(match (parts.is_empty(), count) {
            (true, 1) => format!("1 row was {verb}"),
            (true, _) => format!("{} rows were {verb}", grouped(count)),
            (false, _) => format!("{} {verb}", grouped(count)),
        });
    }
    match parts.pop() {
        None => "The rows are the same now.".into(),
        Some(last) if parts.is_empty() => format!("Since then {last}."),
        Some(last) => format!("Since then {} and {last}.", parts.join(", ")),
    }
}

/// The same of one table, in signs: `+2 −1 ~3`.
pub fn signs(change: &TableChange) -> String {
    let parts = [
        ('+', change.added),
        ('−', change.deleted),
        ('~', change.changed),
    ];
    parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sign, count)| format!("{sign}{}", grouped(count)))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_in_a_sentence_and_in_signs() {
        let change = |added, changed, deleted| TableChange {
            table: "Users".into(),
            added,
            changed,
            deleted,
        };
        assert_eq!(since(&[]), "The rows are the same now.");
        assert_eq!(since(&[change(1, 0, 0)]), "Since then 1 row was added.");
        assert_eq!(
            since(&[change(1, 0, 2), change(1, 1, 0)]),
            "Since then 2 rows were added, 1 changed and 2 deleted."
        );
        assert_eq!(signs(&change(1200, 1, 2)), "+1,200 −2 ~1");
    }
}
