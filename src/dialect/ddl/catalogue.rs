//! The questions Sequelize asks a database about its tables, in the dialect's words.

use crate::{
    dialect::{
        Dialect,
        fragments::join,
        literal::string,
        quote::{quote_identifier, quote_table},
    },
    schema::TableName,
};
use std::fmt::Write as _;

/// A database's name as a literal; `NULL` where none was given.
fn database_literal(dialect: Dialect, database: Option<&str>) -> String {
    database.map_or_else(|| "NULL".into(), |name| string(dialect, name))
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', ""))
}

/// Is this table there? One row says yes.
pub fn table_exists(dialect: Dialect, table: &TableName, database: Option<&str>) -> String {
    match dialect {
        Dialect::Sqlite => format!(
            "SELECT name FROM sqlite_master WHERE type='table' AND name={};",
            string(dialect, &table.name)
        ),
        Dialect::Postgres => format!(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = {} AND table_name = {}",
            string(dialect, table.schema.as_deref().unwrap_or("public")),
            string(dialect, &table.name)
        ),
        Dialect::Mysql | Dialect::Mariadb => {
            let quoted = quote_table(dialect, table);
            let name = quoted.trim_start_matches('`').trim_end_matches('`');
            format!(
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME = {} AND TABLE_SCHEMA = {}",
                string(dialect, name),
                database_literal(dialect, database)
            )
        }
        Dialect::Mssql => format!(
            "SELECT TABLE_NAME, TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME = {} AND TABLE_SCHEMA = {}",
            string(dialect, &table.name),
            string(dialect, table.schema.as_deref().unwrap_or("dbo"))
        ),
    }
}

/// All tables.
pub fn show_tables(dialect: Dialect, database: Option<&str>) -> String {
    match dialect {
        Dialect::Sqlite => {
            "SELECT name FROM `sqlite_master` WHERE type='table' and name!='sqlite_sequence';".into()
        }
        Dialect::Postgres => "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type LIKE '%TABLE' AND table_name != 'spatial_ref_sys';".into(),
        Dialect::Mysql => match database {
            Some(name) => format!("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = {};", string(dialect, name)),
            None => "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('MYSQL', 'INFORMATION_SCHEMA', 'PERFORMANCE_SCHEMA', 'SYS', 'mysql', 'information_schema', 'performance_schema', 'sys');".into(),
        },
        Dialect::Mariadb => match database {
            Some(name) => format!("SELECT TABLE_NAME, TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = {};", string(dialect, name)),
            None => "SELECT TABLE_NAME, TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN ('MYSQL', 'INFORMATION_SCHEMA', 'PERFORMANCE_SCHEMA');".into(),
        },
        Dialect::Mssql => {
            "SELECT TABLE_NAME, TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE';".into()
        }
    }
}

/// A table's columns.
pub fn describe_table(dialect: Dialect, table: &TableName) -> String {
    match dialect {
        Dialect::Sqlite => format!("PRAGMA TABLE_INFO({});", quote_table(dialect, table)),
        Dialect::Mysql | Dialect::Mariadb => {
            format!("SHOW FULL COLUMNS FROM {};", quote_table(dialect, table))
        }
        Dialect::Postgres => format!(
            "SELECT pk.constraint_type as \"Constraint\",c.column_name as \"Field\", c.column_default as \"Default\",c.is_nullable as \"Null\", (CASE WHEN c.udt_name = 'hstore' THEN c.udt_name ELSE c.data_type END) || (CASE WHEN c.character_maximum_length IS NOT NULL THEN '(' || c.character_maximum_length || ')' ELSE '' END) as \"Type\", (SELECT array_agg(e.enumlabel) FROM pg_catalog.pg_type t JOIN pg_catalog.pg_enum e ON t.oid=e.enumtypid WHERE t.typname=c.udt_name) AS \"special\", (SELECT pgd.description FROM pg_catalog.pg_statio_all_tables AS st INNER JOIN pg_catalog.pg_description pgd on (pgd.objoid=st.relid) WHERE c.ordinal_position=pgd.objsubid AND c.table_name=st.relname) AS \"Comment\" FROM information_schema.columns c LEFT JOIN (SELECT tc.table_schema, tc.table_name, cu.column_name, tc.constraint_type FROM information_schema.TABLE_CONSTRAINTS tc JOIN information_schema.KEY_COLUMN_USAGE  cu ON tc.table_schema=cu.table_schema and tc.table_name=cu.table_name and tc.constraint_name=cu.constraint_name and tc.constraint_type='PRIMARY KEY') pk ON pk.table_schema=c.table_schema AND pk.table_name=c.table_name AND pk.column_name=c.column_name WHERE c.table_name = {} AND c.table_schema = {}",
            string(dialect, &table.name),
            string(dialect, table.schema.as_deref().unwrap_or("public"))
        ),
        Dialect::Mssql => {
            let mut sql = format!(
                "SELECT c.COLUMN_NAME AS 'Name', c.DATA_TYPE AS 'Type', c.CHARACTER_MAXIMUM_LENGTH AS 'Length', c.IS_NULLABLE as 'IsNull', COLUMN_DEFAULT AS 'Default', pk.CONSTRAINT_TYPE AS 'Constraint', COLUMNPROPERTY(OBJECT_ID('[' + c.TABLE_SCHEMA + '].[' + c.TABLE_NAME + ']'), c.COLUMN_NAME, 'IsIdentity') as 'IsIdentity', CAST(prop.value AS NVARCHAR) AS 'Comment' FROM INFORMATION_SCHEMA.TABLES t INNER JOIN INFORMATION_SCHEMA.COLUMNS c ON t.TABLE_NAME = c.TABLE_NAME AND t.TABLE_SCHEMA = c.TABLE_SCHEMA LEFT JOIN (SELECT tc.table_schema, tc.table_name,  cu.column_name, tc.CONSTRAINT_TYPE  FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS tc  JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE  cu  ON tc.table_schema=cu.table_schema and tc.table_name=cu.table_name  and tc.constraint_name=cu.constraint_name  and tc.CONSTRAINT_TYPE='PRIMARY KEY') pk  ON pk.table_schema=c.table_schema  AND pk.table_name=c.table_name  AND pk.column_name=c.column_name  INNER JOIN sys.columns AS sc ON sc.object_id = OBJECT_ID('[' + t.TABLE_SCHEMA + '].[' + t.TABLE_NAME + ']') AND sc.name = c.column_name LEFT JOIN sys.extended_properties prop ON prop.major_id = sc.object_id AND prop.minor_id = sc.column_id AND prop.name = 'MS_Description' WHERE t.TABLE_NAME = {}",
                single_quoted(&table.name)
            );
            if let Some(schema) = &table.schema {
                let _ = write!(sql, "AND t.TABLE_SCHEMA ={}", single_quoted(schema));
            }
            sql
        }
    }
}

/// All that is asked to describe a table. SQLite is asked for indexes and keys too, by the plain
/// name alone.
pub fn descriptions(dialect: Dialect, table: &TableName) -> Vec<String> {
    let mut questions = vec![describe_table(dialect, table)];
    if dialect == Dialect::Sqlite {
        let plain = TableName::from(table.name.as_str());
        questions.push(show_indexes(dialect, &plain, None));
        questions.push(foreign_keys(dialect, &plain, None));
    }
    questions
}

/// A table's indexes. MySQL is told the database where the call's options name one.
pub fn show_indexes(dialect: Dialect, table: &TableName, database: Option<&str>) -> String {
    let quoted = quote_table(dialect, table);
    match dialect {
        Dialect::Sqlite => format!("PRAGMA INDEX_LIST({quoted})"),
        Dialect::Mysql | Dialect::Mariadb => match database {
            Some(database) => format!("SHOW INDEX FROM {quoted} FROM `{database}`"),
            None => format!("SHOW INDEX FROM {quoted}"),
        },
        Dialect::Mssql => format!("EXEC sys.sp_helpindex @objname = N'{quoted}';"),
        Dialect::Postgres => {
            let (join, condition) = match &table.schema {
                Some(schema) => (
                    ", pg_namespace s",
                    format!(" AND s.oid = t.relnamespace AND s.nspname = '{schema}'"),
                ),
                None => ("", String::new()),
            };
            format!(
                "SELECT i.relname AS name, ix.indisprimary AS primary, ix.indisunique AS unique, ix.indkey AS indkey, array_agg(a.attnum) as column_indexes, array_agg(a.attname) AS column_names, pg_get_indexdef(ix.indexrelid) AS definition FROM pg_class t, pg_class i, pg_index ix, pg_attribute a{join} WHERE t.oid = ix.indrelid AND i.oid = ix.indexrelid AND a.attrelid = t.oid AND t.relkind = 'r' and t.relname = '{}'{condition} GROUP BY i.relname, ix.indexrelid, ix.indisprimary, ix.indisunique, ix.indkey ORDER BY i.relname;",
                table.name
            )
        }
    }
}

/// The columns of one SQLite index, asked for each index of a table.
pub fn index_columns(index: &str) -> String {
    format!(
        "PRAGMA INDEX_INFO({})",
        quote_identifier(Dialect::Sqlite, index)
    )
}

const MYSQL_KEYS: &str = "CONSTRAINT_NAME as constraint_name,CONSTRAINT_NAME as constraintName,CONSTRAINT_SCHEMA as constraintSchema,CONSTRAINT_SCHEMA as constraintCatalog,TABLE_NAME as tableName,TABLE_SCHEMA as tableSchema,TABLE_SCHEMA as tableCatalog,COLUMN_NAME as columnName,REFERENCED_TABLE_SCHEMA as referencedTableSchema,REFERENCED_TABLE_SCHEMA as referencedTableCatalog,REFERENCED_TABLE_NAME as referencedTableName,REFERENCED_COLUMN_NAME as referencedColumnName";

const POSTGRES_KEYS: &str = "SELECT DISTINCT tc.constraint_name as constraint_name, tc.constraint_schema as constraint_schema, tc.constraint_catalog as constraint_catalog, tc.table_name as table_name,tc.table_schema as table_schema,tc.table_catalog as table_catalog,tc.initially_deferred as initially_deferred,tc.is_deferrable as is_deferrable,kcu.column_name as column_name,ccu.table_schema  AS referenced_table_schema,ccu.table_catalog  AS referenced_table_catalog,ccu.table_name  AS referenced_table_name,ccu.column_name AS referenced_column_name FROM information_schema.table_constraints AS tc JOIN information_schema.key_column_usage AS kcu ON tc.constraint_name = kcu.constraint_name JOIN information_schema.constraint_column_usage AS ccu ON ccu.constraint_name = tc.constraint_name ";

fn mssql_keys(database: Option<&str>) -> String {
    let named =
        |label: &str| database.map_or_else(String::new, |name| format!("{label} = '{name}', "));
    format!(
        "SELECT constraint_name = OBJ.NAME, constraintName = OBJ.NAME, {}constraintSchema = SCHEMA_NAME(OBJ.SCHEMA_ID), tableName = TB.NAME, tableSchema = SCHEMA_NAME(TB.SCHEMA_ID), {}columnName = COL.NAME, referencedTableSchema = SCHEMA_NAME(RTB.SCHEMA_ID), {}referencedTableName = RTB.NAME, referencedColumnName = RCOL.NAME FROM sys.foreign_key_columns FKC INNER JOIN sys.objects OBJ ON OBJ.OBJECT_ID = FKC.CONSTRAINT_OBJECT_ID INNER JOIN sys.tables TB ON TB.OBJECT_ID = FKC.PARENT_OBJECT_ID INNER JOIN sys.columns COL ON COL.COLUMN_ID = PARENT_COLUMN_ID AND COL.OBJECT_ID = TB.OBJECT_ID INNER JOIN sys.tables RTB ON RTB.OBJECT_ID = FKC.REFERENCED_OBJECT_ID INNER JOIN sys.columns RCOL ON RCOL.COLUMN_ID = REFERENCED_COLUMN_ID AND RCOL.OBJECT_ID = RTB.OBJECT_ID",
        named("constraintCatalog"),
        named("tableCatalog"),
        named("referencedCatalog")
    )
}

/// A table's foreign keys with what they reference.
pub fn foreign_keys(dialect: Dialect, table: &TableName, database: Option<&str>) -> String {
    match dialect {
        Dialect::Sqlite => format!(
            "PRAGMA foreign_key_list({})",
            quote_identifier(dialect, &table.name)
        ),
        Dialect::Postgres => {
            let and = |column: &str, value: Option<&str>| {
                value.map_or_else(String::new, |name| format!(" AND tc.{column} = '{name}'"))
            };
            format!(
                "{POSTGRES_KEYS}WHERE constraint_type = 'FOREIGN KEY' AND tc.table_name = '{}'{}{}",
                table.name,
                and("table_catalog", database),
                and("table_schema", table.schema.as_deref())
            )
        }
        Dialect::Mysql | Dialect::Mariadb => join(&[
            "SELECT".into(),
            MYSQL_KEYS.into(),
            format!(
                "FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE where TABLE_NAME = '{}'",
                table.name
            ),
            format!(
                "AND CONSTRAINT_NAME!='PRIMARY' AND CONSTRAINT_SCHEMA='{}'",
                database.unwrap_or("undefined")
            ),
            String::from("AND REFERENCED_TABLE_NAME IS NOT NULL"),
            ";".into(),
        ]),
        Dialect::Mssql => {
            let mut sql = format!(
                "{} WHERE TB.NAME ={}",
                mssql_keys(database),
                single_quoted(&table.name)
            );
            if let Some(schema) = &table.schema {
                let _ = write!(
                    sql,
                    " AND SCHEMA_NAME(TB.SCHEMA_ID) ={}",
                    single_quoted(schema)
                );
            }
            sql
        }
    }
}

/// The names of a table's foreign keys, asked before all tables are dropped.
pub fn foreign_key_names(dialect: Dialect, table: &TableName, database: Option<&str>) -> String {
    match dialect {
        Dialect::Postgres => format!(
            "SELECT conname as constraint_name, pg_catalog.pg_get_constraintdef(r.oid, true) as condef FROM pg_catalog.pg_constraint r WHERE r.conrelid = (SELECT oid FROM pg_class WHERE relname = '{}' LIMIT 1) AND r.contype = 'f' ORDER BY 1;",
            table.name
        ),
        _ => foreign_keys(dialect, table, database),
    }
}

/// The foreign keys of one column, asked before it is removed.
pub fn foreign_keys_of_column(
    dialect: Dialect,
    table: &TableName,
    column: &str,
    database: Option<&str>,
) -> Option<String> {
    let name = &table.name;
    match dialect {
        Dialect::Mysql | Dialect::Mariadb => {
            let schema = table.schema.as_deref().or(database);
            let of = |label: &str| {
                schema.map_or_else(String::new, |schema| format!(" AND {label} = '{schema}'"))
            };
            Some(format!(
                "SELECT {MYSQL_KEYS} FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE (REFERENCED_TABLE_NAME = '{name}'{} AND REFERENCED_COLUMN_NAME = '{column}') OR (TABLE_NAME = '{name}'{} AND COLUMN_NAME = '{column}' AND REFERENCED_TABLE_NAME IS NOT NULL)",
                of("REFERENCED_TABLE_SCHEMA"),
                of("TABLE_SCHEMA")
            ))
        }
        Dialect::Mssql => Some(format!(
            "{} WHERE TB.NAME ={} AND COL.NAME ={}{}",
            mssql_keys(None),
            single_quoted(name),
            single_quoted(column),
            table
                .schema
                .as_ref()
                .map_or_else(String::new, |schema| format!(
                    " AND SCHEMA_NAME(TB.SCHEMA_ID) ={}",
                    single_quoted(schema)
                ))
        )),
        Dialect::Sqlite | Dialect::Postgres => None,
    }
}

/// SQL Server: the default constraint of a column.
pub fn default_constraint(table: &TableName, column: &str) -> String {
    let quoted = quote_table(Dialect::Mssql, table);
    format!(
        "SELECT name FROM sys.default_constraints WHERE PARENT_OBJECT_ID = OBJECT_ID('{quoted}', 'U') AND PARENT_COLUMN_ID = (SELECT column_id FROM sys.columns WHERE NAME = ('{column}') AND object_id = OBJECT_ID('{quoted}', 'U'));"
    )
}

/// SQL Server: the primary key constraint of a column.
pub fn primary_key_constraint(table: &TableName, column: &str) -> String {
    format!(
        "SELECT K.TABLE_NAME AS tableName, K.COLUMN_NAME AS columnName, K.CONSTRAINT_NAME AS constraintName FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS AS C JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE AS K ON C.TABLE_NAME = K.TABLE_NAME AND C.CONSTRAINT_CATALOG = K.CONSTRAINT_CATALOG AND C.CONSTRAINT_SCHEMA = K.CONSTRAINT_SCHEMA AND C.CONSTRAINT_NAME = K.CONSTRAINT_NAME WHERE C.CONSTRAINT_TYPE = 'PRIMARY KEY' AND K.COLUMN_NAME = {} AND K.TABLE_NAME = {};",
        single_quoted(column),
        single_quoted(&table.name)
    )
}

/// A table's constraints, or one of them.
pub fn show_constraints(dialect: Dialect, table: &TableName, name: Option<&str>) -> String {
    match dialect {
        Dialect::Sqlite => {
            let like = name.map_or_else(String::new, |name| format!(" AND sql LIKE '%{name}%'"));
            format!("SELECT sql FROM sqlite_master WHERE tbl_name='{}'{like};", table.name)
        }
        Dialect::Postgres => format!(
            "SELECT constraint_catalog AS \"constraintCatalog\", constraint_schema AS \"constraintSchema\", constraint_name AS \"constraintName\", table_catalog AS \"tableCatalog\", table_schema AS \"tableSchema\", table_name AS \"tableName\", constraint_type AS \"constraintType\", is_deferrable AS \"isDeferrable\", initially_deferred AS \"initiallyDeferred\" from INFORMATION_SCHEMA.table_constraints WHERE table_name='{}';",
            table.name
        ),
        Dialect::Mysql | Dialect::Mariadb => join(&[
            "SELECT CONSTRAINT_CATALOG AS constraintCatalog, CONSTRAINT_NAME AS constraintName, CONSTRAINT_SCHEMA AS constraintSchema, CONSTRAINT_TYPE AS constraintType, TABLE_NAME AS tableName, TABLE_SCHEMA AS tableSchema from INFORMATION_SCHEMA.TABLE_CONSTRAINTS".into(),
            format!("WHERE table_name='{}'", table.name),
            name.map_or_else(String::new, |name| format!("AND constraint_name = '{name}'")),
            table.schema.as_ref().map_or_else(String::new, |schema| format!("AND TABLE_SCHEMA = '{schema}'")),
            ";".into(),
        ]),
        Dialect::Mssql => format!(
            "EXEC sp_helpconstraint @objname = {};",
            string(dialect, &quote_table(dialect, table))
        ),
    }
}
