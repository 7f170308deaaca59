//! The relational side: tables, columns, keys and indexes, each with the declarations that caused it.

use super::{Attribute, IndexDefinition, Origin, TableName, Value};
use crate::read::{Json, Read, Unexpected, from_json, read, words};
use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{cell::RefCell, collections::HashSet};

/// What happens to referencing rows when the referenced row goes or its key changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReferentialAction {
    /// Refuse at the statement's end if rows still reference it.
    #[default]
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Do the same to the referencing rows.
    Cascade,
    /// Empty the referencing columns.
    SetNull,
    /// Put the columns' defaults into the referencing columns.
    SetDefault,
    /// A word that no database knows, in capitals: Sequelize passes it on, and the database refuses it.
    Unknown(&'static str),
}

impl ReferentialAction {
    const KNOWN: [Self; 5] = [
        Self::NoAction,
        Self::Restrict,
        Self::Cascade,
        Self::SetNull,
        Self::SetDefault,
    ];

    /// Reads a word in any case.
    pub fn parse(text: &str) -> Self {
        let mut known = Self::KNOWN.into_iter();
        known
            .find(|action| action.keyword().eq_ignore_ascii_case(text))
            .unwrap_or_else(|| Self::Unknown(kept(&text.to_uppercase())))
    }

    /// The keyword, as SQL and Sequelize write it.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
            Self::Unknown(word) => word,
        }
    }
}

/// The same text, kept for good: actions are copied freely, and of unknown ones there are few.
fn kept(word: &str) -> &'static str {
    thread_local! {
        static WORDS: RefCell<HashSet<&'static str>> = RefCell::default();
    }
    WORDS.with_borrow_mut(|words| {
        if let Some(known) = words.get(word) {
            return *known;
        }
        let word: &'static str = Box::leak(word.into());
        words.insert(word);
        word
    })
}

impl Serialize for ReferentialAction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.keyword())
    }
}

impl<'de> Deserialize<'de> for ReferentialAction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| Self::parse(&word))
    }
}

impl Read for ReferentialAction {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        *self = Self::parse(&from_json::<String>(json)?);
        Ok(())
    }
}

/// What a table is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TableKind {
    /// A model's rows.
    #[default]
    Model,
    /// The pairs of a belongsToMany.
    Join,
}
words!(TableKind {
    Model: "model",
    Join: "join"
});

/// One table of the schema that the models describe.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Table {
    /// Its name.
    pub name: TableName,
    /// The model behind it.
    pub model: String,
    /// A model's own, or a join table.
    pub kind: TableKind,
    /// Columns in the order of the DDL.
    pub columns: Vec<Column>,
    /// Column names of the primary key.
    pub primary_key: Vec<String>,
    /// Unique constraints over one or several columns.
    pub uniques: Vec<UniqueConstraint>,
    /// Foreign keys in the order of their columns.
    pub foreign_keys: Vec<ForeignKey>,
    /// Indexes beyond those of the constraints.
    pub indexes: Vec<Index>,
    /// A comment on the table.
    pub comment: Option<String>,
    /// `engine`, `charset`, `collate`, `initialAutoIncrement`, `rowFormat` of MySQL and MariaDB.
    pub options: IndexMap<String, Value>,
    /// What made the table.
    pub causes: Vec<Cause>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The attribute behind it.
    pub attribute: Attribute,
    /// What made it, first the declaration that won, then those that were ignored.
    pub causes: Vec<Cause>,
}

/// A unique constraint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UniqueConstraint {
    /// Its name, where Sequelize gives one.
    pub name: Option<String>,
    /// Its columns.
    pub columns: Vec<String>,
    /// It stands beside the columns; otherwise its one column says `UNIQUE` itself.
    pub is_table_level: bool,
    /// What made it.
    pub causes: Vec<Cause>,
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table.
    pub referenced_table: TableName,
    /// The referenced columns.
    pub referenced_columns: Vec<String>,
    /// ON DELETE, where the DDL has one.
    pub on_delete: Option<ReferentialAction>,
    /// ON UPDATE, where the DDL has one.
    pub on_update: Option<ReferentialAction>,
    /// The `deferrable` option (postgres).
    pub deferrable: Option<String>,
    /// What made it.
    pub causes: Vec<Cause>,
}

/// An index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Index {
    /// What the `indexes` option says.
    pub definition: IndexDefinition,
    /// What made it.
    pub causes: Vec<Cause>,
}

/// A declaration that had a part in a table, column, key or index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Cause {
    /// The call, as the learner would write it: `User.hasMany(Tweet)`.
    pub declaration: String,
    /// What it brought, or would have brought: one short sentence.
    pub effect: String,
    /// The rule by which it was ignored; `None` where it took effect.
    pub ignored: Option<String>,
    /// Where it stands.
    pub origin: Option<Origin>,
}
read!(Cause {
    declaration,
    effect,
    ignored,
    origin
});
