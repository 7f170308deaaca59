//! Puts pieces of SQL together and takes them apart, as Sequelize does.

/// Joins the pieces that are not empty with single blanks (`joinSQLFragments`). No blank goes before `;`, `,` or `)`, nor after `(`.
pub(crate) fn join<S: AsRef<str>>(pieces: &[S]) -> String {
    let length = pieces.iter().map(|piece| piece.as_ref().len() + 1).sum();
    let mut out = String::with_capacity(length);
    for piece in pieces {
        let piece = piece.as_ref().trim();
        if piece.is_empty() {
            continue;
        }
        let is_glued = out.is_empty() || out.ends_with('(') || piece.starts_with([';', ',', ')']);
        if !is_glued {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

/// Where a word begins. Texts of columns are short: the standard library's search would spend more
/// on its preparation than this does in all.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let first = word.first()?;
    let mut places = text.iter().enumerate();
    places.find_map(|(at, byte)| (byte == first && text[at..].starts_with(word)).then_some(at))
}

/// Where the last of a word begins.
pub(crate) fn rfind(text: &str, word: &str) -> Option<usize> {
    let mut last = find(text, word)?;
    while let Some(next) = find(&text[last + word.len()..], word) {
        last += word.len() + next;
    }
    Some(last)
}

pub(crate) fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// The text with the first such word replaced.
pub(crate) fn replaced(text: &str, word: &str, by: &str) -> String {
    match find(text, word) {
        Some(at) => [&text[..at], by, &text[at + word.len()..]].concat(),
        None => text.to_owned(),
    }
}
