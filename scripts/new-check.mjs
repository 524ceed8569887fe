/**
 * `npm run new:check -- FAMILY ID`: writes `server/src/lint/checks/FAMILY/ID.ts` and its test, and generates
 * the registry and the page again. The check works and its test passes: replace its condition, messages and
 * examples.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './setup.mjs';

const checks = join(root, 'server/src/lint/checks');
/** Folders of helpers, without checks. */
const helperFolders = ['shared'];

function fail(message) {
  console.error(`new:check: ${message}`);
  process.exit(2);
}

const [family, id, ...rest] = process.argv.slice(2);
const families = readdirSync(checks, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !helperFolders.includes(entry.name))
  .map((entry) => entry.name)
  .sort();
if (id === undefined || rest.length > 0) fail('usage: npm run new:check -- FAMILY ID');
if (!families.includes(family)) fail(`there is no family "${family}": use one of ${families.join(', ')}`);
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id))
  fail(`"${id}" cannot be an id: use two or more words in lower case with "-" between them`);
const taken = families.find((one) => existsSync(join(checks, one, `${id}.ts`)));
if (taken) fail(`there is already a file "${id}.ts" in the family ${taken}`);
const others = readFileSync(join(root, 'server/src/text/other-codes.ts'), 'utf8');
if (others.includes(`  '${id}': {`)) fail(`"${id}" is already the code of something else`);

const language = existsSync(join(root, 'server/src/query', family, 'language.ts'))
  ? `${family}Language`
  : undefined;
const languageImport = language
  ? `import { ${language} } from '../../../query/${family}/language.js';\n`
  : '';
const check = `${languageImport}import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: '${id}',
  severity: 'warning',
${language ? `  language: ${language},\n` : ''}  summary: 'The mistake as a title',
  why: 'Say why the mistake matters.',
  avoid: 'name = "Unnamed"',
  prefer: 'name = "Shell Started by a Web Server"',

  check({ rule, document }, report) {
    if (rule.table.name !== 'Unnamed') return;
    report({
      span: valueSpan(document, ['rule', 'name']),
      message: 'Say what is wrong.',
      help: 'Say what to do.',
    });
  },
});
`;
const test = `import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './${id}.js';

checkLint(lint, {
  'the mistake': \`
    name = "Unnamed"
           ^^^^^^^^^ Say what is wrong.\`,
  'no mistake': 'name = "Shell Started by a Web Server"',
});
`;

const path = `server/src/lint/checks/${family}/${id}`;
writeFileSync(join(root, `${path}.ts`), check);
writeFileSync(join(root, `${path}.test.ts`), test);
run(process.execPath, ['scripts/generate.mjs']);
console.log(`wrote ${path}.ts
wrote ${path}.test.ts
Next: npx vitest run ${path}.test.ts server/src/lint/registry.test.ts`);
