import { type EsqlFunction, esqlFunction } from '../../query/esql/functions/functions.js';
import { esqlPositionAt } from '../completion/esql/position.js';
import { esqlFunctionMeaning, esqlParameterText, esqlSignatureText } from '../hover/esql-function-text.js';
import type { SignatureHelp } from '../types.js';

/** Returns the signature of the function around an offset of an ES|QL query, even in unfinished text. */
export function esqlSignature(query: string, offset: number): SignatureHelp | undefined {
  const brackets = esqlPositionAt(query.slice(0, offset))?.brackets ?? [];
  const open = brackets.findLast(({ call }) => call !== undefined);
  const signature = open?.call && esqlFunction(open.call.image);
  if (!signature) return undefined;
  const { parameters } = signature;
  return {
    label: esqlSignatureText(signature),
    documentation: esqlFunctionMeaning(signature),
    parameters: parameters.map(esqlParameterText),
    active: activeParameter(parameters, open.argument),
  };
}

/** Returns the parameter of an argument; repeated parameters, such as the pairs of CASE, cycle. */
function activeParameter(parameters: EsqlFunction['parameters'], argument: number): number {
  const first = parameters.findIndex(({ isRepeated }) => isRepeated);
  if (first < 0 || argument < first) return Math.min(argument, parameters.length);
  // CASE repeats pairs of a condition and a value; other functions repeat one argument.
  const others = parameters.length - 1 - parameters.findLastIndex(({ isRepeated }) => isRepeated);
  const width = others > 0 ? 2 : 1;
  const start = others > 0 ? first - 1 : first;
  return start + ((argument - start) % width);
}
