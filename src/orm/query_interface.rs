//! `queryInterface`: changes to the schema by name of table, as migrations make them.

use super::{
    Orm, OrmError, catalogue, encode,
    filter::Filter,
    js::{self, Json, Object},
    sync::Line,
};
use crate::{
    dialect::{
        Dialect,
        ddl::{self, Changes, Migrated},
        statement::{Binding, Delete, Expr, Insert, Statement, Update},
    },
    engine::Outcome,
    schema::{Attribute, IndexDefinition, Model, TableName, Value},
};
use serde_json::json;

impl Orm {
    /// Runs the method of that name.
    pub fn query_interface(&mut self, method: &str, args: &[Json]) -> Result<Json, OrmError> {
        let arg = |index: usize| args.get(index).unwrap_or(&Json::Null);
        let text = |index: usize| arg(index).as_str().unwrap_or_default();
        let dialect = self.dialect();
        let table = table_name(arg(0));
        match method {
            "createTable" => self.create_table(&table, arg(1), arg(2)),
            "dropTable" => self.drop_table(&table, arg(1)),
            "dropAllTables" => self.drop_all_tables(arg(0)),
            "renameTable" => self.tell(ddl::rename_table(dialect, &table, &table_name(arg(1)))),
            "addColumn" => {
                if [arg(0), arg(1), arg(2)]
                    .into_iter()
                    .any(|given| !js::truthy(given))
                {
                    return Err(OrmError::error(
                        "addColumn takes at least 3 arguments (table, attribute name, attribute definition)",
                    ));
                }
                let attribute = Attribute {
                    field: text(1).to_owned(),
                    ..self.schema.read_attribute(text(1), arg(2))?
                };
                self.tell(ddl::add_column(dialect, &table, &attribute)?)
            }
            "changeColumn" => self.change_column(&table, text(1), arg(2)),
            "removeColumn" => {
                self.change(|changes, line| changes.remove_column(&table, text(1), line))
            }
            "renameColumn" => self.rename_column(&table, text(1), text(2)),
            "addIndex" if arg(1).is_array() => self.add_index(&table, arg(1), arg(2)),
            // `addIndex(table, {fields, …})`
            "addIndex" => self.add_index(&table, &arg(1)["fields"], arg(1)),
            "removeIndex" => {
                let name = match arg(1) {
                    Json::Array(fields) => {
                        let fields: Vec<&str> = fields.iter().filter_map(Json::as_str).collect();
                        ddl::index_name(&table, &fields)
                    }
                    name => name.as_str().unwrap_or_default().to_owned(),
                };
                let concurrently = js::flag(arg(2), "concurrently");
                self.tell(ddl::drop_index(dialect, &table, &name, concurrently))
            }
            "addConstraint" => self.add_constraint(&table, arg(1)),
            "removeConstraint" => self.remove_constraint(&table, text(1)),
            "describeTable" => {
                let table = described_table(table, arg(1));
                let questions = ddl::descriptions(dialect, &table);
                Ok(self.describe(&table, &questions)?.into())
            }
            "showAllTables" => Ok(self.show_all_tables()?.into()),
            "tableExists" => {
                let sql = ddl::table_exists(dialect, &table, Some(self.database_name()));
                Ok((self.rows(&sql)?.len() == 1).into())
            }
            "showIndex" => {
                let database = js::text(arg(1), "database");
                let sql = ddl::show_indexes(dialect, &table, database);
                Ok(self.indexes(&sql)?.into())
            }
            "showConstraint" => {
                let sql = ddl::show_constraints(dialect, &table, arg(1).as_str());
                Ok(self.constraints(&sql)?.into())
            }
            "getForeignKeyReferencesForTable" => {
                let sql = ddl::foreign_keys(dialect, &table, Some(self.database_name()));
                let keys = self.foreign_keys(&table, &sql)?;
                Ok(keys.into_iter().map(Json::Object).collect())
            }
            "getForeignKeysForTables" => {
                let tables = arg(0).as_array().map(Vec::as_slice).unwrap_or_default();
                let keys = self.foreign_key_names(tables)?;
                Ok(keys
                    .into_iter()
                    .map(|(name, keys)| (name, keys.into()))
                    .collect::<Object>()
                    .into())
            }
            "bulkInsert" => self.insert_rows(&table, arg(1)),
            "bulkDelete" => {
                let filter = Filter::new(dialect, None, "").conditions(arg(1))?;
                let delete = Delete {
                    table,
                    filter,
                    ..Delete::default()
                };
                let outcome = self.run(&Statement::Delete(delete), None)?;
                Ok(js::object("told", self.told(&outcome)))
            }
            "select" => self.select_rows(table, arg(1)),
            "bulkUpdate" => self.update_rows(table, arg(1), arg(2)),
            "createSchema" | "dropSchema" | "dropAllSchemas" | "createDatabase"
            | "dropDatabase" => Ok(Json::Null),
            "showAllSchemas" => Ok(json!([])),
            "databaseVersion" => Ok(version(dialect).into()),
            other => Err(OrmError::error(format!(
                "queryInterface.{other} is not supported"
            ))),
        }
    }

    /// Sends a statement and gives what `sequelize.query` gives: `[results, metadata]`.
    pub(super) fn tell(&mut self, sql: String) -> Result<Json, OrmError> {
        let outcome = self.execute(sql, Vec::new(), None)?;
        Ok(js::object("told", self.told(&outcome)))
    }

    /// Makes a change that takes more than one statement, and resolves to what the last came to; in
    /// SQLite, whose tables are then made anew, to nothing.
    fn change(
        &mut self,
        work: impl FnOnce(&Changes<'_>, &mut Line<'_>) -> Result<(), OrmError>,
    ) -> Result<Json, OrmError> {
        let database = self.database_name().to_owned();
        self.converse(|_, dialect, line| {
            let changes = Changes {
                dialect,
                database: Some(&database),
            };
            work(&changes, line)
        })?;
        if self.dialect() == Dialect::Sqlite {
            return Ok(Json::Null);
        }
        Ok(js::object("told", self.told(&Outcome::default())))
    }

    fn create_table(
        &mut self,
        table: &TableName,
        attributes: &Json,
        options: &Json,
    ) -> Result<Json, OrmError> {
        let given = attributes.as_object().into_iter().flatten();
        let attributes = given
            .map(|(name, given)| self.schema.read_attribute(name, given))
            .collect::<Result<Vec<_>, _>>()?;
        if self.dialect() == Dialect::Postgres {
            self.converse(|_, _, line| {
                ddl::ensure_enums(table, attributes.iter(), false, false, line)
            })?;
        }
        let keys = js::member(options, "uniqueKeys").and_then(js::plain);
        let is_custom = |key: &Json| js::member(key, "customIndex").is_none_or(js::truthy);
        let keys = keys.into_iter().flatten().filter(|(_, key)| is_custom(key));
        let words = [
            "engine",
            "charset",
            "collate",
            "initialAutoIncrement",
            "rowFormat",
        ];
        let option = |key: &str| {
            let value = match js::given(options, key)? {
                Json::String(text) => Value::text(text.as_str()),
                number => Value::Integer(number.as_i64()?),
            };
            Some((key.to_owned(), value))
        };
        let table = Migrated {
            name: in_schema(table.clone(), js::text(options, "schema")),
            attributes,
            uniques: keys
                .map(|(name, key)| (name.clone(), names(&key["fields"])))
                .collect(),
            comment: js::text(options, "comment").map(str::to_owned),
            options: words.into_iter().filter_map(option).collect(),
        };
        self.tell(ddl::create_migrated(self.dialect(), &table)?)
    }

    fn drop_table(&mut self, table: &TableName, options: &Json) -> Result<Json, OrmError> {
        let cascade = js::flag(options, "cascade") || js::flag(options, "force");
        self.converse(|schema, dialect, line| {
            let changes = Changes {
                dialect,
                database: None,
            };
            let model = schema.model_of_table(table);
            let attributes = model.into_iter().flat_map(Model::stored_attributes);
            let has_types = attributes
                .into_iter()
                .any(|each| each.data_type.key == "ENUM");
            if has_types && options.is_null() && dialect == Dialect::Postgres {
                changes.drop_table(table, None, cascade, line)?;
                // Sequelize writes into the options it was not given.
                return Err(OrmError::type_error(
                    "Cannot set properties of undefined (setting 'supportsSearchPath')",
                ));
            }
            changes.drop_table(table, model, cascade, line)
        })?;
        Ok(Json::Null)
    }

    /// The names, each with its schema where the dialect tells it.
    fn show_all_tables(&mut self) -> Result<Vec<Json>, OrmError> {
        let dialect = self.dialect();
        let rows = self.rows(&ddl::show_tables(dialect, Some(self.database_name())))?;
        let name = |row: Object| match dialect {
            Dialect::Mariadb | Dialect::Mssql => {
                json!({"tableName": row["TABLE_NAME"], "schema": row["TABLE_SCHEMA"]})
            }
            _ => row
                .into_iter()
                .next()
                .map(|(_, name)| name)
                .unwrap_or_default(),
        };
        Ok(rows.into_iter().map(name).collect())
    }

    /// `getForeignKeysForTables`: the names of the keys by table.
    fn foreign_key_names(
        &mut self,
        tables: &[Json],
    ) -> Result<Vec<(String, Vec<String>)>, OrmError> {
        let mut found = Vec::new();
        for table in tables.iter().map(table_name) {
            let sql = ddl::foreign_key_names(self.dialect(), &table, Some(self.database_name()));
            let rows = self.rows(&sql)?;
            let names = rows
                .iter()
                .map(|row| catalogue::text(row, "constraint_name").to_owned());
            found.push((
                table.path().into_owned(),
                names.filter(|name| !name.is_empty()).collect(),
            ));
        }
        Ok(found)
    }

    fn drop_all_tables(&mut self, options: &Json) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let tables = self.show_all_tables()?;
        let skipped = js::member(options, "skip").map(names).unwrap_or_default();
        let cascade = json!({"cascade": true});
        let is_sqlite = dialect == Dialect::Sqlite;
        if is_sqlite {
            self.tell("PRAGMA foreign_keys = OFF".into())?;
        } else {
            let keys = self.foreign_key_names(&tables)?;
            for (table, (_, names)) in tables.iter().zip(keys) {
                for name in names {
                    self.tell(ddl::drop_foreign_key(dialect, &table_name(table), &name))?;
                }
            }
        }
        for table in tables.iter().map(table_name) {
            if !skipped.contains(&table.name) {
                self.drop_table(&table, &cascade)?;
            }
        }
        if is_sqlite {
            self.tell("PRAGMA foreign_keys = ON".into())?;
        }
        Ok(Json::Null)
    }

    fn change_column(
        &mut self,
        table: &TableName,
        column: &str,
        given: &Json,
    ) -> Result<Json, OrmError> {
        let attribute = self.schema.read_attribute(column, given)?;
        if self.dialect() != Dialect::Sqlite {
            return self.tell(ddl::change_column(self.dialect(), table, &attribute)?);
        }
        self.change(|changes, line| {
            let mut columns = changes.describe(table, line)?;
            let Some(described) = columns
                .iter_mut()
                .find(|described| described.name == column)
            else {
                return Err(OrmError::type_error(
                    "Cannot convert undefined or null to object",
                ));
            };
            described.attribute.assume(&attribute);
            changes.rebuild(table, &columns, line)
        })
    }

    fn rename_column(
        &mut self,
        table: &TableName,
        before: &str,
        after: &str,
    ) -> Result<Json, OrmError> {
        self.change(|changes, line| {
            let columns = changes.describe(table, line)?;
            if !columns.iter().any(|column| column.name == before) {
                return Err(OrmError::error(format!(
                    "Table {} doesn't have the column {before}",
                    table.name
                )));
            }
            changes.rename_column(table, columns, before, after, line)
        })
    }

    fn add_index(
        &mut self,
        table: &TableName,
        fields: &Json,
        options: &Json,
    ) -> Result<Json, OrmError> {
        let fields = fields.as_array().cloned().unwrap_or_default();
        let mut given = js::plain(options).cloned().unwrap_or_default();
        let prefix = js::text(options, "prefix");
        let prefix = prefix
            .unwrap_or(&table.name)
            .replace('.', "_")
            .replace(['"', '\''], "");
        let name = match given.get("name").and_then(Json::as_str) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => ddl::index_name(&prefix.as_str().into(), &names_of(&fields)),
        };
        let kind = given.get("type").and_then(Json::as_str);
        let is_unique_kind = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("unique"));
        if is_unique_kind {
            given.shift_remove("type");
        }
        given.retain(|key, _| !matches!(key.as_str(), "name" | "fields"));
        let index = IndexDefinition {
            name,
            fields,
            unique: is_unique_kind
                || given
                    .shift_remove("unique")
                    .as_ref()
                    .is_some_and(js::truthy),
            options: given.into_iter().collect(),
        };
        self.tell(ddl::create_index(self.dialect(), table, &index)?)
    }

    fn insert_rows(&mut self, table: &TableName, rows: &Json) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let rows: Vec<&Object> = rows
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_object)
            .collect();
        let mut columns: Vec<String> = Vec::new();
        for name in rows.iter().flat_map(|row| row.keys()) {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
        let cell = |row: &Object, column: &String| {
            let value = row.get(column).unwrap_or(&Json::Null);
            if js::is_method(value) {
                return super::method::method_expr(dialect, value);
            }
            encode::literal_of(dialect, value, None)
        };
        let insert = Insert {
            table: table.clone(),
            rows: rows
                .iter()
                .map(|row| columns.iter().map(|column| cell(row, column)).collect())
                .collect::<Result<_, _>>()?,
            columns,
            bulk: true,
            ..Insert::default()
        };
        let outcome = self.run(&Statement::Insert(insert), None)?;
        if matches!(self.dialect(), Dialect::Postgres | Dialect::Mssql) {
            return Ok(json!([]));
        }
        Ok(outcome.last_insert_id.map_or(Json::Null, Json::from))
    }

    /// The rows of a table that no model describes.
    fn select_rows(&mut self, table: TableName, options: &Json) -> Result<Json, OrmError> {
        let mut model = Model::default();
        model.name.clone_from(&table.name);
        model.table = table;
        let mut options = js::plain(options).cloned().unwrap_or_default();
        let all = || Json::Array(vec![js::literal("*")]);
        options.entry("attributes").or_insert_with(all);
        let mut select = self.finder().find(&model, &options)?.select;
        select.alias = None;
        let outcome = self.run(&Statement::Select(Box::new(select)), None)?;
        Ok(Json::Array(self.flat(&model, &outcome)))
    }

    fn update_rows(
        &mut self,
        table: TableName,
        values: &Json,
        conditions: &Json,
    ) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let mut set = Vec::new();
        for (column, value) in js::plain(values).into_iter().flatten() {
            let expr = if js::is_method(value) {
                super::method::method_expr(dialect, value)?
            } else {
                Expr::Bind(encode::bound(dialect, value, None)?)
            };
            set.push((column.clone(), expr));
        }
        let update = Update {
            table,
            set,
            filter: Filter::new(dialect, None, "")
                .binding()
                .items(conditions, Binding::And)?,
            ..Update::default()
        };
        Ok(self.run(&Statement::Update(update), None)?.affected.into())
    }
}

/// A table's name, given as text or as `{tableName, schema}`.
pub(super) fn table_name(given: &Json) -> TableName {
    match given {
        Json::String(name) => name.as_str().into(),
        other => TableName {
            schema: js::text(other, "schema").map(str::to_owned),
            name: js::text(other, "tableName").unwrap_or_default().to_owned(),
            delimiter: js::text(other, "delimiter").map(str::to_owned),
        },
    }
}

/// The table in a schema, unless it has one.
fn in_schema(table: TableName, schema: Option<&str>) -> TableName {
    TableName {
        schema: table.schema.or_else(|| schema.map(str::to_owned)),
        ..table
    }
}

/// `describeTable(table, 'schema')` or `describeTable(table, {schema})`.
fn described_table(table: TableName, options: &Json) -> TableName {
    let schema = options.as_str().or_else(|| js::text(options, "schema"));
    let delimiter = js::text(options, "schemaDelimiter").map(str::to_owned);
    TableName {
        delimiter: table.delimiter.clone().or(delimiter),
        ..in_schema(table, schema)
    }
}

/// Names of fields, each given as text or as an object.
pub(super) fn names(fields: &Json) -> Vec<String> {
    let fields = fields.as_array().map(Vec::as_slice).unwrap_or_default();
    names_of(fields).into_iter().map(str::to_owned).collect()
}

fn names_of(fields: &[Json]) -> Vec<&str> {
    fields
        .iter()
        .filter_map(|field| {
            field
                .as_str()
                .or_else(|| js::text(field, "name"))
                .or_else(|| js::text(field, "attribute"))
        })
        .collect()
}

/// The version that Sequelize takes for granted where none is told.
fn version(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "3.8.0",
        Dialect::Postgres => "9.5.0",
        Dialect::Mysql => "5.7.0",
        Dialect::Mariadb => "10.1.44",
        Dialect::Mssql => "12.0.2000",
    }
}
