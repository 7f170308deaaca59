//! Compiles window functions.

use crate::{
    engine::{
        EngineError,
        query::{
            Compiler,
            aggregate::Kind,
            compile::{Typed, unsupported},
            eval::invalid,
            expr::{Expr, WindowFunction, WindowPlan},
        },
        types::ColumnType,
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
        let ast::WindowType::WindowSpec(spec) = over else {
            return Err(unsupported("a named window"));
        };
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
        let (whole, rows) = match &spec.window_frame {
            None => (false, false),
            Some(frame) => {
                use ast::{WindowFrameBound as Bound, WindowFrameUnits as Units};
                let from_start = matches!(frame.start_bound, Bound::Preceding(None));
                let whole = matches!(frame.end_bound, Some(Bound::Following(None)));
                let current = matches!(frame.end_bound, None | Some(Bound::CurrentRow));
                if !from_start || !(whole || current) || frame.units == Units::Groups {
                    return Err(unsupported("this window frame"));
                }
                (whole, frame.units == Units::Rows)
            }
        };
        let Some(scope) = self.scopes.last_mut() else {
            return Err(invalid("no query around the window function"));
        };
        scope.windows.push(WindowPlan {
            function,
            partition,
            order,
            whole,
            rows,
        });
        Ok(Typed::new(
            Expr::Window {
                index: scope.windows.len() - 1,
            },
            ty,
        ))
    }
}
