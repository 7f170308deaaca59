//! What the database tells of itself: its last number, its tables' numbers, its version.

use super::Arguments;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        describe::{indexes, object_id},
        query::eval::Context,
    },
    schema::Value,
};

pub(super) fn last_insert_id(given: &Arguments) -> Value {
    Value::Integer(given.context.environment.last_insert_id.unwrap_or(0))
}

pub(super) fn row_count(given: &Arguments) -> Value {
    Value::Integer(i64::try_from(given.context.environment.row_count).unwrap_or(i64::MAX))
}

/// SQL Server's OBJECT_ID('[t]', 'U').
pub(super) fn object_number(given: &Arguments) -> Value {
    let text = given.text(0);
    let name = text
        .rsplit('.')
        .next()
        .unwrap_or(&text)
        .trim_matches(['[', ']']);
    given
        .context
        .state
        .catalogue
        .find(name, given.dialect())
        .map_or(Value::Null, |table| Value::Integer(object_id(table)))
}

/// SQL Server's COLUMNPROPERTY(table, column, 'IsIdentity').
pub(super) fn is_identity(given: &Arguments) -> Value {
    let found = given
        .context
        .state
        .catalogue
        .tables()
        .find(|(table, _)| Value::Integer(object_id(*table)) == *given.value(0));
    found.map_or(Value::Null, |(_, def)| {
        let at = def.column(&given.text(1), given.dialect());
        Value::Integer(i64::from(
            def.auto.is_some_and(|auto| Some(auto.column) == at),
        ))
    })
}

/// PostgreSQL's pg_get_indexdef(oid).
pub(super) fn index_definition(given: &Arguments) -> Result<Value, EngineError> {
    let wanted = given.whole(0)?;
    let found = given
        .context
        .state
        .catalogue
        .tables()
        .find_map(|(table, def)| {
            let (_, name, columns, _, unique) = indexes(def)
                .into_iter()
                .find(|(number, ..)| object_id(table) + number == wanted)?;
            let quoted: Vec<String> = def
                .names(columns)
                .iter()
                .map(|name| format!("\"{name}\""))
                .collect();
            Some(format!(
                "CREATE {}INDEX \"{name}\" ON public.\"{}\" USING btree ({})",
                if unique { "UNIQUE " } else { "" },
                def.name,
                quoted.join(", ")
            ))
        });
    Ok(found.map_or(Value::Null, Value::Text))
}

pub(super) fn type_of(given: &Arguments) -> Value {
    Value::Text(
        match given.value(0) {
            Value::Null => "null",
            Value::Bool(_) if !given.is_sqlite() => "boolean",
            Value::Bool(_) | Value::Integer(_) => "integer",
            Value::Real(_) => "real",
            Value::Text(_) => "text",
            Value::Bytes(_) => "blob",
            Value::List(_) => "array",
        }
        .into(),
    )
}

/// A UUID of version 4, from the environment's own randomness.
pub(super) fn uuid(context: &Context) -> Value {
    let (a, b) = (
        context.environment.next_random(),
        context.environment.next_random(),
    );
    Value::Text(format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        (b >> 48) & 0x3fff | 0x8000,
        b & 0xffff_ffff_ffff
    ))
}

pub(super) fn version(given: &Arguments) -> Value {
    Value::Text(
        match given.dialect() {
            Dialect::Sqlite => "3.45.0",
            Dialect::Postgres => "PostgreSQL 15.0",
            Dialect::Mysql => "8.0.35",
            Dialect::Mariadb => "10.11.6-MariaDB",
            Dialect::Mssql => "15.0.2000.5",
        }
        .into(),
    )
}
