//! What the dialects' default collations do not look at when they compare texts.
//!
//! | | collation | case | accents | trailing spaces |
//! |---|---|---|---|---|
//! | SQLite, PostgreSQL | `BINARY`, `C` | count | count | count |
//! | MySQL 8 | `utf8mb4_0900_ai_ci` | – | – | count (NO PAD) |
//! | MariaDB | `utf8mb4_general_ci` | – | – | – (PAD SPACE) |
//! | SQL Server | `SQL_Latin1_General_CP1_CI_AS` | – | count | – |
//!
//! LIKE looks at trailing spaces everywhere (MySQL 8.0, 14.8.1).

use crate::dialect::Dialect;
use std::borrow::Cow;

/// A collation, by what it does not look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Collation {
    Binary,
    /// SQLite's LIKE: the case of ASCII's letters alone.
    PlainCase,
    CaseAndSpaces,
    CaseAndAccents,
    CaseAccentsAndSpaces,
}

/// Letters with their plain one first, as MariaDB 10.11 has them.
const ACCENTS: &str = "aàáâãäåāăą cçćĉċč dď eèéêëēĕėęě gĝğġģ hĥ iìíîïĩīĭį jĵ kķ lĺļľ nñńņň \
                       oòóôõöōŏő rŕŗř sśŝşš tţť uùúûüũūŭůűų wŵ yýÿŷ zźżž";

impl Collation {
    /// Of a dialect's default collation.
    pub(crate) fn of(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Sqlite | Dialect::Postgres => Self::Binary,
            Dialect::Mysql => Self::CaseAndAccents,
            Dialect::Mariadb => Self::CaseAccentsAndSpaces,
            Dialect::Mssql => Self::CaseAndSpaces,
        }
    }

    /// A text as the collation compares it.
    pub(crate) fn text(self, text: &str) -> Cow<'_, str> {
        let spaces = matches!(self, Self::CaseAndSpaces | Self::CaseAccentsAndSpaces);
        self.letters(if spaces {
            text.trim_end_matches(' ')
        } else {
            text
        })
    }

    /// A text's letters as the collation compares them, its spaces as they are.
    pub(crate) fn letters(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Binary => Cow::Borrowed(text),
            _ if self == Self::PlainCase || text.is_ascii() => {
                Cow::Owned(text.to_ascii_lowercase())
            }
            Self::PlainCase | Self::CaseAndSpaces => Cow::Owned(text.to_lowercase()),
            Self::CaseAndAccents | Self::CaseAccentsAndSpaces => {
                Cow::Owned(text.to_lowercase().chars().map(plain).collect())
            }
        }
    }
}

fn plain(letter: char) -> char {
    let mut groups = ACCENTS.split(' ').filter(|_| !letter.is_ascii());
    groups
        .find(|group| group.contains(letter))
        .and_then(|group| group.chars().next())
        .unwrap_or(letter)
}
