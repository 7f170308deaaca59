//! Answers `ddl`: what `sync` would send to an empty database, in every dialect. The texts go straight
//! into the answer.

use super::session::{Session, refused};
use crate::dialect::{Dialect, ddl};
use std::fmt::Write as _;

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
            let mut separator = '[';
            for statement in &statements {
                answer.push(separator);
                push_json(&mut answer, &statement.sql);
                separator = ',';
            }
            answer.push_str(if statements.is_empty() { "[]" } else { "]" });
        }
        answer.push_str("}}");
        answer
    }
}

/// Writes a text as JSON: most of it needs no second look.
pub(super) fn push_json(json: &mut String, text: &str) {
    json.push('"');
    let mut rest = text;
    while let Some(at) = rest
        .bytes()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
    {
        json.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            byte @ (b'"' | b'\\') => json.extend(['\\', byte.into()]),
            // Writing to a String cannot fail.
            control => drop(write!(json, "\\u{control:04x}")),
        }
        rest = &rest[at + 1..];
    }
    json.push_str(rest);
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_was_written() {
        let text = "a \"b\" \\ \n \u{1} é";
        let mut json = String::new();
        push_json(&mut json, text);
        assert_eq!(
            serde_json::from_str::<String>(&json).ok().as_deref(),
            Some(text)
        );
    }
}
