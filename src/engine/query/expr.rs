//! Expressions and plans with every name resolved.

use crate::{
    engine::{catalogue::TableId, store::Row, types::ColumnType},
    schema::Value,
};
use std::rc::Rc;

/// An expression over the rows of a query and of the queries around it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Literal(Value),
    /// The parameter with this index.
    Parameter(usize),
    /// A column of the row in a slot, `depth` queries further out.
    Column {
        depth: usize,
        slot: usize,
        column: usize,
    },
    /// The identity of the row in a slot.
    RowId {
        depth: usize,
        slot: usize,
    },
    /// The result of an aggregate.
    Aggregate {
        depth: usize,
        index: usize,
    },
    /// The result of a window function.
    Window {
        index: usize,
    },
    Not(Box<Expr>),
    Negate(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Compare {
        op: Comparison,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `IS [NOT] DISTINCT FROM`, `<=>`.
    Same {
        left: Box<Expr>,
        right: Box<Expr>,
        negated: bool,
    },
    IsNull {
        expr: Box<Expr>,
        negated: bool,
    },
    /// `IS [NOT] TRUE`, `IS [NOT] FALSE`.
    IsTruth {
        expr: Box<Expr>,
        truth: bool,
        negated: bool,
    },
    InList {
        expr: Box<Expr>,
        list: Vec<Expr>,
        negated: bool,
    },
    InQuery {
        exprs: Vec<Expr>,
        query: Rc<Plan>,
        negated: bool,
    },
    Exists {
        query: Rc<Plan>,
        negated: bool,
    },
    Scalar(Rc<Plan>),
    /// `= ANY`, `> ALL` over a list or a subquery.
    Quantified {
        op: Comparison,
        all: bool,
        left: Box<Expr>,
        right: Quantity,
    },
    Like {
        expr: Box<Expr>,
        pattern: Box<Expr>,
        escape: Option<char>,
        style: super::like::Style,
        /// What it does not look at in letters.
        letters: crate::engine::collation::Collation,
        negated: bool,
        memory: super::like::Memory,
    },
    Case {
        branches: Vec<(Expr, Expr)>,
        otherwise: Option<Box<Expr>>,
    },
    Arithmetic {
        op: Arithmetic,
        exact: bool,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Concat(Vec<Expr>),
    Convert {
        expr: Box<Expr>,
        to: Conversion,
    },
    Call {
        function: super::function::Function,
        arguments: Vec<Expr>,
    },
    /// A list value: `ARRAY[…]`, or a row.
    List(Vec<Expr>),
}

/// What a quantified comparison ranges over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Quantity {
    Query(Rc<Plan>),
    List(Box<Expr>),
}

/// `=`, `<`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// The comparison with its sides exchanged.
    pub(crate) fn flipped(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            same => same,
        }
    }
}

/// `+`, `-`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// MySQL's DIV.
    IntegerDivide,
    Remainder,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
}

/// How a value is made comparable, or cast.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Conversion {
    /// SQLite's numeric affinity: what looks like a number becomes one, the rest stays.
    NumericAffinity,
    /// SQLite's text affinity.
    TextAffinity,
    /// A number; text that is none is NULL.
    Number,
    /// As a column of this type would keep it; what it cannot keep matches nothing.
    Like(ColumnType),
    /// The same, but what it cannot keep is an error that names the type.
    Strict(ColumnType),
    /// CAST.
    Cast(ColumnType),
}

/// Where a row comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Table(TableId),
    Query(Rc<Plan>),
    /// A query that reads the sources before it: it runs for each of their rows.
    Lateral(Rc<Plan>),
    /// A common table expression by its number.
    Cte(usize),
    Rows(Rc<Vec<Row>>),
    /// One row without columns: SELECT without FROM.
    Nothing,
    /// `generate_series(from, to, step)`, `unnest(list)`, `json_each(text)`.
    Series(Box<Expr>),
}

/// How a table's rows are found.
#[derive(Clone, Debug)]
pub(crate) enum Access {
    Scan,
    /// Rows under one key of an index.
    Key {
        finder: crate::engine::catalogue::Finder,
        /// The key's values, and the column types they are looked up as.
        keys: Vec<(Expr, ColumnType)>,
    },
    /// Rows under several keys of an index.
    Keys {
        finder: crate::engine::catalogue::Finder,
        list: Vec<Expr>,
        ty: ColumnType,
    },
    /// Rows under the keys that an uncorrelated subquery gives.
    Query {
        finder: crate::engine::catalogue::Finder,
        query: Rc<Plan>,
        ty: ColumnType,
    },
    /// Rows between two keys of an index.
    Range {
        finder: crate::engine::catalogue::Finder,
        ty: ColumnType,
        low: Option<(Expr, bool)>,
        high: Option<(Expr, bool)>,
    },
}

/// A tree of scans and joins.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Scan {
        slot: usize,
        source: Source,
        access: Access,
        filter: Vec<Expr>,
    },
    Join {
        id: usize,
        kind: JoinKind,
        left: Box<Node>,
        right: Box<Node>,
        strategy: Strategy,
        /// What is left of ON.
        on: Vec<Expr>,
        /// Conditions of WHERE that need both sides.
        filter: Vec<Expr>,
        /// Slots of the left side, for FULL joins.
        left_slots: Vec<usize>,
        right_slots: Vec<usize>,
    },
}

/// Which rows without a partner a join keeps. RIGHT is LEFT with its sides exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Full,
}

/// How a join finds the right side's rows for one of the left.
#[derive(Clone, Debug)]
pub(crate) enum Strategy {
    /// Runs the right side again: an index answers with this row's key.
    Seek,
    /// Keeps the right side in a hash table by these keys.
    Hash { left: Vec<Expr>, right: Vec<Expr> },
    /// Keeps the right side in a list.
    Loop,
}

/// A query ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) id: usize,
    pub(crate) ctes: Vec<CtePlan>,
    pub(crate) body: Body,
    pub(crate) columns: Vec<Output>,
    /// The order of a set operation or VALUES, over its output; a SELECT has its own.
    pub(crate) order: Vec<Order>,
    pub(crate) limit: Option<Expr>,
    pub(crate) offset: Option<Expr>,
    /// Slots of the queries around it that it reads: (how many further out, slot).
    pub(crate) outer: Vec<(usize, usize)>,
}

/// Each query of a statement is itself and no other.
impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Plan {
    /// It gives other rows for another row of a query around it.
    pub(crate) fn correlated(&self) -> bool {
        !self.outer.is_empty()
    }
}

impl Plan {
    /// The output is a table's column, or a column of a query that is.
    pub(crate) fn is_column(&self, at: usize) -> bool {
        match &self.body {
            Body::Select(select) => {
                matches!(
                    select.projection.get(at),
                    Some(Expr::Column { .. } | Expr::Parameter(_))
                )
            }
            Body::Values(_) => false,
            Body::Set { left, .. } => left.is_column(at),
        }
    }
}

/// A column of a result.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) label: String,
    pub(crate) ty: Option<ColumnType>,
}

/// A common table expression.
#[derive(Clone, Debug)]
pub(crate) struct CtePlan {
    pub(crate) id: usize,
    pub(crate) plan: Rc<Plan>,
    /// The recursive part, and whether repeated rows are kept.
    pub(crate) recursive: Option<(Rc<Plan>, bool)>,
}

/// What a query computes.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Select(Box<SelectPlan>),
    Values(Vec<Vec<Expr>>),
    Set {
        op: SetOp,
        all: bool,
        left: Rc<Plan>,
        right: Rc<Plan>,
    },
}

/// UNION, INTERSECT, EXCEPT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetOp {
    Union,
    Intersect,
    Except,
}

/// One SELECT.
#[derive(Clone, Debug)]
pub(crate) struct SelectPlan {
    pub(crate) from: Node,
    pub(crate) group: Option<GroupPlan>,
    pub(crate) having: Option<Expr>,
    pub(crate) windows: Vec<WindowPlan>,
    pub(crate) projection: Vec<Expr>,
    pub(crate) distinct: Option<DistinctPlan>,
    pub(crate) order: Vec<Order>,
    /// An index that has the rows in this order, for queries that want the first of them.
    pub(crate) walk: Option<Walk>,
}

impl SelectPlan {
    /// The expression that a key of ORDER BY stands for.
    pub(crate) fn ordered_by<'a>(&'a self, order: &'a Order) -> Option<&'a Expr> {
        match &order.by {
            OrderBy::Output(at) => self.projection.get(*at),
            OrderBy::Expr(expr) => Some(expr),
        }
    }
}

/// An index read from one end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk {
    pub(crate) slot: usize,
    pub(crate) table: TableId,
    pub(crate) finder: crate::engine::catalogue::Finder,
    pub(crate) descending: bool,
}

/// DISTINCT, or PostgreSQL's DISTINCT ON.
#[derive(Clone, Debug)]
pub(crate) enum DistinctPlan {
    Rows,
    On(Vec<Expr>),
}

/// One key of ORDER BY.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) by: OrderBy,
    pub(crate) descending: bool,
    pub(crate) nulls_first: bool,
    /// Decimals are text: they are put in order as numbers.
    pub(crate) numeric: bool,
    /// The values of an ENUM, in whose order they are put.
    pub(crate) labels: Option<Rc<[String]>>,
}

/// What it orders by.
#[derive(Clone, Debug)]
pub(crate) enum OrderBy {
    Output(usize),
    Expr(Expr),
}

/// GROUP BY and the aggregates over each group.
#[derive(Clone, Debug, Default)]
pub(crate) struct GroupPlan {
    pub(crate) keys: Vec<Expr>,
    /// Which keys each of several groupings looks at (ROLLUP, CUBE, GROUPING SETS); empty: all keys,
    /// once.
    pub(crate) sets: Vec<Vec<usize>>,
    pub(crate) aggregates: Vec<super::aggregate::Aggregate>,
}

/// A window function.
#[derive(Clone, Debug)]
pub(crate) struct WindowPlan {
    pub(crate) function: WindowFunction,
    pub(crate) window: Window,
}

/// What stands behind OVER.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub(crate) partition: Vec<Expr>,
    pub(crate) order: Vec<Order>,
    pub(crate) frame: WindowFrame,
}

/// Which rows around a row a window function sees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WindowFrame {
    pub(crate) units: WindowUnits,
    pub(crate) start: WindowBound,
    pub(crate) end: WindowBound,
}

/// What a frame's distances count. But for rows, CURRENT ROW is all its peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WindowUnits {
    Rows,
    /// Peers at a time.
    Groups,
    /// How far the order's one number lies apart.
    Range,
}

/// Where a frame begins or ends, and how far from the row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum WindowBound {
    First,
    Before(f64),
    Current,
    After(f64),
    Last,
}

/// What it computes.
#[derive(Clone, Debug)]
pub(crate) enum WindowFunction {
    RowNumber,
    Rank,
    DenseRank,
    Lag {
        expr: Expr,
        by: i64,
        otherwise: Option<Expr>,
    },
    FirstValue(Expr),
    LastValue(Expr),
    NthValue(Expr, Expr),
    NTile(Expr),
    PercentRank,
    CumeDist,
    Aggregate(super::aggregate::Aggregate),
}
