//! Follows the foreign keys from a row that is gone or changed to the rows that reference it.

use super::{Writer, check::Pending, pick};
use crate::{
    engine::{
        EngineError, Event, EventKind,
        catalogue::{Link, TableId},
        key::Key,
        query,
        store::Row,
    },
    schema::{ReferentialAction, Value},
};
use std::rc::Rc;

/// A row that is gone or changed, and whose referencing rows are still to be looked at.
pub(super) struct Work {
    pub(super) table: TableId,
    pub(super) row: u64,
    pub(super) before: Row,
    pub(super) after: Option<Row>,
    pub(super) event: u32,
}

impl<'a> Writer<'a> {
    /// Follows the foreign keys from every queued row.
    pub(crate) fn cascade(&mut self) -> Result<(), EngineError> {
        // The statement's own rows are taken in order; what each causes is done before the next.
        while let Some(own) = self.work.pop_front() {
            let mut stack = vec![own];
            while let Some(work) = stack.pop() {
                let from = stack.len();
                self.follow(&work, &mut stack)?;
                stack[from..].reverse();
                self.bound()?;
            }
        }
        Ok(())
    }

    /// Looks at every foreign key that leads to one gone or changed row.
    fn follow(&mut self, work: &Work, stack: &mut Vec<Work>) -> Result<(), EngineError> {
        let catalogue = self.state.catalogue.clone();
        for index in catalogue.inbound(work.table) {
            let link = catalogue.link(*index);
            let Some(key) = Key::of(&work.before, &link.referenced_columns, self.folds()) else {
                continue;
            };
            let action = match &work.after {
                None => link.on_delete,
                Some(after) => {
                    if Key::of(after, &link.referenced_columns, self.folds()).as_ref() == Some(&key)
                    {
                        continue;
                    }
                    link.on_update
                }
            };
            let values = || pick(&work.before, &link.referenced_columns);
            match action {
                ReferentialAction::NoAction => self.pending.push(Pending::Abandoned {
                    link: link.clone(),
                    key,
                    values: values(),
                    event: work.event,
                }),
                ReferentialAction::Restrict => {
                    let found = self.state.tables[link.referencing].find_one(link.finder, &key);
                    if let Some(row) = found {
                        return Err(self.refuse(
                            link,
                            row,
                            Some(work.event),
                            values(),
                            Some(ReferentialAction::Restrict),
                        ));
                    }
                }
                ReferentialAction::Cascade
                | ReferentialAction::SetNull
                | ReferentialAction::SetDefault => {
                    for row in self.state.tables[link.referencing].find(link.finder, &key) {
                        self.act(*index, link, action, work, row, stack)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Does one action to one referencing row.
    fn act(
        &mut self,
        index: usize,
        link: &Rc<Link>,
        action: ReferentialAction,
        cause: &Work,
        row: u64,
        stack: &mut Vec<Work>,
    ) -> Result<(), EngineError> {
        let table = link.referencing;
        let def = self.state.def(table);
        if cause.after.is_some() {
            // `SET id = id + 1` moves references 1 → 2; the row that was 2 must not take them on.
            let mover = *self.moved.entry((index, row)).or_insert(cause.row);
            if mover != cause.row {
                return Ok(());
            }
        }
        let Some(before) = self.state.tables[table].take(&def, row) else {
            return Ok(());
        };
        let after: Option<Row> = match (action, &cause.after) {
            (ReferentialAction::Cascade, None) => None,
            (ReferentialAction::Cascade, Some(referenced)) => {
                let mut values = before.to_vec();
                for (column, from) in link.columns.iter().zip(&link.referenced_columns) {
                    values[*column] = referenced[*from].clone();
                }
                Some(values.into())
            }
            (ReferentialAction::SetDefault, _) => {
                let mut values = before.to_vec();
                for column in &link.columns {
                    values[*column] = query::default_value(&def, *column, self.environment)?;
                }
                Some(values.into())
            }
            _ => {
                let mut values = before.to_vec();
                for column in &link.columns {
                    values[*column] = Value::Null;
                }
                Some(values.into())
            }
        };
        let depth = self.trace.below(Some(cause.event));
        if let Some(after) = &after {
            self.check_row(&def, row, after, Some(cause.event))?;
            if let Err((unique, _)) = self.state.tables[table].put(&def, row, after.clone()) {
                return Err(self.clash(&def, unique, row, after, Some(cause.event)));
            }
        }
        let event = self.trace.push(Event {
            kind: EventKind::Action(action),
            depth,
            cause: Some(cause.event),
            table: def.name.clone(),
            row,
            constraint: Some(link.name.clone()),
            before: Some(before.clone()),
            after: after.clone(),
        });
        if let Some(after) = &after {
            // A default must lead somewhere even where it changes nothing.
            let known = (action != ReferentialAction::SetDefault).then_some(&before);
            self.note_references(table, &def, row, after, known, event)?;
        }
        if !self.state.catalogue.inbound(table).is_empty() {
            stack.push(Work {
                table,
                row,
                before,
                after,
                event,
            });
        }
        Ok(())
    }

    pub(super) fn queue(
        &mut self,
        table: TableId,
        row: u64,
        before: Row,
        after: Option<Row>,
        event: u32,
    ) {
        if self.foreign_keys && !self.state.catalogue.inbound(table).is_empty() {
            self.work.push_back(Work {
                table,
                row,
                before,
                after,
                event,
            });
        }
    }
}
