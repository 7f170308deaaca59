//! What the database tells of itself: its last number, its tables' numbers, its version.

use super::Arguments;
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        describe::{self, object_id},
        query::context::Context,
    },
    schema::Value,
};

pub(super) fn last_insert_id(given: &Arguments) -> Value {
    Value::Integer(given.context.environment.last_insert_id.unwrap_or(0))
}

pub(super) fn row_count(given: &Arguments) -> Value {
    Value::Integer(i64::try_from(given.context.environment.row_count).unwrap_or(i64::MAX))
}

/// SQL Server's `OBJECT_ID('[t]', 'U')`.
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

/// SQL Server's COLUMNPROPERTY(table, column, '`IsIdentity`').
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

/// PostgreSQL's `pg_get_indexdef(oid)`.
pub(super) fn index_definition(given: &Arguments) -> Result<Value, EngineError> {
    let found = describe::index_definition(&given.context.state.catalogue, given.whole(0)?);
    Ok(found.map_or(Value::Null, Value::text))
}

/// PostgreSQL's `pg_get_constraintdef(oid, pretty)`.
pub(super) fn constraint_definition(given: &Arguments) -> Result<Value, EngineError> {
    let found = describe::constraint_definition(&given.context.state.catalogue, given.whole(0)?);
    Ok(found.map_or(Value::Null, Value::text))
}

/// SQL Server's `SCHEMA_NAME(id)`; the usual schema where none is asked for.
pub(super) fn schema_name(given: &Arguments) -> Result<Value, EngineError> {
    let number = if given.count() == 0 {
        1
    } else {
        given.whole(0)?
    };
    let found = describe::schema_name(&given.context.state.catalogue, given.dialect(), number);
    Ok(found.map_or(Value::Null, Value::text))
}

pub(super) fn type_of(given: &Arguments) -> Value {
    Value::text(match given.value(0) {
        Value::Null => "null",
        Value::Bool(_) if !given.is_sqlite() => "boolean",
        Value::Bool(_) | Value::Integer(_) => "integer",
        Value::Real(_) => "real",
        Value::Text(_) => "text",
        Value::Bytes(_) => "blob",
        Value::List(_) => "array",
    })
}

/// A UUID of version 4, from the environment's own randomness.
pub(super) fn uuid(context: &Context) -> Value {
    let (a, b) = (
        context.environment.next_random(),
        context.environment.next_random(),
    );
    Value::text(format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        (b >> 48) & 0x3fff | 0x8000,
        b & 0xffff_ffff_ffff
    ))
}

pub(super) fn version(given: &Arguments) -> Value {
    Value::text(match given.dialect() {
        Dialect::Sqlite => "3.45.0",
        Dialect::Postgres => "PostgreSQL 15.0",
        Dialect::Mysql => "8.0.35",
        Dialect::Mariadb => "10.11.6-MariaDB",
        Dialect::Mssql => "15.0.2000.5",
    })
}
