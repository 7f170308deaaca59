//! Reads a FROM clause: sources, and the joins between them.

mod source;

pub(crate) use source::Origin;

use super::{
    Compiler,
    compile::{Scope, Typed, shorten},
    expr::{Expr, JoinKind, Source},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::{TableId, same_column, same_table},
        error::invalid,
    },
};
use gluesql::core::sqlparser::ast::{self, JoinConstraint, JoinOperator, TableFactor};
use std::ops::Range;

/// Sources and joins before conditions have found their place.
#[derive(Debug)]
pub(crate) enum Raw<'q> {
    Leaf {
        slot: usize,
        source: Source,
    },
    Join {
        kind: JoinKind,
        left: Box<Raw<'q>>,
        right: Box<Raw<'q>>,
        on: On<'q>,
    },
}

/// The condition of a join, not yet compiled.
#[derive(Debug)]
pub(crate) enum On<'q> {
    Nothing,
    /// A condition, and the slots that it may name: those of its own join, up to here.
    Condition(&'q ast::Expr, Range<usize>),
    /// Columns of both sides that must be equal: (left, right).
    Columns(Vec<(Expr, Expr)>),
}

/// The last part of a dotted name, as it is written; the parts before it are schema and database,
/// of which there is one.
pub(crate) fn last(name: &ast::ObjectName) -> &str {
    name.0.last().map_or("", |ident| &ident.value)
}

impl Compiler<'_> {
    /// The source of that name in the query at hand.
    pub(crate) fn slot_of(&self, name: &str) -> Option<usize> {
        let origins = &self.scopes.last()?.origins;
        origins
            .iter()
            .position(|origin| is_alias(&origin.alias, name, self))
    }

    /// The source that has a column of that name, the preferred one first.
    pub(crate) fn slot_with(&self, column: &str, preferred: usize) -> Option<usize> {
        let origins = &self.scopes.last()?.origins;
        let has = |slot: &usize| {
            origins.get(*slot).is_some_and(|origin| {
                let mut columns = origin.columns.iter();
                columns.any(|(name, _)| same_column(name, column, self.dialect))
            })
        };
        std::iter::once(preferred).chain(0..origins.len()).find(has)
    }

    /// A source's name, and the table it is.
    pub(crate) fn source(&self, slot: usize) -> Result<(String, Option<TableId>), EngineError> {
        self.scopes
            .last()
            .and_then(|scope| scope.origins.get(slot))
            .map(|origin| (origin.alias.clone(), origin.table))
            .ok_or_else(|| invalid("no such source"))
    }

    /// The sources of FROM, joined.
    pub(crate) fn from<'q>(
        &mut self,
        tables: impl IntoIterator<Item = &'q ast::TableWithJoins>,
    ) -> Result<(Raw<'q>, Scope), EngineError> {
        let mut from = FromBuilder::default();
        let mut all: Option<Raw> = None;
        for table in tables {
            // SQLite takes a comma for a join like any other.
            let first = match self.dialect {
                Dialect::Sqlite => 0,
                _ => from.scope.origins.len(),
            };
            let next = self.joined(table, first, &mut from)?;
            all = Some(match all {
                None => next,
                Some(left) => Raw::Join {
                    kind: JoinKind::Inner,
                    left: Box::new(left),
                    right: Box::new(next),
                    on: On::Nothing,
                },
            });
        }
        let raw = match all {
            Some(raw) => raw,
            None => from.leaf(
                Origin {
                    alias: String::new(),
                    columns: Vec::new(),
                    table: None,
                    row_id: None,
                    hidden: true,
                },
                Source::Nothing,
            )?,
        };
        Ok((raw, from.scope))
    }

    fn joined<'q>(
        &mut self,
        table: &'q ast::TableWithJoins,
        first: usize,
        from: &mut FromBuilder,
    ) -> Result<Raw<'q>, EngineError> {
        let start = from.scope.origins.len();
        let mut left = self.factor(&table.relation, from)?;
        for join in &table.joins {
            let middle = from.scope.origins.len();
            let right = match (&join.join_operator, &join.relation) {
                (
                    JoinOperator::CrossApply | JoinOperator::OuterApply,
                    TableFactor::Derived {
                        subquery, alias, ..
                    },
                ) if self.dialect == Dialect::Mssql => {
                    self.lateral(subquery, alias.as_ref(), from)?
                }
                (
                    JoinOperator::RightOuter(_) | JoinOperator::FullOuter(_),
                    TableFactor::Derived { lateral: true, .. },
                ) => {
                    return Err(invalid(
                        "LATERAL may not stand behind a RIGHT or FULL JOIN: there may be no row to read",
                    ));
                }
                (_, relation) => self.factor(relation, from)?,
            };
            let (kind, constraint) = match &join.join_operator {
                JoinOperator::Inner(constraint) => (JoinKind::Inner, Some(constraint)),
                JoinOperator::LeftOuter(constraint) | JoinOperator::RightOuter(constraint) => {
                    (JoinKind::Left, Some(constraint))
                }
                JoinOperator::FullOuter(constraint) => (JoinKind::Full, Some(constraint)),
                JoinOperator::CrossJoin => (JoinKind::Inner, None),
                JoinOperator::CrossApply if self.dialect == Dialect::Mssql => {
                    (JoinKind::Inner, None)
                }
                JoinOperator::OuterApply if self.dialect == Dialect::Mssql => {
                    (JoinKind::Left, None)
                }
                _ => {
                    // Not by Debug: one use would bring the parser's every Debug into the download.
                    return Err(EngineError::Unsupported {
                        feature: shorten(join.to_string().trim_start()),
                    });
                }
            };
            let outer_right = matches!(join.join_operator, JoinOperator::RightOuter(_));
            let on = match constraint {
                None | Some(JoinConstraint::None) => On::Nothing,
                Some(JoinConstraint::On(condition)) => {
                    On::Condition(condition, first..from.scope.origins.len())
                }
                Some(JoinConstraint::Using(names)) => {
                    let names: Vec<String> = names.iter().map(|name| self.name(name)).collect();
                    from.merge(&names, start, middle, kind, outer_right, self)?
                }
                Some(JoinConstraint::Natural) => {
                    let names: Vec<String> = from.scope.origins[start..middle]
                        .iter()
                        .flat_map(|origin| origin.columns.iter())
                        .map(|(name, _)| name.clone())
                        .filter(|name| {
                            from.scope.origins[middle..]
                                .iter()
                                .flat_map(|origin| origin.columns.iter())
                                .any(|(other, _)| same_column(name, other, self.dialect))
                        })
                        .collect();
                    from.merge(&names, start, middle, kind, outer_right, self)?
                }
            };
            let (first, second) = if outer_right {
                (right, left)
            } else {
                (left, right)
            };
            left = Raw::Join {
                kind,
                left: Box::new(first),
                right: Box::new(second),
                on,
            };
        }
        Ok(left)
    }

    fn factor<'q>(
        &mut self,
        factor: &'q TableFactor,
        from: &mut FromBuilder,
    ) -> Result<Raw<'q>, EngineError> {
        match factor {
            TableFactor::Table {
                name,
                alias,
                args: None,
                ..
            } => {
                let table = self.last_name(name);
                let shown = alias
                    .as_ref()
                    .map_or_else(|| table.clone(), |alias| self.name(&alias.name));
                let view = self.catalogue.view(&table, self.dialect).cloned();
                let mut origin_source = match view {
                    Some(view) if !self.is_cte(&table) => self.view(&view, &shown)?,
                    _ => self.table_source(name, &table, &shown)?,
                };
                if let Some(alias) = alias {
                    self.rename(&mut origin_source.0, alias)?;
                }
                from.leaf(origin_source.0, origin_source.1)
            }
            TableFactor::Table {
                name,
                alias,
                args: Some(args),
                ..
            } => self.table_function(name, &args.args, alias.as_ref(), from),
            TableFactor::Function {
                name, args, alias, ..
            } => self.table_function(name, args, alias.as_ref(), from),
            TableFactor::Derived {
                lateral: true,
                subquery,
                alias,
            } if matches!(self.dialect, Dialect::Postgres | Dialect::Mysql) => {
                self.lateral(subquery, alias.as_ref(), from)
            }
            TableFactor::Derived {
                lateral: false,
                subquery,
                alias,
            } => {
                let plan = self.query(subquery)?;
                let origin = self.derived(&plan, alias.as_ref())?;
                from.leaf(origin, Source::Query(plan.into()))
            }
            TableFactor::NestedJoin {
                table_with_joins,
                alias: None,
            } => {
                self.enter()?;
                let raw = self.joined(table_with_joins, from.scope.origins.len(), from);
                self.leave();
                raw
            }
            other => Err(EngineError::Unsupported {
                feature: format!("{other} in FROM").chars().take(80).collect(),
            }),
        }
    }

    /// A query in FROM that sees the sources before it (SQL:2016 part 2, 7.6).
    fn lateral<'q>(
        &mut self,
        query: &ast::Query,
        alias: Option<&ast::TableAlias>,
        from: &mut FromBuilder,
    ) -> Result<Raw<'q>, EngineError> {
        let plan = self.beside(from, |compiler| compiler.query(query))?;
        let origin = self.derived(&plan, alias)?;
        from.leaf(origin, Source::Lateral(plan.into()))
    }

    /// Compiles something that sees the sources before it.
    fn beside<T>(
        &mut self,
        from: &mut FromBuilder,
        compile: impl FnOnce(&mut Self) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        self.scopes.push(std::mem::take(&mut from.scope));
        let compiled = compile(self);
        from.scope = self.scopes.pop().unwrap_or_default();
        compiled
    }
}

/// A column that USING or NATURAL made one of two.
#[derive(Clone, Debug)]
pub(crate) struct Merged {
    pub(crate) name: String,
    pub(crate) typed: Typed,
    /// The slots and columns that it stands for.
    pub(crate) parts: Vec<(usize, usize)>,
}

/// The scope that a FROM clause opens, as far as it has been read.
#[derive(Default)]
struct FromBuilder {
    scope: Scope,
}

impl FromBuilder {
    fn leaf(&mut self, origin: Origin, source: Source) -> Result<Raw<'static>, EngineError> {
        let slot = self.scope.origins.len();
        if slot >= 60 {
            return Err(EngineError::Unsupported {
                feature: "a join of more than 60 tables".into(),
            });
        }
        self.scope.origins.push(origin);
        Ok(Raw::Leaf { slot, source })
    }

    fn find(
        &self,
        name: &str,
        from: usize,
        to: usize,
        compiler: &Compiler,
    ) -> Result<(usize, usize), EngineError> {
        (from..to)
            .find_map(|slot| {
                let at = self.scope.origins[slot]
                    .columns
                    .iter()
                    .position(|(column, _)| same_column(column, name, compiler.dialect))?;
                Some((slot, at))
            })
            .ok_or_else(|| EngineError::NoSuchColumn {
                column: name.into(),
                clause: "FROM",
            })
    }

    fn merge(
        &mut self,
        names: &[String],
        start: usize,
        middle: usize,
        kind: JoinKind,
        outer_right: bool,
        compiler: &Compiler,
    ) -> Result<On<'static>, EngineError> {
        let mut pairs = Vec::new();
        for name in names {
            let left = self.find(name, start, middle, compiler)?;
            let right = self.find(name, middle, self.scope.origins.len(), compiler)?;
            let column = |(slot, column): (usize, usize)| Expr::Column {
                depth: 0,
                slot,
                column,
            };
            pairs.push((column(left), column(right)));
            let kept = if outer_right { right } else { left };
            let ty = self.scope.origins[kept.0].columns[kept.1].1.clone();
            let expr = if kind == JoinKind::Full {
                Expr::Call {
                    function: super::function::Function::Coalesce,
                    arguments: vec![column(left), column(right)],
                }
            } else {
                column(kept)
            };
            let typed = Typed::new(expr, ty);
            match self
                .scope
                .merged
                .iter_mut()
                .find(|merged| merged.parts.contains(&left))
            {
                Some(merged) => {
                    merged.parts.push(right);
                    merged.typed = typed;
                }
                None => self.scope.merged.push(Merged {
                    name: name.clone(),
                    typed,
                    parts: vec![left, right],
                }),
            }
        }
        Ok(On::Columns(pairs))
    }
}

/// Whether an alias is the one a qualifier means.
pub(crate) fn is_alias(alias: &str, qualifier: &str, compiler: &Compiler) -> bool {
    same_table(alias, qualifier, compiler.dialect)
}
