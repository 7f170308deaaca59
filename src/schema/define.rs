//! Turns a definition into a model: names, implicit attributes, keys.

use super::{
    Attribute, Attributes, IndexDefinition, Model, Schema, SchemaError, TableName, Timestamps,
    Unique, UniqueKey,
    causes::{Causes, Declaration},
    inflection::{pluralize, singularize},
    json,
    naming::{underscore, underscored_if},
    options::{ModelOptions, Switch},
    shared::{Implicit, Shared},
};
use indexmap::IndexMap;
use serde_json::Value as Json;
use std::rc::Rc;

impl Schema {
    /// The second half of `define`, shared with the through models that associations make.
    pub(super) fn define_model(
        &mut self,
        name: &str,
        attributes: Attributes,
        options: ModelOptions,
        declaration: &Rc<Declaration>,
    ) -> Result<&Model, SchemaError> {
        let mut options = options.over(&self.defaults);
        let plural = pluralize(name);
        let names = ModelOptions {
            singular: Some(singularize(name)),
            plural: Some(plural.clone()),
            timestamps: Some(true),
            freeze_table_name: Some(false),
            underscored: Some(false),
            paranoid: Some(false),
            ..ModelOptions::default()
        };
        options = options.over(&names);
        let on = |option: Option<bool>| option == Some(true);
        let underscored = on(options.underscored);
        let table_name = match &options.table_name {
            Some(given) => given.clone(),
            None if on(options.freeze_table_name) => name.into(),
            None => underscored_if(&plural, underscored),
        };
        let mut model = Model {
            name: name.into(),
            singular: options.singular.clone().unwrap_or_default(),
            plural: options.plural.clone().unwrap_or_default(),
            table: TableName {
                schema: options.schema.clone(),
                name: table_name,
                delimiter: options.schema_delimiter.clone(),
            },
            paranoid: on(options.paranoid),
            underscored,
            comment: options.comment.clone(),
            table_options: options.table_options.clone(),
            origin: declaration.origin.clone(),
            ..Model::default()
        };
        for index in &options.indexes {
            model.indexes.push(index_definition(index, &model.table)?);
        }
        if on(options.timestamps) {
            options.check_timestamps()?;
            model.timestamps = Timestamps {
                created_at: Switch::name(options.created_at.as_ref(), "createdAt"),
                updated_at: Switch::name(options.updated_at.as_ref(), "updatedAt"),
                deleted_at: Switch::name(options.deleted_at.as_ref(), "deletedAt")
                    .filter(|_| model.paranoid),
            };
        }
        model.version = options
            .version
            .as_ref()
            .and_then(|version| Switch::name(Some(version), "version"));
        model.options = options;
        let referencing = attributes.values().filter(|own| own.references.is_some());
        model.causes = Causes::new(declaration.clone(), referencing);
        model.add_attributes(attributes, &mut self.shared)?;
        model.refresh();
        if model
            .attributes
            .values()
            .filter(|a| a.auto_increment)
            .count()
            > 1
        {
            return Err(SchemaError::error(
                "Invalid Instance definition. Only one autoincrement field allowed.",
            ));
        }
        self.models.shift_remove(name);
        Ok(self.models.entry(name.into()).or_insert(Rc::new(model)))
    }
}

impl Model {
    /// The declared attributes between `id`, where nothing else is the primary key, and timestamps.
    fn add_attributes(
        &mut self,
        declared: Attributes,
        shared: &mut Shared,
    ) -> Result<(), SchemaError> {
        let has_key = declared.values().any(|attribute| attribute.primary_key);
        if !has_key && declared.contains_key("id") {
            return Err(SchemaError::error(format!(
                "A column called 'id' was added to the attributes of '{}' but not marked with 'primaryKey: true'",
                self.table.name
            )));
        }
        self.attributes = declared;
        let is_underscored = self.underscored;
        if !has_key {
            let id = shared.implicit("id", Implicit::Id, is_underscored);
            self.attributes.insert_first(id);
        }
        let stamps = &self.timestamps;
        let tail = [
            (&stamps.created_at, Implicit::Moment),
            (&stamps.updated_at, Implicit::Moment),
            (&stamps.deleted_at, Implicit::Deletion),
            (&self.version, Implicit::Version),
        ];
        for (name, kind) in tail {
            if let Some(name) = name
                && !self.attributes.contains_key(name)
            {
                let attribute = shared.implicit(name, kind, is_underscored);
                self.attributes.insert(attribute);
            }
        }
        Ok(())
    }

    /// Puts names, columns and keys right after the attributes changed.
    pub(super) fn refresh(&mut self) {
        let attributes = &self.attributes;
        let keys = || {
            let keys = attributes.values().filter(|own| own.primary_key);
            keys.map(|own| &own.name)
        };
        if !keys().eq(&self.primary_key) {
            self.primary_key = keys().cloned().collect();
        }
        self.unique_keys.clear();
        for shared in self.attributes.shared_mut() {
            if shared.field.is_empty() {
                let field = underscored_if(&shared.name, self.underscored);
                Rc::make_mut(shared).field = field;
            }
            if shared.index && shared.data_type.key == "JSONB" {
                Rc::make_mut(shared).index = false;
                let fields = vec![Json::String(shared.field.clone())];
                self.indexes.push(IndexDefinition {
                    name: index_name(&self.table, &fields),
                    fields,
                    unique: false,
                    options: IndexMap::from([("using".into(), Json::String("gin".into()))]),
                });
            }
            let attribute = &**shared;
            if let Some(unique) = &attribute.unique {
                let (key, msg) = match unique {
                    Unique::Named { name, msg } => (name.clone(), msg.clone()),
                    Unique::Message { msg } => {
                        (self.table.unique_name(&attribute.name), msg.clone())
                    }
                    Unique::Column => (self.table.unique_name(&attribute.name), None),
                };
                let entry: &mut UniqueKey = self.unique_keys.entry(key).or_default();
                entry.fields.push(attribute.field.clone());
                entry.msg = entry.msg.take().or(msg);
                entry.custom_index = *unique != Unique::Column;
            }
        }
    }

    /// The attribute that Sequelize takes for the primary key where it wants one only.
    pub fn primary_key_attribute(&self) -> Option<&str> {
        self.primary_key.first().map(String::as_str)
    }

    /// An association of this name is there already.
    pub(super) fn has_alias(&self, alias: Option<&str>) -> bool {
        alias.is_some_and(|alias| self.associations.contains_key(alias))
    }

    /// The attribute of a column; the later one where two have the same.
    pub fn attribute_of_column(&self, column: &str) -> Option<&Attribute> {
        let mut latest = self.attributes.values().rev();
        latest.find(|attribute| attribute.field == column)
    }

    /// The attributes that have a column: all but VIRTUAL ones.
    pub fn stored_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes
            .values()
            .filter(|attribute| attribute.data_type.key != "VIRTUAL")
    }
}

impl TableName {
    fn unique_name(&self, attribute: &str) -> String {
        format!("{}_{attribute}_unique", self.name)
    }
}

/// An entry of the `indexes` option. One without a name gets `tasks_user_id`, from the table and
/// the columns.
pub(super) fn index_definition(
    index: &Json,
    table: &TableName,
) -> Result<IndexDefinition, SchemaError> {
    let missing = || SchemaError::error("Missing \"fields\" property for index definition");
    let map = index.as_object().ok_or_else(missing)?;
    let fields = map
        .get("fields")
        .and_then(Json::as_array)
        .ok_or_else(missing)?
        .clone();
    let mut unique = json::flag(map, "unique");
    let mut options = IndexMap::new();
    for (key, value) in map {
        match key.as_str() {
            "fields" | "unique" | "name" => {}
            "type"
                if value
                    .as_str()
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("unique")) =>
            {
                unique = true;
            }
            _ => {
                options.insert(key.clone(), value.clone());
            }
        }
    }
    Ok(IndexDefinition {
        name: json::text(map, "name").unwrap_or_else(|| index_name(table, &fields)),
        fields,
        unique,
        options,
    })
}

/// `underscore(table_field_field)`.
pub(super) fn index_name(table: &TableName, fields: &[Json]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|field| match field {
            Json::String(name) => name.as_str(),
            Json::Object(map) => ["name", "attribute"]
                .into_iter()
                .filter(|_| !map.contains_key("@"))
                .find_map(|key| map.get(key)?.as_str())
                .unwrap_or_default(),
            _ => "",
        })
        .collect();
    underscore(&format!("{}_{}", table.name, fields.join("_")))
}
