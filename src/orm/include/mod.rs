//! Resolves `include`: which association each entry means, what it selects, and whether its join
//! stands inside or outside the query that a LIMIT is put on.
//!
//! Mirrors `_conformIncludes`, `_expandIncludeAll`, `_validateIncludedElements` and
//! `_validateIncludedElement`. The rule of the last step, where the top query has a LIMIT:
//!
//! | include | its join stands | and the rows are filtered by |
//! |---|---|---|
//! | to-one, required | inside | the join |
//! | to-one, optional | outside | – |
//! | to-many, required | outside | a subquery `( SELECT … LIMIT 1 ) IS NOT NULL` |
//! | to-many, optional | outside | – |

mod entry;

use self::entry::{Entry, conform, expand_all};
use super::{
    OrmError,
    filter::{self, add_paranoid},
    js::{self, Json, Object},
};
use crate::schema::{Association, AssociationKind, Model, Schema};
use serde_json::json;

/// One resolved entry of `include`.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)]
pub struct Include {
    /// The model it loads.
    pub model: String,
    /// The association it goes along.
    pub association: Association,
    /// The name its rows get.
    pub alias: String,
    /// `where`, on columns.
    pub filter: Option<Json>,
    /// `on`, in the place of the association's own join.
    pub on: Option<Json>,
    /// `or: true`: `where` is an alternative to the join's condition.
    pub or: bool,
    /// `right: true`.
    pub right: bool,
    /// What it selects, in the forms of `attributes`.
    pub attributes: Vec<Json>,
    /// INNER rather than LEFT OUTER.
    pub required: bool,
    /// Loaded by a query of its own.
    pub separate: bool,
    /// Its rows multiply those of its parent.
    pub duplicating: bool,
    /// Its join stands inside the limited query.
    pub sub_query: bool,
    /// The limited query keeps only rows that have one of these.
    pub sub_query_filter: bool,
    /// The join table, where there is one.
    pub through: Option<ThroughInclude>,
    /// Entries below it.
    pub includes: Vec<Include>,
    /// The learner's own options, for `separate`.
    pub options: Object,
    pub(super) has_duplicating: bool,
    pub(super) has_required: bool,
    /// It or one below it is to-many.
    pub has_multi: bool,
    pub(super) has_single: bool,
    /// It or one below it has a `where`.
    pub has_where: bool,
    pub(super) sub_query_given: Option<bool>,
}

/// The join table of a belongsToMany's include.
#[derive(Clone, Debug, Default)]
pub struct ThroughInclude {
    /// The through model.
    pub model: String,
    /// What its rows are called: the model's name, unless `through.as` says otherwise.
    pub name: String,
    /// What it selects.
    pub attributes: Vec<Json>,
    /// Conditions on it, on columns.
    pub filter: Option<Json>,
}

/// What resolving found out about all includes together.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The tree.
    pub includes: Vec<Include>,
    /// The limited query is a subquery.
    pub sub_query: bool,
    /// Some include is to-many.
    pub has_multi: bool,
    /// Some include is to-one.
    pub has_single: bool,
    /// Attributes the parent must select for `separate` to find its rows.
    pub needed: Vec<String>,
}

/// What the finder's own options say about its includes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Top {
    /// There is a LIMIT.
    pub limited: bool,
    /// `subQuery`, where it was given.
    pub sub_query: Option<bool>,
    /// `raw: true`: primary keys are not added to the attributes of the includes at the top.
    pub raw: bool,
}

/// Resolves the `include` option of a finder on `model`.
pub fn resolve(
    schema: &Schema,
    model: &Model,
    given: &Json,
    top: Top,
) -> Result<Resolved, OrmError> {
    let entries = conform(schema, Some(model), given)?;
    let entries = expand_all(schema, model, entries)?;
    let mut resolved = validate(schema, model, entries, None, top)?;
    for include in &mut resolved.includes {
        leave_deleted_out(schema, include);
    }
    Ok(resolved)
}

/// What an entry needs to know of what it stands in.
#[derive(Clone, Copy)]
struct Parent {
    required: bool,
}

/// `_validateIncludedElements`.
fn validate(
    schema: &Schema,
    model: &Model,
    entries: Vec<Entry>,
    parent: Option<Parent>,
    top: Top,
) -> Result<Resolved, OrmError> {
    let mut resolved = Resolved::default();
    for entry in entries {
        let include = validate_one(schema, model, entry, top, &mut resolved.needed)?;
        resolved.includes.push(include);
    }
    place(&mut resolved, parent, top);
    Ok(resolved)
}

/// Decides which joins stand inside the limited query.
fn place(resolved: &mut Resolved, parent: Option<Parent>, top: Top) {
    let duplicating = resolved
        .includes
        .iter()
        .any(|include| include.has_duplicating);
    let mut sub_query = top.sub_query.filter(|_| parent.is_none());
    for include in &mut resolved.includes {
        let under_required = parent.is_some_and(|parent| parent.required);
        if include.sub_query_given != Some(false) && duplicating && top.limited {
            if include.duplicating {
                include.sub_query = include.sub_query_given.unwrap_or(false);
                include.sub_query_filter = include.has_required;
            } else {
                include.sub_query = include.has_required;
            }
        } else {
            include.sub_query = include.sub_query_given.unwrap_or(false);
            if include.duplicating {
                include.sub_query_filter = include.sub_query;
            } else {
                include.sub_query |= under_required && include.has_required && !include.separate;
            }
        }
        if parent.is_none()
            && sub_query.is_none()
            && top.limited
            && (include.sub_query || include.has_duplicating)
        {
            sub_query = Some(true);
        }
        resolved.has_multi |= is_multi(include.association.kind) || include.has_multi;
        resolved.has_single |= !is_multi(include.association.kind) || include.has_single;
    }
    resolved.sub_query = sub_query.unwrap_or(false);
}

/// hasMany and belongsToMany.
pub fn is_multi(kind: AssociationKind) -> bool {
    matches!(
        kind,
        AssociationKind::HasMany | AssociationKind::BelongsToMany
    )
}

/// `_validateIncludedElement`.
fn validate_one(
    schema: &Schema,
    source: &Model,
    entry: Entry,
    top: Top,
    needed: &mut Vec<String>,
) -> Result<Include, OrmError> {
    let name = entry.model.unwrap_or_default();
    let model = schema
        .model(&name)
        .ok_or_else(|| OrmError::error(format!("{name} has not been defined")))?;
    let association = match entry.association {
        Some(association) => association,
        None => included_association(source, model, entry.alias.as_deref())?,
    };
    let options = entry.options;
    let option = |key: &str| options.get(key).filter(|value| !value.is_null());
    let flag = |key: &str| option(key).map(js::truthy);

    let mut attributes = match option("attributes") {
        Some(given) => with_keys(model, super::finder::expand_attributes(model, given)?, top),
        None => all_attributes(model),
    };
    let given_where = option("where").map(|given| filter::to_columns(given, model));
    let required = flag("required").unwrap_or(given_where.is_some());
    let mut conditions = given_where;
    if !association.scope.is_empty() {
        let scope = filter::to_columns(&scope_of(&association), model);
        conditions = Some(match conditions {
            Some(given) => js::both(given, scope),
            None => scope,
        });
    }
    let has_own_where = conditions.is_some();
    let through = through_include(schema, &association, option("through"), top);
    let separate = flag("separate").unwrap_or(option("limit").is_some());
    if separate {
        if association.kind != AssociationKind::HasMany {
            return Err(OrmError::error(
                "Only HasMany associations support include.separate",
            ));
        }
        needed.extend(association.source_key.clone());
        if !attributes.is_empty() && !super::finder::selects(&attributes, &association.foreign_key)
        {
            attributes.push(Json::String(association.foreign_key.clone()));
        }
    }
    let nested = validate(
        schema,
        model,
        entry.includes,
        Some(Parent { required }),
        Top {
            sub_query: None,
            raw: false,
            ..top
        },
    )?;
    for key in &nested.needed {
        if !attributes.is_empty() && !super::finder::selects(&attributes, key) {
            attributes.push(Json::String(key.clone()));
        }
    }
    let duplicating = if separate {
        false
    } else {
        flag("duplicating").unwrap_or(is_multi(association.kind))
    };
    let below = &nested.includes;
    Ok(Include {
        has_duplicating: duplicating || below.iter().any(|include| include.has_duplicating),
        has_required: required || below.iter().any(|include| include.required),
        has_multi: nested.has_multi,
        has_single: nested.has_single || through.is_some(),
        has_where: has_own_where || below.iter().any(|include| include.has_where),
        sub_query_given: flag("subQuery"),
        sub_query: false,
        sub_query_filter: false,
        alias: association.name.clone(),
        model: name,
        association,
        filter: conditions,
        on: option("on").cloned(),
        or: flag("or").unwrap_or(false),
        right: flag("right").unwrap_or(false),
        attributes,
        required,
        separate,
        duplicating,
        through,
        includes: nested.includes,
        options,
    })
}

/// Puts primary keys in front of attributes that leave them out: rows are told apart by them.
fn with_keys(model: &Model, mut list: Vec<Json>, top: Top) -> Vec<Json> {
    if !top.raw && !list.is_empty() {
        for key in &model.primary_key {
            let field = model.attributes.get(key).map(|attribute| &attribute.field);
            let is_it = |item: &Json| match item {
                Json::String(name) => name == key,
                // Under another name it is there too where its column has another name.
                item => field.is_some_and(|field| field != key && *item == json!([field, key])),
            };
            if !list.iter().any(is_it) {
                list.insert(0, Json::String(key.clone()));
            }
        }
    }
    list
}

/// Every stored attribute, as `attributes` would list it.
pub fn all_attributes(model: &Model) -> Vec<Json> {
    model
        .stored_attributes()
        .map(|attribute| Json::String(attribute.name.clone()))
        .collect()
}

/// An association's scope as a `where`.
pub fn scope_of(association: &Association) -> Json {
    scope_json(&association.scope)
}

/// A scope as a `where`.
pub fn scope_json(scope: &indexmap::IndexMap<String, crate::schema::Value>) -> Json {
    scope
        .iter()
        .map(|(key, value)| {
            let value = serde_json::to_value(value).unwrap_or(Json::Null);
            (key.clone(), value)
        })
        .collect::<Object>()
        .into()
}

fn through_include(
    schema: &Schema,
    association: &Association,
    given: Option<&Json>,
    top: Top,
) -> Option<ThroughInclude> {
    let through = association.through.as_ref()?;
    let model = schema.model(&through.model)?;
    let mut conditions = given.and_then(|given| js::given(given, "where")).cloned();
    if !through.scope.is_empty() {
        let scope = scope_json(&through.scope);
        conditions = Some(match conditions {
            Some(given) => js::both(given, scope),
            None => scope,
        });
    }
    let conditions = conditions.map(|given| filter::to_columns(&given, model));
    let conditions =
        if given.is_some_and(|given| js::member(given, "paranoid") == Some(&false.into())) {
            conditions
        } else {
            add_paranoid(model, conditions)
        };
    Some(ThroughInclude {
        model: model.name.clone(),
        name: given
            .and_then(|given| js::text(given, "as"))
            .unwrap_or(&model.name)
            .to_owned(),
        attributes: given
            .and_then(|given| js::given(given, "attributes"))
            .and_then(|given| super::finder::expand_attributes(model, given).ok())
            .map_or_else(|| all_attributes(model), |list| with_keys(model, list, top)),
        filter: conditions,
    })
}

/// `_getIncludedAssociation`.
fn included_association(
    source: &Model,
    target: &Model,
    alias: Option<&str>,
) -> Result<Association, OrmError> {
    let candidates: Vec<_> = source
        .associations
        .values()
        .filter(|association| association.target == target.name)
        .collect();
    let (source, target) = (&source.name, &target.name);
    if candidates.is_empty() {
        return Err(OrmError::eager_loading(format!(
            "{target} is not associated to {source}!"
        )));
    }
    let found = candidates.iter().find(|association| match alias {
        Some(alias) => association.name == alias,
        None => !association.is_aliased,
    });
    if let Some(association) = found {
        return Ok((*association).clone());
    }
    Err(OrmError::eager_loading(match (candidates.len(), alias) {
        (1, Some(alias)) => {
            let names: Vec<_> = candidates.iter().map(|a| a.name.as_str()).collect();
            format!(
                "{target} is associated to {source} using an alias. You've included an alias ({alias}), but it does not match the alias(es) defined in your association ({}).",
                names.join(", ")
            )
        }
        (1, None) => format!(
            "{target} is associated to {source} using an alias. You must use the 'as' keyword to specify the alias within your include statement."
        ),
        _ => format!(
            "{target} is associated to {source} multiple times. To identify the correct association, you must use the 'as' keyword to specify the alias of the association you want to include."
        ),
    }))
}

/// `_paranoidClause` over the tree: it makes no include required, and only an include's own
/// `paranoid: false` stops it.
fn leave_deleted_out(schema: &Schema, include: &mut Include) {
    for below in &mut include.includes {
        leave_deleted_out(schema, below);
    }
    if include.options.get("paranoid") == Some(&Json::Bool(false)) {
        return;
    }
    if let Some(model) = schema.model(&include.model) {
        include.filter = add_paranoid(model, include.filter.take());
    }
}
