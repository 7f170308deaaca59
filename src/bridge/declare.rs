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
//! that are called like their attributes; of the other side of a belongsToMany, whose keys may have
//! become others, the same.

use super::session::{Session, refused};
use crate::{
    orm::{self, Json, OrmError, push_text},
    schema::{AssociateCall, Association, AssociationKind, DefineCall, Origin},
};
use serde::Deserialize;
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
        let error = self.orm.failure(error);
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
        let mut names = Members::new();
        names.text("plural", &model.plural);
        names.text("singular", &model.singular);
        Ok(answer(&names.finish()))
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
        let association = self.orm.schema.associate(&call).map_err(refused)?.clone();
        let mut keys = keys_of(&association);
        if let Some(pair) = self.orm.schema.pair_of(&association) {
            keys.json("pair", &keys_of(pair).finish());
        }
        Ok(answer(&keys.finish()))
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
    Ok(Option::deserialize(line(lines)?).unwrap_or_default())
}

fn answer(json: &str) -> String {
    ["{\"ok\":", json, "}"].concat()
}

/// The members of an object on its way: `{…}`.
struct Members(String);

impl Members {
    fn new() -> Self {
        let mut text = String::with_capacity(256);
        text.push('{');
        Self(text)
    }

    /// A member with its JSON.
    fn json(&mut self, name: &str, json: &str) {
        self.0
            .push_str(if self.0.ends_with('{') { "\"" } else { ",\"" });
        self.0.push_str(name);
        self.0.push_str("\":");
        self.0.push_str(json);
    }

    fn text(&mut self, name: &str, text: &str) {
        self.json(name, "");
        push_text(&mut self.0, text);
    }

    /// A key, and its column where that is called otherwise.
    fn key(&mut self, [key_name, field_name]: [&str; 2], key: Option<&str>, field: Option<&str>) {
        if let Some(key) = key {
            self.text(key_name, key);
        }
        if let Some(field) = field.filter(|field| key != Some(*field)) {
            self.text(field_name, field);
        }
    }

    fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// An association as the façade is told of it.
fn keys_of(association: &Association) -> Members {
    let mut keys = Members::new();
    keys.text("name", &association.name);
    keys.text("singular", &association.singular);
    keys.text("plural", &association.plural);
    let foreign_key = Some(association.foreign_key.as_str());
    let names = [
        (
            ["foreignKey", "foreignKeyField"],
            foreign_key,
            Some(&association.foreign_key_field),
        ),
        (
            ["otherKey", "otherKeyField"],
            association.other_key.as_deref(),
            association.other_key_field.as_ref(),
        ),
        (
            ["sourceKey", "sourceKeyField"],
            association.source_key.as_deref(),
            association.source_key_field.as_ref(),
        ),
        (
            ["targetKey", "targetKeyField"],
            association.target_key.as_deref(),
            association.target_key_field.as_ref(),
        ),
    ];
    for (names, key, field) in names {
        keys.key(names, key, field.map(String::as_str));
    }
    if association.is_aliased {
        keys.json("isAliased", "true");
    }
    if !association.constraints {
        keys.json("constraints", "false");
    }
    for (name, action) in [
        ("onDelete", association.on_delete),
        ("onUpdate", association.on_update),
    ] {
        if let Some(action) = action {
            keys.text(name, action.keyword());
        }
    }
    if let Some(through) = &association.through {
        keys.json("through", &json!(through).to_string());
    }
    if !association.scope.is_empty() {
        keys.json("scope", &json!(association.scope).to_string());
    }
    keys
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
