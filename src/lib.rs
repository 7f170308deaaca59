//! Relata turns the models a learner writes in Sequelize's JavaScript into tables, SQL, rows and
//! explained cascades, wholly inside a browser tab.
//!
//! # The rooms, in reading order
//!
//! | module | turns | into |
//! |---|---|---|
//! | [`schema`] | models and associations | a relational schema, accessors, diagnostics |
//! | [`dialect`] | schema and statements | SQL text for sqlite, postgres, mysql, mariadb, mssql |
//! | [`engine`] | SQL text | rows, enforced constraints, a cascade trace |
//! | [`orm`] | finder and accessor calls | statements, and their rows into nested results |
//! | [`project`] | a project | a share link, and back |
//! | [`bridge`] | requests of the page and of the learner's code | replies and reports |
//! | [`ui`] | reports | the page (its components on wasm32 only) |
//!
//! # The layer rule
//!
//! In `schema ← dialect ← engine ← orm ← project ← bridge` each module imports only what stands to
//! its left. `ui` sees `schema`, `dialect`, `project` and the messages of `bridge`, never `engine`
//! or `orm`. Nothing from `schema` to `project` knows of `wasm_bindgen`, `web_sys`, `js_sys` or
//! `yew`. Any module may use `float`, `read` and `sort`. `tests/layers.rs` reads the imports and fails on a wrong arrow.

pub mod bridge;
pub mod dialect;
pub mod engine;
pub mod orm;
pub mod project;
pub mod schema;

mod float;
mod read;
mod sort;
pub mod ui;
