//! Turns ALTER, COMMENT and CREATE TYPE into changes of the catalogue, and of the rows with it.

use super::{
    EngineError, Session,
    catalogue::{ForeignKey, TableDef, UniqueKind, same_column},
    define::{Builder, declared, need_column, table_name},
    query::{self, Compiler, Context, Frame, Slot, fold_name},
    session::invalid,
    store::Row,
};
use crate::{dialect::Dialect, schema::Value};
use gluesql::core::sqlparser::ast::{
    self, AlterColumnOperation, AlterTableOperation, CommentObject, ObjectName,
};
use std::rc::Rc;

impl Session {
    /// One operation of ALTER TABLE.
    pub(crate) fn alter_table(
        &mut self,
        table: &str,
        operation: &AlterTableOperation,
    ) -> Result<(), EngineError> {
        use AlterTableOperation as Op;
        let dialect = self.dialect;
        let id = self.state.catalogue.need(table, dialect)?;
        let def = self.state.def(id);
        match operation {
            Op::AddColumn {
                column_def,
                if_not_exists,
                ..
            } => {
                let name = fold_name(&column_def.name, dialect);
                if *if_not_exists && def.column(&name, dialect).is_some() {
                    return Ok(());
                }
                self.add_column(id, &def, column_def)
            }
            Op::AddConstraint(constraint) => {
                let mut builder = Builder::from(self, (*def).clone());
                builder.constraint(constraint)?;
                let def = builder.finish();
                self.replace_and_check(id, &def)
            }
            Op::DropConstraint {
                if_exists, name, ..
            } => {
                let name = fold_name(name, dialect);
                self.drop_constraint(id, &def, &name, *if_exists)
            }
            Op::DropPrimaryKey => {
                let mut def = (*def).clone();
                def.uniques
                    .retain(|unique| unique.kind != UniqueKind::Primary);
                self.rebuild(id, def, None);
                Ok(())
            }
            Op::DropColumn {
                column_name,
                if_exists,
                ..
            } => {
                let name = fold_name(column_name, dialect);
                match def.column(&name, dialect) {
                    Some(column) => self.drop_column(id, &def, column),
                    None if *if_exists => Ok(()),
                    None => Err(EngineError::NoSuchColumn {
                        column: format!("{table}.{name}"),
                    }),
                }
            }
            Op::RenameColumn {
                old_column_name,
                new_column_name,
            } => {
                let old = fold_name(old_column_name, dialect);
                let new = fold_name(new_column_name, dialect);
                self.rename_column(id, &def, &old, &new)
            }
            Op::RenameTable { table_name: name } => {
                self.rename_table(id, &table_name(name, dialect))
            }
            Op::ChangeColumn {
                old_name,
                new_name,
                data_type,
                options,
                ..
            } => {
                let (old, new) = (fold_name(old_name, dialect), fold_name(new_name, dialect));
                self.redefine_column(id, &def, &old, data_type, options)?;
                if old == new {
                    return Ok(());
                }
                let def = self.state.def(id);
                self.rename_column(id, &def, &old, &new)
            }
            Op::ModifyColumn {
                col_name,
                data_type,
                options,
                ..
            } => self.redefine_column(id, &def, &fold_name(col_name, dialect), data_type, options),
            Op::AlterColumn { column_name, op } => {
                let column = need_column(&def, &fold_name(column_name, dialect), dialect)?;
                self.alter_column(id, &def, column, op)
            }
            other => {
                let text = other.to_string();
                Err(EngineError::Unsupported {
                    feature: format!(
                        "ALTER TABLE … {}",
                        text.chars().take(60).collect::<String>()
                    ),
                })
            }
        }
    }

    fn add_column(
        &mut self,
        id: usize,
        def: &TableDef,
        column: &ast::ColumnDef,
    ) -> Result<(), EngineError> {
        let mut builder = Builder::from(self, def.clone());
        let at = builder.column(column)?;
        let def = builder.finish();
        let mut next = self.state.tables[id].last_number;
        let mut rows = Vec::new();
        for (row, values) in &self.state.tables[id].rows {
            let mut values = values.to_vec();
            let value = match def.auto {
                Some(auto) if auto.column == at => {
                    next += 1;
                    Value::Integer(next)
                }
                _ => query::default_value(&def, at, &self.environment)?,
            };
            // MySQL gives a NOT NULL column without default its type's zero.
            let value = match (value, self.dialect) {
                (Value::Null, Dialect::Mysql | Dialect::Mariadb) if !def.columns[at].nullable => {
                    if def.columns[at].ty.is_numeric() {
                        Value::Integer(0)
                    } else {
                        Value::Text(String::new())
                    }
                }
                (value, _) => value,
            };
            if value == Value::Null && !def.columns[at].nullable {
                return Err(EngineError::NotNull {
                    table: def.name.to_string(),
                    column: def.columns[at].name.clone(),
                    trace: None,
                });
            }
            values.push(value);
            rows.push((*row, Row::from(values)));
        }
        self.state.tables[id].last_number = next;
        self.state.tables[id].rows = rows.into_iter().collect();
        self.replace_and_check(id, &def)
    }

    /// Puts a definition in place, if every row obeys it.
    fn replace_and_check(&mut self, id: usize, def: &TableDef) -> Result<(), EngineError> {
        let before = self.state.clone();
        let result = self.try_replace(id, def);
        if result.is_err() {
            self.state = before;
        }
        result
    }

    fn try_replace(&mut self, id: usize, def: &TableDef) -> Result<(), EngineError> {
        let mut catalogue = (*self.state.catalogue).clone();
        catalogue.replace(id, def.clone());
        self.check_references(&catalogue, &[id])?;
        for row in self.state.tables[id].rows.values() {
            for check in &def.checks {
                if !query::check_holds(&check.predicate.expr, row, &self.environment)? {
                    return Err(EngineError::Check {
                        table: def.name.to_string(),
                        constraint: check.name.to_string(),
                        trace: None,
                    });
                }
            }
            for (column, value) in def.columns.iter().zip(row.iter()) {
                if !column.nullable && *value == Value::Null {
                    return Err(EngineError::NotNull {
                        table: def.name.to_string(),
                        column: column.name.clone(),
                        trace: None,
                    });
                }
            }
        }
        // A new primary key goes to the front: all indexes are built anew.
        self.state.tables[id].uniques.clear();
        self.state.tables[id].lookups.clear();
        self.check_unique(id, def)?;
        self.state.define(catalogue, self.dialect);
        self.check_links(id)
    }

    /// Whether every row finds what it references.
    fn check_links(&self, id: usize) -> Result<(), EngineError> {
        if !self.foreign_keys {
            return Ok(());
        }
        let def = self.state.def(id);
        for link in self.state.catalogue.outbound(id) {
            let link = self.state.catalogue.link(*link);
            let referenced = self.state.def(link.referenced);
            for row in self.state.tables[id].rows.values() {
                let Some(key) = super::key::Key::of(row, &link.columns, def.folds) else {
                    continue;
                };
                if !self.state.tables[link.referenced].uniques[link.unique].contains_key(&key) {
                    return Err(EngineError::ForeignKey {
                        constraint: link.name.to_string(),
                        table: def.name.to_string(),
                        columns: def.names(&link.columns),
                        referenced_table: referenced.name.to_string(),
                        referenced_columns: referenced.names(&link.referenced_columns),
                        values: link
                            .columns
                            .iter()
                            .map(|column| row[*column].clone())
                            .collect(),
                        action: None,
                        trace: None,
                    });
                }
            }
        }
        Ok(())
    }

    /// Puts a definition in place after its columns have moved, with changed rows.
    fn rebuild(&mut self, id: usize, def: TableDef, rows: Option<Vec<(u64, Row)>>) {
        if let Some(rows) = rows {
            self.state.tables[id].rows = rows.into_iter().collect();
        }
        self.state.tables[id].uniques.clear();
        self.state.tables[id].lookups.clear();
        self.redefine(id, def);
    }

    fn drop_constraint(
        &mut self,
        id: usize,
        def: &TableDef,
        name: &str,
        if_exists: bool,
    ) -> Result<(), EngineError> {
        let same = |known: &str| same_column(known, name, self.dialect);
        let mut changed = def.clone();
        changed.foreign_keys.retain(|key| !same(&key.name));
        changed.checks.retain(|check| !same(&check.name));
        changed.uniques.retain(|unique| !same(&unique.name));
        changed
            .lookups
            .retain(|lookup| lookup.name.as_ref().is_none_or(|known| !same(known)));
        let count = |def: &TableDef| {
            def.foreign_keys.len() + def.checks.len() + def.uniques.len() + def.lookups.len()
        };
        let defaults = def.columns.iter().any(|column| {
            column.default.is_some() && format!("DF_{}_{}", def.name, column.name) == name
        });
        if count(&changed) == count(def) && !defaults {
            return if if_exists {
                Ok(())
            } else {
                Err(invalid(format!(
                    "constraint {name} of {} does not exist",
                    def.name
                )))
            };
        }
        for column in &mut changed.columns {
            if format!("DF_{}_{}", def.name, column.name) == name {
                column.default = None;
            }
        }
        self.rebuild(id, changed, None);
        Ok(())
    }

    fn drop_column(&mut self, id: usize, def: &TableDef, column: usize) -> Result<(), EngineError> {
        if def.columns.len() == 1 {
            return Err(invalid(format!("{} has only this column", def.name)));
        }
        let mut changed = def.clone();
        changed.columns.remove(column);
        let keeps = |columns: &[usize]| !columns.contains(&column);
        changed.uniques.retain(|unique| keeps(&unique.columns));
        changed
            .lookups
            .retain(|lookup| keeps(&lookup.columns) && lookup.name.is_some());
        changed.foreign_keys.retain(|key| keeps(&key.columns));
        let shift = |columns: &mut Vec<usize>| {
            for at in columns {
                if *at > column {
                    *at -= 1;
                }
            }
        };
        for unique in &mut changed.uniques {
            shift(&mut unique.columns);
        }
        for lookup in &mut changed.lookups {
            shift(&mut lookup.columns);
        }
        for key in &mut changed.foreign_keys {
            shift(&mut key.columns);
        }
        changed.auto = changed
            .auto
            .filter(|auto| auto.column != column)
            .map(|mut auto| {
                if auto.column > column {
                    auto.column -= 1;
                }
                auto
            });
        // Checks are compiled by position: those that name the column go, the others are compiled
        // anew.
        let checks = std::mem::take(&mut changed.checks);
        for check in checks {
            let parsed = super::text::parse_expr(&check.predicate.sql, self.dialect)?;
            if let Ok(predicate) = self.predicate(&changed, &parsed) {
                changed.checks.push(super::catalogue::Check {
                    name: check.name,
                    predicate,
                });
            }
        }
        let rows = self.state.tables[id]
            .rows
            .iter()
            .map(|(row, values)| {
                let mut values = values.to_vec();
                values.remove(column);
                (*row, Row::from(values))
            })
            .collect();
        self.rebuild(id, changed, Some(rows));
        Ok(())
    }

    fn rename_column(
        &mut self,
        id: usize,
        def: &TableDef,
        old: &str,
        new: &str,
    ) -> Result<(), EngineError> {
        let column = need_column(def, old, self.dialect)?;
        if let Some(other) = def.column(new, self.dialect)
            && other != column
        {
            return Err(EngineError::AlreadyExists {
                what: "column",
                name: new.into(),
            });
        }
        let old = def.columns[column].name.clone();
        let mut catalogue = (*self.state.catalogue).clone();
        let mut changed = def.clone();
        changed.columns[column].name = new.into();
        catalogue.replace(id, changed);
        let name = def.name.clone();
        self.each_reference(&mut catalogue, &name, |key| {
            for column in &mut key.referenced_columns {
                if *column == old {
                    *column = new.into();
                }
            }
        });
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// Changes every foreign key that leads to a table of that name.
    fn each_reference(
        &self,
        catalogue: &mut super::catalogue::Catalogue,
        table: &str,
        mut change: impl FnMut(&mut ForeignKey),
    ) {
        let tables: Vec<_> = catalogue
            .tables()
            .filter(|(_, def)| {
                def.foreign_keys.iter().any(|key| {
                    super::catalogue::same_table(&key.referenced_table, table, self.dialect)
                })
            })
            .map(|(id, def)| (id, (**def).clone()))
            .collect();
        for (id, mut def) in tables {
            for key in &mut def.foreign_keys {
                if super::catalogue::same_table(&key.referenced_table, table, self.dialect) {
                    change(key);
                }
            }
            catalogue.replace(id, def);
        }
    }

    fn rename_table(&mut self, id: usize, new: &str) -> Result<(), EngineError> {
        if self
            .state
            .catalogue
            .find(new, self.dialect)
            .is_some_and(|other| other != id)
        {
            return Err(EngineError::AlreadyExists {
                what: "table",
                name: new.into(),
            });
        }
        let mut catalogue = (*self.state.catalogue).clone();
        let mut def = (*self.state.def(id)).clone();
        let old = def.name.clone();
        def.name = new.into();
        catalogue.replace(id, def);
        self.each_reference(&mut catalogue, &old, |key| {
            key.referenced_table = new.into();
        });
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// MySQL's CHANGE and MODIFY: the column is what this says, and nothing else.
    fn redefine_column(
        &mut self,
        id: usize,
        def: &TableDef,
        name: &str,
        data_type: &ast::DataType,
        options: &[ast::ColumnOption],
    ) -> Result<(), EngineError> {
        let column = need_column(def, name, self.dialect)?;
        let mut blank = def.clone();
        blank.columns[column].nullable = true;
        blank.columns[column].default = None;
        if blank.auto.is_some_and(|auto| auto.column == column) {
            blank.auto = None;
        }
        self.retype(&mut blank, column, data_type)?;
        let mut builder = Builder::from(self, blank);
        for option in options {
            let option = ast::ColumnOptionDef {
                name: None,
                option: option.clone(),
            };
            builder.option(column, &option)?;
        }
        let def = builder.finish();
        self.convert_rows(id, &def, column, None)?;
        self.replace_and_check(id, &def)
    }

    fn retype(
        &self,
        def: &mut TableDef,
        column: usize,
        data_type: &ast::DataType,
    ) -> Result<(), EngineError> {
        let compiler = Compiler::new(&self.state.catalogue, self.dialect, &|_| None);
        def.columns[column].ty = compiler.column_type(data_type)?;
        def.columns[column].declared = declared(data_type);
        Ok(())
    }

    /// Makes every value of a column one of its new type.
    fn convert_rows(
        &mut self,
        id: usize,
        def: &TableDef,
        column: usize,
        using: Option<&query::Expr>,
    ) -> Result<(), EngineError> {
        let context = Context::new(&self.environment, &self.state);
        let mut rows = Vec::new();
        for (row, values) in &self.state.tables[id].rows {
            let value = match using {
                Some(expr) => {
                    let tuple = [Slot {
                        id: *row,
                        row: values.clone(),
                    }];
                    expr.eval(&Frame::of(&tuple), &context)?.into_owned()
                }
                None => values[column].clone(),
            };
            let value = match (&def.columns[column].ty, value) {
                (super::types::ColumnType::Text { .. }, Value::Bool(flag)) => {
                    Value::Text(flag.to_string())
                }
                (_, value) => value,
            };
            let mut values = values.to_vec();
            values[column] = query::coerce(value, def, &def.columns[column], &self.environment)?;
            rows.push((*row, Row::from(values)));
        }
        drop(context);
        self.state.tables[id].rows = rows.into_iter().collect();
        Ok(())
    }

    fn alter_column(
        &mut self,
        id: usize,
        def: &Rc<TableDef>,
        column: usize,
        operation: &AlterColumnOperation,
    ) -> Result<(), EngineError> {
        let mut changed = (**def).clone();
        match operation {
            AlterColumnOperation::SetNotNull => changed.columns[column].nullable = false,
            AlterColumnOperation::DropNotNull => changed.columns[column].nullable = true,
            AlterColumnOperation::DropDefault => changed.columns[column].default = None,
            AlterColumnOperation::SetDefault { value } => {
                let mut builder = Builder::from(self, changed);
                builder.default(column, value)?;
                changed = builder.def;
            }
            AlterColumnOperation::SetDataType { data_type, using } => {
                self.retype(&mut changed, column, data_type)?;
                let using = match using {
                    Some(expr) => {
                        let mut compiler =
                            Compiler::new(&self.state.catalogue, self.dialect, &|_| None);
                        compiler.with_origins(vec![query::Origin::table(
                            def.name.to_string(),
                            id,
                            def,
                        )]);
                        Some(compiler.condition(expr)?)
                    }
                    None => None,
                };
                self.convert_rows(id, &changed, column, using.as_ref())?;
            }
            AlterColumnOperation::AddGenerated { .. } => {
                return Err(EngineError::Unsupported {
                    feature: "ALTER COLUMN … ADD GENERATED".into(),
                });
            }
        }
        self.replace_and_check(id, &changed)
    }

    /// SQL Server's `sp_rename`.
    pub(crate) fn rename(
        &mut self,
        old: &[String],
        new: &str,
        column: bool,
    ) -> Result<(), EngineError> {
        let dialect = self.dialect;
        match old {
            [.., table, name] if column => {
                let id = self.state.catalogue.need(table, dialect)?;
                let def = self.state.def(id);
                self.rename_column(id, &def, name, new)
            }
            [.., table] => {
                let id = self.state.catalogue.need(table, dialect)?;
                self.rename_table(id, new)
            }
            [] => Err(invalid("sp_rename needs a name")),
        }
    }

    /// DROP INDEX.
    pub(crate) fn drop_index(
        &mut self,
        name: &str,
        table: Option<&str>,
        if_exists: bool,
    ) -> Result<(), EngineError> {
        let found = self
            .state
            .catalogue
            .tables()
            .filter(|(_, def)| {
                table.is_none_or(|table| {
                    super::catalogue::same_table(&def.name, table, self.dialect)
                })
            })
            .find_map(|(id, def)| {
                let unique = def
                    .uniques
                    .iter()
                    .position(|unique| same_column(&unique.name, name, self.dialect));
                let lookup = def.lookups.iter().position(|lookup| {
                    lookup
                        .name
                        .as_ref()
                        .is_some_and(|known| same_column(known, name, self.dialect))
                });
                (unique.is_some() || lookup.is_some())
                    .then(|| (id, (**def).clone(), unique, lookup))
            });
        let Some((id, mut def, unique, lookup)) = found else {
            return if if_exists {
                Ok(())
            } else {
                Err(invalid(format!("no such index: {name}")))
            };
        };
        if let Some(unique) = unique {
            let own = matches!(self.dialect, Dialect::Mysql | Dialect::Mariadb);
            if def.uniques[unique].kind != UniqueKind::Index && !own {
                return Err(invalid(format!(
                    "index {name} belongs to a constraint and cannot be dropped"
                )));
            }
            def.uniques.remove(unique);
        }
        if let Some(lookup) = lookup {
            def.lookups.remove(lookup);
        }
        self.rebuild(id, def, None);
        Ok(())
    }

    /// CREATE TYPE … AS ENUM.
    pub(crate) fn create_enum(
        &mut self,
        name: &str,
        labels: Vec<String>,
    ) -> Result<(), EngineError> {
        let mut catalogue = (*self.state.catalogue).clone();
        if catalogue.enums.contains_key(name) {
            return Err(EngineError::AlreadyExists {
                what: "type",
                name: name.into(),
            });
        }
        catalogue.enums.insert(name.into(), labels.into());
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// ALTER TYPE … ADD VALUE.
    pub(crate) fn add_enum_value(
        &mut self,
        name: &str,
        value: &str,
        before: Option<&str>,
        after: Option<&str>,
        if_not_exists: bool,
    ) -> Result<(), EngineError> {
        let mut catalogue = (*self.state.catalogue).clone();
        let Some(known) = catalogue.enums.get(name).cloned() else {
            return Err(invalid(format!("no such type: {name}")));
        };
        let mut labels = known.to_vec();
        if labels.iter().any(|label| label == value) {
            return if if_not_exists {
                Ok(())
            } else {
                Err(EngineError::AlreadyExists {
                    what: "enum label",
                    name: value.into(),
                })
            };
        }
        let at = |wanted: Option<&str>| {
            labels
                .iter()
                .position(|label| Some(label.as_str()) == wanted)
        };
        let at = at(before)
            .or_else(|| at(after).map(|at| at + 1))
            .unwrap_or(labels.len());
        labels.insert(at, value.into());
        let labels: Rc<[String]> = labels.into();
        catalogue.enums.insert(name.into(), labels.clone());
        // Columns of the type know the new label too.
        let tables: Vec<_> = catalogue
            .tables()
            .map(|(id, def)| (id, (**def).clone()))
            .collect();
        for (id, mut def) in tables {
            for column in &mut def.columns {
                if column.ty == super::types::ColumnType::Enum(known.clone()) {
                    column.ty = super::types::ColumnType::Enum(labels.clone());
                }
            }
            catalogue.replace(id, def);
        }
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// DROP TYPE.
    pub(crate) fn drop_types(
        &mut self,
        names: &[ObjectName],
        if_exists: bool,
    ) -> Result<(), EngineError> {
        let mut catalogue = (*self.state.catalogue).clone();
        for name in names {
            let name = table_name(name, self.dialect);
            if catalogue.enums.remove(&name).is_none() && !if_exists {
                return Err(invalid(format!("no such type: {name}")));
            }
        }
        self.state.define(catalogue, self.dialect);
        Ok(())
    }

    /// COMMENT ON.
    pub(crate) fn comment(
        &mut self,
        object: CommentObject,
        name: &ObjectName,
        comment: Option<&str>,
    ) -> Result<(), EngineError> {
        let parts: Vec<String> = name
            .0
            .iter()
            .map(|part| fold_name(part, self.dialect))
            .collect();
        let comment = comment.map(str::to_owned);
        let (table, column) = match (object, parts.as_slice()) {
            (CommentObject::Table, [.., table]) => (table, None),
            (CommentObject::Column, [.., table, column]) => (table, Some(column)),
            _ => return Err(invalid("COMMENT ON needs a table or a column")),
        };
        let id = self.state.catalogue.need(table, self.dialect)?;
        let mut def = (*self.state.def(id)).clone();
        match column {
            Some(column) => {
                let at = need_column(&def, column, self.dialect)?;
                def.columns[at].comment = comment;
            }
            None => def.comment = comment,
        }
        self.redefine(id, def);
        Ok(())
    }
}
