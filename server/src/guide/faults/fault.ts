import type { Fix, Severity } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { GuideNode } from '../nodes.js';

/** The checks that report what Kibana shows differently from what is written. */
export type FaultCode =
  | 'guide-broken'
  | 'guide-emphasis'
  | 'guide-html'
  | 'guide-link'
  | 'guide-markdown'
  | 'guide-plugin-syntax';

/** Something that Kibana does not show as it is written. The span is in the text that was parsed. */
export interface GuideFault {
  readonly code: FaultCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
  /** `text`: shown as text; `lost`: left out; `note`: shown with a remark or a part left out. */
  readonly effect: 'text' | 'lost' | 'note';
}

/** Reports a fault of a guide. */
export type ReportFault = (fault: GuideFault) => void;

/** The span of a node. */
export function spanOf({ position }: GuideNode): Span {
  return position ? { start: position.start.offset, end: position.end.offset } : { start: 0, end: 0 };
}

/** The part of a span on its first line. */
export function firstLine(text: string, { start, end }: Span): Span {
  const lineEnd = text.indexOf('\n', start);
  return { start, end: lineEnd < 0 || lineEnd > end ? end : Math.max(start, lineEnd) };
}

/** A text in quotes for a message, cut when it is long. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > 60 ? `${line.slice(0, 57)}...` : line}"`;
}
