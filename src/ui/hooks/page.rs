//! What every component may do: tell the reducer, ask the session.

use crate::{
    bridge::message::Request,
    ui::{
        sandbox::Sandbox,
        state::{AppAction, AppState},
    },
};
use std::rc::Rc;
use yew::prelude::*;

impl Reducible for AppState {
    type Action = AppAction;

    fn reduce(self: Rc<Self>, action: AppAction) -> Rc<Self> {
        self.after(action)
    }
}

/// The way from a component to the reducer and to the session. It never changes, so that no
/// component is drawn again for its sake.
#[derive(Clone, PartialEq)]
pub struct Page {
    pub dispatcher: UseReducerDispatcher<AppState>,
    pub sandbox: Sandbox,
}

impl Page {
    /// Tells the reducer.
    pub fn dispatch(&self, action: AppAction) {
        self.dispatcher.dispatch(action);
    }

    /// A callback that tells the reducer.
    pub fn on<E: 'static>(&self, action: impl Fn(E) -> AppAction + 'static) -> Callback<E> {
        let page = self.clone();
        Callback::from(move |event| page.dispatch(action(event)))
    }

    /// Asks the session; the answer comes as [`AppAction::Answered`].
    pub fn ask(&self, question: Request) {
        self.sandbox.ask(question);
    }
}

/// The page, from any component below the root.
#[hook]
pub fn use_page() -> Page {
    #[allow(clippy::expect_used)] // the root provides it before anything is drawn
    use_context::<Page>().expect("the root component provides the page")
}
