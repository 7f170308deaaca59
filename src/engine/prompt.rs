//! What a prompt needs beside running SQL: where one statement ends and the next begins, how a
//! statement would be answered, and where in its text an error lies.

use super::{
    Engine, EngineError,
    text::{self, Command, read, rules},
};
use crate::{dialect::Dialect, schema::Value};
use gluesql::core::sqlparser::{
    ast::Statement,
    parser::Parser,
    tokenizer::{Location, Token, Tokenizer},
};

/// A place in a text: line and column from 1, in characters.
pub type Place = (u32, u32);

/// One statement of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The statement, without its semicolon and what stands before its first word.
    pub text: String,
    /// Where it begins.
    pub place: Place,
}

impl Engine {
    /// Cuts a text into its statements. Only what cannot be cut at all (an open quote) fails here.
    pub fn pieces(&self, sql: &str) -> Result<Vec<Piece>, EngineError> {
        let rules = rules(self.dialect());
        let tokens = Tokenizer::new(&*rules, sql)
            .tokenize_with_location()
            .map_err(|error| EngineError::Syntax {
                message: error.to_string(),
            })?;
        let mut cursor = Cursor::of(sql);
        let mut pieces = Vec::new();
        let mut start = None;
        for token in &tokens {
            let at = cursor.go_to(token.location);
            if token.token == Token::SemiColon {
                pieces.extend(piece(sql, start.take(), at));
            } else if start.is_none() && !matches!(token.token, Token::Whitespace(_)) {
                start = Some((at, place(token.location)));
            }
        }
        pieces.extend(piece(sql, start, sql.len()));
        Ok(pieces)
    }

    /// Whether all of a text's statements leave the database as it is.
    pub fn reads(&self, sql: &str) -> bool {
        text::parse(sql, self.dialect()).is_ok_and(|all| all.iter().all(text::Parsed::reads))
    }

    /// How a query, an UPDATE or a DELETE (also behind EXPLAIN) would be run, one step a line, what
    /// it is made of indented below; nothing for other statements.
    pub fn plan(&self, sql: &str) -> Vec<String> {
        let parsed = text::parse(sql, self.dialect()).unwrap_or_default();
        let [parsed] = &parsed[..] else {
            return Vec::new();
        };
        let Command::Sql(statement) = &parsed.command else {
            return Vec::new();
        };
        let statement = match &**statement {
            Statement::Explain { statement, .. } => statement,
            statement => statement,
        };
        let outcome = self.session.explain(statement).unwrap_or_default();
        let lines = outcome.rows.into_iter().flatten();
        lines
            .filter_map(|line| match line {
                Value::Text(line) => Some(line.into()),
                _ => None,
            })
            .collect()
    }
}

fn piece(sql: &str, start: Option<(usize, Place)>, end: usize) -> Option<Piece> {
    let (start, place) = start?;
    let text = sql.get(start..end)?.trim_end().to_owned();
    Some(Piece { text, place })
}

fn place(location: Location) -> Place {
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    (small(location.line), small(location.column))
}

/// Walks through a text as the tokenizer does, and knows the byte it stands on.
struct Cursor<'a> {
    rest: std::str::CharIndices<'a>,
    at: Location,
}

impl<'a> Cursor<'a> {
    fn of(sql: &'a str) -> Self {
        Self {
            rest: sql.char_indices(),
            at: Location { line: 1, column: 1 },
        }
    }

    /// The byte at a location, which must not lie behind.
    fn go_to(&mut self, to: Location) -> usize {
        while (self.at.line, self.at.column) < (to.line, to.column) {
            match self.rest.next() {
                None => break,
                Some((_, '\n')) => {
                    self.at.line += 1;
                    self.at.column = 1;
                }
                Some(_) => self.at.column += 1,
            }
        }
        self.rest.offset()
    }
}

impl EngineError {
    /// Where in the text of one statement the error lies, if that can be told: where the parser
    /// stopped, or the first mention of the name that is not there.
    pub fn place(&self, sql: &str, dialect: Dialect) -> Option<Place> {
        match self {
            Self::Syntax { message } => {
                said_place(message).or_else(|| stopped_at(sql, message, dialect))
            }
            Self::NoSuchTable { table: name }
            | Self::NotInFrom { table: name, .. }
            | Self::NoSuchColumn { column: name, .. } => {
                mention(sql, name.rsplit('.').next()?, dialect)
            }
            Self::AlreadyExists { name, .. } => mention(sql, name, dialect),
            Self::Unsupported { feature } => mention(sql, feature.split(' ').next()?, dialect),
            _ => None,
        }
    }
}

/// The place that a message of the tokenizer ends with: ` at Line: 1, Column: 8`.
fn said_place(message: &str) -> Option<Place> {
    let (_, place) = message.rsplit_once(" at Line: ")?;
    let (line, column) = place.split_once(", Column: ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Reads the statement again, this time with the places of its tokens. Tokens that [`text`]
/// rewrites are not rewritten here, so the place counts only if the complaint is the same.
fn stopped_at(sql: &str, message: &str, dialect: Dialect) -> Option<Place> {
    let rules = rules(dialect);
    let tokens = Tokenizer::new(&*rules, sql).tokenize_with_location().ok()?;
    let mut parser = Parser::new(&*rules).with_tokens_with_locations(tokens);
    match read::statement(&mut parser, &*rules) {
        Err(error) => {
            let said = error.to_string();
            said.contains(message)
                .then(|| said_place(&said))
                .flatten()
                .filter(|place| place.0 > 0)
        }
        // It ended before the text did.
        Ok(_) => Some(place(parser.peek_token().location)),
    }
}

/// The first word of that name.
fn mention(sql: &str, name: &str, dialect: Dialect) -> Option<Place> {
    let rules = rules(dialect);
    let tokens = Tokenizer::new(&*rules, sql).tokenize_with_location().ok()?;
    let found = tokens.into_iter().find(
        |token| matches!(&token.token, Token::Word(word) if word.value.eq_ignore_ascii_case(name)),
    );
    found.map(|token| place(token.location))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine() -> Engine {
        let mut engine = Engine::new(Dialect::Postgres);
        engine
            .execute(
                r#"CREATE TABLE "Users" ("id" INTEGER PRIMARY KEY, "name" TEXT)"#,
                &[],
            )
            .expect("a table");
        engine
    }

    fn failing(sql: &str) -> Option<Place> {
        let error = engine().execute(sql, &[]).expect_err("an error");
        error.place(sql, Dialect::Postgres)
    }

    #[test]
    fn a_text_is_cut_at_its_semicolons_alone() {
        let pieces = engine()
            .pieces("-- first; not yet\nSELECT ';', \"a;b\" ;;\n  SELECT 'é'\n, 2; -- end")
            .expect("pieces");
        let shown: Vec<_> = pieces
            .iter()
            .map(|piece| (piece.text.as_str(), piece.place))
            .collect();
        assert_eq!(
            shown,
            [("SELECT ';', \"a;b\"", (2, 1)), ("SELECT 'é'\n, 2", (3, 3)),]
        );
        let error = engine()
            .pieces("SELECT\n 'open")
            .expect_err("an open quote");
        assert_eq!(error.place("", Dialect::Postgres), Some((2, 2)));
    }

    #[test]
    fn an_error_lies_where_the_parser_stopped_or_the_name_stands() {
        assert_eq!(failing("SELECT 1 +\n FROM x"), Some((2, 2)));
        assert_eq!(failing("SELECT 1 2 3"), Some((1, 10)));
        assert_eq!(failing("SELECT 1,\n nome FROM \"Users\""), Some((2, 2)));
        assert_eq!(failing("SELECT * FROM \"Nobody\""), Some((1, 15)));
        assert_eq!(failing("SELECT 1 / 0"), None);
    }

    #[test]
    fn a_query_has_a_plan_and_changes_nothing() {
        let engine = engine();
        let query = r#"SELECT * FROM "Users" WHERE "id" = 1"#;
        assert_eq!(engine.plan(query), ["find in Users by (id)"]);
        assert!(engine.reads(query));
        let deletion = r#"DELETE FROM "Users""#;
        assert_eq!(engine.plan(deletion), ["delete from Users", "  scan Users"]);
        assert!(!engine.reads(deletion) && !engine.reads("SELEKT"));
        assert!(engine.plan("BEGIN").is_empty());
    }
}
