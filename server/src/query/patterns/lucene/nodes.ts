/** A set of code points as ascending, non-overlapping, inclusive ranges `[first, last, first, last, ...]`. */
export type CodePoints = readonly number[];

export const lastCodePoint = 0x10ffff;

/**
 * A regular expression as a value. Nodes are built by {@link NodeFactory}, which returns the same object for
 * the same expression, so nodes can be compared and cached by identity.
 */
export type RegexNode =
  | { readonly kind: 'nothing'; readonly id: number; readonly nullable: boolean }
  | { readonly kind: 'empty'; readonly id: number; readonly nullable: boolean }
  | { readonly kind: 'set'; readonly id: number; readonly nullable: boolean; readonly points: CodePoints }
  | {
      readonly kind: 'concat';
      readonly id: number;
      readonly nullable: boolean;
      readonly first: RegexNode;
      readonly rest: RegexNode;
    }
  | {
      readonly kind: 'either' | 'both';
      readonly id: number;
      readonly nullable: boolean;
      readonly parts: readonly RegexNode[];
    }
  | { readonly kind: 'not'; readonly id: number; readonly nullable: boolean; readonly part: RegexNode }
  | {
      readonly kind: 'repeat';
      readonly id: number;
      readonly nullable: boolean;
      readonly part: RegexNode;
      readonly least: number;
      readonly most: number;
    };

/** Thrown when an expression grows beyond what can be matched in bounded memory. */
export class RegexTooComplex extends Error {}

const maximumParts = 2_000;

/** Builds nodes in a normal form: expressions that are equal by simple laws are the same object. */
export class NodeFactory {
  private readonly known = new Map<string, RegexNode>();
  readonly nothing: RegexNode = this.intern('0', (id) => ({ kind: 'nothing', id, nullable: false }));
  readonly empty: RegexNode = this.intern('1', (id) => ({ kind: 'empty', id, nullable: true }));

  private intern(key: string, build: (id: number) => RegexNode): RegexNode {
    let node = this.known.get(key);
    if (!node) {
      node = build(this.known.size);
      this.known.set(key, node);
    }
    return node;
  }

  /** The number of different nodes built, which bounds the memory. */
  get size(): number {
    return this.known.size;
  }

  set(points: CodePoints): RegexNode {
    if (points.length === 0) return this.nothing;
    return this.intern(`s${points.join()}`, (id) => ({ kind: 'set', id, nullable: false, points }));
  }

  get anything(): RegexNode {
    return this.repeat(this.set([0, lastCodePoint]), 0, Number.POSITIVE_INFINITY);
  }

  concat(first: RegexNode, rest: RegexNode): RegexNode {
    if (first === this.nothing || rest === this.nothing) return this.nothing;
    if (first === this.empty) return rest;
    if (rest === this.empty) return first;
    if (first.kind === 'concat') return this.concat(first.first, this.concat(first.rest, rest));
    const nullable = first.nullable && rest.nullable;
    return this.intern(`c${first.id},${rest.id}`, (id) => ({ kind: 'concat', id, nullable, first, rest }));
  }

  either(parts: readonly RegexNode[]): RegexNode {
    return this.combine('either', parts, this.nothing, this.anything);
  }

  both(parts: readonly RegexNode[]): RegexNode {
    return this.combine('both', parts, this.anything, this.nothing);
  }

  /** Combines operands: `neutral` changes nothing and is dropped, `absorbing` decides alone. */
  private combine(
    kind: 'either' | 'both',
    parts: readonly RegexNode[],
    neutral: RegexNode,
    absorbing: RegexNode,
  ): RegexNode {
    const flat = new Map<number, RegexNode>();
    for (const part of parts) {
      for (const inner of part.kind === kind ? part.parts : [part]) {
        if (inner === absorbing) return absorbing;
        if (inner !== neutral) flat.set(inner.id, inner);
      }
    }
    if (flat.size > maximumParts) throw new RegexTooComplex();
    const ordered = [...flat.values()].sort((a, b) => a.id - b.id);
    if (ordered.length === 0) return neutral;
    if (ordered.length === 1) return ordered[0]!;
    const nullable =
      kind === 'either' ? ordered.some((part) => part.nullable) : ordered.every((part) => part.nullable);
    const key = `${kind === 'either' ? '|' : '&'}${ordered.map((part) => part.id).join()}`;
    return this.intern(key, (id) => ({ kind, id, nullable, parts: ordered }));
  }

  not(part: RegexNode): RegexNode {
    if (part.kind === 'not') return part.part;
    return this.intern(`~${part.id}`, (id) => ({ kind: 'not', id, nullable: !part.nullable, part }));
  }

  repeat(part: RegexNode, least: number, most: number): RegexNode {
    if (most === 0 || part === this.empty) return this.empty;
    if (part === this.nothing) return least === 0 ? this.empty : this.nothing;
    if (least === 1 && most === 1) return part;
    const unbounded = most === Number.POSITIVE_INFINITY;
    if (part.kind === 'repeat' && part.least === 0 && part.most === Number.POSITIVE_INFINITY && unbounded)
      return part;
    const from = part.nullable ? 0 : least;
    return this.intern(`r${part.id},${from},${most}`, (id) => ({
      kind: 'repeat',
      id,
      nullable: from === 0,
      part,
      least: from,
      most,
    }));
  }
}

/** Returns the normalised union of sets of code points. */
export function uniteSets(sets: readonly CodePoints[]): CodePoints {
  const ranges: [number, number][] = [];
  for (const points of sets) {
    for (let index = 0; index < points.length; index += 2) ranges.push([points[index]!, points[index + 1]!]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const united: number[] = [];
  for (const [first, last] of ranges) {
    const end = united.length - 1;
    if (united.length > 0 && first <= united[end]! + 1) united[end] = Math.max(united[end]!, last);
    else united.push(first, last);
  }
  return united;
}

/** Returns all code points that are not in the set. */
export function invertSet(points: CodePoints): CodePoints {
  const inverted: number[] = [];
  let next = 0;
  for (let index = 0; index < points.length; index += 2) {
    if (points[index]! > next) inverted.push(next, points[index]! - 1);
    next = points[index + 1]! + 1;
  }
  if (next <= lastCodePoint) inverted.push(next, lastCodePoint);
  return inverted;
}
