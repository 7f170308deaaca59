//! Everything that can happen to the page.

use super::{
    File, Lower, Notice, PromptAction, Provenance, Saved, Selection, Sought, Splitter, StopReason,
    Theme, Upper, View,
};
use crate::{
    bridge::message::{Fix, Reply, Request},
    dialect::Dialect,
    project::Project,
    schema::Origin,
    ui::examples::Example,
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum AppAction {
    /// The learner typed.
    Edited(File, String),
    /// They chose a dialect.
    DialectChosen(Dialect),
    /// They kept a shared project, or went back to one of theirs.
    Opened(Box<Project>, Provenance),
    /// They opened an example.
    ExampleOpened(&'static Example),
    /// They took the edit that mends a diagnostic.
    Fixed(Fix),
    /// They gave the project a name.
    Renamed(String),
    /// The project went to local storage, or could not.
    SavedAs(Saved),

    /// They asked for a run.
    RunAsked,
    /// The files went to the sandbox.
    RunSent(u32),
    /// The sandbox is up.
    SandboxReady,
    /// A run came to its end.
    RunEnded(u32, Box<Reply>),
    /// A run was stopped.
    RunStopped(u32, StopReason, f64),
    /// The sandbox went down.
    SandboxLost,
    /// The session answered a question.
    Answered(Box<Answer>),

    /// They turned a page of a table, or ordered it.
    RowsAsked {
        /// The table.
        table: String,
        /// How many rows to skip.
        offset: usize,
        /// The column to order by.
        order: Option<String>,
        /// Largest first.
        descending: bool,
    },
    /// They followed a key to the row it references.
    RowSought(Sought),
    /// They closed the message about a refused change.
    RefusalClosed,
    /// They closed the preview of a deletion.
    PreviewClosed,
    /// They closed the comparison of databases.
    WaysClosed,
    /// Something happened at the SQL prompt.
    Prompted(PromptAction),
    /// They looked at a step of the trace, or stopped looking.
    Stepped(Option<usize>),
    /// They clicked something in the diagram or the DDL, or closed the panel.
    Selected(Option<Selection>),
    /// They moved a table.
    TableMoved(String, (f64, f64)),
    /// They want the tables back where the layout puts them.
    LayoutReset,

    /// They want to see a place in their text.
    Revealed(Origin),
    /// They opened a file.
    FileOpened(File),
    /// They opened a tab above.
    UpperOpened(Upper),
    /// They opened a tab below.
    LowerOpened(Lower),
    /// They opened a part of a narrow screen.
    ViewOpened(View),
    /// They opened a table in the Data pane.
    TableOpened(String),
    /// They moved a splitter; percent.
    SplitterMoved(Splitter, f64),
    /// They chose a theme.
    ThemeChosen(Theme),
    /// They wrapped the DDL or want it as it is.
    DdlWrapped(bool),
    /// They want only keys in the diagram, or all columns.
    KeysShown(bool),
    /// Something to tell them, or no more.
    Noticed(Option<Notice>),
}

/// An answer with its question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Request,
    /// What came back.
    pub reply: Reply,
}
