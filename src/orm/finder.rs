//! Builds the SELECT of a finder or an aggregate. Mirrors `findAll`, `aggregate` and `selectQuery`.

use super::{
    OrmError, encode,
    filter::{self, Filter, add_paranoid},
    include::{self, Include, Resolved, Top},
    join::{Parts, Place, TopLevel},
    js::{self, Json, Object},
    method::method_expr,
    order::Context,
};
use crate::{
    dialect::{
        Dialect,
        quote::quote_identifier,
        statement::{Expr, Lock, Select, SelectItem, Source},
    },
    schema::{Model, Schema, Value},
};

/// A finder's SELECT, and the tree its rows are folded into.
#[derive(Debug)]
pub struct Found {
    /// The statement.
    pub select: Select,
    /// The includes.
    pub includes: Vec<Include>,
    /// Some include is to-many: rows of one parent are put together.
    pub has_multi: bool,
}

/// What a finder is built with.
#[derive(Clone, Copy)]
pub struct Finder<'a> {
    /// All models.
    pub schema: &'a Schema,
    /// The dialect.
    pub dialect: Dialect,
}

/// What `selectQuery` is asked for, once includes and attributes are settled.
pub(super) struct Query<'a> {
    pub(super) model: &'a Model,
    pub(super) alias: &'a str,
    pub(super) attributes: Vec<Json>,
    pub(super) filter: Option<Json>,
    pub(super) options: &'a Object,
    /// There is a limited query inside the whole one.
    pub(super) in_two: bool,
    /// Columns of includes are selected too (not in `count` and in subquery filters).
    pub(super) include_attributes: bool,
    pub(super) limit: Option<Value>,
    pub(super) offset: Option<Value>,
    pub(super) grouped: Option<&'a Grouped>,
}

/// `separate` with a LIMIT: one query for each source row.
pub struct Grouped {
    /// The column that references the source.
    pub column: String,
    /// The sources' keys.
    pub keys: Vec<Json>,
}

impl Grouped {
    /// From `{column, values}`, as the façade sends it.
    fn of(given: &Json) -> Option<Self> {
        Some(Self {
            column: js::text(given, "column")?.to_owned(),
            keys: js::member(given, "values")?.as_array()?.clone(),
        })
    }
}

impl Finder<'_> {
    /// The SELECT of `findAll` on `model`.
    pub fn find(&self, model: &Model, options: &Object) -> Result<Found, OrmError> {
        let option = |key: &str| options.get(key).filter(|value| !value.is_null());
        let grouped = option("groupedLimit").and_then(Grouped::of);
        let grouped = grouped.as_ref();
        let raw = option("raw").is_some_and(js::truthy);
        let limit = option("limit").map(encode::untyped).transpose()?;
        let resolved = match option("include") {
            Some(given) => include::resolve(
                self.schema,
                model,
                given,
                Top {
                    limited: option("limit").is_some_and(js::truthy) && grouped.is_none(),
                    sub_query: option("subQuery").map(js::truthy),
                    raw,
                },
            )?,
            None => Resolved {
                sub_query: option("subQuery").is_some_and(js::truthy),
                ..Resolved::default()
            },
        };
        let mut attributes = match option("attributes") {
            Some(given) => {
                let mut list = expand_attributes(model, given)?;
                if !list.is_empty() {
                    for key in &resolved.needed {
                        if !selects(&list, key) {
                            list.push(Json::String(key.clone()));
                        }
                    }
                }
                let grouped_alone =
                    option("group").is_some() && resolved.has_single && !resolved.has_multi;
                if let Some(key) = model.primary_key.first()
                    && !resolved.includes.is_empty()
                    && !raw
                    && !list.contains(&Json::String(key.clone()))
                    && !grouped_alone
                {
                    list.insert(0, Json::String(key.clone()));
                }
                list
            }
            None => include::all_attributes(model),
        };
        to_column_pairs(model, &mut attributes);
        let given = option("where").map(|given| filter::to_columns(given, model));
        let paranoid = option("paranoid") != Some(&Json::Bool(false));
        let query = Query {
            model,
            alias: &model.name,
            attributes,
            filter: if paranoid {
                add_paranoid(model, given)
            } else {
                given
            },
            options,
            in_two: resolved.sub_query,
            include_attributes: true,
            limit,
            offset: option("offset").map(encode::untyped).transpose()?,
            grouped,
        };
        Ok(Found {
            select: self.select(query, &resolved.includes)?,
            has_multi: resolved.has_multi,
            includes: resolved.includes,
        })
    }

    /// The SELECT of `count`, `sum`, `min`, …: one call over a column.
    pub fn aggregate(
        &self,
        model: &Model,
        function: &str,
        column: &str,
        options: &Object,
    ) -> Result<Select, OrmError> {
        let option = |key: &str| options.get(key).filter(|value| !value.is_null());
        let resolved = match option("include") {
            Some(given) => include::resolve(
                self.schema,
                model,
                given,
                Top {
                    sub_query: option("subQuery").map(js::truthy),
                    raw: true,
                    ..Top::default()
                },
            )?,
            None => Resolved::default(),
        };
        let mut attributes = match option("attributes") {
            Some(given) => expand_attributes(model, given)?,
            None => Vec::new(),
        };
        let group = match option("group") {
            Some(Json::Array(items)) if items.first().is_some_and(Json::is_array) => {
                items[0].as_array().cloned().unwrap_or_default()
            }
            Some(Json::Array(items)) => items.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        for item in group {
            if !attributes.contains(&item) {
                attributes.push(item);
            }
        }
        let mut call = serde_json::json!({"@": "col", "name": column});
        if option("distinct").is_some_and(js::truthy) {
            call = serde_json::json!({"@": "fn", "name": "DISTINCT", "args": [call]});
        }
        attributes.push(serde_json::json!([
            {"@": "fn", "name": function, "args": [call]},
            function
        ]));
        to_column_pairs(model, &mut attributes);
        let given = option("where").map(|given| filter::to_columns(given, model));
        let paranoid = option("paranoid") != Some(&Json::Bool(false));
        let query = Query {
            model,
            alias: &model.name,
            attributes,
            filter: if paranoid {
                add_paranoid(model, given)
            } else {
                given
            },
            options,
            in_two: resolved.sub_query,
            include_attributes: option("includeIgnoreAttributes") != Some(&Json::Bool(false)),
            limit: option("limit").map(encode::untyped).transpose()?,
            offset: option("offset").map(encode::untyped).transpose()?,
            grouped: None,
        };
        self.select(query, &resolved.includes)
    }

    /// `selectQuery`.
    pub(super) fn select(
        &self,
        query: Query<'_>,
        includes: &[Include],
    ) -> Result<Select, OrmError> {
        let Query { model, alias, .. } = query;
        let mut attributes = query.attributes.clone();
        if query.in_two {
            for key in &model.primary_key {
                if !selects(&attributes, key)
                    && let Some(attribute) = model.attributes.get(key)
                {
                    attributes.push(serde_json::json!([key, attribute.field]));
                }
            }
        }
        let qualified = !includes.is_empty() && query.grouped.is_none();
        let items = self.items(model, alias, &attributes, qualified)?;
        let mut filter = query.filter.clone();
        let parts = self.parts(&query, items, includes, &mut filter)?;
        if parts.main_items.is_empty() {
            return Err(OrmError::query(format!(
                "Attempted a SELECT query for model '{}' as {} without selecting any columns",
                model.name,
                quote_identifier(self.dialect, alias)
            )));
        }
        let option = |key: &str| query.options.get(key).filter(|value| !value.is_null());
        let order = Context {
            schema: self.schema,
            dialect: self.dialect,
            model,
            attributes: &query.attributes,
            sub_query: query.in_two,
        };
        let orders = order.orders(option("order").unwrap_or(&Json::Null))?;
        let needs_tie_break =
            option("order").is_none() || !includes.is_empty() && orders.sub.is_empty();
        let conditions = Filter::new(self.dialect, Some(model), alias);
        let mut select = Select {
            source: Source::Table(model.table.clone()),
            alias: Some(alias.to_owned()),
            filter: match &filter {
                Some(filter) => conditions.conditions(filter)?,
                None => None,
            },
            group: order.group(option("group").unwrap_or(&Json::Null))?,
            having: match option("having") {
                Some(given) => Filter::new(self.dialect, Some(model), "").conditions(given)?,
                None => None,
            },
            tie_break: primary_key_field(model)
                .filter(|_| self.dialect == Dialect::Mssql && needs_tie_break)
                .filter(|field| !orders.names.iter().any(|name| name == field))
                .map(|field| Expr::of(alias, field)),
            limit: query.limit,
            offset: query.offset,
            ..Select::default()
        };
        let lock = option("lock").map(|given| lock_of(given, option("skipLocked")));
        if let Some(grouped) = query.grouped {
            select.order = orders.main;
            select.items = parts.sub_items;
            let source = Source::Union(one_for_each(
                &select,
                grouped,
                &conditions,
                filter.as_ref(),
            )?);
            return Ok(Select {
                items: parts.main_items,
                source,
                alias: select.alias,
                joins: parts.main_joins,
                ..Select::default()
            });
        }
        if query.in_two {
            select.items = parts.sub_items;
            select.joins = parts.sub_joins;
            select.order = orders.sub;
            return Ok(Select {
                items: parts.main_items,
                alias: select.alias.clone(),
                source: Source::Query(Box::new(select)),
                joins: parts.main_joins,
                order: orders.main,
                lock,
                ..Select::default()
            });
        }
        Ok(Select {
            items: parts.main_items,
            joins: parts.main_joins,
            order: orders.main,
            lock,
            ..select
        })
    }

    /// The columns and joins of the query and its includes; conditions that keep only rows with a
    /// required include go into `filter`.
    fn parts(
        &self,
        query: &Query<'_>,
        items: Vec<SelectItem>,
        includes: &[Include],
        filter: &mut Option<Json>,
    ) -> Result<Parts, OrmError> {
        let Query { model, alias, .. } = *query;
        let mut parts = Parts::default();
        if query.in_two || query.grouped.is_some() {
            parts.sub_items = items;
            parts.main_items = vec![SelectItem::plain(Expr::of(alias, "*"))];
        } else {
            parts.main_items = items;
        }
        let top = TopLevel {
            finder: *self,
            model,
            sub_query: query.in_two,
            grouped: query.grouped.is_some(),
            include_attributes: query.include_attributes,
        };
        let place = Place {
            internal: alias,
            external: "",
            parent: None,
            parent_sub_query: query.in_two,
            model,
        };
        for include in includes.iter().filter(|include| !include.separate) {
            let before = (parts.main_items.len(), parts.sub_items.len());
            top.include(include, place, &mut parts, filter)?;
            if parts.main_items.len() > before.0 {
                dedup(&mut parts.main_items);
            }
            if parts.sub_items.len() > before.1 {
                dedup(&mut parts.sub_items);
            }
        }
        Ok(parts)
    }

    /// `escapeAttributes`.
    fn items(
        &self,
        model: &Model,
        alias: &str,
        attributes: &[Json],
        qualified: bool,
    ) -> Result<Vec<SelectItem>, OrmError> {
        let column = |name: &str| {
            if qualified && !name.contains('.') {
                Expr::of(alias, name)
            } else {
                Expr::column(name)
            }
        };
        attributes
            .iter()
            .map(|attribute| match attribute {
                Json::String(name) if model.attributes.contains_key(name) => {
                    Ok(SelectItem::plain(column(name)))
                }
                Json::String(name) if name.contains('.') => Ok(SelectItem::plain(Expr::path(name))),
                Json::String(name) => Ok(SelectItem::plain(column(name))),
                Json::Array(pair) => {
                    let [what, label] = pair.as_slice() else {
                        return Err(OrmError::error(format!(
                            "{attribute} is not a valid attribute definition. Please use the following format: ['attribute definition', 'alias']"
                        )));
                    };
                    let expr = match what {
                        Json::String(name) => {
                            if name.contains(['(', ')']) {
                                return Err(OrmError::error(PARENTHESES));
                            }
                            column(name)
                        }
                        method => method_expr(self.dialect, method)?,
                    };
                    Ok(SelectItem::labelled(expr, label.as_str().unwrap_or_default()))
                }
                method => method_expr(self.dialect, method).map(SelectItem::plain),
            })
            .collect()
    }
}

/// The same query for each source, narrowed to its rows: between what the filter's operators say and
/// what it says of columns.
fn one_for_each(
    select: &Select,
    grouped: &Grouped,
    conditions: &Filter<'_>,
    filter: Option<&Json>,
) -> Result<Vec<Select>, OrmError> {
    let (operators, columns): (Object, Object) = filter
        .and_then(js::plain)
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.clone(), value.clone()))
        .partition(|(key, _)| matches!(js::Key::read(key), js::Key::Operator(_)));
    let part = |part: Object| {
        if part.is_empty() {
            return Ok(None);
        }
        conditions.conditions(&Json::Object(part))
    };
    let (operators, columns) = (part(operators)?, part(columns)?);
    let narrowed = grouped.keys.iter().map(|key| {
        let own = conditions.conditions(&js::object(grouped.column.clone(), key.clone()))?;
        let all = [operators.clone(), own, columns.clone()];
        Ok(Select {
            filter: Expr::all(all.into_iter().flatten().collect()),
            ..select.clone()
        })
    });
    narrowed.collect()
}

/// The column of the first primary key attribute.
pub fn primary_key_field(model: &Model) -> Option<&str> {
    let key = model.primary_key.first()?;
    model
        .attributes
        .get(key)
        .map(|attribute| attribute.field.as_str())
}

/// `_expandAttributes`, virtual attributes left out.
pub fn expand_attributes(model: &Model, given: &Json) -> Result<Vec<Json>, OrmError> {
    let is_virtual = |item: &Json| {
        item.as_str()
            .and_then(|name| model.attributes.get(name))
            .is_some_and(|attribute| attribute.data_type.key == "VIRTUAL")
    };
    // A virtual attribute stands for those it is computed from.
    let resolve = |items: Vec<Json>| {
        let mut list: Vec<Json> = Vec::with_capacity(items.len());
        let mut needed = Vec::new();
        for item in items {
            if is_virtual(&item) {
                let fields = item
                    .as_str()
                    .and_then(|name| model.attributes.get(name))
                    .map(|attribute| attribute.data_type.fields.clone());
                needed.extend(fields.into_iter().flatten().map(Json::String));
            } else {
                list.push(item);
            }
        }
        for item in needed {
            if !list.contains(&item) {
                list.push(item);
            }
        }
        list
    };
    if let Json::Array(items) = given {
        Ok(resolve(items.clone()))
    } else {
        let object = js::plain(given).ok_or_else(|| {
            OrmError::query("The attributes option must be an array of column names or an object")
        })?;
        let list = |key: &str| object.get(key).and_then(Json::as_array);
        let mut items: Vec<Json> = model
            .attributes
            .keys()
            .map(|name| Json::String(name.clone()))
            .filter(|name| !list("exclude").is_some_and(|excluded| excluded.contains(name)))
            .collect();
        items.extend(list("include").into_iter().flatten().cloned());
        Ok(resolve(items))
    }
}

/// Puts `[column, attribute]` in the place of attributes whose column has another name.
pub(super) fn to_column_pairs(model: &Model, attributes: &mut [Json]) {
    for item in attributes {
        let renamed = item
            .as_str()
            .and_then(|name| model.attributes.get(name))
            .filter(|attribute| attribute.field != attribute.name);
        if let Some(attribute) = renamed {
            *item = serde_json::json!([attribute.field, attribute.name]);
        }
    }
}

/// An attribute is selected, by itself or as part of a pair.
pub fn selects(attributes: &[Json], name: &str) -> bool {
    attributes.iter().any(|item| match item {
        Json::String(item) => item == name,
        Json::Array(pair) => pair.iter().any(|part| part.as_str() == Some(name)),
        _ => false,
    })
}

fn dedup(items: &mut Vec<SelectItem>) {
    let mut seen: Vec<SelectItem> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    *items = seen;
}

fn lock_of(given: &Json, skip_locked: Option<&Json>) -> Lock {
    let level = given
        .as_str()
        .or_else(|| js::text(given, "level"))
        .unwrap_or("UPDATE");
    Lock {
        level: level.to_owned(),
        of: js::member(given, "of")
            .and_then(|of| js::text(of, "name"))
            .map(str::to_owned),
        skip_locked: skip_locked.is_some_and(js::truthy),
    }
}

const PARENTHESES: &str = "Attributes cannot include parentheses in Sequelize 6:
In order to fix the vulnerability CVE-2023-22578, we had to remove support for treating attributes as raw SQL if they included parentheses.
Sequelize 7 escapes all attributes, even if they include parentheses.
For Sequelize 6, because we're introducing this change in a minor release, we've opted for throwing an error instead of silently escaping the attribute as a way to warn you about this change.

Here is what you can do to fix this error:
- Wrap the attribute in a literal() call. This will make Sequelize treat it as raw SQL.
- Set the \"attributeBehavior\" sequelize option to \"escape\" to make Sequelize escape the attribute, like in Sequelize v7. We highly recommend this option.
- Set the \"attributeBehavior\" sequelize option to \"unsafe-legacy\" to make Sequelize escape the attribute, like in Sequelize v5.

We sincerely apologize for the inconvenience this may cause you. You can find more information on the following threads:
https://github.com/sequelize/sequelize/security/advisories/GHSA-f598-mfpv-gmfx
https://github.com/sequelize/sequelize/discussions/15694";
