//! Turns names into quoted identifiers.

use super::Dialect;
use crate::schema::TableName;

/// Quotes one identifier. Quote characters inside it are dropped, as Sequelize drops them; `*` stays.
pub fn quote_identifier(dialect: Dialect, name: &str) -> String {
    let mut quoted = String::with_capacity(name.len() + 2);
    push_identifier(&mut quoted, dialect, name);
    quoted
}

/// Writes a quoted identifier at the end of a text.
pub fn push_identifier(text: &mut String, dialect: Dialect, name: &str) {
    if name == "*" {
        text.push('*');
        return;
    }
    let (open, close) = dialect.capabilities().quotes;
    let is_dropped = |c: char| match dialect {
        Dialect::Mssql => matches!(c, '[' | ']' | '\''),
        _ => c == open,
    };
    text.push(open);
    if name.bytes().any(|byte| is_dropped(byte.into())) {
        text.extend(name.chars().filter(|&c| !is_dropped(c)));
    } else {
        text.push_str(name);
    }
    text.push(close);
}

/// Quotes a dotted path: the last part is the column, everything before it is one identifier
/// joined by `->`, the way Sequelize names nested includes.
pub fn quote_identifiers(dialect: Dialect, path: &str) -> String {
    match path.rsplit_once('.') {
        Some((head, tail)) => format!(
            "{}.{}",
            quote_identifier(dialect, &head.replace('.', "->")),
            quote_identifier(dialect, tail)
        ),
        None => quote_identifier(dialect, path),
    }
}

/// Quotes a table's name with its schema. A dialect without schemas gets one identifier,
/// `schema.table`.
pub fn quote_table(dialect: Dialect, table: &TableName) -> String {
    let mut quoted = String::with_capacity(table.name.len() + 2);
    push_table(&mut quoted, dialect, table.schema.as_deref(), table);
    quoted
}

/// Writes a table's quoted name, in `schema`, at the end of a text.
pub fn push_table(text: &mut String, dialect: Dialect, schema: Option<&str>, table: &TableName) {
    match schema {
        None => push_identifier(text, dialect, &table.name),
        Some(schema) if dialect.capabilities().schemas => {
            push_identifier(text, dialect, schema);
            text.push('.');
            push_identifier(text, dialect, &table.name);
        }
        Some(_) => push_identifier(text, dialect, &table.path()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_the_dialect_are_dropped_from_the_name() {
        assert_eq!(quote_identifier(Dialect::Sqlite, "a`b"), "`ab`");
        assert_eq!(quote_identifier(Dialect::Postgres, "a\"b"), "\"ab\"");
        assert_eq!(quote_identifier(Dialect::Mssql, "a[b]'c"), "[abc]");
        assert_eq!(quote_identifier(Dialect::Mysql, "*"), "*");
    }

    #[test]
    fn a_path_keeps_its_last_part_apart() {
        assert_eq!(
            quote_identifiers(Dialect::Postgres, "a.b.c"),
            "\"a->b\".\"c\""
        );
    }

    #[test]
    fn a_schema_is_part_of_the_name_where_the_dialect_has_none() {
        let table = TableName {
            schema: Some("shop".into()),
            name: "Orders".into(),
            ..TableName::default()
        };
        assert_eq!(
            quote_table(Dialect::Postgres, &table),
            "\"shop\".\"Orders\""
        );
        assert_eq!(quote_table(Dialect::Mysql, &table), "`shop.Orders`");
    }
}
