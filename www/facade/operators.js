// `Op`: the operators of a where, as the global symbols that Sequelize uses.

const NAMES = [
  'eq', 'ne', 'gte', 'gt', 'lte', 'lt', 'not', 'is', 'in', 'notIn', 'like', 'notLike', 'iLike', 'notILike',
  'startsWith', 'endsWith', 'substring', 'regexp', 'notRegexp', 'iRegexp', 'notIRegexp', 'between', 'notBetween',
  'overlap', 'contains', 'contained', 'adjacent', 'strictLeft', 'strictRight', 'noExtendRight', 'noExtendLeft',
  'and', 'or', 'any', 'all', 'values', 'col', 'placeholder', 'join', 'match',
];

export const Op = Object.fromEntries(NAMES.map((name) => [name, Symbol.for(name)]));

const names = new Map(NAMES.map((name) => [Op[name], name]));

/** The operator's name, or undefined for another symbol. */
export const operatorName = (symbol) => names.get(symbol);

/** The keys of a where: operators first, as Sequelize reads them. */
export const complexKeys = (object) => [
  ...Object.getOwnPropertySymbols(object).filter((symbol) => names.has(symbol)),
  ...Object.keys(object),
];
