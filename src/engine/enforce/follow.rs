//! Follows the foreign keys from a row that is gone or changed to the rows that reference it.

use super::{Writer, check::Pending, pick};
use crate::{
    engine::{
        EngineError, EventKind, Semantics,
        catalogue::{Link, TableDef, TableId},
        key::Key,
        query,
        store::Row,
        trace::Note,
    },
    schema::{ReferentialAction, Value},
    sort::sort_by,
};
use std::rc::Rc;

/// A row that is gone or changed.
pub(super) struct Change {
    pub(super) table: TableId,
    pub(super) row: u64,
    pub(super) before: Row,
    pub(super) after: Option<Row>,
    pub(super) event: u32,
}

/// What is still to be done before the statement may end.
pub(super) enum Task {
    /// Look for the rows that reference a changed one, from this foreign key on.
    Follow(Rc<Change>, usize),
    /// Carry an action out on the referencing rows, one after another.
    Act(Rc<Change>, Rc<Step>, std::vec::IntoIter<u64>),
    /// Look whether something holds.
    Check(Pending),
}

/// A foreign key's action under way.
pub(super) struct Step {
    link: Rc<Link>,
    def: Rc<TableDef>,
    action: ReferentialAction,
    /// The referencing rows' key.
    key: Key,
    note: Note,
}

impl Writer<'_> {
    /// Follows the foreign keys from every changed row, to the end.
    pub(crate) fn cascade(&mut self) -> Result<(), EngineError> {
        while let Some(task) = self.tasks.pop_front() {
            match task {
                Task::Follow(change, next) => self.follow(&change, next)?,
                Task::Act(change, step, mut rows) => {
                    let Some(row) = rows.next() else { continue };
                    // What this one leads to comes before the others.
                    let rest = Task::Act(change.clone(), step.clone(), rows);
                    self.tasks.push_front(rest);
                    self.act(&change, &step, row)?;
                }
                Task::Check(pending) => self.check_or_defer(pending)?,
            }
            self.bound()?;
        }
        Ok(())
    }

    /// The foreign keys that lead to a table, in the order in which they are followed.
    fn links(&mut self, table: TableId) -> Rc<[usize]> {
        let catalogue = &self.state.catalogue;
        let semantics = self.environment.semantics;
        let links = self.links.entry(table).or_insert_with(|| {
            let mut links = catalogue.inbound(table).to_vec();
            match semantics {
                Semantics::Sqlite => links.reverse(),
                Semantics::Innodb => {
                    sort_by(&mut links, |a, b| {
                        catalogue.link(*a).name.cmp(&catalogue.link(*b).name)
                    });
                }
                Semantics::Postgres | Semantics::SqlServer => {}
            }
            links.into()
        });
        links.clone()
    }

    /// Looks at the foreign keys that lead to a changed row, one after another. Where actions go
    /// depth first, the keys after the first that finds rows wait until those rows are done.
    fn follow(&mut self, change: &Rc<Change>, from: usize) -> Result<(), EngineError> {
        let semantics = self.environment.semantics;
        let links = self.links(change.table);
        let catalogue = self.state.catalogue.clone();
        for (at, index) in links.iter().enumerate().skip(from) {
            let link = catalogue.link(*index);
            let Some((action, key)) = self.meant(change, link) else {
                continue;
            };
            match action {
                ReferentialAction::NoAction | ReferentialAction::Unknown(_) => {
                    self.look(Pending::Abandoned {
                        link: link.clone(),
                        key,
                        values: pick(&change.before, &link.referenced_columns),
                        event: change.event,
                    })?;
                }
                ReferentialAction::Restrict => {
                    if let Some(row) = self.referencing(change, link, &key) {
                        return Err(self.restrict(change, link, row));
                    }
                }
                ReferentialAction::Cascade
                | ReferentialAction::SetNull
                | ReferentialAction::SetDefault => {
                    let updates = change.after.is_some() || action != ReferentialAction::Cascade;
                    if semantics.meets_itself()
                        && updates
                        && self.has_updated(change.event, &catalogue.def(link.referencing).name)
                        && let Some(row) = self.referencing(change, link, &key)
                    {
                        return Err(self.restrict(change, link, row));
                    }
                    let def = self.state.def(link.referencing);
                    if !updates && self.ends(change, link) {
                        self.end(change, link, &def, &key)?;
                        continue;
                    }
                    let rows = self.state.tables[link.referencing].find(link.finder, &key);
                    if rows.is_empty() {
                        continue;
                    }
                    let step = Step {
                        note: carried_out(action, &def, link),
                        link: link.clone(),
                        def,
                        action,
                        key,
                    };
                    if semantics.breadth_first() {
                        for row in rows {
                            self.act(change, &step, row)?;
                            self.bound()?;
                        }
                        if action == ReferentialAction::SetDefault {
                            // A default that is the key just gone is refused now, even where the
                            // key is deferred (PostgreSQL 15, ri_triggers.c, `ri_set`).
                            self.check_one(&Pending::Abandoned {
                                link: link.clone(),
                                key: step.key,
                                values: pick(&change.before, &link.referenced_columns),
                                event: change.event,
                            })?;
                        }
                        continue;
                    }
                    self.tasks.push_front(Task::Follow(change.clone(), at + 1));
                    let rows = rows.into_iter();
                    self.tasks
                        .push_front(Task::Act(change.clone(), Rc::new(step), rows));
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Whether nothing follows from the referencing rows when they go: no foreign key leads to them,
    /// and none of them is one too deep.
    fn ends(&self, change: &Change, link: &Link) -> bool {
        let depth = self.trace.below(Some(change.event));
        let levels = self.environment.semantics.levels();
        self.state.catalogue.inbound(link.referencing).is_empty()
            && levels.is_none_or(|(levels, _)| depth < levels)
    }

    /// Deletes the referencing rows from which nothing follows.
    fn end(
        &mut self,
        change: &Change,
        link: &Link,
        def: &TableDef,
        key: &Key,
    ) -> Result<(), EngineError> {
        let note = carried_out(ReferentialAction::Cascade, def, link);
        let trace = &mut self.trace;
        let data = self.state.table_mut(link.referencing);
        data.take_all(def, link.finder, key, &mut |row, before| {
            trace.push(&note, Some(change.event), row, Some(before), None);
        });
        self.bound()
    }

    /// What a foreign key does about a changed row, and the key that is referenced no longer.
    fn meant(&self, change: &Change, link: &Link) -> Option<(ReferentialAction, Key)> {
        let key = Key::of(&change.before, &link.referenced_columns, self.folds())?;
        let action = match &change.after {
            None => link.on_delete,
            Some(after) => {
                let now = Key::of(after, &link.referenced_columns, self.folds());
                if now.as_ref() == Some(&key) {
                    return None;
                }
                link.on_update
            }
        };
        Some((self.environment.semantics.carried_out(action), key))
    }

    /// A row that references a key: in `InnoDB` also the changed row itself, as it was.
    fn referencing(&self, change: &Change, link: &Link, key: &Key) -> Option<u64> {
        let itself = self.environment.semantics.meets_itself()
            && link.referencing == change.table
            && Key::of(&change.before, &link.columns, self.folds()).as_ref() == Some(key);
        if itself {
            return Some(change.row);
        }
        self.state.tables[link.referencing].find_one(link.finder, key)
    }

    /// Whether the cascade that led to an event has updated a table.
    fn has_updated(&self, event: u32, table: &Rc<str>) -> bool {
        let mut at = Some(event);
        while let Some(event) = at.and_then(|at| self.trace.event(at as usize)) {
            if event.before.is_some() && event.after.is_some() && event.table == *table {
                return true;
            }
            at = event.cause;
        }
        false
    }

    fn restrict(&mut self, change: &Change, link: &Link, row: u64) -> EngineError {
        let declared = match change.after {
            None => link.on_delete,
            Some(_) => link.on_update,
        };
        let action = match declared {
            ReferentialAction::NoAction => ReferentialAction::NoAction,
            _ => ReferentialAction::Restrict,
        };
        let values = pick(&change.before, &link.referenced_columns);
        self.refuse(link, row, Some(change.event), values, Some(action))
    }

    /// Carries one action out on one referencing row, unless it references the key no longer.
    fn act(&mut self, cause: &Change, step: &Step, row: u64) -> Result<(), EngineError> {
        let link = &step.link;
        let table = link.referencing;
        let def = &step.def;
        let Some(before) = self.state.tables[table].rows.get(row).cloned() else {
            return Ok(());
        };
        if Key::of(&before, &link.columns, self.folds()).as_ref() != Some(&step.key) {
            return Ok(());
        }
        if cause.after.is_some() && self.environment.semantics.unique_at_end() {
            // `SET id = id + 1` moves references 1 → 2; the row that was 2 must not take them on.
            let mover = *self
                .moved
                .entry((Rc::as_ptr(link) as usize, row))
                .or_insert(cause.row);
            if mover != cause.row {
                return Ok(());
            }
        }
        let depth = self.trace.below(Some(cause.event));
        if let Some((levels, words)) = self.environment.semantics.levels()
            && depth >= levels
        {
            self.block(&def.name, row, &link.name, Some(cause.event), Some(&before));
            return Err(EngineError::Depth {
                message: words,
                trace: Some(self.take_trace()),
            });
        }
        self.state.table_mut(table).take(def, row);
        let after = self.becomes(cause, step, def, &before)?;
        if let Some(after) = &after {
            self.check_row(def, row, after, Some(cause.event))?;
            if let Err((unique, _)) = self.state.table_mut(table).put(def, row, after.clone()) {
                return Err(self.clash(def, unique, row, after, Some(cause.event)));
            }
        }
        let event = self.trace.push(
            &step.note,
            Some(cause.event),
            row,
            Some(before.clone()),
            after.clone(),
        );
        self.queue(Change {
            table,
            row,
            before: before.clone(),
            after: after.clone(),
            event,
        });
        if let Some(after) = &after {
            // A default must lead somewhere even where it changes nothing.
            let known = (step.action != ReferentialAction::SetDefault).then_some(&before);
            self.note_references(table, def, row, after, known, event)?;
        }
        Ok(())
    }

    /// What becomes of a referencing row; `None`: it goes.
    fn becomes(
        &self,
        cause: &Change,
        step: &Step,
        def: &TableDef,
        before: &Row,
    ) -> Result<Option<Row>, EngineError> {
        let link = &step.link;
        if step.action == ReferentialAction::Cascade && cause.after.is_none() {
            return Ok(None);
        }
        let mut values = before.to_vec();
        match (step.action, &cause.after) {
            (ReferentialAction::Cascade, Some(referenced)) => {
                for (column, from) in link.columns.iter().zip(&link.referenced_columns) {
                    values[*column] = referenced[*from].clone();
                }
            }
            (ReferentialAction::SetDefault, _) => {
                for column in &link.columns {
                    values[*column] = query::default_value(def, *column, self.environment)?;
                }
            }
            _ => {
                for column in &link.columns {
                    values[*column] = Value::Null;
                }
            }
        }
        Ok(Some(values.into()))
    }

    /// Puts a changed row where its turn comes.
    pub(super) fn queue(&mut self, change: Change) {
        if !self.foreign_keys || self.state.catalogue.inbound(change.table).is_empty() {
            return;
        }
        // The statement's own rows come one after another in any case.
        let own = self.trace.depth(change.event) == 0;
        let task = Task::Follow(Rc::new(change), 0);
        if own || self.environment.semantics.breadth_first() {
            self.tasks.push_back(task);
        } else {
            self.tasks.push_front(task);
        }
    }
}

/// What a foreign key's action does to the referencing rows.
fn carried_out(action: ReferentialAction, def: &TableDef, link: &Link) -> Note {
    Note {
        kind: EventKind::Action(action),
        table: def.name.clone(),
        constraint: Some(link.name.clone()),
    }
}
