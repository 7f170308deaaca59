//! Changes rows: update, destroy, restore, increment. Mirrors the methods of `QueryInterface` that
//! `Model.update` and its kin end in.

use super::{
    Orm, OrmError, encode,
    filter::{self, Filter, add_paranoid},
    js::{self, Json, Object},
    method::method_expr,
};
use crate::{
    dialect::{
        Dialect,
        statement::{Binding, Delete, Expr, Statement, Truncate, Update},
    },
    engine::Outcome,
    schema::{Attribute, Model},
};
use serde_json::json;

impl Orm {
    /// `Model.update`, or an instance's `save`: `{affected, rows}`.
    pub fn update(
        &mut self,
        model: &str,
        values: &Object,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        let Some(update) = self.update_of(&model, values, options)? else {
            return Ok(json!({"affected": 0}));
        };
        let outcome = self.run(&Statement::Update(update), Some(&model.name))?;
        Ok(self.changed(&model, &outcome))
    }

    /// How many rows were changed, and those that the database told.
    fn changed(&self, model: &Model, outcome: &Outcome) -> Json {
        if outcome.labels.is_empty() {
            return json!({"affected": outcome.affected});
        }
        json!({"affected": outcome.affected, "rows": self.rows_by_attribute(model, outcome)})
    }

    fn update_of(
        &self,
        model: &Model,
        values: &Object,
        options: &Object,
    ) -> Result<Option<Update>, OrmError> {
        let dialect = self.dialect();
        let instance = options.get("instance").is_some_and(js::truthy);
        let mut values = values.clone();
        let silent = options.get("silent").is_some_and(js::truthy);
        if let Some(stamp) = &model.timestamps.updated_at
            && !silent
            && !values.is_empty()
            && !values.contains_key(stamp)
        {
            values.insert(stamp.clone(), self.clock());
        }
        let mut set = Vec::with_capacity(values.len());
        for (name, value) in &values {
            let Some(attribute) = model.attributes.get(name) else {
                continue;
            };
            let fixed = attribute.auto_increment && !dialect.capabilities().auto_increment_update;
            if fixed || attribute.data_type.key == "VIRTUAL" {
                continue;
            }
            set.push((attribute.field.clone(), bound(dialect, value, attribute)?));
        }
        if set.is_empty() {
            return Ok(None);
        }
        let given = options
            .get("where")
            .map(|given| filter::to_columns(given, model));
        let paranoid = !instance && options.get("paranoid") != Some(&Json::Bool(false));
        let given = if paranoid {
            add_paranoid(model, given)
        } else {
            given
        };
        let conditions = Filter::new(dialect, Some(model), "").binding();
        let returning = match options.get("returning") {
            Some(given) if js::truthy(given) => {
                Some(self.returning(model, options, true)).filter(|columns| !columns.is_empty())
            }
            _ => None,
        };
        Ok(Some(Update {
            table: model.table.clone(),
            set,
            filter: match given {
                Some(given) => conditions.items(&given, Binding::And)?,
                None => None,
            },
            limit: options
                .get("limit")
                .filter(|limit| js::truthy(limit))
                .map(encode::untyped)
                .transpose()?,
            returning,
        }))
    }

    /// `destroy`: rows deleted, or of a paranoid model marked as deleted.
    pub fn delete(&mut self, model: &str, options: &Object) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        let option = |key: &str| options.get(key).filter(|value| js::truthy(value));
        let instance = option("instance").is_some();
        let given = options
            .get("where")
            .map(|given| filter::to_columns(given, &model));
        let dialect = self.dialect();
        let limit = option("limit").map(encode::untyped).transpose()?;
        if let Some(stamp) = &model.timestamps.deleted_at
            && option("force").is_none()
            && !instance
            && let Some(attribute) = model.attributes.get(stamp)
        {
            let mut conditions = Object::new();
            conditions.insert(attribute.field.clone(), Json::Null);
            if let Some(given) = given.as_ref().and_then(js::plain) {
                conditions.extend(given.clone());
            }
            let update = Update {
                table: model.table.clone(),
                set: vec![(
                    attribute.field.clone(),
                    bound(dialect, &self.clock(), attribute)?,
                )],
                filter: Filter::new(dialect, Some(&model), "")
                    .binding()
                    .items(&Json::Object(conditions), Binding::And)?,
                limit,
                returning: None,
            };
            let outcome = self.run(&Statement::Update(update), Some(&model.name))?;
            return Ok(outcome.affected.into());
        }
        let statement = if option("truncate").is_some() {
            Statement::Truncate(Truncate {
                table: model.table.clone(),
                cascade: option("cascade").is_some(),
                restart_identity: option("restartIdentity").is_some(),
            })
        } else {
            Statement::Delete(Delete {
                table: model.table.clone(),
                filter: match given {
                    Some(given) => Filter::new(dialect, Some(&model), "").conditions(&given)?,
                    None => None,
                },
                limit,
                primary_key: model
                    .primary_key
                    .iter()
                    .filter_map(|key| model.attributes.get(key))
                    .map(|attribute| attribute.field.clone())
                    .collect(),
            })
        };
        let outcome = self.run(&statement, Some(&model.name))?;
        let is_untold = matches!(statement, Statement::Truncate(_)) && dialect != Dialect::Sqlite;
        Ok(if is_untold { 0 } else { outcome.affected }.into())
    }

    /// `Model.restore`: takes the mark of deletion away.
    pub fn restore(&mut self, model: &str, options: &Object) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        let Some(attribute) = model
            .timestamps
            .deleted_at
            .as_ref()
            .and_then(|stamp| model.attributes.get(stamp))
        else {
            return Err(OrmError::error("Model is not paranoid"));
        };
        let dialect = self.dialect();
        let update = Update {
            table: model.table.clone(),
            set: vec![(
                attribute.field.clone(),
                bound(dialect, &Json::Null, attribute)?,
            )],
            filter: match options.get("where") {
                Some(given) => Filter::new(dialect, Some(&model), "")
                    .binding()
                    .items(&filter::to_columns(given, &model), Binding::And)?,
                None => None,
            },
            ..Update::default()
        };
        let outcome = self.run(&Statement::Update(update), Some(&model.name))?;
        Ok(outcome.affected.into())
    }

    /// `increment` and `decrement`.
    pub fn increment(
        &mut self,
        model: &str,
        fields: &Object,
        minus: bool,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        let dialect = self.dialect();
        let mut set = Vec::with_capacity(fields.len() + 1);
        for (name, amount) in fields {
            let attribute = model.attributes.get(name);
            let field = attribute.map_or(name, |attribute| &attribute.field);
            let step = Expr::Step(
                Box::new(Expr::column(field.clone())),
                minus,
                Box::new(written(dialect, amount, None)?),
            );
            set.push((field.clone(), step));
        }
        if let Some(stamp) = &model.timestamps.updated_at
            && !options.get("silent").is_some_and(js::truthy)
            && !fields.contains_key(stamp)
            && let Some(attribute) = model.attributes.get(stamp)
        {
            set.push((
                attribute.field.clone(),
                written(dialect, &self.clock(), None)?,
            ));
        }
        let returning = options.get("returning").is_none_or(js::truthy);
        let update = Update {
            table: model.table.clone(),
            set,
            filter: match options.get("where") {
                Some(given) => Filter::new(dialect, None, "")
                    .items(&filter::to_columns(given, &model), Binding::And)?,
                None => None,
            },
            limit: None,
            returning: returning.then(Vec::new),
        };
        let outcome = self.run(&Statement::Update(update), Some(&model.name))?;
        Ok(self.changed(&model, &outcome))
    }
}

/// A value bound, a Sequelize method written.
pub(super) fn bound(
    dialect: Dialect,
    value: &Json,
    attribute: &Attribute,
) -> Result<Expr, OrmError> {
    if js::is_method(value) {
        return method_expr(dialect, value);
    }
    encode::bound(dialect, value, Some(&attribute.data_type)).map(Expr::Bind)
}

/// A value in the text.
pub(super) fn written(
    dialect: Dialect,
    value: &Json,
    data_type: Option<&crate::schema::ScalarType>,
) -> Result<Expr, OrmError> {
    if js::is_method(value) {
        return method_expr(dialect, value);
    }
    encode::literal_of(dialect, value, data_type)
}
