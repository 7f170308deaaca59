//! Turns a `where` into a condition. Mirrors `whereItemsQuery`, `whereItemQuery` and their helpers,
//! whose parentheses and order of keys are part of the text.

mod json;
mod operator;

pub(super) use operator::comparator;

use super::{
    OrmError, encode,
    js::{self, Json, Key, Object},
    method::method_expr,
};
use crate::{
    dialect::{
        Dialect,
        statement::{Binding, Expr},
    },
    schema::{Attribute, Model, ScalarType},
};
use serde_json::json;
use std::borrow::Cow;

/// What a `where` is read with.
#[derive(Clone, Copy)]
pub struct Filter<'a> {
    /// The dialect, for literals.
    pub dialect: Dialect,
    /// The model whose columns are meant, for their types.
    pub model: Option<&'a Model>,
    /// The alias in front of each column; empty for none.
    pub prefix: &'a str,
    /// Plain values are bound (UPDATE) rather than written.
    pub bind: bool,
    /// JSON columns are compared by path.
    paths: bool,
}

/// The left side of a comparison.
#[derive(Clone)]
enum Left<'a> {
    None,
    Operator(&'a str),
    Column(&'a str),
    Expr(&'a Expr),
}

type Condition = Result<Option<Expr>, OrmError>;

impl<'a> Filter<'a> {
    /// Reads conditions on `model`, its columns qualified by `prefix`.
    pub fn new(dialect: Dialect, model: Option<&'a Model>, prefix: &'a str) -> Self {
        Self {
            dialect,
            model,
            prefix,
            bind: false,
            paths: true,
        }
    }

    /// The same, plain values bound.
    #[must_use]
    pub fn binding(self) -> Self {
        Self { bind: true, ..self }
    }

    /// A whole `where` (`getWhereConditions`). Attribute names are columns by now (see [`to_columns`]).
    pub fn conditions(&self, given: &Json) -> Condition {
        match given {
            Json::Null => Ok(None),
            Json::Array(items) => {
                if items.is_empty() {
                    Ok(Some(Expr::Raw("1=1".into())))
                } else if js::can_treat_as_and(items) {
                    self.items(&js::object("@and", given.clone()), Binding::And)
                } else {
                    Err(no_replacements())
                }
            }
            Json::Number(_) => {
                let key = self
                    .model
                    .and_then(|model| model.primary_key.first())
                    .map_or("id", String::as_str);
                self.items(&js::object(key, given.clone()), Binding::And)
            }
            _ if js::is_method(given) => method_expr(self.dialect, given).map(Some),
            _ if js::plain(given).is_some() || given.is_string() => self.items(given, Binding::And),
            other => Err(OrmError::error(format!(
                "Unsupported where option value: {}. Please refer to the Sequelize documentation to learn more about which values are accepted as part of the where option.",
                encode::inspect(other)
            ))),
        }
    }

    /// `whereItemsQuery`.
    pub fn items(&self, given: &Json, binding: Binding) -> Condition {
        if given.is_string() {
            return Err(OrmError::error(
                "Support for `{where: 'raw query'}` has been removed.",
            ));
        }
        let items = match js::plain(given) {
            Some(object) => js::complex_keys(object)
                .map(|(key, value)| match key {
                    Key::Operator(operator) => self.item(&Left::Operator(operator), value),
                    Key::Name(name) => self.item(&Left::Column(name), value),
                })
                .filter_map(Result::transpose)
                .collect::<Result<Vec<_>, _>>()?,
            None if given.is_null() || js::complex_size(given) == 0 && !js::is_method(given) => {
                Vec::new()
            }
            None => self.item(&Left::None, given)?.into_iter().collect(),
        };
        Ok(Expr::chain(binding, items))
    }

    /// Conditions on an expression in the place of a column.
    pub(super) fn compare_expr(&self, left: &Expr, value: &Json) -> Condition {
        self.item(&Left::Expr(left), value)
    }

    /// `whereItemQuery`.
    fn item(&self, left: &Left<'_>, value: &Json) -> Condition {
        if let Left::Column(name) = left
            && let Some((head, path)) = name.split_once('.')
            && let Some(attribute) = self.json_attribute(head)
        {
            let nested = path
                .rsplit('.')
                .fold(value.clone(), |inner, part| js::object(part, inner));
            return self.item(&Left::Column(&attribute.field.clone()), &nested);
        }
        if let (Left::Column(name), Some("undefined")) = (left, js::tag(value)) {
            return Err(OrmError::error(format!(
                "WHERE parameter \"{name}\" has invalid \"undefined\" value"
            )));
        }
        let data_type = self.data_type(left);
        let object = js::plain(value);
        if let (Left::None, Some(object)) = (left, object)
            && object.len() == 1
        {
            return self.items(value, Binding::And);
        }
        if value.is_null() {
            return Ok(Some(self.compare(
                left,
                "IS",
                Expr::Value(crate::schema::Value::Null),
            )?));
        }
        if !js::truthy(value) {
            return Ok(Some(self.compare(
                left,
                "=",
                self.value(value, data_type)?,
            )?));
        }
        if js::is_method(value) && (matches!(left, Left::None) || js::tag(value) != Some("fn")) {
            return method_expr(self.dialect, value).map(Some);
        }
        if let (Left::None, Json::Array(items)) = (left, value) {
            if js::can_treat_as_and(items) {
                return self.group("and", value);
            }
            return Err(no_replacements());
        }
        if let Left::Operator(operator @ ("or" | "and" | "not")) = left {
            return self.group(operator, value);
        }
        if let Some(object) = object {
            for (operator, binding) in [("@or", Binding::Or), ("@and", Binding::And)] {
                if let Some(inner) = object.get(operator).filter(|inner| js::truthy(inner)) {
                    return self.each(binding, left, inner);
                }
            }
        }
        let is_json = data_type.is_some_and(|t| matches!(t.key.as_str(), "JSON" | "JSONB"));
        match (value, object) {
            (Json::Array(_), _) if data_type.is_some_and(|t| t.key == "ARRAY") => Ok(Some(
                self.compare(left, "=", self.value(value, data_type)?)?,
            )),
            (Json::Array(_), _) => self.single(left, data_type, "in", value),
            (_, Some(object)) if is_json && self.paths => self.json(left, object),
            (_, Some(object)) if object.len() > 1 => self.each(Binding::And, left, value),
            (_, Some(object)) => match js::complex_keys(object).next() {
                Some((Key::Operator(operator), inner)) => {
                    self.single(left, data_type, operator, inner)
                }
                _ => self.single(left, data_type, "eq", value),
            },
            _ => Ok(Some(self.compare(
                left,
                "=",
                self.value(value, data_type)?,
            )?)),
        }
    }

    /// `_whereGroupBind`: `{[Op.or]: …}` on its own.
    fn group(&self, operator: &str, value: &Json) -> Condition {
        let binding = if operator == "or" {
            Binding::Or
        } else {
            Binding::And
        };
        let inner = match value {
            Json::Array(items) => {
                let mut conditions = Vec::with_capacity(items.len());
                for item in items {
                    if let Some(condition) = self.items(item, Binding::And)? {
                        let several = js::complex_size(item) > 1;
                        conditions.push(if several {
                            Expr::Parens(Box::new(condition))
                        } else {
                            condition
                        });
                    }
                }
                Expr::chain(binding, conditions)
            }
            _ => self.items(value, binding)?,
        };
        Ok(match inner {
            None if operator == "and" => None,
            None => Some(Expr::Raw("0 = 1".into())),
            Some(inner) => {
                let group = Expr::Parens(Box::new(inner));
                Some(if operator == "not" {
                    Expr::Not(Box::new(group))
                } else {
                    group
                })
            }
        })
    }

    /// `_whereBind`: several conditions on one key.
    fn each(&self, binding: Binding, left: &Left<'_>, value: &Json) -> Condition {
        let items: Vec<Json> = match (js::plain(value), value) {
            (Some(object), _) => js::complex_keys(object)
                .map(|(key, inner)| js::object(key.text(), inner.clone()))
                .collect(),
            (None, Json::Array(items)) => items.clone(),
            _ => return Err(OrmError::type_error("value.map is not a function")),
        };
        let mut conditions = Vec::with_capacity(items.len());
        for item in &items {
            conditions.extend(self.item(left, item)?);
        }
        Ok(Expr::chain(binding, conditions).map(|inner| Expr::Parens(Box::new(inner))))
    }

    /// `_whereParseSingleValueObject`: one operator and its operand.
    fn single(
        &self,
        left: &Left<'_>,
        data_type: Option<&ScalarType>,
        operator: &str,
        value: &Json,
    ) -> Condition {
        let operator = match (operator, value) {
            ("not", Json::Array(_)) => "notIn",
            ("not", Json::Null | Json::Bool(_)) => "not",
            ("not", _) => "ne",
            _ => operator,
        };
        let comparator = comparator(self.dialect, operator)
            .ok_or_else(|| OrmError::error(format!("Invalid value {}", encode::inspect(value))))?;
        let escape = |value: &Json| self.escape(value, data_type);
        let right = match operator {
            "in" | "notIn" => {
                if js::tag(value) == Some("literal") {
                    let text = js::text(value, "value").unwrap_or_default();
                    return Ok(Some(self.compare(
                        left,
                        comparator,
                        Expr::Raw(text.into()),
                    )?));
                }
                let Json::Array(items) = value else {
                    return Err(OrmError::type_error("value.map is not a function"));
                };
                match (items.is_empty(), operator) {
                    (true, "in") => Expr::Raw("(NULL)".into()),
                    (true, _) => return Ok(None),
                    _ => Expr::List(items.iter().map(escape).collect::<Result<_, _>>()?),
                }
            }
            "any" | "all" => {
                let words = format!("= {comparator}");
                let right = match js::member(value, "@values").and_then(Json::as_array) {
                    Some(items) => Expr::Values(
                        items
                            .iter()
                            .map(|item| self.escape(item, None))
                            .collect::<Result<_, _>>()?,
                    ),
                    None => Expr::Parens(Box::new(self.escape(value, None)?)),
                };
                return Ok(Some(self.compare(left, words, right)?));
            }
            "between" | "notBetween" => {
                let end = |index: usize| {
                    value
                        .get(index)
                        .map_or(Ok(Expr::Value(crate::schema::Value::Null)), escape)
                };
                Expr::Range(Box::new(end(0)?), Box::new(end(1)?))
            }
            "col" => Expr::path(value.as_str().unwrap_or_default()),
            "startsWith" | "endsWith" | "substring" => {
                let text = match js::tag(value) {
                    Some("literal") => js::text(value, "value").unwrap_or_default().to_owned(),
                    _ => plain_text(value),
                };
                let pattern = match operator {
                    "startsWith" => format!("{text}%"),
                    "endsWith" => format!("%{text}"),
                    _ => format!("%{text}%"),
                };
                encode::literal_of(self.dialect, &Json::String(pattern), None)?
            }
            _ => return self.compared(left, data_type, comparator, value).map(Some),
        };
        Ok(Some(self.compare(left, comparator, right)?))
    }

    /// The plain comparisons, whose operand may be a column, ANY or ALL.
    fn compared(
        &self,
        left: &Left<'_>,
        data_type: Option<&ScalarType>,
        comparator: &'static str,
        value: &Json,
    ) -> Result<Expr, OrmError> {
        if let Some(object) = js::plain(value) {
            if let Some(path) = object.get("@col").and_then(Json::as_str) {
                return self.compare(left, comparator, Expr::path(path));
            }
            for (key, word) in [("@any", "ANY"), ("@all", "ALL")] {
                if let Some(items) = object.get(key) {
                    let words = format!("{comparator} {word}");
                    let right = Expr::Parens(Box::new(self.escape(items, None)?));
                    return self.compare(left, words, right);
                }
            }
        }
        let comparator = match (value.is_null(), comparator) {
            (true, "=") => "IS",
            (true, "!=") => "IS NOT",
            _ => comparator,
        };
        self.compare(left, comparator, self.escape(value, data_type)?)
    }

    fn value(&self, value: &Json, data_type: Option<&ScalarType>) -> Result<Expr, OrmError> {
        if !self.bind {
            return self.escape(value, data_type);
        }
        if js::is_method(value) {
            return Err(OrmError::error(
                "Cannot pass SequelizeMethod as a bind parameter - use escape instead",
            ));
        }
        encode::bound(self.dialect, value, data_type).map(Expr::Bind)
    }

    fn escape(&self, value: &Json, data_type: Option<&ScalarType>) -> Result<Expr, OrmError> {
        if js::is_method(value) {
            return method_expr(self.dialect, value);
        }
        encode::literal_of(self.dialect, value, data_type)
    }

    fn compare(
        &self,
        left: &Left<'_>,
        comparator: impl Into<Cow<'static, str>>,
        right: Expr,
    ) -> Result<Expr, OrmError> {
        Ok(match left {
            Left::None => right,
            _ => Expr::infix(self.left(left)?, comparator, right),
        })
    }

    /// `_getSafeKey`.
    fn left(&self, left: &Left<'_>) -> Result<Expr, OrmError> {
        match left {
            Left::None => Ok(Expr::Raw(String::new())),
            Left::Expr(expr) => Ok((*expr).clone()),
            Left::Operator(operator) => Err(OrmError::error(format!(
                "Invalid value: Symbol({operator}) stands where a column is expected"
            ))),
            Left::Column(name) => Ok(
                match name
                    .strip_prefix('$')
                    .and_then(|name| name.strip_suffix('$'))
                {
                    Some(path) => Expr::path(path),
                    None if self.prefix.is_empty() => Expr::column(*name),
                    None => Expr::of(self.prefix, *name),
                },
            ),
        }
    }

    /// `_findField`: by attribute name, then by column.
    fn attribute(&self, name: &str) -> Option<&'a Attribute> {
        let attributes = &self.model?.attributes;
        attributes.get(name).or_else(|| {
            attributes
                .values()
                .find(|attribute| attribute.field == name)
        })
    }

    fn data_type(&self, left: &Left<'_>) -> Option<&'a ScalarType> {
        match left {
            Left::Column(name) => self.attribute(name).map(|attribute| &attribute.data_type),
            _ => None,
        }
    }

    fn json_attribute(&self, name: &str) -> Option<&'a Attribute> {
        self.model?
            .attributes
            .get(name)
            .filter(|attribute| matches!(attribute.data_type.key.as_str(), "JSON" | "JSONB"))
    }
}

/// Puts columns in the place of attribute names (`mapWhereFieldNames`). A renamed key goes to the
/// end of its object, as it does in Sequelize.
pub fn to_columns(given: &Json, model: &Model) -> Json {
    let Some(object) = js::plain(given) else {
        return given.clone();
    };
    let mut mapped = object.clone();
    for (key, value) in js::complex_keys(object) {
        let attribute = match key {
            Key::Name(name) => model.attributes.get(name),
            Key::Operator(_) => None,
        };
        let mut value = value.clone();
        let keeps_keys = attribute.is_some_and(|attribute| {
            matches!(
                attribute.data_type.key.as_str(),
                "JSON" | "JSONB" | "HSTORE"
            )
        });
        if js::plain(&value).is_some() && !keeps_keys {
            value = to_columns(&value, model);
        }
        if let Json::Array(items) = &mut value {
            for item in items {
                if js::plain(item).is_some() {
                    *item = to_columns(item, model);
                }
            }
        }
        let text = key.text();
        match attribute.filter(|attribute| attribute.field != attribute.name) {
            Some(attribute) => {
                mapped.shift_remove(text.as_ref());
                mapped.insert(attribute.field.clone(), value);
            }
            None => {
                mapped.insert(text.into_owned(), value);
            }
        }
    }
    Json::Object(mapped)
}

pub(super) fn plain_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn no_replacements() -> OrmError {
    OrmError::error("Support for literal replacements in the `where` object has been removed.")
}

/// The condition that leaves soft-deleted rows out (`_paranoidClause`), in front of what is there.
pub fn add_paranoid(model: &Model, given: Option<Json>) -> Option<Json> {
    let Some(attribute) = model
        .timestamps
        .deleted_at
        .as_ref()
        .filter(|_| model.paranoid)
        .and_then(|name| model.attributes.get(name))
    else {
        return given;
    };
    let alive = js::object(attribute.field.clone(), json!({"@eq": null}));
    Some(match given {
        // Without a `where` Sequelize makes a group of one, which is in parentheses.
        None | Some(Json::Null) => js::object("@and", Json::Array(vec![alive])),
        Some(given) if js::plain(&given).is_some_and(Object::is_empty) => alive,
        Some(given) => js::both(alive, given),
    })
}
