//! Rows and their indexes in persistent maps: a snapshot is a copy of a few pointers.

use super::{
    catalogue::{Catalogue, Finder, TableDef, TableId, Unique},
    key::Key,
    query,
};
use crate::schema::Value;
use imbl::{OrdMap, OrdSet};
use std::{ops::Bound, rc::Rc};

/// A row as it is kept: shared by the table, its snapshots and the traces.
pub(crate) type Row = Rc<[Value]>;

/// The rows of one table.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableData {
    pub(crate) rows: OrdMap<u64, Row>,
    /// One map for each of the definition's unique keys.
    pub(crate) uniques: Vec<OrdMap<Key, u64>>,
    /// One set for each of the definition's lookups.
    pub(crate) lookups: Vec<OrdSet<(Key, u64)>>,
    /// The identity of the next row.
    pub(crate) next_row: u64,
    /// The last number given out to the auto-increment column.
    pub(crate) last_number: i64,
}

/// A whole database at one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) catalogue: Rc<Catalogue>,
    /// Shared with snapshots; [`State::table_mut`] parts what it changes.
    pub(crate) tables: Vec<Rc<TableData>>,
}

/// The row's key in a unique index; `None` if the index leaves it out.
pub(crate) fn unique_key(unique: &Unique, row: &[Value], folds: bool) -> Option<Key> {
    if let Some(predicate) = &unique.predicate
        && !query::holds_for_row(&predicate.expr, row)
    {
        return None;
    }
    if unique.exprs.is_empty() {
        return Key::of(row, &unique.columns, folds);
    }
    let mut values: Vec<Value> = unique.columns.iter().map(|at| row[*at].clone()).collect();
    for expr in &unique.exprs {
        values.push(query::value_for_row(&expr.expr, row));
    }
    Key::from_values(values.iter(), folds)
}

impl TableData {
    fn fits(&self, def: &TableDef) -> bool {
        self.uniques.len() == def.uniques.len() && self.lookups.len() == def.lookups.len()
    }

    /// Adds and fills the indexes that the definition has and the data lacks.
    pub(crate) fn fit(&mut self, def: &TableDef) {
        self.uniques.truncate(def.uniques.len());
        self.lookups.truncate(def.lookups.len());
        for unique in &def.uniques[self.uniques.len()..] {
            self.uniques.push(
                self.rows
                    .iter()
                    .filter_map(|(id, row)| Some((unique_key(unique, row, def.folds)?, *id)))
                    .collect(),
            );
        }
        for lookup in &def.lookups[self.lookups.len()..] {
            self.lookups.push(
                self.rows
                    .iter()
                    .filter_map(|(id, row)| Some((Key::of(row, &lookup.columns, def.folds)?, *id)))
                    .collect(),
            );
        }
    }

    /// Takes a row out of the table and its indexes.
    pub(crate) fn take(&mut self, def: &TableDef, id: u64) -> Option<Row> {
        let row = self.rows.remove(&id)?;
        self.unindex(def, id, &row);
        Some(row)
    }

    /// Takes a row's keys out of the indexes.
    pub(crate) fn unindex(&mut self, def: &TableDef, id: u64, row: &[Value]) {
        for (index, unique) in self.uniques.iter_mut().zip(&def.uniques) {
            if let Some(key) = unique_key(unique, row, def.folds)
                && let Some(holder) = index.remove(&key)
                && holder != id
            {
                index.insert(key, holder);
            }
        }
        for (index, lookup) in self.lookups.iter_mut().zip(&def.lookups) {
            if let Some(key) = Key::of(row, &lookup.columns, def.folds) {
                index.remove(&(key, id));
            }
        }
    }

    /// Puts a row in; the unique key that is taken, and by which row, where one is.
    pub(crate) fn put(&mut self, def: &TableDef, id: u64, row: Row) -> Result<(), (usize, u64)> {
        let mut keys = Vec::with_capacity(def.uniques.len());
        for (at, unique) in def.uniques.iter().enumerate() {
            let key = unique_key(unique, &row, def.folds);
            if let Some(key) = &key
                && let Some(holder) = self.uniques[at].insert(key.clone(), id)
            {
                // Everything as it was: this key has its holder, those before it are free.
                self.uniques[at].insert(key.clone(), holder);
                for (index, key) in self.uniques.iter_mut().zip(&keys) {
                    if let Some(key) = key {
                        index.remove(key);
                    }
                }
                return Err((at, holder));
            }
            keys.push(key);
        }
        for (index, lookup) in self.lookups.iter_mut().zip(&def.lookups) {
            if let Some(key) = Key::of(&row, &lookup.columns, def.folds) {
                index.insert((key, id));
            }
        }
        self.rows.insert(id, row);
        Ok(())
    }

    /// The first unique key of `row` that another row holds, among those `wanted`.
    pub(crate) fn clash(
        &self,
        def: &TableDef,
        row: &[Value],
        wanted: &dyn Fn(&Unique) -> bool,
    ) -> Option<(usize, u64)> {
        def.uniques.iter().enumerate().find_map(|(at, unique)| {
            if !wanted(unique) {
                return None;
            }
            let key = unique_key(unique, row, def.folds)?;
            Some((at, *self.uniques[at].get(&key)?))
        })
    }

    /// The rows under a key, oldest first.
    pub(crate) fn find(&self, finder: Finder, key: &Key) -> Vec<u64> {
        match finder {
            Finder::Unique(at) => self.uniques[at].get(key).copied().into_iter().collect(),
            Finder::Lookup(at) => self.lookups[at]
                .range((key.clone(), 0)..=(key.clone(), u64::MAX))
                .map(|(_, id)| *id)
                .collect(),
        }
    }

    /// The rows between two keys, in the keys' order.
    pub(crate) fn range(&self, finder: Finder, low: Bound<Key>, high: Bound<Key>) -> Vec<u64> {
        // An empty range must not reach the map: it takes it for a mistake.
        if let (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) =
            (&low, &high)
            && (a > b
                || (a == b
                    && (matches!(low, Bound::Excluded(_)) || matches!(high, Bound::Excluded(_)))))
        {
            return Vec::new();
        }
        match finder {
            Finder::Unique(at) => self.uniques[at]
                .range((low, high))
                .map(|(_, id)| *id)
                .collect(),
            Finder::Lookup(at) => {
                let low = match low {
                    Bound::Included(key) => Bound::Included((key, 0)),
                    Bound::Excluded(key) => Bound::Excluded((key, u64::MAX)),
                    Bound::Unbounded => Bound::Unbounded,
                };
                let high = match high {
                    Bound::Included(key) => Bound::Included((key, u64::MAX)),
                    Bound::Excluded(key) => Bound::Excluded((key, 0)),
                    Bound::Unbounded => Bound::Unbounded,
                };
                self.lookups[at]
                    .range((low, high))
                    .map(|(_, id)| *id)
                    .collect()
            }
        }
    }

    /// Whether an index has every row: it leaves out those whose key has a NULL.
    pub(crate) fn covers(&self, finder: Finder) -> bool {
        self.rows.len()
            == match finder {
                Finder::Unique(at) => self.uniques[at].len(),
                Finder::Lookup(at) => self.lookups[at].len(),
            }
    }

    /// Goes through an index until `take` says no; rows under equal keys come oldest first,
    /// whichever way it goes.
    pub(crate) fn walk<E>(
        &self,
        finder: Finder,
        descending: bool,
        take: &mut dyn FnMut(u64) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut each = |ids: &mut dyn Iterator<Item = u64>| -> Result<bool, E> {
            for id in ids {
                if !take(id)? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        match (finder, descending) {
            (Finder::Unique(at), false) => each(&mut self.uniques[at].values().copied())?,
            (Finder::Unique(at), true) => {
                each(&mut self.uniques[at].iter().rev().map(|(_, id)| *id))?
            }
            (Finder::Lookup(at), false) => each(&mut self.lookups[at].iter().map(|(_, id)| *id))?,
            (Finder::Lookup(at), true) => {
                let mut same: Vec<&(Key, u64)> = Vec::new();
                for entry in self.lookups[at].iter().rev() {
                    if same.last().is_some_and(|last| last.0 != entry.0)
                        && !each(&mut same.drain(..).rev().map(|(_, id)| *id))?
                    {
                        return Ok(());
                    }
                    same.push(entry);
                }
                each(&mut same.drain(..).rev().map(|(_, id)| *id))?
            }
        };
        Ok(())
    }

    /// One row under a key.
    pub(crate) fn find_one(&self, finder: Finder, key: &Key) -> Option<u64> {
        match finder {
            Finder::Unique(at) => self.uniques[at].get(key).copied(),
            Finder::Lookup(at) => self.lookups[at]
                .range((key.clone(), 0)..=(key.clone(), u64::MAX))
                .next()
                .map(|(_, id)| *id),
        }
    }
}

impl State {
    /// A table's rows, to change them.
    pub(crate) fn table_mut(&mut self, id: TableId) -> &mut TableData {
        Rc::make_mut(&mut self.tables[id])
    }

    /// A table's definition.
    pub(crate) fn def(&self, id: TableId) -> Rc<TableDef> {
        self.catalogue.def(id).clone()
    }

    /// Puts a changed catalogue in: finds the ends of foreign keys and fills new indexes.
    pub(crate) fn define(&mut self, mut catalogue: Catalogue, dialect: crate::dialect::Dialect) {
        catalogue.resolve(dialect);
        let count = catalogue.tables().map(|(id, _)| id + 1).max().unwrap_or(0);
        if self.tables.len() < count {
            self.tables.resize_with(count, Rc::default);
        }
        for (id, data) in self.tables.iter_mut().enumerate() {
            match catalogue.table(id) {
                Some(def) if data.fits(def) => {}
                Some(def) => Rc::make_mut(data).fit(def),
                None => *data = Rc::default(),
            }
        }
        self.catalogue = Rc::new(catalogue);
    }
}
