//! Compiles WITH, recursive queries included.

use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        catalogue::same_column,
        error::invalid,
        query::{
            Compiler,
            compile::{CteName, unsupported},
            expr::{CtePlan, Plan},
            from::last,
        },
        types::ColumnType,
    },
};
use gluesql::core::sqlparser::ast::{self, SetExpr, SetOperator, SetQuantifier};
use std::rc::Rc;

/// Each named query is looked for among all before it: more than these would take too long.
const MAX_NAMED: usize = 1000;

impl Compiler<'_> {
    pub(super) fn with(&mut self, with: &ast::With) -> Result<Vec<CtePlan>, EngineError> {
        if with.cte_tables.len() > MAX_NAMED {
            return Err(unsupported(format!(
                "more than {MAX_NAMED} queries in WITH"
            )));
        }
        let mut plans = Vec::new();
        for (at, cte) in with.cte_tables.iter().enumerate() {
            let name = self.name(&cte.alias.name);
            let before = &with.cte_tables[..at];
            if before
                .iter()
                .any(|other| self.name(&other.alias.name) == name)
            {
                return Err(invalid(format!("WITH names {name} twice")));
            }
            self.next_id += 1;
            let id = self.next_id;
            let names: Vec<String> = cte
                .alias
                .columns
                .iter()
                .map(|name| self.name(name))
                .collect();
            let columns = |plan: &Plan| -> Result<Vec<(String, Option<ColumnType>)>, EngineError> {
                if !names.is_empty() && names.len() != plan.columns.len() {
                    return Err(invalid(format!(
                        "table {name} has {} values for {} columns",
                        plan.columns.len(),
                        names.len()
                    )));
                }
                Ok(plan
                    .columns
                    .iter()
                    .enumerate()
                    .map(|(at, column)| {
                        let name = names.get(at).unwrap_or(&column.label);
                        (name.clone(), column.ty.clone())
                    })
                    .collect())
            };
            let recursive = match &*cte.query.body {
                SetExpr::SetOperation {
                    op: SetOperator::Union,
                    set_quantifier,
                    left,
                    right,
                } if (with.recursive || self.dialect == Dialect::Mssql)
                    && mentions(right, &name, self.dialect) =>
                {
                    Some((left, right, *set_quantifier == SetQuantifier::All))
                }
                _ => None,
            };
            let plan = if let Some((left, right, all)) = recursive {
                let base = self.set_query(left)?;
                self.ctes.push(CteName {
                    name: name.clone(),
                    id,
                    columns: columns(&base)?,
                });
                let step = self.set_query(right)?;
                if step.columns.len() != base.columns.len() {
                    return Err(invalid(format!(
                        "both parts of {name} must have the same number of columns"
                    )));
                }
                CtePlan {
                    id,
                    plan: Rc::new(base),
                    recursive: Some((Rc::new(step), all)),
                }
            } else {
                let plan = self.query(&cte.query)?;
                self.ctes.push(CteName {
                    name: name.clone(),
                    id,
                    columns: columns(&plan)?,
                });
                CtePlan {
                    id,
                    plan: Rc::new(plan),
                    recursive: None,
                }
            };
            plans.push(plan);
        }
        Ok(plans)
    }
}

/// Whether a query body reads from a table of that name.
fn mentions(body: &SetExpr, name: &str, dialect: Dialect) -> bool {
    match body {
        SetExpr::Select(select) => select.from.iter().any(|table| {
            let is = |factor: &ast::TableFactor| factor_mentions(factor, name, dialect);
            is(&table.relation) || table.joins.iter().any(|join| is(&join.relation))
        }),
        SetExpr::Query(query) => mentions(&query.body, name, dialect),
        SetExpr::SetOperation { left, right, .. } => {
            mentions(left, name, dialect) || mentions(right, name, dialect)
        }
        _ => false,
    }
}

fn factor_mentions(factor: &ast::TableFactor, name: &str, dialect: Dialect) -> bool {
    match factor {
        ast::TableFactor::Table { name: table, .. } => same_column(last(table), name, dialect),
        ast::TableFactor::Derived { subquery, .. } => mentions(&subquery.body, name, dialect),
        ast::TableFactor::NestedJoin {
            table_with_joins, ..
        } => {
            factor_mentions(&table_with_joins.relation, name, dialect)
                || table_with_joins
                    .joins
                    .iter()
                    .any(|join| factor_mentions(&join.relation, name, dialect))
        }
        _ => false,
    }
}
