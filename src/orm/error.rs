//! What can go wrong in a call, and the Sequelize error it becomes.

use crate::{engine::EngineError, schema::Value};

/// Every way a call can fail.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OrmError {
    /// An error of Sequelize's own, raised before anything was sent.
    #[error("{message}")]
    Sequelize {
        /// The class: `Error`, `SequelizeEagerLoadingError`, …
        name: &'static str,
        /// The message.
        message: String,
    },
    /// `removeConstraint` of one that is not there.
    #[error("Constraint {constraint} on table {table} does not exist")]
    UnknownConstraint {
        /// Its name.
        constraint: String,
        /// The table.
        table: String,
    },
    /// The database refused a statement.
    #[error("{error}")]
    Database {
        /// Why.
        error: Box<EngineError>,
        /// The statement.
        sql: String,
        /// Its bound values.
        bind: Vec<Value>,
        /// The model it was made for.
        model: Option<String>,
    },
}

impl OrmError {
    /// A plain `Error`.
    pub fn error(message: impl Into<String>) -> Self {
        Self::Sequelize {
            name: "Error",
            message: message.into(),
        }
    }

    /// An `EagerLoadingError`.
    pub fn eager_loading(message: impl Into<String>) -> Self {
        Self::Sequelize {
            name: "SequelizeEagerLoadingError",
            message: message.into(),
        }
    }

    /// A `QueryError`.
    pub fn query(message: impl Into<String>) -> Self {
        Self::Sequelize {
            name: "SequelizeQueryError",
            message: message.into(),
        }
    }

    /// A `TypeError`.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::Sequelize {
            name: "TypeError",
            message: message.into(),
        }
    }
}
