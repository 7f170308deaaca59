//! The frame that runs the learner's code, and what is said to it.
//!
//! The frame (`www/sandbox/frame.js`) has an origin of its own and no network, so that code in it
//! reaches neither this page nor its storage. All that comes back is a stranger's word: a string of
//! JSON under an id that was asked for, or nothing.

mod frame;
mod wire;

use crate::{
    bridge::message::{Reply, Request},
    project::Project,
    ui::state::{Answer, AppAction, StopReason},
};
use frame::Frame;
use gloo::timers::callback::Interval;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use vecmap::VecMap;
use wire::{Incoming, Outgoing};
use yew::Callback;

/// Milliseconds between two pings.
const PING_EVERY: u32 = 2000;
/// Pings without an answer after which the frame counts as gone.
const PINGS_MISSED: u32 = 3;

/// The page's end of the line. Clones speak to the same frame.
#[derive(Clone)]
pub struct Sandbox(Rc<Inner>);

struct Inner {
    tell: Callback<AppAction>,
    frame: RefCell<Option<Frame>>,
    pending: RefCell<VecMap<u32, Pending>>,
    next_id: Cell<u32>,
    missed: Cell<u32>,
    watchdog: RefCell<Option<Interval>>,
}

/// What a reply is awaited for.
enum Pending {
    Run,
    Ask(Request),
}

impl PartialEq for Sandbox {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Sandbox {
    /// Starts a frame; `tell` hears of everything that comes back.
    pub fn start(tell: Callback<AppAction>) -> Self {
        let sandbox = Self(Rc::new(Inner {
            tell,
            frame: RefCell::default(),
            pending: RefCell::default(),
            next_id: Cell::new(1),
            missed: Cell::new(0),
            watchdog: RefCell::default(),
        }));
        sandbox.open();
        sandbox
    }

    /// Sends the project's files, to be run within `budget` milliseconds; gives the run's revision.
    pub fn run(&self, project: &Project, budget: u32) -> u32 {
        if self.0.frame.borrow().is_none() {
            // The port keeps what is said until the new frame listens.
            self.open();
        }
        let id = self.expect(Pending::Run);
        self.send(&Outgoing::run(id, project, budget));
        id
    }

    /// Asks the session of the last good run.
    pub fn ask(&self, question: Request) {
        match serde_json::to_string(&question) {
            Ok(json) => {
                let id = self.expect(Pending::Ask(question));
                self.send(&Outgoing::ask(id, json));
            }
            Err(error) => web_sys::console::error_1(&error.to_string().into()),
        }
    }

    fn expect(&self, pending: Pending) -> u32 {
        let id = self.0.next_id.get();
        self.0.next_id.set(id + 1);
        self.0.pending.borrow_mut().insert(id, pending);
        id
    }

    fn send(&self, message: &Outgoing<'_>) {
        if let Some(frame) = &*self.0.frame.borrow() {
            frame.post(message);
        }
    }

    fn open(&self) {
        let hears = self.clone();
        let frame = Frame::open(Callback::from(move |message| hears.hear(message)));
        *self.0.frame.borrow_mut() = frame;
    }

    fn hear(&self, message: Incoming) {
        self.0.missed.set(0);
        match message {
            Incoming::Ready => {
                self.watch();
                self.0.tell.emit(AppAction::SandboxReady);
            }
            Incoming::Reply { id, json } => {
                let Some(pending) = self.0.pending.borrow_mut().remove(&id) else {
                    return;
                };
                self.0.tell.emit(action(id, pending, wire::reply(&json)));
            }
            Incoming::Killed { id, ms, reason } => {
                let Some(pending) = self.0.pending.borrow_mut().remove(&id) else {
                    return;
                };
                let reason = match reason.as_str() {
                    "superseded" => return,
                    "memory" => StopReason::Memory,
                    _ => StopReason::Time,
                };
                self.0.tell.emit(stopped(id, pending, reason, ms));
            }
            Incoming::Crashed { id, message } => match id {
                Some(id) => {
                    let Some(pending) = self.0.pending.borrow_mut().remove(&id) else {
                        return;
                    };
                    self.0
                        .tell
                        .emit(action(id, pending, wire::trouble(message)));
                }
                // The engine did not start. Another frame would fare no better by itself.
                None => self.close(),
            },
            Incoming::Pong => {}
        }
    }

    /// Asks now and then whether the frame is alive: its process may have died with the learner's code.
    fn watch(&self) {
        let watches = self.clone();
        let interval = Interval::new(PING_EVERY, move || {
            let missed = watches.0.missed.get();
            // A hidden tab's timers run late on both sides; silence there proves nothing.
            if missed >= PINGS_MISSED && !gloo::utils::document().hidden() {
                watches.restart();
            } else {
                watches.0.missed.set(missed + 1);
                watches.send(&Outgoing::ping());
            }
        });
        *self.0.watchdog.borrow_mut() = Some(interval);
    }

    /// Puts a new frame in place of the old one.
    fn restart(&self) {
        self.close();
        self.open();
    }

    /// Closes the frame; what it owed is lost.
    fn close(&self) {
        self.0.missed.set(0);
        self.0.watchdog.take();
        self.0.frame.take();
        self.0.pending.borrow_mut().clear();
        self.0.tell.emit(AppAction::SandboxLost);
    }
}

fn action(id: u32, pending: Pending, reply: Reply) -> AppAction {
    match pending {
        Pending::Run => AppAction::RunEnded(id, Box::new(reply)),
        Pending::Ask(question) => AppAction::Answered(Box::new(Answer { question, reply })),
    }
}

fn stopped(id: u32, pending: Pending, reason: StopReason, elapsed: f64) -> AppAction {
    match pending {
        Pending::Run => AppAction::RunStopped(id, reason, elapsed),
        Pending::Ask(question) => {
            let reply = wire::trouble("the question took too long. Run the project again".into());
            AppAction::Answered(Box::new(Answer { question, reply }))
        }
    }
}
