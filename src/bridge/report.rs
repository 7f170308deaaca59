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
    engine::StoredTable,
    schema::{Attribute, Column, DefaultValue, ForeignKey, Model, Table, TableKind},
};

impl Session {
    /// The state of everything.
    pub(super) fn report(&self) -> Report {
        let schema = &self.orm.schema;
        let dialect = self.orm.dialect();
        let stored = self.orm.engine.tables();
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
            trace: self
                .log
                .newest_trace()
                .map(|traced| effects::page(&self.orm.engine, traced, 0, limits::EVENTS)),
            error: self.finished.error.clone().map(remarks::with_hint),
            elapsed: self.finished.elapsed,
        }
    }

    fn table(&self, table: &Table, stored: &[StoredTable]) -> TableView {
        let name = &table.name.name;
        let dialect = self.orm.dialect();
        let exists = stored.iter().any(|stored| stored.name == *name);
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
                .map(|key| foreign_key(dialect, table, key))
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

    /// A page of a table's rows, ordered by a column where one is given.
    pub(super) fn rows(
        &self,
        table: &str,
        offset: usize,
        limit: usize,
        order: Option<(&str, bool)>,
    ) -> RowPage {
        let engine = &self.orm.engine;
        let stored = engine
            .tables()
            .into_iter()
            .find(|stored| stored.name == table);
        let Some(stored) = stored else {
            return RowPage {
                table: table.to_owned(),
                ..RowPage::default()
            };
        };
        let limit = limit.min(limits::EVENTS);
        let position = order.and_then(|(column, descending)| {
            let position = stored.columns.iter().position(|name| name == column)?;
            Some((position, descending))
        });
        let found = match position {
            None => engine.rows(table, offset, limit),
            Some((position, descending)) => {
                let mut all = engine.rows(table, 0, stored.rows);
                all.sort_by(|(_, a), (_, b)| {
                    let ordering = compare(a.get(position), b.get(position));
                    if descending {
                        ordering.reverse()
                    } else {
                        ordering
                    }
                });
                all.into_iter().skip(offset).take(limit).collect()
            }
        };
        RowPage {
            table: table.to_owned(),
            total: stored.rows,
            offset,
            ids: found.iter().map(|(id, _)| *id).collect(),
            rows: found.iter().map(|(_, row)| row.to_vec()).collect(),
        }
    }
}

fn compare(
    a: Option<&crate::schema::Value>,
    b: Option<&crate::schema::Value>,
) -> std::cmp::Ordering {
    use crate::schema::Value::{Bool, Bytes, Integer, List, Null, Real, Text};
    use std::cmp::Ordering::Equal;
    let rank = |value: Option<&crate::schema::Value>| match value {
        None | Some(Null) => 0,
        Some(Bool(_) | Integer(_) | Real(_)) => 1,
        Some(Text(_)) => 2,
        Some(List(_) | Bytes(_)) => 3,
    };
    #[allow(clippy::cast_precision_loss)]
    let number = |value: &crate::schema::Value| match value {
        Bool(flag) => f64::from(u8::from(*flag)),
        Integer(whole) => *whole as f64,
        Real(real) => *real,
        _ => 0.0,
    };
    match (a, b) {
        (Some(Text(a)), Some(Text(b))) => a.cmp(b),
        (Some(Integer(a)), Some(Integer(b))) => a.cmp(b),
        (Some(a), Some(b)) if rank(Some(a)) == 1 && rank(Some(b)) == 1 => {
            number(a).partial_cmp(&number(b)).unwrap_or(Equal)
        }
        _ => rank(a).cmp(&rank(b)),
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

fn foreign_key(dialect: Dialect, table: &Table, key: &ForeignKey) -> ForeignKeyView {
    let single = table.primary_key == key.columns
        || table
            .uniques
            .iter()
            .any(|unique| unique.columns == key.columns);
    let position = table.foreign_keys.iter().position(|other| other == key);
    ForeignKeyView {
        name: crate::orm::key_name(
            dialect,
            &table.name,
            &key.columns,
            position.unwrap_or_default(),
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
