import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { familyOf } from '../../../fields/field-type.js';
import {
  eqlFunctions,
  type FunctionParameter,
  type FunctionSignature,
} from '../../../query/eql/functions.js';
import { eqlWords } from '../../hover/eql-words.js';
import { functionMeaning, signatureText } from '../../hover/function-text.js';
import type { CompletionItem } from '../../types.js';

/**
 * Returns an item for a word of the language. `insert` is a snippet; `rank` is its position among the words.
 */
export function wordItem(label: string, rank: number, insert?: string, detail?: string): CompletionItem {
  const documentation = Object.hasOwn(eqlWords, label) ? eqlWords[label] : undefined;
  return {
    label,
    kind: 'keyword',
    sort: `4${String(rank).padStart(2, '0')}`,
    ...(insert !== undefined && { insert, snippet: true }),
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation }),
  };
}

/** Returns a snippet's tab stop with its placeholder. */
export function tabStop(number: number, text: string): string {
  return `\${${number}:${text}}`;
}

/** Returns items for words in the given order. */
export function wordItems(
  words: readonly (string | readonly [label: string, insert: string])[],
): CompletionItem[] {
  return words.map((word, rank) =>
    typeof word === 'string' ? wordItem(word, rank) : wordItem(word[0], rank, word[1]),
  );
}

/** Returns items for functions, as snippets with their required arguments. */
export function functionItems(): CompletionItem[] {
  items ??= eqlFunctions.map((signature) => ({
    label: signature.name,
    kind: 'function',
    detail: signatureText(signature).slice(signature.name.length),
    documentation: functionMeaning(signature),
    insert: callSnippet(signature),
    snippet: true,
    sort: `5${signature.name}`,
  }));
  return [...items];
}

let items: CompletionItem[] | undefined;

function callSnippet({ name, parameters }: FunctionSignature): string {
  const stops = parameters
    .filter(({ optional }) => !optional)
    .map((parameter, index) => argumentSnippet(parameter, index));
  return `${name}(${stops.join(', ')})$0`;
}

function argumentSnippet({ name, kind }: FunctionParameter, index: number): string {
  const stop = tabStop(index + 1, name);
  return kind === 'string' && index > 0 ? `"${stop}"` : stop;
}

const equality = [
  ['==', '== "$0"'],
  ['!=', '!= "$0"'],
] as const;
const comparisons = ['==', '!=', '<', '<=', '>', '>='];
const list = [
  ['in', 'in ("$0")'],
  ['not in', 'not in ("$0")'],
] as const;

/** Returns the operators that apply to a field's type, or all of them if it is unknown. */
export function operatorItems(field: string | undefined, catalogue: FieldCatalogue): CompletionItem[] {
  const mapping = field === undefined ? undefined : catalogue.get(field)?.mapping;
  const family = mapping && familyOf(mapping.type);
  const written = (operators: readonly (string | readonly [string, string])[]) =>
    wordItems(operators.map((one) => (typeof one === 'string' ? ([one, `${one} $0`] as const) : one)));
  switch (family) {
    case 'number':
      return written([...comparisons, ['in', 'in ($0)'], ['not in', 'not in ($0)']]);
    case 'date':
      return written([['>=', '>= "$0"'], ['<', '< "$0"'], ...equality, ['>', '> "$0"'], ['<=', '<= "$0"']]);
    case 'boolean':
      return written(['==', '!=', 'and', 'or']);
    case 'ip':
      return written([...equality, ...list]);
    case 'version':
      return written([...equality, ['<', '< "$0"'], ['>=', '>= "$0"']]);
    default:
      return written([
        [':', ': "$0"'],
        equality[0],
        list[0],
        ['in~', 'in~ ("$0")'],
        ['like~', 'like~ "$0"'],
        equality[1],
        list[1],
        ['not in~', 'not in~ ("$0")'],
        ['like', 'like "$0"'],
        ['regex~', 'regex~ "$0"'],
        ['regex', 'regex "$0"'],
        ...(family === undefined ? ['<', '<=', '>', '>='] : []),
      ]);
  }
}
