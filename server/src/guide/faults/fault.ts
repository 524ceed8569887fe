import type { Fix, Severity } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { GuideNode } from '../nodes.js';

/** The checks that report what Kibana shows differently from the source. */
export type FaultCode =
  | 'guide-broken'
  | 'guide-emphasis'
  | 'guide-html'
  | 'guide-link'
  | 'guide-markdown'
  | 'guide-plugin-syntax';

/** Source that Kibana does not show as written. The span is in the parsed text. */
export interface GuideFault {
  readonly code: FaultCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
  /** `text`: shown as text; `lost`: dropped; `note`: shown with a remark or without a part. */
  readonly effect: 'text' | 'lost' | 'note';
}

/** Reports a problem of a guide. */
export type ReportFault = (fault: GuideFault) => void;

/** Returns the span of a node. */
export function spanOf({ position }: GuideNode): Span {
  return position ? { start: position.start.offset, end: position.end.offset } : { start: 0, end: 0 };
}

/** Returns the first line of a span. */
export function firstLine(text: string, { start, end }: Span): Span {
  const lineEnd = text.indexOf('\n', start);
  return { start, end: lineEnd < 0 || lineEnd > end ? end : Math.max(start, lineEnd) };
}

/** Quotes a text for a message, truncated if it is long. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > 60 ? `${line.slice(0, 57)}...` : line}"`;
}
