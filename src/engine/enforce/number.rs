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
        let is_new = values[auto.column] == Value::Null;
        match &values[auto.column] {
            Value::Null => {
                if auto.kind == AutoKind::RowId {
                    data.last_number = largest(data, def, auto.column);
                }
                self.reserved_from.get_or_insert(data.last_number);
                data.last_number += 1;
                values[auto.column] = Value::Integer(data.last_number);
            }
            Value::Integer(number) if auto.kind == AutoKind::Counter => {
                data.last_number = data.last_number.max(*number);
            }
            _ => {}
        }
        if let Value::Integer(number) = values[auto.column] {
            self.tell_number(number, is_new);
        }
    }

    /// MySQL tells the first number that it gave itself, and of others the last; the other databases
    /// tell the last of all.
    pub(crate) fn tell_number(&mut self, number: i64, is_new: bool) {
        if !(self.dialect().is_mysql() && self.has_numbered) {
            self.last_number = Some(number);
        }
        self.has_numbered |= is_new;
    }

    /// A row that does not go in uses its number up all the same, but for SQLite's row number; there
    /// it is not the last one given out either. In MySQL the statement's next row takes it.
    pub(crate) fn burn(&mut self, table: TableId, def: &TableDef, values: &mut [Value]) {
        let Some(auto) = def.auto else { return };
        let (told, had_numbered) = (self.last_number, self.has_numbered);
        let before = self.state.tables[table].last_number;
        let is_new = values[auto.column] == Value::Null;
        if auto.kind != AutoKind::RowId {
            self.number(table, def, values);
        }
        let mysql = self.dialect().is_mysql();
        if mysql || self.dialect() == Dialect::Sqlite {
            (self.last_number, self.has_numbered) = (told, had_numbered);
        }
        if mysql && is_new {
            self.state.table_mut(table).last_number = before;
        }
    }

    /// MySQL reserves a number for each row of a statement, once one needs it (its manual,
    /// `AUTO_INCREMENT` Handling in `InnoDB`).
    pub(crate) fn reserve(&mut self, table: TableId, rows: usize) {
        if let (true, Some(from)) = (self.dialect().is_mysql(), self.reserved_from) {
            let end = from.saturating_add(i64::try_from(rows).unwrap_or(0));
            let data = self.state.table_mut(table);
            data.last_number = data.last_number.max(end);
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
