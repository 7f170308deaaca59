//! SELECT: its parts, and how they are spelled.

use super::{Expr, Writer};
use crate::{
    dialect::{
        Dialect,
        quote::{quote_identifier, quote_table},
    },
    schema::{TableName, Value},
};

/// A SELECT.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Select {
    /// The column list.
    pub items: Vec<SelectItem>,
    /// FROM.
    pub source: Source,
    /// The alias of the source.
    pub alias: Option<String>,
    /// The joins, in order.
    pub joins: Vec<Join>,
    /// WHERE.
    pub filter: Option<Expr>,
    /// GROUP BY.
    pub group: Vec<Expr>,
    /// HAVING.
    pub having: Option<Expr>,
    /// ORDER BY.
    pub order: Vec<Order>,
    /// LIMIT.
    pub limit: Option<Value>,
    /// OFFSET.
    pub offset: Option<Value>,
    /// What mssql adds to ORDER BY so that LIMIT may stand; `None` where the order is enough.
    pub tie_break: Option<Expr>,
    /// FOR UPDATE and its kin.
    pub lock: Option<Lock>,
}

/// One entry of the column list.
#[derive(Clone, Debug, PartialEq)]
pub struct SelectItem {
    /// What is selected.
    pub expr: Expr,
    /// Its label.
    pub alias: Option<String>,
}

impl SelectItem {
    /// An item with a label.
    pub fn labelled(expr: Expr, alias: impl Into<String>) -> Self {
        Self {
            expr,
            alias: Some(alias.into()),
        }
    }

    /// An item labelled by itself.
    pub fn plain(expr: Expr) -> Self {
        Self { expr, alias: None }
    }
}

/// What stands after FROM.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A table.
    Table(TableName),
    /// A query: the page of rows that a LIMIT beside a to-many include is taken from.
    Query(Box<Select>),
    /// One limited query for each source row, put together (`separate` with `limit`).
    Union(Vec<Select>),
}

impl Default for Source {
    fn default() -> Self {
        Self::Table(TableName::default())
    }
}

/// A join.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// INNER, LEFT OUTER or RIGHT OUTER.
    pub kind: JoinKind,
    /// What is joined.
    pub body: Body,
    /// ON.
    pub on: Expr,
}

/// The kind of a join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinKind {
    /// Rows without a match go.
    Inner,
    /// Rows of the left side stay.
    Left,
    /// Rows of the right side stay; LEFT where the dialect has no RIGHT.
    Right,
}

/// What is joined.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A table under its alias.
    Table(TableName, String),
    /// `( through AS … INNER JOIN target AS … ON …)`: both ends of a belongsToMany.
    Through {
        /// The join table and its alias.
        through: (TableName, String),
        /// The target and its alias.
        target: (TableName, String),
        /// What ties them, with the conditions on the join table.
        on: Box<Expr>,
    },
    /// `( body joins )`: required joins inside an optional one.
    Nested(Box<Body>, Vec<Join>),
}

/// One entry of ORDER BY.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What is ordered by.
    pub expr: Expr,
    /// `DESC`, `ASC NULLS LAST`, …; empty for none.
    pub direction: String,
}

/// Row locks; dialects without them leave them out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    /// `UPDATE`, `SHARE`, `KEY SHARE`, `NO KEY UPDATE`.
    pub level: String,
    /// `OF` which alias (postgres).
    pub of: Option<String>,
    /// `SKIP LOCKED` (postgres).
    pub skip_locked: bool,
}

impl Writer {
    pub(super) fn select(&mut self, select: &Select) {
        self.push("SELECT ");
        self.separated(&select.items, ", ", Self::item);
        self.push(" FROM ");
        match &select.source {
            Source::Table(table) => self.table(table),
            Source::Query(query) => {
                self.push("(");
                self.select(query);
                self.push(")");
            }
            Source::Union(queries) => self.union(queries),
        }
        if let Some(alias) = &select.alias {
            self.alias(alias);
        }
        for join in &select.joins {
            self.join(join);
        }
        if let Some(filter) = &select.filter {
            self.push(" WHERE ");
            self.expr(filter);
        }
        if !select.group.is_empty() {
            self.push(" GROUP BY ");
            self.separated(&select.group, ", ", Self::expr);
        }
        if let Some(having) = &select.having {
            self.push(" HAVING ");
            self.expr(having);
        }
        if !select.order.is_empty() {
            self.push(" ORDER BY ");
            self.separated(&select.order, ", ", Self::order);
        }
        self.page(select);
        if let Some(lock) = &select.lock {
            self.lock(lock);
        }
    }

    fn item(&mut self, item: &SelectItem) {
        self.expr(&item.expr);
        if let Some(alias) = &item.alias {
            self.alias(alias);
        }
    }

    pub(super) fn table(&mut self, table: &TableName) {
        let quoted = quote_table(self.dialect, table);
        self.push(&quoted);
    }

    fn alias(&mut self, alias: &str) {
        self.push(" AS ");
        let quoted = quote_identifier(self.dialect, alias);
        self.push(&quoted);
    }

    fn union(&mut self, queries: &[Select]) {
        let union = if self.dialect.capabilities().union_all {
            " UNION ALL "
        } else {
            " UNION "
        };
        self.push("(");
        self.separated(queries, union, |writer, query| {
            writer.push("SELECT * FROM (");
            writer.select(query);
            writer.push(") AS sub");
        });
        self.push(")");
    }

    fn join(&mut self, join: &Join) {
        self.push(match join.kind {
            JoinKind::Inner => " INNER JOIN ",
            JoinKind::Right if self.dialect != Dialect::Sqlite => " RIGHT OUTER JOIN ",
            JoinKind::Left | JoinKind::Right => " LEFT OUTER JOIN ",
        });
        self.body(&join.body);
        self.push(" ON ");
        self.expr(&join.on);
    }

    fn body(&mut self, body: &Body) {
        match body {
            Body::Table(table, alias) => {
                self.table(table);
                self.alias(alias);
            }
            Body::Through {
                through,
                target,
                on,
            } => {
                self.push("( ");
                self.table(&through.0);
                self.alias(&through.1);
                self.push(" INNER JOIN ");
                self.table(&target.0);
                self.alias(&target.1);
                self.push(" ON ");
                self.expr(on);
                self.push(")");
            }
            Body::Nested(body, joins) => {
                self.push("( ");
                self.body(body);
                for join in joins {
                    self.join(join);
                }
                self.push(" )");
            }
        }
    }

    fn order(&mut self, order: &Order) {
        self.expr(&order.expr);
        if !order.direction.is_empty() {
            self.push(" ");
            self.push(&order.direction);
        }
    }

    /// LIMIT and OFFSET. Source: `addLimitAndOffset` of each query generator.
    fn page(&mut self, select: &Select) {
        match (self.dialect, &select.limit, &select.offset) {
            (Dialect::Mssql, limit, offset) => self.fetch(select, limit.as_ref(), offset.as_ref()),
            (_, None, None) => {}
            (Dialect::Postgres, limit, offset) => {
                for (keyword, value) in [(" LIMIT ", limit), (" OFFSET ", offset)] {
                    if let Some(value) = value {
                        self.push(keyword);
                        self.value(value);
                    }
                }
            }
            (_, Some(limit), None) => {
                self.push(" LIMIT ");
                self.value(limit);
            }
            (_, limit, Some(offset)) => {
                self.push(" LIMIT ");
                self.value(offset);
                self.push(", ");
                // Without a limit, a number beyond every table: these dialects have no bare OFFSET.
                self.value(
                    limit
                        .as_ref()
                        .unwrap_or(&Value::Integer(10_000_000_000_000)),
                );
            }
        }
    }

    /// mssql: `OFFSET … ROWS FETCH NEXT … ROWS ONLY`, which may only follow an ORDER BY.
    fn fetch(&mut self, select: &Select, limit: Option<&Value>, offset: Option<&Value>) {
        let given = |value: Option<&Value>| {
            value
                .filter(|value| **value != Value::Integer(0) && **value != Value::Null)
                .cloned()
        };
        let (limit, offset) = (given(limit), given(offset));
        if limit.is_none() && offset.is_none() {
            return;
        }
        if let Some(tie_break) = &select.tie_break {
            self.push(if select.order.is_empty() {
                " ORDER BY "
            } else {
                ", "
            });
            self.expr(tie_break);
        }
        self.push(" OFFSET ");
        self.value(&offset.unwrap_or(Value::Integer(0)));
        self.push(" ROWS");
        if let Some(limit) = limit {
            self.push(" FETCH NEXT ");
            self.value(&limit);
            self.push(" ROWS ONLY");
        }
    }

    fn lock(&mut self, lock: &Lock) {
        let capabilities = self.dialect.capabilities();
        let Some(for_share) = capabilities.for_share.filter(|_| capabilities.lock) else {
            return;
        };
        let postgres = self.dialect == Dialect::Postgres;
        self.push(" ");
        match lock.level.as_str() {
            "KEY SHARE" | "NO KEY UPDATE" if postgres => {
                self.push("FOR ");
                self.push(&lock.level);
            }
            "SHARE" => self.push(for_share),
            _ => self.push("FOR UPDATE"),
        }
        if let Some(of) = lock.of.as_ref().filter(|_| postgres) {
            self.push(" OF ");
            let quoted = quote_identifier(self.dialect, of);
            self.push(&quoted);
        }
        if postgres && lock.skip_locked {
            self.push(" SKIP LOCKED");
        }
    }
}
