//! Rows and their indexes in persistent maps: a snapshot is a copy of a few pointers.

mod index;
mod rows;
mod tree;

pub(crate) use index::Index;
pub(crate) use rows::Rows;

use super::{
    catalogue::{Catalogue, Finder, TableDef, TableId, Unique},
    collation::Collation,
    key::Key,
    query, types,
};
use crate::schema::Value;
use std::{ops::Bound, rc::Rc};

/// A row as it is kept: shared by the table, its snapshots and the traces.
pub(crate) type Row = Rc<[Value]>;

/// SQLite's number of a row in a table that has no key of whole numbers (`rowid`): they begin at 1.
pub(crate) fn row_number(row: u64) -> i64 {
    i64::try_from(row).map_or(i64::MAX, |row| row.saturating_add(1))
}

/// The rows of one table.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableData {
    pub(crate) rows: Rows,
    /// One for each of the definition's unique keys.
    pub(crate) uniques: Vec<Index>,
    /// One for each of the definition's lookups.
    pub(crate) lookups: Vec<Index>,
    /// The identity of the next row.
    pub(crate) next_row: u64,
    /// The last number given out to the auto-increment column.
    pub(crate) last_number: i64,
    /// About what the rows and their indexes take.
    bytes: usize,
}

/// A whole database at one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) catalogue: Rc<Catalogue>,
    /// Shared with snapshots; [`State::table_mut`] parts what it changes.
    pub(crate) tables: Vec<Rc<TableData>>,
}

/// The row's key in a unique index; `None` if the index leaves it out.
pub(crate) fn unique_key(unique: &Unique, row: &[Value], folds: Collation) -> Option<Key> {
    if let Some(predicate) = &unique.predicate
        && !query::holds_for_row(&predicate.expr, row)
    {
        return None;
    }
    if unique.exprs.is_empty() && unique.lengths.is_empty() {
        return Key::of(row, &unique.columns, folds);
    }
    Key::from_values(unique_values(unique, row).iter(), folds)
}

/// What a unique index holds of a row.
pub(crate) fn unique_values(unique: &Unique, row: &[Value]) -> Vec<Value> {
    let lengths = unique.lengths.iter().copied().chain(std::iter::repeat(0));
    let columns = unique.columns.iter().zip(lengths);
    let exprs = unique.exprs.iter();
    columns
        .map(|(column, length)| match &row[*column] {
            Value::Text(text) if length > 0 => Value::Text(text.chars().take(length).collect()),
            value => value.clone(),
        })
        .chain(exprs.map(|expr| query::value_for_row(&expr.expr, row)))
        .collect()
}

/// About what a row takes in its table and its indexes.
pub(crate) fn row_bytes(def: &TableDef, row: &[Value]) -> usize {
    /// The node's part, the allocation's, and the event's that tells of it.
    const AROUND: usize = 96;
    let uniques = def.uniques.iter().map(|unique| &unique.columns);
    let keys = uniques.chain(def.lookups.iter().map(|lookup| &lookup.columns));
    let key = |columns: &Vec<usize>| -> usize {
        let columns = columns.iter().map(|at| std::slice::from_ref(&row[*at]));
        AROUND + columns.map(types::weight).sum::<usize>()
    };
    AROUND + types::weight(row) + keys.map(key).sum::<usize>()
}

impl TableData {
    /// Whether nothing is missing that the definition has.
    fn fits(&self, def: &TableDef) -> bool {
        self.uniques.len() == def.uniques.len()
            && self.lookups.len() == def.lookups.len()
            && (self.bytes == 0) == (self.rows.len() == 0)
    }

    /// Adds and fills the indexes that the definition has and the data lacks.
    pub(crate) fn fit(&mut self, def: &TableDef) {
        if !self.fits(def) {
            self.bytes = self.rows.values().map(|row| row_bytes(def, row)).sum();
        }
        self.uniques.truncate(def.uniques.len());
        self.lookups.truncate(def.lookups.len());
        for unique in &def.uniques[self.uniques.len()..] {
            let entry = |(id, row): (u64, &Row)| Some((unique_key(unique, row, def.folds)?, id));
            self.uniques
                .push(self.rows.iter().filter_map(entry).collect());
        }
        for lookup in &def.lookups[self.lookups.len()..] {
            let entry =
                |(id, row): (u64, &Row)| Some((Key::of(row, &lookup.columns, def.folds)?, id));
            self.lookups
                .push(self.rows.iter().filter_map(entry).collect());
        }
    }

    /// Other rows in the place of all; their indexes are gone.
    pub(crate) fn replace(&mut self, rows: Option<Rows>) {
        if let Some(rows) = rows {
            self.rows = rows;
        }
        self.uniques.clear();
        self.lookups.clear();
        self.bytes = 0;
    }

    /// Takes a row out of the table and its indexes.
    pub(crate) fn take(&mut self, def: &TableDef, id: u64) -> Option<Row> {
        self.take_but(def, id, None)
    }

    /// Takes all rows under a key out, the oldest first.
    pub(crate) fn take_all(
        &mut self,
        def: &TableDef,
        finder: Finder,
        key: &Key,
        each: &mut dyn FnMut(u64, Row),
    ) {
        let ids = self.find(finder, key);
        // At once what would be found again for each of them.
        match finder {
            Finder::Unique(at) => self.uniques[at].clear(key),
            Finder::Lookup(at) => self.lookups[at].clear(key),
        }
        for id in ids {
            if let Some(row) = self.take_but(def, id, Some(finder)) {
                each(id, row);
            }
        }
    }

    /// Takes a row out of the table and its indexes, but for the one that knows it no longer.
    fn take_but(&mut self, def: &TableDef, id: u64, done: Option<Finder>) -> Option<Row> {
        let row = self.rows.remove(id)?;
        self.bytes = self.bytes.saturating_sub(row_bytes(def, &row));
        for (at, unique) in def.uniques.iter().enumerate() {
            if done != Some(Finder::Unique(at))
                && let Some(key) = unique_key(unique, &row, def.folds)
            {
                self.uniques[at].remove(key, id);
            }
        }
        for (at, lookup) in def.lookups.iter().enumerate() {
            if done != Some(Finder::Lookup(at))
                && let Some(key) = Key::of(&row, &lookup.columns, def.folds)
            {
                self.lookups[at].remove(key, id);
            }
        }
        Some(row)
    }

    /// Whether a row that changes stays where it is in every index.
    pub(crate) fn keeps_keys(def: &TableDef, before: &[Value], after: &[Value]) -> bool {
        let same = |columns: &[usize]| columns.iter().all(|at| before[*at] == after[*at]);
        def.uniques
            .iter()
            .all(|unique| unique.is_plain() && same(&unique.columns))
            && def.lookups.iter().all(|lookup| same(&lookup.columns))
    }

    /// Puts a changed row in its own place, where [`TableData::keeps_keys`].
    pub(crate) fn exchange(&mut self, def: &TableDef, id: u64, row: Row) {
        if let Some(before) = self.rows.get(id) {
            self.bytes = self.bytes.saturating_sub(row_bytes(def, before));
        }
        self.bytes += row_bytes(def, &row);
        self.rows.insert(id, row);
    }

    /// Puts a row in; the unique key that is taken, and by which row, where one is.
    pub(crate) fn put(&mut self, def: &TableDef, id: u64, row: Row) -> Result<(), (usize, u64)> {
        let mut keys = Vec::with_capacity(def.uniques.len());
        for (at, unique) in def.uniques.iter().enumerate() {
            let key = unique_key(unique, &row, def.folds);
            if let Some(holder) = key.as_ref().and_then(|key| self.uniques[at].first(key)) {
                return Err((at, holder));
            }
            keys.push(key);
        }
        for (index, key) in self.uniques.iter_mut().zip(keys) {
            if let Some(key) = key {
                index.insert(key, id);
            }
        }
        for (index, lookup) in self.lookups.iter_mut().zip(&def.lookups) {
            if let Some(key) = Key::of(&row, &lookup.columns, def.folds) {
                index.insert(key, id);
            }
        }
        self.bytes += row_bytes(def, &row);
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
            Some((at, self.uniques[at].first(&key)?))
        })
    }

    fn index(&self, finder: Finder) -> &Index {
        match finder {
            Finder::Unique(at) => &self.uniques[at],
            Finder::Lookup(at) => &self.lookups[at],
        }
    }

    /// The rows under a key, oldest first.
    pub(crate) fn find(&self, finder: Finder, key: &Key) -> Vec<u64> {
        let mut found = Vec::new();
        self.index(finder).under(key, &mut |id| {
            found.push(id);
            true
        });
        found
    }

    /// One row under a key.
    pub(crate) fn find_one(&self, finder: Finder, key: &Key) -> Option<u64> {
        self.index(finder).first(key)
    }

    /// The rows between two keys, in the keys' order.
    pub(crate) fn range(&self, finder: Finder, low: &Bound<Key>, high: &Bound<Key>) -> Vec<u64> {
        let (low, after) = match low {
            Bound::Included(key) => (Some(key), false),
            Bound::Excluded(key) => (Some(key), true),
            Bound::Unbounded => (None, false),
        };
        let mut found = Vec::new();
        self.index(finder).ascend(low, after, &mut |key, id| {
            let inside = match high {
                Bound::Included(high) => key <= high,
                Bound::Excluded(high) => key < high,
                Bound::Unbounded => true,
            };
            if inside {
                found.push(id);
            }
            inside
        });
        found
    }

    /// Whether an index has every row: it leaves out those whose key has a NULL.
    pub(crate) fn covers(&self, finder: Finder) -> bool {
        self.rows.len() == self.index(finder).len()
    }

    /// Goes through an index until `take` says no; rows under equal keys come oldest first,
    /// whichever way it goes.
    pub(crate) fn walk<E>(
        &self,
        finder: Finder,
        descending: bool,
        take: &mut dyn FnMut(u64) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut result = Ok(true);
        let mut each = |id: u64| {
            result = take(id);
            matches!(result, Ok(true))
        };
        let index = self.index(finder);
        if descending {
            let mut same: Vec<(Key, u64)> = Vec::new();
            let mut goes_on = true;
            index.descend(&mut |key, id| {
                if same.last().is_some_and(|(last, _)| last != key) {
                    goes_on = same.drain(..).rev().all(|(_, id)| each(id));
                }
                same.push((key.clone(), id));
                goes_on
            });
            if goes_on {
                same.drain(..).rev().all(|(_, id)| each(id));
            }
        } else {
            index.ascend(None, false, &mut |_, id| each(id));
        }
        result.map(|_| ())
    }
}

/// Where a table stood: rows that have only been added since can be taken out again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) table: TableId,
    next_row: u64,
    pub(crate) last_number: i64,
}

impl State {
    /// About what all rows and indexes take.
    pub(crate) fn bytes(&self) -> usize {
        self.tables.iter().map(|data| data.bytes).sum()
    }

    /// Where a table stands.
    pub(crate) fn mark(&self, table: TableId) -> Mark {
        let data = &self.tables[table];
        Mark {
            table,
            next_row: data.next_row,
            last_number: data.last_number,
        }
    }

    /// How many rows a table has been given since.
    pub(crate) fn added(&self, mark: Mark) -> u64 {
        self.tables[mark.table].next_row - mark.next_row
    }

    /// Takes out the rows that a table has been given since.
    pub(crate) fn take_back(&mut self, mark: Mark) {
        let def = self.def(mark.table);
        let data = self.table_mut(mark.table);
        while data.next_row > mark.next_row {
            data.next_row -= 1;
            data.take(&def, data.next_row);
        }
        data.last_number = mark.last_number;
    }

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
        self.catalogue = Rc::new(catalogue);
        self.complete();
    }

    /// The same without indexes: kept for long, it has no part in what changes all over them.
    pub(crate) fn bare(&self) -> Self {
        let mut bare = self.clone();
        for data in &mut bare.tables {
            Rc::make_mut(data).replace(None);
        }
        bare
    }

    /// Makes the indexes that are missing.
    pub(crate) fn complete(&mut self) {
        for (id, data) in self.tables.iter_mut().enumerate() {
            match self.catalogue.table(id) {
                Some(def) if data.fits(def) => {}
                Some(def) => Rc::make_mut(data).fit(def),
                None => *data = Rc::default(),
            }
        }
    }
}
