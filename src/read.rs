//! Reading JSON into types with little code.
//!
//! A derived `Deserialize` is some 3 KB of code for each type, most of it for what goes wrong: the
//! messages of the page alone came to an eighth of its module. Here a text is parsed once into
//! [`Json`], and each type is filled from what it holds, member by member.
//!
//! Members that are missing keep their value, unknown ones are ignored, and one of another kind than
//! expected is an error.

use vecmap::VecMap;

/// What a JSON text holds.
pub type Json = serde_json::Value;

/// A member was of another kind than expected: its name, or none for the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is of another kind than expected")]
pub struct Unexpected(pub &'static str);

/// What can be filled from JSON.
pub trait Read {
    /// Takes over what `json` holds.
    fn read(&mut self, json: Json) -> Result<(), Unexpected>;
}

/// Reads a text; the error says what is wrong with it.
pub fn from_str<T: Read + Default>(text: &str) -> Result<T, String> {
    let json = serde_json::from_str(text).map_err(|error| error.to_string())?;
    from_json(json).map_err(|error| error.to_string())
}

/// Reads what a text holds.
pub fn from_json<T: Read + Default>(json: Json) -> Result<T, Unexpected> {
    let mut value = T::default();
    value.read(json).map(|()| value)
}

/// Fills the members of an object, by name.
pub fn members(
    json: Json,
    members: &mut [(&'static str, &mut dyn Read)],
) -> Result<(), Unexpected> {
    let Json::Object(object) = json else {
        return Err(Unexpected::default());
    };
    for (name, json) in object {
        if let Some((name, member)) = members.iter_mut().find(|(known, _)| *known == name) {
            member.read(json).map_err(|error| match error {
                Unexpected("") => Unexpected(name),
                inner => inner,
            })?;
        }
    }
    Ok(())
}

/// Makes a struct readable: all its members, each by the name it has in JSON where that differs.
macro_rules! read {
    ($type:ident { $($member:ident $(: $name:literal)?),+ $(,)? }) => {
        impl $crate::read::Read for $type {
            fn read(
                &mut self,
                json: $crate::read::Json,
            ) -> Result<(), $crate::read::Unexpected> {
                let Self { $($member),+ } = self;
                $crate::read::members(
                    json,
                    &mut [$(($crate::read::name!($member $($name)?), $member)),+],
                )
            }
        }
    };
}
pub(crate) use read;

/// A member's name in JSON.
macro_rules! name {
    ($member:ident) => {
        stringify!($member)
    };
    ($member:ident $name:literal) => {
        $name
    };
}
pub(crate) use name;

/// Makes an enum readable whose variants are words in JSON.
macro_rules! words {
    ($type:ident { $($variant:ident: $word:literal),+ $(,)? }) => {
        impl $crate::read::Read for $type {
            fn read(
                &mut self,
                json: $crate::read::Json,
            ) -> Result<(), $crate::read::Unexpected> {
                *self = match json.as_str() {
                    $(Some($word) => Self::$variant,)+
                    _ => return Err($crate::read::Unexpected::default()),
                };
                Ok(())
            }
        }
    };
}
pub(crate) use words;

/// An enum's variant and what it carries: `"name"` or `{"name": …}`.
pub fn variant(json: Json) -> Result<(String, Json), Unexpected> {
    match json {
        Json::String(name) => Ok((name, Json::Null)),
        Json::Object(object) if object.len() == 1 => {
            object.into_iter().next().ok_or_else(Unexpected::default)
        }
        _ => Err(Unexpected::default()),
    }
}

impl Read for Json {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        *self = json;
        Ok(())
    }
}

impl Read for String {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        let Json::String(text) = json else {
            return Err(Unexpected::default());
        };
        *self = text;
        Ok(())
    }
}

impl Read for bool {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        *self = json.as_bool().ok_or_else(Unexpected::default)?;
        Ok(())
    }
}

impl Read for f64 {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        *self = json.as_f64().ok_or_else(Unexpected::default)?;
        Ok(())
    }
}

macro_rules! whole_numbers {
    ($($type:ty),+) => {$(
        impl Read for $type {
            fn read(&mut self, json: Json) -> Result<(), Unexpected> {
                let number = json.as_u64().and_then(|number| number.try_into().ok());
                *self = number.ok_or_else(Unexpected::default)?;
                Ok(())
            }
        }
    )+};
}
whole_numbers!(u32, u64, usize);

impl Read for i64 {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        *self = json.as_i64().ok_or_else(Unexpected::default)?;
        Ok(())
    }
}

impl<T: Read + Default> Read for Option<T> {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        if json.is_null() {
            *self = None;
            return Ok(());
        }
        self.insert(T::default()).read(json)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        (**self).read(json)
    }
}

fn items(json: Json) -> Result<Vec<Json>, Unexpected> {
    match json {
        Json::Array(items) => Ok(items),
        _ => Err(Unexpected::default()),
    }
}

impl<T: Read + Default> Read for Vec<T> {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        let items = items(json)?;
        self.clear();
        self.reserve_exact(items.len());
        for item in items {
            self.push(from_json(item)?);
        }
        Ok(())
    }
}

/// Fills the members of a list, by position.
fn positions(json: Json, members: &mut [&mut dyn Read]) -> Result<(), Unexpected> {
    let items = items(json)?;
    if items.len() != members.len() {
        return Err(Unexpected::default());
    }
    let mut pairs = items.into_iter().zip(members);
    pairs.try_for_each(|(item, member)| member.read(item))
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        positions(json, &mut [&mut self.0, &mut self.1])
    }
}

impl<A: Read, B: Read, C: Read> Read for (A, B, C) {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        positions(json, &mut [&mut self.0, &mut self.1, &mut self.2])
    }
}

impl<T: Read + Default> Read for VecMap<String, T> {
    fn read(&mut self, json: Json) -> Result<(), Unexpected> {
        let Json::Object(object) = json else {
            return Err(Unexpected::default());
        };
        self.clear();
        for (name, json) in object {
            self.insert(name, from_json(json)?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct Table {
        name: String,
        row_count: u32,
        keys: Vec<(String, f64)>,
        kind: Option<Kind>,
    }
    read!(Table {
        name,
        row_count: "rowCount",
        keys,
        kind
    });

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    enum Kind {
        #[default]
        Model,
        Join,
    }
    words!(Kind {
        Model: "model",
        Join: "join",
    });

    #[test]
    fn a_type_is_filled_member_by_member() {
        let text =
            r#"{"name": "Users", "rowCount": 3, "keys": [["id", 1.5]], "kind": "join", "new": 1}"#;
        let table = Table {
            name: "Users".into(),
            row_count: 3,
            keys: vec![("id".into(), 1.5)],
            kind: Some(Kind::Join),
        };
        assert_eq!(from_str::<Table>(text), Ok(table));
        assert_eq!(from_str::<Table>("{}"), Ok(Table::default()));
    }

    #[test]
    fn what_is_of_another_kind_is_named() {
        for (text, name) in [
            (r#"{"name": 1}"#, "name"),
            (r#"{"rowCount": -1}"#, "rowCount"),
            (r#"{"rowCount": 4294967296}"#, "rowCount"),
            (r#"{"keys": [["id"]]}"#, "keys"),
            (r#"{"kind": "view"}"#, "kind"),
            ("[]", ""),
        ] {
            let message = format!("`{name}` is of another kind than expected");
            assert_eq!(from_str::<Table>(text), Err(message), "{text}");
        }
        assert!(from_str::<Table>("{").is_err());
    }
}
