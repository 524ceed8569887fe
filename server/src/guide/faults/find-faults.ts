import type { ParsedGuide } from '../parse.js';
import { findEatenStars } from './emphasis.js';
import { firstLine, type GuideFault } from './fault.js';
import { findHtml } from './html.js';
import { findLinkFaults } from './links.js';
import { findOtherMarkdown } from './markdown.js';
import { findPluginFaults } from './plugins.js';

/** Returns what Kibana does not show as written, in text order. */
export function findFaults(parsed: ParsedGuide, text: string): GuideFault[] {
  if (parsed.kind === 'broken') return [brokenFault(parsed, text)];
  const faults: GuideFault[] = [];
  const report = (fault: GuideFault): void => void faults.push(fault);
  for (const find of [findPluginFaults, findLinkFaults, findHtml, findEatenStars, findOtherMarkdown])
    find(parsed.root, text, report);
  return faults.sort((a, b) => a.span.start - b.span.start);
}

function brokenFault(
  { cause, point, isBounded }: ParsedGuide & { kind: 'broken' },
  text: string,
): GuideFault {
  const start = point ? lineStartOf(text, point.offset) : 0;
  return {
    code: 'guide-broken',
    severity: isBounded ? 'warning' : 'error',
    span: firstLine(text, { start, end: text.length }),
    message: isBounded ? cause : `Kibana shows the source of the whole guide as plain text: ${cause}`,
    effect: 'note',
  };
}

/** Returns the start of an offset's line, after its indentation. */
function lineStartOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start + (/^[ \t]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0);
}
