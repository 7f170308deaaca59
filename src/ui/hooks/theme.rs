//! Puts the chosen theme on the document, where `tokens.css` finds it.

use crate::ui::state::Theme;
use yew::prelude::*;

/// Follows the theme.
#[hook]
pub fn use_theme(theme: Theme) {
    use_effect_with(theme, |theme| {
        let Some(root) = gloo::utils::document().document_element() else {
            return;
        };
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen.id()),
        };
    });
}
