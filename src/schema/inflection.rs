//! Turns a model's name into its plural and singular, word for word as npm's `inflection` 1.13 does.
//!
//! Sequelize takes table names, accessor names and key names from it, so its mistakes matter as
//! much as its rules: `Analyses` becomes `AnalyAsis`, `Data` becomes `Datum`. Rules are tried in
//! order and the first that matches decides; one without a replacement says "already right".

/// Words with one form for both numbers. Sorted, for binary search.
#[rustfmt::skip]
const UNCOUNTABLE: &[&str] = &[
    "accommodation", "adulthood", "advertising", "advice", "aggression", "aid", "air",
    "aircraft", "alcohol", "anger", "applause", "arithmetic", "assistance", "athletics", "bacon",
    "baggage", "beef", "biology", "blood", "botany", "bread", "butter", "carbon", "cardboard",
    "cash", "chalk", "chaos", "chess", "countryside", "crossroads", "dancing", "deer", "dignity",
    "dirt", "dust", "economics", "education", "electricity", "engineering", "enjoyment", "envy",
    "equipment", "ethics", "evidence", "evolution", "fame", "fiction", "flour", "flu", "food",
    "fuel", "fun", "furniture", "gallows", "garbage", "garlic", "genetics", "gold", "golf",
    "gossip", "gratitude", "grief", "guilt", "gymnastics", "happiness", "hardware", "harm",
    "hate", "hatred", "health", "heat", "help", "homework", "honesty", "honey", "hospitality",
    "housework", "humour", "hunger", "hydrogen", "ice", "importance", "inflation", "information",
    "innocence", "iron", "irony", "jam", "jewelry", "judo", "karate", "knowledge", "lack",
    "laughter", "lava", "leather", "leisure", "lightning", "linguine", "linguini", "linguistics",
    "literature", "litter", "livestock", "logic", "loneliness", "luck", "luggage", "macaroni",
    "machinery", "magic", "management", "mankind", "marble", "mathematics", "mayonnaise",
    "measles", "methane", "milk", "minus", "money", "mud", "mumps", "music", "nature", "news",
    "nitrogen", "nonsense", "nurture", "nutrition", "obedience", "obesity", "oxygen", "pasta",
    "patience", "physics", "poetry", "pollution", "poverty", "pride", "psychology", "publicity",
    "punctuation", "quartz", "racism", "relaxation", "reliability", "research", "respect",
    "revenge", "rice", "rubbish", "rum", "safety", "scenery", "seafood", "seaside", "series",
    "shame", "sheep", "shopping", "sleep", "smoke", "smoking", "snow", "soap", "software",
    "soil", "spaghetti", "species", "steam", "stuff", "stupidity", "sunshine", "symmetry",
    "tennis", "thirst", "thunder", "timber", "traffic", "transportation", "trust", "underwear",
    "unemployment", "unity", "validity", "veal", "vegetarianism", "vegetation", "vengeance",
    "violence", "vitality", "warmth", "wealth", "weather", "welfare", "wheat", "wildlife",
    "wisdom", "yoga", "zinc", "zoology",
];

/// What stands before a rule's tail and is kept.
#[derive(Clone, Copy)]
enum Stem {
    /// One of these texts.
    Words(&'static [&'static str]),
    /// Any one character but these.
    NotIn(&'static str),
    /// Any one character but these, or the text.
    NotInOr(&'static str, &'static str),
    /// This text, whose first letter the library's pattern repeats by mistake.
    Repeating(&'static str),
    /// The word begins with this text and the tail; what follows them is kept too.
    Start(&'static str),
}

/// One rule: `stem tail` at the end of the word (or the whole of it) becomes `stem into`.
struct Rule {
    whole: bool,
    stem: Stem,
    tail: &'static str,
    into: Option<&'static str>,
}

const fn ends(stems: &'static [&'static str], tail: &'static str) -> Rule {
    Rule {
        whole: false,
        stem: Stem::Words(stems),
        tail,
        into: None,
    }
}

const fn is(stems: &'static [&'static str], tail: &'static str) -> Rule {
    Rule {
        whole: true,
        ..ends(stems, tail)
    }
}

const fn after(stem: Stem, tail: &'static str) -> Rule {
    Rule {
        whole: false,
        stem,
        tail,
        into: None,
    }
}

impl Rule {
    const fn to(self, into: &'static str) -> Self {
        Self {
            into: Some(into),
            ..self
        }
    }
}

const VOWELS: &str = "aeiouy";
const ANY: &[&str] = &[""];
const SES: &[&str] = &["ba", "diagno", "parenthe", "progno", "synop", "the"];
const SIBILANTS: &[&str] = &["x", "ch", "ss", "sh"];
const STATUS: &[&str] = &["alias", "status", "canvas", "campus"];
const POTATO: &[&str] = &["buffal", "tomat", "potat"];
const MOUSE: &[&str] = &["m", "|", "l"];

/// Singular to plural.
#[rustfmt::skip]
const PLURAL: &[Rule] = &[
    is(&["m", "wom"], "en"), ends(&["pe"], "ople"), ends(&["child"], "ren"), ends(&["t", "i"], "a"),
    after(Stem::Repeating("analy"), "ses"), ends(SES, "ses"), ends(&["database"], "s"), ends(&["drive"], "s"), ends(&["hi", "ti"], "ves"),
    ends(&["curve"], "s"), ends(&["l", "r"], "ves"), after(Stem::NotIn("fo"), "ves"),
    after(Stem::NotInOr(VOWELS, "qu"), "ies"), ends(&["s"], "eries"), ends(&["m"], "ovies"),
    ends(SIBILANTS, "es"), ends(MOUSE, "ice"), ends(&["bus"], "es"), ends(&["o"], "es"),
    ends(&["shoe"], "s"), ends(&["cris", "ax", "test"], "es"), ends(&["octop", "vir"], "uses"),
    ends(STATUS, "es"), is(&["summons", "bonus"], "es"), after(Stem::Start("ox"), "en"), ends(&["matr"], "ices"),
    is(ANY, "feet"), is(ANY, "teeth"), is(ANY, "geese"), ends(&["quiz"], "zes"),
    is(&["whereas"], "es"), is(&["criteri"], "a"), is(ANY, "genera"),

    is(&["m", "wom"], "an").to("en"), ends(&["pe"], "rson").to("ople"), ends(&["child"], "").to("ren"),
    ends(&["drive"], "").to("s"), is(&["ox"], "").to("en"), ends(&["ax", "test"], "is").to("es"),
    ends(&["octop", "vir"], "us").to("uses"), ends(STATUS, "").to("es"),
    is(&["summons", "bonus"], "").to("es"), ends(&["bu"], "s").to("ses"), ends(POTATO, "o").to("oes"),
    ends(&["t", "i"], "um").to("a"), ends(ANY, "sis").to("ses"), after(Stem::NotIn("f"), "fe").to("ves"),
    ends(&["l", "r"], "f").to("ves"), ends(&["hi", "ti"], "ve").to("ves"),
    after(Stem::NotInOr(VOWELS, "qu"), "y").to("ies"), ends(&["matr"], "ix").to("ices"),
    ends(&["vert", "ind"], "ex").to("ices"), ends(SIBILANTS, "").to("es"), ends(MOUSE, "ouse").to("ice"),
    is(ANY, "foot").to("feet"), is(ANY, "tooth").to("teeth"), is(ANY, "goose").to("geese"),
    ends(&["quiz"], "").to("zes"), is(&["whereas"], "").to("es"), is(&["criteri"], "on").to("a"),
    is(ANY, "genus").to("genera"), ends(ANY, "s").to("s"), ends(ANY, "").to("s"),
];

/// Plural to singular.
#[rustfmt::skip]
const SINGULAR: &[Rule] = &[
    is(&["m", "wom"], "an"), ends(&["pe"], "rson"), ends(&["child"], ""), ends(&["drive"], ""),
    is(&["ox"], ""), ends(&["ax", "test"], "is"), ends(&["octop", "vir"], "us"), ends(STATUS, ""),
    is(&["summons", "bonus"], ""), ends(&["bu"], "s"), ends(POTATO, "o"), ends(&["t", "i"], "um"),
    ends(ANY, "sis"), after(Stem::NotIn("f"), "fe"), ends(&["l", "r"], "f"), ends(&["hi", "ti"], "ve"),
    after(Stem::NotInOr(VOWELS, "qu"), "y"), ends(SIBILANTS, ""), ends(&["matr"], "ix"),
    ends(MOUSE, "ouse"), is(ANY, "foot"), is(ANY, "tooth"), is(ANY, "goose"), ends(&["quiz"], ""),
    is(&["whereas"], ""), is(&["criteri"], "on"), is(ANY, "genus"),

    is(&["m", "wom"], "en").to("an"), ends(&["pe"], "ople").to("rson"), ends(&["child"], "ren").to(""),
    ends(&["database"], "s").to(""), ends(&["drive"], "s").to(""), is(ANY, "genera").to("genus"),
    is(&["criteri"], "a").to("on"), ends(&["t", "i"], "a").to("um"), 
    after(Stem::Repeating("analy"), "ses").to("sis"), ends(SES, "ses").to("sis"),
    ends(&["hi", "ti"], "ves").to("ve"), ends(&["curve"], "s").to(""), ends(&["l", "r"], "ves").to("f"),
    ends(&["a"], "ves").to("ve"), after(Stem::NotIn("fo"), "ves").to("fe"), ends(&["m"], "ovies").to("ovie"),
    after(Stem::NotInOr(VOWELS, "qu"), "ies").to("y"), ends(&["s"], "eries").to("eries"),
    ends(SIBILANTS, "es").to(""), ends(MOUSE, "ice").to("ouse"), ends(&["bus"], "es").to(""),
    ends(&["o"], "es").to(""), ends(&["shoe"], "s").to(""), ends(&["cris", "ax", "test"], "es").to("is"),
    ends(&["octop", "vir"], "uses").to("us"), ends(STATUS, "es").to(""),
    is(&["summons", "bonus"], "es").to(""), after(Stem::Start("ox"), "en").to(""), ends(&["matr"], "ices").to("ix"),
    ends(&["vert", "ind"], "ices").to("ex"), is(ANY, "feet").to("foot"), is(ANY, "teeth").to("tooth"),
    is(ANY, "geese").to("goose"), ends(&["quiz"], "zes").to(""), is(&["whereas"], "es").to(""),
    ends(ANY, "ss").to("ss"), ends(ANY, "s").to(""),
];

/// The plural: `Task` → `Tasks`, `Person` → `People`.
pub fn pluralize(word: &str) -> String {
    apply(word, PLURAL)
}

/// The singular: `Tasks` → `Task`, `Children` → `Child`.
pub fn singularize(word: &str) -> String {
    apply(word, SINGULAR)
}

fn apply(word: &str, rules: &[Rule]) -> String {
    // ASCII alone, so that a position in `lower` is one in `word`.
    let lower = word.to_ascii_lowercase();
    if UNCOUNTABLE.binary_search(&lower.as_str()).is_ok() {
        return word.into();
    }
    let last = lower.as_bytes().last();
    for rule in rules {
        // Most rules are ruled out by their last letter.
        let tail = rule.tail.as_bytes().last();
        let is_start = matches!(rule.stem, Stem::Start(_));
        if tail.is_some() && tail != last && !is_start {
            continue;
        }
        if let Some(stem_end) = stem_end(&lower, rule) {
            return match rule.into {
                None => word.into(),
                Some(into) => replace(word, rule, stem_end, into),
            };
        }
    }
    word.into()
}

fn replace(word: &str, rule: &Rule, stem_end: usize, into: &str) -> String {
    let stem = &word[..stem_end];
    match rule.stem {
        Stem::Repeating(text) => {
            let first = stem_end - text.len();
            format!("{stem}{}{into}", &word[first..=first])
        }
        Stem::Start(_) => format!("{stem}{into}{}", &word[stem_end + rule.tail.len()..]),
        _ => format!("{stem}{into}"),
    }
}

/// Where the kept part of the word ends, if the rule matches.
fn stem_end(lower: &str, rule: &Rule) -> Option<usize> {
    if let Stem::Start(text) = rule.stem {
        let rest = lower.strip_prefix(text)?;
        return rest.starts_with(rule.tail).then_some(text.len());
    }
    let stem = lower.strip_suffix(rule.tail)?;
    let is_not_in = |set: &str| stem.chars().next_back().is_some_and(|c| !set.contains(c));
    let matches = match rule.stem {
        Stem::Words(words) if rule.whole => words.contains(&stem),
        Stem::Words(words) => words.iter().any(|word| stem.ends_with(word)),
        Stem::NotIn(set) => is_not_in(set),
        Stem::NotInOr(set, text) => stem.ends_with(text) || is_not_in(set),
        Stem::Repeating(text) | Stem::Start(text) => stem.ends_with(text),
    };
    matches.then_some(stem.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What npm's `inflection` answers: word, plural, singular.
    const MEASURED: &str = include_str!("../../tests/data/inflection.tsv");

    #[test]
    fn agrees_with_the_npm_package() {
        let wrong: Vec<_> = MEASURED
            .lines()
            .filter(|line| {
                let word = line.split('\t').next().unwrap_or_default();
                *line != format!("{word}\t{}\t{}", pluralize(word), singularize(word))
            })
            .collect();
        assert!(
            wrong.is_empty(),
            "{} differ: {:?}",
            wrong.len(),
            &wrong[..wrong.len().min(20)]
        );
    }
}
