// How values look in the learner's console.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Console } from '../../www/facade/console.js';
import { format, inspect } from '../../www/facade/inspect.js';
import { drawTable } from '../../www/facade/table.js';

test('scalars and plain objects look as in Node', () => {
  assert.equal(inspect('it\'s'), '"it\'s"');
  assert.equal(inspect({ a: 1, 'b-c': [true, null, undefined], d: { e: 10n } }), "{ a: 1, 'b-c': [ true, null, undefined ], d: { e: 10n } }");
  assert.equal(inspect([]), '[]');
  assert.equal(inspect(new Date(0)), '1970-01-01T00:00:00.000Z');
  assert.equal(inspect(new Map([['a', 1]])), "Map(1) { 'a' => 1 }");
  assert.equal(inspect(class A extends Array {}), '[class A extends Array]');
});

test('what does not fit on a line gets a line for each part', () => {
  const row = { name: 'a name of some length', title: 'a title of some length too' };
  assert.equal(inspect([row, row]), [
    '[',
    "  { name: 'a name of some length', title: 'a title of some length too' },",
    "  { name: 'a name of some length', title: 'a title of some length too' }",
    ']',
  ].join('\n'));
});

test('circles, depth and long lists come to an end', () => {
  const circle = { name: 'c' };
  circle.self = circle;
  assert.equal(inspect(circle), "{ name: 'c', self: [Circular *1] }");
  assert.equal(inspect({ a: { b: { c: { d: { e: 1 } } } } }), '{ a: { b: { c: { d: [Object] } } } }');
  assert.match(inspect(Array.from({ length: 150 }, () => 0)), /… 50 more items/);
});

test('format fills in placeholders and keeps the rest', () => {
  assert.equal(format(['%s has %d', 'Ann', '3', { x: 1 }], 100), 'Ann has 3 { x: 1 }');
  assert.equal(format(['100%'], 100), '100%');
});

test('an error shows its name, its message and its own scalar fields', () => {
  assert.equal(inspect(Object.assign(new TypeError('no'), { code: 7 })), 'TypeError: no { code: 7 }');
});

test('console.table draws rows as a table', () => {
  assert.equal(drawTable([{ id: 1, name: 'Ann' }, { id: 22 }]), [
    '┌─────────┬────┬───────┐',
    '│ (index) │ id │ name  │',
    '├─────────┼────┼───────┤',
    "│ 0       │ 1  │ 'Ann' │",
    '│ 1       │ 22 │       │',
    '└─────────┴────┴───────┘',
  ].join('\n'));
  assert.match(drawTable(['a', 'b']), /Values/);
});

test('a flood is cut and counted, fast', () => {
  const console = new Console(() => null);
  const { log } = console.methods();
  const text = 'x'.repeat(50_000);
  const start = performance.now();
  for (let i = 0; i < 20_000; i++) log(text);
  const wide = Array.from({ length: 1000 }, () => text);
  for (let i = 0; i < 1000; i++) log(wide);
  assert.ok(performance.now() - start < 1000);
  const lines = JSON.parse(`[${console.json}]`);
  assert.equal(lines.length, 1000);
  assert.equal(console.dropped, 20_000);
  assert.equal(lines[0].text.length, 4000);
});
