//! A model's attributes by name, in order. Models share those that are declared alike.

use super::Attribute;
use std::rc::Rc;

/// Attributes in the order in which they were added. There are few of them: a name is looked up by
/// walking through them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes(Vec<Rc<Attribute>>);

impl Attributes {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The attributes themselves.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Attribute> {
        self.0.iter().map(Rc::as_ref)
    }

    /// The attributes as models share them.
    pub fn shared(&self) -> &[Rc<Attribute>] {
        &self.0
    }

    /// Their names.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &String> {
        self.0.iter().map(|attribute| &attribute.name)
    }

    /// Names and attributes.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Attribute)> {
        self.values().map(|attribute| (&attribute.name, attribute))
    }

    /// There is one of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.position(name).map(|at| self.0[at].as_ref())
    }

    /// The one of this name, to be changed: from now on it is this model's own.
    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Attribute> {
        let at = self.position(name)?;
        Some(Rc::make_mut(&mut self.0[at]))
    }

    /// Puts one in the place of that of its name, or at the end.
    pub(super) fn insert(&mut self, attribute: Rc<Attribute>) {
        match self.position(&attribute.name) {
            Some(at) => self.0[at] = attribute,
            None => self.0.push(attribute),
        }
    }

    /// Puts one in front.
    pub(super) fn insert_first(&mut self, attribute: Rc<Attribute>) {
        self.0.insert(0, attribute);
    }

    /// Takes one out.
    pub(super) fn remove(&mut self, name: &str) {
        self.0.retain(|attribute| attribute.name != name);
    }

    /// Keeps those that `keeps` says.
    pub(super) fn retain(&mut self, keeps: impl FnMut(&mut Rc<Attribute>) -> bool) {
        self.0.retain_mut(keeps);
    }

    /// All of them, to be changed one by one.
    pub(super) fn shared_mut(&mut self) -> impl Iterator<Item = &mut Rc<Attribute>> {
        self.0.iter_mut()
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|attribute| attribute.name == name)
    }
}
