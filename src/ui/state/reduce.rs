//! One action at a time: the old state and what happened into the new state.

use super::{
    Answer, AppAction, AppState, GridPage, Layout, Lower, Notice, Phase, Provenance, Refusal,
    Saved, Shared, Splitter, StopReason, View,
};
use crate::{
    bridge::message::{Answers, QueryAnswer, Reply, Report, Request, RowPage, RunError, TraceOf},
    project::Project,
    ui::{
        examples::{self, Example},
        logic::text,
    },
};
use std::rc::Rc;

/// The share of the page that a pane keeps at least, in percent.
const SMALLEST_PANE: f64 = 15.0;

impl AppState {
    /// The state after `action`; the same `Rc` where nothing changed, so that nothing is drawn.
    pub fn after(self: Rc<Self>, action: AppAction) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }

    fn apply(&mut self, action: AppAction) {
        use AppAction as A;
        match action {
            A::Edited(..)
            | A::DialectChosen(_)
            | A::Opened(..)
            | A::Fixed(_)
            | A::Renamed(_)
            | A::TableMoved(..)
            | A::LayoutReset => self.change_project(action),
            A::ExampleOpened(example) => self.open_example(example),
            A::SavedAs(saved) => self.saved = saved,

            A::RunAsked => {
                self.run.asked += 1;
                self.run.held = false;
            }
            A::RunSent(revision) => {
                self.run.revision = revision;
                self.run.phase = Phase::Running;
            }
            A::SandboxReady if self.run.phase == Phase::Starting => self.run.phase = Phase::Idle,
            A::RunEnded(revision, reply) if revision == self.run.revision => self.end_run(*reply),
            A::RunStopped(revision, reason, elapsed) if revision == self.run.revision => {
                self.stop_run(reason, elapsed);
            }
            // It is up already, or a newer run is on its way and what an older one says is of no use.
            A::SandboxReady | A::RunEnded(..) | A::RunStopped(..) => {}
            A::SandboxLost => {
                self.stop_run(StopReason::Crash, 0.0);
                self.run.held = true;
            }
            A::Answered(answer) => self.take_answer(*answer),

            A::RowsAsked {
                table,
                offset,
                order,
                descending,
            } => {
                let pages = Rc::make_mut(&mut self.pages);
                // The old rows stay in sight until the new ones come.
                let rows = pages.remove(&table).and_then(|page| page.rows);
                if offset > 0 || order.is_some() {
                    let page = GridPage {
                        rows,
                        is_due: true,
                        offset,
                        order,
                        descending,
                    };
                    pages.insert(table, page);
                }
            }
            A::RefusalClosed => self.refused = None,
            A::PreviewClosed => self.close_preview(),
            A::WaysClosed => self.show_newest_trace(),
            A::Prompted(action) => Rc::make_mut(&mut self.prompt).apply(action),
            A::Stepped(step) => {
                let last = self
                    .trace
                    .as_ref()
                    .and_then(|t| t.events.len().checked_sub(1));
                self.step = step.and_then(|at| last.map(|last| at.min(last)));
            }
            A::Selected(selection) => self.selection = selection,
            A::Revealed(origin) => {
                if let Some(file) = super::File::from_name(&origin.file) {
                    self.panes.file = file;
                }
                self.panes.view = View::Code;
                let number = self.reveal.as_ref().map_or(0, |(number, _)| *number);
                self.reveal = Some((number + 1, origin));
            }
            A::FileOpened(file) => self.panes.file = file,
            A::UpperOpened(tab) => self.panes.upper = tab,
            A::LowerOpened(tab) => self.panes.lower = tab,
            A::ViewOpened(view) => self.panes.view = view,
            A::TableOpened(table) => {
                self.sought = None;
                self.open_table(table);
            }
            A::RowSought(sought) => {
                self.open_table(sought.table.clone());
                // Where the row stands in another order, or on which page, is not known.
                Rc::make_mut(&mut self.pages).remove(&sought.table);
                self.sought = Some(sought);
            }
            A::SplitterMoved(splitter, percent) => {
                let percent = percent.clamp(SMALLEST_PANE, 100.0 - SMALLEST_PANE);
                match splitter {
                    Splitter::Columns => self.panes.columns = percent,
                    Splitter::Rows => self.panes.rows = percent,
                }
            }
            A::ThemeChosen(theme) => self.panes.theme = theme,
            A::DdlWrapped(wrap) => self.panes.wrap_ddl = wrap,
            A::KeysShown(only) => self.panes.keys_only = Some(only),
            A::Noticed(notice) => self.notice = notice,
        }
    }

    fn close_preview(&mut self) {
        if let Some(TraceOf::WhatIf(table, _)) = self.trace.as_ref().map(|t| &t.of) {
            self.open_table(table.clone());
        }
        self.show_newest_trace();
    }

    fn show_newest_trace(&mut self) {
        self.trace = self.report.trace.clone().map(Shared::new);
        self.step = None;
        self.ways = None;
    }

    fn open_table(&mut self, table: String) {
        self.panes.table = Some(table);
        self.panes.lower = Lower::Data;
        if self.panes.view == View::Schema {
            self.panes.view = View::Results;
        }
    }

    fn change_project(&mut self, action: AppAction) {
        let before = Rc::clone(&self.project);
        let project = Rc::make_mut(&mut self.project);
        match action {
            AppAction::Edited(file, text) => {
                *project.text_mut(file) = text;
                // What was held back was the old text.
                self.run.held = false;
            }
            AppAction::DialectChosen(dialect) => project.dialect = dialect,
            AppAction::Renamed(title) => project.title = title,
            AppAction::TableMoved(table, place) => {
                let mut layout = Layout::read(&project.layout);
                layout.positions.insert(table, place);
                project.layout = layout.write();
            }
            AppAction::LayoutReset => project.layout = serde_json::Value::Null,
            AppAction::Fixed(fix) => {
                let Some(file) = super::File::from_name(&fix.file) else {
                    return;
                };
                let text = project.text_mut(file);
                *text = if fix.find.is_empty() {
                    text::replace(text, fix.start, fix.end, &fix.text)
                } else {
                    text::replace_found(text, fix.start, &fix.find, &fix.text)
                };
                self.panes.file = file;
                self.generation += 1;
            }
            AppAction::Opened(opened, provenance) => {
                *project = *opened;
                self.provenance = provenance;
                self.notice = None;
                self.generation += 1;
                self.forget_results();
            }
            _ => return,
        }
        if self.project != before && self.provenance == Provenance::Mine {
            self.saved = Saved::Pending;
        }
    }

    /// Shows an example in the dialect at hand. The project of one's own that it replaces is kept to
    /// be brought back; while a shared project is open, one's own is not replaced.
    fn open_example(&mut self, example: &Example) {
        let before = Rc::clone(&self.project);
        let project = Project {
            dialect: before.dialect,
            ..example.project()
        };
        let opened = AppAction::Opened(Box::new(project), self.provenance.clone());
        self.change_project(opened);
        let is_own = self.provenance == Provenance::Mine && !examples::is_untouched(&before);
        self.notice = is_own.then(|| Notice {
            text: format!("“{}” has taken the place of your project.", example.title),
            alarming: false,
            replaced: Some(before),
        });
    }

    /// Another project's results say nothing about this one.
    fn forget_results(&mut self) {
        self.report = Shared::default();
        self.stale = false;
        self.pages = Rc::default();
        self.trace = None;
        self.step = None;
        self.ways = None;
        self.refused = None;
        self.by_hand = false;
        Rc::make_mut(&mut self.prompt).forget();
        self.history = None;
        self.sought = None;
        self.selection = None;
        self.run.error = None;
        self.run.held = false;
        self.run.asked += 1;
        self.panes.table = None;
        self.panes.file = super::File::Models;
    }

    fn end_run(&mut self, reply: Reply) {
        let report = match reply {
            Reply::Report { report } => *report,
            Reply::Error { error } => return self.fail(error),
            other => {
                return self.fail(RunError {
                    name: "Error".into(),
                    message: format!("the sandbox answered a run with {}", kind_of(&other)),
                    ..RunError::default()
                });
            }
        };
        self.by_hand = false;
        self.refused = None;
        Rc::make_mut(&mut self.prompt).is_outdated = true;
        if let Some(error) = report.error.clone() {
            let error = explained(error, &report);
            let worth_showing = got_to_the_script(&report, &error) || self.report.tables.is_empty();
            if worth_showing {
                self.show(report);
            } else {
                // The last good schema stays; what was printed on the way to the error does not.
                let kept = self.report.make_mut();
                kept.console = report.console;
                kept.console_dropped = report.console_dropped;
                kept.diagnostics = report.diagnostics;
            }
            self.fail(error);
            self.stale = !worth_showing;
        } else {
            let elapsed = report.elapsed;
            self.show(report);
            self.stale = false;
            self.run.error = None;
            self.run.phase = Phase::Finished { elapsed };
        }
    }

    fn fail(&mut self, error: RunError) {
        self.run.error = Some(Rc::new(error));
        self.run.phase = Phase::Failed;
        self.stale = !self.report.tables.is_empty();
    }

    fn stop_run(&mut self, reason: StopReason, elapsed: f64) {
        self.run.phase = Phase::Stopped { reason, elapsed };
        self.run.error = None;
        self.stale = !self.report.tables.is_empty();
    }

    /// Puts a report on the screen and drops what belonged to the one before.
    fn show(&mut self, report: Report) {
        self.trace = report.trace.clone().map(Shared::new);
        self.step = None;
        self.ways = None;
        let still_there = |name: &String| report.tables.iter().any(|table| table.name == *name);
        if self
            .selection
            .as_ref()
            .is_some_and(|s| !still_there(&s.table().to_owned()))
        {
            self.selection = None;
        }
        if self
            .panes
            .table
            .as_ref()
            .is_some_and(|name| !still_there(name))
        {
            self.panes.table = None;
        }
        // The reader stays on the page and in the order they chose; the rows are asked for again.
        let pages = Rc::make_mut(&mut self.pages);
        pages.retain(|table, _| still_there(table));
        for page in pages.values_mut() {
            page.is_due = true;
        }
        self.report = Shared::new(report);
    }

    fn take_answer(&mut self, Answer { question, reply }: Answer) {
        if let Request::InsertRow { table, .. }
        | Request::UpdateRow { table, .. }
        | Request::DeleteRow { table, .. } = &question
        {
            // A table that was open by itself stays open, even where its last row has gone.
            self.panes.table = Some(table.clone());
        }
        match (question, reply) {
            (
                Request::Rows {
                    table,
                    offset,
                    order,
                    descending,
                    ..
                },
                Reply::Rows { rows },
            ) => self.take_rows(&table, &(offset, order, descending), rows),
            (Request::RowsAround { table, .. }, Reply::Rows { rows }) => {
                let is_sought = self.sought.as_ref().is_some_and(|row| row.table == table);
                if is_sought && rows.offset > 0 {
                    let page = GridPage {
                        offset: rows.offset,
                        rows: Some(Shared::new(rows)),
                        ..GridPage::default()
                    };
                    Rc::make_mut(&mut self.pages).insert(table, page);
                }
            }
            (Request::Events { .. }, Reply::Events { events }) => {
                if matches!(events.of, TraceOf::WhatIf(..)) {
                    self.panes.lower = Lower::Cascade;
                }
                self.trace = Some(Shared::new(events));
                self.step = None;
            }
            (Request::Semantics, Reply::Semantics { ways }) => {
                self.ways = Some(Shared::new(ways));
            }
            (Request::Query { .. }, Reply::Query { answers, report }) => {
                self.take_answers(answers, *report);
            }
            (Request::Query { .. }, Reply::Error { error }) => {
                Rc::make_mut(&mut self.prompt).take(Err(error));
            }
            (Request::History { .. }, Reply::History { history }) => {
                self.history = Some(Shared::new(history));
            }
            (
                question @ (Request::LookBack { .. } | Request::Restore { .. }),
                Reply::Report { report },
            ) => {
                self.refused = None;
                self.by_hand |= matches!(question, Request::Restore { .. });
                self.show(*report);
            }
            (
                Request::InsertRow { .. } | Request::UpdateRow { .. } | Request::DeleteRow { .. },
                Reply::Report { report },
            ) if report.error.is_none() && last_error(&report).is_none() => {
                self.refused = None;
                self.by_hand = true;
                self.show(*report);
            }
            (question, Reply::Report { report }) => {
                if let Some(error) = report.error.clone().or_else(|| last_error(&report)) {
                    let error = explained(error, &report);
                    self.refused = refusal(&question, error);
                }
                self.show(*report);
            }
            (question, Reply::Error { error }) => match refusal(&question, error.clone()) {
                Some(refused) => self.refused = Some(refused),
                None => self.notice = Some(Notice::alarm(error.message)),
            },
            _ => {}
        }
    }

    fn take_answers(&mut self, answers: Answers, report: Report) {
        let has_changed =
            |answer: &QueryAnswer| answer.error.is_none() && !answer.effects.is_empty();
        self.by_hand |= self.report.past.is_none() && answers.answers.iter().any(has_changed);
        Rc::make_mut(&mut self.prompt).take(Ok(answers));
        // Statements that only read leave the reader's trace where it is.
        let newest = |report: &Report| report.trace.as_ref().map(|trace| trace.of.clone());
        let kept =
            (newest(&self.report) == newest(&report)).then(|| (self.trace.take(), self.step));
        self.show(report);
        if let Some((trace, step)) = kept {
            self.trace = trace;
            self.step = step;
        }
    }

    fn take_rows(&mut self, table: &str, asked: &(usize, Option<String>, bool), rows: RowPage) {
        let Some(page) = Rc::make_mut(&mut self.pages).get_mut(table) else {
            return;
        };
        // The reader may have turned on meanwhile.
        if *asked == (page.offset, page.order.clone(), page.descending) {
            page.rows = Some(Shared::new(rows));
            page.is_due = false;
        }
    }
}

/// A run that stopped in the script has true tables and rows to show; one that stopped in the
/// models, or could not be read at all, has half of them. `isShown` in `www/sandbox/frame.js` keeps
/// the session alive by the same rule.
fn got_to_the_script(report: &Report, error: &RunError) -> bool {
    let in_script = error
        .origin
        .as_ref()
        .is_none_or(|origin| origin.file == super::File::Script.name());
    in_script && error.name != "SyntaxError" && !report.tables.is_empty()
}

/// The error with what the trace knows of it: a database says only that a constraint failed, the
/// trace says which row of which table stood in the way.
fn explained(mut error: RunError, report: &Report) -> RunError {
    let refused = report
        .trace
        .as_ref()
        .and_then(|trace| trace.refused.as_ref());
    let is_its_error = last_error(report).is_some_and(|last| last.name == error.name);
    if let Some(refused) = refused.filter(|_| is_its_error) {
        error.hint.clone_from(refused);
    }
    error
}

fn last_error(report: &Report) -> Option<RunError> {
    report.log.last().and_then(|entry| entry.error.clone())
}

fn refusal(question: &Request, error: RunError) -> Option<Rc<Refusal>> {
    let (table, attempt) = match question {
        Request::InsertRow { table, .. } => (table, "The row was not added"),
        Request::UpdateRow { table, .. } => (table, "The row was not changed"),
        Request::DeleteRow { table, .. } => (table, "The row was not deleted"),
        _ => return None,
    };
    Some(Rc::new(Refusal {
        table: table.clone(),
        attempt: attempt.into(),
        error,
    }))
}

fn kind_of(reply: &Reply) -> &'static str {
    match reply {
        Reply::Report { .. } => "a report",
        Reply::Rows { .. } => "rows",
        Reply::Events { .. } => "events",
        Reply::Semantics { .. } => "a comparison",
        Reply::Query { .. } => "a query's result",
        Reply::History { .. } => "a history",
        Reply::Error { .. } => "an error",
    }
}

impl Project {
    /// The text of one of the learner's files.
    pub fn text(&self, file: super::File) -> &str {
        match file {
            super::File::Models => &self.models,
            super::File::Script => &self.script,
        }
    }

    fn text_mut(&mut self, file: super::File) -> &mut String {
        match file {
            super::File::Models => &mut self.models,
            super::File::Script => &mut self.script,
        }
    }
}
