//! One value of a row: shown, or being typed.

use crate::{
    bridge::message::{ColumnView, Request, limits},
    schema::Value,
    ui::{
        hooks::Page,
        logic::values,
        state::{AppAction, Sought},
        widgets::{focus_once_drawn, icon, value_text},
    },
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A cell as it is to be drawn.
pub struct Cell<'a> {
    /// Its id, for the focus.
    pub id: String,
    pub column: &'a ColumnView,
    pub value: &'a Value,
    /// It cannot be edited.
    pub is_fixed: bool,
    /// What it is now, where the row is of the past and it is something else now.
    pub now: Option<&'a Value>,
    pub is_editing: bool,
    /// The row that a key's value references.
    pub leads_to: Option<Sought>,
    pub on_edit: Callback<()>,
    /// What was typed; nothing where it was left as it is.
    pub on_done: Callback<Option<Value>>,
}

/// Draws a cell.
pub fn cell(page: &Page, cell: Cell<'_>) -> Html {
    if cell.is_editing {
        return html! { <td class="cell editing"><CellInput id={cell.id} column={cell.column.clone()} value={cell.value.clone()} on_done={cell.on_done} /></td> };
    }
    let is_number = values::is_number(cell.value);
    let value = value_text(cell.value);
    let shown = if cell.is_fixed {
        let title = cell.now.map(|now| format!("Now {}", values::in_words(now)));
        html! { <span class={classes!("cell-value", cell.now.is_some().then_some("since-changed"))} {title}>{ value }</span> }
    } else {
        let on_edit = cell.on_edit.reform(|_: MouseEvent| ());
        let label = format!(
            "{}: {}. Edit",
            cell.column.name,
            values::in_words(cell.value)
        );
        html! { <button id={cell.id} class="cell-value" type="button" title="Edit" aria-label={label} onclick={on_edit}>{ value }</button> }
    };
    html! {
        <td class={classes!("cell", is_number.then_some("number"))}>
            <div class="cell-inner">
                { shown }
                if let Some(row) = cell.leads_to { { follow(page, row) } }
            </div>
        </td>
    }
}

/// Leads from a key to the row it references.
fn follow(page: &Page, row: Sought) -> Html {
    let page = page.clone();
    let key: Vec<String> = row
        .key
        .iter()
        .map(|(column, value)| format!("{column} {}", values::in_words(value)))
        .collect();
    let label = format!("Show the row in {} with {}", row.table, key.join(", "));
    let on_click = Callback::from(move |_: MouseEvent| {
        page.dispatch(AppAction::RowSought(row.clone()));
        page.ask(Request::RowsAround {
            table: row.table.clone(),
            key: row.key.clone(),
            limit: limits::ROWS,
        });
    });
    html! {
        <button class="follow" type="button" aria-label={label.clone()} title={label} onclick={on_click}>{ icon("chevron-right") }</button>
    }
}

#[derive(Properties, PartialEq)]
struct InputProps {
    id: String,
    column: ColumnView,
    value: Value,
    on_done: Callback<Option<Value>>,
}

/// Enter and leaving the field keep what was typed, Escape does not.
#[component]
fn CellInput(props: &InputProps) -> Html {
    let node = use_node_ref();
    let is_done = use_mut_ref(|| false);
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                let _ = input.focus();
                input.select();
            }
        });
    }
    let before = values::shown(&props.value).unwrap_or_default();
    let finish = {
        let (on_done, nullable, before, node) = (
            props.on_done.clone(),
            props.column.nullable,
            before.clone(),
            node.clone(),
        );
        move |keep: bool| {
            // Escape closes the field, which then also loses the focus: once is enough.
            if is_done.replace(true) {
                return;
            }
            let typed = node.cast::<HtmlInputElement>().map(|input| input.value());
            let changed = typed.filter(|text| keep && *text != before);
            on_done.emit(changed.map(|text| values::typed(&text, nullable)));
        }
    };
    let on_key = {
        let (finish, id) = (finish.clone(), props.id.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" => finish(true),
                "Escape" => finish(false),
                _ => return,
            }
            event.prevent_default();
            focus_once_drawn(id.clone());
        })
    };
    let placeholder = if props.column.nullable { "NULL" } else { "" };
    html! {
        <input
            ref={node}
            class="cell-input"
            aria-label={format!("{}, {}", props.column.name, props.column.data_type)}
            value={before}
            {placeholder}
            onkeydown={on_key}
            onblur={Callback::from(move |_: FocusEvent| finish(true))}
        />
    }
}
