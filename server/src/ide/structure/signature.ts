import type { Analysis } from '../../lint/analysis.js';
import { findFunction } from '../../query/eql/functions.js';
import { tokenizeEql } from '../../query/eql/tokens.js';
import { functionMarkdown, signatureText } from '../hover/function-text.js';

/** The function whose arguments are being typed. */
export interface SignatureHelp {
  /** `startsWith(source, start)` */
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly string[];
  /** Index of the parameter at the cursor. */
  readonly active: number;
}

/** The signature of the function around the cursor in an EQL query, also in unfinished text; undefined elsewhere. */
export function signatureHelp(analysis: Analysis, offset: number): SignatureHelp | undefined {
  const query = analysis.rule.query?.text;
  const inQuery = analysis.queryOffsetAt(offset);
  if (query === undefined || inQuery === undefined || analysis.rule.language !== 'eql') return undefined;
  const open: { name: string; commas: number }[] = [];
  let before = '';
  for (const { image, start } of tokenizeEql(query).tokens) {
    if (start >= inQuery) break;
    if (image === '(') open.push({ name: before, commas: 0 });
    else if (image === ')') open.pop();
    else if (image === ',' && open.length > 0) open.at(-1)!.commas++;
    before = image;
  }
  const call = open.at(-1);
  const signature = call && findFunction(call.name.replace(/~$/, ''));
  if (!signature) return undefined;
  const parameters = signature.parameters.map(({ name }) => name);
  const last = signature.parameters.at(-1)?.repeated ? parameters.length - 1 : parameters.length;
  return {
    label: signatureText(signature),
    documentation: functionMarkdown(signature),
    parameters,
    active: Math.min(call.commas, last),
  };
}
