//! Turns resolved includes into columns and joins. Mirrors `generateInclude`, `generateJoin`,
//! `generateThroughJoin` and `_generateSubQueryFilter`.

use super::{
    OrmError,
    filter::Filter,
    finder::{Finder, Query, primary_key_field, to_column_pairs},
    include::{Include, ThroughInclude},
    js::{self, Json, Object},
    method::method_expr,
};
use crate::{
    dialect::statement::{Binding, Body, Expr, Join, JoinKind, Select, SelectItem, Statement},
    schema::{Association, AssociationKind, Model, Value},
};

/// Columns and joins gathered from includes, for the whole query and for the limited one inside.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) main_items: Vec<SelectItem>,
    pub(super) sub_items: Vec<SelectItem>,
    pub(super) main_joins: Vec<Join>,
    pub(super) sub_joins: Vec<Join>,
}

/// Where an include hangs.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The alias of the parent inside the query: `Tweets->Tags`.
    pub(super) internal: &'a str,
    /// The label of the parent's columns: `Tweets.Tags`; empty at the top.
    pub(super) external: &'a str,
    /// The parent's include, and where that hangs; `None` at the top.
    pub(super) parent: Option<(&'a Include, &'a Place<'a>)>,
    /// The parent's join stands inside the limited query.
    pub(super) parent_sub_query: bool,
    /// The parent's model.
    pub(super) model: &'a Model,
}

/// The query that includes are joined to.
#[derive(Clone, Copy)]
pub(super) struct TopLevel<'a> {
    pub(super) finder: Finder<'a>,
    pub(super) model: &'a Model,
    pub(super) sub_query: bool,
    pub(super) grouped: bool,
    pub(super) include_attributes: bool,
}

impl TopLevel<'_> {
    /// `generateInclude`: one include's columns and join, then those below it.
    pub(super) fn include(
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
                parent: Some((include, &place)),
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
                            return method_expr(self.finder.dialect, method)
                                .map(SelectItem::plain);
                        }
                        (_, false) => {
                            return Err(OrmError::error(
                                "Tried to select attributes using Sequelize.cast or Sequelize.fn without specifying an alias for the result, during eager loading. This means the attribute will not be added to the returned instance",
                            ));
                        }
                        _ => method_expr(self.finder.dialect, method)?,
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
        through: &ThroughInclude,
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
        let through_alias = format!("{internal}->{}", through.name);
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
                    method => method_expr(self.finder.dialect, method)?,
                };
                let label = format!("{external}.{}.{label}", through.name);
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
        if !self.sub_query || !include.sub_query_filter {
            return Ok(());
        }
        // The way down from the top to the include, of what is required alone.
        let mut way = Include {
            includes: required_below(include),
            ..include.clone()
        };
        let mut above = place.parent;
        while let Some((parent, place)) = above {
            if !parent.required || parent.sub_query_filter {
                // An optional include takes no rows away; a filter above has this one in it.
                return Ok(());
            }
            way = Include {
                includes: vec![way],
                ..parent.clone()
            };
            above = place.parent;
        }
        let include = &way;
        let schema = self.finder.schema;
        let Some(model) = schema.model(&include.model) else {
            return Ok(());
        };
        let association = &include.association;
        let top_name = &self.model.name;
        let required = include.includes.clone();
        let select = if let Some(through) = &include.through {
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
                &[to_target],
                tie,
                through.filter.as_ref(),
                true,
            )?
        } else {
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
                &required,
                tie,
                include.filter.as_ref(),
                false,
            )?
        };
        let rendered = Statement::Select(Box::new(select))
            .write(self.finder.dialect)
            .sql;
        let text = format!("( {} ) IS NOT NULL", rendered.trim_end_matches(';'));
        let key = format!("__{internal}");
        let mut object = match filter.take() {
            None => Object::new(),
            Some(given) => {
                if let Some(object) = js::plain(&given) {
                    object.clone()
                } else {
                    let mut object = Object::new();
                    object.insert("@and".into(), Json::Array(vec![given]));
                    object
                }
            }
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
        includes: &[Include],
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
            in_two: false,
            include_attributes: false,
            limit: Some(Value::Integer(1)),
            offset: None,
            grouped: None,
        };
        let mut select = self.finder.select(query, includes)?;
        select.filter = Expr::all(all).map(|inner| Expr::Parens(Box::new(inner)));
        Ok(select)
    }
}

/// `_getRequiredClosure`: the required includes below one.
fn required_below(include: &Include) -> Vec<Include> {
    include
        .includes
        .iter()
        .filter(|child| child.required)
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
fn to_target(association: &Association, target: &Model) -> Association {
    Association {
        kind: AssociationKind::BelongsTo,
        target: association.target.clone(),
        name: target.singular.clone(),
        foreign_key: association.other_key.clone().unwrap_or_default(),
        foreign_key_field: association.other_key_field.clone().unwrap_or_default(),
        target_key: association.target_key.clone(),
        target_key_field: association.target_key_field.clone(),
        ..Association::default()
    }
}
