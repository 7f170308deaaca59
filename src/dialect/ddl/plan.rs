//! Writes down what `sync` would send to an empty database, for the page.

use super::sync::{
    ColumnConstraint, ColumnDescription, Connection, KeyDescription, SyncOptions, sync,
};
use crate::{
    dialect::Dialect,
    schema::{Attribute, Model, Schema, SchemaError, TableName},
};
use indexmap::IndexMap;
use std::collections::HashMap;

/// One statement of a schema's DDL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DdlStatement {
    /// The table it is about; empty for settings.
    pub table: String,
    /// Its text.
    pub sql: String,
}

/// The statements that make the whole schema, in the order of `sync`.
pub fn schema_ddl(schema: &Schema, dialect: Dialect) -> Result<Vec<DdlStatement>, SchemaError> {
    let mut recorder = Recorder::new(schema);
    sync(schema, dialect, &SyncOptions::default(), &mut recorder)?;
    Ok(recorder.statements)
}

/// A database that is empty at first and believes everything it is told.
#[derive(Debug)]
pub struct Recorder<'a> {
    models: HashMap<&'a TableName, &'a Model>,
    /// The tables there are, each with the model it was made for.
    tables: HashMap<TableName, &'a Model>,
    indexes: HashMap<TableName, Vec<String>>,
    enums: HashMap<String, Vec<String>>,
    /// What it was told, in order.
    pub statements: Vec<DdlStatement>,
    /// What it was told and asked, in order.
    pub transcript: Vec<String>,
}

impl<'a> Recorder<'a> {
    /// Goes on with other models; the tables stay.
    pub fn adopt(&mut self, schema: &'a Schema) {
        self.models = schema.models().map(|model| (&model.table, model)).collect();
    }

    /// An empty database for the models of `schema`.
    pub fn new(schema: &'a Schema) -> Self {
        Self {
            models: schema.models().map(|model| (&model.table, model)).collect(),
            tables: HashMap::new(),
            indexes: HashMap::new(),
            enums: HashMap::new(),
            statements: Vec::new(),
            transcript: Vec::new(),
        }
    }
}

impl<'a> Connection for Recorder<'a> {
    type Error = SchemaError;

    fn execute(&mut self, table: &TableName, sql: &str) -> Result<(), SchemaError> {
        if sql.contains("CREATE TABLE") {
            if let Some(model) = self.models.get(table) {
                self.tables.insert(table.clone(), model);
            }
        } else if sql.contains("DROP TABLE") {
            self.tables.remove(table);
            self.indexes.remove(table);
        }
        self.enums.remove(sql);
        self.statements.push(DdlStatement {
            table: table.name.clone(),
            sql: sql.into(),
        });
        self.transcript.push(sql.into());
        Ok(())
    }

    fn table_exists(&mut self, table: &TableName, sql: &str) -> Result<bool, SchemaError> {
        self.transcript.push(sql.into());
        Ok(self.tables.contains_key(table))
    }

    fn indexes(&mut self, table: &TableName, sql: &str) -> Result<Vec<String>, SchemaError> {
        self.transcript.push(sql.into());
        // Whatever is missing is made right after the question.
        let model = self.models.get(table).copied();
        let wanted = model.map(|model| model.indexes.iter().map(|index| index.name.clone()));
        let there = wanted.and_then(|names| self.indexes.insert(table.clone(), names.collect()));
        Ok(there.unwrap_or_default())
    }

    fn describe(
        &mut self,
        table: &TableName,
        sql: &[String],
    ) -> Result<Vec<ColumnDescription>, SchemaError> {
        self.transcript.extend(sql.iter().cloned());
        let model = self.tables.get(table).copied();
        let attributes = model.into_iter().flat_map(Model::stored_attributes);
        // Of two attributes with one column the later one counts.
        let columns: IndexMap<&str, &Attribute> = attributes
            .map(|attribute| (attribute.field.as_str(), attribute))
            .collect();
        Ok(columns
            .into_iter()
            .map(|(name, attribute)| ColumnDescription {
                name: name.into(),
                attribute: attribute.clone(),
            })
            .collect())
    }

    fn foreign_keys(
        &mut self,
        _table: &TableName,
        sql: &str,
    ) -> Result<Vec<KeyDescription>, SchemaError> {
        self.transcript.push(sql.into());
        Ok(Vec::new())
    }

    fn enum_values(
        &mut self,
        table: &TableName,
        column: &str,
        sql: &str,
    ) -> Result<Option<Vec<String>>, SchemaError> {
        self.transcript.push(sql.into());
        // A type is known by the statement that drops it.
        let dropping = super::enums::drop_enum(table, column);
        let known = self.enums.get(&dropping).cloned();
        let model = self.models.get(table).copied();
        let attributes = model.into_iter().flat_map(Model::stored_attributes);
        let of_column = attributes.filter(|attribute| attribute.field == column);
        let of_enum = |attribute: &'a Attribute| super::enums::enum_of(&attribute.data_type);
        if let Some(of) = of_column.filter_map(of_enum).last() {
            self.enums.insert(dropping, of.values.clone());
        }
        Ok(known)
    }

    fn constraints_of_column(
        &mut self,
        _table: &TableName,
        _column: &str,
        _kind: ColumnConstraint,
        sql: &str,
    ) -> Result<Vec<String>, SchemaError> {
        self.transcript.push(sql.into());
        Ok(Vec::new())
    }

    fn ask(&mut self, sql: &str) -> Result<(), SchemaError> {
        self.transcript.push(sql.into());
        Ok(())
    }
}
