//! The way of a curve from one card to another, and where its label stands.

use super::Card;
use crate::{sort::sort_by, ui::logic::text::tenths};
use std::fmt::Write;

/// How far a curve runs straight out of a card, so that its end marks stand clear.
pub const STUB: f64 = 24.0;
/// Between two curves that go the same way round.
pub const LANE: f64 = 14.0;

/// An end of a curve: where it touches the card, and whether it leaves to the right.
#[derive(Clone, Copy)]
pub struct End {
    pub x: f64,
    pub y: f64,
    pub right: bool,
}

impl End {
    /// The point so far out of the card.
    pub fn out(self, distance: f64) -> f64 {
        if self.right {
            self.x + distance
        } else {
            self.x - distance
        }
    }
}

/// How far right a curve has to go so that no card stands between its ends.
pub fn clear_of(cards: &[Card], start: End, stop: End) -> f64 {
    let (top, bottom) = (start.y.min(stop.y), start.y.max(stop.y));
    let mut between: Vec<&Card> = cards
        .iter()
        .filter(|c| c.y < bottom && c.y + c.height > top)
        .collect();
    sort_by(&mut between, |a, b| a.x.total_cmp(&b.x));
    let room = STUB + LANE;
    between.iter().fold(start.x.max(stop.x) + room, |x, card| {
        let is_in_the_way = card.x < x + LANE && card.x + card.width > x - room;
        if is_in_the_way {
            x.max(card.x + card.width + room)
        } else {
            x
        }
    })
}

/// How far along its curve a label stands.
#[derive(Clone, Copy, PartialEq)]
pub enum LabelAt {
    /// Where the curve crosses the room between the cards.
    Middle,
    /// Near the referencing column: curves that join the same two cards are apart there.
    End,
}

impl LabelAt {
    /// The share of the way across, and of the way down.
    fn shares(self) -> (f64, f64) {
        match self {
            Self::Middle => (0.5, 0.5),
            // Where the curves below are at seven tenths of their parameter.
            Self::End => (0.658, 0.784),
        }
    }
}

fn between(from: f64, to: f64, share: f64) -> f64 {
    from + (to - from) * share
}

/// Out as far as `x` and back: for a table that references itself or one above it.
pub fn detour(start: End, stop: End, x: f64, label: LabelAt) -> (String, (f64, f64)) {
    let middle = between(start.y, stop.y, label.shares().1);
    let bend = ((stop.y - start.y).abs() / 2.0).min(14.0);
    let down = if stop.y >= start.y { bend } else { -bend };
    let before = if start.right { x - bend } else { x + bend };
    let (from, to) = (start.y + down, stop.y - down);
    let path = {
        let [x, before, from, to] = [x, before, from, to].map(tenths);
        let [x1, y1, x2, y2] = [start.x, start.y, stop.x, stop.y].map(tenths);
        format!("M{x1} {y1}H{before}Q{x} {y1} {x} {from}V{to}Q{x} {y2} {before} {y2}H{x2}")
    };
    (path, (x, middle))
}

/// From one end to the other by way of the layout's points, each bend with a level tangent.
pub fn through(
    start: End,
    stop: End,
    way: Option<&Vec<(f64, f64)>>,
    label: LabelAt,
) -> (String, (f64, f64)) {
    let (first, last) = (start.out(STUB), stop.out(STUB));
    let (low, high) = (first.min(last), first.max(last));
    let mut points = vec![(first, start.y)];
    if let Some(way) = way
        // One point between the ends is only the label's.
        && way.len() > 3
    {
        points.extend(
            way[1..way.len() - 1]
                .iter()
                .filter(|(x, _)| *x > low && *x < high),
        );
    }
    points.push((last, stop.y));
    let mut path = {
        let [x, y, first] = [start.x, start.y, first].map(tenths);
        format!("M{x} {y}H{first}")
    };
    for pair in points.windows(2) {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        let middle = tenths(f64::midpoint(x1, x2));
        let [y1, x2, y2] = [y1, x2, y2].map(tenths);
        let _ = write!(path, "C{middle} {y1} {middle} {y2} {x2} {y2}");
    }
    let _ = write!(path, "H{}", tenths(stop.x));
    // The layout left room for the label at its middle point; else it stands where the curve crosses.
    let label = if points.len() > 2 && label == LabelAt::Middle {
        points[points.len() / 2]
    } else {
        let (x, y) = points[points.len() - 2];
        let (across, down) = label.shares();
        (between(x, last, across), between(y, stop.y, down))
    };
    (path, label)
}
