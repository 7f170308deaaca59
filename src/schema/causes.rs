//! Remembers which declaration made what, and which were ignored by which rule.

use super::{Attribute, Cause, Origin};
use indexmap::IndexMap;

/// What made a model's table and its parts. Attributes are keys; the first cause of each list is
/// the one that won.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Causes {
    pub table: Vec<Cause>,
    pub attributes: IndexMap<String, Vec<Cause>>,
    pub foreign_keys: IndexMap<String, Vec<Cause>>,
}

impl Causes {
    /// Notes a key that a 1:1 or 1:N association wants: whoever declared it first has won.
    pub fn key(
        &mut self,
        name: &str,
        wanted: &Attribute,
        referenced: &str,
        is_new: bool,
        had_reference: bool,
        declaration: &Declaration,
    ) {
        let columns = self.attributes.entry(name.into()).or_default();
        let first = columns.first().cloned();
        columns.push(if is_new {
            declaration.did(format!("adds {name}, the key that references {referenced}"))
        } else {
            let by = by(first.as_ref());
            declaration.lost(
                format!("declares the key {name}"),
                format!("{by} declared {name} first, and the first declaration wins"),
            )
        });
        let Some(effect) = reference_effect(name, wanted) else {
            return;
        };
        let keys = self.foreign_keys.entry(name.into()).or_default();
        if had_reference {
            let winner = keys.first().cloned().or(first);
            let by = by(winner.as_ref());
            keys.push(declaration.lost(
                effect,
                format!("{by} declared the foreign key first, and the first association to declare a key wins"),
            ));
        } else {
            keys.insert(0, declaration.did(effect));
        }
    }

    /// Notes a key that a belongsToMany puts into the model in between: what it says last stays.
    pub fn key_of_pair(
        &mut self,
        name: &str,
        referenced: &str,
        wanted: &Attribute,
        declaration: &Declaration,
    ) {
        let columns = self.attributes.entry(name.into()).or_default();
        columns.push(match columns.first() {
            None => declaration.did(format!("adds {name}, the key that references {referenced}")),
            Some(first) => declaration.lost(
                format!("declares {name} again"),
                format!("{} made the column already", first.declaration),
            ),
        });
        let Some(effect) = reference_effect(name, wanted) else {
            return;
        };
        let keys = self.foreign_keys.entry(name.into()).or_default();
        match keys.first_mut() {
            Some(first) if first.effect == effect => {
                let rule = format!("{} said the same before", first.declaration);
                keys.push(declaration.lost(effect, rule));
            }
            Some(first) => {
                first.ignored = Some(format!("{} came later and replaces it", declaration.text));
                keys.insert(0, declaration.did(effect));
            }
            None => keys.push(declaration.did(effect)),
        }
    }

    /// Who decided about an attribute, and who about its foreign key.
    pub fn winners(&self, name: &str) -> (Option<Cause>, Option<Cause>) {
        let of = |list: &IndexMap<String, Vec<Cause>>| list.get(name)?.first().cloned();
        (
            of(&self.attributes),
            of(&self.foreign_keys).or_else(|| of(&self.attributes)),
        )
    }
}

fn by(cause: Option<&Cause>) -> &str {
    cause.map_or("an earlier declaration", |cause| &cause.declaration)
}

/// `UserId references Users.id ON DELETE CASCADE`.
fn reference_effect(name: &str, attribute: &Attribute) -> Option<String> {
    let references = attribute.references.as_ref()?;
    let mut text = format!(
        "{name} references {}.{}",
        references.table.name, references.key
    );
    for (word, action) in [
        ("DELETE", attribute.on_delete),
        ("UPDATE", attribute.on_update),
    ] {
        if let Some(action) = action {
            text.extend([" ON ", word, " ", action.keyword()]);
        }
    }
    Some(text)
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
