//! What the page is, and its keys.

use super::theme::theme_choice;
use crate::ui::{hooks::Page, state::Theme, widgets::icon};
use yew::prelude::*;

const ID: &str = "help";

const KEYS: [(&str, &str); 7] = [
    (
        "Ctrl or ⌘ + Enter",
        "Run models and script now; at the SQL prompt, run the SQL",
    ),
    (
        "Up, Down",
        "At the SQL prompt: what was run before, and after it",
    ),
    ("Ctrl + Space", "Suggest what may stand at the cursor"),
    ("Ctrl or ⌘ + F", "Find in the file"),
    ("Ctrl or ⌘ + /", "Comment a line out, or in again"),
    (
        "Tab",
        "Leave the editor; everything on the page can be reached with Tab",
    ),
    (
        "Arrow keys",
        "Move between tabs, move a splitter, move the diagram",
    ),
];

/// The button and the dialog that it opens.
pub fn help(page: &Page, theme: Theme) -> Html {
    let key = |(keys, what): &(&'static str, &'static str)| {
        html! { <><dt><kbd>{ *keys }</kbd></dt><dd>{ *what }</dd></> }
    };
    html! {
        <>
            <button class="button icon-button" type="button" aria-label="Help and shortcuts" title="Help and shortcuts" popovertarget={ID}>
                { icon("help") }
            </button>
            <div id={ID} class="dialog" popover="auto" role="dialog" aria-label="Help and shortcuts">
                <h2>{ "What happens when a row goes?" }</h2>
                <p>{ "Write Sequelize 6 models in Models. As you type, Relata builds the tables your associations ask for, in a database inside this tab, and runs your script against it." }</p>
                <p>{ "Diagram and DDL show what the associations made; click a table, a column or a line to see which call made it. Cascade shows what one statement did to rows, step by step. In Data you can add, change and delete rows by hand, or look at what a deletion would take along; in SQL you can ask the database yourself; History leads back to the rows after any statement." }</p>
                <p>{ "In the files, " }<code>{ "sequelize" }</code>{ ", " }<code>{ "DataTypes" }</code>{ ", " }<code>{ "Model" }</code>{ " and " }<code>{ "Op" }</code>{ " are at hand; the script knows all names of the models file, and may use " }<code>{ "await" }</code>{ " anywhere." }</p>
                <h3>{ "Keys" }</h3>
                <dl class="keys">{ for KEYS.iter().map(key) }</dl>
                <h3>{ "Theme" }</h3>
                { theme_choice(page, theme) }
                <p class="quiet">{ "Nothing leaves your browser: there is no server, and a link carries the project inside itself." }</p>
                <button class="button" type="button" popovertarget={ID} popovertargetaction="hide">{ "Close" }</button>
            </div>
        </>
    }
}
