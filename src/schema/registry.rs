//! Holds the models of one project and lets declarations change them.

use super::{
    Attribute, Attributes, DefineCall, Model, ScalarType, SchemaError, Table, TableName,
    association::AssociationKind,
    belongs_to_many::Link,
    causes::{Declaration, Ignored},
    json::{self, Models},
    options::{AssociationOptions, ModelOptions},
    order,
    shared::Shared,
    slips::slips,
    tables,
};
use serde_json::{Map, Value as Json};
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// All models of a project, in the order of their definition.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    pub(super) defaults: ModelOptions,
    pub(super) models: Models,
    pub(super) shared: Shared,
    /// What a belongsToMany remembers beyond its public side, by source and name.
    pub(super) links: HashMap<(String, String), Link>,
    /// Options that generated through models hand down.
    pub(super) handed_down: HashMap<String, AssociationOptions>,
    /// Models that some belongsToMany leads through.
    pub(super) through_models: HashSet<String>,
    pub(super) declared: Vec<Declared>,
    /// The options of a call that has none: most have none.
    pub(super) no_options: Rc<AssociationOptions>,
    pub(super) ignored: Vec<Ignored>,
    /// Models whose options are those of an older version, and which.
    pub(super) outdated: Vec<(String, String)>,
}

/// An association as it was declared, for diagnostics: later declarations may replace it in the
/// source's `associations`, this list keeps them all.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Declared {
    pub kind: AssociationKind,
    pub source: String,
    pub target: String,
    pub name: String,
    pub foreign_key: String,
    pub options: Rc<AssociationOptions>,
    pub declaration: Rc<Declaration>,
}

impl Schema {
    /// Sets the global model options (`define` of the Sequelize constructor).
    pub fn configure(&mut self, defaults: &Map<String, Json>) {
        self.defaults = ModelOptions::from_json(defaults);
    }

    /// Defines a model; one of the same name is replaced and moves to the end.
    pub fn define(&mut self, call: &DefineCall<'_>) -> Result<&Model, SchemaError> {
        if let Some(strategy) = call.options.get("whereMergeStrategy")
            && !matches!(strategy.as_str(), Some("and" | "overwrite"))
        {
            let given = strategy
                .as_str()
                .map_or_else(|| strategy.to_string(), Into::into);
            return Err(SchemaError::error(format!(
                "Invalid value {given} for whereMergeStrategy. Allowed values are 'and' and 'overwrite'."
            )));
        }
        let options = ModelOptions {
            slips: slips(&call.options),
            ..ModelOptions::from_json(&call.options)
        };
        let is_underscored = options.underscored.or(self.defaults.underscored) == Some(true);
        let mut attributes = Attributes::default();
        for text in &call.attributes {
            let read = || read_declared(&call.name, text, &self.models);
            attributes.insert(self.shared.declared(text, is_underscored, read)?);
        }
        let declaration = Rc::new(Declaration {
            text: if call.label.is_empty() {
                format!("sequelize.define('{}')", call.name)
            } else {
                call.label.clone()
            },
            origin: call.origin.clone(),
        });
        for option in ["classMethods", "instanceMethods"] {
            if call.options.contains_key(option) {
                self.outdated.push((call.name.clone(), option.into()));
            }
        }
        self.define_model(&call.name, attributes, options, &declaration)
    }

    /// An attribute of no model, as `queryInterface` is told of it.
    pub fn read_attribute(&self, name: &str, given: &Json) -> Result<Attribute, SchemaError> {
        let attribute = json::attribute(name, given, &self.models)?;
        Ok(Attribute {
            field: match attribute.field {
                field if field.is_empty() => name.into(),
                field => field,
            },
            ..attribute
        })
    }

    /// Takes an attribute away, as `Model.removeAttribute` does.
    pub fn remove_attribute(
        &mut self,
        model: &str,
        attribute: &str,
    ) -> Result<&Model, SchemaError> {
        let found = self.known_mut(model)?;
        found.attributes.remove(attribute);
        found.refresh();
        Ok(found)
    }

    /// Forgets all models but those named, and every association of the forgotten ones.
    pub fn retain(&mut self, names: &[&str]) {
        let known = |name: &str| names.contains(&name);
        self.models.retain(|name, _| known(name));
        for model in self.models.values_mut() {
            Rc::make_mut(model)
                .associations
                .retain(|_, association| known(&association.target));
        }
        self.links.retain(|(source, _), _| known(source));
        self.handed_down.retain(|name, _| known(name));
        self.through_models.retain(|name| known(name));
        self.declared
            .retain(|declared| known(&declared.source) && known(&declared.target));
        self.outdated.retain(|(name, _)| known(name));
        if self.models.is_empty() {
            self.ignored.clear();
        }
    }

    /// A model by its name.
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.get(name).map(Rc::as_ref)
    }

    /// The same, to be kept while the schema is in other hands.
    pub fn shared_model(&self, name: &str) -> Option<Rc<Model>> {
        self.models.get(name).cloned()
    }

    /// A model by the name of its table.
    pub fn model_of_table(&self, table: &TableName) -> Option<&Model> {
        self.models().find(|model| model.table == *table)
    }

    /// All models, in the order of their definition.
    pub fn models(&self) -> impl ExactSizeIterator<Item = &Model> {
        self.models.values().map(Rc::as_ref)
    }

    /// The order in which `sync` creates the tables: referenced ones first. `None` where tables
    /// reference each other in a circle.
    pub fn sync_order(&self) -> Result<Option<Vec<&Model>>, SchemaError> {
        order::sync_order(self)
    }

    /// The tables the models describe, referenced ones first; in the order of definition where they
    /// reference each other in a circle.
    pub fn tables(&self) -> Vec<Table> {
        let order = match order::sync_order(self) {
            Ok(Some(order)) => order,
            _ => self.models().collect(),
        };
        order
            .into_iter()
            .map(|model| tables::table(self, model))
            .collect()
    }

    /// The table of one model.
    pub fn table(&self, model: &Model) -> Table {
        tables::table(self, model)
    }

    pub(super) fn known(&self, name: &str) -> Result<&Model, SchemaError> {
        self.model(name).ok_or_else(|| not_defined(name))
    }

    pub(super) fn known_mut(&mut self, name: &str) -> Result<&mut Model, SchemaError> {
        let found = self.models.get_mut(name);
        found.map(Rc::make_mut).ok_or_else(|| not_defined(name))
    }

    /// The type and column of a key attribute; what JavaScript says where there is none.
    pub(super) fn key(
        &self,
        model: &str,
        attribute: &str,
    ) -> Result<(ScalarType, String), SchemaError> {
        match self.known(model)?.attributes.get(attribute) {
            Some(found) => Ok((found.data_type.clone(), found.field.clone())),
            None => Err(SchemaError::reads_undefined("field")),
        }
    }
}

/// Reads the two lines of a declared attribute.
fn read_declared(model: &str, text: &str, models: &Models) -> Result<Attribute, SchemaError> {
    let (name, value) = text.split_once('\n').unwrap_or_default();
    let json = |text: &str| {
        serde_json::from_str::<Json>(text).map_err(|error| SchemaError::error(error.to_string()))
    };
    let (name, value) = (json(name)?, json(value)?);
    let name = name.as_str().unwrap_or_default();
    let mut attribute = json::attribute(name, &value, models)?;
    if !attribute.has_type() {
        return Err(SchemaError::error(format!(
            "Unrecognized datatype for attribute \"{model}.{name}\""
        )));
    }
    let not_null = value.get("validate").and_then(|rules| rules.get("notNull"));
    if attribute.allow_null != Some(false) && not_null.is_some_and(json::truthy) {
        return Err(SchemaError::error(format!(
            "Invalid definition for \"{model}.{name}\", \"notNull\" validator is only allowed with \"allowNull:false\""
        )));
    }
    attribute.slips = value.as_object().map(slips).unwrap_or_default();
    Ok(attribute)
}

fn not_defined(name: &str) -> SchemaError {
    SchemaError::error(format!("{name} has not been defined"))
}
