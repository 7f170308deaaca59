//! Answers `ddl`: what `sync` would send to an empty database, in every dialect. The texts go straight
//! into the answer.

use super::session::{Session, refused};
use crate::{
    dialect::{Dialect, ddl},
    orm::{push_list, push_text},
};

impl Session {
    /// `{"ok": {"sqlite": ["CREATE TABLE …", …], …}}`.
    pub(super) fn ddl(&self) -> String {
        let mut answer = String::from("{\"ok\":{");
        let order = match self.orm.schema.sync_order() {
            Ok(order) => order,
            Err(error) => return self.failed(&refused(error)),
        };
        for (index, dialect) in Dialect::ALL.into_iter().enumerate() {
            let statements = match ddl::schema_ddl_in(&self.orm.schema, order.as_deref(), dialect) {
                Ok(statements) => statements,
                Err(error) => return self.failed(&refused(error)),
            };
            let length: usize = statements.iter().map(|told| told.sql.len() + 16).sum();
            answer.reserve(length + 32);
            answer.push_str(if index > 0 { ",\"" } else { "\"" });
            answer.push_str(dialect.name());
            answer.push_str("\":");
            push_list(&mut answer, &statements, |answer, statement| {
                push_text(answer, &statement.sql);
            });
        }
        answer.push_str("}}");
        answer
    }
}
