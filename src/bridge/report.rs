//! Gathers all that the page draws.

use super::{
    effects,
    message::{
        AssociationView, ColumnView, DdlStatement, ForeignKeyView, ModelView, Report, RowPage,
        TableView, limits,
    },
    remarks,
    session::Session,
};
use crate::{
    dialect::{Dialect, ddl, literal::escape, types},
    engine::{RowOrder, StoredForeignKey, StoredTable},
    schema::{
        Attribute, Column, DefaultValue, ForeignKey, Model, Table, TableKind, TableName, Value,
    },
};

impl Session {
    /// The state of everything.
    pub(super) fn report(&self) -> Report {
        let schema = &self.orm.schema;
        let dialect = self.orm.dialect();
        let stored = self.shown().tables();
        let described = schema.tables();
        let mut tables: Vec<TableView> = described
            .iter()
            .map(|table| self.table(table, &stored))
            .collect();
        let made_by_sql = stored
            .iter()
            .filter(|stored| !described.iter().any(|table| table.name.name == stored.name));
        tables.extend(made_by_sql.map(|stored| self.table_of_sql(stored)));
        let (log, log_dropped) = self.log.view();
        Report {
            dialect,
            models: schema.models().map(model).collect(),
            tables,
            associations: schema.models().flat_map(associations).collect(),
            ddl: ddl::schema_ddl(schema, dialect)
                .unwrap_or_default()
                .into_iter()
                .map(|statement| DdlStatement {
                    table: statement.table,
                    sql: super::log::clip(&statement.sql),
                })
                .collect(),
            diagnostics: remarks::diagnostics(schema, dialect),
            log,
            log_dropped,
            console: self.finished.console.clone(),
            console_dropped: self.finished.console_dropped,
            trace: match &self.past {
                Some(past) => self.events_of_moment(past.number, 0, limits::EVENTS),
                None => self
                    .log
                    .newest_trace()
                    .map(|traced| effects::page(&self.orm.engine, traced, 0, limits::EVENTS)),
            },
            error: self.finished.error.clone().map(remarks::with_hint),
            elapsed: self.finished.elapsed,
            past: self.past_view(),
        }
    }

    fn table(&self, table: &Table, stored: &[StoredTable]) -> TableView {
        let name = &table.name.name;
        let dialect = self.orm.dialect();
        let exists = stored.iter().any(|stored| stored.name == *name);
        let named = self.shown().foreign_keys(name).unwrap_or_default();
        TableView {
            name: name.clone(),
            model: table.model.clone(),
            kind: table.kind,
            columns: table
                .columns
                .iter()
                .map(|column| column_view(dialect, table, column))
                .collect(),
            foreign_keys: table
                .foreign_keys
                .iter()
                .map(|key| foreign_key(dialect, table, key, &named))
                .collect(),
            causes: table.causes.clone(),
            exists,
            rows: if exists {
                self.rows(name, 0, limits::ROWS, None)
            } else {
                RowPage {
                    table: name.clone(),
                    ..RowPage::default()
                }
            },
        }
    }

    /// A table that no model describes.
    fn table_of_sql(&self, stored: &StoredTable) -> TableView {
        TableView {
            name: stored.name.clone(),
            kind: TableKind::Model,
            columns: stored
                .columns
                .iter()
                .map(|name| ColumnView {
                    name: name.clone(),
                    nullable: true,
                    primary_key: stored.primary_key.contains(name),
                    ..ColumnView::default()
                })
                .collect(),
            exists: true,
            rows: self.rows(&stored.name, 0, limits::ROWS, None),
            ..TableView::default()
        }
    }

    /// A page of a table's rows, ordered by a column where one is given. Values stand in the order
    /// of the columns shown, which are the model's where there is one.
    pub(super) fn rows(
        &self,
        table: &str,
        offset: usize,
        limit: usize,
        order: Option<RowOrder<'_>>,
    ) -> RowPage {
        let engine = self.shown();
        let mut page = RowPage {
            table: table.to_owned(),
            offset,
            ..RowPage::default()
        };
        let mut stored = engine.tables().into_iter();
        let Some(stored) = stored.find(|stored| stored.name == table) else {
            return page;
        };
        let limit = limit.min(limits::EVENTS);
        let found = order
            .and_then(|order| engine.rows_by(table, order, offset, limit).ok())
            .unwrap_or_else(|| engine.rows(table, offset, limit));
        page.total = stored.rows;
        page.ids = found.iter().map(|(id, _)| *id).collect();
        page.rows = found
            .iter()
            .map(|(_, row)| self.shaped(&stored, row))
            .collect();
        self.compare(&mut page, &stored);
        page
    }

    /// The page of a table's rows on which the row with these values stands; the first where there
    /// is none.
    pub(super) fn rows_around(
        &self,
        table: &str,
        key: &[(String, Value)],
        limit: usize,
    ) -> RowPage {
        let limit = limit.clamp(1, limits::EVENTS);
        let engine = self.shown();
        let stored = engine.tables().into_iter().find(|s| s.name == table);
        let wanted: Option<Vec<(usize, &Value)>> = stored.and_then(|stored| {
            let place = |name: &String| stored.columns.iter().position(|column| column == name);
            key.iter()
                .map(|(column, value)| Some((place(column)?, value)))
                .collect()
        });
        let position = wanted.and_then(|wanted| {
            let mut rows = engine.rows(table, 0, usize::MAX).into_iter();
            rows.position(|(_, row)| {
                wanted
                    .iter()
                    .all(|(at, value)| row.get(*at) == Some(*value))
            })
        });
        self.rows(table, position.unwrap_or(0) / limit * limit, limit, None)
    }

    /// A stored row's values in the order of the columns shown.
    pub(super) fn shaped(&self, stored: &StoredTable, row: &[Value]) -> Vec<Value> {
        match self.shown_columns(stored) {
            None => row.to_vec(),
            Some(positions) => positions
                .iter()
                .map(|position| position.and_then(|at| row.get(at)).cloned())
                .map(Option::unwrap_or_default)
                .collect(),
        }
    }

    /// Where the columns shown stand in a stored row; `None` where they stand in the same order.
    fn shown_columns(&self, stored: &StoredTable) -> Option<Vec<Option<usize>>> {
        let name = TableName {
            schema: None,
            name: stored.name.clone(),
        };
        let model = self.orm.schema.model_of_table(&name)?;
        let shown: Vec<&str> = model
            .stored_attributes()
            .map(|attribute| attribute.field.as_str())
            .collect();
        if shown == stored.columns {
            return None;
        }
        let position = |name: &&str| stored.columns.iter().position(|column| column == name);
        Some(shown.iter().map(position).collect())
    }
}

fn model(model: &Model) -> ModelView {
    ModelView {
        name: model.name.clone(),
        table: model.table.name.clone(),
        attributes: model.attributes.keys().cloned().collect(),
        associations: model.associations.keys().cloned().collect(),
        accessors: model
            .associations
            .values()
            .flat_map(|association| &association.accessors)
            .map(|accessor| accessor.name.clone())
            .collect(),
        origin: model.origin.clone(),
    }
}

fn associations(model: &Model) -> impl Iterator<Item = AssociationView> + '_ {
    model.associations.values().map(|association| {
        let through = association.through.as_ref();
        AssociationView {
            declaration: format!(
                "{}.{}({})",
                association.source,
                association.kind.method(),
                association.target
            ),
            kind: format!("{:?}", association.kind),
            source: association.source.clone(),
            target: association.target.clone(),
            name: association.name.clone(),
            through: through
                .map(|through| through.model.clone())
                .unwrap_or_default(),
            accessors: association
                .accessors
                .iter()
                .map(|accessor| accessor.name.clone())
                .collect(),
            origin: association.origin.clone(),
        }
    })
}

fn column_view(dialect: Dialect, table: &Table, column: &Column) -> ColumnView {
    let attribute = &column.attribute;
    let primary_key = table.primary_key.contains(&column.name);
    ColumnView {
        name: column.name.clone(),
        attribute: if attribute.name == column.name {
            String::new()
        } else {
            attribute.name.clone()
        },
        data_type: types::type_text(dialect, &attribute.data_type),
        nullable: attribute.allow_null != Some(false) && !primary_key,
        primary_key,
        unique: attribute.unique.is_some()
            || table
                .uniques
                .iter()
                .any(|unique| unique.columns.contains(&column.name)),
        auto_increment: attribute.auto_increment,
        default: default_text(dialect, attribute),
        causes: column.causes.clone(),
    }
}

fn default_text(dialect: Dialect, attribute: &Attribute) -> String {
    match &attribute.default_value {
        None => String::new(),
        Some(DefaultValue::Value(value)) => escape(dialect, value),
        Some(DefaultValue::Now) => "now".into(),
        Some(DefaultValue::UuidV1 | DefaultValue::UuidV4) => "a new UUID".into(),
        Some(DefaultValue::Function) => "a function".into(),
        Some(DefaultValue::Literal(text)) => text.clone(),
        Some(DefaultValue::Date(iso)) => iso.clone(),
        Some(DefaultValue::Json(value)) => value.to_string(),
        Some(DefaultValue::Call(name, _)) => format!("{name}(…)"),
        Some(DefaultValue::Column(name)) => name.clone(),
        Some(DefaultValue::Cast(_, data_type)) => format!("… as {data_type}"),
    }
}

/// A key with the name the database knows it by; by the dialect's rule while it does not exist.
fn foreign_key(
    dialect: Dialect,
    table: &Table,
    key: &ForeignKey,
    named: &[StoredForeignKey],
) -> ForeignKeyView {
    let single = table.primary_key == key.columns
        || table
            .uniques
            .iter()
            .any(|unique| unique.columns == key.columns);
    let position = table.foreign_keys.iter().position(|other| other == key);
    let stored = named.iter().find(|stored| stored.columns == key.columns);
    ForeignKeyView {
        name: stored.map_or_else(
            || {
                crate::orm::key_name(
                    dialect,
                    &table.name,
                    &key.columns,
                    position.unwrap_or_default(),
                )
            },
            |stored| stored.name.to_string(),
        ),
        columns: key.columns.clone(),
        referenced_table: key.referenced_table.name.clone(),
        referenced_columns: key.referenced_columns.clone(),
        on_delete: key.on_delete,
        on_update: key.on_update,
        single,
        causes: key.causes.clone(),
    }
}
