//! What Sequelize throws while models are declared, with its own class and wording.

use thiserror::Error;

/// An error of `define` or of an association call.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct SchemaError {
    /// The JavaScript class's `name`: `Error`, `TypeError`, `SequelizeAssociationError`.
    pub class: &'static str,
    /// Sequelize's own sentence.
    pub message: String,
}

impl SchemaError {
    /// A plain `Error`.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            class: "Error",
            message: message.into(),
        }
    }

    /// An `AssociationError`.
    pub fn association(message: impl Into<String>) -> Self {
        Self {
            class: "SequelizeAssociationError",
            message: message.into(),
        }
    }

    /// The `TypeError` JavaScript raises where Sequelize reads a member of nothing.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self {
            class: "TypeError",
            message: message.into(),
        }
    }

    /// `Cannot read properties of undefined (reading 'member')`.
    pub fn reads_undefined(member: &str) -> Self {
        Self::type_error(format!(
            "Cannot read properties of undefined (reading '{member}')"
        ))
    }
}
