//! A page of a trace into the tree that the Cascade pane draws, and into one sentence.
//!
//! Brothers of one kind (the same action on rows of one table through the same key) stand in one
//! group, so that "3 tasks deleted" is a line before it is three.

use super::text::grouped;
use crate::{
    bridge::message::{Effect, EventAction, EventPage, EventView, TableView},
    sort::sort,
};
use vecmap::{VecMap, VecSet};

/// One line of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// A name that stays the same while the page does.
    pub key: String,
    /// Steps from the left edge.
    pub level: usize,
    /// What happened.
    pub action: EventAction,
    /// To rows of which table.
    pub table: String,
    /// The key or constraint behind it.
    pub constraint: String,
    /// A group of events, or one.
    pub kind: NodeKind,
    /// Lines hang below it.
    pub has_children: bool,
    /// They are hidden.
    pub is_collapsed: bool,
}

/// A group of events, or one.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// So many events of one kind; the first one's place in the page.
    Group(usize, usize),
    /// The event at this place in the page.
    Event(usize),
}

/// The page's lines, without those under a collapsed one. A cause that stands on another page
/// makes its effects roots of this one.
pub fn tree(page: &EventPage, collapsed: &VecSet<String>) -> Vec<Node> {
    let places: VecMap<usize, usize> = page
        .events
        .iter()
        .enumerate()
        .map(|(place, event)| (event.index, place))
        .collect();
    let mut children: VecMap<Option<usize>, Vec<usize>> = VecMap::new();
    for (place, event) in page.events.iter().enumerate() {
        let cause = event
            .cause
            .and_then(|cause| places.get(&cause).copied())
            .filter(|c| *c < place);
        children.entry(cause).or_default().push(place);
    }
    let mut builder = Builder {
        page,
        children: &children,
        collapsed,
        out: Vec::new(),
    };
    builder.run();
    builder.out
}

struct Builder<'a> {
    page: &'a EventPage,
    children: &'a VecMap<Option<usize>, Vec<usize>>,
    collapsed: &'a VecSet<String>,
    out: Vec<Node>,
}

/// What is still to be drawn: a stack of our own, for a chain may be as long as the page.
enum Task {
    Below(Option<usize>, usize),
    Group(Vec<usize>, usize),
    Event(usize, usize),
}

impl Builder<'_> {
    fn run(&mut self) {
        let mut tasks = vec![Task::Below(None, 0)];
        while let Some(task) = tasks.pop() {
            let next = match task {
                Task::Below(cause, level) => self.groups(cause, level),
                Task::Group(places, level) => self.group(places, level),
                Task::Event(place, level) => self.event(place, level),
            };
            tasks.extend(next.into_iter().rev());
        }
    }

    fn groups(&self, cause: Option<usize>, level: usize) -> Vec<Task> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut seen: VecMap<_, usize> = VecMap::new();
        for &place in self.children.get(&cause).into_iter().flatten() {
            let event = &self.page.events[place];
            let kind = (
                event.action,
                event.table.as_str(),
                event.constraint.as_str(),
            );
            let at = *seen.entry(kind).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[at].push(place);
        }
        groups
            .into_iter()
            .map(|places| match places[..] {
                [one] => Task::Event(one, level),
                _ => Task::Group(places, level),
            })
            .collect()
    }

    fn group(&mut self, places: Vec<usize>, level: usize) -> Vec<Task> {
        let first = places[0];
        let key = format!("g{}", self.page.events[first].index);
        let open = self.push(
            key,
            level,
            first,
            NodeKind::Group(places.len(), first),
            true,
        );
        if !open {
            return Vec::new();
        }
        places
            .into_iter()
            .map(|place| Task::Event(place, level + 1))
            .collect()
    }

    fn event(&mut self, place: usize, level: usize) -> Vec<Task> {
        let key = format!("e{}", self.page.events[place].index);
        let has_children = self.children.contains_key(&Some(place));
        let open = self.push(key, level, place, NodeKind::Event(place), has_children);
        if open && has_children {
            vec![Task::Below(Some(place), level + 1)]
        } else {
            Vec::new()
        }
    }

    fn push(
        &mut self,
        key: String,
        level: usize,
        place: usize,
        kind: NodeKind,
        has_children: bool,
    ) -> bool {
        let event = &self.page.events[place];
        let is_collapsed = self.collapsed.contains(&key);
        self.out.push(Node {
            key,
            level,
            action: event.action,
            table: event.table.clone(),
            constraint: event.constraint.clone(),
            kind,
            has_children,
            is_collapsed,
        });
        !is_collapsed
    }
}

/// What happened, as a past participle: "deleted".
pub fn verb(action: EventAction) -> &'static str {
    match action {
        EventAction::Insert => "added",
        EventAction::Update => "changed",
        EventAction::Delete => "deleted",
        EventAction::CascadeDelete => "deleted by cascade",
        EventAction::CascadeUpdate => "updated by cascade",
        EventAction::SetNull => "set to NULL",
        EventAction::SetDefault => "set to the default",
        EventAction::Blocked => "in the way",
    }
}

/// A word for ids, classes and colours.
pub fn tone(action: EventAction) -> &'static str {
    match action {
        EventAction::Insert => "insert",
        EventAction::Update => "update",
        EventAction::Delete => "delete",
        EventAction::CascadeDelete => "cascade",
        EventAction::CascadeUpdate => "cascade-update",
        EventAction::SetNull => "set-null",
        EventAction::SetDefault => "set-default",
        EventAction::Blocked => "blocked",
    }
}

/// What so many rows of a table are called: one is its model, several are the table.
pub fn rows_of<'a>(table: &'a str, count: u64, tables: &'a [TableView]) -> &'a str {
    let view = tables.iter().find(|view| view.name == table);
    match view {
        Some(view) if count == 1 && !view.model.is_empty() => &view.model,
        _ => table,
    }
}

/// One count in words: `3 Tasks deleted by cascade`.
fn effect(effect: &Effect, tables: &[TableView]) -> String {
    let rows = rows_of(&effect.table, effect.count, tables);
    format!("{} {rows} {}", grouped(effect.count), verb(effect.action))
}

/// The statement itself did it, no key's action.
pub fn is_own(action: EventAction) -> bool {
    matches!(
        action,
        EventAction::Insert | EventAction::Update | EventAction::Delete
    )
}

/// The whole trace in one sentence: what the statement did, and what followed from it.
pub fn summary(effects: &[Effect], tables: &[TableView]) -> String {
    let say = |own: bool| {
        let of_side = effects.iter().filter(|e| is_own(e.action) == own);
        of_side
            .map(|e| effect(e, tables))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (own, others) = (say(true), say(false));
    match (own.is_empty(), others.is_empty()) {
        (false, false) => format!("{own} → {others}"),
        (false, true) => own,
        (true, false) => others,
        (true, true) => "no rows touched".into(),
    }
}

/// How two ways of doing the same statement compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The same rows meet the same fate in the same order.
    Same,
    /// The same in the end, by another order.
    Order,
    /// One is refused, or rows fare otherwise.
    Different,
}

/// Compares the first pages and the counts of two traces.
pub fn compared(a: &EventPage, b: &EventPage) -> Compared {
    let fates = |page: &EventPage| -> Vec<(String, u64, &'static str)> {
        let events = page.events.iter();
        events
            .map(|event| (event.table.clone(), event.row, verb(event.action)))
            .collect()
    };
    if a.refused.is_some() || b.refused.is_some() {
        // What a refused statement had done by then is undone.
        return if a.refused == b.refused {
            Compared::Same
        } else {
            Compared::Different
        };
    }
    let counts = |page: &EventPage| {
        let effects = page.effects.iter();
        let mut counts: Vec<_> = effects
            .map(|effect| (effect.table.clone(), verb(effect.action), effect.count))
            .collect();
        sort(&mut counts);
        counts
    };
    if a.total != b.total || counts(a) != counts(b) {
        return Compared::Different;
    }
    let (mut one, mut other) = (fates(a), fates(b));
    if one == other {
        return Compared::Same;
    }
    sort(&mut one);
    sort(&mut other);
    // Of a long trace only the counts are known whole.
    if a.events.len() == a.total && one != other {
        return Compared::Different;
    }
    Compared::Order
}

/// How one event reads on a line: what changed, or which rule spoke.
pub fn detail(event: &EventView) -> String {
    match event.action {
        EventAction::Update
        | EventAction::CascadeUpdate
        | EventAction::SetNull
        | EventAction::SetDefault => {
            let change = |(column, before, after): &(String, _, _)| {
                format!(
                    "{column}: {} → {}",
                    super::values::in_words(before),
                    super::values::in_words(after)
                )
            };
            event
                .changes
                .iter()
                .map(change)
                .collect::<Vec<_>>()
                .join(", ")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn event(index: usize, cause: Option<usize>, action: EventAction, table: &str) -> EventView {
        EventView {
            index,
            cause,
            depth: u32::from(cause.is_some()),
            action,
            table: table.into(),
            row: index as u64,
            label: format!("{index}"),
            constraint: String::new(),
            changes: Vec::new(),
        }
    }

    fn page() -> EventPage {
        use EventAction::{CascadeDelete, Delete, SetNull};
        let events = vec![
            event(0, None, Delete, "Users"),
            event(1, Some(0), CascadeDelete, "Tasks"),
            event(2, Some(0), CascadeDelete, "Tasks"),
            event(3, Some(1), SetNull, "Notes"),
            event(4, Some(99), SetNull, "Notes"),
        ];
        EventPage {
            total: 5,
            events,
            ..EventPage::default()
        }
    }

    fn drawn(collapsed: &[&str]) -> String {
        let collapsed = collapsed.iter().map(|key| (*key).to_owned()).collect();
        let line = |node: Node| {
            let what = match node.kind {
                NodeKind::Group(count, _) => format!("{count} ×"),
                NodeKind::Event(place) => format!("#{place}"),
            };
            format!(
                "{}{what} {} {}\n",
                "  ".repeat(node.level),
                node.table,
                verb(node.action)
            )
        };
        tree(&page(), &collapsed).into_iter().map(line).collect()
    }

    #[test]
    fn effects_hang_below_their_cause_in_groups() {
        expect![[r"
            #0 Users deleted
              2 × Tasks deleted by cascade
                #1 Tasks deleted by cascade
                  #3 Notes set to NULL
                #2 Tasks deleted by cascade
            #4 Notes set to NULL
        "]]
        .assert_eq(&drawn(&[]));
    }

    #[test]
    fn a_collapsed_line_hides_what_hangs_below() {
        expect![[r"
            #0 Users deleted
              2 × Tasks deleted by cascade
            #4 Notes set to NULL
        "]]
        .assert_eq(&drawn(&["g1"]));
    }

    #[test]
    fn two_ways_are_the_same_differ_in_order_or_in_outcome() {
        let other = |change: fn(&mut EventPage)| {
            let mut page = page();
            change(&mut page);
            compared(&super::tests::page(), &page)
        };
        assert_eq!(other(|_| ()), Compared::Same);
        assert_eq!(other(|page| page.events.swap(1, 2)), Compared::Order);
        assert_eq!(other(|page| page.events[1].row = 9), Compared::Different);
        assert_eq!(other(|page| page.total = 4), Compared::Different);
        assert_eq!(
            other(|page| page.refused = Some("no".into())),
            Compared::Different
        );
    }

    #[test]
    fn a_sentence_tells_cause_and_effect() {
        let count = |action, table: &str, count| Effect {
            action,
            table: table.into(),
            count,
        };
        let users = TableView {
            name: "Users".into(),
            model: "User".into(),
            ..TableView::default()
        };
        let effects = [
            count(EventAction::Delete, "Users", 1),
            count(EventAction::CascadeDelete, "Tasks", 1200),
            count(EventAction::SetNull, "Notes", 2),
        ];
        assert_eq!(
            summary(&effects, &[users]),
            "1 User deleted → 1,200 Tasks deleted by cascade, 2 Notes set to NULL"
        );
        assert_eq!(summary(&[], &[]), "no rows touched");
    }
}
