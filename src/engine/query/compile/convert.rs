//! Makes the two sides of a comparison comparable, as the dialect does.

use super::{Compiler, Typed, unsupported};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        query::{
            convert::convert,
            expr::{Comparison, Conversion, Expr},
        },
        types::ColumnType,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast;
use std::borrow::Cow;

impl Compiler<'_> {
    /// A comparison of two values made comparable.
    pub(crate) fn comparison(
        &self,
        op: Comparison,
        left: Typed,
        right: Typed,
    ) -> Result<Expr, EngineError> {
        let labels = |typed: &Typed| matches!(typed.ty, Some(ColumnType::Enum(_)));
        let equal = matches!(op, Comparison::Equal | Comparison::NotEqual);
        if self.dialect == Dialect::Postgres && !equal && (labels(&left) || labels(&right)) {
            return Err(unsupported("a comparison by the order of an ENUM"));
        }
        // Two decimals of one type are equal as texts are, but not in order as texts are.
        let decimal = |typed: &Typed| matches!(typed.ty, Some(ColumnType::Decimal { .. }));
        let as_numbers = !equal && self.dialect != Dialect::Sqlite;
        if as_numbers && decimal(&left) && decimal(&right) {
            return Ok(Expr::Compare {
                op,
                left: Box::new(self.wrap(left.expr, Some(Conversion::Number))?),
                right: Box::new(self.wrap(right.expr, Some(Conversion::Number))?),
            });
        }
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
    pub(super) fn harmonise(&self, left: Typed, right: Typed) -> Result<(Expr, Expr), EngineError> {
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

    pub(super) fn convert(
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
    pub(super) fn cast_type(&self, declared: &ast::DataType) -> Result<ColumnType, EngineError> {
        let word = declared.to_string().to_ascii_uppercase();
        match word.as_str() {
            "SIGNED" | "UNSIGNED" | "SIGNED INTEGER" | "UNSIGNED INTEGER" => Ok(ColumnType::BIG),
            "CHAR" | "CHARACTER" | "NCHAR" => Ok(ColumnType::TEXT),
            _ => self.column_type(declared),
        }
    }
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Literal(_) => true,
        Expr::Parameter(index) => *index != usize::MAX,
        _ => false,
    }
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
