//! Turns association calls into keys, names and accessors.
//!
//! belongsTo puts the key on the source, hasOne and hasMany put it on the target, belongsToMany puts
//! two into a model in between. What makes them hard to predict is how a key is merged into a model
//! that has it already: what was said first stays, silently, even the actions an earlier association
//! only defaulted to.
//!
//! | kind | key may be NULL | key may not |
//! |---|---|---|
//! | belongsTo | ON DELETE SET NULL | ON DELETE NO ACTION |
//! | hasOne, hasMany | ON DELETE SET NULL | ON DELETE CASCADE |
//! | belongsToMany | ON DELETE CASCADE | – |
//!
//! ON UPDATE CASCADE goes with all of them. "May be NULL" asks for `allowNull: true` in so many words,
//! so a key that `define` declared without `allowNull` counts as one that may not.

use super::{
    AssociateCall, Association, AssociationKind, Attribute, Model, References, ReferentialAction,
    ScalarType, Schema, SchemaError,
    causes::{Declaration, Ignored},
    inflection::singularize,
    naming::camelize,
    options::{Alias, AssociationOptions},
    registry::Declared,
};
use std::rc::Rc;

impl Schema {
    /// Carries out one association call.
    pub fn associate(&mut self, call: &AssociateCall) -> Result<&Association, SchemaError> {
        let source = call.source_name();
        let target = call.target_name();
        self.known(source)?;
        if !self.models.contains_key(target) {
            return Err(SchemaError::error(format!(
                "{source}.{} called with something that's not a subclass of Sequelize.Model",
                call.kind.method()
            )));
        }
        let handed_down = self.handed_down.get(source);
        let options = if call.options.is_empty() && handed_down.is_none() {
            self.no_options.clone()
        } else {
            let options = AssociationOptions::from_json(&call.options, &self.models);
            Rc::new(match handed_down {
                Some(handed_down) => options.overlaid_by(handed_down),
                None => options,
            })
        };
        let declaration = Rc::new(Declaration {
            text: call.declaration(),
            origin: call.origin.clone(),
        });
        let alias = options.alias.as_ref().and_then(Alias::name);
        if self.known(source)?.has_alias(alias) {
            return Err(alias_in_use(alias));
        }
        let names = Names::new(call.kind, &options, self.known(target)?);
        let mut association = Association {
            kind: call.kind,
            source: source.into(),
            target: target.into(),
            is_aliased: options.alias.is_some(),
            constraints: options.constraints != Some(false),
            scope: options.scope.clone(),
            origin: call.origin.clone(),
            name: names.name,
            singular: names.singular,
            plural: names.plural,
            ..Association::default()
        };
        match call.kind {
            AssociationKind::BelongsTo => self.belongs_to(&mut association, &options, &declaration),
            AssociationKind::HasOne | AssociationKind::HasMany => {
                self.has(&mut association, &options, &declaration)
            }
            AssociationKind::BelongsToMany => {
                self.belongs_to_many(&mut association, &options, &declaration)
            }
        }?;
        let name = association.name.clone();
        self.declared.push(Declared {
            kind: call.kind,
            source: source.into(),
            target: target.into(),
            name: name.clone(),
            foreign_key: association.foreign_key.clone(),
            options,
            declaration,
        });
        // The two sides of a belongsToMany have registered each other.
        if call.kind != AssociationKind::BelongsToMany {
            self.register(association)?;
        }
        let model = self.known(source)?;
        match model.associations.get(&name) {
            Some(association) if !model.attributes.contains_key(&name) => Ok(association),
            _ => Err(SchemaError::error(format!(
                "Naming collision between attribute '{name}' and association '{name}' on model {source}. To remedy this, change either foreignKey or as in your association definition"
            ))),
        }
    }

    fn belongs_to(
        &mut self,
        association: &mut Association,
        options: &AssociationOptions,
        declaration: &Rc<Declaration>,
    ) -> Result<(), SchemaError> {
        let target = self.known(&association.target)?;
        let primary = target.primary_key_attribute();
        association.foreign_key = key_name(options, &association.name, primary)?;
        let target_key = match &options.target_key {
            Some(key) if !target.attributes.contains_key(key) => {
                return Err(unknown_key(key, "targetKey", target));
            }
            Some(key) => key.clone(),
            None => primary.unwrap_or_default().into(),
        };
        let (data_type, field) = self.key(&association.target, &target_key)?;
        association.target_key = Some(target_key);
        association.target_key_field = Some(field.clone());
        let key = ForeignKey {
            holder: &association.source,
            referenced: &association.target,
            attribute: &association.foreign_key,
            field,
            data_type,
            required: ReferentialAction::NoAction,
        };
        let actions = self.actions(&key, options)?;
        association.foreign_key_field = self.inject(&key, actions, options, declaration)?;
        (association.on_delete, association.on_update) = actions;
        Ok(())
    }

    fn has(
        &mut self,
        association: &mut Association,
        options: &AssociationOptions,
        declaration: &Rc<Declaration>,
    ) -> Result<(), SchemaError> {
        if association.kind == AssociationKind::HasMany && options.through.is_some() {
            return Err(SchemaError::error(
                "N:M associations are not supported with hasMany. Use belongsToMany instead",
            ));
        }
        let source = self.known(&association.source)?;
        let primary = source.primary_key_attribute();
        // hasOne names the key after its alias, hasMany after the source.
        let base = match (association.kind, &options.alias) {
            (AssociationKind::HasOne, Some(Alias::Name(alias))) => singularize(alias),
            (AssociationKind::HasOne, _) => singularize(&source.name),
            _ => source.singular.clone(),
        };
        association.foreign_key = key_name(options, &base, primary)?;
        let mut source_key = primary.unwrap_or_default().to_owned();
        let mut is_missing = false;
        if let Some(key) = &options.source_key {
            let is_known = source.attributes.contains_key(key);
            if !is_known && association.kind == AssociationKind::HasOne {
                return Err(unknown_key(key, "sourceKey", source));
            }
            is_missing = !is_known;
            if is_known {
                source_key.clone_from(key);
            }
        }
        let (data_type, field) = self.key(&association.source, &source_key)?;
        association.source_key = options.source_key.clone().or(Some(source_key));
        association.source_key_field = Some(field.clone());
        let key = ForeignKey {
            holder: &association.target,
            referenced: &association.source,
            attribute: &association.foreign_key,
            field,
            data_type,
            required: ReferentialAction::Cascade,
        };
        let actions = self.actions(&key, options)?;
        association.foreign_key_field = self.inject(&key, actions, options, declaration)?;
        (association.on_delete, association.on_update) = match association.kind {
            AssociationKind::HasOne => actions,
            _ => (options.on_delete, options.on_update),
        };
        if is_missing {
            self.register(association.clone())?;
            return Err(SchemaError::reads_undefined("field"));
        }
        Ok(())
    }

    /// Puts the association into its source; one of the same name is replaced.
    pub(super) fn register(&mut self, association: Association) -> Result<(), SchemaError> {
        let source = self.known_mut(&association.source)?;
        let name = association.name.clone();
        source.associations.insert(name, association);
        Ok(())
    }

    /// ON DELETE and ON UPDATE: what was said, or the defaults by who holds the key and whether it
    /// may be null.
    fn actions(
        &self,
        key: &ForeignKey<'_>,
        options: &AssociationOptions,
    ) -> Result<Actions, SchemaError> {
        if options.constraints == Some(false) {
            return Ok((options.on_delete, options.on_update));
        }
        let given = options.foreign_key.as_ref().map(|key| &key.attribute);
        let allow_null = match self.known(key.holder)?.attributes.get(key.attribute) {
            Some(declared) => declared.allow_null,
            None if given.is_some_and(|given| given.allow_null_is_null) => None,
            None => given.and_then(|given| given.allow_null).or(Some(true)),
        };
        let default = match allow_null {
            Some(true) => ReferentialAction::SetNull,
            _ => key.required,
        };
        Ok((
            options.on_delete.or(Some(default)),
            options.on_update.or(Some(ReferentialAction::Cascade)),
        ))
    }

    /// Merges a foreign key into the model that holds it and gives its column.
    fn inject(
        &mut self,
        key: &ForeignKey<'_>,
        (on_delete, on_update): Actions,
        options: &AssociationOptions,
        declaration: &Rc<Declaration>,
    ) -> Result<String, SchemaError> {
        let given = options.foreign_key.as_ref().map(|key| &key.attribute);
        let mut wanted = given.cloned().unwrap_or_default();
        wanted.fill_from(&Attribute {
            data_type: options
                .key_type
                .clone()
                .unwrap_or_else(|| key.data_type.clone()),
            allow_null: Some(true),
            ..Attribute::default()
        });
        if options.foreign_key_constraint || on_delete.is_some() || on_update.is_some() {
            let referenced = self.known(key.referenced)?;
            // A part of a composite key is not unique by itself: nothing may reference it.
            let is_part = referenced.primary_key.len() != 1
                && referenced.primary_key.iter().any(|part| {
                    referenced
                        .attributes
                        .get(part)
                        .is_some_and(|a| a.field == key.field)
                });
            if !is_part {
                wanted.references = Some(References {
                    table: referenced.table.clone(),
                    key: key.field.clone(),
                    deferrable: None,
                });
                wanted.on_delete = on_delete;
                wanted.on_update = on_update;
            }
        }
        self.merge(key, wanted, given, options, declaration)
    }

    /// Sequelize's merge: the attribute keeps what it says and takes the rest. Notes who won, and what
    /// was asked for in vain.
    fn merge(
        &mut self,
        key: &ForeignKey<'_>,
        wanted: Attribute,
        given: Option<&Attribute>,
        options: &AssociationOptions,
        declaration: &Rc<Declaration>,
    ) -> Result<String, SchemaError> {
        let holder = self.known_mut(key.holder)?;
        let name = key.attribute;
        let before = holder.attributes.get(name).map(|before| Before {
            allow_null: before.allow_null,
            on_delete: before.on_delete,
            on_update: before.on_update,
            references: before.references.is_some(),
        });
        let had_reference = before.as_ref().is_some_and(|before| before.references);
        holder.causes.key(
            &wanted,
            name,
            key.referenced,
            [before.is_none(), had_reference],
            declaration,
        );
        let references = wanted.references.is_some();
        match holder.attributes.get_mut(name) {
            Some(existing) => existing.fill_from(&wanted),
            None => holder.attributes.insert(Rc::new(Attribute {
                name: name.into(),
                ..wanted
            })),
        }
        holder.refresh();
        let [attribute_winner, key_winner] = holder.causes.winners(name);
        let field = holder.attributes.get(name).map(|a| a.field.clone());
        if let Some(before) = before {
            let keeps_actions = references && before.references;
            let action = |action: Option<ReferentialAction>| {
                action
                    .filter(|_| keeps_actions)
                    .map(|action| action.keyword().to_owned())
            };
            let null = |null: Option<bool>| null.map(|null| null.to_string());
            let told = [
                (
                    "allowNull",
                    null(given.and_then(|given| given.allow_null)),
                    null(before.allow_null),
                ),
                (
                    "onDelete",
                    action(options.on_delete),
                    action(before.on_delete),
                ),
                (
                    "onUpdate",
                    action(options.on_update),
                    action(before.on_update),
                ),
            ];
            let ignored = told.into_iter().filter_map(|(option, given, kept)| {
                let (given, kept) = given.zip(kept).filter(|(given, kept)| given != kept)?;
                Some(Ignored {
                    model: key.holder.into(),
                    attribute: name.into(),
                    option,
                    given,
                    kept,
                    declaration: declaration.clone(),
                    winner: if option == "allowNull" {
                        attribute_winner.clone()
                    } else {
                        key_winner.clone()
                    },
                })
            });
            self.ignored.extend(ignored);
        }
        Ok(field.unwrap_or_default())
    }
}

/// ON DELETE and ON UPDATE.
type Actions = (Option<ReferentialAction>, Option<ReferentialAction>);

/// What an attribute said before an association wanted it as its key.
struct Before {
    allow_null: Option<bool>,
    on_delete: Option<ReferentialAction>,
    on_update: Option<ReferentialAction>,
    references: bool,
}

/// A key of a 1:1 or 1:N association.
struct ForeignKey<'a> {
    holder: &'a str,
    referenced: &'a str,
    attribute: &'a str,
    /// The referenced column.
    field: String,
    data_type: ScalarType,
    /// ON DELETE where the key may not be NULL.
    required: ReferentialAction,
}

/// The names an association goes by.
struct Names {
    name: String,
    singular: String,
    plural: String,
}

impl Names {
    fn new(kind: AssociationKind, options: &AssociationOptions, target: &Model) -> Self {
        match (&options.alias, kind.is_multiple()) {
            (None, false) => Self {
                name: target.singular.clone(),
                singular: target.singular.clone(),
                plural: target.plural.clone(),
            },
            (None, true) => Self {
                name: target.plural.clone(),
                singular: target.singular.clone(),
                plural: target.plural.clone(),
            },
            (Some(Alias::Name(alias)), false) => Self {
                name: alias.clone(),
                singular: alias.clone(),
                plural: alias.clone(),
            },
            (Some(Alias::Name(alias)), true) => Self {
                name: alias.clone(),
                singular: singularize(alias),
                plural: alias.clone(),
            },
            // An object has no meaning for a single association; this is its text in JavaScript.
            (Some(Alias::Forms { .. }), false) => Self {
                name: "[object Object]".into(),
                singular: "[object Object]".into(),
                plural: "[object Object]".into(),
            },
            (Some(Alias::Forms { singular, plural }), true) => Self {
                name: plural.clone(),
                singular: singular.clone(),
                plural: plural.clone(),
            },
        }
    }
}

fn key_name(
    options: &AssociationOptions,
    base: &str,
    primary_key: Option<&str>,
) -> Result<String, SchemaError> {
    match options
        .foreign_key
        .as_ref()
        .and_then(|key| key.name.clone())
    {
        Some(name) => Ok(name),
        None => camelize(&format!("{base}_{}", primary_key.unwrap_or_default())),
    }
}

fn unknown_key(key: &str, option: &str, model: &Model) -> SchemaError {
    SchemaError::error(format!(
        "Unknown attribute \"{key}\" passed as {option}, define this attribute on model \"{}\" first",
        model.name
    ))
}

pub(super) fn alias_in_use(alias: Option<&str>) -> SchemaError {
    SchemaError::association(format!(
        "You have used the alias {} in two separate associations. Aliased associations must have unique aliases.",
        alias.unwrap_or_default()
    ))
}
