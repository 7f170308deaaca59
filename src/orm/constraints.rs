//! `addConstraint` and `removeConstraint`. SQLite knows constraints by the text of CREATE TABLE alone:
//! there the table is made anew from a text that has one more or less.

use super::{
    Orm, OrmError, catalogue, encode,
    filter::Filter,
    js::{self, Json, Object},
    query_interface::{names, table_name},
};
use crate::{
    dialect::{
        Dialect,
        ddl::{self, Changes},
        quote::{quote_identifier, quote_table},
        statement::{Binding, Constraint, ConstraintKind, Expr, Statement},
    },
    schema::TableName,
};

impl Orm {
    pub(super) fn add_constraint(
        &mut self,
        table: &TableName,
        options: &Json,
    ) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        for (member, said) in [
            ("fields", "Fields must be specified through options.fields"),
            (
                "type",
                "Constraint type must be specified through options.type",
            ),
        ] {
            if !js::flag(options, member) {
                return Err(OrmError::error(said));
            }
        }
        let constraint = self.wanted_constraint(table, options)?;
        if dialect != Dialect::Sqlite {
            return self.tell(Statement::AddConstraint(constraint).write(dialect).sql);
        }
        let rows = self.rows(&ddl::show_constraints(dialect, table, None))?;
        let Some(created) = rows.first().map(|row| catalogue::text(row, "sql")) else {
            return Err(OrmError::type_error(
                "Cannot read properties of undefined (reading 'sql')",
            ));
        };
        let body = created.strip_suffix(')').unwrap_or(created);
        let created = format!("{body}, {});", constraint.snippet(dialect));
        self.recreate(table, &created)
    }

    pub(super) fn remove_constraint(
        &mut self,
        table: &TableName,
        name: &str,
    ) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let unknown = || OrmError::UnknownConstraint {
            constraint: name.to_owned(),
            table: table.name.clone(),
        };
        match dialect {
            Dialect::Postgres | Dialect::Mssql => {
                self.tell(ddl::drop_constraint(dialect, table, name))
            }
            Dialect::Mysql | Dialect::Mariadb => {
                let changes = Changes {
                    dialect,
                    database: Some(self.database_name()),
                };
                let question = changes.question_of_constraint(table, name);
                let rows = self.rows(&question)?;
                let known = rows.first().ok_or_else(unknown)?;
                if catalogue::text(known, "constraintType") == "FOREIGN KEY" {
                    return self.tell(ddl::drop_foreign_key(dialect, table, name));
                }
                let owner = catalogue::text(known, "tableName").into();
                let name = catalogue::text(known, "constraintName");
                self.tell(ddl::drop_index(dialect, &owner, name, false))
            }
            Dialect::Sqlite => {
                let sql = ddl::show_constraints(dialect, table, Some(name));
                let constraints = self.constraints(&sql)?;
                let known = constraints
                    .iter()
                    .filter_map(Json::as_object)
                    .find(|known| catalogue::text(known, "constraintName") == name)
                    .ok_or_else(unknown)?;
                let created = catalogue::text(known, "sql");
                let created = format!("{};", created.replacen(&snippet_of(known), "", 1));
                self.recreate(table, &created)
            }
        }
    }

    /// SQLite: makes a table anew by the text of its CREATE TABLE.
    fn recreate(&mut self, table: &TableName, created: &str) -> Result<Json, OrmError> {
        let questions = ddl::descriptions(Dialect::Sqlite, table);
        let columns = self.describe(table, &questions)?;
        let columns: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
        for sql in ddl::recreate(table, &columns, created) {
            self.tell(sql)?;
        }
        Ok(Json::Null)
    }

    /// What `addConstraint` asks for.
    fn wanted_constraint(&self, table: &TableName, options: &Json) -> Result<Constraint, OrmError> {
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
            "DEFAULT" => {
                let value = js::member(options, "defaultValue").ok_or_else(|| {
                    OrmError::error("Default value must be specified for DEFAULT CONSTRAINT")
                })?;
                if dialect != Dialect::Mssql {
                    return Err(OrmError::error(
                        "Default constraints are supported only for MSSQL dialect.",
                    ));
                }
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
        Ok(Constraint {
            table: table.clone(),
            name: js::text(options, "name").map(str::to_owned),
            columns,
            kind,
        })
    }
}

/// The text of a constraint of SQLite, as Sequelize expects to find it in CREATE TABLE.
fn snippet_of(constraint: &Object) -> String {
    let dialect = Dialect::Sqlite;
    let member = |key: &str| catalogue::text(constraint, key);
    let kind = member("constraintType");
    let snippet = format!(
        ", CONSTRAINT {} {kind} {}",
        quote_identifier(dialect, member("constraintName")),
        member("constraintCondition")
    );
    if kind != "FOREIGN KEY" {
        return snippet;
    }
    let keys = constraint
        .get("referenceTableKeys")
        .and_then(Json::as_array);
    let keys = keys.into_iter().flatten().filter_map(Json::as_str);
    let keys: Vec<String> = keys.map(|key| quote_identifier(dialect, key)).collect();
    let table = quote_table(dialect, &member("referenceTableName").into());
    let action = |key: &str| {
        let action = constraint.get(key).and_then(Json::as_str);
        action.unwrap_or("null")
    };
    format!(
        "{snippet} REFERENCES {table} ({}) ON UPDATE {} ON DELETE {}",
        keys.join(", "),
        action("updateAction"),
        action("deleteAction")
    )
}
