//! Turns a belongsToMany into two keys of a model in between, and pairs it with its other side.
//!
//! The model in between is found by `through` or made from it. It loses the `id` that Sequelize gave
//! it, and the two keys become its primary key; a model that has a primary key of its own keeps it,
//! and the pair of keys becomes unique instead. When the other side is declared with the same
//! `through`, each side takes over the key names of the other where its own were only defaults.

use super::{
    Association, AssociationKind, Attribute, Attributes, Model, References, ReferentialAction,
    Schema, SchemaError, Through, Unique,
    associate::alias_in_use,
    causes::Declaration,
    inflection::singularize,
    naming::camelize,
    options::{AssociationOptions, Key, ModelOptions, ThroughModel},
};
use indexmap::IndexMap;
use std::rc::Rc;

/// What an attribute is called whose key was given as an object without a name.
const UNNAMED: &str = "undefined";

/// What one side remembers beyond its public face.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of Sequelize's own"
)]
pub(super) struct Link {
    options: AssociationOptions,
    through: ThroughModel,
    unique: bool,
    target_key_is_default: bool,
    other_key_is_default: bool,
    primary_key_deleted: bool,
    paired: Option<(String, String)>,
    declaration: Rc<Declaration>,
}

impl Schema {
    pub(super) fn belongs_to_many(
        &mut self,
        association: &mut Association,
        options: &AssociationOptions,
        declaration: &Rc<Declaration>,
    ) -> Result<(), SchemaError> {
        let (source, target) = (association.source.clone(), association.target.clone());
        let Some(through) = options.through.clone() else {
            return Err(SchemaError::association(format!(
                "{source}.belongsToMany({target}) requires through option, pass either a string or a model"
            )));
        };
        if source == target && options.alias.is_none() {
            return Err(SchemaError::association(
                "'as' must be defined for many-to-many self-associations",
            ));
        }
        let id = (source.clone(), association.name.clone());
        let mut link = Link {
            options: options.clone(),
            through: through.model.clone(),
            unique: through.unique,
            target_key_is_default: options.target_key.is_none(),
            other_key_is_default: false,
            primary_key_deleted: false,
            paired: None,
            declaration: declaration.clone(),
        };
        self.pair(&id, association, &mut link);

        let primary = |schema: &Self, model: &str| {
            let key = schema
                .known(model)?
                .primary_key_attribute()
                .unwrap_or_default()
                .to_owned();
            Ok::<_, SchemaError>(key)
        };
        let source_key = options
            .source_key
            .clone()
            .map_or_else(|| primary(self, &source), Ok)?;
        association.source_key_field = Some(self.key(&source, &source_key)?.1);
        association.source_key = Some(source_key);
        let target_key = options
            .target_key
            .clone()
            .map_or_else(|| primary(self, &target), Ok)?;
        association.target_key_field = Some(self.key(&target, &target_key)?.1);
        association.target_key = Some(target_key);
        self.name_keys(association, &mut link)?;

        let model = through.model.name().to_owned();
        if matches!(through.model, ThroughModel::Text(_)) && !self.models.contains_key(&model) {
            self.make_through(
                association,
                options,
                &through.model,
                through.paranoid,
                declaration,
            )?;
        }
        self.through_models.insert(model.clone());
        association.through = Some(Through {
            model: model.clone(),
            scope: through.scope.clone(),
            unique: through.unique,
        });
        let changed_pair = self.settle_with_pair(association, &mut link, &model)?;
        self.links.insert(id.clone(), link);
        if let Some(paired) = changed_pair {
            self.inject_keys(&paired, Some(association))?;
        }
        self.register(association.clone())?;
        self.inject_keys(&id, None)?;
        if let Some(settled) = self.known(&source)?.associations.get(&id.1) {
            *association = settled.clone();
        }
        Ok(())
    }

    /// The other side of a belongsToMany, where it is declared.
    pub fn pair_of(&self, association: &Association) -> Option<&Association> {
        let id = (association.source.clone(), association.name.clone());
        let (model, name) = self.links.get(&id)?.paired.as_ref()?;
        self.models.get(model)?.associations.get(name)
    }

    /// Finds the other side: a belongsToMany of the target that leads back through the same model.
    fn pair(&mut self, id: &(String, String), association: &Association, link: &mut Link) {
        let others = self
            .models
            .get(&association.target)
            .map(|target| &target.associations);
        for other in others.into_iter().flat_map(IndexMap::values) {
            if other.kind != AssociationKind::BelongsToMany || other.target != association.source {
                continue;
            }
            let other_id = (other.source.clone(), other.name.clone());
            if let Some(other_link) = self.links.get_mut(&other_id)
                && other_link.through == link.through
            {
                link.paired = Some(other_id);
                other_link.paired = Some(id.clone());
            }
        }
    }

    /// Sequelize's `_createForeignAndOtherKeys`. A key given as an object without a name gets none,
    /// and JavaScript's `undefined` becomes the name of its attribute.
    fn name_keys(&self, association: &mut Association, link: &mut Link) -> Result<(), SchemaError> {
        let named = |key: &Option<Key>| {
            let key = key.as_ref()?;
            Some(key.name.clone().unwrap_or_else(|| UNNAMED.into()))
        };
        association.foreign_key = if let Some(name) = named(&link.options.foreign_key) {
            name
        } else {
            let source = &self.known(&association.source)?.singular;
            let key = association.source_key.as_deref().unwrap_or_default();
            camelize(&format!("{source}_{key}"))?
        };
        association.other_key = Some(if let Some(name) = named(&link.options.other_key) {
            name
        } else {
            link.other_key_is_default = true;
            let target = if association.source == association.target {
                singularize(&association.name)
            } else {
                self.known(&association.target)?.singular.clone()
            };
            let key = association.target_key.as_deref().unwrap_or_default();
            camelize(&format!("{target}_{key}"))?
        });
        Ok(())
    }

    /// Defines the model that `through` names. It inherits the source's options.
    fn make_through(
        &mut self,
        association: &Association,
        options: &AssociationOptions,
        through: &ThroughModel,
        paranoid: bool,
        declaration: &Rc<Declaration>,
    ) -> Result<(), SchemaError> {
        let name = through.name().to_owned();
        let source = self.known(&association.source)?.options.clone();
        let inherited = ModelOptions {
            timestamps: options.model.timestamps,
            table_name: Some(name.clone()),
            indexes: Vec::new(),
            paranoid: Some(paranoid),
            singular: Some(association.singular.clone()),
            plural: Some(association.plural.clone()),
            ..source.over(&options.model)
        };
        self.define_model(&name, Attributes::default(), inherited, declaration)?;
        self.known_mut(&name)?.is_generated_through = true;
        self.handed_down.insert(name, options.clone());
        Ok(())
    }

    /// Agrees on key names with the other side. Gives the other side's id where it has to be
    /// injected anew.
    fn settle_with_pair(
        &mut self,
        association: &mut Association,
        link: &mut Link,
        through: &str,
    ) -> Result<Option<(String, String)>, SchemaError> {
        let Some(pair_id) = link.paired.clone() else {
            return Ok(None);
        };
        let (Some(mut pair), Some(mut pair_link)) = (
            self.known(&pair_id.0)?
                .associations
                .get(&pair_id.1)
                .cloned(),
            self.links.get(&pair_id).cloned(),
        ) else {
            return Ok(None);
        };
        let mut changed = false;
        if link.target_key_is_default {
            association.target_key.clone_from(&pair.source_key);
            association
                .target_key_field
                .clone_from(&pair.source_key_field);
            self.name_keys(association, link)?;
        }
        if pair_link.target_key_is_default && pair.target_key != association.source_key {
            self.forget_key(through, pair.other_key.as_deref())?;
            pair.target_key.clone_from(&association.source_key);
            pair.target_key_field
                .clone_from(&association.source_key_field);
            self.name_keys(&mut pair, &mut pair_link)?;
            changed = true;
        }
        if link.other_key_is_default {
            association.other_key = Some(pair.foreign_key.clone());
        }
        if pair_link.other_key_is_default
            && pair.other_key.as_deref() != Some(association.foreign_key.as_str())
        {
            self.forget_key(through, pair.other_key.as_deref())?;
            pair.other_key = Some(association.foreign_key.clone());
            changed = true;
        }
        self.register(pair)?;
        self.links.insert(pair_id.clone(), pair_link);
        Ok(changed.then_some(pair_id))
    }

    fn forget_key(&mut self, through: &str, key: Option<&str>) -> Result<(), SchemaError> {
        let model = self.known_mut(through)?;
        if let Some(key) = key {
            model.attributes.remove(key);
            model.causes.forget(key);
        }
        Ok(())
    }

    /// Sequelize's `_injectAttributes`: both keys into the model in between. `other_side` is the side
    /// that is being declared, where it is the cause.
    fn inject_keys(
        &mut self,
        id: &(String, String),
        other_side: Option<&Association>,
    ) -> Result<(), SchemaError> {
        let (Some(mut association), Some(mut link)) = (
            self.known(&id.0)?.associations.get(&id.1).cloned(),
            self.links.get(id).cloned(),
        ) else {
            return Ok(());
        };
        let through = link.through.name().to_owned();
        let names = [
            association.foreign_key.clone(),
            association.other_key.clone().unwrap_or_default(),
        ];
        if self.known_mut(&through)?.give_up_generated_keys(&names) {
            link.primary_key_deleted = true;
        }
        let options = &link.options;
        let wanted = [
            self.wanted_key(
                &association.source,
                [&association.source_key, &association.source_key_field],
                options.foreign_key.as_ref(),
            )?,
            self.wanted_key(
                &association.target,
                [&association.target_key, &association.target_key_field],
                options.other_key.as_ref(),
            )?,
        ];
        let model = self.known_mut(&through)?;
        model.take_keys(&names, wanted, &link);
        model.refresh();
        let field = |name: &str| model.attributes.get(name).map(|found| found.field.clone());
        association.foreign_key_field = field(&names[0]).unwrap_or_default();
        association.other_key_field = field(&names[1]);
        let model = self.known(&through)?;
        let pair = link.paired.as_ref().and_then(|pair| {
            other_side.or_else(|| self.models.get(&pair.0)?.associations.get(&pair.1))
        });
        let is_settled = |pair: &Association| {
            let key = pair.other_key.as_deref().unwrap_or_default();
            pair.other_key_field.is_some() || model.attributes.contains_key(key)
        };
        let stumbles = !pair.is_none_or(is_settled);
        self.register(association.clone())?;
        self.links.insert(id.clone(), link);
        if stumbles {
            return Err(SchemaError::reads_undefined("field"));
        }
        self.check_helpers(&association, &through)
    }

    /// The key that is to reference `model`: its type, unless one was given, and its column.
    fn wanted_key(
        &self,
        model: &str,
        [key, field]: [&Option<String>; 2],
        given: Option<&Key>,
    ) -> Result<WantedKey, SchemaError> {
        // Gone, if the model leads through itself and has just lost its id.
        let Ok((data_type, _)) = self.key(model, key.as_deref().unwrap_or_default()) else {
            return Err(SchemaError::reads_undefined("type"));
        };
        let mut attribute = given.map(|key| key.attribute.clone()).unwrap_or_default();
        if !attribute.has_type() {
            attribute.data_type = data_type;
        }
        Ok(WantedKey {
            attribute,
            model: model.into(),
            references: References {
                table: self.known(model)?.table.clone(),
                key: field.clone().unwrap_or_default(),
                deferrable: None,
            },
        })
    }

    /// Sequelize builds hidden associations to the model in between, by its name: an association of
    /// that name is in their way.
    fn check_helpers(&self, association: &Association, through: &str) -> Result<(), SchemaError> {
        for side in [&association.source, &association.target] {
            if self.known(side)?.has_alias(Some(through)) {
                return Err(alias_in_use(Some(through)));
            }
        }
        Ok(())
    }
}

/// A key on its way into the model in between.
struct WantedKey {
    attribute: Attribute,
    /// The referenced model.
    model: String,
    references: References,
}

impl Model {
    /// Takes the primary key away from generated attributes, and those that are no keys of the pair
    /// out of the model. Tells whether there were any.
    fn give_up_generated_keys(&mut self, keys: &[String; 2]) -> bool {
        let mut found = false;
        self.attributes.retain(|attribute| {
            let name = &attribute.name;
            let is_generated_key = attribute.primary_key && attribute.is_replaceable;
            // A key without a name never equals the text that its attribute is called by.
            let is_kept = name != UNNAMED && keys.contains(name);
            found |= is_generated_key;
            if is_generated_key && is_kept {
                Rc::make_mut(attribute).primary_key = false;
            }
            !is_generated_key || is_kept
        });
        found
    }

    /// Puts both keys in place, or over what is there.
    fn take_keys(&mut self, names: &[String; 2], wanted: [WantedKey; 2], link: &Link) {
        let unique = (!link.primary_key_deleted && link.unique).then(|| {
            // JavaScript's `join` leaves an `undefined` out.
            let [foreign_key, other_key] = names.each_ref().map(|name| match name.as_str() {
                UNNAMED => "",
                name => name,
            });
            let default = || format!("{}_{foreign_key}_{other_key}_unique", self.table.name);
            Unique::Named {
                name: link.options.unique_key.clone().unwrap_or_else(default),
                msg: None,
            }
        });
        let are_new = names
            .each_ref()
            .map(|name| !self.attributes.contains_key(name));
        // Both must be there before either is filled in: the actions of one are read from the model.
        for name in names {
            if !self.attributes.contains_key(name) {
                self.attributes.insert(Rc::new(Attribute {
                    name: name.clone(),
                    is_replaceable: true,
                    ..Attribute::default()
                }));
            }
        }
        // And both are read before either is written, for they may be one attribute.
        let [own, other] = names.each_ref().map(|name| {
            let existing = self.attributes.get(name);
            existing.map_or((None, None), |there| (there.on_delete, there.on_update))
        });
        let (delete, update) = (link.options.on_delete, link.options.on_update);
        // The own key prefers the option, the other one what is there already.
        let actions = [
            (delete.or(own.0), update.or(own.1)),
            (other.0.or(delete), other.1.or(update)),
        ];
        let keys = names.iter().zip(are_new).zip(wanted).zip(actions);
        for (((name, is_new), wanted), (on_delete, on_update)) in keys {
            let Some(existing) = self.attributes.get_mut(name) else {
                continue;
            };
            let mut attribute = wanted.attribute;
            attribute.primary_key |= link.primary_key_deleted;
            attribute.unique = unique.clone().or(attribute.unique);
            if link.options.constraints != Some(false) {
                let cascade = ReferentialAction::Cascade;
                attribute.on_delete = Some(on_delete.unwrap_or(cascade));
                attribute.on_update = Some(on_update.unwrap_or(cascade));
                attribute.references = Some(wanted.references);
            }
            self.causes
                .key_of_pair(name, &wanted.model, &attribute, is_new, &link.declaration);
            existing.assign_from(attribute);
        }
    }
}

impl Attribute {
    /// `Object.assign`: what `other` says replaces what is here.
    fn assign_from(&mut self, mut other: Self) {
        std::mem::swap(self, &mut other);
        let is_replaceable = other.is_replaceable;
        let references = self.references.clone();
        self.fill_from(&other);
        self.references = references.or(other.references);
        self.name = other.name;
        self.is_replaceable = is_replaceable;
    }
}
