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
/// Characters of a type that are shown.
pub const TYPE_LETTERS: usize = 18;
/// Width of a letter of a card's title.
const TITLE_WIDTH: f64 = 1.15 * LETTER;
/// Room left and right of a card's title, for what kind of table it is, too.
const TITLE_EDGES: f64 = 100.0;
/// Width of a letter of a title, as a share of its size.
const TITLE_LETTER: f64 = 0.58;
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

/// The size of letters in which a title takes so much room.
pub fn letter_size(title: &str, room: f64) -> f64 {
    room / (title.chars().count().max(1) as f64 * TITLE_LETTER)
}

/// The letters of a column's name that a card so wide has room for.
pub fn name_letters(table: &TableView, column: &ColumnView, width: f64) -> usize {
    let room = width - name_left(key_mark(table, column)) - GAP - EDGE;
    whole(room / LETTER - beside_name(column))
}

/// The letters of its name that a card so wide has room for.
pub fn title_letters(width: f64) -> usize {
    whole((width - TITLE_EDGES) / TITLE_WIDTH)
}

/// What else stands on the line of a column's name, in letters of it.
fn beside_name(column: &ColumnView) -> f64 {
    let star = if column.nullable { 0.0 } else { 2.0 };
    star + column.data_type.chars().count().min(TYPE_LETTERS) as f64 * 0.9
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few hundred at most
fn whole(letters: f64) -> usize {
    letters.round().max(0.0) as usize
}

/// The size of a table's card.
pub fn size(table: &TableView, style: Style) -> (f64, f64) {
    let letters = |text: &str| text.chars().count() as f64;
    let lines = shown(table, style);
    let widths = lines.iter().map(|place| {
        let column = &table.columns[*place];
        let line = letters(&column.name) + beside_name(column);
        name_left(key_mark(table, column)) + line * LETTER + GAP + EDGE
    });
    let title = letters(&table.name) * TITLE_WIDTH + TITLE_EDGES;
    let width = widths.fold(title, f64::max).clamp(168.0, 380.0).ceil();
    (width, top_of(lines.len()) + FOOT)
}
