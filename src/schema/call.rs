//! The façade's calls that change the registry.

use super::{AssociationKind, Origin, json};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// `sequelize.define(name, attributes, options)`, or `Model.init`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DefineCall<'a> {
    /// The model's name.
    pub name: String,
    /// Attributes, each two lines of JSON: its name, and a type or an object with `type` and more.
    pub attributes: Vec<&'a str>,
    /// The model's options.
    pub options: Map<String, Json>,
    /// The call, as the page shows it.
    pub label: String,
    /// Where it stands.
    pub origin: Option<Origin>,
}

/// `Source.hasMany(Target, options)` and its siblings.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AssociateCall {
    /// Which of the four.
    pub kind: AssociationKind,
    /// The source: a model's name, or a model.
    pub source: Json,
    /// The target: a model's name, or a model; anything else is Sequelize's "something that's not
    /// a subclass of Sequelize.Model".
    pub target: Json,
    /// The options.
    pub options: Map<String, Json>,
    /// Where it stands.
    pub origin: Option<Origin>,
}

impl AssociateCall {
    /// The source's name.
    pub fn source_name(&self) -> &str {
        name(&self.source)
    }

    /// The target's name; empty where it is no model.
    pub fn target_name(&self) -> &str {
        name(&self.target)
    }

    /// The call as the learner would write it, its telling options included:
    /// `User.hasMany(Task, { as: 'jobs' })`.
    pub fn declaration(&self) -> String {
        let (source, target, method) = (self.source_name(), self.target_name(), self.kind.method());
        if self.options.is_empty() {
            return [source, ".", method, "(", target, ")"].concat();
        }
        let told: Vec<_> = ["as", "through", "foreignKey", "otherKey"]
            .into_iter()
            .filter_map(|key| Some(format!("{key}: {}", written(self.options.get(key)?)?)))
            .collect();
        let options = if told.is_empty() {
            String::new()
        } else {
            format!(", {{ {} }}", told.join(", "))
        };
        format!("{source}.{method}({target}{options})")
    }
}

fn name(value: &Json) -> &str {
    match value {
        Json::String(name) => name,
        other => json::model_name(other).unwrap_or_default(),
    }
}

/// A text in quotes, a model by its name, an object by its `name` or `model`.
fn written(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(format!("'{text}'")),
        Json::Object(map) => match json::model_name(value) {
            Some(name) => Some(name.into()),
            None => ["name", "model", "plural"]
                .into_iter()
                .find_map(|key| written(map.get(key)?)),
        },
        _ => None,
    }
}
