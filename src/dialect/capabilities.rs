//! What each dialect can do and how it spells it: one default, sparse overrides.

use super::Dialect;

/// One row of the capability table. The source of each value is Sequelize's `dialect.supports`,
/// and for identifier lengths the database's manual.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "a table of yes and no")]
pub struct Capabilities {
    /// Opening and closing quote of an identifier.
    pub quotes: (char, char),
    /// `schema.table` is two identifiers.
    pub schemas: bool,
    /// The literals `true` and `false` exist.
    pub boolean_literals: bool,
    /// Text literals are written `N'…'`.
    pub national_strings: bool,
    /// Backslashes escape inside a text literal.
    pub backslash_escapes: bool,
    /// The longest identifier, in bytes (postgres) or characters.
    pub identifier_length: Option<usize>,
    /// How rows written are given back.
    pub returning: Returning,
    /// `INSERT … DEFAULT VALUES`.
    pub default_values: bool,
    /// `INSERT … VALUES ()`.
    pub empty_values: bool,
    /// `DEFAULT` may stand for a value in an INSERT.
    pub default_keyword: bool,
    /// `DEFAULT` may stand for a value in an INSERT of several rows.
    pub bulk_default: bool,
    /// `DEFAULT` may stand for an auto-increment column's value.
    pub auto_increment_default: bool,
    /// A given number needs `SET IDENTITY_INSERT … ON`.
    pub identity_insert: bool,
    /// Auto-increment columns may be updated.
    pub auto_increment_update: bool,
    /// What follows `INSERT` to skip duplicates.
    pub insert_ignore: &'static str,
    /// What follows an INSERT to skip duplicates.
    pub on_conflict_do_nothing: &'static str,
    /// What follows an INSERT to update duplicates.
    pub update_on_duplicate: Option<&'static str>,
    /// `ON CONFLICT` names columns.
    pub conflict_fields: bool,
    /// `UPDATE … LIMIT`.
    pub limit_on_update: bool,
    /// `ORDER BY … NULLS FIRST`.
    pub order_nulls: bool,
    /// `FOR UPDATE`.
    pub lock: bool,
    /// The words of a shared lock.
    pub for_share: Option<&'static str>,
    /// `UNION ALL`.
    pub union_all: bool,
    /// Each query of a UNION may stand in parentheses with its own LIMIT.
    pub grouped_limit: bool,
    /// `ALTER TABLE … ADD INDEX` in place of `CREATE INDEX`.
    pub index_via_alter: bool,
    /// What indexes may say.
    pub index: IndexCapabilities,
    /// `ALTER TABLE … ADD CONSTRAINT`.
    pub add_constraint: bool,
    /// `ALTER TABLE … DROP CONSTRAINT`.
    pub drop_constraint: bool,
    /// `DEFERRABLE INITIALLY DEFERRED`.
    pub deferrable_constraints: bool,
}

/// How rows written are given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returning {
    /// Not at all.
    None,
    /// `RETURNING`.
    Returning,
    /// `OUTPUT INSERTED.*`.
    Output,
}

/// What an index may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a table of yes and no")]
pub struct IndexCapabilities {
    /// `COLLATE` of a column.
    pub collate: bool,
    /// A prefix length of a column.
    pub length: bool,
    /// `WITH PARSER`.
    pub parser: bool,
    /// `CONCURRENTLY`.
    pub concurrently: bool,
    /// `FULLTEXT`, `SPATIAL` and the like.
    pub kind: bool,
    /// Where `USING method` stands.
    pub using: IndexUsing,
    /// A partial index.
    pub partial: bool,
    /// An operator class.
    pub operator: bool,
}

/// Where an index says `USING method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexUsing {
    /// Nowhere.
    Never,
    /// After the index's name.
    AfterName,
    /// After the table's name.
    AfterTable,
}

const DEFAULT: Capabilities = Capabilities {
    quotes: ('`', '`'),
    schemas: false,
    boolean_literals: true,
    national_strings: false,
    backslash_escapes: false,
    identifier_length: None,
    returning: Returning::None,
    default_values: false,
    empty_values: false,
    default_keyword: true,
    bulk_default: false,
    auto_increment_default: true,
    identity_insert: false,
    auto_increment_update: true,
    insert_ignore: "",
    on_conflict_do_nothing: "",
    update_on_duplicate: None,
    conflict_fields: false,
    limit_on_update: false,
    order_nulls: false,
    lock: false,
    for_share: None,
    union_all: true,
    grouped_limit: true,
    index_via_alter: false,
    index: IndexCapabilities {
        collate: true,
        length: false,
        parser: false,
        concurrently: false,
        kind: false,
        using: IndexUsing::Never,
        partial: false,
        operator: false,
    },
    add_constraint: true,
    drop_constraint: true,
    deferrable_constraints: false,
};

const SQLITE: Capabilities = Capabilities {
    boolean_literals: false,
    default_values: true,
    default_keyword: false,
    insert_ignore: " OR IGNORE",
    update_on_duplicate: Some(" ON CONFLICT DO UPDATE SET"),
    conflict_fields: true,
    union_all: false,
    grouped_limit: false,
    index: IndexCapabilities {
        partial: true,
        ..DEFAULT.index
    },
    add_constraint: false,
    drop_constraint: false,
    ..DEFAULT
};

const POSTGRES: Capabilities = Capabilities {
    quotes: ('"', '"'),
    schemas: true,
    identifier_length: Some(63),
    returning: Returning::Returning,
    default_values: true,
    bulk_default: true,
    on_conflict_do_nothing: " ON CONFLICT DO NOTHING",
    update_on_duplicate: Some(" ON CONFLICT DO UPDATE SET"),
    conflict_fields: true,
    order_nulls: true,
    lock: true,
    for_share: Some("FOR SHARE"),
    index: IndexCapabilities {
        concurrently: true,
        using: IndexUsing::AfterTable,
        partial: true,
        operator: true,
        ..DEFAULT.index
    },
    deferrable_constraints: true,
    ..DEFAULT
};

const MYSQL: Capabilities = Capabilities {
    backslash_escapes: true,
    identifier_length: Some(64),
    empty_values: true,
    insert_ignore: " IGNORE",
    update_on_duplicate: Some(" ON DUPLICATE KEY UPDATE"),
    limit_on_update: true,
    lock: true,
    for_share: Some("LOCK IN SHARE MODE"),
    index_via_alter: true,
    index: IndexCapabilities {
        collate: false,
        length: true,
        parser: true,
        kind: true,
        using: IndexUsing::AfterName,
        ..DEFAULT.index
    },
    drop_constraint: false,
    ..DEFAULT
};

const MARIADB: Capabilities = Capabilities {
    schemas: true,
    ..MYSQL
};

const MSSQL: Capabilities = Capabilities {
    quotes: ('[', ']'),
    schemas: true,
    boolean_literals: false,
    national_strings: true,
    identifier_length: Some(128),
    returning: Returning::Output,
    default_values: true,
    auto_increment_default: false,
    identity_insert: true,
    auto_increment_update: false,
    limit_on_update: true,
    index: IndexCapabilities {
        collate: false,
        kind: true,
        partial: true,
        ..DEFAULT.index
    },
    ..DEFAULT
};

impl Dialect {
    /// Its row of the capability table.
    pub fn capabilities(self) -> &'static Capabilities {
        match self {
            Self::Sqlite => &SQLITE,
            Self::Postgres => &POSTGRES,
            Self::Mysql => &MYSQL,
            Self::Mariadb => &MARIADB,
            Self::Mssql => &MSSQL,
        }
    }
}
