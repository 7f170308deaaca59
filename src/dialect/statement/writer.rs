//! The writer: text and bound values grow side by side.

use super::{Expr, json_path};
use crate::{
    dialect::{Dialect, literal, quote::quote_identifier},
    schema::Value,
};

/// A statement as it goes to the database and into the log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// The text.
    pub sql: String,
    /// The values of `$1`, `$2`, …
    pub bind: Vec<Value>,
}

/// What a statement is written into.
pub(super) struct Writer {
    pub(super) dialect: Dialect,
    sql: String,
    bind: Vec<Value>,
}

impl Writer {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            sql: String::new(),
            bind: Vec::new(),
        }
    }

    /// Sequelize trims each statement before it sends it.
    pub(super) fn finish(self) -> Rendered {
        let sql = match self.sql.trim() {
            trimmed if trimmed.len() == self.sql.len() => self.sql,
            trimmed => trimmed.to_owned(),
        };
        Rendered {
            sql,
            bind: self.bind,
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    pub(super) fn separated<T>(
        &mut self,
        items: &[T],
        separator: &str,
        mut write: impl FnMut(&mut Self, &T),
    ) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(separator);
            }
            write(self, item);
        }
    }

    pub(super) fn identifier(&mut self, name: &str) {
        let quoted = quote_identifier(self.dialect, name);
        self.push(&quoted);
    }

    pub(super) fn identifiers(&mut self, names: &[String], separator: &str) {
        self.separated(names, separator, |writer, name| writer.identifier(name));
    }

    pub(super) fn value(&mut self, value: &Value) {
        match value {
            // In an ARRAY column postgres wants ARRAY[…]; the other dialects have no arrays.
            Value::Integer(number) => self.push(&number.to_string()),
            other => self.push(&literal::escape(self.dialect, other)),
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Column(parts) => self.identifiers(parts, "."),
            Expr::Value(value) => self.value(value),
            Expr::Quoted(text) => {
                self.push("'");
                self.push(text);
                self.push("'");
            }
            Expr::Bind(value) => {
                self.bind.push(value.clone());
                // As `formatBindParameters` of each dialect's query hands it to the driver.
                let number = self.bind.len();
                match self.dialect {
                    Dialect::Mysql | Dialect::Mariadb => self.push("?"),
                    Dialect::Mssql => self.push(&format!("@{}", number - 1)),
                    Dialect::Sqlite | Dialect::Postgres => self.push(&format!("${number}")),
                }
            }
            Expr::Raw(text) => self.push(text),
            Expr::Default => self.push("DEFAULT"),
            Expr::Call(name, arguments) => {
                self.push(name);
                self.push("(");
                self.separated(arguments, ", ", Self::expr);
                self.push(")");
            }
            Expr::Cast(inner, data_type) => {
                self.push("CAST(");
                self.expr(inner);
                self.push(" AS ");
                let data_type = cast_type(self.dialect, data_type).to_uppercase();
                self.push(&data_type);
                self.push(")");
            }
            Expr::Infix(left, operator, right) => {
                self.expr(left);
                self.push(" ");
                self.push(operator);
                self.push(" ");
                self.expr(right);
            }
            Expr::Step(left, minus, right) => {
                self.expr(left);
                self.push(if *minus { "- " } else { "+ " });
                self.expr(right);
            }
            Expr::Beside(first, second) => {
                self.expr(first);
                self.expr(second);
            }
            Expr::List(items) => self.list(items),
            Expr::Values(items) => {
                self.push("(VALUES ");
                self.separated(items, ", ", |writer, item| {
                    writer.push("(");
                    writer.expr(item);
                    writer.push(")");
                });
                self.push(")");
            }
            Expr::Range(low, high) => {
                self.expr(low);
                self.push(" AND ");
                self.expr(high);
            }
            Expr::Parens(inner) => {
                self.push("(");
                self.expr(inner);
                self.push(")");
            }
            Expr::Not(inner) => {
                self.push("NOT ");
                self.expr(inner);
            }
            Expr::Chain(binding, items) => self.separated(items, binding.keyword(), Self::expr),
            Expr::JsonPath(column, path, as_json) => self.json_path(column, path, *as_json),
            Expr::Select(select) => {
                self.push("( ");
                self.select(select);
                self.push(" )");
            }
        }
    }

    fn list(&mut self, items: &[Expr]) {
        self.push("(");
        self.separated(items, ", ", Self::expr);
        self.push(")");
    }

    fn json_path(&mut self, column: &Expr, path: &[String], as_json: bool) {
        let text = json_path::render(self.dialect, path);
        match self.dialect {
            Dialect::Postgres => {
                self.push("(");
                self.expr(column);
                self.push(if as_json { "#>" } else { "#>>" });
                self.push(&text);
                self.push(")");
            }
            Dialect::Sqlite => {
                self.push("json_extract(");
                self.expr(column);
                self.push(",");
                self.push(&text);
                self.push(")");
            }
            // mssql never comes here: Sequelize refuses JSON paths for it, and so does `orm`.
            Dialect::Mysql | Dialect::Mariadb | Dialect::Mssql => {
                self.push("json_unquote(json_extract(");
                self.expr(column);
                self.push(",");
                self.push(&text);
                self.push("))");
            }
        }
    }
}

/// What a dialect calls the type of a CAST. Source: `handleSequelizeMethod` of sqlite and mysql.
fn cast_type(dialect: Dialect, data_type: &str) -> &str {
    let lower = data_type.to_lowercase();
    let has = |word: &str| lower.contains(word);
    match dialect {
        Dialect::Sqlite if has("timestamp") => "datetime",
        Dialect::Mysql | Dialect::Mariadb => {
            if has("timestamp") {
                "datetime"
            } else if has("double precision") || has("boolean") || has("integer") {
                "decimal"
            } else if has("text") {
                "char"
            } else {
                data_type
            }
        }
        _ => data_type,
    }
}

impl Writer {
    /// Drops spaces that a missing part left behind.
    pub(super) fn trim_end(&mut self) {
        let length = self.sql.trim_end().len();
        self.sql.truncate(length);
    }
}
