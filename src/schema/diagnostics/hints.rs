//! What to do about the errors Sequelize throws, and about forms of its older versions.

/// Beginnings or parts of messages, and what to do about each.
const HINTS: &[(&str, &str)] = &[
    (
        "requires through option",
        "an N:M relation lives in a table of its own: name it, as in { through: 'UserProjects' }, and give both sides the same name (versions before 5 made up a name)",
    ),
    (
        "'as' must be defined for many-to-many self-associations",
        "a model related to itself needs a name for the other role: { as: 'Children', through: 'Family' }",
    ),
    (
        "in two separate associations",
        "give each association of a model its own name with as; a belongsToMany also needs the name of its through model to be free",
    ),
    (
        "Naming collision between attribute",
        "an association's name becomes a property of the instances, so no attribute may have it: rename one of the two, for instance with as",
    ),
    (
        "N:M associations are not supported with hasMany",
        "write belongsToMany instead of hasMany; hasMany with through is gone since version 2",
    ),
    (
        "called with something that's not a subclass of Sequelize.Model",
        "pass the model itself, not its name, and define it before the association",
    ),
    (
        "but not marked with 'primaryKey: true'",
        "add primaryKey: true to id, or leave id out: Sequelize adds it by itself",
    ),
    (
        "Unrecognized datatype for attribute",
        "the type is undefined: check its spelling in DataTypes",
    ),
    (
        "Values for ENUM have not been defined",
        "list them: DataTypes.ENUM('small', 'large')",
    ),
    (
        "Dependency name must be given as a not empty string",
        "references wants an object, { model: 'Users', key: 'id' }; the text form with referencesKey is gone since version 2",
    ),
    (
        "is not associated to",
        "declare the association before you include it; the classMethods: { associate } of version 3 is ignored since version 4: call associate yourself, or write the association below the models",
    ),
    (
        "Support for `{where: 'raw query'}` has been removed",
        "write the condition as an object, { id: { [Op.gt]: 10 } }, or wrap the text in sequelize.literal()",
    ),
];

/// What to do about an error's message, where that is known.
pub fn hint(message: &str) -> Option<&'static str> {
    HINTS
        .iter()
        .find(|(part, _)| message.contains(part))
        .map(|(_, hint)| *hint)
}

/// Options of `define` that no longer mean anything: the option, since when, what to write now.
pub(super) const OUTDATED_OPTIONS: &[(&str, &str, &str)] = &[
    (
        "classMethods",
        "4",
        "set the methods on the model itself, and declare associations below the models",
    ),
    (
        "instanceMethods",
        "4",
        "write them into the class, or onto Model.prototype",
    ),
];
