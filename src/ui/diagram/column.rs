//! One line of a card: key marks, name, NOT NULL, type.

use super::card::px;
use crate::{
    bridge::message::{ColumnView, TableView},
    ui::{
        logic::{
            geometry::{self, LINE, TYPE_LETTERS},
            text,
        },
        state::Selection,
    },
};
use yew::prelude::*;

/// The line of `column`, the `line`th of a card so wide.
pub fn line(
    table: &TableView,
    column: &ColumnView,
    line: usize,
    width: f64,
    selection: Option<&Selection>,
) -> Html {
    let top = geometry::top_of(line);
    let is_selected =
        matches!(selection, Some(Selection::Column { column: name, .. }) if *name == column.name);
    let mark = geometry::key_mark(table, column);
    let tone = match mark {
        "PK FK" => "mark-both",
        "PK" => "mark-pk",
        "FK" => "mark-fk",
        "UQ" => "mark-uq",
        _ => "",
    };
    let base = px(top + 16.0);
    let data_type = text::cut(&column.data_type, TYPE_LETTERS);
    let name = text::cut(&column.name, geometry::name_letters(table, column, width));
    let null = if column.nullable {
        "NULL allowed"
    } else {
        "NOT NULL"
    };
    html! {
        <g class={classes!("column", is_selected.then_some("selected"))} key={column.name.clone()}>
            <title>{ format!("{} {} · {null}. Click to see why it is here", column.name, column.data_type) }</title>
            <rect class="column-ground" x="4" y={px(top)} width={px(width - 8.0)} height={px(LINE)} rx="4" />
            <text class={classes!("column-mark", tone)} x="12" y={base.clone()}>{ mark }</text>
            <text class="column-name" x={px(geometry::name_left(mark))} y={base.clone()}>
                { name }
                if !column.nullable { <tspan class="column-required">{ " *" }</tspan> }
            </text>
            <text class="column-type" x={px(width - geometry::EDGE)} y={base} text-anchor="end">{ data_type }</text>
        </g>
    }
}
