//! Reads every import of `src` and fails on an arrow that the layer rule of `src/lib.rs` forbids.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms from left to right: each imports only what stands before it.
const ROOMS: [&str; 6] = ["schema", "dialect", "engine", "orm", "project", "bridge"];

/// What `ui` may see, as paths after `crate::`.
const UI_SEES: [&str; 7] = [
    "schema",
    "dialect",
    "project",
    "bridge::message",
    "read",
    "sort",
    "ui",
];

/// Crates of the browser, unknown to the rooms from `schema` to `project`.
const BROWSER: [&str; 7] = [
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "serde_wasm_bindgen",
    "web_sys",
    "js_sys",
    "gloo",
    "yew",
];

#[test]
fn each_room_imports_only_what_stands_to_its_left() {
    let mut wrong = Vec::new();
    for (position, room) in ROOMS.iter().enumerate() {
        for (file, code) in sources(room) {
            for path in paths_of(&code, "crate") {
                let target = path.split("::").next().unwrap_or_default();
                let to_the_right = ROOMS
                    .iter()
                    .position(|name| *name == target)
                    .is_some_and(|at| at > position);
                if to_the_right || target == "ui" {
                    wrong.push(format!("{}: crate::{path}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "wrong arrows:\n{}", wrong.join("\n"));
}

#[test]
fn the_page_sees_no_engine_and_no_orm() {
    let mut wrong = Vec::new();
    for (file, code) in sources("ui") {
        for path in paths_of(&code, "crate") {
            if !UI_SEES
                .iter()
                .any(|seen| path == *seen || path.starts_with(&format!("{seen}::")))
            {
                wrong.push(format!("{}: crate::{path}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "wrong arrows:\n{}", wrong.join("\n"));
}

#[test]
fn the_rooms_up_to_project_know_of_no_browser() {
    let mut wrong = Vec::new();
    for room in ROOMS.iter().filter(|room| **room != "bridge") {
        for (file, code) in sources(room) {
            for name in BROWSER {
                if !paths_of(&code, name).is_empty() {
                    wrong.push(format!("{}: {name}", file.display()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "crates of the browser:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_reader_of_imports_reads() {
    let code = r#"
        use crate::{
            engine, dialect::{Dialect, writer::Text},
            schema::Value as V,
        };
        fn f() -> crate::orm::Plan { "crate::ui" } // crate::bridge
    "#;
    assert_eq!(
        paths_of(&without_comments(code), "crate"),
        [
            "engine",
            "dialect::Dialect",
            "dialect::writer::Text",
            "schema::Value",
            "orm::Plan"
        ]
    );
}

/// The files of a room, each without comments and strings.
fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&src.join(room), &mut files);
    assert!(!files.is_empty(), "src/{room} holds no file");
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let code =
                without_comments(&fs::read_to_string(&file).expect("a readable source file"));
            (file, code)
        })
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a room's folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// `code` without line comments and the contents of strings: neither imports anything.
fn without_comments(code: &str) -> String {
    code.lines()
        .map(without_comment)
        .collect::<Vec<_>>()
        .join("\n")
}

fn without_comment(line: &str) -> String {
    let mut kept = String::new();
    let (mut in_string, mut escaped) = (false, false);
    for (at, character) in line.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            // A quote between apostrophes is a character, not a string's edge.
            '"' if !line[..at].ends_with('\'') => in_string = !in_string,
            '/' if !in_string && line[at..].starts_with("//") => break,
            _ if !in_string => kept.push(character),
            _ => {}
        }
    }
    kept
}

/// Every path that starts with `root::`, groups in braces taken apart, aliases left out.
fn paths_of(code: &str, root: &str) -> Vec<String> {
    let start = format!("{root}::");
    code.match_indices(&start)
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .flat_map(|(at, _)| tree(&code[at + start.len()..], "").0)
        .collect()
}

/// The paths of the use tree at the start of `code`, each after `prefix`, and the tree's length.
fn tree(code: &str, prefix: &str) -> (Vec<String>, usize) {
    let blank = code.len() - code.trim_start().len();
    let rest = &code[blank..];
    if let Some(inside) = rest.strip_prefix('{') {
        let (mut paths, mut at) = (Vec::new(), 0);
        while let Some(next) = inside[at..].chars().next() {
            match next {
                '}' => break,
                c if c.is_whitespace() || c == ',' => at += c.len_utf8(),
                _ => {
                    let (found, length) = tree(&inside[at..], prefix);
                    paths.extend(found);
                    // An alias, or a `*`, adds nothing.
                    let skipped = inside[at + length..].find([',', '}']).unwrap_or(0);
                    at += length + skipped;
                }
            }
        }
        return (paths, blank + 1 + at + 1);
    }
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    let path = [prefix, &rest[..end]]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("::");
    match rest[end..].strip_prefix("::") {
        Some(below) => {
            let (paths, length) = tree(below, &path);
            (paths, blank + end + 2 + length)
        }
        None => (vec![path], blank + end),
    }
}
