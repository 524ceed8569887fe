import { createHash } from 'node:crypto';
import { codePage } from '../../lint/documentation.js';
import { lints } from '../../lint/registry.generated.js';
import type { FileRange } from '../../text/finding.js';
import { type OtherCode, otherCodes } from '../../text/other-codes.js';
import type { ProblemCode, Severity } from '../../text/problem.js';
import type { FileFinding } from '../findings.js';
import { jsonText } from './json.js';
import { pathInFolder, uriInFolder } from './path-in-folder.js';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * Formats findings as SARIF 2.1.0, with the checks that reported them, fixes, and fingerprints that survive
 * moved lines. `runFailed` means that some input could not be read.
 */
export function sarifReport(findings: readonly FileFinding[], version: string, runFailed = false): string {
  const codes = [...new Set(findings.map((finding) => finding.code))].sort();
  const urls = new Map(findings.map(({ code, url }) => [code, url]));
  const describe = (code: ProblemCode): object => describeCheck(code, urls.get(code));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Rulewright', version, rules: codes.map(describe) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: !runFailed }],
        results: findings.map((finding) => toResult(finding, codes.indexOf(finding.code))),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

function describeCheck(code: ProblemCode, url: string | undefined): object {
  const lint = lints.find((one) => one.id === code);
  const markdown = codePage(code) ?? '';
  const page = url === undefined ? {} : { helpUri: url };
  if (!lint) {
    const { summary, why, remedy } = otherCodes[code as OtherCode];
    return {
      id: code,
      name: pascalCase(code),
      shortDescription: { text: summary },
      fullDescription: { text: why },
      help: { text: remedy, markdown },
      ...page,
    };
  }
  return {
    id: code,
    name: pascalCase(code),
    shortDescription: { text: lint.summary },
    fullDescription: { text: lint.why },
    help: { text: `Avoid:\n${lint.avoid}\n\nPrefer:\n${lint.prefer}`, markdown },
    ...page,
    defaultConfiguration: { level: levels[lint.severity], enabled: !lint.off },
    properties: { profile: lint.profile ?? 'default' },
  };
}

function pascalCase(code: string): string {
  return code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function toResult(finding: FileFinding, ruleIndex: number): object {
  const artifactLocation = { uri: uriInFolder(finding.path) };
  const text = finding.help === undefined ? finding.message : `${finding.message} ${finding.help}`;
  return {
    ruleId: finding.code,
    ruleIndex,
    level: levels[finding.severity],
    message: { text },
    locations: [{ physicalLocation: { artifactLocation, region: toRegion(finding.range) } }],
    partialFingerprints: { 'rulewright/v1': fingerprint(finding) },
    ...(finding.fix
      ? {
          fixes: [
            {
              description: { text: finding.fix.title },
              artifactChanges: [
                {
                  artifactLocation,
                  replacements: finding.fix.edits.map((edit) => ({
                    deletedRegion: toRegion(edit.range),
                    insertedContent: { text: edit.text },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
  };
}

function toRegion({ start, end }: FileRange): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/**
 * Returns a fingerprint that does not change when lines move: it covers the finding and its file, without
 * positions.
 */
function fingerprint({ code, path, message }: FileFinding): string {
  return createHash('sha256')
    .update(JSON.stringify([code, pathInFolder(path), message]))
    .digest('hex')
    .slice(0, 32);
}
