//! Pages of a table's rows.

use super::{
    message::{RowPage, limits},
    session::Session,
};
use crate::{
    engine::{RowOrder, StoredTable},
    schema::{TableName, Value},
};

impl Session {
    /// A page of a table's rows, ordered by a column where one is given. Values stand in the order
    /// of the columns shown, which are the model's where there is one.
    pub(super) fn rows(
        &self,
        table: &str,
        offset: usize,
        limit: usize,
        order: Option<RowOrder<'_>>,
    ) -> RowPage {
        let engine = self.shown();
        let mut page = RowPage {
            table: table.to_owned(),
            offset,
            ..RowPage::default()
        };
        let mut stored = engine.tables().into_iter();
        let Some(stored) = stored.find(|stored| stored.name == table) else {
            return page;
        };
        let limit = limit.min(limits::EVENTS);
        let found = order
            .and_then(|order| engine.rows_by(table, order, offset, limit).ok())
            .unwrap_or_else(|| engine.rows(table, offset, limit));
        page.total = stored.rows;
        page.ids = found.iter().map(|(id, _)| *id).collect();
        page.rows = found
            .iter()
            .map(|(_, row)| self.shaped(&stored, row))
            .collect();
        self.compare(&mut page, &stored);
        page
    }

    /// The page of a table's rows on which the row with these values stands; the first where there
    /// is none.
    pub(super) fn rows_around(
        &self,
        table: &str,
        key: &[(String, Value)],
        limit: usize,
    ) -> RowPage {
        let limit = limit.clamp(1, limits::EVENTS);
        let engine = self.shown();
        let stored = engine.tables().into_iter().find(|s| s.name == table);
        let wanted: Option<Vec<(usize, &Value)>> = stored.and_then(|stored| {
            let place = |name: &String| stored.columns.iter().position(|column| column == name);
            key.iter()
                .map(|(column, value)| Some((place(column)?, value)))
                .collect()
        });
        let position = wanted.and_then(|wanted| {
            let mut rows = engine.rows(table, 0, usize::MAX).into_iter();
            rows.position(|(_, row)| {
                wanted
                    .iter()
                    .all(|(at, value)| row.get(*at) == Some(*value))
            })
        });
        self.rows(table, position.unwrap_or(0) / limit * limit, limit, None)
    }

    /// A stored row's values in the order of the columns shown.
    pub(super) fn shaped(&self, stored: &StoredTable, row: &[Value]) -> Vec<Value> {
        match self.shown_columns(stored) {
            None => row.to_vec(),
            Some(positions) => positions
                .iter()
                .map(|position| position.and_then(|at| row.get(at)).cloned())
                .map(Option::unwrap_or_default)
                .collect(),
        }
    }

    /// Where the columns shown stand in a stored row; `None` where they stand in the same order.
    fn shown_columns(&self, stored: &StoredTable) -> Option<Vec<Option<usize>>> {
        let name = TableName::from(stored.name.as_str());
        let model = self.orm.schema.model_of_table(&name)?;
        let shown: Vec<&str> = model
            .stored_attributes()
            .map(|attribute| attribute.field.as_str())
            .collect();
        if shown == stored.columns {
            return None;
        }
        let position = |name: &&str| stored.columns.iter().position(|column| column == name);
        Some(shown.iter().map(position).collect())
    }
}
