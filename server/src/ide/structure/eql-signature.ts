import { findFunction } from '../../query/eql/functions.js';
import { tokenizeEql } from '../../query/eql/tokens.js';
import { functionMeaning, signatureText } from '../hover/function-text.js';
import type { SignatureHelp } from '../types.js';

/** Returns the signature of the function around an offset of an EQL query, even in unfinished text. */
export function eqlSignature(query: string, inQuery: number): SignatureHelp | undefined {
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
    documentation: functionMeaning(signature),
    parameters,
    active: Math.min(call.commas, last),
  };
}
