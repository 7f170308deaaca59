//! Compiles binary operators: comparison, arithmetic, concatenation, steps into JSON.

use super::{Compiler, Typed, condition::items, foreign, syntax::call, unsupported};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        collation::Collation,
        error::invalid,
        query::{
            expr::{Arithmetic, Comparison, Expr},
            function::Function,
            like::{Memory, Style},
        },
        types::ColumnType,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{BinaryOperator, Expr as Ast};

impl Compiler<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm for each operator")]
    pub(super) fn binary(
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
        if *op == B::StringConcat && !self.dialect.is_mysql() {
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
        match (left, op, right) {
            (at, B::Plus | B::Minus, Ast::Interval(interval)) => {
                return self.moved(at, interval, *op == B::Minus);
            }
            (Ast::Interval(interval), B::Plus, at) => return self.moved(at, interval, false),
            _ => {}
        }
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        let arithmetic = match op {
            B::Plus => Arithmetic::Add,
            B::Minus => Arithmetic::Subtract,
            B::Multiply => Arithmetic::Multiply,
            B::Divide => Arithmetic::Divide,
            // MySQL's DIV: its `||` was rewritten.
            B::StringConcat => Arithmetic::IntegerDivide,
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
                        style: Style::Like,
                        letters: if matches!(op, B::PGILikeMatch | B::PGNotILikeMatch) {
                            Collation::CaseAndSpaces
                        } else {
                            Collation::Binary
                        },
                        negated: matches!(op, B::PGNotLikeMatch | B::PGNotILikeMatch),
                        memory: Memory::default(),
                    },
                    Some(ColumnType::Boolean),
                ));
            }
            B::AtArrow | B::ArrowAt | B::PGOverlap if self.dialect != Dialect::Postgres => {
                return Err(match (self.dialect, op) {
                    (Dialect::Sqlite, B::AtArrow) => EngineError::Syntax {
                        message: "unrecognized token: \"@\"".into(),
                    },
                    _ => foreign(&op.to_string()),
                });
            }
            B::AtArrow | B::ArrowAt | B::PGOverlap => {
                let function = match op {
                    B::PGOverlap => Function::Overlaps,
                    _ => Function::Contains,
                };
                let (left, right) = match op {
                    B::ArrowAt => (right, left),
                    _ => (left, right),
                };
                let sides = vec![left.expr, right.expr];
                return Ok(call(function, sides, Some(ColumnType::Boolean)));
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
        let whole = |expr: &Expr| matches!(expr, Expr::Literal(Value::Integer(_)));
        let text = |typed: &Typed| {
            matches!(typed.ty, Some(ColumnType::Text { .. }))
                || matches!(typed.expr, Expr::Literal(Value::Text(_)))
        };
        if self.dialect == Dialect::Mssql
            && arithmetic == Arithmetic::Add
            && (text(&left) || text(&right))
            && [&left, &right]
                .iter()
                .all(|side| text(side) || side.ty.is_none())
        {
            return Ok(Typed::new(
                Expr::Concat(vec![left.expr, right.expr]),
                Some(ColumnType::TEXT),
            ));
        }
        let exact = decimal(&left) || decimal(&right);
        let ty = if exact {
            Some(ColumnType::EXACT)
        } else {
            match (&left.ty, &right.ty) {
                (Some(left), Some(right)) if left.wider(right).is_some() => left.wider(right),
                (Some(ColumnType::Real), _) | (_, Some(ColumnType::Real)) => Some(ColumnType::Real),
                (Some(ty @ ColumnType::Integer { .. }), None) if whole(&right.expr) => {
                    Some(ty.clone())
                }
                (None, Some(ty @ ColumnType::Integer { .. })) if whole(&left.expr) => {
                    Some(ty.clone())
                }
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

    pub(super) fn compare_rows(
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
}

/// `json -> step` and `json ->> step`.
fn json_step(
    left: Typed,
    right: &Typed,
    text: bool,
    dialect: Dialect,
) -> Result<Typed, EngineError> {
    let path = match &right.expr {
        Expr::Literal(Value::Text(path)) if path.starts_with('$') => path.to_string(),
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
    let path = Expr::Literal(Value::text(path));
    if text {
        return call(
            Function::JsonText,
            vec![left.expr, path],
            Some(ColumnType::TEXT),
        );
    }
    let ty = (dialect == Dialect::Postgres).then_some(ColumnType::Json { binary: true });
    call(Function::JsonExtract, vec![left.expr, path], ty)
}
