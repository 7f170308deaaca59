//! Joins pieces of SQL with single blanks, as Sequelize's `joinSQLFragments` does.

/// Joins the pieces that are not empty. No blank goes before `;`, `,` or `)`, nor after `(`.
pub(crate) fn join<S: AsRef<str>>(pieces: &[S]) -> String {
    let mut out = String::new();
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
