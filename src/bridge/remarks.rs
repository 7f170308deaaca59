//! Turns findings into the diagnostics of a report.

use super::message::{Diagnostic, Fix, RunError, Severity};
use crate::{
    dialect::{self, Dialect},
    schema::{
        Schema,
        diagnostics::{self, Finding},
    },
    sort::sort_by_key,
};

/// What there is to say about a schema in one dialect: errors first.
pub(super) fn diagnostics(schema: &Schema, dialect: Dialect) -> Vec<Diagnostic> {
    let mut findings = diagnostics::findings(schema);
    findings.extend(dialect::diagnostics::findings(schema, dialect));
    sort_by_key(&mut findings, |finding| finding.severity);
    findings.into_iter().map(diagnostic).collect()
}

fn diagnostic(finding: Finding) -> Diagnostic {
    Diagnostic {
        code: finding.code.into(),
        severity: match finding.severity {
            diagnostics::Severity::Error => Severity::Error,
            diagnostics::Severity::Warning => Severity::Warning,
            diagnostics::Severity::Info => Severity::Info,
        },
        subject: finding.subject,
        message: finding.message,
        origin: finding.origin,
        fix: finding.mend.map(|mend| Fix {
            title: mend.title,
            file: mend.origin.file,
            start: (mend.origin.line, 1),
            end: (mend.origin.line, 1),
            find: mend.find,
            text: mend.replace,
        }),
    }
}

/// An error with what to do about it, where that is known and nothing was said yet.
pub(super) fn with_hint(mut error: RunError) -> RunError {
    if error.hint.is_empty()
        && let Some(hint) = diagnostics::hint(&error.message)
    {
        error.hint = hint.into();
    }
    error
}
