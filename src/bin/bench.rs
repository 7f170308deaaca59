//! The engine alone, for `npm run bench`: statements in, rows out as JSON, as the worker hands them
//! to the page. Neither Sequelize's rules nor its log stand between.

#[cfg(target_arch = "wasm32")]
mod exports {
    use relata::{
        dialect::Dialect,
        engine::{Engine, EngineError},
        schema::Value,
    };
    use wasm_bindgen::prelude::*;

    /// A database in SQLite's dialect.
    #[wasm_bindgen]
    pub struct Database(Engine);

    #[wasm_bindgen]
    #[allow(clippy::new_without_default)]
    impl Database {
        /// An empty one.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Database {
            Database(Engine::new(Dialect::Sqlite))
        }

        /// Runs statements with `parameters` (a JSON list); gives the last one's rows as JSON.
        pub fn execute(&mut self, sql: &str, parameters: &str) -> Result<String, JsValue> {
            let parameters: Vec<Value> = json(parameters)?;
            let outcomes = self.0.execute(sql, &parameters).map_err(refused)?;
            let rows = outcomes.last().map_or(&[][..], |outcome| &outcome.rows);
            serde_json::to_string(rows).map_err(|error| error.to_string().into())
        }

        /// Inserts rows (a JSON list of lists) without text, as `bulkCreate` does.
        pub fn insert(&mut self, table: &str, columns: &str, rows: &str) -> Result<(), JsValue> {
            let columns: Vec<String> = columns.split(", ").map(str::to_owned).collect();
            self.0
                .insert_rows(table, &columns, json(rows)?)
                .map(|_| ())
                .map_err(refused)
        }

        /// How many row events the last statement left in its trace.
        pub fn events(&self) -> usize {
            let last = self.0.history().next_back();
            last.and_then(|entry| entry.trace.as_deref())
                .map_or(0, relata::engine::Trace::len)
        }

        /// A mark of this moment.
        pub fn moment(&self) -> f64 {
            #[allow(clippy::cast_precision_loss)] // It counts statements.
            self.0
                .history()
                .next_back()
                .map_or(0.0, |entry| entry.number as f64)
        }

        /// How many rows differ between two moments.
        pub fn difference(&self, before: f64, after: f64) -> Result<usize, JsValue> {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // As `moment` gave it.
            self.0
                .diff(before as u64, after as u64)
                .map(|rows| rows.len())
                .map_err(refused)
        }
    }

    /// The module's memory, in bytes: it grows and never shrinks.
    #[wasm_bindgen(js_name = memorySize)]
    pub fn memory_size() -> usize {
        core::arch::wasm32::memory_size::<0>() * 65536
    }

    fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, JsValue> {
        serde_json::from_str(text).map_err(|error| error.to_string().into())
    }

    #[allow(clippy::needless_pass_by_value)] // For `map_err`.
    fn refused(error: EngineError) -> JsValue {
        error.to_string().into()
    }
}

fn main() {}
