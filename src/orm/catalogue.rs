//! What a database says of its tables, in the shapes in which Sequelize's dialects hand it on.
//!
//! The questions are `dialect::ddl`'s, the engine answers them with rows as a driver would, and what
//! becomes of the rows mirrors `formatResults` of `lib/dialects/*/query.js`. A member that is
//! `undefined` there is absent here.

use super::{
    Orm, OrmError,
    decode::plain,
    js::{self, Json, Object},
};
use crate::{
    dialect::{Dialect, ddl},
    engine::EngineError,
    schema::TableName,
};
use serde_json::json;

impl Orm {
    /// Asks; gives an object for each row.
    pub(super) fn rows(&mut self, sql: &str) -> Result<Vec<Object>, OrmError> {
        let outcome = self.execute(sql.to_owned(), Vec::new(), None)?;
        let labels = &outcome.labels;
        let object = |row: &Vec<_>| labels.iter().cloned().zip(row.iter().map(plain)).collect();
        Ok(outcome.rows.iter().map(object).collect())
    }

    /// `describeTable`: the columns by name. SQLite is asked for indexes and foreign keys too.
    pub(super) fn describe(
        &mut self,
        table: &TableName,
        questions: &[String],
    ) -> Result<Object, OrmError> {
        let dialect = self.dialect();
        let mut columns = Object::new();
        let last = questions.len().saturating_sub(1);
        for (position, sql) in questions.iter().enumerate() {
            if position == 0 {
                columns = match self.rows(sql) {
                    Ok(rows) => rows.iter().map(|row| column(dialect, row)).collect(),
                    Err(error) if is_no_such_table(&error) => return Err(no_description(table)),
                    Err(error) => return Err(error),
                };
                if columns.is_empty() {
                    return Err(no_description(table));
                }
            } else if sql.contains("INDEX_LIST") {
                for column in columns.values_mut() {
                    column["unique"] = false.into();
                }
                for index in self.indexes(sql)? {
                    for name in fields(&index) {
                        if let Some(column) = columns.get_mut(name) {
                            column["unique"] = index["unique"].clone();
                        }
                    }
                }
            } else {
                let keys = self.rows(sql)?;
                for key in keys.iter().filter(|_| position == last) {
                    if let Some(column) = columns.get_mut(text(key, "from")) {
                        column["references"] = json!({"model": key["table"], "key": key["to"]});
                    }
                }
            }
        }
        Ok(columns)
    }

    /// `showIndex`, by the question that asks for a table's indexes.
    pub(super) fn indexes(&mut self, question: &str) -> Result<Vec<Json>, OrmError> {
        let rows = self.rows(question)?;
        match self.dialect() {
            Dialect::Sqlite => rows
                .into_iter()
                .rev()
                .map(|row| self.sqlite_index(row))
                .collect(),
            Dialect::Postgres => Ok(rows.into_iter().map(postgres_index).collect()),
            Dialect::Mysql | Dialect::Mariadb => Ok(mysql_indexes(&rows)),
            Dialect::Mssql => Ok(rows.iter().map(mssql_index).collect()),
        }
    }

    fn sqlite_index(&mut self, mut row: Object) -> Result<Json, OrmError> {
        let name = text(&row, "name").to_owned();
        row.insert("unique".into(), js::truthy(&row["unique"]).into());
        let columns = self.rows(&ddl::index_columns(&name))?;
        let columns = columns
            .iter()
            .map(|column| json!({"attribute": column["name"]}));
        row.insert("fields".into(), columns.collect());
        row.insert("primary".into(), false.into());
        row.insert("constraintName".into(), name.into());
        Ok(row.into())
    }

    /// `getForeignKeyReferencesForTable`.
    pub(super) fn foreign_keys(
        &mut self,
        table: &TableName,
        question: &str,
    ) -> Result<Vec<Object>, OrmError> {
        let rows = self.rows(question)?;
        let database = self.database.clone();
        let shape = |row: Object| match self.dialect() {
            Dialect::Sqlite => {
                let mut key = Object::new();
                key.insert("tableName".into(), table_json(table));
                for (name, column) in [
                    ("columnName", "from"),
                    ("referencedTableName", "table"),
                    ("referencedColumnName", "to"),
                ] {
                    key.insert(name.into(), row.get(column).cloned().unwrap_or_default());
                }
                for name in ["tableCatalog", "referencedTableCatalog"] {
                    if let Some(database) = &database {
                        key.insert(name.into(), database.as_str().into());
                    }
                }
                key
            }
            Dialect::Postgres => postgres_key(row),
            Dialect::Mysql | Dialect::Mariadb | Dialect::Mssql => row,
        };
        Ok(rows.into_iter().map(shape).collect())
    }

    /// `showConstraint`.
    pub(super) fn constraints(&mut self, question: &str) -> Result<Vec<Json>, OrmError> {
        let rows = self.rows(question)?;
        Ok(match self.dialect() {
            Dialect::Sqlite => match rows.first() {
                Some(row) => constraints_in(text(row, "sql")),
                None => Vec::new(),
            },
            // The first row is the table's name.
            Dialect::Mssql => rows
                .into_iter()
                .skip(1)
                .map(|row| renamed(row, camel_case).into())
                .collect(),
            _ => rows.into_iter().map(Json::Object).collect(),
        })
    }
}

pub(super) fn no_description(table: &TableName) -> OrmError {
    OrmError::error(format!(
        "No description found for \"{}\" table. Check the table name and schema; remember, they _are_ case sensitive.",
        table.name
    ))
}

fn is_no_such_table(error: &OrmError) -> bool {
    matches!(error, OrmError::Database { error, .. } if matches!(**error, EngineError::NoSuchTable { .. }))
}

/// A text member; empty where there is none.
pub(super) fn text<'a>(row: &'a Object, key: &str) -> &'a str {
    row.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// The names of an index's columns.
fn fields(index: &Json) -> Vec<&str> {
    let fields = index["fields"].as_array().into_iter().flatten();
    fields
        .filter_map(|field| js::text(field, "attribute"))
        .collect()
}

/// A table's name as Sequelize was given it.
fn table_json(table: &TableName) -> Json {
    match &table.schema {
        Some(schema) => json!({"tableName": table.name, "schema": schema}),
        None => table.name.as_str().into(),
    }
}

fn renamed(row: Object, name: fn(&str) -> String) -> Object {
    row.into_iter()
        .map(|(key, value)| (name(&key), value))
        .collect()
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}

/// One column as `describeTable` gives it, by its name.
fn column(dialect: Dialect, row: &Object) -> (String, Json) {
    let is = |key: &str, wanted: &str| text(row, key) == wanted;
    let value = |key: &str| row.get(key).cloned().unwrap_or_default();
    match dialect {
        Dialect::Sqlite => {
            let mut column = json!({
                "type": row["type"],
                "allowNull": !js::truthy(&value("notnull")),
                "defaultValue": sqlite_default(text(row, "type"), row.get("dflt_value").and_then(Json::as_str)),
                "primaryKey": js::truthy(&value("pk")),
            });
            if value("dflt_value").is_null() {
                column
                    .as_object_mut()
                    .map(|column| column.shift_remove("defaultValue"));
            }
            (text(row, "name").into(), column)
        }
        Dialect::Postgres => {
            let data_type = text(row, "Type").to_uppercase();
            let default = postgres_default(&data_type, row.get("Default").and_then(Json::as_str));
            let column = json!({
                "type": data_type,
                "allowNull": is("Null", "YES"),
                "defaultValue": default,
                "comment": value("Comment"),
                "special": list(&value("special")),
                "primaryKey": is("Constraint", "PRIMARY KEY"),
            });
            (text(row, "Field").into(), column)
        }
        Dialect::Mysql | Dialect::Mariadb => {
            let data_type = text(row, "Type");
            let is_enum = data_type
                .get(..4)
                .is_some_and(|word| word.eq_ignore_ascii_case("enum"));
            let column = json!({
                "type": if is_enum { format!("ENUM{}", &data_type[4..]) } else { data_type.to_uppercase() },
                "allowNull": is("Null", "YES"),
                "defaultValue": value("Default"),
                "primaryKey": is("Key", "PRI"),
                "autoIncrement": text(row, "Extra").eq_ignore_ascii_case("auto_increment"),
                "comment": if is("Comment", "") { Json::Null } else { value("Comment") },
            });
            (text(row, "Field").into(), column)
        }
        Dialect::Mssql => {
            let mut data_type = text(row, "Type").to_uppercase();
            let length = row
                .get("Length")
                .and_then(Json::as_i64)
                .filter(|length| *length != 0);
            if let Some(length) = length.filter(|_| data_type.contains("CHAR")) {
                let length = if length == -1 {
                    "MAX".to_owned()
                } else {
                    length.to_string()
                };
                data_type = format!("{data_type}({length})");
            }
            let default = row.get("Default").and_then(Json::as_str);
            let column = json!({
                "type": data_type,
                "allowNull": is("IsNull", "YES"),
                "defaultValue": default.map(|text| text.replacen("('", "", 1).replacen("')", "", 1).replace('\'', "")),
                "primaryKey": is("Constraint", "PRIMARY KEY"),
                "autoIncrement": value("IsIdentity") == json!(1),
                "comment": value("Comment"),
            });
            (text(row, "Name").into(), column)
        }
    }
}

fn sqlite_default(data_type: &str, default: Option<&str>) -> Json {
    match (data_type, default) {
        (_, None | Some("NULL")) => Json::Null,
        ("TINYINT(1)", Some(text)) => match text {
            "0" => false.into(),
            "1" => true.into(),
            _ => Json::Null,
        },
        (_, Some(text)) => text.replace('\'', "").into(),
    }
}

fn postgres_default(data_type: &str, default: Option<&str>) -> Json {
    match (data_type, default) {
        ("BOOLEAN", Some("true")) => true.into(),
        ("BOOLEAN", Some("false")) => false.into(),
        ("BOOLEAN", _) | (_, None) => Json::Null,
        (_, Some(text)) => {
            let text = text.replace('\'', "");
            match text.split_once("::") {
                // A sequence keeps its call.
                Some((value, rest))
                    if !rest
                        .split("::")
                        .next()
                        .is_some_and(|kind| kind.eq_ignore_ascii_case("regclass)")) =>
                {
                    value.into()
                }
                _ => text.into(),
            }
        }
    }
}

/// An array, or PostgreSQL's text of one: `{a,"b c"}`.
pub(super) fn list(value: &Json) -> Vec<Json> {
    match value {
        Json::Array(items) => items.clone(),
        Json::String(text) => {
            let inside = text.trim_start_matches('{').trim_end_matches('}');
            let items = inside.split(',').filter(|item| !item.is_empty());
            items.map(|item| item.trim_matches('"').into()).collect()
        }
        _ => Vec::new(),
    }
}

fn postgres_index(mut row: Object) -> Json {
    let numbers = list(&row.shift_remove("column_indexes").unwrap_or_default());
    let names = list(&row.shift_remove("column_names").unwrap_or_default());
    let column = |number: &str| {
        let at = numbers.iter().position(|known| match known {
            Json::String(text) => text == number,
            known => known.as_i64() == number.parse().ok(),
        })?;
        names.get(at)
    };
    let definition = text(&row, "definition").to_owned();
    let inside = definition
        .split_once(" USING ")
        .and_then(|(_, rest)| rest.split_once('('))
        .and_then(|(_, rest)| rest.rsplit_once(')'))
        .map_or("", |(inside, _)| inside);
    let parts: Vec<&str> = inside.split(',').collect();
    let numbered = text(&row, "indkey").to_owned();
    let fields = numbered
        .split(' ')
        .enumerate()
        .filter_map(|(position, number)| {
            let mut field = json!({"attribute": column(number)?});
            let part = parts.get(position).copied().unwrap_or_default();
            if let Some(collate) = part
                .split_once("COLLATE \"")
                .and_then(|(_, rest)| rest.split_once('"'))
            {
                field["collate"] = collate.0.into();
            }
            if let Some(order) = ["DESC", "ASC"]
                .into_iter()
                .find(|order| part.contains(order))
            {
                field["order"] = order.into();
            }
            Some(field)
        });
    let fields: Json = fields.collect();
    row.insert("fields".into(), fields);
    row.into()
}

fn mysql_indexes(rows: &[Object]) -> Vec<Json> {
    let mut indexes: Vec<Json> = Vec::new();
    for row in rows {
        let name = text(row, "Key_name");
        let mut field = json!({"attribute": row["Column_name"]});
        if let Some(length) = row.get("Sub_part").filter(|length| js::truthy(length)) {
            field["length"] = length.clone();
        }
        if text(row, "Collation") == "A" {
            field["order"] = "ASC".into();
        }
        match indexes
            .iter_mut()
            .find(|index| js::text(index, "name") == Some(name))
        {
            Some(index) => {
                if let Some(fields) = index["fields"].as_array_mut() {
                    fields.push(field);
                }
            }
            None => indexes.push(json!({
                "primary": name == "PRIMARY",
                "fields": [field],
                "name": name,
                "tableName": row["Table"],
                "unique": row["Non_unique"] != json!(1),
                "type": row["Index_type"],
            })),
        }
    }
    indexes
}

fn mssql_index(row: &Object) -> Json {
    let fields = text(row, "index_keys").split(',').map(|key| {
        let name = key.trim().replace("(-)", "");
        json!({"attribute": name, "order": if key.contains("(-)") { "DESC" } else { "ASC" }})
    });
    let name = text(row, "index_name");
    json!({
        "primary": name.to_lowercase().starts_with("pk"),
        "fields": fields.collect::<Json>(),
        "name": name,
        "unique": text(row, "index_description").to_lowercase().contains("unique"),
    })
}

fn postgres_key(row: Object) -> Object {
    let mut key = renamed(row, camel_case);
    let deferrable = key.shift_remove("isDeferrable").unwrap_or_default();
    let deferred = key.shift_remove("initiallyDeferred").unwrap_or_default();
    let words = match (deferrable.as_str(), deferred.as_str()) {
        (Some("NO"), _) => "NOT DEFERRABLE",
        (_, Some("NO")) => "DEFERRABLE INITIALLY IMMEDIATE",
        _ => "DEFERRABLE INITIALLY DEFERRED",
    };
    key.insert("deferrable".into(), words.into());
    key
}

/// SQLite tells constraints by the text of CREATE TABLE alone: `parseConstraintsFromSql`.
fn constraints_in(sql: &str) -> Vec<Json> {
    // What a foreign key says is told of the constraints after it too.
    let mut reference = Object::new();
    let pieces = sql.split("CONSTRAINT ").skip(1);
    pieces
        .map(|piece| {
            if let Some((_, rest)) = piece.split_once("REFERENCES ") {
                reference = reference_in(piece, rest);
            }
            let bare = match (piece.find('('), piece.rfind(')')) {
                (Some(open), Some(close)) if open < close => {
                    format!("{}{}", &piece[..open], &piece[close + 1..])
                }
                _ => piece.to_owned(),
            };
            let mut words = bare.split(' ');
            let name = words.next().unwrap_or_default().replace('`', "");
            let kind = words.next().unwrap_or_default();
            let kind = match kind {
                "PRIMARY" | "FOREIGN" => format!("{kind} KEY"),
                kind => kind.to_owned(),
            };
            let mut constraint = Object::new();
            constraint.insert("constraintName".into(), name.into());
            constraint.insert("constraintType".into(), kind.into());
            for member in ["updateAction", "deleteAction"] {
                constraint.extend(
                    reference
                        .get_key_value(member)
                        .map(|(k, v)| (k.clone(), v.clone())),
                );
            }
            constraint.insert("sql".into(), sql.replace('"', "`").into());
            constraint.insert("constraintCondition".into(), parenthesised(piece).into());
            for member in ["referenceTableName", "referenceTableKeys"] {
                constraint.extend(
                    reference
                        .get_key_value(member)
                        .map(|(k, v)| (k.clone(), v.clone())),
                );
            }
            constraint.into()
        })
        .collect()
}

fn reference_in(piece: &str, rest: &str) -> Object {
    let mut reference = Object::new();
    for (member, words) in [
        ("updateAction", "ON UPDATE "),
        ("deleteAction", "ON DELETE "),
    ] {
        let action = piece.split_once(words).and_then(|(_, rest)| {
            [
                "CASCADE",
                "SET NULL",
                "RESTRICT",
                "NO ACTION",
                "SET DEFAULT",
            ]
            .into_iter()
            .find(|action| rest.starts_with(action))
        });
        reference.insert(member.into(), action.map_or(Json::Null, Json::from));
    }
    let mut words = rest.split(' ');
    let table = words.next().unwrap_or_default().replace('`', "");
    let keys = words
        .next()
        .unwrap_or_default()
        .replace(['(', ')', '`'], "");
    reference.insert("referenceTableName".into(), table.into());
    reference.insert("referenceTableKeys".into(), json!([keys]));
    reference
}

/// The first text in parentheses, with those inside it.
fn parenthesised(text: &str) -> &str {
    let Some(open) = text.find('(') else {
        return "";
    };
    let mut depth = 0;
    for (at, letter) in text[open..].char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[open..=open + at];
        }
    }
    ""
}
