//! Writes down what `sync` would send to an empty database, for the page.

use super::sync::{
    ColumnConstraint, ColumnDescription, Connection, KeyDescription, Question, SyncOptions, sync_in,
};
use crate::{
    dialect::{Dialect, fragments::contains},
    schema::{Attribute, Model, Schema, SchemaError, TableName, hash::HashMap},
};
use indexmap::IndexMap;

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
    schema_ddl_in(schema, schema.sync_order()?.as_deref(), dialect)
}

/// The same, where the order of `sync` is known.
pub fn schema_ddl_in(
    schema: &Schema,
    order: Option<&[&Model]>,
    dialect: Dialect,
) -> Result<Vec<DdlStatement>, SchemaError> {
    let mut recorder = Recorder::new(schema);
    let options = SyncOptions::default();
    sync_in(schema, order, dialect, &options, &mut recorder)?;
    Ok(recorder.statements)
}

/// A database that is empty at first and believes everything it is told.
#[derive(Debug)]
pub struct Recorder<'a> {
    tables: HashMap<&'a TableName, Known<'a>>,
    enums: HashMap<String, Vec<String>>,
    keeps_questions: bool,
    /// What it was told, in order.
    pub statements: Vec<DdlStatement>,
    /// What it was told and asked, in order: if it is to keep that.
    pub transcript: Vec<String>,
}

/// A model's table.
#[derive(Debug)]
struct Known<'a> {
    model: &'a Model,
    is_there: bool,
    has_indexes: bool,
}

impl<'a> Recorder<'a> {
    /// An empty database for the models of `schema`.
    pub fn new(schema: &'a Schema) -> Self {
        let known = |model: &'a Model| Known {
            model,
            is_there: false,
            has_indexes: false,
        };
        Self {
            tables: schema
                .models()
                .map(|model| (&model.table, known(model)))
                .collect(),
            enums: HashMap::default(),
            keeps_questions: false,
            statements: Vec::new(),
            transcript: Vec::new(),
        }
    }

    /// The same, which also keeps what it is asked.
    pub fn with_transcript(schema: &'a Schema) -> Self {
        Self {
            keeps_questions: true,
            ..Self::new(schema)
        }
    }

    fn note(&mut self, sql: &str) {
        if self.keeps_questions {
            self.transcript.push(sql.into());
        }
    }

    fn note_question(&mut self, sql: Question<'_>) {
        if self.keeps_questions {
            self.transcript.push(sql());
        }
    }

    fn attributes(&self, table: &TableName) -> impl Iterator<Item = &'a Attribute> + use<'a> {
        let model = self.tables.get(table).map(|known| known.model);
        model.into_iter().flat_map(Model::stored_attributes)
    }
}

impl<'a> Connection for Recorder<'a> {
    type Error = SchemaError;

    fn execute(&mut self, table: &TableName, sql: &str) -> Result<(), SchemaError> {
        if let Some(known) = self.tables.get_mut(table) {
            if contains(sql, "CREATE TABLE") {
                known.is_there = true;
            } else if contains(sql, "DROP TABLE") {
                known.is_there = false;
                known.has_indexes = false;
            }
        }
        if !self.enums.is_empty() {
            self.enums.remove(sql);
        }
        self.statements.push(DdlStatement {
            table: table.name.clone(),
            sql: sql.into(),
        });
        self.note(sql);
        Ok(())
    }

    fn table_exists(&mut self, table: &TableName, sql: Question<'_>) -> Result<bool, SchemaError> {
        self.note_question(sql);
        Ok(self.tables.get(table).is_some_and(|known| known.is_there))
    }

    fn indexes(
        &mut self,
        table: &TableName,
        sql: Question<'_>,
    ) -> Result<Vec<String>, SchemaError> {
        self.note_question(sql);
        let Some(known) = self.tables.get_mut(table) else {
            return Ok(Vec::new());
        };
        // Whatever is missing is made right after the question.
        let had_indexes = std::mem::replace(&mut known.has_indexes, true);
        let indexes = known.model.indexes.iter().filter(|_| had_indexes);
        Ok(indexes.map(|index| index.name.clone()).collect())
    }

    fn describe(
        &mut self,
        table: &TableName,
        sql: &[String],
    ) -> Result<Vec<ColumnDescription>, SchemaError> {
        for sql in sql {
            self.note(sql);
        }
        let is_there = self.tables.get(table).is_some_and(|known| known.is_there);
        let attributes = self.attributes(table).filter(|_| is_there);
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
        self.note(sql);
        Ok(Vec::new())
    }

    fn enum_values(
        &mut self,
        table: &TableName,
        column: &str,
        sql: &str,
    ) -> Result<Option<Vec<String>>, SchemaError> {
        self.note(sql);
        // A type is known by the statement that drops it.
        let dropping = super::enums::drop_enum(table, column);
        let known = self.enums.get(&dropping).cloned();
        let of_column = self
            .attributes(table)
            .filter(|attribute| attribute.field == column);
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
        self.note(sql);
        Ok(Vec::new())
    }

    fn ask(&mut self, sql: &str) -> Result<(), SchemaError> {
        self.note(sql);
        Ok(())
    }
}
