//! Turns typed statements (SELECT, INSERT, UPDATE, DELETE) into the text Sequelize logs, and its
//! bound values.
//!
//! `orm` decides what to ask; nothing there knows how a dialect spells it. Here a statement is
//! spelled, and nothing here knows of models:
//!
//! ```
//! use relata::dialect::{Dialect, statement::{Delete, Expr, Statement}};
//! use relata::schema::{TableName, Value};
//!
//! let statement = Statement::Delete(Delete {
//!     table: TableName::from("Users"),
//!     filter: Some(Expr::equal(Expr::column("id"), Expr::Value(Value::Integer(3)))),
//!     ..Delete::default()
//! });
//! assert_eq!(
//!     statement.write(Dialect::Mssql).sql,
//!     "DELETE FROM [Users] WHERE [id] = 3; SELECT @@ROWCOUNT AS AFFECTEDROWS;"
//! );
//! ```

mod constraint;
mod expr;
mod json_path;
mod merge;
mod modify;
mod select;
mod writer;

pub use constraint::{Constraint, ConstraintKind};
pub use expr::{Binding, Expr};
pub use merge::Merge;
pub use modify::{Delete, Insert, OnDuplicate, Truncate, Update};
pub use select::{Body, Join, JoinKind, Lock, Order, Select, SelectItem, Source};
pub use writer::Rendered;

use super::Dialect;
use writer::Writer;

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// SELECT.
    Select(Box<Select>),
    /// INSERT.
    Insert(Insert),
    /// UPDATE.
    Update(Update),
    /// DELETE.
    Delete(Delete),
    /// TRUNCATE, or what the dialect has in its place.
    Truncate(Truncate),
    /// MERGE (mssql).
    Merge(Merge),
    /// ALTER TABLE … ADD CONSTRAINT.
    AddConstraint(Constraint),
}

impl Statement {
    /// The text in `dialect`, and the values of its `$1`, `$2`, …
    pub fn write(&self, dialect: Dialect) -> Rendered {
        let mut writer = Writer::new(dialect);
        match self {
            Self::Select(select) => {
                writer.select(select);
                writer.push(";");
            }
            Self::Insert(insert) => writer.insert(insert),
            Self::Update(update) => writer.update(update),
            Self::Delete(delete) => writer.delete(delete),
            Self::Truncate(truncate) => writer.truncate(truncate),
            Self::Merge(merge) => writer.merge(merge),
            Self::AddConstraint(constraint) => writer.add_constraint(constraint),
        }
        writer.finish()
    }
}

#[cfg(test)]
mod tests;
