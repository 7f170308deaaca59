//! The trace of a statement: each row event with what caused it.

mod chunk;

use self::chunk::{Chunk, OWN, Record};
use super::{store::Row, types};
use crate::schema::{ReferentialAction, Value};
use std::rc::Rc;

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// The statement inserted it.
    Insert,
    /// The statement changed it.
    Update,
    /// The statement deleted it.
    Delete,
    /// A foreign key's action changed or deleted it.
    Action(ReferentialAction),
    /// The statement was refused because of it.
    Blocked,
}

/// One row event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// 0 for the statement's own rows, one more for each step of a cascade.
    pub depth: u32,
    /// The index of the event that caused this one.
    pub cause: Option<u32>,
    /// The table's name.
    pub table: Rc<str>,
    /// The row's identity within its table: it never changes, even when the key does.
    pub row: u64,
    /// The foreign key that carried the action, or the constraint that blocked.
    pub constraint: Option<Rc<str>>,
    /// The row before; `None` for an insert.
    pub before: Option<Rc<[Value]>>,
    /// The row after; `None` for a delete.
    pub after: Option<Rc<[Value]>>,
}

/// How many rows of one table met one fate.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The table's name.
    pub table: Rc<str>,
    /// What happened to them.
    pub kind: EventKind,
    /// Whether they were deleted (a cascade may delete or update).
    pub deleted: bool,
    /// How many.
    pub rows: u64,
}

/// Everything one statement did to rows, in order.
///
/// A cascade's events are many and much alike: what they share is kept once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// All but the last of these are full, so that growing copies none.
    chunks: Vec<Chunk>,
    sorts: Vec<Sort>,
    effects: Vec<Effect>,
    bytes: usize,
}

/// Events of one chunk.
const CHUNK: usize = 512;
/// So many sorts are looked through for an event's: a long chain has one for each of its depths.
const RECENT: usize = 8;

/// What events of one sort share.
#[derive(Clone, Debug, PartialEq)]
struct Sort {
    note: Note,
    depth: u32,
    /// The place in `effects` where they count.
    effect: usize,
}

/// What happens to rows, and why.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) kind: EventKind,
    pub(crate) table: Rc<str>,
    pub(crate) constraint: Option<Rc<str>>,
}

impl PartialEq for Note {
    fn eq(&self, other: &Self) -> bool {
        // Names come from the catalogue: nearly always the same one is the very same.
        let same = |a: &Rc<str>, b: &Rc<str>| Rc::ptr_eq(a, b) || a == b;
        self.kind == other.kind
            && same(&self.table, &other.table)
            && match (&self.constraint, &other.constraint) {
                (Some(a), Some(b)) => same(a, b),
                (a, b) => a.is_none() && b.is_none(),
            }
    }
}

impl Trace {
    /// How many events there are.
    pub fn len(&self) -> usize {
        let full = self.chunks.len().saturating_sub(1) * CHUNK;
        full + self.chunks.last().map_or(0, Chunk::len)
    }

    /// Nothing happened.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// A page of events, from `offset`.
    pub fn page(&self, offset: usize, limit: usize) -> Vec<Event> {
        let end = offset.saturating_add(limit).min(self.len());
        (offset..end).filter_map(|at| self.event(at)).collect()
    }

    /// All events, in order.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = Event> {
        (0..self.len()).filter_map(|at| self.event(at))
    }

    /// One event by its index.
    pub fn event(&self, index: usize) -> Option<Event> {
        let record = self.chunks.get(index / CHUNK)?.get(index % CHUNK)?;
        let sort = &self.sorts[record.sort as usize];
        Some(Event {
            kind: sort.note.kind,
            depth: sort.depth,
            cause: Some(record.cause).filter(|cause| *cause != OWN),
            table: sort.note.table.clone(),
            row: record.row,
            constraint: sort.note.constraint.clone(),
            before: record.before,
            after: record.after,
        })
    }

    /// Counts by table and fate, in order of first occurrence. They are kept as events come, so
    /// reading them costs nothing.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// What stopped the statement, if it was refused.
    pub fn refused(&self) -> Option<Event> {
        self.event(self.len().checked_sub(1)?)
            .filter(|event| event.kind == EventKind::Blocked)
    }

    /// About how many bytes it keeps alive, its rows included.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds an event and gives its index.
    pub(crate) fn push(
        &mut self,
        note: &Note,
        cause: Option<u32>,
        row: u64,
        before: Option<Row>,
        after: Option<Row>,
    ) -> u32 {
        let index = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let sort = self.sort(note, self.below(cause), after.is_none());
        self.effects[self.sorts[sort].effect].rows += 1;
        let images = [&before, &after].into_iter().flatten();
        self.bytes += images.map(|row| types::weight(row)).sum::<usize>();
        let record = Record {
            row,
            before,
            after,
            cause: cause.unwrap_or(OWN),
            sort: u32::try_from(sort).unwrap_or(u32::MAX),
        };
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => last.push(record),
            _ => {
                let room = if index == 0 { 1 } else { CHUNK };
                add(&mut self.chunks, Chunk::new(record, room));
            }
        }
        self.bytes += self.chunks.last().map_or(0, Chunk::size);
        index
    }

    /// The sort of an event: a statement has few, and the last one is nearly always it.
    fn sort(&mut self, note: &Note, depth: u32, deleted: bool) -> usize {
        let recent = self.sorts.iter().enumerate().rev().take(RECENT);
        for (at, sort) in recent {
            let same = sort.depth == depth && self.effects[sort.effect].deleted == deleted;
            if same && sort.note == *note {
                return at;
            }
        }
        let effect = self.effects.iter().position(|effect| {
            effect.kind == note.kind && effect.deleted == deleted && effect.table == note.table
        });
        if effect.is_none() {
            let effect = Effect {
                table: note.table.clone(),
                kind: note.kind,
                deleted,
                rows: 0,
            };
            add(&mut self.effects, effect);
        }
        let sort = Sort {
            note: note.clone(),
            depth,
            effect: effect.unwrap_or(self.effects.len() - 1),
        };
        add(&mut self.sorts, sort);
        self.sorts.len() - 1
    }

    /// The depth of an event.
    pub(crate) fn depth(&self, event: u32) -> u32 {
        let (chunk, at) = (event as usize / CHUNK, event as usize % CHUNK);
        let sort = self.chunks.get(chunk).and_then(|chunk| chunk.sort(at));
        sort.map_or(0, |sort| self.sorts[sort as usize].depth)
    }

    /// The depth of what an event causes.
    pub(crate) fn below(&self, cause: Option<u32>) -> u32 {
        cause.map_or(0, |cause| self.depth(cause) + 1)
    }
}

/// Most statements change one row: the first of a list has no room for others beside it.
fn add<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Event, EventKind, Note, Trace};
    use crate::{engine::store::Row, schema::Value};

    fn row(number: usize) -> Row {
        [Value::text(number.to_string())].into()
    }

    /// Rows that come one after the other are kept otherwise than what comes between them; what is
    /// told of them is the same.
    #[test]
    fn events_are_told_as_they_came() {
        let note = |kind| Note {
            kind,
            table: "t".into(),
            constraint: None,
        };
        let (insert, update) = (note(EventKind::Insert), note(EventKind::Update));
        // After how many insertions another event comes, and which.
        for (others, turn) in [usize::MAX, 1, 5, CHUNK - 1, CHUNK, CHUNK + 1]
            .into_iter()
            .flat_map(|turn| (0..5).map(move |others| (others, turn)))
        {
            let (mut trace, mut told, mut bytes) = (Trace::default(), Vec::new(), 0);
            for at in 0..CHUNK * 3 {
                let (mut row_id, mut before, mut cause) = (at as u64 + 7, None, None);
                let mut of = &insert;
                if at % turn == turn - 1 {
                    match others {
                        0 => before = Some(row(at)),
                        1 => cause = u32::try_from(at / 2).ok().filter(|_| at > 0),
                        2 => of = &update,
                        3 => row_id += 1,
                        _ => row_id = 0,
                    }
                }
                let index = trace.push(of, cause, row_id, before.clone(), Some(row(at)));
                assert_eq!(index as usize, at);
                assert!(trace.bytes() > bytes);
                bytes = trace.bytes();
                told.push(Event {
                    kind: of.kind,
                    depth: trace.below(cause),
                    cause,
                    table: "t".into(),
                    row: row_id,
                    constraint: None,
                    before,
                    after: Some(row(at)),
                });
                assert_eq!(trace.depth(index), trace.below(cause));
            }
            assert!(trace.events().eq(told.iter().cloned()), "{others}, {turn}");
            assert_eq!(trace.page(CHUNK - 2, 4), told[CHUNK - 2..CHUNK + 2]);
            assert_eq!((trace.len(), trace.event(told.len())), (told.len(), None));
        }
    }

    #[test]
    fn a_row_inserted_by_itself_takes_one_pointer() {
        let insert = Note {
            kind: EventKind::Insert,
            table: "t".into(),
            constraint: None,
        };
        let mut trace = Trace::default();
        for at in 0..CHUNK * 2 {
            trace.push(&insert, None, at as u64, None, Some([].into()));
        }
        assert_eq!(trace.bytes(), CHUNK * 2 * size_of::<Row>());
    }
}
