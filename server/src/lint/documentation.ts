import { type CodePage, otherCodes } from '../text/other-codes.js';
import type { Lint, LintScope } from './lint.js';
import { fixableLints, lints } from './registry.generated.js';

/** Codes that no lint reports, each with its page. */
const otherPages: ReadonlyMap<string, CodePage> = new Map(Object.entries(otherCodes));

/** Every code that a problem can have. */
export const documentedCodes: readonly string[] = [...lints.map(({ id }) => id), ...otherPages.keys()];

/** Returns a short description of a code, which is empty for an unknown code. */
export function summaryOf(code: string): string {
  return (lints.find(({ id }) => id === code) ?? otherPages.get(code))?.summary ?? '';
}

/** Returns the page of a code as Markdown, or undefined for an unknown code. */
export function codePage(code: string): string | undefined {
  const lint = lints.find(({ id }) => id === code);
  if (lint) return lintPage(lint);
  const page = otherPages.get(code);
  return page && otherPage(code, page);
}

function otherPage(code: string, { summary, why, remedy }: CodePage): string {
  return `# ${code}

${summary}.

${why}

## What to do

${remedy}

No check reports this code, so no configuration and no comment switches it off.
`;
}

/** Returns the documentation of a lint as a Markdown page. */
function lintPage(lint: Lint): string {
  const { id, summary, why, avoid, prefer, refusedBy, counterpart, bypass } = lint;
  const facts = [
    ['Severity', levelOf(lint)],
    ['Rules', scopes[lint.scope ?? 'active']],
    ['Fix', fixableLints.has(id) ? 'offered where the remedy is clear' : 'none'],
    ...(refusedBy ? [['Refused by', refusers[refusedBy]]] : []),
    ...(counterpart ? [['In detection-rules', `\`${counterpart}\``]] : []),
    ...(bypass ? [['Switched off by', `\`DR_BYPASS_${bypass.toUpperCase()}\``]] : []),
  ];
  return `# ${id}

${summary}.

${why}

| | |
|---|---|
${facts.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}

## Avoid

${severalFiles(avoid)}${example(avoid)}

## Prefer

${example(prefer)}

## Switch off

In \`.rulewright.yaml\`:

\`\`\`yaml
checks: {${id}: off}
\`\`\`

At one place: \`# rulewright-ignore ${id}\` on the line above, or \`// rulewright-ignore ${id}\` in a query.
`;
}

const refusers: Readonly<Record<NonNullable<Lint['refusedBy']>, string>> = {
  Elasticsearch: 'Elasticsearch, when the rule runs',
  Kibana: 'Kibana, when the rule is created',
  TOML: 'every TOML parser',
};

const scopes: Readonly<Record<LintScope, string>> = {
  active: 'all that are not deprecated',
  production: 'those in production',
  deprecated: 'deprecated ones',
  any: 'all',
};

function levelOf({ severity, elasticSeverity, profile, off }: Lint): string {
  if (off) return `${severity}; off unless the configuration gives it a level`;
  if (profile === 'elastic') return `${severity}, in the profile \`elastic\` only`;
  return elasticSeverity ? `${severity}; ${elasticSeverity} in the profile \`elastic\`` : severity;
}

/** Returns how to read an example of several files, or an empty string for a single file. */
function severalFiles(text: string): string {
  if (!/^#- /m.test(text.replace(/^#- .*/, ''))) return '';
  const packed = /integration-(?:manifests|schemas)\.json$/m.test(text);
  const note = packed ? ' Files shown here as `.json` are `.json.gz` in a checkout.' : '';
  return `A line \`#- path\` starts another file.${note}\n\n`;
}

function example(text: string): string {
  const isToml = /^(?:#- |\s*\[|\s*[a-z_]+ *=)/m.test(text);
  return `\`\`\`${isToml ? 'toml' : 'eql'}\n${text.trim()}\n\`\`\``;
}

/** Returns a page with all codes as tables: those of lints with severity and mistake, then the others. */
export function codeTables(): string {
  const rows = lints.map((lint) => `| [${lint.id}](${lint.id}.md) | ${levelOf(lint)} | ${lint.summary} |`);
  const others = [...otherPages].map(([code, { summary }]) => `| [${code}](${code}.md) | ${summary} |`);
  return `# Checks

The checks of \`rulewright lint\` and the editor. \`rulewright lint --list\` prints this list, \`rulewright docs CODE\` a page.
Examples are queries, keys of \`[rule]\` or whole files. In an example of several files, a line \`#- path\` starts each: the first is
the checked rule, other \`.toml\` files are other rules, \`#- before\` is the rule before the change, and the rest are files of a
checkout of detection-rules.

| Check | Severity | Reports |
|---|---|---|
${rows.join('\n')}

## Other codes

No check reports these: they are about the configuration, test files, events and runs.

| Code | Reports |
|---|---|
${others.join('\n')}
`;
}
