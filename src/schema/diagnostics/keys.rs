//! Findings about single keys: ignored options, impossible actions, what they reference.

use super::{Finding, Mend, Severity};
use crate::schema::hash::{HashMap, HashSet};
use crate::schema::{
    Attribute, Model, Origin, References, ReferentialAction, Schema, TableName, options::Key,
    registry::Declared,
};

pub(super) fn check(schema: &Schema, findings: &mut Vec<Finding>) {
    ignored_options(schema, findings);
    misplaced_actions(schema, findings);
    let tables: HashMap<&TableName, &Model> =
        schema.models().map(|model| (&model.table, model)).collect();
    let lower: HashMap<String, &TableName> = tables
        .keys()
        .map(|name| (name.path().to_lowercase(), *name))
        .collect();
    for model in schema.models() {
        same_but_for_case(schema, model, findings);
        for attribute in model.stored_attributes() {
            let Some(references) = attribute.references.as_ref() else {
                continue;
            };
            let about = About { model, attribute };
            about.set_null(findings);
            match tables.get(&references.table) {
                Some(referenced) => about.referenced(references, referenced, findings),
                None => about.missing(
                    references,
                    lower.get(&references.table.path().to_lowercase()),
                    findings,
                ),
            }
        }
    }
}

/// R002
fn ignored_options(schema: &Schema, findings: &mut Vec<Finding>) {
    for ignored in &schema.ignored {
        let subject = subject(schema, &ignored.model, &ignored.attribute);
        let winner = &ignored.winner.text;
        let words = |value: &str| match ignored.option {
            "allowNull" if value == "true" => "a key that may be empty".into(),
            "allowNull" => "a key that must not be empty".into(),
            "onDelete" => format!("ON DELETE {value}"),
            _ => format!("ON UPDATE {value}"),
        };
        let option = ignored.option;
        let given = match option {
            "allowNull" => format!("foreignKey: {{ allowNull: {} }}", ignored.given),
            _ => format!("{option}: '{}'", ignored.given),
        };
        let winning = &ignored.winner;
        let winning = declared_by(schema, &winning.text, winning.origin.as_ref());
        let mend = winning.and_then(|declared| Mend::option(declared, &given));
        let finding = Finding::new(
            "R002",
            Severity::Warning,
            subject,
            format!(
                "{} asks for {}, but {winner} declared the key first and made it {}; the first declaration wins, so write {option} there",
                ignored.declaration.text,
                words(&ignored.given),
                words(&ignored.kept),
            ),
            ignored.declaration.origin.clone(),
        );
        findings.push(finding.mended_by(mend));
    }
}

/// The association call behind a declaration.
fn declared_by<'a>(
    schema: &'a Schema,
    text: &str,
    origin: Option<&Origin>,
) -> Option<&'a Declared> {
    schema.declared.iter().find(|declared| {
        declared.declaration.text == text && declared.declaration.origin.as_ref() == origin
    })
}

fn subject(schema: &Schema, model: &str, attribute: &str) -> String {
    match schema.model(model) {
        Some(model) => match model.attributes.get(attribute) {
            Some(found) => format!("{}.{}", model.table.path(), found.field),
            None => model.table.path().into_owned(),
        },
        None => format!("{model}.{attribute}"),
    }
}

/// R020
fn misplaced_actions(schema: &Schema, findings: &mut Vec<Finding>) {
    for declared in &schema.declared {
        let given = |key: &Option<Key>| {
            key.as_ref().is_some_and(|key| {
                key.attribute.on_delete.is_some() || key.attribute.on_update.is_some()
            })
        };
        let options = &declared.options;
        if options.constraints != Some(false)
            && given(&options.foreign_key)
            && options.on_delete.is_none()
            && options.on_update.is_none()
        {
            findings.push(Finding::new(
                "R020",
                Severity::Warning,
                format!("{}.{}", declared.source, declared.name),
                "onDelete and onUpdate inside foreignKey have no effect: write them beside it, as options of the association",
                declared.declaration.origin.clone(),
            ));
        }
    }
}

/// R018, within one table
fn same_but_for_case(schema: &Schema, model: &Model, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &str> = HashMap::default();
    for attribute in model.stored_attributes() {
        let field = attribute.field.as_str();
        // Two attributes of one and the same column make one.
        if let Some(other) = seen.insert(field.to_lowercase(), field)
            && other != field
        {
            let cause = model.cause_of(attribute);
            let declared = declared_by(schema, &cause.declaration, cause.origin.as_ref());
            let mend = declared.and_then(|d| Mend::option(d, &format!("foreignKey: '{other}'")));
            let finding = Finding::new(
                "R018",
                Severity::Error,
                format!("{}.{field}", model.table.path()),
                format!(
                    "the table {} gets the columns {other} and {field}, which differ only in case: most databases refuse the second; say foreignKey: '{other}' in the association if they are meant to be one",
                    model.table.path()
                ),
                cause.origin,
            );
            findings.push(finding.mended_by(mend));
        }
    }
}

struct About<'a> {
    model: &'a Model,
    attribute: &'a Attribute,
}

impl About<'_> {
    fn subject(&self) -> String {
        format!("{}.{}", self.model.table.path(), self.attribute.field)
    }

    fn finding(&self, code: &'static str, severity: Severity, message: String) -> Finding {
        let key = self.model.causes_of_key(self.attribute).into_iter().next();
        let cause = key.unwrap_or_else(|| self.model.cause_of(self.attribute));
        Finding::new(code, severity, self.subject(), message, cause.origin)
    }

    /// R003
    fn set_null(&self, findings: &mut Vec<Finding>) {
        let attribute = self.attribute;
        let must_be_there = attribute.allow_null == Some(false) || attribute.primary_key;
        let actions = [
            ("DELETE", attribute.on_delete),
            ("UPDATE", attribute.on_update),
        ];
        for (word, action) in actions {
            if must_be_there && action == Some(ReferentialAction::SetNull) {
                findings.push(self.finding(
                    "R003",
                    Severity::Error,
                    format!(
                        "{} must not be empty, and yet ON {word} SET NULL would empty it: choose CASCADE or RESTRICT, or let it be empty",
                        self.subject()
                    ),
                ));
            }
        }
    }

    /// R018 and R021
    fn missing(
        &self,
        references: &References,
        alike: Option<&&TableName>,
        findings: &mut Vec<Finding>,
    ) {
        let table = references.table.path();
        if table.is_empty() {
            findings.push(self.finding(
                "R019",
                Severity::Error,
                "references wants an object, { model: 'Users', key: 'id' }; a text with referencesKey, or a model alone, is gone since version 2".into(),
            ));
            return;
        }
        findings.push(match alike {
            Some(alike) => self.finding(
                "R018",
                Severity::Warning,
                format!(
                    "{} references {table}, but the table is called {}: SQLite and MySQL on Windows overlook the difference in case, PostgreSQL does not",
                    self.subject(),
                    alike.path()
                ),
            ),
            None => self.finding(
                "R021",
                Severity::Warning,
                format!("{} references the table {table}, which no model makes", self.subject()),
            ),
        });
    }

    /// R022 and R023
    fn referenced(&self, references: &References, referenced: &Model, findings: &mut Vec<Finding>) {
        let key = if references.key.is_empty() {
            "id"
        } else {
            &references.key
        };
        let Some(target) = referenced.attribute_of_column(key) else {
            findings.push(self.finding(
                "R021",
                Severity::Warning,
                format!(
                    "{} references {}.{key}, and the table has no such column",
                    self.subject(),
                    referenced.table.path()
                ),
            ));
            return;
        };
        if let (Some(own), Some(other)) = (family(self.attribute), family(target))
            && own != other
        {
            findings.push(self.finding(
                "R022",
                Severity::Warning,
                format!(
                    "{} is {} but references {}.{key}, which is {}: most databases refuse such a key",
                    self.subject(),
                    self.attribute.data_type.key,
                    referenced.table.path(),
                    target.data_type.key
                ),
            ));
        }
        if !is_unique(referenced, target) {
            findings.push(self.finding(
                "R023",
                Severity::Error,
                format!(
                    "{} references {}.{key}, which is neither a primary key nor unique: say unique: true there, or databases refuse the key",
                    self.subject(),
                    referenced.table.path()
                ),
            ));
        }
    }
}

/// Types of one family can reference each other.
fn family(attribute: &Attribute) -> Option<&'static str> {
    Some(match attribute.data_type.key.as_str() {
        "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INTEGER" | "BIGINT" => "number",
        "STRING" | "CHAR" | "TEXT" | "CITEXT" => "text",
        "UUID" | "UUIDV1" | "UUIDV4" => "uuid",
        "DATE" | "DATEONLY" => "date",
        "BOOLEAN" => "boolean",
        _ => return None,
    })
}

fn is_unique(model: &Model, attribute: &Attribute) -> bool {
    let alone: HashSet<&str> = HashSet::from_iter([attribute.field.as_str()]);
    let is_alone = |fields: &[serde_json::Value]| {
        fields
            .iter()
            .filter_map(|field| field.as_str().or_else(|| field["name"].as_str()))
            .collect::<HashSet<_>>()
            == alone
    };
    (attribute.primary_key && model.primary_key.len() == 1)
        || model
            .unique_keys
            .values()
            .any(|key| key.fields == [attribute.field.as_str()])
        || model
            .indexes
            .iter()
            .any(|index| index.unique && is_alone(&index.fields))
}
