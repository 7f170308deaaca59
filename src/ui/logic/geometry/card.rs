//! The measures of a card: which columns it shows, on which lines, in how much room.

// Lengths of names and lists: far below where an f64 loses count.
#![allow(clippy::cast_precision_loss)]

use super::Style;
use crate::bridge::message::{ColumnView, TableView};

/// Height of a card's title.
pub const TITLE: f64 = 36.0;
/// Height of a column's line.
pub const LINE: f64 = 24.0;
/// Room below the last line.
const FOOT: f64 = 6.0;
/// Width of a letter of an edge's label.
const LABEL_LETTER: f64 = 6.2;
/// Width of a letter of the monospaced face at the card's size.
const LETTER: f64 = 7.2;
/// Room at the right edge.
pub const EDGE: f64 = 12.0;
/// Room between a name, with its asterisk, and its type.
const GAP: f64 = 12.0;

/// Where a column's name begins, right of its key mark: `PK FK` is the widest.
pub fn name_left(mark: &str) -> f64 {
    if mark.len() > 2 { 46.0 } else { 34.0 }
}

/// The mark of a column's keys.
pub fn key_mark(table: &TableView, column: &ColumnView) -> &'static str {
    let references = table
        .foreign_keys
        .iter()
        .any(|key| key.columns.contains(&column.name));
    match (column.primary_key, references, column.unique) {
        (true, true, _) => "PK FK",
        (true, false, _) => "PK",
        (false, true, _) => "FK",
        (false, false, true) => "UQ",
        (false, false, false) => "",
    }
}

/// The columns that a card shows, by place.
pub fn shown(table: &TableView, style: Style) -> Vec<usize> {
    let is_key = |column: &ColumnView| !matches!(key_mark(table, column), "" | "UQ");
    let columns = table.columns.iter().enumerate();
    columns
        .filter(|(_, column)| !style.keys_only || is_key(column))
        .map(|(place, _)| place)
        .collect()
}

/// The top of a card's line.
pub fn top_of(line: usize) -> f64 {
    TITLE + LINE * line as f64
}

/// The line of a card at that height below its top; none for the title.
pub fn line_at(height: f64, lines: usize) -> Option<usize> {
    (0..lines).find(|line| (top_of(*line)..top_of(line + 1)).contains(&height))
}

/// The width of a label with these words.
pub fn label_width(words: &str) -> f64 {
    words.chars().count() as f64 * LABEL_LETTER + 14.0
}

/// The size of a table's card.
pub fn size(table: &TableView, style: Style) -> (f64, f64) {
    let letters = |text: &str| text.chars().count() as f64;
    let lines = shown(table, style);
    let widths = lines.iter().map(|place| {
        let column = &table.columns[*place];
        let name = letters(&column.name) + if column.nullable { 0.0 } else { 2.0 };
        let data_type = letters(&column.data_type).min(18.0) * 0.9;
        name_left(key_mark(table, column)) + (name + data_type) * LETTER + GAP + EDGE
    });
    let title = letters(&table.name) * 1.15 * LETTER + 100.0;
    let width = widths.fold(title, f64::max).clamp(168.0, 380.0).ceil();
    (width, top_of(lines.len()) + FOOT)
}
