//! The façade's side of the edge: one JSON object in, one out.
//!
//! In: `{"op": "create", "origin": {file, line, column} | null, "label": "User.create()", …}`.
//! Out: `{"ok": …}` or `{"error": {"name", "message", …}}`, the error's fields being those of
//! Sequelize's class of that name (`errors`, `fields`, `table`, `index`, `value`, `sql`, `parameters`, …).
//! Beside `ok` or `error` stands `"log": [{"sql", "bind"}]`, the statements sent, for `logging`.
//!
//! | op | takes | gives |
//! |---|---|---|
//! | `configure` | `dialect`, `define` (global model options), `timezone` | – |
//! | `define` | `name`, `attributes` (name → attribute), `options` | the [`Model`](crate::schema::Model) |
//! | `associate` | `kind`, `source`, `target`, `options` | `{association, models}`: all models it changed |
//! | `removeAttribute` | `model`, `attribute` | the model |
//! | `sync` / `drop` | `model?`, `options` (`force`, `alter`) | – |
//! | `find` | `model`, `options` (where, include, attributes, order, limit, offset, group, having, paranoid, …) | `rows`: nested objects by attribute and association name |
//! | `count` / `aggregate` | `model`, `options`, (`function`, `attribute`) | a number, or rows when grouped |
//! | `insert` | `model`, `values`, `options` | the stored row by attribute |
//! | `bulkInsert` | `model`, `rows`, `options` | the stored rows |
//! | `update` | `model`, `values`, `options` (where, limit) | `[affected]`, with rows where `returning` |
//! | `delete` | `model`, `options` (where, limit, truncate) | affected |
//! | `restore`, `increment` | `model`, `options`, (`fields`) | affected |
//! | `access` | `model`, `association`, `accessor` (get, set, add, addMultiple, create, remove, removeMultiple, hasSingle, hasAll, count), `instance` (its values), `args`, `options` | see Sequelize's return values |
//! | `query` | `sql`, `replacements` or `bind`, `type` | rows, or `[rows, metadata]` parts |
//! | `queryInterface` | `method`, `args` | as the method |
//! | `transaction` | `action` (begin, commit, rollback, savepoint), `id`, `options` | the id |
//!
//! # JavaScript values in JSON
//!
//! A plain object's own keys that begin with `@` get one more `@` in front. An operator `Op.gt` as a key
//! is `@gt`. Everything JSON lacks is an object whose first key is `@`:
//! `{"@":"date","iso"}`, `{"@":"bytes","base64"}`, `{"@":"number","value":"NaN"|"Infinity"|"-Infinity"}`,
//! `{"@":"bigint","value"}`, `{"@":"literal","value"}`, `{"@":"fn","name","args"}`, `{"@":"col","name"}`,
//! `{"@":"cast","value","type"}`, `{"@":"json","value"}`, `{"@":"where","attribute","comparator","logic"}`,
//! `{"@":"model","name"}`, `{"@":"association","source","name"}`, `{"@":"type", …ScalarType}`,
//! `{"@":"now"}`, `{"@":"uuidv1"}`, `{"@":"uuidv4"}`, `{"@":"function"}` (a function the façade keeps),
//! `{"@":"instance","model","values"}`. `undefined` members are left out.
