//! PostgreSQL's enum types: CREATE TYPE, ALTER TYPE, DROP TYPE.

use crate::engine::{EngineError, Session, define::table_name, error::invalid, types::ColumnType};
use gluesql::core::sqlparser::ast::ObjectName;
use std::rc::Rc;

impl Session {
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
                if column.ty == ColumnType::Enum(known.clone()) {
                    column.ty = ColumnType::Enum(labels.clone());
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
}
