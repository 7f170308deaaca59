//! A model as Sequelize holds it after `define` or `init`: attributes with their columns, names, keys.

use super::{
    Association, Attributes, Causes, ModelOptions, ReferentialAction, Value, hash, slips::Slip,
};
use crate::read::read;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A model, its names resolved and its implicit attributes (id, timestamps, keys) in place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The name given to `define`.
    pub name: String,
    /// The singular form used in accessors and includes.
    pub singular: String,
    /// The plural form used in accessors and, unless frozen, as the table's name.
    pub plural: String,
    /// The table behind the model.
    pub table: TableName,
    /// Attributes in Sequelize's order: declared ones, timestamps, then keys added by associations.
    pub attributes: Attributes,
    /// Names of the attributes that form the primary key; empty after `removeAttribute('id')`.
    pub primary_key: Vec<String>,
    /// Which attributes carry the timestamps.
    pub timestamps: Timestamps,
    /// `destroy` sets `deletedAt` instead of deleting.
    pub paranoid: bool,
    /// Columns are `snake_case`, attributes stay camelCase.
    pub underscored: bool,
    /// The indexes of the `indexes` option.
    pub indexes: Vec<IndexDefinition>,
    /// A comment on the table.
    pub comment: Option<String>,
    /// `engine`, `charset`, `collate`, `initialAutoIncrement` of MySQL and MariaDB, as given.
    pub table_options: IndexMap<String, Value>,
    /// Associations of which this model is the source, by their name (`as`).
    pub associations: hash::IndexMap<String, Association>,
    /// Unique keys by name, from the attributes' `unique`.
    pub unique_keys: IndexMap<String, UniqueKey>,
    /// The attribute that counts versions for optimistic locking.
    pub version: Option<String>,
    /// The model was made by `belongsToMany` from a `through` string.
    pub is_generated_through: bool,
    /// Where it was defined.
    pub origin: Option<Origin>,
    /// The options as resolved; associations inherit them.
    pub(super) options: ModelOptions,
    /// Which declarations made what.
    pub(super) causes: Causes,
}

/// A unique key of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UniqueKey {
    /// Its columns, in the order of the attributes.
    pub fields: Vec<String>,
    /// The message of the validation error.
    pub msg: Option<String>,
    /// It has a name of its own, so it stands beside the columns and not in one.
    pub custom_index: bool,
}

/// A place in the learner's text. Lines and columns count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `models.js` or `script.js`.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}
read!(Origin { file, line, column });

/// A table's name, in a schema where one is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct TableName {
    /// The schema (`schema` option), if any.
    pub schema: Option<String>,
    /// The table's name.
    pub name: String,
    /// What stands between the two where a dialect has no schemas (`schemaDelimiter`); a dot if
    /// nothing was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
}

impl TableName {
    /// The name as one text, `schema.table` where there is a schema.
    pub fn path(&self) -> Cow<'_, str> {
        match &self.schema {
            Some(schema) => {
                let delimiter = self.delimiter.as_deref().unwrap_or(".");
                format!("{schema}{delimiter}{}", self.name).into()
            }
            None => self.name.as_str().into(),
        }
    }
}

impl From<&str> for TableName {
    fn from(name: &str) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

/// The attributes that carry timestamps; `None` where the option switches one off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Timestamps {
    /// `createdAt`, or what it was renamed to.
    pub created_at: Option<String>,
    /// `updatedAt`, or what it was renamed to.
    pub updated_at: Option<String>,
    /// `deletedAt` of a paranoid model, or what it was renamed to.
    pub deleted_at: Option<String>,
}

/// One attribute of a model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are Sequelize's own options"
)]
pub struct Attribute {
    /// The name in JavaScript.
    pub name: String,
    /// The column's name.
    pub field: String,
    /// Its type.
    #[serde(rename = "type")]
    pub data_type: ScalarType,
    /// `allowNull` as given; `None` means nullable, but not said.
    pub allow_null: Option<bool>,
    /// `allowNull: null` was said: SQLite and PostgreSQL take that for NOT NULL, the others do not.
    #[serde(skip)]
    pub allow_null_is_null: bool,
    /// `defaultValue`.
    pub default_value: Option<DefaultValue>,
    /// Part of the primary key.
    pub primary_key: bool,
    /// Numbered by the database.
    pub auto_increment: bool,
    /// `unique`.
    pub unique: Option<Unique>,
    /// The column this one references.
    pub references: Option<References>,
    /// ON DELETE of `references`, as resolved.
    pub on_delete: Option<ReferentialAction>,
    /// ON UPDATE of `references`, as resolved.
    pub on_update: Option<ReferentialAction>,
    /// A comment on the column.
    pub comment: Option<String>,
    /// `autoIncrementIdentity`: an identity column in place of SERIAL (postgres).
    pub auto_increment_identity: bool,
    /// `first` (empty) or `after` of an added column (MySQL, MariaDB).
    pub position: Option<String>,
    /// `index: true` on a JSONB attribute: a gin index.
    pub index: bool,
    /// Sequelize's `_autoGenerated`: a belongsToMany may take the primary key away from it.
    #[serde(skip)]
    pub is_replaceable: bool,
    /// Options of its declaration that were read past.
    #[serde(skip)]
    pub slips: Vec<Slip>,
}

impl Attribute {
    /// The column says UNIQUE itself.
    pub fn is_unique(&self) -> bool {
        self.unique == Some(Unique::Column)
    }

    /// What SQLite and PostgreSQL make of `allowNull`.
    pub fn is_required(&self) -> bool {
        self.allow_null == Some(false) || self.allow_null_is_null
    }

    /// A type was given.
    pub(super) fn has_type(&self) -> bool {
        !self.data_type.key.is_empty() || self.data_type.raw.is_some()
    }

    /// What `other` says replaces what is here: a described column changed to an attribute.
    pub fn assume(&mut self, other: &Self) {
        let described = std::mem::replace(self, other.clone());
        let (allow_null, default_value) = (described.allow_null, described.default_value);
        if !self.allow_null_is_null {
            self.allow_null = self.allow_null.or(allow_null);
        }
        fill(&mut self.default_value, default_value.as_ref());
        fill(&mut self.references, described.references.as_ref());
        self.primary_key |= described.primary_key;
        fill(&mut self.unique, described.unique.as_ref());
    }

    /// Takes from `other` what was not said here: the way Sequelize merges what an association
    /// wants into an attribute that is already there, and so the reason why the first to speak wins.
    pub(super) fn fill_from(&mut self, other: &Self) {
        if !self.has_type() {
            self.data_type.clone_from(&other.data_type);
        }
        if self.field.is_empty() {
            self.field.clone_from(&other.field);
        }
        if !self.allow_null_is_null {
            self.allow_null = self.allow_null.or(other.allow_null);
        }
        fill(&mut self.default_value, other.default_value.as_ref());
        self.primary_key |= other.primary_key;
        self.auto_increment |= other.auto_increment;
        self.auto_increment_identity |= other.auto_increment_identity;
        fill(&mut self.unique, other.unique.as_ref());
        match (&mut self.references, &other.references) {
            (Some(own), Some(theirs)) => {
                if own.key.is_empty() {
                    own.key.clone_from(&theirs.key);
                }
                // In Sequelize a table in a schema is an object, and its merge puts a plain text in
                // an object's place.
                if own.table.schema.is_some() && theirs.table.schema.is_none() {
                    own.table.clone_from(&theirs.table);
                }
            }
            (own @ None, theirs) => own.clone_from(theirs),
            _ => {}
        }
        self.on_delete = self.on_delete.or(other.on_delete);
        self.on_update = self.on_update.or(other.on_update);
        fill(&mut self.comment, other.comment.as_ref());
    }
}

fn fill<T: Clone>(own: &mut Option<T>, other: Option<&T>) {
    if own.is_none() {
        *own = other.cloned();
    }
}

/// A data type as Sequelize names it, with what it was called with.
///
/// `key` is Sequelize's own (`STRING`, `INTEGER`, `DECIMAL`, `DOUBLE PRECISION`, `DATEONLY`, …).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScalarType {
    /// The type's key.
    pub key: String,
    /// `length` of STRING, CHAR, INTEGER, BLOB, TEXT, DATE, …, as given (a number or a word such as `tiny`).
    pub length: Option<Value>,
    /// `precision` of DECIMAL and DOUBLE.
    pub precision: Option<i64>,
    /// `decimals` (or `scale`) of DECIMAL, FLOAT, DOUBLE.
    pub scale: Option<i64>,
    /// `STRING.BINARY`, `CHAR.BINARY`.
    pub binary: bool,
    /// `INTEGER.UNSIGNED`.
    pub unsigned: bool,
    /// `INTEGER.ZEROFILL`.
    pub zerofill: bool,
    /// The values of an ENUM.
    pub values: Vec<String>,
    /// The element type of ARRAY and RANGE, the return type of VIRTUAL.
    pub of: Option<Box<ScalarType>>,
    /// The attributes a VIRTUAL is computed from.
    pub fields: Vec<String>,
    /// The shape of a GEOMETRY or GEOGRAPHY: `POINT`, `POLYGON`, ….
    pub geometry: Option<String>,
    /// The reference system of a GEOMETRY or GEOGRAPHY.
    pub srid: Option<i64>,
    /// The text of a type given as a plain string, used as it stands.
    pub raw: Option<String>,
}
read!(ScalarType {
    key,
    length,
    precision,
    scale,
    binary,
    unsigned,
    zerofill,
    values,
    of,
    fields,
    geometry,
    srid,
    raw
});

/// What a column holds when an insert does not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DefaultValue {
    /// A constant; it stands in the DDL too.
    Value(Value),
    /// A JavaScript date, as ISO text.
    Date(String),
    /// A plain object or array, for JSON columns.
    Json(serde_json::Value),
    /// `DataTypes.NOW`: filled in by Sequelize, absent from the DDL.
    Now,
    /// `DataTypes.UUIDV1`: filled in by Sequelize.
    UuidV1,
    /// `DataTypes.UUIDV4`: filled in by Sequelize.
    UuidV4,
    /// A JavaScript function: called by the façade, absent from the DDL.
    Function,
    /// `sequelize.literal(…)`.
    Literal(String),
    /// `sequelize.fn(…)`, rendered as SQL.
    Call(String, Vec<DefaultValue>),
    /// `sequelize.col(…)`.
    Column(String),
    /// `sequelize.cast(value, type)`.
    Cast(Box<DefaultValue>, String),
}

/// The `unique` option of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unique {
    /// `unique: true`: the column alone.
    Column,
    /// `unique: {msg}`: the column alone, as a constraint of its own.
    Message {
        /// The message of the validation error.
        msg: Option<String>,
    },
    /// `unique: 'name'` or `{name, msg}`: the constraint it shares with others of that name.
    Named {
        /// The constraint's name.
        name: String,
        /// The message of the validation error.
        msg: Option<String>,
    },
}

/// The `references` option of an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct References {
    /// The referenced table.
    pub table: TableName,
    /// The referenced column.
    pub key: String,
    /// `INITIALLY DEFERRED`, `INITIALLY IMMEDIATE`, `NOT` (postgres).
    pub deferrable: Option<String>,
}

/// One entry of a model's `indexes` option.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct IndexDefinition {
    /// The name, given or derived (`tasks_user_id`).
    pub name: String,
    /// The columns (or the options of each) in order.
    pub fields: Vec<serde_json::Value>,
    /// A unique index.
    pub unique: bool,
    /// Everything else that was given: `type`, `method`, `using`, `where`, `concurrently`, `operator`, …
    pub options: IndexMap<String, serde_json::Value>,
}
