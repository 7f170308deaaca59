//! Which statements are read: those that the engine runs.
//!
//! `Parser::parse_statement` would read every statement of every database, and its code would be
//! part of what a visitor downloads. Here the same parser's methods are called for the few
//! kinds that run; any other is none, or has its name in [`super::refused`].

use super::syntax;
use crate::engine::EngineError;
use gluesql::core::sqlparser::{
    ast::{DescribeAlias, ObjectType, Query, SetExpr, Statement},
    dialect::Dialect as Rules,
    keywords::Keyword,
    parser::{Parser, ParserError},
    tokenizer::Token,
};

/// What a parser says, in the engine's words.
pub(super) fn refused(error: ParserError) -> EngineError {
    match error {
        ParserError::RecursionLimitExceeded => EngineError::Unsupported {
            feature: "such deep nesting".into(),
        },
        error => syntax(error.to_string()),
    }
}

/// Reads one statement.
pub(crate) fn statement(parser: &mut Parser, rules: &dyn Rules) -> Result<Statement, EngineError> {
    // What belongs to one dialect: COMMENT ON, CREATE TYPE, SQLite's REPLACE.
    if let Some(statement) = rules.parse_statement(parser) {
        return statement.map_err(refused);
    }
    let first = parser.next_token().token;
    let keyword = match &first {
        Token::Word(word) => word.keyword,
        Token::LParen => Keyword::SELECT,
        _ => Keyword::NoKeyword,
    };
    let statement = match keyword {
        Keyword::SELECT | Keyword::WITH | Keyword::VALUES => {
            parser.prev_token();
            parser.parse_query().map(query)
        }
        Keyword::INSERT => parser.parse_insert(),
        Keyword::REPLACE => parser.parse_replace(),
        Keyword::UPDATE => parser.parse_update(),
        Keyword::DELETE => parser.parse_delete(),
        Keyword::MERGE => parser.parse_merge(),
        Keyword::TRUNCATE => parser.parse_truncate(),
        Keyword::CREATE => return create(parser),
        Keyword::ALTER => return alter(parser),
        Keyword::DROP => return drop(parser),
        Keyword::EXPLAIN | Keyword::DESCRIBE | Keyword::DESC => return explain(parser, rules),
        _ => {
            return Err(syntax(format!(
                "Expected: an SQL statement, found: {first}"
            )));
        }
    };
    statement.map_err(refused)
}

/// WITH … INSERT … SELECT is INSERT … WITH … SELECT to the engine.
fn query(query: Box<Query>) -> Statement {
    let mut query = *query;
    match *query.body {
        SetExpr::Insert(Statement::Insert(mut insert)) => {
            if let Some(source) = &mut insert.source
                && source.with.is_none()
            {
                source.with = query.with;
            }
            Statement::Insert(insert)
        }
        body => {
            query.body = Box::new(body);
            Statement::Query(Box::new(query))
        }
    }
}

/// CREATE is behind the parser.
fn create(parser: &mut Parser) -> Result<Statement, EngineError> {
    let or_replace = parser.parse_keywords(&[Keyword::OR, Keyword::REPLACE]);
    let temporary = parser
        .parse_one_of_keywords(&[Keyword::TEMP, Keyword::TEMPORARY])
        .is_some();
    let is_view = matches!(
        parser.peek_token().token,
        Token::Word(word) if word.keyword == Keyword::VIEW
    );
    if is_view {
        parser.parse_create_view(or_replace, temporary)
    } else if or_replace {
        return Err(unknown(parser));
    } else if parser.parse_keyword(Keyword::TABLE) {
        parser.parse_create_table(false, temporary, None, false)
    } else if parser.parse_keyword(Keyword::INDEX) {
        parser.parse_create_index(false)
    } else if parser.parse_keywords(&[Keyword::UNIQUE, Keyword::INDEX]) {
        parser.parse_create_index(true)
    } else if parser.parse_keyword(Keyword::TYPE) {
        parser.parse_create_type()
    } else if parser.parse_keyword(Keyword::SCHEMA) {
        parser.parse_create_schema()
    } else if parser.parse_keyword(Keyword::EXTENSION) {
        parser.parse_create_extension()
    } else {
        return Err(unknown(parser));
    }
    .map_err(refused)
}

/// ALTER is behind the parser.
fn alter(parser: &mut Parser) -> Result<Statement, EngineError> {
    if !parser.parse_keyword(Keyword::TABLE) {
        return Err(unknown(parser));
    }
    let if_exists = parser.parse_keywords(&[Keyword::IF, Keyword::EXISTS]);
    let only = parser.parse_keyword(Keyword::ONLY);
    let name = parser.parse_object_name(false).map_err(refused)?;
    let operations = parser
        .parse_comma_separated(Parser::parse_alter_table_operation)
        .map_err(refused)?;
    Ok(Statement::AlterTable {
        name,
        if_exists,
        only,
        operations,
        location: None,
        on_cluster: None,
    })
}

/// DROP is behind the parser.
fn drop(parser: &mut Parser) -> Result<Statement, EngineError> {
    let temporary = parser.parse_keyword(Keyword::TEMPORARY);
    let kinds = [
        (Keyword::TABLE, ObjectType::Table),
        (Keyword::VIEW, ObjectType::View),
        (Keyword::SCHEMA, ObjectType::Schema),
        (Keyword::TYPE, ObjectType::Type),
    ];
    let Some((_, object_type)) = kinds
        .into_iter()
        .find(|(keyword, _)| parser.parse_keyword(*keyword))
    else {
        return Err(unknown(parser));
    };
    let if_exists = parser.parse_keywords(&[Keyword::IF, Keyword::EXISTS]);
    let names = parser
        .parse_comma_separated(|parser| parser.parse_object_name(false))
        .map_err(refused)?;
    let cascade = parser.parse_keyword(Keyword::CASCADE);
    let restrict = !cascade && parser.parse_keyword(Keyword::RESTRICT);
    Ok(Statement::Drop {
        object_type,
        if_exists,
        names,
        cascade,
        restrict,
        purge: false,
        temporary,
    })
}

/// EXPLAIN, DESCRIBE or DESC is behind the parser: a statement follows, or a table.
fn explain(parser: &mut Parser, rules: &dyn Rules) -> Result<Statement, EngineError> {
    let query_plan = parser.parse_keywords(&[Keyword::QUERY, Keyword::PLAN]);
    let analyze = parser.parse_keyword(Keyword::ANALYZE);
    let verbose = parser.parse_keyword(Keyword::VERBOSE);
    let has_options =
        parser.peek_token().token == Token::LParen && !is_query(&parser.peek_nth_token(1).token);
    let options = has_options
        .then(|| parser.parse_utility_options())
        .transpose()
        .map_err(refused)?;
    let next = parser.peek_token().token;
    if is_query(&next) || is_change(&next) {
        return Ok(Statement::Explain {
            describe_alias: DescribeAlias::Explain,
            analyze,
            verbose,
            query_plan,
            statement: Box::new(statement(parser, rules)?),
            format: None,
            options,
        });
    }
    let table_name = parser.parse_object_name(false).map_err(refused)?;
    Ok(Statement::ExplainTable {
        describe_alias: DescribeAlias::Describe,
        hive_format: None,
        has_table_keyword: false,
        table_name,
    })
}

fn is_query(token: &Token) -> bool {
    match token {
        Token::Word(word) => matches!(
            word.keyword,
            Keyword::SELECT | Keyword::WITH | Keyword::VALUES
        ),
        token => *token == Token::LParen,
    }
}

fn is_change(token: &Token) -> bool {
    let changes = [Keyword::INSERT, Keyword::UPDATE, Keyword::DELETE];
    matches!(token, Token::Word(word) if changes.contains(&word.keyword))
}

/// Nothing that the engine creates, alters or drops.
fn unknown(parser: &Parser) -> EngineError {
    syntax(format!(
        "Expected: a table, an index, a view or a type, found: {}",
        parser.peek_token().token
    ))
}
