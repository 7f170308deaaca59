//! MySQL's SHOW.

use super::{flag, number, outcome, shown, text, yes_no};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Outcome, Session,
        catalogue::{TableDef, same_table},
    },
    schema::Value,
};

impl Session {
    /// SHOW, as MySQL has it.
    pub(crate) fn show(&self, words: &[String]) -> Result<Outcome, EngineError> {
        let upper: Vec<String> = words.iter().map(|word| word.to_ascii_uppercase()).collect();
        // FROM table FROM database.
        let is_from = |word: &String| matches!(word.as_str(), "FROM" | "IN");
        let after = upper
            .iter()
            .position(is_from)
            .map_or(words.len(), |at| at + 1);
        let end = upper[after..].iter().position(is_from);
        let table = words[..end.map_or(words.len(), |end| after + end)].last();
        let named = || {
            table.and_then(|table| {
                self.state
                    .catalogue
                    .tables()
                    .find(|(_, def)| same_table(&def.name, table, self.dialect))
            })
        };
        match upper
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .as_slice()
        {
            ["TABLES", ..] | ["FULL", "TABLES", ..] => Ok(outcome(
                &["Tables_in_relata"],
                self.state
                    .catalogue
                    .tables()
                    .map(|(_, def)| vec![text(&*def.name)])
                    .collect(),
            )),
            ["INDEX" | "INDEXES" | "KEYS", ..] => {
                let Some((_, def)) = named() else {
                    return Ok(Outcome::default());
                };
                Ok(outcome(
                    &[
                        "Table",
                        "Non_unique",
                        "Key_name",
                        "Seq_in_index",
                        "Column_name",
                        "Collation",
                        "Null",
                        "Index_type",
                    ],
                    show_index(def),
                ))
            }
            ["COLUMNS" | "FIELDS", ..] | ["FULL", "COLUMNS" | "FIELDS", ..] => {
                let Some((_, def)) = named() else {
                    return Err(EngineError::NoSuchTable {
                        table: table.cloned().unwrap_or_default(),
                    });
                };
                Ok(outcome(
                    &[
                        "Field",
                        "Type",
                        "Collation",
                        "Null",
                        "Key",
                        "Default",
                        "Extra",
                        "Privileges",
                        "Comment",
                    ],
                    show_columns(def, self.dialect),
                ))
            }
            ["WARNINGS", ..] => Ok(Outcome::default()),
            _ => Err(EngineError::Unsupported {
                feature: format!("SHOW {}", words.join(" ")),
            }),
        }
    }
}

fn show_index(def: &TableDef) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    let mut add = |name: &str, unique: bool, columns: &[usize]| {
        for (at, column) in columns.iter().enumerate() {
            rows.push(vec![
                text(&*def.name),
                flag(!unique),
                text(name),
                number(at + 1),
                text(def.columns[*column].name.clone()),
                text("A"),
                text(if def.columns[*column].nullable {
                    "YES"
                } else {
                    ""
                }),
                text("BTREE"),
            ]);
        }
    };
    for unique in &def.uniques {
        add(&unique.name, true, &unique.columns);
    }
    for lookup in &def.lookups {
        match &lookup.name {
            Some(name) => add(name, false, &lookup.columns),
            // InnoDB makes one for a foreign key, by the name of its first column.
            None => {
                if let Some(name) = def.names(&lookup.columns).first() {
                    add(name, false, &lookup.columns);
                }
            }
        }
    }
    rows
}

fn show_columns(def: &TableDef, dialect: Dialect) -> Vec<Vec<Value>> {
    def.columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let primary = def
                .primary_key()
                .is_some_and(|key| key.columns.contains(&at));
            let unique = def.uniques.iter().any(|unique| unique.columns == [at]);
            let auto = def.auto.is_some_and(|auto| auto.column == at);
            vec![
                text(column.name.clone()),
                text(shown::column_type(column, dialect)),
                Value::Null,
                yes_no(column.nullable && !auto),
                text(if primary {
                    "PRI"
                } else if unique {
                    "UNI"
                } else {
                    ""
                }),
                shown::default(column, dialect),
                text(if auto { "auto_increment" } else { "" }),
                text("select,insert,update,references"),
                text(column.comment.clone().unwrap_or_default()),
            ]
        })
        .collect()
}
