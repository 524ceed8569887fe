import type { TypeFamily } from '../../fields/field-type.js';

/** Kinds of value that an argument accepts. `any` also accepts null. */
export type ArgumentKind = 'string' | 'number' | 'integer' | 'boolean' | 'ip' | 'any';

export interface FunctionParameter {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly optional?: boolean;
  /** The argument must be a constant, not a field or a call on one. */
  readonly constant?: boolean;
  /** May be repeated any number of times. Only for the last parameter. */
  readonly repeated?: boolean;
}

interface Signature {
  readonly parameters: readonly FunctionParameter[];
  readonly returns: TypeFamily;
  /** Whether a form with `~` exists. */
  readonly caseInsensitiveForm: boolean;
  /** The number of arguments in Elasticsearch's words. */
  readonly expects: string;
  readonly summary: string;
}

const number = (name: string): FunctionParameter => ({ name, kind: 'number' });
const text = (name: string): FunctionParameter => ({ name, kind: 'string' });

const arithmetic = (summary: string): Signature => ({
  parameters: [number('left'), number('right')],
  returns: 'number',
  caseInsensitiveForm: false,
  expects: 'exactly two arguments',
  summary: `${summary} Null when an argument is null.`,
});

/** The functions of EQL (docs/semantics/eql.md#functions). */
const signatures = {
  add: arithmetic('The sum of two numbers.'),
  subtract: arithmetic('The difference of two numbers.'),
  multiply: arithmetic('The product of two numbers.'),
  divide: arithmetic('The quotient of two numbers; of two whole numbers, rounded toward zero.'),
  modulo: arithmetic('The remainder of a division, with the sign of the dividend.'),
  between: {
    parameters: [
      text('source'),
      text('left'),
      text('right'),
      { name: 'greedy', kind: 'boolean', optional: true },
    ],
    returns: 'string',
    caseInsensitiveForm: true,
    expects: 'three or four arguments',
    summary: 'The substring between the first `left` and the first `right` after it (the last if greedy).',
  },
  cidrMatch: {
    parameters: [
      { name: 'address', kind: 'ip' },
      { name: 'block', kind: 'string', constant: true, repeated: true },
    ],
    returns: 'boolean',
    caseInsensitiveForm: false,
    expects: 'at least two arguments',
    summary: 'Whether an IP address is in one of the CIDR blocks.',
  },
  concat: {
    parameters: [{ name: 'value', kind: 'any', repeated: true }],
    returns: 'string',
    caseInsensitiveForm: false,
    expects: 'at least one argument',
    summary: 'The arguments joined as a string. Null if an argument is null.',
  },
  endsWith: {
    parameters: [text('source'), text('suffix')],
    returns: 'boolean',
    caseInsensitiveForm: true,
    expects: 'exactly two arguments',
    summary: 'Whether the string ends with the suffix.',
  },
  indexOf: {
    parameters: [text('source'), text('text'), { name: 'start', kind: 'integer', optional: true }],
    returns: 'number',
    caseInsensitiveForm: true,
    expects: 'two or three arguments',
    summary: 'The position of the first occurrence from `start`, counted from 0. Null if not found.',
  },
  length: {
    parameters: [text('text')],
    returns: 'number',
    caseInsensitiveForm: false,
    expects: 'exactly one argument',
    summary: 'The length of the string in UTF-16 code units.',
  },
  number: {
    parameters: [text('text'), { name: 'base', kind: 'integer', optional: true, constant: true }],
    returns: 'number',
    caseInsensitiveForm: false,
    expects: 'one or two arguments',
    summary: 'The string parsed as a number, in base 10 by default; `0x` is hexadecimal.',
  },
  startsWith: {
    parameters: [text('source'), text('prefix')],
    returns: 'boolean',
    caseInsensitiveForm: true,
    expects: 'exactly two arguments',
    summary: 'Whether the string starts with the prefix.',
  },
  string: {
    parameters: [{ name: 'value', kind: 'any' }],
    returns: 'string',
    caseInsensitiveForm: false,
    expects: 'exactly one argument',
    summary: 'The value as a string.',
  },
  stringContains: {
    parameters: [text('source'), text('text')],
    returns: 'boolean',
    caseInsensitiveForm: true,
    expects: 'exactly two arguments',
    summary: 'Whether the source contains the string; false if either is empty.',
  },
  substring: {
    parameters: [
      text('source'),
      { name: 'start', kind: 'integer' },
      { name: 'end', kind: 'integer', optional: true },
    ],
    returns: 'string',
    caseInsensitiveForm: false,
    expects: 'two or three arguments',
    summary: 'The part from `start` up to, not including, `end`; negative numbers count from the end.',
  },
} satisfies Record<string, Signature>;

/** The canonical spellings of the functions. Names are case-insensitive. */
export type EqlFunctionName = keyof typeof signatures;

export interface FunctionSignature extends Signature {
  readonly name: EqlFunctionName;
}

export const eqlFunctions: readonly FunctionSignature[] = (
  Object.entries(signatures) as [EqlFunctionName, Signature][]
).map(([name, signature]) => ({ name, ...signature }));

const byName = new Map(eqlFunctions.map((signature) => [signature.name.toLowerCase(), signature]));

/** Returns the function with a name, in any letter case and without `~`. */
export function findFunction(name: string): FunctionSignature | undefined {
  return byName.get(name.toLowerCase());
}

/**
 * Returns the minimum and maximum number of arguments. The maximum is Infinity if the last parameter is
 * repeated.
 */
export function arity(signature: FunctionSignature): { least: number; most: number } {
  const least = signature.parameters.filter((parameter) => !parameter.optional).length;
  const repeated = signature.parameters.at(-1)?.repeated === true;
  return { least, most: repeated ? Number.POSITIVE_INFINITY : signature.parameters.length };
}

/** Returns the parameter for the argument at an index. */
export function parameterAt(signature: FunctionSignature, index: number): FunctionParameter | undefined {
  const last = signature.parameters.at(-1);
  return signature.parameters[index] ?? (last?.repeated ? last : undefined);
}
