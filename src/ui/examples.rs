//! The projects of the menu, each a folder of `www/examples`.

use crate::project::Project;

/// One example.
#[derive(Debug, PartialEq)]
pub struct Example {
    /// What the menu calls it.
    pub title: &'static str,
    /// What one learns from it, in a sentence.
    pub about: &'static str,
    models: &'static str,
    script: &'static str,
}

impl Example {
    /// The example as a project of the visitor's own.
    pub fn project(&self) -> Project {
        Project {
            title: self.title.into(),
            models: self.models.into(),
            script: self.script.into(),
            ..Project::default()
        }
    }
}

/// The project holds nothing of the visitor's own: an example as it came, or no text at all.
pub fn is_untouched(project: &Project) -> bool {
    let texts = (project.models.as_str(), project.script.as_str());
    texts == ("", "") || ALL.iter().any(|one| texts == (one.models, one.script))
}

macro_rules! example {
    ($folder:literal, $title:literal, $about:literal) => {
        Example {
            title: $title,
            about: $about,
            models: include_str!(concat!("../../www/examples/", $folder, "/models.js")),
            script: include_str!(concat!("../../www/examples/", $folder, "/script.js")),
        }
    };
}

/// All of them, in the order of the menu. The first opens by itself on a first visit.
pub const ALL: &[Example] = &[
    example!(
        "01-users-and-tweets",
        "Users and tweets",
        "One user has many tweets. Delete the user and watch what goes, and what stays."
    ),
    example!(
        "02-tasks-with-a-required-key",
        "Tasks that need a user",
        "A required key makes the rule stricter. See who refuses a delete, and how a script notices."
    ),
    example!(
        "03-shop",
        "A shop",
        "Products, carts and orders: two many-to-many relations that both carry a quantity."
    ),
    example!(
        "04-todos-as-classes",
        "To-dos as classes",
        "Models as classes, each with a static associate method, as larger projects write them."
    ),
    example!(
        "05-projects-and-members",
        "Projects and members",
        "Many to many through a join table that has something to say itself: a role, a date."
    ),
    example!(
        "06-family-tree",
        "A family tree",
        "People are parents of people: one table that leads to itself, twice."
    ),
    example!(
        "07-conference",
        "A conference",
        "Twelve tables, every kind of association, and one delete that reaches six of them."
    ),
];
