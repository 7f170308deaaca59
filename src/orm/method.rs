//! Turns Sequelize's methods (literal, fn, col, cast, where, json) into expressions. Mirrors
//! `handleSequelizeMethod`.

use super::{
    OrmError, encode,
    filter::{Filter, comparator, plain_text},
    js::{self, Json},
};
use crate::{
    dialect::{
        Dialect,
        statement::{Binding, Expr},
    },
    schema::Value,
};

/// A Sequelize method (`handleSequelizeMethod`).
pub fn method_expr(dialect: Dialect, value: &Json) -> Result<Expr, OrmError> {
    match js::tag(value) {
        Some("literal") => Ok(Expr::Raw(
            js::text(value, "value").unwrap_or_default().to_owned(),
        )),
        Some("col") => {
            let name = js::text(value, "name").unwrap_or_default();
            Ok(if name.starts_with('*') {
                Expr::Raw("*".into())
            } else {
                Expr::path(name)
            })
        }
        Some("fn") => {
            let arguments = js::member(value, "args").and_then(Json::as_array);
            let arguments = arguments
                .into_iter()
                .flatten()
                .map(|argument| argument_of(dialect, argument))
                .collect::<Result<_, _>>()?;
            let name = js::text(value, "name").unwrap_or_default();
            Ok(Expr::Call(name.to_owned(), arguments))
        }
        Some("cast") => {
            let inner = js::member(value, "value").unwrap_or(&Json::Null);
            let inner = match js::plain(inner) {
                Some(_) => any_or_empty(Filter::new(dialect, None, "").items(inner, Binding::And)?),
                None if js::is_method(inner) => method_expr(dialect, inner)?,
                None => encode::literal_of(dialect, inner, None)?,
            };
            let data_type = js::text(value, "type").unwrap_or_default();
            Ok(Expr::Cast(Box::new(inner), data_type.to_owned()))
        }
        Some("where") => comparison(dialect, value),
        Some("json") => json_method(dialect, value),
        _ => Err(OrmError::error(format!(
            "Invalid value {}",
            encode::inspect(value)
        ))),
    }
}

fn argument_of(dialect: Dialect, argument: &Json) -> Result<Expr, OrmError> {
    if js::is_method(argument) {
        return method_expr(dialect, argument);
    }
    if js::plain(argument).is_some() {
        let condition = Filter::new(dialect, None, "").items(argument, Binding::And)?;
        return Ok(any_or_empty(condition));
    }
    // Sequelize doubles `$` here, against its own bind parameters.
    match argument {
        Json::String(text) => {
            encode::literal_of(dialect, &Json::String(text.replace('$', "$$")), None)
        }
        other => encode::literal_of(dialect, other, None),
    }
}

/// `sequelize.where(attribute, comparator, logic)`.
fn comparison(dialect: Dialect, value: &Json) -> Result<Expr, OrmError> {
    let attribute = js::member(value, "attribute").unwrap_or(&Json::Null);
    let left = method_expr(dialect, attribute)?;
    let logic = js::member(value, "logic").unwrap_or(&Json::Null);
    let words = js::text(value, "comparator").unwrap_or("=");
    let words = words
        .strip_prefix('@')
        .and_then(|operator| comparator(dialect, operator))
        .unwrap_or(words)
        .to_owned();
    if js::plain(logic).is_some() {
        let condition = Filter::new(dialect, None, "").compare_expr(&left, logic)?;
        return Ok(any_or_empty(condition));
    }
    let right = if js::is_method(logic) {
        method_expr(dialect, logic)?
    } else if matches!(words.as_str(), "BETWEEN" | "NOT BETWEEN") {
        let end = |index: usize| {
            let value = logic.get(index).unwrap_or(&Json::Null);
            encode::literal_of(dialect, value, None)
        };
        Expr::Range(Box::new(end(0)?), Box::new(end(1)?))
    } else {
        encode::literal_of(dialect, logic, None)?
    };
    let is_null = right == Expr::Value(Value::Null) || right == Expr::Raw("NULL".into());
    let words = match (is_null, words.as_str()) {
        (true, "=") => "IS".into(),
        (true, "!=") => "IS NOT".into(),
        _ => words,
    };
    Ok(Expr::infix(left, words, right))
}

/// `sequelize.json(path or conditions)`.
fn json_method(dialect: Dialect, value: &Json) -> Result<Expr, OrmError> {
    if dialect == Dialect::Mssql {
        return Err(OrmError::error("Unsupported mssql for JSON operations"));
    }
    let Some(Json::String(path)) = js::member(value, "path") else {
        let given = js::member(value, "conditions").unwrap_or(&Json::Null);
        let mut found = Vec::new();
        flatten(given, &mut Vec::new(), &mut found);
        let items = found
            .into_iter()
            .map(|(path, value)| {
                Expr::equal(
                    json_path(path),
                    Expr::Raw(format!("'{}'", plain_text(&value))),
                )
            })
            .collect();
        return Ok(any_or_empty(Expr::all(items)));
    };
    let left = if path.contains('(') {
        Expr::Raw(path.clone())
    } else {
        let parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
        json_path(parts.map(str::to_owned).collect())
    };
    Ok(match js::member(value, "value") {
        Some(value) => Expr::equal(left, encode::literal_of(dialect, value, None)?),
        None => left,
    })
}

fn json_path(mut path: Vec<String>) -> Expr {
    let column = if path.is_empty() {
        String::new()
    } else {
        path.remove(0)
    };
    Expr::JsonPath(Box::new(Expr::column(column)), path, false)
}

fn flatten(value: &Json, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, Json)>) {
    match js::plain(value) {
        Some(object) => {
            for (key, inner) in object {
                path.push(key.clone());
                flatten(inner, path, found);
                path.pop();
            }
        }
        None => found.push((path.clone(), value.clone())),
    }
}

fn any_or_empty(condition: Option<Expr>) -> Expr {
    condition.unwrap_or(Expr::Raw(String::new()))
}
