//! Sorts tables so that referenced ones come before those that reference them.
//!
//! The order among independent tables is that of npm's `toposort-class`, which Sequelize uses: nodes
//! in the order in which the edges name them, depth first, each put in front of what was placed.

use super::{Model, Schema, SchemaError, TableName, hash::HashMap};
use std::borrow::Cow;

/// Referenced tables first, or `None` for a circle.
pub(super) fn sync_order(schema: &Schema) -> Result<Option<Vec<&Model>>, SchemaError> {
    let mut graph = Graph::default();
    for model in schema.models() {
        let node = graph.node(&model.table);
        // Of two models with one table the later one stands for it.
        graph.models[node] = Some(model);
        for attribute in model.attributes.values() {
            let Some(references) = &attribute.references else {
                continue;
            };
            if references.table.name.is_empty() {
                return Err(SchemaError::type_error(
                    "Dependency name must be given as a not empty string",
                ));
            }
            if references.table != model.table {
                let referenced = graph.node(&references.table);
                graph.edges[node].push(referenced);
            }
        }
    }
    Ok(graph.sort().map(|order| {
        order
            .into_iter()
            .filter_map(|node| graph.models[node])
            .collect()
    }))
}

#[derive(Default)]
struct Graph<'a> {
    nodes: HashMap<Cow<'a, str>, usize>,
    edges: Vec<Vec<usize>>,
    /// By node; none for a table that no model describes.
    models: Vec<Option<&'a Model>>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

impl<'a> Graph<'a> {
    fn node(&mut self, table: &'a TableName) -> usize {
        let next = self.edges.len();
        let node = *self.nodes.entry(table.path()).or_insert(next);
        if node == next {
            self.edges.push(Vec::new());
            self.models.push(None);
        }
        node
    }

    /// Depth first, without recursion: a long chain must not overflow the stack.
    fn sort(&self) -> Option<Vec<usize>> {
        let mut state = vec![State::New; self.edges.len()];
        let mut order = Vec::with_capacity(self.edges.len());
        for start in 0..self.edges.len() {
            if state[start] != State::New {
                continue;
            }
            state[start] = State::Open;
            let mut path = vec![(start, 0)];
            while let Some((node, next)) = path.last_mut() {
                let node = *node;
                if let Some(&referenced) = self.edges[node].get(*next) {
                    *next += 1;
                    match state[referenced] {
                        State::Open => return None,
                        State::Done => {}
                        State::New => {
                            state[referenced] = State::Open;
                            path.push((referenced, 0));
                        }
                    }
                } else {
                    state[node] = State::Done;
                    order.push(node);
                    path.pop();
                }
            }
        }
        Some(order)
    }
}
