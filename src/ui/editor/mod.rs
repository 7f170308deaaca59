//! The editor: two files, what is wrong in them marked in place.

mod binding;
mod file;

use crate::{
    bridge::message::{Report, RunError, Severity},
    project::Project,
    schema::Origin,
    ui::{
        hooks::use_page,
        state::{AppAction, File, Shared},
        widgets::{Tab, Tabs},
    },
};
use file::FileEditor;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EditorProps {
    pub project: Rc<Project>,
    pub generation: u32,
    pub file: File,
    pub report: Shared<Report>,
    pub error: Option<Rc<RunError>>,
    pub reveal: Option<(u32, Origin)>,
}

#[component]
pub fn EditorPane(props: &EditorProps) -> Html {
    let page = use_page();
    let is_in = |origin: Option<&Origin>, file: File| origin.is_some_and(|o| o.file == file.name());
    let tab = |file: &File| {
        let faults = props
            .report
            .diagnostics
            .iter()
            .filter(|d| d.severity != Severity::Info);
        let marks = faults.filter(|d| is_in(d.origin.as_ref(), *file)).count();
        let is_broken = props
            .error
            .as_ref()
            .is_some_and(|e| is_in(e.origin.as_ref(), *file));
        Tab::new(file.id(), file.label()).counting(marks + usize::from(is_broken), is_broken)
    };
    let editor = |file: &File| {
        html! {
            <div
                key={file.id()}
                class="pane-body editor"
                role="tabpanel"
                id={format!("panel-{}", file.id())}
                aria-labelledby={format!("tab-{}", file.id())}
                hidden={*file != props.file}
            >
                <FileEditor
                    file={*file}
                    text={AttrValue::from(props.project.text(*file).to_owned())}
                    generation={props.generation}
                    report={props.report.clone()}
                    error={props.error.clone()}
                    reveal={props.reveal.clone().filter(|(_, origin)| origin.file == file.name())}
                />
            </div>
        }
    };
    html! {
        <>
            <div class="pane-head">
                <Tabs
                    label="Files"
                    tabs={File::ALL.iter().map(tab).collect::<Vec<_>>()}
                    selected={props.file.id()}
                    on_select={page.on(|place: usize| AppAction::FileOpened(File::ALL[place]))}
                />
            </div>
            { for File::ALL.iter().map(editor) }
        </>
    }
}
