//! Turns a path into a JSON column into each dialect's path literal.

use crate::dialect::{Dialect, literal};

/// The literal: `'{a,b}'` in postgres, `'$.a[0].b'` elsewhere; `MySQL` quotes every name.
pub(super) fn render(dialect: Dialect, path: &[String]) -> String {
    if dialect == Dialect::Postgres {
        return literal::string(dialect, &format!("{{{}}}", path.join(",")));
    }
    let mut text = String::from("$");
    for part in path {
        if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) {
            text.push('[');
            text.push_str(part);
            text.push(']');
        } else {
            text.push('.');
            if dialect == Dialect::Mysql {
                text.push('"');
                text.push_str(&part.replace('"', ""));
                text.push('"');
            } else {
                text.push_str(part);
            }
        }
    }
    literal::string(dialect, &text)
}
