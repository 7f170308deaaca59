//! Folds the rows of a group into one value.

use super::{
    compare::compare,
    context::{Context, Frame, bounded},
    eval::group_key,
    expr::Expr,
    function::Exact,
};
use crate::{
    dialect::Dialect,
    engine::{EngineError, error::invalid, hash::HashSet, key::Part, types},
    schema::Value,
    sort::sort_by,
};
use std::cmp::Ordering;

/// An aggregate call.
#[derive(Clone, Debug)]
pub(crate) struct Aggregate {
    pub(crate) kind: Kind,
    pub(crate) argument: Option<Expr>,
    pub(crate) distinct: bool,
    pub(crate) filter: Option<Expr>,
    pub(crate) separator: Option<Expr>,
    pub(crate) order: Vec<super::expr::Order>,
    /// The argument is an exact decimal.
    pub(crate) exact: bool,
}

/// Which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Count,
    Sum,
    Total,
    Average,
    Min,
    Max,
    Text,
    List,
    Json,
    Every,
    Any,
    /// GROUPING: whether a grouping leaves a column out.
    Grouping,
}

impl Kind {
    /// The aggregate of that name.
    pub(crate) fn find(name: &str, arguments: usize) -> Option<Self> {
        Some(match name {
            "count" | "count_big" => Self::Count,
            "sum" => Self::Sum,
            "total" => Self::Total,
            "avg" => Self::Average,
            "min" if arguments == 1 => Self::Min,
            "max" if arguments == 1 => Self::Max,
            "group_concat" | "string_agg" => Self::Text,
            "array_agg" => Self::List,
            "json_agg" | "jsonb_agg" | "json_group_array" | "json_arrayagg" => Self::Json,
            "bool_and" | "every" => Self::Every,
            "bool_or" => Self::Any,
            "grouping" if arguments == 1 => Self::Grouping,
            _ => return None,
        })
    }
}

/// An aggregate under way.
#[derive(Debug)]
pub(crate) struct Fold {
    seen: Option<HashSet<Part>>,
    count: i64,
    whole: Option<i64>,
    real: f64,
    exact: Option<Exact>,
    best: Value,
    items: Vec<(Vec<Value>, Value)>,
    /// Of all items as text, about.
    length: usize,
    separator: String,
}

impl Fold {
    pub(crate) fn new(aggregate: &Aggregate) -> Self {
        Self {
            seen: aggregate.distinct.then(HashSet::default),
            count: 0,
            whole: Some(0),
            real: 0.0,
            exact: Exact::new(&Value::Integer(0)),
            best: Value::Null,
            items: Vec::new(),
            length: 0,
            separator: ",".into(),
        }
    }

    /// Takes one more row in. True: this row holds the new minimum or maximum.
    pub(crate) fn add(
        &mut self,
        aggregate: &Aggregate,
        frame: &Frame,
        context: &Context,
    ) -> Result<bool, EngineError> {
        if let Some(filter) = &aggregate.filter
            && !filter.holds(frame, context)?
        {
            return Ok(false);
        }
        let Some(argument) = &aggregate.argument else {
            self.count += 1;
            return Ok(false);
        };
        let value = argument.eval(frame, context)?;
        let dialect = context.dialect();
        let keeps_null = matches!(aggregate.kind, Kind::List | Kind::Json);
        if *value == Value::Null && !keeps_null {
            return Ok(false);
        }
        if let Some(seen) = &mut self.seen {
            let part = group_key(std::slice::from_ref(&*value), dialect).pop();
            if let Some(part) = part
                && !seen.insert(part)
            {
                return Ok(false);
            }
            context.keep(std::slice::from_ref(&*value))?;
        }
        self.count += 1;
        match aggregate.kind {
            Kind::Count | Kind::Grouping => {}
            Kind::Sum | Kind::Total | Kind::Average => {
                self.sum(&value, aggregate.exact, dialect)?;
            }
            Kind::Min | Kind::Max => {
                let wanted = if aggregate.kind == Kind::Min {
                    Ordering::Less
                } else {
                    Ordering::Greater
                };
                let order = if aggregate.exact {
                    types::number(&value)
                        .zip(types::number(&self.best))
                        .map(|(a, b)| a.total_cmp(&b))
                } else {
                    compare(&value, &self.best, dialect)
                };
                if self.best == Value::Null || order == Some(wanted) {
                    self.best = value.into_owned();
                    return Ok(true);
                }
            }
            Kind::Every | Kind::Any => {
                let truth = super::eval::truth(&value) == Some(true);
                let best = self.best == Value::Bool(true);
                self.best = Value::Bool(match (&self.best, aggregate.kind) {
                    (Value::Null, _) => truth,
                    (_, Kind::Every) => best && truth,
                    _ => best || truth,
                });
            }
            Kind::Text | Kind::List | Kind::Json => {
                if let Some(separator) = &aggregate.separator {
                    self.separator =
                        types::text(&*separator.eval(frame, context)?).unwrap_or_default();
                }
                let keys = super::run::order_keys(&aggregate.order, &[], frame, context)?;
                let value = types::without_booleans(value, context.dialect()).into_owned();
                let weight = types::weight(std::slice::from_ref(&value)) - size_of_val(&value);
                self.length += weight + self.separator.len();
                bounded(self.length)?;
                context.keep(&keys)?;
                context.keep(std::slice::from_ref(&value))?;
                self.items.push((keys, value));
            }
        }
        Ok(false)
    }

    fn sum(&mut self, value: &Value, exact: bool, dialect: Dialect) -> Result<(), EngineError> {
        if let (Value::Integer(number), Some(sum), false) = (value, self.whole, exact)
            && let Some(sum) = sum.checked_add(*number)
        {
            self.whole = Some(sum);
            #[expect(
                clippy::cast_precision_loss,
                reason = "it counts where no whole number does"
            )]
            {
                self.real += *number as f64;
            }
            return Ok(());
        }
        if exact {
            self.exact = self
                .exact
                .zip(Exact::new(value))
                .and_then(|(sum, next)| sum.add(next));
        }
        let whole = match value {
            Value::Integer(number) => Some(*number),
            Value::Bool(flag) => Some(i64::from(*flag)),
            Value::Text(text) if dialect == Dialect::Sqlite && !text.contains(['.', 'e', 'E']) => {
                types::whole(super::compare::prefix(text))
            }
            _ => None,
        };
        self.whole = match (self.whole, whole) {
            (Some(sum), Some(next)) => match sum.checked_add(next) {
                Some(sum) => Some(sum),
                None if dialect == Dialect::Sqlite => return Err(invalid("integer overflow")),
                None => None,
            },
            _ => None,
        };
        let number = match (types::number(value), value) {
            (Some(number), _) => number,
            (None, Value::Text(text)) => super::compare::prefix(text),
            (None, _) => return Err(invalid("not a number")),
        };
        self.real += number;
        Ok(())
    }

    /// The value so far, for a window that goes on.
    pub(crate) fn peek(&mut self, aggregate: &Aggregate, context: &Context) -> Value {
        let best = self.best.clone();
        let items = self.items.clone();
        let value = self.finish(aggregate, context);
        self.best = best;
        self.items = items;
        value
    }

    /// The aggregate's value.
    pub(crate) fn finish(&mut self, aggregate: &Aggregate, context: &Context) -> Value {
        let dialect = context.dialect();
        match aggregate.kind {
            Kind::Count | Kind::Grouping => Value::Integer(self.count),
            Kind::Total => Value::Real(self.real),
            Kind::Sum | Kind::Average | Kind::Text | Kind::List | Kind::Json if self.count == 0 => {
                Value::Null
            }
            Kind::Sum => match (aggregate.exact, self.exact, self.whole) {
                (true, Some(sum), _) => Value::text(sum.to_string()),
                (false, _, Some(sum)) => Value::Integer(sum),
                _ => Value::Real(self.real),
            },
            Kind::Average => {
                let sum = if aggregate.exact {
                    self.exact
                } else {
                    self.whole.and_then(|sum| Exact::new(&Value::Integer(sum)))
                };
                match (dialect, sum) {
                    (Dialect::Postgres, Some(sum)) => Exact::new(&Value::Integer(self.count))
                        .and_then(|count| sum.divide(count))
                        .map_or(Value::Null, |average| Value::text(average.to_string())),
                    // Four digits more than its values have (MySQL 8.0, `div_precision_increment`).
                    (Dialect::Mysql | Dialect::Mariadb, Some(sum)) => {
                        Exact::new(&Value::Integer(self.count))
                            .and_then(|count| sum.divide(count))
                            .map(|average| average.to_string())
                            .and_then(|average| sum.rounded(&average, 4))
                            .map_or(Value::Null, Value::text)
                    }
                    (Dialect::Mssql, Some(_)) if !aggregate.exact => {
                        Value::Integer(self.whole.unwrap_or(0) / self.count)
                    }
                    #[expect(clippy::cast_precision_loss, reason = "an average is a real")]
                    _ => Value::Real(self.real / self.count as f64),
                }
            }
            Kind::Min | Kind::Max | Kind::Every | Kind::Any => std::mem::take(&mut self.best),
            Kind::Text | Kind::List | Kind::Json => {
                let mut items = std::mem::take(&mut self.items);
                sort_by(&mut items, |(a, _), (b, _)| {
                    super::run::compare_keys(a, b, &aggregate.order, dialect)
                });
                let values = items.into_iter().map(|(_, value)| value);
                match aggregate.kind {
                    Kind::List => Value::List(values.collect()),
                    Kind::Json => Value::text(
                        serde_json::to_string(&values.collect::<Vec<_>>()).unwrap_or_default(),
                    ),
                    _ => Value::text(
                        values
                            .map(|value| types::text(&value).unwrap_or_default())
                            .collect::<Vec<_>>()
                            .join(&self.separator),
                    ),
                }
            }
        }
    }
}
