// What to do about an error, where that is known from its text.

const HINTS = [
  [/\bfindById is not a function/, 'findById is findByPk since Sequelize 5.'],
  [/\.find is not a function/, 'find is findOne since Sequelize 5.'],
  [/\bimport is not a function/, 'sequelize.import is gone since Sequelize 6: define the models here, in models.js.'],
  [/\{where: 'raw query'\}/, 'Write the condition as an object, such as {id: {[Op.gt]: 10}}, or wrap the text in sequelize.literal().'],
  [/requires through option/, "Name the join table: belongsToMany(Target, {through: 'JoinTable'}), the same on both sides."],
  [/is not associated to/, 'An include follows an association: declare it with hasMany, belongsTo, hasOne or belongsToMany first. The option classMethods is ignored since Sequelize 4.'],
  [/associated to \S+ using an alias/, "Name the alias in the include: {model: Model, as: 'alias'}, or write the alias alone."],
  [/associated to \S+ multiple times/, "Say which association is meant: {model: Model, as: 'alias'}."],
  [/in two separate associations/, 'Give each association a name of its own with as.'],
  [/called with something that's not a subclass of Sequelize\.Model/, 'The other model is not defined at this point: define both before associating them.'],
  [/no such table|relation .* does not exist|Table .* doesn't exist|Invalid object name/, 'The table is not there yet: await sequelize.sync() makes the tables of all models.'],
  [/no primary key, this is not allowed/, 'The instance was loaded without its primary key: add it to attributes.'],
  [/FOREIGN KEY constraint|REFERENCE constraint/i, 'A row refers to one that is not there, or is referred to by one that must not be left alone.'],
  [/Cannot use import statement|Unexpected token 'export'/, "Write const {DataTypes} = require('sequelize') at the top."],
  [/await is only valid/, 'Mark the function that holds this await with async.'],
];

export function hintFor(message) {
  return HINTS.find(([pattern]) => pattern.test(message))?.[1] ?? '';
}
