//! A row being typed: what is left empty is left to the database.

use crate::{bridge::message::ColumnView, schema::Value};
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct NewRowProps {
    pub columns: Vec<ColumnView>,
    /// The values given, or nothing where it was given up.
    pub on_done: Callback<Option<Vec<(String, Value)>>>,
}

#[component]
pub fn NewRow(props: &NewRowProps) -> Html {
    let typed = use_mut_ref(|| vec![String::new(); props.columns.len()]);
    let first = use_node_ref();
    {
        let first = first.clone();
        use_effect_with((), move |()| {
            if let Some(input) = first.cast::<HtmlInputElement>() {
                let _ = input.focus();
            }
        });
    }
    let add = {
        let (typed, columns, on_done) =
            (typed.clone(), props.columns.clone(), props.on_done.clone());
        move || {
            let typed = typed.borrow();
            let given = columns.iter().zip(&*typed);
            let given = given.filter(|(_, text)| !text.is_empty());
            let values =
                given.map(|(column, text)| (column.name.clone(), Value::text(text.as_str())));
            on_done.emit(Some(values.collect()));
        }
    };
    let on_key = {
        let (add, on_done) = (add.clone(), props.on_done.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" => add(),
                "Escape" => on_done.emit(None),
                _ => return,
            }
            // The key is not for the button that has the focus now.
            event.prevent_default();
        })
    };
    // The first column that the database does not number by itself takes the focus.
    let start = props
        .columns
        .iter()
        .position(|column| !column.auto_increment)
        .unwrap_or(0);
    let field = |(index, column): (usize, &ColumnView)| {
        let typed = typed.clone();
        let on_input = Callback::from(move |event: InputEvent| {
            typed.borrow_mut()[index] = event.target_unchecked_into::<HtmlInputElement>().value();
        });
        html! {
            <td class="cell editing" key={column.name.clone()}>
                <input
                    ref={if index == start { first.clone() } else { NodeRef::default() }}
                    class="cell-input"
                    aria-label={format!("{}, {}", column.name, column.data_type)}
                    placeholder={placeholder(column)}
                    oninput={on_input}
                    onkeydown={on_key.clone()}
                />
            </td>
        }
    };
    html! {
        <tr class="new-row">
            { for props.columns.iter().enumerate().map(field) }
            <td class="row-tools">
                <button class="button primary small" type="button" onclick={Callback::from(move |_: MouseEvent| add())}>{ "Add" }</button>
            </td>
        </tr>
    }
}

/// What an empty field comes to.
fn placeholder(column: &ColumnView) -> String {
    if column.auto_increment {
        "auto".into()
    } else if column.is_timestamp {
        "now".into()
    } else if !column.default.is_empty() {
        column.default.clone()
    } else if column.nullable {
        "NULL".into()
    } else {
        "required".into()
    }
}
