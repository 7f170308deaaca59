//! New rows: create, bulkCreate, and what upsert shares with them. Mirrors `QueryInterface.insert` and
//! `bulkInsert`.

use super::{
    Orm, OrmError,
    decode::Decoder,
    js::{self, Json, Object},
    write::{bound, written},
};
use crate::{
    dialect::{
        Dialect, Returning,
        statement::{Expr, Insert, OnDuplicate, Statement},
    },
    engine::{EngineError, EventKind, Outcome},
    schema::{Attribute, DefaultValue, Model, Value},
};
use serde_json::json;
use std::borrow::Cow;

/// What a new row may hold.
struct Field<'m> {
    attribute: &'m Attribute,
    /// `createdAt` or `updatedAt`.
    is_clock: bool,
}

/// What a new row holds.
type Filled<'m, 'v> = Vec<(&'m Attribute, Cow<'v, Json>)>;

impl Orm {
    /// `INSERT` of one row: what the database filled in, by attribute.
    pub fn insert(
        &mut self,
        model: &str,
        values: &Object,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let model = self.model(model)?;
        let insert = self.insert_of(&model, values, options)?;
        let is_attempt = insert.attempt.is_some();
        let statement = Statement::Insert(insert);
        let mut outcome = self.run(&statement, Some(&model.name))?;
        if is_attempt {
            outcome.labels.pop();
            let told = outcome.rows.first_mut().and_then(Vec::pop);
            if let Some(Value::Text(told)) = told {
                return Err(OrmError::Database {
                    error: Box::new(refused_attempt(&model, &told)),
                    sql: statement.write(self.dialect()).sql,
                    bind: Vec::new(),
                    model: Some(model.name.clone()),
                });
            }
        }
        if let Some(row) = outcome.rows.first() {
            return Ok(Json::Object(self.by_attribute(&model, &outcome, row)));
        }
        let mut filled = Object::new();
        let numbered = model
            .stored_attributes()
            .find(|attribute| attribute.auto_increment);
        // A key that is there already stays as it is, the text "7" a text.
        let numbered = numbered.filter(|own| !values.get(&own.name).is_some_and(js::truthy));
        if let (Some(attribute), Some(id)) = (numbered, outcome.last_insert_id) {
            filled.insert(attribute.name.clone(), id.into());
        }
        Ok(Json::Object(filled))
    }

    pub(super) fn insert_of(
        &self,
        model: &Model,
        values: &Object,
        options: &Object,
    ) -> Result<Insert, OrmError> {
        let dialect = self.dialect();
        let capabilities = dialect.capabilities();
        let mut columns = Vec::new();
        let mut row = Vec::new();
        let mut numbered = false;
        let attempt = options
            .get("exception")
            .and_then(Json::as_str)
            .filter(|_| dialect == Dialect::Postgres)
            .map(str::to_owned);
        for (attribute, value) in self.filled(&Self::fields_of(model, options), values) {
            if attribute.auto_increment && value.is_null() {
                if capabilities.auto_increment_default {
                    columns.push(attribute.field.clone());
                    row.push(if capabilities.default_keyword {
                        Expr::Default
                    } else {
                        Expr::Value(Value::Null)
                    });
                }
                continue;
            }
            numbered |= attribute.auto_increment;
            columns.push(attribute.field.clone());
            row.push(if attempt.is_some() {
                written(dialect, &value, Some(&attribute.data_type))?
            } else {
                bound(dialect, &value, attribute)?
            });
        }
        Ok(Insert {
            attempt,
            table: model.table.clone(),
            columns,
            rows: vec![row],
            returning: self.returning(model, options, true),
            ignore_duplicates: options.get("ignoreDuplicates").is_some_and(js::truthy),
            numbered,
            ..Insert::default()
        })
    }

    /// The columns an INSERT gives back.
    pub(super) fn returning(
        &self,
        model: &Model,
        options: &Object,
        by_default: bool,
    ) -> Vec<String> {
        if self.dialect().capabilities().returning == Returning::None {
            return Vec::new();
        }
        match options.get("returning") {
            Some(Json::Array(names)) => names
                .iter()
                .filter_map(Json::as_str)
                .map(|name| {
                    let attribute = model.attributes.get(name);
                    attribute
                        .map_or(name, |attribute| &attribute.field)
                        .to_owned()
                })
                .collect(),
            Some(given) if !js::truthy(given) => Vec::new(),
            None if !by_default => Vec::new(),
            _ => model
                .stored_attributes()
                .map(|attribute| attribute.field.clone())
                .collect(),
        }
    }

    /// What a new row may hold, in the model's order or that of `fields`.
    fn fields_of<'m>(model: &'m Model, options: &Object) -> Vec<Field<'m>> {
        let fields = options.get("fields").and_then(Json::as_array);
        let silent = options.get("silent").is_some_and(js::truthy);
        let updated = model.timestamps.updated_at.as_ref().filter(|_| !silent);
        let stamps = updated.into_iter().chain(&model.timestamps.created_at);
        let stamps: Vec<&str> = stamps.map(String::as_str).collect();
        let mut names: Vec<&str> = match fields {
            Some(fields) => fields.iter().filter_map(Json::as_str).collect(),
            None => model.attributes.keys().map(String::as_str).collect(),
        };
        if fields.is_some() {
            for stamp in &stamps {
                if !names.contains(stamp) {
                    names.push(stamp);
                }
            }
        }
        let attributes = names
            .into_iter()
            .filter_map(|name| model.attributes.get(name));
        attributes
            .filter(|attribute| attribute.data_type.key != "VIRTUAL")
            .map(|attribute| Field {
                attribute,
                is_clock: stamps.contains(&attribute.name.as_str()),
            })
            .collect()
    }

    /// A new row's values, what is missing filled in.
    fn filled<'m, 'v>(&self, fields: &[Field<'m>], values: &'v Object) -> Filled<'m, 'v> {
        let filled = fields.iter().filter_map(|field| {
            let attribute = field.attribute;
            let value = match values.get(&attribute.name) {
                Some(given) if !(given.is_null() && field.is_clock) => Cow::Borrowed(given),
                _ if field.is_clock => Cow::Owned(self.clock()),
                _ => match default_of(attribute, &self.now) {
                    Some(value) => Cow::Owned(value),
                    None if attribute.primary_key => Cow::Owned(Json::Null),
                    None => return None,
                },
            };
            Some((attribute, value))
        });
        filled.collect()
    }

    /// Now, as a JavaScript date.
    pub(super) fn clock(&self) -> Json {
        json!({"@": "date", "iso": self.now})
    }

    pub(super) fn by_attribute(&self, model: &Model, outcome: &Outcome, row: &[Value]) -> Object {
        let dialect = self.dialect();
        outcome
            .labels
            .iter()
            .zip(row)
            .enumerate()
            .map(|(position, (label, value))| {
                let attribute = model.attribute_of_column(label);
                let data_type = attribute.map(|attribute| &attribute.data_type);
                let decoder = Decoder::new(dialect, outcome.kind(position), data_type, false);
                let name = attribute.map_or(label, |attribute| &attribute.name);
                (name.clone(), decoder.decode(value))
            })
            .collect()
    }

    pub(super) fn rows_by_attribute(&self, model: &Model, outcome: &Outcome) -> Json {
        let rows = outcome.rows.iter();
        rows.map(|row| Json::Object(self.by_attribute(model, outcome, row)))
            .collect()
    }

    /// `bulkCreate`: for each row what the database filled in.
    pub fn bulk_insert(
        &mut self,
        model: &str,
        rows: &[Json],
        options: &Object,
    ) -> Result<Json, OrmError> {
        if rows.is_empty() {
            return Ok(json!([]));
        }
        let model = self.model(model)?;
        self.refuse_unknown(options)?;
        let empty = Object::new();
        let fields = Self::fields_of(&model, options);
        let filled: Vec<_> = rows
            .iter()
            .map(|row| self.filled(&fields, row.as_object().unwrap_or(&empty)))
            .collect();
        let insert = self.bulk_insert_of(&model, &filled, options)?;
        let key = model.primary_key_attribute().map(str::to_owned);
        let has_key: Vec<bool> = filled
            .iter()
            .map(|row| {
                row.iter().any(|(attribute, value)| {
                    key.as_ref() == Some(&attribute.name) && !value.is_null()
                })
            })
            .collect();
        let outcome = self.run_bulk(insert, &model)?;
        if !outcome.rows.is_empty() {
            return Ok(self.rows_by_attribute(&model, &outcome));
        }
        let numbered = model
            .stored_attributes()
            .find(|attribute| attribute.auto_increment && Some(&attribute.name) == key.as_ref());
        let affected = i64::try_from(outcome.affected).unwrap_or(1);
        let first = match self.dialect() {
            // The last number there was, whichever statement it came from.
            Dialect::Sqlite => Some(self.last_id - affected + 1),
            _ => outcome.last_insert_id,
        };
        let (Some(attribute), Some(first)) = (numbered, first) else {
            return Ok(rows.iter().map(|_| json!({})).collect());
        };
        // The driver tells one number and how many rows there were; Sequelize counts from there, as if
        // all of them were new and the first ones.
        let told = (first..first + affected).map(Some);
        Ok(told
            .chain(std::iter::repeat(None))
            .zip(has_key)
            .map(|(id, has_key)| match id {
                Some(id) if !has_key => js::object(attribute.name.clone(), id.into()),
                _ => json!({}),
            })
            .collect())
    }

    /// Runs an INSERT of many rows. Beyond some hundreds its text would be megabytes that nobody
    /// reads: the rows go in directly, to the same effect, and the log has the text's beginning.
    fn run_bulk(&mut self, insert: Insert, model: &Model) -> Result<Outcome, OrmError> {
        let is_plain =
            |cell: &Expr| matches!(cell, Expr::Value(_) | Expr::Quoted(_) | Expr::Default);
        let direct = insert.rows.len() > DIRECT
            && insert.on_duplicate.is_none()
            && !insert.ignore_duplicates
            && insert.rows.iter().flatten().all(is_plain);
        if !direct {
            return self.run(&Statement::Insert(insert), Some(&model.name));
        }
        let Insert { columns, rows, .. } = insert;
        let beginning = Insert {
            columns: columns.clone(),
            rows: rows[..DIRECT].to_vec(),
            ..insert
        };
        let sql = Statement::Insert(beginning.clone())
            .write(self.dialect())
            .sql;
        let values = rows
            .into_iter()
            .map(|row| row.into_iter().map(value_of).collect())
            .collect();
        let table = beginning.table.name.clone();
        let result = self.engine.insert_rows(&table, &columns, values);
        let outcome = self.note(format!("{sql} …"), Vec::new(), result, Some(&model.name))?;
        Ok(self.with_returned(&beginning, outcome))
    }

    /// What RETURNING or OUTPUT would have given, out of the trace.
    fn with_returned(&self, insert: &Insert, outcome: Outcome) -> Outcome {
        let mut stored = self.engine.tables().into_iter();
        let stored = stored.find(|stored| stored.name == insert.table.name);
        let (Some(stored), Some(trace)) = (stored, &outcome.trace) else {
            return outcome;
        };
        let positions: Option<Vec<usize>> = insert
            .returning
            .iter()
            .map(|label| stored.columns.iter().position(|column| column == label))
            .collect();
        let Some(positions) = positions.filter(|positions| !positions.is_empty()) else {
            return outcome;
        };
        let rows = trace
            .events()
            .filter(|event| event.kind == EventKind::Insert)
            .filter_map(|event| event.after)
            .map(|row| {
                let cell = |&position: &usize| row.get(position).cloned().unwrap_or_default();
                positions.iter().map(cell).collect()
            })
            .collect();
        Outcome {
            labels: insert.returning.clone(),
            rows,
            ..outcome
        }
    }

    /// Options of `bulkCreate` that some dialects do not have.
    fn refuse_unknown(&self, options: &Object) -> Result<(), OrmError> {
        let dialect = self.dialect();
        let capabilities = dialect.capabilities();
        let ignores = capabilities.insert_ignore.len() + capabilities.on_conflict_do_nothing.len();
        let refused = [
            ("ignoreDuplicates", ignores > 0),
            (
                "updateOnDuplicate",
                capabilities.update_on_duplicate.is_some(),
            ),
        ];
        for (option, is_known) in refused {
            if !is_known && options.get(option).is_some_and(js::truthy) {
                return Err(OrmError::error(format!(
                    "{dialect} does not support the {option} option."
                )));
            }
        }
        Ok(())
    }

    /// `bulkInsertQuery`: the columns of all rows, in the order they first occur.
    fn bulk_insert_of(
        &self,
        model: &Model,
        rows: &[Filled<'_, '_>],
        options: &Object,
    ) -> Result<Insert, OrmError> {
        let dialect = self.dialect();
        let capabilities = dialect.capabilities();
        let mut columns: Vec<&Attribute> = Vec::new();
        let mut numbered = false;
        for row in rows {
            for (attribute, value) in row {
                numbered |= attribute.auto_increment && !value.is_null();
                let left_out =
                    capabilities.identity_insert && attribute.auto_increment && value.is_null();
                if !left_out
                    && !columns
                        .iter()
                        .any(|column| std::ptr::eq(*column, *attribute))
                {
                    columns.push(attribute);
                }
            }
        }
        let cell = |row: &Filled<'_, '_>, column: &Attribute| {
            let value = row
                .iter()
                .find(|(attribute, _)| std::ptr::eq(*attribute, column))
                .map_or(&Json::Null, |(_, value)| value);
            if capabilities.bulk_default && column.auto_increment && value.is_null() {
                return Ok(Expr::Default);
            }
            // mssql writes bulk values without regard to their columns.
            let data_type = (dialect != Dialect::Mssql).then_some(&column.data_type);
            written(dialect, value, data_type)
        };
        let rows = rows
            .iter()
            .map(|row| columns.iter().map(|column| cell(row, column)).collect())
            .collect::<Result<_, _>>()?;
        Ok(Insert {
            attempt: None,
            table: model.table.clone(),
            columns: columns.iter().map(|column| column.field.clone()).collect(),
            rows,
            bulk: true,
            returning: self.returning(model, options, true),
            ignore_duplicates: options.get("ignoreDuplicates").is_some_and(js::truthy),
            on_duplicate: on_duplicate(model, options),
            numbered,
        })
    }
}

/// Rows of a `bulkCreate` beyond which they go in directly.
const DIRECT: usize = 500;

/// The value of a plain cell.
fn value_of(cell: Expr) -> Value {
    match cell {
        Expr::Value(value) => value,
        Expr::Quoted(text) => Value::text(text),
        _ => Value::Null,
    }
}

/// What an attribute holds when it is not given; the façade's own defaults are there by now.
fn default_of(attribute: &Attribute, now: &str) -> Option<Json> {
    default_json(attribute.default_value.as_ref()?, now)
}

fn default_json(default: &DefaultValue, now: &str) -> Option<Json> {
    match default {
        DefaultValue::Value(value) => serde_json::to_value(value).ok(),
        DefaultValue::Date(iso) => Some(json!({"@": "date", "iso": iso})),
        DefaultValue::Json(value) => Some(value.clone()),
        DefaultValue::Now => Some(json!({"@": "date", "iso": now})),
        DefaultValue::Literal(text) => Some(js::literal(text.clone())),
        DefaultValue::Call(name, arguments) => {
            let arguments: Vec<_> = arguments
                .iter()
                .filter_map(|argument| default_json(argument, now))
                .collect();
            Some(json!({"@": "fn", "name": name, "args": arguments}))
        }
        DefaultValue::Column(name) => Some(json!({"@": "col", "name": name})),
        DefaultValue::Cast(value, data_type) => {
            Some(json!({"@": "cast", "value": default_json(value, now), "type": data_type}))
        }
        DefaultValue::UuidV1 | DefaultValue::UuidV4 | DefaultValue::Function => None,
    }
}

/// The unique key that stood in the way of an attempt, out of PostgreSQL's words for it:
/// `Key (email)=(ada@example.org) already exists.`
fn refused_attempt(model: &Model, told: &str) -> EngineError {
    let parts = told
        .trim_start_matches("Key (")
        .trim_end_matches(") already exists.");
    let (columns, values) = parts.split_once(")=(").unwrap_or((parts, ""));
    let list = |text: &str| text.split(", ").map(str::to_owned).collect::<Vec<_>>();
    EngineError::Unique {
        table: model.table.name.clone(),
        constraint: String::new(),
        columns: list(&columns.replace('"', "")),
        values: list(values).into_iter().map(Value::text).collect(),
        trace: None,
    }
}

/// `updateOnDuplicate`: what to update, and by which unique key rows clash.
fn on_duplicate(model: &Model, options: &Object) -> Option<OnDuplicate> {
    let names = options.get("updateOnDuplicate")?.as_array()?;
    let field = |name: &str| {
        let attribute = model.attributes.get(name);
        attribute
            .map_or(name, |attribute| &attribute.field)
            .to_owned()
    };
    let created = model.timestamps.created_at.as_deref();
    let update = model
        .stored_attributes()
        .filter(|attribute| Some(attribute.name.as_str()) != created)
        .filter(|attribute| names.contains(&Json::String(attribute.name.clone())))
        .map(|attribute| attribute.field.clone())
        .collect();
    let conflict = match options.get("conflictAttributes").and_then(Json::as_array) {
        Some(names) => names.iter().filter_map(Json::as_str).map(field).collect(),
        None => conflict_columns(model),
    };
    Some(OnDuplicate {
        conflict,
        update,
        filter: None,
    })
}

fn conflict_columns(model: &Model) -> Vec<String> {
    let mut columns: Vec<String> = model
        .indexes
        .iter()
        .filter(|index| index.unique && !index.options.contains_key("where"))
        .flat_map(|index| &index.fields)
        .filter_map(|field| field.as_str().map(str::to_owned))
        .collect();
    if let Some(key) = model
        .unique_keys
        .values()
        .find(|key| !key.fields.is_empty())
    {
        columns.extend(key.fields.clone());
    }
    if columns.is_empty() {
        columns = model
            .primary_key
            .iter()
            .filter_map(|key| model.attributes.get(key))
            .map(|attribute| attribute.field.clone())
            .collect();
    }
    columns
}
