//! The options of a model and of an association, as given and as they inherit from each other.

use super::{
    Attribute, ReferentialAction, ScalarType, SchemaError, Value,
    json::{self, Models, flag, text, truthy},
    slips::{Slip, slips},
};
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

/// Options of `define`; `None` where nothing was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ModelOptions {
    pub timestamps: Option<bool>,
    pub created_at: Option<Switch>,
    pub updated_at: Option<Switch>,
    pub deleted_at: Option<Switch>,
    pub version: Option<Switch>,
    pub paranoid: Option<bool>,
    pub underscored: Option<bool>,
    pub freeze_table_name: Option<bool>,
    pub table_name: Option<String>,
    pub schema: Option<String>,
    pub schema_delimiter: Option<String>,
    pub singular: Option<String>,
    pub plural: Option<String>,
    pub indexes: Vec<Json>,
    /// `uniqueKeys`: columns by name. They replace those of the attributes.
    pub unique_keys: IndexMap<String, Vec<String>>,
    pub comment: Option<String>,
    /// `engine`, `charset`, `collate`, `initialAutoIncrement`, `rowFormat`.
    pub table_options: IndexMap<String, Value>,
    /// Those that were read past, of a definition.
    pub slips: Vec<Slip>,
}

/// An option that is either switched or given a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Switch {
    On(bool),
    Name(String),
    /// Something else, by its JavaScript type.
    Wrong(&'static str),
}

impl Switch {
    fn from_json(value: &Json) -> Self {
        match value {
            Json::Bool(on) => Self::On(*on),
            Json::String(name) => Self::Name(name.clone()),
            Json::Number(_) => Self::Wrong("number"),
            Json::Object(map) if map.get("@").is_some_and(|tag| tag == "function") => {
                Self::Wrong("function")
            }
            _ => Self::Wrong("object"),
        }
    }

    /// The name it stands for; `None` where it is switched off.
    pub fn name(option: Option<&Self>, default: &str) -> Option<String> {
        match option {
            Some(Self::On(false)) => None,
            Some(Self::Name(name)) => Some(name.clone()),
            _ => Some(default.into()),
        }
    }
}

impl ModelOptions {
    pub fn from_json(map: &Map<String, Json>) -> Self {
        let switch = |key: &str| map.get(key).map(Switch::from_json);
        let bool = |key: &str| map.get(key).map(truthy);
        let name = map.get("name").and_then(Json::as_object);
        let table_options = [
            "engine",
            "charset",
            "collate",
            "initialAutoIncrement",
            "rowFormat",
        ]
        .into_iter()
        .filter_map(|key| {
            let value = map.get(key).filter(|value| truthy(value))?;
            Some((key.into(), json::constant(value)))
        })
        .collect();
        Self {
            timestamps: bool("timestamps"),
            created_at: switch("createdAt"),
            updated_at: switch("updatedAt"),
            deleted_at: switch("deletedAt"),
            version: switch("version"),
            paranoid: bool("paranoid"),
            underscored: bool("underscored"),
            freeze_table_name: bool("freezeTableName"),
            table_name: text(map, "tableName"),
            schema: text(map, "schema"),
            schema_delimiter: text(map, "schemaDelimiter"),
            singular: name.and_then(|name| text(name, "singular")),
            plural: name.and_then(|name| text(name, "plural")),
            indexes: map
                .get("indexes")
                .and_then(Json::as_array)
                .cloned()
                .unwrap_or_default(),
            unique_keys: unique_keys(map.get("uniqueKeys")),
            comment: text(map, "comment"),
            table_options,
            slips: Vec::new(),
        }
    }

    /// These options, with `base` where nothing was said; lists are joined.
    pub fn over(mut self, base: &Self) -> Self {
        self.indexes.extend(base.indexes.iter().cloned());
        for (name, columns) in &base.unique_keys {
            self.unique_keys
                .entry(name.clone())
                .or_insert_with(|| columns.clone());
        }
        for (key, value) in &base.table_options {
            self.table_options
                .entry(key.clone())
                .or_insert_with(|| value.clone());
        }
        Self {
            timestamps: self.timestamps.or(base.timestamps),
            created_at: self.created_at.or_else(|| base.created_at.clone()),
            updated_at: self.updated_at.or_else(|| base.updated_at.clone()),
            deleted_at: self.deleted_at.or_else(|| base.deleted_at.clone()),
            version: self.version.or_else(|| base.version.clone()),
            paranoid: self.paranoid.or(base.paranoid),
            underscored: self.underscored.or(base.underscored),
            freeze_table_name: self.freeze_table_name.or(base.freeze_table_name),
            table_name: self.table_name.or_else(|| base.table_name.clone()),
            schema: self.schema.or_else(|| base.schema.clone()),
            schema_delimiter: self
                .schema_delimiter
                .or_else(|| base.schema_delimiter.clone()),
            singular: self.singular.or_else(|| base.singular.clone()),
            plural: self.plural.or_else(|| base.plural.clone()),
            comment: self.comment.or_else(|| base.comment.clone()),
            indexes: self.indexes,
            slips: self.slips,
            unique_keys: self.unique_keys,
            table_options: self.table_options,
        }
    }

    /// Refuses timestamp options that are neither a text nor a switch.
    pub fn check_timestamps(&self) -> Result<(), SchemaError> {
        let options = [
            ("createdAt", &self.created_at),
            ("updatedAt", &self.updated_at),
            ("deletedAt", &self.deleted_at),
        ];
        for (key, option) in options {
            match option {
                Some(Switch::Wrong(kind)) => {
                    return Err(SchemaError::error(format!(
                        "Value for \"{key}\" option must be a string or a boolean, got {kind}"
                    )));
                }
                Some(Switch::Name(name)) if name.is_empty() => {
                    return Err(SchemaError::error(format!(
                        "Value for \"{key}\" option cannot be an empty string"
                    )));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Options of an association; `None` where nothing was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct AssociationOptions {
    pub alias: Option<Alias>,
    pub foreign_key: Option<Key>,
    pub other_key: Option<Key>,
    pub source_key: Option<String>,
    pub target_key: Option<String>,
    pub through: Option<ThroughOption>,
    pub unique_key: Option<String>,
    pub constraints: Option<bool>,
    pub foreign_key_constraint: bool,
    pub on_delete: Option<ReferentialAction>,
    pub on_update: Option<ReferentialAction>,
    pub scope: IndexMap<String, Value>,
    pub key_type: Option<ScalarType>,
    /// Those that were read past, those of the key among them.
    pub slips: Vec<Slip>,
    /// What a generated through model takes over.
    pub model: Box<ModelOptions>,
}

/// The `as` option.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Alias {
    Name(String),
    Forms { singular: String, plural: String },
}

/// The `foreignKey` or `otherKey` option: a name, or an attribute with a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Key {
    pub name: Option<String>,
    pub attribute: Attribute,
}

/// The `through` option.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ThroughOption {
    pub model: ThroughModel,
    pub unique: bool,
    pub paranoid: bool,
    pub scope: IndexMap<String, Value>,
}

/// What `through` names. A text and a model are never the same, even where the model has that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ThroughModel {
    Text(String),
    Model(String),
}

impl ThroughModel {
    fn from_json(value: &Json) -> Option<Self> {
        match value {
            Json::String(name) if !name.is_empty() => Some(Self::Text(name.clone())),
            _ => json::model_name(value).map(|name| Self::Model(name.into())),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Text(name) | Self::Model(name) => name,
        }
    }
}

impl AssociationOptions {
    pub fn from_json(map: &Map<String, Json>, models: &Models) -> Self {
        let key = |key: &str| map.get(key).and_then(|value| Key::from_json(value, models));
        Self {
            alias: map.get("as").and_then(Alias::from_json),
            foreign_key: key("foreignKey"),
            other_key: key("otherKey"),
            source_key: text(map, "sourceKey"),
            target_key: text(map, "targetKey"),
            through: map.get("through").and_then(ThroughOption::from_json),
            unique_key: text(map, "uniqueKey"),
            constraints: map.get("constraints").and_then(Json::as_bool),
            foreign_key_constraint: flag(map, "foreignKeyConstraint"),
            on_delete: json::action(map, "onDelete"),
            on_update: json::action(map, "onUpdate"),
            scope: scope(map.get("scope")),
            slips: slips(map),
            key_type: map.get("keyType").and_then(json::data_type),
            model: Box::new(ModelOptions::from_json(map)),
        }
    }

    /// A through model that Sequelize made from a text keeps the options of the association that
    /// made it, and lays them over those of every association it is the source of.
    pub fn overlaid_by(self, inherited: &Self) -> Self {
        let inherited = inherited.clone();
        Self {
            alias: inherited.alias.or(self.alias),
            foreign_key: inherited.foreign_key.or(self.foreign_key),
            other_key: inherited.other_key.or(self.other_key),
            source_key: inherited.source_key.or(self.source_key),
            target_key: inherited.target_key.or(self.target_key),
            through: inherited.through.or(self.through),
            unique_key: inherited.unique_key.or(self.unique_key),
            constraints: inherited.constraints.or(self.constraints),
            on_delete: inherited.on_delete.or(self.on_delete),
            on_update: inherited.on_update.or(self.on_update),
            key_type: inherited.key_type.or(self.key_type),
            ..self
        }
    }
}

impl Alias {
    fn from_json(value: &Json) -> Option<Self> {
        match value {
            Json::String(name) if !name.is_empty() => Some(Self::Name(name.clone())),
            Json::Object(map) => Some(Self::Forms {
                singular: text(map, "singular").unwrap_or_default(),
                plural: text(map, "plural").unwrap_or_default(),
            }),
            _ => None,
        }
    }

    /// The alias where it is a text: only then is it looked up among those in use.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Forms { .. } => None,
        }
    }
}

impl Key {
    fn from_json(value: &Json, models: &Models) -> Option<Self> {
        match value {
            Json::String(name) if !name.is_empty() => Some(Self {
                name: Some(name.clone()),
                ..Self::default()
            }),
            Json::Object(map) => Some(Self {
                name: text(map, "name").or_else(|| text(map, "fieldName")),
                attribute: json::attribute_members(map, models),
            }),
            _ => None,
        }
    }
}

impl ThroughOption {
    fn from_json(value: &Json) -> Option<Self> {
        let whole = |model| Self {
            model,
            unique: true,
            paranoid: false,
            scope: IndexMap::new(),
        };
        if let Some(model) = ThroughModel::from_json(value) {
            return Some(whole(model));
        }
        let map = value.as_object()?;
        Some(Self {
            unique: map.get("unique") != Some(&Json::Bool(false)),
            paranoid: flag(map, "paranoid"),
            scope: scope(map.get("scope")),
            ..whole(ThroughModel::from_json(map.get("model")?)?)
        })
    }
}

fn unique_keys(value: Option<&Json>) -> IndexMap<String, Vec<String>> {
    let keys = value.and_then(Json::as_object).into_iter().flatten();
    keys.map(|(name, key)| {
        let fields = key.get("fields").and_then(Json::as_array);
        let fields = fields.into_iter().flatten().filter_map(Json::as_str);
        (name.clone(), fields.map(Into::into).collect())
    })
    .collect()
}

fn scope(value: Option<&Json>) -> IndexMap<String, Value> {
    let members = value.and_then(Json::as_object).into_iter().flatten();
    members
        .map(|(key, value)| (key.clone(), json::constant(value)))
        .collect()
}
