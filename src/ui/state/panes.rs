//! Which tabs are open, where the splitters stand, and the theme: remembered apart from the project.

use crate::read::{Json, Read, Unexpected, read};
use serde::Serialize;

/// The page's furniture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Panes {
    /// The file in the editor.
    pub file: File,
    /// The open tab of the upper right pane.
    pub upper: Upper,
    /// The open tab of the lower right pane.
    pub lower: Lower,
    /// The part of a narrow screen that is shown.
    pub view: View,
    /// The editor's share of the width, in percent.
    pub columns: f64,
    /// The upper pane's share of the height, in percent.
    pub rows: f64,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// The table in the Data pane.
    pub table: Option<String>,
    /// The DDL is wrapped, one column a line.
    pub wrap_ddl: bool,
    /// The diagram shows only the columns of keys; where the reader did not say, a large one does.
    pub keys_only: Option<bool>,
}
read!(Panes {
    file,
    upper,
    lower,
    view,
    columns,
    rows,
    theme,
    table,
    wrap_ddl: "wrapDdl",
    keys_only: "keysOnly",
});

impl Default for Panes {
    fn default() -> Self {
        Self {
            file: File::Models,
            upper: Upper::Diagram,
            lower: Lower::Cascade,
            view: View::Code,
            columns: 40.0,
            rows: 52.0,
            theme: Theme::System,
            table: None,
            wrap_ddl: true,
            keys_only: None,
        }
    }
}

/// A splitter of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Splitter {
    /// Between the editor and the panes.
    Columns,
    /// Between the upper and the lower pane.
    Rows,
}

/// Declares an enum of tabs with the list of all, an id for the DOM and a label for the reader.
macro_rules! tabs {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $id:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl Read for $name {
            fn read(&mut self, json: Json) -> Result<(), Unexpected> {
                let named = |tab: &&Self| json.as_str() == Some(tab.id());
                *self = *Self::ALL.iter().find(named).ok_or_else(Unexpected::default)?;
                Ok(())
            }
        }

        impl $name {
            /// All of them, in the order of the screen.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// A name for ids and attributes.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// What the reader sees.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

tabs! {
    /// The learner's files.
    File {
        /// `models.js`
        #[default]
        Models = "models", "Models";
        /// `script.js`
        Script = "script", "Script";
    }
}

tabs! {
    /// The tabs of the upper right pane.
    Upper {
        /// Tables and their keys as a drawing.
        #[default]
        Diagram = "diagram", "Diagram";
        /// The statements that make the tables.
        Ddl = "ddl", "DDL";
    }
}

tabs! {
    /// The tabs of the lower right pane.
    Lower {
        /// The rows of every table.
        Data = "data", "Data";
        /// SQL typed by hand.
        Sql = "sql", "SQL";
        /// What one statement did to rows.
        #[default]
        Cascade = "cascade", "Cascade";
        /// What was done, to look back at.
        History = "history", "History";
        /// Every call with its SQL.
        Log = "log", "Log";
        /// What the learner's code printed.
        Console = "console", "Console";
        /// What the declarations lead to that one may not expect.
        Problems = "problems", "Problems";
    }
}

tabs! {
    /// The parts of a narrow screen.
    View {
        /// The editor.
        #[default]
        Code = "code", "Code";
        /// Diagram and DDL.
        Schema = "schema", "Schema";
        /// Data, SQL, Cascade, History, Log, Console, Problems.
        Results = "results", "Results";
    }
}

tabs! {
    /// Light or dark.
    Theme {
        /// As the system has it.
        #[default]
        System = "system", "System theme";
        /// Always light.
        Light = "light", "Light theme";
        /// Always dark.
        Dark = "dark", "Dark theme";
    }
}

impl File {
    /// The file's name, as origins carry it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Models => "models.js",
            Self::Script => "script.js",
        }
    }

    /// The file of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|file| file.name() == name)
    }
}

impl Theme {
    /// The one after it, for a button that goes round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}
