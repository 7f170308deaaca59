//! Turns an expression's syntax tree into one with every name resolved and every comparison
//! between comparable values.
//!
//! [`syntax`] has an arm for each kind of expression and calls the others: [`name`] finds columns,
//! [`operator`] and [`condition`] build conditions, [`convert`] puts in what a comparison converts,
//! [`call`] finds functions. Nothing is evaluated here; what cannot run is refused by name.

mod call;
mod condition;
mod convert;
mod interval;
mod name;
mod operator;
mod syntax;

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::Catalogue,
        query::{
            Virtuals,
            aggregate::Aggregate,
            expr::{Expr, Window, WindowPlan},
            from::{Merged, Origin},
        },
        types::ColumnType,
    },
};
use gluesql::core::sqlparser::ast::{self, Expr as Ast};
use std::ops::Range;

/// Deeper nesting is refused: the stack of a browser's worker is small.
const MAX_DEPTH: usize = 64;

/// An expression with what is known of its type.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) expr: Expr,
    pub(crate) ty: Option<ColumnType>,
}

impl Typed {
    pub(crate) fn new(expr: Expr, ty: Option<ColumnType>) -> Self {
        Self { expr, ty }
    }
}

/// A common table expression in sight.
#[derive(Clone, Debug)]
pub(crate) struct CteName {
    pub(crate) name: String,
    pub(crate) id: usize,
    pub(crate) columns: Vec<(String, Option<ColumnType>)>,
}

/// What the names of one query mean.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    pub(crate) origins: Vec<Origin>,
    pub(crate) merged: Vec<Merged>,
    /// The origins that the ON at hand may name, if one is.
    pub(crate) sees: Option<Range<usize>>,
    /// Aggregates met so far, by their text.
    pub(crate) aggregates: Vec<(String, Aggregate, Option<ColumnType>)>,
    pub(crate) allows_aggregates: bool,
    pub(crate) windows: Vec<WindowPlan>,
    /// Windows of the WINDOW clause.
    pub(crate) named_windows: Vec<(String, Window)>,
    pub(crate) allows_windows: bool,
    /// Aliases of the select list, which MySQL and SQLite also take in WHERE-like places.
    pub(crate) aliases: Vec<(String, Typed)>,
    /// Slots of the queries around that this one reads.
    pub(crate) outer: Vec<(usize, usize)>,
}

impl Scope {
    /// Whether a name may stand for that origin where the compiler is.
    fn shows(&self, slot: usize) -> bool {
        self.sees.as_ref().is_none_or(|sees| sees.contains(&slot))
    }
}

/// Compiles one statement.
pub(crate) struct Compiler<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) dialect: Dialect,
    pub(crate) virtuals: Virtuals<'a>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) ctes: Vec<CteName>,
    pub(crate) next_id: usize,
    /// Which clause is being compiled, for errors to tell.
    pub(crate) clause: &'static str,
    depth: usize,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue, dialect: Dialect, virtuals: Virtuals<'a>) -> Self {
        Self {
            catalogue,
            dialect,
            virtuals,
            scopes: Vec::new(),
            ctes: Vec::new(),
            next_id: 0,
            clause: "SELECT",
            depth: 0,
        }
    }

    /// A name as the dialect reads it: PostgreSQL folds what is not quoted.
    pub(crate) fn name(&self, ident: &ast::Ident) -> String {
        fold_name(ident, self.dialect)
    }

    /// The last part of a dotted name.
    pub(crate) fn last_name(&self, name: &ast::ObjectName) -> String {
        name.0
            .last()
            .map(|ident| self.name(ident))
            .unwrap_or_default()
    }

    /// Names these sources for what is compiled next, in the order of the tuple's slots.
    pub(crate) fn with_origins(&mut self, origins: Vec<Origin>) {
        self.scopes.push(Scope {
            origins,
            ..Scope::default()
        });
    }

    pub(crate) fn enter(&mut self) -> Result<(), EngineError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(EngineError::Unsupported {
                feature: format!("nesting deeper than {MAX_DEPTH}"),
            });
        }
        Ok(())
    }

    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// An expression that is a condition.
    pub(crate) fn condition(&mut self, ast: &Ast) -> Result<Expr, EngineError> {
        Ok(self.expr(ast)?.expr)
    }

    /// Any expression.
    pub(crate) fn expr(&mut self, ast: &Ast) -> Result<Typed, EngineError> {
        self.enter()?;
        let typed = self.expr_inner(ast);
        self.leave();
        typed
    }
}

/// A name as the dialect reads it: PostgreSQL folds what is not quoted.
pub(crate) fn fold_name(ident: &ast::Ident, dialect: Dialect) -> String {
    if dialect == Dialect::Postgres && ident.quote_style.is_none() {
        ident.value.to_lowercase()
    } else {
        ident.value.clone()
    }
}

/// The same for a word that is not yet a name.
pub(crate) fn fold_word(
    word: &gluesql::core::sqlparser::tokenizer::Word,
    dialect: Dialect,
) -> String {
    if dialect == Dialect::Postgres && word.quote_style.is_none() {
        word.value.to_lowercase()
    } else {
        word.value.clone()
    }
}

pub(crate) fn unsupported(feature: impl Into<String>) -> EngineError {
    EngineError::Unsupported {
        feature: feature.into(),
    }
}

/// A word or sign that other databases have: the dialect's own parser stumbles on it.
pub(crate) fn foreign(token: &str) -> EngineError {
    EngineError::Syntax {
        message: format!("found: {token}"),
    }
}

/// The beginning of a text, for an error.
pub(crate) fn shorten(text: &str) -> String {
    text.chars().take(80).collect()
}
