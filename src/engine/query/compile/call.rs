//! Compiles calls of functions and aggregates.

use super::{Compiler, Typed, shorten, syntax::call, unsupported};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        error::invalid,
        query::{
            aggregate::{Aggregate, Kind},
            expr::Expr,
            from::last,
            function::{Function, is_of_sqlite},
        },
        types::ColumnType,
    },
};
use gluesql::core::sqlparser::ast::{
    self, Expr as Ast, FunctionArg, FunctionArgExpr, FunctionArguments,
};
use std::rc::Rc;

impl Compiler<'_> {
    #[expect(
        clippy::too_many_lines,
        reason = "the ways in which a call may be meant"
    )]
    pub(super) fn function(&mut self, function: &ast::Function) -> Result<Typed, EngineError> {
        let name = last(&function.name).to_ascii_lowercase();
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
        if let Some(typed) = self.dated(&name, &arguments)? {
            return Ok(typed);
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
                    .ok_or(EngineError::NoSuchColumn { column, clause: "" });
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
        if self.dialect == Dialect::Sqlite && !is_of_sqlite(&name) {
            return Err(invalid(format!("no such function: {}", function.name)));
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
        let found = found.exact(&types, self.dialect);
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
            Kind::Sum | Kind::Average if exact => Some(ColumnType::EXACT),
            Kind::Sum | Kind::Average
                if matches!(argument_type, Some(ColumnType::Integer { .. })) =>
            {
                match self.dialect {
                    Dialect::Postgres if kind == Kind::Sum => Some(ColumnType::BIG),
                    Dialect::Mssql => argument_type,
                    _ => Some(ColumnType::EXACT),
                }
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
