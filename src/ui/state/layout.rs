//! How the diagram lies: what the page keeps in [`Project::layout`](crate::project::Project).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Places of the tables that the learner moved; the others stand where the layout puts them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// Left and top of a table's card, by the table's name.
    pub positions: BTreeMap<String, (f64, f64)>,
}

impl Layout {
    /// Reads a project's layout; what cannot be read counts as empty, for a link may carry anything.
    pub fn read(value: &serde_json::Value) -> Self {
        let mut layout: Self = Self::deserialize(value).unwrap_or_default();
        layout
            .positions
            .retain(|_, (x, y)| x.abs() < 1e5 && y.abs() < 1e5);
        layout
    }

    /// The value to keep.
    pub fn write(&self) -> serde_json::Value {
        if self.positions.is_empty() {
            return serde_json::Value::Null;
        }
        serde_json::to_value(self).unwrap_or_default()
    }
}
