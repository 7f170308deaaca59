//! Conditions on paths into JSON columns.

use super::{Condition, Filter, Left};
use crate::{
    dialect::{Dialect, statement::Expr},
    orm::{
        OrmError,
        js::{self, Json, Key, Object},
    },
};

impl Filter<'_> {
    /// `_whereJSON`: paths into a JSON column.
    pub(super) fn json(&self, left: &Left<'_>, object: &Object) -> Condition {
        if self.dialect == Dialect::Mssql {
            return Err(OrmError::error("Unsupported mssql for JSON operations"));
        }
        let base = self.left(left)?;
        let mut items = Vec::new();
        let whole = Filter {
            paths: false,
            ..*self
        };
        for (key, value) in js::complex_keys(object) {
            match key {
                Key::Operator(_) => {
                    items.extend(whole.item(left, &js::object(key.text(), value.clone()))?);
                }
                Key::Name(name) => {
                    self.json_member(&base, vec![name.to_owned()], value, &mut items)?;
                }
            }
        }
        let several = items.len() > 1;
        Ok(Expr::all(items).map(|inner| {
            if several {
                Expr::Parens(Box::new(inner))
            } else {
                inner
            }
        }))
    }

    /// `_traverseJSON`.
    fn json_member(
        &self,
        base: &Expr,
        mut path: Vec<String>,
        value: &Json,
        items: &mut Vec<Expr>,
    ) -> Result<(), OrmError> {
        let mut cast = None;
        if let Some(last) = path.last_mut()
            && let Some((name, data_type)) = last.clone().split_once("::")
        {
            cast = Some(data_type.to_owned());
            name.clone_into(last);
        }
        let free = Filter::new(self.dialect, None, "");
        let Some(object) = js::plain(value) else {
            let value = self.json_value(value);
            let key = cast_path(base, path, false, &value, cast);
            items.extend(free.item(&Left::Expr(&key), &js::object("@eq", value))?);
            return Ok(());
        };
        for (key, inner) in js::complex_keys(object) {
            match key {
                Key::Operator(operator) => {
                    let inner = self.json_value(inner);
                    let as_json = operator == "contains" && inner.is_string();
                    let left = cast_path(base, path.clone(), as_json, &inner, cast.clone());
                    items.extend(free.item(&Left::Expr(&left), &js::object(key.text(), inner))?);
                }
                Key::Name(name) => {
                    let mut path = path.clone();
                    path.push(name.to_owned());
                    self.json_member(base, path, inner, items)?;
                }
            }
        }
        Ok(())
    }

    /// `_toJSONValue`: what `MySQL` and sqlite compare a JSON path with.
    fn json_value(&self, value: &Json) -> Json {
        match (self.dialect, value) {
            (Dialect::Mysql | Dialect::Mariadb, Json::Bool(flag)) => flag.to_string().into(),
            (Dialect::Mysql | Dialect::Mariadb, Json::Null) => "null".into(),
            (Dialect::Sqlite, _) if js::tag(value) == Some("date") => {
                js::member(value, "iso").cloned().unwrap_or(Json::Null)
            }
            _ => value.clone(),
        }
    }
}

fn cast_path(
    base: &Expr,
    path: Vec<String>,
    as_json: bool,
    value: &Json,
    cast: Option<String>,
) -> Expr {
    let path = Expr::JsonPath(Box::new(base.clone()), path, as_json);
    let sample = value.get(0).unwrap_or(value);
    let cast = cast.or_else(|| match sample {
        Json::Number(_) => Some("double precision".into()),
        Json::Bool(_) => Some("boolean".into()),
        _ if js::tag(sample) == Some("date") => Some("timestamptz".into()),
        _ => None,
    });
    match cast {
        Some(cast) => Expr::Cast(Box::new(path), cast),
        None => path,
    }
}
