//! MERGE, mssql's upsert: its parts, and how they are spelled. Mirrors `upsertQuery`.

use super::{Expr, Writer};
use crate::{
    dialect::quote::{quote_identifier, quote_table},
    schema::TableName,
};

/// A row to insert, or to update where a row with its key is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merge {
    /// The table.
    pub table: TableName,
    /// The row to insert.
    pub insert: Vec<(String, Expr)>,
    /// What to change in a row that is there.
    pub update: Vec<(String, Expr)>,
    /// The columns that tell whether it is there.
    pub key: Vec<String>,
    /// A number is given for an auto-increment column.
    pub numbered: bool,
}

impl Writer {
    pub(super) fn merge(&mut self, merge: &Merge) {
        let dialect = self.dialect;
        let table = quote_table(dialect, &merge.table);
        let alias = |role: &str| quote_identifier(dialect, &format!("{}_{role}", merge.table.name));
        let (target, source) = (alias("target"), alias("source"));
        let column = |name: &String| quote_identifier(dialect, name);
        let columns: Vec<String> = merge.insert.iter().map(|(name, _)| column(name)).collect();
        let columns = columns.join(", ");
        if merge.numbered {
            self.push(&format!("SET IDENTITY_INSERT {table} ON; "));
        }
        self.push(&format!(
            "MERGE INTO {table} WITH(HOLDLOCK) AS {target} USING (VALUES("
        ));
        self.separated(&merge.insert, ", ", |writer, (_, value)| writer.expr(value));
        let on: Vec<String> = merge
            .key
            .iter()
            .map(|name| format!("{target}.{0} = {source}.{0}", column(name)))
            .collect();
        self.push(&format!(
            ")) AS {source}({columns}) ON {} ",
            on.join(" AND ")
        ));
        if !merge.update.is_empty() {
            self.push("WHEN MATCHED THEN UPDATE SET ");
            self.separated(&merge.update, ", ", |writer, (name, value)| {
                writer.push(&format!("{target}.{} = ", column(name)));
                writer.expr(value);
            });
        }
        self.push(&format!(
            " WHEN NOT MATCHED THEN INSERT ({columns}) VALUES("
        ));
        self.separated(&merge.insert, ", ", |writer, (_, value)| writer.expr(value));
        self.push(") OUTPUT $action, INSERTED.*;");
        if merge.numbered {
            self.push(&format!(" SET IDENTITY_INSERT {table} OFF;"));
        }
    }
}
