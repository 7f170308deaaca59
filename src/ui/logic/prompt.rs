//! The SQL prompt: what to suggest, where the cursor stands, how a plan hangs together.

use super::sql::{self, TokenKind};
use crate::{
    bridge::message::TableView,
    dialect::{Dialect, quote::quote_identifier},
    schema::TableKind,
};

/// Statements to begin with, about the tables there are: a list, a join, a deletion.
pub fn suggestions(tables: &[TableView], dialect: Dialect) -> Vec<String> {
    let quoted = |name: &str| quote_identifier(dialect, name);
    let stands = |table: &&TableView| table.exists && table.kind == TableKind::Model;
    let find = |name: &str| tables.iter().find(|table| table.name == name);
    let mut out = Vec::new();
    if let Some(table) = tables.iter().find(stands) {
        out.push(format!("SELECT * FROM {};", quoted(&table.name)));
    }
    let keyed = tables.iter().filter(stands).find_map(|table| {
        let key = table.foreign_keys.first()?;
        let referenced = find(&key.referenced_table).filter(|other| other.name != table.name)?;
        let (column, target) = (key.columns.first()?, key.referenced_columns.first()?);
        Some((table, column, referenced, target))
    });
    if let Some((table, column, referenced, target)) = keyed {
        let (many, one) = (quoted(&table.name), quoted(&referenced.name));
        let (column, target) = (quoted(column), quoted(target));
        out.push(format!(
            "SELECT {one}.{target}, COUNT({many}.{column}) AS {}\nFROM {one}\nLEFT JOIN {many} ON {many}.{column} = {one}.{target}\nGROUP BY {one}.{target};",
            quoted("count")
        ));
        out.push(format!("DELETE FROM {one} WHERE {target} = 1;"));
    }
    out
}

/// The cursor stands on the first line, or on the last. Its place counts UTF-16 units.
pub fn edges(text: &str, cursor: u32) -> (bool, bool) {
    let break_ = u16::from(b'\n');
    let cursor = cursor as usize;
    let (mut first, mut last) = (true, true);
    for (at, unit) in text.encode_utf16().enumerate() {
        if unit == break_ {
            first &= at >= cursor;
            last &= at < cursor;
        }
    }
    (first, last)
}

/// Where a line and column (in characters) stand in UTF-16 units.
pub fn offset(text: &str, (line, column): (u32, u32)) -> u32 {
    let mut lines = text.split_inclusive('\n');
    let above = lines.by_ref().take(line.saturating_sub(1) as usize);
    let above: usize = above.map(|line| line.encode_utf16().count()).sum();
    let own = lines.next().unwrap_or_default().chars();
    let own: usize = own
        .take(column.saturating_sub(1) as usize)
        .map(char::len_utf16)
        .sum();
    u32::try_from(above + own).unwrap_or(u32::MAX)
}

/// A piece of the text as the field paints it.
pub type Painted<'a> = (TokenKind, &'a str, bool);

/// The text's tokens; the one at `error` is marked. An error at the very end has none.
pub fn painted(text: &str, error: Option<(u32, u32)>) -> Vec<Painted<'_>> {
    let error = error.map(|place| offset(text, place) as usize);
    let mut at = 0;
    sql::tokens(text)
        .into_iter()
        .map(|token| {
            let start = at;
            at += token.text.encode_utf16().count();
            let is_wrong = error.is_some_and(|error| start <= error && error < at);
            (
                token.kind,
                token.text,
                is_wrong && token.kind != TokenKind::Space,
            )
        })
        .collect()
}

/// A step of a plan: how deep it stands, its words, and whether it reads a whole table.
pub fn step(line: &str) -> (usize, &str, bool) {
    let words = line.trim_start();
    (
        (line.len() - words.len()) / 2,
        words,
        words.starts_with("scan "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bridge::message::ForeignKeyView;

    #[test]
    fn suggestions_speak_of_the_tables_in_the_dialects_quotes() {
        let table = |name: &str, exists| TableView {
            name: name.into(),
            exists,
            ..TableView::default()
        };
        let mut tweets = table("Tweets", true);
        tweets.foreign_keys = vec![ForeignKeyView {
            columns: vec!["UserId".into()],
            referenced_table: "Users".into(),
            referenced_columns: vec!["id".into()],
            ..ForeignKeyView::default()
        }];
        let tables = [table("Ghosts", false), table("Users", true), tweets];
        assert_eq!(
            suggestions(&tables, Dialect::Mssql),
            [
                "SELECT * FROM [Users];",
                "SELECT [Users].[id], COUNT([Tweets].[UserId]) AS [count]\nFROM [Users]\nLEFT JOIN [Tweets] ON [Tweets].[UserId] = [Users].[id]\nGROUP BY [Users].[id];",
                "DELETE FROM [Users] WHERE [id] = 1;",
            ]
        );
        assert!(suggestions(&tables[..1], Dialect::Sqlite).is_empty());
    }

    #[test]
    fn the_cursor_knows_the_edges_of_its_text() {
        assert_eq!(edges("", 0), (true, true));
        assert_eq!(edges("a\nb", 1), (true, false));
        assert_eq!(edges("a\nb", 2), (false, true));
        assert_eq!(edges("a\nb\nc", 2), (false, false));
    }

    #[test]
    fn the_token_at_the_place_is_marked() {
        let text = "SELECT '😀',\n nome FROM t";
        assert_eq!(offset(text, (2, 2)), 14);
        let wrong: Vec<&str> = painted(text, Some((2, 2)))
            .into_iter()
            .filter(|(.., is_wrong)| *is_wrong)
            .map(|(_, text, _)| text)
            .collect();
        assert_eq!(wrong, ["nome"]);
        assert!(painted(text, Some((9, 9))).iter().all(|(.., wrong)| !wrong));
    }

    #[test]
    fn a_plans_steps_are_indented_by_two() {
        assert_eq!(step("sort"), (0, "sort", false));
        assert_eq!(
            step("    scan Users, filtered"),
            (2, "scan Users, filtered", true)
        );
    }
}
