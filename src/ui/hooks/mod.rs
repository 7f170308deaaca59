//! What the page does beside drawing: evaluates, saves, follows the theme.

mod evaluation;
mod page;
mod saving;
mod size;
mod start;
mod theme;
mod top;

pub use evaluation::use_evaluation;
pub use page::{Page, use_page};
pub use saving::use_saving;
pub use size::use_size;
pub use start::opening;
pub use theme::use_theme;
pub use top::use_top;
