//! Remembers which declaration made what, and which were ignored by which rule.
//!
//! Declarations come by the hundred and few are ever asked about: what is kept of each is just enough
//! to tell it as a [`Cause`] later.

use super::{Attribute, Cause, Model, Origin};
use std::rc::Rc;

/// The declarations behind a model: the one that defined it, and those that touched its keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Causes {
    /// It made the table, and each attribute that none of the `keys` adds.
    pub definition: Rc<Declaration>,
    keys: Vec<KeyCauses>,
}

/// What associations did to an attribute that is a key.
#[derive(Clone, Debug, Default, PartialEq)]
struct KeyCauses {
    attribute: String,
    column: Vec<Mark>,
    /// The one whose foreign key holds comes first.
    foreign_key: Vec<Mark>,
}

/// What a declaration did, or would have done.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    declaration: Rc<Declaration>,
    /// It put the attribute into the model.
    adds: bool,
    effect: String,
    ignored: Option<Rule>,
}

/// Why a declaration was ignored: what another one did.
#[derive(Clone, Debug, PartialEq)]
enum Rule {
    DeclaredFirst(Rc<Declaration>),
    DeclaredKeyFirst(Rc<Declaration>),
    MadeColumn(Rc<Declaration>),
    SaidTheSame(Rc<Declaration>),
    ReplacedIt(Rc<Declaration>),
}

impl Causes {
    /// What a definition starts with: its attributes that reference something by themselves.
    pub fn new<'a>(
        definition: Rc<Declaration>,
        referencing: impl Iterator<Item = &'a Attribute>,
    ) -> Self {
        let key = |attribute: &Attribute| KeyCauses {
            attribute: attribute.name.clone(),
            column: Vec::new(),
            foreign_key: vec![definition.did(format!("{} says references", attribute.name))],
        };
        Self {
            keys: referencing.map(key).collect(),
            definition,
        }
    }

    /// Notes that an association wants its key in this model: whether the attribute is new, and
    /// whether it referenced something before.
    pub fn key(
        &mut self,
        wanted: &Attribute,
        name: &str,
        referenced: &str,
        [is_new, had_reference]: [bool; 2],
        declaration: &Rc<Declaration>,
    ) {
        let definition = self.definition.clone();
        let key = self.entry(name);
        let first = key.first(&definition);
        key.column.push(if is_new {
            declaration.adds(name, referenced)
        } else {
            declaration.lost(
                ["declares the key ", name].concat(),
                Rule::DeclaredFirst(first.clone()),
            )
        });
        let Some(effect) = reference_effect(name, wanted) else {
            return;
        };
        if had_reference {
            let winner = key.foreign_key.first();
            let winner = winner.map_or(first, |mark| mark.declaration.clone());
            key.foreign_key
                .push(declaration.lost(effect, Rule::DeclaredKeyFirst(winner)));
        } else {
            key.foreign_key.insert(0, declaration.did(effect));
        }
    }

    /// Notes that a belongsToMany puts its key into the model in between: there the latest reference
    /// replaces earlier ones.
    pub fn key_of_pair(
        &mut self,
        name: &str,
        referenced: &str,
        wanted: &Attribute,
        is_new: bool,
        declaration: &Rc<Declaration>,
    ) {
        let definition = self.definition.clone();
        let key = self.entry(name);
        let first = key.first(&definition);
        key.column.push(if is_new && key.column.is_empty() {
            declaration.adds(name, referenced)
        } else {
            declaration.lost(format!("declares {name} again"), Rule::MadeColumn(first))
        });
        let Some(effect) = reference_effect(name, wanted) else {
            return;
        };
        match key.foreign_key.first_mut() {
            Some(first) if first.effect == effect => {
                let rule = Rule::SaidTheSame(first.declaration.clone());
                key.foreign_key.push(declaration.lost(effect, rule));
            }
            Some(first) => {
                first.ignored = Some(Rule::ReplacedIt(declaration.clone()));
                key.foreign_key.insert(0, declaration.did(effect));
            }
            None => key.foreign_key.push(declaration.did(effect)),
        }
    }

    /// Forgets a key that leaves the model.
    pub fn forget(&mut self, name: &str) {
        self.keys.retain(|key| key.attribute != name);
    }

    /// What each foreign key that holds goes back to.
    pub fn foreign_keys(&self) -> impl DoubleEndedIterator<Item = Cause> {
        let first = |key: &KeyCauses| Some(key.foreign_key.first()?.cause(&key.attribute));
        self.keys.iter().filter_map(first)
    }

    /// Who decided what an attribute is, and what it references.
    pub fn winners(&self, name: &str) -> [Rc<Declaration>; 2] {
        let Some(key) = self.of(name) else {
            return [self.definition.clone(), self.definition.clone()];
        };
        let column = key.first(&self.definition);
        let foreign_key = key.foreign_key.first();
        let foreign_key = foreign_key
            .map_or(&column, |mark| &mark.declaration)
            .clone();
        [column, foreign_key]
    }

    fn of(&self, name: &str) -> Option<&KeyCauses> {
        self.keys.iter().find(|key| key.attribute == name)
    }

    fn entry(&mut self, name: &str) -> &mut KeyCauses {
        let known = self.keys.iter().position(|key| key.attribute == name);
        let at = known.unwrap_or_else(|| {
            self.keys.push(KeyCauses {
                attribute: name.into(),
                ..KeyCauses::default()
            });
            self.keys.len() - 1
        });
        &mut self.keys[at]
    }
}

impl KeyCauses {
    /// The declaration that put the attribute into the model.
    fn first(&self, definition: &Rc<Declaration>) -> Rc<Declaration> {
        let first = self.column.first().filter(|mark| mark.adds);
        first.map_or(definition, |mark| &mark.declaration).clone()
    }
}

impl Model {
    /// What made the table.
    pub(super) fn table_cause(&self) -> Cause {
        let definition = &self.causes.definition;
        definition
            .did(format!("makes the table {}", self.table.name))
            .cause("")
    }

    /// What made an attribute, and what else wanted it.
    pub(super) fn causes_of(&self, attribute: &Attribute) -> Vec<Cause> {
        let marks = self.causes.of(&attribute.name);
        let marks = marks.map(|key| key.column.as_slice()).unwrap_or_default();
        let defined = marks.first().is_none_or(|mark| !mark.adds);
        let definition = defined.then(|| self.definition_of(attribute));
        definition
            .into_iter()
            .chain(marks.iter().map(|mark| mark.cause(&attribute.name)))
            .collect()
    }

    /// What made an attribute.
    pub(super) fn cause_of(&self, attribute: &Attribute) -> Cause {
        let mark = self.causes.of(&attribute.name);
        let mark = mark.and_then(|key| key.column.first());
        match mark.filter(|mark| mark.adds) {
            Some(mark) => mark.cause(&attribute.name),
            None => self.definition_of(attribute),
        }
    }

    /// What made an attribute a foreign key, and what else would have.
    pub(super) fn causes_of_key(&self, attribute: &Attribute) -> Vec<Cause> {
        let key = self.causes.of(&attribute.name);
        let marks = key.map(|key| key.foreign_key.as_slice());
        marks
            .unwrap_or_default()
            .iter()
            .map(|mark| mark.cause(&attribute.name))
            .collect()
    }

    fn definition_of(&self, attribute: &Attribute) -> Cause {
        let name = &attribute.name;
        let is = |stamp: &Option<String>| stamp.as_ref() == Some(name);
        let reason = if !attribute.is_replaceable {
            None
        } else if is(&self.timestamps.created_at) || is(&self.timestamps.updated_at) {
            Some("timestamps are on")
        } else if is(&self.timestamps.deleted_at) {
            Some("the model is paranoid")
        } else if is(&self.version) {
            Some("version is on")
        } else {
            Some("no attribute says primaryKey: true")
        };
        let effect = match reason {
            Some(reason) => format!("adds {name}, because {reason}"),
            None => format!("declares the attribute {name}"),
        };
        self.causes.definition.did(effect).cause(name)
    }
}

fn reference_effect(name: &str, attribute: &Attribute) -> Option<String> {
    let references = attribute.references.as_ref()?;
    let mut text = [
        name,
        " references ",
        &references.table.name,
        ".",
        &references.key,
    ]
    .concat();
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

/// A call of the learner's.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Declaration {
    pub text: String,
    pub origin: Option<Origin>,
}

impl Declaration {
    fn did(self: &Rc<Self>, effect: String) -> Mark {
        Mark {
            declaration: self.clone(),
            adds: false,
            effect,
            ignored: None,
        }
    }

    fn adds(self: &Rc<Self>, name: &str, referenced: &str) -> Mark {
        Mark {
            adds: true,
            ..self.did(["adds ", name, ", the key that references ", referenced].concat())
        }
    }

    fn lost(self: &Rc<Self>, effect: String, rule: Rule) -> Mark {
        Mark {
            ignored: Some(rule),
            ..self.did(effect)
        }
    }
}

impl Mark {
    /// The cause of the attribute `name` or its key.
    fn cause(&self, name: &str) -> Cause {
        let ignored = self.ignored.as_ref().map(|rule| match rule {
            Rule::DeclaredFirst(first) => format!(
                "{} declared {} first, and the first declaration wins",
                first.text, name
            ),
            Rule::DeclaredKeyFirst(first) => format!(
                "{} declared the foreign key first, and the first association to declare a key wins",
                first.text
            ),
            Rule::MadeColumn(first) => format!("{} made the column already", first.text),
            Rule::SaidTheSame(first) => format!("{} said the same before", first.text),
            Rule::ReplacedIt(later) => format!("{} came later and replaces it", later.text),
        });
        Cause {
            declaration: self.declaration.text.clone(),
            effect: self.effect.clone(),
            ignored,
            origin: self.declaration.origin.clone(),
        }
    }
}

/// An option that was asked for in vain, because an earlier declaration had said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ignored {
    pub model: String,
    pub attribute: String,
    pub option: &'static str,
    pub given: String,
    pub kept: String,
    pub declaration: Rc<Declaration>,
    /// The declaration that decided.
    pub winner: Rc<Declaration>,
}
