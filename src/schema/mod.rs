//! Turns models and associations into a relational schema, accessors and diagnostics.

mod associate;
mod association;
mod attributes;
mod belongs_to_many;
mod call;
mod causes;
mod define;
pub mod diagnostics;
mod error;
pub mod hash;
pub mod inflection;
mod json;
mod model;
pub mod naming;
mod options;
mod order;
mod registry;
mod shared;
mod slips;
mod table;
mod tables;
mod text;
mod value;

pub use association::{AccessorKind, Association, AssociationKind, Through};
pub use attributes::Attributes;
pub use call::{AssociateCall, DefineCall};
pub use error::SchemaError;
pub use model::{
    Attribute, DefaultValue, IndexDefinition, Model, Origin, References, ScalarType, TableName,
    Timestamps, Unique, UniqueKey,
};
pub use registry::Schema;
pub use slips::Slip;
pub use table::{
    Cause, Column, ForeignKey, Index, ReferentialAction, Table, TableKind, UniqueConstraint,
};
pub use text::Text;
pub use value::Value;

use causes::Causes;
use options::ModelOptions;
