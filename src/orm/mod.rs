//! Turns finder, writer and accessor calls into statements, and their rows into nested results.
//!
//! # The life of a call
//!
//! `User.findAll({where, include})` arrives as JSON ([`js`] says how JavaScript's values are told
//! apart). [`mod@include`] resolves the tree of includes against the associations, [`finder`] builds a
//! typed SELECT from it with conditions from [`filter`], the dialect's writer spells it, the engine
//! runs that text, and [`nest`] folds the flat rows back into the tree, each value decoded by its
//! attribute's type ([`decode`]). Writes go the same way through [`mod@write`]. Association accessors are
//! a few such calls in a row; the façade makes them, all but one ([`access`]).
//!
//! Everything here mirrors Sequelize 6's own steps, since the text of a statement depends on
//! accidents of their order; each module names the function it mirrors.

mod access;
mod catalogue;
mod constraints;
mod decode;
mod encode;
mod error;
mod failure;
mod filter;
mod finder;
mod include;
mod insert;
mod join;
mod js;
mod method;
mod nest;
mod order;
mod query;
mod query_interface;
mod session;
mod sync;
mod upsert;
mod write;

pub use error::OrmError;
pub use js::{Json, Object, flag, member, plain, push_list, push_text, tag, text, truthy};
pub use session::{Orm, Sent};
pub use sync::key_name;
