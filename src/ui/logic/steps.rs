//! A step of a trace, as the diagram shows it: which table, along which key, what so far.

use crate::bridge::message::{EventAction, EventPage, TableView};
use vecmap::VecMap;

/// What the diagram lights up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spotlight {
    /// The table of the step's event, by name.
    pub table: String,
    /// What happens there.
    pub action: Option<EventAction>,
    /// The key that carries it: referencing table and place in its list.
    pub key: Option<(usize, usize)>,
    /// Rows touched up to this step, and the newest action, by table.
    pub touched: VecMap<String, (usize, EventAction)>,
}

/// What to light up at the event at `step` of the page.
pub fn spotlight(page: &EventPage, step: usize, tables: &[TableView]) -> Option<Spotlight> {
    let event = page.events.get(step)?;
    let mut touched = VecMap::new();
    for earlier in &page.events[..=step] {
        let entry = touched
            .entry(earlier.table.clone())
            .or_insert((0, earlier.action));
        *entry = (entry.0 + 1, earlier.action);
    }
    let cause = event
        .cause
        .and_then(|index| page.events.iter().find(|e| e.index == index));
    let key =
        cause.and_then(|cause| key_between(tables, &event.table, &cause.table, &event.constraint));
    Some(Spotlight {
        table: event.table.clone(),
        action: Some(event.action),
        key,
        touched,
    })
}

/// The key from one table to the other; where there are several, the one of that name or column.
fn key_between(
    tables: &[TableView],
    from: &str,
    to: &str,
    constraint: &str,
) -> Option<(usize, usize)> {
    let place = tables.iter().position(|table| table.name == from)?;
    let keys = tables[place].foreign_keys.iter().enumerate();
    let candidates: Vec<_> = keys.filter(|(_, key)| key.referenced_table == to).collect();
    let named = candidates.iter().find(|(_, key)| {
        (!key.name.is_empty() && key.name == constraint)
            || key
                .columns
                .iter()
                .any(|column| constraint.contains(column.as_str()))
    });
    named
        .or(candidates.first())
        .map(|(index, _)| (place, *index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bridge::message::{EventView, ForeignKeyView};

    fn event(index: usize, cause: Option<usize>, table: &str) -> EventView {
        EventView {
            index,
            cause,
            depth: 0,
            action: EventAction::Delete,
            table: table.into(),
            row: 1,
            label: String::new(),
            constraint: "Games.awayId".into(),
            changes: Vec::new(),
        }
    }

    #[test]
    fn a_step_lights_the_key_that_carried_it() {
        let key = |column: &str| ForeignKeyView {
            columns: vec![column.into()],
            referenced_table: "Teams".into(),
            ..ForeignKeyView::default()
        };
        let games = TableView {
            name: "Games".into(),
            foreign_keys: vec![key("homeId"), key("awayId")],
            ..TableView::default()
        };
        let page = EventPage {
            events: vec![event(0, None, "Teams"), event(1, Some(0), "Games")],
            ..EventPage::default()
        };
        let light = spotlight(&page, 1, &[games]);
        assert_eq!(light.as_ref().and_then(|light| light.key), Some((0, 1)));
        assert_eq!(light.map(|light| light.touched.len()), Some(2));
        assert_eq!(spotlight(&page, 2, &[]), None);
    }
}
