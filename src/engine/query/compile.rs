//! Turns an expression's syntax tree into one with every name resolved and every comparison
//! between comparable values.

use super::{
    Virtuals,
    aggregate::{Aggregate, Kind},
    eval::{convert, invalid},
    expr::{Arithmetic, Comparison, Conversion, Expr, Plan, Quantity, WindowPlan},
    from::{Merged, Origin, is_alias},
    function::{Function, Part},
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::{Catalogue, same_column},
        types::ColumnType,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{
    self, BinaryOperator, Expr as Ast, FunctionArg, FunctionArgExpr, FunctionArguments,
    UnaryOperator,
};
use std::{borrow::Cow, rc::Rc};

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
    /// Aggregates met so far, by their text.
    pub(crate) aggregates: Vec<(String, Aggregate, Option<ColumnType>)>,
    pub(crate) allows_aggregates: bool,
    pub(crate) windows: Vec<WindowPlan>,
    pub(crate) allows_windows: bool,
    /// Aliases of the select list, which MySQL and SQLite also take in WHERE-like places.
    pub(crate) aliases: Vec<(String, Typed)>,
    /// Slots of the queries around that this one reads.
    pub(crate) outer: Vec<(usize, usize)>,
}

/// Compiles one statement.
pub(crate) struct Compiler<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) dialect: Dialect,
    pub(crate) virtuals: Virtuals<'a>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) ctes: Vec<CteName>,
    pub(crate) next_id: usize,
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
            depth: 0,
        }
    }

    /// A name as the dialect reads it: PostgreSQL folds what is not quoted.
    pub(crate) fn name(&self, ident: &ast::Ident) -> String {
        fold_name(ident, self.dialect)
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

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of syntax")]
    fn expr_inner(&mut self, ast: &Ast) -> Result<Typed, EngineError> {
        let boolean = |expr: Expr| Ok(Typed::new(expr, Some(ColumnType::Boolean)));
        let sqlite = self.dialect == Dialect::Sqlite;
        match ast {
            Ast::Identifier(ident) => self.identifier(ident),
            Ast::CompoundIdentifier(parts) => self.compound(parts),
            Ast::Nested(inner) => self.expr(inner),
            Ast::Value(value) | Ast::IntroducedString { value, .. } => self.value(value),
            Ast::TypedString { data_type, value } => {
                let ty = self.column_type(data_type)?;
                self.convert(
                    Typed::new(Expr::Literal(Value::Text(value.clone())), None),
                    Conversion::Strict(ty.clone()),
                    Some(ty),
                )
            }
            Ast::BinaryOp { op, .. } if matches!(op, BinaryOperator::And | BinaryOperator::Or) => {
                // A chain of thousands of ORs is a left-deep tree: it is walked, not recursed into.
                let mut terms = Vec::new();
                let mut at = ast;
                while let Ast::BinaryOp {
                    left,
                    op: inner,
                    right,
                } = at
                    && inner == op
                {
                    terms.push(self.condition(right)?);
                    at = left;
                }
                terms.push(self.condition(at)?);
                terms.reverse();
                boolean(if *op == BinaryOperator::And {
                    Expr::And(terms)
                } else {
                    Expr::Or(terms)
                })
            }
            Ast::BinaryOp { left, op, right } => self.binary(left, op, right),
            Ast::UnaryOp { op, expr } => {
                if let (UnaryOperator::Minus, Ast::Value(ast::Value::Number(digits, _))) =
                    (op, &**expr)
                {
                    return Ok(number(&format!("-{digits}"), self.dialect));
                }
                let typed = self.expr(expr)?;
                match op {
                    UnaryOperator::Not => boolean(Expr::Not(Box::new(typed.expr))),
                    UnaryOperator::Plus => Ok(typed),
                    UnaryOperator::Minus => {
                        Ok(Typed::new(Expr::Negate(Box::new(typed.expr)), typed.ty))
                    }
                    other => Err(unsupported(format!("the operator {other}"))),
                }
            }
            Ast::IsNull(expr) | Ast::IsNotNull(expr) => {
                let negated = matches!(ast, Ast::IsNotNull(_));
                let expr = Box::new(self.condition(expr)?);
                boolean(Expr::IsNull { expr, negated })
            }
            Ast::IsUnknown(expr) | Ast::IsNotUnknown(expr) => {
                let negated = matches!(ast, Ast::IsNotUnknown(_));
                let expr = Box::new(self.condition(expr)?);
                boolean(Expr::IsNull { expr, negated })
            }
            Ast::IsTrue(expr)
            | Ast::IsNotTrue(expr)
            | Ast::IsFalse(expr)
            | Ast::IsNotFalse(expr) => {
                let truth = matches!(ast, Ast::IsTrue(_) | Ast::IsNotTrue(_));
                let negated = matches!(ast, Ast::IsNotTrue(_) | Ast::IsNotFalse(_));
                let expr = Box::new(self.condition(expr)?);
                boolean(Expr::IsTruth {
                    expr,
                    truth,
                    negated,
                })
            }
            Ast::IsDistinctFrom(left, right) | Ast::IsNotDistinctFrom(left, right) => {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                let (left, right) = self.harmonise(left, right)?;
                boolean(Expr::Same {
                    left: Box::new(left),
                    right: Box::new(right),
                    negated: matches!(ast, Ast::IsDistinctFrom(..)),
                })
            }
            Ast::InList {
                expr,
                list,
                negated,
            } => boolean(self.in_list(expr, list, *negated)?),
            Ast::InSubquery {
                expr,
                subquery,
                negated,
            } => boolean(self.in_query(expr, subquery, *negated)?),
            Ast::Between {
                expr,
                negated,
                low,
                high,
            } => {
                let value = self.expr(expr)?;
                let (low, high) = (self.expr(low)?, self.expr(high)?);
                let within = Expr::And(vec![
                    self.comparison(Comparison::GreaterOrEqual, value.clone(), low)?,
                    self.comparison(Comparison::LessOrEqual, value, high)?,
                ]);
                boolean(if *negated {
                    Expr::Not(Box::new(within))
                } else {
                    within
                })
            }
            Ast::Like {
                negated,
                any: false,
                expr,
                pattern,
                escape_char,
            } => boolean(self.like(expr, pattern, escape_char.as_ref(), false, *negated)?),
            Ast::ILike {
                negated,
                any: false,
                expr,
                pattern,
                escape_char,
            } => boolean(self.like(expr, pattern, escape_char.as_ref(), true, *negated)?),
            Ast::AnyOp {
                left,
                compare_op,
                right,
                ..
            } => boolean(self.quantified(left, compare_op, right, false)?),
            Ast::AllOp {
                left,
                compare_op,
                right,
            } => boolean(self.quantified(left, compare_op, right, true)?),
            Ast::Exists { subquery, negated } => {
                let query = Rc::new(self.query(subquery)?);
                boolean(Expr::Exists {
                    query,
                    negated: *negated,
                })
            }
            Ast::Subquery(query) => {
                let plan = Rc::new(self.query(query)?);
                let [column] = plan.columns.as_slice() else {
                    return Err(invalid("a subquery used as a value must give one column"));
                };
                let ty = column.ty.clone();
                Ok(Typed::new(Expr::Scalar(plan), ty))
            }
            Ast::Case {
                operand,
                conditions,
                results,
                else_result,
            } => {
                let operand = operand
                    .as_ref()
                    .map(|operand| self.expr(operand))
                    .transpose()?;
                let mut branches = Vec::new();
                let mut ty = None;
                for (condition, result) in conditions.iter().zip(results) {
                    let when = match &operand {
                        Some(operand) => {
                            let value = self.expr(condition)?;
                            self.comparison(Comparison::Equal, operand.clone(), value)?
                        }
                        None => self.condition(condition)?,
                    };
                    let then = self.expr(result)?;
                    ty = ty.or(then.ty);
                    branches.push((when, then.expr));
                }
                let otherwise = match else_result {
                    Some(result) => {
                        let typed = self.expr(result)?;
                        ty = ty.or(typed.ty);
                        Some(Box::new(typed.expr))
                    }
                    None => None,
                };
                Ok(Typed::new(
                    Expr::Case {
                        branches,
                        otherwise,
                    },
                    ty,
                ))
            }
            Ast::Cast {
                expr, data_type, ..
            } => {
                let typed = self.expr(expr)?;
                // `'Users'::regclass` names a table.
                if matches!(data_type, ast::DataType::Regclass) {
                    return Ok(typed);
                }
                let ty = self.cast_type(data_type)?;
                self.convert(typed, Conversion::Cast(ty.clone()), Some(ty))
            }
            Ast::Convert {
                expr,
                data_type: Some(data_type),
                ..
            } => {
                let typed = self.expr(expr)?;
                let ty = self.cast_type(data_type)?;
                self.convert(typed, Conversion::Cast(ty.clone()), Some(ty))
            }
            Ast::Collate { expr, .. } => self.expr(expr),
            Ast::AtTimeZone { timestamp, .. } => self.expr(timestamp),
            Ast::Extract { field, expr, .. } => {
                let typed = self.expr(expr)?;
                let part = Part::find(&field.to_string())
                    .ok_or_else(|| unsupported(format!("EXTRACT({field} …)")))?;
                Ok(call(
                    Function::DatePart(part),
                    vec![typed.expr],
                    Some(ColumnType::BIG),
                ))
            }
            Ast::Ceil { expr, .. } => {
                let typed = self.expr(expr)?;
                Ok(call(Function::Ceil, vec![typed.expr], None))
            }
            Ast::Floor { expr, .. } => {
                let typed = self.expr(expr)?;
                Ok(call(Function::Floor, vec![typed.expr], None))
            }
            Ast::Position { expr, r#in } => {
                let (part, text) = (self.expr(expr)?, self.expr(r#in)?);
                Ok(call(
                    Function::Instr,
                    vec![text.expr, part.expr],
                    Some(ColumnType::BIG),
                ))
            }
            Ast::Substring {
                expr,
                substring_from,
                substring_for,
                ..
            } => {
                let mut arguments = vec![self.expr(expr)?.expr];
                arguments.push(match substring_from {
                    Some(from) => self.expr(from)?.expr,
                    None => Expr::Literal(Value::Integer(1)),
                });
                if let Some(size) = substring_for {
                    arguments.push(self.expr(size)?.expr);
                }
                Ok(call(Function::Substring, arguments, Some(ColumnType::TEXT)))
            }
            Ast::Trim {
                expr,
                trim_where,
                trim_what,
                trim_characters,
            } => {
                let function = match trim_where {
                    Some(ast::TrimWhereField::Leading) => Function::LTrim,
                    Some(ast::TrimWhereField::Trailing) => Function::RTrim,
                    _ => Function::Trim,
                };
                let mut arguments = vec![self.expr(expr)?.expr];
                if let Some(what) = trim_what {
                    arguments.push(self.expr(what)?.expr);
                }
                for what in trim_characters.iter().flatten().take(1) {
                    arguments.push(self.expr(what)?.expr);
                }
                Ok(call(function, arguments, Some(ColumnType::TEXT)))
            }
            Ast::Tuple(items) => {
                let items = items
                    .iter()
                    .map(|item| self.condition(item))
                    .collect::<Result<_, _>>()?;
                Ok(Typed::new(Expr::List(items), None))
            }
            Ast::Array(array) => {
                let items = array
                    .elem
                    .iter()
                    .map(|item| self.condition(item))
                    .collect::<Result<_, _>>()?;
                Ok(Typed::new(Expr::List(items), None))
            }
            Ast::Function(function) => self.function(function),
            Ast::Interval(_) => Err(unsupported("INTERVAL")),
            Ast::RLike { .. } | Ast::SimilarTo { .. } => Err(unsupported("a regular expression")),
            other if sqlite => Err(unsupported(shorten(&other.to_string()))),
            other => Err(unsupported(shorten(&other.to_string()))),
        }
    }

    fn value(&self, value: &ast::Value) -> Result<Typed, EngineError> {
        use ast::Value as V;
        Ok(match value {
            V::Number(digits, _) => number(&digits.to_string(), self.dialect),
            V::SingleQuotedString(text)
            | V::NationalStringLiteral(text)
            | V::EscapedStringLiteral(text)
            | V::UnicodeStringLiteral(text)
            | V::DoubleQuotedString(text) => literal(Value::Text(text.clone())),
            V::DollarQuotedString(text) => literal(Value::Text(text.value.clone())),
            V::HexStringLiteral(hex) => literal(Value::Bytes(
                bytes(hex).ok_or_else(|| invalid(format!("not hexadecimal: {hex}")))?,
            )),
            V::Boolean(flag) => {
                Typed::new(Expr::Literal(Value::Bool(*flag)), Some(ColumnType::Boolean))
            }
            V::Null => literal(Value::Null),
            V::Placeholder(name) => {
                let index = name
                    .trim_start_matches(['$', '@', '?'])
                    .parse::<usize>()
                    .ok()
                    .map(|index| {
                        if name.starts_with('@') {
                            index + 1
                        } else {
                            index
                        }
                    })
                    .filter(|index| *index > 0)
                    .ok_or_else(|| unsupported(format!("the parameter {name}")))?;
                Typed::new(Expr::Parameter(index - 1), None)
            }
            other => return Err(unsupported(format!("the literal {other}"))),
        })
    }

    fn identifier(&mut self, ident: &ast::Ident) -> Result<Typed, EngineError> {
        let name = self.name(ident);
        if let Some(typed) = self.resolve(None, &name)? {
            return Ok(typed);
        }
        if ident.quote_style.is_none() {
            let lower = name.to_ascii_lowercase();
            if self.dialect == Dialect::Sqlite
                && matches!(lower.as_str(), "rowid" | "_rowid_" | "oid")
                && let Some(typed) = self.row_id(None)
            {
                return Ok(typed);
            }
            match lower.as_str() {
                "@@rowcount" => {
                    return Ok(call(Function::RowCount, Vec::new(), Some(ColumnType::BIG)));
                }
                "@@identity" => {
                    return Ok(call(
                        Function::LastInsertId,
                        Vec::new(),
                        Some(ColumnType::BIG),
                    ));
                }
                _ => {}
            }
            // SQL Server counts its parameters from @0; `$1` is a word to MySQL's reader.
            let index = lower
                .strip_prefix('@')
                .and_then(|index| index.parse::<usize>().ok())
                .or_else(|| {
                    lower
                        .strip_prefix('$')?
                        .parse::<usize>()
                        .ok()?
                        .checked_sub(1)
                });
            if let Some(index) = index {
                return Ok(Typed::new(Expr::Parameter(index), None));
            }
        }
        // SQLite reads "name" as a text where no column has that name.
        if self.dialect == Dialect::Sqlite && ident.quote_style == Some('"') {
            return Ok(literal(Value::Text(ident.value.clone())));
        }
        Err(EngineError::NoSuchColumn { column: name })
    }

    fn compound(&mut self, parts: &[ast::Ident]) -> Result<Typed, EngineError> {
        let names: Vec<String> = parts.iter().map(|part| self.name(part)).collect();
        let [.., qualifier, name] = names.as_slice() else {
            return Err(invalid("an empty name"));
        };
        if let Some(typed) = self.resolve(Some(qualifier), name)? {
            return Ok(typed);
        }
        if self.dialect == Dialect::Sqlite
            && name.eq_ignore_ascii_case("rowid")
            && let Some(typed) = self.row_id(Some(qualifier))
        {
            return Ok(typed);
        }
        Err(EngineError::NoSuchColumn {
            column: names.join("."),
        })
    }

    /// Finds a column in the nearest query that has it.
    fn resolve(
        &mut self,
        qualifier: Option<&str>,
        name: &str,
    ) -> Result<Option<Typed>, EngineError> {
        for level in (0..self.scopes.len()).rev() {
            let depth = self.scopes.len() - 1 - level;
            let scope = &self.scopes[level];
            if qualifier.is_none()
                && let Some(merged) = scope
                    .merged
                    .iter()
                    .find(|merged| same_column(&merged.name, name, self.dialect))
            {
                let mut typed = merged.typed.clone();
                let slots = merged
                    .parts
                    .iter()
                    .map(|(slot, _)| *slot)
                    .collect::<Vec<_>>();
                shift(&mut typed.expr, depth);
                for slot in slots {
                    self.note_outer(level, slot);
                }
                return Ok(Some(typed));
            }
            let mut found = None;
            for (slot, origin) in scope.origins.iter().enumerate() {
                if let Some(qualifier) = qualifier {
                    if !is_alias(&origin.alias, qualifier, self) {
                        continue;
                    }
                } else if origin.hidden {
                    continue;
                }
                let at = origin
                    .columns
                    .iter()
                    .position(|(column, _)| column == name)
                    .or_else(|| {
                        origin
                            .columns
                            .iter()
                            .position(|(column, _)| same_column(column, name, self.dialect))
                    });
                let Some(at) = at else { continue };
                if found.is_some() {
                    return Err(invalid(format!("ambiguous column name: {name}")));
                }
                found = Some((slot, at, origin.columns[at].1.clone()));
            }
            if let Some((slot, column, ty)) = found {
                self.note_outer(level, slot);
                return Ok(Some(Typed::new(
                    Expr::Column {
                        depth,
                        slot,
                        column,
                    },
                    ty,
                )));
            }
            if qualifier.is_none()
                && depth == 0
                && let Some((_, typed)) = scope
                    .aliases
                    .iter()
                    .find(|(alias, _)| same_column(alias, name, self.dialect))
            {
                return Ok(Some(typed.clone()));
            }
        }
        Ok(None)
    }

    fn row_id(&mut self, qualifier: Option<&str>) -> Option<Typed> {
        let level = self.scopes.len().checked_sub(1)?;
        let slot = self.scopes[level].origins.iter().position(|origin| {
            origin.table.is_some()
                && qualifier.is_none_or(|qualifier| is_alias(&origin.alias, qualifier, self))
        })?;
        let expr = match self.scopes[level].origins[slot].row_id {
            Some(column) => Expr::Column {
                depth: 0,
                slot,
                column,
            },
            None => Expr::RowId { depth: 0, slot },
        };
        Some(Typed::new(expr, Some(ColumnType::BIG)))
    }

    /// Remembers, for every query between, that it depends on a row of the query at `level`.
    fn note_outer(&mut self, level: usize, slot: usize) {
        let count = self.scopes.len();
        for (at, scope) in self.scopes.iter_mut().enumerate().skip(level + 1) {
            debug_assert!(at < count);
            let entry = (at - level, slot);
            if !scope.outer.contains(&entry) {
                scope.outer.push(entry);
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each operator")]
    fn binary(
        &mut self,
        left: &Ast,
        op: &BinaryOperator,
        right: &Ast,
    ) -> Result<Typed, EngineError> {
        use BinaryOperator as B;
        let comparison = match op {
            B::Eq => Some(Comparison::Equal),
            B::NotEq => Some(Comparison::NotEqual),
            B::Lt => Some(Comparison::Less),
            B::LtEq => Some(Comparison::LessOrEqual),
            B::Gt => Some(Comparison::Greater),
            B::GtEq => Some(Comparison::GreaterOrEqual),
            _ => None,
        };
        if let Some(op) = comparison {
            let expr = if let (Some(lefts), Some(rights)) = (items(left), items(right)) {
                self.compare_rows(op, lefts, rights)?
            } else {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                self.comparison(op, left, right)?
            };
            return Ok(Typed::new(expr, Some(ColumnType::Boolean)));
        }
        if *op == B::StringConcat && !matches!(self.dialect, Dialect::Mysql | Dialect::Mariadb) {
            let mut parts = vec![self.expr(right)?.expr];
            let mut at = left;
            while let Ast::BinaryOp {
                left,
                op: B::StringConcat,
                right,
            } = at
            {
                parts.push(self.expr(right)?.expr);
                at = left;
            }
            parts.push(self.expr(at)?.expr);
            parts.reverse();
            return Ok(Typed::new(Expr::Concat(parts), Some(ColumnType::TEXT)));
        }
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        let arithmetic = match op {
            B::Plus => Arithmetic::Add,
            B::Minus => Arithmetic::Subtract,
            B::Multiply => Arithmetic::Multiply,
            B::Divide => Arithmetic::Divide,
            B::MyIntegerDivide => Arithmetic::IntegerDivide,
            B::Modulo => Arithmetic::Remainder,
            B::BitwiseAnd => Arithmetic::BitAnd,
            B::BitwiseOr => Arithmetic::BitOr,
            B::BitwiseXor | B::PGBitwiseXor => Arithmetic::BitXor,
            B::PGBitwiseShiftLeft => Arithmetic::ShiftLeft,
            B::PGBitwiseShiftRight => Arithmetic::ShiftRight,
            B::Spaceship => {
                let (left, right) = self.harmonise(left, right)?;
                return Ok(Typed::new(
                    Expr::Same {
                        left: Box::new(left),
                        right: Box::new(right),
                        negated: false,
                    },
                    Some(ColumnType::Boolean),
                ));
            }
            B::StringConcat => {
                // To MySQL `||` is OR, unless it is told otherwise.
                return Ok(Typed::new(
                    Expr::Or(vec![left.expr, right.expr]),
                    Some(ColumnType::Boolean),
                ));
            }
            B::Xor => {
                let odd = Expr::Compare {
                    op: Comparison::NotEqual,
                    left: Box::new(Expr::Not(Box::new(left.expr))),
                    right: Box::new(Expr::Not(Box::new(right.expr))),
                };
                return Ok(Typed::new(odd, Some(ColumnType::Boolean)));
            }
            B::PGLikeMatch | B::PGILikeMatch | B::PGNotLikeMatch | B::PGNotILikeMatch => {
                return Ok(Typed::new(
                    Expr::Like {
                        expr: Box::new(left.expr),
                        pattern: Box::new(right.expr),
                        escape: Some('\\'),
                        insensitive: matches!(op, B::PGILikeMatch | B::PGNotILikeMatch),
                        negated: matches!(op, B::PGNotLikeMatch | B::PGNotILikeMatch),
                    },
                    Some(ColumnType::Boolean),
                ));
            }
            B::Arrow | B::LongArrow => {
                return json_step(left, &right, *op == B::LongArrow, self.dialect);
            }
            B::HashArrow | B::HashLongArrow => {
                return json_path(left, &right, *op == B::HashLongArrow, self.dialect);
            }
            other => return Err(unsupported(format!("the operator {other}"))),
        };
        let decimal = |typed: &Typed| {
            matches!(typed.ty, Some(ColumnType::Decimal { .. }))
                && !matches!(self.dialect, Dialect::Sqlite | Dialect::Mssql)
        };
        let text = |typed: &Typed| {
            matches!(typed.ty, Some(ColumnType::Text { .. }))
                || matches!(typed.expr, Expr::Literal(Value::Text(_)))
        };
        if self.dialect == Dialect::Mssql
            && arithmetic == Arithmetic::Add
            && text(&left)
            && text(&right)
        {
            return Ok(Typed::new(
                Expr::Concat(vec![left.expr, right.expr]),
                Some(ColumnType::TEXT),
            ));
        }
        let exact = decimal(&left) || decimal(&right);
        let ty = if exact {
            Some(ColumnType::Decimal {
                precision: 1000,
                scale: None,
            })
        } else {
            match (&left.ty, &right.ty) {
                (Some(ColumnType::Integer { .. }), Some(ColumnType::Integer { .. })) => {
                    Some(ColumnType::BIG)
                }
                (Some(ColumnType::Real), _) | (_, Some(ColumnType::Real)) => Some(ColumnType::Real),
                _ => None,
            }
        };
        // An expression has no affinity in SQLite: its type must not convert the other side.
        let ty = if self.dialect == Dialect::Sqlite {
            None
        } else {
            ty
        };
        Ok(Typed::new(
            Expr::Arithmetic {
                op: arithmetic,
                exact,
                left: Box::new(left.expr),
                right: Box::new(right.expr),
            },
            ty,
        ))
    }

    fn compare_rows(
        &mut self,
        op: Comparison,
        lefts: &[Ast],
        rights: &[Ast],
    ) -> Result<Expr, EngineError> {
        if lefts.len() != rights.len() {
            return Err(invalid("rows of different lengths cannot be compared"));
        }
        let mut pairs = Vec::new();
        for (left, right) in lefts.iter().zip(rights) {
            pairs.push((self.expr(left)?, self.expr(right)?));
        }
        let each = |compiler: &Self, op: Comparison, upto: usize| {
            pairs[..upto]
                .iter()
                .map(|(left, right)| compiler.comparison(op, left.clone(), right.clone()))
                .collect::<Result<Vec<_>, _>>()
        };
        match op {
            Comparison::Equal => Ok(Expr::And(each(self, op, pairs.len())?)),
            Comparison::NotEqual => Ok(Expr::Or(each(self, op, pairs.len())?)),
            _ => {
                // (a, b) < (c, d): a < c, or a = c and b < d.
                let strict = match op {
                    Comparison::Less | Comparison::LessOrEqual => Comparison::Less,
                    _ => Comparison::Greater,
                };
                let mut ways = Vec::new();
                for at in 0..pairs.len() {
                    let mut terms = each(self, Comparison::Equal, at)?;
                    let here = if at + 1 == pairs.len() { op } else { strict };
                    let (left, right) = pairs[at].clone();
                    terms.push(self.comparison(here, left, right)?);
                    ways.push(Expr::And(terms));
                }
                Ok(Expr::Or(ways))
            }
        }
    }

    fn in_list(&mut self, expr: &Ast, list: &[Ast], negated: bool) -> Result<Expr, EngineError> {
        if let Some(columns) = items(expr) {
            let mut ways = Vec::new();
            for item in list {
                let Some(values) = items(item) else {
                    return Err(invalid("a row can only be IN a list of rows"));
                };
                ways.push(self.compare_rows(Comparison::Equal, columns, values)?);
            }
            let any = Expr::Or(ways);
            return Ok(if negated {
                Expr::Not(Box::new(any))
            } else {
                any
            });
        }
        let value = self.expr(expr)?;
        let mut plain = Vec::with_capacity(list.len());
        let mut whole = None;
        for item in list {
            let item = self.expr(item)?;
            let (left, right) = self.harmonise(value.clone(), item)?;
            if !matches!(
                (&left, &value.expr),
                (Expr::Column { .. }, Expr::Column { .. })
            ) && matches!(left, Expr::Convert { .. })
            {
                whole = Some(left);
            }
            plain.push(right);
        }
        Ok(Expr::InList {
            expr: Box::new(whole.unwrap_or(value.expr)),
            list: plain,
            negated,
        })
    }

    fn in_query(
        &mut self,
        expr: &Ast,
        subquery: &ast::Query,
        negated: bool,
    ) -> Result<Expr, EngineError> {
        let plan = Rc::new(self.query(subquery)?);
        self.in_plan(expr, plan, negated)
    }

    fn in_plan(&mut self, expr: &Ast, plan: Rc<Plan>, negated: bool) -> Result<Expr, EngineError> {
        let asts: Vec<&Ast> = match items(expr) {
            Some(items) => items.iter().collect(),
            None => vec![expr],
        };
        if asts.len() != plan.columns.len() {
            return Err(invalid(format!(
                "IN compares {} with {} columns",
                asts.len(),
                plan.columns.len()
            )));
        }
        let mut exprs = Vec::new();
        for (ast, column) in asts.into_iter().zip(&plan.columns) {
            let typed = self.expr(ast)?;
            let other = Typed::new(Expr::Parameter(usize::MAX), column.ty.clone());
            exprs.push(self.harmonise(typed, other)?.0);
        }
        Ok(Expr::InQuery {
            exprs,
            query: plan,
            negated,
        })
    }

    fn quantified(
        &mut self,
        left: &Ast,
        op: &BinaryOperator,
        right: &Ast,
        all: bool,
    ) -> Result<Expr, EngineError> {
        let op = match op {
            BinaryOperator::Eq => Comparison::Equal,
            BinaryOperator::NotEq => Comparison::NotEqual,
            BinaryOperator::Lt => Comparison::Less,
            BinaryOperator::LtEq => Comparison::LessOrEqual,
            BinaryOperator::Gt => Comparison::Greater,
            BinaryOperator::GtEq => Comparison::GreaterOrEqual,
            other => return Err(unsupported(format!("{other} ANY"))),
        };
        let left = Box::new(self.expr(left)?.expr);
        let inner = match right {
            Ast::Nested(inner) => inner,
            other => other,
        };
        let right = match inner {
            Ast::Subquery(query) => Quantity::Query(Rc::new(self.query(query)?)),
            list => Quantity::List(Box::new(self.expr(list)?.expr)),
        };
        Ok(Expr::Quantified {
            op,
            all,
            left,
            right,
        })
    }

    fn like(
        &mut self,
        expr: &Ast,
        pattern: &Ast,
        escape: Option<&String>,
        ilike: bool,
        negated: bool,
    ) -> Result<Expr, EngineError> {
        let escape = match escape {
            Some(text) => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (one, None) => one,
                    _ => return Err(invalid("ESCAPE takes one character")),
                }
            }
            None => match self.dialect {
                Dialect::Sqlite | Dialect::Mssql => None,
                _ => Some('\\'),
            },
        };
        Ok(Expr::Like {
            expr: Box::new(self.expr(expr)?.expr),
            pattern: Box::new(self.expr(pattern)?.expr),
            escape,
            insensitive: ilike || self.dialect != Dialect::Postgres,
            negated,
        })
    }

    /// A comparison of two values made comparable.
    pub(crate) fn comparison(
        &self,
        op: Comparison,
        left: Typed,
        right: Typed,
    ) -> Result<Expr, EngineError> {
        let (left, right) = self.harmonise(left, right)?;
        Ok(Expr::Compare {
            op,
            left: Box::new(left),
            right: Box::new(right),
        })
    }

    /// Converts two sides of a comparison as the dialect does. SQLite: affinity
    /// (<https://sqlite.org/datatype3.html>, section 4.2). PostgreSQL: a literal takes the other
    /// side's type. MySQL and SQL Server: text becomes a number or a date beside one.
    fn harmonise(&self, left: Typed, right: Typed) -> Result<(Expr, Expr), EngineError> {
        let (to_left, to_right) = if self.dialect == Dialect::Sqlite {
            (
                sqlite_conversion(left.ty.as_ref(), right.ty.as_ref()),
                sqlite_conversion(right.ty.as_ref(), left.ty.as_ref()),
            )
        } else {
            let both_columns = !is_constant(&left.expr) && !is_constant(&right.expr);
            (
                self.conversion(&left, &right, both_columns),
                self.conversion(&right, &left, both_columns),
            )
        };
        Ok((
            self.wrap(left.expr, to_left)?,
            self.wrap(right.expr, to_right)?,
        ))
    }

    /// How `this` is converted to be compared with `other`, outside SQLite.
    fn conversion(&self, this: &Typed, other: &Typed, both_columns: bool) -> Option<Conversion> {
        use ColumnType as T;
        let strict = self.dialect == Dialect::Postgres;
        let exact = |ty: &T| matches!(ty, T::Decimal { .. }) && self.dialect != Dialect::Mssql;
        let like = |ty: &T| {
            if strict && is_constant(&this.expr) {
                Conversion::Strict(ty.clone())
            } else {
                Conversion::Like(ty.clone())
            }
        };
        match (&this.ty, &other.ty) {
            // Decimals are text: with anything but one of their own kind they are numbers.
            (Some(this), Some(other)) if exact(this) && this != other => Some(Conversion::Number),
            (Some(this), None) if exact(this) => Some(Conversion::Number),
            (None, Some(other)) if exact(other) => Some(Conversion::Number),
            (Some(T::Text { .. } | T::Enum(_)), Some(other)) if other.is_numeric() => {
                Some(Conversion::Number)
            }
            (None, Some(T::Boolean)) => match &this.expr {
                Expr::Literal(Value::Text(_)) if strict => Some(like(&T::Boolean)),
                Expr::Literal(Value::Text(_)) => Some(Conversion::Number),
                _ => None,
            },
            (None, Some(T::Integer { .. } | T::Real)) => Some(Conversion::Number).filter(|_| {
                !matches!(
                    this.expr,
                    Expr::Literal(Value::Integer(_) | Value::Real(_) | Value::Bool(_))
                )
            }),
            (
                None | Some(T::Text { .. }),
                Some(ty @ (T::Date | T::DateTime { .. } | T::Time | T::Uuid | T::Array(_))),
            ) if !both_columns || this.ty.is_some() => Some(like(ty)),
            (None, Some(ty @ T::Enum(_))) if strict => Some(like(ty)),
            (Some(T::Date), Some(ty @ T::DateTime { .. })) => Some(Conversion::Like(ty.clone())),
            (Some(T::DateTime { zone: false, .. }), Some(ty @ T::DateTime { zone: true, .. })) => {
                Some(Conversion::Like(ty.clone()))
            }
            _ => None,
        }
    }

    fn wrap(&self, expr: Expr, to: Option<Conversion>) -> Result<Expr, EngineError> {
        let Some(to) = to else { return Ok(expr) };
        if let Expr::Literal(value) = &expr {
            return Ok(Expr::Literal(
                convert(Cow::Borrowed(value), &to, self.dialect)?.into_owned(),
            ));
        }
        Ok(Expr::Convert {
            expr: Box::new(expr),
            to,
        })
    }

    fn convert(
        &self,
        typed: Typed,
        to: Conversion,
        ty: Option<ColumnType>,
    ) -> Result<Typed, EngineError> {
        Ok(Typed::new(self.wrap(typed.expr, Some(to))?, ty))
    }

    /// A type as it is written.
    pub(crate) fn column_type(&self, declared: &ast::DataType) -> Result<ColumnType, EngineError> {
        ColumnType::from_ast(declared, self.dialect, &|name| {
            self.catalogue.enums.get(name).cloned()
        })
    }

    /// CAST has names of its own (SIGNED, CHAR without a length).
    fn cast_type(&self, declared: &ast::DataType) -> Result<ColumnType, EngineError> {
        let word = declared.to_string().to_ascii_uppercase();
        match word.as_str() {
            "SIGNED" | "UNSIGNED" | "SIGNED INTEGER" | "UNSIGNED INTEGER" => Ok(ColumnType::BIG),
            "CHAR" | "CHARACTER" | "NCHAR" => Ok(ColumnType::TEXT),
            _ => self.column_type(declared),
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "the ways in which a call may be meant"
    )]
    fn function(&mut self, function: &ast::Function) -> Result<Typed, EngineError> {
        let name = super::from::last(&function.name).value.to_ascii_lowercase();
        if !function.within_group.is_empty() {
            return Err(unsupported("WITHIN GROUP"));
        }
        let (arguments, distinct, clauses, star) = match &function.args {
            FunctionArguments::None => (Vec::new(), false, &[][..], false),
            FunctionArguments::Subquery(query) => {
                let plan = Rc::new(self.query(query)?);
                return match name.as_str() {
                    "exists" => Ok(Typed::new(
                        Expr::Exists {
                            query: plan,
                            negated: false,
                        },
                        Some(ColumnType::Boolean),
                    )),
                    _ => Err(unsupported(format!("{name}(SELECT …)"))),
                };
            }
            FunctionArguments::List(list) => {
                let mut arguments = Vec::new();
                let mut star = false;
                for argument in &list.args {
                    match argument {
                        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => arguments.push(expr),
                        FunctionArg::Unnamed(FunctionArgExpr::Wildcard) => star = true,
                        other => return Err(unsupported(format!("{name}({other})"))),
                    }
                }
                let distinct = list.duplicate_treatment == Some(ast::DuplicateTreatment::Distinct);
                (arguments, distinct, list.clauses.as_slice(), star)
            }
        };
        if let Some(over) = &function.over {
            return self.window(
                &name,
                &arguments,
                star,
                distinct,
                function.filter.as_deref(),
                over,
            );
        }
        if let Some(kind) = Kind::find(&name, arguments.len()) {
            return self.aggregate(kind, function, &arguments, star, distinct, clauses);
        }
        if distinct || star || function.filter.is_some() {
            return Err(invalid(format!("{name} is not an aggregate")));
        }
        match name.as_str() {
            "if" | "iif" if arguments.len() == 3 => {
                let when = self.condition(arguments[0])?;
                let (then, otherwise) = (self.expr(arguments[1])?, self.expr(arguments[2])?);
                return Ok(Typed::new(
                    Expr::Case {
                        branches: vec![(when, then.expr)],
                        otherwise: Some(Box::new(otherwise.expr)),
                    },
                    then.ty.or(otherwise.ty),
                ));
            }
            // MySQL's VALUES(column) in ON DUPLICATE KEY UPDATE.
            "inserted_value" => {
                let [Ast::Identifier(column)] = arguments.as_slice() else {
                    return Err(invalid("VALUES() takes a column"));
                };
                let column = self.name(column);
                return self
                    .resolve(Some("excluded"), &column)?
                    .ok_or(EngineError::NoSuchColumn { column });
            }
            "row" => {
                let items = arguments
                    .iter()
                    .map(|item| self.condition(item))
                    .collect::<Result<_, _>>()?;
                return Ok(Typed::new(Expr::List(items), None));
            }
            _ => {}
        }
        let Some((found, count)) = Function::find(&name, self.dialect) else {
            return Err(EngineError::Unsupported {
                feature: format!("the function {name}()"),
            });
        };
        if !count.contains(&arguments.len()) {
            return Err(invalid(format!(
                "wrong number of arguments to function {name}()"
            )));
        }
        let mut exprs = Vec::new();
        let mut types = Vec::new();
        for argument in arguments {
            let typed = self.expr(argument)?;
            exprs.push(typed.expr);
            types.push(typed.ty);
        }
        let ty = found.result(&types);
        let ty = if self.dialect == Dialect::Sqlite {
            None
        } else {
            ty
        };
        Ok(call(found, exprs, ty))
    }

    fn aggregate(
        &mut self,
        kind: Kind,
        function: &ast::Function,
        arguments: &[&Ast],
        star: bool,
        distinct: bool,
        clauses: &[ast::FunctionArgumentClause],
    ) -> Result<Typed, EngineError> {
        let Some(scope) = self
            .scopes
            .last_mut()
            .filter(|scope| scope.allows_aggregates)
        else {
            return Err(invalid(format!("misuse of aggregate: {}()", function.name)));
        };
        // An aggregate's argument must not hold another.
        scope.allows_aggregates = false;
        let windows = std::mem::take(&mut scope.allows_windows);
        let text = function.to_string();
        let built = self.build_aggregate(
            kind,
            function.filter.as_deref(),
            arguments,
            star,
            distinct,
            clauses,
        );
        let Some(scope) = self.scopes.last_mut() else {
            return Err(invalid("no query around the aggregate"));
        };
        scope.allows_aggregates = true;
        scope.allows_windows = windows;
        let (aggregate, ty) = built?;
        let known = scope
            .aggregates
            .iter()
            .position(|(known, ..)| *known == text);
        let index = known.unwrap_or(scope.aggregates.len());
        if known.is_none() {
            scope.aggregates.push((text, aggregate, ty.clone()));
        }
        Ok(Typed::new(Expr::Aggregate { depth: 0, index }, ty))
    }

    pub(crate) fn build_aggregate(
        &mut self,
        kind: Kind,
        filter: Option<&Ast>,
        arguments: &[&Ast],
        star: bool,
        distinct: bool,
        clauses: &[ast::FunctionArgumentClause],
    ) -> Result<(Aggregate, Option<ColumnType>), EngineError> {
        let mut separator = None;
        let mut order = Vec::new();
        for clause in clauses {
            match clause {
                ast::FunctionArgumentClause::OrderBy(by) => {
                    for by in by {
                        order.push(self.order_expr(by)?);
                    }
                }
                ast::FunctionArgumentClause::Separator(value) => {
                    separator = Some(self.value(value)?.expr);
                }
                other => return Err(unsupported(shorten(&other.to_string()))),
            }
        }
        let argument = match (arguments, star) {
            ([], true) if kind == Kind::Count => None,
            ([argument], false) => Some(self.expr(argument)?),
            ([argument, by], false) if kind == Kind::Text => {
                separator = Some(self.expr(by)?.expr);
                Some(self.expr(argument)?)
            }
            ([], false) if kind == Kind::Count && self.dialect == Dialect::Sqlite => None,
            _ => return Err(invalid("wrong number of arguments to an aggregate")),
        };
        let filter = filter.map(|filter| self.condition(filter)).transpose()?;
        let argument_type = argument.as_ref().and_then(|argument| argument.ty.clone());
        let exact = matches!(argument_type, Some(ColumnType::Decimal { .. }))
            && !matches!(self.dialect, Dialect::Sqlite | Dialect::Mssql);
        let ty = match kind {
            Kind::Count => Some(ColumnType::BIG),
            Kind::Min | Kind::Max => argument_type,
            Kind::Sum if exact => argument_type,
            Kind::Sum if matches!(argument_type, Some(ColumnType::Integer { .. })) => {
                Some(ColumnType::BIG)
            }
            Kind::Every | Kind::Any => Some(ColumnType::Boolean),
            _ => None,
        };
        let ty = if self.dialect == Dialect::Sqlite && !matches!(kind, Kind::Min | Kind::Max) {
            None
        } else {
            ty
        };
        Ok((
            Aggregate {
                kind,
                argument: argument.map(|argument| argument.expr),
                distinct,
                filter,
                separator,
                order,
                exact,
            },
            ty,
        ))
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

/// The beginning of a text, for an error.
pub(crate) fn shorten(text: &str) -> String {
    text.chars().take(80).collect()
}

fn literal(value: Value) -> Typed {
    Typed::new(Expr::Literal(value), None)
}

fn call(function: Function, arguments: Vec<Expr>, ty: Option<ColumnType>) -> Typed {
    Typed::new(
        Expr::Call {
            function,
            arguments,
        },
        ty,
    )
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Literal(_) => true,
        Expr::Parameter(index) => *index != usize::MAX,
        _ => false,
    }
}

/// The items of a row value.
fn items(ast: &Ast) -> Option<&[Ast]> {
    match ast {
        Ast::Tuple(items) => Some(items),
        _ => None,
    }
}

fn number(digits: &str, dialect: Dialect) -> Typed {
    if let Some(hex) = digits.strip_prefix("0x")
        && let Ok(number) = i64::from_str_radix(hex, 16)
    {
        return literal(Value::Integer(number));
    }
    if let Ok(number) = digits.parse::<i64>() {
        return literal(Value::Integer(number));
    }
    // A literal with a point is exact where decimals are.
    let exact =
        !matches!(dialect, Dialect::Sqlite | Dialect::Mssql) && !digits.contains(['e', 'E']);
    if exact {
        return Typed::new(
            Expr::Literal(Value::Text(if digits.starts_with('.') {
                format!("0{digits}")
            } else {
                digits.to_owned()
            })),
            Some(ColumnType::Decimal {
                precision: 1000,
                scale: None,
            }),
        );
    }
    literal(Value::Real(digits.parse().unwrap_or(0.0)))
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) {
        return None;
    }
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok())
        .collect()
}

/// SQLite: which affinity is applied to `this` because of `other`.
fn sqlite_conversion(this: Option<&ColumnType>, other: Option<&ColumnType>) -> Option<Conversion> {
    #[derive(PartialEq)]
    enum Affinity {
        Numeric,
        Text,
        None,
    }
    let affinity = |ty: Option<&ColumnType>| match ty {
        Some(
            ColumnType::Integer { .. }
            | ColumnType::Real
            | ColumnType::Decimal { .. }
            | ColumnType::Boolean
            | ColumnType::Date
            | ColumnType::DateTime { .. }
            | ColumnType::Time,
        ) => Affinity::Numeric,
        Some(ColumnType::Text { .. } | ColumnType::Enum(_) | ColumnType::Uuid) => Affinity::Text,
        _ => Affinity::None,
    };
    match (affinity(this), affinity(other)) {
        (Affinity::Text | Affinity::None, Affinity::Numeric) => Some(Conversion::NumericAffinity),
        (Affinity::None, Affinity::Text) => Some(Conversion::TextAffinity),
        _ => None,
    }
}

/// Moves a column expression `depth` queries further out.
fn shift(expr: &mut Expr, by: usize) {
    match expr {
        Expr::Column { depth, .. } => *depth += by,
        Expr::Call { arguments, .. } => {
            for argument in arguments {
                shift(argument, by);
            }
        }
        _ => {}
    }
}

/// `json -> step` and `json ->> step`.
fn json_step(
    left: Typed,
    right: &Typed,
    text: bool,
    dialect: Dialect,
) -> Result<Typed, EngineError> {
    let path = match &right.expr {
        Expr::Literal(Value::Text(path)) if path.starts_with('$') => path.clone(),
        Expr::Literal(Value::Text(name)) => format!("$.\"{name}\""),
        Expr::Literal(Value::Integer(index)) => format!("$[{index}]"),
        _ => return Err(unsupported("a JSON path that is not a literal")),
    };
    Ok(json(left, path, text, dialect))
}

/// `json #> '{a,b}'` and `json #>> '{a,b}'`.
fn json_path(
    left: Typed,
    right: &Typed,
    text: bool,
    dialect: Dialect,
) -> Result<Typed, EngineError> {
    let Expr::Literal(Value::Text(path)) = &right.expr else {
        return Err(unsupported("a JSON path that is not a literal"));
    };
    let mut steps = String::from("$");
    for step in path.trim_matches(['{', '}']).split(',') {
        if step.parse::<usize>().is_ok() {
            steps = format!("{steps}[{step}]");
        } else {
            steps = format!("{steps}.\"{}\"", step.trim_matches('"'));
        }
    }
    Ok(json(left, steps, text, dialect))
}

fn json(left: Typed, path: String, text: bool, dialect: Dialect) -> Typed {
    let path = Expr::Literal(Value::Text(path));
    if text {
        return call(
            Function::JsonText,
            vec![left.expr, path],
            Some(ColumnType::TEXT),
        );
    }
    let ty = (dialect == Dialect::Postgres).then_some(ColumnType::Json);
    call(Function::JsonExtract, vec![left.expr, path], ty)
}
