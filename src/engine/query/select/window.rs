//! Compiles window functions.

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::same_column,
        error::invalid,
        query::{
            Compiler,
            aggregate::Kind,
            compile::{Typed, unsupported},
            expr::{
                Expr, Window, WindowBound, WindowFrame, WindowFunction, WindowPlan, WindowUnits,
            },
        },
        types::{self, ColumnType},
    },
    schema::Value,
};
use gluesql::core::sqlparser::ast::{self, Expr as Ast};

impl Compiler<'_> {
    /// A window function.
    pub(crate) fn window(
        &mut self,
        name: &str,
        arguments: &[&Ast],
        star: bool,
        distinct: bool,
        filter: Option<&Ast>,
        over: &ast::WindowType,
    ) -> Result<Typed, EngineError> {
        if !self.scopes.last().is_some_and(|scope| scope.allows_windows) {
            return Err(invalid(format!("misuse of window function {name}()")));
        }
        let one = |compiler: &mut Self| match arguments {
            [argument, ..] => compiler.expr(argument),
            [] => Err(invalid(format!("{name}() takes an argument"))),
        };
        let big = Some(ColumnType::BIG);
        let (function, ty) = match name {
            "row_number" => (WindowFunction::RowNumber, big),
            "rank" => (WindowFunction::Rank, big),
            "dense_rank" => (WindowFunction::DenseRank, big),
            "first_value" => {
                let typed = one(self)?;
                (WindowFunction::FirstValue(typed.expr), typed.ty)
            }
            "last_value" => {
                let typed = one(self)?;
                (WindowFunction::LastValue(typed.expr), typed.ty)
            }
            "nth_value" => {
                let typed = one(self)?;
                let [_, place] = arguments else {
                    return Err(invalid("nth_value() takes two arguments"));
                };
                let place = self.condition(place)?;
                (WindowFunction::NthValue(typed.expr, place), typed.ty)
            }
            "ntile" => (WindowFunction::NTile(one(self)?.expr), big),
            "percent_rank" => (WindowFunction::PercentRank, Some(ColumnType::Real)),
            "cume_dist" => (WindowFunction::CumeDist, Some(ColumnType::Real)),
            "lag" | "lead" => {
                let typed = one(self)?;
                let by = match arguments.get(1).map(|by| self.expr(by)).transpose()? {
                    None => 1,
                    Some(Typed {
                        expr: Expr::Literal(Value::Integer(by)),
                        ..
                    }) => by,
                    Some(_) => return Err(unsupported(format!("{name}() by an expression"))),
                };
                let otherwise = arguments
                    .get(2)
                    .map(|expr| self.condition(expr))
                    .transpose()?;
                (
                    WindowFunction::Lag {
                        expr: typed.expr,
                        by: if name == "lag" { by } else { -by },
                        otherwise,
                    },
                    typed.ty,
                )
            }
            _ => {
                let kind = Kind::find(name, arguments.len())
                    .ok_or_else(|| unsupported(format!("the window function {name}()")))?;
                let (aggregate, ty) =
                    self.build_aggregate(kind, filter, arguments, star, distinct, &[])?;
                (WindowFunction::Aggregate(aggregate), ty)
            }
        };
        let window = match over {
            ast::WindowType::WindowSpec(spec) => self.window_of(spec)?,
            ast::WindowType::NamedWindow(name) => self.named_window(name)?,
        };
        let Some(scope) = self.scopes.last_mut() else {
            return Err(invalid("no query around the window function"));
        };
        scope.windows.push(WindowPlan { function, window });
        Ok(Typed::new(
            Expr::Window {
                index: scope.windows.len() - 1,
            },
            ty,
        ))
    }

    fn window_of(&mut self, spec: &ast::WindowSpec) -> Result<Window, EngineError> {
        if spec.window_name.is_some() {
            return Err(unsupported("a window that extends another"));
        }
        let partition = spec
            .partition_by
            .iter()
            .map(|expr| self.condition(expr))
            .collect::<Result<_, _>>()?;
        let order = spec
            .order_by
            .iter()
            .map(|order| self.order_expr(order))
            .collect::<Result<_, _>>()?;
        Ok(Window {
            partition,
            order,
            frame: self.frame(spec.window_frame.as_ref(), &spec.order_by)?,
        })
    }

    /// Reads the WINDOW clause.
    pub(super) fn name_windows(
        &mut self,
        windows: &[ast::NamedWindowDefinition],
    ) -> Result<(), EngineError> {
        for ast::NamedWindowDefinition(name, window) in windows {
            let ast::NamedWindowExpr::WindowSpec(spec) = window else {
                return Err(unsupported("a window that is another's name"));
            };
            let named = (self.name(name), self.window_of(spec)?);
            if let Some(scope) = self.scopes.last_mut() {
                scope.named_windows.push(named);
            }
        }
        Ok(())
    }

    /// A window of the WINDOW clause.
    fn named_window(&self, name: &ast::Ident) -> Result<Window, EngineError> {
        let wanted = self.name(name);
        self.scopes
            .last()
            .and_then(|scope| {
                let mut windows = scope.named_windows.iter();
                windows.find(|(known, _)| same_column(known, &wanted, self.dialect))
            })
            .map(|(_, window)| window.clone())
            .ok_or_else(|| invalid(format!("no such window: {wanted}")))
    }

    /// The rows that a function sees: without a frame all up to the last peer, which without an
    /// order is all (SQL:2016 part 2, 7.15).
    fn frame(
        &mut self,
        given: Option<&ast::WindowFrame>,
        order: &[ast::OrderByExpr],
    ) -> Result<WindowFrame, EngineError> {
        use ast::WindowFrameUnits as Units;
        let Some(given) = given else {
            return Ok(WindowFrame {
                units: WindowUnits::Range,
                start: WindowBound::First,
                end: WindowBound::Current,
            });
        };
        let start = self.bound(&given.start_bound, WindowBound::First)?;
        let end = match &given.end_bound {
            Some(end) => self.bound(end, WindowBound::Last)?,
            None => WindowBound::Current,
        };
        let units = match given.units {
            Units::Rows => WindowUnits::Rows,
            Units::Groups => WindowUnits::Groups,
            Units::Range => WindowUnits::Range,
        };
        let far = |bound| matches!(bound, WindowBound::Before(_) | WindowBound::After(_));
        if units == WindowUnits::Range && (far(start) || far(end)) {
            let [by] = order else {
                return Err(invalid(
                    "a RANGE with a distance takes one ORDER BY expression",
                ));
            };
            if self.expr(&by.expr)?.ty.is_some_and(|ty| !ty.is_numeric()) {
                return Err(unsupported(
                    "a RANGE with a distance of anything but numbers",
                ));
            }
        }
        if units == WindowUnits::Groups && order.is_empty() && self.dialect != Dialect::Sqlite {
            return Err(invalid("a frame of GROUPS takes an ORDER BY"));
        }
        Ok(WindowFrame { units, start, end })
    }

    fn bound(
        &mut self,
        bound: &ast::WindowFrameBound,
        unbounded: WindowBound,
    ) -> Result<WindowBound, EngineError> {
        use ast::WindowFrameBound as Bound;
        let (by, before) = match bound {
            Bound::CurrentRow => return Ok(WindowBound::Current),
            Bound::Preceding(None) | Bound::Following(None) => return Ok(unbounded),
            Bound::Preceding(Some(by)) => (by, true),
            Bound::Following(Some(by)) => (by, false),
        };
        let distance = match self.condition(by)? {
            Expr::Literal(value) => types::number(&value).filter(|by| *by >= 0.0),
            _ => None,
        };
        match distance {
            Some(by) if before => Ok(WindowBound::Before(by)),
            Some(by) => Ok(WindowBound::After(by)),
            None => Err(unsupported("a window frame by anything but a number")),
        }
    }
}
