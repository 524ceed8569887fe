/** The marker at the start of `rulewright diff --format markdown`, which identifies the comment. */
export const marker = '<!-- rulewright diff -->';

/** GitHub rejects longer comments. */
const longestComment = 65_000;
const mostListed = 10;

const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
/** Formats untrusted text as code, so that it cannot contain markup, links or mentions. */
function plain(text) {
  const line = text.replace(/\s+/g, ' ');
  const longest = (line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const marks = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${line}${pad}${marks}`;
}

/**
 * Returns the findings of the commands as one comment.
 *
 * @param results `findings` is their number, `tests` and `mutations` are the JSON of the commands,
 * `differences` is Markdown.
 */
export function reportText({ findings, tests, mutations, differences }) {
  const text = [
    marker,
    `**Lint** ${findings === 0 ? 'nothing found in changed rules' : `${count(findings, 'finding')} in changed rules`}`,
    `**Tests** ${testLine(tests)}`,
    `**Proof** ${proofLine(mutations)}`,
    '',
    ...failedTests(tests),
    ...survivors(mutations),
    differences.replace(marker, '').trim(),
    '',
  ].join('  \n');
  if (text.length <= longestComment) return text;
  return `${text.slice(0, text.lastIndexOf('\n', longestComment))}\n\n… the rest is too long for a comment.\n`;
}

function testLine(tests) {
  if (!tests) return 'not run';
  const { passed, failed, errors } = tests.summary;
  const parts = [
    `${passed} passed`,
    ...(failed > 0 ? [`**${failed} failed**`] : []),
    ...(errors > 0 ? [`**${count(errors, 'error')}**`] : []),
  ];
  return parts.join(', ');
}

function proofLine(mutations) {
  const score = mutations?.summary.score;
  return score === undefined || score === null
    ? 'no changed rule has tests to prove it'
    : `the tests of changed rules notice ${score} % of the changes that were tried`;
}

function failedTests(tests) {
  const failed = (tests?.tests ?? []).filter(({ status }) => status === 'failed' || status === 'error');
  return listed(
    'Tests that fail',
    failed.map(({ rule, name }) => `${plain(name ?? '')} (${plain(rule ?? '')})`),
  );
}

function survivors(mutations) {
  const found = (mutations?.rules ?? []).flatMap(({ rule, survivors: all }) =>
    all.map(({ description }) => `${plain(rule)}: no test notices a rule that ${plain(description)}`),
  );
  return listed('Changes that no test notices', found);
}

function listed(title, items) {
  if (items.length === 0) return [];
  const rest = items.length - mostListed;
  return [
    `<details><summary>${title}: ${items.length}</summary>`,
    '',
    ...items.slice(0, mostListed).map((item) => `- ${item}`),
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
    '',
    '</details>',
    '',
  ];
}
