//! SQL text in colours.

use crate::ui::logic::sql::{Token, TokenKind, tokens};
use yew::prelude::*;

/// The text as it is, each token in its colour.
pub fn sql_text(text: &str) -> Html {
    let piece = |token: Token<'_>| {
        let text = token.text.to_owned();
        match sql_class(token.kind) {
            Some(class) => html! { <span {class}>{ text }</span> },
            None => html! { { text } },
        }
    };
    html! { <code class="sql">{ for tokens(text).into_iter().map(piece) }</code> }
}

/// The class that colours a token.
pub fn sql_class(kind: TokenKind) -> Option<&'static str> {
    Some(match kind {
        TokenKind::Keyword => "sql-keyword",
        TokenKind::Name => "sql-name",
        TokenKind::Text => "sql-text",
        TokenKind::Number | TokenKind::Parameter => "sql-number",
        TokenKind::Comment => "sql-comment",
        TokenKind::Sign => "sql-sign",
        TokenKind::Space => return None,
    })
}
