/** Draws the grammars of the query languages as syntax diagrams in docs/grammars. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, writeOutput } from './generators.mjs';
import { loadModule } from './load-module.mjs';
import { drawGrammar } from './railroad.mjs';

const folder = 'docs/grammars';
const languages = [
  { id: 'eql', name: 'EQL', exported: 'EqlGrammar' },
  { id: 'kql', name: 'KQL', exported: 'KqlGrammar' },
  { id: 'esql', name: 'ES|QL', exported: 'EsqlGrammar' },
];

export default async function generate() {
  mkdirSync(join(root, folder), { recursive: true });
  const { categories } = await loadModule('server/src/query/token-types.ts');
  const used = new Set();
  for (const { id, name, exported } of languages) {
    const { [exported]: Grammar } = await loadModule(`server/src/query/${id}/grammar.ts`);
    const rules = new Grammar().getSerializedGastProductions();
    for (const [, token] of JSON.stringify(rules).matchAll(/"type":"Terminal","name":"([^"]+)"/g))
      used.add(token);
    writeOutput(`${folder}/${id}.svg`, drawGrammar(`Syntax of ${name}`, rules));
  }
  const rows = Object.entries(categories)
    .filter(([name]) => used.has(name))
    .map(
      ([name, kinds]) => `| ${name} | ${kinds.map((kind) => `\`${kind.replace('|', '\\|')}\``).join(' ')} |`,
    );
  writeOutput(
    `${folder}/README.md`,
    `# Grammars

Drawn from the rules that parse queries (\`server/src/query/<language>/grammar*.ts\`). Rounded boxes are tokens, square ones are
rules. Missing parts of a query are reported and filled in, so the rules also continue where these diagrams end.

${languages.map(({ id, name }) => `## ${name}\n\n![Syntax diagram of ${name}](${id}.svg)`).join('\n\n')}

## Tokens that share a name

| Name | Tokens |
|---|---|
${rows.join('\n')}
`,
  );
}
