//! Lowers a model to its table: columns, keys, unique constraints and indexes, each with its causes.

use super::{Cause, Column, ForeignKey, Index, Model, Schema, Table, TableKind, UniqueConstraint};

/// The table of one model.
pub(super) fn table(schema: &Schema, model: &Model) -> Table {
    let columns: Vec<_> = model
        .stored_attributes()
        .map(|attribute| Column {
            name: attribute.field.clone(),
            attribute: attribute.clone(),
            causes: model.causes_of(attribute),
        })
        .collect();
    let foreign_keys = model
        .stored_attributes()
        .filter_map(|attribute| {
            let references = attribute.references.as_ref()?;
            Some(ForeignKey {
                columns: vec![attribute.field.clone()],
                referenced_table: references.table.clone(),
                referenced_columns: vec![if references.key.is_empty() {
                    "id".into()
                } else {
                    references.key.clone()
                }],
                on_delete: attribute.on_delete,
                on_update: attribute.on_update,
                deferrable: references.deferrable.clone(),
                causes: model.causes_of_key(attribute),
            })
        })
        .collect();
    let indexes = model
        .indexes
        .iter()
        .map(|definition| Index {
            definition: definition.clone(),
            causes: option_causes(
                model,
                &format!("indexes option asks for {}", definition.name),
            ),
        })
        .collect();
    Table {
        name: model.table.clone(),
        model: model.name.clone(),
        kind: if is_join(schema, model) {
            TableKind::Join
        } else {
            TableKind::Model
        },
        primary_key: columns
            .iter()
            .filter(|column| column.attribute.primary_key)
            .map(|column| column.name.clone())
            .collect(),
        uniques: uniques(model, &columns),
        columns,
        foreign_keys,
        indexes,
        comment: model.comment.clone(),
        options: model.table_options.clone(),
        causes: vec![model.table_cause()],
    }
}

fn is_join(schema: &Schema, model: &Model) -> bool {
    model.is_generated_through || schema.through_models.contains(&model.name)
}

impl Model {
    /// Name and columns of the unique keys that stand beside the columns: those of the option, or
    /// else those of the attributes.
    pub fn table_uniques(&self) -> impl Iterator<Item = (&str, &[String])> {
        let of_option = self.options.unique_keys.iter();
        let of_attributes = self
            .unique_keys
            .iter()
            .filter(|(_, key)| key.custom_index && self.options.unique_keys.is_empty());
        of_option
            .map(|(name, columns)| (name.as_str(), columns.as_slice()))
            .chain(of_attributes.map(|(name, key)| (name.as_str(), key.fields.as_slice())))
    }
}

/// The unique keys of the option, or else those of the attributes.
fn uniques(model: &Model, columns: &[Column]) -> Vec<UniqueConstraint> {
    let of_option = model.options.unique_keys.iter();
    let of_option: Vec<_> = of_option
        .map(|(name, columns)| UniqueConstraint {
            name: Some(name.clone()),
            columns: columns.clone(),
            is_table_level: true,
            causes: option_causes(model, &format!("uniqueKeys option asks for {name}")),
        })
        .collect();
    let of_attributes = model
        .unique_keys
        .iter()
        .map(|(name, key)| UniqueConstraint {
            name: Some(name.clone()),
            columns: key.fields.clone(),
            is_table_level: key.custom_index,
            causes: columns
                .iter()
                .filter(|column| key.fields.contains(&column.name))
                .filter_map(|column| column.causes.first().cloned())
                .fold(Vec::new(), |mut causes: Vec<Cause>, cause| {
                    if !causes
                        .iter()
                        .any(|known| known.declaration == cause.declaration)
                    {
                        causes.push(Cause {
                            effect: "asks for the unique key".into(),
                            ..cause
                        });
                    }
                    causes
                }),
        });
    if of_option.is_empty() {
        of_attributes.collect()
    } else {
        of_option
    }
}

/// The definition of the model, as the cause of what one of its options asks for.
fn option_causes(model: &Model, effect: &str) -> Vec<Cause> {
    vec![Cause {
        effect: format!("its {effect}"),
        ..model.table_cause()
    }]
}
