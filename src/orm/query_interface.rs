//! `queryInterface`: changes to the schema by name of table, as migrations make them.

use super::{
    Orm, OrmError, encode,
    filter::Filter,
    js::{self, Json, Object},
    sync::columns_of,
};
use crate::{
    dialect::{
        Dialect,
        ddl::{self, ColumnDescription},
        quote::quote_identifier,
        statement::{Binding, Constraint, ConstraintKind, Delete, Expr, Insert, Statement, Update},
    },
    engine::Outcome,
    schema::{Attribute, DefineCall, IndexDefinition, Table, TableName},
};
use indexmap::IndexMap;
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
            "dropTable" => {
                let cascade = js::flag(arg(1), "cascade") || js::flag(arg(1), "force");
                self.tell_nothing(ddl::drop_table(dialect, &table, cascade))
            }
            "dropAllTables" => self.drop_all_tables(),
            "renameTable" => self.tell(ddl::rename_table(dialect, &table, &table_name(arg(1)))),
            "addColumn" => {
                let attribute = self.attribute(&table, text(1), arg(2))?;
                self.tell(ddl::add_column(dialect, &table, &attribute)?)
            }
            "changeColumn" => self.change_column(&table, text(1), arg(2)),
            "removeColumn" => self.remove_column(&table, text(1)),
            "renameColumn" => self.rename_column(&table, text(1), text(2)),
            "addIndex" => self.add_index(&table, arg(1), arg(2)),
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
            "removeConstraint" if dialect == Dialect::Sqlite => Err(OrmError::error(
                "removeConstraint is not supported for sqlite here",
            )),
            "removeConstraint" => self.tell(ddl::drop_constraint(dialect, &table, text(1))),
            "describeTable" => self.describe_table(&table),
            "showAllTables" => {
                self.ask_quietly(&ddl::show_tables(dialect, None));
                let tables = self.engine.tables().into_iter();
                Ok(tables.map(|table| Json::String(table.name)).collect())
            }
            "tableExists" => {
                self.ask_quietly(&ddl::table_exists(dialect, &table, None));
                Ok(self.stored(&table).is_some().into())
            }
            "showIndex" | "showConstraint" => {
                let sql = if method == "showIndex" {
                    ddl::show_indexes(dialect, &table)
                } else {
                    ddl::show_constraints(dialect, &table, arg(1).as_str())
                };
                Ok(objects(&self.ask_quietly(&sql).unwrap_or_default()))
            }
            "getForeignKeyReferencesForTable" => self.references(&table),
            "bulkInsert" => self.insert_rows(&table, arg(1)),
            "bulkDelete" => {
                let filter = Filter::new(dialect, None, "").conditions(arg(1))?;
                let delete = Delete {
                    table,
                    filter,
                    ..Delete::default()
                };
                let outcome = self.run(&Statement::Delete(delete), None)?;
                Ok(self.raw_result(&outcome))
            }
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
    fn tell(&mut self, sql: String) -> Result<Json, OrmError> {
        let outcome = self.execute(sql, Vec::new(), None)?;
        Ok(self.raw_result(&outcome))
    }

    fn raw_result(&self, outcome: &Outcome) -> Json {
        let metadata = match self.dialect() {
            Dialect::Sqlite => json!({"lastID": self.last_id, "changes": outcome.affected}),
            Dialect::Postgres => json!({"rowCount": outcome.affected}),
            Dialect::Mysql | Dialect::Mariadb => {
                let header = json!({"affectedRows": outcome.affected, "insertId": self.last_id});
                return json!([header, header]);
            }
            Dialect::Mssql => outcome.affected.into(),
        };
        json!([[], metadata])
    }

    /// The same for a method that resolves to nothing.
    fn tell_nothing(&mut self, sql: String) -> Result<Json, OrmError> {
        self.tell(sql)?;
        Ok(Json::Null)
    }

    fn stored(&self, table: &TableName) -> Option<crate::engine::StoredTable> {
        let tables = self.engine.tables();
        tables.into_iter().find(|stored| stored.name == table.name)
    }

    /// The table that these attributes describe, read as a model's are.
    fn table_of(&self, table: &TableName, attributes: &Object) -> Result<Table, OrmError> {
        let mut schema = self.schema.clone();
        // A name that no model of the learner's can have.
        let name = format!("{} of a migration", table.name);
        let call = DefineCall {
            name: name.clone(),
            attributes: attributes.clone().into_iter().collect::<IndexMap<_, _>>(),
            options: match json!({
                "tableName": table.name, "schema": table.schema, "timestamps": false,
                "underscored": false, "paranoid": false,
            }) {
                Json::Object(options) => options,
                _ => Object::new(),
            },
            ..DefineCall::default()
        };
        schema.define(&call)?;
        if !attributes.contains_key("id") {
            schema.remove_attribute(&name, "id")?;
        }
        let model = schema
            .model(&name)
            .ok_or_else(|| OrmError::error(format!("{name} has not been defined")))?;
        Ok(Table {
            name: table.clone(),
            ..schema.table(model)
        })
    }

    fn attribute(
        &self,
        table: &TableName,
        column: &str,
        given: &Json,
    ) -> Result<Attribute, OrmError> {
        let mut attributes = Object::new();
        attributes.insert(column.to_owned(), given.clone());
        let described = self.table_of(table, &attributes)?;
        let found = described.columns.into_iter().next();
        let attribute = found.map(|column| column.attribute).unwrap_or_default();
        Ok(Attribute {
            field: column.to_owned(),
            ..attribute
        })
    }

    fn create_table(
        &mut self,
        table: &TableName,
        attributes: &Json,
        options: &Json,
    ) -> Result<Json, OrmError> {
        let empty = Object::new();
        let mut described = self.table_of(table, attributes.as_object().unwrap_or(&empty))?;
        if let Some(keys) = js::member(options, "uniqueKeys").and_then(js::plain) {
            described.uniques.extend(keys.iter().map(|(name, key)| {
                crate::schema::UniqueConstraint {
                    name: Some(name.clone()),
                    is_table_level: true,
                    columns: names(js::member(key, "fields").unwrap_or(&Json::Null)),
                    causes: Vec::new(),
                }
            }));
        }
        let dialect = self.dialect();
        if dialect == Dialect::Postgres {
            for column in &described.columns {
                if column.attribute.data_type.key == "ENUM" {
                    self.ask_quietly(&ddl::list_enum(table, &column.name));
                    let data_type = &column.attribute.data_type;
                    self.tell(ddl::create_enum(table, &column.name, data_type, false))?;
                }
            }
        }
        self.tell(ddl::create_table(dialect, &described)?)
    }

    fn drop_all_tables(&mut self) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        self.ask_quietly(&ddl::show_tables(dialect, None));
        let tables = self.engine.tables();
        let off = dialect == Dialect::Sqlite;
        if off {
            self.tell("PRAGMA foreign_keys = OFF".into())?;
        }
        // Referencing tables were made last.
        for stored in tables.iter().rev() {
            let table = table_name(&Json::String(stored.name.clone()));
            self.tell(ddl::drop_table(dialect, &table, true))?;
        }
        if off {
            self.tell("PRAGMA foreign_keys = ON".into())?;
        }
        Ok(Json::Null)
    }

    /// A table's columns as the database describes them.
    fn columns(&mut self, table: &TableName) -> Result<Vec<ColumnDescription>, OrmError> {
        let dialect = self.dialect();
        let mut questions = vec![ddl::describe_table(dialect, table)];
        if dialect == Dialect::Sqlite {
            questions.push(ddl::show_indexes(dialect, table));
            questions.push(ddl::foreign_keys(dialect, table, None));
        }
        let answers: Vec<Option<Outcome>> =
            questions.iter().map(|sql| self.ask_quietly(sql)).collect();
        let columns = columns_of(self, &self.schema, table, &answers);
        if columns.is_empty() {
            return Err(OrmError::error(format!(
                "No description found for \"{}\" table. Check the table name and schema; remember, they _are_ case sensitive.",
                table.name
            )));
        }
        Ok(columns)
    }

    fn describe_table(&mut self, table: &TableName) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let mut described = Object::new();
        for ColumnDescription { name, attribute } in self.columns(table)? {
            let data_type = match &attribute.data_type.raw {
                Some(raw) => raw.clone(),
                None => crate::dialect::types::type_text(dialect, &attribute.data_type),
            };
            let default = attribute
                .default_value
                .as_ref()
                .and_then(|default| match default {
                    crate::schema::DefaultValue::Value(value) => Some(super::decode::plain(value)),
                    _ => None,
                });
            let mut column = json!({
                "type": data_type,
                "allowNull": attribute.allow_null != Some(false),
                "defaultValue": default,
                "primaryKey": attribute.primary_key,
            });
            if dialect == Dialect::Sqlite {
                column["unique"] = attribute.unique.is_some().into();
            }
            if let Some(references) = &attribute.references {
                column["references"] =
                    json!({"model": references.table.name, "key": references.key});
            }
            described.insert(name, column);
        }
        Ok(Json::Object(described))
    }

    fn change_column(
        &mut self,
        table: &TableName,
        column: &str,
        given: &Json,
    ) -> Result<Json, OrmError> {
        let attribute = self.attribute(table, column, given)?;
        if self.dialect() != Dialect::Sqlite {
            return self.tell(ddl::change_column(self.dialect(), table, &attribute)?);
        }
        let mut columns = self.columns(table)?;
        for described in &mut columns {
            if described.name == column {
                let references = described.attribute.references.take();
                described.attribute = attribute.clone();
                if described.attribute.references.is_none() {
                    described.attribute.references = references;
                }
            }
        }
        self.rebuild(table, &columns, None)
    }

    fn remove_column(&mut self, table: &TableName, column: &str) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        if dialect != Dialect::Sqlite {
            return self.tell(ddl::remove_column(dialect, table, column));
        }
        let mut columns = self.columns(table)?;
        columns.retain(|described| described.name != column);
        self.rebuild(table, &columns, None)
    }

    fn rename_column(
        &mut self,
        table: &TableName,
        before: &str,
        after: &str,
    ) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let mut columns = self.columns(table)?;
        let Some(position) = columns.iter().position(|column| column.name == before) else {
            return Err(OrmError::error(format!(
                "Table {} doesn't have the column {before}",
                table.name
            )));
        };
        if dialect != Dialect::Sqlite {
            let attribute = Attribute {
                field: after.to_owned(),
                ..columns[position].attribute.clone()
            };
            return self.tell(ddl::rename_column(dialect, table, before, &attribute)?);
        }
        // The renamed column goes to the end, as a key set anew does in JavaScript.
        let mut renamed = columns.remove(position);
        after.clone_into(&mut renamed.name);
        after.clone_into(&mut renamed.attribute.field);
        columns.push(renamed);
        self.rebuild(table, &columns, Some((before, after)))
    }

    /// sqlite: the table is copied there and back.
    fn rebuild(
        &mut self,
        table: &TableName,
        columns: &[ColumnDescription],
        renamed: Option<(&str, &str)>,
    ) -> Result<Json, OrmError> {
        let mut statements = ddl::rebuild(table, columns)?;
        if let Some((before, after)) = renamed
            && let Some(copy) = statements.get_mut(1)
            && let Some((head, tail)) = copy.split_once(" SELECT ")
        {
            let (before, after) = (
                quote_identifier(Dialect::Sqlite, before),
                quote_identifier(Dialect::Sqlite, after),
            );
            let list = tail.replacen(&after, &format!("{before} AS {after}"), 1);
            *copy = format!("{head} SELECT {list}");
        }
        for sql in statements {
            self.tell(sql)?;
        }
        Ok(Json::Null)
    }

    fn add_index(
        &mut self,
        table: &TableName,
        fields: &Json,
        options: &Json,
    ) -> Result<Json, OrmError> {
        let fields = fields.as_array().cloned().unwrap_or_default();
        let given = js::plain(options).cloned().unwrap_or_default();
        let name = given
            .get("name")
            .or_else(|| given.get("indexName"))
            .and_then(Json::as_str)
            .map_or_else(|| ddl::index_name(table, &names_of(&fields)), str::to_owned);
        let kind = given.get("type").and_then(Json::as_str);
        let unique = js::flag(options, "unique")
            || kind.is_some_and(|kind| kind.eq_ignore_ascii_case("unique"));
        let index = IndexDefinition {
            name,
            fields,
            unique,
            options: given
                .into_iter()
                .filter(|(key, _)| !matches!(key.as_str(), "name" | "unique" | "fields"))
                .filter(|(key, _)| !(unique && key == "type"))
                .collect(),
        };
        self.tell(ddl::create_index(self.dialect(), table, &index)?)
    }

    fn add_constraint(&mut self, table: &TableName, options: &Json) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let columns = names(js::member(options, "fields").unwrap_or(&Json::Null));
        let given = js::text(options, "type").unwrap_or_default();
        let kind = match given.to_uppercase().as_str() {
            "UNIQUE" => ConstraintKind::Unique,
            "PRIMARY KEY" => ConstraintKind::PrimaryKey,
            "CHECK" => {
                let given = js::member(options, "where").unwrap_or(&Json::Null);
                let filter = Filter::new(dialect, None, "").items(given, Binding::And)?;
                ConstraintKind::Check(filter.unwrap_or(Expr::Raw(String::new())))
            }
            "DEFAULT" if dialect != Dialect::Mssql => {
                return Err(OrmError::error(
                    "Default constraints are supported only for MSSQL dialect.",
                ));
            }
            "DEFAULT" => {
                let value = js::member(options, "defaultValue").ok_or_else(|| {
                    OrmError::error("Default value must be specified for DEFAULT CONSTRAINT")
                })?;
                ConstraintKind::Default(encode::literal_of(dialect, value, None)?)
            }
            "FOREIGN KEY" => {
                let references = js::member(options, "references").unwrap_or(&Json::Null);
                let fields = match (
                    js::text(references, "field"),
                    js::member(references, "fields"),
                ) {
                    (Some(field), _) => vec![field.to_owned()],
                    (None, Some(fields)) => names(fields),
                    (None, None) => Vec::new(),
                };
                let Some(target) = js::given(references, "table").filter(|_| !fields.is_empty())
                else {
                    return Err(OrmError::error(
                        "references object with table and field must be specified",
                    ));
                };
                ConstraintKind::ForeignKey {
                    table: table_name(target),
                    columns: fields,
                    on_update: js::text(options, "onUpdate").map(str::to_uppercase),
                    on_delete: js::text(options, "onDelete").map(str::to_uppercase),
                }
            }
            _ => return Err(OrmError::error(format!("{given} is invalid."))),
        };
        let constraint = Constraint {
            table: table.clone(),
            name: js::text(options, "name").map(str::to_owned),
            columns,
            kind,
        };
        let rendered = Statement::AddConstraint(constraint).write(dialect);
        self.tell(rendered.sql)
    }

    fn references(&mut self, table: &TableName) -> Result<Json, OrmError> {
        let columns = self.columns(table)?;
        Ok(columns
            .into_iter()
            .filter_map(|column| {
                let references = column.attribute.references?;
                Some(json!({
                    "tableName": table.name,
                    "columnName": column.name,
                    "referencedTableName": references.table.name,
                    "referencedColumnName": references.key,
                }))
            })
            .collect())
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
        Ok(outcome.last_insert_id.map_or(Json::Null, Json::from))
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
fn table_name(given: &Json) -> TableName {
    match given {
        Json::String(name) => TableName {
            schema: None,
            name: name.clone(),
        },
        other => TableName {
            schema: js::text(other, "schema").map(str::to_owned),
            name: js::text(other, "tableName").unwrap_or_default().to_owned(),
        },
    }
}

/// Names of fields, each given as text or as an object.
fn names(fields: &Json) -> Vec<String> {
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

fn objects(outcome: &Outcome) -> Json {
    outcome
        .rows
        .iter()
        .map(|row| {
            outcome
                .labels
                .iter()
                .zip(row)
                .map(|(label, value)| (label.clone(), super::decode::plain(value)))
                .collect::<Object>()
                .into()
        })
        .collect::<Vec<Json>>()
        .into()
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
