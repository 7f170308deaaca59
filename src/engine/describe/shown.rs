//! How each database shows a column's type and default in its catalogue, whatever words made them.

use super::text;
use crate::{
    dialect::Dialect,
    engine::{catalogue::ColumnDef, types::ColumnType},
    schema::Value,
};

/// A type as `information_schema.columns` has it.
pub(super) struct Shown {
    /// `data_type`.
    pub(super) name: String,
    /// `character_maximum_length`; SQL Server says -1 of `MAX`.
    pub(super) length: Option<i64>,
    /// `udt_name`.
    pub(super) underlying: String,
}

/// The words before the parenthesis, what stands in it, and the words after it.
fn parts(declared: &str) -> (String, &str, String) {
    let (head, rest) = declared.split_once('(').unwrap_or((declared, ""));
    let (inside, tail) = rest.rsplit_once(')').unwrap_or((rest, ""));
    let words = |text: &str| text.trim().to_lowercase();
    (words(head), inside.trim(), words(tail))
}

pub(super) fn data_type(column: &ColumnDef, dialect: Dialect) -> Shown {
    let (head, inside, tail) = parts(&column.declared);
    let bare = head.trim_end_matches("[]").trim();
    let (name, length) = match dialect {
        Dialect::Postgres => (postgres(bare), inside.parse().ok()),
        Dialect::Mssql => (
            mssql(bare),
            match inside.parse() {
                Ok(length) => Some(length),
                Err(_) => inside.eq_ignore_ascii_case("max").then_some(-1),
            },
        ),
        _ => (bare.to_owned(), inside.parse().ok()),
    };
    let is_text = name.contains("char") || name.contains("binary");
    let is_own = matches!(column.ty, ColumnType::Enum(_))
        || matches!(bare, "citext" | "hstore" | "geometry" | "geography");
    let is_list = head.ends_with("[]") || tail.ends_with("[]");
    let underlying = if is_own {
        head.rsplit('.')
            .next()
            .unwrap_or(bare)
            .trim_matches('"')
            .to_owned()
    } else if dialect == Dialect::Postgres {
        let prefix = if is_list { "_" } else { "" };
        format!("{prefix}{}", internal(&name))
    } else {
        name.clone()
    };
    Shown {
        name: match dialect {
            Dialect::Postgres if is_list => "ARRAY".into(),
            Dialect::Postgres if is_own => "USER-DEFINED".into(),
            _ => name,
        },
        length: length.filter(|_| is_text),
        // A type of one's own keeps the case it was made with.
        underlying: match column.declared.rsplit('.').next() {
            Some(made) if is_own && made.contains('"') => made.trim_matches('"').to_owned(),
            _ => underlying,
        },
    }
}

fn postgres(bare: &str) -> String {
    match bare {
        "serial" | "int" | "int4" => "integer",
        "bigserial" | "int8" => "bigint",
        "smallserial" | "int2" => "smallint",
        "varchar" => "character varying",
        "char" => "character",
        "decimal" => "numeric",
        "float" | "double" | "float8" => "double precision",
        "bool" => "boolean",
        "timestamptz" => "timestamp with time zone",
        "timestamp" | "datetime" => "timestamp without time zone",
        "time" => "time without time zone",
        other => other,
    }
    .to_owned()
}

/// PostgreSQL's own word for a type.
fn internal(name: &str) -> &str {
    const NAMES: [(&str, &str); 10] = [
        ("bigint", "int8"),
        ("boolean", "bool"),
        ("character", "bpchar"),
        ("character varying", "varchar"),
        ("double precision", "float8"),
        ("integer", "int4"),
        ("real", "float4"),
        ("smallint", "int2"),
        ("timestamp with time zone", "timestamptz"),
        ("timestamp without time zone", "timestamp"),
    ];
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map_or(name.trim_end_matches(" without time zone"), |(_, own)| own)
}

fn mssql(bare: &str) -> String {
    match bare {
        "integer" => "int",
        "double precision" => "float",
        "rowversion" => "timestamp",
        other => other,
    }
    .to_owned()
}

/// A type as MySQL's `SHOW COLUMNS` has it; MariaDB tells the display width of whole numbers too.
pub(super) fn column_type(column: &ColumnDef, dialect: Dialect) -> String {
    let (head, inside, tail) = parts(&column.declared);
    let mut words: Vec<&str> = head
        .split(' ')
        .chain(tail.split(' '))
        .filter(|word| !word.is_empty())
        .collect();
    let kind = match words.first().copied().unwrap_or_default() {
        "integer" => "int",
        "bool" | "boolean" => "tinyint",
        "double" | "real" => "double",
        "dec" | "numeric" | "fixed" => "decimal",
        "json" if dialect == Dialect::Mariadb => "longtext",
        other => other,
    };
    words.retain(|word| matches!(*word, "unsigned" | "zerofill"));
    if words.contains(&"zerofill") && !words.contains(&"unsigned") {
        words.insert(0, "unsigned");
    }
    let width = match kind {
        "tinyint" if column.ty == ColumnType::Boolean => "1",
        "decimal" if inside.is_empty() => "10,0",
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint"
            if dialect == Dialect::Mysql && !words.contains(&"zerofill") =>
        {
            ""
        }
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" if inside.is_empty() => {
            width(kind, words.contains(&"unsigned"))
        }
        "datetime" | "timestamp" | "time" if inside == "0" => "",
        _ => inside,
    };
    let mut text = kind.to_owned();
    if !width.is_empty() {
        // Neither database keeps the blanks between values.
        text.push('(');
        text.push_str(&width.replace("', '", "','").replace(", ", ","));
        text.push(')');
    }
    for word in words {
        text.push(' ');
        text.push_str(word);
    }
    text
}

/// How many characters MariaDB shows a whole number in.
fn width(kind: &str, unsigned: bool) -> &'static str {
    match (kind, unsigned) {
        ("tinyint", false) => "4",
        ("tinyint", true) => "3",
        ("smallint", false) => "6",
        ("smallint", true) => "5",
        ("mediumint", false) => "9",
        ("mediumint", true) => "8",
        ("int", false) => "11",
        ("int", true) => "10",
        _ => "20",
    }
}

/// A column's default, as the catalogue has it.
pub(super) fn default(column: &ColumnDef, dialect: Dialect) -> Value {
    let Some(default) = &column.default else {
        return Value::Null;
    };
    let sql = default.sql.trim();
    let is_text = sql.starts_with(['\'', 'N']) && sql.ends_with('\'');
    match dialect {
        _ if sql.eq_ignore_ascii_case("NULL") => Value::Null,
        Dialect::Postgres if is_text => {
            let Shown {
                name, underlying, ..
            } = data_type(column, dialect);
            let kind = if name == "USER-DEFINED" {
                format!("\"{underlying}\"")
            } else {
                name
            };
            text(format!("{sql}::{kind}"))
        }
        Dialect::Mysql | Dialect::Mariadb => match sql.to_lowercase().as_str() {
            "true" => text("1"),
            "false" => text("0"),
            _ => text(sql.trim_matches('\'').replace("''", "'")),
        },
        Dialect::Mssql if is_text => text(format!("({sql})")),
        Dialect::Mssql => text(format!("(({sql}))")),
        _ => text(sql),
    }
}
