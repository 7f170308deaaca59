//! Carries `sync` and `drop` to the engine: the conversation is `dialect::ddl`'s, the database is ours.
//! Every question Sequelize asks of a catalogue is sent as it asks it, and the engine's answer counts.

use super::{
    Orm, OrmError, catalogue,
    js::{self, Json, Object},
};
use crate::{
    dialect::{
        Dialect,
        ddl::{
            self, ColumnConstraint, ColumnDescription, Connection, KeyDescription, Question,
            SyncOptions,
        },
    },
    schema::{Model, Schema, SchemaError, TableName},
};

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
        let options = self.sync_options(options);
        self.converse(|schema, dialect, connection| match model {
            None => ddl::sync(schema, dialect, &options, connection),
            Some(name) => {
                let model = model_of(schema, name)?;
                ddl::sync_model(model, dialect, &options, connection)
            }
        })?;
        Ok(Json::Null)
    }

    /// `sequelize.drop(options)`, or `Model.drop(options)`.
    pub fn drop(&mut self, model: Option<&str>, options: &Object) -> Result<Json, OrmError> {
        let options = self.sync_options(options);
        self.converse(|schema, dialect, connection| match model {
            None => ddl::drop_all(schema, dialect, &options, connection),
            Some(name) => {
                let model = model_of(schema, name)?;
                ddl::drop_model(model, dialect, &options, connection)
            }
        })?;
        Ok(Json::Null)
    }

    /// What the database is called where no name was given.
    const DATABASE: &'static str = "relata";

    /// The database's name, as questions mention it.
    pub(super) fn database_name(&self) -> &str {
        self.database.as_deref().unwrap_or(Self::DATABASE)
    }

    fn sync_options(&self, options: &Object) -> SyncOptions {
        let alter = options.get("alter");
        let flag = |key: &str| options.get(key).is_some_and(js::truthy);
        SyncOptions {
            force: flag("force"),
            alter: alter.is_some_and(js::truthy),
            alter_drop: alter
                .and_then(|alter| js::member(alter, "drop"))
                .is_none_or(js::truthy),
            cascade: flag("cascade"),
            without_foreign_keys: flag("withoutForeignKeyConstraints"),
            follows_create: flag("followsCreate"),
            database: Some(self.database_name().to_owned()),
            named_database: options
                .get("database")
                .and_then(Json::as_str)
                .map(str::to_owned),
        }
    }

    /// Talks to the database while the models stay as they are.
    pub(super) fn converse<T>(
        &mut self,
        work: impl FnOnce(&Schema, Dialect, &mut Line<'_>) -> Result<T, OrmError>,
    ) -> Result<T, OrmError> {
        let schema = std::mem::take(&mut self.schema);
        let dialect = self.dialect();
        let mut line = Line {
            orm: self,
            schema: &schema,
        };
        let outcome = work(&schema, dialect, &mut line);
        self.schema = schema;
        outcome
    }
}

fn model_of<'a>(schema: &'a Schema, name: &str) -> Result<&'a Model, OrmError> {
    schema
        .model(name)
        .ok_or_else(|| OrmError::error(format!("{name} has not been defined")))
}

/// The line to the database while a conversation lasts.
pub(super) struct Line<'a> {
    pub(super) orm: &'a mut Orm,
    schema: &'a Schema,
}

impl Connection for Line<'_> {
    type Error = OrmError;

    fn execute(&mut self, _table: &TableName, sql: &str) -> Result<(), OrmError> {
        self.ask(sql)
    }

    fn table_exists(&mut self, _table: &TableName, sql: Question<'_>) -> Result<bool, OrmError> {
        Ok(self.orm.rows(&sql())?.len() == 1)
    }

    fn indexes(&mut self, _table: &TableName, sql: Question<'_>) -> Result<Vec<String>, OrmError> {
        let indexes = self.orm.indexes(&sql())?;
        let names = indexes.iter().filter_map(|index| js::text(index, "name"));
        Ok(names.map(str::to_owned).collect())
    }

    fn describe(
        &mut self,
        table: &TableName,
        sql: &[String],
    ) -> Result<Vec<ColumnDescription>, OrmError> {
        let columns = self.orm.describe(table, sql)?;
        let description = |(name, column): (String, Json)| {
            let attribute = self.schema.read_attribute(&name, &column)?;
            Ok(ColumnDescription { name, attribute })
        };
        columns.into_iter().map(description).collect()
    }

    fn foreign_keys(
        &mut self,
        table: &TableName,
        sql: &str,
    ) -> Result<Vec<KeyDescription>, OrmError> {
        let keys = self.orm.foreign_keys(table, sql)?;
        let description = |key: &Object| KeyDescription {
            name: catalogue::text(key, "constraintName").to_owned(),
            referenced_table: catalogue::text(key, "referencedTableName").to_owned(),
            referenced_column: catalogue::text(key, "referencedColumnName").to_owned(),
        };
        Ok(keys.iter().map(description).collect())
    }

    fn enum_values(
        &mut self,
        _table: &TableName,
        _field: &str,
        sql: &str,
    ) -> Result<Option<Vec<String>>, OrmError> {
        let rows = self.orm.rows(sql)?;
        let values = |row: &Object| {
            let values = catalogue::list(row.get("enum_value").unwrap_or(&Json::Null));
            let texts = values.iter().filter_map(Json::as_str);
            texts.map(str::to_owned).collect()
        };
        Ok(rows.first().map(values))
    }

    fn constraints_of_column(
        &mut self,
        _table: &TableName,
        _column: &str,
        kind: ColumnConstraint,
        sql: &str,
    ) -> Result<Vec<String>, OrmError> {
        let member = match kind {
            ColumnConstraint::Default => "name",
            ColumnConstraint::ForeignKey => "constraint_name",
            ColumnConstraint::PrimaryKey => "constraintName",
        };
        let rows = self.orm.rows(sql)?;
        let names = rows
            .iter()
            .map(|row| catalogue::text(row, member).to_owned());
        Ok(names.collect())
    }

    fn ask(&mut self, sql: &str) -> Result<(), OrmError> {
        self.orm.execute(sql.to_owned(), Vec::new(), None)?;
        Ok(())
    }
}

/// The name a database will give to a key that has none.
pub fn key_name(dialect: Dialect, table: &TableName, columns: &[String], index: usize) -> String {
    match dialect {
        Dialect::Postgres => format!("{}_{}_fkey", table.name, columns.join("_")),
        Dialect::Mysql | Dialect::Mariadb => format!("{}_ibfk_{}", table.name, index + 1),
        Dialect::Sqlite | Dialect::Mssql => String::new(),
    }
}
