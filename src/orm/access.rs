//! The methods associations add to instances: `getTweets`, `setTweets`, `addTag`, … Mirrors
//! `lib/associations/*.js`, each a few finder and writer calls in Sequelize's order.

use super::{
    Orm, OrmError,
    include::scope_json,
    js::{self, Json, Object},
};
use crate::schema::{Association, AssociationKind, Model};
use serde_json::json;

/// One call of an accessor.
pub struct Access<'a> {
    /// `get`, `set`, `add`, `addMultiple`, `remove`, `removeMultiple`, `hasSingle`, `hasAll`, `count`.
    pub accessor: &'a str,
    /// The source's values, by attribute.
    pub instance: &'a Json,
    /// The target or targets: instances, keys or null.
    pub argument: &'a Json,
    /// The learner's options.
    pub options: &'a Object,
}

impl Orm {
    /// Runs an accessor; `bridge::call` tells what each gives.
    pub fn access(
        &mut self,
        model: &str,
        association: &str,
        access: &Access<'_>,
    ) -> Result<Json, OrmError> {
        let source = self.model(model)?;
        let association = source
            .associations
            .get(association)
            .cloned()
            .ok_or_else(|| {
                OrmError::error(format!(
                    "Association with alias \"{association}\" does not exist on {model}"
                ))
            })?;
        let target = self.model(&association.target)?;
        let ends = Ends {
            association,
            target,
        };
        match (ends.association.kind, access.accessor) {
            (AssociationKind::BelongsToMany, "get") => self.many_get(&ends, access, access.options),
            (AssociationKind::BelongsToMany, "set") => self.many_set(&ends, access),
            (AssociationKind::BelongsToMany, "add" | "addMultiple") => self.many_add(&ends, access),
            (AssociationKind::BelongsToMany, "remove" | "removeMultiple") => {
                self.many_remove(&ends, access)
            }
            (_, "get") => self.one_get(&ends, access, access.options),
            (AssociationKind::BelongsTo, "set") => self.belongs_to_set(&ends, access),
            (AssociationKind::HasOne, "set") => self.has_one_set(&ends, access),
            (AssociationKind::HasMany, "set") => self.has_many_set(&ends, access),
            (AssociationKind::HasMany, "add" | "addMultiple") => self.has_many_add(&ends, access),
            (AssociationKind::HasMany, "remove" | "removeMultiple") => {
                self.has_many_remove(&ends, access)
            }
            (AssociationKind::HasMany | AssociationKind::BelongsToMany, "hasSingle" | "hasAll") => {
                self.has(&ends, access)
            }
            (AssociationKind::HasMany | AssociationKind::BelongsToMany, "count") => {
                self.count_targets(&ends, access)
            }
            (_, accessor) => Err(OrmError::type_error(format!(
                "{accessor} is not a function"
            ))),
        }
    }

    /// `get` of belongsTo, hasOne and hasMany.
    fn one_get(
        &mut self,
        ends: &Ends,
        access: &Access<'_>,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let association = &ends.association;
        let given = options.get("where").filter(|given| js::truthy(given));
        let mut options = options.clone();
        let owns_key = association.kind == AssociationKind::BelongsTo;
        let target_key = association.target_key.as_deref().unwrap_or("id");
        if owns_key && given.is_none() {
            let key = value_of(access.instance, &association.foreign_key);
            let by_primary_key = ends.target.primary_key_attribute() == Some(target_key);
            // findByPk(null) asks nothing.
            if by_primary_key && key.is_null() {
                return Ok(json!({"rows": [], "includes": []}));
            }
            options.insert("where".into(), js::object(target_key, key));
            if !by_primary_key {
                options.insert("limit".into(), Json::Null);
            }
            options.insert("one".into(), true.into());
            return self.find(&ends.target.name, &options);
        }
        let mut own = Object::new();
        if owns_key {
            let key = value_of(access.instance, &association.foreign_key);
            own.insert(target_key.to_owned(), key);
            options.insert("limit".into(), Json::Null);
        } else {
            let key = value_of(access.instance, ends.source_key());
            if association.kind == AssociationKind::HasOne {
                own.insert(association.foreign_key.clone(), key);
                own.extend(ends.scope());
            } else {
                own.extend(ends.scope());
                own.insert(association.foreign_key.clone(), key);
            }
        }
        let own = Json::Object(own);
        let conditions = match given {
            Some(given) => js::both(own, given.clone()),
            None => own,
        };
        options.insert("where".into(), conditions);
        if association.kind != AssociationKind::HasMany {
            options.insert("one".into(), true.into());
        }
        self.find(&ends.target.name, &options)
    }

    /// `set` of belongsTo: the source's key is saved, and told.
    fn belongs_to_set(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let association = &ends.association;
        let key = association.target_key.as_deref().unwrap_or("id");
        let value = key_of(access.argument, key);
        let mut values = Object::new();
        values.insert(association.foreign_key.clone(), value);
        if access.options.get("save") != Some(&Json::Bool(false)) {
            let source = self.model(&association.source)?;
            let unchanged = js::member(access.instance, &association.foreign_key)
                == values.get(&association.foreign_key);
            if !unchanged {
                self.save(&source, access.instance, &values)?;
                self.add_stamp(&source, &mut values);
            }
        }
        Ok(json!({"values": values}))
    }

    /// `set` of hasOne: the old target lets go, the new one takes hold.
    fn has_one_set(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let association = &ends.association;
        let old = self.one_get(ends, access, &Object::new())?;
        let old = old["rows"].get(0).cloned();
        let key = ends
            .target
            .primary_key_attribute()
            .unwrap_or("id")
            .to_owned();
        let new = Some(access.argument).filter(|argument| !argument.is_null());
        let new_key = new.map(|new| key_of(new, &key));
        let stays = old
            .as_ref()
            .zip(new_key.as_ref())
            .is_some_and(|(old, new)| js::member(old, &key) == Some(new));
        let mut removed = Json::Null;
        if let Some(old) = old.filter(|_| !stays) {
            let mut values = Object::new();
            values.insert(association.foreign_key.clone(), Json::Null);
            self.save(&ends.target, &old, &values)?;
            removed = value_of(&old, &key);
        }
        let Some(new) = new.filter(|_| !stays) else {
            return Ok(json!({"removed": removed, "values": null}));
        };
        let mut values = ends.scope();
        let source_key = value_of(access.instance, ends.source_key());
        values.insert(association.foreign_key.clone(), source_key);
        let mut found = Object::new();
        found.insert(key.clone(), key_of(new, &key));
        self.save(&ends.target, &Json::Object(found), &values)?;
        self.add_stamp(&ends.target, &mut values);
        Ok(json!({"removed": removed, "values": values}))
    }

    /// An instance's `save` of some attributes.
    fn save(&mut self, model: &Model, instance: &Json, values: &Object) -> Result<(), OrmError> {
        let conditions: Object = model
            .primary_key
            .iter()
            .map(|key| (key.clone(), value_of(instance, key)))
            .collect();
        let mut options = Object::new();
        options.insert("where".into(), Json::Object(conditions));
        options.insert("instance".into(), true.into());
        self.update(&model.name, values, &options)?;
        Ok(())
    }

    fn add_stamp(&self, model: &Model, values: &mut Object) {
        if let Some(stamp) = &model.timestamps.updated_at {
            values.insert(stamp.clone(), self.clock());
        }
    }

    /// `set` of hasMany: those that are there and not given let go, those given and not there are taken.
    fn has_many_set(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let key = ends
            .target
            .primary_key_attribute()
            .unwrap_or("id")
            .to_owned();
        let mut options = access.options.clone();
        options.insert("raw".into(), true.into());
        let old = self.one_get(ends, access, &options)?;
        let old: Vec<Json> = old["rows"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| value_of(row, &key))
            .collect();
        let new: Vec<Json> = targets(access.argument)
            .map(|target| key_of(target, &key))
            .collect();
        let obsolete: Vec<_> = old
            .iter()
            .filter(|key| !new.contains(key))
            .cloned()
            .collect();
        let added: Vec<_> = new
            .iter()
            .filter(|key| !old.contains(key))
            .cloned()
            .collect();
        if !obsolete.is_empty() {
            let mut values = Object::new();
            values.insert(ends.association.foreign_key.clone(), Json::Null);
            self.update_where(
                &ends.target,
                &values,
                js::object(key.clone(), obsolete.into()),
            )?;
        }
        if !added.is_empty() {
            let values = ends.taken(access.instance);
            self.update_where(&ends.target, &values, js::object(key, added.into()))?;
        }
        Ok(Json::Null)
    }

    fn has_many_add(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        if !js::truthy(access.argument) {
            return Ok(Json::Null);
        }
        let key = ends.target.primary_key_attribute().unwrap_or("id");
        let keys: Vec<Json> = targets(access.argument)
            .map(|target| key_of(target, key))
            .collect();
        let values = ends.taken(access.instance);
        self.update_where(&ends.target, &values, js::object(key, keys.into()))?;
        Ok(Json::Null)
    }

    fn has_many_remove(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let key = ends.target.primary_key_attribute().unwrap_or("id");
        let keys: Vec<Json> = targets(access.argument)
            .map(|target| key_of(target, key))
            .collect();
        let mut values = Object::new();
        values.insert(ends.association.foreign_key.clone(), Json::Null);
        let mut conditions = Object::new();
        conditions.insert(
            ends.association.foreign_key.clone(),
            value_of(access.instance, ends.source_key()),
        );
        conditions.insert(key.to_owned(), keys.into());
        self.update_where(&ends.target, &values, Json::Object(conditions))?;
        Ok(Json::Null)
    }

    fn update_where(
        &mut self,
        model: &Model,
        values: &Object,
        conditions: Json,
    ) -> Result<Json, OrmError> {
        let mut options = Object::new();
        options.insert("where".into(), conditions);
        self.update(&model.name, values, &options)
    }

    /// `has`: as many rows are found as were asked for (hasMany), or every key is (belongsToMany).
    fn has(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let many = ends.association.kind == AssociationKind::BelongsToMany;
        let key = if many {
            ends.association.target_key.as_deref().unwrap_or("id")
        } else {
            ends.target.primary_key_attribute().unwrap_or("id")
        }
        .to_owned();
        let asked: Vec<Json> = targets_or_undefined(access.argument)
            .map(|target| match js::tag(target) {
                Some("instance") => ends
                    .target
                    .primary_key
                    .iter()
                    .map(|key| (key.clone(), key_of(target, key)))
                    .collect::<Object>()
                    .into(),
                _ => js::object(key.clone(), target.clone()),
            })
            .collect();
        let mut options = access.options.clone();
        options.insert("attributes".into(), json!([key]));
        options.insert("raw".into(), true.into());
        options.insert("joinTableAttributes".into(), json!([]));
        let any = js::object("@or", Json::Array(asked.clone()));
        let given = options
            .get("where")
            .filter(|given| js::truthy(given))
            .cloned();
        let mut all = vec![any];
        all.extend(given);
        options.insert("where".into(), js::object("@and", Json::Array(all)));
        let found = if many {
            self.many_get(ends, access, &options)?
        } else {
            self.one_get(ends, access, &options)?
        };
        let found = found["rows"].as_array().cloned().unwrap_or_default();
        Ok(if many {
            asked
                .iter()
                .all(|asked| {
                    found
                        .iter()
                        .any(|row| js::member(row, &key) == js::member(asked, &key))
                })
                .into()
        } else {
            (found.len() == asked.len()).into()
        })
    }

    fn count_targets(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let many = ends.association.kind == AssociationKind::BelongsToMany;
        let column = if many {
            ends.association.target_key_field.as_deref()
        } else {
            super::finder::primary_key_field(&ends.target)
        };
        let path = format!("{}.{}", ends.target.name, column.unwrap_or("id"));
        let mut options = access.options.clone();
        options.insert(
            "attributes".into(),
            json!([[{"@": "fn", "name": "COUNT", "args": [{"@": "col", "name": path}]}, "count"]]),
        );
        options.insert("joinTableAttributes".into(), json!([]));
        options.insert("raw".into(), true.into());
        let found = if many {
            self.many_get(ends, access, &options)?
        } else {
            self.one_get(ends, access, &options)?
        };
        let count = &found["rows"][0]["count"];
        Ok(
            match count.as_str().and_then(|text| text.parse::<i64>().ok()) {
                Some(count) => count.into(),
                None => count.clone(),
            },
        )
    }

    /// `get` of belongsToMany: a finder on the target, the join table included as to-one.
    fn many_get(
        &mut self,
        ends: &Ends,
        access: &Access<'_>,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let association = &ends.association;
        let Some(through) = &association.through else {
            return Ok(json!({"rows": [], "includes": []}));
        };
        let mut options = options.clone();
        let mut all: Vec<Json> = Vec::new();
        if !association.scope.is_empty() {
            all.push(scope_json(&association.scope));
        }
        all.extend(
            options
                .get("where")
                .filter(|given| js::truthy(given))
                .cloned(),
        );
        options.insert("where".into(), js::object("@and", Json::Array(all)));
        let mut own = Object::new();
        own.insert(
            association.foreign_key.clone(),
            value_of(access.instance, ends.source_key()),
        );
        if let Json::Object(scope) = scope_json(&through.scope) {
            own.extend(scope);
        }
        let own = Json::Object(own);
        let given = options.shift_remove("through").unwrap_or(Json::Null);
        let conditions = match js::given(&given, "where") {
            Some(given) => js::both(own, given.clone()),
            None => own,
        };
        let mut include = json!({
            "association": {"@": "throughOf", "source": association.source, "name": association.name},
            "required": true,
            "paranoid": js::member(&given, "paranoid").cloned().unwrap_or(true.into()),
            "where": conditions,
        });
        if let Some(attributes) = options.shift_remove("joinTableAttributes") {
            include["attributes"] = attributes;
        }
        let mut includes = match options.get("include") {
            Some(Json::Array(items)) => items.clone(),
            Some(Json::Null) | None => Vec::new(),
            Some(one) => vec![one.clone()],
        };
        includes.push(include);
        options.insert("include".into(), Json::Array(includes));
        self.find(&ends.target.name, &options)
    }

    /// The join rows of the source, narrowed to `others`.
    fn join_rows(
        &mut self,
        ends: &Ends,
        access: &Access<'_>,
        others: Option<Vec<Json>>,
    ) -> Result<Vec<Json>, OrmError> {
        let through = self.through(ends)?;
        let mut conditions = ends.own_pair(access.instance);
        if let Some(others) = others {
            conditions.insert(ends.other_key().to_owned(), Json::Array(others));
        }
        conditions.extend(ends.through_scope());
        let mut options = Object::new();
        options.insert("where".into(), Json::Object(conditions));
        options.insert("raw".into(), true.into());
        self.rows(&through, &options)
    }

    fn through(&self, ends: &Ends) -> Result<Model, OrmError> {
        let name = ends.association.through.as_ref().map(|t| t.model.as_str());
        self.model(name.unwrap_or_default())
    }

    /// Writes join rows for `targets`.
    fn join(
        &mut self,
        ends: &Ends,
        access: &Access<'_>,
        through: &Model,
        targets: &[&Json],
    ) -> Result<Json, OrmError> {
        let rows: Vec<Json> = targets
            .iter()
            .map(|target| {
                let mut row = ends.attributes_of(target, access.options, &through.name);
                row.extend(ends.own_pair(access.instance));
                row.insert(
                    ends.other_key().to_owned(),
                    key_of(target, ends.target_key()),
                );
                row.extend(ends.through_scope());
                Json::Object(row)
            })
            .collect();
        let filled = self.bulk_insert(&through.name, &rows, &Object::new())?;
        let mut stored = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            let mut row = row.as_object().cloned().unwrap_or_default();
            for stamp in [
                &through.timestamps.created_at,
                &through.timestamps.updated_at,
            ] {
                if let Some(stamp) = stamp {
                    row.entry(stamp.as_str()).or_insert_with(|| self.clock());
                }
            }
            if let Some(filled) = filled.get(index).and_then(Json::as_object) {
                row.extend(filled.clone());
            }
            stored.push(Json::Object(row));
        }
        Ok(Json::Array(stored))
    }

    /// Changes the attributes of a join row that is there.
    fn rejoin(
        &mut self,
        ends: &Ends,
        access: &Access<'_>,
        through: &Model,
        target: &Json,
        values: &Object,
    ) -> Result<(), OrmError> {
        let mut conditions = ends.own_pair(access.instance);
        conditions.insert(
            ends.other_key().to_owned(),
            key_of(target, ends.target_key()),
        );
        self.update_where(through, values, Json::Object(conditions))?;
        Ok(())
    }

    fn many_set(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let through = self.through(ends)?;
        let current = self.join_rows(ends, access, None)?;
        let wanted: Vec<&Json> = targets(access.argument).collect();
        let other = ends.other_key();
        let joined = |target: &Json| {
            let key = key_of(target, ends.target_key());
            current.iter().any(|row| value_of(row, other) == key)
        };
        let mut updated = 0;
        let mut obsolete = Vec::new();
        for row in &current {
            let key = value_of(row, other);
            let target = wanted
                .iter()
                .find(|target| key_of(target, ends.target_key()) == key);
            let Some(target) = target else {
                obsolete.push(key);
                continue;
            };
            let values = ends.attributes_of(target, access.options, &through.name);
            if !values.is_empty() {
                self.rejoin(ends, access, &through, target, &values)?;
                updated += 1;
            }
        }
        let mut removed = Json::Null;
        if !obsolete.is_empty() {
            let mut conditions = ends.own_pair(access.instance);
            conditions.insert(other.to_owned(), Json::Array(obsolete));
            conditions.extend(ends.through_scope());
            removed = self.delete_where(&through, conditions)?;
        }
        let new: Vec<&Json> = wanted
            .into_iter()
            .filter(|target| !joined(target))
            .collect();
        let added = if new.is_empty() {
            Json::Null
        } else {
            self.join(ends, access, &through, &new)?
        };
        Ok(json!({"added": added, "removed": removed, "updated": updated}))
    }

    fn many_add(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        if !js::truthy(access.argument) {
            return Ok(json!({"added": null}));
        }
        let through = self.through(ends)?;
        let wanted: Vec<&Json> = targets(access.argument).collect();
        let keys = wanted
            .iter()
            .map(|target| key_of(target, ends.target_key()))
            .collect();
        let current = self.join_rows(ends, access, Some(keys))?;
        let row_of = |target: &Json| {
            let key = key_of(target, ends.target_key());
            current
                .iter()
                .find(|row| value_of(row, ends.other_key()) == key)
        };
        let (there, new): (Vec<&Json>, Vec<&Json>) = wanted
            .into_iter()
            .partition(|target| row_of(target).is_some());
        let added = if new.is_empty() {
            Json::Null
        } else {
            self.join(ends, access, &through, &new)?
        };
        for target in there {
            let values = ends.attributes_of(target, access.options, &through.name);
            let row = row_of(target).unwrap_or(&Json::Null);
            let changed = values
                .iter()
                .any(|(name, value)| js::member(row, name) != Some(value));
            if changed {
                self.rejoin(ends, access, &through, target, &values)?;
            }
        }
        Ok(json!({"added": added}))
    }

    fn many_remove(&mut self, ends: &Ends, access: &Access<'_>) -> Result<Json, OrmError> {
        let through = self.through(ends)?;
        let keys: Vec<Json> = targets(access.argument)
            .map(|target| key_of(target, ends.target_key()))
            .collect();
        let mut conditions = ends.own_pair(access.instance);
        conditions.insert(ends.other_key().to_owned(), Json::Array(keys));
        self.delete_where(&through, conditions)
    }

    fn delete_where(&mut self, model: &Model, conditions: Object) -> Result<Json, OrmError> {
        let mut options = Object::new();
        options.insert("where".into(), Json::Object(conditions));
        self.delete(&model.name, &options)
    }
}

/// An association and its target.
struct Ends {
    association: Association,
    target: Model,
}

impl Ends {
    fn source_key(&self) -> &str {
        self.association.source_key.as_deref().unwrap_or("id")
    }

    fn target_key(&self) -> &str {
        self.association.target_key.as_deref().unwrap_or("id")
    }

    fn other_key(&self) -> &str {
        self.association.other_key.as_deref().unwrap_or("id")
    }

    fn scope(&self) -> Object {
        match scope_json(&self.association.scope) {
            Json::Object(scope) => scope,
            _ => Object::new(),
        }
    }

    fn through_scope(&self) -> Object {
        let through = self.association.through.as_ref();
        match through.map(|through| scope_json(&through.scope)) {
            Some(Json::Object(scope)) => scope,
            _ => Object::new(),
        }
    }

    /// What a target of hasMany gets when it is taken.
    fn taken(&self, source: &Json) -> Object {
        let mut values = Object::new();
        values.insert(
            self.association.foreign_key.clone(),
            value_of(source, self.source_key()),
        );
        values.extend(self.scope());
        values
    }

    /// The source's half of a join row.
    fn own_pair(&self, source: &Json) -> Object {
        let mut pair = Object::new();
        pair.insert(
            self.association.foreign_key.clone(),
            value_of(source, self.source_key()),
        );
        pair
    }

    /// A join row's own attributes: those of `through`, then those the target carries.
    fn attributes_of(&self, target: &Json, options: &Object, through: &str) -> Object {
        let mut values = options
            .get("through")
            .and_then(js::plain)
            .cloned()
            .unwrap_or_default();
        if let Some(own) = js::member(target, "values")
            .and_then(|values| js::member(values, through))
            .and_then(js::plain)
        {
            values.extend(own.clone());
        }
        values
    }
}

/// `toInstanceArray`: one target or several; null is none.
fn targets(argument: &Json) -> impl Iterator<Item = &Json> {
    let (one, many) = match argument {
        Json::Array(items) => (None, items.as_slice()),
        Json::Null => (None, [].as_slice()),
        one => (Some(one), [].as_slice()),
    };
    one.into_iter().chain(many)
}

/// The same for `has`, which takes null for a key.
fn targets_or_undefined(argument: &Json) -> impl Iterator<Item = &Json> {
    let (one, many) = match argument {
        Json::Array(items) => (None, items.as_slice()),
        one => (Some(one), [].as_slice()),
    };
    one.into_iter().chain(many)
}

/// The key of a target: an instance's attribute, or the value itself.
fn key_of(target: &Json, key: &str) -> Json {
    match js::tag(target) {
        Some("instance") => {
            js::member(target, "values").map_or(Json::Null, |values| value_of(values, key))
        }
        _ => target.clone(),
    }
}

fn value_of(values: &Json, key: &str) -> Json {
    js::member(values, key).cloned().unwrap_or(Json::Null)
}
