//! A model as the façade is told of it: only what it keeps, and of the attributes only the news.
//!
//! A project's associations touch the same models again and again; telling each of them whole would
//! cost more than making them.

use crate::{
    dialect::{Dialect, types::type_text},
    orm::{Json, Object},
    schema::{Attribute, IndexDefinition, Model},
};
use indexmap::IndexMap;
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;

/// What the façade knows of each model, by its name.
#[derive(Debug, Default)]
pub(super) struct Told(HashMap<String, Known>);

#[derive(Debug, Default, PartialEq)]
struct Known {
    attributes: IndexMap<String, Attribute>,
    indexes: Vec<IndexDefinition>,
}

impl Told {
    /// All of a model, whatever was told before: it is new, or not what it was.
    pub(super) fn whole(&mut self, model: &Model, dialect: Dialect) -> Json {
        self.0.remove(&model.name);
        self.news(model, dialect).unwrap_or_default()
    }

    /// What changed of a model since it was told: `attributes` holds the new and changed ones,
    /// `order` the names of all. `None` where nothing did.
    pub(super) fn news(&mut self, model: &Model, dialect: Dialect) -> Option<Json> {
        let known = self.0.get(&model.name);
        let is_told = |(name, attribute): &(&String, &Attribute)| {
            known.is_some_and(|known| known.attributes.get(*name) == Some(*attribute))
        };
        let is_same = known.is_some_and(|known| {
            known.attributes.keys().eq(model.attributes.keys()) && known.indexes == model.indexes
        });
        let changed: Object = model
            .attributes
            .iter()
            .filter(|entry| !is_told(entry))
            .map(|(name, attribute)| (name.clone(), described(attribute, dialect)))
            .collect();
        if is_same && changed.is_empty() {
            return None;
        }
        let news = json!({
            "name": model.name,
            "singular": model.singular,
            "plural": model.plural,
            "table": model.table,
            "timestamps": model.timestamps,
            "paranoid": model.paranoid,
            "underscored": model.underscored,
            "indexes": model.indexes,
            "order": model.attributes.keys().collect::<Vec<_>>(),
            "attributes": changed,
        });
        let known = Known {
            attributes: model.attributes.clone(),
            indexes: model.indexes.clone(),
        };
        self.0.insert(model.name.clone(), known);
        Some(news)
    }
}

/// An attribute without what is not set.
fn described(attribute: &Attribute, dialect: Dialect) -> Json {
    let mut told = Object::new();
    let mut tell = |name: &str, value: Json| {
        if !matches!(value, Json::Null | Json::Bool(false)) {
            told.insert(name.to_owned(), value);
        }
    };
    tell("type", plain(&attribute.data_type));
    tell("sqlType", type_text(dialect, &attribute.data_type).into());
    tell("field", attribute.field.as_str().into());
    tell("primaryKey", attribute.primary_key.into());
    tell("autoIncrement", attribute.auto_increment.into());
    tell("unique", plain(&attribute.unique));
    tell("references", plain(&attribute.references));
    tell("onDelete", plain(&attribute.on_delete));
    tell("onUpdate", plain(&attribute.on_update));
    tell("isGenerated", attribute.is_generated.into());
    if let Some(allow_null) = attribute.allow_null {
        told.insert("allowNull".to_owned(), allow_null.into());
    }
    Json::Object(told)
}

fn plain<T: Serialize>(value: &T) -> Json {
    serde_json::to_value(value).unwrap_or_default()
}
