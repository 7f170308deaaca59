//! The parts every screen is made of: tabs, splitters, icons, SQL text, values, empty panes.

mod empty;
mod icon;
mod origin;
mod splitter;
mod sql;
mod tabs;
mod value;

pub use empty::empty;
pub use icon::icon;
pub use origin::origin_link;
pub use splitter::splitter_bar;
pub use sql::{sql_class, sql_text};
pub use tabs::{Tab, Tabs, focus, focus_once_drawn};
pub use value::value_text;
