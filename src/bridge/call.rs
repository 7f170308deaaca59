//! The façade's side of the edge: one JSON object in, one out. (Declarations are lines: see
//! `bridge::declare`.)
//!
//! In: `{"op": "insert", "label": "User.create()", "origin": {file, line, column} | null,
//! "now": "2024-01-02T03:04:05.678Z", "transaction": id | null, …}`. `label` names the entry of the
//! log; calls with the same `group` (a number the façade counts up for each call of the learner's)
//! join one entry. `now` is the clock that timestamps are taken from.
//!
//! Out: `{"ok": …}` or `{"error": {"name", "message", …}}`, the error's fields being those of
//! Sequelize's class of that name (`errors`, `fields`, `table`, `index`, `value`, `reltype`, `sql`,
//! `parameters`, `parent: {code, errno, message, detail, …}`).
//! Beside `ok` or `error` stands `"log": [{"sql", "bind"}]`, the statements sent, for `logging` (not if
//! the request says `quiet: true`); the text of a `bulkCreate` of more than 500 rows is cut and ends with ` …`.
//!
//! | op | takes | gives |
//! |---|---|---|
//! | `configure` | `dialect`, `database` (its name), `define` (global model options), `timezone` | the accessors of each kind of association, `{kind, verb, isPlural}` (and an empty database) |
//! | `describe` | `model` | the [`Model`](crate::schema::Model): names, table, indexes, the `order` of its attributes, and `attributes` with each type's text as `sqlType`; null for one that is not known |
//! | `news` | `model` | the same with those `attributes` alone that changed since; null where nothing did |
//! | `removeAttribute` | `model`, `attribute` | the model |
//! | `retain` | `models` (names) | – (all other models are forgotten; their tables stay) |
//! | `ddl` | – | by dialect, the statements that `sync` would send to an empty database |
//! | `syncOrder` | – | the names of the models, referenced tables first; null for a circle |
//! | `sync` / `drop` | `model?`, `options` (`force`, `alter`, `cascade`; in a circle `withoutForeignKeyConstraints`, then `followsCreate`) | – |
//! | `find` | `model`, `options` | `{rows}`; see *Finding* |
//! | `count` | `model`, `options` | a number, or flat rows when grouped |
//! | `aggregate` | `model`, `function` (`sum`, `min`, `max`, …), `attribute`, `options` | a value, or flat rows when `plain` is false |
//! | `insert` | `model`, `values`, `options` | values by attribute to merge into the instance |
//! | `bulkInsert` | `model`, `rows`, `options` | a list of values to merge into each instance, in order |
//! | `upsert` | `model`, `values`, `update` (the values for a row that is there), `options` (`conflictFields`) | `{values, created}`: values to merge, and true, false or null (not known) |
//! | `update` | `model`, `values`, `options` | `{affected, rows}`; `rows` where `returning` gave some |
//! | `delete` | `model`, `options` | affected rows |
//! | `restore` | `model`, `options` | affected rows |
//! | `increment` | `model`, `fields` (attribute → amount), `options`, `decrement` (bool) | `{affected, rows}`; `rows` where the database told them |
//! | `access` | `model`, `association`, `accessor` (`get`), `instance`, `options` | `{rows, includes}`; see *Accessors* |
//! | `query` | `sql`, `options` (`replacements`, `bind`, `type`, `raw`, `plain`, `nest`, `model`) | `{rows, metadata}` |
//! | `queryInterface` | `method`, `args` | as the method |
//! | `finish` | `console` (list of `{level, text, origin}`), `consoleDropped`, `error` (a `RunError` or null), `elapsed` | – (every report from now on carries them) |
//! | `transaction` | `action` (`begin`, `commit`, `rollback`, `savepoint`), `id`, `parent`, `options` | the id |
//!
//! # Writing
//!
//! `values` is by attribute, virtual attributes left out, in the order of Sequelize's `options.fields`
//! (`insert` puts them in the model's order unless `options.fields` is given). What is absent is
//! filled in here, so that rows made by associations get it too: a primary key becomes null (the
//! database numbers it), constant defaults and `NOW` their value, `createdAt` and `updatedAt` the
//! clock. UUID defaults and function defaults are the façade's work.
//!
//! `update` and `delete` of one instance set `options.instance: true`: no paranoid condition is added
//! and the statement is an UPDATE or DELETE by `options.where`. Destroying a paranoid instance is an
//! `update` of its `deletedAt`; destroying by `where` is a `delete`, which turns into an UPDATE here
//! unless `force`. `update` adds `updatedAt` unless `options.silent`.
//!
//! # Finding
//!
//! `options` is the learner's, functions removed: `where`, `include`, `attributes`, `order`, `group`,
//! `having`, `limit`, `offset`, `paranoid`, `subQuery`, `raw`, `nest`, `plain`, `lock`, `distinct`, `col`.
//! `one: true` asks for Sequelize's `findOne` (`LIMIT 1` unless a unique key is given); `rows` has at
//! most one row then. Scopes are merged by the façade. A row is an object by attribute name, in it
//! by association name a row, null or a list; join rows stand under the through model's name.
//! Beside `rows` stands `includes`, the tree of what was loaded: a list of
//! `{"as", "model", "single", "attributes", "includes"}`, so that the façade builds instances without
//! reading `include` again.
//!
//! # Accessors
//!
//! The façade makes accessors of finders and writers, so that hooks, scopes and validators of the
//! models hold. One is made here: `get` of a belongsToMany is `access` with the source's values as
//! `instance`. It answers as `find` does, each row with its join row under the through model's name.
//!
//! # JavaScript values in JSON
//!
//! A plain object's own keys that begin with `@` get one more `@` in front. An operator `Op.gt` as a key
//! is `@gt`. Everything JSON lacks is an object whose first key is `@`:
//! `{"@":"date","iso"}`, `{"@":"bytes","base64"}`, `{"@":"number","value":"NaN"|"Infinity"|"-Infinity"}`,
//! `{"@":"bigint","value"}`, `{"@":"literal","value"}`, `{"@":"fn","name","args"}`, `{"@":"col","name"}`,
//! `{"@":"cast","value","type"}`, `{"@":"json","value"}`, `{"@":"where","attribute","comparator","logic"}`
//! (`comparator` an operator as `@gt` or text as `>`),
//! `{"@":"model","name"}`, `{"@":"association","source","name"}`, `{"@":"type", …ScalarType}`,
//! `{"@":"now"}`, `{"@":"uuidv1"}`, `{"@":"uuidv4"}`, `{"@":"function"}` (a function the façade keeps),
//! `{"@":"instance","model","values"}`. `undefined` members are left out, but for those of
//! conditions, which are `{"@":"undefined"}`.
//!
//! Replies use `date` and `bytes` of these, and no others: a DATE attribute arrives as
//! `{"@":"date","iso"}`, a JSON attribute as its value.
