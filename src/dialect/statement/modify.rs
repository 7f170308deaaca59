//! INSERT, UPDATE, DELETE and TRUNCATE: their parts, and how they are spelled.

use super::{Expr, Writer};
use crate::{
    dialect::{Dialect, Returning, quote::quote_table},
    schema::{TableName, Value},
};

/// An INSERT of one row or several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Insert {
    /// The table.
    pub table: TableName,
    /// The columns.
    pub columns: Vec<String>,
    /// The rows, each in the order of `columns`.
    pub rows: Vec<Vec<Expr>>,
    /// It came from `bulkCreate`: mssql cuts it into statements of about 250 values.
    pub bulk: bool,
    /// The columns to give back; empty for none.
    pub returning: Vec<String>,
    /// Rows that clash are left out.
    pub ignore_duplicates: bool,
    /// Rows that clash are updated.
    pub on_duplicate: Option<OnDuplicate>,
    /// A number is given for an auto-increment column.
    pub numbered: bool,
    /// The name of a quote: a unique key that refuses the row is told beside the row, and is no error
    /// that aborts the transaction (postgres).
    pub attempt: Option<String>,
}

/// What an INSERT does with rows that clash.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnDuplicate {
    /// The columns of the unique key.
    pub conflict: Vec<String>,
    /// The columns to update.
    pub update: Vec<String>,
    /// The WHERE of a partial unique index.
    pub filter: Option<Expr>,
}

/// An UPDATE.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The table.
    pub table: TableName,
    /// Columns and their new values.
    pub set: Vec<(String, Expr)>,
    /// WHERE.
    pub filter: Option<Expr>,
    /// LIMIT, where the dialect can.
    pub limit: Option<Value>,
    /// The columns to give back: `None` for none, empty for `*`.
    pub returning: Option<Vec<String>>,
}

/// A DELETE.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delete {
    /// The table.
    pub table: TableName,
    /// WHERE.
    pub filter: Option<Expr>,
    /// LIMIT.
    pub limit: Option<Value>,
    /// The columns of the primary key, by which postgres limits.
    pub primary_key: Vec<String>,
}

/// Empties a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Truncate {
    /// The table.
    pub table: TableName,
    /// `CASCADE` (postgres).
    pub cascade: bool,
    /// `RESTART IDENTITY`.
    pub restart_identity: bool,
}

impl Insert {
    /// Drops the columns that `wanted` refuses.
    pub fn keep(&mut self, wanted: impl Fn(&str) -> bool) {
        let kept: Vec<bool> = self.columns.iter().map(|column| wanted(column)).collect();
        let mut flags = kept.iter();
        self.columns
            .retain(|_| flags.next().copied().unwrap_or(true));
        for row in &mut self.rows {
            let mut flags = kept.iter();
            row.retain(|_| flags.next().copied().unwrap_or(true));
        }
    }
}

impl Writer {
    pub(super) fn insert(&mut self, insert: &Insert) {
        if let Some(quote) = &insert.attempt {
            self.attempt(insert, quote);
            return;
        }
        let quoted = quote_table(self.dialect, &insert.table);
        let identity = insert.numbered && self.dialect.capabilities().identity_insert;
        // mssql takes at most 1,000 rows; Sequelize counts values instead.
        let batch = if insert.bulk && self.dialect == Dialect::Mssql {
            250 / (insert.columns.len() + 1) + 1
        } else {
            insert.rows.len().max(1)
        };
        let batches: Vec<_> = insert.rows.chunks(batch).collect();
        self.separated(&batches, ";", |writer, rows| {
            if identity {
                writer.push(&format!("SET IDENTITY_INSERT {quoted} ON; "));
            }
            writer.insert_rows(insert, rows);
            if identity {
                let separator = if insert.bulk { "; " } else { " " };
                writer.push(&format!("{separator}SET IDENTITY_INSERT {quoted} OFF;"));
            }
        });
    }

    /// What `findOrCreate` sends to PostgreSQL.
    fn attempt(&mut self, insert: &Insert, quote: &str) {
        self.push("CREATE OR REPLACE FUNCTION pg_temp.testfunc(OUT response ");
        self.table(&insert.table);
        self.push(&format!(
            ", OUT sequelize_caught_exception text) RETURNS RECORD AS $func_{quote}$ BEGIN "
        ));
        self.insert_into(insert, &insert.rows);
        self.push(&format!(
            " RETURNING * INTO response; EXCEPTION WHEN unique_violation THEN GET STACKED DIAGNOSTICS sequelize_caught_exception = PG_EXCEPTION_DETAIL; END $func_{quote}$ LANGUAGE plpgsql; SELECT "
        ));
        for column in &insert.returning {
            self.push("(testfunc.response).");
            self.identifiers(std::slice::from_ref(column), ",");
            self.push(", ");
        }
        self.push(
            "testfunc.sequelize_caught_exception FROM pg_temp.testfunc(); DROP FUNCTION IF EXISTS pg_temp.testfunc();",
        );
    }

    fn insert_rows(&mut self, insert: &Insert, rows: &[Vec<Expr>]) {
        self.insert_into(insert, rows);
        self.returning(Some(insert.returning.as_slice()).filter(|columns| !columns.is_empty()));
        self.push(";");
    }

    fn insert_into(&mut self, insert: &Insert, rows: &[Vec<Expr>]) {
        let capabilities = self.dialect.capabilities();
        self.push("INSERT");
        if insert.ignore_duplicates {
            self.push(capabilities.insert_ignore);
        }
        self.push(" INTO ");
        self.table(&insert.table);
        if !insert.columns.is_empty() {
            self.push(" (");
            self.identifiers(&insert.columns, ",");
            self.push(")");
        }
        self.output(Some(insert.returning.as_slice()).filter(|columns| !columns.is_empty()));
        if insert.columns.is_empty() {
            self.push(if capabilities.default_values {
                " DEFAULT VALUES"
            } else {
                " VALUES ()"
            });
        } else {
            self.push(" VALUES ");
            self.separated(rows, ",", |writer, row| {
                writer.push("(");
                writer.separated(row, ",", Self::expr);
                writer.push(")");
            });
        }
        if let Some(on_duplicate) = &insert.on_duplicate {
            self.on_duplicate(on_duplicate);
        }
        if insert.ignore_duplicates {
            self.push(capabilities.on_conflict_do_nothing);
        }
    }

    fn on_duplicate(&mut self, rule: &OnDuplicate) {
        let capabilities = self.dialect.capabilities();
        if !capabilities.conflict_fields {
            self.push(capabilities.update_on_duplicate.unwrap_or_default());
            self.push(" ");
            // With nothing to update, a key set to itself keeps the row as it is.
            let (columns, renew) = match rule.update.as_slice() {
                [] => (&rule.conflict, false),
                _ => (&rule.update, true),
            };
            self.separated(columns, ",", |writer, column| {
                writer.identifier(column);
                writer.push(if renew { "=VALUES(" } else { "=" });
                writer.identifier(column);
                writer.push(if renew { ")" } else { "" });
            });
            return;
        }
        self.push(" ON CONFLICT (");
        self.identifiers(&rule.conflict, ",");
        self.push(")");
        if let Some(filter) = &rule.filter {
            self.push(" WHERE ");
            self.expr(filter);
        }
        if rule.update.is_empty() {
            self.push(" DO NOTHING");
            return;
        }
        self.push(" DO UPDATE SET ");
        self.separated(&rule.update, ",", |writer, column| {
            writer.identifier(column);
            writer.push("=EXCLUDED.");
            writer.identifier(column);
        });
    }

    /// ` OUTPUT INSERTED.…` of mssql; an empty list stands for `*`.
    fn output(&mut self, columns: Option<&[String]>) {
        if self.dialect.capabilities().returning != Returning::Output {
            return;
        }
        match columns {
            None => {}
            Some([]) => self.push(" OUTPUT INSERTED.*"),
            Some(columns) => {
                self.push(" OUTPUT ");
                self.separated(columns, ",", |writer, column| {
                    writer.push("INSERTED.");
                    writer.identifier(column);
                });
            }
        }
    }

    /// ` RETURNING …` of postgres; an empty list stands for `*`.
    fn returning(&mut self, columns: Option<&[String]>) {
        if self.dialect.capabilities().returning != Returning::Returning {
            return;
        }
        match columns {
            None => {}
            Some([]) => self.push(" RETURNING *"),
            Some(columns) => {
                self.push(" RETURNING ");
                self.identifiers(columns, ",");
            }
        }
    }

    pub(super) fn update(&mut self, update: &Update) {
        let limit = update.limit.as_ref();
        self.push("UPDATE ");
        if let (Dialect::Mssql, Some(limit)) = (self.dialect, limit) {
            self.push("TOP(");
            self.value(limit);
            self.push(") ");
        }
        self.table(&update.table);
        self.push(" SET ");
        self.separated(&update.set, ",", |writer, (column, value)| {
            writer.identifier(column);
            writer.push("=");
            writer.expr(value);
        });
        self.output(update.returning.as_deref());
        self.push(" ");
        match (self.dialect, limit) {
            (Dialect::Sqlite, Some(limit)) => {
                self.by_row_id(&update.table, update.filter.as_ref(), limit);
            }
            (Dialect::Mysql | Dialect::Mariadb, Some(limit)) => {
                self.filter(update.filter.as_ref());
                self.push(" LIMIT ");
                self.value(limit);
            }
            _ => self.filter(update.filter.as_ref()),
        }
        self.returning(update.returning.as_deref());
    }

    fn filter(&mut self, filter: Option<&Expr>) {
        if let Some(filter) = filter {
            self.push("WHERE ");
            self.expr(filter);
        }
    }

    /// sqlite's way to limit an UPDATE or DELETE.
    fn by_row_id(&mut self, table: &TableName, filter: Option<&Expr>, limit: &Value) {
        self.push("WHERE rowid IN (SELECT rowid FROM ");
        self.table(table);
        self.push(" ");
        self.filter(filter);
        self.push(" LIMIT ");
        self.value(limit);
        self.push(")");
    }

    pub(super) fn delete(&mut self, delete: &Delete) {
        let limit = delete.limit.as_ref();
        self.push("DELETE ");
        if let (Dialect::Mssql, Some(limit)) = (self.dialect, limit) {
            self.push("TOP(");
            self.value(limit);
            self.push(") ");
        }
        self.push("FROM ");
        self.table(&delete.table);
        self.push(" ");
        match (self.dialect, limit) {
            (Dialect::Sqlite, Some(limit)) => {
                self.by_row_id(&delete.table, delete.filter.as_ref(), limit);
            }
            (Dialect::Postgres, Some(limit)) => self.by_primary_key(delete, limit),
            (Dialect::Mysql | Dialect::Mariadb, Some(limit)) => {
                self.filter(delete.filter.as_ref());
                self.push(" LIMIT ");
                self.value(limit);
            }
            _ => self.filter(delete.filter.as_ref()),
        }
        if self.dialect == Dialect::Mssql {
            self.trim_end();
            self.push("; SELECT @@ROWCOUNT AS AFFECTEDROWS;");
        }
    }

    /// postgres' way to limit a DELETE.
    fn by_primary_key(&mut self, delete: &Delete, limit: &Value) {
        self.push("WHERE ");
        let composite = delete.primary_key.len() > 1;
        self.push(if composite { "(" } else { "" });
        self.identifiers(&delete.primary_key, ",");
        self.push(if composite { ")" } else { "" });
        self.push(" IN (SELECT ");
        self.identifiers(&delete.primary_key, ",");
        self.push(" FROM ");
        self.table(&delete.table);
        if let Some(filter) = &delete.filter {
            self.push(" WHERE ");
            self.expr(filter);
        }
        self.push(" LIMIT ");
        self.value(limit);
        self.push(")");
    }

    pub(super) fn truncate(&mut self, truncate: &Truncate) {
        let table = quote_table(self.dialect, &truncate.table);
        match self.dialect {
            Dialect::Sqlite => {
                self.push(&format!("DELETE FROM {table}"));
                if truncate.restart_identity {
                    let name = table.replace(['`', '\''], "");
                    self.push(&format!(
                        "; DELETE FROM `sqlite_sequence` WHERE `name` = '{name}';"
                    ));
                }
            }
            Dialect::Postgres => {
                self.push(&format!("TRUNCATE {table}"));
                if truncate.restart_identity {
                    self.push(" RESTART IDENTITY");
                }
                if truncate.cascade {
                    self.push(" CASCADE");
                }
            }
            Dialect::Mysql | Dialect::Mariadb => self.push(&format!("TRUNCATE {table}")),
            Dialect::Mssql => self.push(&format!("TRUNCATE TABLE {table}")),
        }
    }
}
