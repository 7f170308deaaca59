//! Findings about the schema as a whole: circles, and definitions in the manner of older versions.

use super::{Finding, Mend, Severity, hints::OUTDATED_OPTIONS};
use crate::schema::hash::HashMap;
use crate::schema::{Origin, Schema, Slip, TableName};

pub(super) fn check(schema: &Schema, findings: &mut Vec<Finding>) {
    for (model, option) in &schema.outdated {
        let Some((name, since, now)) = OUTDATED_OPTIONS.iter().find(|(name, ..)| name == option)
        else {
            continue;
        };
        findings.push(Finding::new(
            "R019",
            Severity::Warning,
            model.clone(),
            format!("{name} is ignored since version {since}: {now}"),
            schema.model(model).and_then(|model| model.origin.clone()),
        ));
    }
    for model in schema.models() {
        let origin = model.origin.as_ref();
        let of_model = model.options.slips.iter();
        findings.extend(of_model.map(|slip| slipped(slip, model.name.clone(), origin)));
        for attribute in model.attributes.values() {
            let subject = || format!("{}.{}", model.name, attribute.name);
            let of_attribute = attribute.slips.iter();
            findings.extend(of_attribute.map(|slip| slipped(slip, subject(), origin)));
        }
    }
    for declared in &schema.declared {
        let origin = declared.declaration.origin.as_ref();
        let of_association = declared.options.slips.iter();
        findings.extend(of_association.map(|slip| slipped(slip, declared.source.clone(), origin)));
    }
    if let Ok(None) = schema.sync_order()
        && let Some(circle) = circle(schema)
    {
        let path: Vec<_> = circle.iter().map(|table| table.path()).collect();
        let origin = circle
            .last()
            .and_then(|table| schema.model_of_table(table))
            .and_then(|model| {
                let keys = model.causes.foreign_keys();
                keys.filter_map(|cause| cause.origin)
                    .next_back()
                    .or_else(|| model.origin.clone())
            });
        findings.push(Finding::new(
            "R011",
            Severity::Info,
            path[0].clone(),
            format!(
                "{} → {} reference each other in a circle, so none can be created first: SQLite creates them with foreign keys switched off, the other databases create all tables and add the keys afterwards; constraints: false on one association breaks the circle",
                path.join(" → "),
                path[0]
            ),
            origin,
        ));
    }
}

/// R024: an option that was read past.
fn slipped(Slip { given, meant }: &Slip, subject: String, origin: Option<&Origin>) -> Finding {
    let message = format!("{given} has no effect: the option is called {meant}");
    let mend = origin.map(|origin| Mend {
        title: format!("Write {meant}"),
        origin: origin.clone(),
        find: given.clone(),
        replace: (*meant).into(),
    });
    let origin = origin.cloned();
    Finding::new("R024", Severity::Warning, subject, message, origin).mended_by(mend)
}

/// The tables of one circle, in the direction of the references.
fn circle(schema: &Schema) -> Option<Vec<&TableName>> {
    let edges: HashMap<&TableName, Vec<&TableName>> = schema
        .models()
        .map(|model| {
            let references = model
                .attributes
                .values()
                .filter_map(|a| a.references.as_ref());
            let referenced = references
                .map(|r| &r.table)
                .filter(|table| **table != model.table);
            (&model.table, referenced.collect())
        })
        .collect();
    let mut finished: HashMap<&TableName, bool> = HashMap::default();
    for model in schema.models() {
        let mut path: Vec<(&TableName, usize)> = vec![(&model.table, 0)];
        while let Some((table, next)) = path.last_mut() {
            let table = *table;
            if finished.get(table) == Some(&true) {
                path.pop();
                continue;
            }
            finished.insert(table, false);
            let Some(referenced) = edges.get(table).and_then(|list| list.get(*next)).copied()
            else {
                finished.insert(table, true);
                path.pop();
                continue;
            };
            *next += 1;
            if let Some(start) = path.iter().position(|(open, _)| *open == referenced) {
                return Some(path[start..].iter().map(|(table, _)| *table).collect());
            }
            if edges.contains_key(referenced) && finished.get(referenced) != Some(&true) {
                path.push((referenced, 0));
            }
        }
    }
    None
}
