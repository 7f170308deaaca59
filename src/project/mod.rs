//! What a project is, the share link that carries it, and the text that saves it.

mod link;
mod saved;

pub use link::{LinkError, decode, encode};
pub use saved::{DAMAGED_KEY, KEY, SavedError, load, recover, save};

use crate::{
    dialect::Dialect,
    read::{Json, read},
};
use serde::Serialize;

/// Everything a learner can save or share.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Project {
    /// What the page calls it.
    pub title: String,
    /// `models.js`.
    pub models: String,
    /// `script.js`.
    pub script: String,
    /// The dialect whose SQL is shown.
    pub dialect: Dialect,
    /// Which panes are open and how the diagram lies; the page's own business.
    pub layout: Json,
}
read!(Project {
    title,
    models,
    script,
    dialect,
    layout
});
