//! The root component: holds the state, starts the sandbox, lays the panes out.

use super::logic::text::Fixed;
use super::{
    cascade::CascadePane,
    data::DataPane,
    ddl::DdlPane,
    diagram::DiagramPane,
    editor::EditorPane,
    header::{Banners, Header, error_bar},
    history::{HistoryPane, past_banner},
    hooks::{Page, opening, use_evaluation, use_saving, use_theme},
    log::{ConsolePane, LogPane, ProblemsPane},
    parts::PartBar,
    sandbox::Sandbox,
    sql::SqlPane,
    state::{AppAction, AppState, Lower, Splitter, Upper, View},
    widgets::{Tab, Tabs, splitter_bar},
};
use yew::prelude::*;

/// Renders the page into the document's body.
pub fn mount() {
    // What `index.html` shows while the wasm is on its way.
    if let Some(shell) = gloo::utils::document().get_element_by_id("shell") {
        shell.remove();
    }
    yew::Renderer::<App>::new().render();
}

#[component]
fn App() -> Html {
    let state = use_reducer_eq(opening);
    let page = {
        let dispatcher = state.dispatcher();
        let page = use_memo((), move |()| {
            let tell = dispatcher.clone();
            let sandbox = Sandbox::start(Callback::from(move |action| tell.dispatch(action)));
            Page {
                dispatcher,
                sandbox,
            }
        });
        (*page).clone()
    };
    use_evaluation(&state, &page);
    use_saving(&state, &page);
    use_theme(state.panes.theme);

    let columns = page.on(|percent| AppAction::SplitterMoved(Splitter::Columns, percent));
    let rows = page.on(|percent| AppAction::SplitterMoved(Splitter::Rows, percent));
    let panes = &state.panes;
    let style = format!(
        "--columns: {}%; --rows: {}%",
        Fixed(panes.columns, 2),
        Fixed(panes.rows, 2)
    );
    html! {
        <ContextProvider<Page> context={page.clone()}>
            <Header
                title={state.project.title.clone()}
                dialect={state.project.dialect}
                run={state.run.clone()}
                saved={state.saved}
                provenance={state.provenance.clone()}
                project={state.project.clone()}
                theme={panes.theme}
            />
            <Banners
                notice={state.notice.clone()}
                provenance={state.provenance.clone()}
                run={state.run.clone()}
                is_stale={state.stale}
                project={state.project.clone()}
            />
            <main class="workspace" data-view={panes.view.id()} {style}>
                <section class="pane pane-code" id="part-code" aria-label="Code">
                    <EditorPane
                        project={state.project.clone()}
                        generation={state.generation}
                        file={panes.file}
                        report={state.report.clone()}
                        error={state.run.error.clone()}
                        reveal={state.reveal.clone()}
                    />
                    { error_bar(&page, state.run.error.as_deref()) }
                </section>
                { splitter_bar("Code and results", true, panes.columns, columns) }
                <div class="stack">
                    <section class="pane pane-upper" id="part-schema" aria-label="Schema">{ upper(&state, &page) }</section>
                    { splitter_bar("Schema and results", false, panes.rows, rows) }
                    <section class="pane pane-lower" id="part-results" aria-label="Results">{ lower(&state, &page) }</section>
                </div>
            </main>
            if panes.view != View::Code {
                <div class="narrow-only">{ error_bar(&page, state.run.error.as_deref()) }</div>
            }
            <PartBar open={panes.view} />
        </ContextProvider<Page>>
    }
}

fn upper(state: &AppState, page: &Page) -> Html {
    let tabs = Upper::ALL
        .iter()
        .map(|tab| Tab::new(tab.id(), tab.label()))
        .collect::<Vec<_>>();
    let open = state.panes.upper;
    let content = match open {
        Upper::Diagram => html! {
            <DiagramPane
                report={state.report.clone()}
                layout={state.project.layout.clone()}
                selection={state.selection.clone()}
                trace={state.trace.clone()}
                step={state.step}
                keys_only={state.panes.keys_only}
            />
        },
        Upper::Ddl => html! {
            <DdlPane report={state.report.clone()} wrap={state.panes.wrap_ddl} selection={state.selection.clone()} />
        },
    };
    let on_select = page.on(|place: usize| AppAction::UpperOpened(Upper::ALL[place]));
    framed("Schema", tabs, open.id(), on_select, state.stale, content)
}

fn lower(state: &AppState, page: &Page) -> Html {
    let report = &state.report;
    let tab = |tab: &Lower| {
        let item = Tab::new(tab.id(), tab.label());
        match tab {
            Lower::Console => item.counting(
                report.console.len() + usize::from(state.run.error.is_some()),
                state.run.error.is_some(),
            ),
            Lower::Problems => item.counting(report.diagnostics.len(), false),
            _ => item,
        }
    };
    let open = state.panes.lower;
    let content = match open {
        Lower::Data => html! {
            <DataPane
                report={report.clone()}
                open={state.panes.table.clone()}
                pages={state.pages.clone()}
                refused={state.refused.clone()}
                by_hand={state.by_hand}
                sought={state.sought.clone()}
            />
        },
        Lower::Cascade => html! {
            <CascadePane report={report.clone()} trace={state.trace.clone()} step={state.step} ways={state.ways.clone()} />
        },
        Lower::Sql => html! { <SqlPane report={report.clone()} prompt={state.prompt.clone()} /> },
        Lower::History => {
            html! { <HistoryPane report={report.clone()} history={state.history.clone()} /> }
        }
        Lower::Log => html! { <LogPane report={report.clone()} /> },
        Lower::Console => {
            html! { <ConsolePane report={report.clone()} error={state.run.error.clone()} /> }
        }
        Lower::Problems => {
            html! { <ProblemsPane report={report.clone()} is_stale={state.stale} /> }
        }
    };
    let on_select = page.on(|place: usize| AppAction::LowerOpened(Lower::ALL[place]));
    let is_stale = state.stale && !matches!(open, Lower::Console | Lower::Problems);
    // Log, console and problems are of the whole run, whatever moment is shown.
    let shows_rows = matches!(
        open,
        Lower::Data | Lower::Sql | Lower::Cascade | Lower::History
    );
    let past = report.past.as_ref().filter(|_| shows_rows);
    let content = html! {
        <>
            if let Some(past) = past { { past_banner(past, page) } }
            { content }
        </>
    };
    framed(
        "Results",
        Lower::ALL.iter().map(tab).collect(),
        open.id(),
        on_select,
        is_stale,
        content,
    )
}

/// Tabs above, the open one's content below.
fn framed(
    label: &'static str,
    tabs: Vec<Tab>,
    open: &'static str,
    on_select: Callback<usize>,
    is_stale: bool,
    pane: Html,
) -> Html {
    html! {
        <>
            <div class="pane-head">
                <Tabs {label} {tabs} selected={open} {on_select} />
                if is_stale {
                    <span class="stale-mark">{ "Showing the last run that worked" }</span>
                }
            </div>
            <div
                class={classes!("pane-body", is_stale.then_some("stale"))}
                role="tabpanel"
                id={format!("panel-{open}")}
                aria-labelledby={format!("tab-{open}")}
            >
                { pane }
            </div>
        </>
    }
}
