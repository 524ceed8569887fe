import type { Analysis } from '../../../analysis/analysis.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import { fixInString } from '../../../analysis/string-fix.js';
import { expandGuide, unexpanded } from '../../../guide/expand.js';
import type { FaultCode, GuideFault } from '../../../guide/faults/fault.js';
import { findFaults } from '../../../guide/faults/find-faults.js';
import { investigateTail } from '../../../guide/faults/plugins.js';
import { parseGuide } from '../../../guide/parse.js';
import { suspiciousRegions } from '../../../guide/regions.js';
import type { Span } from '../../../text/span.js';
import { isTable, type TomlPath, type TomlTableValue } from '../../../toml/path.js';
import type { LintFinding } from '../../lint.js';

/** What Kibana displays differently in the note or the setup. Spans are in the text of that key. */
interface KeyFaults {
  readonly path: TomlPath;
  readonly faults: readonly GuideFault[];
}

const guideFaults = perAnalysis(({ rule: { table }, document: { values } }): readonly KeyFaults[] => {
  const transform = isTable(values.transform) ? values.transform : {};
  const found: KeyFaults[] = [];
  for (const key of ['note', 'setup']) {
    const text = table[key];
    if (typeof text !== 'string' || text === '') continue;
    const faults = faultsIn(text, key === 'note' ? transform : {});
    if (faults.length > 0) found.push({ path: ['rule', key], faults });
  }
  return found;
});

function faultsIn(text: string, transform: TomlTableValue): GuideFault[] {
  return suspiciousRegions(text, transform).flatMap(({ start, end }) => {
    const written = text.slice(start, end);
    const plain = plainTail(written, transform);
    if (plain) return [{ ...plain, span: { start: plain.span.start + start, end: plain.span.end + start } }];
    const expanded =
      Object.keys(transform).length > 0 ? expandGuide(written, transform) : unexpanded(written);
    const toText = (span: Span): Span => {
      const source = expanded.toSource(span);
      return { start: source.start + start, end: source.end + start };
    };
    return findFaults(parseGuide(expanded.text), expanded.text).flatMap((fault): GuideFault[] => {
      const span = toText(fault.span);
      // The settings of an entry in [transform] are reported there, and a missing entry by another check.
      if (fault.code === 'guide-plugin-syntax' && fault.effect === 'note' && text[span.start] === '$')
        return [];
      const { fix, ...rest } = fault;
      const edits = fix?.edits.map((edit) => ({ ...edit, span: toText(edit.span) }));
      return [{ ...rest, span, ...(fix && edits && { fix: { ...fix, edits } }) }];
    });
  });
}

/**
 * Returns what follows the only search of a list item that has nothing else that could include it. Nearly all
 * findings in shipped rules are of this kind, and certain without the parser.
 */
function plainTail(item: string, transform: TomlTableValue): GuideFault | undefined {
  const match = /^(?:[-*+]|\d+\.)[ \t]+([\w ,.;:()'/-]|`[^`\n]+`)*\$investigate_(\d+)(?![\w}])/.exec(item);
  const entries = transform.investigate;
  if (!match || !Array.isArray(entries) || !isTable(entries[Number(match[2])])) return undefined;
  const rest = item.slice(match[0].length);
  if (
    rest.includes('\n') ||
    rest.trim() === '' ||
    /[_<*]|www\.|:\/\/|@/.test(match[0].slice(2, match[0].lastIndexOf('$')).replace(/`[^`]*`/g, ''))
  )
    return undefined;
  const start = match[0].lastIndexOf('$');
  return investigateTail({ start, end: match[0].length }, rest);
}

/** Reports the faults of one kind in the note and the setup. */
export function reportGuideFaults(
  analysis: Analysis,
  code: FaultCode,
  report: (finding: LintFinding) => void,
): void {
  for (const { path, faults } of guideFaults(analysis)) {
    const ofCode = faults.filter((fault) => fault.code === code);
    const string = ofCode.length === 0 ? undefined : analysis.document.stringAt(path);
    if (!string) continue;
    for (const { span, severity, message, help, fix } of ofCode) {
      const fixed = fix && fixInString(string, fix);
      report({
        span: string.spanToDocument(span),
        severity,
        message,
        ...(help !== undefined && { help }),
        ...(fixed && { fix: fixed }),
      });
    }
  }
}
