//! Changes one table in conversation with the database: what `sync({alter: true})` and
//! `queryInterface` have in common.

use super::{
    catalogue, change, enums,
    rebuild::{Copy, rebuild},
    sync::{ColumnConstraint, ColumnDescription, Connection},
    table::drop_table,
};
use crate::{
    dialect::Dialect,
    schema::{Attribute, Model, TableName},
};

/// Changes to tables of one database.
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    /// Its dialect.
    pub dialect: Dialect,
    /// Its name, which questions mention.
    pub database: Option<&'a str>,
}

impl Changes<'_> {
    /// Asks for a table's columns.
    pub fn describe<C: Connection>(
        &self,
        table: &TableName,
        connection: &mut C,
    ) -> Result<Vec<ColumnDescription>, C::Error> {
        connection.describe(table, &catalogue::descriptions(self.dialect, table))
    }

    /// `dropTable`: the table and, in PostgreSQL, the types of its model's ENUMs.
    pub fn drop_table<C: Connection>(
        &self,
        table: &TableName,
        model: Option<&Model>,
        cascade: bool,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        connection.execute(table, &drop_table(self.dialect, table, cascade))?;
        // Sequelize looks the model up by a plain name, so types inside a schema stay behind.
        if self.dialect != Dialect::Postgres || table.schema.is_some() {
            return Ok(());
        }
        for attribute in model.into_iter().flat_map(Model::stored_attributes) {
            if attribute.data_type.key == "ENUM" {
                connection.execute(table, &enums::drop_enum(table, &attribute.name))?;
            }
        }
        Ok(())
    }

    /// `removeColumn`.
    pub fn remove_column<C: Connection>(
        &self,
        table: &TableName,
        column: &str,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        if self.dialect == Dialect::Sqlite {
            let mut columns = self.describe(table, connection)?;
            columns.retain(|found| found.name != column);
            return self.rebuild(table, &columns, connection);
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
        let keys = catalogue::foreign_keys_of_column(dialect, table, column, self.database);
        let keys = keys.map(|sql| (ColumnConstraint::ForeignKey, sql));
        let mut questions = Vec::from_iter(keys);
        if dialect == Dialect::Mssql {
            let default = catalogue::default_constraint(table, column);
            questions.insert(0, (ColumnConstraint::Default, default));
            let primary = catalogue::primary_key_constraint(table, column);
            questions.push((ColumnConstraint::PrimaryKey, primary));
        }
        for (kind, sql) in questions {
            let mut names = connection.constraints_of_column(table, column, kind, &sql)?;
            if dialect == Dialect::Mssql {
                names.truncate(1);
            } else if names.first().is_some_and(|name| name == "PRIMARY") {
                continue;
            }
            for name in names {
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

    /// `renameColumn`, of a column that is there.
    pub fn rename_column<C: Connection>(
        &self,
        table: &TableName,
        mut columns: Vec<ColumnDescription>,
        before: &str,
        after: &str,
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let Some(position) = columns.iter().position(|column| column.name == before) else {
            return Ok(());
        };
        // The renamed column goes to the end, as a key set anew does in JavaScript.
        let ColumnDescription { attribute, .. } = columns.remove(position);
        let attribute = Attribute {
            field: after.to_owned(),
            ..attribute
        };
        if self.dialect != Dialect::Sqlite {
            let sql = change::rename_column(self.dialect, table, before, attribute)?;
            return connection.execute(table, &sql);
        }
        columns.push(ColumnDescription {
            name: after.to_owned(),
            attribute,
        });
        let copy = Copy::Renamed { before, after };
        for sql in rebuild(table, &columns, copy)? {
            connection.execute(table, &sql)?;
        }
        Ok(())
    }

    /// SQLite: gives a table these columns by copying it there and back.
    pub fn rebuild<C: Connection>(
        &self,
        table: &TableName,
        columns: &[ColumnDescription],
        connection: &mut C,
    ) -> Result<(), C::Error> {
        let mut statements = rebuild(table, columns, Copy::AsIs)?.into_iter();
        statements.try_for_each(|sql| connection.execute(table, &sql))
    }

    /// `removeConstraint` of foreign keys that are there. MySQL is asked what each one is first.
    pub fn remove_foreign_keys<C: Connection>(
        &self,
        table: &TableName,
        names: &[String],
        connection: &mut C,
    ) -> Result<(), C::Error> {
        if !matches!(self.dialect, Dialect::Mysql | Dialect::Mariadb) {
            return names.iter().try_for_each(|name| {
                connection.execute(table, &change::drop_constraint(self.dialect, table, name))
            });
        }
        for name in names {
            connection.ask(&self.question_of_constraint(table, name))?;
        }
        names.iter().try_for_each(|name| {
            connection.execute(table, &change::drop_foreign_key(self.dialect, table, name))
        })
    }

    /// What MySQL is asked before a constraint is removed.
    pub fn question_of_constraint(&self, table: &TableName, name: &str) -> String {
        let schema = table.schema.as_deref().or(self.database);
        let table = TableName {
            schema: schema.map(str::to_owned),
            ..table.clone()
        };
        catalogue::show_constraints(self.dialect, &table, Some(name))
    }
}
