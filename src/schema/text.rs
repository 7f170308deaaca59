//! A text as a value holds it: a short one in the value itself, without memory of its own.

use serde::{Serialize, Serializer};
use std::{cmp::Ordering, fmt, ops::Deref};

/// So many bytes lie in the value itself: no more than would make a [`super::Value`] larger.
const SHORT: usize = size_of::<usize>() * 4 - 2;

/// A text that no longer changes.
#[derive(Clone)]
pub struct Text(Kept);

#[derive(Clone)]
enum Kept {
    Short { len: u8, bytes: [u8; SHORT] },
    Long(Box<str>),
}

impl Text {
    /// Its characters.
    #[inline(never)] // It is called in many places.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // They were those of a text, so that there is no error to be had.
            Kept::Short { .. } => str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Kept::Long(text) => text,
        }
    }

    /// Its bytes, which need not be looked at to be handed over.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Kept::Short { len, bytes } => bytes.get(..usize::from(*len)).unwrap_or_default(),
            Kept::Long(text) => text.as_bytes(),
        }
    }

    #[inline(never)]
    fn short(text: &str) -> Option<Self> {
        let mut bytes = [0; SHORT];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let len = u8::try_from(text.len()).ok()?;
        Some(Self(Kept::Short { len, bytes }))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::short(text).unwrap_or_else(|| Self(Kept::Long(text.into())))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::short(&text).unwrap_or_else(|| Self(Kept::Long(text.into())))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        match text.0 {
            Kept::Short { .. } => text.as_str().to_owned(),
            Kept::Long(text) => text.into(),
        }
    }
}

impl<T> FromIterator<T> for Text
where
    String: FromIterator<T>,
{
    fn from_iter<I: IntoIterator<Item = T>>(parts: I) -> Self {
        String::from_iter(parts).into()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), formatter)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{SHORT, Text};
    use crate::schema::Value;

    #[test]
    fn a_text_is_what_it_was_made_of() {
        for len in 0..SHORT * 2 {
            for end in ["", "é", "\0", "日本"] {
                let made = "x".repeat(len) + end;
                let text = Text::from(made.as_str());
                assert_eq!((text.as_str(), text.len()), (made.as_str(), made.len()));
                assert_eq!(text, Text::from(made.clone()));
                assert_eq!(format!("{text:?} {text}"), format!("{made:?} {made}"));
                for other in ["", "x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxé"] {
                    assert_eq!(text.cmp(&other.into()), made.as_str().cmp(other));
                }
                assert_eq!(String::from(text), made);
            }
        }
    }

    #[test]
    fn a_value_is_no_larger_for_it() {
        assert_eq!(size_of::<Text>(), SHORT + 2);
        assert_eq!(size_of::<Value>(), SHORT + 2);
    }
}
