//! One file in its `CodeMirror` view. The page owns the text; the view is told of what it did not type.

use super::binding::{self, View};
use crate::{
    bridge::message::{Report, RunError, Severity},
    schema::Origin,
    ui::{
        hooks::use_page,
        logic::complete::complete,
        state::{AppAction, File, Shared},
    },
};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use web_sys::Element;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FileProps {
    pub file: File,
    pub text: AttrValue,
    pub generation: u32,
    pub report: Shared<Report>,
    pub error: Option<Rc<RunError>>,
    pub reveal: Option<(u32, Origin)>,
}

/// A mark in the text, as `setMarks` takes it.
#[derive(Serialize)]
struct Mark<'a> {
    line: u32,
    column: u32,
    severity: &'static str,
    message: String,
    source: &'a str,
}

#[component]
pub fn FileEditor(props: &FileProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    let view = use_mut_ref(|| None::<View>);
    let models = use_mut_ref(Shared::<Report>::default);
    *models.borrow_mut() = props.report.clone();

    {
        let (node, view, text, file) = (
            node.clone(),
            Rc::clone(&view),
            props.text.clone(),
            props.file,
        );
        use_effect_with((), move |()| {
            let running = page.clone();
            let on_change = Closure::new(move |text| page.dispatch(AppAction::Edited(file, text)));
            let on_run = Closure::new(move || running.dispatch(AppAction::RunAsked));
            let on_complete = Closure::new(move |before: String| {
                let choices = complete(&before, &models.borrow().models);
                serde_json::to_string(&choices).unwrap_or_default()
            });
            if let Some(element) = node.cast::<Element>() {
                let label = format!("{}, {}", file.label(), file.name());
                let mounted =
                    binding::mount(&element, &text, &label, &on_change, &on_run, &on_complete);
                view.replace(Some(mounted));
            }
            move || {
                if let Some(view) = view.take() {
                    view.destroy();
                }
                drop((on_change, on_run, on_complete));
            }
        });
    }
    {
        let (view, text) = (Rc::clone(&view), props.text.clone());
        use_effect_with(props.generation, move |_| {
            if let Some(view) = &*view.borrow() {
                binding::set_text(view, &text);
            }
        });
    }
    {
        let (view, file) = (Rc::clone(&view), props.file);
        use_effect_with(
            (props.report.clone(), props.error.clone()),
            move |(report, error)| {
                let marks = marks(file, report, error.as_deref());
                if let (Some(view), Ok(json)) = (&*view.borrow(), serde_json::to_string(&marks)) {
                    binding::set_marks(view, &json);
                }
            },
        );
    }
    use_effect_with(props.reveal.clone(), move |reveal| {
        if let (Some(view), Some((_, origin))) = (&*view.borrow(), reveal) {
            binding::reveal(view, origin.line, origin.column);
        }
    });
    html! { <div class="editor-host" ref={node}></div> }
}

fn marks<'a>(file: File, report: &'a Report, error: Option<&'a RunError>) -> Vec<Mark<'a>> {
    let here = |origin: Option<&Origin>| {
        origin
            .filter(|o| o.file == file.name())
            .map(|o| (o.line, o.column))
    };
    let mut marks: Vec<Mark<'a>> = Vec::new();
    for remark in &report.diagnostics {
        if let Some((line, column)) = here(remark.origin.as_ref()) {
            let severity = match remark.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            marks.push(Mark {
                line,
                column,
                severity,
                message: remark.message.clone(),
                source: &remark.code,
            });
        }
    }
    if let Some(error) = error
        && let Some((line, column)) = here(error.origin.as_ref())
    {
        marks.push(Mark {
            line,
            column,
            severity: "error",
            message: error.message.clone(),
            source: &error.name,
        });
    }
    marks
}
