//! Answers the page's questions: reports, pages, and changes made in the grid, each of which is SQL
//! through the same engine.

use super::{
    effects,
    log::{Traced, clip},
    message::{EventPage, Reply, Request, RunError, TraceOf},
    session::{Session, run_error},
};
use crate::{
    dialect::statement::{Delete, Expr, Insert, Statement, Update},
    engine::{EngineError, RowOrder, StoredTable},
    orm::OrmError,
    schema::{TableName, Value},
};

impl Session {
    /// Answers one question of the page (see [`message`](super::message)). Any text gets an answer.
    pub fn ask(&mut self, request: &str) -> String {
        let reply = match Request::read(request) {
            Ok(request) => self.answer(request),
            Err(error) => refused(&error),
        };
        serde_json::to_string(&reply).unwrap_or_else(|error| {
            let error = RunError {
                name: "Error".into(),
                message: error.to_string(),
                ..RunError::default()
            };
            serde_json::json!({"reply": "error", "error": error}).to_string()
        })
    }

    fn answer(&mut self, request: Request) -> Reply {
        self.set_clock();
        match request {
            Request::Report => self.reported(),
            Request::Rows {
                table,
                offset,
                limit,
                order,
                descending,
            } => Reply::Rows {
                rows: self.rows(
                    &table,
                    offset,
                    limit,
                    order
                        .as_deref()
                        .map(|column| RowOrder { column, descending }),
                ),
            },
            Request::RowsAround { table, key, limit } => Reply::Rows {
                rows: self.rows_around(&table, &key, limit),
            },
            Request::Events { of, offset, limit } => match self.events(of, offset, limit) {
                Ok(events) => Reply::Events { events },
                Err(message) => refused(&message),
            },
            Request::InsertRow { table, values } => self.change("Data: add row", |session| {
                session.insert_row(&table, values)
            }),
            Request::UpdateRow { table, row, values } => self
                .change("Data: change row", |session| {
                    session.update_row(&table, row, values)
                }),
            Request::DeleteRow { table, row } => self.change("Data: delete row", |session| {
                session.delete_row(&table, row)
            }),
            Request::Semantics => self.semantics(),
            Request::Query { sql } => self.query(&sql),
            Request::History { offset, limit } => Reply::History {
                history: self.history(offset, limit),
            },
            Request::LookBack { number } => {
                let result = self.look_back(number);
                self.reported_after(result)
            }
            Request::Restore { number } => {
                let result = self.restore(number);
                self.reported_after(result)
            }
        }
    }

    fn reported_after(&self, result: Result<(), EngineError>) -> Reply {
        match result {
            Ok(()) => self.reported(),
            Err(error) => refused(&error.to_string()),
        }
    }

    fn events(&self, of: TraceOf, offset: usize, limit: usize) -> Result<EventPage, String> {
        let events = match &of {
            TraceOf::Logged(entry) => self
                .log
                .trace_of(*entry)
                .map(|traced| effects::page(&self.orm.engine, traced, offset, limit)),
            TraceOf::Moment(number) => self.events_of_moment(*number, offset, limit),
            TraceOf::WhatIf(table, row) => Some(self.what_if(table, *row, offset, limit)?),
            TraceOf::Replay(name) => self.replay(name, offset, limit),
        };
        Ok(events.unwrap_or_else(|| EventPage {
            of,
            ..EventPage::default()
        }))
    }

    /// What deleting a row would do. Nothing is changed.
    fn what_if(
        &self,
        table: &str,
        row: u64,
        offset: usize,
        limit: usize,
    ) -> Result<EventPage, String> {
        let statement = self.delete_row(table, row)?.write(self.orm.dialect());
        let result = self.orm.engine.what_if_delete(table, row);
        let trace = match &result {
            Ok(trace) => trace.clone(),
            Err(error) => error.trace().cloned().unwrap_or_default(),
        };
        let traced = Traced {
            of: TraceOf::WhatIf(table.to_owned(), row),
            sql: &statement.sql,
            trace: &trace,
            refused: result.as_ref().err(),
        };
        Ok(effects::page(&self.orm.engine, traced, offset, limit))
    }

    fn reported(&self) -> Reply {
        Reply::Report {
            report: Box::new(self.report()),
        }
    }

    /// Makes a change, notes it in the log, and tells the state after it.
    fn change(
        &mut self,
        call: &str,
        make: impl FnOnce(&mut Self) -> Result<Statement, String>,
    ) -> Reply {
        if self.past.is_some() {
            return refused("these are rows of the past: return to now, or continue from here");
        }
        let statement = match make(self) {
            Ok(statement) => statement,
            Err(message) => return refused(&message),
        };
        let rendered = statement.write(self.orm.dialect());
        let result = self.orm.execute(rendered.sql, rendered.bind, None);
        self.note(call, result.err().as_ref());
        self.reported()
    }

    /// Notes what was sent in the log, and gives its entry's number.
    pub(super) fn note(&mut self, call: &str, error: Option<&OrmError>) -> Option<u64> {
        let sent = self.orm.take_sent();
        let error = error
            .map(|error| self.orm.failure(error))
            .map(|error| run_error(&error, None));
        self.log.note(None, call, None, &sent, error)
    }

    fn stored(&self, table: &str) -> Result<StoredTable, String> {
        let tables = self.orm.engine.tables();
        tables
            .into_iter()
            .find(|stored| stored.name == table)
            .ok_or_else(|| format!("there is no table {table}"))
    }

    fn insert_row(&self, table: &str, values: Vec<(String, Value)>) -> Result<Statement, String> {
        let stored = self.stored(table)?;
        let mut values: Vec<(String, Value)> = values
            .into_iter()
            .filter(|(column, _)| stored.columns.contains(column))
            .collect();
        self.stamp(table, &mut values, true);
        let (columns, row): (Vec<String>, Vec<Expr>) = values
            .into_iter()
            .map(|(column, value)| (column, Expr::Bind(value)))
            .unzip();
        Ok(Statement::Insert(Insert {
            table: named(table),
            numbered: columns.iter().any(|column| self.is_numbered(table, column)),
            columns,
            rows: vec![row],
            ..Insert::default()
        }))
    }

    fn update_row(
        &self,
        table: &str,
        row: u64,
        values: Vec<(String, Value)>,
    ) -> Result<Statement, String> {
        let filter = self.row_filter(table, row)?;
        let mut values = values;
        self.stamp(table, &mut values, false);
        Ok(Statement::Update(Update {
            table: named(table),
            set: values
                .into_iter()
                .map(|(column, value)| (column, Expr::Bind(value)))
                .collect(),
            filter: Some(filter),
            ..Update::default()
        }))
    }

    fn delete_row(&self, table: &str, row: u64) -> Result<Statement, String> {
        Ok(Statement::Delete(Delete {
            table: named(table),
            filter: Some(self.row_filter(table, row)?),
            ..Delete::default()
        }))
    }

    /// A row by its key; by all its values where its table has none.
    fn row_filter(&self, table: &str, row: u64) -> Result<Expr, String> {
        let stored = self.stored(table)?;
        let values = self
            .orm
            .engine
            .row(table, row)
            .ok_or_else(|| format!("the row is gone from {table}"))?;
        let columns = if stored.primary_key.is_empty() {
            &stored.columns
        } else {
            &stored.primary_key
        };
        let conditions = columns
            .iter()
            .filter_map(|column| {
                let position = stored.columns.iter().position(|name| name == column)?;
                let value = values.get(position)?.clone();
                let operator = if value == Value::Null { "IS" } else { "=" };
                Some(Expr::infix(
                    Expr::column(column.clone()),
                    operator,
                    Expr::Value(value),
                ))
            })
            .collect();
        Expr::all(conditions).ok_or_else(|| format!("{table} has no columns"))
    }

    /// Fills in the timestamps of a model's table, as `create` and `save` would.
    fn stamp(&self, table: &str, values: &mut Vec<(String, Value)>, is_new: bool) {
        let Some(model) = self.orm.schema.model_of_table(&named(table)) else {
            return;
        };
        let now = crate::dialect::literal::date(self.orm.dialect(), &self.orm.now, false);
        let created = model.timestamps.created_at.as_ref().filter(|_| is_new);
        for stamp in [created, model.timestamps.updated_at.as_ref()]
            .into_iter()
            .flatten()
        {
            let Some(attribute) = model.attributes.get(stamp) else {
                continue;
            };
            let field = &attribute.field;
            if !values
                .iter()
                .any(|(column, value)| column == field && *value != Value::Null)
            {
                values.retain(|(column, _)| column != field);
                values.push((field.clone(), Value::text(now.as_str())));
            }
        }
    }

    fn is_numbered(&self, table: &str, column: &str) -> bool {
        self.orm
            .schema
            .model_of_table(&named(table))
            .and_then(|model| model.attribute_of_column(column))
            .is_some_and(|attribute| attribute.auto_increment)
    }
}

fn named(table: &str) -> TableName {
    table.into()
}

/// A question that cannot be answered, and why.
pub(super) fn refused(message: &str) -> Reply {
    Reply::Error {
        error: RunError {
            name: "Error".into(),
            message: clip(message),
            ..RunError::default()
        },
    }
}
