//! Turns a project into the fragment of a link, and a stranger's fragment into a project or a reason.
//!
//! `#1=` and then, in base64url without padding, the project's JSON as a zlib stream (RFC 1950:
//! deflate and an Adler-32 checksum). The digit is the format. A fragment never reaches a server.
//!
//! A link may come from anyone, so its length, what it inflates to and how deep its JSON nests are
//! all bounded before any of it is believed.

use super::Project;
use crate::read;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use miniz_oxide::{
    deflate::compress_to_vec_zlib,
    inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit},
};

/// The format this page writes, and the newest it reads.
const FORMAT: u32 = 1;
/// Characters of a fragment.
const FRAGMENT_LIMIT: usize = 1_000_000;
/// Bytes of a project's JSON.
const PROJECT_LIMIT: usize = 1_000_000;
/// Deflate's best and slowest.
const LEVEL: u8 = 9;

/// Why a link cannot be made or opened, in words for the learner.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The link was made by a later version of the page.
    #[error(
        "this link was made by a newer Relata (format {format}, this page reads up to {FORMAT}): reload the page to get the newest"
    )]
    Newer {
        /// The format the link says it has.
        format: u32,
    },
    /// Characters are missing or changed.
    #[error(
        "this link is damaged, part of it is missing or changed: copy it again, whole, from where it came from"
    )]
    Damaged,
    /// More than a link may hold.
    #[error("this project is too large for a link: more than {} KB", PROJECT_LIMIT / 1000)]
    TooLarge,
    /// The link is whole, and what it holds is no project.
    #[error("this link holds no project that Relata can read: {detail}")]
    NotAProject {
        /// What the JSON reader found.
        detail: String,
    },
}

/// The fragment of a link to `project`, with its `#`.
pub fn encode(project: &Project) -> Result<String, LinkError> {
    let json = serde_json::to_vec(project).map_err(|error| not_a_project(error.to_string()))?;
    if json.len() > PROJECT_LIMIT {
        return Err(LinkError::TooLarge);
    }
    let body = URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(&json, LEVEL));
    if body.len() > FRAGMENT_LIMIT {
        return Err(LinkError::TooLarge);
    }
    Ok(format!("#{FORMAT}={body}"))
}

/// The project that a fragment carries; `None` where it carries none (an empty fragment, an anchor).
pub fn decode(fragment: &str) -> Result<Option<Project>, LinkError> {
    let Some((format, body)) = split(fragment) else {
        return Ok(None);
    };
    if format > FORMAT {
        return Err(LinkError::Newer { format });
    }
    if format < FORMAT {
        return Err(LinkError::Damaged);
    }
    if body.len() > FRAGMENT_LIMIT {
        return Err(LinkError::TooLarge);
    }
    // Some programs put back the padding that others drop.
    let packed = URL_SAFE_NO_PAD
        .decode(body.trim_end_matches('='))
        .map_err(|_| LinkError::Damaged)?;
    let json = decompress_to_vec_zlib_with_limit(&packed, PROJECT_LIMIT).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput {
            LinkError::TooLarge
        } else {
            LinkError::Damaged
        }
    })?;
    let text = String::from_utf8(json).map_err(|error| not_a_project(error.to_string()))?;
    read::from_str(&text).map(Some).map_err(not_a_project)
}

/// The format's number and the body, where the fragment has the shape of a share link.
fn split(fragment: &str) -> Option<(u32, &str)> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    // Some chats write `=` as `%3D`.
    let (format, body) = fragment
        .split_once('=')
        .or_else(|| fragment.split_once("%3D"))?;
    let is_number = !format.is_empty() && format.bytes().all(|byte| byte.is_ascii_digit());
    // A number past `u32` is newer than anything.
    is_number.then(|| (format.parse().unwrap_or(u32::MAX), body))
}

fn not_a_project(detail: String) -> LinkError {
    LinkError::NotAProject { detail }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    /// A small generator of numbers, so that a failure can be repeated.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % end as u64).expect("below a usize")
        }

        fn text(&mut self) -> String {
            const PARTS: [&str; 12] = [
                "User.hasMany(Tweet",
                "});\n",
                "é",
                "🎈",
                "\u{0}",
                "\"",
                "\\",
                "</script>",
                "{{",
                "\u{2028}",
                "onDelete: 'CASCADE'",
                "\t",
            ];
            (0..self.below(60))
                .map(|_| PARTS[self.below(PARTS.len())])
                .collect()
        }

        fn project(&mut self) -> Project {
            Project {
                title: self.text(),
                models: self.text(),
                script: self.text(),
                dialect: if self.below(2) == 0 {
                    Dialect::Sqlite
                } else {
                    Dialect::Postgres
                },
                layout: serde_json::json!({ "panes": [self.text(), self.below(100)] }),
            }
        }
    }

    fn link_of(json: &[u8]) -> String {
        format!(
            "#1={}",
            URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(json, LEVEL))
        )
    }

    #[test]
    fn any_project_comes_back_as_it_was() {
        let mut dice = Dice(7);
        for _ in 0..300 {
            let project = dice.project();
            let link = encode(&project).expect("small enough");
            assert!(
                link.bytes()
                    .skip(3)
                    .all(|c| c.is_ascii_alphanumeric() || b"-_".contains(&c))
            );
            assert_eq!(decode(&link).expect("whole"), Some(project));
        }
    }

    #[test]
    fn no_changed_or_missing_character_goes_unnoticed() {
        let mut dice = Dice(11);
        let link = encode(&dice.project()).expect("small enough");
        for at in 3..link.len() {
            assert!(
                matches!(decode(&link[..at]), Err(LinkError::Damaged)),
                "cut at {at}"
            );
            let mut changed = link.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ASCII");
            assert!(
                matches!(
                    decode(&changed),
                    Err(LinkError::Damaged | LinkError::TooLarge)
                ),
                "changed at {at}"
            );
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let mut dice = Dice(13);
        for _ in 0..2000 {
            let bytes: Vec<u8> = (0..dice.below(80))
                .map(|_| dice.below(256).to_le_bytes()[0])
                .collect();
            let _ = decode(&format!("#1={}", URL_SAFE_NO_PAD.encode(&bytes)));
            let _ = decode(&String::from_utf8_lossy(&bytes));
            let _ = decode(&link_of(&bytes));
        }
    }

    #[test]
    fn what_carries_no_project_is_no_error() {
        for fragment in ["", "#", "#top", "#a=b", "#+1=x", "#=x", "#1"] {
            assert!(matches!(decode(fragment), Ok(None)), "{fragment}");
        }
    }

    #[test]
    fn padding_and_an_escaped_sign_are_forgiven() {
        let project = Project {
            models: "x".into(),
            ..Project::default()
        };
        let link = encode(&project).expect("small enough");
        assert_eq!(
            decode(&format!("{link}==")).expect("whole"),
            Some(project.clone())
        );
        assert_eq!(
            decode(&link.replacen('=', "%3D", 1)).expect("whole"),
            Some(project)
        );
    }

    #[test]
    fn a_newer_link_says_so() {
        let said = decode("#2=whatever").expect_err("newer").to_string();
        assert!(
            said.starts_with("this link was made by a newer Relata (format 2"),
            "{said}"
        );
        assert!(matches!(decode("#0=whatever"), Err(LinkError::Damaged)));
    }

    #[test]
    fn a_bomb_is_stopped_at_the_limit() {
        let bomb = vec![b' '; 50 * PROJECT_LIMIT];
        assert!(matches!(decode(&link_of(&bomb)), Err(LinkError::TooLarge)));
        let nested = [b"{\"layout\":".as_slice(), &vec![b'['; 100_000]].concat();
        assert!(matches!(
            decode(&link_of(&nested)),
            Err(LinkError::NotAProject { .. })
        ));
        let large = Project {
            script: "x".repeat(PROJECT_LIMIT),
            ..Project::default()
        };
        assert!(matches!(encode(&large), Err(LinkError::TooLarge)));
    }
}
