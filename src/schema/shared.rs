//! Makes attributes once that several models declare alike: their models share them until an
//! association changes one. Most models of a project have the same `id` and timestamps.

use super::{
    Attribute, DefaultValue, ScalarType, SchemaError, Value, hash::HashMap, naming::underscored_if,
};
use std::rc::Rc;

/// Attributes that were made before. There are two of each list: for columns that are called like
/// their attributes, and for underscored ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    declared: [HashMap<String, Rc<Attribute>>; 2],
    implicit: [HashMap<String, Vec<Made>>; 2],
}

/// The attributes of one name differ by what they are for.
type Made = (Implicit, Rc<Attribute>);

/// An attribute that a model has by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Implicit {
    Id,
    Moment,
    Deletion,
    Version,
}

impl Shared {
    /// The attribute that `text` declares; `read` makes it the first time.
    pub fn declared(
        &mut self,
        text: &str,
        is_underscored: bool,
        read: impl FnOnce() -> Result<Attribute, SchemaError>,
    ) -> Result<Rc<Attribute>, SchemaError> {
        let known = &mut self.declared[usize::from(is_underscored)];
        if let Some(attribute) = known.get(text) {
            return Ok(attribute.clone());
        }
        let mut attribute = read()?;
        if attribute.field.is_empty() {
            attribute.field = underscored_if(&attribute.name, is_underscored);
        }
        let attribute = Rc::new(attribute);
        // What a text references depends on the models there are.
        if attribute.references.is_none() {
            known.insert(text.into(), attribute.clone());
        }
        Ok(attribute)
    }

    /// One that a model has by itself.
    pub fn implicit(&mut self, name: &str, kind: Implicit, is_underscored: bool) -> Rc<Attribute> {
        let known = &mut self.implicit[usize::from(is_underscored)];
        let made = known.get(name).into_iter().flatten();
        if let Some((_, attribute)) = made.into_iter().find(|(known, _)| *known == kind) {
            return attribute.clone();
        }
        let key = match kind {
            Implicit::Id | Implicit::Version => "INTEGER",
            Implicit::Moment | Implicit::Deletion => "DATE",
        };
        let is_version = kind == Implicit::Version;
        let attribute = Rc::new(Attribute {
            name: name.into(),
            field: underscored_if(name, is_underscored),
            data_type: ScalarType {
                key: key.into(),
                ..ScalarType::default()
            },
            allow_null: (kind != Implicit::Deletion).then_some(false),
            primary_key: kind == Implicit::Id,
            auto_increment: kind == Implicit::Id,
            default_value: is_version.then_some(DefaultValue::Value(Value::Integer(0))),
            is_replaceable: true,
            ..Attribute::default()
        });
        let made = known.entry(name.into()).or_default();
        made.push((kind, attribute.clone()));
        attribute
    }
}
