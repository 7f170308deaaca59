//! Crow's foot notation: the marks at both ends of a curve.

use super::curve::End;
use crate::{
    bridge::message::{ForeignKeyView, TableView},
    ui::logic::text::tenths,
};
use std::fmt::Write;

/// Crow's foot notation: what one end may have of the other.
///
/// | end | mark | means |
/// |---|---|---|
/// | referencing | foot and circle | none or many |
/// | referencing, single | bar and circle | none or one |
/// | referenced, NOT NULL key | two bars | exactly one |
/// | referenced, nullable key | bar and circle | none or one |
pub fn marks(start: End, stop: End, key: &ForeignKeyView, table: &TableView) -> String {
    let mut out = String::new();
    let nullable = table
        .columns
        .iter()
        .any(|c| key.columns.contains(&c.name) && c.nullable);
    bar(&mut out, start, 7.0);
    if nullable {
        circle(&mut out, start, 14.0);
    } else {
        bar(&mut out, start, 12.0);
    }
    if key.single {
        bar(&mut out, stop, 7.0);
        circle(&mut out, stop, 14.0);
    } else {
        let [tip, x] = [stop.out(11.0), stop.x].map(tenths);
        let [above, y, below] = [stop.y - 6.0, stop.y, stop.y + 6.0].map(tenths);
        let _ = write!(out, "M{x} {above}L{tip} {y}L{x} {below}");
        circle(&mut out, stop, 15.0);
    }
    out
}

fn bar(out: &mut String, end: End, distance: f64) {
    let [x, y] = [end.out(distance), end.y - 5.0].map(tenths);
    let _ = write!(out, "M{x} {y}v10");
}

fn circle(out: &mut String, end: End, distance: f64) {
    let [x, y] = [end.out(distance) - 3.5, end.y].map(tenths);
    let _ = write!(out, "M{x} {y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0");
}
