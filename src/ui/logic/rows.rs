//! What a grid shows beside the values: which rows the newest statement touched, and where keys lead.

use crate::{
    bridge::message::{ColumnView, EventAction, ForeignKeyView, Report},
    schema::Value,
    ui::state::Sought,
};
use std::collections::BTreeMap;

/// The row that a key's value references; none for NULL.
pub fn leads_to(key: &ForeignKeyView, column: &ColumnView, value: &Value) -> Option<Sought> {
    let place = key.columns.iter().position(|name| *name == column.name)?;
    (*value != Value::Null).then(|| Sought {
        table: key.referenced_table.clone(),
        column: key
            .referenced_columns
            .get(place)
            .cloned()
            .unwrap_or_default(),
        value: value.clone(),
    })
}

/// Which rows of the table the newest statement touched, and how.
pub fn changed_rows(report: &Report, place: usize) -> BTreeMap<u64, EventAction> {
    let (Some(table), Some(trace)) = (report.tables.get(place), &report.trace) else {
        return BTreeMap::new();
    };
    if trace.refused.is_some() {
        let in_the_way = trace
            .events
            .iter()
            .filter(|e| e.action == EventAction::Blocked);
        return in_the_way
            .filter(|e| e.table == table.name)
            .map(|e| (e.row, e.action))
            .collect();
    }
    let here = trace
        .events
        .iter()
        .filter(|event| event.table == table.name);
    here.map(|event| (event.row, event.action)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bridge::message::{EventPage, EventView, TableView};

    fn report(refused: Option<&str>) -> Report {
        let event = |row, action| EventView {
            index: 0,
            cause: None,
            depth: 0,
            action,
            table: "Users".into(),
            row,
            label: String::new(),
            constraint: String::new(),
            changes: Vec::new(),
        };
        let events = vec![
            event(1, EventAction::Delete),
            event(2, EventAction::Blocked),
        ];
        let table = TableView {
            name: "Users".into(),
            ..TableView::default()
        };
        Report {
            tables: vec![table],
            trace: Some(EventPage {
                events,
                refused: refused.map(str::to_owned),
                ..EventPage::default()
            }),
            ..Report::default()
        }
    }

    #[test]
    fn a_refused_statement_changed_nothing_but_something_stood_in_the_way() {
        let rows = changed_rows(&report(Some("no")), 0);
        assert_eq!(
            rows.into_iter().collect::<Vec<_>>(),
            [(2, EventAction::Blocked)]
        );
        assert_eq!(changed_rows(&report(None), 0).len(), 2);
    }

    #[test]
    fn null_leads_nowhere() {
        let key = ForeignKeyView {
            columns: vec!["UserId".into()],
            referenced_table: "Users".into(),
            referenced_columns: vec!["id".into()],
            ..ForeignKeyView::default()
        };
        let column = ColumnView {
            name: "UserId".into(),
            ..ColumnView::default()
        };
        assert_eq!(leads_to(&key, &column, &Value::Null), None);
        let sought = leads_to(&key, &column, &Value::Integer(3));
        assert_eq!(
            sought.map(|row| (row.table, row.column)),
            Some(("Users".into(), "id".into()))
        );
    }
}
