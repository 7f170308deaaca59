//! Turns an expression and a row into a value.

use super::{
    compare::{compare, prefix},
    context::{Context, Frame, NULL, bounded},
    convert::convert,
    expr::{Arithmetic, Comparison, Expr, Plan, Quantity},
    function,
    run::run_plan,
};
use crate::{
    dialect::Dialect,
    engine::{
        EngineError,
        collation::Collation,
        error::invalid,
        key::{Key, Part},
        store::row_number,
        types::{self, ColumnType},
    },
    schema::Value,
};
use std::{borrow::Cow, cmp::Ordering};

/// A longer row is refused: a page has to hold it.
const MAX_ROW: usize = 64 << 20;

/// What some expressions come to, together no larger than a row may be.
pub(crate) fn values(
    exprs: &[Expr],
    frame: &Frame,
    context: &Context,
) -> Result<Vec<Value>, EngineError> {
    let mut values = Vec::with_capacity(exprs.len());
    let mut bytes = 0;
    for expr in exprs {
        let value = expr.eval(frame, context)?.into_owned();
        bytes += types::weight(std::slice::from_ref(&value));
        if bytes > MAX_ROW {
            return Err(invalid("the row would need more than 64 MiB"));
        }
        values.push(value);
    }
    Ok(values)
}

/// A value as a condition.
pub(crate) fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Null => None,
        Value::Bool(flag) => Some(*flag),
        Value::Integer(number) => Some(*number != 0),
        Value::Real(number) => Some(*number != 0.0),
        Value::Text(text) => match text.as_str() {
            "t" | "true" => Some(true),
            text => Some(prefix(text) != 0.0),
        },
        Value::List(_) | Value::Bytes(_) => Some(false),
    }
}

fn known(truth: Option<bool>) -> Value {
    truth.map_or(Value::Null, Value::Bool)
}

impl Expr {
    /// Whether the expression is true: neither false nor unknown.
    pub(crate) fn holds(&self, frame: &Frame, context: &Context) -> Result<bool, EngineError> {
        Ok(self.truth(frame, context)? == Some(true))
    }

    /// Whether it is true or false; `None`: unknown.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of condition")]
    fn truth(&self, frame: &Frame, context: &Context) -> Result<Option<bool>, EngineError> {
        let dialect = context.dialect();
        Ok(match self {
            Self::Not(expr) => expr.truth(frame, context)?.map(|truth| !truth),
            Self::And(terms) => {
                let mut result = Some(true);
                for term in terms {
                    match term.truth(frame, context)? {
                        Some(false) => return Ok(Some(false)),
                        None => result = None,
                        Some(true) => {}
                    }
                }
                result
            }
            Self::Or(terms) => {
                let mut result = Some(false);
                for term in terms {
                    match term.truth(frame, context)? {
                        Some(true) => return Ok(Some(true)),
                        None => result = None,
                        Some(false) => {}
                    }
                }
                result
            }
            Self::Compare { op, left, right } => {
                let at_hand = (left.at_hand(frame, context), right.at_hand(frame, context));
                let order = if let (Some(left), Some(right)) = at_hand {
                    compare(left, right, dialect)
                } else {
                    let left = left.eval(frame, context)?;
                    let right = right.eval(frame, context)?;
                    compare(&left, &right, dialect)
                };
                order.map(|order| op.holds(order))
            }
            Self::Same {
                left,
                right,
                negated,
            } => {
                let left = left.eval(frame, context)?;
                let right = right.eval(frame, context)?;
                let same = match compare(&left, &right, dialect) {
                    Some(order) => order == Ordering::Equal,
                    None => *left == Value::Null && *right == Value::Null,
                };
                Some(same != *negated)
            }
            Self::IsNull { expr, negated } => {
                Some((*expr.eval(frame, context)? == Value::Null) != *negated)
            }
            Self::IsTruth {
                expr,
                truth,
                negated,
            } => Some((expr.truth(frame, context)? == Some(*truth)) != *negated),
            Self::InList {
                expr,
                list,
                negated,
            } => {
                let value = expr.eval(frame, context)?;
                let mut result = Some(false);
                for item in list {
                    match compare(&value, &*item.eval(frame, context)?, dialect) {
                        Some(Ordering::Equal) => {
                            result = Some(true);
                            break;
                        }
                        None => result = None,
                        Some(_) => {}
                    }
                }
                result.map(|found| found != *negated)
            }
            Self::InQuery {
                exprs,
                query,
                negated,
            } => {
                let found = in_query(exprs, query, frame, context)?;
                found.map(|found| found != *negated)
            }
            Self::Exists { query, negated } => {
                let exists = if query.correlated() {
                    let mut exists = false;
                    run_plan(query, context, Some(frame), &mut |_| {
                        exists = true;
                        Ok(false)
                    })?;
                    exists
                } else {
                    !context.rows(query, Some(frame))?.rows.is_empty()
                };
                Some(exists != *negated)
            }
            Self::Quantified {
                op,
                all,
                left,
                right,
            } => {
                let left = left.eval(frame, context)?;
                let items: Vec<Value> = match right {
                    Quantity::Query(query) => context
                        .rows(query, Some(frame))?
                        .rows
                        .iter()
                        .filter_map(|row| row.first().cloned())
                        .collect(),
                    Quantity::List(list) => match list.eval(frame, context)?.into_owned() {
                        Value::List(items) => items,
                        Value::Null => return Ok(None),
                        other => match ColumnType::Array(Box::new(ColumnType::Any))
                            .coerce(other, dialect)
                        {
                            Some(Value::List(items)) => items,
                            _ => return Err(invalid("ANY and ALL take a list or a subquery")),
                        },
                    },
                };
                let mut result = Some(*all);
                for item in items {
                    match compare(&left, &item, dialect).map(|order| op.holds(order)) {
                        Some(holds) if holds != *all => {
                            result = Some(!all);
                            break;
                        }
                        None => result = None,
                        Some(_) => {}
                    }
                }
                result
            }
            Self::Like {
                expr,
                pattern,
                escape,
                style,
                letters,
                negated,
                memory,
            } => {
                let value = types::without_booleans(expr.eval(frame, context)?, dialect);
                let pattern = pattern.eval(frame, context)?;
                let (Some(value), Some(pattern)) = (shown(&value), shown(&pattern)) else {
                    return Ok(None);
                };
                let pattern = memory
                    .read(&pattern, *escape, *letters, *style)
                    .ok_or_else(|| {
                        invalid("a LIKE pattern must not end with its escape character")
                    })?;
                let matched = pattern
                    .matches(&value)
                    .ok_or_else(|| invalid("the LIKE pattern takes too long to match"))?;
                Some(matched != *negated)
            }
            other => truth(&*other.eval(frame, context)?),
        })
    }

    /// Its value for the rows of `frame`.
    pub(crate) fn eval<'f>(
        &'f self,
        frame: &'f Frame<'f>,
        context: &'f Context<'_>,
    ) -> Result<Cow<'f, Value>, EngineError> {
        match self.at_hand(frame, context) {
            Some(value) => Ok(Cow::Borrowed(value)),
            None => self.computed(frame, context),
        }
    }

    /// Its value where nothing has to be computed, which is what nearly every row asks for.
    fn at_hand<'f>(&'f self, frame: &'f Frame<'f>, context: &'f Context<'_>) -> Option<&'f Value> {
        match self {
            Self::Literal(value) => Some(value),
            Self::Column {
                depth: 0,
                slot,
                column,
            } => Some(frame.column(*slot, *column)),
            Self::Parameter(index) => context.environment.parameters.get(*index),
            _ => None,
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    fn computed<'f>(
        &'f self,
        frame: &'f Frame<'f>,
        context: &'f Context<'_>,
    ) -> Result<Cow<'f, Value>, EngineError> {
        let dialect = context.dialect();
        Ok(Cow::Owned(match self {
            Self::RowId { depth, slot } => {
                let slot = &frame.up(*depth)?.tuple[*slot];
                if slot.row.is_empty() {
                    Value::Null
                } else {
                    Value::Integer(row_number(slot.id))
                }
            }
            Self::Aggregate { depth, index } => {
                return Ok(Cow::Borrowed(
                    frame.up(*depth)?.aggregates.get(*index).unwrap_or(NULL),
                ));
            }
            Self::Window { index } => {
                return Ok(Cow::Borrowed(frame.windows.get(*index).unwrap_or(NULL)));
            }
            Self::Negate(expr) => function::negate(&*expr.eval(frame, context)?, dialect)?,
            Self::Scalar(query) => {
                let rows = context.rows(query, Some(frame))?;
                if rows.rows.len() > 1 && dialect != Dialect::Sqlite {
                    return Err(invalid(
                        "a subquery used as a value gives more than one row",
                    ));
                }
                rows.rows
                    .first()
                    .and_then(|row| row.first().cloned())
                    .unwrap_or(Value::Null)
            }
            Self::Case {
                branches,
                otherwise,
            } => {
                for (when, then) in branches {
                    if when.holds(frame, context)? {
                        return then.eval(frame, context);
                    }
                }
                match otherwise {
                    Some(otherwise) => return otherwise.eval(frame, context),
                    None => Value::Null,
                }
            }
            Self::Arithmetic {
                op,
                exact,
                left,
                right,
            } => {
                let left = left.eval(frame, context)?;
                let right = right.eval(frame, context)?;
                function::arithmetic(*op, &left, &right, *exact, dialect)?
            }
            Self::Concat(parts) => {
                let mut text = String::new();
                for part in parts {
                    let part = types::without_booleans(part.eval(frame, context)?, dialect);
                    match part.as_ref() {
                        Value::Null => return Ok(Cow::Owned(Value::Null)),
                        Value::Text(part) => text.push_str(part),
                        other => text.push_str(&types::text(other).unwrap_or_default()),
                    }
                    bounded(text.len())?;
                }
                Value::text(text)
            }
            Self::Convert { expr, to } => {
                let value = expr.eval(frame, context)?;
                return convert(value, to, dialect);
            }
            Self::Call {
                function,
                arguments,
            } => return function.call(arguments, frame, context).map(Cow::Owned),
            Self::List(items) => Value::List(values(items, frame, context)?),
            Self::Not(_)
            | Self::And(_)
            | Self::Or(_)
            | Self::Compare { .. }
            | Self::Same { .. }
            | Self::IsNull { .. }
            | Self::IsTruth { .. }
            | Self::InList { .. }
            | Self::InQuery { .. }
            | Self::Exists { .. }
            | Self::Quantified { .. }
            | Self::Like { .. } => known(self.truth(frame, context)?),
            Self::Literal(value) => return Ok(Cow::Borrowed(value)),
            Self::Column {
                depth,
                slot,
                column,
            } => {
                let frame = frame.up(*depth)?;
                return Ok(Cow::Borrowed(frame.column(*slot, *column)));
            }
            // SQLite takes what is not bound for NULL.
            Self::Parameter(_) if dialect == Dialect::Sqlite => Value::Null,
            Self::Parameter(index) => {
                return Err(invalid(format!("no value for parameter {}", index + 1)));
            }
        }))
    }
}

impl Comparison {
    /// Whether two values in that order satisfy it.
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order == Ordering::Equal,
            Self::NotEqual => order != Ordering::Equal,
            Self::Less => order == Ordering::Less,
            Self::LessOrEqual => order != Ordering::Greater,
            Self::Greater => order == Ordering::Greater,
            Self::GreaterOrEqual => order != Ordering::Less,
        }
    }
}

fn shown(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Text(text) => Some(Cow::Borrowed(text)),
        other => types::text(other).map(Cow::Owned),
    }
}

/// `row IN (query)`, by hash where every row of the query is known.
fn in_query(
    exprs: &[Expr],
    query: &Plan,
    frame: &Frame,
    context: &Context,
) -> Result<Option<bool>, EngineError> {
    let values = exprs
        .iter()
        .map(|expr| expr.eval(frame, context).map(Cow::into_owned))
        .collect::<Result<Vec<_>, _>>()?;
    let kept = context.rows(query, Some(frame))?;
    if kept.rows.is_empty() {
        return Ok(Some(false));
    }
    let folds = Collation::of(context.dialect());
    let key = Key::from_values(values.iter(), folds);
    let (keys, null) = kept.keys(folds);
    if let Some(key) = &key
        && keys.contains(key)
    {
        return Ok(Some(true));
    }
    if key.is_some() && !null {
        return Ok(Some(false));
    }
    // A NULL is about: a row is unknown only if none of its known columns differs.
    let mut result = Some(false);
    for row in &kept.rows {
        let mut equal = Some(true);
        for (value, other) in values.iter().zip(row.iter()) {
            match compare(value, other, context.dialect()) {
                Some(Ordering::Equal) => {}
                Some(_) => {
                    equal = Some(false);
                    break;
                }
                None => equal = None,
            }
        }
        match equal {
            Some(true) => return Ok(Some(true)),
            None => result = None,
            Some(false) => {}
        }
    }
    Ok(result)
}

/// The key of some values for grouping, where NULLs are alike.
pub(crate) fn group_key(values: &[Value], dialect: Dialect) -> Vec<Part> {
    let folds = Collation::of(dialect);
    let parts = values.iter().map(|value| Part::folded(value, folds));
    parts.collect()
}

impl Arithmetic {
    /// It works on whole numbers only.
    pub(crate) fn is_bitwise(self) -> bool {
        matches!(
            self,
            Self::BitAnd | Self::BitOr | Self::BitXor | Self::ShiftLeft | Self::ShiftRight
        )
    }
}
