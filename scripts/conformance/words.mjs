// The words whose plurals and singulars a test measures, against npm's `inflection` as Sequelize has it.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/process.mjs';

const { pluralize, singularize } = createRequire(import.meta.url)('inflection');
const file = path.join(root, 'tests/data/inflection.tsv');

/** The lines of `tests/data/inflection.tsv` that the package does not say, and the count of all. */
export function compareWords() {
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const different = lines.filter((line) => {
    const [word] = line.split('\t');
    return line !== [word, pluralize(word), singularize(word)].join('\t');
  });
  return { count: lines.length, different };
}
