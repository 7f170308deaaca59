//! All that the page knows, and how an action changes it. Nothing here knows of a browser.

mod action;
mod layout;
mod panes;
mod prompt;
mod reduce;
mod run;
mod shared;
#[cfg(test)]
mod tests;

pub use action::{Answer, AppAction};
pub use layout::Layout;
pub use panes::{File, Lower, Panes, Splitter, Theme, Upper, View};
pub use prompt::{Prompt, PromptAction};
pub use run::{ASKED_BUDGET, BUDGET, Phase, RunState, StopReason};
pub use shared::Shared;

use crate::{
    bridge::message::{EventPage, HistoryPage, Report, RowPage, RunError, SemanticsView},
    project::Project,
    schema::{Origin, Value},
};
use std::rc::Rc;
use vecmap::VecMap;

/// The page's state. Large values stand behind `Rc`, so that a clone is cheap and a pane sees at
/// a glance whether its slice changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppState {
    /// The project in the editor.
    pub project: Rc<Project>,
    /// Counts up when the text was replaced by something other than typing, so that the editor follows.
    pub generation: u32,
    /// Whose project it is.
    pub provenance: Provenance,
    /// Whether the project is safe in this browser.
    pub saved: Saved,
    /// The run: where it stands and what stopped it.
    pub run: RunState,
    /// What the panes show: the newest report worth showing.
    pub report: Shared<Report>,
    /// `report` is older than the text: the newest run did not get as far.
    pub stale: bool,
    /// Rows beyond those of the report, or in another order, by table.
    pub pages: Rc<VecMap<String, GridPage>>,
    /// The trace in the Cascade pane.
    pub trace: Option<Shared<EventPage>>,
    /// How each database would have made the last change, where the reader asked.
    pub ways: Option<Shared<Vec<SemanticsView>>>,
    /// The step of the trace that is played, as an index into its events.
    pub step: Option<usize>,
    /// A change of a row that was refused.
    pub refused: Option<Rc<Refusal>>,
    /// The row that a key's value led to.
    pub sought: Option<Sought>,
    /// Rows were changed by hand since the run.
    pub by_hand: bool,
    /// The SQL prompt.
    pub prompt: Rc<Prompt>,
    /// The page of the history that came last.
    pub history: Option<Shared<HistoryPage>>,
    /// What the Why panel is about.
    pub selection: Option<Selection>,
    /// The place the editor shall show; the number tells one request from the next.
    pub reveal: Option<(u32, Origin)>,
    /// A sentence for the learner above the panes.
    pub notice: Option<Notice>,
    /// Open tabs, splitters, theme.
    pub panes: Panes,
}

/// Whose project the editor shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Provenance {
    /// The visitor's own: it is saved as they type.
    #[default]
    Mine,
    /// It came with a link: nothing is saved until they keep it. Their own waits here.
    Link {
        /// What to go back to; nothing where the visitor has saved none.
        mine: Option<Rc<Project>>,
    },
}

/// Whether the project is safe in this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// The newest text is in local storage.
    #[default]
    Yes,
    /// It is about to be.
    Pending,
    /// The browser refuses (private window, full).
    Failed,
}

/// A page of rows in an order of the reader's choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridPage {
    /// The rows that came last; `None` where they are the report's own.
    pub rows: Option<Shared<RowPage>>,
    /// They are older than the question, or than the report.
    pub is_due: bool,
    /// How many rows were skipped when asking.
    pub offset: usize,
    /// The column they are ordered by.
    pub order: Option<String>,
    /// Largest first.
    pub descending: bool,
}

/// A change of a row that the database refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// The table it was tried on.
    pub table: String,
    /// What was tried: `delete the row`.
    pub attempt: String,
    /// Why it was refused.
    pub error: RunError,
}

/// A row that a key's value led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// The referenced table.
    pub table: String,
    /// The referenced columns and their values.
    pub key: Vec<(String, Value)>,
}

/// What the Why panel is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// A table.
    Table(String),
    /// A column.
    Column {
        /// Its table.
        table: String,
        /// Its name.
        column: String,
    },
    /// A foreign key, by its place in the table's list.
    Key {
        /// The referencing table.
        table: String,
        /// Its place.
        index: usize,
    },
}

impl Selection {
    /// The table it stands in.
    pub fn table(&self) -> &str {
        match self {
            Self::Table(table) | Self::Column { table, .. } | Self::Key { table, .. } => table,
        }
    }
}

/// A sentence for the learner above the panes.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// It tells of something that went wrong.
    pub alarming: bool,
    /// The project of the visitor's own that was replaced, to be brought back.
    pub replaced: Option<Rc<Project>>,
}

impl Notice {
    /// Good or neutral news.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            alarming: false,
            replaced: None,
        }
    }

    /// Something went wrong.
    pub fn alarm(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            alarming: true,
            replaced: None,
        }
    }
}

impl AppState {
    /// The state of a page that opens with `project`.
    pub fn new(project: Project, panes: Panes) -> Self {
        Self {
            project: Rc::new(project),
            panes,
            ..Self::default()
        }
    }
}
