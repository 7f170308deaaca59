// Two files, one scope, and lines that stay true.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Evaluation, withoutModuleSyntax } from '../../www/facade/evaluate.js';

test('the script sees what the models file declares', async () => {
  const evaluation = new Evaluation();
  const seen = [];
  await evaluation.models('const a = 1; let b = await 2; class C {}', {});
  await evaluation.script('see(a, b, C.name); const a2 = a;', { see: (...values) => seen.push(...values) });
  assert.deepEqual(seen, [1, 2, 'C']);
});

test('a file may declare a name that it is given', async () => {
  const evaluation = new Evaluation();
  await evaluation.models('const sequelize = 5;', { sequelize: 1 });
  assert.equal(evaluation.read('sequelize'), 5);
  assert.equal(evaluation.read('nothing'), undefined);
});

test('places are those of the text as it was written', async () => {
  const evaluation = new Evaluation();
  await evaluation.models('', {});
  const thrown = await evaluation.script('\n\n  null.x;', {}).catch((error) => error);
  assert.deepEqual(evaluation.placeIn(thrown.stack), { file: 'script.js', line: 3, column: 8 });
  const first = await evaluation.script('null.x;', {}).catch((error) => error);
  assert.deepEqual(evaluation.placeIn(first.stack), { file: 'script.js', line: 1, column: 6 });
});

test('module syntax becomes what a script can run, line for line', () => {
  const text = [
    "import Sequelize, { Model as M, DataTypes } from 'sequelize';",
    'export const a = 1;',
    'export default class X extends M {}',
    'export { a };',
  ].join('\n');
  assert.deepEqual(withoutModuleSyntax(text).split('\n'), [
    "const Sequelize = require('sequelize'), { Model: M, DataTypes } = require('sequelize');",
    'const a = 1;',
    'module.exports = class X extends M {}',
    ';',
  ]);
});
