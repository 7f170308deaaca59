//! Turns each kind of expression the parser knows into a resolved one.

use super::{Compiler, Typed, foreign, shorten, unsupported};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        query::{
            expr::{Comparison, Conversion, Expr},
            function::{Function, Part},
        },
        text::{DISTINCT, NOT_DISTINCT},
        types::ColumnType,
    },
    float,
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, BinaryOperator, Expr as Ast, UnaryOperator};
use std::rc::Rc;

impl Compiler<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of syntax")]
    pub(super) fn expr_inner(&mut self, ast: &Ast) -> Result<Typed, EngineError> {
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
                    Typed::new(Expr::Literal(Value::text(value.as_str())), None),
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
            Ast::BinaryOp {
                left,
                op: BinaryOperator::Custom(op),
                right,
            } if op == DISTINCT || op == NOT_DISTINCT => {
                let (left, right) = (self.expr(left)?, self.expr(right)?);
                let (left, right) = self.harmonise(left, right)?;
                boolean(Expr::Same {
                    left: Box::new(left),
                    right: Box::new(right),
                    negated: op == DISTINCT,
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
            Ast::ILike { .. } if self.dialect != Dialect::Postgres => Err(foreign("ILIKE")),
            Ast::Like {
                negated,
                any,
                expr,
                pattern,
                escape_char,
            }
            | Ast::ILike {
                negated,
                any,
                expr,
                pattern,
                escape_char,
            } => {
                let patterns = if *any {
                    listed(pattern)?
                } else {
                    std::slice::from_ref(&**pattern)
                };
                let ilike = matches!(ast, Ast::ILike { .. });
                let mut likes = Vec::new();
                for pattern in patterns {
                    likes.push(self.like(expr, pattern, escape_char.as_ref(), ilike, *negated)?);
                }
                let one = likes.pop_if(|_| !any);
                boolean(one.unwrap_or(Expr::Or(likes)))
            }
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
                self.cast(typed, ty)
            }
            Ast::Convert {
                expr,
                data_type: Some(data_type),
                ..
            } => {
                let typed = self.expr(expr)?;
                let ty = self.cast_type(data_type)?;
                self.cast(typed, ty)
            }
            Ast::Collate { expr, collation } => {
                self.known_collation(collation)?;
                self.expr(expr)
            }
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
            Ast::Interval(_) => Err(unsupported("INTERVAL on its own")),
            // `GLOB`, put into a word that the parser knows.
            Ast::RLike {
                negated,
                expr,
                pattern,
                regexp: false,
            } if sqlite => boolean(self.glob(expr, pattern, *negated)?),
            Ast::RLike { .. } if sqlite => Err(invalid("no such function: REGEXP")),
            Ast::RLike { .. } | Ast::SimilarTo { .. } => Err(unsupported("a regular expression")),
            other if sqlite => Err(unsupported(shorten(&other.to_string()))),
            other => Err(unsupported(shorten(&other.to_string()))),
        }
    }

    pub(super) fn value(&self, value: &ast::Value) -> Result<Typed, EngineError> {
        use ast::Value as V;
        Ok(match value {
            V::Number(digits, _) => number(&digits.to_string(), self.dialect),
            V::SingleQuotedString(text)
            | V::NationalStringLiteral(text)
            | V::EscapedStringLiteral(text)
            | V::UnicodeStringLiteral(text)
            | V::DoubleQuotedString(text) => literal(Value::text(text.as_str())),
            V::DollarQuotedString(text) => literal(Value::text(text.value.as_str())),
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
}

pub(super) fn literal(value: Value) -> Typed {
    Typed::new(Expr::Literal(value), None)
}

impl Compiler<'_> {
    fn cast(&self, mut typed: Typed, ty: ColumnType) -> Result<Typed, EngineError> {
        // A decimal is text, but what is rounded to a whole number is a number.
        if matches!(typed.ty, Some(ColumnType::Decimal { .. }))
            && matches!(ty, ColumnType::Integer { .. })
        {
            typed = self.convert(typed, Conversion::Number, Some(ColumnType::Real))?;
        }
        self.convert(typed, Conversion::Cast(ty.clone()), Some(ty))
    }

    /// The collation that a dialect's texts have anyway changes nothing; another is refused.
    fn known_collation(&self, collation: &ast::ObjectName) -> Result<(), EngineError> {
        let name = collation.to_string();
        let name = name.trim_matches(['"', '`', '[', ']']).to_ascii_lowercase();
        let known = match self.dialect {
            Dialect::Sqlite => name == "binary",
            Dialect::Postgres => matches!(name.as_str(), "c" | "posix" | "default"),
            Dialect::Mysql | Dialect::Mariadb => name.ends_with("_ci"),
            Dialect::Mssql => name.contains("_ci_"),
        };
        if known {
            Ok(())
        } else {
            Err(unsupported(format!("COLLATE {collation}")))
        }
    }
}

pub(super) fn call(function: Function, arguments: Vec<Expr>, ty: Option<ColumnType>) -> Typed {
    Typed::new(
        Expr::Call {
            function,
            arguments,
        },
        ty,
    )
}

/// The patterns of LIKE ANY (ARRAY[…]).
fn listed(pattern: &Ast) -> Result<&[Ast], EngineError> {
    match pattern {
        Ast::Nested(inner) => listed(inner),
        Ast::Array(list) => Ok(&list.elem),
        other => Err(unsupported(format!(
            "LIKE ANY {}",
            shorten(&other.to_string())
        ))),
    }
}

pub(super) fn number(digits: &str, dialect: Dialect) -> Typed {
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
            Expr::Literal(Value::text(if digits.starts_with('.') {
                format!("0{digits}")
            } else {
                digits.to_owned()
            })),
            Some(ColumnType::EXACT),
        );
    }
    literal(Value::Real(float::parse(digits).unwrap_or(0.0)))
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
