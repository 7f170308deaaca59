//! Findings about the two sides of a relation.

use super::{Finding, Mend, Severity};
use crate::schema::hash::HashMap;
use crate::schema::{AssociationKind, Schema, options::ThroughModel, registry::Declared};

/// Declarations between two models; the names are sorted.
type Pairs<'a> = HashMap<(&'a str, &'a str), Vec<&'a Declared>>;

pub(super) fn check(schema: &Schema, findings: &mut Vec<Finding>) {
    let mut pairs = Pairs::default();
    for declared in &schema.declared {
        let (a, b) = (declared.source.as_str(), declared.target.as_str());
        pairs
            .entry(if a <= b { (a, b) } else { (b, a) })
            .or_default()
            .push(declared);
    }
    for declared in pairs.values() {
        for (holder, referenced) in directions(declared) {
            one_to_many(holder, referenced, declared, findings);
        }
        many_to_many(declared, findings);
    }
    replaced(schema, findings);
}

/// Which of the two may hold the key; a self association has one direction only.
fn directions<'a>(declared: &[&'a Declared]) -> Vec<(&'a str, &'a str)> {
    let Some(first) = declared.first() else {
        return Vec::new();
    };
    let (a, b) = (first.source.as_str(), first.target.as_str());
    if a == b {
        Vec::new()
    } else {
        vec![(a, b), (b, a)]
    }
}

fn has_key(declared: &Declared) -> bool {
    declared
        .options
        .foreign_key
        .as_ref()
        .is_some_and(|key| key.name.is_some())
}

/// R001, R004 and R015: `holder` belongs to `referenced`, `referenced` has `holder`.
fn one_to_many(
    holder: &str,
    referenced: &str,
    declared: &[&Declared],
    findings: &mut Vec<Finding>,
) {
    let belongs: Vec<&Declared> = declared
        .iter()
        .copied()
        .filter(|d| d.kind == AssociationKind::BelongsTo && d.source == holder)
        .collect();
    let has: Vec<&Declared> = declared
        .iter()
        .copied()
        .filter(|d| {
            matches!(d.kind, AssociationKind::HasOne | AssociationKind::HasMany)
                && d.source == referenced
        })
        .collect();
    let key = |d: &Declared| d.foreign_key.clone();
    if let ([belongs], [has]) = (belongs.as_slice(), has.as_slice()) {
        // With both keys named, or a named key beside another role, two keys may well be meant.
        let is_careless = !has_key(has) || (!has_key(belongs) && belongs.options.alias.is_none());
        if belongs.foreign_key != has.foreign_key && is_careless {
            let same = |key: &str| format!("foreignKey: '{key}'");
            let mend = Mend::option(has, &same(&belongs.foreign_key))
                .or_else(|| Mend::option(belongs, &same(&has.foreign_key)));
            let finding = Finding::new(
                "R001",
                Severity::Warning,
                format!("{holder}.{}", has.foreign_key),
                format!(
                    "{} uses the key {} and {} uses {}: {holder} gets two columns for what looks like one relation; give both the same foreignKey",
                    has.declaration.text,
                    has.foreign_key,
                    belongs.declaration.text,
                    belongs.foreign_key
                ),
                belongs
                    .declaration
                    .origin
                    .clone()
                    .max_by_place(has.declaration.origin.clone()),
            );
            findings.push(finding.mended_by(mend));
        }
        return;
    }
    if has.len() >= 2 {
        let keys: Vec<String> = has.iter().map(|d| key(d)).collect();
        for third in &belongs {
            let is_default = third.options.alias.is_none() && !has_key(third);
            if is_default && has.iter().all(|d| has_key(d)) && !keys.contains(&third.foreign_key) {
                findings.push(Finding::new(
                    "R015",
                    Severity::Warning,
                    format!("{holder}.{}", third.foreign_key),
                    format!(
                        "{} adds a column {} beside {}: say which one it means with as and foreignKey",
                        third.declaration.text,
                        third.foreign_key,
                        keys.join(" and ")
                    ),
                    third.declaration.origin.clone(),
                ));
            }
        }
    }
    if belongs.is_empty()
        && let Some(first) = has.first()
    {
        findings.push(Finding::new(
            "R004",
            Severity::Info,
            format!("{referenced}.{}", first.name),
            format!(
                "only one side is declared: without {holder}.belongsTo({referenced}) there is no way from a {holder} to its {referenced}, neither by include nor by a get method"
            ),
            first.declaration.origin.clone(),
        ));
    }
}

/// R006
fn many_to_many(declared: &[&Declared], findings: &mut Vec<Finding>) {
    let many: Vec<_> = declared
        .iter()
        .filter(|d| d.kind == AssociationKind::BelongsToMany && d.source != d.target)
        .collect();
    let [one, other] = many.as_slice() else {
        return;
    };
    let (Some(through), Some(other_through)) = (&one.options.through, &other.options.through)
    else {
        return;
    };
    if one.source == other.source || through.model == other_through.model {
        return;
    }
    let (a, b) = (through.model.name(), other_through.model.name());
    let message = if a == b {
        format!(
            "one side names {a} as a text and the other passes the model: Sequelize does not see that they are the same; pass the model on both sides"
        )
    } else {
        format!(
            "{} goes through {a} and {} through {b}: these are two relations with two join tables; give both sides the same through",
            one.declaration.text, other.declaration.text
        )
    };
    let finding = Finding::new(
        "R006",
        Severity::Warning,
        format!("{}.{}", other.source, other.name),
        message,
        other.declaration.origin.clone(),
    );
    let is_text = |model: &ThroughModel| matches!(model, ThroughModel::Text(_));
    let mend = other.declaration.origin.clone().map(|origin| Mend {
        title: format!("Go through {a} on both sides"),
        origin,
        // The name alone may be that of the target too.
        find: format!("through: '{b}'"),
        replace: format!("through: '{a}'"),
    });
    let are_texts = is_text(&through.model) && is_text(&other_through.model);
    findings.push(finding.mended_by(mend.filter(|_| are_texts)));
}

/// R008 and R014
fn replaced(schema: &Schema, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<(&str, &str), &Declared> = HashMap::default();
    for declared in &schema.declared {
        let key = (declared.source.as_str(), declared.name.as_str());
        let Some(earlier) = seen.insert(key, declared) else {
            continue;
        };
        let leaves_column = matches!(
            earlier.kind,
            AssociationKind::HasOne | AssociationKind::HasMany
        ) && earlier.foreign_key != declared.foreign_key;
        let (code, tail) = if leaves_column {
            (
                "R014",
                format!(
                    ", while its column {} stays in {}",
                    earlier.foreign_key, earlier.target
                ),
            )
        } else {
            ("R008", String::new())
        };
        findings.push(Finding::new(
            code,
            Severity::Warning,
            format!("{}.{}", declared.source, declared.name),
            format!(
                "{} replaces {}, because both are called {}{tail}: give each a name of its own with as",
                declared.declaration.text, earlier.declaration.text, declared.name
            ),
            declared.declaration.origin.clone(),
        ));
    }
}

/// The later of two places: the one that completed the mistake.
trait Later {
    fn max_by_place(self, other: Self) -> Self;
}

impl Later for Option<crate::schema::Origin> {
    fn max_by_place(self, other: Self) -> Self {
        let place = |origin: &Self| origin.as_ref().map(|o| (o.file.clone(), o.line, o.column));
        if place(&other) > place(&self) {
            other
        } else {
            self
        }
    }
}
