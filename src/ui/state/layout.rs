//! How the diagram lies: what the page keeps in [`Project::layout`](crate::project::Project).

use crate::read::{Json, from_json, read};
use serde::Serialize;
use vecmap::VecMap;

/// Places of the tables that the learner moved; the others stand where the layout puts them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Layout {
    /// Left and top of a table's card, by the table's name.
    pub positions: VecMap<String, (f64, f64)>,
}
read!(Layout { positions });

impl Layout {
    /// Reads a project's layout; what cannot be read counts as empty, for a link may carry anything.
    pub fn read(value: &Json) -> Self {
        let mut layout: Self = from_json(value.clone()).unwrap_or_default();
        layout
            .positions
            .retain(|_, (x, y)| x.abs() < 1e5 && y.abs() < 1e5);
        layout
    }

    /// The value to keep.
    pub fn write(&self) -> Json {
        if self.positions.is_empty() {
            return Json::Null;
        }
        serde_json::to_value(self).unwrap_or_default()
    }
}
