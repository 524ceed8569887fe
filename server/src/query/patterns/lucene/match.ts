import { type CodePoints, type NodeFactory, type RegexNode, RegexTooComplex } from './nodes.js';
import { type ParsedRegex, parseLuceneRegex } from './parse.js';

/**
 * The number of states after which the table is rebuilt, which bounds the memory for expressions with very
 * many states.
 */
const maximumStates = 4_000;
const maximumNodes = 200_000;

interface State {
  readonly node: RegexNode;
  readonly accepts: boolean;
  /** Whether no string from here on can match, and whether all do. */
  readonly dead: boolean;
  readonly sure: boolean;
  readonly next: (State | undefined)[];
}

/**
 * Compiles a Lucene regular expression to a test of whole strings. The automaton is built on demand, by
 * derivatives, so intersection and complement are free, and each character is read once. Throws a {@link
 * RegexSyntaxError} for an invalid pattern. The test throws a {@link RegexTooComplex} if it would need too
 * much memory.
 */
export function compileLuceneRegex(pattern: string, caseInsensitive: boolean): (text: string) => boolean {
  let parsed: ParsedRegex = parseLuceneRegex(pattern, caseInsensitive);
  const boundaries = collectBoundaries(parsed.node);
  const classOfAscii = Uint16Array.from({ length: 128 }, (_, point) => classOf(point, boundaries));
  let states = new Map<RegexNode, State>();
  let start = stateFor(parsed.node);

  function stateFor(node: RegexNode): State {
    let state = states.get(node);
    if (!state) {
      const dead = node === parsed.factory.nothing;
      const sure = node === parsed.factory.anything;
      state = { node, accepts: node.nullable, dead, sure, next: [] };
      states.set(node, state);
    }
    return state;
  }

  function advance(state: State, characterClass: number): State {
    const representative = boundaries[characterClass]!;
    const node = derive(state.node, representative, parsed.factory);
    const target = stateFor(node);
    state.next[characterClass] = target;
    return target;
  }

  function restart(): void {
    parsed = parseLuceneRegex(pattern, caseInsensitive);
    states = new Map();
    start = stateFor(parsed.node);
  }

  return (text) => {
    if (states.size > maximumStates || parsed.factory.size > maximumNodes) restart();
    let state = start;
    for (let index = 0; index < text.length; index++) {
      let point = text.charCodeAt(index);
      if (point >= 0xd800 && point <= 0xdbff) {
        point = text.codePointAt(index)!;
        if (point > 0xffff) index++;
      }
      const characterClass = point < 128 ? classOfAscii[point]! : classOf(point, boundaries);
      state = state.next[characterClass] ?? advance(state, characterClass);
      if (state.dead) return false;
      if (state.sure) return true;
      if (parsed.factory.size > maximumNodes * 2) throw new RegexTooComplex();
    }
    return state.accepts;
  };
}

/** Collects the starts of the ranges of code points that the expression does not distinguish. */
function collectBoundaries(root: RegexNode): number[] {
  const boundaries = new Set([0]);
  const seen = new Set<RegexNode>();
  const addSet = (points: CodePoints): void => {
    for (let index = 0; index < points.length; index += 2) {
      boundaries.add(points[index]!);
      boundaries.add(points[index + 1]! + 1);
    }
  };
  const visit = (node: RegexNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'set') addSet(node.points);
    else if (node.kind === 'concat') {
      visit(node.first);
      visit(node.rest);
    } else if (node.kind === 'either' || node.kind === 'both') node.parts.forEach(visit);
    else if (node.kind === 'not' || node.kind === 'repeat') visit(node.part);
  };
  visit(root);
  return [...boundaries].sort((a, b) => a - b);
}

function classOf(point: number, boundaries: readonly number[]): number {
  let low = 0;
  let high = boundaries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (boundaries[middle]! <= point) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Returns the expression that matches what may follow the character: Brzozowski's derivative. */
function derive(node: RegexNode, point: number, factory: NodeFactory): RegexNode {
  switch (node.kind) {
    case 'nothing':
    case 'empty':
      return factory.nothing;
    case 'set':
      return contains(node.points, point) ? factory.empty : factory.nothing;
    case 'concat': {
      const first = factory.concat(derive(node.first, point, factory), node.rest);
      return node.first.nullable ? factory.either([first, derive(node.rest, point, factory)]) : first;
    }
    case 'either':
      return factory.either(node.parts.map((part) => derive(part, point, factory)));
    case 'both':
      return factory.both(node.parts.map((part) => derive(part, point, factory)));
    case 'not':
      return factory.not(derive(node.part, point, factory));
    case 'repeat': {
      const rest = factory.repeat(node.part, Math.max(0, node.least - 1), node.most - 1);
      return factory.concat(derive(node.part, point, factory), rest);
    }
  }
}

function contains(points: CodePoints, point: number): boolean {
  for (let index = 0; index < points.length; index += 2) {
    if (point < points[index]!) return false;
    if (point <= points[index + 1]!) return true;
  }
  return false;
}
