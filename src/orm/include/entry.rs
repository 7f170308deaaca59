//! Reads `include` as it was written: models, associations, names and `{all: true}` become entries.

use crate::{
    orm::{
        OrmError,
        js::{self, Json, Object},
    },
    schema::{Association, AssociationKind, Model, Schema},
};

/// An entry before its association is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) model: Option<String>,
    pub(super) association: Option<Association>,
    pub(super) alias: Option<String>,
    pub(super) options: Object,
    pub(super) includes: Vec<Entry>,
    pub(super) all: Option<Json>,
}

/// `_conformIncludes`.
pub(super) fn conform(
    schema: &Schema,
    model: Option<&Model>,
    given: &Json,
) -> Result<Vec<Entry>, OrmError> {
    match given {
        Json::Null => Ok(Vec::new()),
        Json::Array(items) => items
            .iter()
            .map(|item| conform_one(schema, model, item))
            .collect(),
        one => Ok(vec![conform_one(schema, model, one)?]),
    }
}

fn unexpected() -> OrmError {
    OrmError::error(
        "Include unexpected. Element has to be either a Model, an Association or an object.",
    )
}

/// `_conformInclude`.
fn conform_one(schema: &Schema, model: Option<&Model>, item: &Json) -> Result<Entry, OrmError> {
    if let Some(association) = association_of(schema, model, item)? {
        return Ok(Entry {
            model: Some(other_end(model, &association).to_owned()),
            alias: Some(association.name.clone()),
            association: Some(association),
            ..Entry::default()
        });
    }
    if js::tag(item) == Some("model") {
        return Ok(Entry {
            model: js::text(item, "name").map(str::to_owned),
            ..Entry::default()
        });
    }
    let options = js::plain(item).ok_or_else(unexpected)?;
    let mut entry = Entry {
        alias: options.get("as").and_then(Json::as_str).map(str::to_owned),
        options: options.clone(),
        ..Entry::default()
    };
    if let Some(given) = options.get("association").filter(|given| js::truthy(given)) {
        let association = association_of(schema, model, given)?.ok_or_else(unexpected)?;
        entry.model = Some(other_end(model, &association).to_owned());
        entry.alias.get_or_insert_with(|| association.name.clone());
        entry.association = Some(association);
    }
    if let Some(given) = options.get("model").filter(|given| js::truthy(given)) {
        entry.model = js::text(given, "name").map(str::to_owned);
    }
    let nested = options.get("include").unwrap_or(&Json::Null);
    if let Some(name) = &entry.model {
        entry.includes = conform(schema, schema.model(name), nested)?;
    } else if let Some(all) = options.get("all").filter(|all| js::truthy(all)) {
        entry.all = Some(all.clone());
        entry.includes = conform(schema, None, nested)?;
    } else {
        return Err(unexpected());
    }
    Ok(entry)
}

fn association_of(
    schema: &Schema,
    model: Option<&Model>,
    item: &Json,
) -> Result<Option<Association>, OrmError> {
    if let (Json::String(name), Some(model)) = (item, model) {
        match model.associations.get(name) {
            Some(association) => Ok(Some(association.clone())),
            None => Err(OrmError::error(format!(
                "Association with alias \"{name}\" does not exist on {}",
                model.name
            ))),
        }
    } else {
        let found = js::text(item, "source")
            .and_then(|source| schema.model(source))
            .zip(js::text(item, "name"))
            .and_then(|(source, name)| source.associations.get(name));
        Ok(match js::tag(item) {
            Some("association") => found.cloned(),
            Some("throughOf") => found.map(one_from_target),
            _ => None,
        })
    }
}

/// From a belongsToMany's target to its join table, to-one (`oneFromTarget`): what its `get` includes.
fn one_from_target(association: &Association) -> Association {
    let through = association.through.clone().unwrap_or_default().model;
    Association {
        kind: AssociationKind::HasOne,
        source: association.target.clone(),
        target: through.clone(),
        name: through,
        foreign_key: association.other_key.clone().unwrap_or_default(),
        foreign_key_field: association.other_key_field.clone().unwrap_or_default(),
        source_key: association.target_key.clone(),
        source_key_field: association.target_key_field.clone(),
        ..Association::default()
    }
}

fn other_end<'a>(model: Option<&Model>, association: &'a Association) -> &'a str {
    if model.is_some_and(|model| model.name == association.target) {
        &association.source
    } else {
        &association.target
    }
}

/// `_expandIncludeAll`: puts every association in the place of `{all: true}`.
pub(super) fn expand_all(
    schema: &Schema,
    model: &Model,
    entries: Vec<Entry>,
) -> Result<Vec<Entry>, OrmError> {
    let (alls, mut entries): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.all.is_some());
    for entry in alls {
        let kinds = kinds_of(entry.all.as_ref().unwrap_or(&Json::Null))?;
        let nested = entry.options.get("nested").is_some_and(js::truthy);
        let mut used = Vec::new();
        add_all(
            schema,
            model,
            &mut entries,
            &entry,
            &kinds,
            nested,
            &mut used,
        );
    }
    for entry in &mut entries {
        if let Some(model) = entry.model.as_deref().and_then(|name| schema.model(name)) {
            let nested = std::mem::take(&mut entry.includes);
            entry.includes = expand_all(schema, model, nested)?;
        }
    }
    Ok(entries)
}

/// The association kinds that `all` names; empty for all of them.
fn kinds_of(all: &Json) -> Result<Vec<AssociationKind>, OrmError> {
    use AssociationKind::{BelongsTo, HasMany, HasOne};
    let names = match all {
        Json::Array(names) => names.clone(),
        Json::Bool(_) => return Ok(Vec::new()),
        one => vec![one.clone()],
    };
    let mut kinds = Vec::new();
    for name in &names {
        match name.as_str().unwrap_or_default() {
            "All" => return Ok(Vec::new()),
            "BelongsTo" => kinds.push(BelongsTo),
            "HasOne" => kinds.push(HasOne),
            "HasMany" | "Many" => kinds.push(HasMany),
            "One" => kinds.extend([BelongsTo, HasOne]),
            "Has" => kinds.extend([HasOne, HasMany]),
            other => {
                return Err(OrmError::eager_loading(format!(
                    "include all '{other}' is not valid - must be BelongsTo, HasOne, HasMany, One, Has, Many or All"
                )));
            }
        }
    }
    Ok(kinds)
}

fn add_all(
    schema: &Schema,
    model: &Model,
    entries: &mut Vec<Entry>,
    template: &Entry,
    kinds: &[AssociationKind],
    nested: bool,
    used: &mut Vec<String>,
) {
    for association in model.associations.values() {
        if !kinds.is_empty() && !kinds.contains(&association.kind) {
            continue;
        }
        let alias = association.is_aliased.then(|| association.name.clone());
        let there = entries.iter().any(|entry| {
            entry.model.as_ref() == Some(&association.target)
                && (alias.is_none() || entry.alias == alias)
        });
        if there || nested && used.contains(&association.target) {
            continue;
        }
        used.push(model.name.clone());
        let mut options = template.options.clone();
        options.shift_remove("all");
        options.shift_remove("nested");
        let mut entry = Entry {
            model: Some(association.target.clone()),
            alias,
            includes: template.includes.clone(),
            options,
            ..Entry::default()
        };
        if nested && let Some(target) = schema.model(&association.target) {
            add_all(
                schema,
                target,
                &mut entry.includes,
                template,
                kinds,
                true,
                used,
            );
        }
        entries.push(entry);
    }
    used.pop();
}
