// What `require('sequelize')` offers, name by name, beside the real one.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mock, test } from 'node:test';
import { bundleFacade } from '../../scripts/lib/facade.mjs';

const require = createRequire(import.meta.url);
const Real = require('sequelize');
const Relata = require('../../target/node/relata.cjs');

/** Of the real library's drivers and of databases that Relata does not speak. */
const ABSENT = new Set(['postgres', 'mysql', 'mariadb', 'sqlite', 'mssql', 'db2', 'snowflake', 'oracle', 'AsyncQueueError', 'useInflection', 'Mixin', 'default', 'warnOnInvalidOptions',
  // lodash's mixin puts a model's hook methods on its instances too.
  'runHooks', 'addHook', 'removeHook', 'hasHook', 'hasHooks']);

const missing = (real, relata, names = Object.getOwnPropertyNames(real)) =>
  names.filter((name) => !ABSENT.has(name) && !name.startsWith('_') && !(name in relata));

test('every export is there', () => {
  assert.deepEqual(missing(Real, Relata, Object.keys(Real)), []);
});

test('the methods of models, instances, sequelize and queryInterface are there', () => {
  assert.deepEqual(missing(Real.Model, Relata.Model), []);
  assert.deepEqual(missing(Real.Model.prototype, Relata.Model.prototype), []);
  assert.deepEqual(missing(Real.Transaction.prototype, Relata.Transaction.prototype), ['setDeferrable', 'begin', 'forceCleanup']);
  const unlike = ['refreshTypes', 'set', 'dropAllSchemas'];
  assert.deepEqual(missing(Real.prototype, Relata.prototype).filter((name) => !unlike.includes(name)), []);
});

test('operators are the same symbols', () => {
  assert.deepEqual(Relata.Op, Real.Op);
  assert.deepEqual(Relata.QueryTypes, Real.QueryTypes);
  assert.deepEqual(Relata.Transaction.ISOLATION_LEVELS, Real.Transaction.ISOLATION_LEVELS);
});

test('error classes have the same ancestors', () => {
  const ancestors = (Class) => {
    const names = [];
    for (let each = Class; each?.name; each = Object.getPrototypeOf(each)) names.push(each.name);
    return names.filter((name) => name !== 'ConstraintError');
  };
  for (const name of Object.keys(Real).filter((key) => /Error$/.test(key) && !ABSENT.has(key))) {
    assert.deepEqual(ancestors(Relata[name]), ancestors(Real[name]), name);
  }
});

test('errors that a program makes itself have the same fields', () => {
  const parent = () => Object.assign(new Error('refused'), { sql: 'SELECT 1', parameters: { a: 1 } });
  const make = {
    ValidationError: (S) => new S.ValidationError(null, [new S.ValidationErrorItem('x cannot be null', 'notNull Violation', 'x', null, null, 'is_null')]),
    UniqueConstraintError: (S) => new S.UniqueConstraintError({ parent: parent(), fields: { a: 1 }, errors: [] }),
    ForeignKeyConstraintError: (S) => new S.ForeignKeyConstraintError({ parent: parent(), table: 't', fields: ['a'], index: 'i', reltype: 'child' }),
    DatabaseError: (S) => new S.DatabaseError(parent()),
    UnknownConstraintError: (S) => new S.UnknownConstraintError({ constraint: 'c', parent: parent() }),
    OptimisticLockError: (S) => new S.OptimisticLockError({ modelName: 'User', values: {}, where: {} }),
    AggregateError: (S) => new S.AggregateError([new Error('a'), new S.AggregateError([new Error('b')])]),
    EmptyResultError: (S) => new S.EmptyResultError('none'),
  };
  for (const [name, build] of Object.entries(make)) {
    const describe = (error) => ({ ...error, parent: error.parent?.message, original: error.original?.message, message: error.message, text: String(error), errors: String(error.errors) });
    assert.deepEqual(describe(build(Relata)), describe(build(Real)), name);
  }
});

test('types write themselves alike', () => {
  const written = (D) => [
    D.STRING(40), D.STRING, D.STRING.BINARY, D.CHAR(3), D.TEXT, D.TEXT('tiny'), D.INTEGER(5).UNSIGNED.ZEROFILL, D.BIGINT, D.FLOAT(4, 2),
    D.DOUBLE, D.DECIMAL(10, 2), D.DECIMAL, D.BOOLEAN, D.DATE, D.DATEONLY, D.TIME, D.UUID, D.JSON, D.BLOB('long'), D.ARRAY(D.INTEGER), D.NUMERIC,
  ].map((type) => (typeof type === 'function' ? new type() : type)).map((type) => [type.key, type.toSql()]);
  assert.deepEqual(written(Relata.DataTypes), written(Real.DataTypes));
  assert.deepEqual(Relata.DataTypes.ENUM('a', 'b').values, ['a', 'b']);
  assert.ok(Relata.DataTypes.STRING(4) instanceof Relata.DataTypes.STRING);
});

test('a connection is described in any of the four ways', () => {
  const options = { logging: false };
  const read = (sequelize) => [sequelize.getDialect(), sequelize.config.database, sequelize.config.username, sequelize.config.host];
  assert.deepEqual(read(new Relata('sqlite::memory:', options)).slice(0, 1), ['sqlite']);
  assert.deepEqual(read(new Relata('postgres://ann:secret@db.example:5433/shop', options)), ['postgres', 'shop', 'ann', 'db.example']);
  assert.deepEqual(read(new Relata('shop', 'ann', 'secret', { ...options, dialect: 'mysql' })), ['mysql', 'shop', 'ann', 'localhost']);
  assert.deepEqual(read(new Relata({ ...options, dialect: 'mssql', database: 'shop' })).slice(0, 2), ['mssql', 'shop']);
  assert.throws(() => new Relata({}), /Dialect needs to be explicitly supplied as of v4.0.0/);
  assert.throws(() => new Relata({ dialect: 'dbase' }), /The dialect dbase is not supported/);
});

test('classes keep their names where all others are shortened', async () => {
  const release = await bundleFacade('node.js', { target: 'node20', globalName: 'relata', minify: true });
  const { Sequelize } = new Function(`${release}; return relata;`)();
  const isClass = (value) => typeof value === 'function' && 'prototype' in value;
  const names = (library) => Object.entries(library).filter(([, value]) => isClass(value)).map(([key, { name }]) => [key, name]);
  assert.ok(names(Sequelize).length > 50);
  assert.deepEqual(names(Sequelize), names(Relata));
  assert.equal(Sequelize.ValidationError.name, 'ValidationError');
});

test('a hook that is not run here says so', () => {
  const warn = mock.method(console, 'warn', () => {});
  try {
    const sequelize = new Relata('sqlite::memory:', { logging: false, hooks: { beforeQuery() {} } });
    sequelize.addHook('afterConnect', () => {});
    sequelize.define('Kite', {}).beforeCreate(() => {});
    assert.deepEqual(warn.mock.calls.map(({ arguments: [text] }) => text.split(' is ')[0]), ['(relata) beforeQuery', '(relata) afterConnect']);
  } finally {
    warn.mock.restore();
  }
});
