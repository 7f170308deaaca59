//! The SQL prompt: what is typed, what was run before, and what it came to.

use super::Shared;
use crate::bridge::message::{Answers, RunError};
use std::rc::Rc;

/// Texts that the prompt remembers, and how many bytes they may have together.
const REMEMBERED: (usize, usize) = (100, 50_000);

/// The prompt and its answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prompt {
    /// What stands in the field.
    pub text: String,
    /// What was run, the oldest first.
    earlier: Rc<Vec<String>>,
    /// Which of these stands in the field, if any does.
    recalled: Option<usize>,
    /// What stood there before one was recalled.
    draft: String,
    /// The text that the answers are to.
    pub asked: String,
    /// The answers are on their way.
    pub is_running: bool,
    /// What the newest text came to.
    pub answers: Option<Shared<Answers>>,
    /// Why there are no answers.
    pub failure: Option<Rc<RunError>>,
    /// The answers are of a database that a newer run has replaced.
    pub is_outdated: bool,
    /// How each statement is answered is shown beside its rows.
    pub shows_plan: bool,
}

/// Something that happened at the prompt.
#[derive(Clone, Debug, PartialEq)]
pub enum PromptAction {
    /// The learner typed, or took a suggestion.
    Typed(String),
    /// They want what was run before the text in the field.
    Earlier,
    /// They want what was run after it.
    Later,
    /// The text went to the session.
    Sent,
    /// They want to see plans, or no more.
    PlanShown(bool),
}

impl Prompt {
    /// A prompt that knows what an earlier visit ran.
    pub fn remembering(earlier: Vec<String>) -> Self {
        Self {
            earlier: Rc::new(earlier),
            ..Self::default()
        }
    }

    /// What was run, the oldest first.
    pub fn earlier(&self) -> &Rc<Vec<String>> {
        &self.earlier
    }

    pub(super) fn apply(&mut self, action: PromptAction) {
        match action {
            PromptAction::Typed(text) => {
                self.text = text;
                self.recalled = None;
            }
            PromptAction::Earlier => {
                let at = self.recalled.unwrap_or(self.earlier.len());
                if let Some(at) = at.checked_sub(1) {
                    if self.recalled.is_none() {
                        self.draft = std::mem::take(&mut self.text);
                    }
                    self.recall(at);
                }
            }
            PromptAction::Later => match self.recalled {
                Some(at) if at + 1 < self.earlier.len() => self.recall(at + 1),
                Some(_) => {
                    self.text = std::mem::take(&mut self.draft);
                    self.recalled = None;
                }
                None => {}
            },
            PromptAction::Sent => {
                self.remember();
                self.asked.clone_from(&self.text);
                self.recalled = None;
                self.is_running = true;
            }
            PromptAction::PlanShown(shown) => self.shows_plan = shown,
        }
    }

    /// The newest text is remembered however long it is; older ones give way.
    fn remember(&mut self) {
        let earlier = Rc::make_mut(&mut self.earlier);
        earlier.retain(|text| *text != self.text);
        earlier.push(self.text.clone());
        let mut bytes = 0;
        let is_kept = |text: &&String| {
            bytes += text.len();
            bytes <= REMEMBERED.1
        };
        let kept = earlier.iter().rev().take(REMEMBERED.0).take_while(is_kept);
        let kept = kept.count().max(1);
        earlier.drain(..earlier.len() - kept);
    }

    fn recall(&mut self, at: usize) {
        self.text.clone_from(&self.earlier[at]);
        self.recalled = Some(at);
    }

    pub(super) fn take(&mut self, result: Result<Answers, RunError>) {
        self.is_running = false;
        self.is_outdated = false;
        match result {
            Ok(answers) => {
                self.answers = Some(Shared::new(answers));
                self.failure = None;
            }
            Err(error) => {
                self.answers = None;
                self.failure = Some(Rc::new(error));
            }
        }
    }

    /// Forgets the answers, not what was run.
    pub(super) fn forget(&mut self) {
        self.answers = None;
        self.failure = None;
        self.is_running = false;
    }

    /// Where an error lies in the text in the field: line and column from 1.
    pub fn error_place(&self) -> Option<(u32, u32)> {
        let answers = self.answers.as_ref()?;
        answers
            .answers
            .last()?
            .place
            .filter(|_| self.text == self.asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PromptAction as A;

    fn after(actions: Vec<PromptAction>) -> Prompt {
        let mut prompt = Prompt::default();
        for action in actions {
            prompt.apply(action);
        }
        prompt
    }

    #[test]
    fn the_arrows_walk_through_what_was_run_and_back_to_the_draft() {
        let typed = |text: &str| A::Typed(text.into());
        let mut prompt = after(vec![
            typed("one"),
            A::Sent,
            typed("two"),
            A::Sent,
            typed("half"),
        ]);
        let walk = [
            A::Earlier,
            A::Earlier,
            A::Earlier,
            A::Later,
            A::Later,
            A::Later,
        ];
        let seen: Vec<String> = walk
            .into_iter()
            .map(|action| {
                prompt.apply(action);
                prompt.text.clone()
            })
            .collect();
        assert_eq!(seen, ["two", "one", "one", "two", "half", "half"]);
    }

    #[test]
    fn what_is_run_again_is_remembered_once() {
        let typed = |text: &str| A::Typed(text.into());
        let prompt = after(vec![
            typed("one"),
            A::Sent,
            typed("two"),
            A::Sent,
            typed("one"),
            A::Sent,
        ]);
        assert_eq!(**prompt.earlier(), ["two", "one"]);
    }

    #[test]
    fn the_oldest_gives_way_to_the_newest_however_long() {
        let long = |letter: &str| letter.repeat(REMEMBERED.1 / 2);
        let typed = [long("a"), long("b"), long("c")];
        let mut prompt = after(
            typed
                .iter()
                .flat_map(|t| [A::Typed(t.clone()), A::Sent])
                .collect(),
        );
        assert_eq!(prompt.earlier()[..], typed[1..]);
        prompt.apply(A::Typed(long("d").repeat(3)));
        prompt.apply(A::Sent);
        assert_eq!(prompt.earlier().len(), 1);
    }

    #[test]
    fn an_error_has_a_place_while_its_text_stands() {
        let mut prompt = after(vec![A::Typed("SELEKT".into()), A::Sent]);
        prompt.take(Ok(Answers {
            answers: vec![crate::bridge::message::QueryAnswer {
                place: Some((1, 1)),
                ..Default::default()
            }],
            ..Answers::default()
        }));
        assert_eq!(prompt.error_place(), Some((1, 1)));
        prompt.apply(A::Typed("SELECT".into()));
        assert_eq!(prompt.error_place(), None);
    }
}
