//! The page: mounts the Yew application.

fn main() {
    #[cfg(target_arch = "wasm32")]
    relata::ui::start();
}
