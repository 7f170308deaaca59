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
const LETTER: f64 = 7.0;
/// Room for key marks left of a name, and for what stands at the right edge.
const MARKS: f64 = 74.0;

/// The columns that a card shows, by place.
pub fn shown(table: &TableView, style: Style) -> Vec<usize> {
    let is_key = |column: &ColumnView| {
        column.primary_key
            || table
                .foreign_keys
                .iter()
                .any(|key| key.columns.contains(&column.name))
    };
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
        letters(&column.name) + letters(&column.data_type).min(18.0) * 0.9
    });
    let widest = widths.fold(0.0, f64::max);
    let title = letters(&table.name) * 1.15 + 4.0;
    let width = (widest.max(title) * LETTER + MARKS)
        .clamp(168.0, 380.0)
        .ceil();
    (width, top_of(lines.len()) + FOOT)
}
