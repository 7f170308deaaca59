//! Options that Sequelize reads past, because only case or underscores tell them from one that it knows.

use serde_json::{Map, Value as Json};

/// The options of models, attributes and associations whose names are of several words.
const OPTIONS: &[&str] = &[
    "allowNull",
    "autoIncrement",
    "defaultValue",
    "foreignKey",
    "foreignKeyConstraint",
    "freezeTableName",
    "onDelete",
    "onUpdate",
    "otherKey",
    "primaryKey",
    "sourceKey",
    "tableName",
    "targetKey",
    "uniqueKey",
];

/// An option that was read past.
#[derive(Clone, Debug, PartialEq)]
pub struct Slip {
    /// The option as it was written.
    pub given: String,
    /// The option that was meant.
    pub meant: &'static str,
}

/// The slips among `options`, and among those of the key in them.
pub(super) fn slips(options: &Map<String, Json>) -> Vec<Slip> {
    let of_key = options.get("foreignKey").and_then(Json::as_object);
    let names = options.keys().chain(of_key.into_iter().flat_map(Map::keys));
    names
        .filter_map(|given| {
            let bare = given.replace('_', "");
            let meant = OPTIONS
                .iter()
                .find(|option| option.eq_ignore_ascii_case(&bare))?;
            (given != meant).then(|| Slip {
                given: given.clone(),
                meant,
            })
        })
        .collect()
}
