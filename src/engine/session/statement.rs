//! Which part of the engine runs which statement of the parser's.

use super::Session;
use crate::engine::{EngineError, Outcome, define::table_name, text::Parsed, write::Update};
use gluesql::core::sqlparser::ast::{self, ObjectType, Statement};

impl Session {
    #[expect(clippy::too_many_lines, reason = "one arm for each statement")]
    pub(super) fn statement(
        &mut self,
        statement: &Statement,
        parsed: &Parsed,
    ) -> Result<Outcome, EngineError> {
        let none = |()| Outcome::default();
        match statement {
            Statement::Query(query) => {
                let plan = self.plan(query, &parsed.plans.query)?;
                self.select(&plan)
            }
            Statement::Insert(insert) => self.insert(insert, &parsed.plans.insert),
            update if let Some(update) = Update::of(update) => {
                self.update(&update, &parsed.tail, &parsed.plans.change)
            }
            Statement::Delete(delete) => self.delete(delete, &parsed.tail, &parsed.plans.change),
            Statement::Truncate {
                table_names,
                identity,
                cascade,
                ..
            } => self.truncate(
                table_names,
                matches!(identity, Some(ast::TruncateIdentityOption::Restart)),
                matches!(cascade, Some(ast::TruncateCascadeOption::Cascade)),
            ),
            Statement::CreateTable(create) => self.create_table(create, &parsed.text).map(none),
            Statement::CreateIndex(create) => self.create_index(create).map(none),
            Statement::AlterTable {
                name,
                if_exists,
                operations,
                ..
            } => {
                let name = table_name(name, self.dialect);
                if *if_exists && self.state.catalogue.find(&name, self.dialect).is_none() {
                    return Ok(Outcome::default());
                }
                for operation in operations {
                    self.alter_table(&name, operation)?;
                }
                Ok(Outcome::default())
            }
            Statement::Drop {
                object_type: ObjectType::Table,
                if_exists,
                names,
                cascade,
                ..
            } => self.drop_tables(names, *if_exists, *cascade).map(none),
            Statement::Drop {
                object_type: ObjectType::Type,
                if_exists,
                names,
                ..
            } => self.drop_types(names, *if_exists).map(none),
            Statement::CreateView {
                or_replace,
                materialized: false,
                name,
                columns,
                if_not_exists,
                ..
            } => self
                .create_view(name, columns, (*or_replace, *if_not_exists), &parsed.text)
                .map(none),
            Statement::Drop {
                object_type: ObjectType::View,
                if_exists,
                names,
                ..
            } => self.drop_views(names, *if_exists).map(none),
            Statement::Drop {
                object_type: ObjectType::Schema,
                if_exists: true,
                ..
            }
            | Statement::CreateSchema { .. }
            | Statement::CreateExtension { .. } => Ok(Outcome::default()),
            Statement::CreateType {
                name,
                representation: ast::UserDefinedTypeRepresentation::Enum { labels },
            } => {
                let labels = labels.iter().map(|label| label.value.clone()).collect();
                self.create_enum(&table_name(name, self.dialect), labels)
                    .map(none)
            }
            Statement::Comment {
                object_type,
                object_name,
                comment,
                ..
            } => self
                .comment(*object_type, object_name, comment.as_deref())
                .map(none),
            Statement::Explain { statement, .. } => self.explain(statement),
            Statement::ExplainTable {
                table_name: name, ..
            } => self.show(&[
                "COLUMNS".into(),
                "FROM".into(),
                table_name(name, self.dialect),
            ]),
            other => {
                let text = other.to_string();
                let words: Vec<&str> = text.split_whitespace().take(2).collect();
                Err(EngineError::Unsupported {
                    feature: words.join(" "),
                })
            }
        }
    }
}
