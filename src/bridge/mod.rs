//! What crosses the edge: requests, replies and reports as JSON, and one session handle.

pub mod call;
pub mod message;

/// One database with its models. The worker holds one; so does each `new Sequelize` in Node.
#[derive(Debug, Default)]
pub struct Session {}

impl Session {
    /// Answers one call of the façade.
    pub fn call(&mut self, _request: &str) -> String {
        "{}".into()
    }

    /// Answers one question of the page.
    pub fn ask(&mut self, _request: &str) -> String {
        "{}".into()
    }
}
