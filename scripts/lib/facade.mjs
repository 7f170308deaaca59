// The façade as one script, for the worker and for Node.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './process.mjs';

/** The text of the module `entry` of `www/facade` with all it imports; what it exports becomes `globalName`. */
export async function bundleFacade(entry, { target, globalName, minify = false }) {
  // Only now: the package is installed by whoever calls.
  const { build } = await import('esbuild');
  const { outputFiles: [{ text }] } = await build({
    absWorkingDir: root,
    entryPoints: [path.join('www/facade', entry)],
    bundle: true,
    format: 'iife',
    target,
    globalName,
    minify,
    plugins: [namedClasses],
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  return text;
}

/** A class at the top of a module. */
const CLASS = /^(?:export )?class (\w+)(?: extends \w+)? \{/gm;

/**
 * Class names are what the learner reads in errors, and a bundle may change them. esbuild's `keepNames`
 * would keep those of all functions too, by a call wherever one is made: most are made anew in each call of another.
 */
const namedClasses = {
  name: 'named-classes',
  setup({ onLoad }) {
    onLoad({ filter: /www[\\/]facade[\\/].*\.js$/ }, ({ path: file }) => ({
      contents: fs.readFileSync(file, 'utf8').replace(CLASS, "$& static { Object.defineProperty(this, 'name', { value: '$1', configurable: true }); }"),
    }));
  },
};
