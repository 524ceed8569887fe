import { existsSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of the checkout, with a separator at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Every generated file: the script that writes it (a module with a default function) and its inputs. A folder
 * among the inputs means all files in it.
 */
export const generators = [
  {
    script: './generate-fields.mjs',
    output: 'server/src/fields/ecs.generated.ts',
    inputs: ['scripts/generate-fields.mjs', 'node_modules/@elastic/ecs/package.json'],
  },
  {
    script: './generate-case.mjs',
    output: 'server/src/query/patterns/case.generated.ts',
    inputs: ['scripts/generate-case.mjs'],
  },
  {
    script: './generate-lints.mjs',
    output: 'server/src/lint/registry.generated.ts',
    inputs: ['scripts/generate-lints.mjs', 'server/src/lint/checks'],
  },
  {
    script: './generate-schemas.mjs',
    output: 'schemas/configuration.schema.json',
    inputs: [
      'scripts/generate-schemas.mjs',
      'server/src/lint/checks',
      'server/src/lint/parse-configuration.ts',
    ],
  },
  {
    script: './generate-lint-docs.mjs',
    output: 'docs/lints/README.md',
    inputs: [
      'scripts/generate-lint-docs.mjs',
      'server/src/lint/checks',
      'server/src/lint/documentation.ts',
      'server/src/text/other-codes.ts',
    ],
  },
  {
    script: './generate-diagrams.mjs',
    output: 'docs/grammars/README.md',
    inputs: [
      'scripts/generate-diagrams.mjs',
      'scripts/railroad.mjs',
      'server/src/query/token-types.ts',
      'server/src/query/eql',
      'server/src/query/kql',
    ],
  },
];

/** Returns whether the output is missing or older than one of its inputs. */
export function isStale({ output, inputs }) {
  const target = join(root, output);
  if (!existsSync(target)) return true;
  const written = statSync(target).mtimeMs;
  return inputs.some((input) => newest(join(root, input)) > written);
}

/** Writes a generated file atomically, so that nobody reads half of it. */
export function writeOutput(output, text) {
  const target = join(root, output);
  const temporary = `${target}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, target);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  return stats.isDirectory()
    ? Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
    : stats.mtimeMs;
}
