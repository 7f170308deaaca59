//! Tables and keys into cards and curves.
//!
//! The layered layout itself is done by dagre in the editor bundle: [`graph`] is what it is given,
//! [`Placed`] what it answers. [`scene`] puts the cards there (or where the learner moved them) and
//! draws each key from its own column's line to the referenced column's line.

mod card;
mod curve;
mod marks;

pub use card::{
    EDGE, LINE, TITLE, TYPE_LETTERS, key_mark, label_width, letter_size, line_at, name_left,
    name_letters, shown, title_letters, top_of,
};

use crate::bridge::message::TableView;
use crate::read::read;
use card::size;
use curve::{End, LANE, LabelAt, STUB, clear_of, detour, through};
use marks::marks;
use serde::Serialize;
use vecmap::VecMap;

/// Between the middles of two labels above each other.
const LABEL_APART: f64 = 18.0;
/// Room of an edge's label.
const LABEL: (f64, f64) = (80.0, 20.0);

/// How to draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// Layers follow each other downwards, for a narrow screen.
    pub is_tall: bool,
    /// Only the columns of keys are shown.
    pub keys_only: bool,
}

/// What the layout is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Graph {
    /// Width and height of each card.
    pub nodes: Vec<(f64, f64)>,
    /// Referenced and referencing card of each key, by place; self references left out.
    pub edges: Vec<(usize, usize)>,
    /// Width and height of an edge's label.
    pub label: (f64, f64),
    /// Layers follow each other downwards, for a narrow screen.
    pub is_tall: bool,
}

/// What the layout answers, in the order of the question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// Left and top of each card.
    pub nodes: Vec<(f64, f64)>,
    /// The way of each edge.
    pub edges: Vec<Vec<(f64, f64)>>,
}
read!(Placed { nodes, edges });

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The tables.
    pub cards: Vec<Card>,
    /// The keys.
    pub edges: Vec<Edge>,
    /// Left, top, width and height of it all.
    pub bounds: (f64, f64, f64, f64),
}

/// A table's place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Card {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A key's drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The referencing table's place in the list.
    pub table: usize,
    /// The key's place in that table's list.
    pub key: usize,
    /// The referenced table's place.
    pub referenced: usize,
    /// The curve.
    pub path: String,
    /// The marks at both ends: crow's foot, bars, circles.
    pub marks: String,
    /// The middle of the label.
    pub label: (f64, f64),
}

/// The keys to draw: table, key, referenced table, by place.
fn keys(tables: &[TableView]) -> Vec<(usize, usize, usize)> {
    let place: VecMap<&str, usize> = tables
        .iter()
        .enumerate()
        .map(|(i, t)| (t.name.as_str(), i))
        .collect();
    let keys = tables.iter().enumerate().flat_map(|(t, table)| {
        table
            .foreign_keys
            .iter()
            .enumerate()
            .map(move |(k, key)| (t, k, key))
    });
    keys.filter_map(|(t, k, key)| Some((t, k, *place.get(key.referenced_table.as_str())?)))
        .collect()
}

/// What the layout is given for these tables.
pub fn graph(tables: &[TableView], style: Style) -> Graph {
    let is_apart = |&(table, _, referenced): &(usize, usize, usize)| table != referenced;
    Graph {
        nodes: tables.iter().map(|table| size(table, style)).collect(),
        edges: keys(tables)
            .into_iter()
            .filter(is_apart)
            .map(|(t, _, r)| (r, t))
            .collect(),
        label: LABEL,
        is_tall: style.is_tall,
    }
}

/// The drawing of these tables, the moved ones where they were moved to.
pub fn scene(
    tables: &[TableView],
    style: Style,
    placed: &Placed,
    moved: &VecMap<String, (f64, f64)>,
) -> Scene {
    let card = |(index, table): (usize, &TableView)| {
        let (width, height) = size(table, style);
        let layout = placed.nodes.get(index).copied().unwrap_or_default();
        let (x, y) = moved.get(&table.name).copied().unwrap_or(layout);
        Card {
            x,
            y,
            width,
            height,
        }
    };
    let cards: Vec<Card> = tables.iter().enumerate().map(card).collect();
    let mut ways = placed.edges.iter();
    let mut detours = 0;
    let edges = keys(tables).into_iter().map(|(table, key, referenced)| {
        let way = if table == referenced {
            None
        } else {
            ways.next()
        };
        let stands = |place: usize| !moved.contains_key(&tables[place].name);
        let way = way.filter(|_| stands(table) && stands(referenced));
        edge(
            tables,
            style,
            &cards,
            (table, key, referenced),
            way,
            &mut detours,
        )
    });
    let mut edges: Vec<Edge> = edges.collect();
    part_labels(&mut edges);
    Scene {
        bounds: bounds(&cards, &edges),
        cards,
        edges,
    }
}

/// What holds all cards and labels.
fn bounds(cards: &[Card], edges: &[Edge]) -> (f64, f64, f64, f64) {
    let cards = cards
        .iter()
        .map(|c| (c.x, c.y, c.x + c.width, c.y + c.height));
    let labels = edges.iter().map(|e| {
        let ((x, y), (width, height)) = (e.label, LABEL);
        (
            x - width / 2.0,
            y - height / 2.0,
            x + width / 2.0,
            y + height / 2.0,
        )
    });
    let all = cards
        .chain(labels)
        .reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)));
    all.map_or((0.0, 0.0, 1.0, 1.0), |(left, top, right, bottom)| {
        (left, top, right - left, bottom - top)
    })
}

fn edge(
    tables: &[TableView],
    style: Style,
    cards: &[Card],
    (table, key, referenced): (usize, usize, usize),
    way: Option<&Vec<(f64, f64)>>,
    detours: &mut u32,
) -> Edge {
    let view = &tables[table].foreign_keys[key];
    let height_of = |place: usize, columns: &[String]| {
        let table = &tables[place];
        let mut lines = shown(table, style).into_iter();
        let line = lines.position(|column| columns.first() == Some(&table.columns[column].name));
        cards[place].y + line.map_or(TITLE / 2.0, |line| top_of(line) + LINE / 2.0)
    };
    let joins = |&(t, _, r): &(usize, usize, usize)| (t, r) == (table, referenced);
    let label = if keys(tables).iter().filter(|key| joins(key)).count() > 1 {
        LabelAt::End
    } else {
        LabelAt::Middle
    };
    let (many, one) = (&cards[table], &cards[referenced]);
    let clear = 2.0 * STUB;
    let (many_right, one_right) = if table == referenced {
        // The side that keys to other tables leave free.
        let leads_away = keys(tables).iter().any(|(t, _, r)| *t == table && t != r);
        (leads_away, leads_away)
    } else if many.x >= one.x + one.width + clear {
        (false, true)
    } else if one.x >= many.x + many.width + clear {
        (true, false)
    } else {
        (true, true)
    };
    let end = |card: &Card, y: f64, right: bool| End {
        x: if right { card.x + card.width } else { card.x },
        y,
        right,
    };
    let start = end(
        one,
        height_of(referenced, &view.referenced_columns),
        one_right,
    );
    let stop = end(many, height_of(table, &view.columns), many_right);
    let (path, label) = if start.right == stop.right {
        *detours += 1;
        let apart = LANE * f64::from(*detours - 1);
        let x = if start.right {
            clear_of(cards, start, stop) + apart
        } else {
            start.out(STUB + LANE + apart)
        };
        detour(start, stop, x, label)
    } else {
        through(start, stop, way, label)
    };
    Edge {
        table,
        key,
        referenced,
        path,
        marks: marks(start, stop, view, &tables[table]),
        label,
    }
}

/// Moves labels down that would stand on another, past as many as there are.
fn part_labels(edges: &mut [Edge]) {
    for index in 1..edges.len() {
        let (before, rest) = edges.split_at_mut(index);
        let label = &mut rest[0].label;
        let is_on = |other: &&Edge, label: (f64, f64)| {
            (other.label.0 - label.0).abs() < LABEL.0 * 0.8
                && (other.label.1 - label.1).abs() < LABEL_APART
        };
        while let Some(other) = before.iter().find(|other| is_on(other, *label)) {
            label.1 = other.label.1 + LABEL_APART;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bridge::message::{ColumnView, ForeignKeyView};

    fn table(name: &str, references: &[&str]) -> TableView {
        let column = |name: &str| ColumnView {
            name: name.into(),
            ..ColumnView::default()
        };
        let key = |to: &&str| ForeignKeyView {
            columns: vec![format!("{to}Id")],
            referenced_table: (*to).into(),
            referenced_columns: vec!["id".into()],
            ..ForeignKeyView::default()
        };
        let keys = references.iter().map(|to| column(&format!("{to}Id")));
        TableView {
            name: name.into(),
            columns: std::iter::once(column("id")).chain(keys).collect(),
            foreign_keys: references.iter().map(key).collect(),
            ..TableView::default()
        }
    }

    #[test]
    fn a_key_to_a_table_that_is_not_there_is_not_drawn() {
        let tables = [table("Users", &[]), table("Tweets", &["Users", "Gone"])];
        let graph = graph(&tables, Style::default());
        assert_eq!(graph.edges, [(0, 1)]);
        assert_eq!(
            scene(
                &tables,
                Style::default(),
                &Placed::default(),
                &VecMap::new()
            )
            .edges
            .len(),
            1
        );
    }

    #[test]
    fn a_curve_touches_both_columns() {
        let tables = [table("Users", &[]), table("Tweets", &["Users"])];
        let placed = Placed {
            nodes: vec![(0.0, 0.0), (400.0, 0.0)],
            edges: Vec::new(),
        };
        let scene = scene(&tables, Style::default(), &placed, &VecMap::new());
        let right = scene.cards[0].width;
        let path = &scene.edges[0].path;
        assert!(path.starts_with(&format!("M{right:.1} 48.0H")), "{path}");
        assert!(
            path.ends_with("400.0 72.0") || path.ends_with("H400.0"),
            "{path}"
        );
    }

    #[test]
    fn labels_of_keys_between_the_same_cards_stand_apart_on_their_own_curves() {
        let mut games = table("Games", &["Teams", "Teams", "Teams"]);
        for (place, name) in ["homeId", "awayId", "thirdId"].into_iter().enumerate() {
            games.columns[place + 1].name = name.into();
            games.foreign_keys[place].columns = vec![name.into()];
        }
        let tables = [table("Teams", &[]), games];
        for nodes in [
            vec![(0.0, 0.0), (400.0, 0.0)],
            vec![(0.0, 0.0), (0.0, 300.0)],
        ] {
            let placed = Placed {
                nodes,
                edges: Vec::new(),
            };
            let scene = scene(&tables, Style::default(), &placed, &VecMap::new());
            for pair in scene.edges.windows(2) {
                let apart = pair[1].label.1 - pair[0].label.1;
                assert!((LABEL_APART..2.0 * LINE).contains(&apart), "{apart}");
            }
            let own = |place: usize| {
                let line = scene.cards[1].y + top_of(place + 1) + LINE / 2.0;
                (scene.edges[place].label.1 - line).abs()
            };
            assert!((0..3).all(|place| own(place) < LINE * 4.0));
        }
    }

    #[test]
    fn a_self_reference_goes_round_the_free_side() {
        let tables = [table("People", &["People"])];
        let scene = scene(
            &tables,
            Style::default(),
            &Placed::default(),
            &VecMap::new(),
        );
        assert!(scene.edges[0].label.0 < scene.cards[0].x);
        assert!(graph(&tables, Style::default()).edges.is_empty());
    }

    #[test]
    fn a_moved_table_stands_where_it_was_put() {
        let tables = [table("Users", &[])];
        let moved = VecMap::from([("Users".to_owned(), (30.0, 40.0))]);
        let card = scene(&tables, Style::default(), &Placed::default(), &moved).cards[0];
        assert!((card.x - 30.0).abs() < f64::EPSILON && (card.y - 40.0).abs() < f64::EPSILON);
    }
}
