import type { EsqlType } from '../types.js';

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  /** The accepted types. Undefined means any. */
  readonly types: ReadonlySet<EsqlType> | undefined;
  /** The index of the argument whose type it has. */
  readonly like: number | undefined;
  readonly isOptional: boolean;
  readonly isConstant: boolean;
  readonly isRepeated: boolean;
  readonly isOptions: boolean;
}

const letters: Readonly<Record<string, readonly EsqlType[]>> = {
  b: ['boolean'],
  i: ['integer'],
  l: ['long'],
  u: ['unsigned_long'],
  f: ['double'],
  N: ['integer', 'long', 'double'],
  U: ['integer', 'long', 'double', 'unsigned_long'],
  k: ['keyword'],
  t: ['text'],
  s: ['keyword', 'text'],
  d: ['datetime'],
  n: ['date_nanos'],
  m: ['datetime', 'date_nanos'],
  p: ['ip'],
  v: ['version'],
  g: ['geo_point'],
  o: ['source'],
  P: ['date_period'],
  D: ['time_duration'],
  W: ['date_period', 'time_duration'],
};

/** Parses the notation of `FunctionRow.takes`. */
export function readParameters(takes: string, names: string): readonly Parameter[] {
  const named = names.split(',').map((name) => name.trim());
  const parts = takes
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const parameters: Parameter[] = [];
  let group = 0;
  for (const part of parts) {
    if (part === '...') {
      const last = parameters.at(-1);
      if (last) parameters[parameters.length - 1] = { ...last, isRepeated: true };
      continue;
    }
    if (part.startsWith('[')) group++;
    const inGroup = group > 0;
    const repeats = part.endsWith(']...');
    const text = part.replace(/^\[|\](?:\.\.\.)?$/g, '').replace(/^\[/, '');
    if (/\](?:\.\.\.)?$/.test(part)) group--;
    const isConstant = text.endsWith('!');
    const bare = isConstant ? text.slice(0, -1) : text;
    const like = /^=(\d)$/.exec(bare);
    const isOptions = bare === '{}';
    parameters.push({
      name: isOptions ? 'options' : (named[parameters.length] ?? named.at(-1) ?? 'value'),
      types: like || isOptions || bare === 'x' || bare === '*' ? undefined : typesOf(bare),
      like: like ? Number(like[1]) - 1 : undefined,
      isOptional: inGroup,
      isConstant,
      isRepeated: repeats,
      isOptions,
    });
  }
  return parameters;
}

function typesOf(text: string): ReadonlySet<EsqlType> {
  return new Set(text.split(' ').flatMap((letter) => letters[letter] ?? []));
}

/** Returns the minimum and maximum number of a function's arguments, not counting options. */
export function argumentCounts(parameters: readonly Parameter[]): {
  readonly least: number;
  readonly most: number;
} {
  const counted = parameters.filter(({ isOptions }) => !isOptions);
  const least = counted.filter(({ isOptional }) => !isOptional).length;
  const most = counted.some(({ isRepeated }) => isRepeated) ? Number.POSITIVE_INFINITY : counted.length;
  return { least, most };
}
