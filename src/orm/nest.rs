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
    js::{Json, Object, push_list, push_text},
};
use crate::schema::hash::HashMap;
use crate::{
    dialect::Dialect,
    engine::Outcome,
    schema::{Model, Schema, Value},
};
use serde_json::json;
use std::ops::Range;

/// One level of the tree.
struct Node {
    /// The include's name as the name of a JSON member.
    member: String,
    single: bool,
    columns: Vec<Column>,
    /// Positions of the primary key; empty where it was not selected.
    key: Vec<usize>,
    below: Vec<usize>,
}

/// A column of the join that belongs to a level.
struct Column {
    position: usize,
    /// Its name as the name of a JSON member.
    member: String,
    decoder: Decoder,
}

/// `"name":`.
fn member(name: &str) -> String {
    let mut member = String::with_capacity(name.len() + 3);
    push_text(&mut member, name);
    member.push(':');
    member
}

/// Begins a member of an object. No value ends with an opening brace.
fn push_member(json: &mut String, member: &str) {
    if !json.ends_with('{') {
        json.push(',');
    }
    json.push_str(member);
}

/// Folds `rows`, and writes them as a JSON array.
pub fn nest(
    schema: &Schema,
    dialect: Dialect,
    model: &Model,
    includes: &[Include],
    has_multi: bool,
    outcome: &Outcome,
) -> String {
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
    let mut json = String::new();
    if has_multi {
        folder.grouped(&mut json, rows);
    } else {
        push_list(&mut json, rows, |json, row| folder.one(json, 0, row));
    }
    json
}

struct Builder<'a, 'l> {
    schema: &'a Schema,
    dialect: Dialect,
    nodes: Vec<Node>,
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
            member: member(name),
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
            let decoder = Decoder::new(self.dialect, outcome.kind(position), data_type, false);
            if let Some(&node) = self.by_prefix.get(prefix) {
                self.nodes[node].columns.push(Column {
                    position,
                    member: member(name),
                    decoder,
                });
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

struct Folder {
    nodes: Vec<Node>,
}

/// A row of one level that several rows of the join may share.
struct Item {
    /// Its values: an object that is not closed yet, in the texts of all items.
    values: Range<usize>,
    /// Rows below, by level.
    below: Vec<(usize, Vec<usize>)>,
}

/// The rows of all levels, each once.
#[derive(Default)]
struct Items {
    texts: String,
    list: Vec<Item>,
    /// By parent, level and key.
    known: HashMap<Box<[u8]>, usize>,
    /// The key that is looked up.
    key: Vec<u8>,
}

impl Folder {
    /// The values of one level: an object that is not closed.
    fn values(&self, json: &mut String, node: usize, row: &[Value]) {
        json.push('{');
        for column in &self.nodes[node].columns {
            push_member(json, &column.member);
            let value = row.get(column.position).unwrap_or(&Value::Null);
            column.decoder.write(json, value);
        }
    }

    /// An outer join found nothing here.
    fn is_absent(&self, node: usize, row: &[Value]) -> bool {
        let node = &self.nodes[node];
        node.key
            .first()
            .is_some_and(|&position| row.get(position) == Some(&Value::Null))
    }

    /// A row that shares nothing with others: every include is to-one.
    fn one(&self, json: &mut String, node: usize, row: &[Value]) {
        self.values(json, node, row);
        for &below in &self.nodes[node].below {
            if self.is_empty(below) {
                continue;
            }
            push_member(json, &self.nodes[below].member);
            if self.is_absent(below, row) {
                json.push_str("null");
            } else {
                self.one(json, below, row);
            }
        }
        json.push('}');
    }

    /// Nothing was selected of this level or below it.
    fn is_empty(&self, node: usize) -> bool {
        let node = &self.nodes[node];
        node.columns.is_empty() && node.below.iter().all(|&below| self.is_empty(below))
    }

    fn grouped(&self, json: &mut String, rows: &[Vec<Value>]) {
        let mut items = Items::default();
        let mut roots = Vec::new();
        for row in rows {
            let (root, is_new) = self.item(usize::MAX, 0, row, &mut items);
            if is_new {
                roots.push(root);
            }
            self.below(0, root, row, &mut items);
        }
        push_list(json, roots, |json, root| self.finish(json, 0, root, &items));
    }

    fn below(&self, node: usize, parent: usize, row: &[Value], items: &mut Items) {
        for &below in &self.nodes[node].below {
            if self.is_empty(below) || self.is_absent(below, row) {
                continue;
            }
            let (item, is_new) = self.item(parent, below, row, items);
            if is_new {
                let lists = &mut items.list[parent].below;
                match lists.iter_mut().find(|(node, _)| *node == below) {
                    Some((_, list)) => list.push(item),
                    None => lists.push((below, vec![item])),
                }
            }
            self.below(below, item, row, items);
        }
    }

    /// The item of a row at one level below its parent, and whether it is new.
    fn item(&self, parent: usize, node: usize, row: &[Value], items: &mut Items) -> (usize, bool) {
        items.key.clear();
        items.key.extend(parent.to_le_bytes());
        items.key.extend(node.to_le_bytes());
        // What tells rows of one level apart. Without a key Sequelize takes them all for one.
        for &position in &self.nodes[node].key {
            push_key(&mut items.key, row.get(position).unwrap_or(&Value::Null));
        }
        if let Some(&known) = items.known.get(items.key.as_slice()) {
            return (known, false);
        }
        let start = items.texts.len();
        self.values(&mut items.texts, node, row);
        let item = items.list.len();
        items.known.insert(items.key.as_slice().into(), item);
        items.list.push(Item {
            values: start..items.texts.len(),
            below: Vec::new(),
        });
        (item, true)
    }

    fn finish(&self, json: &mut String, node: usize, item: usize, items: &Items) {
        let Item { values, below } = &items.list[item];
        json.push_str(&items.texts[values.clone()]);
        for &child in &self.nodes[node].below {
            if self.is_empty(child) {
                continue;
            }
            let found = below.iter().find(|(node, _)| *node == child);
            let found = found.map(|(_, list)| list.as_slice()).unwrap_or_default();
            push_member(json, &self.nodes[child].member);
            if !self.nodes[child].single {
                push_list(json, found, |json, item| {
                    self.finish(json, child, *item, items);
                });
            } else if let Some(first) = found.first() {
                self.finish(json, child, *first, items);
            } else {
                json.push_str("null");
            }
        }
        json.push('}');
    }
}

/// Writes a value so that no other reads alike.
fn push_key(key: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Integer(whole) => {
            key.push(b'i');
            key.extend(whole.to_le_bytes());
        }
        Value::Text(text) => {
            key.push(b't');
            key.extend(text.len().to_le_bytes());
            key.extend(text.as_bytes());
        }
        // Writing to a Vec cannot fail.
        other => {
            let _ = serde_json::to_writer(&mut *key, other);
            key.push(b',');
        }
    }
}

/// Rows as they are, by label (`raw: true`), as a JSON array; with `split`, labels are split at their dots.
pub fn flat_text(
    schema: &Schema,
    dialect: Dialect,
    model: Option<&Model>,
    includes: &[Include],
    split: bool,
    outcome: &Outcome,
) -> String {
    let mut json = String::new();
    let decoders = decoders(schema, dialect, model, includes, outcome);
    if split && outcome.labels.iter().any(|label| label.contains('.')) {
        push_list(&mut json, &outcome.rows, |json, row| {
            let mut object = Object::new();
            for ((label, decoder), value) in outcome.labels.iter().zip(&decoders).zip(row) {
                put(&mut object, label, decoder.decode(value));
            }
            // What is JSON already cannot fail.
            json.push_str(&serde_json::to_string(&object).unwrap_or_default());
        });
        return json;
    }
    let members: Vec<String> = outcome.labels.iter().map(|label| member(label)).collect();
    push_list(&mut json, &outcome.rows, |json, row| {
        json.push('{');
        for ((member, decoder), value) in members.iter().zip(&decoders).zip(row) {
            push_member(json, member);
            decoder.write(json, value);
        }
        json.push('}');
    });
    json
}

/// Rows as they are, by label.
pub fn flat(schema: &Schema, dialect: Dialect, model: &Model, outcome: &Outcome) -> Vec<Json> {
    let decoders = decoders(schema, dialect, Some(model), &[], outcome);
    let rows = outcome.rows.iter();
    rows.map(|row| {
        let columns = outcome.labels.iter().zip(&decoders).zip(row);
        columns
            .map(|((label, decoder), value)| (label.clone(), decoder.decode(value)))
            .collect::<Object>()
            .into()
    })
    .collect()
}

/// How the values of raw rows are read, column by column.
fn decoders(
    schema: &Schema,
    dialect: Dialect,
    model: Option<&Model>,
    includes: &[Include],
    outcome: &Outcome,
) -> Vec<Decoder> {
    let mut models: HashMap<String, &Model> = HashMap::default();
    if let Some(model) = model {
        models.insert(String::new(), model);
    }
    gather(schema, "", includes, &mut models);
    let labels = outcome.labels.iter().enumerate();
    labels
        .map(|(position, label)| {
            let (prefix, name) = label.rsplit_once('.').unwrap_or(("", label));
            let attribute = models
                .get(prefix)
                .and_then(|model| model.attributes.get(name));
            let data_type = attribute.map(|attribute| &attribute.data_type);
            Decoder::new(dialect, outcome.kind(position), data_type, true)
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
