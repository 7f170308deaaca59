//! Turns an attribute into the text of its column: type, NOT NULL, default, keys, reference.

use super::default::{push_default, stands_in_ddl};
use crate::{
    dialect::{
        Dialect,
        literal::string,
        quote::{push_identifier, push_table, quote_identifier, quote_identifiers, quote_table},
        types::{enumeration, type_text},
    },
    schema::{
        Attribute, DefaultValue, References, ReferentialAction, SchemaError, TableName, Value,
        hash::HashMap,
    },
};
use std::{cell::RefCell, fmt::Write as _, ops::Range, rc::Rc};

/// What the text is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub dialect: Dialect,
    pub table: &'a TableName,
    pub statement: Statement,
    /// The table is a model's, not one that a migration makes.
    pub is_model: bool,
    /// Foreign keys come later, because tables reference each other in a circle.
    pub without_foreign_keys: bool,
    /// What was written before.
    pub written: Option<&'a Written>,
}

/// Plain columns as they stand in CREATE TABLE, by their attribute: models share attributes.
#[derive(Debug, Default)]
pub(super) struct Written(RefCell<HashMap<*const Attribute, Rc<str>>>);

/// The statement the column stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statement {
    CreateTable,
    AddColumn,
    ChangeColumn,
}

/// The texts of a table's columns, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Columns<'a> {
    texts: String,
    list: Vec<(&'a str, Entry)>,
}

#[derive(Debug)]
enum Entry {
    Plain(Rc<str>),
    Text(Range<usize>),
}

/// A column whose text is known.
#[derive(Clone, Copy, Debug)]
pub(super) enum Column<'a> {
    /// What Sequelize looks for in a column's text cannot stand in it: name and text in one.
    Plain(&'a str),
    /// Another one's name and text.
    Text(&'a str, &'a str),
}

impl<'a> Columns<'a> {
    /// The columns, in order.
    pub fn iter(&self) -> impl Iterator<Item = Column<'_>> {
        self.list.iter().map(|(name, entry)| match entry {
            Entry::Plain(whole) => Column::Plain(whole),
            Entry::Text(range) => Column::Text(name, &self.texts[range.clone()]),
        })
    }

    /// Of two attributes with one column the later one counts.
    fn put(&mut self, name: &'a str, entry: Entry) {
        // Most names differ in their length, which costs no call.
        let is_same = |known: &str| known.len() == name.len() && known == name;
        match self.list.iter_mut().find(|(known, _)| is_same(known)) {
            Some(known) => known.1 = entry,
            None => self.list.push((name, entry)),
        }
    }
}

/// Neither key, reference nor comment, and a type and default of fixed words and numbers.
fn is_plain(attribute: &Attribute) -> bool {
    let of = &attribute.data_type;
    let has_fixed_words = matches!(
        of.key.as_str(),
        "STRING"
            | "CHAR"
            | "TEXT"
            | "INTEGER"
            | "BIGINT"
            | "FLOAT"
            | "DOUBLE PRECISION"
            | "DECIMAL"
            | "BOOLEAN"
            | "DATE"
            | "DATEONLY"
            | "UUID"
            | "JSON"
            | "JSONB"
    );
    let has_number = matches!(
        attribute.default_value,
        Some(DefaultValue::Value(
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Real(_)
        ))
    );
    has_fixed_words
        && of.raw.is_none()
        && !matches!(of.length, Some(Value::Text(_)))
        && !attribute.primary_key
        && !attribute.auto_increment
        && attribute.references.is_none()
        && attribute.comment.is_none()
        && attribute.position.is_none()
        && (has_number || !attribute.default_value.as_ref().is_some_and(stands_in_ddl))
}

/// ON DELETE and ON UPDATE.
type Actions = (Option<ReferentialAction>, Option<ReferentialAction>);

fn actions(attribute: &Attribute) -> Actions {
    (attribute.on_delete, attribute.on_update)
}

impl Context<'_> {
    /// The columns with their texts, in order.
    pub fn columns<'a>(&self, attributes: &[&'a Attribute]) -> Result<Columns<'a>, SchemaError> {
        let mut columns = Columns {
            texts: String::with_capacity(256),
            list: Vec::with_capacity(attributes.len()),
        };
        let mut referenced = Vec::new();
        for attribute in attributes {
            let entry = if let Some(whole) = self.plain(attribute)? {
                Entry::Plain(whole)
            } else {
                let start = columns.texts.len();
                let actions = self.allowed_actions(attribute, &mut referenced);
                self.write(&mut columns.texts, attribute, actions)?;
                Entry::Text(start..columns.texts.len())
            };
            columns.put(&attribute.field, entry);
        }
        Ok(columns)
    }

    /// Name and text of a plain column; `None` for others, and where nothing is kept.
    fn plain(&self, attribute: &Attribute) -> Result<Option<Rc<str>>, SchemaError> {
        let Some(Written(written)) = self.written else {
            return Ok(None);
        };
        let key = std::ptr::from_ref(attribute);
        if let Some(known) = written.borrow().get(&key) {
            return Ok(Some(known.clone()));
        }
        if !is_plain(attribute) {
            return Ok(None);
        }
        let mut whole = String::new();
        push_identifier(&mut whole, self.dialect, &attribute.field);
        whole.push(' ');
        self.write(&mut whole, attribute, actions(attribute))?;
        let whole: Rc<str> = whole.into();
        written.borrow_mut().insert(key, whole.clone());
        Ok(Some(whole))
    }

    /// SQL Server knows no ON UPDATE here, and refuses a second path of deletions: Sequelize drops
    /// the actions of every key to a table that was `referenced` before, and of self references of
    /// models.
    fn allowed_actions<'a>(
        &self,
        attribute: &'a Attribute,
        referenced: &mut Vec<&'a TableName>,
    ) -> Actions {
        let (on_delete, on_update) = actions(attribute);
        let Some(references) = attribute
            .references
            .as_ref()
            .filter(|_| self.dialect == Dialect::Mssql)
        else {
            return (on_delete, on_update);
        };
        let table = &references.table;
        let is_repeated = referenced.contains(&table);
        let is_self = self.is_model && table.schema.is_none() && table.name == self.table.name;
        referenced.push(table);
        (on_delete.filter(|_| !is_repeated && !is_self), None)
    }

    /// The attributes with those actions alone that are allowed.
    pub fn with_allowed_actions(&self, attributes: &[&Attribute]) -> Vec<Attribute> {
        let mut referenced = Vec::new();
        let mut allowed = Vec::with_capacity(attributes.len());
        for attribute in attributes {
            let (on_delete, on_update) = self.allowed_actions(attribute, &mut referenced);
            allowed.push(Attribute {
                on_delete,
                on_update,
                ..(*attribute).clone()
            });
        }
        allowed
    }

    /// The text of one column, without its name.
    pub fn column(&self, attribute: &Attribute) -> Result<String, SchemaError> {
        let mut text = String::new();
        self.write(&mut text, attribute, actions(attribute))?;
        Ok(text)
    }

    fn write(
        &self,
        text: &mut String,
        attribute: &Attribute,
        actions: Actions,
    ) -> Result<(), SchemaError> {
        match self.dialect {
            Dialect::Sqlite => self.sqlite(text, attribute, actions),
            Dialect::Postgres => self.postgres(text, attribute, actions),
            Dialect::Mysql | Dialect::Mariadb => self.mysql(text, attribute, actions),
            Dialect::Mssql => self.mssql(text, attribute, actions),
        }
    }

    fn sqlite(
        &self,
        text: &mut String,
        attribute: &Attribute,
        actions: Actions,
    ) -> Result<(), SchemaError> {
        text.push_str(&type_text(self.dialect, &attribute.data_type));
        push(text, attribute.is_required(), " NOT NULL");
        push_default(text, self.dialect, attribute)?;
        push(text, attribute.is_unique(), " UNIQUE");
        if attribute.primary_key {
            text.push_str(" PRIMARY KEY");
            push(text, attribute.auto_increment, " AUTOINCREMENT");
        }
        self.push_references(text, attribute, actions);
        Ok(())
    }

    fn postgres(
        &self,
        text: &mut String,
        attribute: &Attribute,
        actions: Actions,
    ) -> Result<(), SchemaError> {
        let of = attribute.data_type.of.as_deref();
        match of {
            Some(of) if of.key == "ENUM" && attribute.data_type.key == "ARRAY" => {
                text.extend([&enumeration(self.dialect, of), "[]"]);
            }
            _ => text.push_str(&type_text(self.dialect, &attribute.data_type)),
        }
        push(text, attribute.is_required(), " NOT NULL");
        if attribute.auto_increment {
            text.push_str(if attribute.auto_increment_identity {
                " GENERATED BY DEFAULT AS IDENTITY"
            } else {
                " SERIAL"
            });
        }
        push_default(text, self.dialect, attribute)?;
        push(text, attribute.is_unique(), " UNIQUE");
        push(text, attribute.primary_key, " PRIMARY KEY");
        if !self.without_foreign_keys {
            self.push_references(text, attribute, actions);
        }
        if let Some(comment) = &attribute.comment {
            if self.statement == Statement::CreateTable {
                text.extend([" COMMENT ", comment]);
            } else {
                text.push_str("; ");
                text.push_str(&column_comment(self.table, &attribute.field, comment));
            }
        }
        Ok(())
    }

    fn mysql(
        &self,
        text: &mut String,
        attribute: &Attribute,
        actions: Actions,
    ) -> Result<(), SchemaError> {
        let of = attribute.data_type.of.as_deref();
        if attribute.data_type.key == "ARRAY" && of.is_some_and(|of| of.key == "ENUM") {
            // There are no arrays here anyway; Sequelize stumbles before the database can say so.
            return Err(SchemaError::reads_undefined("escape"));
        }
        let data_type = type_text(self.dialect, &attribute.data_type);
        let may_default = !matches!(&*data_type, "BLOB" | "TEXT" | "GEOMETRY" | "JSON");
        text.push_str(&data_type);
        push(text, attribute.allow_null == Some(false), " NOT NULL");
        push(text, attribute.auto_increment, " auto_increment");
        if may_default && !attribute.data_type.binary {
            push_default(text, self.dialect, attribute)?;
        }
        push(text, attribute.is_unique(), " UNIQUE");
        push(text, attribute.primary_key, " PRIMARY KEY");
        if let Some(comment) = &attribute.comment {
            text.push_str(" COMMENT ");
            text.push_str(&string(self.dialect, comment));
        }
        if let Some(position) = &attribute.position {
            match position.as_str() {
                "" => text.push_str(" FIRST"),
                after => text.extend([" AFTER ", &quote_identifier(self.dialect, after)]),
            }
        }
        if !self.without_foreign_keys && attribute.references.is_some() {
            if self.statement == Statement::AddColumn {
                // Sequelize quotes the column before it builds the constraint's name from it; the
                // quotes inside are dropped again.
                let column = quote_identifier(self.dialect, &attribute.field);
                let name = format!("{}_{column}_foreign_idx", self.table.path());
                let name = quote_identifier(self.dialect, &name);
                let _ = write!(text, ", ADD CONSTRAINT {name} FOREIGN KEY ({column})");
            }
            self.push_references(text, attribute, actions);
        }
        Ok(())
    }

    fn mssql(
        &self,
        text: &mut String,
        attribute: &Attribute,
        actions: Actions,
    ) -> Result<(), SchemaError> {
        text.push_str(&type_text(self.dialect, &attribute.data_type));
        if attribute.data_type.key == "ENUM" {
            // Sequelize stops here: an ENUM is never NOT NULL and has no default.
            let values = attribute.data_type.values.iter();
            let values: Vec<_> = values.map(|value| string(self.dialect, value)).collect();
            let column = quote_identifier(self.dialect, &attribute.field);
            let _ = write!(text, " CHECK ({column} IN({}))", values.join(", "));
            return Ok(());
        }
        let has_default = attribute.default_value.as_ref().is_some_and(stands_in_ddl);
        if attribute.allow_null == Some(false) {
            text.push_str(" NOT NULL");
        } else if !attribute.primary_key && !has_default {
            text.push_str(" NULL");
        }
        push(text, attribute.auto_increment, " IDENTITY(1,1)");
        if !attribute.data_type.binary {
            push_default(text, self.dialect, attribute)?;
        }
        push(text, attribute.is_unique(), " UNIQUE");
        push(text, attribute.primary_key, " PRIMARY KEY");
        if !self.without_foreign_keys {
            self.push_references(text, attribute, actions);
        }
        if let Some(comment) = &attribute.comment {
            text.push_str(" COMMENT ");
            text.push_str(comment);
        }
        Ok(())
    }

    fn push_references(
        &self,
        text: &mut String,
        attribute: &Attribute,
        (on_delete, on_update): Actions,
    ) {
        let Some(references) = &attribute.references else {
            return;
        };
        self.push_referenced(text, references);
        push_actions(text, on_delete, on_update);
        if let Some(deferrable) = &references.deferrable
            && self.dialect.capabilities().deferrable_constraints
        {
            text.push(' ');
            text.push_str(deferrable_text(deferrable));
        }
    }

    fn push_referenced(&self, text: &mut String, references: &References) {
        let table = &references.table;
        let schema = match &table.schema {
            // A table named by text alone is looked for in the schema of the referencing one.
            None if self.dialect == Dialect::Postgres => self.table.schema.as_deref(),
            schema => schema.as_deref(),
        };
        let key = if references.key.is_empty() {
            "id"
        } else {
            &references.key
        };
        text.push_str(" REFERENCES ");
        push_table(text, self.dialect, schema, table);
        text.push_str(" (");
        match self.dialect {
            Dialect::Postgres => text.push_str(&quote_identifiers(self.dialect, key)),
            _ => push_identifier(text, self.dialect, key),
        }
        text.push(')');
    }
}

/// ` ON DELETE … ON UPDATE …`.
pub(super) fn push_actions(
    text: &mut String,
    on_delete: Option<ReferentialAction>,
    on_update: Option<ReferentialAction>,
) {
    for (word, action) in [(" ON DELETE ", on_delete), (" ON UPDATE ", on_update)] {
        if let Some(action) = action {
            text.push_str(word);
            text.push_str(action.keyword());
        }
    }
}

/// The words of Sequelize's `Deferrable`.
pub(super) fn deferrable_text(deferrable: &str) -> &'static str {
    match deferrable {
        "INITIALLY DEFERRED" => "DEFERRABLE INITIALLY DEFERRED",
        "INITIALLY IMMEDIATE" => "DEFERRABLE INITIALLY IMMEDIATE",
        _ => "NOT DEFERRABLE",
    }
}

/// `COMMENT ON COLUMN …`, without a semicolon (postgres).
pub(super) fn column_comment(table: &TableName, column: &str, comment: &str) -> String {
    format!(
        "COMMENT ON COLUMN {}.{} IS {}",
        quote_table(Dialect::Postgres, table),
        quote_identifier(Dialect::Postgres, column),
        string(Dialect::Postgres, comment)
    )
}

fn push(text: &mut String, condition: bool, words: &str) {
    if condition {
        text.push_str(words);
    }
}
