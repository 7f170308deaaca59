//! `Model.upsert`: an INSERT that updates the row it clashes with; a MERGE in mssql.

use super::{
    Orm, OrmError,
    js::{self, Json, Object},
    write::written,
};
use crate::{
    dialect::{
        Dialect,
        statement::{Merge, OnDuplicate, Statement},
    },
    schema::{Attribute, Model},
};
use serde_json::json;

impl Orm {
    /// Gives `{values, created}`: what to merge into the instance, and whether the row is new, where
    /// the database tells.
    pub fn upsert(
        &mut self,
        model: &str,
        values: &Object,
        update: &Object,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        if self.dialect() == Dialect::Mssql {
            return self.merge(&model, values, update);
        }
        // The order is that of the values, whatever `fields` says.
        let mut in_order = options.clone();
        let fields = values.keys().map(|name| Json::from(name.as_str()));
        in_order.insert("fields".into(), fields.collect());
        let mut insert = self.insert_of(&model, values, &in_order)?;
        let field = |name: &str| {
            let attribute = model.attributes.get(name);
            attribute
                .map_or(name, |attribute| &attribute.field)
                .to_owned()
        };
        // Only what was given goes in: a key that was not is the database's to number.
        insert.keep(|column| values.keys().any(|name| field(name) == column));
        let updated: Vec<String> = update.keys().map(|name| field(name)).collect();
        insert.on_duplicate = Some(OnDuplicate {
            conflict: conflict_columns(&model, &updated, options),
            update: updated,
            filter: None,
        });
        let outcome = self.run(&Statement::Insert(insert), Some(&model.name))?;
        if let Some(row) = outcome.rows.first() {
            let values = self.by_attribute(&model, &outcome, row);
            return Ok(json!({"values": values, "created": null}));
        }
        let created = match self.dialect() {
            // MySQL counts one row for an insert and two for an update.
            Dialect::Mysql | Dialect::Mariadb => Json::Bool(outcome.affected == 1),
            _ => Json::Null,
        };
        let mut stored = Object::new();
        // sqlite's driver tells the last number it gave out, mysql's that of the row, which may have
        // been there too; a primary key that is set already keeps what it is.
        let told = match self.dialect() {
            Dialect::Sqlite => Some(self.last_id),
            Dialect::Mysql => Some(outcome.last_insert_id.unwrap_or(0)),
            _ => None,
        };
        let is_set = |key: &Attribute| values.get(&key.name).is_some_and(js::truthy);
        let numbered = model.attributes.values().find(|key| key.auto_increment);
        if let (Some(key), Some(number)) = (numbered, told)
            && !(key.primary_key && is_set(key))
        {
            stored.insert(key.name.clone(), number.into());
        }
        Ok(json!({"values": stored, "created": created}))
    }

    /// mssql: a MERGE by the primary key where it is given, else by the unique columns.
    fn merge(&mut self, model: &Model, values: &Object, update: &Object) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let written = |given: &Object, numbers: bool| {
            given
                .iter()
                .filter_map(|(name, value)| Some((model.attributes.get(name)?, value)))
                .filter(|(attribute, _)| numbers || !attribute.auto_increment)
                .map(|(attribute, value)| {
                    let value = written(dialect, value, None)?;
                    Ok((attribute.field.clone(), value))
                })
                .collect::<Result<Vec<_>, OrmError>>()
        };
        let is_given = |attribute: &Attribute| {
            let value = values.get(&attribute.name);
            value.is_some_and(|value| !value.is_null())
        };
        let columns = |wanted: &dyn Fn(&Attribute) -> bool| -> Vec<&Attribute> {
            let stored = model.stored_attributes();
            stored.filter(|attribute| wanted(attribute)).collect()
        };
        let primary = columns(&|attribute| attribute.primary_key);
        let unique = columns(&|attribute| attribute.unique.is_some());
        let key = if primary.iter().any(|attribute| is_given(attribute)) {
            primary
        } else if unique.iter().any(|attribute| is_given(attribute)) {
            unique
        } else {
            return Err(OrmError::error(
                "Primary Key or Unique key should be passed to upsert query",
            ));
        };
        let merge = Merge {
            table: model.table.clone(),
            insert: written(values, true)?,
            update: written(update, false)?,
            key: key
                .iter()
                .map(|attribute| attribute.field.clone())
                .collect(),
            numbered: model
                .stored_attributes()
                .any(|attribute| attribute.auto_increment && is_given(attribute)),
        };
        let outcome = self.run(&Statement::Merge(merge), Some(&model.name))?;
        let Some(row) = outcome.rows.first() else {
            return Ok(json!({"values": {}, "created": false}));
        };
        let mut values = self.by_attribute(model, &outcome, row);
        let action = values.shift_remove("$action");
        Ok(json!({"values": values, "created": action == Some("INSERT".into())}))
    }
}

/// The columns by which rows clash: those given, else the first unique key that is written, else
/// the primary key (`QueryInterface.upsert`).
fn conflict_columns(model: &Model, updated: &[String], options: &Object) -> Vec<String> {
    if let Some(names) = options.get("conflictFields").and_then(Json::as_array)
        && !names.is_empty()
    {
        let names = names.iter().filter_map(Json::as_str);
        return names.map(str::to_owned).collect();
    }
    let primary: Vec<String> = model
        .primary_key
        .iter()
        .filter_map(|key| model.attributes.get(key))
        .map(|attribute| attribute.field.clone())
        .collect();
    if updated.iter().any(|column| primary.contains(column)) {
        return primary;
    }
    let keys: Vec<Vec<String>> = model
        .unique_keys
        .values()
        .map(|key| key.fields.clone())
        .chain(
            model
                .indexes
                .iter()
                .filter(|index| index.unique)
                .map(|index| {
                    let fields = index.fields.iter();
                    fields
                        .filter_map(|field| field.as_str().or_else(|| js::text(field, "name")))
                        .map(str::to_owned)
                        .collect()
                }),
        )
        .collect();
    updated
        .iter()
        .find_map(|column| keys.iter().find(|key| key.contains(column)).cloned())
        .unwrap_or(primary)
}
