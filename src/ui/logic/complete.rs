//! What may stand at the cursor: models, attributes, association options, accessors, types.
//!
//! The text before the cursor is read backwards, by eye as it were, not parsed: while one types it
//! is never a whole program.
//!
//! | before the cursor | offered |
//! |---|---|
//! | `DataTypes.` | types |
//! | `Op.` | operators |
//! | `User.` | the model's own methods |
//! | `ada.` where `ada = await User.create(…)` | attributes, accessors, methods of an instance |
//! | `User.hasMany(Tweet, { ` | options of an association |
//! | `onDelete: '` | referential actions |
//! | `User.findAll({ ` | options of a finder |
//! | `User.findAll({ where: { ` | the model's attributes |

use crate::bridge::message::ModelView;
use serde::Serialize;

/// What is offered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Completions {
    /// How many characters before the cursor it replaces.
    pub back: usize,
    /// The choices.
    pub options: Vec<Choice>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// The text.
    pub label: String,
    /// `class`, `method`, `property`, `constant`, `variable`: for its icon.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// A word beside it.
    pub detail: String,
}

const TYPES: &str = "STRING TEXT INTEGER BIGINT SMALLINT TINYINT FLOAT REAL DOUBLE DECIMAL BOOLEAN DATE DATEONLY TIME NOW UUID UUIDV4 ENUM JSON JSONB BLOB CHAR ARRAY VIRTUAL";
const OPERATORS: &str = "eq ne gt gte lt lte in notIn like notLike iLike startsWith endsWith substring between notBetween is not and or any all col";
const MODEL_METHODS: &str = "create bulkCreate findAll findOne findByPk findOrCreate findAndCountAll count update destroy sync build belongsTo hasOne hasMany belongsToMany";
const INSTANCE_METHODS: &str = "save update destroy reload toJSON get set increment decrement";
const SEQUELIZE: &str = "define sync drop models transaction query literal fn col where";
const ASSOCIATION_OPTIONS: &str = "as foreignKey onDelete onUpdate through otherKey sourceKey targetKey constraints scope uniqueKey timestamps";
const FIND_OPTIONS: &str =
    "where include attributes order limit offset group having raw paranoid transaction";
const ATTRIBUTE_OPTIONS: &str = "type allowNull defaultValue primaryKey autoIncrement unique field references onDelete onUpdate validate comment";
const ACTIONS: &str = "CASCADE|SET NULL|RESTRICT|NO ACTION|SET DEFAULT";

/// The choices at the end of `before`.
pub fn complete(before: &str, models: &[ModelView]) -> Completions {
    let word_start = before
        .rfind(|c: char| !is_word(c))
        .map_or(0, |at| at + last_len(before, at));
    let (head, word) = before.split_at(word_start);
    let (back, options) = match in_string(head) {
        Some(open) => action_choices(&head[..open], &before[open + 1..]),
        None => (word.chars().count(), choices(head, word, models)),
    };
    Completions { back, options }
}

fn choices(head: &str, word: &str, models: &[ModelView]) -> Vec<Choice> {
    if let Some(owner) = head.strip_suffix('.') {
        return members(owner, head, models);
    }
    match surrounding(head) {
        Some((call, keys)) if !head.trim_end().ends_with(':') => options_of(&call, &keys, models),
        _ if word.is_empty() => Vec::new(),
        _ => names(models),
    }
}

/// What stands after `owner.`.
fn members(owner: &str, head: &str, models: &[ModelView]) -> Vec<Choice> {
    let name = last_word(owner);
    match name {
        "DataTypes" | "Sequelize" => return words(TYPES, "constant", "type"),
        "Op" => return words(OPERATORS, "constant", "operator"),
        "sequelize" => return words(SEQUELIZE, "method", "sequelize"),
        _ => {}
    }
    if models.iter().any(|model| model.name == name) {
        return words(MODEL_METHODS, "method", "model");
    }
    let Some(model) = assigned_model(head, name, models) else {
        return Vec::new();
    };
    let mut out: Vec<Choice> = Vec::new();
    out.extend(
        model
            .attributes
            .iter()
            .map(|a| choice(a, "property", &model.name)),
    );
    out.extend(
        model
            .accessors
            .iter()
            .map(|a| choice(a, "method", "association")),
    );
    out.extend(words(INSTANCE_METHODS, "method", "instance"));
    out
}

/// The model whose row the variable holds: `const ada = await User.create(…)`, `for (const t of tweets)`
/// is left to the learner.
fn assigned_model<'a>(
    text: &str,
    variable: &str,
    models: &'a [ModelView],
) -> Option<&'a ModelView> {
    let mut rest = text;
    let mut found = None;
    while let Some(at) = rest.find(variable) {
        let after = rest[at + variable.len()..].trim_start();
        if let Some(value) = after.strip_prefix('=') {
            let value = value.trim_start().trim_start_matches("await ").trim_start();
            let model = models.iter().find(|model| {
                value.strip_prefix(model.name.as_str()).is_some_and(|call| {
                    [".create(", ".findOne(", ".findByPk(", ".build("]
                        .iter()
                        .any(|m| call.starts_with(m))
                })
            });
            found = model.or(found);
        }
        rest = &rest[at + variable.len()..];
    }
    found
}

/// The call whose object literal the cursor stands in (`User.hasMany`), and the keys down to it
/// (`["where"]`).
fn surrounding(head: &str) -> Option<(String, Vec<String>)> {
    let mut depth = 0_i32;
    let mut keys = Vec::new();
    let mut braces = 0;
    for (at, letter) in head.char_indices().rev() {
        match letter {
            '}' | ')' | ']' => depth += 1,
            '{' | '(' | '[' if depth > 0 => depth -= 1,
            '{' => {
                braces += 1;
                let before = head[..at].trim_end();
                if let Some(key) = before.strip_suffix(':') {
                    keys.insert(0, last_word(key.trim_end()).to_owned());
                }
            }
            '(' => return (braces > 0).then(|| (last_path(&head[..at]).to_owned(), keys)),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn options_of(call: &str, keys: &[String], models: &[ModelView]) -> Vec<Choice> {
    let (owner, method) = call.rsplit_once('.').unwrap_or(("", call));
    match (method, keys.first().map(String::as_str)) {
        ("hasMany" | "hasOne" | "belongsTo" | "belongsToMany", None) => {
            words(ASSOCIATION_OPTIONS, "property", "option")
        }
        ("hasMany" | "hasOne" | "belongsTo" | "belongsToMany", Some("foreignKey")) => words(
            "name allowNull field unique defaultValue",
            "property",
            "option",
        ),
        ("define" | "init", Some(_)) => words(ATTRIBUTE_OPTIONS, "property", "attribute"),
        (_, Some("where")) | ("create" | "build" | "update", None) => attributes(owner, models),
        ("findAll" | "findOne" | "findByPk" | "count" | "findAndCountAll" | "destroy", None) => {
            words(FIND_OPTIONS, "property", "option")
        }
        _ => names(models),
    }
}

fn attributes(owner: &str, models: &[ModelView]) -> Vec<Choice> {
    let model = models.iter().find(|model| model.name == owner);
    let names = model
        .map(|model| model.attributes.as_slice())
        .unwrap_or_default();
    names
        .iter()
        .map(|name| choice(name, "property", owner))
        .collect()
}

fn names(models: &[ModelView]) -> Vec<Choice> {
    let models = models
        .iter()
        .map(|model| choice(&model.name, "class", "model"));
    models
        .chain(words(
            "sequelize DataTypes Op Model Sequelize",
            "variable",
            "",
        ))
        .collect()
}

/// Inside a string: the referential actions after `onDelete:` and `onUpdate:`, nothing elsewhere.
fn action_choices(head: &str, typed: &str) -> (usize, Vec<Choice>) {
    let key = head
        .trim_end()
        .strip_suffix(':')
        .map(|key| last_word(key.trim_end()));
    let options = match key {
        Some("onDelete" | "onUpdate") => ACTIONS
            .split('|')
            .map(|action| choice(action, "constant", "action"))
            .collect(),
        _ => Vec::new(),
    };
    (typed.chars().count(), options)
}

/// The byte of the quote that is open at the end of the last line.
fn in_string(head: &str) -> Option<usize> {
    let start = head.rfind('\n').map_or(0, |at| at + 1);
    let mut open = None;
    for (at, letter) in head[start..].char_indices() {
        match open {
            None if matches!(letter, '\'' | '"' | '`') => open = Some((at, letter)),
            Some((_, quote)) if quote == letter => open = None,
            _ => {}
        }
    }
    open.map(|(at, _)| start + at)
}

fn words(list: &str, kind: &'static str, detail: &str) -> Vec<Choice> {
    list.split(' ')
        .map(|word| choice(word, kind, detail))
        .collect()
}

fn choice(label: &str, kind: &'static str, detail: &str) -> Choice {
    Choice {
        label: label.into(),
        kind,
        detail: detail.into(),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn last_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| !is_word(c))
        .map_or(0, |at| at + last_len(text, at));
    &text[start..]
}

fn last_path(text: &str) -> &str {
    let start = text
        .rfind(|c: char| !is_word(c) && c != '.')
        .map_or(0, |at| at + last_len(text, at));
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn models() -> Vec<ModelView> {
        let user = ModelView {
            name: "User".into(),
            attributes: vec!["id".into(), "name".into()],
            accessors: vec!["getTweets".into()],
            ..ModelView::default()
        };
        vec![
            user,
            ModelView {
                name: "Tweet".into(),
                ..ModelView::default()
            },
        ]
    }

    fn has(before: &str, label: &str) -> bool {
        complete(before, &models())
            .options
            .iter()
            .any(|choice| choice.label == label)
    }

    #[test]
    fn each_place_offers_what_fits() {
        assert!(has("name: DataTypes.ST", "STRING"));
        assert!(has("where: { age: { [Op.", "gte"));
        assert!(has("Us", "User"));
        assert!(has("User.", "hasMany"));
        assert!(has("const ada = await User.create({});\nada.", "getTweets"));
        assert!(has("const ada = await User.create({});\nada.na", "name"));
        assert!(has("User.hasMany(Tweet, { on", "onDelete"));
        assert!(has("User.hasMany(Tweet, { onDelete: '", "SET NULL"));
        assert!(has("User.hasMany(Tweet, { foreignKey: { ", "allowNull"));
        assert!(has("await User.findAll({ wh", "where"));
        assert!(has("await User.findAll({ where: { n", "name"));
        assert!(has("sequelize.define('User', { name: { ", "allowNull"));
    }

    #[test]
    fn nothing_is_offered_where_nothing_fits() {
        assert_eq!(complete("console.log('", &models()).options, []);
        assert_eq!(complete("", &models()).options, []);
        assert_eq!(complete("const x = ", &models()).options, []);
    }

    #[test]
    fn the_word_begun_is_replaced() {
        assert_eq!(complete("DataTypes.STR", &models()).back, 3);
        assert_eq!(complete("{ onDelete: 'SET N", &models()).back, 5);
    }
}
