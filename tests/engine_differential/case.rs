//! Compares random cases with a real database, and shrinks one that differs.

use super::peer::{Peer, ours};
use relata::dialect::Dialect;
use std::{
    error::Error,
    time::{Duration, Instant},
};

/// Statements, and the tables that show the state after each.
#[derive(Clone)]
pub struct Case {
    pub seed: u64,
    pub setup: Vec<String>,
    pub statements: Vec<String>,
    /// All of them after each statement; none where the statements are queries.
    pub tables: Vec<String>,
}

/// What a case is made from, and how it is made smaller.
pub trait Source: Sized {
    /// A new one, of `seed`.
    fn random(seed: u64, dialect: Dialect) -> Self;

    /// Its text.
    fn case(&self) -> Case;

    /// The same with less, the greatest cuts first.
    fn smaller(&self) -> Vec<Self>;

    /// The same with no statement after the one at `at`.
    fn until(&mut self, at: usize);
}

/// How much to compare.
pub struct Budget {
    pub first_seed: u64,
    pub statements: usize,
    pub time: Duration,
}

/// So many cases go to a peer at once.
const BATCH: u64 = 20;
/// So long a case is shrunk.
const SHRINKING: Duration = Duration::from_mins(1);

/// Compares cases until the budget is spent; of the first that differs, shows the least that does.
/// Without a peer, the engine's own checks run all the same.
pub fn compare<S: Source>(
    peer: Option<&Peer>,
    dialect: Dialect,
    budget: &Budget,
) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let mut differing = Vec::new();
    let (mut seed, mut compared) = (budget.first_seed, 0);
    while compared < budget.statements && start.elapsed() < budget.time {
        let sources: Vec<S> = (seed..seed + BATCH)
            .map(|seed| S::random(seed, dialect))
            .collect();
        seed += BATCH;
        let cases: Vec<Case> = sources.iter().map(Source::case).collect();
        compared += cases
            .iter()
            .map(|case| case.statements.len())
            .sum::<usize>();
        let theirs = peer.map(|peer| peer.run(&cases)).transpose()?;
        for (at, (source, case)) in sources.into_iter().zip(&cases).enumerate() {
            let ours = ours(case, dialect)?;
            let (Some(peer), Some(theirs)) = (peer, &theirs) else {
                continue;
            };
            if ours != theirs[at] {
                differing.push(case.seed);
                if differing.len() == 1 {
                    eprintln!("{}", shrunk(source, peer, dialect)?);
                }
            }
        }
    }
    eprintln!("{compared} statements in {:?}", start.elapsed());
    assert!(differing.is_empty(), "seeds that differ: {differing:?}");
    Ok(())
}

/// Where a case differs: the place of the first such statement, what we show there, what they do.
type Difference = (usize, String, String);

fn difference(
    case: &Case,
    peer: &Peer,
    dialect: Dialect,
) -> Result<Option<Difference>, Box<dyn Error>> {
    let ours = ours(case, dialect)?;
    let theirs = peer.run(std::slice::from_ref(case))?;
    let theirs = theirs.into_iter().next().unwrap_or_default();
    Ok(ours
        .into_iter()
        .zip(theirs)
        .enumerate()
        .find_map(|(at, (ours, theirs))| (ours != theirs).then_some((at, ours, theirs))))
}

fn shrunk<S: Source>(
    mut source: S,
    peer: &Peer,
    dialect: Dialect,
) -> Result<String, Box<dyn Error>> {
    let start = Instant::now();
    let mut last = difference(&source.case(), peer, dialect)?.ok_or("it differs no more")?;
    source.until(last.0);
    'smaller: while start.elapsed() < SHRINKING {
        for mut smaller in source.smaller() {
            // What the engine refuses to set up shows nothing.
            if let Ok(Some(found)) = difference(&smaller.case(), peer, dialect) {
                smaller.until(found.0);
                (source, last) = (smaller, found);
                continue 'smaller;
            }
            if start.elapsed() > SHRINKING {
                break;
            }
        }
        break;
    }
    let case = source.case();
    Ok(format!(
        "seed {}:\n{};\n\n{};\n-- ours\n{}\n-- theirs\n{}",
        case.seed,
        case.setup.join(";\n"),
        case.statements.join(";\n"),
        last.1,
        last.2
    ))
}

/// `list` without its first half, its second, and then each item.
pub fn with_less<T: Clone>(list: &[T]) -> Vec<Vec<T>> {
    let middle = list.len() / 2;
    let mut less = Vec::new();
    if list.len() > 2 {
        less.push(list[middle..].to_vec());
        less.push(list[..middle].to_vec());
    }
    for at in (0..list.len()).rev() {
        let mut rest = list.to_vec();
        rest.remove(at);
        less.push(rest);
    }
    less
}
