import { esqlFunction } from '../../query/esql/functions/functions.js';
import { esqlPositionAt } from '../completion/esql/position.js';
import { esqlFunctionMeaning, esqlParameterText, esqlSignatureText } from '../hover/esql-function-text.js';
import type { SignatureHelp } from '../types.js';

/** The signature of the function around an offset of an ES|QL query, also in unfinished text. */
export function esqlSignature(query: string, offset: number): SignatureHelp | undefined {
  const brackets = esqlPositionAt(query.slice(0, offset))?.brackets ?? [];
  const open = brackets.findLast(({ call }) => call !== undefined);
  const signature = open?.call && esqlFunction(open.call.image);
  if (!signature) return undefined;
  const { parameters } = signature;
  const last = parameters.at(-1)?.isRepeated ? parameters.length - 1 : parameters.length;
  return {
    label: esqlSignatureText(signature),
    documentation: esqlFunctionMeaning(signature),
    parameters: parameters.map(esqlParameterText),
    active: Math.min(open.argument, last),
  };
}
