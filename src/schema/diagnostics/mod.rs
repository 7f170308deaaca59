//! Turns a schema into remarks on what its declarations lead to and a learner may not expect.
//!
//! | code | says |
//! |---|---|
//! | R001 | two sides of one relation make two keys |
//! | R002 | a later onDelete, onUpdate or allowNull is ignored |
//! | R003 | SET NULL on a key that may not be NULL |
//! | R004 | one side of a relation is not declared |
//! | R006 | two sides of an N:M go through different models |
//! | R008 | an association replaces one of the same name |
//! | R011 | tables reference each other in a circle |
//! | R014 | a replaced hasOne or hasMany leaves its column behind |
//! | R015 | a double join adds a third column |
//! | R018 | names differ only in upper and lower case |
//! | R019 | a form of an older version |
//! | R020 | onDelete stands inside foreignKey |
//! | R021 | a key references a table that no model makes |
//! | R022 | a key has another type than what it references |
//! | R023 | a key references a column that is not unique |
//! | R024 | an option that only case or underscores tell from a known one |
//!
//! R005, R007, R009 and R010 are errors Sequelize throws; [`hint`] adds what to do about them. R012,
//! R013, R016 and R017 depend on the database and stand in `dialect`.
//!
//! A remark must be right: each rule fires only where no sensible reading of the code wants what it
//! warns of, or is an [`Severity::Info`].

mod hints;
mod keys;
mod sides;
mod whole;

pub use hints::hint;

use super::{Origin, Schema, options::AssociationOptions, registry::Declared};
use crate::sort::sort_by_key;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It will not work.
    Error,
    /// It works, and not as one would think.
    Warning,
    /// Worth knowing.
    Info,
}

/// A remark on the declarations.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// A stable code, such as `R003`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about: `Tasks.UserId`.
    pub subject: String,
    /// One sentence a beginner understands.
    pub message: String,
    /// Where it stands.
    pub origin: Option<Origin>,
    /// An edit that mends it, where one is certain.
    pub mend: Option<Mend>,
}

/// An edit: the first `find` on the origin's line or after it, replaced. Code that is written in
/// another way, so that `find` is not there, is left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What the button says.
    pub title: String,
    /// Where to begin looking.
    pub origin: Origin,
    /// The text to look for.
    pub find: String,
    /// What to put in its place.
    pub replace: String,
}

/// All findings, in the order of the text they are about.
pub fn findings(schema: &Schema) -> Vec<Finding> {
    let mut findings = Vec::new();
    keys::check(schema, &mut findings);
    sides::check(schema, &mut findings);
    whole::check(schema, &mut findings);
    sort_by_key(&mut findings, |finding| {
        let origin = finding.origin.clone().unwrap_or_default();
        (
            origin.file,
            origin.line,
            origin.column,
            finding.code,
            finding.subject.clone(),
        )
    });
    findings
}

impl Mend {
    /// Gives an association without options its first one: `hasMany(Task)` becomes
    /// `hasMany(Task, { onDelete: 'CASCADE' })`.
    fn option(declared: &Declared, option: &str) -> Option<Self> {
        if *declared.options != AssociationOptions::default() {
            return None;
        }
        let (method, target) = (declared.kind.method(), &declared.target);
        Some(Self {
            title: format!("Add {option}"),
            origin: declared.declaration.origin.clone()?,
            find: format!("{method}({target})"),
            replace: format!("{method}({target}, {{ {option} }})"),
        })
    }
}

impl Finding {
    /// A finding without a mend.
    pub fn new(
        code: &'static str,
        severity: Severity,
        subject: impl Into<String>,
        message: impl Into<String>,
        origin: Option<Origin>,
    ) -> Self {
        Self {
            code,
            severity,
            subject: subject.into(),
            message: message.into(),
            origin,
            mend: None,
        }
    }

    /// The same with an edit that mends it.
    fn mended_by(self, mend: Option<Mend>) -> Self {
        Self { mend, ..self }
    }
}
