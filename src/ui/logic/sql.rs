//! SQL text into coloured tokens, and one long line into lines a reader can follow.
//!
//! The text itself is never changed but for white space: the exact line is one click away.

/// What a token is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `CREATE`, `SELECT`, `ON DELETE`.
    Keyword,
    /// A quoted or bare name.
    Name,
    /// `'text'`.
    Text,
    /// `42`.
    Number,
    /// `$1`, `?`, `@0`.
    Parameter,
    /// `-- note`.
    Comment,
    /// Brackets, commas, operators.
    Sign,
    /// White space.
    Space,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// The text.
    pub text: &'a str,
}

/// A line of formatted SQL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Steps from the left edge.
    pub indent: usize,
    /// The text.
    pub text: String,
    /// The column that the line defines, in a CREATE TABLE.
    pub column: Option<String>,
}

const KEYWORDS: &str = " ADD ALL ALTER ALWAYS AND AS ASC AUTOINCREMENT AUTO_INCREMENT BEGIN BETWEEN BIGINT BIT BLOB BOOLEAN BY CASCADE CASE CHAR CHECK COLLATE COLUMN COMMENT COMMIT CONFLICT CONSTRAINT CREATE DATE DATETIME DATETIME2 DATETIMEOFFSET DECIMAL DEFAULT DEFERRABLE DELETE DESC DISTINCT DO DOUBLE DROP ELSE END ENGINE ENUM EXEC EXISTS FALSE FETCH FIRST FLOAT FOREIGN FROM FULL GROUP HAVING IDENTITY IF IGNORE IN INDEX INNER INSERT INT INTEGER INTO IS ISOLATION JOIN JSON JSONB KEY LEFT LEVEL LIKE LIMIT NEXT NO NOT NOTHING NULL NVARCHAR OBJECT_ID OFF OFFSET ON ONLY OR ORDER OUTER OUTPUT PRAGMA PRECISION PRIMARY REAL REFERENCES REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROWS SELECT SERIAL SET SMALLINT START TABLE TEXT THEN TIME TIMESTAMP TINYINT TRANSACTION TRUE TRUNCATE TYPE UNION UNIQUE UNSIGNED UPDATE USING UUID VALUES VARCHAR VIEW WHEN WHERE WITH ZONE ";

/// Words before which a statement breaks, longest first where one begins with another.
const CLAUSES: [&str; 16] = [
    "LEFT OUTER JOIN",
    "RIGHT OUTER JOIN",
    "INNER JOIN",
    "LEFT JOIN",
    "FROM",
    "WHERE",
    "GROUP BY",
    "HAVING",
    "ORDER BY",
    "LIMIT",
    "OFFSET",
    "VALUES",
    "SET",
    "RETURNING",
    "ON CONFLICT",
    "OUTPUT",
];

/// The text's tokens; together they are the text.
pub fn tokens(sql: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = token(rest, first);
        out.push(Token {
            kind,
            text: &rest[..length],
        });
        rest = &rest[length..];
    }
    out
}

fn token(rest: &str, first: char) -> (TokenKind, usize) {
    use TokenKind as K;
    let while_true = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
    match first {
        c if c.is_whitespace() => (K::Space, while_true(char::is_whitespace)),
        '-' if rest.starts_with("--") => (K::Comment, rest.find('\n').unwrap_or(rest.len())),
        '\'' => (K::Text, quoted(rest, '\'')),
        '"' | '`' => (K::Name, quoted(rest, first)),
        '[' => (K::Name, quoted(rest, ']')),
        '$' | '@' | ':' if rest[1..].starts_with(|c: char| c.is_alphanumeric()) => (
            K::Parameter,
            1 + rest[1..].find(|c| !is_word(c)).unwrap_or(rest.len() - 1),
        ),
        '?' => (K::Parameter, 1),
        c if c.is_ascii_digit() => (K::Number, while_true(|c| c.is_ascii_digit() || c == '.')),
        c if is_word(c) => {
            let length = while_true(is_word);
            let known = KEYWORDS.contains(&format!(" {} ", rest[..length].to_ascii_uppercase()));
            (if known { K::Keyword } else { K::Name }, length)
        }
        c => (K::Sign, c.len_utf8()),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a quoted piece; a doubled quote stays inside, an open one runs to the end.
fn quoted(rest: &str, close: char) -> usize {
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((index, letter)) = letters.next() {
        if letter == close && letters.next_if(|(_, next)| *next == close).is_none() {
            return index + letter.len_utf8();
        }
    }
    rest.len()
}

/// The statement in lines: a CREATE TABLE with one column a line, others broken before each clause.
pub fn lines(sql: &str) -> Vec<Line> {
    let all = tokens(sql);
    let words: Vec<&str> = all
        .iter()
        .filter(|t| t.kind == TokenKind::Keyword)
        .map(|t| t.text)
        .collect();
    if words.contains(&"CREATE") && words.contains(&"TABLE") {
        create_lines(&all)
    } else {
        clause_lines(&all)
    }
}

/// Breaks after the first bracket of CREATE TABLE, at its commas, and before its end. SQL Server asks
/// before it whether the table is there: that is a line of its own.
fn create_lines(all: &[Token<'_>]) -> Vec<Line> {
    let mut out = vec![Line::default()];
    let mut depth = 0_usize;
    let (mut begun, mut opened, mut closed) = (false, false, false);
    for token in all {
        if token.text == "CREATE" && !begun {
            begun = true;
            out.push(Line::default());
        }
        let line_is_empty = out.last().is_some_and(|line| line.text.is_empty());
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_body = opened && depth == 0 && token.text == ")";
        if is_body {
            out.push(Line::default());
            (opened, closed) = (false, true);
        }
        if token.kind == TokenKind::Space && line_is_empty {
            continue;
        }
        if let Some(line) = out.last_mut() {
            line.text.push_str(if token.kind == TokenKind::Space {
                " "
            } else {
                token.text
            });
        }
        let opens = token.text == "(" && depth == 1 && begun && !opened && !closed;
        opened |= opens;
        if opens || (opened && depth == 1 && token.text == ",") {
            out.push(Line {
                indent: 1,
                ..Line::default()
            });
        }
    }
    for line in &mut out {
        line.text.truncate(line.text.trim_end().len());
        if line.indent == 1 {
            line.column = column_of(&line.text);
        }
    }
    out.retain(|line| !line.text.is_empty());
    out
}

/// The column that a line of a CREATE TABLE defines; none for `PRIMARY KEY (…)` and its like.
fn column_of(line: &str) -> Option<String> {
    let first = tokens(line).into_iter().next()?;
    (first.kind == TokenKind::Name).then(|| unquoted(first.text))
}

fn unquoted(name: &str) -> String {
    name.trim_matches(|c| matches!(c, '"' | '`' | '[' | ']'))
        .to_owned()
}

/// Breaks before each clause at the outer level, and indents what stands in brackets not at all.
fn clause_lines(all: &[Token<'_>]) -> Vec<Line> {
    let mut out = vec![Line::default()];
    let mut depth = 0_usize;
    for (index, token) in all.iter().enumerate() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let breaks = depth == 0
            && token.kind == TokenKind::Keyword
            && CLAUSES
                .iter()
                .any(|clause| starts_clause(&all[index..], clause));
        if breaks
            && out.last().is_some_and(|line| !line.text.is_empty())
            && !after_join_word(all, index)
        {
            out.push(Line {
                indent: 1,
                ..Line::default()
            });
        }
        if let Some(line) = out.last_mut()
            && !(token.kind == TokenKind::Space && line.text.is_empty())
        {
            line.text.push_str(token.text);
        }
    }
    for line in &mut out {
        line.text.truncate(line.text.trim_end().len());
    }
    out
}

fn starts_clause(rest: &[Token<'_>], clause: &str) -> bool {
    let mut words = rest.iter().filter(|t| t.kind != TokenKind::Space);
    clause.split(' ').all(|word| {
        words
            .next()
            .is_some_and(|t| t.text.eq_ignore_ascii_case(word))
    })
}

/// `DELETE FROM`, `ON DELETE SET NULL`, `DO UPDATE SET`: the second word belongs to the first.
fn after_join_word(all: &[Token<'_>], index: usize) -> bool {
    let before = all[..index]
        .iter()
        .rev()
        .find(|t| t.kind != TokenKind::Space);
    let own = all[index].text;
    before.is_some_and(|before| match own {
        "FROM" => before.text == "DELETE",
        "SET" => matches!(before.text, "DELETE" | "UPDATE"),
        "VALUES" => before.text == "DEFAULT",
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn shown(sql: &str) -> String {
        let show = |line: Line| {
            let column = line.column.map_or(String::new(), |c| format!("  <- {c}"));
            format!("{}{}{column}\n", "  ".repeat(line.indent), line.text)
        };
        lines(sql).into_iter().map(show).collect()
    }

    #[test]
    fn tokens_lose_nothing() {
        for sql in [
            "SELECT 'it''s', \"a\"\"b\", [x], `y`, $1, ? -- end",
            "'open",
            "€ 1.5 @0",
        ] {
            let together: String = tokens(sql).iter().map(|t| t.text).collect();
            assert_eq!(together, sql);
        }
    }

    #[test]
    fn a_table_has_one_column_a_line() {
        let sql = "CREATE TABLE IF NOT EXISTS `Likes` (`createdAt` DATETIME NOT NULL, `UserId` INTEGER NOT NULL REFERENCES `Users` (`id`) ON DELETE CASCADE, `size` DECIMAL(10, 2), PRIMARY KEY (`UserId`, `size`)) ENGINE=InnoDB;";
        expect![[r"
            CREATE TABLE IF NOT EXISTS `Likes` (
              `createdAt` DATETIME NOT NULL,  <- createdAt
              `UserId` INTEGER NOT NULL REFERENCES `Users` (`id`) ON DELETE CASCADE,  <- UserId
              `size` DECIMAL(10, 2),  <- size
              PRIMARY KEY (`UserId`, `size`)
            ) ENGINE=InnoDB;
        "]]
        .assert_eq(&shown(sql));
    }

    #[test]
    fn what_sql_server_asks_before_is_a_line_of_its_own() {
        let lines = super::lines(
            "IF OBJECT_ID('[A]', 'U') IS NULL CREATE TABLE [A] ([id] INTEGER, [n] NVARCHAR(255));",
        );
        let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        let wanted = [
            "IF OBJECT_ID('[A]', 'U') IS NULL",
            "CREATE TABLE [A] (",
            "[id] INTEGER,",
            "[n] NVARCHAR(255)",
            ");",
        ];
        assert_eq!(texts, wanted);
        assert_eq!(lines[2].column.as_deref(), Some("id"));
    }

    #[test]
    fn other_statements_break_before_their_clauses() {
        expect![[r"
            SELECT `id` FROM_x, (SELECT 1 FROM t)
              FROM `Users` AS `User`
              LEFT OUTER JOIN `Tweets` AS `Tweets` ON `User`.`id` = `Tweets`.`UserId`
              WHERE `User`.`id` = 1
              LIMIT 1;
        "]]
        .assert_eq(&shown("SELECT `id` FROM_x, (SELECT 1 FROM t) FROM `Users` AS `User` LEFT OUTER JOIN `Tweets` AS `Tweets` ON `User`.`id` = `Tweets`.`UserId` WHERE `User`.`id` = 1 LIMIT 1;"));
        expect![[r"
            DELETE FROM `Users`
              WHERE `id` = 1
        "]]
        .assert_eq(&shown("DELETE FROM `Users` WHERE `id` = 1"));
    }
}
