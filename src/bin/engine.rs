//! The worker: exports the session that the learner's code and the page talk to.

#[cfg(target_arch = "wasm32")]
mod exports {
    use relata::bridge::Session as Inner;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(thread_local_v2, js_namespace = performance, js_name = timeOrigin)]
        static TIME_ORIGIN: f64;

        #[wasm_bindgen(js_namespace = performance, js_name = now)]
        fn since_origin() -> f64;
    }

    fn now() -> f64 {
        TIME_ORIGIN.with(|origin| origin + since_origin())
    }

    /// One database with its models, as `www/facade` sees it.
    #[wasm_bindgen]
    pub struct Session(Inner);

    #[wasm_bindgen]
    #[allow(clippy::new_without_default)]
    impl Session {
        /// An empty session.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Session {
            Session(Inner::with_clock(now))
        }

        /// One call of the façade: JSON in, JSON out (see `relata::bridge::call`).
        pub fn call(&mut self, request: &str) -> String {
            self.0.call(request)
        }

        /// One question of the page: JSON in, JSON out (see `relata::bridge::message`).
        pub fn ask(&mut self, request: &str) -> String {
            self.0.ask(request)
        }
    }
}

fn main() {}
