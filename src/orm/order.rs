//! Turns `order` and `group` into expressions. Mirrors `quote` and `getQueryOrders`.

use super::{
    OrmError, encode,
    js::{self, Json},
    method::method_expr,
};
use crate::{
    dialect::{
        Dialect,
        statement::{Expr, Order},
    },
    schema::{Model, Schema},
};

const DIRECTIONS: [&str; 8] = [
    "ASC",
    "DESC",
    "ASC NULLS LAST",
    "DESC NULLS LAST",
    "ASC NULLS FIRST",
    "DESC NULLS FIRST",
    "NULLS FIRST",
    "NULLS LAST",
];

/// The two lists of ORDER BY: of the whole query, and of the limited query inside it.
#[derive(Debug, Default)]
pub struct Orders {
    /// Of the whole query.
    pub main: Vec<Order>,
    /// Of the limited query inside.
    pub sub: Vec<Order>,
    /// The first member of each entry as text, for mssql's tie break.
    pub names: Vec<String>,
}

/// What an order is read with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// All models.
    pub schema: &'a Schema,
    /// The dialect.
    pub dialect: Dialect,
    /// The model ordered.
    pub model: &'a Model,
    /// What is selected: an order by an alias, or by the attribute behind one, names the alias.
    pub attributes: &'a [Json],
    /// There is a limited query inside.
    pub sub_query: bool,
}

impl Context<'_> {
    /// Reads `order`.
    pub fn orders(&self, given: &Json) -> Result<Orders, OrmError> {
        let mut orders = Orders::default();
        match given {
            Json::Null => {}
            Json::Array(entries) => {
                for entry in entries {
                    self.entry(entry, &mut orders)?;
                }
            }
            _ if js::is_method(given) => {
                let order = plain_order(method_expr(self.dialect, given)?);
                if self.sub_query {
                    orders.sub.push(order.clone());
                }
                orders.main.push(order);
            }
            _ => {
                return Err(OrmError::error(
                    "Order must be type of array or instance of a valid sequelize method.",
                ));
            }
        }
        Ok(orders)
    }

    fn entry(&self, entry: &Json, orders: &mut Orders) -> Result<(), OrmError> {
        let entry = match entry {
            Json::Array(parts) => parts.clone(),
            one => vec![one.clone()],
        };
        let Some(first) = entry.first() else {
            return Ok(());
        };
        let nested = matches!(js::tag(first), Some("model" | "association"))
            || js::plain(first).is_some()
            || first
                .as_str()
                .is_some_and(|name| self.model.associations.contains_key(name));
        let mut order = self.quote(&entry)?;
        if self.sub_query && !nested {
            orders.sub.push(order.clone());
        }
        let attribute = first
            .as_str()
            .and_then(|name| self.model.attributes.get(name));
        // Quoting put the column in the place of the attribute.
        let name = match attribute {
            Some(attribute) if self.sub_query || attribute.field != attribute.name => {
                Json::String(attribute.field.clone())
            }
            _ => first.clone(),
        };
        // A method is another one even if it says the same.
        let aliased = self
            .attributes
            .iter()
            .filter_map(Json::as_array)
            .find(|pair| {
                let is = |index: usize| {
                    pair.get(index)
                        .and_then(Json::as_str)
                        .is_some_and(|part| *first == *part || self.sub_query && name == *part)
                };
                pair.len() == 2 && (is(0) || is(1))
            });
        if let Some(alias) = aliased.and_then(|pair| pair[1].as_str()) {
            order.expr = Expr::path(alias);
            orders.names.push(alias.to_owned());
        } else {
            orders.names.push(match js::tag(&name) {
                Some("col") => js::text(&name, "name").unwrap_or_default().into(),
                Some("literal") => js::text(&name, "value").unwrap_or_default().into(),
                _ => name.as_str().unwrap_or_default().into(),
            });
        }
        orders.main.push(order);
        Ok(())
    }

    /// `quote` of one entry: models and associations first, then the column, then the direction.
    fn quote(&self, entry: &[Json]) -> Result<Order, OrmError> {
        let mut aliases: Vec<String> = Vec::new();
        let mut model = Some(self.model);
        let mut through: Option<String> = None;
        let mut parts = entry.iter().enumerate().peekable();
        while let Some((index, part)) = parts.peek() {
            if *index + 1 == entry.len() {
                break;
            }
            let Some(association) = self.step(model, through.as_deref(), part)? else {
                break;
            };
            aliases.push(association.0);
            model = self.schema.model(&association.1);
            through = association.2;
            parts.next();
        }
        let rest: Vec<_> = parts.map(|(_, part)| part).collect();
        let Some((column, words)) = rest.split_first() else {
            return Err(unknown(&Json::Array(entry.to_vec())));
        };
        let mut expr = if js::is_method(column) {
            method_expr(self.dialect, column)?
        } else {
            let name = column.as_str().ok_or_else(|| unknown(column))?;
            let attribute = model.and_then(|model| model.attributes.get(name));
            let name = attribute.map_or(name, |attribute| attribute.field.as_str());
            let table = if aliases.is_empty() {
                self.model.name.clone()
            } else {
                aliases.join("->")
            };
            match name.split_once('.') {
                Some((head, path)) if is_json(model, head) && aliases.is_empty() => Expr::JsonPath(
                    Box::new(Expr::of(&self.model.name, head)),
                    path.split('.').map(str::to_owned).collect(),
                    false,
                ),
                _ => match Expr::path(name) {
                    Expr::Column(mut parts) => {
                        parts.insert(0, table);
                        Expr::Column(parts)
                    }
                    other => other,
                },
            }
        };
        let mut direction = String::new();
        for word in words {
            if js::is_method(word) {
                if let Expr::Raw(text) = method_expr(self.dialect, word)? {
                    direction.push_str(&text);
                }
                continue;
            }
            let text = word.as_str().unwrap_or_default();
            if !DIRECTIONS.contains(&text.to_uppercase().as_str()) {
                expr = Expr::Beside(Box::new(expr), Box::new(Expr::path(text)));
                continue;
            }
            direction = text.to_uppercase();
        }
        Ok(Order { expr, direction })
    }

    /// One model or association of an entry: its alias, its target, and its through model.
    #[allow(clippy::type_complexity)]
    fn step(
        &self,
        model: Option<&Model>,
        through: Option<&str>,
        part: &Json,
    ) -> Result<Option<(String, String, Option<String>)>, OrmError> {
        let found = |association: &crate::schema::Association| {
            let through = association.through.as_ref().map(|t| t.model.clone());
            (
                association.name.clone(),
                association.target.clone(),
                through,
            )
        };
        if js::tag(part) == Some("association") {
            return Ok(js::text(part, "source")
                .and_then(|source| self.schema.model(source))
                .zip(js::text(part, "name"))
                .and_then(|(source, name)| source.associations.get(name))
                .map(found));
        }
        if let Some(name) = part.as_str() {
            return Ok(model
                .and_then(|model| model.associations.get(name))
                .map(found));
        }
        let (target, alias) = match js::plain(part) {
            Some(object) => (object.get("model"), object.get("as").and_then(Json::as_str)),
            None => (Some(part), None),
        };
        let Some(target) = target
            .filter(|target| js::tag(target) == Some("model"))
            .and_then(|target| js::text(target, "name"))
        else {
            return Ok(None);
        };
        if alias.is_none() && through == Some(target) {
            return Ok(Some((target.to_owned(), target.to_owned(), None)));
        }
        let associations = || {
            model
                .into_iter()
                .flat_map(|model| model.associations.values())
                .filter(|association| association.target == target)
        };
        let association = associations()
            .find(|association| match alias {
                Some(alias) => association.name == alias,
                None => !association.is_aliased,
            })
            .or_else(|| associations().find(|association| association.name == target));
        match association {
            Some(association) => Ok(Some(found(association))),
            None => Err(OrmError::error(format!(
                "Unable to find a valid association for model, '{target}'"
            ))),
        }
    }

    /// `group`: columns stand as they are given, dots becoming arrows.
    pub fn group(&self, given: &Json) -> Result<Vec<Expr>, OrmError> {
        let items = match given {
            Json::Null => return Ok(Vec::new()),
            Json::Array(items) => items.clone(),
            one => vec![one.clone()],
        };
        items
            .iter()
            .map(|item| {
                let item = item.get(0).unwrap_or(item);
                match item {
                    Json::String(name) => Ok(Expr::path(name)),
                    _ if js::is_method(item) => method_expr(self.dialect, item),
                    _ => Err(unknown(item)),
                }
            })
            .collect()
    }
}

fn is_json(model: Option<&Model>, name: &str) -> bool {
    model
        .and_then(|model| model.attributes.get(name))
        .is_some_and(|attribute| matches!(attribute.data_type.key.as_str(), "JSON" | "JSONB"))
}

fn plain_order(expr: Expr) -> Order {
    Order {
        expr,
        direction: String::new(),
    }
}

fn unknown(given: &Json) -> OrmError {
    if js::plain(given).is_some_and(|given| given.contains_key("raw")) {
        return OrmError::error(
            "The `{raw: \"...\"}` syntax is no longer supported.  Use `sequelize.literal` instead.",
        );
    }
    OrmError::error(format!(
        "Unknown structure passed to order / group: {}",
        encode::inspect(given)
    ))
}
