//! Turns a project into the text kept in the browser's storage, and that text back into a project.
//!
//! A text that cannot be read is never thrown away: the page sets it aside under [`DAMAGED_KEY`],
//! and [`recover`] takes out of it whatever the learner wrote.

use super::Project;
use crate::read::{self, Json, read};
use serde::Serialize;

/// The storage key of the project.
pub const KEY: &str = "relata.project";
/// The storage key of a text that could not be read.
pub const DAMAGED_KEY: &str = "relata.project.damaged";
/// The format this page writes, and the newest it reads.
const FORMAT: u32 = 1;

/// Why a saved project cannot be read, in words for the learner.
#[derive(Debug, thiserror::Error)]
pub enum SavedError {
    /// It was saved by a later version of the page.
    #[error(
        "the saved project is from a newer Relata (format {format}, this page reads up to {FORMAT})"
    )]
    Newer {
        /// The format it says it has.
        format: u32,
    },
    /// It is not what was written.
    #[error("the saved project is damaged: {detail}")]
    Damaged {
        /// What the JSON reader found.
        detail: String,
    },
}

#[derive(Serialize)]
struct Envelope<'a> {
    format: u32,
    project: &'a Project,
}

#[derive(Default)]
struct Content {
    format: Option<u32>,
    project: Option<Json>,
}
read!(Content { format, project });

/// The text to store.
pub fn save(project: &Project) -> String {
    let envelope = Envelope {
        format: FORMAT,
        project,
    };
    // A project's JSON cannot fail; were it to, an empty text is reported as damaged on loading.
    serde_json::to_string(&envelope).unwrap_or_default()
}

/// The project in a stored text.
pub fn load(text: &str) -> Result<Project, SavedError> {
    let damaged = |detail| SavedError::Damaged { detail };
    let Content { format, project } = read::from_str(text).map_err(damaged)?;
    let format = format.ok_or_else(|| damaged("`format` is missing".into()))?;
    if format > FORMAT {
        return Err(SavedError::Newer { format });
    }
    let project = project.ok_or_else(|| damaged("`project` is missing".into()))?;
    read::from_json(project).map_err(|error| damaged(error.to_string()))
}

/// What a text that [`load`] refused still holds of the learner's files; `None` where it holds nothing.
pub fn recover(text: &str) -> Option<Project> {
    let member = |name| string_after(text, name).unwrap_or_default();
    let project = Project {
        title: member("\"title\":"),
        models: member("\"models\":"),
        script: member("\"script\":"),
        ..Project::default()
    };
    (!project.models.is_empty() || !project.script.is_empty()).then_some(project)
}

/// The JSON string that follows `name`, up to where it ends or breaks off.
fn string_after(text: &str, name: &str) -> Option<String> {
    let start = text.find(name)? + name.len();
    let string = text[start..].trim_start();
    let end = end_of_string(string)?;
    // An escape may have been cut in two: at most `\u12`, or half of a pair of those.
    let characters = (1..=end).rev().filter(|&at| string.is_char_boundary(at));
    characters
        .take(13)
        .find_map(|at| serde_json::from_str(&format!("{}\"", &string[..at])).ok())
}

/// Where the characters of the JSON string at the start of `text` end: its quote, or the text's end.
fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' if at == 0 => {}
            _ if at == 0 => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at),
            _ => {}
        }
    }
    (!text.is_empty()).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> Project {
        Project {
            title: "Library".into(),
            models: "const Book = sequelize.define(\"Book\", {\n\ttitle: 'é🎈\\n\u{1}',\n});"
                .into(),
            script: "await Book.create({ title: '\"' });".into(),
            ..Project::default()
        }
    }

    #[test]
    fn a_saved_project_comes_back_as_it_was() {
        assert_eq!(load(&save(&project())).expect("whole"), project());
    }

    #[test]
    fn a_newer_one_says_so() {
        let said = load("{\"format\":2,\"project\":[]}")
            .expect_err("newer")
            .to_string();
        assert!(
            said.starts_with("the saved project is from a newer Relata (format 2"),
            "{said}"
        );
    }

    #[test]
    fn a_text_cut_anywhere_gives_back_what_stands_before_the_cut() {
        let text = save(&project());
        let Project { models, script, .. } = project();
        for at in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
            assert!(load(&text[..at]).is_err(), "cut at {at}");
            let Some(recovered) = recover(&text[..at]) else {
                continue;
            };
            assert!(
                models.starts_with(&recovered.models),
                "cut at {at}: {}",
                recovered.models
            );
            assert!(
                script.starts_with(&recovered.script),
                "cut at {at}: {}",
                recovered.script
            );
        }
        let whole = recover(&text[..text.len() - 1]).expect("both files stand before the cut");
        assert_eq!((whole.models, whole.script), (models, script));
    }

    #[test]
    fn what_never_was_a_project_gives_nothing() {
        for text in [
            "",
            "null",
            "[]",
            "{\"models\":7}",
            "<html>",
            "{\"format\":1}",
        ] {
            assert!(load(text).is_err(), "{text}");
            assert_eq!(recover(text), None, "{text}");
        }
    }
}
