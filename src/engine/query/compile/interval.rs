//! Compiles dates that move by an interval, and functions that take a unit as a word.

use super::{Compiler, Typed, syntax::call, unsupported};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        query::{
            expr::Expr,
            function::{Function, Part, Unit},
        },
        types::ColumnType,
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, Expr as Ast};

impl Compiler<'_> {
    /// `date + INTERVAL '1 day 2 hours'` and MySQL's `date - INTERVAL 3 MONTH`.
    pub(super) fn moved(
        &mut self,
        date: &Ast,
        interval: &ast::Interval,
        back: bool,
    ) -> Result<Typed, EngineError> {
        let mut moved = self.expr(date)?;
        for (count, unit) in self.steps(interval)? {
            let count = if back {
                Expr::Negate(Box::new(count))
            } else {
                count
            };
            let ty = moved.ty.clone();
            moved = call(Function::AddTime(unit), vec![moved.expr, count], ty);
        }
        // PostgreSQL makes a timestamp of a date that moves.
        if self.dialect == Dialect::Postgres && moved.ty == Some(ColumnType::Date) {
            moved.ty = Some(ColumnType::DateTime {
                zone: false,
                digits: 6,
            });
        }
        Ok(moved)
    }

    /// How many of which unit an interval is made of.
    fn steps(&mut self, interval: &ast::Interval) -> Result<Vec<(Expr, Unit)>, EngineError> {
        let unknown = || unsupported(format!("{interval}"));
        if let Some(field) = &interval.leading_field {
            let unit = Unit::find(&field.to_string()).ok_or_else(unknown)?;
            return Ok(vec![(self.expr(&interval.value)?.expr, unit)]);
        }
        let Expr::Literal(Value::Text(text)) = self.expr(&interval.value)?.expr else {
            return Err(unknown());
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let (pairs, []) = words.as_chunks::<2>() else {
            return Err(unknown());
        };
        pairs
            .iter()
            .map(|[count, unit]| {
                let count = count.parse().map_err(|_| unknown())?;
                let unit = Unit::find(unit).ok_or_else(unknown)?;
                Ok((Expr::Literal(Value::Integer(count)), unit))
            })
            .collect()
    }

    /// Functions whose first argument is no value: `DATE_ADD`'s interval, DATEADD's unit.
    pub(super) fn dated(
        &mut self,
        name: &str,
        arguments: &[&Ast],
    ) -> Result<Option<Typed>, EngineError> {
        let unit = |word: &Ast| {
            Unit::find(&word.to_string()).ok_or_else(|| unsupported(format!("the unit {word}")))
        };
        let whole = Some(ColumnType::BIG);
        Ok(Some(match (name, arguments) {
            ("date_add" | "adddate", [date, Ast::Interval(by)]) => self.moved(date, by, false)?,
            ("date_sub" | "subdate", [date, Ast::Interval(by)]) => self.moved(date, by, true)?,
            ("dateadd", [word, by, date]) => {
                let unit = unit(word)?;
                let (by, date) = (self.condition(by)?, self.expr(date)?);
                call(Function::AddTime(unit), vec![date.expr, by], date.ty)
            }
            ("datediff" | "timestampdiff", [word, from, to]) => {
                let (unit, edges) = (unit(word)?, name == "datediff");
                let given = vec![self.condition(from)?, self.condition(to)?];
                call(Function::TimeBetween { unit, edges }, given, whole)
            }
            // MySQL's counts days, and from its second date.
            ("datediff", [to, from]) if self.dialect.is_mysql() => {
                let unit = Unit::Seconds(86_400);
                let given = vec![self.condition(from)?, self.condition(to)?];
                call(Function::TimeBetween { unit, edges: true }, given, whole)
            }
            ("datepart" | "date_part", [word, date]) => {
                let word = word.to_string();
                let part = Part::find(word.trim_matches('\''))
                    .ok_or_else(|| invalid(format!("no such part of a date: {word}")))?;
                call(Function::DatePart(part), vec![self.condition(date)?], whole)
            }
            _ => return Ok(None),
        }))
    }
}
