//! Where a run stands, and what stopped it.

use crate::bridge::message::RunError;
use std::rc::Rc;

/// The newest run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunState {
    /// Where it stands.
    pub phase: Phase,
    /// Counts up with every run sent; a reply to an older one is stale.
    pub revision: u32,
    /// Counts up when the learner asks for a run, so that it starts without the debounce.
    pub asked: u32,
    /// Nothing runs by itself until the learner asks: the last run of this project never ended.
    pub held: bool,
    /// The error the newest run ended with.
    pub error: Option<Rc<RunError>>,
}

/// Where a run stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The sandbox is not up yet.
    #[default]
    Starting,
    /// The sandbox is up and waits.
    Idle,
    /// The files are with the sandbox.
    Running,
    /// It ran to its end.
    Finished {
        /// Milliseconds in the worker.
        elapsed: f64,
    },
    /// It ended with an error (see [`RunState::error`]).
    Failed,
    /// It was stopped from outside.
    Stopped {
        /// Why.
        reason: StopReason,
        /// Milliseconds until then.
        elapsed: f64,
    },
}

/// Milliseconds that a run may take which starts by itself, while one types.
pub const BUDGET: u32 = 5000;
/// Milliseconds that a run may take which the learner asks for.
pub const ASKED_BUDGET: u32 = 20_000;

/// Why a run was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// It took longer than it may.
    Time,
    /// It took more memory than it may.
    Memory,
    /// The sandbox itself went down or stopped answering.
    Crash,
}

impl StopReason {
    /// The reason as a clause: "because …".
    pub fn because(self) -> &'static str {
        match self {
            Self::Time => {
                "it took longer than a run may take. Look for a loop that never ends or a promise that never settles; if it only needs time, Run again gives it up to 20 s"
            }
            Self::Memory => {
                "it asked for more memory than a run may have. Look for a list or a string that keeps growing"
            }
            Self::Crash => {
                "the sandbox stopped answering, most often because the memory ran out. It has been started afresh, and your code is untouched"
            }
        }
    }
}

impl RunState {
    /// The learner's code may be sent.
    pub fn is_ready(&self) -> bool {
        self.phase != Phase::Starting
    }
}
