//! Turns CREATE and DROP into changes of the catalogue.

use super::{
    EngineError, Session,
    catalogue::{
        Auto, AutoKind, Catalogue, Check, ColumnDef, DefaultDef, ForeignKey, Lookup, Predicate,
        TableDef, Unique, UniqueKind, same_column,
    },
    enforce::unique_name,
    query::{Compiler, Origin, Typed, fold_name},
    store::{TableData, unique_key},
    types::ColumnType,
};
use crate::{dialect::Dialect, schema::ReferentialAction};
use gluesql::core::sqlparser::{
    ast::{
        self, ColumnOption, ConstraintCharacteristics, DeferrableInitial, ObjectName,
        ReferentialAction as AstAction, TableConstraint,
    },
    tokenizer::Token,
};
use std::rc::Rc;

/// The last part of a dotted name, as the dialect reads it.
pub(crate) fn table_name(name: &ObjectName, dialect: Dialect) -> String {
    name.0
        .last()
        .map(|ident| fold_name(ident, dialect))
        .unwrap_or_default()
}

/// A referential action as the text says it; none is NO ACTION.
pub(crate) fn action(action: Option<AstAction>) -> ReferentialAction {
    match action {
        None | Some(AstAction::NoAction) => ReferentialAction::NoAction,
        Some(AstAction::Restrict) => ReferentialAction::Restrict,
        Some(AstAction::Cascade) => ReferentialAction::Cascade,
        Some(AstAction::SetNull) => ReferentialAction::SetNull,
        Some(AstAction::SetDefault) => ReferentialAction::SetDefault,
    }
}

/// (DEFERRABLE, INITIALLY DEFERRED).
fn deferral(characteristics: Option<&ConstraintCharacteristics>) -> (bool, bool) {
    characteristics.map_or((false, false), |given| {
        let later = given.initially == Some(DeferrableInitial::Deferred);
        (given.deferrable == Some(true) || later, later)
    })
}

/// A table under construction.
pub(crate) struct Builder<'a> {
    pub(crate) session: &'a Session,
    pub(crate) def: TableDef,
}

impl Session {
    /// CREATE TABLE.
    pub(crate) fn create_table(
        &mut self,
        create: &ast::CreateTable,
        text: &str,
    ) -> Result<(), EngineError> {
        let name = table_name(&create.name, self.dialect);
        if self.state.catalogue.find(&name, self.dialect).is_some() {
            if create.if_not_exists {
                return Ok(());
            }
            return Err(EngineError::AlreadyExists {
                what: "table",
                name,
            });
        }
        if create.or_replace
            || create.external
            || create.query.is_some()
            || create.like.is_some()
            || create.clone.is_some()
            || create.inherits_something()
        {
            return Err(EngineError::Unsupported {
                feature: "CREATE TABLE other than by columns".into(),
            });
        }
        if create.columns.is_empty() {
            return Err(EngineError::Syntax {
                message: "a table needs a column".into(),
            });
        }
        let mut builder = Builder::new(self, &name, text);
        builder.def.comment = create.comment.as_ref().map(|comment| match comment {
            ast::CommentDef::WithEq(text)
            | ast::CommentDef::WithoutEq(text)
            | ast::CommentDef::AfterColumnDefsWithoutEq(text) => text.clone(),
        });
        for column in &create.columns {
            builder.column(column)?;
        }
        for constraint in &create.constraints {
            builder.constraint(constraint)?;
        }
        let def = builder.finish();
        let mut catalogue = (*self.state.catalogue).clone();
        let id = catalogue.push(def);
        if let Some(number) = create.auto_increment_offset {
            self.state.tables.resize_with(id + 1, TableData::default);
            self.state.tables[id].last_number = i64::from(number) - 1;
        }
        self.check_references(&catalogue, &[id])?;
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// Everywhere but in SQLite, a foreign key must lead to a key that is there.
    pub(crate) fn check_references(
        &self,
        catalogue: &Catalogue,
        tables: &[usize],
    ) -> Result<(), EngineError> {
        if self.dialect == Dialect::Sqlite {
            return Ok(());
        }
        for table in tables {
            let Some(def) = catalogue.table(*table) else {
                continue;
            };
            for key in &def.foreign_keys {
                if !self.foreign_keys
                    && catalogue
                        .find(&key.referenced_table, self.dialect)
                        .is_none()
                {
                    continue;
                }
                let referenced = catalogue.need(&key.referenced_table, self.dialect)?;
                if catalogue.ends(key, referenced, self.dialect).is_none() {
                    return Err(EngineError::Invalid {
                        message: format!(
                            "there is no unique key on {}({}) for the foreign key {}",
                            key.referenced_table,
                            key.referenced_columns.join(", "),
                            key.name
                        ),
                    });
                }
            }
        }
        Ok(())
    }

    /// CREATE INDEX.
    pub(crate) fn create_index(&mut self, create: &ast::CreateIndex) -> Result<(), EngineError> {
        let table = table_name(&create.table_name, self.dialect);
        let id = self.state.catalogue.need(&table, self.dialect)?;
        let mut def = (*self.state.def(id)).clone();
        let mut columns = Vec::new();
        for column in &create.columns {
            let name = match &column.expr {
                ast::Expr::Identifier(ident) => fold_name(ident, self.dialect),
                // MySQL: a prefix length, `name`(10).
                ast::Expr::Function(function)
                    if matches!(self.dialect, Dialect::Mysql | Dialect::Mariadb) =>
                {
                    function.name.to_string().trim_matches('`').to_owned()
                }
                other => {
                    return Err(EngineError::Unsupported {
                        feature: format!("an index on the expression {other}"),
                    });
                }
            };
            columns.push(need_column(&def, &name, self.dialect)?);
        }
        let name = create.name.as_ref().map_or_else(
            || format!("{table}_{}_idx", def.names(&columns).join("_")),
            |name| table_name(name, self.dialect),
        );
        if self.index_exists(&name, id) {
            if create.if_not_exists {
                return Ok(());
            }
            return Err(EngineError::AlreadyExists {
                what: "index",
                name,
            });
        }
        let predicate = create
            .predicate
            .as_ref()
            .map(|predicate| self.predicate(&def, predicate))
            .transpose()?;
        if create.unique {
            def.uniques.push(Unique {
                name: name.into(),
                columns,
                kind: UniqueKind::Index,
                predicate,
            });
            self.check_unique(id, &def)?;
        } else {
            // A partial index finds fewer rows than a query may want: it is kept for show.
            let _ = predicate;
            def.lookups.push(Lookup {
                name: Some(name.into()),
                columns,
            });
        }
        self.redefine(id, def);
        Ok(())
    }

    /// Whether an index has that name. MySQL and SQL Server look in one table only.
    fn index_exists(&self, name: &str, table: usize) -> bool {
        let own = matches!(
            self.dialect,
            Dialect::Mysql | Dialect::Mariadb | Dialect::Mssql
        );
        self.state.catalogue.tables().any(|(id, def)| {
            (!own || id == table)
                && (def
                    .lookups
                    .iter()
                    .filter_map(|lookup| lookup.name.as_ref())
                    .chain(def.uniques.iter().map(|unique| &unique.name))
                    .any(|known| same_column(known, name, self.dialect)))
        })
    }

    /// Puts a changed definition in place.
    pub(crate) fn redefine(&mut self, id: usize, def: TableDef) {
        let mut catalogue = (*self.state.catalogue).clone();
        catalogue.replace(id, def);
        self.state.define(catalogue, self.dialect);
    }

    /// Whether the rows there are obey every unique key of a definition.
    pub(crate) fn check_unique(&self, id: usize, def: &TableDef) -> Result<(), EngineError> {
        let data = &self.state.tables[id];
        let folds = def.folds;
        for unique in def.uniques.iter().skip(data.uniques.len()) {
            let mut seen = std::collections::HashSet::new();
            for row in data.rows.values() {
                if let Some(key) = unique_key(unique, row, folds)
                    && !seen.insert(key)
                {
                    return Err(EngineError::Unique {
                        table: def.name.to_string(),
                        constraint: unique_name(def, unique, self.dialect),
                        columns: def.names(&unique.columns),
                        values: unique
                            .columns
                            .iter()
                            .map(|column| row[*column].clone())
                            .collect(),
                        trace: None,
                    });
                }
            }
        }
        Ok(())
    }

    /// DROP TABLE.
    pub(crate) fn drop_tables(
        &mut self,
        names: &[ObjectName],
        if_exists: bool,
        cascade: bool,
    ) -> Result<(), EngineError> {
        for name in names {
            let name = table_name(name, self.dialect);
            let Some(id) = self.state.catalogue.find(&name, self.dialect) else {
                if if_exists {
                    continue;
                }
                return Err(EngineError::NoSuchTable { table: name });
            };
            self.drop_table(id, cascade)?;
        }
        Ok(())
    }

    fn drop_table(&mut self, id: usize, cascade: bool) -> Result<(), EngineError> {
        let def = self.state.def(id);
        let mut catalogue = (*self.state.catalogue).clone();
        let from_outside: Vec<_> = catalogue
            .inbound(id)
            .iter()
            .map(|link| catalogue.link(*link).clone())
            .filter(|link| link.referencing != id)
            .collect();
        if self.dialect == Dialect::Sqlite {
            // SQLite deletes the rows first, with every consequence (foreignkeys.html, section 5).
            if self.foreign_keys && !from_outside.is_empty() {
                let rows: Vec<u64> = self.state.tables[id].rows.keys().copied().collect();
                self.write(|writer| {
                    writer.delete(id, &def, &rows)?;
                    Ok(())
                })?;
                catalogue = (*self.state.catalogue).clone();
            }
        } else if cascade && self.dialect == Dialect::Postgres {
            for link in &from_outside {
                let mut referencing = (*self.state.def(link.referencing)).clone();
                if let Some(known) = catalogue.table(link.referencing) {
                    referencing = (**known).clone();
                }
                referencing.foreign_keys.retain(|key| key.name != link.name);
                catalogue.replace(link.referencing, referencing);
            }
        } else if let Some(link) = from_outside.first()
            && self.foreign_keys
        {
            let referencing = self.state.def(link.referencing);
            return Err(EngineError::ForeignKey {
                constraint: link.name.to_string(),
                table: referencing.name.to_string(),
                columns: referencing.names(&link.columns),
                referenced_table: def.name.to_string(),
                referenced_columns: def.names(&link.referenced_columns),
                values: Vec::new(),
                action: Some(ReferentialAction::NoAction),
                trace: None,
            });
        }
        catalogue.remove(id);
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// Compiles the condition of a check or a partial index.
    pub(crate) fn predicate(
        &self,
        def: &TableDef,
        expr: &ast::Expr,
    ) -> Result<Predicate, EngineError> {
        let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &|_| None);
        compiler.with_origins(vec![Origin::table(def.name.to_string(), usize::MAX, def)]);
        let compiled = compiler.condition(expr)?;
        Ok(Predicate {
            sql: expr.to_string(),
            expr: Rc::new(compiled),
        })
    }
}

trait Inherits {
    fn inherits_something(&self) -> bool;
}

impl Inherits for ast::CreateTable {
    fn inherits_something(&self) -> bool {
        self.partition_by.is_some() || self.on_commit.is_some()
    }
}

/// A table's column, or the error that it is not there.
pub(crate) fn need_column(
    def: &TableDef,
    name: &str,
    dialect: Dialect,
) -> Result<usize, EngineError> {
    def.column(name, dialect)
        .ok_or_else(|| EngineError::NoSuchColumn {
            column: format!("{}.{name}", def.name),
        })
}

impl<'a> Builder<'a> {
    pub(crate) fn new(session: &'a Session, name: &str, text: &str) -> Self {
        Self {
            session,
            def: TableDef {
                name: name.into(),
                columns: Vec::new(),
                uniques: Vec::new(),
                lookups: Vec::new(),
                foreign_keys: Vec::new(),
                checks: Vec::new(),
                auto: None,
                sql: text.into(),
                comment: None,
                folds: super::query::folds_case(session.dialect),
            },
        }
    }

    /// Goes on with a table that is there.
    pub(crate) fn from(session: &'a Session, def: TableDef) -> Self {
        Self { session, def }
    }

    fn dialect(&self) -> Dialect {
        self.session.dialect
    }

    /// The name that a dialect gives a constraint that has none.
    fn default_name(&self, kind: &str, columns: &[usize]) -> String {
        let table = &self.def.name;
        let names = self.def.names(columns).join("_");
        match (self.dialect(), kind) {
            (Dialect::Postgres, "pkey") => format!("{table}_pkey"),
            (Dialect::Postgres, kind) => self.free(&format!("{table}_{names}_{kind}"), ""),
            (Dialect::Mysql | Dialect::Mariadb, "pkey") => "PRIMARY".into(),
            (Dialect::Mysql | Dialect::Mariadb, "key") => {
                let first = columns
                    .first()
                    .map(|column| self.def.columns[*column].name.clone())
                    .unwrap_or_default();
                self.free(&first, "_")
            }
            (Dialect::Mysql | Dialect::Mariadb, "fkey") => {
                let last = self
                    .def
                    .foreign_keys
                    .iter()
                    .filter_map(|key| {
                        key.name
                            .strip_prefix(&format!("{table}_ibfk_"))?
                            .parse()
                            .ok()
                    })
                    .max()
                    .unwrap_or(0_u32);
                format!("{table}_ibfk_{}", last + 1)
            }
            (Dialect::Mysql, "check") => format!("{table}_chk_{}", self.def.checks.len() + 1),
            (Dialect::Mariadb, "check") => format!("CONSTRAINT_{}", self.def.checks.len() + 1),
            (Dialect::Mssql, kind) => {
                let prefix = match kind {
                    "pkey" => "PK",
                    "key" => "UQ",
                    "fkey" => "FK",
                    _ => "CK",
                };
                // SQL Server ends a name with its object's number; ours follows from the names.
                let hash = format!("{table}.{names}.{kind}")
                    .bytes()
                    .fold(0x811c_9dc5_u32, |hash, byte| {
                        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
                    });
                let table: String = table.chars().take(8).collect();
                let names: String = names.chars().take(5).collect();
                format!("{prefix}__{table}__{names}__{hash:08X}")
            }
            (_, "pkey") => format!("sqlite_autoindex_{table}_1"),
            (_, "key") => format!("sqlite_autoindex_{table}_{}", self.def.uniques.len() + 1),
            (_, _) => format!("{table}.{names}"),
        }
    }

    /// The name, or the first of name1, name2 … that is free.
    fn free(&self, name: &str, between: &str) -> String {
        let taken = |name: &str| {
            self.def.uniques.iter().any(|unique| &*unique.name == name)
                || self.def.foreign_keys.iter().any(|key| &*key.name == name)
                || self.def.checks.iter().any(|check| &*check.name == name)
        };
        if !taken(name) {
            return name.into();
        }
        let first = if between.is_empty() { 1 } else { 2 };
        // Of as many names as there are constraints and one, one is free.
        (first
            ..=first + self.def.uniques.len() + self.def.foreign_keys.len() + self.def.checks.len())
            .map(|number| format!("{name}{between}{number}"))
            .find(|name| !taken(name))
            .unwrap_or_default()
    }

    /// Adds a column with the constraints that its definition carries.
    pub(crate) fn column(&mut self, column: &ast::ColumnDef) -> Result<usize, EngineError> {
        let name = fold_name(&column.name, self.dialect());
        if self.def.column(&name, self.dialect()).is_some() {
            return Err(EngineError::AlreadyExists {
                what: "column",
                name,
            });
        }
        let at = self.def.columns.len();
        let ty = self.column_type(&column.data_type)?;
        self.def.columns.push(ColumnDef {
            name,
            declared: declared(&column.data_type),
            ty,
            nullable: true,
            default: None,
            comment: None,
        });
        let serial = matches!(&column.data_type, ast::DataType::Custom(name, _)
            if name.to_string().to_ascii_uppercase().ends_with("SERIAL"));
        if serial && self.dialect() == Dialect::Postgres {
            self.def.columns[at].nullable = false;
            self.def.auto = Some(Auto {
                column: at,
                kind: AutoKind::Sequence,
            });
        }
        for option in &column.options {
            self.option(at, option)?;
        }
        Ok(at)
    }

    fn column_type(&self, data_type: &ast::DataType) -> Result<ColumnType, EngineError> {
        ColumnType::from_ast(data_type, self.dialect(), &|name| {
            self.session.state.catalogue.enums.get(name).cloned()
        })
    }

    /// One option of a column's definition.
    pub(crate) fn option(
        &mut self,
        at: usize,
        option: &ast::ColumnOptionDef,
    ) -> Result<(), EngineError> {
        let given = option
            .name
            .as_ref()
            .map(|name| fold_name(name, self.dialect()));
        match &option.option {
            ColumnOption::Null => self.def.columns[at].nullable = true,
            ColumnOption::NotNull => self.def.columns[at].nullable = false,
            ColumnOption::Default(expr) => self.default(at, expr)?,
            ColumnOption::Unique {
                is_primary: true, ..
            } => self.primary(given, vec![at])?,
            ColumnOption::Unique { .. } => self.unique(given, vec![at]),
            ColumnOption::ForeignKey {
                foreign_table,
                referred_columns,
                on_delete,
                on_update,
                characteristics,
            } => {
                self.foreign_key(
                    given,
                    vec![at],
                    foreign_table,
                    referred_columns,
                    (*on_delete, *on_update),
                    characteristics.as_ref(),
                );
            }
            ColumnOption::Check(expr) => self.check(given, expr, &[at])?,
            ColumnOption::Comment(text) => self.def.columns[at].comment = Some(text.clone()),
            ColumnOption::CharacterSet(_) => {}
            ColumnOption::Identity(_) => self.number(at, AutoKind::Counter),
            ColumnOption::Generated {
                generation_expr: None,
                ..
            } => self.number(at, AutoKind::Sequence),
            ColumnOption::OnUpdate(_) => {
                return Err(EngineError::Unsupported {
                    feature: "ON UPDATE of a column".into(),
                });
            }
            ColumnOption::DialectSpecific(tokens) => {
                for token in tokens {
                    if let Token::Word(word) = token {
                        match word.value.to_ascii_uppercase().as_str() {
                            "AUTO_INCREMENT" | "AUTOINCREMENT" => {
                                self.number(at, AutoKind::Counter);
                            }
                            "ASC" | "DESC" | "BINARY" | "ZEROFILL" | "UNSIGNED" => {}
                            other => {
                                return Err(EngineError::Unsupported {
                                    feature: format!("the column option {other}"),
                                });
                            }
                        }
                    }
                }
            }
            other => {
                return Err(EngineError::Unsupported {
                    feature: format!("the column option {other}"),
                });
            }
        }
        Ok(())
    }

    fn number(&mut self, at: usize, kind: AutoKind) {
        self.def.auto = Some(Auto { column: at, kind });
        self.def.columns[at].nullable = true;
    }

    /// A column's default.
    pub(crate) fn default(&mut self, at: usize, expr: &ast::Expr) -> Result<(), EngineError> {
        let mut compiler = Compiler::new(&self.session.state.catalogue, self.dialect(), &|_| None);
        compiler.with_origins(Vec::new());
        let compiled: Typed = compiler.expr(expr)?;
        self.def.columns[at].default = Some(DefaultDef {
            sql: expr.to_string(),
            expr: Rc::new(compiled.expr),
        });
        Ok(())
    }

    /// PRIMARY KEY.
    pub(crate) fn primary(
        &mut self,
        name: Option<String>,
        columns: Vec<usize>,
    ) -> Result<(), EngineError> {
        if self.def.primary_key().is_some() {
            return Err(EngineError::Invalid {
                message: format!("table {} has more than one primary key", self.def.name),
            });
        }
        let sqlite = self.dialect() == Dialect::Sqlite;
        if sqlite
            && let [column] = columns.as_slice()
            && self.def.columns[*column]
                .declared
                .eq_ignore_ascii_case("INTEGER")
        {
            // INTEGER PRIMARY KEY is SQLite's own row number.
            if self.def.auto.is_none() {
                self.number(*column, AutoKind::RowId);
            }
        } else if !sqlite {
            for column in &columns {
                self.def.columns[*column].nullable = false;
            }
        }
        let name = match name {
            Some(name) if !matches!(self.dialect(), Dialect::Mysql | Dialect::Mariadb) => name,
            _ => self.default_name("pkey", &columns),
        };
        self.def.uniques.insert(
            0,
            Unique {
                name: name.into(),
                columns,
                kind: UniqueKind::Primary,
                predicate: None,
            },
        );
        Ok(())
    }

    /// UNIQUE.
    pub(crate) fn unique(&mut self, name: Option<String>, columns: Vec<usize>) {
        let name = name.unwrap_or_else(|| self.default_name("key", &columns));
        // The same key twice (`id INTEGER UNIQUE PRIMARY KEY`) is one key.
        let there = self.def.uniques.iter().any(|unique| {
            unique.columns == columns
                && self.dialect() == Dialect::Postgres
                && *unique.name == *name
        });
        if !there {
            self.def.uniques.push(Unique {
                name: name.into(),
                columns,
                kind: UniqueKind::Constraint,
                predicate: None,
            });
        }
    }

    /// FOREIGN KEY.
    pub(crate) fn foreign_key(
        &mut self,
        name: Option<String>,
        columns: Vec<usize>,
        table: &ObjectName,
        referenced: &[ast::Ident],
        (on_delete, on_update): (Option<AstAction>, Option<AstAction>),
        characteristics: Option<&ConstraintCharacteristics>,
    ) {
        let name = name.unwrap_or_else(|| self.default_name("fkey", &columns));
        let (deferrable, initially_deferred) = deferral(characteristics);
        self.def.foreign_keys.push(ForeignKey {
            name: name.into(),
            columns,
            referenced_table: table_name(table, self.dialect()),
            referenced_columns: referenced
                .iter()
                .map(|ident| fold_name(ident, self.dialect()))
                .collect(),
            on_delete: action(on_delete),
            on_update: action(on_update),
            deferrable,
            initially_deferred,
        });
    }

    fn check(
        &mut self,
        name: Option<String>,
        expr: &ast::Expr,
        columns: &[usize],
    ) -> Result<(), EngineError> {
        let predicate = self.session.predicate(&self.def, expr)?;
        let name = match (name, self.dialect()) {
            (Some(name), _) => name,
            // SQLite names a check by its text.
            (None, Dialect::Sqlite) => predicate.sql.clone(),
            (None, _) => self.default_name("check", columns),
        };
        self.def.checks.push(Check {
            name: name.into(),
            predicate,
        });
        Ok(())
    }

    fn columns(&self, names: &[ast::Ident]) -> Result<Vec<usize>, EngineError> {
        names
            .iter()
            .map(|name| need_column(&self.def, &fold_name(name, self.dialect()), self.dialect()))
            .collect()
    }

    /// A constraint of the table.
    pub(crate) fn constraint(&mut self, constraint: &TableConstraint) -> Result<(), EngineError> {
        let dialect = self.dialect();
        let fold = |name: &Option<ast::Ident>| name.as_ref().map(|name| fold_name(name, dialect));
        match constraint {
            TableConstraint::PrimaryKey { name, columns, .. } => {
                let columns = self.columns(columns)?;
                self.primary(fold(name), columns)
            }
            TableConstraint::Unique {
                name,
                index_name,
                columns,
                ..
            } => {
                let columns = self.columns(columns)?;
                self.unique(fold(name).or_else(|| fold(index_name)), columns);
                Ok(())
            }
            TableConstraint::ForeignKey {
                name,
                columns,
                foreign_table,
                referred_columns,
                on_delete,
                on_update,
                characteristics,
            } => {
                let columns = self.columns(columns)?;
                self.foreign_key(
                    fold(name),
                    columns,
                    foreign_table,
                    referred_columns,
                    (*on_delete, *on_update),
                    characteristics.as_ref(),
                );
                Ok(())
            }
            TableConstraint::Check { name, expr } => {
                let name = fold(name);
                self.check(name, expr, &[])
            }
            TableConstraint::Index { name, columns, .. } => {
                let columns = self.columns(columns)?;
                let name = fold(name).unwrap_or_else(|| self.default_name("key", &columns));
                self.def.lookups.push(Lookup {
                    name: Some(name.into()),
                    columns,
                });
                Ok(())
            }
            TableConstraint::FulltextOrSpatial { .. } => Err(EngineError::Unsupported {
                feature: "a fulltext or spatial index".into(),
            }),
        }
    }

    /// The definition, with what the parts imply for each other.
    pub(crate) fn finish(self) -> TableDef {
        let mut def = self.def;
        if let Some(auto) = def.auto {
            // The number is there before NOT NULL is looked at.
            let sqlite = self.session.dialect == Dialect::Sqlite;
            if !sqlite {
                def.columns[auto.column].nullable = false;
            }
        }
        def
    }
}

/// A type's text; what the parser makes of no type is empty.
pub(crate) fn declared(data_type: &ast::DataType) -> String {
    match data_type {
        ast::DataType::Unspecified => String::new(),
        other => other.to_string(),
    }
}
