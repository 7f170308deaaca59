//! Random queries, heavy with NULL: conditions and expressions of every kind in WHERE, ON, HAVING
//! and the list of results; joins, groups, set operations, common table expressions.
//!
//! A query is a tree, so that one that differs can be cut down to what matters.
//!
//! One kind is left out: SQLite 3.40 shows rows twice where a RIGHT or FULL JOIN meets
//! `(a, b) IN (SELECT …)`.

use super::{
    case::{Case, Source, with_less},
    random::Random,
};
use relata::dialect::Dialect;

/// What an expression is; only the same may stand in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Condition,
    Number,
    Text,
    /// A query, or a part of one: it stays where it is.
    Frame,
}

/// Text with holes, each `@`, and what stands in them.
#[derive(Clone, Debug)]
struct Tree {
    kind: Kind,
    text: String,
    holes: Vec<Tree>,
}

impl Tree {
    fn new(kind: Kind, text: impl Into<String>, holes: Vec<Tree>) -> Self {
        let text = text.into();
        debug_assert_eq!(text.matches('@').count(), holes.len(), "{text}");
        Self { kind, text, holes }
    }

    fn write(&self, out: &mut String) {
        let mut holes = self.holes.iter();
        for (at, part) in self.text.split('@').enumerate() {
            if at > 0
                && let Some(hole) = holes.next()
            {
                hole.write(out);
            }
            out.push_str(part);
        }
    }

    fn to_sql(&self) -> String {
        let mut sql = String::new();
        self.write(&mut sql);
        sql
    }

    /// All that stand below it and may stand in its place, the smallest first.
    fn replacements(&self) -> Vec<Tree> {
        let leaf = match self.kind {
            Kind::Condition => "(1 = 1)",
            Kind::Number => "1",
            Kind::Text => "'a'",
            Kind::Frame => "",
        };
        let mut all = Vec::new();
        if self.kind != Kind::Frame && self.text != leaf && !self.holes.is_empty() {
            all.push(Tree::new(self.kind, leaf, Vec::new()));
            all.extend(self.same_below(self.kind));
        }
        for (at, hole) in self.holes.iter().enumerate() {
            for replacement in hole.replacements() {
                let mut tree = self.clone();
                tree.holes[at] = replacement;
                all.push(tree);
            }
        }
        all
    }

    fn same_below(&self, kind: Kind) -> Vec<Tree> {
        let mut found = Vec::new();
        for hole in &self.holes {
            // A subquery's columns have no meaning outside of it.
            if hole.kind == Kind::Frame {
                continue;
            }
            if hole.kind == kind {
                found.push(hole.clone());
            } else {
                found.extend(hole.same_below(kind));
            }
        }
        found
    }
}

/// Rows, and queries over them.
#[derive(Clone)]
pub struct Questions {
    seed: u64,
    rows: Vec<String>,
    queries: Vec<Tree>,
}

const QUERIES: u64 = 25;

impl Source for Questions {
    fn random(seed: u64, dialect: Dialect) -> Self {
        let mut random = Random::new(seed);
        let mut rows = Vec::new();
        for table in ["v", "w"] {
            for id in 1..=8 {
                let mut number = || match random.below(5) {
                    0 | 1 => "NULL".to_owned(),
                    other => (other - 1).to_string(),
                };
                let (a, b) = (number(), number());
                let text =
                    random.pick(&["NULL", "NULL", "''", "'a'", "'ab'", "'b'", "'b_c'", "'1'"]);
                rows.push(format!(
                    "INSERT INTO {table} VALUES ({id}, {a}, {b}, {text})"
                ));
            }
        }
        let mut writer = Writer {
            random: &mut random,
            dialect,
        };
        let queries = (0..QUERIES)
            .map(|_| {
                loop {
                    let query = writer.query();
                    if !(dialect == Dialect::Sqlite && is_shown_twice(&query.to_sql())) {
                        break query;
                    }
                }
            })
            .collect();
        Self {
            seed,
            rows,
            queries,
        }
    }

    fn case(&self) -> Case {
        let columns = "(id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, s VARCHAR(10))";
        let mut setup = vec![
            format!("CREATE TABLE v {columns}"),
            format!("CREATE TABLE w {columns}"),
            "CREATE INDEX w_a ON w (a)".into(),
            "CREATE INDEX w_s_b ON w (s, b)".into(),
        ];
        setup.extend(self.rows.iter().cloned());
        Case {
            seed: self.seed,
            setup,
            statements: self.queries.iter().map(Tree::to_sql).collect(),
            tables: Vec::new(),
        }
    }

    fn smaller(&self) -> Vec<Self> {
        let mut all: Vec<Self> = with_less(&self.queries)
            .into_iter()
            .map(|queries| Self {
                queries,
                ..self.clone()
            })
            .collect();
        if let [query] = &self.queries[..] {
            all.extend(query.replacements().into_iter().map(|query| Self {
                queries: vec![query],
                ..self.clone()
            }));
        }
        all.extend(with_less(&self.rows).into_iter().map(|rows| Self {
            rows,
            ..self.clone()
        }));
        all
    }

    fn until(&mut self, at: usize) {
        self.queries = vec![self.queries[at].clone()];
    }
}

/// Whether SQLite gets it wrong.
fn is_shown_twice(sql: &str) -> bool {
    let outwards = ["RIGHT JOIN", "FULL JOIN"];
    outwards.iter().any(|join| sql.contains(join)) && sql.contains("IN (SELECT y.a, y.b")
}

/// Names of the columns that an expression may speak of.
#[derive(Clone, Copy)]
struct Scope<'a> {
    numbers: &'a [&'a str],
    texts: &'a [&'a str],
}

const V: Scope = Scope {
    numbers: &["v.id", "v.a", "v.b"],
    texts: &["v.s"],
};
const BOTH: Scope = Scope {
    numbers: &["v.a", "v.b", "w.a", "w.b", "w.id"],
    texts: &["v.s", "w.s"],
};

struct Writer<'a> {
    random: &'a mut Random,
    dialect: Dialect,
}

impl Writer<'_> {
    fn number(&mut self, depth: u32, scope: Scope) -> Tree {
        use Kind::{Condition, Number, Text};
        if depth == 0 || self.random.one_in(3) {
            let leaf = match self.random.below(8) {
                0 => "CAST(NULL AS INTEGER)".to_owned(),
                1 | 2 => self.random.below(4).to_string(),
                _ => self.random.pick(scope.numbers).to_owned(),
            };
            return Tree::new(Number, leaf, Vec::new());
        }
        let templates: &[(&str, &[Kind])] = &[
            ("(@ + @)", &[Number, Number]),
            ("(@ - @)", &[Number, Number]),
            ("(@ * @)", &[Number, Number]),
            ("(@ / 2)", &[Number]),
            ("(@ / NULLIF(@, 0))", &[Number, Number]),
            ("(@ % 3)", &[Number]),
            ("(- @)", &[Number]),
            ("COALESCE(@, @)", &[Number, Number]),
            ("COALESCE(@, @, 7)", &[Number, Number]),
            ("NULLIF(@, @)", &[Number, Number]),
            ("ABS(@)", &[Number]),
            ("LENGTH(@)", &[Text]),
            (
                "CASE WHEN @ THEN @ ELSE @ END",
                &[Condition, Number, Number],
            ),
            (
                "CASE WHEN @ THEN @ WHEN @ THEN @ END",
                &[Condition, Number, Condition, Number],
            ),
            (
                "CASE @ WHEN @ THEN @ ELSE @ END",
                &[Number, Number, Number, Number],
            ),
            (
                "CASE @ WHEN 'a' THEN @ WHEN @ THEN 9 END",
                &[Text, Number, Text],
            ),
            ("CAST(@ AS INTEGER)", &[Number]),
        ];
        if self.random.one_in(12) {
            let column = self.random.pick(&["x.a", "x.b", "x.id"]);
            let aggregate = self.random.pick(&["MAX", "MIN", "COUNT", "SUM"]);
            let inner = self.inner(depth - 1, scope);
            return Tree::new(
                Number,
                format!("(SELECT {aggregate}({column}) FROM w AS x WHERE @)"),
                vec![inner],
            );
        }
        self.fill(Number, templates, depth, scope)
    }

    fn text(&mut self, depth: u32, scope: Scope) -> Tree {
        use Kind::{Condition, Number, Text};
        if depth == 0 || self.random.one_in(3) {
            let leaf = match self.random.below(8) {
                0 => "CAST(NULL AS VARCHAR)",
                1 | 2 => self.random.pick(&["'a'", "''", "'b'", "'ab'"]),
                _ => self.random.pick(scope.texts),
            };
            let leaf = if self.dialect == Dialect::Sqlite {
                leaf.replace("VARCHAR", "TEXT")
            } else {
                leaf.to_owned()
            };
            return Tree::new(Text, leaf, Vec::new());
        }
        let templates: &[(&str, &[Kind])] = &[
            ("(@ || @)", &[Text, Text]),
            ("UPPER(@)", &[Text]),
            ("LOWER(@)", &[Text]),
            ("TRIM(@)", &[Text]),
            ("COALESCE(@, @)", &[Text, Text]),
            ("NULLIF(@, @)", &[Text, Text]),
            ("SUBSTR(@, 1, 1)", &[Text]),
            ("SUBSTR(@, 2)", &[Text]),
            ("REPLACE(@, 'a', @)", &[Text, Text]),
            ("CAST(@ AS VARCHAR(10))", &[Number]),
            ("CASE WHEN @ THEN @ ELSE @ END", &[Condition, Text, Text]),
            ("CASE WHEN @ THEN @ END", &[Condition, Text]),
        ];
        self.fill(Text, templates, depth, scope)
    }

    fn condition(&mut self, depth: u32, scope: Scope) -> Tree {
        use Kind::{Condition, Number, Text};
        let comparisons: &[(&str, &[Kind])] = &[
            ("(@ = @)", &[Number, Number]),
            ("(@ <> @)", &[Number, Number]),
            ("(@ < @)", &[Number, Number]),
            ("(@ >= @)", &[Number, Number]),
            ("(@ = @)", &[Text, Text]),
            ("(@ <> @)", &[Text, Text]),
            ("(@ < @)", &[Text, Text]),
            ("(@ IS NULL)", &[Number]),
            ("(@ IS NOT NULL)", &[Text]),
            ("(@ IN (@, 1, 2))", &[Number, Number]),
            ("(@ IN (@, NULL))", &[Number, Number]),
            ("(@ NOT IN (@, 2))", &[Number, Number]),
            ("(@ NOT IN (3, NULL))", &[Number]),
            ("(@ NOT IN ('a', @))", &[Text, Text]),
            ("(@ BETWEEN @ AND 2)", &[Number, Number]),
            ("(@ NOT BETWEEN 1 AND @)", &[Number, Number]),
            ("(@ BETWEEN 'a' AND @)", &[Text, Text]),
            ("(@ LIKE 'a%')", &[Text]),
            ("(@ NOT LIKE '%B')", &[Text]),
            ("(@ LIKE '_')", &[Text]),
            ("(@ LIKE @)", &[Text, Text]),
            ("(@ LIKE '%x_%' ESCAPE 'x')", &[Text]),
            ("(@ IS DISTINCT FROM @)", &[Number, Number]),
            ("(@ IS NOT DISTINCT FROM @)", &[Text, Text]),
            ("((@, @) = (1, 2))", &[Number, Number]),
            ("((@, @) < (@, 1))", &[Number, Number, Number]),
            ("((@, @) <> (@, @))", &[Number, Text, Number, Text]),
            (
                "((@, @) IN (SELECT y.a, y.b FROM w AS y))",
                &[Number, Number],
            ),
            (
                "((@, @) NOT IN (SELECT y.a, y.b FROM w AS y WHERE y.id < 4))",
                &[Number, Number],
            ),
            ("(@ IN (SELECT y.b FROM w AS y WHERE y.id < 5))", &[Number]),
            (
                "(@ NOT IN (SELECT y.a FROM w AS y WHERE y.id > 6))",
                &[Number],
            ),
            (
                "(@ NOT IN (SELECT y.a FROM w AS y WHERE y.a IS NOT NULL))",
                &[Number],
            ),
            ("(@ IN (SELECT y.s FROM w AS y))", &[Text]),
            (
                "(@ NOT IN (SELECT y.id FROM w AS y WHERE y.id > 100))",
                &[Number],
            ),
        ];
        let logic: &[(&str, &[Kind])] = &[
            ("(NOT @)", &[Condition]),
            ("(@ OR @)", &[Condition, Condition]),
            ("(@ AND @)", &[Condition, Condition]),
            ("(@ OR @ AND @)", &[Condition, Condition, Condition]),
            ("(@ IS TRUE)", &[Condition]),
            ("(@ IS NOT TRUE)", &[Condition]),
            ("(@ IS FALSE)", &[Condition]),
            ("(@ IS NOT FALSE)", &[Condition]),
            ("(@ IS NULL)", &[Condition]),
            ("(@ = @)", &[Condition, Condition]),
            ("(@ IS DISTINCT FROM @)", &[Condition, Condition]),
            ("COALESCE(@, @)", &[Condition, Condition]),
            (
                "CASE WHEN @ THEN @ ELSE @ END",
                &[Condition, Condition, Condition],
            ),
            ("CASE WHEN @ THEN @ END", &[Condition, Condition]),
        ];
        if depth > 0 && self.random.one_in(10) {
            let not = self.random.pick(&["", "NOT "]);
            let inner = self.inner(depth - 1, scope);
            return Tree::new(
                Condition,
                format!("({not}EXISTS (SELECT 1 FROM w AS x WHERE @))"),
                vec![inner],
            );
        }
        let templates = if depth == 0 || self.random.one_in(3) {
            comparisons
        } else {
            logic
        };
        self.fill(Condition, templates, depth, scope)
    }

    /// A condition inside a subquery over `w AS x`, which may speak of the query around it.
    fn inner(&mut self, depth: u32, outer: Scope) -> Tree {
        let numbers = [&["x.a", "x.b", "x.id"], outer.numbers].concat();
        let texts = [&["x.s"], outer.texts].concat();
        let scope = Scope {
            numbers: &numbers,
            texts: &texts,
        };
        let condition = self.condition(depth, scope);
        Tree::new(Kind::Frame, "@", vec![condition])
    }

    fn fill(
        &mut self,
        kind: Kind,
        templates: &[(&str, &[Kind])],
        depth: u32,
        scope: Scope,
    ) -> Tree {
        let (text, kinds) = *self.random.of(templates);
        let below = depth.saturating_sub(1);
        let holes = kinds
            .iter()
            .map(|kind| match kind {
                Kind::Condition => self.condition(below, scope),
                Kind::Text => self.text(below, scope),
                _ => self.number(below, scope),
            })
            .collect();
        Tree::new(kind, text, holes)
    }

    fn expression(&mut self, depth: u32, scope: Scope) -> Tree {
        match self.random.below(3) {
            0 => self.condition(depth, scope),
            1 => self.text(depth, scope),
            _ => self.number(depth, scope),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one step after another")]
    fn query(&mut self) -> Tree {
        let frame = |text: String, holes| Tree::new(Kind::Frame, text, holes);
        let direction = |random: &mut Random| {
            let direction = random.pick(&["", " DESC"]);
            let nulls = random.pick(&["", " NULLS FIRST", " NULLS LAST"]);
            format!("{direction}{nulls}")
        };
        let kinds = if self.dialect == Dialect::Postgres {
            18
        } else {
            17
        };
        match self.random.below(kinds) {
            0..=2 => frame("SELECT v.id FROM v WHERE @ ORDER BY 1".into(), vec![self.condition(4, V)]),
            3 | 4 => frame(
                "SELECT v.id, @, @, @ FROM v ORDER BY 1".into(),
                vec![self.condition(3, V), self.number(3, V), self.text(3, V)],
            ),
            5 | 6 => {
                let join = self.random.pick(&["INNER JOIN", "LEFT JOIN", "LEFT JOIN"]);
                frame(
                    format!("SELECT v.id, w.id FROM v {join} w ON @ WHERE @ ORDER BY 1, 2"),
                    vec![self.condition(2, BOTH), self.condition(2, BOTH)],
                )
            }
            7 => {
                // PostgreSQL joins both sides outwards by equality alone.
                let join = self.random.pick(&["FULL JOIN", "RIGHT JOIN"]);
                frame(
                    format!("SELECT v.id, w.id, @ FROM v {join} w ON v.a = w.b WHERE @ ORDER BY v.id NULLS FIRST, w.id NULLS FIRST"),
                    vec![self.expression(2, BOTH), self.condition(2, BOTH)],
                )
            }
            8 => frame(
                "SELECT v.id, w.id, x.id FROM v LEFT JOIN (w INNER JOIN v AS x ON x.a = w.b) ON w.a = v.a AND @ ORDER BY 1, 2, 3".into(),
                vec![self.condition(2, BOTH)],
            ),
            9 => {
                let order = direction(self.random);
                frame(
                    format!("SELECT @ AS g, COUNT(*), COUNT(v.b), SUM(@), MIN(@), MAX(v.s) FROM v WHERE @ GROUP BY 1 HAVING COUNT(*) > 1 OR MAX(@) > 1 ORDER BY g{order}"),
                    vec![
                        self.expression(2, V),
                        self.number(2, V),
                        self.text(1, V),
                        self.condition(2, V),
                        self.number(1, V),
                    ],
                )
            }
            10 => frame(
                "SELECT v.a, v.s, COUNT(DISTINCT @), COUNT(*) FILTER (WHERE @), SUM(DISTINCT v.b) FROM v GROUP BY v.a, v.s HAVING (@) OR COUNT(@) > 0 ORDER BY v.a NULLS FIRST, v.s NULLS FIRST".into(),
                vec![
                    self.expression(2, V),
                    self.condition(2, V),
                    self.condition(1, Scope { numbers: &["v.a"], texts: &["v.s"] }),
                    self.number(1, V),
                ],
            ),
            11 => {
                let operator = self.random.pick(&["UNION", "UNION ALL", "EXCEPT", "INTERSECT"]);
                let order = direction(self.random);
                frame(
                    format!("SELECT @ AS c FROM v WHERE @ {operator} SELECT w.b FROM w WHERE w.a < 2 ORDER BY c{order}"),
                    vec![self.number(2, V), self.condition(2, V)],
                )
            }
            12 => {
                let order = direction(self.random);
                frame(
                    format!("SELECT v.id FROM v WHERE @ ORDER BY @{order}, v.id LIMIT 5 OFFSET 1"),
                    vec![self.condition(2, V), self.expression(2, V)],
                )
            }
            13 => {
                let scope = Scope { numbers: &["q.m", "q.n"], texts: &["q.t"] };
                frame(
                    "WITH q (m, n, t) AS (SELECT @, v.a, @ FROM v WHERE @) SELECT q.m, q.n, q.t, @ FROM q WHERE @ ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3 NULLS FIRST, 4 NULLS FIRST".into(),
                    vec![
                        self.number(2, V),
                        self.text(2, V),
                        self.condition(2, V),
                        self.expression(2, scope),
                        self.condition(2, scope),
                    ],
                )
            }
            14 => {
                let aggregate = self.random.pick(&["COUNT(*)", "SUM(d.m)", "MAX(d.m)"]);
                frame(
                    format!("SELECT v.id, {aggregate} FROM v LEFT JOIN (SELECT w.a, @ AS m FROM w INNER JOIN v ON v.id = w.id) AS d ON d.a = v.a GROUP BY v.id ORDER BY 1"),
                    vec![self.number(2, BOTH)],
                )
            }
            15 => {
                let units = self.random.pick(&["RANGE", "GROUPS"]);
                let order = direction(self.random);
                let bounds = [
                    "UNBOUNDED PRECEDING AND 1 PRECEDING",
                    "1 PRECEDING AND 1 FOLLOWING",
                    "2 PRECEDING AND CURRENT ROW",
                    "CURRENT ROW AND 1 FOLLOWING",
                    "1 FOLLOWING AND UNBOUNDED FOLLOWING",
                    "3 PRECEDING AND 2 PRECEDING",
                    "1 FOLLOWING AND 2 FOLLOWING",
                    "0 PRECEDING AND 0 FOLLOWING",
                ];
                let bounds = self.random.pick(&bounds);
                let partition = self.random.pick(&["", "PARTITION BY v.b "]);
                frame(
                    format!("SELECT v.id, SUM(@) OVER near, COUNT(*) OVER near FROM v WHERE @ WINDOW near AS ({partition}ORDER BY v.a{order} {units} BETWEEN {bounds}) ORDER BY 1"),
                    vec![self.number(1, V), self.condition(1, V)],
                )
            }
            17 => {
                let join = self.random.pick(&["CROSS JOIN LATERAL", "LEFT JOIN LATERAL"]);
                let on = if join.starts_with("LEFT") { "ON @" } else { "WHERE @" };
                frame(
                    format!("SELECT v.id, d.m, d.n FROM v {join} (SELECT @ AS m, COUNT(*) AS n FROM w WHERE @ GROUP BY 1) AS d {on} ORDER BY 1, 2 NULLS FIRST, 3"),
                    vec![
                        self.number(2, BOTH),
                        self.condition(2, BOTH),
                        self.condition(1, Scope { numbers: &["v.a", "d.m", "d.n"], texts: &["v.s"] }),
                    ],
                )
            }
            _ => frame(
                "SELECT DISTINCT @, @ FROM v, w WHERE v.id = w.id AND @ ORDER BY 1 NULLS FIRST, 2 NULLS FIRST".into(),
                vec![self.expression(2, BOTH), self.number(1, BOTH), self.condition(2, BOTH)],
            ),
        }
    }
}
