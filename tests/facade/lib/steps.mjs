// Compares two records of one script step by step, a step being what was sent and what came of it.

/** The differences of two records: `{label, expected, given}`, the events of each step that differs. */
export function compareSteps(expected, given) {
  const [left, right] = [stepsOf(expected), stepsOf(given)];
  const differences = [];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [a, b] = [left[at] ?? [], right[at] ?? []];
    const label = labelOf(a.at(-1) ?? b.at(-1));
    if (a.join('\n') !== b.join('\n')) differences.push({ label, expected: a, given: b });
  }
  return differences;
}

const isStatement = (event) => event.startsWith('sql: ');
const labelOf = (event) => event.slice(0, event.indexOf(': '));

/** Events up to each one that the script noted. */
function stepsOf(events) {
  const steps = [[]];
  for (const event of events) {
    steps.at(-1).push(event);
    if (!isStatement(event)) steps.push([]);
  }
  if (steps.at(-1).length === 0) steps.pop();
  return steps;
}
