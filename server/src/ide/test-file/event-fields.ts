import { isMap, isScalar, isSeq, type Pair, parseDocument, visit, type YAMLSeq } from 'yaml';
import type { Analysis } from '../../analysis/analysis.js';
import { fieldsOf } from '../../analysis/known-fields.js';
import { unknownFieldVerdict } from '../../fields/unknown-field.js';
import type { Problem } from '../../text/problem.js';
import { fieldName } from './event-items.js';
import { type RuleValues, valuesUnder } from './rule-values.js';
import { eventKeys, schemaPlaceAt } from './schema.js';

/**
 * Reports event fields whose names are nearly those of known fields: the rule does not see them, and a case
 * that expects no alert passes for the wrong reason. Fields in the rule's query are always accepted.
 */
export function misspeltEventFields(text: string, rule: Analysis): Problem[] {
  const document = parseDocument(text, { strict: false, uniqueKeys: false, prettyErrors: false });
  const catalogue = fieldsOf(rule);
  const known = new Map<unknown, RuleValues['fields']>();
  const problems: Problem[] = [];
  visit(document, {
    Pair(_role, pair, ancestors) {
      const { key, value } = pair;
      // A key with an object is checked by the fields in it.
      if (!isScalar(key) || !key.range || isMap(value) || (isSeq(value) && value.items.some(isMap))) return;
      const path = pathOf([...ancestors, pair]);
      const place = schemaPlaceAt(path);
      if (place?.kind !== 'event') return;
      const fields = known.get(path[2]) ?? valuesUnder(path[2], rule).fields;
      known.set(path[2], fields);
      const name = fieldName(place.path);
      if (name === '' || fields.has(name) || (place.path.length === 1 && Object.hasOwn(eventKeys, name)))
        return;
      const verdict = unknownFieldVerdict(name, catalogue);
      if (verdict.kind !== 'typo' || verdict.suggestions.length === 0) return;
      const span = { start: key.range[0], end: key.range[1] };
      const written = String(key.value);
      const prefix = name.slice(0, name.length - written.length);
      const [near = ''] = verdict.suggestions;
      const fixable = near.startsWith(prefix) && text.slice(span.start, span.end) === written;
      problems.push({
        code: 'test-field',
        severity: 'information',
        span,
        message: `Unknown field "${name}": the rule will not see this value.`,
        help: `did you mean ${verdict.suggestions.map((one) => `"${one}"`).join(' or ')}?`,
        ...(fixable && {
          fix: {
            title: `Replace with ${near.slice(prefix.length)}`,
            edits: [{ span, text: near.slice(prefix.length) }],
          },
        }),
      });
    },
  });
  return problems;
}

/** Returns the keys and indexes from the top of the file to the last node. */
function pathOf(nodes: readonly unknown[]): (string | number)[] {
  return nodes.flatMap((node, index): (string | number)[] => {
    if (isSeq(node)) return [indexIn(node, nodes[index + 1])];
    const key = (node as Pair | undefined)?.key;
    return isScalar(key) ? [String(key.value)] : [];
  });
}

/** Cached indexes of list elements: searching a long list for each field would take too long. */
const indexes = new WeakMap<YAMLSeq, ReadonlyMap<unknown, number>>();

function indexIn(list: YAMLSeq, element: unknown): number {
  let known = indexes.get(list);
  if (!known) {
    known = new Map(list.items.map((item, index) => [item, index]));
    indexes.set(list, known);
  }
  return known.get(element) ?? -1;
}
