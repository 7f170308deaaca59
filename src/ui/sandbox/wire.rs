//! The messages themselves, as `www/sandbox/frame.js` lists them.

use crate::{
    bridge::message::{Reply, RunError},
    project::Project,
};
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// Page to frame.
#[derive(Serialize)]
#[serde(tag = "t", rename_all = "camelCase")]
pub enum Outgoing<'a> {
    Run {
        id: u32,
        revision: u32,
        files: Files<'a>,
        dialect: &'static str,
        budget: u32,
    },
    Ask {
        id: u32,
        json: String,
    },
    Ping {
        id: u32,
    },
}

/// The learner's files.
#[derive(Serialize)]
pub struct Files<'a> {
    models: &'a str,
    script: &'a str,
}

impl<'a> Outgoing<'a> {
    pub fn run(id: u32, project: &'a Project, budget: u32) -> Self {
        let files = Files {
            models: &project.models,
            script: &project.script,
        };
        Self::Run {
            id,
            revision: id,
            files,
            dialect: project.dialect.name(),
            budget,
        }
    }

    pub fn ask(id: u32, json: String) -> Self {
        Self::Ask { id, json }
    }

    pub fn ping() -> Self {
        Self::Ping { id: 0 }
    }
}

/// Frame to page.
pub enum Incoming {
    Ready,
    Reply { id: u32, json: String },
    Killed { id: u32, ms: f64, reason: String },
    Crashed { id: Option<u32>, message: String },
    Pong,
}

/// Reads a message; `None` for anything that is not one.
pub fn incoming(data: &JsValue) -> Option<Incoming> {
    let member = |name: &str| Reflect::get(data, &name.into()).unwrap_or_default();
    let text = |name: &str| member(name).as_string();
    // Ids are ours, whole and small; anything else is not an answer to us.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let id = member("id").as_f64().map(|id| id as u32);
    Some(match text("t")?.as_str() {
        "ready" => Incoming::Ready,
        "reply" => Incoming::Reply {
            id: id?,
            json: text("json")?,
        },
        "killed" => Incoming::Killed {
            id: id?,
            ms: member("ms").as_f64().unwrap_or_default(),
            reason: text("reason").unwrap_or_default(),
        },
        "crashed" => Incoming::Crashed {
            id,
            message: text("message").unwrap_or_default(),
        },
        "pong" => Incoming::Pong,
        _ => return None,
    })
}

/// Reads a reply; one that cannot be read becomes an error for the learner.
pub fn reply(json: &str) -> Reply {
    Reply::read(json).unwrap_or_else(|error| {
        trouble(format!(
            "the sandbox answered something that cannot be read: {error}"
        ))
    })
}

/// Trouble on our side, as a reply.
pub fn trouble(message: String) -> Reply {
    let error = RunError {
        name: "Error".into(),
        message,
        ..RunError::default()
    };
    Reply::Error { error }
}
