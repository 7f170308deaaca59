// Models as real Sequelize holds them after a file has run, in words that Relata's models have too.
import { encode } from './encode.mjs';
import { Sequelize } from './sequelize.mjs';

/** What each association was called when it was made. */
export const names = new WeakMap();

/** Every model by its name, in Sequelize's order. */
export function describe(sequelize) {
  return Object.fromEntries(sequelize.modelManager.models.map((model) => [model.name, describeModel(model)]));
}

function describeModel(model) {
  return trimmed({
    table: tableName(model.getTableName()),
    singular: model.options.name.singular,
    plural: model.options.name.plural,
    primaryKey: model.primaryKeyAttributes,
    timestamps: model._timestampAttributes,
    attributes: mapValues(model.rawAttributes, describeAttribute),
    uniqueKeys: mapValues(model.uniqueKeys, ({ fields }) => fields),
    indexes: model._indexes.map(({ name }) => name),
    associations: mapValues(model.associations, describeAssociation),
  });
}

/** Columns are told where they are called otherwise than the attribute. */
const unless = (name, column) => (column === name ? undefined : column);

function describeAttribute(attribute) {
  const { fieldName, type, field, allowNull, primaryKey, autoIncrement, references, onDelete, onUpdate, unique } = attribute;
  return trimmed({
    isVirtual: type instanceof Sequelize.DataTypes.VIRTUAL || undefined,
    field: unless(fieldName, field),
    allowNull,
    // It is there and says nothing: some dialects take that for false.
    allowNullIsNull: ('allowNull' in attribute && (allowNull ?? null) === null) || undefined,
    primaryKey: primaryKey || undefined,
    autoIncrement: autoIncrement || undefined,
    unique: Boolean(unique) || undefined,
    references: references?.model && { table: tableName(references.model), key: references.key },
    // The SQL has them in capitals, however they were written.
    onDelete: onDelete?.toUpperCase(),
    onUpdate: onUpdate?.toUpperCase(),
  });
}

function describeAssociation(association) {
  const { associationType, target, foreignKey, identifierField, isAliased, accessors, through } = association;
  const name = names.get(association) ?? association.options.name;
  return trimmed({
    kind: associationType,
    target: target.name,
    singular: name.singular,
    plural: association.isMultiAssociation ? name.plural : undefined,
    isAliased,
    // Where a belongsToMany is given a key without a name, its attribute is called `undefined`.
    foreignKey: String(foreignKey),
    foreignKeyField: unless(String(foreignKey), identifierField),
    sourceKey: association.sourceKey,
    sourceKeyField: unless(association.sourceKey, association.sourceKeyField),
    targetKey: association.targetKey,
    targetKeyField: unless(association.targetKey, association.targetKeyField),
    otherKey: through && String(association.otherKey),
    otherKeyField: unless(String(association.otherKey), association.foreignIdentifierField),
    through: through && trimmed({ model: through.model.name, unique: through.unique !== false, scope: encode(through.scope) }),
    scope: association.scope && encode(association.scope),
    accessors: Object.values(accessors),
  });
}

const tableName = (table) => (typeof table === 'object' ? trimmed({ schema: table.schema, name: table.tableName, delimiter: unless('.', table.delimiter) }) : { name: table });

const mapValues = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** Without what is absent or empty. */
function trimmed(object) {
  const kept = Object.entries(object).filter(([, value]) => value !== undefined && value !== null && (typeof value !== 'object' || Object.keys(value).length > 0));
  return Object.fromEntries(kept);
}
