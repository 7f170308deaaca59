//! One table's rows: ordered, paged, edited in place.

use super::{
    by_hand::by_hand,
    new_row::NewRow,
    pager::pager,
    row::{RowContext, row},
};
use crate::{
    bridge::message::{ColumnView, Report, Request, RowPage, limits},
    schema::Value,
    ui::{
        hooks::{use_page, use_top},
        logic::{past, rows},
        state::{AppAction, GridPage, Shared, Sought},
        widgets::{empty, focus, icon},
    },
};
use web_sys::Element;
use yew::prelude::*;

/// The button that adds a row: the focus goes back to it.
const ADD_ID: &str = "add-row";
/// The rows: the focus goes to them when what had it goes.
pub const ROWS_ID: &str = "rows";

#[derive(Properties, PartialEq)]
pub struct GridProps {
    pub report: Shared<Report>,
    /// The table's place in the report.
    pub place: usize,
    pub page: GridPage,
    pub by_hand: bool,
    pub sought: Option<Sought>,
}

#[component]
pub fn Grid(props: &GridProps) -> Html {
    let page = use_page();
    let is_adding = use_state(|| false);
    let editing = use_state(|| None::<(u64, usize)>);
    let changed = use_memo((props.report.clone(), props.place), |(report, place)| {
        rows::changed_rows(report, *place)
    });

    let scroller = use_node_ref();
    use_top(&scroller, props.page.offset);

    // The row that a key led to comes into sight, once its page is there.
    {
        let scroller = scroller.clone();
        let looked_for = (props.sought.clone(), props.page.rows.clone());
        use_effect_with(looked_for, move |(sought, _)| {
            let all = scroller.cast::<Element>().filter(|_| sought.is_some());
            if let Some(row) = all.and_then(|all| all.query_selector("tr.sought").ok().flatten()) {
                row.scroll_into_view_with_bool(false);
            }
        });
    }

    let Some(table) = props.report.tables.get(props.place) else {
        return Html::default();
    };
    let view = &props.page;
    // The report carries the first page; any other is asked for, again after each report.
    {
        let page = page.clone();
        let question = view.is_due.then(|| Request::Rows {
            table: table.name.clone(),
            offset: view.offset,
            limit: limits::ROWS,
            order: view.order.clone(),
            descending: view.descending,
        });
        use_effect_with((question, props.report.clone()), move |(question, _)| {
            if let Some(question) = question.clone() {
                page.ask(question);
            }
        });
    }
    if !table.exists {
        return empty(
            &format!("{} is not in the database yet", table.name),
            html! { <>{ "Call " }<code>{ "await sequelize.sync()" }</code>{ " in the script to make the tables." }</> },
        );
    }
    let shown: &RowPage = view.rows.as_deref().unwrap_or(&table.rows);

    let turn = {
        let (page, table, view) = (page.clone(), table.name.clone(), view.clone());
        move |offset: usize, order: Option<String>, descending: bool| {
            let same =
                order == view.order && descending == view.descending && offset == view.offset;
            if !same {
                page.dispatch(AppAction::RowsAsked {
                    table: table.clone(),
                    offset,
                    order,
                    descending,
                });
            }
        }
    };
    let head = |column: &ColumnView| {
        let is_order = view.order.as_deref() == Some(column.name.as_str());
        let (turn, name) = (turn.clone(), column.name.clone());
        let descending = view.descending;
        let on_click = Callback::from(move |_: MouseEvent| match (is_order, descending) {
            (false, _) => turn(0, Some(name.clone()), false),
            (true, false) => turn(0, Some(name.clone()), true),
            (true, true) => turn(0, None, false),
        });
        let order = if is_order {
            if descending {
                "descending"
            } else {
                "ascending"
            }
        } else {
            "none"
        };
        html! {
            <th key={column.name.clone()} scope="col" aria-sort={order}>
                <button class="column-head" type="button" title={format!("{}. Order by it", column.data_type)} onclick={on_click}>
                    { &column.name }
                    if is_order { <span class={classes!("order", order)}>{ icon("up") }</span> }
                </button>
            </th>
        }
    };
    let is_past = props.report.past.is_some();
    let context = RowContext {
        page: &page,
        table,
        editing: &editing,
        sought: props.sought.as_ref(),
        is_past,
    };
    let row = |(place, (id, values)): (usize, (&u64, &Vec<Value>))| {
        row(
            &context,
            *id,
            values,
            changed.get(id).copied(),
            shown.since.get(place),
        )
    };
    let toggle = {
        let is_adding = is_adding.clone();
        Callback::from(move |_: MouseEvent| is_adding.set(!*is_adding))
    };
    let add = {
        let (is_adding, page, name) = (is_adding.clone(), page.clone(), table.name.clone());
        Callback::from(move |values: Option<Vec<(String, Value)>>| {
            is_adding.set(false);
            focus(ADD_ID);
            if let Some(values) = values {
                page.ask(Request::InsertRow {
                    table: name.clone(),
                    values,
                });
            }
        })
    };
    let on_page = {
        let (turn, order, descending) = (turn.clone(), view.order.clone(), view.descending);
        Callback::from(move |offset| turn(offset, order.clone(), descending))
    };
    html! {
        <>
            <div class="tools">
                if is_past {
                    <span class="quiet">{ since(&props.report, &table.name) }</span>
                } else {
                    <button id={ADD_ID} class="button small" type="button" aria-expanded={is_adding.to_string()} onclick={toggle}>{ icon("plus") }{ "Add a row" }</button>
                }
                if props.by_hand && !is_past {
                    { by_hand(&page, &props.report) }
                }
                <span class="tools-space"></span>
                { pager(shown.total, view.offset, limits::ROWS, "row", &on_page) }
            </div>
            <div ref={scroller} id={ROWS_ID} class="scroll" tabindex="0" role="region" aria-label={format!("Rows of {}", table.name)}>
                <table class="grid">
                    <caption class="unseen">{ format!("Rows of {}", table.name) }</caption>
                    <thead><tr>{ for table.columns.iter().map(head) }
                        if !is_past { <th class="row-tools"><span class="unseen">{ "Preview and delete" }</span></th> }
                    </tr></thead>
                    <tbody>
                        if *is_adding && !is_past { <NewRow columns={table.columns.clone()} on_done={add} /> }
                        { for shown.ids.iter().zip(&shown.rows).enumerate().map(row) }
                    </tbody>
                </table>
                if shown.total == 0 && !*is_adding {
                    <p class="grid-empty">{ "No rows." }</p>
                }
            </div>
        </>
    }
}

/// What has changed in the table since the moment that is shown.
fn since(report: &Report, table: &str) -> String {
    let changes = report.past.iter().flat_map(|past| &past.changes);
    let own: Vec<_> = changes
        .filter(|change| change.table == table)
        .cloned()
        .collect();
    past::since(&own)
}
