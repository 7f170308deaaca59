//! The SQL of operators.

use crate::dialect::Dialect;

/// The SQL of an operator (`OperatorMap`).
pub(in crate::orm) fn comparator(dialect: Dialect, operator: &str) -> Option<&'static str> {
    let words = matches!(dialect, Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb);
    Some(match operator {
        "regexp" if words => "REGEXP",
        "notRegexp" if words => "NOT REGEXP",
        "eq" | "col" => "=",
        "ne" => "!=",
        "gte" => ">=",
        "gt" => ">",
        "lte" => "<=",
        "lt" => "<",
        "not" => "IS NOT",
        "is" => "IS",
        "in" => "IN",
        "notIn" => "NOT IN",
        "like" | "startsWith" | "endsWith" | "substring" => "LIKE",
        "notLike" => "NOT LIKE",
        "iLike" => "ILIKE",
        "notILike" => "NOT ILIKE",
        "regexp" => "~",
        "notRegexp" => "!~",
        "iRegexp" => "~*",
        "notIRegexp" => "!~*",
        "between" => "BETWEEN",
        "notBetween" => "NOT BETWEEN",
        "overlap" => "&&",
        "contains" => "@>",
        "contained" => "<@",
        "adjacent" => "-|-",
        "strictLeft" => "<<",
        "strictRight" => ">>",
        "noExtendRight" => "&<",
        "noExtendLeft" => "&>",
        "any" => "ANY",
        "all" => "ALL",
        "match" => "@@",
        _ => return None,
    })
}
