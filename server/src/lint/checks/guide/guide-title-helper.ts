import type { Analysis } from '../../../analysis/analysis.js';
import type { Span } from '../../../text/span.js';
import { guideOf } from './guide.js';

/**
 * The name prefix of rules that will be deprecated in the next version (docs/lints/deprecation-two-step.md).
 */
export const deprecatedPrefix = 'Deprecated - ';

/** The title of the guide, after "### Investigating", if it does not begin with the name of the rule. */
export interface OtherTitle {
  readonly text: string;
  /** The span in the text of the guide. */
  readonly span: Span;
  /** Whether only the announcement of the deprecation is missing. */
  readonly lacksPrefix: boolean;
}

/**
 * Returns the first title of the guide that is not the name of the rule, or undefined if one is, or there is
 * no title.
 */
export function otherTitle(analysis: Analysis): OtherTitle | undefined {
  const name = analysis.rule.name?.trim();
  const { note } = guideOf(analysis);
  // A title is a single line.
  if (name === undefined || name === '' || /[\r\n]/.test(name) || !note.includes('### Investigating'))
    return undefined;
  const wanted = name.toLowerCase();
  let first: RegExpExecArray | undefined;
  for (const match of note.matchAll(/### Investigating[ \t]+(\S.*?)[ \t]*$/gm)) {
    if (match[1]!.toLowerCase().startsWith(wanted)) return undefined;
    first ??= match;
  }
  if (!first) return undefined;
  const text = first[1]!;
  const start = first.index + first[0].indexOf(text, '### Investigating'.length);
  const lacksPrefix =
    wanted.startsWith(deprecatedPrefix.toLowerCase()) &&
    text.toLowerCase().startsWith(wanted.slice(deprecatedPrefix.length));
  return { text, span: { start, end: start + text.length }, lacksPrefix };
}
