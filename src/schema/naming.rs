//! Turns names into the shapes Sequelize gives them: camelCase keys, `snake_case` columns.

use super::SchemaError;

/// Sequelize's `camelize`: drops `-`, `_` and blanks and raises the character after them.
/// A separator at the very end is the `TypeError` it is in Sequelize.
pub fn camelize(text: &str) -> Result<String, SchemaError> {
    let mut out = String::with_capacity(text.len());
    let mut raise = false;
    for c in text.trim().chars() {
        if matches!(c, '-' | '_') || c.is_whitespace() {
            raise = true;
        } else if raise {
            out.extend(c.to_uppercase());
            raise = false;
        } else {
            out.push(c);
        }
    }
    if raise {
        return Err(SchemaError::type_error(
            "Cannot read properties of undefined (reading 'toUpperCase')",
        ));
    }
    Ok(out)
}

/// Sequelize's `underscore`: `createdAt` → `created_at`, `userID` → `user_i_d`.
pub fn underscore(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for (index, part) in text.split("::").enumerate() {
        if index > 0 {
            out.push('/');
        }
        let mut spaced = String::with_capacity(part.len() + 4);
        for c in part.chars() {
            if c.is_ascii_uppercase() {
                spaced.push('_');
            }
            spaced.push(c);
        }
        out.push_str(spaced.strip_prefix('_').unwrap_or(&spaced));
    }
    out.to_lowercase()
}

/// `underscore` where `condition` holds.
pub fn underscored_if(text: &str, condition: bool) -> String {
    if condition {
        underscore(text)
    } else {
        text.into()
    }
}

/// The first letter raised: `tweets` → `Tweets`.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert_eq!(
            camelize("project_owner_id").ok().as_deref(),
            Some("projectOwnerId")
        );
        assert_eq!(camelize("User_id").ok().as_deref(), Some("UserId"));
        assert!(camelize("User_").is_err());
        assert_eq!(underscore("UserAccount"), "user_account");
        assert_eq!(underscore("userID"), "user_i_d");
        assert_eq!(upper_first("tweets"), "Tweets");
    }
}
