//! What a grid shows beside the values: which rows the newest statement touched, and where keys lead.

use crate::{
    bridge::message::{ColumnView, EventAction, Report, TableView},
    schema::Value,
    ui::state::Sought,
};
use vecmap::VecMap;

/// The row that a row's key references; none where a part of the key is NULL. `column` is the
/// key's first, so that a key of several columns leads there once.
pub fn leads_to(table: &TableView, column: &ColumnView, values: &[Value]) -> Option<Sought> {
    let mut keys = table.foreign_keys.iter();
    let key = keys.find(|key| key.columns.first() == Some(&column.name))?;
    let value_of = |name: &String| {
        let place = table
            .columns
            .iter()
            .position(|column| column.name == *name)?;
        values.get(place).filter(|value| **value != Value::Null)
    };
    let parts = key.columns.iter().zip(&key.referenced_columns);
    Some(Sought {
        table: key.referenced_table.clone(),
        key: parts
            .map(|(own, referenced)| Some((referenced.clone(), value_of(own)?.clone())))
            .collect::<Option<_>>()?,
    })
}

/// The row is the one that a key led to.
pub fn is_sought(sought: &Sought, table: &TableView, values: &[Value]) -> bool {
    sought.key.iter().all(|(name, value)| {
        let place = table.columns.iter().position(|column| column.name == *name);
        place.and_then(|place| values.get(place)) == Some(value)
    })
}

/// Which rows of the table the newest statement touched, and how. None where the report tells only
/// of the first: a mark on these alone would say that the others were not touched.
pub fn changed_rows(report: &Report, place: usize) -> VecMap<u64, EventAction> {
    let (Some(table), Some(trace)) = (report.tables.get(place), &report.trace) else {
        return VecMap::new();
    };
    if trace.total > trace.events.len() {
        return VecMap::new();
    }
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
    use crate::bridge::message::{EventPage, EventView, ForeignKeyView};

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
    fn a_key_leads_to_its_row_unless_a_part_is_null() {
        let column = |name: &str| ColumnView {
            name: name.into(),
            ..ColumnView::default()
        };
        let stock = TableView {
            columns: vec![column("id"), column("shop"), column("item")],
            foreign_keys: vec![ForeignKeyView {
                columns: vec!["shop".into(), "item".into()],
                referenced_table: "Offers".into(),
                referenced_columns: vec!["shopId".into(), "itemId".into()],
                ..ForeignKeyView::default()
            }],
            ..TableView::default()
        };
        let lead = |column: usize, item: Value| {
            let values = [Value::Integer(1), Value::Integer(2), item];
            leads_to(&stock, &stock.columns[column], &values)
        };
        assert_eq!(lead(1, Value::Null), None);
        assert_eq!(lead(0, Value::Integer(3)), None);
        assert_eq!(lead(2, Value::Integer(3)), None, "once is enough");
        let sought = lead(1, Value::Integer(3)).expect("a row");
        assert_eq!(sought.table, "Offers");
        let offers = TableView {
            columns: vec![column("itemId"), column("shopId")],
            ..TableView::default()
        };
        let stands = |item, shop| {
            is_sought(
                &sought,
                &offers,
                &[Value::Integer(item), Value::Integer(shop)],
            )
        };
        assert!(stands(3, 2));
        assert!(!stands(2, 3));
    }
}
