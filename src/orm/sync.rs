//! Carries `sync`, `drop` and `queryInterface` to the engine: the conversation is `dialect::ddl`'s,
//! the database is ours.
//!
//! Every question Sequelize asks of a catalogue is sent as it asks it, for the log. Where the engine
//! does not know that catalogue, the answer comes from what it does know: its tables.

use super::{
    Orm, OrmError,
    js::{self, Json, Object},
};
use crate::{
    dialect::{
        Dialect,
        ddl::{self, ColumnConstraint, ColumnDescription, Connection, KeyDescription, SyncOptions},
    },
    engine::Outcome,
    schema::{Attribute, Model, ScalarType, Schema, SchemaError, TableName, Value},
};
use std::collections::HashSet;

impl From<SchemaError> for OrmError {
    fn from(error: SchemaError) -> Self {
        Self::Sequelize {
            name: error.class,
            message: error.message,
        }
    }
}

impl Orm {
    /// `sequelize.sync(options)`, or `Model.sync(options)`.
    pub fn sync(&mut self, model: Option<&str>, options: &Object) -> Result<Json, OrmError> {
        let options = sync_options(options);
        self.converse(|schema, dialect, connection| match model {
            None => ddl::sync(schema, dialect, &options, connection),
            Some(name) => {
                let model = model_of(schema, name)?;
                ddl::sync_model(model, dialect, &options, connection)
            }
        })
    }

    /// `sequelize.drop(options)`, or `Model.drop(options)`.
    pub fn drop(&mut self, model: Option<&str>, options: &Object) -> Result<Json, OrmError> {
        let options = sync_options(options);
        self.converse(|schema, dialect, connection| match model {
            None => ddl::drop_all(schema, dialect, &options, connection),
            Some(name) => {
                let model = model_of(schema, name)?;
                ddl::drop_model(model, dialect, &options, connection)
            }
        })
    }

    fn converse(
        &mut self,
        work: impl FnOnce(&Schema, Dialect, &mut Line<'_>) -> Result<(), OrmError>,
    ) -> Result<Json, OrmError> {
        // The models do not change while the database does.
        let schema = std::mem::take(&mut self.schema);
        let dialect = self.dialect();
        let mut line = Line {
            orm: self,
            schema: &schema,
            made: HashSet::new(),
        };
        let outcome = work(&schema, dialect, &mut line);
        self.schema = schema;
        outcome.map(|()| Json::Null)
    }
}

fn model_of<'a>(schema: &'a Schema, name: &str) -> Result<&'a Model, OrmError> {
    schema
        .model(name)
        .ok_or_else(|| OrmError::error(format!("{name} has not been defined")))
}

fn sync_options(options: &Object) -> SyncOptions {
    let alter = options.get("alter");
    SyncOptions {
        force: options.get("force").is_some_and(js::truthy),
        alter: alter.is_some_and(js::truthy),
        alter_drop: alter
            .and_then(|alter| js::member(alter, "drop"))
            .is_none_or(js::truthy),
        database: None,
    }
}

/// The line to the database while a conversation lasts.
struct Line<'a> {
    orm: &'a mut Orm,
    schema: &'a Schema,
    /// Tables made in this conversation: they have no indexes yet.
    made: HashSet<TableName>,
}

impl Line<'_> {
    /// Asks in the words given; `None` where the engine does not know the catalogue asked.
    fn ask(&mut self, sql: &str) -> Option<Outcome> {
        self.orm.ask_quietly(sql)
    }

    fn model(&self, table: &TableName) -> Option<&Model> {
        self.schema.model_of_table(table)
    }

    fn exists(&self, table: &TableName) -> bool {
        let tables = self.orm.engine.tables();
        tables.iter().any(|stored| stored.name == table.name)
    }
}

impl Connection for Line<'_> {
    type Error = OrmError;

    fn execute(&mut self, table: &TableName, sql: &str) -> Result<(), OrmError> {
        if sql.contains("CREATE TABLE") {
            self.made.insert(table.clone());
        }
        self.orm.execute(sql.to_owned(), Vec::new(), None)?;
        Ok(())
    }

    fn table_exists(&mut self, table: &TableName, sql: &str) -> Result<bool, OrmError> {
        self.ask(sql);
        Ok(self.exists(table))
    }

    fn indexes(&mut self, table: &TableName, sql: &str) -> Result<Vec<String>, OrmError> {
        let answer = self.ask(sql);
        let labels = ["name", "Key_name", "index_name"];
        if let Some(names) = answer.and_then(|outcome| column(&outcome, &labels)) {
            return Ok(names);
        }
        if self.made.contains(table) {
            return Ok(Vec::new());
        }
        let model = self.model(table);
        let indexes = model.into_iter().flat_map(|model| &model.indexes);
        Ok(indexes.map(|index| index.name.clone()).collect())
    }

    fn describe(
        &mut self,
        table: &TableName,
        sql: &[String],
    ) -> Result<Vec<ColumnDescription>, OrmError> {
        let answers: Vec<_> = sql.iter().map(|sql| self.ask(sql)).collect();
        Ok(columns_of(self.orm, self.schema, table, &answers))
    }

    fn foreign_keys(
        &mut self,
        table: &TableName,
        sql: &str,
    ) -> Result<Vec<KeyDescription>, OrmError> {
        self.ask(sql);
        let keys = self.orm.engine.foreign_keys(&table.name);
        let nameless = self.orm.dialect() == Dialect::Sqlite;
        Ok(keys
            .unwrap_or_default()
            .into_iter()
            .map(|key| KeyDescription {
                name: if nameless {
                    String::new()
                } else {
                    key.name.to_string()
                },
                referenced_table: key.referenced_table,
                referenced_column: key.referenced_columns.join(", "),
            })
            .collect())
    }

    fn enum_values(
        &mut self,
        table: &TableName,
        field: &str,
        sql: &str,
    ) -> Result<Option<Vec<String>>, OrmError> {
        let answer = self.ask(sql);
        if let Some(outcome) = answer {
            return Ok(outcome.rows.first().map(|row| enum_values_of(row)));
        }
        // A type lives as long as its table here.
        Ok(self
            .model(table)
            .filter(|_| self.exists(table))
            .and_then(|model| model.attribute_of_column(field))
            .map(|attribute| attribute.data_type.values.clone()))
    }

    fn constraints_of_column(
        &mut self,
        table: &TableName,
        column: &str,
        kind: ColumnConstraint,
        sql: &str,
    ) -> Result<Vec<String>, OrmError> {
        Line::ask(self, sql);
        // The engine takes defaults and primary keys away with the column.
        if kind != ColumnConstraint::ForeignKey {
            return Ok(Vec::new());
        }
        let keys = self
            .orm
            .engine
            .foreign_keys(&table.name)
            .unwrap_or_default();
        Ok(keys
            .into_iter()
            .filter(|key| key.columns.iter().any(|name| name == column))
            .map(|key| key.name.to_string())
            .filter(|name| !name.is_empty())
            .collect())
    }

    fn ask(&mut self, sql: &str) -> Result<(), OrmError> {
        Line::ask(self, sql);
        Ok(())
    }
}

/// A table's columns: as sqlite answered, or as the engine and the models know them.
pub(super) fn columns_of(
    orm: &Orm,
    schema: &Schema,
    table: &TableName,
    answers: &[Option<Outcome>],
) -> Vec<ColumnDescription> {
    if orm.dialect() == Dialect::Sqlite
        && let Some(Some(outcome)) = answers.first()
        && !outcome.rows.is_empty()
    {
        let keys = answers.last().cloned().flatten().unwrap_or_default();
        return sqlite_columns(outcome, &keys);
    }
    let stored = orm.engine.tables();
    let names = stored
        .into_iter()
        .find(|stored| stored.name == table.name)
        .map(|stored| stored.columns)
        .unwrap_or_default();
    let model = schema.model_of_table(table);
    names
        .into_iter()
        .map(|name| {
            let known = model.and_then(|model| model.attribute_of_column(&name));
            ColumnDescription {
                attribute: known.cloned().unwrap_or_else(|| Attribute {
                    name: name.clone(),
                    field: name.clone(),
                    ..Attribute::default()
                }),
                name,
            }
        })
        .collect()
}

/// The name a database will give to a key that has none.
pub fn key_name(dialect: Dialect, table: &TableName, columns: &[String], index: usize) -> String {
    match dialect {
        Dialect::Postgres => format!("{}_{}_fkey", table.name, columns.join("_")),
        Dialect::Mysql | Dialect::Mariadb => format!("{}_ibfk_{}", table.name, index + 1),
        Dialect::Sqlite | Dialect::Mssql => String::new(),
    }
}

/// The texts of the first of these columns that an answer has.
fn column(outcome: &Outcome, labels: &[&str]) -> Option<Vec<String>> {
    let position = labels
        .iter()
        .find_map(|label| outcome.labels.iter().position(|known| known == label))?;
    Some(
        outcome
            .rows
            .iter()
            .filter_map(|row| text_of(row.get(position)?))
            .collect(),
    )
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// `{a,b}` of `array_agg`, or a list.
fn enum_values_of(row: &[Value]) -> Vec<String> {
    match row.last() {
        Some(Value::List(items)) => items.iter().filter_map(text_of).collect(),
        Some(Value::Text(text)) => text
            .trim_matches(['{', '}'])
            .split(',')
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// Reads `PRAGMA TABLE_INFO` and `PRAGMA foreign_key_list`.
fn sqlite_columns(info: &Outcome, keys: &Outcome) -> Vec<ColumnDescription> {
    let at =
        |outcome: &Outcome, label: &str| outcome.labels.iter().position(|known| known == label);
    let cell = |outcome: &Outcome, row: &[Value], label: &str| {
        at(outcome, label).and_then(|position| row.get(position).cloned())
    };
    let is_set =
        |value: Option<Value>| !matches!(value, None | Some(Value::Null | Value::Integer(0)));
    info.rows
        .iter()
        .filter_map(|row| {
            let name = text_of(&cell(info, row, "name")?)?;
            let references = keys.rows.iter().find_map(|key| {
                let from = cell(keys, key, "from").as_ref().and_then(text_of)?;
                (from == name).then(|| crate::schema::References {
                    table: TableName {
                        schema: None,
                        name: cell(keys, key, "table")
                            .as_ref()
                            .and_then(text_of)
                            .unwrap_or_default(),
                    },
                    key: cell(keys, key, "to")
                        .as_ref()
                        .and_then(text_of)
                        .unwrap_or_default(),
                    ..crate::schema::References::default()
                })
            });
            let raw = cell(info, row, "type").as_ref().and_then(text_of);
            let default = cell(info, row, "dflt_value")
                .as_ref()
                .and_then(text_of)
                .filter(|text| text != "NULL")
                .map(|text| text.replace('\'', ""));
            Some(ColumnDescription {
                attribute: Attribute {
                    name: name.clone(),
                    field: name.clone(),
                    data_type: ScalarType {
                        raw,
                        ..ScalarType::default()
                    },
                    allow_null: Some(!is_set(cell(info, row, "notnull"))),
                    default_value: default
                        .map(|text| crate::schema::DefaultValue::Value(Value::Text(text))),
                    primary_key: is_set(cell(info, row, "pk")),
                    references,
                    ..Attribute::default()
                },
                name,
            })
        })
        .collect()
}
