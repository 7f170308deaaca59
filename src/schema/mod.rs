//! Turns models and associations into a relational schema, accessors and diagnostics.

mod association;
mod error;
pub mod inflection;
mod model;
pub mod naming;
mod table;
mod value;

pub use association::{Accessor, AccessorKind, Association, AssociationKind, Through};
pub use error::SchemaError;
pub use model::{
    Attribute, DefaultValue, IndexDefinition, Model, Origin, References, ScalarType, TableName,
    Timestamps, Unique,
};
pub use table::{
    Cause, Column, ForeignKey, Index, ReferentialAction, Table, TableKind, UniqueConstraint,
};
pub use value::Value;
