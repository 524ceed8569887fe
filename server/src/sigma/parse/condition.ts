import { compileStars } from '../../query/patterns/wildcard.js';
import { Refusal } from '../refusal.js';
import { type Detection, joined, leavesOf } from '../syntax.js';

/** Limit of nesting: deeper brackets are not a rule, and reading them would overflow the stack. */
const mostDepth = 100;
/** Limit of combinations of "N of". */
const mostCombinations = 200;
/** Limit of tests: a query with more would also be rejected by Elasticsearch. */
const mostTests = 20_000;

/**
 * Parses a rule's condition on its selections: `and`, `or`, `not`, parentheses, and `1`, `any`, `all` or `N
 * of` names with wildcards or `them`, with the precedence `not`, `and`, `or` (Sigma specification,
 * "Condition").
 */
export function readCondition(text: string, selections: ReadonlyMap<string, Detection>): Detection {
  if (text.includes('|'))
    throw new Refusal('aggregation', 'aggregations after "|" are deprecated; write a correlation rule');
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let position = 0;
  let tests = 0;
  /** Selections that are repeated many times would create queries of any size. */
  const spend = (detection: Detection): Detection => {
    tests += leavesOf(detection).length;
    if (tests > mostTests) throw new Refusal('condition', `the condition needs more than ${mostTests} tests`);
    return detection;
  };
  const peek = (): string | undefined => tokens[position]?.toLowerCase();

  function readGroup(kind: 'and' | 'or', depth: number): Detection {
    const readPart = (): Detection => (kind === 'or' ? readGroup('and', depth) : readNot(depth));
    const parts = [readPart()];
    while (peek() === kind) {
      position++;
      parts.push(readPart());
    }
    return joined(kind, parts);
  }

  function readNot(depth: number): Detection {
    if (depth > mostDepth)
      throw new Refusal('condition', `the condition is nested more than ${mostDepth} levels deep`);
    if (peek() !== 'not') return readOperand(depth);
    position++;
    return { kind: 'not', part: readNot(depth + 1) };
  }

  function readOperand(depth: number): Detection {
    const token = tokens[position++];
    if (token === '(') {
      const group = readGroup('or', depth + 1);
      if (tokens[position++] !== ')') throw new Refusal('condition', 'the condition is missing ")"');
      return group;
    }
    if (token === undefined || token === ')') throw new Refusal('condition', 'the condition ends too early');
    if (peek() === 'of') {
      position++;
      return spend(quantified(token, tokens[position++], selections));
    }
    const selection = selections.get(token);
    if (!selection)
      throw new Refusal('condition', `the condition refers to "${token}", which is not in the detection`);
    return spend(selection);
  }

  const detection = readGroup('or', 0);
  if (position < tokens.length)
    throw new Refusal('condition', `unexpected "${tokens[position]}" in the condition`);
  return detection;
}

function quantified(
  quantifier: string,
  target: string | undefined,
  selections: ReadonlyMap<string, Detection>,
): Detection {
  const matches = compileStars((target ?? '').split('*'), false);
  const named = [...selections].filter(([name]) =>
    target?.toLowerCase() === 'them' ? !name.startsWith('_') : matches(name),
  );
  const chosen = named.map(([, detection]) => detection);
  if (chosen.length === 0)
    throw new Refusal('condition', `"${quantifier} of ${target ?? ''}" matches no selection`);
  const word = quantifier.toLowerCase();
  if (word === 'all') return joined('and', chosen);
  if (word === 'any' || word === '1') return joined('or', chosen);
  const count = /^[1-9]\d{0,3}$/.test(word) ? Number(word) : undefined;
  if (count === undefined) throw new Refusal('condition', `unknown quantifier "${quantifier}" before "of"`);
  if (count > chosen.length)
    throw new Refusal('condition', `"${quantifier} of ${target}" needs more selections than exist`);
  return joined(
    'or',
    combinations(chosen, count).map((parts) => joined('and', parts)),
  );
}

function combinations<Item>(items: readonly Item[], count: number): Item[][] {
  let found: { readonly chosen: Item[]; readonly next: number }[] = [{ chosen: [], next: 0 }];
  for (let size = 0; size < count; size++) {
    found = found.flatMap(({ chosen, next }) =>
      // As many items as are still needed must follow.
      items
        .slice(next, items.length - (count - size) + 1)
        .map((item, offset) => ({ chosen: [...chosen, item], next: next + offset + 1 })),
    );
    if (found.length > mostCombinations)
      throw new Refusal('condition', `"${count} of" has more than ${mostCombinations} combinations`);
  }
  return found.map(({ chosen }) => chosen);
}
