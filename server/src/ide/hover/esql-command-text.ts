import type { CommandFacts } from '../../query/esql/commands.js';

const maturities: Readonly<Record<CommandFacts['maturity'], string | undefined>> = {
  released: undefined,
  preview: 'technical preview',
  snapshot: 'not in a release',
};

/** Returns a command's syntax, its effect, and its first version, as Markdown. */
export function commandMarkdown({ usage, summary, since, maturity }: CommandFacts): string {
  const facts = [`since ${since}`, maturities[maturity]].filter((fact) => fact !== undefined);
  return `\`\`\`esql\n${usage}\n\`\`\`\n\n${summary}\n\n${facts.join(' · ')}`;
}
