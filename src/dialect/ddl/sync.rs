//! Carries out `sync` and `drop`: asks the database what is there, then sends what is missing.
//!
//! The order is Sequelize's: referenced tables first. Where tables reference each other in a circle,
//! SQLite switches foreign keys off around all of it; the other dialects create every table without
//! its keys and then alter each table, column by column, which adds them.

use super::{
    catalogue, change,
    changes::Changes,
    column::Written,
    enums::ensure_enums,
    index,
    table::{Shape, create},
};
use crate::schema::hash::HashSet;
use crate::{
    dialect::Dialect,
    schema::{Attribute, IndexDefinition, Model, Schema, SchemaError, TableName},
    sort::sort_by_key,
};

/// What `sync` was told.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of sync by itself"
)]
pub struct SyncOptions {
    /// Drop first.
    pub force: bool,
    /// Change what is there until it fits.
    pub alter: bool,
    /// `alter: {drop: false}` was not said: columns that no attribute has are removed.
    pub alter_drop: bool,
    /// What depends on a dropped table goes too.
    pub cascade: bool,
    /// Create without foreign keys: the first pass over tables that reference each other in a circle.
    pub without_foreign_keys: bool,
    /// The second pass: Sequelize has then forgotten the actions that SQL Server does not get.
    pub follows_create: bool,
    /// The database's name, which MySQL's and SQL Server's questions mention.
    pub database: Option<String>,
    /// The name that the options of the call mention: MySQL's question for indexes then does too.
    pub named_database: Option<String>,
}

/// A column, as the database describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnDescription {
    /// Its name.
    pub name: String,
    /// The column as an attribute: raw type, nullability, default, keys, reference.
    pub attribute: Attribute,
}

/// A foreign key, as the database describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyDescription {
    /// Its name; empty where the dialect has none.
    pub name: String,
    /// The referenced table.
    pub referenced_table: String,
    /// The referenced column.
    pub referenced_column: String,
}

/// What must go before a column can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnConstraint {
    /// Its default, which SQL Server keeps as a constraint.
    Default,
    /// The foreign keys it is part of.
    ForeignKey,
    /// The primary key it is part of.
    PrimaryKey,
}

/// The text of a question, for those who need it.
pub type Question<'a> = &'a dyn Fn() -> String;

/// A database that can be asked and told. Each question comes with the text that asks it, so that
/// an implementation may run the text or answer from its own catalogue.
pub trait Connection {
    /// What can go wrong.
    type Error: From<SchemaError>;

    /// Runs a statement that changes the schema (or a setting); `table` is the one it is about.
    fn execute(&mut self, table: &TableName, sql: &str) -> Result<(), Self::Error>;
    /// Is the table there?
    fn table_exists(&mut self, table: &TableName, sql: Question<'_>) -> Result<bool, Self::Error>;
    /// The names of its indexes.
    fn indexes(&mut self, table: &TableName, sql: Question<'_>)
    -> Result<Vec<String>, Self::Error>;
    /// Its columns; SQLite asks three questions to know them.
    fn describe(
        &mut self,
        table: &TableName,
        sql: &[String],
    ) -> Result<Vec<ColumnDescription>, Self::Error>;
    /// Its foreign keys.
    fn foreign_keys(
        &mut self,
        table: &TableName,
        sql: &str,
    ) -> Result<Vec<KeyDescription>, Self::Error>;
    /// The values of a column's ENUM type, if the type is there (postgres).
    fn enum_values(
        &mut self,
        table: &TableName,
        column: &str,
        sql: &str,
    ) -> Result<Option<Vec<String>>, Self::Error>;
    /// The names of a column's constraints of one kind, asked before the column is removed.
    fn constraints_of_column(
        &mut self,
        table: &TableName,
        column: &str,
        kind: ColumnConstraint,
        sql: &str,
    ) -> Result<Vec<String>, Self::Error>;
    /// Asks something whose answer changes nothing.
    fn ask(&mut self, sql: &str) -> Result<(), Self::Error>;
}

/// `sequelize.sync(options)`.
pub fn sync<C: Connection>(
    schema: &Schema,
    dialect: Dialect,
    options: &SyncOptions,
    connection: &mut C,
) -> Result<(), C::Error> {
    if options.force {
        drop_all(schema, dialect, options, connection)?;
    }
    sync_in(
        schema,
        schema.sync_order()?.as_deref(),
        dialect,
        options,
        connection,
    )
}

/// Makes what is missing, in this order; without one the tables reference each other in a circle.
pub(super) fn sync_in<C: Connection>(
    schema: &Schema,
    order: Option<&[&Model]>,
    dialect: Dialect,
    options: &SyncOptions,
    connection: &mut C,
) -> Result<(), C::Error> {
    if schema.models().len() == 0 {
        return connection.ask("SELECT 1+1 AS result");
    }
    if let Some(order) = order {
        let run = Run::new(dialect, options);
        let mut order = order.iter();
        return order.try_for_each(|model| run.sync_model(model, connection));
    }
    if dialect == Dialect::Sqlite {
        return without_foreign_keys(connection, |connection| {
            let mut models = schema.models();
            models.try_for_each(|model| sync_model(model, dialect, options, connection))
        });
    }
    let create = SyncOptions {
        without_foreign_keys: true,
        ..options.clone()
    };
    let connect = SyncOptions {
        force: false,
        alter: true,
        alter_drop: true,
        follows_create: true,
        ..options.clone()
    };
    for pass in [create, connect] {
        for model in schema.models() {
            sync_model(model, dialect, &pass, connection)?;
        }
    }
    Ok(())
}

/// `Model.sync(options)`.
pub fn sync_model<C: Connection>(
    model: &Model,
    dialect: Dialect,
    options: &SyncOptions,
    connection: &mut C,
) -> Result<(), C::Error> {
    Run::new(dialect, options).sync_model(model, connection)
}

/// `sequelize.drop(options)`: referencing tables first, and then all once more in the order of
/// definition, with foreign keys off or removed.
pub fn drop_all<C: Connection>(
    schema: &Schema,
    dialect: Dialect,
    options: &SyncOptions,
    connection: &mut C,
) -> Result<(), C::Error> {
    let run = Run::new(dialect, options);
    if options.cascade {
        schema
            .models()
            .try_for_each(|model| run.drop_model(model, connection))?;
    }
    if let Some(order) = schema.sync_order()? {
        for model in order.into_iter().rev() {
            run.drop_model(model, connection)?;
        }
    }
    if dialect == Dialect::Sqlite {
        return without_foreign_keys(connection, |connection| {
            schema
                .models()
                .try_for_each(|model| run.drop_model(model, connection))
        });
    }
    for model in schema.models() {
        let sql = catalogue::foreign_keys(dialect, &model.table, options.database.as_deref());
        let keys = connection.foreign_keys(&model.table, &sql)?;
        let names: Vec<String> = keys.into_iter().map(|key| key.name).collect();
        run.changes
            .remove_foreign_keys(&model.table, &names, connection)?;
    }
    for model in schema.models() {
        run.drop_model(model, connection)?;
    }
    Ok(())
}

/// `Model.drop(options)`.
pub fn drop_model<C: Connection>(
    model: &Model,
    dialect: Dialect,
    options: &SyncOptions,
    connection: &mut C,
) -> Result<(), C::Error> {
    Run::new(dialect, options).drop_model(model, connection)
}

fn without_foreign_keys<C: Connection>(
    connection: &mut C,
    work: impl FnOnce(&mut C) -> Result<(), C::Error>,
) -> Result<(), C::Error> {
    let nothing = TableName::default();
    connection.execute(&nothing, "PRAGMA foreign_keys = OFF")?;
    let outcome = work(connection);
    connection.execute(&nothing, "PRAGMA foreign_keys = ON")?;
    outcome
}

struct Run<'a> {
    dialect: Dialect,
    options: &'a SyncOptions,
    changes: Changes<'a>,
    written: Written,
}

impl<'a> Run<'a> {
    fn new(dialect: Dialect, options: &'a SyncOptions) -> Self {
        Self {
            dialect,
            options,
            changes: Changes {
                dialect,
                database: options.database.as_deref(),
            },
            written: Written::default(),
        }
    }

    fn sync_model<C: Connection>(&self, model: &Model, connection: &mut C) -> Result<(), C::Error> {
        let (dialect, name) = (self.dialect, &model.table);
        let exists = if self.options.force {
            self.drop_model(model, connection)?;
            false
        } else {
            let database = self.options.database.as_deref();
            connection.table_exists(name, &|| catalogue::table_exists(dialect, name, database))?
        };
        if dialect == Dialect::Postgres {
            let attributes = model.stored_attributes();
            ensure_enums(name, attributes, true, self.options.force, connection)?;
        }
        if !exists {
            let shape = Shape {
                written: Some(&self.written),
                ..Shape::from(model)
            };
            let sql = create(dialect, &shape, self.options.without_foreign_keys)?;
            connection.execute(name, &sql)?;
        } else if self.options.alter {
            self.alter(model, connection)?;
        }
        self.add_indexes(model, connection)
    }

    fn add_indexes<C: Connection>(
        &self,
        model: &Model,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let name = &model.table;
        let database = self.options.named_database.as_deref();
        let question = || catalogue::show_indexes(self.dialect, name, database);
        let there = connection.indexes(name, &question)?;
        let mut missing: Vec<&IndexDefinition> = model
            .indexes
            .iter()
            .filter(|index| !there.contains(&index.name))
            .collect();
        if self.dialect == Dialect::Postgres {
            sort_by_key(&mut missing, |index| {
                index
                    .options
                    .get("concurrently")
                    .and_then(serde_json::Value::as_bool)
                    == Some(true)
            });
        }
        for definition in missing {
            connection.execute(name, &index::create_index(self.dialect, name, definition)?)?;
        }
        Ok(())
    }

    /// `sync({alter: true})` of a table that exists: adds and removes columns, then changes each of
    /// the others, whether it differs or not.
    fn alter<C: Connection>(&self, model: &Model, connection: &mut C) -> Result<(), C::Error> {
        let (dialect, name) = (self.dialect, &model.table);
        let columns;
        let mut keys = Vec::new();
        let question = catalogue::foreign_keys(dialect, name, self.options.database.as_deref());
        if dialect == Dialect::Sqlite {
            // Sequelize asks both questions at once; SQLite's keys have no names to remove them by.
            let mut questions = catalogue::descriptions(dialect, name);
            questions.insert(1, question);
            columns = connection.describe(name, &questions)?;
        } else {
            columns = self.changes.describe(name, connection)?;
            keys = connection.foreign_keys(name, &question)?;
        }
        for attribute in model.stored_attributes() {
            let is_there = columns
                .iter()
                .any(|column| column.name == attribute.name || column.name == attribute.field);
            if !is_there {
                connection.execute(name, &change::add_column(dialect, name, attribute)?)?;
            }
        }
        if !self.options.alter_drop {
            return Ok(());
        }
        let mut removed = HashSet::default();
        let mut attributes: Vec<Attribute> = model.stored_attributes().cloned().collect();
        if self.options.follows_create && dialect == Dialect::Mssql {
            let all: Vec<&Attribute> = attributes.iter().collect();
            attributes = change::model_context(dialect, name).with_allowed_actions(&all);
        }
        for column in &columns {
            // Of two attributes with one column the later one counts.
            let of_column = |attribute: &&Attribute| attribute.field == column.name;
            let Some(attribute) = attributes.iter().rfind(of_column) else {
                self.changes.remove_column(name, &column.name, connection)?;
                continue;
            };
            if attribute.primary_key {
                continue;
            }
            if let Some(references) = &attribute.references {
                for key in &keys {
                    let is_same = !key.name.is_empty()
                        && references.table.schema.is_none()
                        && key.referenced_table == references.table.name
                        && key.referenced_column == references.key;
                    if is_same && removed.insert(key.name.clone()) {
                        let names = [key.name.clone()];
                        self.changes.remove_foreign_keys(name, &names, connection)?;
                    }
                }
            }
            if dialect == Dialect::Sqlite {
                let mut columns = self.changes.describe(name, connection)?;
                if let Some(found) = columns.iter_mut().find(|c| c.name == column.name) {
                    found.attribute.assume(attribute);
                }
                self.changes.rebuild(name, &columns, connection)?;
            } else {
                connection.execute(name, &change::change(dialect, name, attribute, true)?)?;
            }
        }
        Ok(())
    }

    fn drop_model<C: Connection>(&self, model: &Model, connection: &mut C) -> Result<(), C::Error> {
        let name = &model.table;
        let cascade = self.options.cascade || self.options.force;
        self.changes
            .drop_table(name, Some(model), cascade, connection)
    }
}
