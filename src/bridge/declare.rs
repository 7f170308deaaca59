//! The façade's declarations: `define`, `init` and the four associations.
//!
//! A project may have hundreds, and runs anew at each keystroke: so they come as lines, each of
//! them a JSON text or empty, and are answered with what must be known at once. The rest is told of
//! the models that are asked for (`describe`, see [`call`](super::call)).
//!
//! | line | `define` | `associate` |
//! |---|---|---|
//! | 1 | `define` | `associate` |
//! | 2 | its origin `{file, line, column}` | its origin |
//! | 3 | the model's name | the kind (plain: `HasMany`) |
//! | 4 | its label, `User.init()` | the source's name |
//! | 5 | the options | the target's name |
//! | 6 | an attribute's name | the options |
//! | 7 | the attribute; and so on | |
//!
//! Out, as for any other call, `{"ok"}` or `{"error"}`: of a model `{plural, singular}`, of an
//! association its names and keys without what the façade has said itself, and without columns
//! that are called like their attributes.

use super::session::{Session, refused};
use crate::{
    orm::{self, Json, OrmError},
    schema::{
        AssociateCall, Association, AssociationKind, DefineCall, Origin, ReferentialAction,
        Through, Value,
    },
};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What is left of a request.
struct Lines<'a>(Option<&'a str>);

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0.take()?;
        match rest.split_once('\n') {
            Some((line, rest)) => {
                self.0 = Some(rest);
                Some(line)
            }
            None => Some(rest),
        }
    }

    /// The next two lines, as one text.
    fn next_pair(&mut self) -> Option<&'a str> {
        let both = self.0?;
        let first = self.next()?;
        let second = self.next()?;
        Some(&both[..first.len() + 1 + second.len()])
    }
}

impl Session {
    /// Answers a declaration; `None` where the request is none.
    pub(super) fn declare(&mut self, request: &str) -> Option<String> {
        let mut lines = Lines(Some(request));
        let answer = match lines.next() {
            Some("define") => self.define(lines),
            Some("associate") => self.associate(lines),
            _ => return None,
        };
        Some(answer.unwrap_or_else(|error| self.failed(&error)))
    }

    /// The answer that tells an error.
    pub(super) fn failed(&self, error: &OrmError) -> String {
        let error = orm::failure(error, &self.orm.schema, self.orm.dialect());
        json!({ "error": error }).to_string()
    }

    fn define(&mut self, mut lines: Lines<'_>) -> Result<String, OrmError> {
        let origin = origin(&mut lines)?;
        let name = text(&mut lines)?;
        let label = text(&mut lines)?;
        let options = options(&mut lines)?;
        let mut attributes = Vec::new();
        while let Some(attribute) = lines.next_pair() {
            attributes.push(attribute);
        }
        let call = DefineCall {
            name,
            attributes,
            options,
            label,
            origin,
        };
        let model = self.orm.schema.define(&call).map_err(refused)?;
        written(&Names {
            plural: &model.plural,
            singular: &model.singular,
        })
    }

    fn associate(&mut self, mut lines: Lines<'_>) -> Result<String, OrmError> {
        let origin = origin(&mut lines)?;
        let kind = match lines.next() {
            Some("BelongsTo") => AssociationKind::BelongsTo,
            Some("HasOne") => AssociationKind::HasOne,
            Some("HasMany") => AssociationKind::HasMany,
            Some("BelongsToMany") => AssociationKind::BelongsToMany,
            _ => return Err(OrmError::error("an association has a kind")),
        };
        let call = AssociateCall {
            kind,
            source: line(&mut lines)?,
            target: line(&mut lines)?,
            options: options(&mut lines)?,
            origin,
        };
        let association = self.orm.schema.associate(&call).map_err(refused)?;
        written(&Keys::from(association))
    }
}

/// The next line's value; null where it is empty or there is none.
fn line(lines: &mut Lines<'_>) -> Result<Json, OrmError> {
    match lines.next() {
        None | Some("") => Ok(Json::Null),
        Some(line) => {
            serde_json::from_str(line).map_err(|error| OrmError::error(error.to_string()))
        }
    }
}

fn text(lines: &mut Lines<'_>) -> Result<String, OrmError> {
    match line(lines)? {
        Json::String(text) => Ok(text),
        _ => Ok(String::new()),
    }
}

fn options(lines: &mut Lines<'_>) -> Result<orm::Object, OrmError> {
    match line(lines)? {
        Json::Object(options) => Ok(options),
        _ => Ok(orm::Object::new()),
    }
}

fn origin(lines: &mut Lines<'_>) -> Result<Option<Origin>, OrmError> {
    Ok(Origin::deserialize(line(lines)?).ok())
}

fn written<T: Serialize>(ok: &T) -> Result<String, OrmError> {
    let answer = serde_json::to_string(ok).map_err(|error| OrmError::error(error.to_string()))?;
    Ok(format!("{{\"ok\":{answer}}}"))
}

#[derive(Serialize)]
struct Names<'a> {
    plural: &'a str,
    singular: &'a str,
}

/// An association as the façade is told of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Keys<'a> {
    name: &'a str,
    singular: &'a str,
    plural: &'a str,
    foreign_key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    foreign_key_field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other_key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other_key_field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_key_field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_key_field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_aliased: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_delete: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_update: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    through: Option<&'a Through>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a IndexMap<String, Value>>,
}

impl<'a> From<&'a Association> for Keys<'a> {
    fn from(association: &'a Association) -> Self {
        let field = |key: Option<&'a str>, field: &'a Option<String>| {
            field.as_deref().filter(|field| key != Some(*field))
        };
        let other_key = association.other_key.as_deref();
        let source_key = association.source_key.as_deref();
        let target_key = association.target_key.as_deref();
        let column = association.foreign_key_field.as_str();
        Self {
            name: &association.name,
            singular: &association.singular,
            plural: &association.plural,
            foreign_key: &association.foreign_key,
            foreign_key_field: (column != association.foreign_key).then_some(column),
            other_key,
            other_key_field: field(other_key, &association.other_key_field),
            source_key,
            source_key_field: field(source_key, &association.source_key_field),
            target_key,
            target_key_field: field(target_key, &association.target_key_field),
            is_aliased: association.is_aliased.then_some(true),
            constraints: (!association.constraints).then_some(false),
            on_delete: association.on_delete.map(ReferentialAction::keyword),
            on_update: association.on_update.map(ReferentialAction::keyword),
            through: association.through.as_ref(),
            scope: Some(&association.scope).filter(|scope| !scope.is_empty()),
        }
    }
}

/// The methods that each kind of association adds, for the façade to name and make.
pub(super) fn accessors() -> Json {
    let of = |kind: AssociationKind| {
        let accessors = kind.accessors().iter();
        accessors
            .map(|accessor| {
                json!({"kind": accessor, "verb": accessor.verb(), "isPlural": accessor.is_plural(kind)})
            })
            .collect::<Json>()
    };
    json!({
        "BelongsTo": of(AssociationKind::BelongsTo),
        "HasOne": of(AssociationKind::HasOne),
        "HasMany": of(AssociationKind::HasMany),
        "BelongsToMany": of(AssociationKind::BelongsToMany),
    })
}
