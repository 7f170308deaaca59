//! Carries out `sync` and `drop`: asks the database what is there, then sends what is missing.
//!
//! The order is Sequelize's: referenced tables first. Where tables reference each other in a circle,
//! SQLite switches foreign keys off around all of it; the other dialects create every table without
//! its keys and then alter each table, column by column, which adds them.

use super::{
    catalogue, change, enums, index,
    rebuild::rebuild,
    table::{Shape, create, drop_table},
};
use crate::{
    dialect::Dialect,
    schema::{Attribute, IndexDefinition, Model, Schema, SchemaError, TableName},
};
use std::collections::HashSet;

/// What `sync` was told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SyncOptions {
    /// Drop first.
    pub force: bool,
    /// Change what is there until it fits.
    pub alter: bool,
    /// `alter: {drop: false}` was not said: columns that no attribute has are removed.
    pub alter_drop: bool,
    /// The database's name, which MySQL's and SQL Server's questions mention.
    pub database: Option<String>,
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

/// A database that can be asked and told. Each question comes with the text that asks it, so that
/// an implementation may run the text or answer from its own catalogue.
pub trait Connection {
    /// What can go wrong.
    type Error: From<SchemaError>;

    /// Runs a statement that changes the schema (or a setting); `table` is the one it is about.
    fn execute(&mut self, table: &TableName, sql: &str) -> Result<(), Self::Error>;
    /// Is the table there?
    fn table_exists(&mut self, table: &TableName, sql: &str) -> Result<bool, Self::Error>;
    /// The names of its indexes.
    fn indexes(&mut self, table: &TableName, sql: &str) -> Result<Vec<String>, Self::Error>;
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
    let run = Run { dialect, options };
    if let Some(order) = schema.sync_order()? {
        for model in order {
            run.sync_model(model, Pass::from(options), connection)?;
        }
        return Ok(());
    }
    if dialect == Dialect::Sqlite {
        return without_foreign_keys(connection, |connection| {
            schema
                .models()
                .try_for_each(|model| run.sync_model(model, Pass::from(options), connection))
        });
    }
    let create = Pass {
        without_foreign_keys: true,
        ..Pass::from(options)
    };
    for model in schema.models() {
        run.sync_model(model, create, connection)?;
    }
    let connect = Pass {
        force: false,
        alter: true,
        alter_drop: true,
        without_foreign_keys: false,
        follows_create: true,
    };
    for model in schema.models() {
        run.sync_model(model, connect, connection)?;
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
    Run { dialect, options }.sync_model(model, Pass::from(options), connection)
}

/// `sequelize.drop(options)`: referencing tables first, and then all once more in the order of
/// definition, with foreign keys off or removed.
pub fn drop_all<C: Connection>(
    schema: &Schema,
    dialect: Dialect,
    options: &SyncOptions,
    connection: &mut C,
) -> Result<(), C::Error> {
    let run = Run { dialect, options };
    if let Some(order) = schema.sync_order()? {
        for model in order.into_iter().rev() {
            run.drop_model(model, options.force, connection)?;
        }
    }
    if dialect == Dialect::Sqlite {
        return without_foreign_keys(connection, |connection| {
            schema
                .models()
                .try_for_each(|model| run.drop_model(model, options.force, connection))
        });
    }
    for model in schema.models() {
        let sql = catalogue::foreign_keys(dialect, &model.table, options.database.as_deref());
        for key in connection.foreign_keys(&model.table, &sql)? {
            run.remove_key(&model.table, &key.name, connection)?;
        }
    }
    for model in schema.models() {
        run.drop_model(model, options.force, connection)?;
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
    Run { dialect, options }.drop_model(model, options.force, connection)
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
}

/// What one pass over the models does.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of sync by itself"
)]
struct Pass {
    force: bool,
    alter: bool,
    alter_drop: bool,
    without_foreign_keys: bool,
    /// An earlier pass created the tables: Sequelize has then forgotten the actions that SQL Server
    /// does not get.
    follows_create: bool,
}

impl From<&SyncOptions> for Pass {
    fn from(options: &SyncOptions) -> Self {
        Self {
            force: options.force,
            alter: options.alter,
            alter_drop: options.alter_drop,
            without_foreign_keys: false,
            follows_create: false,
        }
    }
}

impl Run<'_> {
    fn sync_model<C: Connection>(
        &self,
        model: &Model,
        pass: Pass,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let (dialect, name) = (self.dialect, &model.table);
        let exists = if pass.force {
            self.drop_model(model, true, connection)?;
            false
        } else {
            let sql = catalogue::table_exists(dialect, name, self.options.database.as_deref());
            connection.table_exists(name, &sql)?
        };
        if dialect == Dialect::Postgres {
            Self::ensure_enums(model, pass.force, connection)?;
        }
        if !exists {
            let sql = create(dialect, &Shape::from(model), pass.without_foreign_keys)?;
            connection.execute(name, &sql)?;
        } else if pass.alter {
            self.alter(model, pass, connection)?;
        }
        self.add_indexes(model, connection)
    }

    fn add_indexes<C: Connection>(
        &self,
        model: &Model,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let name = &model.table;
        let there = connection.indexes(name, &catalogue::show_indexes(self.dialect, name))?;
        if self.dialect == Dialect::Sqlite {
            for index in &there {
                connection.ask(&catalogue::index_columns(index))?;
            }
        }
        let mut missing: Vec<&IndexDefinition> = model
            .indexes
            .iter()
            .filter(|index| !there.contains(&index.name))
            .collect();
        if self.dialect == Dialect::Postgres {
            missing.sort_by_key(|index| {
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

    /// Asks for every ENUM first, then makes the missing ones and adds the missing values.
    fn ensure_enums<C: Connection>(
        model: &Model,
        force: bool,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let name = &model.table;
        let mut found = Vec::new();
        for attribute in model.stored_attributes() {
            if let Some(of) = enums::enum_of(&attribute.data_type) {
                let field = &attribute.field;
                let sql = enums::list_enum(name, field);
                let values = connection.enum_values(name, field, &sql)?;
                found.push((field, of, values));
            }
        }
        let mut is_changed = false;
        // Sequelize counts answers only where a type was there: after a missing one it looks at the
        // same answer again.
        let mut answer = 0;
        let answers: Vec<_> = found.iter().map(|(_, _, values)| values.clone()).collect();
        for (column, of, _) in found {
            match &answers[answer] {
                None => {
                    is_changed = true;
                    connection.execute(name, &enums::create_enum(name, column, of, force))?;
                }
                Some(there) => {
                    answer += 1;
                    for (position, value) in of.values.iter().enumerate() {
                        if there.contains(value) {
                            continue;
                        }
                        is_changed = true;
                        let next = of.values[position + 1..].iter().find(|v| there.contains(v));
                        let place = match (next, there.last()) {
                            (Some(next), _) => Some(("BEFORE", next.as_str())),
                            (None, Some(last)) => Some(("AFTER", last.as_str())),
                            (None, None) => None,
                        };
                        let sql = enums::add_enum_value(name, column, value, place);
                        connection.execute(name, &sql)?;
                    }
                }
            }
        }
        if is_changed {
            connection.ask(enums::REFRESH_TYPES)?;
        }
        Ok(())
    }

    /// `sync({alter: true})` of a table that exists: adds and removes columns, then changes each of
    /// the others, whether it differs or not.
    fn alter<C: Connection>(
        &self,
        model: &Model,
        pass: Pass,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let (dialect, name) = (self.dialect, &model.table);
        let columns;
        let mut keys = Vec::new();
        let question = catalogue::foreign_keys(dialect, name, self.options.database.as_deref());
        if dialect == Dialect::Sqlite {
            // Sequelize asks both questions at once; SQLite's keys have no names to remove them by.
            let mut questions = self.description_questions(name);
            questions.insert(1, question);
            columns = connection.describe(name, &questions)?;
        } else {
            columns = self.describe(name, connection)?;
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
        if !pass.alter_drop {
            return Ok(());
        }
        let mut removed = HashSet::new();
        let mut attributes: Vec<Attribute> = model.stored_attributes().cloned().collect();
        if pass.follows_create && dialect == Dialect::Mssql {
            let all: Vec<&Attribute> = attributes.iter().collect();
            attributes = change::model_context(dialect, name).without_actions(&all);
        }
        for column in &columns {
            // Of two attributes with one column the later one counts.
            let of_column = |attribute: &&Attribute| attribute.field == column.name;
            let Some(attribute) = attributes.iter().rfind(of_column) else {
                self.remove_column(name, &column.name, connection)?;
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
                        self.remove_key(name, &key.name, connection)?;
                    }
                }
            }
            if dialect == Dialect::Sqlite {
                let mut columns = self.describe(name, connection)?;
                if let Some(found) = columns.iter_mut().find(|c| c.name == column.name) {
                    found.attribute.assume(attribute);
                }
                for sql in rebuild(name, &columns)? {
                    connection.execute(name, &sql)?;
                }
            } else {
                connection.execute(name, &change::change(dialect, name, attribute, true)?)?;
            }
        }
        Ok(())
    }

    /// Asks for a table's columns.
    fn describe<C: Connection>(
        &self,
        table: &TableName,
        connection: &mut C,
    ) -> Result<Vec<ColumnDescription>, C::Error> {
        connection.describe(table, &self.description_questions(table))
    }

    fn description_questions(&self, table: &TableName) -> Vec<String> {
        let mut questions = vec![catalogue::describe_table(self.dialect, table)];
        if self.dialect == Dialect::Sqlite {
            questions.push(catalogue::show_indexes(self.dialect, table));
            questions.push(catalogue::foreign_keys(self.dialect, table, None));
        }
        questions
    }

    fn remove_column<C: Connection>(
        &self,
        table: &TableName,
        column: &str,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        if self.dialect == Dialect::Sqlite {
            let mut columns = self.describe(table, connection)?;
            columns.retain(|found| found.name != column);
            for sql in rebuild(table, &columns)? {
                connection.execute(table, &sql)?;
            }
            return Ok(());
        }
        self.free_column(table, column, connection)?;
        connection.execute(table, &change::remove_column(self.dialect, table, column))
    }

    /// Takes off what holds a column fast: its keys in MySQL, and its default too in SQL Server.
    fn free_column<C: Connection>(
        &self,
        table: &TableName,
        column: &str,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let dialect = self.dialect;
        let database = self.options.database.as_deref();
        let keys = catalogue::foreign_keys_of_column(dialect, table, column, database);
        let mut questions = Vec::new();
        if dialect == Dialect::Mssql {
            let sql = catalogue::default_constraint(table, column);
            questions.push((ColumnConstraint::Default, sql));
        }
        questions.extend(keys.map(|sql| (ColumnConstraint::ForeignKey, sql)));
        if dialect == Dialect::Mssql {
            let sql = catalogue::primary_key_constraint(table, column);
            questions.push((ColumnConstraint::PrimaryKey, sql));
        }
        for (kind, sql) in questions {
            for name in connection.constraints_of_column(table, column, kind, &sql)? {
                let sql = if kind == ColumnConstraint::ForeignKey {
                    change::drop_foreign_key(dialect, table, &name)
                } else {
                    format!("{};", change::drop_constraint(dialect, table, &name))
                };
                connection.execute(table, &sql)?;
            }
        }
        Ok(())
    }

    fn remove_key<C: Connection>(
        &self,
        table: &TableName,
        name: &str,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let sql = match self.dialect {
            Dialect::Mysql | Dialect::Mariadb => {
                change::drop_foreign_key(self.dialect, table, name)
            }
            _ => change::drop_constraint(self.dialect, table, name),
        };
        connection.execute(table, &sql)
    }

    fn drop_model<C: Connection>(
        &self,
        model: &Model,
        cascade: bool,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let name = &model.table;
        connection.execute(name, &drop_table(self.dialect, name, cascade))?;
        // Sequelize looks the table up by a plain name, so types inside a schema stay behind.
        if self.dialect == Dialect::Postgres && name.schema.is_none() {
            for attribute in model.stored_attributes() {
                if attribute.data_type.key == "ENUM" {
                    connection.execute(name, &enums::drop_enum(name, &attribute.name))?;
                }
            }
        }
        Ok(())
    }
}
