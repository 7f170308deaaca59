//! An association as Sequelize holds it: its names, its keys and the methods it adds.

use super::{Origin, ReferentialAction, Value, naming::upper_first};
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

    /// The methods it adds, in Sequelize's order.
    pub fn accessors(self) -> &'static [AccessorKind] {
        use AccessorKind::{
            Add, AddMultiple, Count, Create, Get, HasAll, HasSingle, Remove, RemoveMultiple, Set,
        };
        if self.is_multiple() {
            &[
                Get,
                Set,
                AddMultiple,
                Add,
                Create,
                Remove,
                RemoveMultiple,
                HasSingle,
                HasAll,
                Count,
            ]
        } else {
            &[Get, Set, Create]
        }
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
    /// Where it was declared.
    pub origin: Option<Origin>,
}

impl Association {
    /// The names of the methods added to the source's instances, in Sequelize's order.
    pub fn accessors(&self) -> impl Iterator<Item = String> + '_ {
        self.kind.accessors().iter().map(|accessor| {
            let is_plural = accessor.is_plural(self.kind);
            let noun = if is_plural {
                &self.plural
            } else {
                &self.singular
            };
            format!("{}{}", accessor.verb(), upper_first(noun))
        })
    }
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

impl AccessorKind {
    /// What its name begins with.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Set => "set",
            Self::AddMultiple | Self::Add => "add",
            Self::Create => "create",
            Self::Remove | Self::RemoveMultiple => "remove",
            Self::HasSingle | Self::HasAll => "has",
            Self::Count => "count",
        }
    }

    /// Its name goes on with the association's plural, not its singular.
    pub fn is_plural(self, of: AssociationKind) -> bool {
        match self {
            Self::Get | Self::Set => of.is_multiple(),
            Self::AddMultiple | Self::RemoveMultiple | Self::HasAll | Self::Count => true,
            Self::Add | Self::Create | Self::Remove | Self::HasSingle => false,
        }
    }
}
