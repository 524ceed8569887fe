import type { Expression, StringLiteral } from '../../../server/src/query/eql/syntax.js';
import { keysOf } from '../../../server/src/query/eql/walk.js';
import { misspell } from '../edits.js';
import type { MutationKind, Original } from '../mutant.js';
import { expressionsOf, isListed, misspellField, queryKind, replaceInQuery, written } from './query-edits.js';

type Kind = Expression['kind'];

/** Returns all expressions of one kind in the EQL query. */
function all<Wanted extends Kind>(
  kind: Wanted,
  isWanted?: (node: Extract<Expression, { kind: Wanted }>) => boolean,
) {
  return (original: Original): Extract<Expression, { kind: Wanted }>[] =>
    expressionsOf(original).filter(
      (node): node is Extract<Expression, { kind: Wanted }> =>
        node.kind === kind && (isWanted?.(node as Extract<Expression, { kind: Wanted }>) ?? true),
    );
}

interface Compared {
  readonly field: string;
  readonly literal: StringLiteral;
}

/** Returns the strings that are compared exactly with a field. */
function exactTexts(original: Original): Compared[] {
  return expressionsOf(original).flatMap((node): Compared[] => {
    if (
      node.kind === 'comparison' &&
      node.operator === '==' &&
      node.left.kind === 'field' &&
      node.right.kind === 'string'
    )
      return [{ field: node.left.name, literal: node.right }];
    if (node.kind !== 'membership' || node.subject.kind !== 'field' || node.caseInsensitive) return [];
    const field = node.subject.name;
    return node.items.flatMap((item) => (item.kind === 'string' ? [{ field, literal: item }] : []));
  });
}

/** Returns the strings that are compared with a field that has a list of values. */
function listedTexts(original: Original): Compared[] {
  return exactTexts(original).filter(({ field, literal }) => isListed(field, literal.value, original));
}

const valueCodes = ['value-typo', 'value-closed-enum', 'value-open'];

/** Wrong names and values in EQL queries. */
export const eqlKinds: readonly MutationKind[] = [
  queryKind(
    'EQL: misspelt field',
    ['field-unknown'],
    all('field', ({ optional }) => !optional),
    (field, original, random) => {
      if (written(original, field.span) !== field.name) return undefined;
      const wrong = misspellField(field.name, original, random);
      return wrong === undefined ? undefined : replaceInQuery(original, field.span, wrong);
    },
  ),
  queryKind(
    'EQL: misspelt field in "by"',
    ['field-unknown'],
    ({ eql }) => (eql?.tree ? keysOf(eql.tree) : []),
    (field, original, random) => {
      const isPlain = !field.optional && written(original, field.span) === field.name;
      const wrong = isPlain ? misspellField(field.name, original, random) : undefined;
      return wrong === undefined ? undefined : replaceInQuery(original, field.span, wrong);
    },
  ),
  queryKind('EQL: misspelt value', valueCodes, listedTexts, ({ field, literal }, original, random) => {
    const wrong = misspell(literal.value, random);
    if (wrong === undefined || isListed(field, wrong, original)) return undefined;
    return replaceInQuery(original, literal.span, `"${wrong}"`);
  }),
  queryKind('EQL: value in capitals', valueCodes, listedTexts, ({ field, literal }, original) => {
    const wrong = literal.value[0]!.toUpperCase() + literal.value.slice(1);
    return isListed(field, wrong, original)
      ? undefined
      : replaceInQuery(original, literal.span, `"${wrong}"`);
  }),
  queryKind(
    "EQL: value of the field's list invented",
    valueCodes,
    listedTexts,
    ({ field, literal }, original, random) => {
      if (!/^event\.(?:type|category|kind|outcome)$/.test(field)) return undefined;
      return replaceInQuery(
        original,
        literal.span,
        `"${random.pick(['launched', 'succeeded', 'signin', 'login', 'command'])}"`,
      );
    },
  ),
  queryKind('EQL: misspelt function', ['eql-syntax', 'eql-type'], all('call'), (call, original, random) => {
    const wrong = misspell(call.name, random);
    return wrong === undefined ? undefined : replaceInQuery(original, call.nameSpan, wrong);
  }),
  queryKind(
    'EQL: misspelt category',
    ['event-category'],
    ({ eql }) => {
      const tree = eql?.tree;
      if (!tree) return [];
      return (tree.kind === 'event-query' ? [tree.filter] : tree.steps.map(({ filter }) => filter)).map(
        ({ category }) => category,
      );
    },
    ({ any, name, span }, original, random) => {
      const wrong =
        any || original.analysis.rule.table.event_category_override ? undefined : misspell(name, random);
      return wrong === undefined ? undefined : replaceInQuery(original, span, wrong);
    },
  ),
  queryKind(
    'EQL: number in quotes',
    ['eql-type', 'field-type', 'eql-never-matches'],
    all('comparison', ({ left, right }) => left.kind === 'field' && right.kind === 'number'),
    ({ left, right }, original) => {
      const type =
        left.kind === 'field' ? original.analysis.catalogue.get(left.name)?.mapping.type : undefined;
      if (type === undefined || type === 'keyword') return undefined;
      return replaceInQuery(original, right.span, `"${written(original, right.span)}"`);
    },
  ),
  queryKind(
    'EQL: number for a text',
    ['eql-type', 'field-type', 'eql-never-matches'],
    exactTexts,
    ({ field, literal }, original, random) => {
      if (original.analysis.catalogue.get(field)?.mapping.type !== 'keyword') return undefined;
      return replaceInQuery(original, literal.span, String(1 + random.below(5000)));
    },
  ),
  queryKind(
    'EQL: text without quotes',
    ['field-unknown', 'eql-type', 'eql-syntax'],
    exactTexts,
    ({ literal }, original) => {
      if (
        !/^[a-z]{3,}$/.test(literal.value) ||
        /^(?:true|false|null|any|not|and|where|with)$/.test(literal.value)
      )
        return undefined;
      return replaceInQuery(original, literal.span, literal.value);
    },
  ),
  queryKind(
    'EQL: wildcard in an exact comparison',
    ['wildcard-in-exact'],
    exactTexts,
    ({ literal }, original, random) => {
      if (literal.raw || literal.value.length < 3 || /[\\"*?]/.test(literal.value)) return undefined;
      const { value } = literal;
      return replaceInQuery(
        original,
        literal.span,
        `"${random.pick([`${value}*`, `*${value}`, `${value.slice(0, 2)}*`])}"`,
      );
    },
  ),
  queryKind(
    'EQL: argument missing',
    ['eql-syntax', 'eql-type'],
    all('call', (call) => call.arguments.length === 2),
    (call, original) => {
      const [first, second] = call.arguments;
      return replaceInQuery(original, { start: first!.span.end, end: second!.span.end }, '', call.span);
    },
  ),
  queryKind(
    'EQL: network that does not exist',
    ['eql-type', 'eql-syntax'],
    all('call', ({ name }) => name.toLowerCase() === 'cidrmatch'),
    (call, original, random) => {
      const block = random.pick(call.arguments.slice(1).filter(({ kind }) => kind === 'string'));
      if (!block) return undefined;
      return replaceInQuery(
        original,
        block.span,
        random.pick(['"10.0.0.0/33"', '"256.0.0.0/8"', '"10.0.0/8"', '"10.0.0.0-8"'])!,
      );
    },
  ),
  queryKind(
    'EQL: regular expression not closed',
    ['eql-syntax', 'eql-type'],
    all('pattern-match', ({ operator }) => operator.startsWith('regex')),
    ({ patterns }, original, random) => {
      const pattern = random.pick(patterns);
      if (pattern?.kind !== 'string') return undefined;
      const at = pattern.span.start + (pattern.raw ? 3 : 1);
      return replaceInQuery(original, { start: at, end: at }, '(', pattern.span);
    },
  ),
  queryKind(
    'EQL: clauses that contradict each other',
    ['clause-contradiction', 'eql-never-matches'],
    conjuncts,
    ({ field, clause }, original, random) => {
      const other = random.pick(['"example.exe"', '"something else"', '"abc123"']);
      const added = ` and ${field} == ${other}`;
      const mutant = replaceInQuery(original, { start: clause.end, end: clause.end }, added, clause);
      if (!mutant) return undefined;
      const [first] = mutant.expected;
      return { ...mutant, expected: [{ start: first!.start, end: first!.end + added.length }] };
    },
  ),
  queryKind(
    'EQL: operating system missing',
    ['os-type-in-query'],
    (original) => (/\/(?:windows|linux|macos)\//.test(original.path) ? all('and')(original) : []),
    ({ operands }, original) => {
      const [first, second] = operands;
      const gap = /^\s*and\s*/.exec(written(original, { start: first!.span.end, end: second!.span.start }));
      if (!gap) return undefined;
      if (!/^host\.os\.type == "\w+"$/.test(written(original, first!.span))) return undefined;
      if (
        expressionsOf(original).filter((node) => node.kind === 'field' && node.name === 'host.os.type')
          .length > 1
      )
        return undefined;
      const mutant = replaceInQuery(
        original,
        { start: first!.span.start, end: first!.span.end + gap[0].length },
        '',
      );
      const query = original.analysis.document.placeAt(['rule', 'query']);
      return mutant && { ...mutant, expected: [{ start: query!.key!.start, end: query!.value!.end }] };
    },
  ),
];

interface Conjunct {
  readonly field: string;
  readonly clause: { readonly start: number; readonly end: number };
}

/** Returns the clauses that compare a field of one value with strings and are joined with others by "and". */
function conjuncts(original: Original): Conjunct[] {
  const { catalogue } = original.analysis;
  const isExcluded = new Set<Expression>();
  return expressionsOf(original).flatMap((node): Conjunct[] => {
    if (node.kind === 'not') isExcluded.add(node.operand);
    if (node.kind !== 'and' || isExcluded.has(node)) return [];
    return node.operands.flatMap((clause): Conjunct[] => {
      if (clause.kind !== 'comparison' || clause.operator !== '==') return [];
      if (clause.left.kind !== 'field' || clause.right.kind !== 'string') return [];
      const info = catalogue.get(clause.left.name);
      if (info?.array !== false || info.values || info.mapping.type !== 'keyword') return [];
      return [{ field: clause.left.name, clause: clause.span }];
    });
  });
}
