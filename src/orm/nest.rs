//! Folds the flat rows of a join back into the tree of includes. Mirrors `_groupJoinData`.
//!
//! A column labelled `Tweets.Tags.id` belongs to the include `Tags` below `Tweets`. Rows of one
//! source are put together by their primary keys, level by level:
//!
//! | id | Tweets.id | Tweets.Tags.id | | |
//! |---|---|---|---|---|
//! | 1 | 7 | 9 | → | `{id: 1, Tweets: [{id: 7, Tags: [{id: 9}, {id: 8}]}, {id: 6, Tags: []}]}` |
//! | 1 | 7 | 8 | | |
//! | 1 | 6 | null | | |

use super::{
    decode::Decoder,
    include::{Include, is_multi},
    js::{Json, Object},
};
use crate::schema::hash::HashMap;
use crate::{
    dialect::Dialect,
    engine::Outcome,
    schema::{Model, Schema, Value},
};
use serde_json::json;

/// One level of the tree.
struct Node<'a> {
    name: String,
    single: bool,
    columns: Vec<(usize, String, Decoder<'a>)>,
    /// Positions of the primary key; empty where it was not selected.
    key: Vec<usize>,
    below: Vec<usize>,
}

/// Folds `rows`.
pub fn nest(
    schema: &Schema,
    dialect: Dialect,
    model: &Model,
    includes: &[Include],
    has_multi: bool,
    outcome: &Outcome,
) -> Vec<Json> {
    let rows = &outcome.rows;
    let mut builder = Builder {
        schema,
        dialect,
        nodes: Vec::new(),
        positions: outcome
            .labels
            .iter()
            .enumerate()
            .map(|(position, label)| (label.as_str(), position))
            .collect(),
        by_prefix: HashMap::default(),
    };
    builder.node(model, "", "", true, includes);
    builder.columns(outcome, model, includes);
    let folder = Folder {
        nodes: builder.nodes,
    };
    if has_multi {
        folder.grouped(rows)
    } else {
        rows.iter()
            .map(|row| Json::Object(folder.one(0, row)))
            .collect()
    }
}

struct Builder<'a, 'l> {
    schema: &'a Schema,
    dialect: Dialect,
    nodes: Vec<Node<'a>>,
    positions: HashMap<&'l str, usize>,
    by_prefix: HashMap<String, usize>,
}

impl<'a> Builder<'a, '_> {
    fn node(
        &mut self,
        model: &Model,
        prefix: &str,
        name: &str,
        single: bool,
        includes: &[Include],
    ) -> usize {
        let join = |name: &str| {
            if prefix.is_empty() {
                name.to_owned()
            } else {
                format!("{prefix}.{name}")
            }
        };
        // Of a model without a primary key, the first unique key; of either, the columns that are there.
        let unique = model.unique_keys.values().next();
        let key: Vec<usize> = match unique.filter(|_| model.primary_key.is_empty()) {
            Some(unique) => &unique.fields,
            None => &model.primary_key,
        }
        .iter()
        .filter_map(|key| self.positions.get(join(key).as_str()).copied())
        .collect();
        let index = self.nodes.len();
        self.by_prefix.insert(prefix.to_owned(), index);
        self.nodes.push(Node {
            name: name.to_owned(),
            single,
            columns: Vec::new(),
            key,
            below: Vec::new(),
        });
        for include in includes.iter().filter(|include| !include.separate) {
            let Some(target) = self.schema.model(&include.model) else {
                continue;
            };
            let prefix = join(&include.alias);
            let child = self.node(
                target,
                &prefix,
                &include.alias,
                !is_multi(include.association.kind),
                &include.includes,
            );
            self.nodes[index].below.push(child);
            if let Some(through) = &include.through
                && let Some(model) = self.schema.model(&through.model)
            {
                let prefix = format!("{prefix}.{}", through.name);
                let below = self.node(model, &prefix, &through.name, true, &[]);
                self.nodes[child].below.insert(0, below);
            }
        }
        index
    }

    /// Gives each column to its level. A label that belongs to none stays at the top, whole.
    fn columns(&mut self, outcome: &Outcome, model: &'a Model, includes: &[Include]) {
        let mut models: HashMap<String, &'a Model> = HashMap::default();
        models.insert(String::new(), model);
        gather(self.schema, "", includes, &mut models);
        for (position, label) in outcome.labels.iter().enumerate() {
            let (prefix, name) = label.rsplit_once('.').unwrap_or(("", label));
            let (prefix, name) = if self.by_prefix.contains_key(prefix) {
                (prefix, name)
            } else {
                ("", label.as_str())
            };
            let data_type = models
                .get(prefix)
                .and_then(|model| {
                    model
                        .attributes
                        .get(name)
                        .or_else(|| model.attribute_of_column(name))
                })
                .map(|attribute| &attribute.data_type);
            let decoder = Decoder {
                dialect: self.dialect,
                kind: outcome.kind(position),
                data_type,
                raw: false,
            };
            if let Some(&node) = self.by_prefix.get(prefix) {
                self.nodes[node]
                    .columns
                    .push((position, name.to_owned(), decoder));
            }
        }
    }
}

fn gather<'a>(
    schema: &'a Schema,
    prefix: &str,
    includes: &[Include],
    models: &mut HashMap<String, &'a Model>,
) {
    for include in includes {
        let prefix = if prefix.is_empty() {
            include.alias.clone()
        } else {
            format!("{prefix}.{}", include.alias)
        };
        if let Some(through) = &include.through
            && let Some(model) = schema.model(&through.model)
        {
            models.insert(format!("{prefix}.{}", through.name), model);
        }
        if let Some(model) = schema.model(&include.model) {
            models.insert(prefix.clone(), model);
        }
        gather(schema, &prefix, &include.includes, models);
    }
}

struct Folder<'a> {
    nodes: Vec<Node<'a>>,
}

/// A row of one level that several rows of the join may share.
struct Item {
    values: Object,
    /// Rows below, by level.
    below: Vec<(usize, Vec<usize>)>,
}

impl Folder<'_> {
    fn values(&self, node: usize, row: &[Value]) -> Object {
        let columns = &self.nodes[node].columns;
        columns
            .iter()
            .map(|(position, name, decoder)| {
                let value = row.get(*position).map_or(Json::Null, |v| decoder.decode(v));
                (name.clone(), value)
            })
            .collect()
    }

    /// An outer join found nothing here.
    fn is_absent(&self, node: usize, row: &[Value]) -> bool {
        let node = &self.nodes[node];
        node.key
            .first()
            .is_some_and(|&position| row.get(position) == Some(&Value::Null))
    }

    /// A row that shares nothing with others: every include is to-one.
    fn one(&self, node: usize, row: &[Value]) -> Object {
        let mut values = self.values(node, row);
        for &below in &self.nodes[node].below {
            if self.is_empty(below) {
                continue;
            }
            let value = if self.is_absent(below, row) {
                Json::Null
            } else {
                Json::Object(self.one(below, row))
            };
            values.insert(self.nodes[below].name.clone(), value);
        }
        values
    }

    /// Nothing was selected of this level or below it.
    fn is_empty(&self, node: usize) -> bool {
        let node = &self.nodes[node];
        node.columns.is_empty() && node.below.iter().all(|&below| self.is_empty(below))
    }

    fn grouped(&self, rows: &[Vec<Value>]) -> Vec<Json> {
        let mut items: Vec<Item> = Vec::new();
        let mut known: HashMap<(usize, usize, String), usize> = HashMap::default();
        let mut roots = Vec::new();
        for row in rows {
            let key = self.key(0, row);
            let root = *known.entry((usize::MAX, 0, key)).or_insert_with(|| {
                items.push(self.item(0, row));
                roots.push(items.len() - 1);
                items.len() - 1
            });
            self.below(0, root, row, &mut items, &mut known);
        }
        let mut items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
        roots
            .into_iter()
            .map(|root| self.finish(0, root, &mut items))
            .collect()
    }

    fn below(
        &self,
        node: usize,
        parent: usize,
        row: &[Value],
        items: &mut Vec<Item>,
        known: &mut HashMap<(usize, usize, String), usize>,
    ) {
        for &below in &self.nodes[node].below {
            if self.is_empty(below) || self.is_absent(below, row) {
                continue;
            }
            let key = (parent, below, self.key(below, row));
            let item = if let Some(&item) = known.get(&key) {
                item
            } else {
                let item = items.len();
                items.push(self.item(below, row));
                known.insert(key, item);
                let list = items[parent]
                    .below
                    .iter_mut()
                    .find(|(node, _)| *node == below);
                match list {
                    Some((_, list)) => list.push(item),
                    None => items[parent].below.push((below, vec![item])),
                }
                item
            };
            self.below(below, item, row, items, known);
        }
    }

    fn item(&self, node: usize, row: &[Value]) -> Item {
        Item {
            values: self.values(node, row),
            below: Vec::new(),
        }
    }

    /// What tells rows of one level apart. Without a key Sequelize takes them all for one.
    fn key(&self, node: usize, row: &[Value]) -> String {
        let key = self.nodes[node].key.iter();
        let parts: Vec<String> = key
            .map(|&position| serde_json::to_string(&row.get(position)).unwrap_or_default())
            .collect();
        parts.join("\u{1f}")
    }

    fn finish(&self, node: usize, item: usize, items: &mut [Option<Item>]) -> Json {
        let Some(Item { mut values, below }) = items[item].take() else {
            return Json::Null;
        };
        for &child in &self.nodes[node].below {
            if self.is_empty(child) {
                continue;
            }
            let found: Vec<Json> = below
                .iter()
                .find(|(node, _)| *node == child)
                .map(|(_, list)| list.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|&item| self.finish(child, item, items))
                .collect();
            let value = if self.nodes[child].single {
                found.into_iter().next().unwrap_or(Json::Null)
            } else {
                Json::Array(found)
            };
            values.insert(self.nodes[child].name.clone(), value);
        }
        Json::Object(values)
    }
}

/// Rows as they are, by label (`raw: true`); `nest` splits labels at their dots.
pub fn flat(
    schema: &Schema,
    dialect: Dialect,
    model: Option<&Model>,
    includes: &[Include],
    split: bool,
    outcome: &Outcome,
) -> Vec<Json> {
    let (labels, rows) = (&outcome.labels, &outcome.rows);
    let mut models: HashMap<String, &Model> = HashMap::default();
    if let Some(model) = model {
        models.insert(String::new(), model);
    }
    gather(schema, "", includes, &mut models);
    let decoders: Vec<Decoder<'_>> = labels
        .iter()
        .enumerate()
        .map(|(position, label)| {
            let (prefix, name) = label.rsplit_once('.').unwrap_or(("", label));
            Decoder {
                dialect,
                kind: outcome.kind(position),
                data_type: models
                    .get(prefix)
                    .and_then(|model| model.attributes.get(name))
                    .map(|attribute| &attribute.data_type),
                raw: true,
            }
        })
        .collect();
    rows.iter()
        .map(|row| {
            let mut object = Object::new();
            for ((label, decoder), value) in labels.iter().zip(&decoders).zip(row) {
                let value = decoder.decode(value);
                if split && label.contains('.') {
                    put(&mut object, label, value);
                } else {
                    object.insert(label.clone(), value);
                }
            }
            Json::Object(object)
        })
        .collect()
}

fn put(object: &mut Object, path: &str, value: Json) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value);
        }
        Some((head, rest)) => {
            let inner = object
                .entry(head)
                .or_insert_with(|| Json::Object(Object::new()));
            if let Json::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// The tree of includes as the façade builds instances from it.
pub fn describe(includes: &[Include]) -> Json {
    includes
        .iter()
        .map(|include| {
            let mut below = match describe(&include.includes) {
                Json::Array(below) => below,
                _ => Vec::new(),
            };
            if let Some(through) = &include.through {
                below.insert(
                    0,
                    json!({"as": through.name, "model": through.model, "single": true,
                        "attributes": names(&through.attributes), "includes": []}),
                );
            }
            json!({
                "as": include.alias,
                "model": include.model,
                "single": !is_multi(include.association.kind),
                "attributes": names(&include.attributes),
                "subQuery": include.sub_query,
                "includes": below,
            })
        })
        .collect()
}

fn names(attributes: &[Json]) -> Vec<&str> {
    attributes
        .iter()
        .filter_map(|attribute| match attribute {
            Json::Array(pair) => pair.get(1).and_then(Json::as_str),
            other => other.as_str(),
        })
        .collect()
}
