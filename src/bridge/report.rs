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
    engine::{StoredColumn, StoredForeignKey, StoredTable},
    schema::{Association, Attribute, Column, DefaultValue, ForeignKey, Model, Table, TableKind},
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
        let model = self.orm.schema.model(&table.model);
        TableView {
            name: name.clone(),
            model: table.model.clone(),
            kind: table.kind,
            columns: table
                .columns
                .iter()
                .map(|column| column_view(dialect, table, column, model))
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

    /// A table that no model describes, as the database has it.
    fn table_of_sql(&self, stored: &StoredTable) -> TableView {
        let engine = self.shown();
        let name = &stored.name;
        let uniques = engine.uniques(name).unwrap_or_default();
        let is_unique = |columns: &[String]| uniques.iter().any(|u| u.columns == columns);
        let column = |column: StoredColumn| ColumnView {
            primary_key: stored.primary_key.contains(&column.name),
            unique: is_unique(std::slice::from_ref(&column.name)),
            name: column.name,
            data_type: column.data_type,
            nullable: column.nullable,
            auto_increment: column.auto_increment,
            default: column.default.unwrap_or_default(),
            ..ColumnView::default()
        };
        let tables = engine.tables();
        let primary_key = |name: &str| {
            let table = tables.iter().find(|table| table.name == name);
            table.map_or_else(Vec::new, |table| table.primary_key.clone())
        };
        let key = |key: StoredForeignKey| ForeignKeyView {
            name: key.name.to_string(),
            single: is_unique(&key.columns),
            columns: key.columns,
            referenced_columns: if key.referenced_columns.is_empty() {
                primary_key(&key.referenced_table)
            } else {
                key.referenced_columns
            },
            referenced_table: key.referenced_table,
            on_delete: Some(key.on_delete),
            on_update: Some(key.on_update),
            ..ForeignKeyView::default()
        };
        let columns = engine.columns(name).unwrap_or_default();
        let keys = engine.foreign_keys(name).unwrap_or_default();
        TableView {
            name: name.clone(),
            kind: TableKind::Model,
            columns: columns.into_iter().map(column).collect(),
            foreign_keys: keys.into_iter().map(key).collect(),
            exists: true,
            rows: self.rows(name, 0, limits::ROWS, None),
            ..TableView::default()
        }
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
            .flat_map(Association::accessors)
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
            accessors: association.accessors().collect(),
            origin: association.origin.clone(),
        }
    })
}

fn column_view(
    dialect: Dialect,
    table: &Table,
    column: &Column,
    model: Option<&Model>,
) -> ColumnView {
    let attribute = &column.attribute;
    let stamps = model.map(|model| &model.timestamps);
    let is = |stamp: &Option<String>| stamp.as_ref() == Some(&attribute.name);
    let primary_key = table.primary_key.contains(&column.name);
    ColumnView {
        name: column.name.clone(),
        attribute: if attribute.name == column.name {
            String::new()
        } else {
            attribute.name.clone()
        },
        data_type: types::type_text(dialect, &attribute.data_type).into_owned(),
        nullable: attribute.allow_null != Some(false) && !primary_key,
        primary_key,
        unique: attribute.unique.is_some()
            || table
                .uniques
                .iter()
                .any(|unique| unique.columns.contains(&column.name)),
        auto_increment: attribute.auto_increment,
        default: default_text(dialect, attribute),
        is_timestamp: stamps.is_some_and(|stamps| is(&stamps.created_at) || is(&stamps.updated_at)),
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
