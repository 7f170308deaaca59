//! SQL of the learner's own: `sequelize.query` with replacements or bound values, and transactions.

use super::{
    Orm, OrmError, encode,
    js::{self, Json, Object},
    nest,
};
use crate::{
    dialect::{
        Dialect,
        literal::{escape, list},
        quote::quote_identifier,
    },
    engine::Outcome,
    schema::Value,
};

impl Orm {
    /// `sequelize.query`: `{rows, metadata: {lastID, changes}}` as JSON.
    pub fn query(&mut self, sql: &str, options: &Object) -> Result<String, OrmError> {
        let option = |key: &str| options.get(key).filter(|value| !value.is_null());
        let sql = sql.trim();
        let (run, sql, bind) = match (option("replacements"), option("bind")) {
            (Some(_), Some(_)) => {
                return Err(OrmError::error(
                    "Both `replacements` and `bind` cannot be set at the same time",
                ));
            }
            (Some(given), None) => {
                let sql = self.replace(sql, given)?;
                (sql.clone(), sql, Vec::new())
            }
            (None, Some(given)) => bind(self.dialect(), sql, given)?,
            (None, None) => (sql.to_owned(), sql.to_owned(), Vec::new()),
        };
        let outcome = self.execute_as(&run, sql, bind, None)?;
        let rows = nest::flat_text(
            &self.schema,
            self.dialect(),
            None,
            &[],
            option("nest").is_some_and(js::truthy),
            &outcome,
        );
        let metadata = self.told(&outcome);
        Ok(format!("{{\"rows\":{rows},\"metadata\":{metadata}}}"))
    }

    /// What a driver tells of the statement sent last, beside its rows.
    pub(super) fn told(&self, outcome: &Outcome) -> Json {
        let sql = self.last_sent();
        let command = sql
            .trim_start()
            .split([' ', '\n'])
            .next()
            .unwrap_or_default();
        // sqlite's tells the last number there was, whichever statement it came from.
        let last_id = match self.dialect() {
            Dialect::Sqlite => self.last_id,
            _ => outcome.last_insert_id.unwrap_or(0),
        };
        js::fields(vec![
            ("command", command.to_uppercase().into()),
            ("lastID", last_id.into()),
            ("changes", outcome.affected.into()),
            ("returns", (!outcome.labels.is_empty()).into()),
        ])
    }

    /// Puts `?` and `:name` values into the text, outside of quotes and comments.
    pub(super) fn replace(&self, sql: &str, given: &Json) -> Result<String, OrmError> {
        let dialect = self.dialect();
        let written = |value: &Json| -> Result<String, OrmError> {
            let value = encode::bound(dialect, value, None)?;
            Ok(match &value {
                Value::List(items) => list(dialect, items),
                value => escape(dialect, value),
            })
        };
        let mut positional = given.as_array().into_iter().flatten();
        let mut out = String::with_capacity(sql.len());
        let mut rest = sql;
        while let Some(c) = rest.chars().next() {
            let skipped = quoted_length(rest);
            if skipped > 0 {
                out.push_str(&rest[..skipped]);
                rest = &rest[skipped..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            match c {
                '?' if given.is_array() => {
                    let Some(value) = positional.next() else {
                        let count = given.as_array().map_or(0, Vec::len);
                        return Err(OrmError::error(format!(
                            "Positional replacement (?) {count} has no entry in the replacement map (replacements[{count}] is undefined)."
                        )));
                    };
                    out.push_str(&written(value)?);
                }
                ':' if rest.starts_with(':') => {
                    out.push_str("::");
                    rest = &rest[1..];
                }
                ':' if given.is_object()
                    && name.starts_with(|c: char| c.is_alphabetic() || c == '_') =>
                {
                    let value = js::member(given, &name).ok_or_else(|| {
                        OrmError::error(format!(
                            "Named replacement \":{name}\" has no entry in the replacement map."
                        ))
                    })?;
                    out.push_str(&written(value)?);
                    rest = &rest[name.len()..];
                }
                c => out.push(c),
            }
        }
        Ok(out)
    }

    /// Opens, ends or marks a transaction, in the dialect's words.
    pub fn transaction(
        &mut self,
        action: &str,
        id: &str,
        parent: Option<&str>,
        options: &Object,
    ) -> Result<Json, OrmError> {
        let dialect = self.dialect();
        let name = quote_identifier(dialect, id);
        let mssql = dialect == Dialect::Mssql;
        let isolation = options.get("isolationLevel").and_then(Json::as_str);
        let sql = match (action, parent.is_some()) {
            ("savepoint", _) | ("begin", true) if mssql => format!("SAVE TRANSACTION {name};"),
            ("savepoint", _) | ("begin", true) => format!("SAVEPOINT {name};"),
            ("begin", false) => {
                if let Some(level) = isolation
                    && matches!(dialect, Dialect::Mysql | Dialect::Mariadb)
                {
                    let sql = format!("SET TRANSACTION ISOLATION LEVEL {level};");
                    self.execute_quietly(&sql);
                }
                match dialect {
                    Dialect::Sqlite => {
                        let kind = options.get("type").and_then(Json::as_str);
                        format!("BEGIN {} TRANSACTION;", kind.unwrap_or("DEFERRED"))
                    }
                    Dialect::Mssql => "BEGIN TRANSACTION;".into(),
                    _ => "START TRANSACTION;".into(),
                }
            }
            ("commit", true) => return Ok(id.into()),
            ("commit", false) if mssql => "COMMIT TRANSACTION;".into(),
            ("commit", false) => "COMMIT;".into(),
            ("rollback", true) if mssql => format!("ROLLBACK TRANSACTION {name};"),
            ("rollback", true) => format!("ROLLBACK TO SAVEPOINT {name};"),
            ("rollback", false) if mssql => "ROLLBACK TRANSACTION;".into(),
            ("rollback", false) => "ROLLBACK;".into(),
            _ => return Err(OrmError::error(format!("unknown action: {action}"))),
        };
        let begins = action == "begin" && parent.is_none();
        self.execute(sql, Vec::new(), None)?;
        if let Some(level) = isolation.filter(|_| begins) {
            match dialect {
                Dialect::Postgres => {
                    self.execute_quietly(&format!("SET TRANSACTION ISOLATION LEVEL {level};"));
                }
                Dialect::Sqlite if level == "READ UNCOMMITTED" => {
                    self.execute_quietly("PRAGMA read_uncommitted = ON;");
                }
                Dialect::Sqlite if level == "READ COMMITTED" => {
                    self.execute_quietly("PRAGMA read_uncommitted = OFF;");
                }
                Dialect::Sqlite if level == "SERIALIZABLE" => self.execute_quietly(
                    "-- SQLite's default isolation level is SERIALIZABLE. Nothing to do.",
                ),
                Dialect::Sqlite if level == "REPEATABLE READ" => self.execute_quietly(
                    "-- SQLite is not able to choose the isolation level REPEATABLE READ.",
                ),
                Dialect::Sqlite => {
                    let text = format!("Unknown isolation level: {level}");
                    return Err(OrmError::error(text));
                }
                _ => {}
            }
        }
        Ok(id.into())
    }
}

/// A value as it is given to the driver: sqlite's binds a date's milliseconds.
fn to_driver(dialect: Dialect, value: &Json) -> Result<Value, OrmError> {
    let date = js::text(value, "iso").filter(|_| dialect == Dialect::Sqlite);
    match date.and_then(encode::millis) {
        Some(millis) => Ok(Value::Integer(millis)),
        None => encode::bound(dialect, value, None),
    }
}

/// The length of a quoted text, a quoted name or a comment at the start; 0 where there is none.
fn quoted_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else {
        return 0;
    };
    let closed_by = |end: &str| {
        text[first.len_utf8()..]
            .find(end)
            .map_or(text.len(), |at| at + first.len_utf8() + end.len())
    };
    match first {
        '\'' | '"' | '`' => chars
            .find(|(_, c)| *c == first)
            .map_or(text.len(), |(at, c)| at + c.len_utf8()),
        '-' if text.starts_with("--") => closed_by("\n"),
        '/' if text.starts_with("/*") => closed_by("*/"),
        _ => 0,
    }
}

/// `formatBindParameters`: the text for the engine, the text as the driver gets it, and the values in
/// the order in which the engine counts them. The texts are the same but for SQL Server's names, which
/// are positions to the engine.
fn bind(
    dialect: Dialect,
    sql: &str,
    given: &Json,
) -> Result<(String, String, Vec<Value>), OrmError> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let keeps_positions = given.is_array() && !dialect.is_mysql();
    let mut values: Vec<&Json> = match given {
        Json::Array(items) if keeps_positions => items.iter().collect(),
        _ => Vec::new(),
    };
    let mut names: Vec<&str> = Vec::new();
    let (mut run, mut told) = (String::with_capacity(sql.len()), String::new());
    let mut rest = sql;
    while let Some(at) = rest.find('$') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let follows_word = sql[..sql.len() - rest.len() + at].ends_with(is_word);
        let end = after.find(|c| !is_word(c)).unwrap_or(after.len());
        let (name, behind) = after.split_at(end);
        if follows_word || name.is_empty() {
            // `$$` stands for one.
            rest = after
                .strip_prefix('$')
                .filter(|_| !follows_word)
                .unwrap_or(after);
            for text in [&mut run, &mut told] {
                text.push_str(before);
                text.push('$');
            }
            continue;
        }
        rest = behind;
        let digits = name.bytes().all(|byte| byte.is_ascii_digit());
        let (position, value) = match given {
            Json::Array(items) => {
                let number = name.parse().ok().filter(|_| !name.starts_with('0'));
                let position = number.and_then(|number: usize| number.checked_sub(1));
                (position, position.and_then(|position| items.get(position)))
            }
            given => (None, js::member(given, name).filter(|_| !digits)),
        };
        let Some(value) = value else {
            return Err(OrmError::error(format!(
                "Named bind parameter \"${name}\" has no value in the given object."
            )));
        };
        let is_new = !names.contains(&name);
        if is_new {
            names.push(name);
        }
        if dialect.is_mysql() || (is_new && !keeps_positions) {
            values.push(value);
        }
        let number = names.iter().position(|known| *known == name).unwrap_or(0) + 1;
        let mark = match (dialect, position) {
            (Dialect::Mysql | Dialect::Mariadb, _) => "?".into(),
            (Dialect::Mssql, position) => format!("@{}", position.unwrap_or(number - 1)),
            (Dialect::Postgres, None) => format!("${number}"),
            (Dialect::Sqlite, _) | (Dialect::Postgres, Some(_)) => format!("${name}"),
        };
        run.extend([before, &mark]);
        match (dialect, position) {
            (Dialect::Mssql, None) => told.extend([before, "@", name]),
            _ => told.extend([before, &mark]),
        }
    }
    run.push_str(rest);
    told.push_str(rest);
    let values = values.into_iter().map(|value| to_driver(dialect, value));
    Ok((run, told, values.collect::<Result<_, _>>()?))
}
