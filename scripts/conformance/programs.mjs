// Random programs on the real Sequelize and on the built package.
import { compareProgram } from '../../tests/facade/lib/beside.mjs';

/** Compares so many programs; gives a text for each call that differs. */
export async function comparePrograms(count, first, differencesOf = (seed) => compareProgram(seed)) {
  const differences = [];
  for (let seed = first; seed < first + count; seed += 1) {
    for (const { call, expected, given } of await differencesOf(seed)) {
      differences.push(`seed ${seed}: ${call}\n${firstDifference(expected.join('\n'), given.join('\n'))}`);
    }
  }
  return differences;
}

/** Where two texts begin to differ, with what stands around. */
function firstDifference(expected, given) {
  let at = 0;
  while (expected[at] === given[at]) at += 1;
  const from = Math.max(0, at - 80);
  return `    expected …${expected.slice(from, at + 200)}\n    given    …${given.slice(from, at + 200)}`;
}
