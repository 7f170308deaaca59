//! SQL Server's MERGE, as Sequelize's upsert writes it: each row of the source changes the row it
//! matches, or goes in as a new one.

use super::{
    EngineError, Outcome, Session,
    define::{need_column, table_name},
    describe,
    query::{self, Compiler, Context, Frame, fold_name, run_targets},
    store::Row,
};
use crate::schema::Value;
use gluesql::core::sqlparser::ast::{
    AssignmentTarget, Join, JoinConstraint, JoinOperator, MergeAction, MergeClause,
    MergeClauseKind, MergeInsertKind, ObjectName, Statement, TableFactor, TableWithJoins,
};

/// A MERGE.
#[derive(Debug)]
pub(crate) struct Merge {
    target: ObjectName,
    /// The source, and beside each of its rows the target's that match it.
    from: TableWithJoins,
    clauses: Vec<MergeClause>,
    /// It asks for `$action` and the row as it is then.
    output: bool,
}

impl Merge {
    /// What the parser has read.
    pub(crate) fn of(statement: Statement, output: bool) -> Result<Self, EngineError> {
        let Statement::Merge {
            table: target,
            source,
            on,
            clauses,
            ..
        } = statement
        else {
            return Err(unsupported());
        };
        let TableFactor::Table { name, .. } = &target else {
            return Err(unsupported());
        };
        Ok(Self {
            target: name.clone(),
            from: TableWithJoins {
                relation: source,
                joins: vec![Join {
                    relation: target,
                    global: false,
                    join_operator: JoinOperator::LeftOuter(JoinConstraint::On(*on)),
                }],
            },
            clauses,
            output,
        })
    }
}

fn unsupported() -> EngineError {
    EngineError::Unsupported {
        feature: "this form of MERGE".into(),
    }
}

impl Session {
    /// Runs a MERGE.
    #[expect(clippy::too_many_lines, reason = "one arm for each case")]
    pub(crate) fn merge(&mut self, merge: &Merge) -> Result<Outcome, EngineError> {
        let name = table_name(&merge.target, self.dialect);
        let id = self.state.catalogue.need(&name, self.dialect)?;
        let def = self.state.def(id);
        let mut updates = Vec::new();
        let mut inserts = Vec::new();
        {
            let virtuals = |parts: &[String]| describe::virtual_table(self, parts);
            let mut compiler = Compiler::new(&self.state.catalogue, self.dialect, &virtuals);
            let found = compiler.targets(&[&merge.from], None)?;
            let mut set = None;
            let mut new = None;
            for clause in &merge.clauses {
                match (&clause.clause_kind, &clause.action) {
                    (MergeClauseKind::Matched, MergeAction::Update { assignments }) => {
                        let mut columns = Vec::new();
                        for assignment in assignments {
                            let AssignmentTarget::ColumnName(name) = &assignment.target else {
                                return Err(unsupported());
                            };
                            let name = table_name(name, self.dialect);
                            let column = need_column(&def, &name, self.dialect)?;
                            columns.push((column, compiler.expr(&assignment.value)?.expr));
                        }
                        set = Some(columns);
                    }
                    (
                        MergeClauseKind::NotMatched | MergeClauseKind::NotMatchedByTarget,
                        MergeAction::Insert(insert),
                    ) => {
                        let MergeInsertKind::Values(values) = &insert.kind else {
                            return Err(unsupported());
                        };
                        let [row] = values.rows.as_slice() else {
                            return Err(unsupported());
                        };
                        let mut columns = Vec::new();
                        for (name, value) in insert.columns.iter().zip(row) {
                            let name = fold_name(name, self.dialect);
                            let column = need_column(&def, &name, self.dialect)?;
                            columns.push((column, compiler.expr(value)?.expr));
                        }
                        let given = columns.iter().map(|(column, _)| *column);
                        self.check_identity(id, &def, &given.collect::<Vec<_>>())?;
                        new = Some(columns);
                    }
                    _ => return Err(unsupported()),
                }
            }
            let context = Context::new(&self.environment, &self.state);
            run_targets(&found.node, found.slots, &context, &mut |tuple| {
                let frame = Frame::of(tuple);
                let there = &tuple[1];
                let (columns, mut values) = if there.row.is_empty() {
                    let defaults = (0..def.columns.len())
                        .map(|at| query::default_value(&def, at, &self.environment))
                        .collect::<Result<Vec<_>, _>>()?;
                    (&new, defaults)
                } else {
                    (&set, there.row.to_vec())
                };
                let Some(columns) = columns else {
                    return Ok(true);
                };
                for (column, expr) in columns {
                    let value = expr.eval(&frame, &context)?.into_owned();
                    values[*column] =
                        query::coerce(value, &def, &def.columns[*column], &self.environment)?;
                }
                context.keep(&values)?;
                if there.row.is_empty() {
                    inserts.push(values);
                } else {
                    updates.push((there.id, values));
                }
                Ok(true)
            })?;
        }
        let all: Vec<usize> = (0..def.columns.len()).collect();
        let changed: Vec<u64> = updates.iter().map(|(row, _)| *row).collect();
        let (added, trace) = self.write(|writer| {
            writer.update(id, &def, &all, updates)?;
            inserts
                .into_iter()
                .map(|values| writer.insert(id, &def, values))
                .collect::<Result<Vec<u64>, _>>()
        })?;
        let mut outcome = Outcome {
            affected: (changed.len() + added.len()) as u64,
            trace: Some(trace),
            ..Outcome::default()
        };
        if merge.output {
            outcome.labels = std::iter::once("$action".to_owned())
                .chain(def.columns.iter().map(|column| column.name.clone()))
                .collect();
            let mut tell = |action: &str, row: u64| {
                let values: Option<Row> = self.state.tables[id].rows.get(row).cloned();
                let mut told = vec![Value::text(action)];
                told.extend(values.iter().flat_map(|row| row.iter().cloned()));
                outcome.rows.push(told);
            };
            for row in changed {
                tell("UPDATE", row);
            }
            for row in added {
                tell("INSERT", row);
            }
        }
        Ok(outcome)
    }
}
