//! What the database knows of its tables: columns, keys, foreign keys and checks, and which
//! foreign keys lead where.

use super::{
    EngineError, ForeignKeyRefusal, Trace,
    collation::Collation,
    query::Expr,
    types::{Bounds, ColumnType},
};
use crate::{
    dialect::Dialect,
    schema::{ReferentialAction, Value},
};
use gluesql::core::sqlparser::ast;
use std::{collections::BTreeMap, rc::Rc};

/// A table's slot. A dropped table leaves its slot empty, so an id never means another table.
pub(crate) type TableId = usize;

/// One table.
#[derive(Clone, Debug)]
pub(crate) struct TableDef {
    pub(crate) name: Rc<str>,
    /// The schema it was made in, where its statement said one: system tables tell it. Names are
    /// looked up without it.
    pub(crate) schema: Option<Rc<str>>,
    pub(crate) columns: Vec<ColumnDef>,
    /// The primary key first, if there is one.
    pub(crate) uniques: Vec<Unique>,
    pub(crate) lookups: Vec<Lookup>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) checks: Vec<Check>,
    pub(crate) auto: Option<Auto>,
    /// The statement that made it, for `sqlite_master`.
    pub(crate) sql: Rc<str>,
    pub(crate) comment: Option<String>,
    /// Names of the indexes that CREATE INDEX made, the oldest first.
    pub(crate) made: Vec<Rc<str>>,
    /// What its texts' comparison does not look at.
    pub(crate) folds: Collation,
}

/// One column.
#[derive(Clone, Debug)]
pub(crate) struct ColumnDef {
    pub(crate) name: String,
    /// The type as it was written.
    pub(crate) declared: String,
    pub(crate) ty: ColumnType,
    pub(crate) bounds: Bounds,
    pub(crate) nullable: bool,
    pub(crate) default: Option<DefaultDef>,
    pub(crate) comment: Option<String>,
}

/// A column's default: its text, and the expression that gives it.
#[derive(Clone, Debug)]
pub(crate) struct DefaultDef {
    pub(crate) sql: String,
    pub(crate) expr: Rc<Expr>,
}

/// A primary key, a unique constraint or a unique index.
#[derive(Clone, Debug)]
pub(crate) struct Unique {
    pub(crate) name: Rc<str>,
    pub(crate) columns: Vec<usize>,
    /// How many characters of each column count, 0 for all of them; empty where all always do
    /// (MySQL's `UNIQUE (name(10))`).
    pub(crate) lengths: Vec<usize>,
    pub(crate) kind: UniqueKind,
    /// What it is over beside columns: `UNIQUE (lower(email))`.
    pub(crate) exprs: Vec<Predicate>,
    /// A partial index holds only the rows for which this is true.
    pub(crate) predicate: Option<Predicate>,
}

impl Unique {
    /// It is over whole columns alone, and holds every row that has them all.
    pub(crate) fn is_plain(&self) -> bool {
        self.predicate.is_none() && self.exprs.is_empty() && self.lengths.is_empty()
    }
}

/// Where a unique key comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UniqueKind {
    Primary,
    Constraint,
    Index,
}

/// The condition of a partial index or a check, or what an index is over, with its text.
#[derive(Clone, Debug)]
pub(crate) struct Predicate {
    pub(crate) sql: String,
    pub(crate) expr: Rc<Expr>,
}

/// An index that is not unique.
#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    /// `None`: the engine keeps it for a foreign key, and nobody sees it.
    pub(crate) name: Option<Rc<str>>,
    pub(crate) columns: Vec<usize>,
    /// It was made with a condition.
    pub(crate) partial: bool,
}

/// A foreign key as declared.
#[derive(Clone, Debug)]
pub(crate) struct ForeignKey {
    pub(crate) name: Rc<str>,
    pub(crate) columns: Vec<usize>,
    pub(crate) referenced_table: String,
    /// Empty: the primary key.
    pub(crate) referenced_columns: Vec<String>,
    pub(crate) on_delete: ReferentialAction,
    pub(crate) on_update: ReferentialAction,
    /// Whether the text said so, for descriptions.
    pub(crate) deferrable: bool,
    pub(crate) initially_deferred: bool,
}

/// A CHECK constraint.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    pub(crate) name: Rc<str>,
    pub(crate) predicate: Predicate,
}

/// The column that the database numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Auto {
    pub(crate) column: usize,
    pub(crate) kind: AutoKind,
}

/// How it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AutoKind {
    /// A sequence that explicit values do not move (PostgreSQL SERIAL).
    Sequence,
    /// One more than the largest ever seen (MySQL, SQL Server, SQLite's AUTOINCREMENT).
    Counter,
    /// One more than the largest there is (SQLite's INTEGER PRIMARY KEY).
    RowId,
}

/// Which index of the referencing table finds rows by their foreign key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finder {
    Unique(usize),
    Lookup(usize),
}

/// A foreign key whose two ends are known.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) name: Rc<str>,
    pub(crate) referencing: TableId,
    /// In the order of the referenced unique key's columns.
    pub(crate) columns: Vec<usize>,
    pub(crate) finder: Finder,
    pub(crate) referenced: TableId,
    pub(crate) referenced_columns: Vec<usize>,
    pub(crate) unique: usize,
    pub(crate) on_delete: ReferentialAction,
    pub(crate) on_update: ReferentialAction,
    pub(crate) deferrable: bool,
    pub(crate) initially_deferred: bool,
}

impl Link {
    /// The error of a row that references nothing, or of a referenced one that must stay. `tables`:
    /// the referencing and the referenced.
    pub(crate) fn refuses(
        &self,
        tables: (&TableDef, &TableDef),
        values: Vec<Value>,
        action: Option<ReferentialAction>,
        trace: Option<Rc<Trace>>,
    ) -> EngineError {
        let (referencing, referenced) = tables;
        EngineError::ForeignKey(Box::new(ForeignKeyRefusal {
            constraint: self.name.to_string(),
            table: referencing.name.to_string(),
            columns: referencing.names(&self.columns),
            referenced_table: referenced.name.to_string(),
            referenced_columns: referenced.names(&self.referenced_columns),
            values,
            actions: [self.on_delete, self.on_update],
            action,
            trace,
        }))
    }
}

/// A foreign key that leads nowhere yet (SQLite allows it until a row needs it).
#[derive(Clone, Debug)]
pub(crate) struct Dangling {
    pub(crate) name: Rc<str>,
    pub(crate) referencing: TableId,
    pub(crate) columns: Vec<usize>,
    pub(crate) referenced_table: String,
    pub(crate) referenced_columns: Vec<String>,
}

/// A query with a name.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) name: String,
    /// Names of its columns, where the view gives them.
    pub(crate) columns: Vec<String>,
    pub(crate) query: ast::Query,
    /// The statement that made it.
    pub(crate) sql: String,
}

/// A table's place in the catalogue, which it keeps when it is dropped.
#[derive(Clone, Debug)]
struct Entry {
    def: Rc<TableDef>,
    dropped: bool,
}

/// All tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Catalogue {
    tables: Vec<Entry>,
    pub(crate) enums: BTreeMap<String, Rc<[String]>>,
    pub(crate) views: Vec<Rc<View>>,
    links: Vec<Rc<Link>>,
    dangling: Vec<Rc<Dangling>>,
    inbound: Vec<Vec<usize>>,
    outbound: Vec<Vec<usize>>,
}

impl TableDef {
    /// The column of that name, by the dialect's rule for names.
    pub(crate) fn column(&self, name: &str, dialect: Dialect) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| same_column(&column.name, name, dialect))
    }

    /// Columns of the primary key.
    pub(crate) fn primary_key(&self) -> Option<&Unique> {
        self.uniques
            .iter()
            .find(|unique| unique.kind == UniqueKind::Primary)
    }

    /// What a unique key is over, as an error names it.
    pub(crate) fn parts(&self, unique: &Unique) -> Vec<String> {
        let exprs = unique.exprs.iter().map(|expr| expr.sql.clone());
        self.names(&unique.columns)
            .into_iter()
            .chain(exprs)
            .collect()
    }

    /// Names of some columns.
    pub(crate) fn names(&self, columns: &[usize]) -> Vec<String> {
        columns
            .iter()
            .map(|column| self.columns[*column].name.clone())
            .collect()
    }

    /// An index over exactly these columns, in this order.
    pub(crate) fn finder(&self, columns: &[usize]) -> Option<Finder> {
        self.uniques
            .iter()
            .position(|unique| unique.is_plain() && unique.columns == columns)
            .map(Finder::Unique)
            .or_else(|| {
                self.lookups
                    .iter()
                    .position(|lookup| lookup.columns == columns)
                    .map(Finder::Lookup)
            })
    }
}

/// Column names: exact in PostgreSQL (where an unquoted name is folded before it comes here),
/// regardless of case elsewhere.
pub(crate) fn same_column(a: &str, b: &str, dialect: Dialect) -> bool {
    a == b || (dialect != Dialect::Postgres && a.eq_ignore_ascii_case(b))
}

/// Table names: exact in PostgreSQL and in MySQL on Linux, regardless of case in SQLite and SQL
/// Server.
pub(crate) fn same_table(a: &str, b: &str, dialect: Dialect) -> bool {
    a == b || (matches!(dialect, Dialect::Sqlite | Dialect::Mssql) && a.eq_ignore_ascii_case(b))
}

impl Catalogue {
    /// The table of that name.
    pub(crate) fn find(&self, name: &str, dialect: Dialect) -> Option<TableId> {
        self.tables
            .iter()
            .position(|table| !table.dropped && same_table(&table.def.name, name, dialect))
    }

    /// The view of that name.
    pub(crate) fn view(&self, name: &str, dialect: Dialect) -> Option<&Rc<View>> {
        self.views
            .iter()
            .find(|view| same_table(&view.name, name, dialect))
    }

    /// The table of that name, or the error that it is not there.
    pub(crate) fn need(&self, name: &str, dialect: Dialect) -> Result<TableId, EngineError> {
        self.find(name, dialect)
            .ok_or_else(|| EngineError::NoSuchTable { table: name.into() })
    }

    /// A table that is known to be there.
    pub(crate) fn table(&self, id: TableId) -> Option<&Rc<TableDef>> {
        self.tables
            .get(id)
            .filter(|table| !table.dropped)
            .map(|table| &table.def)
    }

    /// A table by an id of this catalogue, dropped or not.
    pub(crate) fn def(&self, id: TableId) -> &Rc<TableDef> {
        &self.tables[id].def
    }

    /// All tables in the order they were made.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (TableId, &Rc<TableDef>)> {
        self.tables
            .iter()
            .enumerate()
            .filter(|(_, table)| !table.dropped)
            .map(|(id, table)| (id, &table.def))
    }

    pub(crate) fn link(&self, link: usize) -> &Rc<Link> {
        &self.links[link]
    }

    /// Foreign keys that lead to a table, in the order of their declaration.
    pub(crate) fn inbound(&self, table: TableId) -> &[usize] {
        self.inbound.get(table).map_or(&[], Vec::as_slice)
    }

    /// Foreign keys of a table.
    pub(crate) fn outbound(&self, table: TableId) -> &[usize] {
        self.outbound.get(table).map_or(&[], Vec::as_slice)
    }

    /// All foreign keys that lead nowhere.
    pub(crate) fn all_dangling(&self) -> &[Rc<Dangling>] {
        &self.dangling
    }

    /// Foreign keys of a table that lead nowhere.
    pub(crate) fn dangling(&self, table: TableId) -> impl Iterator<Item = &Rc<Dangling>> {
        self.dangling
            .iter()
            .filter(move |dangling| dangling.referencing == table)
    }

    pub(crate) fn push(&mut self, table: TableDef) -> TableId {
        self.tables.push(Entry {
            def: Rc::new(table),
            dropped: false,
        });
        self.tables.len() - 1
    }

    pub(crate) fn replace(&mut self, id: TableId, table: TableDef) {
        self.tables[id].def = Rc::new(table);
    }

    pub(crate) fn remove(&mut self, id: TableId) {
        self.tables[id].dropped = true;
    }

    /// Finds both ends of every foreign key anew. Indexes that are missing at the referencing end
    /// are added to the definitions; the caller fills them.
    pub(crate) fn resolve(&mut self, dialect: Dialect) {
        self.links.clear();
        self.dangling.clear();
        self.inbound = vec![Vec::new(); self.tables.len()];
        self.outbound = vec![Vec::new(); self.tables.len()];
        for referencing in 0..self.tables.len() {
            let Some(table) = self.table(referencing).cloned() else {
                continue;
            };
            for key in &table.foreign_keys {
                let ends = self
                    .find(&key.referenced_table, dialect)
                    .and_then(|referenced| {
                        Some((referenced, self.ends(key, referenced, dialect)?))
                    });
                let Some((referenced, (unique, columns))) = ends else {
                    self.dangling.push(Rc::new(Dangling {
                        name: key.name.clone(),
                        referencing,
                        columns: key.columns.clone(),
                        referenced_table: key.referenced_table.clone(),
                        referenced_columns: key.referenced_columns.clone(),
                    }));
                    continue;
                };
                let finder = self.ensure_finder(referencing, &columns);
                let index = self.links.len();
                self.inbound[referenced].push(index);
                self.outbound[referencing].push(index);
                let referenced_columns = self.def(referenced).uniques[unique].columns.clone();
                self.links.push(Rc::new(Link {
                    name: key.name.clone(),
                    referencing,
                    columns,
                    finder,
                    referenced,
                    referenced_columns,
                    unique,
                    on_delete: key.on_delete,
                    on_update: key.on_update,
                    deferrable: key.deferrable,
                    initially_deferred: key.initially_deferred,
                }));
            }
        }
    }

    /// The unique key that a foreign key leads to, and the foreign key's columns in its order.
    pub(crate) fn ends(
        &self,
        key: &ForeignKey,
        referenced: TableId,
        dialect: Dialect,
    ) -> Option<(usize, Vec<usize>)> {
        let table = self.table(referenced)?;
        if key.referenced_columns.is_empty() {
            let unique = table
                .uniques
                .iter()
                .position(|unique| unique.kind == UniqueKind::Primary)?;
            let same = table.uniques[unique].columns.len() == key.columns.len();
            return same.then(|| (unique, key.columns.clone()));
        }
        let wanted: Vec<usize> = key
            .referenced_columns
            .iter()
            .map(|name| table.column(name, dialect))
            .collect::<Option<_>>()?;
        let unique = table.uniques.iter().position(|unique| {
            unique.is_plain()
                && unique.columns.len() == wanted.len()
                && wanted.iter().all(|column| unique.columns.contains(column))
        })?;
        let columns = table.uniques[unique]
            .columns
            .iter()
            .filter_map(|column| wanted.iter().position(|wanted| wanted == column))
            .filter_map(|at| key.columns.get(at).copied())
            .collect::<Vec<_>>();
        (columns.len() == wanted.len()).then_some((unique, columns))
    }

    fn ensure_finder(&mut self, id: TableId, columns: &[usize]) -> Finder {
        let table = &mut self.tables[id].def;
        if let Some(finder) = table.finder(columns) {
            return finder;
        }
        let table = Rc::make_mut(table);
        table.lookups.push(Lookup {
            name: None,
            columns: columns.to_vec(),
            partial: false,
        });
        Finder::Lookup(table.lookups.len() - 1)
    }
}
