//! Builds a table's definition from its columns and constraints.

use super::{
    index::{indexed_column, shortened},
    naming::name_indexes_of_constraints,
    need_column, table_name,
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{
            Auto, AutoKind, Check, ColumnDef, DefaultDef, ForeignKey, Lookup, TableDef, Unique,
            UniqueKind,
        },
        collation::Collation,
        query::{Compiler, Typed, fold_name, foreign},
        types::{Bounds, ColumnType},
    },
    schema::ReferentialAction,
};
use gluesql::core::sqlparser::{
    ast::{
        self, ColumnOption, ConstraintCharacteristics, DeferrableInitial, ObjectName,
        ReferentialAction as AstAction, TableConstraint,
    },
    tokenizer::Token,
};
use std::rc::Rc;

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

impl<'a> Builder<'a> {
    pub(crate) fn new(session: &'a Session, name: &str, text: &str) -> Self {
        Self {
            session,
            def: TableDef {
                name: name.into(),
                schema: None,
                made: Vec::new(),
                columns: Vec::new(),
                uniques: Vec::new(),
                lookups: Vec::new(),
                foreign_keys: Vec::new(),
                checks: Vec::new(),
                auto: None,
                sql: text.into(),
                comment: None,
                folds: Collation::of(session.dialect),
            },
        }
    }

    /// Goes on with a table that is there.
    pub(crate) fn from(session: &'a Session, def: TableDef) -> Self {
        Self { session, def }
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.session.dialect
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
            bounds: Bounds::of(&column.data_type),
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
            self.option(at, option.name.as_ref(), &option.option)?;
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
        name: Option<&ast::Ident>,
        option: &ColumnOption,
    ) -> Result<(), EngineError> {
        let given = name.map(|name| fold_name(name, self.dialect()));
        match option {
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
        // SQLite's grammar wants a call in parentheses here.
        if let (Dialect::Sqlite, ast::Expr::Function(call)) = (self.dialect(), expr)
            && call.args != ast::FunctionArguments::None
        {
            return Err(foreign("("));
        }
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
            Some(name) if !self.dialect().is_mysql() => name,
            _ => self.default_name("pkey", &columns),
        };
        self.def.uniques.insert(
            0,
            Unique {
                name: name.into(),
                columns,
                lengths: Vec::new(),
                kind: UniqueKind::Primary,
                exprs: Vec::new(),
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
                lengths: Vec::new(),
                kind: UniqueKind::Constraint,
                exprs: Vec::new(),
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

    pub(super) fn columns(&self, names: &[ast::Ident]) -> Result<Vec<usize>, EngineError> {
        names
            .iter()
            .map(|name| need_column(&self.def, &fold_name(name, self.dialect()), self.dialect()))
            .collect()
    }

    /// Columns of an index, and how many characters of each count.
    fn indexed(&self, names: &[ast::Ident]) -> Result<(Vec<usize>, Vec<usize>), EngineError> {
        let columns = names
            .iter()
            .map(|name| indexed_column(&self.def, name, self.dialect()));
        let (columns, lengths) = columns.collect::<Result<_, _>>()?;
        Ok((columns, shortened(lengths)))
    }

    /// A constraint of the table.
    pub(crate) fn constraint(&mut self, constraint: &TableConstraint) -> Result<(), EngineError> {
        let dialect = self.dialect();
        let fold = |name: &Option<ast::Ident>| name.as_ref().map(|name| fold_name(name, dialect));
        match constraint {
            TableConstraint::PrimaryKey { name, columns, .. } => {
                let (columns, lengths) = self.indexed(columns)?;
                self.primary(fold(name), columns)?;
                self.def.uniques[0].lengths = lengths;
                Ok(())
            }
            TableConstraint::Unique {
                name,
                index_name,
                columns,
                ..
            } => {
                let (columns, lengths) = self.indexed(columns)?;
                self.unique(fold(name).or_else(|| fold(index_name)), columns);
                if let Some(unique) = self.def.uniques.last_mut()
                    && dialect.is_mysql()
                {
                    unique.lengths = lengths;
                }
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
                let (columns, _) = self.indexed(columns)?;
                let name = fold(name).unwrap_or_else(|| self.default_name("key", &columns));
                self.def.lookups.push(Lookup {
                    name: Some(name.into()),
                    columns,
                    partial: false,
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
        if self.session.dialect == Dialect::Sqlite {
            name_indexes_of_constraints(&mut def);
        }
        def
    }
}

/// A type's text; what the parser makes of no type is empty.
pub(crate) fn declared(data_type: &ast::DataType) -> String {
    match data_type {
        ast::DataType::Unspecified => String::new(),
        other => Bounds::written(other).unwrap_or_else(|| other.to_string()),
    }
}
