//! The one association method that is no plain finder or writer: `get` of belongsToMany joins its
//! join table as if it were a to-one association of the target. Mirrors `BelongsToMany.get`.
//!
//! All other accessors are finders and writers of the models, in Sequelize's order; the façade makes
//! those calls, so that hooks, scopes and validators hold.

use super::{
    Orm, OrmError,
    include::scope_json,
    js::{self, Json, Object},
};
use serde_json::json;

impl Orm {
    /// `source.getTargets(options)`: `{rows, includes}`, each row with its join row.
    pub fn get_through(
        &mut self,
        model: &str,
        association: &str,
        instance: &Json,
        options: &Object,
    ) -> Result<String, OrmError> {
        let source = self.model(model)?;
        let Some(association) = source.associations.get(association) else {
            return Err(OrmError::error(format!(
                "Association with alias \"{association}\" does not exist on {model}"
            )));
        };
        let Some(through) = &association.through else {
            return Err(OrmError::type_error(format!(
                "{} is no belongsToMany",
                association.name
            )));
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
        let source_key = association.source_key.as_deref().unwrap_or("id");
        let key = js::member(instance, source_key).cloned();
        own.insert(association.foreign_key.clone(), key.unwrap_or(Json::Null));
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
        self.find(&association.target, &options)
    }
}
