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

/** Cases as JUnit XML, one suite per file. */
export function junitReport(name: string, cases: readonly JunitCase[]): string {
  const suites = new Map<string, JunitCase[]>();
  for (const one of cases) suites.set(one.suite, [...(suites.get(one.suite) ?? []), one]);
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

/** Characters that XML does not allow at all are replaced. */
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
