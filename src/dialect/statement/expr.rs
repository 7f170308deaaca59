//! Expressions: what stands in a WHERE, a column list, a SET or a VALUES.

use super::Select;
use crate::schema::Value;
use std::borrow::Cow;

/// An expression. Parentheses are part of it: Sequelize's are not always the least possible.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A column, each part quoted: `["User", "id"]` is `` `User`.`id` ``.
    Column(Vec<String>),
    /// A literal of the dialect.
    Value(Value),
    /// Text in plain quotes, never a national string: a JavaScript date whose column is not known,
    /// a number of a FLOAT column.
    Quoted(String),
    /// A bound value: `$1`, `$2`, … in the order of the text.
    Bind(Value),
    /// `sequelize.literal(…)`: the text as it stands.
    Raw(String),
    /// `DEFAULT`.
    Default,
    /// `name(a, b)`.
    Call(String, Vec<Expr>),
    /// `CAST(x AS TYPE)`.
    Cast(Box<Expr>, String),
    /// `left operator right`.
    Infix(Box<Expr>, Cow<'static, str>, Box<Expr>),
    /// `left+ right`, the way Sequelize writes increments; the flag says minus.
    Step(Box<Expr>, bool, Box<Expr>),
    /// Two expressions with nothing between them: what an order by `['title', 'foo']` becomes, and
    /// the database refuses.
    Beside(Box<Expr>, Box<Expr>),
    /// `(a, b)`.
    List(Vec<Expr>),
    /// `(VALUES (a), (b))`.
    Values(Vec<Expr>),
    /// `a AND b` of a BETWEEN.
    Range(Box<Expr>, Box<Expr>),
    /// `(x)`.
    Parens(Box<Expr>),
    /// `NOT x`.
    Not(Box<Expr>),
    /// `a AND b AND c`, `a OR b`.
    Chain(Binding, Vec<Expr>),
    /// A path into a JSON column; the flag asks for JSON rather than text (postgres).
    JsonPath(Box<Expr>, Vec<String>, bool),
    /// `( SELECT … )`.
    Select(Box<Select>),
}

/// What holds a chain of conditions together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// ` AND `
    And,
    /// ` OR `
    Or,
}

impl Binding {
    /// The keyword with its spaces.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::And => " AND ",
            Self::Or => " OR ",
        }
    }
}

impl Expr {
    /// An unqualified column.
    pub fn column(name: impl Into<String>) -> Self {
        Self::Column(vec![name.into()])
    }

    /// A column of a table or alias.
    pub fn of(table: impl Into<String>, name: impl Into<String>) -> Self {
        Self::Column(vec![table.into(), name.into()])
    }

    /// A column given as Sequelize's dotted path: `a.b.c` is `` `a->b`.`c` ``.
    pub fn path(path: &str) -> Self {
        match path.rsplit_once('.') {
            Some((head, tail)) => Self::of(head.replace('.', "->"), tail),
            None => Self::column(path),
        }
    }

    /// `left = right`.
    pub fn equal(left: Self, right: Self) -> Self {
        Self::infix(left, "=", right)
    }

    /// `left operator right`.
    pub fn infix(left: Self, operator: impl Into<Cow<'static, str>>, right: Self) -> Self {
        Self::Infix(Box::new(left), operator.into(), Box::new(right))
    }

    /// All conditions; `None` when there is none.
    pub fn all(items: Vec<Self>) -> Option<Self> {
        Self::chain(Binding::And, items)
    }

    /// All conditions, or any; `None` when there is none.
    pub fn chain(binding: Binding, mut items: Vec<Self>) -> Option<Self> {
        match items.len() {
            0 => None,
            1 => items.pop(),
            _ => Some(Self::Chain(binding, items)),
        }
    }

    /// `self AND other`, other left out when there is none.
    #[must_use]
    pub fn and(self, other: Option<Self>) -> Self {
        match other {
            None => self,
            Some(other) => Self::Chain(Binding::And, vec![self, other]),
        }
    }
}
