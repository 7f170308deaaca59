//! An association as Sequelize holds it: its names, its keys and the methods it adds.

use super::{Origin, ReferentialAction, Value};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The four kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AssociationKind {
    /// The key is on the source.
    #[default]
    #[serde(alias = "belongsTo")]
    BelongsTo,
    /// The key is on the target, one row.
    #[serde(alias = "hasOne")]
    HasOne,
    /// The key is on the target, many rows.
    #[serde(alias = "hasMany")]
    HasMany,
    /// Both keys are in a join table.
    #[serde(alias = "belongsToMany")]
    BelongsToMany,
}

impl AssociationKind {
    /// The method that declares it.
    pub fn method(self) -> &'static str {
        match self {
            Self::BelongsTo => "belongsTo",
            Self::HasOne => "hasOne",
            Self::HasMany => "hasMany",
            Self::BelongsToMany => "belongsToMany",
        }
    }

    /// It leads to many rows.
    pub fn is_multiple(self) -> bool {
        matches!(self, Self::HasMany | Self::BelongsToMany)
    }
}

/// One association, from the side that declared it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Association {
    /// The kind.
    pub kind: AssociationKind,
    /// The model that declared it.
    pub source: String,
    /// The model it leads to.
    pub target: String,
    /// Its name: the alias, or what Sequelize derives; the key in `source.associations`.
    pub name: String,
    /// The name's singular, for `add`, `remove`, `create`, `has`.
    pub singular: String,
    /// The name's plural, for `get`, `set`, `count`.
    pub plural: String,
    /// `as` was given.
    pub is_aliased: bool,
    /// The attribute that references: on source (belongsTo), target (hasOne, hasMany), or the
    /// through model and referencing the source (belongsToMany).
    pub foreign_key: String,
    /// The column of `foreign_key` (Sequelize's `identifierField`).
    pub foreign_key_field: String,
    /// belongsToMany: the through model's attribute that references the target.
    pub other_key: Option<String>,
    /// The column of `other_key`.
    pub other_key_field: Option<String>,
    /// The referenced attribute of the source (hasOne, hasMany, belongsToMany).
    pub source_key: Option<String>,
    /// The column of `source_key`.
    pub source_key_field: Option<String>,
    /// The referenced attribute of the target (belongsTo, belongsToMany).
    pub target_key: Option<String>,
    /// The column of `target_key`.
    pub target_key_field: Option<String>,
    /// belongsToMany: the model in between.
    pub through: Option<Through>,
    /// Conditions added to every read and values added to every write.
    pub scope: IndexMap<String, Value>,
    /// ON DELETE, as Sequelize leaves it in the options: belongsTo and hasOne write their default there.
    pub on_delete: Option<ReferentialAction>,
    /// ON UPDATE, likewise.
    pub on_update: Option<ReferentialAction>,
    /// `constraints: false` was not said.
    pub constraints: bool,
    /// The methods added to the source's instances, in Sequelize's order.
    pub accessors: Vec<Accessor>,
    /// Where it was declared.
    pub origin: Option<Origin>,
}

/// The model between the two sides of a belongsToMany.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Through {
    /// The through model's name.
    pub model: String,
    /// `through.scope`.
    pub scope: IndexMap<String, Value>,
    /// `through.unique` was not false.
    pub unique: bool,
}

/// What an accessor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AccessorKind {
    /// `getTweets`
    Get,
    /// `setTweets`
    Set,
    /// `addTweets`
    AddMultiple,
    /// `addTweet`
    Add,
    /// `createTweet`
    Create,
    /// `removeTweet`
    Remove,
    /// `removeTweets`
    RemoveMultiple,
    /// `hasTweet`
    HasSingle,
    /// `hasTweets`
    HasAll,
    /// `countTweets`
    Count,
}

/// A method that an association adds to the source's instances.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accessor {
    /// What it does.
    pub kind: AccessorKind,
    /// Its name on the instance.
    pub name: String,
}
