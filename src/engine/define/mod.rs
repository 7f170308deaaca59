//! Turns CREATE and DROP into changes of the catalogue.

mod builder;
mod index;
mod naming;
mod paths;
mod view;

pub(crate) use builder::{Builder, declared};
pub(crate) use naming::name_indexes_of_constraints;

use crate::{
    dialect::Dialect,
    engine::{
        EngineError, Session,
        catalogue::{Catalogue, Predicate, TableDef},
        query::{Compiler, Origin, fold_name},
    },
    schema::ReferentialAction,
};
use gluesql::core::sqlparser::ast::{self, ObjectName};
use std::rc::Rc;

/// The last part of a dotted name, as the dialect reads it.
pub(crate) fn table_name(name: &ObjectName, dialect: Dialect) -> String {
    name.0
        .last()
        .map(|ident| fold_name(ident, dialect))
        .unwrap_or_default()
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
        if create.strict {
            return Err(EngineError::Unsupported {
                feature: "a STRICT table".into(),
            });
        }
        if create.columns.is_empty() {
            return Err(EngineError::Syntax {
                message: "a table needs a column".into(),
            });
        }
        let mut builder = Builder::new(self, &name, text);
        if let [.., schema, _] = create.name.0.as_slice() {
            builder.def.schema = Some(fold_name(schema, self.dialect).into());
        }
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
            self.state.tables.resize_with(id + 1, Rc::default);
            self.state.table_mut(id).last_number = i64::from(number) - 1;
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
                let sets_null =
                    [key.on_delete, key.on_update].contains(&ReferentialAction::SetNull);
                if self.dialect.is_mysql()
                    && sets_null
                    && let Some(column) = key
                        .columns
                        .iter()
                        .map(|column| &def.columns[*column])
                        .find(|column| !column.nullable)
                {
                    return Err(EngineError::Invalid {
                        message: format!(
                            "foreign key {} has SET NULL, but column {} is NOT NULL",
                            key.name, column.name
                        ),
                    });
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
            if self.dialect == Dialect::Mssql {
                paths::check_paths(catalogue, *table)?;
            }
        }
        Ok(())
    }

    /// Puts a changed definition in place.
    pub(crate) fn redefine(&mut self, id: usize, def: TableDef) {
        let mut catalogue = (*self.state.catalogue).clone();
        catalogue.replace(id, def);
        self.state.define(catalogue, self.dialect);
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
                let rows: Vec<u64> = self.state.tables[id].rows.keys().collect();
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
            let action = Some(ReferentialAction::NoAction);
            return Err(link.refuses((&referencing, &def), Vec::new(), action, None));
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
            clause: "",
        })
}
