import type { EqlQuery, EventFilter, Expression, Field, Pipe, Step } from './syntax.js';

/**
 * The binding strength of each kind. An operand that binds less strongly than its position requires gets
 * parentheses.
 */
const strength = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  sum: 5,
  product: 6,
  sign: 7,
  predicate: 8,
  primary: 9,
} as const;

/** Prints a query that parses to the same tree. Comments and layout are lost. */
export function printEql(query: EqlQuery): string {
  const pipes = query.pipes.map(printPipe).join('');
  if (query.kind === 'event-query') return printFilter(query.filter) + pipes;
  const keys = printKeys(query.keys);
  const maxspan =
    query.kind === 'sequence' && query.maxspan ? ` with maxspan=${query.maxspan.milliseconds}ms` : '';
  const steps = query.steps.map((step) => `\n  ${printStep(step)}`).join('');
  const until = query.kind !== 'sample' && query.until ? `\nuntil ${printStep(query.until)}` : '';
  return `${query.kind}${keys}${maxspan}${steps}${until}${pipes}`;
}

function printStep(step: Step): string {
  const runs = step.runsSpan ? ` with runs=${step.runs}` : '';
  return `${step.missing ? '!' : ''}[${printFilter(step.filter)}]${printKeys(step.keys)}${runs}`;
}

function printKeys(keys: readonly Field[]): string {
  return keys.length === 0 ? '' : ` by ${keys.map(printField).join(', ')}`;
}

function printPipe(pipe: Pipe): string {
  return ` | ${pipe.name} ${pipe.arguments.map((argument) => printExpression(argument)).join(', ')}`;
}

function printFilter(filter: EventFilter): string {
  const { name, any } = filter.category;
  const plain = any || /^[A-Za-z_@][A-Za-z0-9_]*$/.test(name);
  return `${plain ? name : printString(name)} where ${printExpression(filter.condition)}`;
}

/**
 * Prints an expression. `needed` is the minimum binding strength that its position accepts without
 * parentheses.
 */
export function printExpression(expression: Expression, needed: number = strength.or): string {
  const [text, own] = printBare(expression);
  return own < needed ? `(${text})` : text;
}

function printBare(expression: Expression): [string, number] {
  switch (expression.kind) {
    case 'or':
    case 'and': {
      const own = strength[expression.kind];
      const operands = expression.operands.map((operand) => printExpression(operand, own + 1));
      return [operands.join(` ${expression.kind} `), own];
    }
    case 'not':
      return [`not ${printExpression(expression.operand, strength.not)}`, strength.not];
    case 'comparison': {
      const left = printExpression(expression.left, strength.sum);
      return [
        `${left} ${expression.operator} ${printExpression(expression.right, strength.sum)}`,
        strength.comparison,
      ];
    }
    case 'arithmetic': {
      const own =
        expression.operator === '+' || expression.operator === '-' ? strength.sum : strength.product;
      const left = printExpression(expression.left, own);
      return [`${left} ${expression.operator} ${printExpression(expression.right, own + 1)}`, own];
    }
    case 'negative':
      return [`-${printExpression(expression.operand, strength.sign)}`, strength.sign];
    case 'membership': {
      const operator = `${expression.negated ? 'not ' : ''}in${expression.caseInsensitive ? '~' : ''}`;
      const items = expression.items.map((item) => printExpression(item)).join(', ');
      return [
        `${printExpression(expression.subject, strength.primary)} ${operator} (${items})`,
        strength.predicate,
      ];
    }
    case 'pattern-match': {
      const patterns = expression.patterns.map((pattern) => printExpression(pattern)).join(', ');
      const right = expression.listed ? `(${patterns})` : patterns;
      const subject = printExpression(expression.subject, strength.primary);
      const operator = expression.operator === ':' ? ':' : ` ${expression.operator}`;
      return [`${subject}${operator} ${right}`, strength.predicate];
    }
    case 'call': {
      const tilde = expression.caseInsensitive ? '~' : '';
      const args = expression.arguments.map((argument) => printExpression(argument)).join(', ');
      return [`${expression.name}${tilde}(${args})`, strength.primary];
    }
    case 'field':
      return [printField(expression), strength.primary];
    case 'string':
      return [expression.raw ? `"""${expression.value}"""` : printString(expression.value), strength.primary];
    case 'number':
      return [printNumber(expression.value, expression.type === 'double'), strength.primary];
    case 'boolean':
      return [String(expression.value), strength.primary];
    case 'null':
      return ['null', strength.primary];
    case 'missing':
      return ['', strength.primary];
  }
}

function printNumber(value: number | bigint, decimal: boolean): string {
  const text = String(value);
  return decimal && /^\d+$/.test(text) ? `${text}.0` : text;
}

function printField({ name, optional }: Field): string {
  return `${optional ? '?' : ''}${printFieldName(name)}`;
}

/** Returns the name of a field as written in a query, with backquotes if needed. */
export function printFieldName(name: string): string {
  const plain = /^[A-Za-z_@][A-Za-z0-9_]*(\.[A-Za-z_@][A-Za-z0-9_]*)*$/.test(name);
  return plain && !hasKeyword(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

const reserved = new Set(
  'and any by false in join like maxspan not null of or regex sample sequence true until where with'.split(
    ' ',
  ),
);

function hasKeyword(path: string): boolean {
  return path.split('.').some((part) => reserved.has(part));
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** Returns a string in double quotes with the necessary escapes. */
export function printString(value: string): string {
  return `"${value.replace(/["\\\n\r\t\b\f]/g, (character) => escapes[character]!)}"`;
}
