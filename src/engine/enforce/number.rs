//! Numbers rows in auto-increment columns.

use super::Writer;
use crate::{
    dialect::Dialect,
    engine::{
        catalogue::{AutoKind, TableDef, TableId},
        store::TableData,
    },
    schema::Value,
};

impl Writer<'_> {
    /// Gives the row its number, before anything can clash.
    pub(crate) fn number(&mut self, table: TableId, def: &TableDef, values: &mut [Value]) {
        let Some(auto) = def.auto else { return };
        let data = self.state.table_mut(table);
        match &values[auto.column] {
            Value::Null => {
                if auto.kind == AutoKind::RowId {
                    data.last_number = largest(data, def, auto.column);
                }
                data.last_number += 1;
                values[auto.column] = Value::Integer(data.last_number);
            }
            Value::Integer(number) if auto.kind == AutoKind::Counter => {
                data.last_number = data.last_number.max(*number);
            }
            _ => {}
        }
        if let Value::Integer(number) = values[auto.column] {
            self.last_number = Some(number);
        }
    }

    /// A row that does not go in uses its number up all the same, but for SQLite's row number; there
    /// it is not the last one given out either.
    pub(crate) fn burn(&mut self, table: TableId, def: &TableDef, values: &mut [Value]) {
        let told = self.last_number;
        let is_row_id = def.auto.is_some_and(|auto| auto.kind == AutoKind::RowId);
        if !is_row_id {
            self.number(table, def, values);
        }
        if self.dialect() == Dialect::Sqlite {
            self.last_number = told;
        }
    }
}

/// The largest whole number in a column.
fn largest(data: &TableData, def: &TableDef, column: usize) -> i64 {
    let at = def
        .uniques
        .iter()
        .position(|unique| unique.is_plain() && unique.columns == [column]);
    let largest = match at {
        Some(at) => data.uniques[at]
            .last()
            .and_then(|id| data.rows.get(id))
            .map(|row| row[column].clone()),
        None => None,
    };
    match largest {
        Some(Value::Integer(number)) => number.max(0),
        _ => 0,
    }
}
