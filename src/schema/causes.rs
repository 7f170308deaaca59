//! Remembers which declaration made what, and which were ignored by which rule.

use super::{Cause, Origin, ReferentialAction};
use indexmap::IndexMap;

/// What made a model's table and its parts. Attributes are keys; the first cause of each list is
/// the one that won.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Causes {
    pub table: Vec<Cause>,
    pub attributes: IndexMap<String, Vec<Cause>>,
    pub foreign_keys: IndexMap<String, Vec<Cause>>,
}

/// A declaration that is being carried out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Declaration {
    pub text: String,
    pub origin: Option<Origin>,
}

impl Declaration {
    /// The declaration took effect.
    pub fn did(&self, effect: impl Into<String>) -> Cause {
        Cause {
            declaration: self.text.clone(),
            effect: effect.into(),
            ignored: None,
            origin: self.origin.clone(),
        }
    }

    /// The declaration would have had the effect, but for the rule.
    pub fn lost(&self, effect: impl Into<String>, rule: impl Into<String>) -> Cause {
        Cause {
            ignored: Some(rule.into()),
            ..self.did(effect)
        }
    }
}

/// An option that had no effect because another declaration came first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ignored {
    pub model: String,
    pub attribute: String,
    pub option: &'static str,
    pub given: String,
    pub kept: String,
    pub declaration: Declaration,
    pub winner: Option<Cause>,
}

/// ` ON DELETE … ON UPDATE …`, as far as there is something to say.
pub(super) fn actions(
    on_delete: Option<ReferentialAction>,
    on_update: Option<ReferentialAction>,
) -> String {
    let mut text = String::new();
    for (word, action) in [("DELETE", on_delete), ("UPDATE", on_update)] {
        if let Some(action) = action {
            text.push_str(" ON ");
            text.push_str(word);
            text.push(' ');
            text.push_str(action.keyword());
        }
    }
    text
}
