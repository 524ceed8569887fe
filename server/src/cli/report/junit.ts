import { markupWithoutCommands } from '../../text/ci-commands.js';
import { visibleText } from '../../text/visible.js';

/** One test case of a JUnit report. */
export interface JunitCase {
  readonly suite: string;
  readonly name: string;
  readonly seconds?: number;
  /** `failure`: the case failed; `error`: it could not be run; `skipped`: it is not expected to pass. */
  readonly outcome?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    readonly message: string;
    readonly details?: string;
  };
}

/** Formats cases as JUnit XML, with one suite per file. */
export function junitReport(name: string, cases: readonly JunitCase[]): string {
  const suites = new Map<string, JunitCase[]>();
  for (const one of cases) {
    const members = suites.get(one.suite);
    if (members) members.push(one);
    else suites.set(one.suite, [one]);
  }
  const body = [...suites].map(([suite, members]) => suiteXml(suite, members)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name=${attribute(name)} ${counts(cases)}>\n${body}</testsuites>\n`;
}

function suiteXml(suite: string, cases: readonly JunitCase[]): string {
  return `  <testsuite name=${attribute(suite)} ${counts(cases)}>\n${cases.map(caseXml).join('')}  </testsuite>\n`;
}

function counts(cases: readonly JunitCase[]): string {
  const count = (kind: string): number => cases.filter((one) => one.outcome?.kind === kind).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function caseXml({ suite, name, seconds = 0, outcome }: JunitCase): string {
  const head = `    <testcase classname=${attribute(suite)} name=${attribute(name)} time="${seconds.toFixed(3)}"`;
  if (!outcome) return `${head}/>\n`;
  const text = escapeXml(outcome.details ?? '');
  return `${head}>\n      <${outcome.kind} message=${attribute(outcome.message)}>${text}</${outcome.kind}>\n    </testcase>\n`;
}

function attribute(text: string): string {
  return `"${escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** Escapes characters that control a terminal, and replaces those that XML does not allow at all. */
function escapeXml(text: string): string {
  const allowed = visibleText(text).replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
  return markupWithoutCommands(
    allowed
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;'),
  );
}
