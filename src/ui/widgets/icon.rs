//! The page's icons: strokes of one weight in a 16-unit square, in the colour of the text.

use yew::prelude::*;

/// One icon. It says nothing to a screen reader: the control around it does.
pub fn icon(name: &str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={path(name)} />
        </svg>
    }
}

fn path(name: &str) -> &'static str {
    match name {
        "run" | "play" => "M5 3.2v9.6l7.6-4.8z",
        "share" => {
            "M6.6 9.4l2.8-2.8M7.4 4.6l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.6 11.4l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5"
        }
        "check" => "M3.2 8.4l3.2 3.2 6.4-7",
        "system" => "M2.5 3.5h11v7.4h-11zM6 13.5h4M8 11v2.5",
        "light" => {
            "M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6M8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1"
        }
        "dark" => "M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z",
        "help" => {
            "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M6.2 6.3a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.8.6-.8 1.2M8 11.4v.1"
        }
        "chevron-down" => "M4 6.2l4 4 4-4",
        "chevron-right" => "M6.2 4l4 4-4 4",
        "chevron-left" => "M9.8 4l-4 4 4 4",
        "close" => "M4 4l8 8M12 4l-8 8",
        "plus" => "M8 3v10M3 8h10",
        "minus" => "M3 8h10",
        "fit" => "M2.8 6V2.8H6M10 2.8h3.2V6M13.2 10v3.2H10M6 13.2H2.8V10",
        "reset" => "M3.2 8a4.8 4.8 0 1 1 1.5 3.5M3 13v-3h3",
        "trash" => "M3 4.5h10M6.4 4.3V2.8h3.2v1.5M4.2 4.6l.6 8.6h6.4l.6-8.6M6.8 7v3.8M9.2 7v3.8",
        "key" => "M5.2 8.2a2.6 2.6 0 1 0 0 .1M7.8 8.2h6M11.4 8.2v2.4M13.6 8.2v1.6",
        "copy" => "M5.5 5.5h7.2v7.7H5.5zM3.3 10.4V2.8h7",
        "wrap" => "M2.5 4h11M2.5 8h8.6a2 2 0 0 1 0 4.2H8.4M9.8 10.4l-1.8 1.8 1.8 1.8M2.5 12.2h2.6",
        "line" => "M2.5 8h11",
        "pause" => "M5.4 3.4v9.2M10.6 3.4v9.2",
        "first" => "M11.6 4l-4 4 4 4M4.6 4v8",
        "warning" => "M8 2.4l6.2 11H1.8zM8 6.6v3M8 11.6v.1",
        "error" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 4.8v3.8M8 11v.1",
        "info" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 7.4v3.8M8 4.9v.1",
        "blocked" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M3.7 3.7l8.6 8.6",
        "code" => "M5.4 4.4L2 8l3.4 3.6M10.6 4.4L14 8l-3.4 3.6",
        "schema" => "M1.8 2.8h5v4h-5zM9.2 9.2h5v4h-5zM4.3 6.8v4.4h4.9",
        "results" => "M2.2 3h11.6v10H2.2zM2.2 6.3h11.6M6 6.3V13",
        "menu" => "M2.5 4.2h11M2.5 8h11M2.5 11.8h11",
        "up" => "M8 12.6V3.6M4.4 7L8 3.4 11.6 7",
        "plan" => "M3 3.2h4M3 3.2v9.2h4M3 7.8h4M9 3.2h4M9 7.8h4M9 12.4h4",
        "what-if" => {
            "M1.8 8S4.2 3.8 8 3.8 14.2 8 14.2 8 11.8 12.2 8 12.2 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6"
        }
        "ways" => "M3 8h3.2M6.2 8c2.6 0 2-4.2 4.8-4.2h2M6.2 8c2.6 0 2 4.2 4.8 4.2h2M6.2 8h6.8",
        "past" => "M2.6 8a5.4 5.4 0 1 1 1.7 3.9M2.4 13v-3h3M8 5v3.2l2.2 1.3",
        "wand" => {
            "M3 13l7-7M11.4 1.8v2.4M10.2 3h2.4M13.6 7v1.8M12.7 7.9h1.8M6.6 2.6v1.8M5.7 3.5h1.8"
        }
        _ => "",
    }
}
