import {
  type EsqlFunction,
  esqlFunction,
  esqlFunctionNames,
} from '../../../query/esql/functions/functions.js';
import type { FunctionKind } from '../../../query/esql/functions/row.js';
import type { Parameter } from '../../../query/esql/functions/signature.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { once } from '../../../text/once.js';
import { esqlFunctionMeaning, esqlSignatureText } from '../../hover/esql-function-text.js';
import type { CompletionItem } from '../../types.js';
import { commonFunctions } from './tables.js';
import { type Casing, tabStop } from './words.js';

/** The offered functions, common ones first. */
const offered = once((): readonly EsqlFunction[] => {
  const all = esqlFunctionNames().flatMap((name) => {
    const found = esqlFunction(name);
    // Do not offer aliases.
    return found && found.name === name && !found.isOpaque && found.maturity !== 'snapshot' ? [found] : [];
  });
  return all.sort((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1));
});

function rankOf({ name }: EsqlFunction): number {
  const rank = commonFunctions.indexOf(name);
  return rank < 0 ? commonFunctions.length : rank;
}

/**
 * Returns functions of some kinds whose result can have a type, as snippets with their required arguments.
 */
export function functionItems(
  kinds: readonly FunctionKind[],
  wanted: ReadonlySet<EsqlType> | undefined,
  { call }: Casing,
  excluded?: string,
): CompletionItem[] {
  const items: CompletionItem[] = [];
  for (const [index, signature] of offered().entries()) {
    const { name, kind } = signature;
    if (!kinds.includes(kind) || name === excluded || !gives(signature, wanted)) continue;
    const rank = String(index).padStart(3, '0');
    items.push({
      label: call(name),
      kind: 'function',
      detail: esqlSignatureText(signature).slice(name.length),
      documentation: esqlFunctionMeaning(signature),
      insert: callSnippet(signature, call(name)),
      snippet: true,
      // Where aggregates are possible, prefer them.
      sort: kind === 'aggregate' ? `0${rank}` : `5${rank}`,
    });
  }
  return items;
}

function gives({ result, parameters }: EsqlFunction, wanted: ReadonlySet<EsqlType> | undefined): boolean {
  if (!wanted) return true;
  const like = /^=(\d)$/.exec(result)?.[1];
  if (like === undefined) return !types.has(result) || wanted.has(result as EsqlType);
  const taken = parameters[Number(like) - 1]?.types;
  return !taken || [...taken].some((type) => wanted.has(type));
}

/** The results that are types; others are computed from the arguments. */
const types: ReadonlySet<string> = new Set<EsqlType>([
  ...(['boolean', 'integer', 'long', 'unsigned_long', 'double', 'keyword', 'text', 'datetime'] as const),
  ...(['date_nanos', 'ip', 'version', 'geo_point', 'date_period', 'time_duration'] as const),
]);

function callSnippet({ name, parameters }: EsqlFunction, written: string): string {
  if (name === 'count') return `${written}(${tabStop(1, '*')})$0`;
  const required = parameters.filter(({ isOptional, isOptions }) => !isOptional && !isOptions);
  if (parameters.length === 0) return `${written}()$0`;
  if (required.length === 0) return `${written}($0)`;
  return `${written}(${required.map(argumentSnippet).join(', ')})$0`;
}

function argumentSnippet({ name, types: taken, isConstant }: Parameter, index: number): string {
  const stop = tabStop(index + 1, name);
  return isConstant && taken?.has('keyword') ? `"${stop}"` : stop;
}
