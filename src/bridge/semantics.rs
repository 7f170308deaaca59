//! Tells how the last change would have gone in each database.

use super::{
    answer::refused,
    effects,
    log::Traced,
    message::{EventPage, Reply, SemanticsView, TraceOf, limits},
    session::Session,
};
use crate::{
    engine::{Semantics, Trace},
    sort::sort_by_key,
};

impl Session {
    /// One view for each way of carrying out referential actions, the dialect's own first.
    pub(super) fn semantics(&self) -> Reply {
        let own = Semantics::of(self.orm.dialect());
        let mut ways = Semantics::ALL;
        sort_by_key(&mut ways, |way| *way != own);
        let ways: Vec<SemanticsView> = ways
            .into_iter()
            .filter_map(|way| {
                Some(SemanticsView {
                    name: way.name().into(),
                    own: way == own,
                    events: self.replayed(way, 0, limits::EVENTS)?,
                })
            })
            .collect();
        if ways.is_empty() {
            return refused("nothing has been changed or deleted yet");
        }
        Reply::Semantics { ways }
    }

    /// A page of what the last change would have done in the databases of a name.
    pub(super) fn replay(&self, name: &str, offset: usize, limit: usize) -> Option<EventPage> {
        let way = Semantics::ALL.into_iter().find(|way| way.name() == name)?;
        self.replayed(way, offset, limit)
    }

    fn replayed(&self, way: Semantics, offset: usize, limit: usize) -> Option<EventPage> {
        let engine = &self.orm.engine;
        let result = engine.replay(way)?;
        let trace = match &result {
            Ok(outcome) => outcome.trace.as_deref(),
            Err(error) => error.trace().map(|trace| &**trace),
        };
        let none = Trace::default();
        let traced = Traced {
            of: TraceOf::Replay(way.name().into()),
            sql: engine.last_change()?,
            trace: trace.unwrap_or(&none),
            refused: result.as_ref().err(),
        };
        Some(effects::page(engine, traced, offset, limit))
    }
}
