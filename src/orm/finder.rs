//! Builds the SELECT of a finder. Mirrors `findAll`, `selectQuery`, `generateInclude`,
//! `generateJoin`, `generateThroughJoin` and `_generateSubQueryFilter`.

use super::{
    OrmError, encode,
    filter::{self, Filter, add_paranoid},
    include::{self, Include, Resolved, Top},
    js::{self, Json, Object},
    order::Context,
};
use crate::{
    dialect::{
        Dialect,
        statement::{Binding, Body, Expr, Join, JoinKind, Lock, Select, SelectItem, Source},
    },
    schema::{AssociationKind, Model, Schema, Value},
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
struct Query<'a> {
    model: &'a Model,
    alias: &'a str,
    attributes: Vec<Json>,
    filter: Option<Json>,
    options: &'a Object,
    sub_query: bool,
    /// Columns of includes are selected too (not in `count` and in subquery filters).
    include_attributes: bool,
    limit: Option<Value>,
    offset: Option<Value>,
    grouped: Option<&'a Grouped>,
}

/// `separate` with a LIMIT: one query for each source row.
pub struct Grouped {
    /// The column that references the source.
    pub column: String,
    /// The sources' keys.
    pub keys: Vec<Json>,
}

/// Columns and joins gathered from includes, for the whole query and for the limited one inside.
#[derive(Default)]
struct Parts {
    main_items: Vec<SelectItem>,
    sub_items: Vec<SelectItem>,
    main_joins: Vec<Join>,
    sub_joins: Vec<Join>,
}

/// Where an include hangs.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The alias of the parent inside the query: `Tweets->Tags`.
    internal: &'a str,
    /// The label of the parent's columns: `Tweets.Tags`; empty at the top.
    external: &'a str,
    /// The parent's include; `None` at the top.
    parent: Option<&'a Include>,
    /// The parent's join stands inside the limited query.
    parent_sub_query: bool,
    /// The parent's model.
    model: &'a Model,
}

impl Finder<'_> {
    /// The SELECT of `findAll` on `model`.
    pub fn find(&self, model: &Model, options: &Object) -> Result<Found, OrmError> {
        self.find_grouped(model, options, None)
    }

    /// The same for several sources, each with the LIMIT of `options`.
    pub fn find_grouped(
        &self,
        model: &Model,
        options: &Object,
        grouped: Option<&Grouped>,
    ) -> Result<Found, OrmError> {
        let option = |key: &str| options.get(key).filter(|value| !value.is_null());
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
            None => Resolved::default(),
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
            sub_query: resolved.sub_query,
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
        let counts = function == "count";
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
            sub_query: resolved.sub_query,
            include_attributes: option("includeIgnoreAttributes") != Some(&Json::Bool(false))
                && !counts,
            limit: option("limit")
                .filter(|_| !counts)
                .map(encode::untyped)
                .transpose()?,
            offset: option("offset")
                .filter(|_| !counts)
                .map(encode::untyped)
                .transpose()?,
            grouped: None,
        };
        self.select(query, &resolved.includes)
    }

    /// `selectQuery`.
    fn select(&self, query: Query<'_>, includes: &[Include]) -> Result<Select, OrmError> {
        let Query { model, alias, .. } = query;
        let mut attributes = query.attributes;
        if query.sub_query {
            for key in &model.primary_key {
                if !selects(&attributes, key)
                    && let Some(attribute) = model.attributes.get(key)
                {
                    attributes.push(serde_json::json!([key, attribute.field]));
                }
            }
        }
        let items = self.items(model, alias, &attributes, !includes.is_empty())?;
        let everything = || SelectItem::plain(Expr::of(alias, "*"));
        let whole = query.sub_query || query.grouped.is_some();
        let mut parts = Parts::default();
        if whole {
            parts.sub_items = items;
            parts.main_items = vec![everything()];
        } else {
            parts.main_items = items;
        }
        let mut filter = query.filter;
        let top = TopLevel {
            finder: *self,
            model,
            sub_query: query.sub_query,
            grouped: query.grouped.is_some(),
            include_attributes: query.include_attributes,
        };
        let place = Place {
            internal: alias,
            external: "",
            parent: None,
            parent_sub_query: query.sub_query,
            model,
        };
        for include in includes.iter().filter(|include| !include.separate) {
            top.include(include, place, &mut parts, &mut filter)?;
        }
        dedup(&mut parts.main_items);
        dedup(&mut parts.sub_items);
        if parts.main_items.is_empty() {
            return Err(OrmError::query(format!(
                "Attempted a SELECT query for model '{}' as {} without selecting any columns",
                model.name,
                crate::dialect::quote::quote_identifier(self.dialect, alias)
            )));
        }

        let conditions = Filter::new(self.dialect, Some(model), alias);
        let option = |key: &str| query.options.get(key).filter(|value| !value.is_null());
        let order = Context {
            schema: self.schema,
            dialect: self.dialect,
            model,
            attributes: &attributes,
            sub_query: query.sub_query,
        };
        let is_count = option("order").is_none();
        let orders = order.orders(option("order").unwrap_or(&Json::Null))?;
        let tie_break = self.tie_break(&query.limit, &query.offset, model, alias, &orders.names, {
            is_count || !includes.is_empty() && orders.sub.is_empty()
        });
        let source = Source::Table(model.table.clone());
        let filter = match &filter {
            Some(filter) => conditions.conditions(filter)?,
            None => None,
        };
        let group = order.group(option("group").unwrap_or(&Json::Null))?;
        let having = match option("having") {
            Some(given) => Filter::new(self.dialect, Some(model), "").conditions(given)?,
            None => None,
        };
        let lock = option("lock").map(|given| lock_of(given, option("skipLocked")));
        if let Some(grouped) = query.grouped {
            let mut queries = Vec::with_capacity(grouped.keys.len());
            for key in &grouped.keys {
                let own =
                    conditions.conditions(&js::object(grouped.column.clone(), key.clone()))?;
                let mut all: Vec<_> = filter.iter().cloned().collect();
                all.extend(own);
                queries.push(Select {
                    items: parts.sub_items.clone(),
                    source: source.clone(),
                    alias: Some(alias.to_owned()),
                    filter: Expr::all(all),
                    order: orders.main.clone(),
                    limit: query.limit.clone(),
                    offset: query.offset.clone(),
                    tie_break: tie_break.clone(),
                    ..Select::default()
                });
            }
            return Ok(Select {
                items: parts.main_items,
                source: Source::Union(queries),
                alias: Some(alias.to_owned()),
                joins: parts.main_joins,
                ..Select::default()
            });
        }
        if !query.sub_query {
            return Ok(Select {
                items: parts.main_items,
                source,
                alias: Some(alias.to_owned()),
                joins: parts.main_joins,
                filter,
                group,
                having,
                order: orders.main,
                limit: query.limit,
                offset: query.offset,
                tie_break,
                lock,
            });
        }
        let inside = Select {
            items: parts.sub_items,
            source,
            alias: Some(alias.to_owned()),
            joins: parts.sub_joins,
            filter,
            group,
            having,
            order: orders.sub,
            limit: query.limit,
            offset: query.offset,
            tie_break,
            lock: None,
        };
        Ok(Select {
            items: parts.main_items,
            source: Source::Query(Box::new(inside)),
            alias: Some(alias.to_owned()),
            joins: parts.main_joins,
            order: orders.main,
            lock,
            ..Select::default()
        })
    }

    /// What mssql orders by so that LIMIT may stand: the primary key, unless the order has it.
    fn tie_break(
        &self,
        limit: &Option<Value>,
        offset: &Option<Value>,
        model: &Model,
        alias: &str,
        names: &[String],
        wanted: bool,
    ) -> Option<Expr> {
        if self.dialect != Dialect::Mssql || limit.is_none() && offset.is_none() || !wanted {
            return None;
        }
        let field = primary_key_field(model)?;
        (!names.iter().any(|name| name == field)).then(|| Expr::of(alias, field))
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
                        method => filter::method(self.dialect, method)?,
                    };
                    Ok(SelectItem::labelled(expr, label.as_str().unwrap_or_default()))
                }
                method => filter::method(self.dialect, method).map(SelectItem::plain),
            })
            .collect()
    }
}

/// The query that includes are joined to.
#[derive(Clone, Copy)]
struct TopLevel<'a> {
    finder: Finder<'a>,
    model: &'a Model,
    sub_query: bool,
    grouped: bool,
    include_attributes: bool,
}

impl TopLevel<'_> {
    /// `generateInclude`: one include's columns and join, then those below it.
    fn include(
        &self,
        include: &Include,
        place: Place<'_>,
        parts: &mut Parts,
        filter: &mut Option<Json>,
    ) -> Result<(), OrmError> {
        let schema = self.finder.schema;
        let Some(model) = schema.model(&include.model) else {
            return Ok(());
        };
        let below_top = place.external.is_empty() || place.external == self.model.table.name;
        let (internal, external) = if below_top {
            (include.alias.clone(), include.alias.clone())
        } else {
            (
                format!("{}->{}", place.internal, include.alias),
                format!("{}.{}", place.external, include.alias),
            )
        };
        let inside = include.sub_query && self.sub_query;
        let mut own = Parts::default();
        if self.include_attributes {
            let items = self.include_items(model, include, &internal, &external)?;
            if inside {
                own.sub_items = items;
            } else {
                own.main_items = items;
            }
        }
        let mut join = if let Some(through) = &include.through {
            let join =
                self.through_join(include, through, place, &internal, &external, &mut own)?;
            self.filter_by_subquery(include, place, &internal, filter)?;
            join
        } else {
            self.filter_by_subquery(include, place, &internal, filter)?;
            self.join(include, model, place, &internal, &mut own)?
        };
        let mut below = Parts::default();
        let mut mismatch = false;
        for child in include.includes.iter().filter(|child| !child.separate) {
            mismatch |= !include.required && child.required;
            let place = Place {
                internal: &internal,
                external: &external,
                parent: Some(include),
                parent_sub_query: include.sub_query,
                model,
            };
            let mut of_child = Parts::default();
            self.include(child, place, &mut of_child, filter)?;
            below.main_items.append(&mut of_child.main_items);
            below.sub_items.append(&mut of_child.sub_items);
            below.main_joins.append(&mut of_child.main_joins);
            // Sequelize drops what a child outside the limited query would join inside it.
            if child.sub_query && self.sub_query {
                below.sub_joins.append(&mut of_child.sub_joins);
            }
        }
        parts.main_items.append(&mut own.main_items);
        parts.sub_items.append(&mut own.sub_items);
        parts.main_items.append(&mut below.main_items);
        parts.sub_items.append(&mut below.sub_items);
        // Required joins inside an optional one are put in parentheses with it, so that they take
        // nothing away from the rows above.
        let (joins, with) = if inside {
            parts.main_joins.append(&mut below.main_joins);
            (&mut parts.sub_joins, below.sub_joins)
        } else {
            parts.sub_joins.append(&mut below.sub_joins);
            (&mut parts.main_joins, below.main_joins)
        };
        if mismatch && !with.is_empty() {
            join.body = Body::Nested(Box::new(join.body), with);
            joins.push(join);
        } else {
            joins.push(join);
            joins.extend(with);
        }
        Ok(())
    }

    fn include_items(
        &self,
        model: &Model,
        include: &Include,
        internal: &str,
        external: &str,
    ) -> Result<Vec<SelectItem>, OrmError> {
        let mut attributes = include.attributes.clone();
        to_column_pairs(model, &mut attributes);
        attributes
            .iter()
            .map(|attribute| {
                let (what, label) = match attribute.as_array().map(Vec::as_slice) {
                    Some([what, label]) => (what, label.as_str().unwrap_or_default()),
                    _ => (attribute, attribute.as_str().unwrap_or_default()),
                };
                let expr = match what {
                    Json::String(name) => Expr::of(internal, name),
                    method => match (js::tag(method), attribute.is_array()) {
                        (Some("literal"), false) => {
                            return filter::method(self.finder.dialect, method)
                                .map(SelectItem::plain);
                        }
                        (_, false) => {
                            return Err(OrmError::error(
                                "Tried to select attributes using Sequelize.cast or Sequelize.fn without specifying an alias for the result, during eager loading. This means the attribute will not be added to the returned instance",
                            ));
                        }
                        _ => filter::method(self.finder.dialect, method)?,
                    },
                };
                Ok(SelectItem::labelled(expr, format!("{external}.{label}")))
            })
            .collect()
    }

    fn kind(include: &Include) -> JoinKind {
        if include.required {
            JoinKind::Inner
        } else if include.right {
            JoinKind::Right
        } else {
            JoinKind::Left
        }
    }

    /// `generateJoin`: belongsTo, hasOne and hasMany.
    fn join(
        &self,
        include: &Include,
        model: &Model,
        place: Place<'_>,
        internal: &str,
        own: &mut Parts,
    ) -> Result<Join, OrmError> {
        let association = &include.association;
        let owns_key = association.kind == AssociationKind::BelongsTo;
        let (key_left, field_left, field_right) = if owns_key {
            (
                association.foreign_key.as_str(),
                association.foreign_key_field.as_str(),
                association.target_key_field.as_deref(),
            )
        } else {
            (
                association.source_key.as_deref().unwrap_or("id"),
                association.source_key_field.as_deref().unwrap_or("id"),
                Some(association.foreign_key_field.as_str()),
            )
        };
        let left = place.internal;
        let top = place.parent.is_none();
        let mut on = Expr::of(left, field_left);
        let crosses = self.sub_query && place.parent_sub_query && !include.sub_query;
        if self.grouped && top || crosses {
            if top {
                on = Expr::of(left, key_left);
                if self.sub_query {
                    let column = Expr::of(left, field_left);
                    own.sub_items.push(if key_left == field_left {
                        SelectItem::plain(column)
                    } else {
                        SelectItem::labelled(column, key_left)
                    });
                }
            } else {
                on = Expr::column(format!("{}.{key_left}", left.replace("->", ".")));
            }
        }
        on = Expr::equal(on, Expr::of(internal, field_right.unwrap_or("id")));
        let conditions = Filter::new(self.finder.dialect, Some(model), internal);
        if let Some(given) = &include.on
            && let Some(given) = conditions.items(given, Binding::And)?
        {
            on = given;
        }
        if let Some(given) = &include.filter
            && let Some(given) = conditions.items(given, Binding::And)?
        {
            let binding = if include.or {
                Binding::Or
            } else {
                Binding::And
            };
            on = Expr::Chain(binding, vec![on, given]);
        }
        Ok(Join {
            kind: Self::kind(include),
            body: Body::Table(model.table.clone(), internal.to_owned()),
            on,
        })
    }

    /// `generateThroughJoin`: belongsToMany.
    fn through_join(
        &self,
        include: &Include,
        through: &include::ThroughInclude,
        place: Place<'_>,
        internal: &str,
        external: &str,
        own: &mut Parts,
    ) -> Result<Join, OrmError> {
        let schema = self.finder.schema;
        let association = &include.association;
        let (Some(model), Some(through_model)) =
            (schema.model(&include.model), schema.model(&through.model))
        else {
            return Err(OrmError::error(format!(
                "{} has not been defined",
                through.model
            )));
        };
        let through_alias = format!("{internal}->{}", through.model);
        if self.include_attributes {
            let mut attributes = through.attributes.clone();
            to_column_pairs(through_model, &mut attributes);
            for attribute in &attributes {
                let (what, label) = match attribute.as_array().map(Vec::as_slice) {
                    Some([what, label]) => (what, label),
                    _ => (attribute, attribute),
                };
                let label = label.as_str().unwrap_or_default();
                let expr = match what {
                    Json::String(name) => Expr::of(&through_alias, name),
                    method => filter::method(self.finder.dialect, method)?,
                };
                let label = format!("{external}.{}.{label}", through.model);
                own.main_items.push(SelectItem::labelled(expr, label));
            }
        }
        let top = place.parent.is_none();
        let source_field = association.source_key_field.as_deref().unwrap_or("id");
        let source_key = association.source_key.as_deref().unwrap_or("id");
        // Outside the limited query its columns have the names of their attributes.
        let stays = !self.sub_query
            || !include.sub_query && !place.parent_sub_query && place.model.name != self.model.name;
        let source = if stays { source_field } else { source_key };
        let crosses = self.sub_query && !include.sub_query && place.parent_sub_query && !top;
        let left = if crosses {
            Expr::column(format!("{}.{source}", place.internal))
        } else {
            Expr::of(place.internal, source)
        };
        let mut on = Expr::equal(
            left,
            Expr::of(&through_alias, &association.foreign_key_field),
        );
        let target_field = association.target_key_field.as_deref().unwrap_or("id");
        let other_field = association.other_key_field.as_deref().unwrap_or("id");
        let mut target_on = Expr::equal(
            Expr::of(internal, target_field),
            Expr::of(&through_alias, other_field),
        );
        if let Some(given) = &through.filter {
            let conditions = Filter::new(self.finder.dialect, Some(through_model), &through_alias);
            target_on = target_on.and(conditions.conditions(given)?);
        }
        if let Some(given) = &include.filter {
            let conditions = Filter::new(self.finder.dialect, Some(model), internal);
            on = on.and(conditions.conditions(given)?);
        }
        Ok(Join {
            kind: Self::kind(include),
            body: Body::Through {
                through: (through_model.table.clone(), through_alias),
                target: (model.table.clone(), internal.to_owned()),
                on: Box::new(target_on),
            },
            on,
        })
    }

    /// `_generateSubQueryFilter`: keeps, inside the limited query, only rows that have one of these.
    fn filter_by_subquery(
        &self,
        include: &Include,
        place: Place<'_>,
        internal: &str,
        filter: &mut Option<Json>,
    ) -> Result<(), OrmError> {
        if !self.sub_query || !include.sub_query_filter || place.parent.is_some() {
            // A nested one is part of the filter of the include above it.
            return Ok(());
        }
        let schema = self.finder.schema;
        let Some(model) = schema.model(&include.model) else {
            return Ok(());
        };
        let association = &include.association;
        let top_name = &self.model.name;
        let required = required_below(include);
        let select = match &include.through {
            Some(through) => {
                let Some(through_model) = schema.model(&through.model) else {
                    return Ok(());
                };
                let top_key = primary_key_field(self.model).unwrap_or("id");
                let tie = Expr::equal(
                    Expr::of(top_name, top_key),
                    Expr::of(&through_model.name, &association.foreign_key_field),
                );
                let to_target = Include {
                    model: include.model.clone(),
                    alias: model.singular.clone(),
                    association: to_target(association, model),
                    filter: include.filter.clone(),
                    required: true,
                    includes: required,
                    ..Include::default()
                };
                self.subquery(
                    through_model,
                    &through_model.name,
                    primary_key_field(through_model).unwrap_or("id"),
                    vec![to_target],
                    tie,
                    through.filter.as_ref(),
                    true,
                )?
            }
            None => {
                let owns_key = association.kind == AssociationKind::BelongsTo;
                let (source_field, target_field) = if owns_key {
                    (
                        association.foreign_key_field.as_str(),
                        primary_key_field(model).unwrap_or("id"),
                    )
                } else {
                    (
                        association.source_key_field.as_deref().unwrap_or("id"),
                        association.foreign_key_field.as_str(),
                    )
                };
                let tie = Expr::equal(
                    Expr::of(&include.alias, target_field),
                    Expr::of(top_name, source_field),
                );
                self.subquery(
                    model,
                    &include.alias,
                    target_field,
                    required,
                    tie,
                    include.filter.as_ref(),
                    false,
                )?
            }
        };
        let rendered = crate::dialect::statement::Statement::Select(Box::new(select))
            .write(self.finder.dialect)
            .sql;
        let text = format!("( {} ) IS NOT NULL", rendered.trim_end_matches(';'));
        let key = format!("__{internal}");
        let mut object = match filter.take() {
            None => Object::new(),
            Some(given) => match js::plain(&given) {
                Some(object) => object.clone(),
                None => {
                    let mut object = Object::new();
                    object.insert("@and".into(), Json::Array(vec![given]));
                    object
                }
            },
        };
        object.insert(key, js::literal(text));
        *filter = Some(Json::Object(object));
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn subquery(
        &self,
        model: &Model,
        alias: &str,
        column: &str,
        includes: Vec<Include>,
        tie: Expr,
        own: Option<&Json>,
        tie_first: bool,
    ) -> Result<Select, OrmError> {
        let conditions = Filter::new(self.finder.dialect, Some(model), alias);
        let mut all = vec![tie];
        if let Some(own) = own
            && let Some(condition) = conditions.items(own, Binding::And)?
        {
            let condition = if js::complex_size(own) > 1 {
                Expr::Parens(Box::new(condition))
            } else {
                condition
            };
            all.insert(usize::from(tie_first), condition);
        }
        let options = Object::new();
        let query = Query {
            model,
            alias,
            attributes: vec![Json::String(column.to_owned())],
            filter: None,
            options: &options,
            sub_query: false,
            include_attributes: false,
            limit: Some(Value::Integer(1)),
            offset: None,
            grouped: None,
        };
        let mut select = self.finder.select(query, &includes)?;
        select.filter = Expr::all(all).map(|inner| Expr::Parens(Box::new(inner)));
        Ok(select)
    }
}

/// `_getRequiredClosure`: the required includes below one.
fn required_below(include: &Include) -> Vec<Include> {
    include
        .includes
        .iter()
        .filter(|child| child.required && !child.separate)
        .map(|child| Include {
            includes: required_below(child),
            attributes: Vec::new(),
            sub_query: false,
            sub_query_filter: false,
            ..child.clone()
        })
        .collect()
}

/// The belongsTo from the join table to the target.
fn to_target(
    association: &crate::schema::Association,
    target: &Model,
) -> crate::schema::Association {
    crate::schema::Association {
        kind: AssociationKind::BelongsTo,
        target: association.target.clone(),
        name: target.singular.clone(),
        foreign_key: association.other_key.clone().unwrap_or_default(),
        foreign_key_field: association.other_key_field.clone().unwrap_or_default(),
        target_key: association.target_key.clone(),
        target_key_field: association.target_key_field.clone(),
        ..crate::schema::Association::default()
    }
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
    match given {
        Json::Array(items) => Ok(resolve(items.clone())),
        _ => {
            let object = js::plain(given).ok_or_else(|| {
                OrmError::query(
                    "The attributes option must be an array of column names or an object",
                )
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
}

/// Puts `[column, attribute]` in the place of attributes whose column has another name.
fn to_column_pairs(model: &Model, attributes: &mut [Json]) {
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
